/* Percentile bootstrap (Efron 1979): resampling with random numbers that are a pure function of the
 * resample and the place in it, so that the same file gives the same intervals. */
#ifndef DEMARCHE_STUDY_BOOTSTRAP_H
#define DEMARCHE_STUDY_BOOTSTRAP_H

#include "study/interval.h"

enum { BOOTSTRAP_SEED = 1, BOOTSTRAP_RESAMPLES = 1000 };

/* Fills [chosen] with [count] > 0 draws with replacement from 0 to count - 1: resample number
 * [resample]. */
void bootstrap_draw(uint64_t seed, uint32_t resample, int64_t count, int32_t *chosen);

/* The 2.5 and 97.5 % quantiles of [estimates], which are sorted in place; NaN among them are left
 * out, and more than a tenth of them leaves the interval NaN. */
struct interval bootstrap_interval(double *estimates, int64_t count);

#endif
