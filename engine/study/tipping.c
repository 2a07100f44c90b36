/* Crossings of one half. */
#include "study/tipping.h"

#include "study/bootstrap.h"
#include "study/distribution.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Levels with results, and what is computed of them. */
struct fit {
  int count;
  double *levels;
  const signed char **outcomes; /* [level][replicate] */
  double *runs, *holds;         /* [level] of the data or of a resample */
  double *block_runs, *block_holds;
  int *block_levels;
};

/* Levels first to last - 1, in which the share goes one way. */
struct stretch {
  int first, last;
  int direction;
};

struct crossing {
  double value; /* infinite: beyond that end of the stretch; NaN: the curve lies on one half */
  struct interval bracket;
};

/* --- isotonic regression -----------------------------------------------------------------------
 */

/* Whether two neighbouring blocks are to be one: also where a resample has no runs of either. */
static bool violates(const struct fit *fit, int left, int right) {
  return fit->block_runs[left] == 0 || fit->block_runs[right] == 0 ||
         fit->block_holds[left] * fit->block_runs[right] >
             fit->block_holds[right] * fit->block_runs[left];
}

/* Pools the levels of [stretch] into blocks of rising shares, of what does not hold if the share
 * falls; returns how many blocks. */
static int pool(struct fit *fit, const struct stretch *stretch) {
  int blocks = 0;
  for (int i = stretch->first; i < stretch->last; i++) {
    double holds = stretch->direction > 0 ? fit->holds[i] : fit->runs[i] - fit->holds[i];
    fit->block_runs[blocks] = fit->runs[i];
    fit->block_holds[blocks] = holds;
    fit->block_levels[blocks] = 1;
    blocks++;
    while (blocks > 1 && violates(fit, blocks - 2, blocks - 1)) {
      fit->block_runs[blocks - 2] += fit->block_runs[blocks - 1];
      fit->block_holds[blocks - 2] += fit->block_holds[blocks - 1];
      fit->block_levels[blocks - 2] += fit->block_levels[blocks - 1];
      blocks--;
    }
  }
  return blocks;
}

/* Sum of squares that the fit explains; the rest is the same in both directions. */
static double explained(struct fit *fit, const struct stretch *stretch) {
  int blocks = pool(fit, stretch);
  double sum = 0;
  double all_runs = 0;
  double all_holds = 0;
  for (int b = 0; b < blocks; b++) {
    all_runs += fit->block_runs[b];
    all_holds += fit->block_holds[b];
  }
  for (int b = 0; b < blocks && all_runs > 0; b++) {
    double share = fit->block_runs[b] > 0 ? fit->block_holds[b] / fit->block_runs[b] : 0;
    double deviation = share - all_holds / all_runs;
    sum += fit->block_runs[b] * deviation * deviation;
  }
  return sum;
}

/* Twice the holding runs against all: exact, where a share of one half may not be. */
static double above_half(const struct fit *fit, int block) {
  return 2 * fit->block_holds[block] - fit->block_runs[block];
}

static struct crossing cross(struct fit *fit, const struct stretch *stretch) {
  int blocks = pool(fit, stretch);
  int low = -1;         /* the last block below */
  int high = blocks;    /* the first above */
  int last_below = -1;  /* its last level */
  int first_above = -1; /* its first */
  int at = stretch->first;
  for (int b = 0; b < blocks; b++) {
    if (above_half(fit, b) < 0) {
      low = b;
      last_below = at + fit->block_levels[b] - 1;
    } else if (above_half(fit, b) > 0 && high == blocks) {
      high = b;
      first_above = at;
    }
    at += fit->block_levels[b];
  }
  struct crossing none = {low < 0 && high == blocks ? NAN
                          : high == blocks          ? INFINITY
                                                    : -INFINITY,
                          {NAN, NAN}};
  if (low < 0 || high == blocks) {
    return none;
  }
  const double *x = fit->levels;
  struct crossing out = {NAN, {x[last_below], x[first_above]}};
  if (first_above - last_below > 1) {
    out.value = (x[last_below + 1] + x[first_above - 1]) / 2;
  } else {
    double below = -above_half(fit, low) / fit->block_runs[low];
    double above = above_half(fit, high) / fit->block_runs[high];
    out.value = x[last_below] + below / (below + above) * (x[first_above] - x[last_below]);
  }
  return out;
}

/* --- sides -------------------------------------------------------------------------------------
 */

/* The side of one half on which a level's true share lies, by the sign test at [alpha]; 0: either
 * may be. */
static int side_of(const struct tipping_level *level, double alpha) {
  double holds = (double)level->holds;
  double fails = (double)(level->runs - level->holds);
  bool decided = binomial_half(fmin(holds, fails), holds + fails) <= alpha / 2;
  return !decided ? 0 : holds > fails ? 1 : -1;
}

static void tell_levels(struct tipping *out) {
  int with_runs = 0;
  for (int i = 0; i < out->count; i++) {
    with_runs += out->levels[i].runs > 0 ? 1 : 0;
  }
  out->least = NAN;
  out->greatest = NAN;
  for (int i = 0; i < out->count; i++) {
    struct tipping_level *level = &out->levels[i];
    level->share = level->runs > 0 ? (double)level->holds / (double)level->runs : NAN;
    level->interval = interval_wilson(level->share, (double)level->runs);
    level->side = level->runs > 0 ? side_of(level, 0.05 / with_runs) : 0;
    out->least = fmin(out->least, level->share); /* NaN gives way */
    out->greatest = fmax(out->greatest, level->share);
  }
}

/* Cuts the levels with results into stretches of one crossing each, by their [sides]; one stretch
 * where the sides change no more than once. Direction 0: not told by them. */
static int cut(const int *sides, int count, struct stretch *stretches) {
  int made = 0;
  int first = 0; /* of the levels in hand that are on one side */
  int last = 0;
  int side = 0;
  for (int i = 0; i < count; i++) {
    if (sides[i] == 0) {
      continue;
    }
    if (side != 0 && sides[i] != side) {
      if (made > 0) {
        stretches[made - 1].last = last + 1;
      }
      if (made == TIPPING_CROSSINGS_MAX) {
        return made;
      }
      stretches[made++] = (struct stretch){first, count, sides[i]};
      first = i;
    }
    side = sides[i];
    last = i;
  }
  if (made == 0) {
    stretches[made++] = (struct stretch){0, count, 0};
  }
  return made;
}

/* --- the bootstrap -----------------------------------------------------------------------------
 */

static void resample(struct fit *fit, const int32_t *chosen, int64_t replicates) {
  for (int i = 0; i < fit->count; i++) {
    const signed char *outcomes = fit->outcomes[i];
    int64_t runs = 0;
    int64_t holds = 0;
    for (int64_t r = 0; r < replicates; r++) {
      signed char outcome = outcomes[chosen[r]];
      runs += outcome >= 0 ? 1 : 0;
      holds += outcome > 0 ? 1 : 0;
    }
    fit->runs[i] = (double)runs;
    fit->holds[i] = (double)holds;
  }
}

/* Infinite crossings as numbers that quantiles can be taken of: a width of the stretch beyond it.
 */
static double with_ends(double value, double low, double high) {
  double width = high - low;
  return isnan(value) || isfinite(value) ? value : value > 0 ? high + width : low - width;
}

/* What of an interval lies beyond [low, high] is infinite. */
static double end_of(double end, double low, double high) {
  return end < low ? -INFINITY : end > high ? INFINITY : end;
}

static void bound(struct tipping_crossing *crossing, double *estimates, int resamples, double low,
                  double high) {
  struct interval found = bootstrap_interval(estimates, resamples);
  const struct interval *bracket = &crossing->bracket;
  found.low = end_of(found.low, low, high);
  found.high = end_of(found.high, low, high);
  if (isfinite(crossing->value) && !isnan(found.low)) {
    found.low = fmin(found.low, crossing->value);
    found.high = fmax(found.high, crossing->value);
    crossing->coarse = bracket->high - bracket->low > found.high - found.low;
  }
  crossing->resampled = found;
  if (crossing->coarse) {
    found.low = fmin(found.low, bracket->low);
    found.high = fmax(found.high, bracket->high);
  }
  crossing->interval = found;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static bool make_room(struct fit *fit, int count, struct arena *arena) {
  size_t n = (size_t)count;
  fit->levels = arena_zeroed(arena, n, sizeof *fit->levels);
  fit->outcomes = arena_zeroed(arena, n, sizeof *fit->outcomes);
  fit->runs = arena_zeroed(arena, n, sizeof *fit->runs);
  fit->holds = arena_zeroed(arena, n, sizeof *fit->holds);
  fit->block_runs = arena_zeroed(arena, n, sizeof *fit->block_runs);
  fit->block_holds = arena_zeroed(arena, n, sizeof *fit->block_holds);
  fit->block_levels = arena_zeroed(arena, n, sizeof *fit->block_levels);
  return fit->levels != NULL && fit->outcomes != NULL && fit->runs != NULL && fit->holds != NULL &&
         fit->block_runs != NULL && fit->block_holds != NULL && fit->block_levels != NULL;
}

static void count_runs(struct tipping *out, const struct tipping_runs *runs) {
  for (int i = 0; i < runs->count; i++) {
    struct tipping_level *level = &out->levels[i];
    const signed char *outcomes = runs->outcomes + i * runs->replicates;
    assert(i == 0 || runs->levels[i] > runs->levels[i - 1]);
    level->value = runs->levels[i];
    for (int64_t r = 0; r < runs->replicates; r++) {
      level->runs += outcomes[r] >= 0 ? 1 : 0;
      level->holds += outcomes[r] > 0 ? 1 : 0;
    }
  }
}

static void take_levels(struct fit *fit, int *sides, const struct tipping *out,
                        const struct tipping_runs *runs) {
  for (int i = 0; i < out->count; i++) {
    const struct tipping_level *level = &out->levels[i];
    if (level->runs > 0) {
      fit->levels[fit->count] = level->value;
      fit->outcomes[fit->count] = runs->outcomes + i * runs->replicates;
      fit->runs[fit->count] = (double)level->runs;
      fit->holds[fit->count] = (double)level->holds;
      sides[fit->count++] = level->side;
    }
  }
}

/* The crossings themselves, of the data as they are. */
static void locate(struct tipping *out, struct fit *fit, struct stretch *stretches) {
  for (int c = 0; c < out->crossing_count; c++) {
    struct stretch *stretch = &stretches[c];
    if (stretch->direction == 0) {
      struct stretch up = {stretch->first, stretch->last, 1};
      struct stretch down = {stretch->first, stretch->last, -1};
      stretch->direction = explained(fit, &down) > explained(fit, &up) ? -1 : 1;
    }
    struct crossing here = cross(fit, stretch);
    out->crossings[c] = (struct tipping_crossing){.direction = stretch->direction,
                                                  .value = isfinite(here.value) ? here.value : NAN,
                                                  .bracket = here.bracket,
                                                  .interval = {NAN, NAN},
                                                  .resampled = {NAN, NAN}};
  }
}

static enum err_code bootstrap(struct tipping *out, struct fit *fit,
                               const struct tipping_runs *runs, const struct stretch *stretches,
                               int resamples, struct arena *arena, struct err *err) {
  int crossings = out->crossing_count;
  double *estimates = arena_zeroed(arena, (size_t)(crossings * resamples) + 1, sizeof *estimates);
  int32_t *chosen = arena_zeroed(arena, (size_t)runs->replicates, sizeof *chosen);
  if (estimates == NULL || chosen == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the bootstrap");
  }
  for (int b = 0; b < resamples && crossings > 0; b++) {
    bootstrap_draw(BOOTSTRAP_SEED, (uint32_t)b, runs->replicates, chosen);
    resample(fit, chosen, runs->replicates);
    for (int c = 0; c < crossings; c++) {
      const struct stretch *stretch = &stretches[c];
      estimates[c * resamples + b] = with_ends(
          cross(fit, stretch).value, fit->levels[stretch->first], fit->levels[stretch->last - 1]);
    }
  }
  for (int c = 0; c < crossings; c++) {
    bound(&out->crossings[c], estimates + c * resamples, resamples, fit->levels[stretches[c].first],
          fit->levels[stretches[c].last - 1]);
  }
  return ERR_OK;
}

enum err_code tipping_estimate(struct tipping *out, const struct tipping_runs *runs, int resamples,
                               struct arena *arena, struct err *err) {
  struct fit fit = {0};
  struct stretch stretches[TIPPING_CROSSINGS_MAX];
  assert(runs->count >= 2 && runs->replicates >= 1);
  *out = (struct tipping){.count = runs->count};
  out->levels = arena_zeroed(arena, (size_t)runs->count, sizeof *out->levels);
  int *sides = arena_zeroed(arena, (size_t)runs->count, sizeof *sides);
  if (out->levels == NULL || sides == NULL || !make_room(&fit, runs->count, arena)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the levels");
  }
  count_runs(out, runs);
  tell_levels(out);
  take_levels(&fit, sides, out, runs);
  if (fit.count == 0) {
    return ERR_OK;
  }
  out->crossing_count = cut(sides, fit.count, stretches);
  locate(out, &fit, stretches);
  return bootstrap(out, &fit, runs, stretches, resamples, arena, err);
}

/* --- which levels to run -----------------------------------------------------------------------
 */

void tipping_begin(bool *chosen, int count, int levels) {
  assert(levels >= 2 && levels <= count);
  for (int i = 0; i < levels; i++) {
    int64_t place = ((int64_t)i * (count - 1) + (levels - 1) / 2) / (levels - 1);
    chosen[place] = true;
  }
}

static bool is_to_halve(const struct tipping *found, double low, double high) {
  for (int c = 0; c < found->crossing_count; c++) {
    const struct tipping_crossing *crossing = &found->crossings[c];
    double first = found->levels[0].value;
    double last = found->levels[found->count - 1].value;
    double from = fmax(crossing->resampled.low, first); /* NaN gives way, and is put right below */
    double to = fmin(crossing->resampled.high, last);
    bool crosses = !isnan(crossing->value);
    if (isnan(crossing->resampled.low)) {
      from = crossing->bracket.low;
      to = crossing->bracket.low;
    }
    bool in_bracket = crosses && low < crossing->bracket.high && high > crossing->bracket.low;
    bool in_interval = from < to && low < to && high > from;
    if ((in_bracket || in_interval) && high - low > to - from) {
      return true;
    }
  }
  return false;
}

int tipping_refine(const struct tipping *found, const double *values, bool *chosen, int count) {
  int added = 0;
  int last = -1;
  for (int i = 0; i < count; i++) {
    if (!chosen[i]) {
      continue;
    }
    if (last >= 0 && i - last > 1 && is_to_halve(found, values[last], values[i])) {
      chosen[last + (i - last) / 2] = true;
      added++;
    }
    last = i;
  }
  return added;
}
