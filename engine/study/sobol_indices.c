/* Sobol indices and their bootstrap. */
#include "study/sobol_indices.h"

#include "study/bootstrap.h"

#include <assert.h>
#include <math.h>

/* Base samples with all their values, in blocks of k + 2 less the mean. */
struct blocks {
  int64_t count;
  int factors;
  double *values;    /* [block * (factors + 2) + j] */
  int32_t *chosen;   /* [block]: a resample */
  double *sums;      /* [factors * 2]: first, total */
  double *estimates; /* [(factor * 2 + order) * resamples + resample] */
};

static bool is_complete(const double *block, int width) {
  for (int j = 0; j < width; j++) {
    if (isnan(block[j])) {
      return false;
    }
  }
  return true;
}

/* Keeps the complete blocks, and takes the mean of A and B off. */
static double gather(struct blocks *blocks, const double *values, int64_t samples) {
  int width = blocks->factors + 2;
  double total = 0;
  for (int64_t n = 0; n < samples; n++) {
    const double *from = values + n * width;
    if (is_complete(from, width)) {
      double *to = blocks->values + blocks->count * width;
      for (int j = 0; j < width; j++) {
        to[j] = from[j];
      }
      total += to[0] + to[1];
      blocks->count++;
    }
  }
  double mean = blocks->count == 0 ? NAN : total / (2 * (double)blocks->count);
  for (int64_t i = 0; i < blocks->count * width; i++) {
    blocks->values[i] -= mean;
  }
  return mean;
}

/* The indices of the blocks in [chosen] (NULL: of each once), as first and total by turns in
 * blocks->sums. Returns the variance. */
static double estimate(struct blocks *blocks, const int32_t *chosen) {
  int k = blocks->factors;
  double n = (double)blocks->count;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 2 * k; i++) {
    blocks->sums[i] = 0;
  }
  for (int64_t at = 0; at < blocks->count; at++) {
    const double *block = blocks->values + (chosen == NULL ? at : chosen[at]) * (k + 2);
    double a = block[0];
    double b = block[1];
    sum += a + b;
    squares += a * a + b * b;
    for (int i = 0; i < k; i++) {
      double step = block[2 + i] - a;
      blocks->sums[2 * (ptrdiff_t)i] += b * step;
      blocks->sums[2 * (ptrdiff_t)i + 1] += step * step;
    }
  }
  double mean = sum / (2 * n);
  double variance = squares / (2 * n) - mean * mean;
  variance = isfinite(variance) ? variance : (double)NAN;
  for (int i = 0; i < k; i++) {
    blocks->sums[2 * (ptrdiff_t)i] =
        variance > 0 ? blocks->sums[2 * (ptrdiff_t)i] / n / variance : NAN;
    blocks->sums[2 * (ptrdiff_t)i + 1] =
        variance > 0 ? blocks->sums[2 * (ptrdiff_t)i + 1] / (2 * n) / variance : NAN;
  }
  return variance;
}

static void resample(struct blocks *blocks, int resamples, struct sobol_result *out) {
  for (int r = 0; r < resamples; r++) {
    bootstrap_draw(BOOTSTRAP_SEED, (uint32_t)r, blocks->count, blocks->chosen);
    (void)estimate(blocks, blocks->chosen);
    for (int i = 0; i < 2 * blocks->factors; i++) {
      blocks->estimates[(ptrdiff_t)i * resamples + r] = blocks->sums[i];
    }
  }
  for (int i = 0; i < blocks->factors; i++) {
    double *first = blocks->estimates + (ptrdiff_t)2 * i * resamples;
    out->indices[i].first_interval = bootstrap_interval(first, resamples);
    out->indices[i].total_interval = bootstrap_interval(first + resamples, resamples);
  }
}

enum err_code sobol_indices(struct sobol_result *out, const double *values, int64_t samples,
                            int factors, int resamples, struct arena *arena, struct err *err) {
  assert(samples >= 0 && samples <= INT32_MAX && factors > 0 && resamples > 0);
  size_t width = (size_t)factors + 2;
  struct blocks blocks = {.factors = factors};
  *out = (struct sobol_result){.mean = NAN, .variance = NAN};
  out->indices = arena_zeroed(arena, (size_t)factors, sizeof *out->indices);
  blocks.values = arena_zeroed(arena, (size_t)samples * width, sizeof *blocks.values);
  blocks.chosen = arena_zeroed(arena, (size_t)samples, sizeof *blocks.chosen);
  blocks.sums = arena_zeroed(arena, (size_t)factors * 2, sizeof *blocks.sums);
  blocks.estimates =
      arena_zeroed(arena, (size_t)factors * 2 * (size_t)resamples, sizeof *blocks.estimates);
  if (out->indices == NULL || blocks.values == NULL || blocks.chosen == NULL ||
      blocks.sums == NULL || blocks.estimates == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the indices");
  }
  for (int i = 0; i < factors; i++) {
    out->indices[i] = (struct sobol_index){NAN, NAN, {NAN, NAN}, {NAN, NAN}};
  }
  out->mean = gather(&blocks, values, samples);
  out->samples = blocks.count;
  out->dropped = samples - blocks.count;
  if (blocks.count < 2) {
    return ERR_OK;
  }
  out->variance = estimate(&blocks, NULL);
  if (!(out->variance > 0)) {
    return ERR_OK;
  }
  for (int i = 0; i < factors; i++) {
    out->indices[i].first = blocks.sums[2 * (ptrdiff_t)i];
    out->indices[i].total = blocks.sums[2 * (ptrdiff_t)i + 1];
  }
  resample(&blocks, resamples, out);
  return ERR_OK;
}
