/* The table of `demarche stats`. */
#include "cli/stats_report.h"

#include "base/shell.h"
#include "cli/cells.h"
#include "cli/results.h"
#include "model/measures.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { COLUMNS = 10, WIDE = 118 /* from here on quantiles are shown */ };

struct family {
  const char *group; /* heading */
  const char *name;
};

#define ROW(id, word, flag, unit, about) {NULL, word},
#define GROUP(group, heading)            {heading, NULL}, MEASURE_##group##_MAP(ROW)
static const struct family families[] = {MEASURE_GROUP_MAP(GROUP)};
#undef GROUP
#undef ROW

enum { FAMILIES = sizeof families / sizeof families[0] };

static const char *const own_heading = "The scenario's own";

/* Heading under which a measure, or the measure it is part of, stands; of an expression that of the
 * first measure in it. */
static const char *heading_of(const char *name) {
  const char *heading = NULL;
  while (*name == '(' || *name == ' ' || strncmp(name, "not ", 4) == 0) {
    name += *name == 'n' ? 4 : 1;
  }
  size_t length = strcspn(name, ". <>=!()");
  for (int i = 0; i < FAMILIES; i++) {
    heading = families[i].group != NULL ? families[i].group : heading;
    if (families[i].name != NULL && strlen(families[i].name) == length &&
        strncmp(families[i].name, name, length) == 0) {
      return heading;
    }
  }
  return own_heading;
}

/* [share]: numbers are shares, told as per cent. */
static void print_number(double value, bool share, char out[CELL_NUMBER_SIZE]) {
  if (share) {
    cell_percent(value, out);
  } else {
    cell_number(value, out);
  }
}

static void add_interval(struct cells *cells, const struct interval *interval, bool share) {
  char low[CELL_NUMBER_SIZE];
  char high[CELL_NUMBER_SIZE];
  print_number(interval->low, share, low);
  print_number(interval->high, share, high);
  if (isnan(interval->low) || isinf(interval->low)) {
    cells_add(cells, NULL);
  } else if (isinf(interval->high)) {
    cells_add_format(cells, "from %s", low);
  } else {
    cells_add_format(cells, "%s to %s", low, high);
  }
}

static void add_value(struct cells *cells, double value, bool share) {
  char text[CELL_NUMBER_SIZE];
  print_number(value, share, text);
  cells_add_format(cells, "%s%s", text, share && !isnan(value) ? " %" : "");
}

static void add_median(struct cells *cells, const struct statistic *s, enum statistic_kind kind) {
  if (kind == STATISTIC_SHARE) {
    cells_add(cells, NULL);
    cells_add(cells, NULL);
    return;
  }
  if (kind == STATISTIC_TIME && isnan(s->median)) {
    cells_add(cells, s->runs > 0 ? "not reached" : "-");
  } else {
    add_value(cells, s->median, false);
  }
  add_interval(cells, &s->median_interval, false);
}

static void add_difference(struct cells *cells, const struct statistic *s, bool share) {
  char text[CELL_NUMBER_SIZE];
  print_number(s->difference, share, text);
  cells_add_format(cells, "%s%s", s->difference > 0 ? "+" : "", text);
  add_interval(cells, &s->difference_interval, share);
}

static void add_statistic(struct cells *cells, const char *name, const struct measure_statistics *m,
                          int group, bool by, bool wide) {
  const struct statistic *s = &m->groups[group];
  bool share = m->kind != STATISTIC_NUMBER;
  cells_add(cells, name);
  if (s->count < s->runs) {
    cells_add_format(cells, "%" PRId64 " of %" PRId64, s->count, s->runs);
  } else {
    cells_add_format(cells, "%" PRId64, s->count);
  }
  add_value(cells, s->value, share);
  add_interval(cells, &s->interval, share);
  add_median(cells, s, m->kind);
  if (wide && m->kind == STATISTIC_NUMBER && s->count > 0) {
    struct interval middle = {s->low, s->high};
    add_interval(cells, &middle, false);
  } else {
    cells_add(cells, NULL);
  }
  if (by && group > 0) {
    add_difference(cells, s, share);
  } else {
    cells_add(cells, NULL);
    cells_add(cells, NULL);
  }
  cells_add(cells, by ? NULL : m->unit);
}

static bool is_saturated(const struct stats_report *report, int column) {
  for (int i = 0; i < report->saturated_count; i++) {
    if (report->saturated[i].column == column) {
      return true;
    }
  }
  return false;
}

static void add_measure(struct cells *cells, const struct stats_report *report,
                        const struct measure_statistics *m, bool wide) {
  const char *name = report->set->columns.columns[m->column].name;
  struct text indented = {0};
  if (report->by == NULL) {
    text_add_format(&indented, "  %s", name);
    add_statistic(cells, text_string(&indented), m, 0, false, wide);
  }
  for (int g = 0; g < report->grouping.count && report->by != NULL; g++) {
    if (g == 0) {
      text_add_format(&indented, "  %s%s%s%s", name, m->unit[0] == '\0' ? "" : " (", m->unit,
                      m->unit[0] == '\0' ? "" : ")");
      cells_add_line(cells, text_string(&indented));
    }
    text_clear(&indented);
    text_add_format(&indented, "    %s", report->grouping.names[g]);
    add_statistic(cells, text_string(&indented), m, g, true, wide);
  }
  cells->text.failed = cells->text.failed || indented.failed;
  text_free(&indented);
}

/* Measures under one heading, of the program's in the order of its list. */
static void add_group(struct cells *cells, const struct stats_report *report, const char *heading,
                      bool wide) {
  bool begun = false;
  for (int i = 0; i < report->measure_count; i++) {
    const struct measure_statistics *m = &report->measures[i];
    const char *name = report->set->columns.columns[m->column].name;
    if (strcmp(heading_of(name), heading) != 0 ||
        (report->hides_saturated && is_saturated(report, m->column))) {
      continue;
    }
    if (!begun) {
      cells_add_line(cells, "");
      cells_add_line(cells, heading);
      begun = true;
    }
    add_measure(cells, report, m, wide);
  }
}

static bool some_paired(const struct stats_report *report) {
  for (int i = 0; i < report->measure_count; i++) {
    if (report->measures[i].is_paired) {
      return true;
    }
  }
  return false;
}

static void add_head(struct text *out, const struct stats_report *report) {
  const struct run_set *set = report->set;
  const struct store_plan *plan = set->plan;
  int64_t failed = set->columns.count - report->statuses[RUN_STATUS_OK];
  text_add_safe(out, plan->scenario, strlen(plan->scenario));
  text_add_format(out, ", %d days", plan->days);
  const char *design = run_set_line(set, "design");
  text_add(out, design[0] == '\0' ? "" : ", design ");
  text_add_safe(out, design, strlen(design));
  text_add(out, ": ");
  if (results_may_end_early(plan)) {
    command_add_count(out, set->columns.count, "run, of at most ", "runs, of at most ");
    command_add_count(out, plan->planned, "", "");
  } else {
    command_add_count(out, set->columns.count, "of ", "of ");
    command_add_count(out, plan->planned, "run", "runs");
  }
  if (failed > 0) {
    text_add(out, ", ");
    command_add_count(out, failed, "of them without result (", "of them without result (");
    const char *joint = "";
    for (int s = RUN_STATUS_OK + 1; s < RUN_STATUS_COUNT; s++) {
      if (report->statuses[s] > 0) {
        const char *word = run_status_word((enum run_status)s);
        text_add(out, joint);
        command_add_count(out, report->statuses[s], word, word);
        joint = ", ";
      }
    }
    text_add(out, ")");
  }
  if (report->given != NULL) {
    text_add_format(out, "; given ");
    text_add_safe(out, report->given, strlen(report->given));
    text_add(out, ": ");
    command_add_count(out, report->grouping.chosen, "", "");
  }
  text_add(out, "\n");
  if (report->by != NULL) {
    text_add_format(out, "by %s; differences are from %s, %s\n", report->by,
                    report->grouping.count > 0 ? report->grouping.names[0] : "-",
                    some_paired(report) ? "within seeds" : "of the means");
  }
}

/* Adds "name, name" to a line that is broken at the width. */
static void add_list(struct text *out, const char *title, struct text *line, int width) {
  if (line->length > 0) {
    struct text whole = {0};
    text_add_format(&whole, "%s %s", title, text_string(line));
    text_add(out, "\n");
    command_add_wrapped(out, text_string(&whole), 0, 2, width == 0 ? 100 : width);
    text_add(out, "\n");
    out->failed = out->failed || whole.failed;
    text_free(&whole);
  }
  out->failed = out->failed || line->failed;
  text_clear(line);
}

static void add_joint(struct text *line) {
  text_add(line, line->length > 0 ? ", " : "");
}

/* Names of factors that a list holds; a prior draws hundreds. */
enum { NAMED_MAX = 20 };

static void add_effects(struct text *out, const struct stats_report *report, int width) {
  struct text line = {0};
  const struct store_columns *columns = &report->set->columns;
  for (int pass = 0; pass < 2; pass++) {
    int named = 0;
    for (int i = 0; i < report->effect_count; i++) {
      const struct factor_effect *effect = &report->effects[i];
      if (effect->inert && effect->identical == (pass == 0) && ++named <= NAMED_MAX) {
        add_joint(&line);
        text_add_format(&line, "%s (%" PRId64 " %s", columns->columns[effect->column].name,
                        effect->pairs, effect->matched ? "sets" : "points");
        text_add_format(&line, effect->identical ? ")" : ", p = %.2g)", effect->p);
      }
    }
    if (named > NAMED_MAX) {
      text_add_format(&line, ", and %d more (--format json names all)", named - NAMED_MAX);
    }
    add_list(out,
             pass == 0 ? "Without effect, every run identical to those that differ in nothing else:"
                       : "No measure's mean moves beyond chance with:",
             &line, width);
  }
  text_free(&line);
}

/* Factors over whose levels the runs without result are spread unevenly. */
static void add_uneven(struct text *out, const struct stats_report *report, int width) {
  struct text line = {0};
  int named = 0;
  for (int i = 0; i < report->effect_count; i++) {
    if (report->effects[i].uneven && ++named <= NAMED_MAX) {
      add_joint(&line);
      text_add(&line, report->set->columns.columns[report->effects[i].column].name);
    }
  }
  if (named > NAMED_MAX) {
    text_add_format(&line, ", and %d more (--format json names all)", named - NAMED_MAX);
  }
  add_list(out, "Runs without result are spread unevenly over:", &line, width);
  text_free(&line);
}

static bool differs(const struct stats_report *report, const struct measure_statistics *m) {
  for (int g = 1; g < report->grouping.count; g++) {
    if (!isnan(m->groups[g].difference)) {
      return true;
    }
  }
  return false;
}

/* Measures that the line above the table does not speak of. */
static void add_unpaired(struct text *out, const struct stats_report *report, int width) {
  struct text line = {0};
  for (int i = 0; i < report->measure_count && some_paired(report); i++) {
    const struct measure_statistics *m = &report->measures[i];
    if (!m->is_paired && differs(report, m) &&
        !(report->hides_saturated && is_saturated(report, m->column))) {
      add_joint(&line);
      text_add(&line, report->set->columns.columns[m->column].name);
    }
  }
  add_list(out,
           "Differences of the means, as not the same seeds have a value in each group:", &line,
           width);
  text_free(&line);
}

static bool is_told(const struct stats_report *report, int column) {
  for (int i = 0; i < report->measure_count; i++) {
    if (report->measures[i].column == column) {
      return true;
    }
  }
  return false;
}

static void add_saturated(struct text *out, const struct stats_report *report, int width) {
  struct text line = {0};
  int parts = 0;
  for (int i = 0; i < report->saturated_count; i++) {
    const struct saturated *s = &report->saturated[i];
    const struct store_column *column = &report->set->columns.columns[s->column];
    char value[CELL_NUMBER_SIZE];
    if (report->hides_parts && run_set_is_part(column->name)) {
      parts++;
      continue;
    }
    if (!is_told(report, s->column)) {
      continue;
    }
    cell_number(s->value, value);
    add_joint(&line);
    text_add_format(&line, "%s %s", column->name,
                    isnan(s->value) ? "not applicable"
                    : column->flag  ? (s->value != 0 ? "yes" : "no")
                                    : value);
  }
  if (parts > 0) {
    add_joint(&line);
    text_add_format(&line, "and %d part%s", parts, parts == 1 ? "" : "s");
  }
  add_list(out, "The same in every run:", &line, width);
  text_free(&line);
}

static void write_notes(struct text *out, const struct stats_report *report) {
  int parts = 0;
  const struct store_columns *columns = &report->set->columns;
  for (int c = 0; c < columns->column_count; c++) {
    parts += !columns->columns[c].is_factor && run_set_is_part(columns->columns[c].name) ? 1 : 0;
  }
  if (report->grouping.seeds_are_shared && report->grouping.seeds_chosen >= SEEDS_LEAST) {
    text_add_format(out,
                    "Runs at different points share %d seeds: intervals count seeds, over the "
                    "points that were run.\n",
                    (int)report->grouping.seeds_chosen);
  } else if (report->grouping.seeds_are_shared) {
    text_add_format(out,
                    "Runs at different points share %d seed%s, too few to count: intervals count "
                    "runs, and leave out what other seeds would give.\n",
                    (int)report->grouping.seeds_chosen,
                    report->grouping.seeds_chosen == 1 ? "" : "s");
  }
  const char *design = run_set_line(report->set, "design");
  if (strcmp(design, "saltelli") == 0 || strcmp(design, "morris") == 0) {
    text_add(out, "For effects that depend on other factors: demarche sensitivity ");
    shell_quote_shown(out, store_path(report->set->store));
    text_add(out, "\n");
  }
  if (report->hides_parts && parts > 0) {
    text_add_format(out,
                    "Parts of measures (by theatre, actor, verb or pair) are %d more: --all, "
                    "or --measure NAME.\n",
                    parts);
  }
}

static void add_notes(struct text *out, const struct stats_report *report) {
  struct text notes = {0};
  write_notes(&notes, report);
  if (notes.length > 0) {
    text_add_format(out, "\n%s", text_string(&notes));
  }
  text_free(&notes);
}

void stats_table(struct text *out, const struct stats_report *report, int width) {
  struct cells cells = {.columns = COLUMNS};
  bool wide = width == 0 || width >= WIDE;
  static const char *const heads[COLUMNS] = {"",     "n",      "mean or share", "95 %", "median",
                                             "95 %", "5-95 %", "difference",    "95 %", "unit"};
  add_head(out, report);
  if (report->grouping.chosen == 0) {
    text_add(out, "no runs\n");
    stats_missing(out, report);
    return;
  }
  for (int i = 0; i < COLUMNS; i++) {
    bool unused = (i == 6 && !wide) || (i >= 7 && i < 9 && report->by == NULL) ||
                  (i == 9 && report->by != NULL);
    cells_add(&cells, unused ? NULL : heads[i]);
  }
  for (int i = 0; i < FAMILIES; i++) {
    if (families[i].group != NULL) {
      add_group(&cells, report, families[i].group, wide);
    }
  }
  add_group(&cells, report, own_heading, wide);
  cells_print(out, &cells);
  cells_free(&cells);
  stats_missing(out, report);
  add_unpaired(out, report, width);
  add_uneven(out, report, width);
  add_effects(out, report, width);
  add_saturated(out, report, width);
  add_notes(out, report);
}
