/* Designs: what each promises of its points. */
#include "study/design.h"
#include "study/sobol.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 500, FEW = 4 };

static const double CLOSE = 1e-12;
static const char *const POLICIES[] = {"hawk", "dove", "owl"};
static const double STEPS[] = {0, 0.5, 0.5, 2, 0};

/* A unit range, a wide one, one that a list of numbers has, and words. */
static const struct factor FACTORS[FEW] = {
    {.path = "a.unit", .number = true, .high = 1, .base = 0.25},
    {.path = "a.wide", .number = true, .low = -3, .high = 7, .base = 2},
    {.path = "a.steps", .number = true, .list = true, .high = 2, .level_count = 5, .levels = STEPS},
    {.path = "a.policy", .level_count = 3, .words = POLICIES, .base = 1},
};

static struct points points_of(enum design design, const struct factor *factors, int count,
                               int64_t samples, uint64_t seed) {
  struct points points;
  struct err err = {0};
  if (design_points(design, factors, count, samples, seed, &points, &err) != ERR_OK) {
    fail_msg("%s: %s", design_word(design), err.text);
  }
  assert_int_equal(points.factor_count, count);
  assert_int_equal(points.count, design_size(design, factors, count, samples));
  return points;
}

static double at(const struct points *points, int64_t point, int factor) {
  return points->values[point * points->factor_count + factor];
}

static bool same(const struct points *a, const struct points *b) {
  size_t cells = (size_t)a->count * (size_t)a->factor_count;
  return a->count == b->count && memcmp(a->values, b->values, cells * sizeof(double)) == 0;
}

static void equal_seeds_give_equal_points(void **state) {
  (void)state;
  for (int d = DESIGN_RANDOM; d <= DESIGN_PRIOR; d++) {
    struct points a = points_of((enum design)d, FACTORS, FEW, 20, 5);
    struct points b = points_of((enum design)d, FACTORS, FEW, 20, 5);
    struct points other = points_of((enum design)d, FACTORS, FEW, 20, 6);
    assert_true(same(&a, &b));
    assert_true(same(&a, &other) == (d == DESIGN_SOBOL));
    points_free(&a);
    points_free(&b);
    points_free(&other);
  }
}

static void points_stay_in_range(void **state) {
  (void)state;
  for (int d = DESIGN_RANDOM; d <= DESIGN_PRIOR; d++) {
    for (uint64_t seed = 1; seed <= SEEDS / 10; seed++) {
      struct points points = points_of((enum design)d, FACTORS, FEW, 30, seed);
      for (int64_t p = 0; p < points.count; p++) {
        assert_true(at(&points, p, 0) >= 0 && at(&points, p, 0) <= 1);
        assert_true(at(&points, p, 1) >= -3 && at(&points, p, 1) <= 7);
        double step = at(&points, p, 2);
        assert_true(step == 0 || step == 0.5 || step == 2);
        double word = at(&points, p, 3);
        assert_true(word == 0 || word == 1 || word == 2);
      }
      points_free(&points);
    }
  }
}

static void another_factor_leaves_the_columns_alone(void **state) {
  (void)state;
  static const enum design designs[] = {DESIGN_RANDOM, DESIGN_LHS, DESIGN_PRIOR};
  const struct factor more[] = {
      {.path = "new", .number = true, .high = 1, .base = 0.5}, FACTORS[3], FACTORS[1]};
  for (size_t d = 0; d < sizeof designs / sizeof designs[0]; d++) {
    struct points few = points_of(designs[d], FACTORS, FEW, 50, 9);
    struct points many = points_of(designs[d], more, 3, 50, 9);
    for (int64_t p = 0; p < 50; p++) {
      assert_true(at(&few, p, 1) == at(&many, p, 2));
      assert_true(at(&few, p, 3) == at(&many, p, 1));
    }
    points_free(&few);
    points_free(&many);
  }
}

static void lhs_hits_each_stratum_once(void **state) {
  (void)state;
  enum { N = 37 };
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct points points = points_of(DESIGN_LHS, FACTORS, FEW, N, seed);
    for (int i = 0; i < 2; i++) {
      bool hit[N] = {false};
      double width = FACTORS[i].high - FACTORS[i].low;
      for (int64_t p = 0; p < N; p++) {
        int stratum = (int)((at(&points, p, i) - FACTORS[i].low) / width * N);
        assert_in_range(stratum, 0, N - 1);
        assert_false(hit[stratum]);
        hit[stratum] = true;
      }
    }
    int words[3] = {0};
    for (int64_t p = 0; p < N; p++) {
      words[(int)at(&points, p, 3)]++;
    }
    for (int w = 0; w < 3; w++) {
      assert_in_range(words[w], N / 3 - 1, N / 3 + 1); /* a stratum may lie across two words */
    }
    points_free(&points);
  }
}

static void lhs_columns_are_not_the_same_permutation(void **state) {
  (void)state;
  double sum = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct points points = points_of(DESIGN_LHS, FACTORS, 2, 50, seed);
    for (int64_t p = 0; p < 50; p++) {
      sum += (at(&points, p, 0) - 0.5) * (at(&points, p, 1) - 2) / 10;
    }
    points_free(&points);
  }
  /* 25,000 products of mean 0 and standard deviation 1/12: the limit is over four of their mean's.
   */
  assert_true(fabs(sum / (50.0 * SEEDS)) < 0.0022);
}

static void saltelli_columns_agree(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS / 10; seed++) {
    struct points points = points_of(DESIGN_SALTELLI, FACTORS, FEW, 16, seed);
    assert_int_equal(points.count, 16 * (FEW + 2));
    for (int64_t p = 0; p < points.count; p++) {
      int64_t a = p - p % (FEW + 2);
      int64_t mixed = p - a - 2; /* the factor that comes from B; below 0: A or B itself */
      for (int j = 0; j < FEW && mixed >= 0; j++) {
        assert_true(at(&points, p, j) == at(&points, j == mixed ? a + 1 : a, j));
      }
    }
    /* The sequence begins with zeros only: these are the shifts, and each is its own. */
    assert_true(at(&points, 0, 0) != at(&points, 1, 0));
    assert_true(fabs(at(&points, 0, 0) - (at(&points, 0, 1) + 3) / 10) > CLOSE);
    points_free(&points);
  }
}

/* The shift keeps the balance: of 2^m rows each of 2^m strata of A and of B gets one. */
static void saltelli_is_as_balanced_as_the_sequence(void **state) {
  (void)state;
  enum { N = 64 };
  for (uint64_t seed = 1; seed <= SEEDS / 10; seed++) {
    struct points points = points_of(DESIGN_SALTELLI, FACTORS, 2, N, seed);
    for (int column = 0; column < 4; column++) {
      bool hit[N] = {false};
      const struct factor *factor = &FACTORS[column % 2];
      for (int64_t n = 0; n < N; n++) {
        double value = at(&points, n * 4 + column / 2, column % 2);
        int stratum = (int)((value - factor->low) / (factor->high - factor->low) * N);
        assert_in_range(stratum, 0, N - 1);
        assert_false(hit[stratum]);
        hit[stratum] = true;
      }
    }
    points_free(&points);
  }
}

/* The one factor that differs between a point and the next. */
static int changed_after(const struct points *points, int64_t point) {
  int changed = -1;
  for (int i = 0; i < points->factor_count; i++) {
    if (at(points, point, i) != at(points, point + 1, i)) {
      assert_int_equal(changed, -1);
      changed = i;
    }
  }
  assert_int_not_equal(changed, -1);
  return changed;
}

/* What the steps of many trajectories did. */
struct tally {
  int first[FEW];            /* trajectories in which this factor moved first */
  int up;                    /* steps of the first two factors that went up */
  int starts[MORRIS_LEVELS]; /* trajectories that began on this level of the first factor */
};

static void tally_trajectory(const struct points *points, int64_t base, struct tally *tally) {
  bool moved[FEW] = {false};
  tally->starts[(int)(at(points, base, 0) * (MORRIS_LEVELS - 1) + 0.5)]++;
  for (int step = 0; step < FEW; step++) {
    int changed = changed_after(points, base + step);
    assert_false(moved[changed]);
    moved[changed] = true;
    tally->first[changed] += step == 0 ? 1 : 0;
    if (changed < 2) {
      double delta = at(points, base + step + 1, changed) - at(points, base + step, changed);
      double width = FACTORS[changed].high - FACTORS[changed].low;
      assert_true(fabs(fabs(delta) / width - 2.0 / 3) < CLOSE);
      tally->up += delta > 0 ? 1 : 0;
    }
  }
}

static void morris_steps_change_one_factor_by_two_thirds(void **state) {
  (void)state;
  struct tally tally = {.up = 0};
  for (uint64_t seed = 1; seed <= SEEDS / 5; seed++) {
    struct points points = points_of(DESIGN_MORRIS, FACTORS, FEW, 10, seed);
    for (int64_t t = 0; t < 10; t++) {
      tally_trajectory(&points, t * (FEW + 1), &tally);
    }
    points_free(&points);
  }
  /* 1,000 trajectories: each factor moves first in a quarter, a quarter begins on each level, half
   * of the steps go up; limits at about six standard deviations. */
  for (int i = 0; i < FEW; i++) {
    assert_in_range(tally.first[i], 170, 330);
  }
  for (int i = 0; i < MORRIS_LEVELS; i++) {
    assert_in_range(tally.starts[i], 170, 330);
  }
  assert_in_range(tally.up, 865, 1135);
}

static void morris_moves_whatever_has_two_levels(void **state) {
  (void)state;
  static const char *const words[] = {"0", "1", "2", "3", "4", "5", "6"};
  for (int count = 2; count <= 7; count++) {
    const struct factor factor = {.path = "w", .level_count = count, .words = words};
    struct points points = points_of(DESIGN_MORRIS, &factor, 1, 40, 3);
    for (int64_t t = 0; t < 40; t++) {
      assert_true(at(&points, 2 * t, 0) != at(&points, 2 * t + 1, 0));
    }
    points_free(&points);
  }
}

static void grid_has_every_combination_once(void **state) {
  (void)state;
  struct factor factors[3];
  struct err err;
  assert_int_equal(factor_read(&factors[0], "x", "0:1:11", &err), ERR_OK);
  assert_int_equal(factor_read(&factors[1], "w", "hawk,dove", &err), ERR_OK);
  factors[2] = FACTORS[2];
  struct points points = points_of(DESIGN_GRID, factors, 3, 0, 1);
  assert_int_equal(points.count, 11 * 2 * 3);
  assert_int_equal(points.dropped, 11 * 2 * 2);
  static const double steps[] = {0, 0.5, 2};
  static const double tenths[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  for (int64_t p = 0; p < points.count; p++) {
    assert_true(at(&points, p, 0) == tenths[p / 6]);
    assert_true(at(&points, p, 1) == (double)(p / 3 % 2));
    assert_true(at(&points, p, 2) == steps[p % 3]);
  }
  points_free(&points);
  factor_free(&factors[0]);
  factor_free(&factors[1]);
}

static void a_grid_of_nothing_is_the_scenario(void **state) {
  (void)state;
  static const enum design designs[] = {DESIGN_GRID, DESIGN_OAT};
  for (int d = 0; d < 2; d++) {
    struct points points = points_of(designs[d], NULL, 0, 0, 1);
    assert_int_equal(points.count, 1);
    assert_int_equal(points.dropped, 0);
    points_free(&points);
  }
}

static void oat_leaves_the_scenario_by_one_factor(void **state) {
  (void)state;
  static const double quarters[] = {0, 0.25, 0.5};
  struct factor factors[3] = {FACTORS[0], FACTORS[3], FACTORS[2]};
  factors[0].levels = quarters;
  factors[0].level_count = 3;
  factors[2].base = 1; /* not one of its levels */
  struct points points = points_of(DESIGN_OAT, factors, 3, 0, 1);
  static const double expected[][3] = {{0.25, 1, 1}, {0, 1, 1},    {0.5, 1, 1},    {0.25, 0, 1},
                                       {0.25, 2, 1}, {0.25, 1, 0}, {0.25, 1, 0.5}, {0.25, 1, 2}};
  assert_int_equal(points.count, 8);
  assert_int_equal(points.dropped, 1 + 3 + 3 + 5 - 8);
  assert_memory_equal(points.values, expected, sizeof expected);
  points_free(&points);
}

static void oat_takes_the_first_word_when_it_knows_none(void **state) {
  (void)state;
  static const char *const words[] = {"b", "a", "b"};
  struct factor factor = {.path = "w", .level_count = 3, .words = words, .base = (double)NAN};
  struct points points = points_of(DESIGN_OAT, &factor, 1, 0, 1);
  assert_int_equal(points.count, 2);
  assert_true(at(&points, 0, 0) == 0 && at(&points, 1, 0) == 1);
  points_free(&points);
  factor.base = 2; /* the same word as the first */
  points = points_of(DESIGN_OAT, &factor, 1, 0, 1);
  assert_int_equal(points.count, 2);
  assert_true(at(&points, 0, 0) == 0 && at(&points, 1, 0) == 1);
  points_free(&points);
}

/* Mean and variance against those of the distribution, each within five standard errors. */
static void expect_moments(const struct factor *factor, double mean, double variance) {
  enum { N = 200000 };
  struct points points = points_of(DESIGN_PRIOR, factor, 1, N, 11);
  double sum = 0;
  double squares = 0;
  for (int64_t p = 0; p < N; p++) {
    double value = at(&points, p, 0);
    assert_true(value >= factor->low && value <= factor->high);
    sum += value;
    squares += (value - mean) * (value - mean);
  }
  assert_true(fabs(sum / N - mean) < 5 * sqrt(variance / N));
  assert_true(fabs(squares / N / variance - 1) < 5 * sqrt(2.0 / N));
  points_free(&points);
}

static void expect_triangular(double a, double b, double c) {
  const struct factor factor = {
      .path = "a.fact", .number = true, .low = a, .high = b, .base = c, .prior = PRIOR_TRIANGULAR};
  expect_moments(&factor, (a + b + c) / 3, (a * a + b * b + c * c - a * b - a * c - b * c) / 18);
}

static void prior_has_the_moments_of_its_distribution(void **state) {
  (void)state;
  expect_triangular(-3, 7, 0);
  expect_triangular(0, 1, 0);
  expect_triangular(0, 1, 1);
  expect_triangular(1, 3, 2);
  /* Uniform when the mode lies outside the range, or is not known. */
  struct factor factor = FACTORS[1];
  factor.prior = PRIOR_TRIANGULAR;
  factor.base = 8;
  expect_moments(&factor, 2, 100.0 / 12);
  factor.base = (double)NAN;
  expect_moments(&factor, 2, 100.0 / 12);
  factor = FACTORS[1];
  expect_moments(&factor, 2, 100.0 / 12);
}

static void prior_takes_a_range_of_one_value(void **state) {
  (void)state;
  const struct factor factor = {
      .path = "x", .number = true, .low = 2, .high = 2, .base = 2, .prior = PRIOR_TRIANGULAR};
  struct points points = points_of(DESIGN_PRIOR, &factor, 1, 5, 1);
  for (int64_t p = 0; p < 5; p++) {
    assert_true(at(&points, p, 0) == 2);
  }
  points_free(&points);
}

static void sobol_begins_as_it_is_known(void **state) {
  (void)state;
  /* Bratley & Fox 1988 and every implementation since. */
  static const double known[][3] = {
      {0, 0, 0},          {0.5, 0.5, 0.5},       {0.75, 0.25, 0.25},
      {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}};
  struct factor factors[3] = {FACTORS[0], FACTORS[1], FACTORS[0]};
  factors[2].path = "a.third";
  struct points points = points_of(DESIGN_SOBOL, factors, 3, 6, 1);
  for (int64_t p = 0; p < 6; p++) {
    assert_true(at(&points, p, 0) == known[p][0]);
    assert_true(at(&points, p, 1) == -3 + 10 * known[p][1]);
    assert_true(at(&points, p, 2) == known[p][2]);
  }
  points_free(&points);
}

static void sobol_fills_all_strata_in_every_dimension(void **state) {
  (void)state;
  struct sobol_stream stream;
  assert_true(sobol_open(&stream, SOBOL_DIMENSIONS_MAX));
  bool(*hit)[256] = calloc(SOBOL_DIMENSIONS_MAX, sizeof *hit);
  assert_non_null(hit);
  /* The first 256 points hit each of 256 strata once in each dimension. */
  for (int p = 0; p < 256; p++) {
    const uint32_t *digits = sobol_next(&stream);
    for (int i = 0; i < SOBOL_DIMENSIONS_MAX; i++) {
      assert_false(hit[i][digits[i] >> 24]);
      hit[i][digits[i] >> 24] = true;
    }
  }
  sobol_close(&stream);
  free(hit);
}

static void order_is_a_permutation_of_its_seed(void **state) {
  (void)state;
  enum { N = 60 };
  int fixed = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    int64_t *order = design_order(N, seed);
    int64_t *again = design_order(N, seed);
    bool seen[N] = {false};
    assert_non_null(order);
    assert_non_null(again);
    for (int i = 0; i < N; i++) {
      assert_in_range(order[i], 0, N - 1);
      assert_false(seen[order[i]]);
      seen[order[i]] = true;
      fixed += order[i] == i ? 1 : 0;
    }
    assert_memory_equal(order, again, N * sizeof *order);
    free(order);
    free(again);
  }
  /* One fixed point is expected in each, with variance 1. */
  assert_in_range(fixed, SEEDS - 135, SEEDS + 135);
  int64_t *none = design_order(0, 1);
  assert_non_null(none);
  free(none);
}

static void sizes_overflow_to_minus_one(void **state) {
  (void)state;
  struct factor factors[64];
  static const double two[] = {0, 1};
  for (int i = 0; i < 64; i++) {
    factors[i] = (struct factor){.path = "x", .number = true, .level_count = 2, .levels = two};
  }
  assert_true(design_size(DESIGN_GRID, factors, 62, 0) == INT64_C(1) << 62);
  assert_true(design_size(DESIGN_GRID, factors, 63, 0) == -1);
  factors[63].level_count = 0;
  assert_true(design_size(DESIGN_GRID, factors, 64, 0) == 0);
  assert_true(design_size(DESIGN_SALTELLI, factors, 2, INT64_MAX / 4) > 0);
  assert_true(design_size(DESIGN_SALTELLI, factors, 2, INT64_MAX / 4 + 1) == -1);
  assert_true(design_size(DESIGN_MORRIS, factors, 2, INT64_MAX / 3 + 1) == -1);
  assert_true(design_size(DESIGN_LHS, factors, 2, INT64_MAX) == INT64_MAX);
}

static void expect_refused(enum design design, const struct factor *factors, int count,
                           int64_t samples, const char *part) {
  struct points points;
  struct err err = {0};
  assert_int_equal(design_points(design, factors, count, samples, 1, &points, &err), ERR_INVALID);
  assert_null(points.values);
  if (strstr(err.text, part) == NULL) {
    fail_msg("%s: said \"%s\"; expected \"%s\" in it", design_word(design), err.text, part);
  }
}

static void what_a_design_cannot_take_is_named(void **state) {
  (void)state;
  struct factor twice[2] = {FACTORS[1], FACTORS[1]};
  struct factor one = FACTORS[3];
  one.level_count = 1;
  struct factor none = FACTORS[3];
  none.level_count = 0;
  struct factor narrow = FACTORS[0];
  narrow.high = narrow.low;
  struct factor unknown = FACTORS[2];
  unknown.base = (double)NAN;
  struct factor open = FACTORS[0];
  open.high = (double)NAN;
  expect_refused(DESIGN_GRID, FACTORS, 1, 0, "a.unit: found a range without levels");
  expect_refused(DESIGN_OAT, FACTORS, 1, 0, "a.unit: found a range without levels");
  expect_refused(DESIGN_OAT, &unknown, 1, 0, "a.steps: found no value of the scenario's own");
  for (int d = DESIGN_RANDOM; d <= DESIGN_PRIOR; d++) {
    expect_refused((enum design)d, twice, 2, 10, "a.wide: found it twice");
    expect_refused((enum design)d, FACTORS, FEW, 0, "samples: found 0");
    expect_refused((enum design)d, FACTORS, FEW, -5, "samples: found -5");
    expect_refused((enum design)d, NULL, 0, 10, "factors: found 0; expected 1 to ");
    expect_refused((enum design)d, &none, 1, 10, "a.policy: found no levels");
    expect_refused((enum design)d, &open, 1, 10, "a.unit: found no range");
    expect_refused((enum design)d, FACTORS, FEW, INT64_MAX, "at most 67108864");
    if (d != DESIGN_PRIOR) {
      expect_refused((enum design)d, &one, 1, 10, "a.policy: found one value");
      expect_refused((enum design)d, &narrow, 1, 10, "a.unit: found one value");
    }
  }
}

static void draws_of_whole_numbers_are_whole(void **state) {
  (void)state;
  struct err err = {0};
  struct factor days = {.path = "x.days", .number = true, .whole = true, .low = 3, .high = 9};
  struct points points = points_of(DESIGN_LHS, &days, 1, 60, 1);
  assert_int_equal(points_make_whole(&points, &days, DESIGN_LHS, &err), ERR_OK);
  for (int64_t i = 0; i < points.count; i++) {
    double value = at(&points, i, 0);
    assert_true(value == (double)(int)value && value >= 3 && value <= 9);
  }
  points_free(&points);
  static const double halves[] = {3, 4.5};
  days.levels = halves;
  days.level_count = 2;
  points = points_of(DESIGN_GRID, &days, 1, 0, 1);
  assert_int_equal(points_make_whole(&points, &days, DESIGN_GRID, &err), ERR_INVALID);
  assert_string_equal(err.text, "x.days: found 4.5; expected whole numbers");
  points_free(&points);
}

static void as_many_factors_as_there_may_be_are_sampled(void **state) {
  (void)state;
  static struct factor factors[FACTOR_MAX + 1];
  static char paths[FACTOR_MAX + 1][16];
  for (int i = 0; i <= FACTOR_MAX; i++) {
    (void)snprintf(paths[i], sizeof paths[i], "x.%d", i);
    factors[i] = (struct factor){.path = paths[i], .number = true, .high = 1};
  }
  for (int d = DESIGN_RANDOM; d <= DESIGN_PRIOR; d++) {
    int most = d == DESIGN_SALTELLI ? SOBOL_DIMENSIONS_MAX / 2 : (int)FACTOR_MAX;
    char said[64];
    struct points points = points_of((enum design)d, factors, most, 3, 1);
    for (int i = 1; i < most && d != DESIGN_SOBOL && d != DESIGN_MORRIS; i++) {
      assert_true(at(&points, 0, i) != at(&points, 0, i - 1));
    }
    points_free(&points);
    (void)snprintf(said, sizeof said, "found %d; expected 1 to %d", most + 1, most);
    expect_refused((enum design)d, factors, most + 1, 3, said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_seeds_give_equal_points),
      cmocka_unit_test(points_stay_in_range),
      cmocka_unit_test(another_factor_leaves_the_columns_alone),
      cmocka_unit_test(lhs_hits_each_stratum_once),
      cmocka_unit_test(draws_of_whole_numbers_are_whole),
      cmocka_unit_test(lhs_columns_are_not_the_same_permutation),
      cmocka_unit_test(saltelli_columns_agree),
      cmocka_unit_test(saltelli_is_as_balanced_as_the_sequence),
      cmocka_unit_test(morris_steps_change_one_factor_by_two_thirds),
      cmocka_unit_test(morris_moves_whatever_has_two_levels),
      cmocka_unit_test(grid_has_every_combination_once),
      cmocka_unit_test(a_grid_of_nothing_is_the_scenario),
      cmocka_unit_test(oat_leaves_the_scenario_by_one_factor),
      cmocka_unit_test(oat_takes_the_first_word_when_it_knows_none),
      cmocka_unit_test(prior_has_the_moments_of_its_distribution),
      cmocka_unit_test(prior_takes_a_range_of_one_value),
      cmocka_unit_test(sobol_begins_as_it_is_known),
      cmocka_unit_test(sobol_fills_all_strata_in_every_dimension),
      cmocka_unit_test(order_is_a_permutation_of_its_seed),
      cmocka_unit_test(sizes_overflow_to_minus_one),
      cmocka_unit_test(what_a_design_cannot_take_is_named),
      cmocka_unit_test(as_many_factors_as_there_may_be_are_sampled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
