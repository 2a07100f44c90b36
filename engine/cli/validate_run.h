/* One scenario's runs for `demarche validate`: itself, its null models (a sweep over `policies`)
 * and its placebo. */
#ifndef DEMARCHE_CLI_VALIDATE_RUN_H
#define DEMARCHE_CLI_VALIDATE_RUN_H

#include "cli/sweep_prepare.h"
#include "host/batch.h"
#include "study/validation.h"

/* Options of a sweep that hold for all scenarios: names without dashes, values as typed. */
struct trial_options {
  struct setting pairs[SWEEP_KEPT_MAX];
  int pair_count;
};

/* Runs of one sweep. */
struct trial_batch {
  int64_t planned, results;
  int64_t first_bad; /* -1: none */
  char first_reason[256];
};

struct trial {
  const char *scenario; /* as given */
  struct sweep sweep;   /* as prepared; name and title of the scenario */
  struct sweep nulls;   /* the same without its policies */
  struct sweep placebo; /* likewise; not prepared where the scenario has no placebo */
  const struct target_set *targets;
  struct arena arena;
  struct trial_batch runs, placebo_runs; /* of scenario and null models; of the placebo */
  double *values; /* of the targets: [forecaster][target][replicate], as validation_runs has them */
  bool *ok;       /* [forecaster][replicate] */
  struct validation result;
  int64_t alarms[ALARM_MAX]; /* runs of the placebo in which each went off */
  int64_t alarm_runs;        /* of so many with a result */
  bool no_placebo;           /* it is not asked for */
  int interrupted;           /* signal that ended it, 0: none */
  struct sweep *faulty;      /* whose faults tell why it failed; NULL: the error tells */
};

void trial_open(struct trial *trial, const char *scenario);
void trial_close(struct trial *trial);

/* Runs and scores. An interruption is in trial->interrupted. Errors: ERR_INVALID, ERR_USAGE and
 * those of batches; faults may be those of the sweep trial->faulty. */
enum err_code trial_run(struct trial *trial, const struct trial_options *options, struct err *err);

/* Loads the scenario alone and takes its targets. */
enum err_code trial_learn(struct trial *trial, struct err *err);

/* Gives a sweep's order the options, and an option more; values are copied. */
enum err_code trial_give_options(struct trial *trial, struct sweep_order *order,
                                 const struct trial_options *options, struct err *err);
enum err_code trial_give(struct trial *trial, struct sweep_order *order, const char *option,
                         const char *value, struct err *err);

/* Runs a prepared sweep and reads the targets of its runs, a column each. */
enum err_code trial_read_targets(struct trial *trial, struct sweep *sweep, struct trial_batch *out,
                                 struct store_columns *columns, struct err *err);

/* Tells why it failed and returns the exit status. */
int trial_fail(struct trial *trial, const struct err *err);

#endif
