/* Columns of a sweep. */
#include "cli/sweep_columns.h"

#include "base/names.h"
#include "model/measures.h"

#include <string.h>

/* More than a table can have: the results file refuses what is too much. */
enum { COLUMNS_MAX = 4000 };

bool sweep_columns_open(struct sweep_columns *columns, struct arena *arena) {
  *columns = (struct sweep_columns){
      .measures = arena_zeroed(arena, COLUMNS_MAX, sizeof *columns->measures),
      .series = arena_zeroed(arena, COLUMNS_MAX, sizeof *columns->series)};
  return columns->measures != NULL && columns->series != NULL;
}

static bool has_measure(const struct sweep_columns *columns, const char *name) {
  for (int i = 0; i < columns->measure_count; i++) {
    if (strcmp(columns->measures[i].name, name) == 0) {
      return true;
    }
  }
  return false;
}

void sweep_columns_add(struct sweep_columns *columns, const struct outline *outline) {
  for (int i = 0; i < outline->outcome_count && columns->measure_count < COLUMNS_MAX; i++) {
    const struct summary_outcome *outcome = &outline->outcomes[i];
    if (!has_measure(columns, outcome->name)) {
      columns->measures[columns->measure_count++] =
          (struct store_measure){outcome->name, outcome->flag, measures_unit(outcome->name)};
    }
  }
  for (int i = 0; i < outline->series_count && columns->series_count < COLUMNS_MAX; i++) {
    if (names_find(outline->series_names[i], columns->series, (size_t)columns->series_count) < 0) {
      columns->series[columns->series_count++] = outline->series_names[i];
    }
  }
}

enum err_code sweep_columns_check(const struct sweep_columns *columns,
                                  const struct precision_rule *rule, struct err *err) {
  const char *words[COLUMNS_MAX];
  if (rule->text == NULL || has_measure(columns, rule->measure)) {
    return ERR_OK;
  }
  for (int i = 0; i < columns->measure_count; i++) {
    words[i] = columns->measures[i].name;
  }
  const char *near = names_nearest(rule->measure, words, (size_t)columns->measure_count);
  return err_set(err, ERR_USAGE, NULL, "--until: found no measure \"%s\"%s%s%s", rule->measure,
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}
