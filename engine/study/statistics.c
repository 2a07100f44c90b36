/* Statistics of measures over groups. */
#include "study/statistics.h"

#include "study/distribution.h"
#include "study/survival.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Room for one measure in one group. */
struct room {
  double *values, *times;            /* [run] */
  int32_t *seeds;                    /* [run] */
  double *sums, *counts;             /* [seed] */
  double *first_sums, *first_counts; /* [seed]: the first group's */
};

struct making {
  const struct store_columns *columns;
  const struct grouping *grouping;
  const struct store_column *column;
  enum statistic_kind kind;
  double length;  /* of a run, in the unit of the measure */
  bool is_paired; /* so far */
  struct room room;
};

const char *statistic_kind_word(enum statistic_kind kind) {
  return kind == STATISTIC_SHARE ? "share" : kind == STATISTIC_NUMBER ? "mean" : "time";
}

static bool make_room(struct room *room, size_t runs, size_t seeds, struct arena *arena) {
  room->values = arena_zeroed(arena, runs, sizeof *room->values);
  room->times = arena_zeroed(arena, runs, sizeof *room->times);
  room->seeds = arena_zeroed(arena, runs, sizeof *room->seeds);
  room->sums = arena_zeroed(arena, seeds, sizeof *room->sums);
  room->counts = arena_zeroed(arena, seeds, sizeof *room->counts);
  room->first_sums = arena_zeroed(arena, seeds, sizeof *room->first_sums);
  room->first_counts = arena_zeroed(arena, seeds, sizeof *room->first_counts);
  return room->values != NULL && room->times != NULL && room->seeds != NULL && room->sums != NULL &&
         room->counts != NULL && room->first_sums != NULL && room->first_counts != NULL;
}

static const char *unit_of(const struct store_plan *plan, const char *name) {
  for (int i = 0; i < plan->measure_count; i++) {
    if (strcmp(plan->measures[i].name, name) == 0) {
      return plan->measures[i].unit == NULL ? "" : plan->measures[i].unit;
    }
  }
  return "";
}

/* Hours in the units of times; 0: not a time. */
static double hours_of_unit(const char *unit) {
  bool days = strcmp(unit, "day") == 0 || strcmp(unit, "days") == 0;
  return days ? 24 : strcmp(unit, "hours") == 0 || strcmp(unit, "hour") == 0 ? 1 : 0;
}

static enum statistic_kind kind_of(const struct making *m, const char *unit) {
  if (m->column->flag) {
    return STATISTIC_SHARE;
  }
  for (int64_t run = 0; run < m->columns->count && hours_of_unit(unit) > 0; run++) {
    if (m->grouping->of_run[run] >= 0 && isnan(m->column->values[run])) {
      return STATISTIC_TIME;
    }
  }
  return STATISTIC_NUMBER;
}

/* The group's values (of a time whether it happened) and seeds; the values that apply are in
 * room.times too. */
static struct observations gather(struct making *m, int group, int64_t *applies) {
  int64_t count = 0;
  *applies = 0;
  for (int64_t run = 0; run < m->columns->count; run++) {
    double value = m->column->values[run];
    if (m->grouping->of_run[run] != group) {
      continue;
    }
    if (!isnan(value)) {
      m->room.times[(*applies)++] = value;
    }
    if (m->kind == STATISTIC_TIME || !isnan(value)) {
      m->room.values[count] = m->kind == STATISTIC_TIME ? (isnan(value) ? 0 : 1) : value;
      m->room.seeds[count++] = m->grouping->seed_of_run[run];
    }
  }
  return (struct observations){count, m->room.values, m->room.seeds, m->grouping->seed_count};
}

static double deviation(const double *values, int64_t count) {
  double mean = 0;
  double squares = 0;
  for (int64_t i = 0; i < count; i++) {
    mean += values[i] / (double)count;
  }
  for (int64_t i = 0; i < count; i++) {
    squares += (values[i] - mean) * (values[i] - mean);
  }
  return count < 2 || !isfinite(squares) ? NAN : sqrt(squares / (double)(count - 1));
}

static void add_order(struct making *m, struct statistic *out, double effective) {
  double *times = m->room.times;
  sort_numbers(times, out->count);
  if (out->count > 0) {
    out->least = times[0];
    out->low = quantile(times, out->count, 0.05);
    out->median = quantile(times, out->count, 0.5);
    out->high = quantile(times, out->count, 0.95);
    out->greatest = times[out->count - 1];
  }
  out->median_interval = interval_median(times, out->count, effective);
}

static void add_survival(struct making *m, struct statistic *out, double effective) {
  double inflation = effective > 0 ? (double)out->runs / effective : 1;
  struct survival survival = survival_median(m->room.times, out->count, out->runs, m->length,
                                             inflation < 1 ? 1 : inflation);
  out->median = survival.median;
  out->median_interval = survival.interval;
}

/* Sums and counts of the observations by seed. */
static void add_by_seed(const struct observations *of, double *sums, double *counts) {
  memset(sums, 0, (size_t)of->seed_count * sizeof *sums);
  memset(counts, 0, (size_t)of->seed_count * sizeof *counts);
  for (int64_t i = 0; i < of->count; i++) {
    sums[of->seeds[i]] += of->values[i];
    counts[of->seeds[i]] += 1;
  }
}

static void welch(const struct statistic *first, struct statistic *out) {
  double a = first->error * first->error;
  double b = out->error * out->error;
  double df = welch_freedom(a, (double)first->seeds, b, (double)out->seeds);
  out->difference = out->value - first->value;
  out->difference_interval = interval_t(out->difference, sqrt(a + b), a + b > 0 ? df : 1);
}

/* The mean over the seeds that both groups have of the difference of their means. False where many
 * runs share few seeds, or where one has seeds that the other has not: that mean would not be of
 * the runs whose means are shown. */
static bool pair_by_seed(struct making *m, const struct observations *of, struct statistic *out) {
  int64_t pairs = 0;
  int64_t here = 0;
  int64_t there = 0;
  add_by_seed(of, m->room.sums, m->room.counts);
  for (int32_t s = 0; s < of->seed_count; s++) {
    here += m->room.counts[s] > 0 ? 1 : 0;
    there += m->room.first_counts[s] > 0 ? 1 : 0;
    if (m->room.counts[s] > 0 && m->room.first_counts[s] > 0) {
      m->room.values[pairs] =
          m->room.sums[s] / m->room.counts[s] - m->room.first_sums[s] / m->room.first_counts[s];
      m->room.seeds[pairs] = (int32_t)pairs;
      pairs++;
    }
  }
  bool enough = pairs >= SEEDS_LEAST || (pairs > 1 && pairs == of->count);
  if (!enough || pairs * 10 < (here > there ? here : there) * 9) {
    return false;
  }
  struct observations differences = {pairs, m->room.values, m->room.seeds, of->seed_count};
  struct mean_estimate estimate = mean_estimate(&differences, m->room.sums, m->room.counts);
  out->pairs = pairs;
  out->difference = estimate.mean;
  out->difference_interval = estimate.interval;
  return true;
}

static void describe(struct making *m, int group, const struct statistic *first,
                     struct statistic *out) {
  const struct interval nothing = {NAN, NAN};
  int64_t applies = 0;
  struct observations of = gather(m, group, &applies);
  struct mean_estimate mean = mean_estimate(&of, m->room.sums, m->room.counts);
  *out = (struct statistic){.runs = m->grouping->runs[group],
                            .count = applies,
                            .seeds = mean.seeds,
                            .value = mean.mean,
                            .sd = deviation(m->room.times, applies),
                            .error = mean.error,
                            .interval = m->kind == STATISTIC_NUMBER
                                            ? mean.interval
                                            : interval_wilson(mean.mean, mean.effective),
                            .least = NAN,
                            .low = NAN,
                            .median = NAN,
                            .high = NAN,
                            .greatest = NAN,
                            .median_interval = nothing,
                            .difference = NAN,
                            .difference_interval = nothing};
  if (group == 0) {
    add_by_seed(&of, m->room.first_sums, m->room.first_counts);
  } else {
    welch(first, out);
    m->is_paired = m->is_paired && pair_by_seed(m, &of, out);
  }
  if (m->kind != STATISTIC_SHARE) {
    add_order(m, out, mean.effective);
  }
  if (m->kind == STATISTIC_TIME) {
    add_survival(m, out, mean.effective);
  }
}

static void describe_groups(struct making *m, struct measure_statistics *out) {
  m->is_paired = m->grouping->is_paired;
  for (int g = 0; g < m->grouping->count; g++) {
    describe(m, g, &out->groups[0], &out->groups[g]);
  }
  out->is_paired = m->is_paired && m->grouping->count > 1;
  for (int g = 1; g < m->grouping->count && !out->is_paired; g++) {
    out->groups[g].pairs = 0;
    welch(&out->groups[0], &out->groups[g]);
  }
}

enum err_code statistics_make(struct measure_statistics **out, const struct store_plan *plan,
                              const struct store_columns *columns, const struct grouping *grouping,
                              const int *wanted, int count, struct arena *arena, struct err *err) {
  struct making m = {.columns = columns, .grouping = grouping};
  struct measure_statistics *made = arena_zeroed(arena, (size_t)count, sizeof *made);
  *out = made;
  if (made == NULL ||
      !make_room(&m.room, (size_t)columns->count, (size_t)grouping->seed_count, arena)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the statistics");
  }
  for (int i = 0; i < count; i++) {
    assert(wanted[i] >= 0 && wanted[i] < columns->column_count);
    m.column = &columns->columns[wanted[i]];
    const char *unit = unit_of(plan, m.column->name);
    m.kind = kind_of(&m, unit);
    m.length = hours_of_unit(unit) > 0 ? plan->days * 24.0 / hours_of_unit(unit) : 0;
    made[i] = (struct measure_statistics){wanted[i], m.kind, unit, false, NULL};
    made[i].groups = arena_zeroed(arena, (size_t)grouping->count, sizeof *made[i].groups);
    if (made[i].groups == NULL) {
      return err_set(err, ERR_NOMEM, NULL, "no memory for the statistics");
    }
    describe_groups(&m, &made[i]);
  }
  return ERR_OK;
}
