/* Which factors do nothing and which measures never change.
 *
 * Where the design has runs of one seed that differ in one factor only (grid, one at a time,
 * Saltelli, Morris), these are compared with each other: with common random numbers a factor that
 * enters nowhere leaves every such run exactly as it was. Where it has not (random, Latin
 * hypercube, Sobol, prior), points are compared: those of one level of the factor, or of one
 * quarter of its range, with the others (Welch). A factor has no effect that these runs show if no
 * measure's mean differs beyond chance: the least p-value, times the number of tests of the factor
 * (the first step of Holm 1979), is above 0.05. That is no proof of absence: few runs show little,
 * and of fewer than EFFECT_POINTS_LEAST points that were compared nothing is said. */
#ifndef DEMARCHE_STUDY_EFFECTS_H
#define DEMARCHE_STUDY_EFFECTS_H

#include "study/grouping.h"
#include "study/points_of_runs.h"

enum { EFFECT_POINTS_LEAST = 10 };

struct factor_effect {
  int column;
  bool varied;    /* it has more than one value among the runs */
  bool matched;   /* runs that differ in nothing else were compared; else points */
  int64_t pairs;  /* comparisons: sets of runs that differ in nothing else, or points */
  bool identical; /* matched, and every measure (parts too) is equal in every set, of whose runs
                     all are ok or none is */
  bool inert;     /* no mean differs beyond chance; false of too few points, of a measure whose
                     values are too large to test, and if [uneven] */
  bool uneven;    /* runs that are not ok fall unevenly over its levels: those that are ok do not
                     show what it does */
  int measure;    /* column of the least p-value, -1 none */
  double p;       /* that value times the number of tests, at most 1 */
};

/* Judges every factor among [columns] by the ok runs for which [chosen] holds, and by how many
 * there are that are not ok; the means of [measures] ([measure_count] columns) are tested. [points]
 * is the plan's number. What is made, one for each factor in order of columns, lives in [arena].
 * ERR_NOMEM. */
enum err_code factor_effects(struct factor_effect **out, int *count,
                             const struct store_columns *columns, const bool *chosen,
                             const int *measures, int measure_count, int64_t points,
                             struct arena *arena, struct err *err);

/* A measure that has one value in every run. */
struct saturated {
  int column;
  double value; /* NaN: it applies to none */
};

/* Saturated measures among the ok runs for which [chosen] holds; at most column_count into [out],
 * and how many. None of fewer than two runs. */
int saturated_measures(const struct store_columns *columns, const bool *chosen,
                       struct saturated *out);

#endif
