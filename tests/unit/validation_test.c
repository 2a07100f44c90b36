/* Validation: scores, skill and verdicts of runs that are known. */
#include "study/validation.h"

#include "base/calendar.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NEAR(found, expected, by) assert_true(fabs((found) - (expected)) <= (by))

enum { REPS = 10, RESAMPLES = 200 };

/* Targets, and what their runs reported; all runs have a result, and report 0 until they are told
 * otherwise. */
struct bench {
  struct target_set targets;
  double values[FORECASTERS_RUN * TARGET_MAX * REPS];
  bool ok[FORECASTERS_RUN * REPS];
  struct validation found;
  struct arena arena;
};

static struct bench bench;

static int begin(void **state) {
  (void)state;
  bench = (struct bench){.targets = {.count = 0}};
  memset(bench.ok, 1, sizeof bench.ok);
  arena_open_blocks(&bench.arena, 64 << 20);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_close(&bench.arena);
  return 0;
}

static struct target *add_target(enum target_kind kind, double low, double high) {
  struct target *target = &bench.targets.items[bench.targets.count++];
  *target = (struct target){.id = "T",
                            .kind = (int)kind,
                            .about = "a test",
                            .source = "a test",
                            .to = 9 * MINUTES_PER_DAY,
                            .low = low,
                            .high = high};
  target->base = target_is_event(target)
                     ? (struct target_base){.probability = 0.5}
                     : (struct target_base){.median = 3, .spread = 1, .none = 0};
  return target;
}

/* All targets must have been added. */
static void report(enum forecaster forecaster, int target, int64_t replicate, double value) {
  bench.values[((int64_t)forecaster * bench.targets.count + target) * REPS + replicate] = value;
}

static void report_all(enum forecaster forecaster, int target, double value) {
  for (int64_t i = 0; i < REPS; i++) {
    report(forecaster, target, i, value);
  }
}

static const struct validation *score(void) {
  const struct validation_runs runs = {&bench.targets, REPS, bench.values, bench.ok};
  struct err err = {0};
  assert_int_equal(validation_score(&bench.found, &runs, RESAMPLES, &bench.arena, &err), ERR_OK);
  return &bench.found;
}

static enum verdict verdict_of(enum target_kind kind, double low, double high,
                               const double values[REPS]) {
  (void)end(NULL);
  (void)begin(NULL);
  (void)add_target(kind, low, high);
  for (int i = 0; i < REPS; i++) {
    report(FORECASTER_MODEL, 0, i, values[i]);
  }
  return score()->items[0].verdict;
}

static void an_event_is_scored_by_its_share(void **state) {
  (void)state;
  (void)add_target(TARGET_EVENT, 1, 1);
  for (int i = 0; i < 7; i++) {
    report(FORECASTER_MODEL, 0, i, 1);
  }
  for (int i = 0; i < 2; i++) {
    report(FORECASTER_RANDOM, 0, i, 1);
  }
  const struct target_result *result = &score()->items[0];
  NEAR(result->of[FORECASTER_MODEL].probability, 0.7, 1e-12);
  NEAR(result->of[FORECASTER_MODEL].score, 0.09, 1e-12);
  NEAR(result->of[FORECASTER_SILENT].score, 1, 1e-12);
  NEAR(result->of[FORECASTER_RANDOM].score, 0.64, 1e-12);
  NEAR(result->of[FORECASTER_BASE].score, 0.25, 1e-12);
  NEAR(result->skill[FORECASTER_SILENT].value, 0.91, 1e-12);
  NEAR(result->skill[FORECASTER_RANDOM].value, 1 - 0.09 / 0.64, 1e-12);
  NEAR(result->skill[FORECASTER_BASE].value, 0.64, 1e-12);
  assert_true(result->skill[FORECASTER_BASE].interval.low < 0.64);
  assert_true(result->skill[FORECASTER_BASE].interval.high > 0.64);
  assert_int_equal(result->verdict, VERDICT_HIT);
  assert_true(result->beats_nulls);
  NEAR(result->of[FORECASTER_MODEL].wilson.low, 0.3968, 1e-4);
}

static void a_null_model_that_is_right_leaves_a_difference(void **state) {
  (void)state;
  (void)add_target(TARGET_NON_EVENT, 0, 0);
  report(FORECASTER_MODEL, 0, 3, 1);
  const struct target_result *result = &score()->items[0];
  assert_true(result->skill[FORECASTER_SILENT].difference);
  NEAR(result->skill[FORECASTER_SILENT].value, 0.01, 1e-12);
  assert_false(result->skill[FORECASTER_BASE].difference);
  assert_false(result->beats_nulls);
  assert_int_equal(bench.found.positive, 0);
}

static void a_lag_is_scored_by_its_distribution(void **state) {
  (void)state;
  (void)add_target(TARGET_LAG, 2, 2);
  report_all(FORECASTER_MODEL, 0, 2);
  report_all(FORECASTER_SILENT, 0, NAN);
  for (int i = 0; i < REPS; i++) {
    report(FORECASTER_RANDOM, 0, i, i < 5 ? 2 : NAN);
  }
  const struct target_result *result = &score()->items[0];
  NEAR(result->of[FORECASTER_MODEL].score, 0, 1e-12);
  NEAR(result->of[FORECASTER_SILENT].score * result->unit, 8, 1e-9); /* |10 - 2| */
  NEAR(result->of[FORECASTER_RANDOM].score * result->unit, 2, 1e-9); /* 4 - 4/2 */
  NEAR(result->of[FORECASTER_RANDOM].probability, 0.5, 1e-12);
  NEAR(result->of[FORECASTER_SILENT].probability, 0, 0);
  NEAR(result->skill[FORECASTER_SILENT].value, 1, 1e-12);
  assert_int_equal(result->verdict, VERDICT_HIT);
  assert_int_equal(bench.found.beaten, 1);
}

static void verdicts_follow_their_rules(void **state) {
  (void)state;
  const double half[REPS] = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
  const double less[REPS] = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
  const double more[REPS] = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
  const double soon[REPS] = {1, 1, 1, 1, 1, 1, 1, 1, 2, 2};
  const double rare[REPS] = {NAN, NAN, NAN, NAN, NAN, NAN, 1, 1, 1, 1};
  assert_int_equal(verdict_of(TARGET_EVENT, 1, 1, half), VERDICT_HIT);
  assert_int_equal(verdict_of(TARGET_EVENT, 1, 1, less), VERDICT_MISSED);
  assert_int_equal(verdict_of(TARGET_NON_EVENT, 0, 0, half), VERDICT_HIT);
  assert_int_equal(verdict_of(TARGET_NON_EVENT, 0, 0, more), VERDICT_SPURIOUS);
  assert_int_equal(verdict_of(TARGET_LAG, 5, 6, soon), VERDICT_EARLY);
  assert_int_equal(verdict_of(TARGET_LAG, 0, 0.5, soon), VERDICT_LATE);
  assert_int_equal(verdict_of(TARGET_LAG, 1, 1, soon), VERDICT_HIT);
  assert_int_equal(verdict_of(TARGET_LAG, 1, 1, rare), VERDICT_MISSED);
  assert_int_equal(verdict_of(TARGET_QUANTITY, 5, 6, soon), VERDICT_LOW);
  assert_int_equal(verdict_of(TARGET_QUANTITY, 0, 0.5, soon), VERDICT_HIGH);
  assert_int_equal(verdict_of(TARGET_QUANTITY, 1.5, 9, soon), VERDICT_HIT);
}

static void a_frequent_non_event_is_spurious_only_above_its_base_rate(void **state) {
  (void)state;
  struct target *target = add_target(TARGET_NON_EVENT, 0, 0);
  for (int i = 0; i < 7; i++) {
    report(FORECASTER_MODEL, 0, i, 1);
  }
  target->base.probability = 0.8;
  assert_int_equal(score()->items[0].verdict, VERDICT_HIT);
  target->base.probability = 0.6;
  assert_int_equal(score()->items[0].verdict, VERDICT_SPURIOUS);
}

static void runs_without_a_result_are_left_out(void **state) {
  (void)state;
  (void)add_target(TARGET_EVENT, 1, 1);
  for (int i = 0; i < REPS; i++) {
    bench.ok[i] = i < 4;
    report(FORECASTER_MODEL, 0, i, i < 3 ? 1 : 0);
  }
  const struct target_result *result = &score()->items[0];
  assert_int_equal(result->of[FORECASTER_MODEL].runs, 4);
  NEAR(result->of[FORECASTER_MODEL].score, 0.0625, 1e-12);
  memset(bench.ok, 0, REPS);
  result = &score()->items[0];
  assert_true(isnan(result->of[FORECASTER_MODEL].score));
  assert_int_equal(result->verdict, VERDICT_UNKNOWN);
  assert_false(result->beats_nulls);
}

static void groups_average_their_targets(void **state) {
  (void)state;
  add_target(TARGET_EVENT, 1, 1)->fit = true;
  (void)add_target(TARGET_EVENT, 1, 1);
  (void)add_target(TARGET_NON_EVENT, 0, 0);
  report_all(FORECASTER_MODEL, 0, 1);
  for (int i = 0; i < 5; i++) {
    report(FORECASTER_MODEL, 1, i, 1);
  }
  const struct validation *found = score();
  NEAR(found->groups[GROUP_ALL].score[FORECASTER_MODEL], 0.25 / 3, 1e-12);
  NEAR(found->groups[GROUP_ALL].score[FORECASTER_SILENT], 2.0 / 3, 1e-12);
  NEAR(found->groups[GROUP_ALL].skill[FORECASTER_SILENT].value, 1 - 0.125, 1e-12);
  NEAR(found->groups[GROUP_FIT].score[FORECASTER_MODEL], 0, 1e-12);
  NEAR(found->groups[GROUP_HELD_OUT].score[FORECASTER_MODEL], 0.125, 1e-12);
  NEAR(found->groups[GROUP_POSITIVE].score[FORECASTER_MODEL], 0.125, 1e-12);
  assert_int_equal(found->groups[GROUP_FIT].count, 1);
  assert_int_equal(found->groups[GROUP_POSITIVE].count, 2);
  assert_int_equal(found->positive, 2);
}

/* What a distribution that all runs share is worth does not vary with the draw. */
static void what_does_not_vary_has_a_narrow_interval(void **state) {
  (void)state;
  (void)add_target(TARGET_EVENT, 1, 1);
  report_all(FORECASTER_MODEL, 0, 1);
  const struct target_result *result = &score()->items[0];
  NEAR(result->skill[FORECASTER_BASE].interval.low, 1, 1e-12);
  NEAR(result->skill[FORECASTER_BASE].interval.high, 1, 1e-12);
}

static void alarms_are_held_against_their_base_rate(void **state) {
  (void)state;
  struct interval wilson;
  assert_int_equal(alarm_verdict(10, 100, 0.1, &wilson), 0);
  assert_int_equal(alarm_verdict(30, 100, 0.1, &wilson), 1);
  assert_true(wilson.low > 0.1);
  assert_int_equal(alarm_verdict(0, 100, 0.1, &wilson), -1);
  assert_int_equal(alarm_verdict(0, 0, 0.1, &wilson), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_event_is_scored_by_its_share),
      TEST(a_null_model_that_is_right_leaves_a_difference),
      TEST(a_lag_is_scored_by_its_distribution),
      TEST(verdicts_follow_their_rules),
      TEST(a_frequent_non_event_is_spurious_only_above_its_base_rate),
      TEST(runs_without_a_result_are_left_out),
      TEST(groups_average_their_targets),
      TEST(what_does_not_vary_has_a_narrow_interval),
      TEST(alarms_are_held_against_their_base_rate),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
