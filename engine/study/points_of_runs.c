/* Means over the replicates of each point. */
#include "study/points_of_runs.h"

#include <assert.h>
#include <math.h>

static bool counts_here(const struct store_columns *columns, int64_t run, int64_t points) {
  return columns->status[run] == RUN_STATUS_OK && columns->point[run] >= 0 &&
         columns->point[run] < points;
}

int64_t points_present(const struct store_columns *columns, int64_t points) {
  int64_t present = 0;
  for (int64_t run = 0; run < columns->count; run++) {
    if (counts_here(columns, run, points) && columns->point[run] >= present) {
      present = columns->point[run] + 1;
    }
  }
  return present;
}

enum err_code points_of_runs(struct points_of_runs *out, const struct store_columns *columns,
                             int64_t points, struct arena *arena, struct err *err) {
  assert(points >= 0);
  *out = (struct points_of_runs){.points = points};
  out->whole = arena_zeroed(arena, (size_t)points, sizeof *out->whole);
  out->first_run = arena_zeroed(arena, (size_t)points, sizeof *out->first_run);
  int64_t *counts = arena_zeroed(arena, (size_t)points, sizeof *counts);
  if (out->whole == NULL || out->first_run == NULL || counts == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for %lld points", (long long)points);
  }
  for (int64_t p = 0; p < points; p++) {
    out->first_run[p] = -1;
  }
  for (int64_t run = 0; run < columns->count; run++) {
    int64_t point = columns->point[run];
    if (counts_here(columns, run, points)) {
      out->first_run[point] = counts[point] == 0 ? run : out->first_run[point];
      counts[point]++;
      out->replicates = counts[point] > out->replicates ? counts[point] : out->replicates;
    }
  }
  for (int64_t p = 0; p < points; p++) {
    out->whole[p] = counts[p] > 0 && counts[p] == out->replicates;
  }
  return ERR_OK;
}

void points_means(const struct points_of_runs *of, const struct store_columns *columns, int column,
                  double *means, double *counts) {
  const double *values = columns->columns[column].values;
  for (int64_t p = 0; p < of->points; p++) {
    means[p] = 0;
    counts[p] = 0;
  }
  for (int64_t run = 0; run < columns->count; run++) {
    if (counts_here(columns, run, of->points) && !isnan(values[run])) {
      means[columns->point[run]] += values[run];
      counts[columns->point[run]] += 1;
    }
  }
  for (int64_t p = 0; p < of->points; p++) {
    means[p] = of->whole[p] && counts[p] > 0 ? means[p] / counts[p] : NAN;
  }
}
