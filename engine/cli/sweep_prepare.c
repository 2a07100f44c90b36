/* Preparing a sweep: bundle, factors, points, outline. */
#include "cli/sweep_prepare.h"

#include "base/calendar.h"
#include "base/names.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/sweep_columns.h"
#include "cli/sweep_factors.h"
#include "cli/sweep_probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void sweep_open(struct sweep *sweep) {
  *sweep = (struct sweep){0};
  client_open(&sweep->client);
  sweep_order_init(&sweep->order);
}

void sweep_close(struct sweep *sweep) {
  factors_free(sweep->plan.factors, sweep->plan.factor_count);
  points_free(&sweep->plan.points);
  free(sweep->plan.order);
  text_free(&sweep->bundle);
  client_close(&sweep->client);
}

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the plan of the sweep");
}

/* --- asking a worker ---------------------------------------------------------------------------
 */

struct probes {
  struct probed_variant variants[VARIANTS_PROBED];
  struct outline outlines[VARIANTS_PROBED];
  int count;
};

static bool add_number(struct setting *list, int *count, const char *path, double value,
                       struct arena *arena) {
  char text[NUMBER_TEXT_SIZE];
  number_print(value, text);
  list[*count] = (struct setting){path, arena_text(arena, text, strlen(text))};
  return list[(*count)++].value != NULL;
}

/* What one factor adds to a variant: a structural one its value, [choice]; a number the ends of its
 * range, to be tried. */
static bool add_factor(const struct factor *factor, double choice, struct arena *arena,
                       struct probed_variant *out) {
  if (!factor->number) {
    out->words[out->word_count++] = (struct setting){factor->path, factor->words[(int)choice]};
    return true;
  }
  if (sweep_factor_is_structural(factor)) {
    return add_number(out->words, &out->word_count, factor->path, choice, arena);
  }
  return add_number(out->numbers, &out->number_count, factor->path, factor->low, arena) &&
         add_number(out->numbers, &out->number_count, factor->path, factor->high, arena);
}

/* The settings of one variant. [choice]: the value of each factor, NULL: its first. */
static bool make_variant(const struct sweep *sweep, const double *choice, struct arena *arena,
                         struct probed_variant *out) {
  const struct plan *plan = &sweep->plan;
  size_t room = (size_t)(plan->set_count + 2 * plan->factor_count) + 1;
  *out = (struct probed_variant){.words = arena_zeroed(arena, room, sizeof *out->words),
                                 .numbers = arena_zeroed(arena, room, sizeof *out->numbers)};
  bool fits = out->words != NULL && out->numbers != NULL;
  for (int i = 0; fits && i < plan->factor_count; i++) {
    const struct factor *factor = &plan->factors[i];
    double first = factor->number ? factor->low : 0;
    fits = add_factor(factor, choice == NULL ? first : choice[i], arena, out);
  }
  for (int i = 0; fits && i < plan->set_count; i++) {
    if (setting_is_number(&plan->sets[i])) {
      out->numbers[out->number_count++] = plan->sets[i];
    } else {
      out->words[out->word_count++] = plan->sets[i];
    }
  }
  return fits;
}

/* Of two variants of one plan: they have the same paths. */
static bool is_same_variant(const struct probed_variant *a, const struct probed_variant *b) {
  for (int i = 0; i < a->word_count; i++) {
    if (strcmp(a->words[i].value, b->words[i].value) != 0) {
      return false;
    }
  }
  return true;
}

static enum err_code ask(struct sweep *sweep, struct probes *probes, struct err *err) {
  struct probe_order order = {.bundle = &sweep->bundle,
                              .variants = probes->variants,
                              .count = probes->count,
                              .arena = &sweep->client.arena,
                              .outlines = probes->outlines,
                              .faults = &sweep->faults};
  enum err_code rc = sweep_probe(&order, err);
  sweep->interrupted = order.interrupted;
  return rc;
}

/* The scenario's own values, which some designs start from. */
static enum err_code learn_bases(struct sweep *sweep, struct probes *probes, struct err *err) {
  struct plan *plan = &sweep->plan;
  probes->count = 1;
  if (!make_variant(sweep, NULL, &sweep->client.arena, &probes->variants[0])) {
    return no_memory(err);
  }
  enum err_code rc = ask(sweep, probes, err);
  int at = 0;
  for (int i = 0; rc == ERR_OK && sweep->interrupted == 0 && i < plan->factor_count; i++) {
    struct factor *factor = &plan->factors[i];
    if (factor->number && !sweep_factor_is_structural(factor)) {
      if (at >= probes->outlines[0].base_count) {
        return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
      }
      factor->base = probes->outlines[0].bases[at].value;
      factor->whole = probes->outlines[0].bases[at].whole;
      at += 2;
    }
  }
  return rc;
}

/* The structural variants among the points, up to a number of them: a wrong word should be known
 * before the first run. */
static enum err_code ask_variants(struct sweep *sweep, struct probes *probes, struct err *err) {
  const struct plan *plan = &sweep->plan;
  struct arena *arena = &sweep->client.arena;
  bool varies = false;
  for (int i = 0; i < plan->factor_count; i++) {
    varies = varies || sweep_factor_is_structural(&plan->factors[i]);
  }
  probes->count = 0;
  for (int64_t p = 0; varies && p < plan->points.count && probes->count < VARIANTS_PROBED; p++) {
    size_t before = arena->used;
    struct probed_variant *variant = &probes->variants[probes->count];
    if (!make_variant(sweep, plan->points.values + p * plan->factor_count, arena, variant)) {
      return no_memory(err);
    }
    bool known = false;
    for (int i = 0; i < probes->count && !known; i++) {
      known = is_same_variant(variant, &probes->variants[i]);
    }
    if (known) {
      arena_rewind(arena, before);
    } else {
      probes->count++;
    }
  }
  sweep->variants = probes->count > 0 ? probes->count : 1;
  return probes->count > 0 ? ask(sweep, probes, err) : ERR_OK;
}

/* --- what the file will hold -------------------------------------------------------------------
 */

static const char *epoch_of(struct arena *arena, int64_t minutes) {
  char text[CALENDAR_TEXT_SIZE];
  calendar_print(minutes, text);
  return arena_text(arena, text, strlen(text));
}

static const char *shard_of(struct arena *arena, const struct sweep_order *order) {
  char text[2 * NUMBER_TEXT_SIZE];
  int length = snprintf(text, sizeof text, "%d/%d", order->shard, order->shards);
  return arena_text(arena, text, (size_t)length);
}

static enum err_code make_kept(struct sweep *sweep, const struct sweep_columns *columns,
                               struct err *err) {
  struct arena *arena = &sweep->client.arena;
  const struct plan *plan = &sweep->plan;
  const struct scenario *cast = &sweep->client.cast;
  struct store_plan *kept = &sweep->kept;
  *kept = (struct store_plan){.scenario = cast->name,
                              .title = cast->title,
                              .epoch = epoch_of(arena, cast->epoch),
                              .engine = DEMARCHE_VERSION,
                              .days = plan->days > 0 ? plan->days : cast->days,
                              .seed = plan->seed,
                              .points = plan->points.count,
                              .planned = plan_total(plan),
                              .factors = plan_factors(plan, arena),
                              .factor_count = plan->factor_count,
                              .measures = columns->measures,
                              .measure_count = columns->measure_count,
                              .series = columns->series,
                              .series_count = sweep->order.no_series ? 0 : columns->series_count,
                              .bundle = &sweep->sources};
  kept->lines = plan_lines(plan, arena, &kept->line_count);
  kept->shard = plan->shards > 1 ? shard_of(arena, &sweep->order) : NULL;
  bool whole = kept->lines != NULL && kept->factors != NULL && kept->epoch != NULL &&
               (plan->shards == 1 || kept->shard != NULL);
  return whole ? ERR_OK : no_memory(err);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void copy_order(struct plan *plan, const struct sweep_order *order) {
  *plan = (struct plan){.scenario = order->scenario,
                        .set_count = order->set_count,
                        .design = order->design,
                        .file = order->file,
                        .samples = order->samples,
                        .reps = order->reps,
                        .max_reps = order->max_reps,
                        .seed = order->seed,
                        .independent_seeds = order->independent_seeds,
                        .days = order->days,
                        .until = order->until,
                        .events = order->events,
                        .event_sample = order->event_sample,
                        .max_failures = order->max_failures,
                        .shard = order->shard,
                        .shards = order->shards};
  memcpy(plan->sets, order->sets, sizeof plan->sets);
}

static enum err_code make_points(struct sweep *sweep, struct err *err) {
  struct plan *plan = &sweep->plan;
  enum err_code rc = ERR_OK;
  if (plan->factor_count == 0 && plan->samples > 0) {
    return err_set(err, ERR_USAGE, "--vary", "found none; expected at least one with --design %s",
                   design_word(plan->design));
  }
  if (plan->design != DESIGN_FILE) {
    rc = design_points(plan->design, plan->factors, plan->factor_count, plan->samples, plan->seed,
                       &plan->points, err);
  }
  rc = rc == ERR_OK ? points_make_whole(&plan->points, plan->factors, plan->design, err) : rc;
  if (rc == ERR_OK && plan->points.count > PLAN_RUNS_MAX / plan->max_reps) {
    rc =
        err_set(err, ERR_INVALID, NULL,
                "found %lld points of %lld replicates; expected at most %lld runs in all",
                (long long)plan->points.count, (long long)plan->max_reps, (long long)PLAN_RUNS_MAX);
  }
  plan->order = rc == ERR_OK ? design_order(plan->points.count, plan->seed) : NULL;
  return rc == ERR_OK && plan->order == NULL ? no_memory(err) : rc;
}

static void pack_bundle(struct sweep *sweep) {
  struct text payload = {0};
  encode_sources(&payload, &sweep->sources);
  frame_add(&sweep->bundle, FRAME_SOURCES, &payload);
  sweep->bundle.failed = sweep->bundle.failed || payload.failed;
  text_free(&payload);
}

/* Everything that a worker is asked, and what follows from it. */
static enum err_code consult(struct sweep *sweep, struct sweep_columns *columns, struct err *err) {
  struct probes *probes = arena_zeroed(&sweep->client.arena, 1, sizeof *probes);
  pack_bundle(sweep);
  if (probes == NULL || sweep->bundle.failed) {
    return no_memory(err);
  }
  enum err_code rc = learn_bases(sweep, probes, err);
  if (rc != ERR_OK || sweep->interrupted != 0) {
    return rc;
  }
  sweep_columns_add(columns, &probes->outlines[0]);
  rc = make_points(sweep, err);
  rc = rc == ERR_OK ? ask_variants(sweep, probes, err) : rc;
  for (int i = 0; rc == ERR_OK && sweep->interrupted == 0 && i < probes->count; i++) {
    sweep_columns_add(columns, &probes->outlines[i]);
  }
  return rc;
}

enum err_code sweep_prepare(struct sweep *sweep, struct err *err) {
  struct arena *arena = &sweep->client.arena;
  struct sweep_columns columns;
  if (!sweep_columns_open(&columns, arena)) {
    return no_memory(err);
  }
  copy_order(&sweep->plan, &sweep->order);
  enum err_code rc = client_describe_scenario(&sweep->client, sweep->order.scenario, err);
  sweep->interrupted = sweep->client.interrupted;
  if (rc == ERR_OK && sweep->interrupted == 0) {
    rc = bundle_add_scenario(&sweep->sources, arena, sweep->order.scenario, err);
    rc = rc == ERR_OK ? sweep_factors_read(sweep, err) : rc;
  }
  if (rc == ERR_OK && sweep->interrupted == 0) {
    rc = consult(sweep, &columns, err);
  }
  if (rc == ERR_OK && sweep->interrupted == 0) {
    rc = sweep_columns_check(&columns, &sweep->plan.until, err);
    rc = rc == ERR_OK ? make_kept(sweep, &columns, err) : rc;
  }
  return rc;
}

/* --- what follows from it ------------------------------------------------------------------------
 */

enum err_code sweep_open_store(const struct sweep *sweep, const char *path, struct store **out,
                               struct err *err) {
  struct stat status;
  bool there = stat(path, &status) == 0 && (!S_ISREG(status.st_mode) || status.st_size > 0);
  return there && sweep->order.resume ? store_resume(out, path, &sweep->kept, err)
                                      : store_create(out, path, &sweep->kept, err);
}

/* The loader knows settings only; what is varied is named as such. */
static void name_option(const struct sweep *sweep, struct err *fault) {
  bool of_setting = strcmp(fault->where, "--set") == 0 || strcmp(fault->where, "--vary") == 0;
  for (int i = 0; of_setting && i < sweep->plan.factor_count; i++) {
    const char *path = sweep->plan.factors[i].path;
    if (strncmp(fault->text, path, strlen(path)) == 0) {
      (void)snprintf(fault->where, sizeof fault->where, "%s",
                     sweep->order.file == NULL ? "--vary" : sweep->order.file);
      return;
    }
  }
}

int sweep_fail(struct sweep *sweep, const struct err *err) {
  struct faults *faults = sweep->faults.count > 0 ? &sweep->faults : &sweep->client.faults;
  for (int i = 0; i < faults->count; i++) {
    name_option(sweep, &faults->items[i]);
  }
  if (faults->count == 0) {
    return command_fail(err);
  }
  struct text text = {0};
  client_print_faults(faults, &text);
  (void)fputs(text_string(&text), stderr);
  text_free(&text);
  return err_exit_status(ERR_INVALID);
}
