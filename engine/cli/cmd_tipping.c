/* demarche tipping: the value at which the modal outcome flips. */
#include "base/number.h"
#include "cli/command.h"
#include "cli/run_set.h"
#include "cli/scratch_store.h"
#include "cli/tipping_report.h"
#include "host/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS_FIRST = 9, LEVELS_MOST = 101, REPS = 200, REPS_LEAST = 10 };

enum { KEY_MEASURE = 0x200, KEY_LEVELS, KEY_FORMAT, KEY_PLAN };

static const struct argp_option option_table[] = {
    {"vary", KEY_PLAN, "PATH=lo:hi", 0, "The number that is varied, and its range", 1},
    {"measure", KEY_MEASURE, "EXPR", 0,
     "What is true or false of a run, over measures, as 'war' or 'deaths > 25'", 1},
    {"set", KEY_PLAN + 1, "PATH=VALUE", 0, "Change the scenario for all runs; may be repeated", 1},
    {"reps", KEY_PLAN + 2, "N", 0, "Replicates of each level, from 10 (default 200)", 1},
    {"levels", KEY_LEVELS, "N", 0, "Levels of the first round, 3 to 101 (default 9)", 1},
    {"days", KEY_PLAN + 3, "N", 0, "Length of the runs, 1 to 3660 (default: the scenario's)", 1},
    {"seed", KEY_PLAN + 4, "N", 0, "Seed of the search, a whole number from 0 (default 1)", 1},
    {"out", KEY_PLAN + 5, "RESULTS", 0, "Keep all runs in a results file (default: none)", 2},
    {"resume", KEY_PLAN + 6, NULL, 0, "Go on with the results file, if there is one", 2},
    {"jobs", KEY_PLAN + 7, "N", 0, "Workers at once (default: one a processor)", 2},
    {"format", KEY_FORMAT, "FORMAT", 0,
     "table (default), csv (what,value,share,low,high,runs: crossings, then levels) or json", 2},
    {"quiet", KEY_PLAN + 8, NULL, 0, "No progress", 2},
    {NULL, 0, NULL, 0, NULL, 0},
};

/* Options as they came. */
struct tipping_command {
  const char *scenario, *measure;
  struct setting pairs[SWEEP_KEPT_MAX]; /* options of a sweep and their values */
  int pair_count;
  int levels;
  bool varies;
  struct run_set_options form;
  struct text typed; /* the command line, before options are taken apart */
};

/* Options that are a sweep's are taken as a sweep takes them. */
static void keep(struct tipping_command *command, int key, const char *text,
                 struct argp_state *state) {
  if (key == KEY_PLAN && command->varies) {
    argp_error(state, "--vary: found a second; expected one (--set changes other numbers)");
  }
  command->varies = command->varies || key == KEY_PLAN;
  sweep_order_keep(command->pairs, &command->pair_count, option_table, key, text, state);
}

static void end(const struct tipping_command *command, struct argp_state *state) {
  if (command->scenario == NULL) {
    argp_error(state, "found no scenario; expected its name or folder");
  } else if (!command->varies) {
    argp_error(state, "found no --vary; expected the number to vary, PATH=lo:hi");
  } else if (command->measure == NULL) {
    argp_error(state, "found no --measure; expected what is true or false of a run, as "
                      "'deaths > 25'");
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct tipping_command *command = state->input;
  uint64_t number = 0;
  if (key >= KEY_PLAN && key < KEY_PLAN + 16) {
    keep(command, key, text, state);
    return 0;
  }
  switch (key) {
  case KEY_MEASURE:
    if (command->measure != NULL) {
      argp_error(state, "--measure: found a second; expected one (join them by and, or)");
    }
    command->measure = text;
    return 0;
  case KEY_LEVELS:
    if (!number_parse_u64(text, &number) || number < 3 || number > LEVELS_MOST) {
      argp_error(state, "--levels: found \"%.40s\"; expected a whole number from 3 to %d", text,
                 (int)LEVELS_MOST);
    }
    command->levels = (int)number;
    return 0;
  case KEY_FORMAT:
    run_set_set_format(&command->form, text, state);
    return 0;
  case ARGP_KEY_ARG:
    if (command->scenario != NULL) {
      argp_error(state, "found a second scenario \"%.60s\"; expected one", text);
    }
    command->scenario = text;
    return 0;
  case ARGP_KEY_END:
    end(command, state);
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static enum err_code read_order(struct tipping_search *search,
                                const struct tipping_command *command, struct err *err) {
  struct sweep_order *order = &search->sweep.order;
  enum err_code rc = ERR_OK;
  search->measure = command->measure;
  search->levels = command->levels;
  order->scenario = command->scenario;
  for (int i = 0; rc == ERR_OK && i < command->pair_count; i++) {
    rc = sweep_order_set(order, command->pairs[i].path, command->pairs[i].value, err);
  }
  order->reps = order->reps == 0 ? REPS : order->reps;
  if (rc == ERR_OK && order->reps < REPS_LEAST) {
    rc = err_set(err, ERR_USAGE, NULL,
                 "--reps: found %lld; expected at least %d, without which there is no interval",
                 (long long)order->reps, (int)REPS_LEAST);
  }
  if (rc == ERR_OK && order->resume && order->out == NULL) {
    rc = err_set(err, ERR_USAGE, NULL, "--resume: found it without --out; expected the file");
  }
  return rc;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static int stopped(const struct tipping_search *search, const struct tipping_command *command) {
  const struct sweep_order *order = &search->sweep.order;
  int signal = search->report.interrupted;
  (void)fprintf(stderr, "demarche: stopped by %s; ", command_signal(signal));
  if (order->out == NULL) {
    (void)fputs("the runs were not kept (--out RESULTS keeps them)\n", stderr);
  } else {
    (void)fprintf(stderr, "nothing that was finished is lost. To go on:\n  %s%s\n",
                  text_string(&command->typed), order->resume ? "" : " --resume");
  }
  return EXIT_INTERRUPTED + signal;
}

static int report(const struct tipping_search *search, enum run_set_format format) {
  struct text out = {0};
  int64_t results = 0;
  int64_t runs = tipping_report_runs(search, &results);
  if (format == RUN_SET_TABLE) {
    tipping_table(&out, search);
  } else if (format == RUN_SET_CSV) {
    tipping_csv(&out, search);
  } else {
    tipping_json(&out, search);
  }
  int status = command_print(&out);
  text_free(&out);
  return status != 0 ? status : results < runs ? EXIT_SOME_FAILED : 0;
}

static int run(struct tipping_search *search, const struct tipping_command *command) {
  struct scratch_store place = {.store = NULL};
  struct err err = {0};
  struct err closing = {0};
  enum err_code rc = scratch_store_open(&place, &search->sweep, &err);
  rc = rc != ERR_OK ? rc : tipping_search(search, place.store, &err);
  enum err_code closed = scratch_store_close(&place, &closing);
  if (rc != ERR_OK || closed != ERR_OK) {
    return command_fail(rc != ERR_OK ? &err : &closing);
  }
  return search->report.interrupted != 0 ? stopped(search, command)
                                         : report(search, command->form.format);
}

static int prepare_and_run(struct tipping_search *search, const struct tipping_command *command) {
  struct sweep *sweep = &search->sweep;
  struct err err = {0};
  int status = 0;
  tipping_search_open(search);
  enum err_code rc = read_order(search, command, &err);
  rc = rc != ERR_OK ? rc : tipping_prepare(search, &err);
  if (sweep->interrupted != 0) {
    status = EXIT_INTERRUPTED + sweep->interrupted;
  } else if (rc != ERR_OK) {
    status = sweep_fail(sweep, &err);
  } else {
    sweep->order.jobs = sweep->order.jobs > 0 ? sweep->order.jobs : pool_processors();
    status = run(search, command);
  }
  tipping_search_close(search);
  return status;
}

int cmd_tipping(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO",
      "The value of a number at which the modal outcome flips: where the share of runs in which "
      "EXPR holds crosses one half, with a 95 % interval.\v"
      "EXPR is as for `demarche find`, over measures only. A run to which it does not apply counts "
      "as one in which it does not hold. A measure that is a number needs a comparison: the value "
      "at which `deaths > 25` flips is where the median of deaths crosses 25. All levels share "
      "their seeds. After an even grid of levels the gaps around the crossing are halved, at most "
      "five times, until they are narrower than the interval. Examples:\n"
      "  demarche tipping my-crisis --vary actors.AAA.params.resolve=0:1 --measure war\n"
      "  demarche tipping my-crisis --vary theatres.hill.incident_rate=0:2 --measure "
      "'deaths > 25' --out tipping.db",
      NULL,
      NULL,
      NULL};
  struct tipping_command *command = calloc(1, sizeof *command);
  struct tipping_search *search = calloc(1, sizeof *search);
  int status = err_exit_status(ERR_NOMEM);
  if (command != NULL && search != NULL) {
    command->levels = LEVELS_FIRST;
    command_add_typed(&command->typed, argc, argv);
    status = command_parse(&argp, "demarche tipping", argc, argv, command);
    status = status >= 0 ? status : prepare_and_run(search, command);
    text_free(&command->typed);
  }
  free(search);
  free(command);
  return status;
}
