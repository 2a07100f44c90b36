/* Sobol indices of Ishigami's function against their analytic values; Morris of linear functions.
 */
#include "study/elementary_effects.h"
#include "study/points_of_runs.h"
#include "study/sobol_indices.h"

#include "study/design.h"
#include "unit/many_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const double pi = 3.14159265358979323846;

/* Ishigami & Homma (1990) with a = 7, b = 0.1. */
static double ishigami(const double *x) {
  return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

/* V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225, of a variance of their sum. */
static const double analytic_first[] = {0.3139, 0.4424, 0};
static const double analytic_total[] = {0.5576, 0.4424, 0.2437};

static void expect_holds(const struct interval *interval, double value, const char *what) {
  if (!(interval->low <= value && value <= interval->high)) {
    fail_msg("%s: %g to %g; expected to hold %g", what, interval->low, interval->high, value);
  }
}

static void expect_ishigami(const struct sobol_result *result, double wide) {
  for (int f = 0; f < 3; f++) {
    const struct sobol_index *index = &result->indices[f];
    expect_holds(&index->first_interval, analytic_first[f], "first order");
    expect_holds(&index->total_interval, analytic_total[f], "total order");
    assert_true(fabs(index->first - analytic_first[f]) < wide);
    assert_true(fabs(index->total - analytic_total[f]) < wide);
  }
}

static void ishigami_by_plain_random_matrices(void **state) {
  (void)state;
  enum { N = 4096, K = 3, WIDTH = K + 2 };
  struct arena arena;
  struct sobol_result result;
  arena_open_blocks(&arena, SIZE_MAX / 4);
  double *values = arena_zeroed(&arena, (size_t)N * WIDTH, sizeof *values);
  for (uint32_t n = 0; n < N; n++) {
    double x[2][K];
    for (uint32_t f = 0; f < 2 * K; f++) {
      x[f / K][f % K] = pi * (2 * many_runs_uniform(5, n * 2 * K + f) - 1);
    }
    values[n * WIDTH] = ishigami(x[0]);
    values[n * WIDTH + 1] = ishigami(x[1]);
    for (int f = 0; f < K; f++) {
      double mixed[K] = {x[0][0], x[0][1], x[0][2]};
      mixed[f] = x[1][f];
      values[n * WIDTH + 2 + (uint32_t)f] = ishigami(mixed);
    }
  }
  assert_int_equal(sobol_indices(&result, values, N, K, 500, &arena, NULL), ERR_OK);
  expect_ishigami(&result, 0.06);
  assert_int_equal(result.samples, N);
  assert_int_equal(result.dropped, 0);

  /* A large constant changes nothing but the mean; the same twice is the same. */
  struct sobol_result again;
  struct sobol_result shifted;
  assert_int_equal(sobol_indices(&again, values, N, K, 500, &arena, NULL), ERR_OK);
  assert_memory_equal(again.indices, result.indices, K * sizeof *result.indices);
  for (size_t i = 0; i < (size_t)N * WIDTH; i++) {
    values[i] += 1e6;
  }
  assert_int_equal(sobol_indices(&shifted, values, N, K, 500, &arena, NULL), ERR_OK);
  for (int f = 0; f < K; f++) {
    assert_true(fabs(shifted.indices[f].first - result.indices[f].first) < 1e-6);
  }

  /* A point without a value takes its base sample with it, and no other. */
  values[7 * WIDTH + 3] = NAN;
  values[9 * WIDTH] = NAN;
  assert_int_equal(sobol_indices(&again, values, N, K, 500, &arena, NULL), ERR_OK);
  assert_int_equal(again.dropped, 2);
  expect_ishigami(&again, 0.06);
  arena_close(&arena);
}

static void make_factors(struct factor factors[3]) {
  static const char *const names[] = {"x1", "x2", "x3"};
  for (int f = 0; f < 3; f++) {
    factors[f] =
        (struct factor){.path = names[f], .number = true, .low = -pi, .high = pi, .base = 0};
  }
}

static void ishigami_by_the_design(void **state) {
  (void)state;
  struct factor factors[3];
  struct points points;
  struct arena arena;
  struct sobol_result result;
  make_factors(factors);
  arena_open_blocks(&arena, SIZE_MAX / 4);
  assert_int_equal(design_points(DESIGN_SALTELLI, factors, 3, 1024, 3, &points, NULL), ERR_OK);
  assert_int_equal(points.count, 1024 * 5);
  double *values = arena_zeroed(&arena, (size_t)points.count, sizeof *values);
  for (int64_t p = 0; p < points.count; p++) {
    values[p] = ishigami(points.values + p * 3);
  }
  assert_int_equal(sobol_indices(&result, values, 1024, 3, 1000, &arena, NULL), ERR_OK);
  expect_ishigami(&result, 0.05);
  points_free(&points);
  arena_close(&arena);
}

static void what_does_not_vary_has_no_indices(void **state) {
  (void)state;
  struct arena arena;
  struct sobol_result result;
  double values[4 * 3] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
  arena_open_blocks(&arena, SIZE_MAX / 4);
  assert_int_equal(sobol_indices(&result, values, 4, 1, 100, &arena, NULL), ERR_OK);
  assert_true(isnan(result.indices[0].first) && isnan(result.indices[0].total_interval.low));
  for (int i = 0; i < 12; i++) {
    values[i] = NAN;
  }
  assert_int_equal(sobol_indices(&result, values, 4, 1, 100, &arena, NULL), ERR_OK);
  assert_int_equal(result.samples, 0);
  arena_close(&arena);
}

static double linear(const double *u) {
  return 5 + 2 * u[0] - 3 * u[1] + 0 * u[2];
}

static void morris_is_exact_on_a_linear_function(void **state) {
  (void)state;
  static const double coefficients[] = {2, -3, 0};
  struct factor factors[3];
  struct points points;
  struct arena arena;
  struct morris_result result;
  make_factors(factors);
  arena_open_blocks(&arena, SIZE_MAX / 4);
  assert_int_equal(design_points(DESIGN_MORRIS, factors, 3, 12, 3, &points, NULL), ERR_OK);
  double *values = arena_zeroed(&arena, (size_t)points.count, sizeof *values);
  for (int64_t p = 0; p < points.count; p++) {
    for (int f = 0; f < 3; f++) {
      points.values[p * 3 + f] = (points.values[p * 3 + f] + pi) / (2 * pi);
    }
    values[p] = linear(points.values + p * 3);
  }
  values[4 * 4 + 1] = NAN;
  assert_int_equal(elementary_effects(&result, values, points.values, 12, 3, 200, &arena, NULL),
                   ERR_OK);
  assert_int_equal(result.trajectories, 11);
  assert_int_equal(result.dropped, 1);
  for (int f = 0; f < 3; f++) {
    const struct morris_index *index = &result.indices[f];
    assert_true(fabs(index->mu - coefficients[f]) < 1e-12);
    assert_true(fabs(index->mu_star - fabs(coefficients[f])) < 1e-12);
    assert_true(index->sigma < 1e-12 && index->sigma_interval.high < 1e-12);
    assert_true(fabs(index->mu_interval.low - coefficients[f]) < 1e-12);
  }
  points_free(&points);
  arena_close(&arena);
}

/* y = u0 * u1: effects of u0 are u1, between 0 and 1. */
static void morris_sees_interaction(void **state) {
  (void)state;
  /* Two trajectories by hand: (0,0) (1,0) (1,1) and (0,1) (1,1) (1,0). */
  const double units[] = {0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0};
  const double values[] = {0, 0, 1, 0, 1, 0};
  struct arena arena;
  struct morris_result result;
  arena_open_blocks(&arena, SIZE_MAX / 4);
  assert_int_equal(elementary_effects(&result, values, units, 2, 2, 100, &arena, NULL), ERR_OK);
  assert_true(fabs(result.indices[0].mu - 0.5) < 1e-15);
  assert_true(fabs(result.indices[0].sigma - sqrt(0.5)) < 1e-15);
  assert_true(fabs(result.indices[1].mu - 1) < 1e-15);
  /* A step of two factors is no step of this design. */
  const double bad[] = {0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0};
  assert_int_equal(elementary_effects(&result, values, bad, 2, 2, 100, &arena, NULL), ERR_OK);
  assert_int_equal(result.dropped, 1);
  arena_close(&arena);
}

static void points_are_means_of_whole_points(void **state) {
  (void)state;
  struct many_runs runs;
  struct points_of_runs points;
  double means[4];
  double counts[4];
  many_runs_open(&runs, 4, 3);
  double *y = many_runs_measure(&runs, "y", false);
  for (int i = 0; i < 12; i++) {
    y[i] = i;
  }
  runs.columns.status[5] = RUN_STATUS_FAILED; /* point 1, replicate 1 */
  y[2] = NAN;
  y[3] = NAN;
  y[7] = NAN;
  y[11] = NAN;
  assert_int_equal(points_of_runs(&points, &runs.columns, 4, &runs.arena, NULL), ERR_OK);
  points_means(&points, &runs.columns, 0, means, counts);
  assert_int_equal(points.replicates, 3);
  assert_true(points.whole[0] && !points.whole[1] && points.whole[2] && points.whole[3]);
  assert_true(means[0] == 4 && isnan(means[1]) && means[2] == 8 && isnan(means[3]));
  many_runs_close(&runs);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ishigami_by_plain_random_matrices),
      cmocka_unit_test(ishigami_by_the_design),
      cmocka_unit_test(what_does_not_vary_has_no_indices),
      cmocka_unit_test(morris_is_exact_on_a_linear_function),
      cmocka_unit_test(morris_sees_interaction),
      cmocka_unit_test(points_are_means_of_whole_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
