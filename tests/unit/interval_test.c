/* Distributions, intervals, medians, survival, bootstrap. Reference values: scipy 1.10
 * (stats.t.ppf and sf, special.betainc and gammaln, binomtest().proportion_ci("wilson"),
 * stats.t.interval, stats.binom.cdf), printed by repr. */
#include "study/interval.h"

#include "study/bootstrap.h"
#include "study/distribution.h"
#include "study/survival.h"
#include "unit/many_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void near(double found, double expected, double tolerance) {
  if (!(fabs(found - expected) <= tolerance)) {
    fail_msg("found %.12g; expected %.12g", found, expected);
  }
}

static void distributions_agree_with_scipy(void **state) {
  (void)state;
  static const double t[][4] = {
      {1, 12.706204736432095, 318.3088389855419, 0.2422378831816867},
      {2, 4.302652729911275, 22.32712476997542, 0.1296117202215108},
      {3, 3.182446305284263, 10.214531852405331, 0.08770664700806555},
      {4, 2.7764451051977987, 7.173182214917768, 0.06676654481198813},
      {7.5, 2.333039626555376, 4.630319094037783, 0.038820258273625514},
      {29, 2.045229642132703, 3.396240288341516, 0.01832534433842607},
      {1000, 1.9623390808264074, 3.0984021639128754, 0.012578567801090793}};
  for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
    near(t_quantile(0.975, t[i][0]), t[i][1], 1e-9 * t[i][1]);
    near(t_quantile(0.999, t[i][0]), t[i][2], 1e-8 * t[i][2]);
    near(t_quantile(0.025, t[i][0]), -t[i][1], 1e-9 * t[i][1]);
    near(t_two_sided(2.5, t[i][0]), t[i][3], 1e-12);
    near(t_two_sided(-2.5, t[i][0]), t[i][3], 1e-12);
  }
  near(t_quantile(0.975, 1e7), NORMAL_975, 1e-6);
  near(t_quantile(0.5, 3), 0, 0);
  near(incomplete_beta(0.3, 2, 5), 0.57982500000000001, 1e-13);
  near(incomplete_beta(0.5, 50, 51), 0.5397946186935897, 1e-12);
  near(incomplete_beta(0.99, 0.5, 0.5), 0.9362314391414801, 1e-12);
  near(incomplete_beta(0.001, 0.1, 3), 0.5787660330857356, 1e-12);
  near(incomplete_beta(0.5, 5000, 5000.5), 0.5019947363374304, 1e-9);
  near(log_gamma(0.5), 0.57236494292470, 1e-12);
  near(log_gamma(100), 359.13420536957540, 1e-10);
}

static void wilson_agrees_with_scipy(void **state) {
  (void)state;
  struct interval none = interval_wilson(0, 10);
  struct interval half = interval_wilson(0.5, 20);
  struct interval most = interval_wilson(0.8, 50);
  struct interval all = interval_wilson(1, 10);
  near(none.low, 0, 0);
  near(none.high, 0.27753279986288926, 1e-12);
  near(half.low, 0.2992980081982124, 1e-12);
  near(half.high, 0.7007019918017876, 1e-12);
  near(most.low, 0.6696289406777458, 1e-12);
  near(most.high, 0.8875624998422389, 1e-12);
  near(all.low, 1 - 0.27753279986288926, 1e-12);
  near(all.high, 1, 0);
  assert_true(isnan(interval_wilson(NAN, 0).low));
}

static void means_are_those_of_student(void **state) {
  (void)state;
  const double values[] = {3.1, 4.7, 2.2, 9.9, 5.0};
  const int32_t apart[] = {0, 1, 2, 3, 4};
  const int32_t together[] = {0, 0, 0, 0, 0};
  double sums[5];
  double counts[5];
  for (int same = 0; same < 2; same++) {
    struct observations of = {5, values, same ? together : apart, 5};
    struct mean_estimate mean = mean_estimate(&of, sums, counts);
    near(mean.mean, 4.98, 1e-14);
    near(mean.error, 1.3331916591398252, 1e-12);
    near(mean.interval.low, 1.2784665436907, 1e-9);
    near(mean.interval.high, 8.6815334563093, 1e-9);
    near(mean.effective, 5, 1e-12);
    assert_int_equal(mean.seeds, 5);
  }
  struct observations one = {1, values, apart, 5};
  assert_true(isnan(mean_estimate(&one, sums, counts).interval.low));
  struct observations nothing = {0, values, apart, 5};
  assert_true(isnan(mean_estimate(&nothing, sums, counts).mean));
}

/* Ten runs of each of six seeds that are exactly alike tell as much as six runs. */
static void copies_of_a_seed_are_no_evidence(void **state) {
  (void)state;
  double values[60];
  int32_t seeds[60];
  double sums[6];
  double counts[6];
  const double six[] = {1, 2, 4, 4, 7, 9};
  const int32_t apart[] = {0, 1, 2, 3, 4, 5};
  for (int i = 0; i < 60; i++) {
    values[i] = six[i % 6];
    seeds[i] = i % 6;
  }
  struct observations few = {6, six, apart, 6};
  struct observations many = {60, values, seeds, 6};
  struct mean_estimate a = mean_estimate(&few, sums, counts);
  struct mean_estimate b = mean_estimate(&many, sums, counts);
  near(b.error, a.error, 1e-12);
  near(b.interval.low, a.interval.low, 1e-12);
  assert_true(b.effective < 8 && b.effective > 4);
}

/* Of 1,000 samples about 950 intervals hold the truth; 5 standard deviations are 34. */
static void intervals_cover_as_often_as_they_say(void **state) {
  (void)state;
  enum { SAMPLES = 1000, N = 40 };
  int means = 0;
  int shares = 0;
  int medians = 0;
  int clustered = 0;
  double values[N];
  double flags[N];
  int32_t seeds[N];
  int32_t pairs[N];
  double sums[N];
  double counts[N];
  for (uint64_t s = 0; s < SAMPLES; s++) {
    for (uint32_t i = 0; i < N; i++) {
      values[i] = many_runs_normal(s, i);
      flags[i] = many_runs_uniform(s, i) < 0.3 ? 1 : 0;
      seeds[i] = (int32_t)i;
      pairs[i] = (int32_t)i / 2;
    }
    struct observations of = {N, values, seeds, N};
    struct interval mean = mean_estimate(&of, sums, counts).interval;
    means += mean.low <= 0 && mean.high >= 0 ? 1 : 0;
    of.values = flags;
    struct mean_estimate share = mean_estimate(&of, sums, counts);
    struct interval wilson = interval_wilson(share.mean, share.effective);
    shares += wilson.low <= 0.3 && wilson.high >= 0.3 ? 1 : 0;
    for (int i = 1; i < N; i += 2) {
      values[i] = values[i - 1] + 0.1;
    }
    of = (struct observations){N, values, pairs, N};
    struct interval of_seeds = mean_estimate(&of, sums, counts).interval;
    clustered += of_seeds.low <= 0.05 && of_seeds.high >= 0.05 ? 1 : 0;
    for (uint32_t i = 0; i < N; i++) {
      values[i] = many_runs_normal(s, i + N);
    }
    sort_numbers(values, N);
    struct interval median = interval_median(values, N, N);
    medians += median.low <= 0 && median.high >= 0 ? 1 : 0;
  }
  assert_in_range(means, 950 - 34, 950 + 34);
  assert_in_range(shares, 950 - 34, 950 + 34);
  assert_in_range(clustered, 950 - 34, 950 + 34);
  assert_in_range(medians, 950 - 34, 1000); /* order statistics are on the safe side */
}

static void quantiles_are_those_of_numpy(void **state) {
  (void)state;
  const double values[] = {1, 2, 4, 8, 16};
  near(quantile(values, 5, 0.05), 1.2, 1e-12);
  near(quantile(values, 5, 0.5), 4, 0);
  near(quantile(values, 5, 0.9), 12.8, 1e-12);
  near(quantile(values, 5, 1), 16, 0);
  near(quantile(values, 1, 0.3), 1, 0);
}

/* Greatest l with binom.cdf(l - 1, n, 0.5) <= 0.025. */
static void medians_have_binomial_ranks(void **state) {
  (void)state;
  static const int ranks[][2] = {{6, 1}, {10, 2}, {20, 6}, {51, 19}, {100, 40}, {1000, 469}};
  double values[1000];
  for (int i = 0; i < 1000; i++) {
    values[i] = i + 1;
  }
  for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++) {
    struct interval interval = interval_median(values, ranks[i][0], ranks[i][0]);
    near(interval.low, ranks[i][1], 0);
    near(interval.high, ranks[i][0] + 1 - ranks[i][1], 0);
  }
  assert_true(isnan(interval_median(values, 5, 5).low));
  struct interval wide = interval_median(values, 1000, 100);
  near(wide.low, 400, 0);
  near(wide.high, 601, 0);
}

/* Freireich et al. (1963), the 21 patients without 6-MP, none censored. By numpy from S and
 * Greenwood's sum: the interval of S on the log(-log) scale is 0.425 to 0.825 at 4 (the first low
 * end below one half), 0.117 to 0.482 at 11 (the first high end). */
static void survival_without_censoring_is_the_textbook(void **state) {
  (void)state;
  static const double times[] = {1, 1, 2,  2,  3,  4,  4,  5,  5,  8, 8,
                                 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};
  struct survival survival = survival_median(times, 21, 21, 90, 1);
  near(survival.median, 8, 0);
  near(survival.interval.low, 4, 0);
  near(survival.interval.high, 11, 0);
}

/* By hand: S falls by a tenth at each of 1 to 6; after the first time its interval is 0.473 to
 * 0.985, after the sixth 0.123 to 0.670. */
static void survival_is_censored_at_the_end(void **state) {
  (void)state;
  static const double times[] = {1, 2, 3, 4, 5, 6};
  struct survival survival = survival_median(times, 6, 10, 90, 1);
  near(survival.median, 5, 0);
  near(survival.interval.low, 1, 0);
  assert_true(isinf(survival.interval.high));
  survival = survival_median(times, 4, 10, 90, 1);
  assert_true(isnan(survival.median));
  assert_true(isinf(survival.interval.high) && survival.interval.low >= 1);
  survival = survival_median(times, 0, 10, 90, 1);
  assert_true(isnan(survival.median) && isinf(survival.interval.low));
  survival = survival_median(times, 6, 6, 90, 1);
  near(survival.median, 3, 0);
}

static void survival_intervals_cover(void **state) {
  (void)state;
  enum { SAMPLES = 1000, N = 60 };
  int covered = 0;
  for (uint64_t s = 0; s < SAMPLES; s++) {
    double times[N];
    int64_t happened = 0;
    for (uint32_t i = 0; i < N; i++) {
      double time = -50 * log(many_runs_uniform(s, i));
      if (time < 60) {
        times[happened++] = time;
      }
    }
    sort_numbers(times, happened);
    struct survival survival = survival_median(times, happened, N, 60, 1);
    double truth = 50 * log(2);
    covered += survival.interval.low <= truth && survival.interval.high >= truth ? 1 : 0;
  }
  assert_in_range(covered, 950 - 34, 950 + 34);
}

static void bootstrap_is_a_function_of_its_seed(void **state) {
  (void)state;
  enum { N = 1000 };
  int32_t first[N];
  int32_t again[N];
  int32_t other[N];
  double estimates[] = {4, NAN, 1, 3, 2, 5, 6, 7, 8, 9, 10, 0};
  bootstrap_draw(BOOTSTRAP_SEED, 3, N, first);
  bootstrap_draw(BOOTSTRAP_SEED, 3, N, again);
  bootstrap_draw(BOOTSTRAP_SEED, 4, N, other);
  int64_t total = 0;
  for (int i = 0; i < N; i++) {
    assert_in_range(first[i], 0, N - 1);
    total += first[i];
  }
  assert_memory_equal(first, again, sizeof first);
  assert_memory_not_equal(first, other, sizeof first);
  near((double)total / N, 499.5, 5 * 288.7 / sqrt(N));
  struct interval interval = bootstrap_interval(estimates, 12);
  near(interval.low, 0.25, 1e-12);
  near(interval.high, 9.75, 1e-12);
  double few[] = {NAN, NAN, 1, 2};
  assert_true(isnan(bootstrap_interval(few, 4).low));
}

/* Of what is no number, or too large to square, nothing is said. */
static void what_is_beyond_numbers_has_no_interval(void **state) {
  (void)state;
  static const double odd[] = {INFINITY, -INFINITY, 1e308, -1e308, 1e200};
  assert_true(isnan(t_two_sided(NAN, 3)) && isnan(t_two_sided(1, NAN)));
  assert_true(isnan(t_two_sided(1, INFINITY)) && isnan(t_two_sided(1, 0)));
  assert_true(t_two_sided(INFINITY, 3) == 0 && t_two_sided(1e200, 3) == 0);
  assert_true(isnan(interval_t(1, INFINITY, 3).low) && isnan(interval_t(1, 1, INFINITY).low));
  assert_true(isnan(interval_t(INFINITY, 1, 3).low) && isnan(interval_t(1, 1, NAN).low));
  near(welch_freedom(1e200, 10, 1e200, 10), 18, 1e-12);
  near(welch_freedom(1e-200, 10, 1e-200, 10), 18, 1e-12);
  for (size_t k = 0; k < sizeof odd / sizeof odd[0]; k++) {
    double values[12];
    int32_t seeds[12];
    double sums[12];
    double counts[12];
    for (int i = 0; i < 12; i++) {
      values[i] = i % 2 == 0 ? odd[k] : i;
      seeds[i] = i;
    }
    struct observations of = {12, values, seeds, 12};
    struct mean_estimate mean = mean_estimate(&of, sums, counts);
    assert_true(isnan(mean.error) && isnan(mean.sd) && isnan(mean.interval.low));
    assert_true(mean.seeds == 12 && mean.effective == 12);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(distributions_agree_with_scipy),
      cmocka_unit_test(wilson_agrees_with_scipy),
      cmocka_unit_test(means_are_those_of_student),
      cmocka_unit_test(copies_of_a_seed_are_no_evidence),
      cmocka_unit_test(intervals_cover_as_often_as_they_say),
      cmocka_unit_test(quantiles_are_those_of_numpy),
      cmocka_unit_test(medians_have_binomial_ranks),
      cmocka_unit_test(survival_without_censoring_is_the_textbook),
      cmocka_unit_test(survival_is_censored_at_the_end),
      cmocka_unit_test(survival_intervals_cover),
      cmocka_unit_test(bootstrap_is_a_function_of_its_seed),
      cmocka_unit_test(what_is_beyond_numbers_has_no_interval),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
