/* Targets of a scenario: what is read, what is refused, when they are measured; and what the `run`
 * object finds in a run that is known. */
#include "unit/small_scenario.h"
#include "worker/house.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_ROOM = 16384 };

/* Appeals once to BBB, and drills once. */
static const char loud[] =
    "return policy {\n"
    "  params = { pride = { default = 0.5, min = 0, max = 1, unit = 'stake' } },\n"
    "  memory = { said = 0 },\n"
    "  decide = function(view, self)\n"
    "    self.memory.said = self.memory.said + 1\n"
    "    if self.memory.said == 1 then\n"
    "      return act.appeal { to = 'BBB', at = 'river', register = 3, frames = { 'treaty' },\n"
    "        claims = { 'concern', 'denies' }, implied = 'CCC', because = 'a test' }\n"
    "    elseif self.memory.said == 2 then\n"
    "      return act.drill { to = 'BBB', because = 'a test' }\n"
    "    end\n"
    "  end,\n"
    "}\n";

/* The small scenario, with no fire, and with [targets] and other keys at its end. */
static void write_scenario(char out[TEXT_ROOM], const char *targets) {
  static const char rate[] = "incident_rate = 0.1";
  const char *at = strstr(small, rate);
  assert_non_null(at);
  int length = snprintf(out, TEXT_ROOM, "%.*sincident_rate = 0%.*s%s}\n", (int)(at - small), small,
                        (int)(sizeof small - 3 - (size_t)(at - small) - (sizeof rate - 1)),
                        at + sizeof rate - 1, targets);
  assert_in_range(length, 0, TEXT_ROOM - 1);
}

struct world_of_test {
  struct house house;
  struct source items[4];
  char text[TEXT_ROOM];
  struct run_result result;
  struct err err;
};

static struct world_of_test *open_house(const char *targets) {
  struct world_of_test *world = calloc(1, sizeof *world);
  const struct worker_options options = {.fresh = false, .scribble = -1};
  assert_non_null(world);
  assert_int_equal(house_init(&world->house, &options, &world->err), ERR_OK);
  watchdog_stop(&world->house.watchdog);
  write_scenario(world->text, targets);
  world->items[0] =
      (struct source){"scenario/scenario.lua", "s.lua", world->text, strlen(world->text)};
  world->items[1] = (struct source){"policies/quiet.lua", "quiet.lua", quiet, sizeof quiet - 1};
  world->items[2] = (struct source){"policies/loud.lua", "loud.lua", loud, sizeof loud - 1};
  world->items[3] = (struct source){"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1};
  world->house.sources = (struct source_set){world->items, 4};
  return world;
}

static void close_house(struct world_of_test *world) {
  house_close(&world->house);
  free(world);
}

static enum err_code run(struct world_of_test *world, struct setting *words, int count) {
  struct setting numbers[] = {{"model.initiative", "1"}, {"model.hazard_max", "24"}};
  const struct run_request request = {
      .seed = 7, .words = words, .word_count = count, .numbers = numbers, .number_count = 2};
  world->err = (struct err){0};
  return house_run(&world->house, &request, NULL, NULL, &world->result, &world->err);
}

static void run_with(struct world_of_test *world, const char *targets, const char *policies) {
  struct setting words[] = {{"targets", targets}, {"policies", policies}};
  if (run(world, words, 2) != ERR_OK) {
    fail_msg("%s: %s", world->err.where, world->err.text);
  }
}

static const struct outcome *find(const struct world_of_test *world, const char *name) {
  for (int i = 0; i < world->result.outcome_count; i++) {
    if (strcmp(world->result.outcomes[i].name, name) == 0) {
      return &world->result.outcomes[i];
    }
  }
  return NULL;
}

static double value_of(const struct world_of_test *world, const char *name) {
  const struct outcome *outcome = find(world, name);
  if (outcome == NULL) {
    fail_msg("no outcome %s", name);
    return 0;
  }
  return outcome->value;
}

/* --- what is measured, and when ----------------------------------------------------------------
 */

static const char known[] =
    "targets = {\n"
    "  E = { kind = 'event', about = 'an event', observed = true, fit = true, from = "
    "'2020-03-01',\n"
    "    to = '2020-03-30', base = fact(0.3, 'cases', 'medium', 0.1, 0.5), source = 's',\n"
    "    measure = function(run) return run.count { verb = 'appeal' } > 0 end },\n"
    "  L = { kind = 'lag', about = 'a lag', observed = { 3, 4 }, from = '2020-03-03', to = "
    "'2020-03-12',\n"
    "    unit = 'days', base = { median = fact(2, 'lags', 'low'), spread = 1, none = 0.4 }, "
    "source = 's', note = 'n',\n"
    "    measure = function(run) return run.first { verb = 'drill', actor = 'BBB' } end },\n"
    "  Q = { kind = 'quantity', about = 'a quantity', observed = fact(7, 'x', 'low'), from = "
    "'2020-03-06',\n"
    "    to = '2020-03-30', unit = 'persons', base = { median = 5, spread = 1 }, source = 's',\n"
    "    measure = function(run) return run.count { verb = 'drill', actor = 'BBB' } end },\n"
    "  N = { kind = 'lag', about = 'never', observed = 1, from = '2020-03-01', to = '2020-03-30',\n"
    "    base = { median = 5, spread = 1 }, source = 's', measure = function(run) return nil end "
    "},\n"
    "  placebo = { about = 'quiet', set = { days = 20, injects = false, ['model.initiative'] = "
    "0.5 },\n"
    "    alarms = { drilled = { about = 'a drill', base = fact(0.1, 's', 'low'),\n"
    "      measure = function(run) return run.count { verb = 'drill' } > 0 end } } },\n"
    "},\n";

static void targets_are_measured_only_when_asked_for(void **state) {
  (void)state;
  struct world_of_test *world = open_house(known);
  char digest[DIGEST_TEXT_SIZE];
  run_with(world, "off", "loud");
  assert_null(find(world, "targets.E"));
  int plain = world->result.outcome_count;
  memcpy(digest, world->result.digest, sizeof digest);
  run_with(world, "on", "loud");
  assert_int_equal(world->result.outcome_count, plain + 4);
  assert_null(find(world, "alarms.drilled"));
  run_with(world, "placebo", "loud");
  assert_int_equal(world->result.outcome_count, plain + 1);
  assert_true(value_of(world, "alarms.drilled") == 1);
  run_with(world, "off", "loud");
  assert_string_equal(world->result.digest, digest);
  close_house(world);

  /* a scenario that declares none has the same runs */
  world = open_house("");
  run_with(world, "off", "loud");
  assert_string_equal(world->result.digest, digest);
  close_house(world);
}

static void targets_see_their_windows(void **state) {
  (void)state;
  struct world_of_test *world = open_house(known);
  run_with(world, "on", "loud");
  assert_true(value_of(world, "targets.E") == 1);
  assert_true(find(world, "targets.E")->flag);
  assert_true(value_of(world, "targets.L") == 4);   /* the drill of 5 March */
  assert_true(value_of(world, "targets.Q") == 0);   /* whose window begins after it */
  assert_true(isnan(value_of(world, "targets.N"))); /* never */
  run_with(world, "on", "none");
  assert_true(value_of(world, "targets.E") == 0);
  close_house(world);
}

/* A lag longer than its window did not come in it. */
static void a_lag_beyond_its_window_does_not_come(void **state) {
  (void)state;
  struct world_of_test *world = open_house(
      "targets = { L = { kind = 'lag', about = 'a', observed = 1, from = '2020-03-01', to = "
      "'2020-03-05', base = { median = 1, spread = 1 }, source = 's', measure = function(run) "
      "return 5.5 end } },\n");
  run_with(world, "on", "none");
  assert_true(isnan(value_of(world, "targets.L")));
  close_house(world);
}

static void what_is_read_arrives_with_its_provenance(void **state) {
  (void)state;
  struct world_of_test *world = open_house(known);
  struct faults *faults = house_faults(&world->house);
  assert_int_equal(house_load(&world->house, NULL, 0, faults), ERR_OK);
  const struct loaded *loaded = stage_loaded(world->house.variant->stage);
  const struct target_set *set = loaded->targets.set;
  assert_int_equal(set->count, 4);
  assert_string_equal(set->items[0].id, "E");
  assert_true(set->items[0].fit);
  assert_true(set->items[0].base.probability == 0.3);
  assert_string_equal(set->items[1].id, "L");
  assert_true(set->items[1].low == 3 && set->items[1].high == 4);
  assert_true(set->items[1].base.none == 0.4);
  assert_string_equal(set->items[1].note, "n");
  assert_true(target_window(&set->items[1]) == 10);
  assert_string_equal(set->items[3].id, "Q");
  assert_true(set->items[3].low == 7 && set->items[3].high == 7);
  assert_int_equal(set->placebo.set_count, 3);
  assert_string_equal(set->placebo.sets[0].path, "days");
  assert_string_equal(set->placebo.sets[0].value, "20");
  assert_string_equal(set->placebo.sets[1].value, "off");
  assert_string_equal(set->placebo.alarms[0].id, "drilled");
  bool kept = false;
  for (int i = 0; i < loaded->provenance_count; i++) {
    kept = kept || (strcmp(loaded->provenance[i].path, "targets.E.base") == 0 &&
                    strcmp(loaded->provenance[i].confidence, "medium") == 0);
  }
  assert_true(kept);
  close_house(world);
}

/* --- what is refused ---------------------------------------------------------------------------
 */

static void a_wrong_target_is_told_where_it_stands(void **state) {
  (void)state;
  static const struct {
    const char *from, *to, *fault;
  } cases[] = {
      {"kind = 'event'", "kind = 'evnt'",
       "targets.E.kind: found \"evnt\"; expected one of event, non_event, lag, quantity; did you "
       "mean \"event\"?"},
      {"about = 'an event', ", "", "targets.E.about: missing"},
      {"observed = true, ", "", "targets.E.observed: missing"},
      {"observed = true", "observed = false",
       "targets.E.observed: found false; expected true, or kind = \"non_event\""},
      {"kind = 'event'", "kind = 'non_event'",
       "targets.E.observed: found true; expected false, or kind = \"event\""},
      {"observed = true", "observed = 1", "targets.E.observed: found a number; expected true"},
      {"observed = { 3, 4 }", "observed = { 4, 3 }",
       "targets.L.observed: found the higher end first"},
      {"observed = { 3, 4 }", "observed = { 3, 44 }",
       "targets.L.observed: found more days than its window has; expected at most 10"},
      {"observed = { 3, 4 }", "observed = -1", "targets.L.observed: found -1"},
      {"observed = { 3, 4 }", "observed = 'soon'", "targets.L.observed: found a string"},
      {"fact(0.3, 'cases', 'medium', 0.1, 0.5)", "1.5",
       "targets.E.base: found 1.5; expected 0 to 1"},
      {"fact(0.3, 'cases', 'medium', 0.1, 0.5)", "{ median = 1 }", "targets.E.base: found a table"},
      {"spread = 1, none = 0.4", "spred = 1",
       "targets.L.base.spred: found an unknown key; expected a key of base; did you mean "
       "\"spread\"?"},
      {"median = fact(2, 'lags', 'low'), ", "", "targets.L.base.median: missing"},
      {"note = 'n'", "nite = 'n'", "targets.L.nite: found an unknown key"},
      {"to = '2020-03-12'", "to = '2020-02-12'", "targets.L.to: found a day before `from`"},
      {"from = '2020-03-03'", "from = 'March'", "targets.L.from: found \"March\"; expected a date"},
      {"measure = function(run) return nil end", "measure = 3",
       "targets.N.measure: found a number; expected a function of the run"},
      {"measure = function(run) return nil end", "", "targets.N.measure: missing"},
      {"alarms = {", "alarm = {", "targets.placebo.alarm: found an unknown key"},
      {"days = 20", "days = {}", "targets.placebo.set.days: found a table; expected a word"},
      {"base = fact(0.1, 's', 'low')", "base = 2", "targets.placebo.alarms.drilled.base: found 2"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[TEXT_ROOM];
    const char *at = strstr(known, cases[i].from);
    assert_non_null(at);
    (void)snprintf(text, sizeof text, "%.*s%s%s", (int)(at - known), known, cases[i].to,
                   at + strlen(cases[i].from));
    struct world_of_test *world = open_house(text);
    struct faults *faults = house_faults(&world->house);
    assert_int_equal(house_load(&world->house, NULL, 0, faults), ERR_INVALID);
    if (strstr(faults->items[0].text, cases[i].fault) == NULL) {
      fail_msg("%s: found \"%s\"", cases[i].fault, faults->items[0].text);
    }
    assert_memory_equal(faults->items[0].where, "s.lua:", 6);
    close_house(world);
  }
}

static void a_wrong_value_fails_the_run(void **state) {
  (void)state;
  static const struct {
    const char *kind, *rest, *body, *fault;
  } cases[] = {
      {"event", "observed = true, base = 0.5", "3",
       "targets.T: returned number; expected true or false"},
      {"event", "observed = true, base = 0.5", "nil", "targets.T: returned nil"},
      {"lag", "observed = 1, base = { median = 1, spread = 1 }", "-1",
       "targets.T: returned a negative or undefined number; expected days from 0, or nil"},
      {"lag", "observed = 1, base = { median = 1, spread = 1 }", "true",
       "targets.T: returned boolean"},
      {"quantity", "observed = 1, base = { median = 1, spread = 1 }", "nil",
       "targets.T: returned nil; expected a number from 0"},
      {"quantity", "observed = 1, base = { median = 1, spread = 1 }", "0/0",
       "targets.T: returned a negative or undefined number"},
      {"quantity", "observed = 1, base = { median = 1, spread = 1 }", "1/0",
       "targets.T: found inf"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[TEXT_ROOM];
    struct setting words[] = {{"targets", "on"}};
    (void)snprintf(text, sizeof text,
                   "targets = { T = { kind = '%s', about = 'a', %s, from = '2020-03-01', to = "
                   "'2020-03-30', source = 's', measure = function(run) return %s end } },\n",
                   cases[i].kind, cases[i].rest, cases[i].body);
    struct world_of_test *world = open_house(text);
    assert_int_equal(run(world, words, 1), ERR_RUN);
    if (strstr(world->err.text, cases[i].fault) == NULL) {
      fail_msg("%s: found \"%s\"", cases[i].fault, world->err.text);
    }
    close_house(world);
  }
}

static void a_wrong_switch_is_told(void **state) {
  (void)state;
  static const struct {
    struct setting word;
    const char *fault;
  } cases[] = {
      {{"targets", "onn"}, "targets: found \"onn\"; expected off, on or placebo; did you mean"},
      {{"policies", "luod"}, "found no policy \"luod\""},
      {{"targets.E", "off"}, "found"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct world_of_test *world = open_house(known);
    struct setting words[] = {cases[i].word};
    assert_int_equal(run(world, words, 1), ERR_INVALID);
    if (strstr(world->err.text, cases[i].fault) == NULL) {
      fail_msg("%s: found \"%s\"", cases[i].fault, world->err.text);
    }
    close_house(world);
  }
  struct world_of_test *world = open_house("");
  struct setting words[] = {{"targets", "on"}};
  assert_int_equal(run(world, words, 1), ERR_INVALID);
  assert_non_null(strstr(world->err.text, "found a scenario without targets"));
  close_house(world);
}

/* --- null models -------------------------------------------------------------------------------
 */

static const char *policy_of(struct world_of_test *world, const char *id) {
  const struct scenario *scenario = stage_loaded(world->house.variant->stage)->scenario;
  return scenario_actor(scenario, scenario_find_actor(scenario, id))->policy;
}

static void policies_can_be_replaced_all_at_once(void **state) {
  (void)state;
  struct world_of_test *world = open_house(known);
  run_with(world, "off", "own");
  assert_string_equal(policy_of(world, "AAA"), "quiet");
  run_with(world, "off", "loud");
  assert_string_equal(policy_of(world, "AAA"), "loud");
  assert_null(policy_of(world, "BBB")); /* who has none stays so */
  run_with(world, "off", "none");
  assert_null(policy_of(world, "AAA"));
  struct setting one[] = {{"actors.AAA.policy", "none"}};
  assert_int_equal(run(world, one, 1), ERR_OK);
  assert_null(policy_of(world, "AAA"));
  /* settings are applied one after the other, and the order tells variants apart */
  struct setting back[] = {{"policies", "none"}, {"actors.AAA.policy", "loud"}};
  struct setting away[] = {{"actors.AAA.policy", "loud"}, {"policies", "none"}};
  assert_int_equal(run(world, away, 2), ERR_OK);
  assert_null(policy_of(world, "AAA"));
  assert_int_equal(run(world, back, 2), ERR_OK);
  assert_string_equal(policy_of(world, "AAA"), "loud");
  close_house(world);
}

/* --- the run object ----------------------------------------------------------------------------
 */

static void filters_find_what_they_say(void **state) {
  (void)state;
  static const char *const truths[] = {
      "run.count { kind = 'act', verb = 'appeal' } == 1",
      "run.count { kind = 'act', verb = { 'appeal', 'drill' } } == 3",
      "run.count { kind = { 'act', 'inject' }, actor = 'BBB' } >= 1",
      "run.count { kind = 'act', actor = { 'AAA', 'BBB' }, verb = 'drill' } == 2",
      "run.count { verb = 'appeal', to = { 'BBB', 'CCC' } } == 1",
      "run.count { verb = 'appeal', to = 'CCC' } == 0",
      "run.count { verb = 'appeal', aims_at = 'CCC' } == 1",
      "run.count { verb = 'appeal', aims_at = 'BBB' } == 1",
      "run.count { verb = 'appeal', aims_at = 'AAA' } == 0",
      "run.count { verb = 'appeal', public = true } == 1",
      "run.count { verb = 'appeal', public = false } == 0",
      "run.count { frames = 'treaty' } == 1",
      "run.count { frames = { 'treaty', 'occupation' } } == 1",
      "run.count { frames = 'occupation' } == 0",
      "run.count { claims = { 'biased', 'denies' } } == 1",
      "run.count { register_min = 3 } == 1",
      "run.count { register_min = 4 } == 0",
      "run.count { verb = 'drill', register_min = 1 } == 0",
      "run.count { kind = 'act', mid_min = 3 } == 2",
      "run.count { kind = 'act', mid_min = 4 } == 0",
      "run.count { kind = 'act', speaker = 'state' } == 3",
      "run.count { kind = 'act', speaker = 'official' } == 0",
      "run.count { verb = 'appeal', voice = 'ministry' } == 1",
      "run.count { verb = 'appeal', voice = { 'leader', 'parliament' } } == 0",
      "run.count { verb = 'appeal', in_area = 'pact' } == 1",
      "run.count { verb = 'drill', actor = 'AAA', in_area = 'pact' } == 0",
      "run.count { verb = 'drill', actor = 'BBB', from = '2020-03-05', before = '2020-03-06' } == "
      "1",
      "run.count { verb = 'drill', actor = 'BBB', before = '2020-03-05' } == 0",
      "run.count { verb = 'drill', actor = 'BBB', from = '2020-03-05 00:01' } == 0",
      "run.count { verb = 'drill', actor = 'BBB', from_day = 4, to_day = 4.5 } == 1",
      "run.count { deaths_min = 1 } == 0 and run.deaths {} == 0",
      "run.count { gravity_min = 1, kind = 'incident' } == 0",
      "run.count_days { verb = 'drill', actor = 'BBB' } == 1",
      "run.first { verb = 'drill', actor = 'BBB' } == 4 and run.last { frames = 'occupation' } == "
      "nil",
      "run.day '2020-03-05' == 4 and run.day '2020-03-05 12:00' == 4.5 and run.days == 30",
      "#run.each { kind = 'act' } == 3 and #run.each { frames = 'occupation' } == 0",
  };
  for (size_t i = 0; i < sizeof truths / sizeof truths[0]; i++) {
    char text[TEXT_ROOM];
    (void)snprintf(text, sizeof text,
                   "targets = { T = { kind = 'event', about = 'a', observed = true, base = 0.5, "
                   "from = '2020-03-01', to = '2020-03-30', source = 's', measure = function(run) "
                   "return %s end } },\n",
                   truths[i]);
    struct world_of_test *world = open_house(text);
    run_with(world, "on", "loud");
    if (value_of(world, "targets.T") != 1) {
      fail_msg("not so: %s", truths[i]);
    }
    close_house(world);
  }
}

static void records_can_be_read(void **state) {
  (void)state;
  struct world_of_test *world = open_house(
      "targets = { T = { kind = 'event', about = 'a', observed = true, base = 0.5, from = "
      "'2020-03-01', to = '2020-03-30', source = 's', measure = function(run)\n"
      "  local said = run.each { verb = 'appeal' }[1]\n"
      "  local ok = pcall(function() said.actor = 'BBB' end)\n"
      "  local slip = pcall(function() return said.actr end)\n"
      "  return not ok and not slip and said.actor == 'AAA' and said.to == 'BBB' and said.implied "
      "== 'CCC' and said.at == 'river' and said.in_area.pact and said.register == 3\n"
      "    and said.frames.treaty and said.claims.concern and not said.claims.biased and "
      "said.public and said.speaker == 'state' and said.voice == 'ministry' and said.kind == "
      "'act' and said.deaths == 0 and said.mid == 1\n"
      "end } },\n");
  run_with(world, "on", "loud");
  assert_true(value_of(world, "targets.T") == 1);
  close_house(world);
}

static void a_wrong_filter_is_told(void **state) {
  (void)state;
  static const struct {
    const char *body, *fault;
  } cases[] = {
      {"run.count { verbs = 'drill' }", "filter: found no field \"verbs\"; did you mean \"verb\"?"},
      {"run.count { verb = { } }", "verb: found a list of 0"},
      {"run.count { verb = 'dril' }", "verb: found no verb \"dril\"; did you mean \"drill\"?"},
      {"run.count { actor = 'AAX' }", "actor: found no actor \"AAX\""},
      {"run.count { from = 'soon' }", "from: found soon; expected a date"},
      {"run.count { from = '2020-03-05', from_day = 3 }", "found both from and from_day"},
      {"run.count { public = 1 }", "public: found a number; expected true or false"},
      {"run.count { 'drill' }", "filter: found an entry without a name"},
      {"run.day(3)", "run.day: found number; expected a date"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[TEXT_ROOM];
    struct setting words[] = {{"targets", "on"}};
    (void)snprintf(text, sizeof text,
                   "targets = { T = { kind = 'event', about = 'a', observed = true, base = 0.5, "
                   "from = '2020-03-01', to = '2020-03-30', source = 's', measure = function(run) "
                   "return %s end } },\n",
                   cases[i].body);
    struct world_of_test *world = open_house(text);
    assert_int_equal(run(world, words, 1), ERR_RUN);
    if (strstr(world->err.text, cases[i].fault) == NULL) {
      fail_msg("%s: found \"%s\"", cases[i].fault, world->err.text);
    }
    close_house(world);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(targets_are_measured_only_when_asked_for),
      cmocka_unit_test(targets_see_their_windows),
      cmocka_unit_test(a_lag_beyond_its_window_does_not_come),
      cmocka_unit_test(what_is_read_arrives_with_its_provenance),
      cmocka_unit_test(a_wrong_target_is_told_where_it_stands),
      cmocka_unit_test(a_wrong_value_fails_the_run),
      cmocka_unit_test(a_wrong_switch_is_told),
      cmocka_unit_test(policies_can_be_replaced_all_at_once),
      cmocka_unit_test(filters_find_what_they_say),
      cmocka_unit_test(records_can_be_read),
      cmocka_unit_test(a_wrong_filter_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
