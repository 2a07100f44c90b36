/* Inert factors, saturated measures, outcome classes and their typical runs. */
#include "study/effects.h"
#include "study/typical.h"

#include "unit/many_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { LEVELS = 3, REPLICATES = 40 };

/* A grid of three factors of three levels: "strong" moves deaths, "dead" enters nowhere, "noisy"
 * changes which random numbers are drawn but not their distribution, and "bowl" moves the middle
 * only. */
static void make_grid(struct many_runs *runs, uint64_t seed) {
  enum { POINTS = LEVELS * LEVELS * LEVELS * LEVELS };
  many_runs_open(runs, POINTS, REPLICATES);
  double *strong = many_runs_factor(runs, "strong");
  double *dead = many_runs_factor(runs, "dead");
  double *noisy = many_runs_factor(runs, "noisy");
  double *bowl = many_runs_factor(runs, "bowl");
  double *deaths = many_runs_measure(runs, "deaths", false);
  double *calm = many_runs_measure(runs, "calm", true);
  double *never = many_runs_measure(runs, "never", true);
  double *nowhere = many_runs_measure(runs, "nowhere", false);
  for (int64_t run = 0; run < runs->columns.count; run++) {
    int64_t point = runs->columns.point[run];
    uint64_t own = seed + runs->columns.seed[run];
    strong[run] = (double)(point % 3);
    dead[run] = (double)(point / 3 % 3);
    noisy[run] = (double)(point / 9 % 3);
    bowl[run] = (double)(point / 27 % 3);
    double noise = many_runs_normal(own, (uint32_t)noisy[run]);
    deaths[run] = strong[run] + noise + (bowl[run] == 1 ? 1 : 0);
    calm[run] = deaths[run] < 1 ? 1 : 0;
    never[run] = 0;
    nowhere[run] = NAN;
  }
}

static const struct factor_effect *effect_of(const struct many_runs *runs,
                                             const struct factor_effect *effects, int count,
                                             const char *name) {
  for (int i = 0; i < count; i++) {
    if (strcmp(runs->columns.columns[effects[i].column].name, name) == 0) {
      return &effects[i];
    }
  }
  fail_msg("no effect of %s", name);
  return NULL;
}

static void inert_factors_are_told_from_others(void **state) {
  (void)state;
  const int tested[] = {4, 5, 6, 7};
  struct many_runs runs;
  struct factor_effect *effects = NULL;
  int count = 0;
  int wrong = 0;
  for (uint64_t seed = 0; seed < 20; seed++) {
    make_grid(&runs, seed * 1000);
    assert_int_equal(factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 4, 81,
                                    &runs.arena, NULL),
                     ERR_OK);
    assert_int_equal(count, 4);
    const struct factor_effect *strong = effect_of(&runs, effects, count, "strong");
    const struct factor_effect *dead = effect_of(&runs, effects, count, "dead");
    const struct factor_effect *noisy = effect_of(&runs, effects, count, "noisy");
    const struct factor_effect *bowl = effect_of(&runs, effects, count, "bowl");
    assert_true(strong->matched && !strong->inert && strong->p < 1e-6 && strong->measure == 4);
    assert_true(dead->inert && dead->identical && dead->pairs == 27 * REPLICATES);
    assert_true(noisy->matched && !noisy->identical);
    assert_true(!bowl->inert && !bowl->identical);
    wrong += noisy->inert ? 0 : 1;
    many_runs_close(&runs);
  }
  assert_true(wrong <= 4); /* at most one in twenty is expected */
}

/* A factor that makes runs fail is not inert, whatever those that are left show; one over whose
 * levels as many failed is. */
static void what_makes_runs_fail_is_not_inert(void **state) {
  (void)state;
  const int tested[] = {2};
  struct many_runs runs;
  struct factor_effect *effects = NULL;
  int count = 0;
  many_runs_open(&runs, 4, 50);
  double *fatal = many_runs_factor(&runs, "fatal");
  double *dead = many_runs_factor(&runs, "dead");
  double *y = many_runs_measure(&runs, "y", false);
  for (int64_t run = 0; run < runs.columns.count; run++) {
    fatal[run] = (double)(run % 2);
    dead[run] = (double)(run / 2 % 2);
    y[run] = many_runs_normal(1, (uint32_t)(run / 4));
  }
  assert_int_equal(
      factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, 4, &runs.arena, NULL),
      ERR_OK);
  assert_true(effects[0].inert && effects[0].identical && !effects[0].uneven);
  for (int64_t run = 0; run < runs.columns.count; run++) {
    bool fails = fatal[run] == 1 && run / 4 < 42;
    runs.columns.status[run] = fails ? RUN_STATUS_FAILED : RUN_STATUS_OK;
    y[run] = fails ? NAN : y[run];
  }
  assert_int_equal(
      factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, 4, &runs.arena, NULL),
      ERR_OK);
  assert_true(effects[0].uneven && !effects[0].inert && !effects[0].identical);
  assert_true(!effects[1].uneven && effects[1].inert && effects[1].identical);
  /* One run more that fails is chance, but not the same as its twin. */
  runs.columns.status[0] = RUN_STATUS_FAILED;
  assert_int_equal(
      factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, 4, &runs.arena, NULL),
      ERR_OK);
  assert_true(!effects[1].uneven && effects[1].inert && !effects[1].identical);
  many_runs_close(&runs);
}

/* Points that match nowhere: the factor that does nothing is not shown to do anything, however much
 * another one does. */
static void inert_factors_of_random_points(void **state) {
  (void)state;
  enum { POINTS = 300 };
  int wrong = 0;
  for (uint64_t seed = 0; seed < 20; seed++) {
    const int tested[] = {2};
    struct many_runs runs;
    struct factor_effect *effects = NULL;
    int count = 0;
    many_runs_open(&runs, POINTS, 2);
    double *strong = many_runs_factor(&runs, "strong");
    double *dead = many_runs_factor(&runs, "dead");
    double *y = many_runs_measure(&runs, "y", false);
    for (int64_t run = 0; run < runs.columns.count; run++) {
      uint32_t point = (uint32_t)runs.columns.point[run];
      strong[run] = many_runs_uniform(seed, point);
      dead[run] = many_runs_uniform(seed + 1000, point);
      y[run] = 10 * strong[run] + many_runs_normal(seed, (uint32_t)run);
    }
    assert_int_equal(factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, POINTS,
                                    &runs.arena, NULL),
                     ERR_OK);
    assert_true(!effects[0].matched && effects[0].pairs == POINTS && !effects[0].inert);
    assert_false(effects[1].identical);
    wrong += effects[1].inert ? 0 : 1;
    many_runs_close(&runs);
  }
  assert_true(wrong <= 4);
}

/* Three points in which two factors move together: each level has a mean or two, and a test on them
 * could not find what the runs show plainly. */
static void of_few_points_nothing_is_said(void **state) {
  (void)state;
  const int tested[] = {2};
  struct many_runs runs;
  struct factor_effect *effects = NULL;
  int count = 0;
  many_runs_open(&runs, 3, 100);
  double *here = many_runs_factor(&runs, "here");
  double *there = many_runs_factor(&runs, "there");
  double *y = many_runs_measure(&runs, "y", false);
  for (int64_t run = 0; run < runs.columns.count; run++) {
    here[run] = runs.columns.point[run] == 1 ? 0 : 1;
    there[run] = runs.columns.point[run] == 1 ? 1 : (double)runs.columns.point[run] * 2;
    y[run] = 3 * here[run] + many_runs_normal(1, (uint32_t)run);
  }
  assert_int_equal(
      factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, 3, &runs.arena, NULL),
      ERR_OK);
  assert_true(effects[0].varied && !effects[0].matched && !effects[0].inert);
  assert_int_equal(effects[0].pairs, 3);
  many_runs_close(&runs);
}

static void words_and_single_values(void **state) {
  (void)state;
  const char *words[] = {"hawk", "dove"};
  const int tested[] = {2};
  struct many_runs runs;
  struct factor_effect *effects = NULL;
  int count = 0;
  many_runs_open(&runs, 2, 30);
  double *policy = many_runs_words(&runs, "policy", words, 2);
  double *fixed = many_runs_factor(&runs, "fixed");
  double *y = many_runs_measure(&runs, "y", false);
  for (int64_t run = 0; run < 60; run++) {
    policy[run] = (double)(run % 2);
    fixed[run] = 3;
    y[run] = policy[run] + many_runs_normal(1, (uint32_t)run);
  }
  assert_int_equal(
      factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 1, 2, &runs.arena, NULL),
      ERR_OK);
  assert_true(effects[0].matched && !effects[0].inert);
  assert_true(!effects[1].varied && !effects[1].inert);
  many_runs_close(&runs);
}

static void saturated_measures_are_found(void **state) {
  (void)state;
  struct many_runs runs;
  struct saturated found[MANY_COLUMNS_MAX];
  make_grid(&runs, 0);
  int count = saturated_measures(&runs.columns, runs.chosen, found);
  assert_int_equal(count, 2);
  assert_true(found[0].column == 6 && found[0].value == 0);
  assert_true(found[1].column == 7 && isnan(found[1].value));
  /* One run that differs is enough; a failed one does not count. */
  runs.columns.columns[6].values[5] = 1;
  assert_int_equal(saturated_measures(&runs.columns, runs.chosen, found), 1);
  runs.columns.status[5] = RUN_STATUS_FAILED;
  assert_int_equal(saturated_measures(&runs.columns, runs.chosen, found), 2);
  many_runs_close(&runs);
}

static void outcomes_fall_into_classes(void **state) {
  (void)state;
  struct many_runs runs;
  struct outcome_class classes[OUTCOME_CLASSES_MAX];
  int of_run[8];
  many_runs_open(&runs, 1, 8);
  double *war = many_runs_measure(&runs, "war", true);
  double *deaths = many_runs_measure(&runs, "deaths", false);
  double *warning = many_runs_measure(&runs, "warning", true);
  const double dead[] = {0, 0, 5, 7, 2000, 3000, 4000, 0};
  for (int i = 0; i < 8; i++) {
    deaths[i] = dead[i];
    war[i] = dead[i] >= 1000 ? 1 : 0;
    warning[i] = i < 3 ? 1 : 0;
  }
  assert_int_equal(outcome_classes(&runs.columns, runs.chosen, classes, of_run), 3);
  assert_string_equal(classes[0].name, "war");
  assert_string_equal(classes[2].name, "quiet");
  assert_string_equal(classes[2].test, "not war and not deaths");
  assert_true(classes[0].runs == 3 && classes[1].runs == 2 && classes[2].runs == 3);
  const int expected[] = {2, 2, 1, 1, 0, 0, 0, 2};
  assert_memory_equal(of_run, expected, sizeof of_run);
  /* Without violence the flag that divides best tells runs apart. */
  for (int i = 0; i < 8; i++) {
    deaths[i] = 0;
    war[i] = 0;
  }
  assert_int_equal(outcome_classes(&runs.columns, runs.chosen, classes, of_run), 2);
  assert_string_equal(classes[0].name, "warning");
  assert_string_equal(classes[1].test, "not warning");
  assert_int_equal(classes[0].runs, 3);
  for (int i = 0; i < 8; i++) {
    warning[i] = 1;
  }
  assert_int_equal(outcome_classes(&runs.columns, runs.chosen, classes, of_run), 1);
  assert_string_equal(classes[0].name, "all");
  many_runs_close(&runs);
}

enum { MEDOID_RUNS = 60, MEDOID_MEASURES = 3 };

/* Sum of squared distances of run [from] to the others of its class, each measure divided by its
 * variance over the runs that have a class. */
static double distances(double *const columns[MEDOID_MEASURES], const double *variances,
                        const int *of_run, int from) {
  double total = 0;
  for (int to = 0; to < MEDOID_RUNS; to++) {
    for (int m = 0; m < MEDOID_MEASURES && of_run[to] == of_run[from]; m++) {
      double off = columns[m][from] - columns[m][to];
      total += off * off / variances[m];
    }
  }
  return total;
}

static double variance(const double *column, const int *of_run) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < MEDOID_RUNS; i++) {
    count += of_run[i] >= 0 ? 1 : 0;
    sum += of_run[i] >= 0 ? column[i] : 0;
    squares += of_run[i] >= 0 ? column[i] * column[i] : 0;
  }
  return squares / count - sum * sum / count / count;
}

/* The run nearest to the mean is the medoid: checked against all pairs. */
static void typical_runs_are_medoids(void **state) {
  (void)state;
  static const char *const names[MEDOID_MEASURES] = {"a", "b", "c"};
  const int measures[] = {0, 1, 2};
  struct many_runs runs;
  int of_run[MEDOID_RUNS];
  double *columns[MEDOID_MEASURES];
  double variances[MEDOID_MEASURES];
  struct outcome_class classes[2] = {{.typical = -1}, {.typical = -1}};
  many_runs_open(&runs, 1, MEDOID_RUNS);
  for (uint32_t m = 0; m < MEDOID_MEASURES; m++) {
    columns[m] = many_runs_measure(&runs, names[m], false);
    for (uint32_t i = 0; i < MEDOID_RUNS; i++) {
      columns[m][i] = m == 2 ? exp(many_runs_normal(m, i)) : 1000 * m + many_runs_normal(m, i);
      of_run[i] = i % 3 == 0 ? -1 : (int)(i % 3) - 1;
    }
    variances[m] = variance(columns[m], of_run);
  }
  assert_int_equal(
      typical_runs(&runs.columns, of_run, measures, MEDOID_MEASURES, classes, 2, &runs.arena, NULL),
      ERR_OK);
  for (int i = 0; i < MEDOID_RUNS; i++) {
    int class = of_run[i];
    if (class >= 0) {
      double least = distances(columns, variances, of_run, (int)classes[class].typical);
      assert_true(least <= distances(columns, variances, of_run, i));
      assert_int_equal(of_run[classes[class].typical], class);
    }
  }
  many_runs_close(&runs);
}

/* Values beyond what can be squared: nothing is said of them, by pairs or by points, and a file
 * that speaks of more points than it has runs takes no memory for them. */
static void values_without_variance_are_not_tested(void **state) {
  (void)state;
  static const double odd[] = {INFINITY, -INFINITY, 1e308, -1e308, 1e200};
  enum { POINTS = 60 };
  const int tested[] = {2, 3};
  for (size_t k = 0; k < 2 * sizeof odd / sizeof odd[0]; k++) {
    bool points = k % 2 == 0;
    struct many_runs runs;
    struct factor_effect *effects = NULL;
    int count = 0;
    many_runs_open(&runs, POINTS, 12);
    double *moves = many_runs_factor(&runs, "moves");
    double *other = many_runs_factor(&runs, "other");
    double *huge = many_runs_measure(&runs, "huge", false);
    double *calm = many_runs_measure(&runs, "calm", false);
    for (int64_t run = 0; run < runs.columns.count; run++) {
      uint32_t point = (uint32_t)runs.columns.point[run];
      moves[run] = points ? many_runs_uniform(1, point) : point % 3;
      other[run] = points ? many_runs_uniform(2, point) : point / 3;
      huge[run] = many_runs_uniform(3, (uint32_t)run) < 0.5 ? 5 : odd[k / 2];
      calm[run] = many_runs_normal(4, (uint32_t)run);
    }
    assert_int_equal(factor_effects(&effects, &count, &runs.columns, runs.chosen, tested, 2,
                                    INT64_MAX / 2, &runs.arena, NULL),
                     ERR_OK);
    assert_int_equal(count, 2);
    for (int f = 0; f < count; f++) {
      assert_true(effects[f].varied && effects[f].matched == !points);
      assert_false(effects[f].inert);
      assert_true(effects[f].measure == 3 && effects[f].p > 0);
    }
    many_runs_close(&runs);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(inert_factors_are_told_from_others),
      cmocka_unit_test(what_makes_runs_fail_is_not_inert),
      cmocka_unit_test(inert_factors_of_random_points),
      cmocka_unit_test(of_few_points_nothing_is_said),
      cmocka_unit_test(words_and_single_values),
      cmocka_unit_test(saturated_measures_are_found),
      cmocka_unit_test(outcomes_fall_into_classes),
      cmocka_unit_test(typical_runs_are_medoids),
      cmocka_unit_test(values_without_variance_are_not_tested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
