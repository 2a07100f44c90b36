/* Scores of chances, calibration and lags, against answers by hand. */
#include "study/case_scores.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* Fails with the line of the test. */
#define EXPECT_NEAR(found, expected, slack) near(found, expected, slack, __LINE__)

static void near(double found, double expected, double slack, int line) {
  if (!(fabs(found - expected) <= slack)) {
    fail_msg("line %d: found %.17g; expected %.17g", line, found, expected);
  }
}

static const double outcomes[] = {1, 0, 1, 0, 0.5, 1};
static const double chances[] = {0.9, 0.2, 0.6, 0.4, 0.5, 0.7};
static const double means[] = {0.5, 0.7, 0.5, 0.7, 0.6, 0.5};

static void make(struct case_scores *scores, const double *given, int64_t count) {
  struct arena arena;
  struct err err;
  arena_open_blocks(&arena, (size_t)16 << 20);
  assert_int_equal(case_scores(scores, given, means, outcomes, count, &arena, &err), ERR_OK);
  assert_int_equal(arena.used, 0);
  arena_close(&arena);
}

static void briers_by_hand(void **state) {
  (void)state;
  struct case_scores scores;
  make(&scores, chances, 6);
  double own = (0.01 + 0.04 + 0.16 + 0.16 + 0 + 0.09) / 6;
  double base = (0.25 + 0.49 + 0.25 + 0.49 + 0.01 + 0.25) / 6;
  EXPECT_NEAR(scores.brier, own, 1e-12);
  EXPECT_NEAR(case_brier(chances, outcomes, 6), own, 1e-12);
  EXPECT_NEAR(scores.rules[CASE_RULE_BASE_RATE].brier, base, 1e-12);
  EXPECT_NEAR(scores.rules[CASE_RULE_ALWAYS].brier, 2.25 / 6, 1e-12);
  EXPECT_NEAR(scores.rules[CASE_RULE_NEVER].brier, 3.25 / 6, 1e-12);
  EXPECT_NEAR(scores.rules[CASE_RULE_BASE_RATE].difference, own - base, 1e-12);
  EXPECT_NEAR(scores.rules[CASE_RULE_BASE_RATE].skill, 1 - own / base, 1e-12);
}

static void intervals_hold_what_they_are_of(void **state) {
  (void)state;
  struct case_scores scores;
  make(&scores, chances, 6);
  assert_true(scores.interval.low < scores.brier && scores.brier < scores.interval.high);
  for (int r = 0; r < CASE_RULES; r++) {
    const struct case_rule_score *rule = &scores.rules[r];
    assert_true(rule->difference_interval.low < rule->difference &&
                rule->difference < rule->difference_interval.high);
    assert_true(rule->skill_interval.low < rule->skill && rule->skill < rule->skill_interval.high);
  }
  /* A rule compared with itself differs in no resample: they are paired. */
  make(&scores, means, 6);
  EXPECT_NEAR(scores.rules[CASE_RULE_BASE_RATE].difference_interval.low, 0, 0);
  EXPECT_NEAR(scores.rules[CASE_RULE_BASE_RATE].difference_interval.high, 0, 0);
}

static void a_rule_without_error_leaves_no_skill(void **state) {
  (void)state;
  struct case_scores scores;
  make(&scores, chances, 1);
  assert_true(isnan(scores.rules[CASE_RULE_ALWAYS].skill));
  assert_true(isnan(scores.rules[CASE_RULE_ALWAYS].skill_interval.low));
  EXPECT_NEAR(scores.rules[CASE_RULE_ALWAYS].difference, 0.01, 1e-12);
}

static void thirds_by_rank(void **state) {
  (void)state;
  struct case_scores scores;
  make(&scores, chances, 6);
  static const double low[] = {0.2, 0.5, 0.7};
  static const double high[] = {0.4, 0.6, 0.9};
  static const double foreseen[] = {0.3, 0.55, 0.8};
  static const double observed[] = {0, 0.75, 1};
  for (int t = 0; t < CASE_THIRDS; t++) {
    assert_int_equal(scores.thirds[t].count, 2);
    EXPECT_NEAR(scores.thirds[t].low, low[t], 0);
    EXPECT_NEAR(scores.thirds[t].high, high[t], 0);
    EXPECT_NEAR(scores.thirds[t].foreseen, foreseen[t], 1e-12);
    EXPECT_NEAR(scores.thirds[t].observed, observed[t], 1e-12);
  }
}

static void equal_chances_stay_together(void **state) {
  (void)state;
  static const double alike[] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.9};
  struct case_scores scores;
  make(&scores, alike, 6);
  assert_int_equal(scores.thirds[0].count, 5);
  assert_int_equal(scores.thirds[1].count, 0);
  assert_int_equal(scores.thirds[2].count, 1);
  assert_true(isnan(scores.thirds[1].foreseen));
}

static void lags_by_hand(void **state) {
  (void)state;
  double times[] = {100, 1, 10};
  struct case_lags lags = case_lags(times, 3);
  assert_int_equal(lags.count, 3);
  EXPECT_NEAR(lags.median, 10, 1e-9);
  EXPECT_NEAR(lags.middle, 10, 0);
  EXPECT_NEAR(lags.spread, log(10), 1e-12);
  /* Student's t of 2 degrees at 0.975 is 4.302653. */
  EXPECT_NEAR(lags.interval.high, 10 * exp(4.302653 * log(10) / sqrt(3)), 0.01);
  double one[] = {7};
  lags = case_lags(one, 1);
  EXPECT_NEAR(lags.median, 7, 1e-12);
  assert_true(isnan(lags.spread) && isnan(lags.interval.low));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(briers_by_hand),
      cmocka_unit_test(intervals_hold_what_they_are_of),
      cmocka_unit_test(a_rule_without_error_leaves_no_skill),
      cmocka_unit_test(thirds_by_rank),
      cmocka_unit_test(equal_chances_stay_together),
      cmocka_unit_test(lags_by_hand),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
