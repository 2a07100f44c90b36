/* The crisis. */
#include "unit/crisis.h"

#include "host/bundle_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char idle[] = "return policy { decide = function() end }\n";

/* %s: act, "true" or "false" for once only */
static const char puppet[] =
    "local done = false\n"
    "return policy {\n"
    "  on = { incident = function(view, self, event)\n"
    "    if view.me.kind ~= 'official' then return nil end\n"
    "    return act.%s { to = view.theatre(event.at).claimant, at = event.at } end },\n"
    "  memory = { done = false },\n"
    "  decide = function(view, self)\n"
    "    if view.me.kind == 'official' or (%s and self.memory.done) then return nil end\n"
    "    self.memory.done = true\n"
    "    return act.%s { to = view.theatre('line').rival, at = 'line' }\n"
    "  end }\n";

static const char world[] =
    "return scenario { name = 'crisis', epoch = '2020-03-01', days = 90,\n"
    " model = { initiative = 0.5 },\n"
    " actors = {\n"
    "  AAA = { name = 'Arcadia', policy = '%s', params = { %s }, capability = 0.1 },\n"
    "  BBB = { name = 'Borduria', policy = '%s', params = { %s }, capability = %s,\n"
    "    approval = 0.4 },\n"
    "  CCC = { name = 'Cascara', policy = '%s', params = { %s }, capability = 0.4 },\n"
    "  DDD = { name = 'Drusia', policy = '%s', params = { %s }, capability = 0.05 },\n"
    "  EEE = { name = 'Elbonia', policy = '%s', params = { %s }, capability = 0.3 } },\n"
    " treaties = { pact = { name = 'the Pact', members = { 'AAA', 'CCC', 'DDD' },\n"
    "  articles = { art1 = { obligation = 'assist' } } } },\n"
    " organisations = { ORG = { name = 'the Organisation', treaty = 'pact',\n"
    "  members = { 'AAA', 'CCC', 'DDD' },\n"
    "  spokesman = { id = 'SPK', name = 'the Speaker', nationality = 'AAA', mandate = 0.3,\n"
    "   policy = '%s', params = { %s } } } },\n"
    " theatres = { border = place('the border', { 'pact' }), line = place('the line', {}) },\n"
    " relations = { AAA = { BBB = { tension = 1, grievance = 0.5, both = true } },\n"
    "  DDD = { BBB = { agreement = 0.6, trade = 0.5, bilateral = 0.6, both = true } } } }\n";

static const char places[] =
    "local function place(name, area) return { name = name, holder = 'AAA', claimant = 'BBB',\n"
    " claim = 0.8, in_area = area, recognised = { 'AAA' },\n"
    " salience = { AAA = 1, BBB = 1, CCC = 0.8, DDD = 0.6, EEE = 0.5 },\n"
    " incident_rate = %s, incident_branching = 0, incident_fatal = 0.8,\n"
    " forces = { AAA = { men = 5000 }, BBB = { men = 6000 } } } end\n";

static bool is_shipped(const char *policy) {
  return policy != NULL && strcmp(policy, "puppet") != 0 && strcmp(policy, "idle") != 0;
}

static const char *or_idle(const char *policy) {
  return policy == NULL ? "idle" : policy;
}

static const char *or_none(const char *params) {
  return params == NULL ? "" : params;
}

static void copy_options(struct crisis *crisis, struct seen *seen,
                         const struct weighed_choice *choice) {
  seen->chosen = choice->chosen;
  seen->option_count = choice->option_count;
  assert_true(choice->option_count <= SEEN_OPTION_MAX);
  for (int i = 0; i < choice->option_count; i++) {
    const struct weighed_option *from = &choice->options[i];
    struct seen_option *to = &seen->options[i];
    *to = (struct seen_option){.theatre = from->theatre,
                               .utility = from->utility,
                               .probability = from->probability,
                               .term_count = from->term_count};
    if (from->verb >= 0) {
      to->rung = scenario_verb(crisis->scenario, from->verb)->rung;
      (void)snprintf(to->verb, sizeof to->verb, "%s",
                     scenario_verb(crisis->scenario, from->verb)->id);
    }
    for (int t = 0; t < from->term_count; t++) {
      (void)snprintf(to->terms[t].name, sizeof to->terms[t].name, "%s", from->terms[t].name);
      to->terms[t].value = from->terms[t].value;
    }
  }
}

static enum err_code keep(void *context, const struct record *record, struct err *err) {
  struct crisis *crisis = context;
  (void)err;
  if (record->kind == RECORD_ACT && record->id < crisis->verb_room) {
    const char *verb = scenario_verb(crisis->scenario, record->verb)->id;
    (void)snprintf(crisis->verbs[record->id], sizeof crisis->verbs[0], "%s", verb);
    if (record->actor == crisis->actor && crisis->act_count < ACT_SEEN_MAX) {
      crisis->acts[crisis->act_count].minute = record->at;
      (void)snprintf(crisis->acts[crisis->act_count++].verb, sizeof crisis->acts[0].verb, "%s",
                     verb);
    }
  }
  if (record->kind == RECORD_DECISION && record->actor == crisis->actor && record->choice != NULL &&
      crisis->count < SEEN_MAX) {
    struct seen *seen = &crisis->seen[crisis->count++];
    seen->minute = record->at;
    if (record->cause < crisis->verb_room) {
      memcpy(seen->stimulus, crisis->verbs[record->cause], sizeof seen->stimulus);
    }
    copy_options(crisis, seen, record->choice);
  }
  return ERR_OK;
}

/* The text of the scenario, of the puppets (one for each of A, B and the spokesman), of the replay.
 */
struct script_texts {
  char scenario[4096], puppets[3][1024];
};

static void write_texts(const struct cast *cast, struct script_texts *out) {
  const char *acts[] = {cast->a_act, cast->b_act, cast->s_act};
  const char *given[] = {cast->a, cast->b, cast->s};
  const char *names[3];
  for (int i = 0; i < 3; i++) {
    static const char *const puppets[] = {"puppet_a", "puppet_b", "puppet_s"};
    const char *act = acts[i] == NULL ? "silence" : acts[i];
    bool is_puppet = given[i] != NULL && strcmp(given[i], "puppet") == 0;
    names[i] = is_puppet ? puppets[i] : or_idle(given[i]);
    (void)snprintf(out->puppets[i], sizeof out->puppets[i], puppet, act,
                   i == 0 && cast->a_once ? "true" : "false", act);
  }
  int length = snprintf(out->scenario, sizeof out->scenario, places, cast->calm ? "0" : "0.4");
  length += snprintf(out->scenario + length, sizeof out->scenario - (size_t)length, world, names[0],
                     or_none(cast->a_params), names[1], or_none(cast->b_params),
                     cast->b_capability == NULL ? "0.2" : cast->b_capability, or_idle(cast->c),
                     or_none(cast->c_params), or_idle(cast->d), or_none(cast->d_params),
                     or_idle(cast->e), or_none(cast->e_params), names[2], or_none(cast->s_params));
  assert_in_range(length, 1, sizeof out->scenario - 1);
}

static void add_text(struct source_set *sources, struct source *items, const char *name,
                     const char *text) {
  items[sources->count++] =
      (struct source){.name = name, .path = name, .bytes = text, .length = strlen(text)};
}

static const char *first_role(const struct cast *cast) {
  const char *const policies[] = {cast->a, cast->b, cast->c, cast->d, cast->e, cast->s};
  static const char *const ids[] = {"AAA", "BBB", "CCC", "DDD", "EEE", "SPK"};
  for (int i = 0; i < 6; i++) {
    if (is_shipped(policies[i])) {
      return ids[i];
    }
  }
  fail_msg("a cast without a shipped policy");
  return "";
}

static void perform(const struct cast *cast, const struct source_set *sources, uint64_t seed,
                    int days, struct crisis *crisis) {
  static struct faults faults;
  struct arena arena = {0};
  struct arena notes = {0};
  struct stage *stage = NULL;
  struct err err = {0};
  struct run_result result;
  bool slow = false;
  faults = (struct faults){.count = 0};
  arena_open_blocks(&arena, (size_t)256 << 20);
  arena_open_blocks(&notes, (size_t)64 << 20);
  if (stage_load(&stage, &arena, &notes, sources, NULL, 0, &faults) != ERR_OK) {
    fail_msg("%s: %s", faults.items[0].where, faults.items[0].text);
  }
  crisis->scenario = stage_loaded(stage)->scenario;
  crisis->actor = scenario_find_actor(crisis->scenario, first_role(cast));
  const struct run_order order = {
      .seed = seed, .days = days, .keep_decisions = true, .sink = keep, .sink_context = crisis};
  if (stage_run(stage, &order, true, NULL, &result, &slow, &err) != ERR_OK) {
    fail_msg("seed %d: %s: %s", (int)seed, err.where, err.text);
  }
  crisis->scenario = NULL;
  stage_close(stage);
  arena_close(&arena);
  arena_close(&notes);
}

struct crisis *crisis_play(const struct cast *cast, uint64_t seed, int days) {
  static const char *const puppet_names[] = {"scenario/puppet_a.lua", "scenario/puppet_b.lua",
                                             "scenario/puppet_s.lua"};
  struct crisis *crisis = calloc(1, sizeof *crisis);
  struct script_texts *texts = calloc(1, sizeof *texts);
  struct source_set shipped_sources = {0};
  struct arena files = {0};
  struct err err = {0};
  struct shipped shipped = {.scripts = SOURCE_DIR "/scripts", .scenarios = SOURCE_DIR "/scenarios"};
  assert_true(crisis != NULL && texts != NULL);
  crisis->verb_room = RUN_RECORD_MAX + 1;
  crisis->verbs = calloc(crisis->verb_room, sizeof *crisis->verbs);
  assert_non_null(crisis->verbs);
  arena_open_blocks(&files, (size_t)16 << 20);
  assert_int_equal(bundle_add_scripts(&shipped_sources, &files, &shipped, &err), ERR_OK);
  struct source *items = calloc((size_t)shipped_sources.count + 8, sizeof *items);
  assert_non_null(items);
  struct source_set sources = {.items = items, .count = shipped_sources.count};
  memcpy(items, shipped_sources.items, (size_t)shipped_sources.count * sizeof *items);
  write_texts(cast, texts);
  add_text(&sources, items, "scenario/scenario.lua", texts->scenario);
  add_text(&sources, items, "scenario/idle.lua", idle);
  for (int i = 0; i < 3; i++) {
    add_text(&sources, items, puppet_names[i], texts->puppets[i]);
  }
  if (cast->replay != NULL) {
    add_text(&sources, items, "scenario/replay.lua", cast->replay);
  }
  perform(cast, &sources, seed, days, crisis);
  free(crisis->verbs);
  crisis->verbs = NULL;
  free(items);
  free(texts);
  arena_close(&files);
  return crisis;
}

void crisis_end(struct crisis *crisis) {
  free(crisis);
}

const struct seen_option *crisis_option(const struct seen *seen, const char *verb, int theatre) {
  for (int i = 0; i < seen->option_count; i++) {
    const struct seen_option *option = &seen->options[i];
    if ((verb == NULL || strcmp(option->verb, verb) == 0) &&
        (theatre == ANYWHERE || option->theatre == theatre)) {
      return option;
    }
  }
  return NULL;
}

double crisis_term(const struct seen_option *option, const char *name) {
  for (int i = 0; option != NULL && i < option->term_count; i++) {
    if (strcmp(option->terms[i].name, name) == 0) {
      return option->terms[i].value;
    }
  }
  return 0;
}

const struct seen *crisis_first(const struct crisis *crisis, const char *verb) {
  for (int i = 0; i < crisis->count; i++) {
    if (crisis_option(&crisis->seen[i], verb, LINE) != NULL) {
      return &crisis->seen[i];
    }
  }
  return NULL;
}

const struct seen *crisis_last(const struct crisis *crisis, const char *verb) {
  for (int i = crisis->count - 1; i >= 0; i--) {
    if (crisis_option(&crisis->seen[i], verb, LINE) != NULL) {
      return &crisis->seen[i];
    }
  }
  return NULL;
}

double crisis_mean_term(const struct crisis *crisis, const char *verb, int theatre,
                        const char *term) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, theatre);
    if (option != NULL) {
      sum += crisis_term(option, term);
      count++;
    }
  }
  return count == 0 ? NAN : sum / count;
}

double crisis_first_term(const struct crisis *crisis, const char *verb, const char *term) {
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, ANYWHERE);
    if (option != NULL) {
      return crisis_term(option, term);
    }
  }
  fail_msg("%s was never offered", verb);
  return NAN;
}

double crisis_mean_probability(const struct crisis *crisis, const char *verb, int theatre) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, theatre);
    sum += option == NULL ? 0 : option->probability;
    count += option == NULL ? 0 : 1;
  }
  return count == 0 ? NAN : sum / count;
}

bool crisis_offers(const struct crisis *crisis, const char *verb, int theatre) {
  double p = crisis_mean_probability(crisis, verb, theatre);
  return p == p;
}

bool crisis_never_offers(const struct crisis *crisis, const char *verb) {
  return !crisis_offers(crisis, verb, ANYWHERE);
}

void crisis_assert_near(double found, double expected, double tolerance) {
  if (!(fabs(found - expected) <= tolerance)) {
    fail_msg("found %.9g; expected %.9g", found, expected);
  }
}
