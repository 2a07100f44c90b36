/* A fit: scores of points in several scenarios, and what follows from them. Lower is better. */
#ifndef DEMARCHE_STUDY_FIT_H
#define DEMARCHE_STUDY_FIT_H

#include "study/design.h"
#include "study/interval.h"

struct fit_scores {
  int scenarios;
  int64_t points;
  const double *scores; /* [scenario * points + point]; NaN: no result */
};

/* Mean score of [point] over all scenarios but [left_out] (-1: none); NaN if one is not known. */
double fit_mean(const struct fit_scores *fit, int64_t point, int left_out);

/* The point with the least mean score, the first of equals; -1: none has one. */
int64_t fit_best(const struct fit_scores *fit, int left_out);

/* The least and greatest value of [factor] among the points whose mean score is at most [most]. */
struct interval fit_span(const struct fit_scores *fit, const struct points *points, int factor,
                         double most);

/* How many points those are. */
int64_t fit_count(const struct fit_scores *fit, double most);

#endif
