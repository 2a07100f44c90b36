/* Crossings of one half: of curves that are known, by themselves and as a whole search. */
#include "study/tipping.h"

#include "unit/many_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { GRID = 9, FINE = (GRID - 1) * 32 + 1, RESAMPLES = 400 };

/* A world: whether it holds at [x] in replicate [replicate] of data set [set]. */
typedef bool (*world_fn)(double x, uint64_t set, int64_t replicate);

struct search {
  struct arena arena;
  bool chosen[FINE];
  double values[FINE], levels[FINE];
  signed char *outcomes;
  int count, rounds;
  struct tipping found;
};

static void estimate(struct search *search, world_fn world, uint64_t set, int64_t replicates) {
  search->count = 0;
  for (int i = 0; i < FINE; i++) {
    if (search->chosen[i]) {
      for (int64_t r = 0; r < replicates; r++) {
        search->outcomes[search->count * replicates + r] = world(search->values[i], set, r) ? 1 : 0;
      }
      search->levels[search->count++] = search->values[i];
    }
  }
  struct tipping_runs runs = {search->count, search->levels, replicates, search->outcomes};
  assert_int_equal(tipping_estimate(&search->found, &runs, RESAMPLES, &search->arena, NULL),
                   ERR_OK);
}

/* The whole search, over 0 to 1. */
static void open_search(struct search *search, world_fn world, uint64_t set, int64_t replicates) {
  *search = (struct search){.outcomes = malloc((size_t)(FINE * replicates))};
  assert_non_null(search->outcomes);
  arena_open_blocks(&search->arena, SIZE_MAX / 4);
  for (int i = 0; i < FINE; i++) {
    search->values[i] = (double)i / (FINE - 1);
  }
  tipping_begin(search->chosen, FINE, GRID);
  estimate(search, world, set, replicates);
  while (search->rounds < TIPPING_HALVINGS &&
         tipping_refine(&search->found, search->values, search->chosen, FINE) > 0) {
    estimate(search, world, set, replicates);
    search->rounds++;
  }
}

static void close_search(struct search *search) {
  free(search->outcomes);
  arena_close(&search->arena);
}

/* --- worlds ------------------------------------------------------------------------------------
 */

static const double truth = 0.437;

static uint32_t at(double x, int64_t replicate) {
  return (uint32_t)(replicate * 1024) + (uint32_t)lround(x * (FINE - 1));
}

static double logit(double u) {
  return log(u / (1 - u));
}

/* Every run draws for itself: P = 1 / (1 + exp(-(x - truth) / 0.1)). */
static bool logistic(double x, uint64_t set, int64_t replicate) {
  return logit(many_runs_uniform(set, at(x, replicate))) < (x - truth) / 0.1;
}

/* The same with the draws of a replicate shared by all levels. */
static bool logistic_shared(double x, uint64_t set, int64_t replicate) {
  return logit(many_runs_uniform(set, (uint32_t)replicate)) < (x - truth) / 0.1;
}

/* Falling and steep, and partly shared: the median of the sum of both is at the truth. */
static bool falling(double x, uint64_t set, int64_t replicate) {
  double shared = many_runs_uniform(set, (uint32_t)replicate) - 0.5;
  double own = many_runs_uniform(set + 1000000, at(x, replicate)) - 0.5;
  return 0.04 * shared + 0.02 * own > x - truth;
}

static bool step(double x, uint64_t set, int64_t replicate) {
  (void)set;
  (void)replicate;
  return x > truth;
}

static bool rare(double x, uint64_t set, int64_t replicate) {
  return many_runs_uniform(set, at(x, replicate)) < 0.02 + 0.09 * x;
}

static bool coin(double x, uint64_t set, int64_t replicate) {
  return many_runs_uniform(set, at(x, replicate)) < 0.5;
}

/* Up to 0.45 at the high end: resamples may cross there. */
static bool nearly(double x, uint64_t set, int64_t replicate) {
  return many_runs_uniform(set, at(x, replicate)) < 0.47 * x;
}

/* Above one half from 0.25 to 0.75. */
static bool hump(double x, uint64_t set, int64_t replicate) {
  return many_runs_uniform(set, at(x, replicate)) < 1 - 2 * fabs(x - 0.5);
}

/* --- coverage ----------------------------------------------------------------------------------
 */

static void expect_coverage(world_fn world, int64_t replicates, const char *what) {
  enum { SETS = 500 };
  int held = 0;
  int many = 0;
  double width = 0;
  double off = 0;
  for (uint64_t set = 1; set <= SETS; set++) {
    struct search search;
    open_search(&search, world, set, replicates);
    const struct tipping_crossing *found = &search.found.crossings[0];
    many += search.found.crossing_count > 1 ? 1 : 0;
    held += found->interval.low <= truth && truth <= found->interval.high ? 1 : 0;
    width += (found->interval.high - found->interval.low) / SETS;
    off += (found->value - truth) / SETS;
    close_search(&search);
  }
  print_message("%s: %d of %d intervals hold the truth, mean width %.4f, mean error %+.5f, %d with "
                "several crossings\n",
                what, held, (int)SETS, width, off, many);
  /* 95 % of 500 are 475 with a standard error of 5; see tipping.h for what a search adds. */
  assert_in_range(held, 450, 495);
  assert_in_range(many, 0, 25);
  assert_true(fabs(off) < width / 10);
}

static void intervals_of_a_logistic_curve(void **state) {
  (void)state;
  expect_coverage(logistic, 100, "logistic, 100 replicates");
}

static void intervals_with_shared_random_numbers(void **state) {
  (void)state;
  expect_coverage(logistic_shared, 100, "logistic shared, 100 replicates");
}

static void intervals_of_a_steep_falling_curve(void **state) {
  (void)state;
  expect_coverage(falling, 200, "steep, falling, 200 replicates");
}

/* --- what a search finds -----------------------------------------------------------------------
 */

static void a_step_is_found_to_the_finest_level(void **state) {
  (void)state;
  struct search search;
  open_search(&search, step, 1, 10);
  const struct tipping_crossing *found = &search.found.crossings[0];
  assert_int_equal(search.found.crossing_count, 1);
  assert_int_equal(search.rounds, TIPPING_HALVINGS);
  assert_int_equal(search.count, GRID + TIPPING_HALVINGS);
  assert_int_equal(found->direction, 1);
  assert_true(found->coarse);
  /* 0.437 lies between 111/256 and 112/256. */
  assert_true(found->interval.low == 111.0 / 256 && found->interval.high == 112.0 / 256);
  assert_true(found->value == 111.5 / 256);
  close_search(&search);
}

static void a_share_that_stays_low_never_crosses(void **state) {
  (void)state;
  struct search search;
  open_search(&search, rare, 1, 200);
  const struct tipping_crossing *found = &search.found.crossings[0];
  assert_int_equal(search.found.crossing_count, 1);
  assert_int_equal(search.rounds, 0);
  assert_true(isnan(found->value) && isnan(found->bracket.low));
  assert_true(found->interval.low == INFINITY && found->interval.high == INFINITY);
  assert_true(search.found.least < 0.06 && search.found.greatest > 0.05);
  assert_true(search.found.greatest < 0.25);
  close_search(&search);
}

static void an_interval_may_reach_the_end_of_the_range(void **state) {
  (void)state;
  int reaching = 0;
  for (uint64_t set = 1; set <= 20; set++) {
    struct search search;
    open_search(&search, nearly, set, 100);
    const struct tipping_crossing *found = &search.found.crossings[0];
    assert_true(found->interval.high == INFINITY || isnan(found->interval.high));
    reaching += isnan(found->value) && found->interval.low < 1 ? 1 : 0;
    close_search(&search);
  }
  assert_in_range(reaching, 5, 20);
}

static void a_coin_claims_nothing(void **state) {
  (void)state;
  int several = 0;
  int narrow = 0;
  for (uint64_t set = 1; set <= 100; set++) {
    struct search search;
    open_search(&search, coin, set, 100);
    const struct interval *interval = &search.found.crossings[0].interval;
    several += search.found.crossing_count > 1 ? 1 : 0;
    narrow += isfinite(interval->low) && isfinite(interval->high) ? 1 : 0;
    close_search(&search);
  }
  print_message("of 100 coins %d cross more than once, %d within the range\n", several, narrow);
  assert_in_range(several, 0, 9);
  assert_in_range(narrow, 0, 25);
}

static void a_hump_crosses_twice(void **state) {
  (void)state;
  for (uint64_t set = 1; set <= 20; set++) {
    struct search search;
    open_search(&search, hump, set, 200);
    const struct tipping_crossing *found = search.found.crossings;
    assert_int_equal(search.found.crossing_count, 2);
    assert_int_equal(found[0].direction, 1);
    assert_int_equal(found[1].direction, -1);
    assert_true(fabs(found[0].value - 0.25) < 0.06 && fabs(found[1].value - 0.75) < 0.06);
    assert_true(found[0].interval.high < 0.5 && found[1].interval.low > 0.5);
    close_search(&search);
  }
}

static void the_same_runs_give_the_same_answer(void **state) {
  (void)state;
  struct search a;
  struct search b;
  open_search(&a, logistic, 7, 50);
  open_search(&b, logistic, 7, 50);
  assert_int_equal(a.count, b.count);
  assert_memory_equal(a.found.crossings, b.found.crossings, sizeof a.found.crossings[0]);
  close_search(&a);
  close_search(&b);
}

/* --- by hand -----------------------------------------------------------------------------------
 */

enum { LEVELS = 5, TEN = 10 };

/* Of ten replicates at each level, the first so many hold and the last so many have no result. */
static struct tipping of_counts(const int *holds, const int *missing, struct arena *arena) {
  static const double levels[LEVELS] = {0, 1, 2, 3, 4};
  signed char outcomes[LEVELS * TEN];
  struct tipping found;
  for (int i = 0; i < LEVELS * TEN; i++) {
    int replicate = i % TEN;
    outcomes[i] = TEN - replicate <= missing[i / TEN] ? -1 : replicate < holds[i / TEN] ? 1 : 0;
  }
  struct tipping_runs runs = {LEVELS, levels, TEN, outcomes};
  assert_int_equal(tipping_estimate(&found, &runs, 100, arena, NULL), ERR_OK);
  return found;
}

static void expect_crossing(const int *holds, const int *missing, double value, int direction) {
  struct arena arena;
  arena_open_blocks(&arena, SIZE_MAX / 4);
  struct tipping found = of_counts(holds, missing, &arena);
  assert_int_equal(found.crossing_count, 1);
  assert_int_equal(found.crossings[0].direction, direction);
  if (isnan(value) ? !isnan(found.crossings[0].value)
                   : !(fabs(found.crossings[0].value - value) < 1e-12)) {
    fail_msg("crosses at %g; expected %g", found.crossings[0].value, value);
  }
  arena_close(&arena);
}

static void crossings_worked_by_hand(void **state) {
  (void)state;
  static const int all[LEVELS] = {0};
  /* Between 1 (0.2) and 2 (0.8): the middle. */
  expect_crossing((const int[]){0, 2, 8, 9, 10}, all, 1.5, 1);
  expect_crossing((const int[]){10, 9, 8, 2, 0}, all, 2.5, -1);
  /* 0.4 and 0.8: a quarter of the way. */
  expect_crossing((const int[]){0, 1, 4, 8, 10}, all, 2.25, 1);
  /* Violators: 0.7 and 0.3 are pooled to one half at 1 and 2. */
  expect_crossing((const int[]){0, 7, 3, 9, 10}, all, 1.5, 1);
  /* 0.6 and 0.2 are pooled to 0.4; from there to 0.9 at 3. */
  expect_crossing((const int[]){0, 6, 2, 9, 10}, all, 2.2, 1);
  /* One half is touched, not crossed. */
  expect_crossing((const int[]){0, 1, 2, 5, 5}, all, NAN, 1);
  expect_crossing((const int[]){5, 5, 5, 5, 5}, all, NAN, 1);
  /* Eight of eight with a result; a level without any. */
  expect_crossing((const int[]){0, 2, 8, 8, 8}, (const int[]){0, 0, 2, 2, 2}, 1.375, 1);
  expect_crossing((const int[]){0, 2, 0, 8, 10}, (const int[]){0, 0, 10, 0, 0}, 2, 1);
}

static void nothing_is_said_of_no_results(void **state) {
  (void)state;
  struct arena arena;
  arena_open_blocks(&arena, SIZE_MAX / 4);
  struct tipping found =
      of_counts((const int[]){0, 0, 0, 0, 0}, (const int[]){10, 10, 10, 10, 10}, &arena);
  assert_int_equal(found.crossing_count, 0);
  assert_true(isnan(found.least) && isnan(found.levels[0].share));
  bool chosen[LEVELS] = {true, false, true, false, true};
  assert_int_equal(tipping_refine(&found, (const double[]){0, 1, 2, 3, 4}, chosen, LEVELS), 0);
  arena_close(&arena);
}

static void an_even_grid_spans_the_range(void **state) {
  (void)state;
  for (int count = 2; count < 40; count++) {
    for (int levels = 2; levels <= count; levels++) {
      bool chosen[40] = {false};
      int marked = 0;
      tipping_begin(chosen, count, levels);
      for (int i = 0; i < count; i++) {
        marked += chosen[i] ? 1 : 0;
      }
      assert_int_equal(marked, levels);
      assert_true(chosen[0] && chosen[count - 1]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(crossings_worked_by_hand),
      cmocka_unit_test(nothing_is_said_of_no_results),
      cmocka_unit_test(an_even_grid_spans_the_range),
      cmocka_unit_test(a_step_is_found_to_the_finest_level),
      cmocka_unit_test(a_share_that_stays_low_never_crosses),
      cmocka_unit_test(an_interval_may_reach_the_end_of_the_range),
      cmocka_unit_test(a_coin_claims_nothing),
      cmocka_unit_test(a_hump_crosses_twice),
      cmocka_unit_test(the_same_runs_give_the_same_answer),
      cmocka_unit_test(intervals_of_a_logistic_curve),
      cmocka_unit_test(intervals_with_shared_random_numbers),
      cmocka_unit_test(intervals_of_a_steep_falling_curve),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
