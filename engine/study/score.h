/* Proper scores of what was predicted against what was observed: lower is better, 0 is perfect.
 *
 * Sources: Brier (1950); continuous ranked probability score, Matheson & Winkler (1976), in the
 * form E|X - y| - E|X - X'|/2 of Gneiting & Raftery (2007). */
#ifndef DEMARCHE_STUDY_SCORE_H
#define DEMARCHE_STUDY_SCORE_H

#include "model/target.h"

#include <stdint.h>

enum { SCORE_BASE_COUNT = 2000 }; /* values that stand for a base rate's distribution */

/* Values with their weights: a distribution. The sum of weights is above 0. */
struct score_sample {
  int64_t count;
  const double *values;  /* ascending */
  const double *weights; /* NULL: all alike */
};

/* (p - observed)^2, observed 0 or 1. */
double score_brier(double p, double observed);

/* CRPS of [sample] against an observation known to lie between [low] and [high]: its mean over
 * them, as if each value between were as likely. */
double score_crps(const struct score_sample *sample, double low, double high);

/* E|X - X'|: how far two draws are apart. */
double score_mean_difference(const struct score_sample *sample);

/* The scale on which values of a target are compared. What it is not (NaN) is a lag that did not
 * come: the window's length, which is also the most a lag can be. "persons" are compared as
 * log(1 + x), since they span orders of magnitude. */
double score_scale(const struct target *target, double value);

/* The inverse. */
double score_unscale(const struct target *target, double value);

/* Fills SCORE_BASE_COUNT values: the base rate of a lag or quantity, on that scale, ascending. */
void score_base_values(const struct target *target, double *out);

/* What scores of the target are divided by, so that they can be averaged: 1 for an event, else
 * E|X - X'| of its base rate (1 if that is 0). It is known before any run. */
double score_unit(const struct target *target, const struct score_sample *base);

#endif
