/* What the designs draw from, and how a number in [0, 1) becomes a factor's value. */
#ifndef DEMARCHE_STUDY_DESIGN_DRAW_H
#define DEMARCHE_STUDY_DESIGN_DRAW_H

#include "study/design.h"

#include "base/rng.h"

/* What a draw is for: with its index it makes the draw's number of 32 bits. Append, never reorder.
 */
enum design_use {
  USE_VALUE,    /* a factor's value at a point */
  USE_STRATUM,  /* lhs: which stratum a point is in */
  USE_SHIFT,    /* saltelli: what its columns of A and B are shifted by */
  USE_START,    /* morris: the lower level of a trajectory's step */
  USE_SIGN,     /* morris: whether it goes up or down */
  USE_TURN,     /* morris: when in the trajectory it comes */
  USE_RUN_ORDER /* the order of points */
};

/* The stream of a factor. All 64 bits of its path's hash count, so that two factors never share
 * one. */
struct rng_key design_key(uint64_t seed, const char *path);

/* Draw [index] (0 to DESIGN_VALUES_MAX - 1) for [use], uniform on (0, 1). */
double design_draw(const struct rng_key *key, enum design_use use, int64_t index);

/* Puts 0..count-1 into [order], permuted by Fisher and Yates. */
void design_shuffle(const struct rng_key *key, enum design_use use, int64_t *order, int64_t count);

/* The value at [u] in [0, 1] of the factor's range or list. */
double factor_at(const struct factor *factor, double u);

/* Whether only listed levels may be had: words, or numbers of a list. */
bool factor_is_list(const struct factor *factor);

/* Positions in the levels (numbers or words) of those that no earlier one equals, into [kept] (room
 * for level_count). Returns how many. */
int factor_distinct(const struct factor *factor, int *kept);

/* Position of the scenario's own value in the levels; of words that are not known the first. -1: it
 * is not among them. */
int factor_base_level(const struct factor *factor);

/* Fill the points of a design that has been checked and counted; [out] has room for them. ERR_NOMEM
 * or nothing. */
enum err_code fill_grid(const struct factor *factors, struct points *out, struct err *err);
enum err_code fill_oat(const struct factor *factors, struct points *out, struct err *err);
enum err_code fill_random(const struct factor *factors, uint64_t seed, struct points *out,
                          struct err *err);
enum err_code fill_prior(const struct factor *factors, uint64_t seed, struct points *out,
                         struct err *err);
enum err_code fill_lhs(const struct factor *factors, uint64_t seed, struct points *out,
                       struct err *err);
enum err_code fill_sobol(const struct factor *factors, struct points *out, struct err *err);
enum err_code fill_saltelli(const struct factor *factors, uint64_t seed, struct points *out,
                            struct err *err);
enum err_code fill_morris(const struct factor *factors, uint64_t seed, struct points *out,
                          struct err *err);

#endif
