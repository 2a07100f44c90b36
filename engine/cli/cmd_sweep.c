/* demarche sweep: a batch of runs into a results file. */
#include "cli/command.h"
#include "cli/event_row.h"
#include "cli/sweep_cost.h"
#include "cli/sweep_prepare.h"
#include "cli/sweep_report.h"
#include "host/batch.h"
#include "host/file_put.h"
#include "host/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PAIRS_MAX = 2048, EVENT_ARENA_MIB = 64 };

/* Options as they came; those of a spec are to be taken before them. */
struct sweep_command {
  const char *argument;
  struct setting pairs[PAIRS_MAX];
  int pair_count;
  struct text typed; /* the command line, before options are taken apart */
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct sweep_command *command = state->input;
  const char *option =
      key >= SWEEP_KEY_FIRST && key < ARGP_KEY_END ? sweep_order_option(key) : NULL;
  if (option != NULL) {
    if (command->pair_count == PAIRS_MAX) {
      argp_error(state, "found more than %d options", (int)PAIRS_MAX);
    }
    command->pairs[command->pair_count++] = (struct setting){option, text == NULL ? "" : text};
    return 0;
  }
  switch (key) {
  case ARGP_KEY_ARG:
    if (command->argument != NULL) {
      argp_error(state, "found a second scenario \"%.60s\"; expected one", text);
    }
    command->argument = text;
    return 0;
  case ARGP_KEY_END:
    if (command->argument == NULL) {
      argp_error(state, "found no scenario; expected its name or folder, or a spec file");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* --- what is asked for -------------------------------------------------------------------------
 */

static bool is_spec(const char *argument) {
  struct stat status;
  size_t length = strlen(argument);
  return length > 4 && strcmp(argument + length - 4, ".lua") == 0 && stat(argument, &status) == 0 &&
         !S_ISDIR(status.st_mode);
}

/* A path in a spec is meant from the spec's folder. */
static const char *beside(struct sweep *sweep, const char *spec, const char *name) {
  const char *slash = strrchr(spec, '/');
  struct stat status;
  char path[4096];
  int folder = slash == NULL ? 0 : (int)(slash - spec) + 1;
  int length = snprintf(path, sizeof path, "%.*s%s", folder, spec, name);
  bool there = (size_t)length < sizeof path && name[0] != '/' && stat(path, &status) == 0;
  return there ? arena_text(&sweep->client.arena, path, (size_t)length) : name;
}

static enum err_code take_spec(struct sweep *sweep, const char *spec, struct err *err) {
  struct setting *pairs = NULL;
  int count = 0;
  enum err_code rc = client_spec(&sweep->client, spec, &pairs, &count, err);
  for (int i = 0; rc == ERR_OK && i < count; i++) {
    if (strcmp(pairs[i].path, "scenario") == 0) {
      sweep->order.scenario = beside(sweep, spec, pairs[i].value);
    } else if (sweep_order_set(&sweep->order, pairs[i].path, pairs[i].value, err) != ERR_OK) {
      (void)snprintf(err->where, sizeof err->where, "%s", spec);
      err->code = ERR_INVALID;
      rc = ERR_INVALID;
    }
  }
  if (rc == ERR_OK && sweep->order.file != NULL) {
    sweep->order.file = beside(sweep, spec, sweep->order.file);
  }
  sweep_order_end_of_spec(&sweep->order);
  return rc;
}

static enum err_code read_order(struct sweep *sweep, const struct sweep_command *command,
                                struct err *err) {
  enum err_code rc = ERR_OK;
  sweep->order.scenario = command->argument;
  if (is_spec(command->argument)) {
    rc = take_spec(sweep, command->argument, err);
  }
  for (int i = 0; rc == ERR_OK && i < command->pair_count; i++) {
    rc = sweep_order_set(&sweep->order, command->pairs[i].path, command->pairs[i].value, err);
  }
  return rc == ERR_OK ? sweep_order_settle(&sweep->order, err) : rc;
}

/* --- the results file --------------------------------------------------------------------------
 */

/* "my-crisis.db", from the spec's name or the scenario's, which a worker has told: it is not to
 * lead elsewhere. A shard has its number in it. */
static const char *default_out(struct sweep *sweep, const char *argument) {
  char shard[32] = "";
  char path[256];
  const char *slash = strrchr(argument, '/');
  bool of_spec = is_spec(argument);
  const char *name = !of_spec ? sweep->kept.scenario : slash == NULL ? argument : slash + 1;
  int length = (int)strlen(name) - (of_spec ? 4 : 0);
  if (sweep->order.shards > 1) {
    (void)snprintf(shard, sizeof shard, ".shard-%d", sweep->order.shard);
  }
  int size = snprintf(path, sizeof path, "%.*s%s.db", length < 200 ? length : 200, name, shard);
  for (char *at = strchr(path, '/'); at != NULL; at = strchr(at, '/')) {
    *at = '_';
  }
  return arena_text(&sweep->client.arena, path, (size_t)size);
}

static enum err_code keep_record(struct store *store, int64_t run_id, const struct scenario *cast,
                                 const struct record *record, struct err *err) {
  struct arena arena;
  struct store_event event;
  if (!event_row_has(record)) {
    return ERR_OK;
  }
  arena_open_blocks(&arena, (size_t)EVENT_ARENA_MIB << 20);
  enum err_code rc = event_row(&event, &arena, cast, record, run_id)
                         ? store_put_event(store, &event, err)
                         : err_set(err, ERR_NOMEM, NULL, "no memory for an event");
  arena_close(&arena);
  return rc;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err_code run_batch(struct sweep *sweep, struct store *store,
                               struct batch_report *report, struct err *err) {
  struct batch_order order = {.plan = &sweep->plan,
                              .store = store,
                              .bundle = &sweep->bundle,
                              .workers = sweep->order.jobs,
                              .timeout_s = sweep->order.timeout_s,
                              .retry_failed = sweep->order.retry_failed,
                              .keep_series = !sweep->order.no_series,
                              .quiet = sweep->order.quiet,
                              .keep_record = keep_record};
  sweep_report_start(sweep);
  return batch_run(&order, report, err);
}

static int run(struct sweep *sweep, const struct sweep_command *command) {
  struct store *store = NULL;
  struct batch_report report = {.first_bad = -1};
  struct err err = {0};
  struct err closing = {0};
  int64_t counts[RUN_STATUS_COUNT] = {0};
  enum err_code rc = sweep_open_store(sweep, sweep->order.out, &store, &err);
  rc = rc == ERR_OK ? run_batch(sweep, store, &report, &err) : rc;
  rc = rc == ERR_OK ? store_count(store, counts, &err) : rc;
  enum err_code closed = store_close(store, &closing);
  if (rc == ERR_OK && closed != ERR_OK) {
    rc = closed;
    err = closing;
  }
  int status = rc == ERR_OK ? 0 : command_fail(&err);
  struct sweep_outcome outcome = {.sweep = sweep,
                                  .report = &report,
                                  .counts = counts,
                                  .failed = rc != ERR_OK,
                                  .typed = text_string(&command->typed)};
  return sweep_report_end(&outcome, status);
}

/* Whether the file at [path] holds just [text], as it does when a sweep is resumed. */
static bool holds(const char *path, const struct text *text) {
  char chunk[4096];
  FILE *file = fopen(path, "re");
  size_t at = 0;
  size_t got = file == NULL ? 0 : fread(chunk, 1, sizeof chunk, file);
  while (got > 0 && at + got <= text->length && memcmp(text->bytes + at, chunk, got) == 0) {
    at += got;
    got = fread(chunk, 1, sizeof chunk, file);
  }
  if (file != NULL) {
    (void)fclose(file);
  }
  return file != NULL && got == 0 && at == text->length;
}

/* The points as a file that other programs, and --design, read. It takes no other file's place. */
static enum err_code write_points(const struct sweep *sweep, struct err *err) {
  const struct plan *plan = &sweep->plan;
  const char *path = sweep->order.points;
  struct text csv = {0};
  struct stat status;
  if (path == NULL) {
    return ERR_OK;
  }
  design_write_csv(&csv, plan->factors, plan->factor_count, &plan->points);
  bool there = stat(path, &status) == 0;
  enum err_code rc = ERR_OK;
  if (csv.failed) {
    rc = err_set(err, ERR_NOMEM, NULL, "no memory for the points");
  } else if (!there) {
    rc = file_put(path, &csv, 0666, false, err);
  } else if (!S_ISREG(status.st_mode) || !holds(path, &csv)) {
    rc = err_set(err, ERR_OUTPUT, path, "exists already; expected a new file for the points");
  }
  text_free(&csv);
  return rc;
}

static int prepare_and_run(struct sweep *sweep, const struct sweep_command *command) {
  struct err err = {0};
  int status = 0;
  sweep_open(sweep);
  enum err_code rc = read_order(sweep, command, &err);
  rc = rc == ERR_OK ? sweep_prepare(sweep, &err) : rc;
  rc = rc == ERR_OK && sweep->interrupted == 0 ? write_points(sweep, &err) : rc;
  if (sweep->interrupted != 0) {
    status = EXIT_INTERRUPTED + sweep->interrupted;
  } else if (rc != ERR_OK) {
    status = sweep_fail(sweep, &err);
  } else {
    if (sweep->order.out == NULL) {
      sweep->order.out = default_out(sweep, command->argument);
    }
    sweep->order.jobs = sweep->order.jobs > 0 ? sweep->order.jobs : pool_processors();
    status = sweep->order.dry_run ? sweep_cost(sweep) : run(sweep, command);
  }
  sweep_close(sweep);
  return status;
}

int cmd_sweep(int argc, char **argv) {
  static const struct argp argp = {
      sweep_order_options,
      take_option,
      "SCENARIO|SPEC.lua",
      "Run a scenario many times, with what is varied, into a results file.\v"
      "Examples:\n"
      "  demarche sweep my-crisis --reps 500\n"
      "  demarche sweep my-crisis --vary actors.AAA.params.resolve=0:1:11 --reps 200\n"
      "  demarche sweep my-crisis --vary precedents.old_war=on,off --until 'ci(war)<0.02'\n"
      "  demarche sweep my-crisis --design saltelli --samples 512 --vary a.b=0:1 --vary c.d=0:5",
      NULL,
      NULL,
      NULL};
  struct sweep_command *command = calloc(1, sizeof *command);
  struct sweep *sweep = calloc(1, sizeof *sweep);
  int status = err_exit_status(ERR_NOMEM);
  if (command != NULL && sweep != NULL) {
    command_add_typed(&command->typed, argc, argv);
    status = command_parse(&argp, "demarche sweep", argc, argv, command);
    status = status >= 0 ? status : prepare_and_run(sweep, command);
    text_free(&command->typed);
  }
  free(sweep);
  free(command);
  return status;
}
