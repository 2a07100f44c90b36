/* Sensitivity by variance: Sobol's (1993) indices from a Saltelli design.
 *
 * First order, the share of the variance that a factor explains alone: Saltelli et al. (2010),
 * table 2 (b), with the mean taken off first, which leaves the estimate what it is and its error
 * smaller. Total order, alone and with others: Jansen (1999), table 2 (f) there. Intervals by
 * bootstrap over base samples: what belongs to one (its A, B and all its AB_i) is drawn together.
 */
#ifndef DEMARCHE_STUDY_SOBOL_INDICES_H
#define DEMARCHE_STUDY_SOBOL_INDICES_H

#include "base/arena.h"
#include "base/err.h"
#include "study/interval.h"

struct sobol_index {
  double first, total;
  struct interval first_interval, total_interval;
};

struct sobol_result {
  int64_t samples; /* base samples that were used */
  int64_t dropped; /* those with a point without a value */
  double mean, variance;
  struct sobol_index *indices; /* [factor]; all NaN if nothing varies or fewer than 2 samples are
                                  there */
};

/* [values] are of points as a Saltelli design has them: [n * (k + 2) + j], j = 0 for A, 1 for B,
 * 2 + i for AB_i (A with factor i from B), n below [samples]. NaN: no value. Intervals from
 * [resamples] bootstrap samples. What is found lives in [arena]. ERR_NOMEM. */
enum err_code sobol_indices(struct sobol_result *out, const double *values, int64_t samples,
                            int factors, int resamples, struct arena *arena, struct err *err);

#endif
