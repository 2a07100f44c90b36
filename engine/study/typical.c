/* Outcome classes and their medoids. */
#include "study/typical.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct rung {
  const char *measure, *name;
};

static const struct rung ladder[] = {{"war", "war"},
                                     {"major_fighting", "major fighting"},
                                     {"ordered_fire", "fire ordered"},
                                     {"deaths", "fatal incidents only"}};

enum { RUNGS = sizeof ladder / sizeof ladder[0] };

static int find_column(const struct store_columns *columns, const char *name) {
  for (int c = 0; c < columns->column_count; c++) {
    if (!columns->columns[c].is_factor && strcmp(columns->columns[c].name, name) == 0) {
      return c;
    }
  }
  return -1;
}

/* Chosen runs in which the measure is not zero; [all] is how many it applies to. */
static int64_t count_true(const struct store_columns *columns, const bool *chosen, int column,
                          int64_t *all) {
  int64_t count = 0;
  *all = 0;
  for (int64_t run = 0; run < columns->count; run++) {
    double value = columns->columns[column].values[run];
    if (chosen[run] && !isnan(value)) {
      (*all)++;
      count += value != 0 ? 1 : 0;
    }
  }
  return count;
}

static void add_class(struct outcome_class *classes, int *count, const char *name,
                      const char *test) {
  struct outcome_class *class = &classes[(*count)++];
  *class = (struct outcome_class){.typical = -1};
  (void)snprintf(class->name, sizeof class->name, "%s", name);
  (void)snprintf(class->test, sizeof class->test, "%s", test);
}

/* The rungs that tell runs apart as classes, with the quiet rest; [rungs] are their columns. */
static int climb(const struct store_columns *columns, const bool *chosen,
                 struct outcome_class *classes, int *rungs) {
  char above[OUTCOME_TEST_SIZE / 2] = "";
  int count = 0;
  for (int i = 0; i < RUNGS; i++) {
    int column = find_column(columns, ladder[i].measure);
    int64_t all = 0;
    int64_t some = column < 0 ? 0 : count_true(columns, chosen, column, &all);
    if (some > 0 && some < all) {
      char test[OUTCOME_TEST_SIZE];
      rungs[count] = column;
      (void)snprintf(test, sizeof test, "%s%s", ladder[i].measure, above);
      add_class(classes, &count, ladder[i].name, test);
      size_t used = strlen(above);
      (void)snprintf(above + used, sizeof above - used, " and not %s", ladder[i].measure);
    }
  }
  if (count > 0) {
    add_class(classes, &count, "quiet", above + strlen(" and "));
  }
  return count;
}

/* Yes and no of the flag that divides the runs most evenly. */
static int divide(const struct store_columns *columns, const bool *chosen,
                  struct outcome_class *classes, int *rungs) {
  int best = -1;
  double most = 0;
  int count = 0;
  for (int c = 0; c < columns->column_count; c++) {
    int64_t all = 0;
    bool is_flag = columns->columns[c].flag && !columns->columns[c].is_factor;
    double share = is_flag ? (double)count_true(columns, chosen, c, &all) : 0;
    share = all > 0 ? share / (double)all : 0;
    if (share * (1 - share) * (double)all > most) {
      most = share * (1 - share) * (double)all;
      best = c;
    }
  }
  if (best < 0) {
    add_class(classes, &count, "all", "");
    return count;
  }
  char text[OUTCOME_NAME_SIZE];
  rungs[0] = best;
  (void)snprintf(text, sizeof text, "%.60s", columns->columns[best].name);
  add_class(classes, &count, text, text);
  (void)snprintf(text, sizeof text, "not %.60s", columns->columns[best].name);
  add_class(classes, &count, text, text);
  return count;
}

/* Leaves out classes without runs, and numbers the others anew. */
static int drop_empty(struct outcome_class *classes, int count, int *of_run, int64_t runs) {
  int places[OUTCOME_CLASSES_MAX] = {0};
  int kept = 0;
  for (int i = 0; i < count; i++) {
    places[i] = classes[i].runs > 0 ? kept : -1;
    if (classes[i].runs > 0) {
      classes[kept++] = classes[i];
    }
  }
  for (int64_t run = 0; run < runs; run++) {
    of_run[run] = of_run[run] < 0 ? -1 : places[of_run[run]];
  }
  return kept;
}

int outcome_classes(const struct store_columns *columns, const bool *chosen,
                    struct outcome_class classes[OUTCOME_CLASSES_MAX], int *of_run) {
  int rungs[OUTCOME_CLASSES_MAX] = {0};
  int count = climb(columns, chosen, classes, rungs);
  if (count == 0) {
    count = divide(columns, chosen, classes, rungs);
  }
  for (int64_t run = 0; run < columns->count; run++) {
    int at = 0;
    bool found = false;
    while (at < count - 1 && !found) {
      double value = columns->columns[rungs[at]].values[run];
      found = !isnan(value) && value != 0;
      at += found ? 0 : 1;
    }
    of_run[run] = chosen[run] ? at : -1;
    classes[at].runs += chosen[run] ? 1 : 0;
  }
  return drop_empty(classes, count, of_run, columns->count);
}

/* One measure's part of the squared distances to the means of the classes: of its values, or of
 * whether it applies. */
struct dimension {
  const double *values;
  bool applies;
  double sums[OUTCOME_CLASSES_MAX], counts[OUTCOME_CLASSES_MAX];
};

/* The value of a run in a dimension; NaN: none. */
static double coordinate(const struct dimension *dimension, int64_t run) {
  double value = dimension->values[run];
  return dimension->applies ? (isnan(value) ? 0 : 1) : value;
}

static void add_distances(struct dimension *d, const int *of_run, int64_t runs, double *distances) {
  double total = 0;
  double count = 0;
  double squares = 0;
  for (int64_t run = 0; run < runs; run++) {
    double x = coordinate(d, run);
    if (of_run[run] >= 0 && !isnan(x)) {
      d->sums[of_run[run]] += x;
      d->counts[of_run[run]] += 1;
      total += x;
      count += 1;
    }
  }
  double mean = count > 0 ? total / count : 0;
  for (int64_t run = 0; run < runs; run++) {
    double x = coordinate(d, run);
    squares += of_run[run] >= 0 && !isnan(x) ? (x - mean) * (x - mean) : 0;
  }
  for (int64_t run = 0; run < runs && squares > 0; run++) {
    double x = coordinate(d, run);
    if (of_run[run] >= 0 && !isnan(x)) {
      double off = x - d->sums[of_run[run]] / d->counts[of_run[run]];
      distances[run] += off * off / (squares / count);
    }
  }
}

enum err_code typical_runs(const struct store_columns *columns, const int *of_run,
                           const int *measures, int measure_count, struct outcome_class *classes,
                           int class_count, struct arena *arena, struct err *err) {
  double *distances = arena_zeroed(arena, (size_t)columns->count, sizeof *distances);
  assert(class_count <= OUTCOME_CLASSES_MAX);
  if (distances == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the distances");
  }
  for (int i = 0; i < measure_count; i++) {
    struct dimension value = {.values = columns->columns[measures[i]].values};
    struct dimension applies = {.values = value.values, .applies = true};
    add_distances(&value, of_run, columns->count, distances);
    add_distances(&applies, of_run, columns->count, distances);
  }
  for (int64_t run = 0; run < columns->count; run++) {
    if (of_run[run] >= 0) {
      struct outcome_class *class = &classes[of_run[run]];
      if (class->typical < 0 || distances[run] < distances[class->typical]) {
        class->typical = run;
      }
    }
  }
  return ERR_OK;
}
