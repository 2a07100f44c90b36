/* A probe: a variant and numbers tried on it before a batch begins, and the names of what its runs
 * will report. */
#include "unit/small_scenario.h"
#include "worker/house.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Whoever wakes it fails the run. */
static const char sleeper[] =
    "return policy {\n"
    "  params = { pride = { default = 0.5, min = 0, max = 1, unit = 'stake' } },\n"
    "  decide = function() error('awake') end,\n"
    "}\n";

static const char measures[] = "  measures = {\n"
                               "    fine = function(run) return run.days end,\n"
                               "    yes = function(run) return run.count({}) == 0 end,\n"
                               "    broken = function(run) return run.first({}) + 1 end,\n"
                               "    endless = function(run) while true do end end,\n"
                               "    zest = function(run) return true end,\n"
                               "  },\n}\n";

static struct house house;
static struct faults faults;
static struct source items[3];
static char scenario[sizeof small + sizeof measures];

static int open_house(void **state) {
  (void)state;
  const struct worker_options options = {.fresh = false, .scribble = -1};
  struct err err = {0};
  assert_int_equal(house_init(&house, &options, &err), ERR_OK);
  watchdog_stop(&house.watchdog);
  (void)snprintf(scenario, sizeof scenario, "%.*s%s", (int)sizeof small - 3, small, measures);
  items[0] = (struct source){"scenario/scenario.lua", "s.lua", scenario, strlen(scenario)};
  items[1] = (struct source){"policies/quiet.lua", "quiet.lua", sleeper, sizeof sleeper - 1};
  items[2] = (struct source){"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1};
  house.sources = (struct source_set){items, 3};
  return 0;
}

static int close_house(void **state) {
  (void)state;
  house_close(&house);
  return 0;
}

static enum err_code probe(const struct setting *words, int word_count,
                           const struct setting *numbers, int number_count, struct outline *out) {
  faults = (struct faults){.count = 0};
  return house_probe(&house, words, word_count, numbers, number_count, out, &faults);
}

static void a_probe_says_what_stands_there_now(void **state) {
  (void)state;
  static const struct setting numbers[] = {{"actors.AAA.params.pride", "0"},
                                           {"actors.AAA.params.pride", "1"},
                                           {"model.hazard_max", "0.25"},
                                           {"actors.BBB.capability", "0.4"},
                                           {"relations.AAA.BBB.tension", "0.9"},
                                           {"theatres.river.salience.CCC", "0.5"},
                                           {"organisations.ORG.spokesman.mandate", "0.1"},
                                           {"days", "12"}};
  static const double bases[] = {0.4, 0.4, 3, 0.3, 0.3, 0.2, 0.4, 30};
  struct outline out;
  assert_int_equal(probe(NULL, 0, numbers, 8, &out), ERR_OK);
  assert_int_equal(faults.count, 0);
  assert_int_equal(out.base_count, 8);
  for (int i = 0; i < 8; i++) {
    assert_true(out.bases[i].value == bases[i]);
  }
  assert_int_equal(out.days, 30); /* as the scenario has it, not as it was tried */
}

static const struct summary_outcome *find(const struct outline *out, const char *name) {
  for (int i = 0; i < out->outcome_count; i++) {
    if (strcmp(out->outcomes[i].name, name) == 0) {
      return &out->outcomes[i];
    }
  }
  fail_msg("no outcome %s", name);
  return NULL;
}

/* Own measures are listed whatever becomes of them, and nobody was woken to find out. */
static void all_that_runs_report_is_named(void **state) {
  (void)state;
  struct outline out;
  assert_int_equal(probe(NULL, 0, NULL, 0, &out), ERR_OK);
  assert_true(find(&out, "war")->flag);
  assert_false(find(&out, "deaths.river")->flag);
  assert_false(find(&out, "fine")->flag);
  assert_true(find(&out, "yes")->flag);
  assert_false(find(&out, "broken")->flag);
  assert_false(find(&out, "endless")->flag);
  (void)find(&out, "zest");
  bool named = false;
  for (int i = 0; i < out.series_count; i++) {
    named = named || strcmp(out.series_names[i], "intensity.river") == 0;
  }
  assert_true(named);
}

static void the_names_are_those_of_a_run(void **state) {
  (void)state;
  struct outline out;
  static const struct setting still[] = {{"model.initiative", "0"}};
  struct setting numbers[] = {still[0]};
  struct run_request request = {.days = 1, .want_series = true, .numbers = numbers};
  struct run_result result = {0};
  struct err err = {0};
  char names[512][96];
  const char *whole = items[0].bytes;
  items[0].bytes = small; /* without the measures that fail a run */
  items[0].length = sizeof small - 1;
  house_forget(&house);
  assert_int_equal(probe(NULL, 0, NULL, 0, &out), ERR_OK);
  int count = out.outcome_count;
  int series = out.series_count;
  assert_true(count + series < 512);
  for (int i = 0; i < count + series; i++) {
    (void)snprintf(names[i], sizeof names[i], "%s",
                   i < count ? out.outcomes[i].name : out.series_names[i - count]);
  }
  request.number_count = 1;
  enum err_code rc = house_run(&house, &request, NULL, NULL, &result, &err);
  if (rc != ERR_OK) {
    fail_msg("%s: %s", err.where, err.text);
  }
  assert_int_equal(result.outcome_count, count);
  assert_int_equal(result.series_count, series);
  for (int i = 0; i < count + series; i++) {
    assert_string_equal(names[i],
                        i < count ? result.outcomes[i].name : result.series_names[i - count]);
  }
  items[0].bytes = whole;
  items[0].length = strlen(whole);
  house_forget(&house);
}

static void every_fault_is_told_and_a_wrong_path_once(void **state) {
  (void)state;
  static const struct setting numbers[] = {{"actors.AAA.params.prid", "0"},
                                           {"actors.AAA.params.prid", "1"},
                                           {"model.hazard_max", "-1"},
                                           {"actors.AAA.approval", "0.5"},
                                           {"actors.AAA.approval", "1.5"},
                                           {"theatres.rivr.claim", "0.5"},
                                           {"days", "1.5"}};
  struct outline out;
  assert_int_equal(probe(NULL, 0, numbers, 7, &out), ERR_INVALID);
  static const char *const expected[] = {"did you mean \"pride\"", "model.hazard_max: found -1",
                                         "actors.AAA.approval: found 1.5", "river",
                                         "days: found 1.5; expected a whole number"};
  assert_int_equal(faults.count, 5);
  for (int i = 0; i < 5; i++) {
    assert_string_equal(faults.items[i].where, "--vary");
    assert_non_null(strstr(faults.items[i].text, expected[i]));
  }
}

static void a_variant_that_does_not_load_is_told(void **state) {
  (void)state;
  static const struct setting words[] = {{"precedents.frist", "off"}};
  static const struct setting good[] = {{"precedents.first", "off"}};
  struct outline out;
  assert_int_equal(probe(words, 1, NULL, 0, &out), ERR_INVALID);
  assert_int_equal(faults.count, 1);
  assert_non_null(strstr(faults.items[0].text, "first"));
  assert_int_equal(probe(good, 1, NULL, 0, &out), ERR_OK);
}

/* What was tried is not there in the next run. */
static void a_probe_leaves_no_trace(void **state) {
  (void)state;
  static const struct setting numbers[] = {{"model.hazard_max", "0.25"}};
  struct outline out;
  struct settable value = {0};
  struct err err = {0};
  assert_int_equal(probe(NULL, 0, numbers, 1, &out), ERR_OK);
  assert_int_equal(house_load(&house, NULL, 0, &faults), ERR_OK);
  assert_int_equal(stage_peek(house.variant->stage, "model.hazard_max", &value, &err), ERR_OK);
  assert_true(value.value == 3 && !value.whole);
  assert_int_equal(stage_peek(house.variant->stage, "days", &value, &err), ERR_OK);
  assert_true(value.whole);
  assert_int_equal(stage_peek(house.variant->stage, "model.hazard_mx", &value, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "hazard_max"));
  assert_int_equal(stage_peek(house.variant->stage, "actors.AAA.policy", &value, &err),
                   ERR_INVALID);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_probe_says_what_stands_there_now),
      cmocka_unit_test(all_that_runs_report_is_named),
      cmocka_unit_test(the_names_are_those_of_a_run),
      cmocka_unit_test(every_fault_is_told_and_a_wrong_path_once),
      cmocka_unit_test(a_variant_that_does_not_load_is_told),
      cmocka_unit_test(a_probe_leaves_no_trace),
  };
  return cmocka_run_group_tests(tests, open_house, close_house);
}
