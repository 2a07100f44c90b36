/* Seeds of a sweep's runs: fixed for ever, all different, and fit for the command line. */
#include "base/rng.h"
#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { POINTS = 30, REPLICATES = 40, SWEEPS = 2 };

/* Results files hold them: they may never change. */
static void seeds_are_what_they_were(void **state) {
  (void)state;
  assert_true(rng_run_seed(1, 0) == UINT64_C(4945285824099530));
  assert_true(rng_run_seed(1, 1) == UINT64_C(7591013282112251));
  assert_true(rng_run_seed(UINT64_MAX, UINT32_MAX) == UINT64_C(1181646222979410));
  assert_true(rng_run_seed_of_point(1, 0, 0) == UINT64_C(6335623867264592));
  assert_true(rng_run_seed_of_point(1, 7, UINT64_C(1) << 33) == UINT64_C(7637956596819823));
}

static int compare(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a;
  uint64_t y = *(const uint64_t *)b;
  return x < y ? -1 : x > y ? 1 : 0;
}

static void seeds_are_all_different_and_fit_a_double(void **state) {
  (void)state;
  static uint64_t seeds[SWEEPS * REPLICATES * (POINTS + 1)];
  size_t count = 0;
  for (uint64_t sweep = 0; sweep < SWEEPS; sweep++) {
    for (uint32_t r = 0; r < REPLICATES; r++) {
      seeds[count++] = rng_run_seed(sweep, r);
      for (uint64_t point = 0; point < POINTS; point++) {
        seeds[count++] = rng_run_seed_of_point(sweep, r, point << (point & 1 ? 32 : 0));
      }
    }
  }
  sort_stable(seeds, count, sizeof seeds[0], compare);
  for (size_t i = 0; i < count; i++) {
    assert_true(seeds[i] < UINT64_C(1) << 53);
    assert_true(i == 0 || seeds[i] != seeds[i - 1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(seeds_are_what_they_were),
      cmocka_unit_test(seeds_are_all_different_and_fit_a_double),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
