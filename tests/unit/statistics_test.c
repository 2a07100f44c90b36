/* Statistics over groups of runs, and expressions over what may not apply. */
#include "study/statistics.h"

#include "study/expr.h"
#include "unit/many_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const struct store_measure measures[] = {{"war", true, ""},
                                                {"deaths", false, "persons"},
                                                {"peak_day", false, "day"},
                                                {"lag", false, "hours"}};
static const struct store_plan plan = {.days = 90, .measures = measures, .measure_count = 4};

static void groups_are_levels_words_or_quartiles(void **state) {
  (void)state;
  const char *words[] = {"hawk", "dove", "owl"};
  struct many_runs runs;
  struct grouping grouping;
  many_runs_open(&runs, 40, 2);
  double *policy = many_runs_words(&runs, "policy", words, 3);
  double *few = many_runs_factor(&runs, "few");
  double *many = many_runs_factor(&runs, "many");
  double *some = many_runs_measure(&runs, "some", false);
  for (int64_t run = 0; run < 80; run++) {
    policy[run] = (double)(run % 2 * 2);
    few[run] = (double)(run % 4) * 0.25;
    many[run] = (double)(run % 40);
    some[run] = run < 20 ? NAN : 1;
  }
  assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, 0, &runs.arena, NULL),
                   ERR_OK);
  assert_int_equal(grouping.count, 2);
  assert_string_equal(grouping.names[0], "hawk");
  assert_string_equal(grouping.names[1], "owl");
  assert_true(grouping.seed_count == 2 && grouping.seeds_are_shared);
  assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, 1, &runs.arena, NULL),
                   ERR_OK);
  assert_int_equal(grouping.count, 4);
  assert_string_equal(grouping.names[1], "0.25");
  assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, 2, &runs.arena, NULL),
                   ERR_OK);
  assert_int_equal(grouping.count, 4);
  assert_string_equal(grouping.names[0], "0 to 9");
  assert_int_equal(grouping.runs[3], 20);
  assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, 3, &runs.arena, NULL),
                   ERR_OK);
  assert_int_equal(grouping.count, 2);
  assert_string_equal(grouping.names[1], "none");
  assert_int_equal(grouping.runs[1], 20);
  many_runs_close(&runs);
}

static void kinds_follow_from_units_and_gaps(void **state) {
  (void)state;
  const int wanted[] = {0, 1, 2, 3};
  struct many_runs runs;
  struct grouping grouping;
  struct measure_statistics *made = NULL;
  many_runs_open(&runs, 1, 20);
  double *war = many_runs_measure(&runs, "war", true);
  double *deaths = many_runs_measure(&runs, "deaths", false);
  double *day = many_runs_measure(&runs, "peak_day", false);
  double *lag = many_runs_measure(&runs, "lag", false);
  for (int i = 0; i < 20; i++) {
    war[i] = i < 5 ? 1 : 0;
    deaths[i] = i < 10 ? (double)i : (double)NAN;
    day[i] = i < 12 ? (double)i + 1 : (double)NAN;
    lag[i] = i;
  }
  assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, -1, &runs.arena, NULL),
                   ERR_OK);
  assert_int_equal(
      statistics_make(&made, &plan, &runs.columns, &grouping, wanted, 4, &runs.arena, NULL),
      ERR_OK);
  assert_int_equal(made[0].kind, STATISTIC_SHARE);
  assert_true(made[0].groups[0].value == 0.25 && made[0].groups[0].count == 20);
  struct interval wilson = interval_wilson(0.25, 20);
  assert_true(fabs(made[0].groups[0].interval.low - wilson.low) < 1e-12);
  /* Numbers that do not apply are left out, and counted. */
  assert_int_equal(made[1].kind, STATISTIC_NUMBER);
  assert_true(made[1].groups[0].count == 10 && made[1].groups[0].runs == 20);
  assert_true(made[1].groups[0].value == 4.5 && made[1].groups[0].median == 4.5);
  /* It happened in 12 of 20 runs, on day 1, 2, ...: half of all by day 10. */
  assert_int_equal(made[2].kind, STATISTIC_TIME);
  assert_true(made[2].groups[0].value == 0.6 && made[2].groups[0].median == 10);
  assert_string_equal(made[2].unit, "day");
  /* What happened in every run is a number like others. */
  assert_int_equal(made[3].kind, STATISTIC_NUMBER);
  many_runs_close(&runs);
}

/* Seeds vary much, the effect little: pairs of runs of one seed see it, groups do not. */
static void differences_are_paired_by_seed(void **state) {
  (void)state;
  enum { SEEDS = 30 };
  const int wanted[] = {1};
  struct many_runs runs;
  struct grouping grouping;
  struct measure_statistics *made = NULL;
  many_runs_open(&runs, 2, SEEDS);
  double *dose = many_runs_factor(&runs, "dose");
  double *deaths = many_runs_measure(&runs, "deaths", false);
  for (int64_t run = 0; run < runs.columns.count; run++) {
    dose[run] = (double)(run % 2);
    deaths[run] = 100 * many_runs_normal(1, (uint32_t)(run / 2)) + dose[run] +
                  0.1 * many_runs_normal(2, (uint32_t)run);
  }
  for (int shared = 1; shared >= 0; shared--) {
    for (int64_t run = 0; run < runs.columns.count; run++) {
      runs.columns.seed[run] = (uint64_t)(shared ? run / 2 : run);
    }
    assert_int_equal(grouping_make(&grouping, &runs.columns, runs.chosen, 0, &runs.arena, NULL),
                     ERR_OK);
    assert_int_equal(
        statistics_make(&made, &plan, &runs.columns, &grouping, wanted, 1, &runs.arena, NULL),
        ERR_OK);
    const struct statistic *second = &made[0].groups[1];
    assert_int_equal(second->pairs, shared ? SEEDS : 0);
    assert_true(fabs(second->difference - 1) < 0.2);
    double half = (second->difference_interval.high - second->difference_interval.low) / 2;
    assert_true(shared ? half < 0.1 : half > 20);
    assert_true(second->interval.high - second->interval.low > 20);
  }
  many_runs_close(&runs);
}

static const struct measure_statistics *deaths_by(struct many_runs *runs, int by,
                                                  struct grouping *grouping) {
  const int wanted[] = {1};
  struct measure_statistics *made = NULL;
  assert_int_equal(grouping_make(grouping, &runs->columns, runs->chosen, by, &runs->arena, NULL),
                   ERR_OK);
  assert_int_equal(
      statistics_make(&made, &plan, &runs->columns, grouping, wanted, 1, &runs->arena, NULL),
      ERR_OK);
  return made;
}

/* Groups by an outcome share some seeds only, and those are not like the others: the difference has
 * the sign of the means that are shown. So with a factor if many runs of a level are not looked at,
 * or the measure does not apply to them. */
static void differences_are_of_the_means_where_seeds_differ(void **state) {
  (void)state;
  enum { SEEDS = 40 };
  struct many_runs runs;
  struct grouping grouping;
  many_runs_open(&runs, 2, SEEDS);
  double *dose = many_runs_factor(&runs, "dose");
  double *deaths = many_runs_measure(&runs, "deaths", false);
  double *asked = many_runs_measure(&runs, "asked", true);
  for (int64_t run = 0; run < runs.columns.count; run++) {
    /* Of the first 10 seeds one run asks, and has fewer dead; of the next 15 both, of 15 none. */
    int64_t seed = run / 2;
    dose[run] = run % 2 == 0 ? 0.42500000000000004 : 1;
    asked[run] = seed < 10 ? (double)(run % 2) : seed < 25 ? 1 : 0;
    deaths[run] = seed < 10 ? 10 - 2 * asked[run] : 20 * asked[run] + (double)(seed % 3);
  }
  const struct measure_statistics *made = deaths_by(&runs, 2, &grouping);
  const struct statistic *groups = made->groups;
  assert_true(!grouping.is_paired && !made->is_paired && groups[1].pairs == 0);
  assert_true(groups[1].difference == groups[1].value - groups[0].value);
  assert_true(groups[1].difference > 5);
  made = deaths_by(&runs, 0, &grouping);
  assert_true(grouping.is_paired && made->is_paired && made->groups[1].pairs == SEEDS);
  assert_string_equal(grouping.names[0], "0.425");
  for (int64_t run = 0; run < 20; run += 2) {
    runs.chosen[run] = false;
  }
  made = deaths_by(&runs, 0, &grouping);
  assert_true(!grouping.is_paired && !made->is_paired && made->groups[1].pairs == 0);
  assert_true(made->groups[1].difference == made->groups[1].value - made->groups[0].value);
  for (int64_t run = 0; run < 20; run += 2) {
    runs.chosen[run] = true;
    deaths[run] = NAN;
  }
  made = deaths_by(&runs, 0, &grouping);
  assert_true(grouping.is_paired && !made->is_paired && made->groups[1].pairs == 0);
  assert_true(made->groups[1].difference == made->groups[1].value - made->groups[0].value);
  many_runs_close(&runs);
}

static const char *const fields[] = {"war", "lag", "policy", NULL};

/* lag does not apply. */
static void fetch(void *context, int field, struct expr_value *out) {
  (void)context;
  *out = (struct expr_value){field == 2 ? "dove" : NULL, field == 1 ? NAN : 1};
}

static void what_does_not_apply_is_neither_true_nor_false(void **state) {
  (void)state;
  static const struct {
    const char *source;
    bool holds;
  } cases[] = {{"war", true},
               {"not war", false},
               {"lag", false},
               {"not lag", false},
               {"lag < 3", false},
               {"not lag < 3", false},
               {"lag = 3 or war", true},
               {"lag != 3", false},
               {"not (lag and war)", false},
               {"not (lag and not war)", true},
               {"lag = none", true},
               {"lag != none", false},
               {"war = none", false},
               {"not (lag = none)", false},
               {"war = yes and policy = dove", true},
               {"policy != dove or war = 0", false},
               {"policy = 'dove' and (war >= 1 and war <= 1.0)", true}};
  struct expr *expr = malloc(sizeof *expr);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct err err = {0};
    if (expr_compile(expr, cases[i].source, fields, &err) != ERR_OK) {
      fail_msg("%s: %s", cases[i].source, err.text);
    }
    if (expr_evaluate(expr, fetch, NULL) != cases[i].holds) {
      fail_msg("%s: expected %d", cases[i].source, cases[i].holds);
    }
  }
  assert_int_equal(expr_compile(expr, "war and policy = dove", fields, NULL), ERR_OK);
  assert_true(expr_uses(expr, 0) && !expr_uses(expr, 1) && expr_uses(expr, 2));
  free(expr);
}

static void expressions_that_are_none_are_refused(void **state) {
  (void)state;
  static const char *const bad[] = {"",        "wr",       "war and",      "(war",    "war)",
                                    "war < ",  "war ! 3",  "not",          "war war", "'war",
                                    "3 < war", "war = 'x", "war or or war"};
  char deep[2000] = "";
  char wide[EXPR_TEXT_MAX * 2] = "war";
  struct expr *expr = malloc(sizeof *expr);
  struct err err = {0};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_int_equal(expr_compile(expr, bad[i], fields, &err), ERR_USAGE);
  }
  memset(deep, '(', 1500);
  assert_int_equal(expr_compile(expr, deep, fields, &err), ERR_USAGE);
  for (int i = 0; i < EXPR_NODES_MAX; i++) {
    memcpy(wide + 3 + (size_t)i * 8, " or war ", 9);
  }
  assert_int_equal(expr_compile(expr, wide, fields, &err), ERR_USAGE);
  assert_non_null(strstr(err.text, "too long"));
  free(expr);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(groups_are_levels_words_or_quartiles),
      cmocka_unit_test(kinds_follow_from_units_and_gaps),
      cmocka_unit_test(differences_are_paired_by_seed),
      cmocka_unit_test(differences_are_of_the_means_where_seeds_differ),
      cmocka_unit_test(what_does_not_apply_is_neither_true_nor_false),
      cmocka_unit_test(expressions_that_are_none_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
