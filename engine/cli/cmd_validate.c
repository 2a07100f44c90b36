/* demarche validate: scenarios against what was observed. */
#include "cli/command.h"
#include "cli/validate_report.h"

#include <stdlib.h>

enum { SCENARIOS_MAX = 16, KEY_FORMAT = 0x200, KEY_SWEEP };

static const struct argp_option option_table[] = {
    {"reps", KEY_SWEEP + 5, "N", 0, "Seeds of each scenario and null model (default 500)", 1},
    {"seed", KEY_SWEEP, "N", 0, "Seed of the validation, a whole number from 0 (default 1)", 1},
    {"set", KEY_SWEEP + 1, "PATH=VALUE", 0, "Change the scenarios for all runs; may be repeated",
     1},
    {"days", KEY_SWEEP + 2, "N", 0, "Length of the runs (default: the scenario's)", 1},
    {"jobs", KEY_SWEEP + 3, "N", 0, "Workers at once (default: one a processor)", 2},
    {"format", KEY_FORMAT, "FORMAT", 0, "table (default) or json", 2},
    {"quiet", KEY_SWEEP + 4, NULL, 0, "No progress", 2},
    {NULL, 0, NULL, 0, NULL, 0},
};

struct validate_command {
  const char *scenarios[SCENARIOS_MAX];
  int count;
  bool json;
  struct trial_options options;
};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's type */
static error_t take_option(int key, char *text, struct argp_state *state) {
  struct validate_command *command = state->input;
  struct trial_options *options = &command->options;
  if (key >= KEY_SWEEP && key < KEY_SWEEP + 16) {
    sweep_order_keep(options->pairs, &options->pair_count, option_table, key, text, state);
    return 0;
  }
  if (key == KEY_FORMAT) {
    command->json = command_takes_json(text, "table", state);
    return 0;
  }
  return command_take_scenarios(key, text, state, command->scenarios, &command->count,
                                SCENARIOS_MAX);
}

/* Exit status; 0: it has a result. */
static int run_one(struct trial *trial, const struct trial_options *options) {
  struct err err = {0};
  enum err_code rc = trial_run(trial, options, &err);
  if (trial->interrupted != 0) {
    return command_stopped(trial->interrupted);
  }
  return rc == ERR_OK ? 0 : trial_fail(trial, &err);
}

static bool is_whole(const struct trial *trial) {
  return trial->runs.results == trial->runs.planned &&
         trial->placebo_runs.results == trial->placebo_runs.planned;
}

static int report(const struct validate_command *command, const struct trial *trials) {
  struct text out = {0};
  bool whole = true;
  if (command->json) {
    validate_json(&out, trials, command->count);
  } else {
    validate_table(&out, trials, command->count);
  }
  for (int i = 0; i < command->count; i++) {
    whole = whole && is_whole(&trials[i]);
  }
  int status = command_print(&out);
  text_free(&out);
  return status != 0 ? status : whole ? 0 : EXIT_SOME_FAILED;
}

static int run_all(struct validate_command *command) {
  int status = 0;
  struct trial *trials = calloc((size_t)command->count, sizeof *trials);
  if (trials == NULL) {
    return err_exit_status(ERR_NOMEM);
  }
  for (int i = 0; i < command->count; i++) {
    trial_open(&trials[i], command->scenarios[i]);
  }
  for (int i = 0; status == 0 && i < command->count; i++) {
    status = run_one(&trials[i], &command->options);
  }
  status = status == 0 ? report(command, trials) : status;
  for (int i = 0; i < command->count; i++) {
    trial_close(&trials[i]);
  }
  free(trials);
  return status;
}

int cmd_validate(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO...",
      "Hold scenarios against what was observed: their `targets`.\v"
      "Each scenario is run as it is and, with the same seeds, as two null models: nobody has a "
      "policy, and all who have one choose at random. The third null model, the base rates that "
      "targets declare, needs no runs. Events are scored by Brier's score of the share of runs, "
      "lags and quantities by the CRPS of their distribution (divided by the mean difference of "
      "the base rate's; a lag that does not come counts as its window's length; an observation "
      "given as an interval counts as uniform over it on the scale of the score, which is "
      "log(1 + x) for persons). Skill is 1 - "
      "score / score of the null model. Verdicts: an event is a hit if at least half of the runs "
      "have it, else missed; a non-event is spurious if more than half, and more than its base "
      "rate, have it; a lag or quantity is a hit if the observation meets the central 80 % of "
      "runs, else early or late, low or high; a lag that mostly does not come is missed. What "
      "the scenario's placebo sets is run apart, and its alarms are counted. What --set gives to a "
      "policy's parameters holds for the scenario and its placebo, not for null models. A bad "
      "result is a result: the status is 0. Examples:\n"
      "  demarche validate my-crisis\n"
      "  demarche validate my-crisis another --reps 1000 --format json",
      NULL,
      NULL,
      NULL};
  struct validate_command *command = calloc(1, sizeof *command);
  int status = err_exit_status(ERR_NOMEM);
  if (command != NULL) {
    command->options.pairs[command->options.pair_count++] = (struct setting){"reps", "500"};
    status = command_parse(&argp, "demarche validate", argc, argv, command);
    status = status >= 0 ? status : run_all(command);
  }
  free(command);
  return status;
}
