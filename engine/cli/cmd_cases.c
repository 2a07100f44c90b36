/* demarche cases: a record of past cases, fitted and scored. */
#include "base/names.h"
#include "base/number.h"
#include "cli/cases_report.h"
#include "cli/command.h"
#include "cli/whole_file.h"
#include "host/bundle_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_MIB = 512, FILE_MIB_MAX = 64 };

static const double ridge_most = 1e6;
static const double lag_floor_days = 0.3; /* "the same day" is no lag of 0 */
static const double lag_most_days = 1e6;
static const double came_least = 0.5; /* outcome from which the time to it is counted */

struct cases_command {
  const char *file, *outcome, *on, *by, *lags;
  double ridge;
  bool json, lists_cases;
};

enum { KEY_ON = 0x200, KEY_OUTCOME, KEY_RIDGE, KEY_BY, KEY_LAGS, KEY_PREDICTIONS, KEY_FORMAT };

static const struct argp_option option_table[] = {
    {"on", KEY_ON, "TERM,...", 0,
     "What the outcome is fitted on: columns of numbers, and COLUMN=VALUE, which is 1 where the "
     "column has that value, else 0",
     0},
    {"outcome", KEY_OUTCOME, "COLUMN", 0, "What is foretold, 0 to 1 (default: honoured)", 0},
    {"ridge", KEY_RIDGE, "NUMBER", 0, "Penalty on slopes of standardised columns (default: 1)", 0},
    {"by", KEY_BY, "COLUMN", 0,
     "Leave out together the cases that share this column's value (default: one case at a time)",
     0},
    {"lags", KEY_LAGS, "COLUMN", 0,
     "Also tell how many hours these days are in cases with outcome from 0.5 (floor: 0.3 days)", 0},
    {"predictions", KEY_PREDICTIONS, NULL, 0, "Also tell the chance of each case", 0},
    {"format", KEY_FORMAT, "FORMAT", 0, "text (default) or json", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static void end(const struct cases_command *command, struct argp_state *state) {
  if (command->file == NULL) {
    argp_error(state,
               "found no record of cases; expected a CSV file, or the name of a shipped one");
  } else if (command->on == NULL) {
    argp_error(state, "found no --on; expected columns to fit on, as --on covered,requested");
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct cases_command *command = state->input;
  switch (key) {
  case KEY_ON:
    command->on = text;
    return 0;
  case KEY_OUTCOME:
    command->outcome = text;
    return 0;
  case KEY_RIDGE:
    if (!number_parse(text, &command->ridge) || command->ridge < 0 || command->ridge > ridge_most) {
      argp_error(state, "--ridge: found \"%.40s\"; expected a number from 0 to %.0f", text,
                 ridge_most);
    }
    return 0;
  case KEY_BY:
    command->by = text;
    return 0;
  case KEY_LAGS:
    command->lags = text;
    return 0;
  case KEY_PREDICTIONS:
    command->lists_cases = true;
    return 0;
  case KEY_FORMAT:
    command->json = command_takes_json(text, "text", state);
    return 0;
  case ARGP_KEY_ARG:
    if (command->file != NULL) {
      argp_error(state, "found a second record \"%.60s\"; expected one", text);
    }
    command->file = text;
    return 0;
  case ARGP_KEY_END:
    end(command, state);
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* --- from cells to numbers ---------------------------------------------------------------------
 */

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the cases");
}

/* Splits [list] at its commas into names; in the arena. */
static enum err_code split_terms(const char *list, const char ***out, int *count,
                                 struct arena *arena, struct err *err) {
  const char **names = arena_zeroed(arena, LOGISTIC_TERMS_MAX, sizeof *names);
  const char *at = list;
  for (*count = 0; names != NULL; at++) {
    size_t length = strcspn(at, ",");
    const char *name = arena_text(arena, at, length);
    if (name == NULL) {
      return no_memory(err);
    }
    if (length == 0) {
      return err_set(err, ERR_USAGE, "--on", "found no term %s; expected columns between commas",
                     *at == '\0' ? "at the end" : "before a comma");
    }
    if (names_find(name, names, (size_t)*count) >= 0) {
      return err_set(err, ERR_USAGE, "--on", "found \"%.100s\" twice; expected it once", name);
    }
    if (*count == LOGISTIC_TERMS_MAX) {
      return err_set(err, ERR_USAGE, "--on", "found more than %d terms; expected fewer",
                     LOGISTIC_TERMS_MAX);
    }
    names[(*count)++] = name;
    at += length;
    if (*at == '\0') {
      break;
    }
  }
  *out = names;
  return names == NULL ? no_memory(err) : ERR_OK;
}

static enum err_code read_outcome(const struct cases_report *report, double *y, struct err *err) {
  const struct case_table *table = report->table;
  int column = -1;
  enum err_code rc = case_table_column(table, "--outcome", report->outcome, &column, err);
  for (int64_t row = 0; rc == ERR_OK && row < table->count; row++) {
    rc = case_table_number(table, row, column, 0, 1, "from 0 to 1", &y[row], err);
  }
  return rc;
}

static enum err_code read_groups(struct cases_report *report, struct arena *arena,
                                 struct err *err) {
  int column = -1;
  if (report->by == NULL) {
    return ERR_OK;
  }
  enum err_code rc = case_table_column(report->table, "--by", report->by, &column, err);
  int32_t *groups = arena_zeroed(arena, (size_t)report->table->count, sizeof *groups);
  if (rc != ERR_OK || groups == NULL) {
    return rc != ERR_OK ? rc : no_memory(err);
  }
  case_table_groups(report->table, column, groups);
  report->sample.groups = groups;
  return ERR_OK;
}

static enum err_code read_sample(struct cases_report *report, const struct cases_command *command,
                                 struct arena *arena, struct err *err) {
  struct logistic_sample *sample = &report->sample;
  const char **names = NULL;
  size_t count = (size_t)report->table->count;
  enum err_code rc = split_terms(command->on, &names, &sample->terms, arena, err);
  if (rc != ERR_OK || names == NULL) {
    return rc != ERR_OK ? rc : no_memory(err);
  }
  double *x = arena_zeroed(arena, count * (size_t)sample->terms, sizeof *x);
  double *y = arena_zeroed(arena, count, sizeof *y);
  if (x == NULL || y == NULL) {
    return no_memory(err);
  }
  rc = read_outcome(report, y, err);
  for (int term = 0; rc == ERR_OK && term < sample->terms; term++) {
    if (strcmp(names[term], report->outcome) == 0) {
      return err_set(err, ERR_USAGE, "--on", "found the outcome \"%.100s\"; expected other columns",
                     names[term]);
    }
    rc = case_table_term(report->table, "--on", names[term], &x[term], sample->terms, err);
  }
  sample->rows = (int64_t)count;
  sample->names = names;
  sample->x = x;
  sample->y = y;
  sample->ridge = command->ridge;
  return rc != ERR_OK ? rc : read_groups(report, arena, err);
}

static enum err_code read_lags(struct cases_report *report, struct arena *arena, struct err *err) {
  const struct case_table *table = report->table;
  const double *outcomes = report->sample.y;
  int column = -1;
  int64_t count = 0;
  if (report->lags == NULL) {
    return ERR_OK;
  }
  enum err_code rc = case_table_column(table, "--lags", report->lags, &column, err);
  double *hours = arena_zeroed(arena, (size_t)table->count, sizeof *hours);
  if (hours == NULL || outcomes == NULL) {
    return no_memory(err);
  }
  for (int64_t row = 0; rc == ERR_OK && row < table->count; row++) {
    double days = 0;
    if (outcomes[row] >= came_least) {
      rc = case_table_number(table, row, column, 0, lag_most_days, "of days from 0 to 1e6", &days,
                             err);
      hours[count++] = 24 * fmax(days, lag_floor_days);
    }
  }
  if (rc == ERR_OK && count == 0) {
    rc = err_set(err, ERR_INVALID, table->name,
                 "%.100s: found no case with outcome from %.1f; expected one at least",
                 report->lags, came_least);
  }
  if (rc == ERR_OK) {
    report->delays = case_lags(hours, count);
  }
  return rc;
}

/* --- from numbers to scores --------------------------------------------------------------------
 */

/* Faults of the fit are of the file. */
static enum err_code of_file(enum err_code rc, const struct cases_report *report, struct err *err) {
  if (rc == ERR_INVALID) {
    struct err inner = *err;
    return err_set(err, rc, report->table->name, "%s", inner.text);
  }
  return rc;
}

static enum err_code score(struct cases_report *report, struct arena *arena, struct err *err) {
  const struct logistic_sample *sample = &report->sample;
  size_t count = (size_t)sample->rows;
  double sum = 0;
  report->chances = arena_zeroed(arena, count, sizeof(double));
  report->means = arena_zeroed(arena, count, sizeof(double));
  report->fitted = arena_zeroed(arena, count, sizeof(double));
  if (report->chances == NULL || report->means == NULL || report->fitted == NULL) {
    return no_memory(err);
  }
  enum err_code rc = logistic_fit(&report->fit, sample, err);
  rc = rc != ERR_OK ? rc : logistic_leave_out(report->chances, report->means, sample, err);
  if (rc != ERR_OK) {
    return of_file(rc, report, err);
  }
  for (int64_t row = 0; row < sample->rows; row++) {
    report->fitted[row] = logistic_chance(&report->fit, sample->x + row * sample->terms);
    sum += sample->y[row];
  }
  report->base_rate = sum / (double)count;
  report->in_sample = case_brier(report->fitted, sample->y, sample->rows);
  return case_scores(&report->scores, report->chances, report->means, sample->y, sample->rows,
                     arena, err);
}

static enum err_code read_table(struct case_table *table, const char *argument, char path[4096],
                                struct arena *arena, struct err *err) {
  struct shipped shipped;
  size_t length = 0;
  enum err_code rc = bundle_find_shipped(&shipped, err);
  rc = rc != ERR_OK ? rc : bundle_find_cases(&shipped, argument, path, err);
  if (rc != ERR_OK) {
    return rc;
  }
  char *bytes = whole_file_read(path, FILE_MIB_MAX, &length, err);
  if (bytes == NULL) {
    return err->code;
  }
  rc = case_table_read(table, path, bytes, length, arena, err);
  free(bytes);
  return rc;
}

static int tell(const struct cases_command *command) {
  struct arena arena;
  struct case_table table = {0};
  struct text out = {0};
  struct err err = {0};
  char path[4096];
  struct cases_report report = {.table = &table,
                                .file = command->file,
                                .outcome = command->outcome,
                                .by = command->by,
                                .lags = command->lags,
                                .lists_cases = command->lists_cases};
  arena_open_blocks(&arena, (size_t)ARENA_MIB << 20);
  enum err_code rc = read_table(&table, command->file, path, &arena, &err);
  rc = rc != ERR_OK ? rc : read_sample(&report, command, &arena, &err);
  rc = rc != ERR_OK ? rc : read_lags(&report, &arena, &err);
  rc = rc != ERR_OK ? rc : score(&report, &arena, &err);
  if (rc == ERR_OK) {
    report.names = case_table_find(&table, "id");
    (command->json ? cases_json : cases_text)(&out, &report);
  }
  int status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  arena_close(&arena);
  return status;
}

int cmd_cases(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "FILE.csv",
      "Fit a record of past cases by logistic regression, and score the fit on cases left out.\v"
      "FILE.csv has a header and a row a case; the name of a shipped record will do. The outcome "
      "is a share from 0 to 1. Columns are standardised and slopes held back by a ridge, so that "
      "few cases do not carry many columns. Each case is foretold by a fit to the others; its "
      "Brier score stands beside those of three rules: the others' mean, always and never. "
      "Intervals are 95 %, from 1000 resamples of the cases.\n\n"
      "  demarche cases alliances --on attacker_kind=state,covered,requested,major\n"
      "  demarche cases alliances --on covered,stake,ties,risk --by crisis --predictions\n"
      "  demarche cases record.csv --outcome complied --on stake,threat --ridge 0.5 --format json",
      NULL,
      NULL,
      NULL};
  struct cases_command command = {.outcome = "honoured", .ridge = 1};
  int status = command_parse(&argp, "demarche cases", argc, argv, &command);
  return status >= 0 ? status : tell(&command);
}
