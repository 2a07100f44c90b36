/* Designs for sensitivity: Saltelli's radial sampling and Morris's elementary effects. */
#include "study/design_draw.h"

#include "base/sort.h"
#include "study/sobol.h"

#include <stdlib.h>
#include <string.h>

enum { SHIFT_BITS = 53 };

/* 53 random binary digits. */
static uint64_t digits_of(const struct rng_key *key, int64_t index) {
  return (uint64_t)(design_draw(key, USE_SHIFT, index) * 0x1p53);
}

/* A coordinate of Sobol's sequence, its digits turned over where the shift has ones: this keeps the
 * balance of the sequence and takes its first point away from the corner. */
static double shifted(uint32_t digits, uint64_t shift) {
  uint64_t wide = (uint64_t)digits << (SHIFT_BITS - SOBOL_BITS);
  return (double)(wide ^ shift) * 0x1p-53;
}

enum err_code fill_saltelli(const struct factor *factors, uint64_t seed, struct points *out,
                            struct err *err) {
  int k = out->factor_count;
  uint64_t shifts[SOBOL_DIMENSIONS_MAX];
  double rows[2][FACTOR_MAX];
  struct sobol_stream stream;
  if (!sobol_open(&stream, 2 * k)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for Sobol's sequence");
  }
  for (int i = 0; i < k; i++) {
    struct rng_key key = design_key(seed, factors[i].path);
    shifts[i] = digits_of(&key, 0);
    shifts[k + i] = digits_of(&key, 1);
  }
  size_t width = (size_t)k * sizeof *out->values;
  double *values = out->values;
  for (int64_t n = 0; n < out->count / (k + 2); n++) {
    const uint32_t *digits = sobol_next(&stream);
    for (int i = 0; i < k; i++) {
      rows[0][i] = factor_at(&factors[i], shifted(digits[i], shifts[i]));
      rows[1][i] = factor_at(&factors[i], shifted(digits[k + i], shifts[k + i]));
    }
    memcpy(values, rows[0], width);
    memcpy(values + k, rows[1], width);
    values += (ptrdiff_t)2 * k;
    for (int i = 0; i < k; i++) {
      memcpy(values, rows[0], width);
      values[i] = rows[1][i];
      values += k;
    }
  }
  sobol_close(&stream);
  return ERR_OK;
}

/* When in a trajectory a factor moves. */
struct turn {
  double when;
  int factor;
};

static int by_turn(const void *a, const void *b) {
  const struct turn *x = a;
  const struct turn *y = b;
  return x->when < y->when ? -1 : x->when > y->when ? 1 : 0;
}

enum err_code fill_morris(const struct factor *factors, uint64_t seed, struct points *out,
                          struct err *err) {
  enum { JUMP = MORRIS_LEVELS / 2 };
  (void)err;
  int k = out->factor_count;
  struct rng_key keys[FACTOR_MAX];
  struct turn turns[FACTOR_MAX];
  double ends[FACTOR_MAX][2];
  size_t width = (size_t)k * sizeof *out->values;
  for (int i = 0; i < k; i++) {
    keys[i] = design_key(seed, factors[i].path);
  }
  double *values = out->values;
  for (int64_t t = 0; t < out->count / (k + 1); t++) {
    for (int i = 0; i < k; i++) {
      int low = (int)(design_draw(&keys[i], USE_START, t) * (MORRIS_LEVELS - JUMP));
      int up = design_draw(&keys[i], USE_SIGN, t) < 0.5;
      double last = MORRIS_LEVELS - 1;
      ends[i][!up] = factor_at(&factors[i], low / last);
      ends[i][up] = factor_at(&factors[i], (low + JUMP) / last);
      turns[i] = (struct turn){.when = design_draw(&keys[i], USE_TURN, t), .factor = i};
      values[i] = ends[i][0];
    }
    sort_stable(turns, (size_t)k, sizeof *turns, by_turn);
    for (int step = 0; step < k; step++) {
      memcpy(values + k, values, width);
      values += k;
      values[turns[step].factor] = ends[turns[step].factor][1];
    }
    values += k;
  }
  return ERR_OK;
}
