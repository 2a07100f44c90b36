/* A small scenario that is right in every field, its policy and its verbs, for tests of loading to
 * spoil or to set. */
#ifndef TESTS_UNIT_SMALL_SCENARIO_H
#define TESTS_UNIT_SMALL_SCENARIO_H

static const char small[] =
    "return scenario {\n"
    "  name = \"small\", title = \"A small crisis\", epoch = \"2020-03-01\", days = 30,\n"
    "  actors = {\n"
    "    AAA = { kind = \"state\", name = \"Arcadia\", policy = \"quiet\", capability = 0.2, "
    "approval = 0.6,\n"
    "      params = { pride = 0.4 },\n"
    "      voices = { ministry = { title = \"the Ministry\", authority = 0.6 } } },\n"
    "    BBB = { name = \"Borduria\", capability = fact(0.3, \"a table\", \"high\", 0.2, 0.4) },\n"
    "    CCC = { name = \"Cascara\", capability = 0.4 },\n"
    "  },\n"
    "  organisations = {\n"
    "    ORG = { name = \"the League\", members = { \"AAA\", \"CCC\" }, rule = \"quota\", treaty = "
    "\"pact\",\n"
    "      spokesman = { name = \"the Speaker\", nationality = \"CCC\", mandate = 0.4 },\n"
    "      organs = { council = { name = \"the Council\", level = \"heads\", decides = true } } "
    "},\n"
    "  },\n"
    "  treaties = {\n"
    "    pact = { name = \"the Pact\", members = { \"AAA\", \"CCC\" },\n"
    "      articles = { art1 = { obligation = \"assist\", gravity_min = 3, on_request = true } } "
    "},\n"
    "  },\n"
    "  theatres = {\n"
    "    river = { name = \"the river\", holder = \"AAA\", claimant = \"BBB\", claim = 0.5,\n"
    "      recognised = { \"AAA\" }, in_area = { \"pact\" }, salience = { AAA = 1, CCC = 0.2 },\n"
    "      incident_rate = 0.1, incident_branching = 0.3,\n"
    "      forces = { AAA = { men = 4000, quality = 1.1 }, BBB = { men = 5000 } } },\n"
    "  },\n"
    "  relations = {\n"
    "    AAA = { BBB = { tension = 0.3, both = true }, CCC = { trade = 0.2 } },\n"
    "  },\n"
    "  precedents = {\n"
    "    first = { at = \"2010-06-01\", beneficiary = \"AAA\", adversary = \"BBB\", gravity = 3,\n"
    "      response = { CCC = \"words\" } },\n"
    "  },\n"
    "  injects = {\n"
    "    { at = \"2020-03-05\", actor = \"BBB\", act = \"drill\", theatre = \"river\", size = 0.5 "
    "},\n"
    "    { at = \"2020-03-03\", event = \"meeting\", actor = \"CCC\", attendees = { \"AAA\", "
    "\"BBB\" } },\n"
    "  },\n"
    "  lags = { verbal_reply = { median = 6, spread = 0.5 } },\n"
    "  verbs = {\n"
    "    feint = { like = \"drill\", effects = { { on = \"tension\", size = 0.1 } } },\n"
    "  },\n"
    "  model = { hazard_max = 3 },\n"
    "}\n";

static const char quiet[] =
    "return policy {\n"
    "  params = { pride = { default = 0.5, min = 0, max = 1, unit = 'stake' } },\n"
    "  decide = function() end,\n"
    "}\n";

static const char verbs[] = "return {\n"
                            "  drill = { domain = 'material', mid = 3 },\n"
                            "  appeal = { speech = true },\n"
                            "  shell = { mid = 4 },\n"
                            "}\n";

#endif
