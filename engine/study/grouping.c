/* Groups of runs. */
#include "study/grouping.h"

#include "base/number.h"
#include "study/interval.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int grouping_ends(const double *sorted, int64_t count, int most, int bins, double *ends) {
  int distinct = 0;
  for (int64_t i = 0; i < count && distinct <= most; i++) {
    if (i == 0 || sorted[i] != sorted[i - 1]) {
      if (distinct < most) {
        ends[distinct] = sorted[i];
      }
      distinct++;
    }
  }
  if (distinct <= most) {
    return distinct;
  }
  int made = 0;
  for (int b = 1; b <= bins; b++) {
    double end = sorted[(count * b - 1) / bins];
    if (made == 0 || end > ends[made - 1]) {
      ends[made++] = end;
    }
  }
  return made;
}

int grouping_class(const double *ends, int count, double value) {
  int at = 0;
  while (at < count - 1 && value > ends[at]) {
    at++;
  }
  return at;
}

struct seed_of {
  uint64_t seed;
  int64_t run;
};

static int compare_seeds(const void *a, const void *b) {
  const struct seed_of *left = a;
  const struct seed_of *right = b;
  if (left->seed != right->seed) {
    return left->seed < right->seed ? -1 : 1;
  }
  return left->run < right->run ? -1 : left->run > right->run ? 1 : 0;
}

static bool number_seeds(struct grouping *out, const struct store_columns *columns,
                         const bool *chosen) {
  struct seed_of *list = malloc(((size_t)columns->count + 1) * sizeof *list);
  if (list == NULL) {
    return false;
  }
  for (int64_t run = 0; run < columns->count; run++) {
    list[run] = (struct seed_of){columns->seed[run], run};
  }
  qsort(list, (size_t)columns->count, sizeof *list, compare_seeds);
  int64_t alike = 0;
  for (int64_t i = 0; i < columns->count; i++) {
    if (i == 0 || list[i].seed != list[i - 1].seed) {
      out->seed_count++;
      alike = 0;
    }
    out->seed_of_run[list[i].run] = out->seed_count - 1;
    alike += chosen[list[i].run] ? 1 : 0;
    out->seeds_chosen += chosen[list[i].run] && alike == 1 ? 1 : 0;
    out->seeds_are_shared = out->seeds_are_shared || alike > 1;
  }
  free(list);
  return true;
}

/* Classes of the values of a column before the empty ones are left out. */
struct classes {
  int count;
  bool has_none; /* the last one is for what is not applicable */
  bool bins;
  double ends[GROUPS_MAX];
  double low[GROUPS_MAX], high[GROUPS_MAX];
  int64_t runs[GROUPS_MAX];
};

static bool find_ends(struct classes *classes, const struct store_column *column,
                      const bool *chosen, int64_t runs) {
  double *sorted = malloc(((size_t)runs + 1) * sizeof *sorted);
  int64_t count = 0;
  if (sorted == NULL) {
    return false;
  }
  for (int64_t run = 0; run < runs; run++) {
    if (chosen[run] && isnan(column->values[run])) {
      classes->has_none = true;
    } else if (chosen[run]) {
      sorted[count++] = column->values[run];
    }
  }
  sort_numbers(sorted, count);
  int most = column->words != NULL ? GROUPS_MAX - 2 : GROUPING_LEVELS_MAX;
  classes->count = grouping_ends(sorted, count, most, GROUPING_BINS, classes->ends);
  int64_t distinct = count == 0 ? 0 : 1;
  for (int64_t i = 1; i < count; i++) {
    distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
  }
  classes->bins = distinct > most;
  free(sorted);
  return true;
}

static void assign(struct grouping *out, struct classes *classes, const struct store_column *column,
                   const bool *chosen, int64_t runs) {
  for (int64_t run = 0; run < runs; run++) {
    double value = column == NULL ? 0 : column->values[run];
    int group =
        isnan(value) ? classes->count : grouping_class(classes->ends, classes->count, value);
    out->of_run[run] = -1;
    if (!chosen[run]) {
      continue;
    }
    out->of_run[run] = group;
    classes->low[group] = classes->runs[group] == 0 ? value : fmin(classes->low[group], value);
    classes->high[group] = classes->runs[group] == 0 ? value : fmax(classes->high[group], value);
    classes->runs[group]++;
    out->chosen++;
  }
}

static const char *name_group(const struct classes *classes, const struct store_column *column,
                              int group, struct arena *arena) {
  char name[2 * NUMBER_TEXT_SIZE + 8];
  if (column == NULL) {
    return "";
  }
  if (group == classes->count) {
    return "none";
  }
  if (column->words != NULL) {
    int word = (int)classes->low[group];
    return word >= 0 && word < column->word_count ? column->words[word] : "?";
  }
  if (column->flag) {
    return classes->low[group] != 0 ? "yes" : "no";
  }
  if (classes->bins) {
    (void)snprintf(name, sizeof name, "%.4g to %.4g", classes->low[group], classes->high[group]);
  } else if (classes->low[group] == floor(classes->low[group])) {
    number_print(classes->low[group], name);
  } else {
    (void)snprintf(name, sizeof name, "%.6g", classes->low[group]);
  }
  return arena_text(arena, name, strlen(name));
}

/* Whether each group has at least nine of ten of the seeds; [seen] is room for all of them. */
static bool have_the_same_seeds(const struct grouping *out, int64_t runs, int32_t *seen) {
  bool all = true;
  for (int g = 0; g < out->count && all; g++) {
    int64_t seeds = 0;
    for (int64_t run = 0; run < runs; run++) {
      int32_t *last = &seen[out->seed_of_run[run]];
      if (out->of_run[run] == g && *last != g + 1) {
        *last = g + 1;
        seeds++;
      }
    }
    all = seeds * 10 >= (int64_t)out->seeds_chosen * 9;
  }
  return all;
}

enum err_code grouping_make(struct grouping *out, const struct store_columns *columns,
                            const bool *chosen, int by, struct arena *arena, struct err *err) {
  struct classes classes = {.count = 1};
  const struct store_column *column = by < 0 ? NULL : &columns->columns[by];
  assert(by < columns->column_count);
  *out = (struct grouping){0};
  if (column != NULL && column->words != NULL && column->word_count > GROUPS_MAX - 2) {
    return err_set(err, ERR_USAGE, "--by", "%s: found %d words; expected at most %d", column->name,
                   column->word_count, GROUPS_MAX - 2);
  }
  out->names = arena_zeroed(arena, GROUPS_MAX, sizeof *out->names);
  out->runs = arena_zeroed(arena, GROUPS_MAX, sizeof *out->runs);
  out->of_run = arena_zeroed(arena, (size_t)columns->count, sizeof *out->of_run);
  out->seed_of_run = arena_zeroed(arena, (size_t)columns->count, sizeof *out->seed_of_run);
  int32_t *seen = arena_zeroed(arena, (size_t)columns->count, sizeof *seen);
  if (out->names == NULL || out->runs == NULL || out->of_run == NULL || out->seed_of_run == NULL ||
      seen == NULL || !number_seeds(out, columns, chosen) ||
      (column != NULL && !find_ends(&classes, column, chosen, columns->count))) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the groups");
  }
  assign(out, &classes, column, chosen, columns->count);
  out->count = classes.count + (classes.has_none ? 1 : 0);
  out->is_paired =
      column != NULL && column->is_factor && have_the_same_seeds(out, columns->count, seen);
  for (int g = 0; g < out->count; g++) {
    out->runs[g] = classes.runs[g];
    out->names[g] = name_group(&classes, column, g, arena);
    if (out->names[g] == NULL) {
      return err_set(err, ERR_NOMEM, NULL, "no memory for the groups");
    }
  }
  return ERR_OK;
}
