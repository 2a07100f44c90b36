/* Designs: which points of the space of factors are run.
 *
 * Sources: Latin hypercube, McKay, Beckman & Conover (1979); Sobol sequence with the direction
 * numbers of Joe & Kuo (2008); radial A-B-AB sampling, Saltelli et al. (2010); elementary effects,
 * Morris (1991). */
#ifndef DEMARCHE_STUDY_DESIGN_H
#define DEMARCHE_STUDY_DESIGN_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* clang-format off: one row a line */
#define DESIGN_MAP(X)                                                                        \
  X(GRID, "grid")         /* every combination of levels, the last factor's fastest */       \
  X(OAT, "oat")           /* the scenario itself, then one factor at a time */               \
  X(RANDOM, "random")     /* independent uniform draws */                                    \
  X(LHS, "lhs")           /* Latin hypercube */                                              \
  X(SOBOL, "sobol")       /* the sequence itself, from its first point on */                 \
  X(SALTELLI, "saltelli") /* A, B and AB_i of a shifted Sobol sequence: samples * (k + 2) */ \
  X(MORRIS, "morris")     /* trajectories of k + 1 points on 4 levels */                     \
  X(PRIOR, "prior")       /* every fact that has a range is drawn from it */                 \
  X(FILE, "file")         /* points from a CSV file */
/* clang-format on */
enum design {
#define X(name, word) DESIGN_##name,
  DESIGN_MAP(X)
#undef X
      DESIGN_COUNT
};
const char *design_word(enum design design);

/* DESIGN_VALUES_MAX: points times factors, 2 GiB of them. */
enum { FACTOR_MAX = 1024, LEVEL_MAX = 4096, MORRIS_LEVELS = 4, DESIGN_VALUES_MAX = 1 << 28 };

/* What a factor's draws follow between low and high. */
enum factor_prior { PRIOR_UNIFORM, PRIOR_TRIANGULAR /* with its mode at `base` */ };

/* One thing that is varied. Owned by whoever made it. */
struct factor {
  const char *path;
  const char *levels_text; /* as it was asked for, "0:1:5"; "file" of a column of a file */
  const char *source;      /* of the fact; "" none */
  bool number;             /* numbers, else words */
  bool list;               /* numbers: these levels and nothing between them, also where designs
                              draw; words are always a list */
  double low, high;        /* of a number; of a list its least and greatest */
  bool whole;              /* only whole numbers fit: see points_make_whole */
  double base;             /* the scenario's own value, of words the number of its word. NaN: not
                              known, or not one of the words; factor_read leaves it so */
  enum factor_prior prior;
  int level_count;      /* of a grid: 0 when only a range was given */
  const double *levels; /* numbers, in order; NULL of words */
  const char *const *words;
  void *block; /* what the pointers above point into, if factor_free is to free it */
};

/* Points of a design: [point * factors + factor]. The value of a factor of words is the number of
 * its word. */
struct points {
  int64_t count;
  int factor_count;
  double *values;
  int64_t dropped; /* repeated points that were left out of a grid or oat; of the other designs
                      every point stands where its number says */
};

/* Reads "lo:hi", "lo:hi:n" or "a,b,c" into [out] (the texts are copied; all in one block that
 * factor_free frees). Levels of lo:hi:n are lo + i * (hi - lo) / (n - 1), the last hi itself. A
 * list is of numbers if its first item is one, and then all must be. ERR_INVALID: "PATH: found ...;
 * expected ...". */
enum err_code factor_read(struct factor *out, const char *path, const char *text, struct err *err);
void factor_free(struct factor *factor);

/* Frees [count] factors and the list that holds them. NULL is allowed. */
void factors_free(struct factor *factors, int count);

/* How many points [design] (any but FILE) has, without those it drops; -1 if it overflows 63 bits.
 */
int64_t design_size(enum design design, const struct factor *factors, int factor_count,
                    int64_t samples);

/* The points of any design but FILE. Deterministic in ([seed], design, factors, samples); the draws
 * of a factor depend on its path and not on the other factors (random, lhs, prior).
 *
 * In units of its range a factor of numbers is low + u * (high - low); of a list, the level
 * min(floor(u * n), n - 1). Layouts: saltelli, point n * (k + 2) + j is row n of A (j = 0), of B
 * (j = 1), of A with the factor j - 2 from B; morris, point t * (k + 1) + j is step j of trajectory
 * t, where each step moves one factor by 2/3 of its range, up or down. oat needs the scenario's own
 * numbers; where a word is not known it starts from the first. A grid and oat of no factors have
 * one point.
 *
 * ERR_INVALID for what a design cannot take: no levels (grid, oat), nothing to choose from, a
 * factor given twice, too many factors, samples or points. Freed by points_free. */
enum err_code design_points(enum design design, const struct factor *factors, int factor_count,
                            int64_t samples, uint64_t seed, struct points *out, struct err *err);

/* Reads a CSV (RFC 4180 in UTF-8, CRLF or LF, a mark at the beginning allowed; header of paths, a
 * row a point) of [length] bytes: makes the factors from its columns and the points from its rows,
 * in their order. A column is of numbers if its first cell is one, and then all must be. [name] is
 * for messages: "name:line", "PATH: found ...; expected ...". Freed by factors_free, points_free.
 */
enum err_code design_read_csv(const char *name, const char *bytes, size_t length,
                              struct factor **factors, int *factor_count, struct points *out,
                              struct err *err);

/* The same the other way: a header of paths, a row a point, ended by line feeds. Numbers as short
 * as they can be and still read back as the same double. */
void design_write_csv(struct text *out, const struct factor *factors, int factor_count,
                      const struct points *points);
/* Rounds what was drawn from a range of whole numbers; a level that is none is ERR_INVALID. */
enum err_code points_make_whole(struct points *points, const struct factor *factors,
                                enum design design, struct err *err);
void points_free(struct points *points);

/* Seeded permutation of 0..count-1 (at most DESIGN_VALUES_MAX): the order in which points are run.
 * malloc'ed; NULL: no memory. */
int64_t *design_order(int64_t count, uint64_t seed);

#endif
