/* Faults of a scenario: which file and line, which field, what was found, what was expected. */
#include "base/names.h"
#include "lua/stage.h"
#include "unit/small_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_ROOM = 8192 };

/* One loading of the small scenario, edited. */
struct loading {
  struct arena arena, notes;
  struct stage *stage; /* NULL when there were faults */
  struct faults faults;
  char text[TEXT_ROOM];
  struct source items[3];
  struct source_set sources;
};

/* The small scenario with the first [from] replaced by [to]. */
static void edit(char out[TEXT_ROOM], const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  if (at == NULL) {
    fail_msg("no \"%s\" in the scenario", from);
    return;
  }
  char whole[TEXT_ROOM];
  int length =
      snprintf(whole, sizeof whole, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
  assert_in_range(length, 0, TEXT_ROOM - 1);
  memcpy(out, whole, (size_t)length + 1);
}

static void load(struct loading *loading) {
  loading->items[0] =
      (struct source){"scenario/scenario.lua", "s.lua", loading->text, strlen(loading->text)};
  loading->items[1] = (struct source){"policies/quiet.lua", "quiet.lua", quiet, sizeof quiet - 1};
  loading->items[2] = (struct source){"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1};
  loading->sources = (struct source_set){loading->items, 3};
  arena_open_blocks(&loading->arena, (size_t)128 << 20);
  arena_open_blocks(&loading->notes, (size_t)64 << 20);
  enum err_code rc = stage_load(&loading->stage, &loading->arena, &loading->notes,
                                &loading->sources, NULL, 0, &loading->faults);
  assert_int_equal(rc == ERR_OK, loading->faults.count == 0);
}

static struct loading *load_edited(const char *from, const char *to) {
  struct loading *loading = calloc(1, sizeof *loading);
  assert_non_null(loading);
  edit(loading->text, small, from, to);
  load(loading);
  return loading;
}

static void let_go(struct loading *loading) {
  if (loading->stage != NULL) {
    stage_close(loading->stage);
  }
  arena_close(&loading->arena);
  arena_close(&loading->notes);
  free(loading);
}

struct mistake {
  const char *from, *to, *expected; /* "where: text" of the only fault */
};

/* Each edit is one mistake and gives one fault with exactly that message. */
static void expect_all(const struct mistake *list, size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2] = "no fault";
    struct loading *loading = load_edited(list[i].from, list[i].to);
    const struct err *first = &loading->faults.items[0];
    if (loading->faults.count > 0) {
      (void)snprintf(found, sizeof found, "%s: %s", first->where, first->text);
    }
    if (loading->faults.count != 1 || strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].to, loading->faults.count, found,
                  list[i].expected);
      wrong++;
    }
    let_go(loading);
  }
  assert_int_equal(wrong, 0);
}

static void unknown_keys_name_the_nearest_word(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"title =", "titel =", "s.lua:2: titel: found an unknown key; expected a key of scenario; did you mean \"title\"?"},
    {"policy = \"quiet\"", "polciy = \"quiet\"", "s.lua:4: actors.AAA.polciy: found an unknown key; expected a key of actor; did you mean \"policy\"?"},
    {"authority = 0.6", "authorty = 0.6", "s.lua:6: actors.AAA.voices.ministry.authorty: found an unknown key; expected a key of voice; did you mean \"authority\"?"},
    {"claim = 0.5", "clam = 0.5", "s.lua:20: theatres.river.clam: found an unknown key; expected a key of theatre; did you mean \"claim\"?"},
    {"quality = 1.1", "qualty = 1.1", "s.lua:23: theatres.river.forces.AAA.qualty: found an unknown key; expected a key of force; did you mean \"quality\"?"},
    {"name = \"the Pact\"", "naem = \"x\", name = \"the Pact\"", "s.lua:16: treaties.pact.naem: found an unknown key; expected a key of treaty; did you mean \"name\"?"},
    {"gravity_min = 3", "gravity_mni = 3", "s.lua:17: treaties.pact.articles.art1.gravity_mni: found an unknown key; expected a key of article; did you mean \"gravity_min\"?"},
    {"rule = \"quota\"", "ruel = \"quota\"", "s.lua:11: organisations.ORG.ruel: found an unknown key; expected a key of organisation; did you mean \"rule\"?"},
    {"mandate = 0.4", "mandat = 0.4", "s.lua:12: organisations.ORG.spokesman.mandat: found an unknown key; expected a key of spokesman; did you mean \"mandate\"?"},
    {"decides = true", "decide = true", "s.lua:13: organisations.ORG.organs.council.decide: found an unknown key; expected a key of organ; did you mean \"decides\"?"},
    {"tension = 0.3", "tensoin = 0.3", "s.lua:26: relations.AAA.BBB.tensoin: found an unknown key; expected a key of relation; did you mean \"tension\"?"},
    {"gravity = 3", "gravty = 3", "s.lua:29: precedents.first.gravty: found an unknown key; expected a key of precedent; did you mean \"gravity\"?"},
    {"size = 0.5", "sise = 0.5", "s.lua:33: injects.1.sise: found an unknown key; expected a key of inject; did you mean \"size\"?"},
    {"median = 6", "meidan = 6", "s.lua:36: lags.verbal_reply.meidan: found an unknown key; expected a key of lag; did you mean \"median\"?"},
    {"verbal_reply", "verbal_replay", "s.lua:36: lags.verbal_replay: found an unknown key; expected a key of lags; did you mean \"verbal_reply\"?"},
    {"like = \"drill\",", "like = \"drill\", publicty = 1,", "s.lua:38: verbs.feint.publicty: found an unknown key; expected a key of verb; did you mean \"publicity\"?"},
    {"on = \"tension\", size", "on = \"tension\", sice", "s.lua:38: verbs.feint.effects.1.sice: found an unknown key; expected a key of effect; did you mean \"size\"?"},
    {"hazard_max", "hazard_mx", "s.lua:40: model.hazard_mx: found an unknown key; expected a key of model; did you mean \"hazard_max\"?"},
    {"pride = 0.4", "pryde = 0.4", "s.lua:5: actors.AAA.params.pryde: found a parameter that policy quiet does not have; did you mean \"pride\"?"},
    {"trade = 0.2", "xyzzyx = 0.2", "s.lua:26: relations.AAA.CCC.xyzzyx: found an unknown key; expected one of agreement, arms, trade, energy, treaty, bilateral, rivalry, tension, grievance"},
    {"decides = true", "\"anonymous\"", "s.lua:13: organisations.ORG.organs.council: found an entry without a name; expected keys of organ"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void unknown_references_name_the_nearest_word(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"holder = \"AAA\"", "holder = \"AAB\"", "s.lua:20: theatres.river.holder: found \"AAB\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"recognised = { \"AAA\" }", "recognised = { \"AAX\" }", "s.lua:21: theatres.river.recognised: found \"AAX\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"salience = { AAA", "salience = { AAZ", "s.lua:21: theatres.river.salience.AAZ: found \"AAZ\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"members = { \"AAA\", \"CCC\" }, rule", "members = { \"AAA\", \"CCX\" }, rule", "s.lua:11: organisations.ORG.members: found \"CCX\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"CCC\"?"},
    {"members = { \"AAA\", \"CCC\" },\n      articles", "members = { \"AAY\", \"CCC\" },\n      articles", "s.lua:16: treaties.pact.members: found \"AAY\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"nationality = \"CCC\"", "nationality = \"CCD\"", "s.lua:12: organisations.ORG.spokesman.nationality: found \"CCD\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"CCC\"?"},
    {"beneficiary = \"AAA\"", "beneficiary = \"Aaa\"", "s.lua:29: precedents.first.beneficiary: found \"Aaa\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"response = { CCC", "response = { CCZ", "s.lua:30: precedents.first.response.CCZ: found \"CCZ\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"CCC\"?"},
    {"attendees = { \"AAA\"", "attendees = { \"ABA\"", "s.lua:34: injects.2.attendees: found \"ABA\"; expected one of AAA, BBB, CCC, ORG, ORG_SPOKESMAN; did you mean \"AAA\"?"},
    {"AAA = { BBB = { tension", "AAA = { AAA = { tension", "s.lua:26: relations.AAA.AAA: found the actor itself; expected another actor and a table"},
    {"policy = \"quiet\"", "policy = \"quite\"", "s.lua:4: actors.AAA.policy: found no policy \"quite\"; expected one of scripts/policies or of the scenario's folder; did you mean \"quiet\"?"},
    {"treaty = \"pact\"", "treaty = \"pcat\"", "s.lua:11: organisations.ORG.treaty: found \"pcat\"; expected one of pact; did you mean \"pact\"?"},
    {"in_area = { \"pact\" }", "in_area = { \"pakt\" }", "s.lua:21: theatres.river.in_area: found \"pakt\"; expected one of pact; did you mean \"pact\"?"},
    {"theatre = \"river\"", "theatre = \"rivre\"", "s.lua:33: injects.1.theatre: found \"rivre\"; expected one of river; did you mean \"river\"?"},
    {"like = \"drill\"", "like = \"dril\"", "s.lua:38: verbs.feint.like: found no verb \"dril\"; did you mean \"drill\"?"},
    {"on = \"tension\", size", "on = \"tensoin\", size", "s.lua:38: verbs.feint.effects.1.on: found \"tensoin\"; expected one of tension, grievance, affinity, readiness, reinforce, fire, excite, campaign, ceasefire, approval, commitment, procedure, meeting, membership, arms, sanction, support, stance, signal, relief, legitimacy, office, disown, brink, deployment; did you mean \"tension\"?"},
    {"response = { CCC = \"words\" }", "response = { CCC = \"word\" }", "s.lua:30: precedents.first.response.CCC: found \"word\"; expected one of silence, words, arms, mission, troops; did you mean \"words\"?"},
    {"kind = \"state\"", "kind = \"stat\"", "s.lua:4: actors.AAA.kind: found \"stat\"; expected one of state, body, organisation, official; did you mean \"state\"?"},
    {"obligation = \"assist\"", "obligation = \"asist\"", "s.lua:17: treaties.pact.articles.art1.obligation: found \"asist\"; expected one of consult, assist, refrain; did you mean \"assist\"?"},
    {"level = \"heads\"", "level = \"head\"", "s.lua:13: organisations.ORG.organs.council.level: found \"head\"; expected one of ambassadors, ministers, heads; did you mean \"heads\"?"},
    {"event = \"meeting\"", "event = \"metting\"", "s.lua:34: injects.2.event: found \"metting\"; expected one of act, meeting, election, leadership, indictment, weather, trigger; did you mean \"meeting\"?"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void numbers_keep_to_their_ranges(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"days = 30", "days = 0", "s.lua:2: days: found 0; expected 1 to 3660 days"},
    {"days = 30", "days = 3661", "s.lua:2: days: found 3661; expected 1 to 3660 days"},
    {"days = 30", "days = 1.5", "s.lua:2: days: found 1.5; expected a whole number 1 to 3660 days"},
    {"capability = 0.2", "capability = 1.5", "s.lua:4: actors.AAA.capability: found 1.5; expected 0 to 1 CINC share"},
    {"authority = 0.6", "authority = -0.1", "s.lua:6: actors.AAA.voices.ministry.authority: found -0.1; expected 0 to 1 share"},
    {"claim = 0.5", "claim = 2", "s.lua:20: theatres.river.claim: found 2; expected 0 to 1 share"},
    {"incident_rate = 0.1", "incident_rate = -1", "s.lua:22: theatres.river.incident_rate: found -1; expected 0 to 50 per day"},
    {"incident_branching = 0.3", "incident_branching = 1", "s.lua:22: theatres.river.incident_branching: found 1; expected 0 to 0.99 incidents"},
    {"incident_branching = 0.3", "incident_branching = 1.2", "s.lua:22: theatres.river.incident_branching: found 1.2; expected 0 to 0.99 incidents"},
    {"AAA = 1, CCC = 0.2", "AAA = 1, CCC = 1.2", "s.lua:21: theatres.river.salience.CCC: found 1.2; expected 0 to 1 share"},
    {"men = 5000", "men = -1", "s.lua:23: theatres.river.forces.BBB.men: found -1; expected 0 to 10000000 men"},
    {"gravity_min = 3", "gravity_min = 6", "s.lua:17: treaties.pact.articles.art1.gravity_min: found 6; expected 0 to 5 level"},
    {"tension = 0.3", "tension = 1.5", "s.lua:26: relations.AAA.BBB.tension: found 1.5; expected 0 to 1 share"},
    {"CCC = { trade = 0.2", "CCC = { agreement = -1.5", "s.lua:26: relations.AAA.CCC.agreement: found -1.5; expected -1 to 1 pi"},
    {"gravity = 3", "gravity = 5.5", "s.lua:29: precedents.first.gravity: found 5.5; expected 0 to 5 level"},
    {"median = 6", "median = 0", "s.lua:36: lags.verbal_reply.median: found 0; expected 0.01 to 8760 hours"},
    {"like = \"drill\",", "like = \"drill\", rung = 11,", "s.lua:38: verbs.feint.rung: found 11; expected 0 to 10"},
    {"size = 0.1", "size = 1000", "s.lua:38: verbs.feint.effects.1.size: found 1000; expected -100 to 100"},
    {"hazard_max = 3", "hazard_max = 25", "s.lua:40: model.hazard_max: found 25; expected 0.05 to 24 per day"},
    {"pride = 0.4", "pride = 1.4", "s.lua:5: actors.AAA.params.pride: found 1.4; expected 0 to 1 stake"},
    {"incident_rate = 0.1", "incident_rate = 0/0", "s.lua:22: theatres.river.incident_rate: found nan; expected 0 to 50 per day"},
    {"incident_rate = 0.1", "incident_rate = 1/0", "s.lua:22: theatres.river.incident_rate: found inf; expected 0 to 50 per day"},
    {"claim = 0.5", "claim = -1/0", "s.lua:20: theatres.river.claim: found -inf; expected 0 to 1 share"},
    {"days = 30", "days = fact(12.5, \"x\", \"low\")", "s.lua:2: days: found 12.5; expected a whole number 1 to 3660 days"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void values_have_the_right_type(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"title = \"A small crisis\"", "title = 5", "s.lua:2: title: found a number; expected text"},
    {"epoch = \"2020-03-01\"", "epoch = 20200301", "s.lua:2: epoch: found a number; expected text"},
    {"days = 30", "days = \"30\"", "s.lua:2: days: found a string; expected a number from 1 to 3660 days"},
    {"capability = 0.2", "capability = { 1 }", "s.lua:4: actors.AAA.capability: found a table; expected a number from 0 to 1 CINC share"},
    {"capability = 0.2", "capability = true", "s.lua:4: actors.AAA.capability: found a boolean; expected a number from 0 to 1 CINC share"},
    {"members = { \"AAA\", \"CCC\" }, rule", "members = \"AAA\", rule", "s.lua:11: organisations.ORG.members: found a string; expected a list"},
    {"members = { \"AAA\", \"CCC\" }, rule", "members = { 1, \"CCC\" }, rule", "s.lua:11: organisations.ORG.members: found a number; expected text"},
    {"decides = true", "decides = 1", "s.lua:13: organisations.ORG.organs.council.decides: found a number; expected true or false"},
    {"holder = \"AAA\"", "holder = 1", "s.lua:20: theatres.river.holder: found a number; expected text"},
    {"rule = \"quota\"", "rule = 2", "s.lua:11: organisations.ORG.rule: found a number; expected text"},
    {"response = { CCC = \"words\" }", "response = \"words\"", "s.lua:30: precedents.first.response: found a string; expected a table"},
    {"salience = { AAA = 1, CCC = 0.2 }", "salience = 1", "s.lua:21: theatres.river.salience: found a number; expected a table"},
    {"ministry = { title = \"the Ministry\", authority = 0.6 }", "ministry = \"the Ministry\"", "s.lua:6: actors.AAA.voices.ministry: found a string; expected a table"},
    {"model = { hazard_max = 3 }", "model = 3", "s.lua:40: model: found a number; expected a table"},
    {"lags = { verbal_reply = { median = 6, spread = 0.5 } }", "lags = { verbal_reply = 6 }", "s.lua:36: lags.verbal_reply: found a number; expected a table"},
    {"title = \"A small crisis\"", "title = \"A\\7bell\"", "s.lua:2: title: found control byte 7; expected plain text"},
    {"pride = 0.4", "pride = \"high\"", "s.lua:5: actors.AAA.params.pride: found a string; expected a number from 0 to 1 stake"},
    {"pride = 0.4", "[1] = 0.4", "s.lua:5: actors.AAA.params: found an entry that is not named by an id; expected letters, digits and _"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void what_is_required_is_missed(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"name = \"small\", ", "", "s.lua:1: name: missing; expected: The name of its folder."},
    {" epoch = \"2020-03-01\",", "", "s.lua:1: epoch: missing; expected: The first day."},
    {"name = \"Cascara\", ", "", "s.lua:8: actors.CCC.name: missing; expected: Its name in prose."},
    {"title = \"the Ministry\", ", "", "s.lua:6: actors.AAA.voices.ministry.title: missing; expected: How the timeline names the voice."},
    {"name = \"the League\", ", "", "s.lua:11: organisations.ORG.name: missing; expected: Its name in prose."},
    {"members = { \"AAA\", \"CCC\" }, rule", "rule", "s.lua:11: organisations.ORG.members: missing; expected: Its members."},
    {"name = \"the Speaker\", ", "", "s.lua:12: organisations.ORG.spokesman.name: missing; expected: His name and office in prose."},
    {"name = \"the Council\", ", "", "s.lua:13: organisations.ORG.organs.council.name: missing; expected: Its name in prose."},
    {"name = \"the Pact\", ", "", "s.lua:16: treaties.pact.name: missing; expected: Its name in prose."},
    {"name = \"the river\", ", "", "s.lua:20: theatres.river.name: missing; expected: Its name in prose, with article."},
    {"holder = \"AAA\", ", "", "s.lua:20: theatres.river.holder: missing; expected: Who holds the ground."},
    {"claimant = \"BBB\", ", "", "s.lua:20: theatres.river.claimant: missing; expected: Who faces him."},
    {"at = \"2010-06-01\", ", "", "s.lua:29: precedents.first.at: missing; expected: When."},
    {"beneficiary = \"AAA\", ", "", "s.lua:29: precedents.first.beneficiary: missing; expected: Who could have been helped."},
    {"adversary = \"BBB\", ", "", "s.lua:29: precedents.first.adversary: missing; expected: Against whom."},
    {"at = \"2020-03-05\", ", "", "s.lua:33: injects.1.at: missing; expected: When."},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void dates_are_of_the_calendar(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"epoch = \"2020-03-01\"", "epoch = \"2020-3-1\"", "s.lua:2: epoch: found \"2020-3-1\"; expected a date \"2018-09-21\" or \"2018-09-21 14:05\""},
    {"epoch = \"2020-03-01\"", "epoch = \"2021-02-29\"", "s.lua:2: epoch: found \"2021-02-29\"; expected a date \"2018-09-21\" or \"2018-09-21 14:05\""},
    {"at = \"2010-06-01\"", "at = \"2010-13-01\"", "s.lua:29: precedents.first.at: found \"2010-13-01\"; expected a date \"2018-09-21\" or \"2018-09-21 14:05\""},
    {"at = \"2020-03-05\"", "at = \"2020-03-05 25:00\"", "s.lua:33: injects.1.at: found \"2020-03-05 25:00\"; expected a date \"2018-09-21\" or \"2018-09-21 14:05\""},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void facts_say_where_they_come_from(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"\"high\"", "\"hihg\"", "s.lua:7: fact: found confidence \"hihg\"; expected checked, high, medium, low or judgement; did you mean \"high\"?"},
    {"\"high\"", "\"xyzzyxyz\"", "s.lua:7: fact: found confidence \"xyzzyxyz\"; expected checked, high, medium, low or judgement"},
    {"0.2, 0.4)", "0.4, 0.2)", "s.lua:7: bad argument #4 to 'fact' (expected low <= value <= high)"},
    {"0.2, 0.4)", "0.35, 0.4)", "s.lua:7: bad argument #4 to 'fact' (expected low <= value <= high)"},
    {"fact(0.3", "fact(0/0", "s.lua:7: bad argument #1 to 'fact' (expected a finite number)"},
    {"fact(0.3", "fact(\"much\"", "s.lua:7: bad argument #1 to 'fact' (number expected, got string)"},
    {"0.2, 0.4)", "0.2)", "s.lua:7: bad argument #5 to 'fact' (number expected, got nil)"},
    {"fact(0.3", "fact(2, \"a\", \"low\"), personnel = fact(0.3", "s.lua:7: actors.BBB.capability: found 2; expected 0 to 1 CINC share"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void what_spans_fields_is_checked(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"claimant = \"BBB\"", "claimant = \"AAA\"", "s.lua:20: theatres.river.claimant: found the holder again; expected another actor"},
    {"BBB = { men = 5000 }", "CCC = { men = 5000 }", "s.lua:23: theatres.river.forces.CCC: no side of the theatre; expected AAA or BBB, or another with `beside` one of them"},
    {"BBB = { men = 5000 }", "ZZZ = { men = 5000 }", "s.lua:23: theatres.river.forces.ZZZ: found no such actor; expected AAA or BBB, or another with `beside` one of them"},
    {"act = \"drill\"", "act = \"appeal\"", "s.lua:33: injects.1.act: found appeal; expected a show of force: words, fire, requests and ceasefires arise in a run or not at all"},
    {"act = \"drill\"", "act = \"shell\"", "s.lua:33: injects.1.act: found shell; expected a show of force: words, fire, requests and ceasefires arise in a run or not at all"},
    {"act = \"drill\", ", "", "s.lua:33: injects.1.act: found nothing; expected the verb of a scheduled drill, or `event`"},
    {"actor = \"BBB\", ", "", "s.lua:33: injects.1.actor: missing; expected whom it is about"},
    {"\"2020-03-05\", actor = \"BBB\"", "\"2020-03-05\", event = \"trigger\", actor = \"BBB\"", "s.lua:33: injects.1.at: found a trigger later than the first day; expected one within a day of the epoch"},
    {"{ at = \"2020-03-03\", event = \"meeting\", actor = \"CCC\"", "{ at = \"2020-03-01\", event = \"trigger\", actor = \"CCC\"", "s.lua:34: injects.2.theatre: missing; expected the verb of the trigger in `act`, or the theatre of an incident that `actor`, a side there, began"},
    {"{ at = \"2020-03-03\", event = \"meeting\", actor = \"CCC\"", "{ at = \"2020-03-01\", event = \"trigger\", actor = \"CCC\", theatre = \"river\"", "s.lua:34: injects.2.actor: found no side of the theatre; expected the verb of the trigger in `act`, or the theatre of an incident that `actor`, a side there, began"},
    {"{ at = \"2020-03-03\", event = \"meeting\"", "{ at = \"2020-03-01\", event = \"trigger\", act = \"dril\"", "s.lua:34: injects.2.act: found dril; expected a verb"},
    {"event = \"meeting\"", "event = \"incident\"", "s.lua:34: injects.2.event: found \"incident\"; expected one of act, meeting, election, leadership, indictment, weather, trigger; did you mean \"indictment\"?"},
    {"feint = {", "drill = {", "s.lua:38: verbs.drill: found a verb that exists; expected a name of its own"},
    {"CCC = { name = \"Cascara\"", "D146233 = { name = \"x\" }, D279896 = { name = \"y\" }, CCC = { name = \"Cascara\"", "s.lua:8: actors.D279896: its name has the same hash as D146233; expected another name"},
    {"kind = \"state\"", "kind = \"official\"", "s.lua:4: actors.AAA.kind: found official; expected state or body; organisations and their spokesmen stand under organisations"},
    {"kind = \"state\"", "kind = \"organisation\"", "s.lua:4: actors.AAA.kind: found organisation; expected state or body; organisations and their spokesmen stand under organisations"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void what_is_not_a_scenario_is_refused(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"model = { hazard_max = 3 },", "model = = 3,", "s.lua:40: unexpected symbol near '='"},
    {"days = 30,", "days = nowhere.days,", "s.lua:2: attempt to index a nil value (global 'nowhere')"},
    {"return scenario {", "return scenario(5), {", "s.lua:1: bad argument #1 to 'scenario' (table expected, got number)"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void expect_fault(const struct faults *faults, int index, const char *expected) {
  char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2];
  assert_in_range(index, 0, faults->count - 1);
  (void)snprintf(found, sizeof found, "%s: %s", faults->items[index].where,
                 faults->items[index].text);
  assert_string_equal(found, expected);
}

/* States, organisations and officials share one space of ids. */
static void names_are_not_given_twice(void **state) {
  (void)state;
  struct loading *loading = load_edited("spokesman = {", "spokesman = { id = \"CCC\",");
  expect_fault(&loading->faults, 0,
               "s.lua:3: actors: two actors, organisations or officials are called CCC");
  let_go(loading);
  loading = load_edited("CCC = { name", "ORG = { name = \"again\" }, CCC = { name");
  expect_fault(&loading->faults, 0,
               "s.lua:3: actors: two actors, organisations or officials are called ORG");
  let_go(loading);
}

/* Organisations are read first, then actors, relations, and the rest in the order of the shapes;
 * what spans fields is looked at only when the fields are right. */
static void every_fault_is_named_in_order(void **state) {
  (void)state;
  struct loading *loading = calloc(1, sizeof *loading);
  assert_non_null(loading);
  edit(loading->text, small, "days = 30", "days = 0");
  edit(loading->text, loading->text, "approval = 0.6", "approval = 7");
  edit(loading->text, loading->text, "claim = 0.5", "claim = 2");
  edit(loading->text, loading->text, "mandate = 0.4", "mandate = 3");
  edit(loading->text, loading->text, "trade = 0.2", "trade = 4");
  edit(loading->text, loading->text, "claimant = \"BBB\"", "claimant = \"AAA\"");
  load(loading);
  assert_null(loading->stage);
  assert_int_equal(loading->faults.count, 5);
  expect_fault(&loading->faults, 0,
               "s.lua:12: organisations.ORG.spokesman.mandate: found 3; expected 0 to 1 share");
  expect_fault(&loading->faults, 1, "s.lua:4: actors.AAA.approval: found 7; expected 0 to 1 share");
  expect_fault(&loading->faults, 2,
               "s.lua:26: relations.AAA.CCC.trade: found 4; expected 0 to 1 share");
  expect_fault(&loading->faults, 3, "s.lua:2: days: found 0; expected 1 to 3660 days");
  expect_fault(&loading->faults, 4,
               "s.lua:20: theatres.river.claim: found 2; expected 0 to 1 share");
  let_go(loading);
}

static struct loading *load_whole(void) {
  struct loading *loading = load_edited("name", "name");
  if (loading->faults.count > 0) {
    fail_msg("%s: %s", loading->faults.items[0].where, loading->faults.items[0].text);
  }
  return loading;
}

static void a_correct_file_is_read_as_written(void **state) {
  (void)state;
  struct loading *loading = load_whole();
  const struct scenario *read = stage_loaded(loading->stage)->scenario;
  assert_string_equal(read->name, "small");
  assert_int_equal(read->days, 30);
  assert_int_equal(read->actors.count, 5);
  assert_string_equal(scenario_actor(read, 4)->id, "ORG_SPOKESMAN");
  assert_int_equal(scenario_actor(read, 3)->kind, ACTOR_ORGANISATION);
  assert_int_equal(scenario_actor(read, 4)->kind, ACTOR_OFFICIAL);
  assert_int_equal(scenario_actor(read, 4)->organisation, 3);
  assert_int_equal(scenario_actor(read, 4)->nationality, 2);
  assert_true(scenario_actor(read, 0)->params[0] == 0.4);
  assert_true(scenario_actor(read, 1)->capability == 0.3);
  assert_int_equal(scenario_treaty(read, 0)->members, 5);
  const struct theatre *river = scenario_theatre(read, 0);
  assert_int_equal(river->holder, 0);
  assert_int_equal(river->claimant, 1);
  assert_int_equal(river->in_area, 1);
  assert_true(river->salience[0] == 1 && river->salience[1] == 0 && river->salience[2] == 0.2);
  assert_true(scenario_relation(read, 0, 1)->tension == 0.3);
  assert_true(scenario_relation(read, 1, 0)->tension == 0.3); /* both */
  assert_true(scenario_relation(read, 0, 2)->trade == 0.2);
  assert_true(scenario_relation(read, 2, 0)->trade == 0); /* one way */
  assert_int_equal(scenario_precedent(read, 0)->response[2], RUNG_WORDS);
  assert_int_equal(scenario_precedent(read, 0)->response[1], -1);
  assert_int_equal(scenario_inject(read, 0)->kind, INJECT_MEETING); /* in order of time */
  assert_int_equal(scenario_inject(read, 1)->verb, scenario_find_verb(read, "drill"));
  assert_true(read->lags[LAG_VERBAL_REPLY].median == 6);
  assert_true(read->model.hazard_max == 3);
  const struct verb *feint = scenario_verb(read, scenario_find_verb(read, "feint"));
  assert_int_equal(feint->mid_hostility, 3); /* of the drill */
  assert_int_equal(feint->effect_count, 1);
  let_go(loading);
}

static void what_is_not_said_has_its_default(void **state) {
  (void)state;
  struct loading *loading = load_edited("model = { hazard_max = 3 }", "model = {}");
  const struct scenario *read = stage_loaded(loading->stage)->scenario;
  const struct actor *actor = scenario_actor(read, 1);
  assert_int_equal(actor->kind, ACTOR_STATE);
  assert_int_equal(actor->readiness, READINESS_PEACE);
  assert_true(actor->approval == 0.5 && actor->mandate == 0.3 && actor->jeopardy == 0);
  assert_null(actor->policy);
  assert_int_equal(actor->nationality, -1);
  const struct theatre *river = scenario_theatre(read, 0);
  assert_true(river->terrain == 1.5 && river->incidents.decay_hours == 24);
  const struct force *force = (const struct force *)river->forces.items + 1;
  assert_true(force->quality == 1 && force->readiness == 0.8 && force->supply == 1);
  assert_true(force->reserve == 0 && force->reserve_hours == 48);
  assert_true(read->lags[LAG_PARTY_STATEMENT].median == 12);
  assert_true(read->lags[LAG_PARTY_STATEMENT].spread == 1);
  assert_int_equal(scenario_inject(read, 0)->to, -1);
  assert_true(scenario_inject(read, 0)->days == 1);
#define X(field, fallback, low, high, unit, source, confidence, about) \
  if (read->model.field != (double)(fallback)) {                       \
    fail_msg("model.%s is not its default", #field);                   \
  }
  CONSTANT_MAP(X)
#undef X
  let_go(loading);
}

static void numbers_keep_their_provenance(void **state) {
  (void)state;
  struct loading *loading = load_whole();
  const struct loaded *loaded = stage_loaded(loading->stage);
  int facts = 0;
  for (int i = 0; i < loaded->provenance_count; i++) {
    const struct provenance *row = &loaded->provenance[i];
    if (strcmp(row->path, "actors.BBB.capability") == 0) {
      assert_string_equal(row->source, "a table");
      assert_string_equal(row->confidence, "high");
      assert_true(row->value == 0.3 && row->low == 0.2 && row->high == 0.4);
      facts++;
    } else {
      assert_string_equal(row->confidence, "assumption");
      assert_string_equal(row->source, "");
    }
  }
  assert_int_equal(facts, 1);
  assert_int_equal(loaded->assumption_count, loaded->provenance_count - 1);
  let_go(loading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(unknown_keys_name_the_nearest_word),
      cmocka_unit_test(unknown_references_name_the_nearest_word),
      cmocka_unit_test(numbers_keep_to_their_ranges),
      cmocka_unit_test(values_have_the_right_type),
      cmocka_unit_test(what_is_required_is_missed),
      cmocka_unit_test(dates_are_of_the_calendar),
      cmocka_unit_test(facts_say_where_they_come_from),
      cmocka_unit_test(what_spans_fields_is_checked),
      cmocka_unit_test(what_is_not_a_scenario_is_refused),
      cmocka_unit_test(names_are_not_given_twice),
      cmocka_unit_test(every_fault_is_named_in_order),
      cmocka_unit_test(a_correct_file_is_read_as_written),
      cmocka_unit_test(what_is_not_said_has_its_default),
      cmocka_unit_test(numbers_keep_their_provenance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
