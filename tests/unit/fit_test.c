/* Fits: which point is best, with and without each scenario, and what lies near it. */
#include "study/fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { POINTS = 5, FACTORS = 2 };

/* Scenario 0 is best at point 1, scenario 1 at point 3; together at point 2. */
static const double scores[] = {0.5, 0.1, 0.2, 0.6, NAN, 0.9, 0.8, 0.2, 0.1, 0.0};
static const struct fit_scores fit = {2, POINTS, scores};

static void the_best_is_best_on_average(void **state) {
  (void)state;
  assert_int_equal(fit_best(&fit, -1), 2);
  assert_true(fabs(fit_mean(&fit, 2, -1) - 0.2) < 1e-12);
}

static void a_scenario_left_out_has_no_say(void **state) {
  (void)state;
  assert_int_equal(fit_best(&fit, 0), 4); /* scored in scenario 1 alone */
  assert_int_equal(fit_best(&fit, 1), 1);
  assert_true(fit_mean(&fit, 3, 0) == 0.1);
}

static void a_point_without_a_score_is_none(void **state) {
  (void)state;
  static const double none[] = {NAN, NAN, 0.5, NAN};
  static const struct fit_scores nothing = {2, 2, none};
  static const struct fit_scores alone = {1, POINTS, scores};
  assert_true(isnan(fit_mean(&fit, 4, -1)));
  assert_int_equal(fit_best(&nothing, -1), -1);
  assert_int_equal(fit_best(&nothing, 0), 0);
  assert_true(isnan(fit_mean(&alone, 0, 0))); /* the only one is left out */
}

static void what_is_near_spans_a_range(void **state) {
  (void)state;
  double values[POINTS * FACTORS] = {0, 5, 1, 4, 2, 3, 3, 2, 9, 1};
  const struct points points = {POINTS, FACTORS, values, 0};
  struct interval span = fit_span(&fit, &points, 0, 0.35); /* points 2 and 3 */
  assert_true(span.low == 2 && span.high == 3);
  span = fit_span(&fit, &points, 1, 0.45); /* and 1 */
  assert_true(span.low == 2 && span.high == 4);
  assert_int_equal(fit_count(&fit, 0.45), 3);
  assert_int_equal(fit_count(&fit, 0.1), 0);
  assert_true(isnan(fit_span(&fit, &points, 0, 0.1).low));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_best_is_best_on_average),
      cmocka_unit_test(a_scenario_left_out_has_no_say),
      cmocka_unit_test(a_point_without_a_score_is_none),
      cmocka_unit_test(what_is_near_spans_a_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
