/* demarche fit: declared parameters, on targets that may be fitted on. */
#include "cli/command.h"
#include "cli/fit_report.h"
#include "host/file_put.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { KEY_FORMAT = 0x200, KEY_PARAMS, KEY_POINTS, KEY_OUT, KEY_SWEEP };

static const struct argp_option option_table[] = {
    {"params", KEY_PARAMS, "FILE.lua", 0,
     "What is free: return { fit = { [\"PATH\"] = { low, high } } }", 1},
    {"points", KEY_POINTS, "N", 0, "Points of the design (default 100)", 1},
    {"reps", KEY_SWEEP + 4, "N", 0, "Seeds of each point (default 50)", 1},
    {"seed", KEY_SWEEP, "N", 0, "Seed of the fit, a whole number from 0 (default 1)", 1},
    {"set", KEY_SWEEP + 1, "PATH=VALUE", 0, "Change the scenarios for all runs; may be repeated",
     1},
    {"out", KEY_OUT, "FILE.csv", 0, "Write all points with their scores to a new file", 2},
    {"jobs", KEY_SWEEP + 2, "N", 0, "Workers at once (default: one a processor)", 2},
    {"format", KEY_FORMAT, "FORMAT", 0, "table (default) or json", 2},
    {"quiet", KEY_SWEEP + 3, NULL, 0, "No progress", 2},
    {NULL, 0, NULL, 0, NULL, 0},
};

struct fit_command {
  const char *scenarios[FIT_SCENARIOS_MAX];
  int count;
  const char *params, *points, *out;
  bool json;
  struct trial_options options;
};

static error_t take_argument(int key, const char *text, struct argp_state *state) {
  struct fit_command *command = state->input;
  error_t rc = command_take_scenarios(key, text, state, command->scenarios, &command->count,
                                      FIT_SCENARIOS_MAX);
  if (key == ARGP_KEY_END && command->count > 0 && command->params == NULL) {
    argp_error(state, "found no --params; expected the file that says what is free");
  }
  return rc;
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct fit_command *command = state->input;
  struct trial_options *options = &command->options;
  if (key >= KEY_SWEEP && key < KEY_SWEEP + 16) {
    sweep_order_keep(options->pairs, &options->pair_count, option_table, key, text, state);
    return 0;
  }
  switch (key) {
  case KEY_PARAMS:
    command->params = text;
    return 0;
  case KEY_POINTS:
    command->points = text;
    return 0;
  case KEY_OUT:
    command->out = text;
    return 0;
  case KEY_FORMAT:
    command->json = command_takes_json(text, "table", state);
    return 0;
  default:
    return take_argument(key, text, state);
  }
}

static int write_points(const struct fit *fit, const char *path) {
  struct text csv = {0};
  struct err err = {0};
  fit_csv(&csv, fit);
  enum err_code rc = csv.failed ? err_set(&err, ERR_NOMEM, NULL, "no memory for the points")
                                : file_put(path, &csv, 0666, false, &err);
  text_free(&csv);
  return rc == ERR_OK ? 0 : command_fail(&err);
}

static bool is_whole(const struct fit *fit) {
  for (int i = 0; i < fit->count; i++) {
    const struct fit_trial *one = &fit->trials[i];
    if (one->batch.results < one->batch.planned ||
        one->trial.runs.results < one->trial.runs.planned) {
      return false;
    }
  }
  return true;
}

static int report(struct fit *fit, const struct fit_command *command) {
  struct fit_summary summary;
  struct text out = {0};
  struct err err = {0};
  int status = command->out == NULL ? 0 : write_points(fit, command->out);
  if (status != 0) {
    return status;
  }
  if (fit_summarise(fit, &summary, &err) != ERR_OK) {
    return command_fail(&err);
  }
  if (command->json) {
    fit_json(&out, fit, &summary);
  } else {
    fit_table(&out, fit, &summary);
  }
  status = command_print(&out);
  text_free(&out);
  return status != 0 ? status : is_whole(fit) ? 0 : EXIT_SOME_FAILED;
}

/* A file that cannot be written is told before hours of runs. */
static int check_out(const char *path) {
  struct stat status;
  struct err err = {0};
  if (path == NULL || stat(path, &status) != 0) {
    return 0;
  }
  (void)err_set(&err, ERR_OUTPUT, path, "exists already; expected a new file for the points");
  return command_fail(&err);
}

static int run(struct fit *fit, struct fit_command *command) {
  struct err err = {0};
  int status = check_out(command->out);
  if (status != 0) {
    return status;
  }
  fit->file = command->params;
  fit->points = command->points;
  fit->options = command->options;
  fit_open(fit, command->scenarios, command->count);
  enum err_code rc = fit_run(fit, &err);
  if (fit->interrupted != 0) {
    status = command_stopped(fit->interrupted);
  } else {
    status = rc == ERR_OK ? report(fit, command) : fit_fail(fit, &err);
  }
  fit_close(fit);
  return status;
}

int cmd_fit(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO...",
      "Fit declared parameters on the targets that may be fitted on (fit = true), and say which of "
      "them the targets do not tell.\v"
      "The points of a Latin hypercube over the ranges are run in each scenario with the same "
      "seeds. A point's score is the mean over scenarios of the mean score of their targets "
      "(`demarche validate --help`). Beside the best point are told the values spanned by all "
      "points within one standard error of it (by bootstrap over seeds): a parameter that spans "
      "three quarters of its range is flat. Each scenario is left out in its turn: the best point "
      "of the others is scored on it. `true` instead of { low, high } takes the range that a "
      "constant of the model has. Example:\n"
      "  demarche fit my-crisis another --params free.lua --points 400 --reps 100",
      NULL,
      NULL,
      NULL};
  struct fit_command *command = calloc(1, sizeof *command);
  struct fit *fit = calloc(1, sizeof *fit);
  int status = err_exit_status(ERR_NOMEM);
  if (command != NULL && fit != NULL) {
    command->points = "100";
    command->options.pairs[command->options.pair_count++] = (struct setting){"reps", "50"};
    status = command_parse(&argp, "demarche fit", argc, argv, command);
    status = status >= 0 ? status : run(fit, command);
  }
  free(fit);
  free(command);
  return status;
}
