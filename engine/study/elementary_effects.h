/* Screening by elementary effects: Morris (1991); mu* is Campolongo, Cariboni & Saltelli's (2007).
 *
 * An elementary effect is the difference that one step of one factor makes, divided by the step on
 * the unit scale ((value - low) / (high - low); of words their number / (words - 1)). mu is the
 * mean of a factor's effects, mu* that of their absolute values, sigma their standard deviation: a
 * sigma that is large beside mu* says that the effect depends on where the other factors are, or is
 * not linear. Intervals by bootstrap over trajectories. */
#ifndef DEMARCHE_STUDY_ELEMENTARY_EFFECTS_H
#define DEMARCHE_STUDY_ELEMENTARY_EFFECTS_H

#include "base/arena.h"
#include "base/err.h"
#include "study/interval.h"

struct morris_index {
  double mu, mu_star, sigma; /* sigma NaN of fewer than 2 trajectories */
  struct interval mu_interval, mu_star_interval, sigma_interval;
};

struct morris_result {
  int64_t trajectories; /* that were used */
  int64_t dropped;      /* with a point without a value, or steps that are no Morris design's */
  struct morris_index *indices; /* [factor] */
};

/* [values] are of points [trajectory * (k + 1) + step] and [units] their factors on the unit scale,
 * [point * k + factor]. NaN in [values]: no value. What is found lives in [arena]. ERR_NOMEM. */
enum err_code elementary_effects(struct morris_result *out, const double *values,
                                 const double *units, int64_t trajectories, int factors,
                                 int resamples, struct arena *arena, struct err *err);

#endif
