/* The runs of a validation. */
#include "cli/validate_run.h"

#include "base/calendar.h"
#include "cli/command.h"
#include "cli/scratch_store.h"
#include "host/pool.h"
#include "study/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Null models differ from the scenario in the policies alone: same world, calendar, incidents,
 * seeds. Levels stand in the order of enum forecaster, behind the scenario itself. */
#define OWN   "policies=own"
#define NULLS "policies=none,random_baseline"

void trial_open(struct trial *trial, const char *scenario) {
  *trial = (struct trial){.scenario = scenario, .runs = {.first_bad = -1}};
  trial->placebo_runs.first_bad = -1;
  sweep_open(&trial->sweep);
  sweep_open(&trial->nulls);
  sweep_open(&trial->placebo);
  arena_open_blocks(&trial->arena, SIZE_MAX / 4);
}

void trial_close(struct trial *trial) {
  sweep_close(&trial->sweep);
  sweep_close(&trial->nulls);
  sweep_close(&trial->placebo);
  arena_close(&trial->arena);
}

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the validation");
}

/* --- orders ------------------------------------------------------------------------------------
 */

/* A copy of the value, since orders take settings apart in place. */
enum err_code trial_give(struct trial *trial, struct sweep_order *order, const char *option,
                         const char *value, struct err *err) {
  const char *copy = arena_text(&trial->arena, value, strlen(value));
  return copy == NULL ? no_memory(err) : sweep_order_set(order, option, copy, err);
}

/* Whether the placebo sets the path of "PATH=VALUE" itself. */
static bool is_overruled(const struct placebo *placebo, const char *typed) {
  size_t length = strcspn(typed, "=");
  for (int i = 0; placebo != NULL && i < placebo->set_count; i++) {
    const char *path = placebo->sets[i].path;
    if (strlen(path) == length && strncmp(path, typed, length) == 0) {
      return true;
    }
  }
  return false;
}

/* Whether "PATH=VALUE" sets a parameter of one of the scenario's own policies. */
static bool is_of_policies(const char *typed) {
  const char *params = strstr(typed, ".params.");
  return params != NULL && params < typed + strcspn(typed, "=");
}

/* How long it runs is an option, so that windows are held against it. */
static enum err_code give_typed(struct trial *trial, struct sweep_order *order,
                                const struct setting *pair, struct err *err) {
  static const char days[] = "days=";
  size_t length = sizeof days - 1;
  bool is_days = strcmp(pair->path, "set") == 0 && strncmp(pair->value, days, length) == 0;
  return is_days ? trial_give(trial, order, "days", pair->value + length, err)
                 : trial_give(trial, order, pair->path, pair->value, err);
}

/* What was typed, without what [placebo] (NULL: none) overrules, and without parameters of policies
 * that null models, or the placebo, replace. */
static enum err_code give_options(struct trial *trial, struct sweep_order *order,
                                  const struct trial_options *options,
                                  const struct placebo *placebo, struct err *err) {
  bool others = order == &trial->nulls.order || is_overruled(placebo, "policies");
  enum err_code rc = ERR_OK;
  order->scenario = trial->scenario;
  order->no_series = true;
  for (int i = 0; rc == ERR_OK && i < options->pair_count; i++) {
    const struct setting *pair = &options->pairs[i];
    bool set = strcmp(pair->path, "set") == 0;
    bool overruled = set ? is_overruled(placebo, pair->value)
                         : placebo != NULL && strcmp(pair->path, "days") == 0;
    bool idle = set && others && is_of_policies(pair->value);
    rc = overruled || idle ? ERR_OK : give_typed(trial, order, pair, err);
  }
  return rc;
}

enum err_code trial_give_options(struct trial *trial, struct sweep_order *order,
                                 const struct trial_options *options, struct err *err) {
  return give_options(trial, order, options, NULL, err);
}

static enum err_code order_sweep(struct trial *trial, struct sweep *sweep, const char *policies,
                                 const struct trial_options *options, struct err *err) {
  struct sweep_order *order = &sweep->order;
  enum err_code rc = give_options(trial, order, options, NULL, err);
  rc = rc == ERR_OK ? trial_give(trial, order, "set", "targets=on", err) : rc;
  rc = rc == ERR_OK ? trial_give(trial, order, "vary", policies, err) : rc;
  return rc == ERR_OK ? sweep_order_settle(order, err) : rc;
}

/* One setting of the placebo; how long it runs is an option of sweeps. */
static enum err_code give_setting(struct trial *trial, const struct setting *setting,
                                  struct err *err) {
  struct sweep_order *order = &trial->placebo.order;
  struct text text = {0};
  if (strcmp(setting->path, "days") == 0) {
    return trial_give(trial, order, "days", setting->value, err);
  }
  text_add_format(&text, "%s=%s", setting->path, setting->value);
  enum err_code rc =
      text.failed ? no_memory(err) : trial_give(trial, order, "set", text_string(&text), err);
  text_free(&text);
  return rc;
}

static enum err_code order_placebo(struct trial *trial, const struct trial_options *options,
                                   struct err *err) {
  const struct placebo *placebo = &trial->targets->placebo;
  struct sweep_order *order = &trial->placebo.order;
  enum err_code rc = give_options(trial, order, options, placebo, err);
  for (int i = 0; rc == ERR_OK && i < placebo->set_count; i++) {
    rc = give_setting(trial, &placebo->sets[i], err);
  }
  rc = rc == ERR_OK ? trial_give(trial, order, "set", "targets=placebo", err) : rc;
  rc = rc == ERR_OK ? sweep_order_settle(order, err) : rc;
  if (rc == ERR_USAGE) { /* nobody typed it: the file has it */
    err->code = ERR_INVALID;
    rc = ERR_INVALID;
  }
  trial->faulty = rc == ERR_OK ? NULL : &trial->placebo;
  return rc;
}

/* --- targets -----------------------------------------------------------------------------------
 */

/* Loads the scenario alone first: one without targets is to be told as such. */
enum err_code trial_learn(struct trial *trial, struct err *err) {
  struct client *client = &trial->sweep.client;
  enum err_code rc = client_describe_scenario(client, trial->scenario, err);
  trial->interrupted = client->interrupted;
  if (rc != ERR_OK || trial->interrupted != 0) {
    trial->faulty = client->faults.count > 0 ? &trial->sweep : NULL;
    return rc;
  }
  if (client->description.targets->count == 0) {
    return err_set(err, ERR_INVALID, trial->scenario,
                   "targets: found none; expected `targets` in scenario.lua, of what was observed");
  }
  trial->targets = client->description.targets;
  return ERR_OK;
}

/* A window that the run never sees would make every target a miss. */
static enum err_code check_windows(const struct trial *trial, struct err *err) {
  const struct scenario *cast = &trial->sweep.client.cast;
  int64_t end = cast->epoch + (int64_t)trial->sweep.kept.days * MINUTES_PER_DAY;
  for (int i = 0; i < trial->targets->count; i++) {
    const struct target *target = &trial->targets->items[i];
    if (target->from < cast->epoch || target->to >= end) {
      char first[CALENDAR_TEXT_SIZE];
      char last[CALENDAR_TEXT_SIZE];
      calendar_print(cast->epoch, first);
      calendar_print(end - 1, last);
      return err_set(
          err, ERR_INVALID, trial->scenario,
          "targets.%s: found a window outside the run; expected days from %.10s to %.10s",
          target->id, first, last);
    }
  }
  return ERR_OK;
}

/* --- runs --------------------------------------------------------------------------------------
 */

static enum err_code run_batch(struct sweep *sweep, struct store *store, struct trial_batch *out,
                               int *interrupted, struct err *err) {
  struct batch_report report = {.first_bad = -1};
  struct batch_order order = {.plan = &sweep->plan,
                              .store = store,
                              .bundle = &sweep->bundle,
                              .workers =
                                  sweep->order.jobs > 0 ? sweep->order.jobs : pool_processors(),
                              .timeout_s = sweep->order.timeout_s,
                              .quiet = sweep->order.quiet};
  enum err_code rc = batch_run(&order, &report, err);
  *interrupted = report.interrupted;
  out->planned = plan_total(&sweep->plan);
  out->results = report.counts[RUN_STATUS_OK];
  out->first_bad = report.first_bad;
  memcpy(out->first_reason, report.first_reason, sizeof out->first_reason);
  return rc;
}

/* Runs a prepared sweep and reads the columns of the measures PREFIX + id. */
static enum err_code run_and_read(struct sweep *sweep, const char *const *names, int count,
                                  struct trial_batch *out, int *interrupted,
                                  struct store_columns *columns, struct err *err) {
  struct scratch_store scratch = {.store = NULL};
  struct err closing = {0};
  enum err_code rc = scratch_store_open(&scratch, sweep, err);
  if (rc != ERR_OK) {
    return rc;
  }
  rc = run_batch(sweep, scratch.store, out, interrupted, err);
  if (rc == ERR_OK && *interrupted == 0) {
    rc = store_read_columns(scratch.store, names, count, columns, err);
  }
  enum err_code closed = scratch_store_close(&scratch, &closing);
  if (rc == ERR_OK && closed != ERR_OK) {
    *err = closing;
    rc = closed;
  }
  return rc;
}

static const char *measure_name(struct arena *arena, const char *prefix, const char *id) {
  char name[64];
  int length = snprintf(name, sizeof name, "%s%s", prefix, id);
  return arena_text(arena, name, (size_t)length);
}

/* --- targets of runs ---------------------------------------------------------------------------
 */

static enum err_code open_runs(struct trial *trial, struct err *err) {
  int64_t replicates = trial->sweep.plan.max_reps;
  size_t values = (size_t)(FORECASTERS_RUN * trial->targets->count * replicates);
  trial->values = arena_zeroed(&trial->arena, values, sizeof *trial->values);
  trial->ok =
      arena_zeroed(&trial->arena, (size_t)(FORECASTERS_RUN * replicates), sizeof *trial->ok);
  return trial->values == NULL || trial->ok == NULL ? no_memory(err) : ERR_OK;
}

/* From columns, run by run, to what is scored, replicate by replicate. [first]: the forecaster at
 * the sweep's first point. */
static void collect(struct trial *trial, const struct sweep *sweep, int first,
                    const struct store_columns *columns) {
  const struct plan *plan = &sweep->plan;
  int64_t targets = trial->targets->count;
  int64_t replicates = plan->max_reps;
  for (int64_t run = 0; run < columns->count; run++) {
    int64_t replicate = columns->replicate[run];
    int64_t point = columns->point[run];
    bool known = point >= 0 && point < plan->points.count && replicate >= 0 &&
                 replicate < replicates && columns->status[run] == RUN_STATUS_OK;
    int64_t forecaster = known ? first + (int64_t)plan->points.values[point] : 0;
    for (int64_t t = 0; known && t < targets; t++) {
      int64_t at = (forecaster * targets + t) * replicates + replicate;
      trial->values[at] = columns->columns[t].values[run];
      trial->ok[forecaster * replicates + replicate] = true;
    }
  }
}

enum err_code trial_read_targets(struct trial *trial, struct sweep *sweep, struct trial_batch *out,
                                 struct store_columns *columns, struct err *err) {
  const char *names[TARGET_MAX];
  for (int i = 0; i < trial->targets->count; i++) {
    names[i] = measure_name(&trial->arena, TARGET_PREFIX, trial->targets->items[i].id);
    if (names[i] == NULL) {
      return no_memory(err);
    }
  }
  return run_and_read(sweep, names, trial->targets->count, out, &trial->interrupted, columns, err);
}

static void add_batch(struct trial_batch *sum, const struct trial_batch *batch) {
  if (sum->first_bad < 0 && batch->first_bad >= 0) {
    sum->first_bad = batch->first_bad;
    memcpy(sum->first_reason, batch->first_reason, sizeof sum->first_reason);
  }
  sum->planned += batch->planned;
  sum->results += batch->results;
}

static enum err_code run_policies(struct trial *trial, struct sweep *sweep, int first,
                                  struct err *err) {
  struct store_columns columns = {0};
  struct trial_batch batch = {.first_bad = -1};
  enum err_code rc = trial_read_targets(trial, sweep, &batch, &columns, err);
  if (rc == ERR_OK && trial->interrupted == 0) {
    add_batch(&trial->runs, &batch);
    collect(trial, sweep, first, &columns);
  }
  store_columns_free(&columns);
  return rc;
}

static enum err_code run_targets(struct trial *trial, struct err *err) {
  enum err_code rc = open_runs(trial, err);
  rc = rc == ERR_OK ? run_policies(trial, &trial->sweep, FORECASTER_MODEL, err) : rc;
  if (rc == ERR_OK && trial->interrupted == 0) {
    rc = run_policies(trial, &trial->nulls, FORECASTER_MODEL + 1, err);
  }
  if (rc == ERR_OK && trial->interrupted == 0) {
    struct validation_runs runs = {trial->targets, trial->sweep.plan.max_reps, trial->values,
                                   trial->ok};
    rc = validation_score(&trial->result, &runs, BOOTSTRAP_RESAMPLES, &trial->arena, err);
  }
  return rc;
}

/* --- alarms of the placebo ---------------------------------------------------------------------
 */

static enum err_code run_alarms(struct trial *trial, struct err *err) {
  const struct placebo *placebo = &trial->targets->placebo;
  const char *names[ALARM_MAX];
  struct store_columns columns = {0};
  for (int i = 0; i < placebo->alarm_count; i++) {
    names[i] = measure_name(&trial->arena, ALARM_PREFIX, placebo->alarms[i].id);
    if (names[i] == NULL) {
      return no_memory(err);
    }
  }
  enum err_code rc = run_and_read(&trial->placebo, names, placebo->alarm_count,
                                  &trial->placebo_runs, &trial->interrupted, &columns, err);
  for (int64_t run = 0; rc == ERR_OK && run < columns.count; run++) {
    bool ok = columns.status[run] == RUN_STATUS_OK;
    trial->alarm_runs += ok ? 1 : 0;
    for (int i = 0; ok && i < placebo->alarm_count; i++) {
      trial->alarms[i] += columns.columns[i].values[run] > 0 ? 1 : 0;
    }
  }
  store_columns_free(&columns);
  return rc;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err_code prepare(struct trial *trial, struct sweep *sweep, struct err *err) {
  enum err_code rc = sweep_prepare(sweep, err);
  trial->interrupted = sweep->interrupted;
  trial->faulty = rc == ERR_OK ? NULL : sweep;
  return rc;
}

static bool goes_on(const struct trial *trial, enum err_code rc) {
  return rc == ERR_OK && trial->interrupted == 0;
}

enum err_code trial_run(struct trial *trial, const struct trial_options *options, struct err *err) {
  enum err_code rc = trial_learn(trial, err);
  rc = goes_on(trial, rc) ? order_sweep(trial, &trial->sweep, OWN, options, err) : rc;
  rc = goes_on(trial, rc) ? prepare(trial, &trial->sweep, err) : rc;
  rc = goes_on(trial, rc) ? order_sweep(trial, &trial->nulls, NULLS, options, err) : rc;
  rc = goes_on(trial, rc) ? prepare(trial, &trial->nulls, err) : rc;
  rc = goes_on(trial, rc) ? check_windows(trial, err) : rc;
  bool placebo =
      goes_on(trial, rc) && !trial->no_placebo && trial->targets->placebo.alarm_count > 0;
  if (placebo) {
    rc = order_placebo(trial, options, err);
    rc = rc == ERR_OK ? prepare(trial, &trial->placebo, err) : rc;
  }
  rc = goes_on(trial, rc) ? run_targets(trial, err) : rc;
  if (goes_on(trial, rc) && placebo) {
    rc = run_alarms(trial, err);
  }
  return rc;
}

int trial_fail(struct trial *trial, const struct err *err) {
  struct sweep *faulty = trial->faulty;
  if (faulty == NULL) {
    return command_fail(err);
  }
  if (faulty == &trial->placebo) {
    (void)fprintf(stderr, "demarche: %s: the placebo cannot be run:\n", trial->scenario);
  }
  return sweep_fail(faulty, err);
}
