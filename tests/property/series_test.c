/* Series: what stood at each midnight agrees with what is measured at the end, and looking changes
 * nothing. */
#include "property/company.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 12, DAYS = 90 };

static struct company company;

static const float *series_of(const struct run_result *result, const char *name) {
  for (int i = 0; i < result->series_count; i++) {
    if (strcmp(result->series_names[i], name) == 0) {
      return result->series + i * (result->days + 1);
    }
  }
  fail_msg("no series %s", name);
  return NULL;
}

static bool same(float value, double expected) {
  return isnan(expected) ? isnan(value) : value == (float)expected;
}

static int has_prefix(const char *name, const char *prefix) {
  return strncmp(name, prefix, strlen(prefix)) == 0;
}

static void run(uint64_t seed, int days, bool series, struct run_result *result) {
  company.days = days;
  company.want_series = series;
  company_run(&company, seed, NULL, 0, NULL, NULL, result);
}

static int open_crisis(void **state) {
  (void)state;
  company_open(&company, "csto-2018", NULL, 0);
  return 0;
}

static int close_crisis(void **state) {
  (void)state;
  company_close(&company);
  return 0;
}

static void looking_changes_nothing(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct run_result result = {0};
    run(seed, DAYS, false, &result);
    assert_int_equal(result.series_count, 0);
    assert_null(result.series);
    char digest[DIGEST_TEXT_SIZE];
    memcpy(digest, result.digest, sizeof digest);
    run(seed, DAYS, true, &result);
    assert_string_equal(result.digest, digest);
    assert_true(result.series_count > 30);
  }
}

static void the_seventh_seed_is_as_ever(void **state) {
  (void)state;
  struct run_result result = {0};
  run(7, 0, true, &result);
  assert_string_equal(result.digest, "db2f47dfcee9e59de17b0f8ba295b045");
}

/* Whether a measure of the same name is taken at the end. */
static bool is_measured(const char *name) {
  static const char *const kinds[] = {"deaths.", "legitimacy.", "approval.", "mandate.", "p_help."};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    if (has_prefix(name, kinds[k])) {
      return true;
    }
  }
  return false;
}

static int compare_ends(const struct run_result *result) {
  int compared = 0;
  for (int i = 0; i < result->series_count; i++) {
    const char *name = result->series_names[i];
    const float *values = result->series + i * (DAYS + 1);
    if (is_measured(name)) {
      assert_true(same(values[DAYS], company_outcome(result, name)));
      compared++;
    }
    if (has_prefix(name, "p_help.")) {
      char first[128];
      (void)snprintf(first, sizeof first, "p_help_start.%s", name + strlen("p_help."));
      assert_true(same(values[0], company_outcome(result, first)));
    }
  }
  return compared;
}

static void the_last_value_is_the_measure(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct run_result result = {0};
    run(seed, DAYS, true, &result);
    assert_true(compare_ends(&result) > 20);
  }
}

static void days_at_a_level_are_those_of_the_measures(void **state) {
  (void)state;
  static const char *const theatres[] = {"loc", "nakhchivan", "tavush"};
  int above = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct run_result result = {0};
    run(seed, DAYS, true, &result);
    for (int t = 0; t < 3; t++) {
      char name[64];
      int days[6] = {0};
      (void)snprintf(name, sizeof name, "hostility.%s", theatres[t]);
      const float *values = series_of(&result, name);
      assert_true(values[0] == 1.0F);
      for (int d = 1; d <= DAYS; d++) {
        days[(int)values[d]]++;
      }
      for (int level = 2; level <= 5; level++) {
        (void)snprintf(name, sizeof name, "days_mid%d.%s", level, theatres[t]);
        assert_int_equal(days[level], (int)company_outcome(&result, name));
        above += days[level];
      }
    }
  }
  assert_true(above > 0);
}

enum { ENDS = 4, SERIES_TOP = 128 };
static const int ends[ENDS] = {1, 13, 40, 77};
static float midnights[ENDS][SERIES_TOP];

static void note_midnights(const struct run_result *result) {
  assert_true(result->series_count <= SERIES_TOP);
  for (int e = 0; e < ENDS; e++) {
    for (int i = 0; i < result->series_count; i++) {
      midnights[e][i] = result->series[i * (DAYS + 1) + ends[e]];
    }
  }
}

/* The level and the silence since a warning go by the clock, a minute apart. */
static void ends_as_noted(const struct run_result *result, int e) {
  for (int i = 0; i < result->series_count; i++) {
    const char *name = result->series_names[i];
    float last = result->series[i * (ends[e] + 1) + ends[e]];
    bool by_clock = has_prefix(name, "mandate.") || has_prefix(name, "hostility.");
    if (!by_clock && !same(last, midnights[e][i])) {
      fail_msg("day %d: %s: %g, not %g", ends[e], name, (double)last, (double)midnights[e][i]);
    }
  }
}

/* What stands at a midnight is where a run that ends there ends: nothing kept from an earlier day
 * goes stale. */
static void a_midnight_is_the_end_of_a_shorter_run(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    struct run_result result = {0};
    run(seed, DAYS, true, &result);
    note_midnights(&result);
    for (int e = 0; e < ENDS; e++) {
      run(seed, ends[e], true, &result);
      ends_as_noted(&result, e);
    }
  }
}

/* Beliefs and tension do move in the course of a run, or all of this says little. */
static void series_move(void **state) {
  (void)state;
  static const char *const names[] = {"p_help.RUS.tavush", "tension.AZE.ARM", "mandate.KHACHATUROV",
                                      "approval.ARM"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    int moving = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
      struct run_result result = {0};
      run(seed, DAYS, true, &result);
      const float *values = series_of(&result, names[i]);
      int changes = 0;
      for (int d = 1; d <= DAYS; d++) {
        changes += values[d] != values[d - 1] ? 1 : 0;
      }
      moving += changes > 3 ? 1 : 0;
    }
    assert_true(moving >= SEEDS * 3 / 4);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(looking_changes_nothing),
      cmocka_unit_test(the_seventh_seed_is_as_ever),
      cmocka_unit_test(the_last_value_is_the_measure),
      cmocka_unit_test(days_at_a_level_are_those_of_the_measures),
      cmocka_unit_test(a_midnight_is_the_end_of_a_shorter_run),
      cmocka_unit_test(series_move),
  };
  return cmocka_run_group_tests(tests, open_crisis, close_crisis);
}
