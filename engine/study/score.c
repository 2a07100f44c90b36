/* Scores. */
#include "study/score.h"

#include "base/rng.h"
#include "base/trans.h"

#include <assert.h>
#include <math.h>
#include <string.h>

double score_brier(double p, double observed) {
  return (p - observed) * (p - observed);
}

/* Mean of |x - y| for y uniform between low and high. */
static double distance(double x, double low, double high) {
  if (x <= low || x >= high) {
    return fabs(x - (low + high) / 2);
  }
  return ((x - low) * (x - low) + (high - x) * (high - x)) / (2 * (high - low));
}

static double weight(const struct score_sample *sample, int64_t at) {
  return sample->weights == NULL ? 1 : sample->weights[at];
}

double score_mean_difference(const struct score_sample *sample) {
  double total = 0; /* of the weights so far */
  double first = 0; /* of weighted values so far */
  double sum = 0;   /* of differences between pairs */
  for (int64_t i = 0; i < sample->count; i++) {
    double w = weight(sample, i);
    sum += w * (sample->values[i] * total - first);
    total += w;
    first += w * sample->values[i];
  }
  assert(total > 0);
  return 2 * sum / (total * total);
}

double score_crps(const struct score_sample *sample, double low, double high) {
  double total = 0;
  double sum = 0;
  for (int64_t i = 0; i < sample->count; i++) {
    double w = weight(sample, i);
    total += w;
    sum += w * distance(sample->values[i], low, high);
  }
  assert(total > 0);
  return sum / total - score_mean_difference(sample) / 2;
}

static bool spans_orders(const struct target *target) {
  return target->kind == TARGET_QUANTITY && target->unit != NULL &&
         strcmp(target->unit, "persons") == 0;
}

double score_scale(const struct target *target, double value) {
  if (target->kind == TARGET_LAG) {
    double window = target_window(target);
    return isnan(value) ? window : fmin(value, window);
  }
  return spans_orders(target) ? trans_log1p(value) : value;
}

double score_unscale(const struct target *target, double value) {
  return spans_orders(target) ? trans_expm1(value) : value;
}

/* Quantile [u] of the base rate, in the target's unit; NaN: a lag that does not come. */
static double base_quantile(const struct target *target, double u) {
  const struct target_base *base = &target->base;
  bool lag = target->kind == TARGET_LAG; /* nothing is the longest lag, and the least quantity */
  double below = lag ? 0 : base->none;
  double p = (u - below) / (1 - base->none);
  if (!(p > 0 && p < 1)) {
    return lag ? (double)NAN : 0;
  }
  return trans_exp(trans_log(base->median) + base->spread * rng_normal_quantile(p));
}

void score_base_values(const struct target *target, double *out) {
  for (int i = 0; i < SCORE_BASE_COUNT; i++) {
    out[i] = score_scale(target, base_quantile(target, (i + 0.5) / SCORE_BASE_COUNT));
  }
}

double score_unit(const struct target *target, const struct score_sample *base) {
  double apart = target_is_event(target) ? 1 : score_mean_difference(base);
  return apart > 1e-9 ? apart : 1;
}
