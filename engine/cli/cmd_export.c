/* demarche export: a results file as CSV or JSON lines. */
#include "base/names.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/export_events.h"
#include "cli/export_table.h"
#include "cli/results.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { WHAT_RUNS, WHAT_PARAMS, WHAT_EVENTS, WHAT_SERIES, WHAT_COUNT };
enum { KEY_WHAT = 256, KEY_RUN };

static const char *const subjects[WHAT_COUNT] = {"runs", "params", "events", "series"};

struct export_command {
  const char *results, *path, *where;
  int what;
  enum row_form form;
  int64_t run; /* -1: all */
};

static const struct argp_option option_table[] = {
    {"what", KEY_WHAT, "WHAT", 0,
     "runs (a row a run: factors and measures), params (run, name, value), events (a row an event, "
     "with codes) or series (a row a day)",
     0},
    {"format", 'f', "FORMAT", 0, "csv (default) or jsonl", 0},
    {"output", 'o', "FILE", 0, "Write to FILE, which appears when it is complete", 0},
    {"run", KEY_RUN, "N", 0, "Only this run", 0},
    {"where", 'w', "EXPR", 0, "Only runs for which this holds, as 'war and deaths > 100'", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static void take_what(struct export_command *command, const char *text, struct argp_state *state) {
  command->what = names_find(text, subjects, WHAT_COUNT);
  if (command->what < 0) {
    const char *near = names_nearest(text, subjects, WHAT_COUNT);
    argp_error(state, "--what: found \"%.40s\"; expected runs, params, events or series%s%s%s",
               text, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
               near == NULL ? "" : "\"?");
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct export_command *command = state->input;
  uint64_t run = 0;
  switch (key) {
  case KEY_WHAT:
    take_what(command, text, state);
    return 0;
  case 'f':
    if (strcmp(text, "csv") != 0 && strcmp(text, "jsonl") != 0) {
      argp_error(state, "--format: found \"%.40s\"; expected csv or jsonl", text);
    }
    command->form = text[0] == 'c' ? ROW_CSV : ROW_JSONL;
    return 0;
  case 'o':
    command->path = text;
    return 0;
  case KEY_RUN:
    if (!number_parse_u64(text, &run) || run > INT64_MAX) {
      argp_error(state, "--run: found \"%.40s\"; expected the number of a run", text);
    }
    command->run = (int64_t)run;
    return 0;
  case 'w':
    command->where = text;
    return 0;
  case ARGP_KEY_END:
    if (command->results != NULL && command->what < 0) {
      argp_error(state, "found no --what; expected runs, params, events or series");
    }
    return command_take_results(key, text, state, &command->results);
  default:
    return command_take_results(key, text, state, &command->results);
  }
}

/* Runs whose events could not be had are named; the others are written. */
static int tell_missing(const struct export_events_result *result) {
  int64_t missing = result->failed + result->differing;
  if (missing > 0) {
    (void)fprintf(stderr,
                  "demarche: %" PRId64 " runs have no events in the output, run %" PRId64
                  " the first: %" PRId64 " came to another digest than the file's, %" PRId64
                  " failed\n",
                  missing, result->first, result->differing, result->failed);
  }
  if (result->failed > 0) {
    (void)command_fail(&result->why);
  }
  return missing > 0 ? 1 : 0;
}

/* Whether what is written would take the place of what is read. */
static bool is_same_file(const struct export_command *command) {
  struct stat in;
  struct stat out;
  return command->path != NULL && stat(command->path, &out) == 0 &&
         stat(command->results, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

static int export_all(const struct export_command *command, struct store *store,
                      const struct run_where *where) {
  struct output output = {0};
  struct export_events_result result = {0};
  int64_t matched = 0;
  struct err err = {0};
  if (is_same_file(command)) {
    (void)err_set(&err, ERR_USAGE, "-o", "found %.160s, the file that is read; expected another",
                  command->path);
    return command_fail(&err);
  }
  enum err_code rc = output_open(&output, command->path, &err);
  if (rc != ERR_OK) {
    return command_fail(&err);
  }
  if (command->what == WHAT_EVENTS) {
    rc = export_events(store, command->run, where, command->form, &output, &result, &err);
    matched = result.matched;
  } else {
    enum export_table table = command->what == WHAT_RUNS     ? EXPORT_RUNS
                              : command->what == WHAT_PARAMS ? EXPORT_PARAMS
                                                             : EXPORT_SERIES;
    rc = export_table(store, table, command->run, where, command->form, &output, &matched, &err);
  }
  enum err_code closed = output_close(&output, rc == ERR_OK, rc == ERR_OK ? &err : NULL);
  if (result.interrupted != 0) {
    return EXIT_INTERRUPTED + result.interrupted;
  }
  if (rc != ERR_OK || closed != ERR_OK) {
    return command_fail(&err);
  }
  (void)fputs(matched == 0 ? "0 runs\n" : "", stderr);
  return tell_missing(&result);
}

static int run_command(const struct export_command *command) {
  struct store *store = NULL;
  struct run_where where = {0};
  struct arena arena;
  struct store_run run = {0};
  struct err err = {0};
  int status = 0;
  arena_open_blocks(&arena, (size_t)64 << 20);
  enum err_code rc = results_open(&store, command->results, &err);
  if (rc == ERR_OK && command->run >= 0) { /* one that is not there is no empty table */
    rc = store_read_run(store, command->run, false, &arena, &run, &err);
  }
  arena_close(&arena);
  if (rc == ERR_OK && command->what == WHAT_SERIES && store_plan(store)->series_count == 0) {
    rc = err_set(&err, ERR_STORE, command->results,
                 "found no series; expected a file that was made without --no-series");
  }
  if (rc == ERR_OK) {
    rc = run_where_open(&where, command->where, store_plan(store), &err);
  }
  status = rc == ERR_OK ? export_all(command, store, &where) : command_fail(&err);
  run_where_close(&where);
  (void)store_close(store, NULL);
  return status;
}

int cmd_export(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS",
      "Write what a results file holds as CSV or JSON lines.\v"
      "Text that a spreadsheet would take for a formula gets an apostrophe. What does not apply is "
      "an empty cell, or null. Events come from the file where it has them, else the runs are run "
      "again.\n"
      "Fields for --where: run_id point replicate seed status days events, factors and measures.\n"
      "Examples:\n"
      "  demarche export sweep.db --what runs -o runs.csv\n"
      "  demarche export sweep.db --what events --run 7 --format jsonl\n"
      "  demarche export sweep.db --what series --where 'war and status = ok'",
      NULL,
      NULL,
      NULL};
  struct export_command command = {.what = -1, .form = ROW_CSV, .run = -1};
  int status = command_parse(&argp, "demarche export", argc, argv, &command);
  return status >= 0 ? status : run_command(&command);
}
