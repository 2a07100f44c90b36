/* Inert factors and saturated measures. */
#include "study/effects.h"

#include "base/digest.h"
#include "study/distribution.h"
#include "study/interval.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS_MAX = 8, BINS = 4, SEEDS_ENOUGH = 10 };

/* A run in the order in which those that differ in one factor only stand together. */
struct placed {
  uint64_t others; /* hash of the seed and all other factors */
  double value;    /* of the factor */
  int64_t run;
};

/* What one comparison gave: the differences of one measure. */
struct differences {
  double *values;
  int32_t *seeds;
  int64_t count;
};

struct study {
  const struct store_columns *columns;
  const bool *chosen;
  const int *measures;
  int measure_count;
  struct arena *arena;
  uint64_t *hashes; /* [run] of the seed and all factors */
  struct placed *placed;
  int64_t placed_count;
  bool some_failed; /* of the chosen runs */
  int32_t *seed_of_run;
  int32_t seed_count;
  struct differences differences, rest;
  double *sums, *counts;
  double *values; /* [run] or [point] */
  struct points_of_runs points;
};

static bool counts(const struct study *s, int64_t run) {
  return s->chosen[run] && s->columns->status[run] == RUN_STATUS_OK;
}

static uint64_t hash_of(int column, double value) {
  struct {
    int64_t column;
    double value;
  } key = {column, value == 0 ? 0 : value};
  return digest_hash64(&key, sizeof key);
}

static void hash_runs(struct study *s) {
  for (int64_t run = 0; run < s->columns->count; run++) {
    uint64_t sum = digest_hash64(&s->columns->seed[run], sizeof s->columns->seed[run]);
    for (int c = 0; c < s->columns->column_count; c++) {
      if (s->columns->columns[c].is_factor) {
        sum += hash_of(c, s->columns->columns[c].values[run]);
      }
    }
    s->hashes[run] = sum;
  }
}

static int compare_placed(const void *a, const void *b) {
  const struct placed *left = a;
  const struct placed *right = b;
  if (left->others != right->others) {
    return left->others < right->others ? -1 : 1;
  }
  if (left->value != right->value) {
    return left->value < right->value ? -1 : 1;
  }
  return left->run < right->run ? -1 : left->run > right->run ? 1 : 0;
}

/* End of the set of runs that begins at [from]. */
static int64_t set_end(const struct study *s, int64_t from) {
  int64_t to = from + 1;
  while (to < s->placed_count && s->placed[to].others == s->placed[from].others) {
    to++;
  }
  return to;
}

static bool set_differs(const struct study *s, int64_t from, int64_t to) {
  return s->placed[from].value != s->placed[to - 1].value;
}

/* Orders the runs (the ok ones, or all) by what they have beside the factor; the number of sets
 * that can be compared, and of runs in them. */
static int64_t place(struct study *s, int factor, bool failed_too, int64_t *runs) {
  const double *values = s->columns->columns[factor].values;
  int64_t sets = 0;
  s->placed_count = 0;
  *runs = 0;
  for (int64_t run = 0; run < s->columns->count; run++) {
    bool wanted = failed_too ? s->chosen[run] : counts(s, run);
    if (wanted && !isnan(values[run])) {
      s->placed[s->placed_count++] =
          (struct placed){s->hashes[run] - hash_of(factor, values[run]), values[run], run};
    }
  }
  qsort(s->placed, (size_t)s->placed_count, sizeof *s->placed, compare_placed);
  for (int64_t i = 0; i < s->placed_count;) {
    int64_t end = set_end(s, i);
    if (set_differs(s, i, end)) {
      sets++;
      *runs += end - i;
    }
    i = end;
  }
  return sets;
}

static bool same(double a, double b) {
  return a == b || (isnan(a) && isnan(b));
}

static bool all_identical(const struct study *s) {
  for (int c = 0; c < s->columns->column_count; c++) {
    const struct store_column *column = &s->columns->columns[c];
    for (int64_t i = 0; i + 1 < s->placed_count && !column->is_factor; i++) {
      if (s->placed[i].others == s->placed[i + 1].others &&
          !same(column->values[s->placed[i].run], column->values[s->placed[i + 1].run])) {
        return false;
      }
    }
  }
  return true;
}

/* p-value that the mean of the differences is nil; NaN: they are too large to say. With enough
 * seeds each seed is one witness, else each difference. */
static double p_of_differences(struct study *s) {
  struct differences *d = &s->differences;
  struct observations of = {d->count, d->values, d->seeds, s->seed_count};
  struct mean_estimate mean = mean_estimate(&of, s->sums, s->counts);
  if (mean.seeds < SEEDS_ENOUGH && mean.seeds < d->count) {
    for (int64_t i = 0; i < d->count; i++) {
      d->seeds[i] = 0;
    }
    mean = mean_estimate(&of, s->sums, s->counts);
  }
  if (d->count < 2 || mean.mean == 0) {
    return 1;
  }
  return mean.error == 0 ? 0 : t_two_sided(mean.mean / mean.error, (double)mean.seeds - 1);
}

static void add_difference(struct study *s, int64_t run, double difference) {
  struct differences *d = &s->differences;
  d->values[d->count] = difference;
  d->seeds[d->count++] = s->seed_of_run[run];
}

/* In each set, runs of class [level] less the others. */
static double p_of_level(struct study *s, const double *measure, const double *ends, int levels,
                         int level) {
  s->differences.count = 0;
  for (int64_t from = 0; from < s->placed_count;) {
    int64_t to = set_end(s, from);
    double here = 0;
    double others = 0;
    double here_count = 0;
    double others_count = 0;
    for (int64_t i = from; i < to && set_differs(s, from, to); i++) {
      double value = measure[s->placed[i].run];
      bool is_here = grouping_class(ends, levels, s->placed[i].value) == level;
      double known = isnan(value) ? 0 : 1;
      here += is_here && known != 0 ? value : 0;
      here_count += is_here ? known : 0;
      others += !is_here && known != 0 ? value : 0;
      others_count += is_here ? 0 : known;
    }
    if (here_count > 0 && others_count > 0) {
      add_difference(s, s->placed[from].run, here / here_count - others / others_count);
    }
    from = to;
  }
  return p_of_differences(s);
}

/* In each set, steps to the next value: upwards, or away from [middle] when [outwards]. */
static double p_of_steps(struct study *s, const double *measure, bool outwards, double middle) {
  s->differences.count = 0;
  for (int64_t i = 0; i + 1 < s->placed_count; i++) {
    const struct placed *a = &s->placed[i];
    const struct placed *b = &s->placed[i + 1];
    bool known = !isnan(measure[a->run]) && !isnan(measure[b->run]);
    if (known && a->others == b->others && a->value != b->value) {
      double farther = fabs(b->value - middle) - fabs(a->value - middle);
      double sign = !outwards ? 1 : farther > 0 ? 1 : farther < 0 ? -1 : 0;
      add_difference(s, a->run, sign * (measure[b->run] - measure[a->run]));
    }
  }
  return p_of_differences(s);
}

static double p_of_welch(struct study *s) {
  struct observations here = {s->differences.count, s->differences.values, s->differences.seeds, 1};
  struct observations rest = {s->rest.count, s->rest.values, s->rest.seeds, 1};
  struct mean_estimate a = mean_estimate(&here, s->sums, s->counts);
  struct mean_estimate b = mean_estimate(&rest, s->sums, s->counts);
  if (here.count < 2 || rest.count < 2) {
    return 1;
  }
  if (!isfinite(a.mean) || !isfinite(b.mean)) {
    return (double)NAN;
  }
  if (a.mean == b.mean) {
    return 1;
  }
  double va = a.error * a.error;
  double vb = b.error * b.error;
  double df = welch_freedom(va, (double)here.count, vb, (double)rest.count);
  return va + vb == 0 ? 0 : t_two_sided((a.mean - b.mean) / sqrt(va + vb), df);
}

/* Points of class [level] against the others; s->values are the measure's means. */
static double p_of_points(struct study *s, const double *factor, const double *ends, int levels,
                          int level) {
  s->differences.count = 0;
  s->rest.count = 0;
  for (int64_t p = 0; p < s->points.points; p++) {
    int64_t run = s->points.first_run[p];
    if (run >= 0 && counts(s, run) && s->points.whole[p] && s->counts[p] > 0 &&
        !isnan(factor[run])) {
      bool is_here = grouping_class(ends, levels, factor[run]) == level;
      struct differences *to = is_here ? &s->differences : &s->rest;
      to->values[to->count] = s->values[p];
      to->seeds[to->count++] = 0;
    }
  }
  return p_of_welch(s);
}

/* Levels of the factor among its runs (placed): at most LEVELS_MAX, or bins. */
static int find_levels(struct study *s, bool words, double *ends, bool *many, double *middle) {
  int64_t count = s->placed_count;
  for (int64_t i = 0; i < count; i++) {
    s->values[i] = s->placed[i].value;
  }
  sort_numbers(s->values, count);
  int64_t distinct = count > 0 ? 1 : 0;
  for (int64_t i = 1; i < count; i++) {
    distinct += s->values[i] != s->values[i - 1] ? 1 : 0;
  }
  int most = words ? GROUPS_MAX : LEVELS_MAX;
  *many = distinct > most;
  *middle = count > 0 ? 0.5 * (s->values[0] + s->values[count - 1]) : 0;
  return distinct < 2 ? (int)distinct : grouping_ends(s->values, count, most, BINS, ends);
}

/* The lesser p-value; NaN, what cannot be said, stays. */
static double lesser(double a, double b) {
  return isnan(a) || isnan(b) ? (double)NAN : fmin(a, b);
}

/* The least p-value of one measure, and how many tests it took; NaN: some test cannot be said. */
static double least_p(struct study *s, const struct factor_effect *effect, int measure,
                      const double *ends, int levels, bool many, double middle, int *tests) {
  const double *factor = s->columns->columns[effect->column].values;
  const double *values = s->columns->columns[measure].values;
  double least = 1;
  if (effect->matched && many) {
    *tests = 2;
    return lesser(p_of_steps(s, values, false, middle), p_of_steps(s, values, true, middle));
  }
  if (!effect->matched) {
    points_means(&s->points, s->columns, measure, s->values, s->counts);
  }
  *tests = levels == 2 ? 1 : levels; /* of two levels both tests are the same */
  for (int level = 0; level < *tests; level++) {
    least = lesser(least, effect->matched ? p_of_level(s, values, ends, levels, level)
                                          : p_of_points(s, factor, ends, levels, level));
  }
  return least;
}

/* Whether level by level more or fewer runs are not ok than chance puts there: hypergeometric
 * variance, normal tails, 5 % shared among the levels. */
static bool falls_unevenly(const double *runs, const double *failed, int levels) {
  double all = 0;
  double bad = 0;
  double least = 1;
  for (int level = 0; level < levels; level++) {
    all += runs[level];
    bad += failed[level];
  }
  for (int level = 0; level < levels && bad > 0 && bad < all; level++) {
    double share = runs[level] / all;
    double variance = bad * share * (1 - share) * (all - bad) / (all - 1);
    double off = fabs(failed[level] - bad * share);
    least = variance > 0 ? fmin(least, t_two_sided(off / sqrt(variance), 1e9)) : least;
  }
  return least * (levels == 2 ? 1 : levels) < 0.05;
}

/* Looks at the runs that are not ok; whether each set has only such runs or none. */
static bool judge_failures(struct study *s, int factor, bool *uneven) {
  double ends[GROUPS_MAX];
  double runs[GROUPS_MAX] = {0};
  double failed[GROUPS_MAX] = {0};
  bool many = false;
  bool alike = true;
  double middle = 0;
  int64_t ignored = 0;
  (void)place(s, factor, true, &ignored);
  int levels = find_levels(s, s->columns->columns[factor].words != NULL, ends, &many, &middle);
  for (int64_t i = 0; i < s->placed_count; i++) {
    const struct placed *here = &s->placed[i];
    bool ok = counts(s, here->run);
    int level = levels < 2 ? 0 : grouping_class(ends, levels, here->value);
    runs[level] += 1;
    failed[level] += ok ? 0 : 1;
    alike = alike && (i == 0 || here->others != here[-1].others || ok == counts(s, here[-1].run));
  }
  *uneven = levels > 1 && falls_unevenly(runs, failed, levels);
  return alike;
}

static bool any_failed(const struct study *s) {
  for (int64_t run = 0; run < s->columns->count; run++) {
    if (s->chosen[run] && s->columns->status[run] != RUN_STATUS_OK) {
      return true;
    }
  }
  return false;
}

static struct factor_effect judge(struct study *s, int factor, int factors) {
  struct factor_effect out = {.column = factor, .inert = true, .measure = -1, .p = 1};
  double ends[GROUPS_MAX];
  bool many = false;
  double middle = 0;
  int64_t runs = 0;
  int64_t tests_in_all = 0;
  bool said = true;
  bool alike = !s->some_failed || judge_failures(s, factor, &out.uneven);
  out.pairs = place(s, factor, false, &runs);
  int levels = find_levels(s, s->columns->columns[factor].words != NULL, ends, &many, &middle);
  out.varied = levels > 1;
  /* A few runs that match by accident say less than all points do. */
  out.matched = out.pairs > 0 && runs * 2 * (factors + 2) >= s->placed_count;
  out.identical = out.varied && out.matched && alike && all_identical(s);
  if (!out.matched) {
    out.pairs = 0;
    for (int64_t p = 0; p < s->points.points; p++) {
      int64_t run = s->points.first_run[p];
      out.pairs += s->points.whole[p] && run >= 0 && counts(s, run) ? 1 : 0;
    }
  }
  for (int i = 0; i < s->measure_count && out.varied && !out.identical; i++) {
    int tests = 0;
    double p = least_p(s, &out, s->measures[i], ends, levels, many, middle, &tests);
    tests_in_all += tests;
    said = said && !isnan(p);
    if (p < out.p || (out.measure < 0 && !isnan(p))) {
      out.p = p;
      out.measure = s->measures[i];
    }
  }
  out.p = fmin(1, out.p * (double)(tests_in_all > 0 ? tests_in_all : 1));
  out.inert = out.varied && said && !out.uneven && out.p > 0.05 &&
              (out.matched || out.pairs >= EFFECT_POINTS_LEAST);
  return out;
}

static bool make_room(struct study *s) {
  size_t room =
      (size_t)(s->columns->count > s->points.points ? s->columns->count : s->points.points) + 1;
  struct arena *arena = s->arena;
  s->hashes = arena_zeroed(arena, room, sizeof *s->hashes);
  s->placed = arena_zeroed(arena, room, sizeof *s->placed);
  s->differences.values = arena_zeroed(arena, room, sizeof *s->differences.values);
  s->differences.seeds = arena_zeroed(arena, room, sizeof *s->differences.seeds);
  s->rest.values = arena_zeroed(arena, room, sizeof *s->rest.values);
  s->rest.seeds = arena_zeroed(arena, room, sizeof *s->rest.seeds);
  s->sums = arena_zeroed(arena, room, sizeof *s->sums);
  s->counts = arena_zeroed(arena, room, sizeof *s->counts);
  s->values = arena_zeroed(arena, room, sizeof *s->values);
  return s->hashes != NULL && s->placed != NULL && s->differences.values != NULL &&
         s->differences.seeds != NULL && s->rest.values != NULL && s->rest.seeds != NULL &&
         s->sums != NULL && s->counts != NULL && s->values != NULL;
}

enum err_code factor_effects(struct factor_effect **out, int *count,
                             const struct store_columns *columns, const bool *chosen,
                             const int *measures, int measure_count, int64_t points,
                             struct arena *arena, struct err *err) {
  struct study s = {.columns = columns,
                    .chosen = chosen,
                    .measures = measures,
                    .measure_count = measure_count,
                    .arena = arena};
  struct grouping grouping;
  int factors = 0;
  for (int c = 0; c < columns->column_count; c++) {
    factors += columns->columns[c].is_factor ? 1 : 0;
  }
  *count = 0;
  *out = arena_zeroed(arena, (size_t)factors, sizeof **out);
  enum err_code rc =
      points_of_runs(&s.points, columns, points_present(columns, points), arena, err);
  rc = rc != ERR_OK ? rc : grouping_make(&grouping, columns, chosen, -1, arena, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (*out == NULL || !make_room(&s)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the effects");
  }
  s.seed_of_run = grouping.seed_of_run;
  s.seed_count = grouping.seed_count;
  s.some_failed = any_failed(&s);
  hash_runs(&s);
  for (int c = 0; c < columns->column_count; c++) {
    if (columns->columns[c].is_factor) {
      (*out)[(*count)++] = judge(&s, c, factors);
    }
  }
  return ERR_OK;
}

int saturated_measures(const struct store_columns *columns, const bool *chosen,
                       struct saturated *out) {
  int found = 0;
  for (int c = 0; c < columns->column_count; c++) {
    const struct store_column *column = &columns->columns[c];
    int64_t seen = 0;
    double value = NAN;
    bool alike = !column->is_factor;
    for (int64_t run = 0; run < columns->count && alike; run++) {
      if (chosen[run] && columns->status[run] == RUN_STATUS_OK) {
        alike = seen == 0 || same(value, column->values[run]);
        value = column->values[run];
        seen++;
      }
    }
    if (alike && seen > 1) {
      out[found++] = (struct saturated){c, value};
    }
  }
  return found;
}
