/* The runs of a fit. */
#include "cli/fit_run.h"

#include "base/number.h"
#include "cli/command.h"
#include "cli/model_table.h"
#include "study/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fit_open(struct fit *fit, const char *const *scenarios, int count) {
  fit->count = count;
  client_open(&fit->spec);
  arena_open_blocks(&fit->arena, SIZE_MAX / 4);
  for (int i = 0; i < count; i++) {
    trial_open(&fit->trials[i].trial, scenarios[i]);
    fit->trials[i].trial.no_placebo = true;
    fit->trials[i].batch.first_bad = -1;
    sweep_open(&fit->trials[i].sweep);
  }
}

void fit_close(struct fit *fit) {
  for (int i = 0; i < fit->count; i++) {
    trial_close(&fit->trials[i].trial);
    sweep_close(&fit->trials[i].sweep);
  }
  client_close(&fit->spec);
  arena_close(&fit->arena);
}

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the fit");
}

/* --- parameters --------------------------------------------------------------------------------
 */

/* "PATH=" takes the range that the constant has. */
static enum err_code add_parameter(struct fit *fit, const char *entry, struct err *err) {
  size_t length = strlen(entry);
  char path[256];
  char low_text[NUMBER_TEXT_SIZE];
  char high_text[NUMBER_TEXT_SIZE];
  double low = 0;
  double high = 0;
  if (strncmp(entry, "days=", 5) == 0) {
    return err_set(err, ERR_INVALID, fit->file,
                   "fit.days: found the length of the runs; expected a path of the scenario, as "
                   "the targets' windows stay");
  }
  if (entry[length - 1] != '=') {
    fit->varies[fit->vary_count++] = entry;
    return ERR_OK;
  }
  (void)snprintf(path, sizeof path, "%.*s", (int)(length < 250 ? length - 1 : 250), entry);
  if (!model_table_range(path, &low, &high)) {
    return err_set(err, ERR_INVALID, fit->file,
                   "fit.%.100s: found true for what is no constant of the model; expected "
                   "{ low, high }",
                   path);
  }
  number_print(low, low_text);
  number_print(high, high_text);
  char vary[320];
  int size = snprintf(vary, sizeof vary, "%s=%s:%s", path, low_text, high_text);
  const char *kept = arena_text(&fit->arena, vary, (size_t)size);
  fit->varies[fit->vary_count++] = kept;
  return kept == NULL ? no_memory(err) : ERR_OK;
}

static enum err_code read_parameters(struct fit *fit, struct err *err) {
  struct setting *pairs = NULL;
  int count = 0;
  enum err_code rc = client_spec(&fit->spec, fit->file, &pairs, &count, err);
  fit->interrupted = fit->spec.interrupted;
  for (int i = 0; rc == ERR_OK && fit->interrupted == 0 && i < count; i++) {
    if (strcmp(pairs[i].path, "fit") != 0) {
      return err_set(err, ERR_INVALID, fit->file,
                     "found a sweep; expected `return { fit = { [\"PATH\"] = { low, high } } }`");
    }
    rc = add_parameter(fit, pairs[i].value, err);
  }
  return rc;
}

/* --- points ------------------------------------------------------------------------------------
 */

static enum err_code order_points(struct fit *fit, struct fit_trial *one, struct err *err) {
  struct trial *trial = &one->trial;
  struct sweep_order *order = &one->sweep.order;
  enum err_code rc = trial_give_options(trial, order, &fit->options, err);
  rc = rc == ERR_OK ? trial_give(trial, order, "set", "targets=on", err) : rc;
  rc = rc == ERR_OK ? trial_give(trial, order, "design", "lhs", err) : rc;
  rc = rc == ERR_OK ? trial_give(trial, order, "samples", fit->points, err) : rc;
  for (int i = 0; rc == ERR_OK && i < fit->vary_count; i++) {
    rc = trial_give(trial, order, "vary", fit->varies[i], err);
  }
  return rc == ERR_OK ? sweep_order_settle(order, err) : rc;
}

static enum err_code collect(struct fit *fit, struct fit_trial *one,
                             const struct store_columns *columns, struct err *err) {
  const struct plan *plan = &one->sweep.plan;
  int64_t points = plan->points.count;
  int64_t targets = one->trial.targets->count;
  int64_t replicates = plan->max_reps;
  double *values =
      arena_zeroed(&fit->arena, (size_t)(points * targets * replicates), sizeof *values);
  bool *ok = arena_zeroed(&fit->arena, (size_t)(points * replicates), sizeof *ok);
  if (values == NULL || ok == NULL) {
    return no_memory(err);
  }
  for (int64_t run = 0; run < columns->count; run++) {
    int64_t point = columns->point[run];
    int64_t replicate = columns->replicate[run];
    bool known = point >= 0 && point < points && replicate >= 0 && replicate < replicates &&
                 columns->status[run] == RUN_STATUS_OK;
    for (int64_t t = 0; known && t < targets; t++) {
      values[(point * targets + t) * replicates + replicate] = columns->columns[t].values[run];
      ok[point * replicates + replicate] = true;
    }
  }
  one->values = values;
  one->ok = ok;
  return ERR_OK;
}

static struct validation_runs runs_of(const struct fit_trial *one, int64_t point) {
  int64_t replicates = one->sweep.plan.max_reps;
  return (struct validation_runs){one->trial.targets, replicates,
                                  one->values + point * one->trial.targets->count * replicates,
                                  one->ok + point * replicates};
}

static enum err_code score_points(struct fit *fit, int at, struct err *err) {
  const struct fit_trial *one = &fit->trials[at];
  int64_t points = one->sweep.plan.points.count;
  enum err_code rc = ERR_OK;
  double unused = 0;
  for (int64_t point = 0; rc == ERR_OK && point < points; point++) {
    struct validation_runs runs = runs_of(one, point);
    size_t before = fit->arena.used;
    rc = validation_model_score(&runs, GROUP_FIT, 0, &fit->arena, &fit->scores[at * points + point],
                                &unused, err);
    arena_rewind(&fit->arena, before);
  }
  return rc;
}

static enum err_code run_points(struct fit *fit, int at, struct err *err) {
  struct fit_trial *one = &fit->trials[at];
  struct store_columns columns = {0};
  enum err_code rc = trial_read_targets(&one->trial, &one->sweep, &one->batch, &columns, err);
  fit->interrupted = one->trial.interrupted;
  if (rc == ERR_OK && fit->interrupted == 0) {
    rc = collect(fit, one, &columns, err);
  }
  store_columns_free(&columns);
  if (rc != ERR_OK || fit->interrupted != 0) {
    return rc;
  }
  if (fit->scores == NULL) {
    int64_t points = one->sweep.plan.points.count;
    fit->scores = arena_zeroed(&fit->arena, (size_t)(fit->count * points), sizeof *fit->scores);
    fit->found = (struct fit_scores){fit->count, points, fit->scores};
  }
  return fit->scores == NULL ? no_memory(err) : score_points(fit, at, err);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err_code prepare_points(struct fit *fit, struct fit_trial *one, struct err *err) {
  enum err_code rc = order_points(fit, one, err);
  if (rc == ERR_OK) {
    rc = sweep_prepare(&one->sweep, err);
    fit->interrupted = one->sweep.interrupted;
    one->trial.faulty = rc == ERR_OK ? NULL : &one->sweep;
  }
  return rc;
}

static enum err_code run_defaults(struct fit *fit, struct fit_trial *one, struct err *err) {
  enum err_code rc = trial_run(&one->trial, &fit->options, err);
  fit->interrupted = one->trial.interrupted;
  if (rc == ERR_OK && fit->interrupted == 0 && one->trial.result.groups[GROUP_FIT].count == 0) {
    rc = err_set(err, ERR_INVALID, one->trial.scenario,
                 "targets: found none with fit = true; expected some that may be fitted on");
  }
  return rc;
}

enum err_code fit_run(struct fit *fit, struct err *err) {
  typedef enum err_code (*step_fn)(struct fit *, struct fit_trial *, struct err *);
  static const step_fn steps[] = {prepare_points, run_defaults};
  enum err_code rc = read_parameters(fit, err);
  for (int step = 0; step < 2; step++) { /* all mistakes before the first run that counts */
    for (int i = 0; rc == ERR_OK && fit->interrupted == 0 && i < fit->count; i++) {
      fit->faulty = &fit->trials[i].trial;
      rc = step == 0 && fit->trials[i].trial.targets == NULL
               ? trial_learn(&fit->trials[i].trial, err)
               : ERR_OK;
      rc = rc == ERR_OK ? steps[step](fit, &fit->trials[i], err) : rc;
    }
  }
  for (int i = 0; rc == ERR_OK && fit->interrupted == 0 && i < fit->count; i++) {
    fit->faulty = &fit->trials[i].trial;
    rc = run_points(fit, i, err);
  }
  return rc;
}

/* Scenarios are independent. */
enum err_code fit_error(struct fit *fit, int64_t point, double *error, struct err *err) {
  enum err_code rc = ERR_OK;
  double squares = 0;
  for (int i = 0; rc == ERR_OK && i < fit->count; i++) {
    struct validation_runs runs = runs_of(&fit->trials[i], point);
    double score = 0;
    double one = 0;
    rc = validation_model_score(&runs, GROUP_FIT, BOOTSTRAP_RESAMPLES, &fit->arena, &score, &one,
                                err);
    squares += one * one;
  }
  *error = sqrt(squares) / fit->count;
  return rc;
}

int fit_fail(struct fit *fit, const struct err *err) {
  struct trial *trial = fit->faulty;
  if (fit->spec.faults.count > 0) {
    struct text text = {0};
    client_print_faults(&fit->spec.faults, &text);
    (void)fputs(text_string(&text), stderr);
    text_free(&text);
    return err_exit_status(ERR_INVALID);
  }
  for (int i = 0; i < fit->count; i++) {
    if (trial == &fit->trials[i].trial && trial->faulty == &fit->trials[i].sweep) {
      return sweep_fail(&fit->trials[i].sweep, err);
    }
  }
  return trial == NULL ? command_fail(err) : trial_fail(trial, err);
}
