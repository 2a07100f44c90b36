/* From runs to the points of a design: each point's mean over its replicates. */
#ifndef DEMARCHE_STUDY_POINTS_OF_RUNS_H
#define DEMARCHE_STUDY_POINTS_OF_RUNS_H

#include "base/arena.h"
#include "store/store.h"

/* Which runs belong to which point. A point is whole when as many of its runs are ok as of the
 * point that has most; the others had failed runs, or runs that are still to come. Lives in the
 * arena it was made with. */
struct points_of_runs {
  int64_t points;     /* that were asked for, from the first */
  int64_t replicates; /* ok runs of a whole point */
  bool *whole;        /* [point] */
  int64_t *first_run; /* [point]: some ok run of it, -1 none: for the values of factors */
};

/* One more than the greatest point that has an ok run, at most [points]. What a file says of its
 * points may be much more than it holds. */
int64_t points_present(const struct store_columns *columns, int64_t points);

/* Of the first [points] points. ERR_NOMEM. */
enum err_code points_of_runs(struct points_of_runs *out, const struct store_columns *columns,
                             int64_t points, struct arena *arena, struct err *err);

/* Means of column [column] over each point's ok runs to which it applies, NaN where there is none
 * or the point is not whole. [means] and [counts] are room for a number each point. */
void points_means(const struct points_of_runs *of, const struct store_columns *columns, int column,
                  double *means, double *counts);

#endif
