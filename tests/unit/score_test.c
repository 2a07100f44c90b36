/* Proper scores: by hand, against closed forms, and against what defines them. */
#include "study/score.h"

#include "base/calendar.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NEAR(found, expected, by) assert_true(fabs((found) - (expected)) <= (by))

static struct target target_of(enum target_kind kind, const char *unit) {
  return (struct target){.id = "T1",
                         .kind = (int)kind,
                         .about = "a test",
                         .unit = unit,
                         .source = "a test",
                         .from = 0,
                         .to = 9 * MINUTES_PER_DAY};
}

static double phi(double z) {
  return 0.5 * erfc(-z / sqrt(2));
}

/* Baran & Lerch (2015), the CRPS of a lognormal distribution. */
static double lognormal_crps(double mu, double sigma, double y) {
  double w = (log(y) - mu) / sigma;
  return y * (2 * phi(w) - 1) -
         2 * exp(mu + sigma * sigma / 2) * (phi(w - sigma) + phi(sigma / sqrt(2)) - 1);
}

static void a_perfect_forecast_scores_nothing(void **state) {
  (void)state;
  const double there[] = {3, 3, 3};
  const struct score_sample sample = {3, there, NULL};
  NEAR(score_brier(1, 1), 0, 0);
  NEAR(score_brier(0, 0), 0, 0);
  NEAR(score_crps(&sample, 3, 3), 0, 1e-15);
}

static void crps_is_what_it_is_by_hand(void **state) {
  (void)state;
  const double values[] = {1, 2, 6};
  const double weights[] = {2, 0, 1};
  const double repeated[] = {1, 1, 6};
  const struct score_sample plain = {3, values, NULL};
  const struct score_sample weighted = {3, values, weights};
  const struct score_sample twice = {3, repeated, NULL};
  /* E|X - 3| = (2 + 1 + 3)/3; E|X - X'| = 2 (1 + 5 + 4)/9 */
  NEAR(score_mean_difference(&plain), 20.0 / 9, 1e-14);
  NEAR(score_crps(&plain, 3, 3), 2 - 10.0 / 9, 1e-14);
  NEAR(score_crps(&weighted, 3, 3), score_crps(&twice, 3, 3), 1e-14);
  /* of one value it is the distance */
  const struct score_sample one = {1, values, NULL};
  NEAR(score_crps(&one, 4.5, 4.5), 3.5, 1e-15);
}

static void an_interval_scores_its_mean(void **state) {
  (void)state;
  enum { STEPS = 20000 };
  const double values[] = {0.5, 2, 2.5, 7};
  const struct score_sample sample = {4, values, NULL};
  double sum = 0;
  for (int i = 0; i < STEPS; i++) {
    double y = 1 + 2 * (i + 0.5) / STEPS;
    sum += score_crps(&sample, y, y);
  }
  NEAR(score_crps(&sample, 1, 3), sum / STEPS, 1e-7);
}

/* The integral of (F(x) - 1{x >= y})^2, which the score is. */
static void crps_is_the_integral_of_squared_differences(void **state) {
  (void)state;
  const double values[] = {0.25, 1, 1.5, 4};
  const struct score_sample sample = {4, values, NULL};
  double sum = 0;
  for (int i = 0; i < 60000; i++) {
    double x = (i + 0.5) / 10000;
    double below = 0;
    for (int v = 0; v < 4; v++) {
      below += values[v] <= x ? 0.25 : 0;
    }
    double apart = below - (x >= 2 ? 1 : 0);
    sum += apart * apart / 10000;
  }
  NEAR(score_crps(&sample, 2, 2), sum, 1e-4);
}

/* Of one probability over many like cases: calibration and what is uncertain in itself. */
static void briers_score_decomposes(void **state) {
  (void)state;
  const double p = 0.3;
  double sum = 0;
  for (int i = 0; i < 10; i++) {
    sum += score_brier(p, i < 4 ? 1 : 0);
  }
  NEAR(sum / 10, (p - 0.4) * (p - 0.4) + 0.4 * 0.6, 1e-15);
}

static void a_base_rate_has_its_closed_form(void **state) {
  (void)state;
  static double values[SCORE_BASE_COUNT];
  const struct score_sample sample = {SCORE_BASE_COUNT, values, NULL};
  struct target target = target_of(TARGET_QUANTITY, "km2");
  target.base = (struct target_base){.median = 2, .spread = 0.7};
  score_base_values(&target, values);
  for (double y = 0.5; y < 10; y *= 1.7) {
    NEAR(score_crps(&sample, y, y), lognormal_crps(log(2), 0.7, y), 2e-3);
  }
  /* E|X - X'| of a lognormal: 2 mean (2 phi(sigma / sqrt 2) - 1) */
  double apart = 2 * exp(log(2) + 0.245) * (2 * phi(0.7 / sqrt(2)) - 1);
  NEAR(score_unit(&target, &sample), apart, 5e-3);
}

static void what_does_not_come_counts_as_the_window(void **state) {
  (void)state;
  static double values[SCORE_BASE_COUNT];
  struct target target = target_of(TARGET_LAG, "days");
  target.base = (struct target_base){.median = 2, .spread = 0, .none = 0.25};
  NEAR(target_window(&target), 10, 0);
  NEAR(score_scale(&target, NAN), 10, 0);
  NEAR(score_scale(&target, 30), 10, 0);
  NEAR(score_scale(&target, 4), 4, 0);
  score_base_values(&target, values);
  NEAR(values[0], 2, 1e-12);
  NEAR(values[SCORE_BASE_COUNT * 3 / 4 - 1], 2, 1e-12);
  NEAR(values[SCORE_BASE_COUNT * 3 / 4], 10, 0);
  target.base.none = 1;
  score_base_values(&target, values);
  NEAR(values[0], 10, 0);
  const struct score_sample sample = {SCORE_BASE_COUNT, values, NULL};
  NEAR(score_unit(&target, &sample), 1, 0); /* nothing to divide by */
}

static void nothing_is_the_least_quantity(void **state) {
  (void)state;
  static double values[SCORE_BASE_COUNT];
  struct target target = target_of(TARGET_QUANTITY, "km2");
  target.base = (struct target_base){.median = 5, .spread = 0, .none = 0.5};
  score_base_values(&target, values);
  NEAR(values[0], 0, 0);
  NEAR(values[SCORE_BASE_COUNT / 2 - 1], 0, 0);
  NEAR(values[SCORE_BASE_COUNT / 2], 5, 1e-12);
}

static void persons_are_compared_by_logarithms(void **state) {
  (void)state;
  struct target persons = target_of(TARGET_QUANTITY, "persons");
  struct target days = target_of(TARGET_QUANTITY, "days");
  NEAR(score_scale(&persons, 99), log(100), 1e-12);
  NEAR(score_unscale(&persons, log(100)), 99, 1e-9);
  NEAR(score_scale(&days, 99), 99, 0);
  struct target lag = target_of(TARGET_LAG, "persons");
  NEAR(score_scale(&lag, 3), 3, 0);
}

static void ids_are_ordered_by_their_numbers(void **state) {
  (void)state;
  const char *const ids[] = {"A", "T7", "T9", "T9f", "T10", "T11", "T11i", "T12n", "U1"};
  for (int i = 0; i + 1 < 9; i++) {
    assert_true(target_compare_ids(ids[i], ids[i + 1]) < 0);
    assert_true(target_compare_ids(ids[i + 1], ids[i]) > 0);
    assert_int_equal(target_compare_ids(ids[i], ids[i]), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_perfect_forecast_scores_nothing),
      cmocka_unit_test(crps_is_what_it_is_by_hand),
      cmocka_unit_test(an_interval_scores_its_mean),
      cmocka_unit_test(crps_is_the_integral_of_squared_differences),
      cmocka_unit_test(briers_score_decomposes),
      cmocka_unit_test(a_base_rate_has_its_closed_form),
      cmocka_unit_test(what_does_not_come_counts_as_the_window),
      cmocka_unit_test(nothing_is_the_least_quantity),
      cmocka_unit_test(persons_are_compared_by_logarithms),
      cmocka_unit_test(ids_are_ordered_by_their_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
