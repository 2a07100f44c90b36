/* Ridge logistic regression against known answers, and what must hold of any. */
#include "study/logistic.h"

#include "base/rng.h"
#include "base/trans.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
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

enum { ROWS = 30, TERMS = 3 };

static const char *const names[] = {"a", "b", "c"};

/* Eight rows whose fits were computed by BFGS in another program. */
static const double known_x[] = {1, 0, 2, 1, 3, 0, 4, 1, 5, 1, 6, 0, 7, 1, 8, 0};
static const double known_y[] = {0, 0.25, 0, 1, 0.5, 1, 0.75, 1};

static const struct logistic_sample known = {
    .rows = 8, .terms = 2, .x = known_x, .y = known_y, .names = names, .ridge = 1};

static void draw(double *x, double *y, uint64_t seed) {
  struct rng_key key = {.seed = seed, .purpose = RNG_BOOTSTRAP};
  for (int row = 0; row < ROWS; row++) {
    double odds = 0.4;
    for (int term = 0; term < TERMS; term++) {
      x[row * TERMS + term] = rng_normal(&key, (uint32_t)(row * TERMS + term));
      odds += (term - 1) * x[row * TERMS + term];
    }
    double p = trans_logistic(odds + rng_normal(&key, (uint32_t)(1000 + row)));
    y[row] = row % 3 == 0 ? (p < 0.5 ? 0 : 1) : p;
  }
}

static void no_terms_give_the_mean(void **state) {
  (void)state;
  struct logistic_sample sample = known;
  struct logistic fit;
  struct err err;
  sample.terms = 0;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
  double p = 4.5 / 8;
  EXPECT_NEAR(fit.constant, log(p / (1 - p)), 1e-12);
  EXPECT_NEAR(fit.constant_error, 1 / sqrt(8 * p * (1 - p)), 1e-12);
  EXPECT_NEAR(logistic_chance(&fit, known_x), p, 1e-12);
}

/* 7 of 10 against 2 of 8: the slope is the log odds ratio, its error the root of the inverse cells'
 * sum (Woolf 1955). */
static void table_of_two_by_two(void **state) {
  (void)state;
  double x[18];
  double y[18];
  struct logistic fit;
  struct err err;
  for (int row = 0; row < 18; row++) {
    x[row] = row < 10 ? 1 : 0;
    y[row] = row < 7 || row >= 16 ? 1 : 0;
  }
  struct logistic_sample sample = {.rows = 18, .terms = 1, .x = x, .y = y, .names = names};
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
  EXPECT_NEAR(fit.constant, log(2.0 / 6), 1e-10);
  EXPECT_NEAR(fit.slopes[0], log(7.0 * 6 / (3.0 * 2)), 1e-10);
  EXPECT_NEAR(fit.constant_error, sqrt(1.0 / 2 + 1.0 / 6), 1e-10);
  EXPECT_NEAR(fit.errors[0], sqrt(1.0 / 7 + 1.0 / 3 + 1.0 / 2 + 1.0 / 6), 1e-10);
}

static void ridge_has_known_answers(void **state) {
  (void)state;
  struct logistic_sample sample = known;
  struct logistic fit;
  struct err err;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
  EXPECT_NEAR(fit.constant, -1.7547444337, 1e-8);
  EXPECT_NEAR(fit.slopes[0], 0.4159274578, 1e-8);
  EXPECT_NEAR(fit.slopes[1], 0.3558019671, 1e-8);
  EXPECT_NEAR(fit.constant_error, 1.6009642146, 1e-8);
  EXPECT_NEAR(fit.errors[0], 0.2834505400, 1e-8);
  EXPECT_NEAR(fit.errors[1], 1.2398201673, 1e-8);
  sample.ridge = 0.5;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
  EXPECT_NEAR(fit.constant, -2.3243562400, 1e-8);
  EXPECT_NEAR(fit.slopes[0], 0.5359448815, 1e-8);
  EXPECT_NEAR(fit.errors[1], 1.4398687624, 1e-8);
}

static void left_out_has_known_answers(void **state) {
  (void)state;
  static const double expected[] = {0.2813888018, 0.4095551915, 0.5256999455, 0.4335000694,
                                    0.7060225411, 0.5462554841, 0.8446657442, 0.7787360758};
  double chances[8];
  double means[8];
  struct err err;
  assert_int_equal(logistic_leave_out(chances, means, &known, &err), ERR_OK);
  for (int row = 0; row < 8; row++) {
    EXPECT_NEAR(chances[row], expected[row], 1e-8);
    EXPECT_NEAR(means[row], (4.5 - known_y[row]) / 7, 1e-12);
  }
}

/* The chance of a row from an explicit fit to the rows that are not of its group. */
static double refit(const struct logistic_sample *of, int64_t row) {
  double x[ROWS * TERMS];
  double y[ROWS];
  struct logistic_sample others = *of;
  struct logistic fit;
  struct err err;
  others.rows = 0;
  for (int64_t other = 0; other < of->rows; other++) {
    bool same = of->groups == NULL ? other == row : of->groups[other] == of->groups[row];
    if (!same) {
      memcpy(x + others.rows * TERMS, of->x + other * TERMS, TERMS * sizeof *x);
      y[others.rows++] = of->y[other];
    }
  }
  others.x = x;
  others.y = y;
  others.groups = NULL;
  assert_int_equal(logistic_fit(&fit, &others, &err), ERR_OK);
  return logistic_chance(&fit, of->x + row * TERMS);
}

static void left_out_equals_refits(void **state) {
  (void)state;
  double x[ROWS * TERMS];
  double y[ROWS];
  double chances[ROWS];
  double means[ROWS];
  int32_t groups[ROWS];
  struct err err;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    draw(x, y, seed);
    struct logistic_sample sample = {
        .rows = ROWS, .terms = TERMS, .x = x, .y = y, .names = names, .ridge = 0.2};
    for (int row = 0; row < ROWS; row++) {
      groups[row] = row % 7;
    }
    for (int grouped = 0; grouped < 2; grouped++) {
      sample.groups = grouped == 1 ? groups : NULL;
      assert_int_equal(logistic_leave_out(chances, means, &sample, &err), ERR_OK);
      for (int row = 0; row < ROWS; row++) {
        EXPECT_NEAR(chances[row], refit(&sample, row), 1e-12);
      }
    }
  }
}

/* Other units and zeros change coefficients in the known way and no chance; another order of rows
 * or columns changes nothing. */
static void fits_do_not_depend_on_units_or_order(void **state) {
  (void)state;
  static const double scales[] = {1e-6, -3, 4e5};
  static const double shifts[] = {2, -1000, 7e6};
  double x[ROWS * TERMS];
  double y[ROWS];
  double moved[ROWS * TERMS];
  double turned[ROWS * TERMS];
  double turned_y[ROWS];
  struct err err;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    struct logistic fit;
    struct logistic other;
    struct logistic back;
    draw(x, y, seed);
    for (int row = 0; row < ROWS; row++) {
      int from = (row * 7 + 3) % ROWS;
      turned_y[row] = y[from];
      for (int term = 0; term < TERMS; term++) {
        moved[row * TERMS + term] = x[row * TERMS + term] * scales[term] + shifts[term];
        turned[row * TERMS + term] = x[from * TERMS + (term + 1) % TERMS];
      }
    }
    struct logistic_sample sample = {
        .rows = ROWS, .terms = TERMS, .x = x, .y = y, .names = names, .ridge = 1};
    assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
    sample.x = moved;
    assert_int_equal(logistic_fit(&other, &sample, &err), ERR_OK);
    sample.x = turned;
    sample.y = turned_y;
    assert_int_equal(logistic_fit(&back, &sample, &err), ERR_OK);
    EXPECT_NEAR(back.constant, fit.constant, 1e-10);
    for (int term = 0; term < TERMS; term++) {
      EXPECT_NEAR(other.slopes[term] * scales[term], fit.slopes[term], 1e-7);
      EXPECT_NEAR(other.errors[term] * fabs(scales[term]), fit.errors[term], 1e-7);
      EXPECT_NEAR(back.slopes[term], fit.slopes[(term + 1) % TERMS], 1e-10);
      EXPECT_NEAR(back.errors[term], fit.errors[(term + 1) % TERMS], 1e-10);
    }
    for (int row = 0; row < ROWS; row++) {
      EXPECT_NEAR(logistic_chance(&other, moved + row * TERMS),
                  logistic_chance(&fit, x + row * TERMS), 1e-7);
    }
  }
}

static void great_ridge_leaves_the_mean(void **state) {
  (void)state;
  double x[ROWS * TERMS];
  double y[ROWS];
  double last = INFINITY;
  struct logistic fit;
  struct err err;
  draw(x, y, 5);
  struct logistic_sample sample = {.rows = ROWS, .terms = TERMS, .x = x, .y = y, .names = names};
  sample.ridge = 0.01;
  for (int power = -2; power < 13; power++, sample.ridge *= 10) {
    double length = 0;
    assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
    for (int term = 0; term < TERMS; term++) {
      length += fit.slopes[term] * fit.slopes[term];
    }
    assert_true(length < last);
    last = length;
  }
  double sum = 0;
  for (int row = 0; row < ROWS; row++) {
    sum += y[row];
  }
  for (int row = 0; row < ROWS; row++) {
    EXPECT_NEAR(logistic_chance(&fit, x + row * TERMS), sum / ROWS, 1e-10);
  }
}

/* The constant is free: fitted chances have the outcomes' mean. */
static void chances_have_the_mean_of_outcomes(void **state) {
  (void)state;
  double sum = 0;
  struct logistic fit;
  struct err err;
  assert_int_equal(logistic_fit(&fit, &known, &err), ERR_OK);
  for (int row = 0; row < 8; row++) {
    sum += logistic_chance(&fit, known_x + row * 2) - known_y[row];
  }
  EXPECT_NEAR(sum, 0, 1e-10);
}

static void separation_needs_a_ridge(void **state) {
  (void)state;
  static const double x[] = {1, 2, 3, 4, 5, 6};
  static const double y[] = {0, 0, 0, 1, 1, 1};
  struct logistic_sample sample = {.rows = 6, .terms = 1, .x = x, .y = y, .names = names};
  struct logistic fit;
  struct err err;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "expected a greater ridge"));
  sample.ridge = 1e-6;
  for (int power = -6; power < 1; power++, sample.ridge *= 10) {
    assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
    assert_true(fit.slopes[0] > 0 && isfinite(fit.slopes[0]) && isfinite(fit.errors[0]));
    EXPECT_NEAR(fit.constant, -3.5 * fit.slopes[0], 1e-6); /* by symmetry */
  }
}

/* The same column twice: refused without a ridge, which else shares the slope. */
static void twins_share_a_slope(void **state) {
  (void)state;
  double x[16];
  struct logistic_sample sample = known;
  struct logistic fit;
  struct err err;
  for (int row = 0; row < 8; row++) {
    x[2 * row] = x[2 * row + 1] = known_x[2 * row];
  }
  sample.x = x;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_OK);
  EXPECT_NEAR(fit.slopes[0], fit.slopes[1], 1e-10);
  sample.ridge = 0;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
}

static void faults_are_told(void **state) {
  (void)state;
  static const double x[] = {1, 3, 2, 3, 4, 3};
  static const double y[] = {0, 1, 0.5};
  static const double zeros[] = {0, 0, 0};
  static const double ones[] = {1, 1, 1};
  struct logistic_sample sample = {
      .rows = 3, .terms = 2, .x = x, .y = y, .names = names, .ridge = 1};
  struct logistic fit;
  struct err err;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "b: found the same in all rows"));
  sample.rows = 2;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "rows: found 2; expected at least 3"));
  sample.rows = 3;
  sample.y = zeros;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "outcome: found 0 in all rows"));
  sample.y = ones;
  assert_int_equal(logistic_fit(&fit, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "outcome: found 1 in all rows"));
}

/* A mark of one row alone says nothing to the others, and takes no part in their fit. */
static void lone_marks_are_left_out(void **state) {
  (void)state;
  double marked[16];
  double chances[8];
  double means[8];
  double alone[8];
  double lone[8];
  struct logistic_sample sample = known;
  struct err err;
  for (int row = 0; row < 8; row++) {
    alone[row] = known_x[2 * row];
    marked[2 * row] = known_x[2 * row];
    marked[2 * row + 1] = row == 5 ? 1 : 0;
  }
  sample.terms = 1;
  sample.x = alone;
  assert_int_equal(logistic_leave_out(lone, means, &sample, &err), ERR_OK);
  sample.terms = 2;
  sample.x = marked;
  assert_int_equal(logistic_leave_out(chances, means, &sample, &err), ERR_OK);
  EXPECT_NEAR(chances[5], lone[5], 1e-12);
  assert_true(fabs(chances[4] - lone[4]) > 1e-3);
}

static void groups_leave_enough(void **state) {
  (void)state;
  static const int32_t one[] = {0, 0, 0, 0, 0, 0, 0, 0};
  static const int32_t halves[] = {0, 1, 0, 1, 1, 1, 1, 1};
  double chances[8];
  double means[8];
  struct logistic_sample sample = known;
  struct err err;
  sample.groups = one;
  assert_int_equal(logistic_leave_out(chances, means, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "rows: found 0 beside those left out; expected at least 2"));
  sample.groups = halves; /* the others of group 1 are 0 and 0 */
  assert_int_equal(logistic_leave_out(chances, means, &sample, &err), ERR_INVALID);
  assert_non_null(strstr(err.text, "outcome: found 0 in all rows but those left out"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_terms_give_the_mean),
      cmocka_unit_test(table_of_two_by_two),
      cmocka_unit_test(ridge_has_known_answers),
      cmocka_unit_test(left_out_has_known_answers),
      cmocka_unit_test(left_out_equals_refits),
      cmocka_unit_test(fits_do_not_depend_on_units_or_order),
      cmocka_unit_test(great_ridge_leaves_the_mean),
      cmocka_unit_test(chances_have_the_mean_of_outcomes),
      cmocka_unit_test(separation_needs_a_ridge),
      cmocka_unit_test(twins_share_a_slope),
      cmocka_unit_test(faults_are_told),
      cmocka_unit_test(lone_marks_are_left_out),
      cmocka_unit_test(groups_leave_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
