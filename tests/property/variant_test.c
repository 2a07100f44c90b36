/* Variants in the worker's own parts: each run is that of a fresh load, whichever variants came
 * before it, and a long sweep holds no more memory than a short one. */
#include "property/company.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { VARIANTS = 11, SEEDS = 4, DAYS = 40, LONG = 2000, FEW = 3 };

static const struct setting words[VARIANTS] = {
    {"actors.BORDAVIA.policy", "tit_for_tat"},
    {"actors.BORDAVIA.policy", "spoiler"},
    {"actors.BORDAVIA.policy", "random_baseline"},
    {"actors.BORDAVIA.policy", "prospect_theoretic"},
    {"actors.BORDAVIA.policy", "domestic_populist"},
    {"actors.RURITANIA.policy", "bayesian_signaller"},
    {"actors.RURITANIA.policy", "tit_for_tat"},
    {"actors.GRAUSTARK.policy", "alliance_patron"},
    {"actors.SYLDAVIA.policy", "spoiler"},
    {"treaties.pact.members.GRAUSTARK", "off"},
    {"actors.SYLDAVIA.policy", "random_baseline"},
};
static const struct setting busy = {"theatres.river.incident_rate", "0.5"};

static struct company company;
static char expected[VARIANTS][SEEDS][DIGEST_TEXT_SIZE];

static enum err_code run_in(struct house *house, const struct setting *setting, int count,
                            uint64_t seed, char digest[DIGEST_TEXT_SIZE], struct err *err) {
  struct setting copies[4];
  struct setting numbers[1] = {busy};
  struct run_result result = {0};
  for (int i = 0; i < count; i++) {
    copies[i] = setting[i];
  }
  const struct run_request request = {.seed = seed,
                                      .days = DAYS,
                                      .words = copies,
                                      .word_count = count,
                                      .numbers = numbers,
                                      .number_count = 1};
  enum err_code rc = house_run(house, &request, NULL, NULL, &result, err);
  memcpy(digest, result.digest, DIGEST_TEXT_SIZE);
  return rc;
}

static void runs_as(int variant, uint64_t seed) {
  char digest[DIGEST_TEXT_SIZE];
  struct err err = {0};
  if (run_in(&company.house, &words[variant], 1, seed, digest, &err) != ERR_OK) {
    fail_msg("%s=%s: %s", words[variant].path, words[variant].value, err.text);
  }
  assert_string_equal(digest, expected[variant][seed]);
}

static int held(void) {
  int count = 0;
  for (int i = 0; i < VARIANT_MAX; i++) {
    count += company.house.variants.items[i].taken ? 1 : 0;
  }
  return count;
}

static void expect_of(struct house *fresh, int variant) {
  struct err err = {0};
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    if (run_in(fresh, &words[variant], 1, seed, expected[variant][seed], &err) != ERR_OK) {
      fail_msg("%s: %s", words[variant].value, err.text);
    }
  }
}

/* What a worker that loads each run afresh from malloc'ed blocks says. */
static int open_border(void **state) {
  (void)state;
  static struct house fresh;
  const struct worker_options options = {.fresh = true, .scribble = -1};
  struct err err = {0};
  company_open(&company, "border-quiet", NULL, 0);
  assert_int_equal(house_init(&fresh, &options, &err), ERR_OK);
  watchdog_stop(&fresh.watchdog);
  fresh.sources = company.house.sources;
  for (int v = 0; v < VARIANTS; v++) {
    expect_of(&fresh, v);
  }
  house_close(&fresh);
  return 0;
}

static int close_border(void **state) {
  (void)state;
  company_close(&company);
  return 0;
}

static void variants_are_told_apart(void **state) {
  (void)state;
  for (int v = 1; v < VARIANTS; v++) {
    for (int w = 0; w < v; w++) {
      int same = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        same += strcmp(expected[v][seed], expected[w][seed]) == 0 ? 1 : 0;
      }
      assert_true(same < SEEDS);
    }
  }
}

/* More of them than are kept, in an order in which the next one is always the one that went. */
static void every_run_is_that_of_a_fresh_load(void **state) {
  (void)state;
  for (int i = 0; i < 3 * VARIANTS; i++) {
    runs_as(i % VARIANTS, (uint64_t)(i % SEEDS));
    assert_true(held() <= VARIANT_MAX);
  }
  assert_int_equal(held(), VARIANT_MAX);
}

static void the_one_wanted_least_recently_goes(void **state) {
  (void)state;
  house_forget(&company.house);
  for (int v = 0; v < VARIANT_MAX; v++) {
    runs_as(v, 1);
  }
  runs_as(0, 1);
  runs_as(VARIANT_MAX, 1); /* takes the place of 1 */
  struct variant_cache *variants = &company.house.variants;
  assert_non_null(variant_find(variants, &words[0], 1));
  assert_null(variant_find(variants, &words[1], 1));
  assert_non_null(variant_find(variants, &words[2], 1));
  assert_non_null(variant_find(variants, &words[VARIANT_MAX], 1));
}

/* Two thousand runs in turn between a few variants hold what a few runs held. */
static void a_long_sweep_does_not_grow(void **state) {
  (void)state;
  size_t early = 0;
  for (int i = 0; i < LONG; i++) {
    runs_as(i % FEW, (uint64_t)(i / FEW % SEEDS));
    if (i == FEW * SEEDS) {
      early = mallinfo2().uordblks;
    }
  }
  runs_as(FEW * SEEDS % FEW, 0);
  assert_true(mallinfo2().uordblks <= early);
}

/* The same with variants that come and go. */
static void coming_and_going_does_not_grow(void **state) {
  (void)state;
  size_t early = 0;
  for (int i = 0; i < 8 * VARIANTS; i++) {
    if (i == 2 * VARIANTS) {
      early = mallinfo2().uordblks;
    }
    runs_as(i % VARIANTS, 0);
  }
  size_t late = mallinfo2().uordblks;
  assert_true(late <= early + early / 100);
}

static void order_counts_only_where_it_may(void **state) {
  (void)state;
  const struct setting one[] = {words[0], words[7]};
  const struct setting other[] = {words[7], words[0]};
  const struct setting removal[] = {words[9], words[0]};
  const struct setting removal_last[] = {words[0], words[9]};
  struct variant_cache *variants = &company.house.variants;
  char first[DIGEST_TEXT_SIZE];
  char second[DIGEST_TEXT_SIZE];
  struct err err = {0};
  house_forget(&company.house);
  assert_int_equal(run_in(&company.house, one, 2, 1, first, &err), ERR_OK);
  assert_non_null(variant_find(variants, other, 2));
  assert_null(variant_find(variants, one, 1));
  assert_int_equal(run_in(&company.house, other, 2, 1, second, &err), ERR_OK);
  assert_string_equal(first, second);
  assert_int_equal(held(), 1);
  assert_int_equal(run_in(&company.house, removal, 2, 1, first, &err), ERR_OK);
  assert_null(variant_find(variants, removal_last, 2));
  const struct setting twice[] = {words[0], words[1]};
  const struct setting twice_back[] = {words[1], words[0]};
  assert_int_equal(run_in(&company.house, twice, 2, 1, first, &err), ERR_OK);
  assert_null(variant_find(variants, twice_back, 2)); /* the last of two values stands */
}

static void a_variant_that_does_not_load_fails_its_runs_alone(void **state) {
  (void)state;
  static const struct setting bad[] = {{"actors.BORDAVIA.policy", "tit_for_tit"}};
  char digest[DIGEST_TEXT_SIZE];
  for (int i = 0; i < 2; i++) {
    struct err err = {0};
    assert_int_equal(run_in(&company.house, bad, 1, 1, digest, &err), ERR_INVALID);
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "tit_for_tit"));
    assert_null(variant_find(&company.house.variants, bad, 1));
    runs_as(i, 1);
  }
}

/* Another use of the arena between two runs leaves the images alone. */
static void clearing_the_arena_keeps_the_images(void **state) {
  (void)state;
  runs_as(3, 2);
  house_clear(&company.house);
  assert_null(company.house.variant);
  memset(company.house.arena.base, 0xA5, 1 << 20);
  runs_as(3, 2);
  runs_as(4, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(variants_are_told_apart),
      cmocka_unit_test(every_run_is_that_of_a_fresh_load),
      cmocka_unit_test(the_one_wanted_least_recently_goes),
      cmocka_unit_test(a_long_sweep_does_not_grow),
      cmocka_unit_test(coming_and_going_does_not_grow),
      cmocka_unit_test(order_counts_only_where_it_may),
      cmocka_unit_test(a_variant_that_does_not_load_fails_its_runs_alone),
      cmocka_unit_test(clearing_the_arena_keeps_the_images),
  };
  return cmocka_run_group_tests(tests, open_border, close_border);
}
