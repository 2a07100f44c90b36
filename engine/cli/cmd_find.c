/* demarche find: runs for which something holds, and the most typical run of each outcome. */
#include "base/csv.h"
#include "base/number.h"
#include "base/shell.h"
#include "cli/cells.h"
#include "cli/json_number.h"
#include "cli/run_set.h"
#include "study/effects.h"
#include "study/typical.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 20, FACTORS_SHOWN = CELLS_COLUMNS_MAX - 7 };

struct find_command {
  struct run_set_options options;
  const char *expression;
  uint64_t limit; /* 0: no limit */
};

static const struct argp_option option_table[] = {
    {"limit", 'l', "N", 0, "At most so many runs (default 20; 0: all)", 0},
    {"format", 'f', "FORMAT", 0, "table (default), csv or json", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct find_command *command = state->input;
  switch (key) {
  case 'l':
    if (!number_parse_u64(text, &command->limit)) {
      argp_error(state, "--limit: found \"%.40s\"; expected a whole number from 0", text);
    }
    return 0;
  case 'f':
    run_set_set_format(&command->options, text, state);
    return 0;
  case ARGP_KEY_ARG:
    if (command->options.path == NULL) {
      break;
    }
    if (command->expression != NULL) {
      argp_error(
          state,
          "found a third argument \"%.60s\"; expected the file and one expression, in quotes",
          text);
    }
    command->expression = text;
    return 0;
  default:
    break;
  }
  return command_take_results(key, text, state, &command->options.path);
}

/* What is listed: rows of runs, with the class each is typical of. */
struct found {
  struct run_set *set;
  const struct find_command *command;
  int64_t *runs;
  const struct outcome_class **classes; /* [run listed]; NULL when an expression was asked for */
  int64_t count;                        /* listed */
  int64_t all;                          /* that satisfy the expression */
  int factors[FACTORS_SHOWN];           /* columns */
  int factor_count, factors_hidden;
};

static bool varies(const struct store_columns *columns, int column) {
  const double *values = columns->columns[column].values;
  for (int64_t run = 1; run < columns->count; run++) {
    if (values[run] != values[0]) {
      return true;
    }
  }
  return false;
}

/* A table shows only so many; the other forms print all factors themselves. */
static void choose_factors(struct found *found) {
  const struct store_columns *columns = &found->set->columns;
  for (int c = 0; c < columns->column_count; c++) {
    if (columns->columns[c].is_factor && varies(columns, c)) {
      if (found->factor_count < FACTORS_SHOWN) {
        found->factors[found->factor_count++] = c;
      } else {
        found->factors_hidden++;
      }
    }
  }
}

static enum err_code make_room(struct found *found, int64_t count, struct err *err) {
  struct arena *arena = &found->set->arena;
  found->runs = arena_zeroed(arena, (size_t)count, sizeof *found->runs);
  found->classes = arena_zeroed(arena, (size_t)count, sizeof *found->classes);
  return found->runs != NULL && found->classes != NULL
             ? ERR_OK
             : err_set(err, ERR_NOMEM, NULL, "no memory for the list");
}

static enum err_code find_runs(struct found *found, struct err *err) {
  bool *chosen = NULL;
  struct run_set *set = found->set;
  enum err_code rc =
      run_set_choose(set, "EXPR", found->command->expression, false, &chosen, &found->all, err);
  rc = rc != ERR_OK ? rc : make_room(found, found->all, err);
  uint64_t limit = found->command->limit == 0 ? UINT64_MAX : found->command->limit;
  for (int64_t run = 0; run < set->columns.count && rc == ERR_OK; run++) {
    if (chosen[run] && (uint64_t)found->count < limit) {
      found->runs[found->count++] = run;
    }
  }
  return rc;
}

static enum err_code find_typical(struct found *found, struct err *err) {
  struct run_set *set = found->set;
  const struct run_set_options every = {0};
  bool *chosen = NULL;
  int *measures = NULL;
  int measure_count = 0;
  struct outcome_class *classes = arena_zeroed(&set->arena, OUTCOME_CLASSES_MAX, sizeof *classes);
  int *of_run = arena_zeroed(&set->arena, (size_t)set->columns.count, sizeof *of_run);
  if (classes == NULL || of_run == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the classes");
  }
  enum err_code rc = run_set_choose(set, "EXPR", NULL, true, &chosen, &found->all, err);
  rc = rc != ERR_OK ? rc : run_set_measures(set, &every, false, &measures, &measure_count, err);
  rc = rc != ERR_OK ? rc : make_room(found, OUTCOME_CLASSES_MAX, err);
  if (rc != ERR_OK || found->all == 0) {
    return rc;
  }
  int count = outcome_classes(&set->columns, chosen, classes, of_run);
  rc = typical_runs(&set->columns, of_run, measures, measure_count, classes, count, &set->arena,
                    err);
  for (int i = 0; i < count && rc == ERR_OK; i++) {
    found->runs[found->count] = classes[i].typical;
    found->classes[found->count++] = &classes[i];
  }
  return rc;
}

/* A factor's value as text; a word is its column's. */
static const char *factor_text(const struct store_column *column, int64_t run,
                               char room[NUMBER_TEXT_SIZE]) {
  double value = column->values[run];
  if (column->words != NULL) {
    int word = value >= 0 ? (int)value : -1;
    return word >= 0 && word < column->word_count ? column->words[word] : "";
  }
  number_print(value, room);
  return isnan(value) ? "" : room;
}

/* Why a run failed, in the arena; "" for one that did not. */
static const char *reason_of(const struct found *found, int64_t run) {
  struct run_set *set = found->set;
  struct store_run row;
  struct err ignored;
  bool bad = set->columns.status[run] != RUN_STATUS_OK;
  return bad && store_read_run(set->store, set->columns.run_id[run], false, &set->arena, &row,
                               &ignored) == ERR_OK
             ? row.reason
             : "";
}

static void add_run(struct cells *cells, const struct found *found, int64_t i) {
  const struct store_columns *columns = &found->set->columns;
  const struct outcome_class *class = found->classes[i];
  int64_t run = found->runs[i];
  enum run_status status = (enum run_status)columns->status[run];
  cells_add(cells, class == NULL ? NULL : class->name);
  if (class == NULL) {
    cells_add(cells, NULL);
  } else {
    cells_add_format(cells, "%" PRId64, class->runs);
  }
  cells_add_format(cells, "%" PRId64, columns->run_id[run]);
  cells_add_format(cells, "%" PRId64, columns->point[run]);
  cells_add_format(cells, "%" PRId64, columns->replicate[run]);
  cells_add_format(cells, "%" PRIu64, columns->seed[run]);
  for (int f = 0; f < found->factor_count; f++) {
    char room[NUMBER_TEXT_SIZE];
    const struct store_column *column = &columns->columns[found->factors[f]];
    char number[CELL_NUMBER_SIZE];
    if (column->words == NULL) {
      (void)snprintf(number, sizeof number, "%.6g", column->values[run]);
    }
    cells_add(cells, column->words == NULL ? number : factor_text(column, run, room));
  }
  if (status == RUN_STATUS_OK) {
    cells_add(cells, NULL);
  } else {
    cells_add_format(cells, "%s: %s", run_status_word(status), reason_of(found, run));
  }
}

static int64_t count_not_ok(const struct store_columns *columns) {
  int64_t count = 0;
  for (int64_t run = 0; run < columns->count; run++) {
    count += columns->status[run] != RUN_STATUS_OK ? 1 : 0;
  }
  return count;
}

/* Adds "1,234 runs (56 not ok)". */
static void add_all_runs(struct text *out, const struct store_columns *columns) {
  int64_t bad = count_not_ok(columns);
  command_add_count(out, columns->count, "run", "runs");
  if (bad > 0) {
    text_add(out, " (");
    command_add_count(out, bad, "not ok)", "not ok)");
  }
}

static void print_table(struct text *out, const struct found *found) {
  const struct store_columns *columns = &found->set->columns;
  bool typical = found->command->expression == NULL;
  struct cells cells = {.columns = 7 + found->factor_count};
  if (typical) {
    text_add(out, "The most typical run of each outcome, of ");
    add_all_runs(out, columns);
    text_add(out, ":\n\n");
  }
  cells_add(&cells, typical ? "outcome" : NULL);
  cells_add(&cells, typical ? "runs" : NULL);
  cells_add(&cells, typical ? "typical run" : "run");
  cells_add(&cells, "point");
  cells_add(&cells, "replicate");
  cells_add(&cells, "seed");
  for (int f = 0; f < found->factor_count; f++) {
    cells_add(&cells, columns->columns[found->factors[f]].name);
  }
  cells_add(&cells, NULL);
  for (int64_t i = 0; i < found->count; i++) {
    add_run(&cells, found, i);
  }
  if (found->count > 0) {
    cells_print(out, &cells);
    text_add(out, "\n");
  }
  cells_free(&cells);
  if (found->factors_hidden > 0) {
    text_add_format(out, "%d more factors: --format csv\n", found->factors_hidden);
  }
}

static void print_end(struct text *out, const struct found *found) {
  const char *path = found->command->options.path;
  const struct store_columns *columns = &found->set->columns;
  if (found->command->expression != NULL) {
    command_add_count(out, found->all, "of ", "of ");
    add_all_runs(out, columns);
    if (found->count == 1 && found->all > 1) {
      text_add(out, "; the first is listed (--limit)");
    } else if (found->count < found->all) {
      text_add(out, "; the first ");
      command_add_count(out, found->count, "are listed (--limit)", "are listed (--limit)");
    }
    text_add(out, "\n");
  } else if (found->count == 0) {
    text_add(out, "no runs\n");
  }
  for (int64_t i = 0; i < found->count; i++) {
    if (found->classes[i] != NULL && found->classes[i]->test[0] != '\0' && found->count > 1) {
      text_add_format(out, "all of \"%s\": demarche find ", found->classes[i]->name);
      shell_quote_shown(out, path);
      text_add(out, " ");
      shell_quote_shown(out, found->classes[i]->test);
      text_add(out, "\n");
    }
  }
  if (found->count > 0) {
    text_add(out, "To look further: demarche replay ");
    shell_quote_shown(out, path);
    text_add_format(out, " --run %" PRId64 "\n", columns->run_id[found->runs[0]]);
  }
}

static void print_csv(struct text *out, const struct found *found) {
  const struct store_columns *columns = &found->set->columns;
  bool typical = found->command->expression == NULL;
  text_add(out, typical ? "outcome,runs,run_id,point,replicate,seed,status,reason"
                        : "run_id,point,replicate,seed,status,reason");
  for (int c = 0; c < columns->column_count; c++) {
    if (columns->columns[c].is_factor) {
      text_add(out, ",");
      csv_text(out, columns->columns[c].name);
    }
  }
  text_add(out, "\r\n");
  for (int64_t i = 0; i < found->count; i++) {
    int64_t run = found->runs[i];
    if (typical) {
      csv_text(out, found->classes[i]->name);
      text_add_format(out, ",%" PRId64 ",", found->classes[i]->runs);
    }
    text_add_format(out, "%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRIu64 ",%s,",
                    columns->run_id[run], columns->point[run], columns->replicate[run],
                    columns->seed[run], run_status_word((enum run_status)columns->status[run]));
    csv_text(out, reason_of(found, run));
    for (int c = 0; c < columns->column_count; c++) {
      const struct store_column *column = &columns->columns[c];
      char room[NUMBER_TEXT_SIZE];
      text_add(out, column->is_factor ? "," : "");
      if (column->is_factor && column->words != NULL) {
        csv_text(out, factor_text(column, run, room));
      } else if (column->is_factor) {
        csv_number(out, column->values[run]);
      }
    }
    text_add(out, "\r\n");
  }
}

static json_t *run_json(const struct found *found, int64_t i) {
  const struct store_columns *columns = &found->set->columns;
  int64_t run = found->runs[i];
  json_t *values = json_object();
  for (int c = 0; c < columns->column_count; c++) {
    const struct store_column *column = &columns->columns[c];
    char room[NUMBER_TEXT_SIZE];
    if (column->is_factor) {
      (void)json_object_set_new(values, column->name,
                                column->words != NULL ? json_string(factor_text(column, run, room))
                                                      : json_number(column->values[run]));
    }
  }
  json_t *object =
      json_pack("{s:I,s:I,s:I,s:I,s:s,s:s,s:o}", "run_id", (json_int_t)columns->run_id[run],
                "point", (json_int_t)columns->point[run], "replicate",
                (json_int_t)columns->replicate[run], "seed", (json_int_t)columns->seed[run],
                "status", run_status_word((enum run_status)columns->status[run]), "reason",
                reason_of(found, run), "values", values);
  if (found->classes[i] != NULL) {
    (void)json_object_set_new(object, "outcome", json_string(found->classes[i]->name));
    (void)json_object_set_new(object, "outcome_runs", json_integer(found->classes[i]->runs));
  }
  return object;
}

static void print_json(struct text *out, const struct found *found) {
  json_t *runs = json_array();
  for (int64_t i = 0; i < found->count; i++) {
    (void)json_array_append_new(runs, run_json(found, i));
  }
  json_add_document(out, json_pack("{s:s?,s:I,s:I,s:I,s:o}", "expression",
                                   found->command->expression, "count", (json_int_t)found->all,
                                   "of", (json_int_t)found->set->columns.count, "not_ok",
                                   (json_int_t)count_not_ok(&found->set->columns), "runs", runs));
}

static int find(const struct find_command *command) {
  struct run_set set;
  struct found found = {.set = &set, .command = command};
  struct text out = {0};
  struct err err = {0};
  enum err_code rc = run_set_open(&set, command->options.path, &err);
  if (rc == ERR_OK) {
    choose_factors(&found);
    rc = command->expression != NULL ? find_runs(&found, &err) : find_typical(&found, &err);
  }
  if (rc == ERR_OK && command->options.format == RUN_SET_TABLE) {
    print_table(&out, &found);
    print_end(&out, &found);
  } else if (rc == ERR_OK && command->options.format == RUN_SET_CSV) {
    print_csv(&out, &found);
  } else if (rc == ERR_OK) {
    print_json(&out, &found);
  }
  int status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  run_set_close(&set);
  return status;
}

int cmd_find(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS [EXPR]",
      "Runs of a results file for which EXPR holds; without it the most typical run of each "
      "outcome.\v"
      "Fields: the measures, the factors by path, run_id, point, replicate, seed, status. "
      "Operators: = != < <= > >=, and, or, not, ( ). A field alone holds when it is not zero. What "
      "does not apply to a run is neither true nor false, so that neither `x < 3` nor `not x < 3` "
      "finds it; `x = none` does. Examples:\n"
      "  demarche find sweep.db 'war and not requests'\n"
      "  demarche find sweep.db 'status != ok'",
      NULL,
      NULL,
      NULL};
  struct find_command command = {.limit = LIMIT};
  int status = command_parse(&argp, "demarche find", argc, argv, &command);
  return status >= 0 ? status : find(&command);
}
