/* Designs that fill the space: independent draws, Latin hypercube, Sobol's sequence. */
#include "study/design_draw.h"

#include "study/sobol.h"

#include <math.h>
#include <stdlib.h>

enum err_code fill_random(const struct factor *factors, uint64_t seed, struct points *out,
                          struct err *err) {
  (void)err;
  for (int i = 0; i < out->factor_count; i++) {
    struct rng_key key = design_key(seed, factors[i].path);
    for (int64_t point = 0; point < out->count; point++) {
      double u = design_draw(&key, USE_VALUE, point);
      out->values[point * out->factor_count + i] = factor_at(&factors[i], u);
    }
  }
  return ERR_OK;
}

/* Inverse of the triangular distribution between low and high with its mode at base. */
static double triangular(const struct factor *factor, double u) {
  double a = factor->low;
  double b = factor->high;
  double c = factor->base;
  double below = (c - a) / (b - a);
  double value =
      u < below ? a + sqrt(u * (b - a) * (c - a)) : b - sqrt((1 - u) * (b - a) * (b - c));
  return fmin(fmax(value, a), b);
}

enum err_code fill_prior(const struct factor *factors, uint64_t seed, struct points *out,
                         struct err *err) {
  (void)err;
  for (int i = 0; i < out->factor_count; i++) {
    const struct factor *factor = &factors[i];
    struct rng_key key = design_key(seed, factor->path);
    bool peaked = !factor_is_list(factor) && factor->prior == PRIOR_TRIANGULAR &&
                  factor->low < factor->high && factor->base >= factor->low &&
                  factor->base <= factor->high;
    for (int64_t point = 0; point < out->count; point++) {
      double u = design_draw(&key, USE_VALUE, point);
      out->values[point * out->factor_count + i] =
          peaked ? triangular(factor, u) : factor_at(factor, u);
    }
  }
  return ERR_OK;
}

enum err_code fill_lhs(const struct factor *factors, uint64_t seed, struct points *out,
                       struct err *err) {
  int64_t *strata = malloc((size_t)out->count * sizeof *strata);
  if (strata == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the strata");
  }
  for (int i = 0; i < out->factor_count; i++) {
    struct rng_key key = design_key(seed, factors[i].path);
    design_shuffle(&key, USE_STRATUM, strata, out->count);
    for (int64_t point = 0; point < out->count; point++) {
      double within = design_draw(&key, USE_VALUE, point);
      double u = ((double)strata[point] + within) / (double)out->count;
      out->values[point * out->factor_count + i] = factor_at(&factors[i], u);
    }
  }
  free(strata);
  return ERR_OK;
}

enum err_code fill_sobol(const struct factor *factors, struct points *out, struct err *err) {
  struct sobol_stream stream;
  if (!sobol_open(&stream, out->factor_count)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for Sobol's sequence");
  }
  double *value = out->values;
  for (int64_t point = 0; point < out->count; point++) {
    const uint32_t *digits = sobol_next(&stream);
    for (int i = 0; i < out->factor_count; i++) {
      *value++ = factor_at(&factors[i], digits[i] * 0x1p-32);
    }
  }
  sobol_close(&stream);
  return ERR_OK;
}
