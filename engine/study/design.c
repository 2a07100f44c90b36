/* Designs: what they are called, how large they are, what they refuse. */
#include "study/design_draw.h"

#include "base/digest.h"
#include "base/names.h"
#include "base/number.h"
#include "study/sobol.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)FACTOR_MAX <= (int)SOBOL_DIMENSIONS_MAX, "sobol takes a dimension a factor");

enum { INDEX_BITS = 28 };
_Static_assert(DESIGN_VALUES_MAX == 1 << INDEX_BITS, "a draw's number is its use and its index");

const char *design_word(enum design design) {
  static const char *const words[DESIGN_COUNT] = {
#define X(name, word) [DESIGN_##name] = (word),
      DESIGN_MAP(X)
#undef X
  };
  return design < DESIGN_COUNT ? words[design] : "";
}

struct rng_key design_key(uint64_t seed, const char *path) {
  return (struct rng_key){.seed = seed,
                          .who = names_hash(path),
                          .purpose = RNG_DESIGN,
                          .occasion = (uint32_t)(digest_hash64(path, strlen(path)) >> 32)};
}

double design_draw(const struct rng_key *key, enum design_use use, int64_t index) {
  assert(index >= 0 && index < DESIGN_VALUES_MAX);
  return rng_uniform(key, (uint32_t)use << INDEX_BITS | (uint32_t)index);
}

void design_shuffle(const struct rng_key *key, enum design_use use, int64_t *order, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    order[i] = i;
  }
  for (int64_t i = count - 1; i > 0; i--) {
    int64_t j = (int64_t)(design_draw(key, use, i) * (double)(i + 1));
    j = j > i ? i : j;
    int64_t kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}

int64_t *design_order(int64_t count, uint64_t seed) {
  assert(count >= 0 && count <= DESIGN_VALUES_MAX);
  int64_t *order = malloc((size_t)(count > 0 ? count : 1) * sizeof *order);
  if (order != NULL) {
    struct rng_key key = design_key(seed, "");
    design_shuffle(&key, USE_RUN_ORDER, order, count);
  }
  return order;
}

/* Levels of a factor that make a point of their own in a one-at-a-time design. */
static int64_t levels_off_base(const struct factor *factor) {
  int kept[LEVEL_MAX];
  int64_t count = factor_distinct(factor, kept);
  return count - (factor->level_count > 0 && factor_base_level(factor) >= 0 ? 1 : 0);
}

static int64_t product_of_levels(const struct factor *factors, int factor_count) {
  int64_t size = 1;
  bool too_many = false;
  for (int i = 0; i < factor_count; i++) {
    int kept[LEVEL_MAX];
    int64_t levels = factor_distinct(&factors[i], kept);
    if (levels == 0) {
      return 0;
    }
    too_many = too_many || __builtin_mul_overflow(size, levels, &size);
  }
  return too_many ? -1 : size;
}

int64_t design_size(enum design design, const struct factor *factors, int factor_count,
                    int64_t samples) {
  int64_t size = 1;
  assert(samples >= 0 && factor_count >= 0);
  switch (design) {
  case DESIGN_GRID:
    return product_of_levels(factors, factor_count);
  case DESIGN_OAT:
    for (int i = 0; i < factor_count; i++) {
      size += levels_off_base(&factors[i]);
    }
    return size;
  case DESIGN_SALTELLI:
    return __builtin_mul_overflow(samples, (int64_t)factor_count + 2, &size) ? -1 : size;
  case DESIGN_MORRIS:
    return __builtin_mul_overflow(samples, (int64_t)factor_count + 1, &size) ? -1 : size;
  case DESIGN_RANDOM:
  case DESIGN_LHS:
  case DESIGN_SOBOL:
  case DESIGN_PRIOR:
    return samples;
  case DESIGN_FILE:
  case DESIGN_COUNT:
    break;
  }
  assert(!"a design that is made, not read");
  return -1;
}

static bool of_levels(enum design design) {
  return design == DESIGN_GRID || design == DESIGN_OAT;
}

/* What is missing for [design] in one factor: NULL, or "found ...; expected ...". */
static const char *lacking(enum design design, const struct factor *factor) {
  bool list = factor_is_list(factor);
  if (list && factor->level_count == 0) {
    return "found no levels; expected at least one";
  }
  if (of_levels(design)) {
    if (factor->level_count == 0) {
      return "found a range without levels; expected lo:hi:n or a,b,c";
    }
    return design == DESIGN_OAT && factor->number && isnan(factor->base)
               ? "found no value of the scenario's own; expected a number to start from"
               : NULL;
  }
  if (!list && !(isfinite(factor->low) && isfinite(factor->high) && factor->low <= factor->high)) {
    return "found no range; expected lo:hi";
  }
  bool one = list ? factor->level_count == 1 : factor->low == factor->high;
  return one && design != DESIGN_PRIOR ? "found one value; expected a range or several levels"
                                       : NULL;
}

enum err_code points_make_whole(struct points *points, const struct factor *factors,
                                enum design design, struct err *err) {
  bool drawn = !of_levels(design) && design != DESIGN_FILE;
  for (int64_t i = 0; i < points->count * points->factor_count; i++) {
    const struct factor *factor = &factors[i % points->factor_count];
    double value = points->values[i];
    if (!factor->number || !factor->whole || value == floor(value)) {
      continue;
    }
    if (!drawn || factor_is_list(factor)) {
      char found[NUMBER_TEXT_SIZE];
      number_print(value, found);
      return err_set(err, ERR_INVALID, NULL, "%s: found %s; expected whole numbers", factor->path,
                     found);
    }
    points->values[i] = floor(value + 0.5);
  }
  return ERR_OK;
}

static enum err_code check_factors(enum design design, const struct factor *factors,
                                   int factor_count, struct err *err) {
  /* A and B take a dimension of the sequence each. */
  int most = design == DESIGN_SALTELLI ? (int)SOBOL_DIMENSIONS_MAX / 2 : (int)FACTOR_MAX;
  if (factor_count > most || (factor_count == 0 && !of_levels(design))) {
    return err_set(err, ERR_INVALID, NULL, "factors: found %d; expected %d to %d", factor_count,
                   of_levels(design) ? 0 : 1, most);
  }
  for (int i = 0; i < factor_count; i++) {
    const char *fault = lacking(design, &factors[i]);
    for (int j = 0; j < i && fault == NULL; j++) {
      if (strcmp(factors[i].path, factors[j].path) == 0) {
        fault = "found it twice; expected each factor once";
      }
    }
    if (fault != NULL) {
      return err_set(err, ERR_INVALID, NULL, "%s: %s", factors[i].path, fault);
    }
  }
  return ERR_OK;
}

static enum err_code check_size(enum design design, int64_t size, int factor_count, int64_t samples,
                                struct err *err) {
  if (!of_levels(design) && samples < 1) {
    return err_set(err, ERR_INVALID, NULL, "samples: found %lld; expected at least 1",
                   (long long)samples);
  }
  int64_t most = DESIGN_VALUES_MAX / (factor_count > 0 ? factor_count : 1);
  if (size < 0) {
    return err_set(err, ERR_INVALID, NULL,
                   "design: found more points than can be counted; expected at most %lld",
                   (long long)most);
  }
  if (size > most) {
    return err_set(err, ERR_INVALID, NULL,
                   "design: found %lld points; expected at most %lld with %d factors",
                   (long long)size, (long long)most, factor_count);
  }
  return ERR_OK;
}

static enum err_code fill(enum design design, const struct factor *factors, uint64_t seed,
                          struct points *out, struct err *err) {
  switch (design) {
  case DESIGN_GRID:
    return fill_grid(factors, out, err);
  case DESIGN_OAT:
    return fill_oat(factors, out, err);
  case DESIGN_RANDOM:
    return fill_random(factors, seed, out, err);
  case DESIGN_LHS:
    return fill_lhs(factors, seed, out, err);
  case DESIGN_SOBOL:
    return fill_sobol(factors, out, err);
  case DESIGN_SALTELLI:
    return fill_saltelli(factors, seed, out, err);
  case DESIGN_MORRIS:
    return fill_morris(factors, seed, out, err);
  case DESIGN_PRIOR:
    return fill_prior(factors, seed, out, err);
  case DESIGN_FILE:
  case DESIGN_COUNT:
    break;
  }
  assert(!"a design that is made, not read");
  return ERR_INTERNAL;
}

enum err_code design_points(enum design design, const struct factor *factors, int factor_count,
                            int64_t samples, uint64_t seed, struct points *out, struct err *err) {
  *out = (struct points){.factor_count = factor_count};
  enum err_code code = check_factors(design, factors, factor_count, err);
  if (code != ERR_OK) {
    return code;
  }
  out->count = design_size(design, factors, factor_count, samples < 0 ? 0 : samples);
  code = check_size(design, out->count, factor_count, samples, err);
  if (code != ERR_OK) {
    goto done;
  }
  size_t cells = (size_t)out->count * (size_t)factor_count;
  out->values = calloc(cells > 0 ? cells : 1, sizeof *out->values);
  code = out->values == NULL
             ? err_set(err, ERR_NOMEM, NULL, "no memory for %lld points", (long long)out->count)
             : fill(design, factors, seed, out, err);
done:
  if (code != ERR_OK) {
    points_free(out);
  }
  return code;
}

void points_free(struct points *points) {
  free(points->values);
  *points = (struct points){0};
}
