/* Means, shares, medians and their intervals. */
#include "study/interval.h"

#include "study/distribution.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct interval nothing = {NAN, NAN};

struct interval interval_wilson(double share, double n) {
  if (!(n > 0) || isnan(share)) {
    return nothing;
  }
  double z2 = NORMAL_975 * NORMAL_975;
  double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  double half = NORMAL_975 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  /* The ends at no and at all successes are 0 and 1 but for rounding. */
  return (struct interval){share <= 0 ? 0 : fmax(0, centre - half),
                           share >= 1 ? 1 : fmin(1, centre + half)};
}

struct interval interval_t(double mean, double error, double df) {
  if (!(df >= 1) || isinf(df) || !isfinite(mean) || !isfinite(error)) {
    return nothing;
  }
  double half = error == 0 ? 0 : t_quantile(0.975, df) * error;
  return (struct interval){mean - half, mean + half};
}

double welch_freedom(double a, double count_a, double b, double count_b) {
  double part = a / (a + b);
  double rest = b / (a + b);
  return 1 / (part * part / (count_a - 1) + rest * rest / (count_b - 1));
}

/* Sum of squares of the seeds' totals about the mean, and how many seeds there are. */
static double seed_squares(const struct observations *of, double mean, double *sums, double *counts,
                           int64_t *seeds) {
  double squares = 0;
  memset(sums, 0, (size_t)of->seed_count * sizeof *sums);
  memset(counts, 0, (size_t)of->seed_count * sizeof *counts);
  for (int64_t i = 0; i < of->count; i++) {
    assert(of->seeds[i] >= 0 && of->seeds[i] < of->seed_count);
    sums[of->seeds[i]] += of->values[i] - mean;
    counts[of->seeds[i]] += 1;
  }
  *seeds = 0;
  for (int32_t s = 0; s < of->seed_count; s++) {
    *seeds += counts[s] > 0 ? 1 : 0;
    squares += sums[s] * sums[s];
  }
  return squares;
}

struct mean_estimate mean_estimate(const struct observations *of, double *sums, double *counts) {
  struct mean_estimate out = {of->count, 0, NAN, NAN, NAN, NAN, nothing};
  double n = (double)of->count;
  double total = 0;
  double squares = 0;
  if (of->count == 0) {
    return out;
  }
  for (int64_t i = 0; i < of->count; i++) {
    total += of->values[i];
  }
  out.mean = total / n;
  for (int64_t i = 0; i < of->count; i++) {
    squares += (of->values[i] - out.mean) * (of->values[i] - out.mean);
  }
  double about = seed_squares(of, out.mean, sums, counts, &out.seeds);
  if (out.seeds < SEEDS_LEAST) {
    out.seeds = of->count;
    about = squares;
  }
  out.effective = n;
  if (of->count < 2) {
    return out;
  }
  double units = (double)out.seeds;
  if (!isfinite(squares) || !isfinite(about)) {
    out.effective = units; /* spread beyond numbers: only how many there are is known */
    return out;
  }
  out.sd = sqrt(squares / (n - 1));
  out.error = sqrt(units / (units - 1) * about) / n;
  out.interval = interval_t(out.mean, out.error, units - 1);
  double plain = squares / (n - 1) / n;
  if (squares == 0) {
    out.effective = units; /* always the same: what varies between seeds has not been seen */
  } else if (out.error * out.error > plain) {
    out.effective = n * plain / (out.error * out.error);
  }
  return out;
}

double quantile(const double *sorted, int64_t count, double p) {
  assert(count > 0 && p >= 0 && p <= 1);
  double at = p * (double)(count - 1);
  int64_t below = (int64_t)floor(at);
  if (below + 1 >= count) {
    return sorted[count - 1];
  }
  double part = at - (double)below;
  return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

/* Greatest l with P(X < l) <= 0.025, X binomial (n, 1/2). */
static double lower_rank(double n) {
  double low = 0;
  double high = floor(n / 2) + 1;
  while (high - low > 1) {
    double middle = floor((low + high) / 2);
    if (binomial_half(middle - 1, n) <= 0.025) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

struct interval interval_median(const double *sorted, int64_t count, double effective) {
  if (count == 0 || effective < 6) {
    return nothing;
  }
  double n = effective < (double)count ? floor(effective) : (double)count;
  double rank = floor(lower_rank(n) * (double)count / n);
  if (rank < 1) {
    return nothing;
  }
  int64_t low = (int64_t)rank - 1;
  return (struct interval){sorted[low], sorted[count - 1 - low]};
}

static int compare_numbers(const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;
  return left < right ? -1 : left > right ? 1 : 0;
}

void sort_numbers(double *values, int64_t count) {
  if (count > 1) {
    qsort(values, (size_t)count, sizeof *values, compare_numbers);
  }
}
