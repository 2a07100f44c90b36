/* The rule of precision: which points have replicates enough. */
#include "host/batch_state.h"

#include "study/interval.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Of one point's values; read in the order of runs, so that sums do not depend on who came first.
 */
struct pile {
  int64_t count;
  double sum, squares; /* squares: of deviations from the mean */
};

static double width_of(const struct pile *pile, bool flag) {
  double n = (double)pile->count;
  struct interval interval;
  if (pile->count < 2) {
    return INFINITY;
  }
  if (flag) {
    interval = interval_wilson(pile->sum / n, n);
  } else {
    interval = interval_t(pile->sum / n, sqrt(pile->squares / (n - 1) / n), n - 1);
  }
  return interval.high - interval.low;
}

static void pile_up(struct pile *piles, int64_t points, const struct store_columns *runs) {
  const double *values = runs->columns[0].values;
  for (int64_t i = 0; i < runs->count; i++) {
    if (!isnan(values[i]) && runs->point[i] >= 0 && runs->point[i] < points) {
      piles[runs->point[i]].count++;
      piles[runs->point[i]].sum += values[i];
    }
  }
  for (int64_t i = 0; i < runs->count; i++) {
    if (!isnan(values[i]) && runs->point[i] >= 0 && runs->point[i] < points) {
      struct pile *pile = &piles[runs->point[i]];
      double deviation = values[i] - pile->sum / (double)pile->count;
      pile->squares += deviation * deviation;
    }
  }
}

/* Judges the points of this shard; returns how many want more. */
static int64_t judge(struct batch *batch, const struct pile *piles, bool flag) {
  const struct plan *plan = batch->order->plan;
  int64_t open = 0;
  batch->report->points_stopped = 0;
  for (int64_t k = 0; k < plan->points.count; k++) {
    int64_t point = plan->order[k];
    if (!plan_is_mine(plan, k)) {
      continue;
    }
    batch->precise[point] =
        batch->precise[point] || width_of(&piles[point], flag) < plan->until.width;
    batch->report->points_stopped += batch->precise[point] ? 1 : 0;
    open += batch->precise[point] ? 0 : 1;
  }
  return open;
}

enum err_code batch_look(struct batch *batch) {
  const struct plan *plan = batch->order->plan;
  const char *name = plan->until.measure;
  struct store_columns runs = {0};
  struct pile *piles = calloc((size_t)plan->points.count, sizeof *piles);
  if (piles == NULL) {
    batch->failure = err_set(&batch->fault, ERR_NOMEM, NULL, "no memory for a look");
    return batch->failure;
  }
  batch->failure = store_read_columns(batch->order->store, &name, 1, &runs, &batch->fault);
  if (batch->failure == ERR_OK) {
    assert(runs.columns != NULL);
    pile_up(piles, plan->points.count, &runs);
    bool last = judge(batch, piles, runs.columns[0].flag) == 0;
    int64_t next = batch->wave * 2;
    batch->wave = last || next > plan->max_reps ? plan->max_reps : next;
  }
  store_columns_free(&runs);
  free(piles);
  return batch->failure;
}
