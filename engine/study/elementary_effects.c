/* Elementary effects and their bootstrap. */
#include "study/elementary_effects.h"

#include "study/bootstrap.h"

#include <assert.h>
#include <math.h>

enum { ORDERS = 3 /* mu, mu*, sigma */ };

struct effects {
  int64_t count; /* trajectories */
  int factors;
  double *values;    /* [trajectory * factors + factor] */
  int32_t *chosen;   /* [trajectory] */
  double *estimates; /* [(factor * ORDERS + order) * resamples + resample] */
};

/* The factor that differs between two points, -1 if it is not exactly one. */
static int changed(const double *from, const double *to, int factors) {
  int found = -1;
  for (int f = 0; f < factors; f++) {
    if (from[f] != to[f]) {
      if (found >= 0) {
        return -1;
      }
      found = f;
    }
  }
  return found;
}

/* The effects of one trajectory into [out]; false if it does not have one of each factor. */
static bool read_trajectory(const double *values, const double *units, int factors, double *out) {
  for (int f = 0; f < factors; f++) {
    out[f] = NAN;
  }
  for (int step = 0; step < factors; step++) {
    const double *from = units + (ptrdiff_t)step * factors;
    int factor = changed(from, from + factors, factors);
    if (factor < 0 || !isnan(out[factor])) {
      return false;
    }
    out[factor] = (values[step + 1] - values[step]) / (from[factors + factor] - from[factor]);
    if (isnan(out[factor])) {
      return false;
    }
  }
  return true;
}

static struct morris_index estimate(const struct effects *effects, int factor,
                                    const int32_t *chosen) {
  struct morris_index out = {0, 0, NAN, {NAN, NAN}, {NAN, NAN}, {NAN, NAN}};
  double n = (double)effects->count;
  double squares = 0;
  for (int64_t i = 0; i < effects->count; i++) {
    int64_t at = chosen == NULL ? i : chosen[i];
    double effect = effects->values[at * effects->factors + factor];
    out.mu += effect / n;
    out.mu_star += fabs(effect) / n;
  }
  for (int64_t i = 0; i < effects->count; i++) {
    int64_t at = chosen == NULL ? i : chosen[i];
    double off = effects->values[at * effects->factors + factor] - out.mu;
    squares += off * off;
  }
  out.sigma = effects->count > 1 ? sqrt(squares / (n - 1)) : NAN;
  return out;
}

static void resample(struct effects *effects, int resamples, struct morris_result *out) {
  for (int r = 0; r < resamples; r++) {
    bootstrap_draw(BOOTSTRAP_SEED, (uint32_t)r, effects->count, effects->chosen);
    for (int f = 0; f < effects->factors; f++) {
      struct morris_index index = estimate(effects, f, effects->chosen);
      double *to = effects->estimates + (ptrdiff_t)f * ORDERS * resamples + r;
      to[0] = index.mu;
      to[resamples] = index.mu_star;
      to[2 * (ptrdiff_t)resamples] = index.sigma;
    }
  }
  for (int f = 0; f < effects->factors; f++) {
    double *from = effects->estimates + (ptrdiff_t)f * ORDERS * resamples;
    out->indices[f].mu_interval = bootstrap_interval(from, resamples);
    out->indices[f].mu_star_interval = bootstrap_interval(from + resamples, resamples);
    out->indices[f].sigma_interval = bootstrap_interval(from + 2 * (ptrdiff_t)resamples, resamples);
  }
}

enum err_code elementary_effects(struct morris_result *out, const double *values,
                                 const double *units, int64_t trajectories, int factors,
                                 int resamples, struct arena *arena, struct err *err) {
  assert(trajectories >= 0 && trajectories <= INT32_MAX && factors > 0 && resamples > 0);
  struct effects effects = {.factors = factors};
  *out = (struct morris_result){0};
  out->indices = arena_zeroed(arena, (size_t)factors, sizeof *out->indices);
  effects.values =
      arena_zeroed(arena, (size_t)trajectories * (size_t)factors, sizeof *effects.values);
  effects.chosen = arena_zeroed(arena, (size_t)trajectories, sizeof *effects.chosen);
  effects.estimates =
      arena_zeroed(arena, (size_t)factors * ORDERS * (size_t)resamples, sizeof *effects.estimates);
  if (out->indices == NULL || effects.values == NULL || effects.chosen == NULL ||
      effects.estimates == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the effects");
  }
  for (int64_t t = 0; t < trajectories; t++) {
    const double *trajectory = values + t * (factors + 1);
    if (read_trajectory(trajectory, units + t * (factors + 1) * factors, factors,
                        effects.values + effects.count * factors)) {
      effects.count++;
    }
  }
  out->trajectories = effects.count;
  out->dropped = trajectories - effects.count;
  for (int f = 0; f < factors; f++) {
    out->indices[f] = effects.count == 0
                          ? (struct morris_index){NAN, NAN, NAN, {NAN, NAN}, {NAN, NAN}, {NAN, NAN}}
                          : estimate(&effects, f, NULL);
  }
  if (effects.count > 1) {
    resample(&effects, resamples, out);
  }
  return ERR_OK;
}
