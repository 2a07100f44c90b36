/* demarche stats: measures of many runs with their intervals. */
#include "cli/run_set.h"
#include "cli/stats_report.h"

#include "base/number.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct stats_command {
  struct run_set_options options;
  const char *by, *given;
  int width; /* 0: the terminal's, unlimited elsewhere */
  bool all;
};

enum {
  KEY_ALL = 'a',
  KEY_BY = 'b',
  KEY_FORMAT = 'f',
  KEY_GIVEN = 'g',
  KEY_MEASURE = 'm',
  KEY_WIDTH = 'w'
};

static const struct argp_option option_table[] = {
    {"by", KEY_BY, "PATH", 0,
     "Tell runs apart by a factor (or a measure, or point), with differences from the first group",
     0},
    {"measure", KEY_MEASURE, "NAME|EXPR", 0,
     "Only this measure and its parts (\"deaths\", \"deaths.river\"), or the share of runs for "
     "which "
     "an expression holds ('deaths > 25'); may be repeated",
     0},
    {"given", KEY_GIVEN, "EXPR", 0, "Only runs for which this holds, as 'war and not requests'", 0},
    {"all", KEY_ALL, NULL, 0, "Parts of measures too, and measures that are always the same", 0},
    {"format", KEY_FORMAT, "FORMAT", 0, "table (default), csv or json", 0},
    {"width", KEY_WIDTH, "N", 0,
     "Columns that the table may take, 40 to 1000 (default: the terminal's; unlimited elsewhere)",
     0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static void take_width(const char *text, struct argp_state *state, int *width) {
  uint64_t number = 0;
  if (!number_parse_u64(text, &number) || number < 40 || number > 1000) {
    argp_error(state, "--width: found \"%.40s\"; expected a whole number from 40 to 1000", text);
    return;
  }
  *width = (int)number;
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct stats_command *command = state->input;
  switch (key) {
  case KEY_BY:
    if (command->by != NULL) {
      argp_error(state, "--by: found it twice; expected it once");
    }
    command->by = text;
    return 0;
  case KEY_MEASURE:
    run_set_add_measure(&command->options, text, state);
    return 0;
  case KEY_GIVEN:
    command->given = text;
    return 0;
  case KEY_ALL:
    command->all = true;
    return 0;
  case KEY_WIDTH:
    take_width(text, state, &command->width);
    return 0;
  case KEY_FORMAT:
    run_set_set_format(&command->options, text, state);
    return 0;
  default:
    return command_take_results(key, text, state, &command->options.path);
  }
}

/* Measures whose means are tested for effects of factors: those that are no parts. */
static enum err_code find_effects(struct stats_report *report, const bool *eligible,
                                  struct err *err) {
  struct run_set *set = report->set;
  const struct run_set_options every = {0};
  int *tested = NULL;
  int count = 0;
  enum err_code rc = run_set_measures(set, &every, false, &tested, &count, err);
  return rc != ERR_OK
             ? rc
             : factor_effects(&report->effects, &report->effect_count, &set->columns, eligible,
                              tested, count, set->plan->points, &set->arena, err);
}

/* The file's columns and after them the number of the point, which is what tells the rows of a
 * table of points apart. Points are words, so that they are not put into bins. */
static enum err_code add_point(struct run_set *set, struct store_columns *out, struct err *err) {
  int own = set->columns.column_count;
  int64_t points = set->plan->points;
  if (points > GROUPS_MAX - 2) {
    return err_set(err, ERR_USAGE, "--by", "point: found %" PRId64 " points; expected at most %d",
                   points, GROUPS_MAX - 2);
  }
  struct store_column *columns = arena_zeroed(&set->arena, (size_t)own + 1, sizeof *columns);
  double *values = arena_zeroed(&set->arena, (size_t)set->columns.count, sizeof *values);
  const char **words = arena_zeroed(&set->arena, (size_t)points, sizeof *words);
  bool room = columns != NULL && values != NULL && words != NULL;
  for (int64_t p = 0; p < points && room; p++) {
    char number[NUMBER_TEXT_SIZE];
    number_print((double)p, number);
    words[p] = arena_text(&set->arena, number, strlen(number));
    room = words[p] != NULL;
  }
  if (!room) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the points");
  }
  for (int64_t run = 0; run < set->columns.count; run++) {
    values[run] = (double)set->columns.point[run];
  }
  memcpy(columns, set->columns.columns, (size_t)own * sizeof *columns);
  columns[own] = (struct store_column){.name = "point",
                                       .is_factor = true,
                                       .values = values,
                                       .words = words,
                                       .word_count = (int)points};
  *out = set->columns;
  out->columns = columns;
  out->column_count = own + 1;
  return ERR_OK;
}

/* Groups the runs that are ok, and all. By a measure those that are not ok have no group. */
static enum err_code make_groups(struct stats_report *report, const bool *eligible,
                                 const bool *chosen, struct err *err) {
  struct run_set *set = report->set;
  struct store_columns columns = set->columns;
  int by = -1;
  enum err_code rc = ERR_OK;
  if (report->by != NULL && strcmp(report->by, "point") == 0) {
    rc = add_point(set, &columns, err);
    by = columns.column_count - 1;
  } else if (report->by != NULL) {
    rc = run_set_column(set, "--by", report->by, false, &by, err);
  }
  rc = rc != ERR_OK ? rc : grouping_make(&report->grouping, &columns, chosen, by, &set->arena, err);
  by = rc == ERR_OK && by >= 0 && columns.columns[by].is_factor ? by : -1;
  rc = rc != ERR_OK ? rc
                    : grouping_make(&report->attempted, &columns, eligible, by, &set->arena, err);
  report->attempted_by = by >= 0;
  for (int64_t run = 0; run < columns.count && rc == ERR_OK; run++) {
    int group = report->attempted.of_run[run];
    if (group >= 0) {
      report->ended[group][columns.status[run] % RUN_STATUS_COUNT]++;
    }
  }
  return rc;
}

static enum err_code make(struct stats_report *report, const struct stats_command *command,
                          struct err *err) {
  struct run_set *set = report->set;
  bool *chosen = NULL;
  bool *eligible = NULL;
  int64_t count = 0;
  int *wanted = NULL;
  enum err_code rc =
      run_set_measures(set, &command->options, command->all, &wanted, &report->measure_count, err);
  rc = rc != ERR_OK ? rc
                    : run_set_choose(set, "--given", command->given, true, &chosen, &count, err);
  rc = rc != ERR_OK ? rc
                    : run_set_choose(set, "--given", command->given, false, &eligible, &count, err);
  rc = rc != ERR_OK ? rc : make_groups(report, eligible, chosen, err);
  rc = rc != ERR_OK
           ? rc
           : statistics_make(&report->measures, set->plan, &set->columns, &report->grouping, wanted,
                             report->measure_count, &set->arena, err);
  if (rc != ERR_OK) {
    return rc;
  }
  report->saturated =
      arena_zeroed(&set->arena, (size_t)set->columns.column_count, sizeof *report->saturated);
  if (report->saturated == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the measures");
  }
  report->chosen = chosen;
  report->saturated_count = saturated_measures(&set->columns, chosen, report->saturated);
  for (int64_t run = 0; run < set->columns.count; run++) {
    report->statuses[set->columns.status[run] % RUN_STATUS_COUNT]++;
  }
  return find_effects(report, eligible, err);
}

static int tell(const struct stats_command *command) {
  struct run_set set;
  struct text out = {0};
  struct err err = {0};
  struct stats_report report = {.set = &set,
                                .by = command->by,
                                .given = command->given,
                                .hides_parts = !command->all && command->options.measure_count == 0,
                                .hides_saturated =
                                    !command->all && command->options.measure_count == 0};
  enum err_code rc = run_set_open(&set, command->options.path, &err);
  rc = rc != ERR_OK ? rc : run_set_add_expressions(&set, &command->options, &err);
  rc = rc != ERR_OK ? rc : make(&report, command, &err);
  if (rc == ERR_OK && command->options.format == RUN_SET_TABLE) {
    stats_table(&out, &report, command->width > 0 ? command->width : command_table_width());
  } else if (rc == ERR_OK && command->options.format == RUN_SET_CSV) {
    stats_csv(&out, &report);
  } else if (rc == ERR_OK) {
    stats_json(&out, &report);
  }
  int status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  run_set_close(&set);
  return status;
}

int cmd_stats(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS",
      "Measures of the runs in a results file, with 95 % intervals.\v"
      "Yes-or-no measures are shares with Wilson's interval; numbers are means with Student's. A "
      "time to something that did not happen in every run is the share in which it happened and "
      "the "
      "median time by Kaplan and Meier, the other runs counting as longer than they lasted. Where "
      "runs at several points share seeds, seeds are what the intervals count.\n"
      "Differences by a factor are within seeds where its levels have the same seeds, else those "
      "of "
      "the means; the line above the table says which.\n"
      "In --given, what does not apply to a run is neither true nor false: neither `x < 3` nor "
      "`not "
      "x < 3` holds; `x = none` does.\n"
      "Factors without effect and measures that are always the same are named below the table.",
      NULL,
      NULL,
      NULL};
  struct stats_command command = {0};
  int status = command_parse(&argp, "demarche stats", argc, argv, &command);
  return status >= 0 ? status : tell(&command);
}
