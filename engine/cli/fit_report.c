/* Reports of fits. */
#include "cli/fit_report.h"

#include "base/csv.h"
#include "cli/cells.h"
#include "cli/json_number.h"
#include "host/progress.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WORD = 96 };

/* All scenarios have the same factors and points. */
static const struct plan *plan_of(const struct fit *fit) {
  return &fit->trials[0].sweep.plan;
}

static double value_at(const struct fit *fit, int64_t point, int factor) {
  const struct points *points = &plan_of(fit)->points;
  return point < 0 ? (double)NAN : points->values[point * points->factor_count + factor];
}

static double score_at(const struct fit *fit, int scenario, int64_t point) {
  return point < 0 ? (double)NAN : fit->scores[scenario * fit->found.points + point];
}

static double default_score(const struct fit *fit, int scenario) {
  return fit->trials[scenario].trial.result.groups[GROUP_FIT].score[FORECASTER_MODEL];
}

static double null_score(const struct fit *fit, int scenario, int forecaster) {
  return fit->trials[scenario].trial.result.groups[GROUP_FIT].score[forecaster];
}

enum err_code fit_summarise(struct fit *fit, struct fit_summary *out, struct err *err) {
  enum err_code rc = ERR_OK;
  *out = (struct fit_summary){.best = fit_best(&fit->found, -1), .error = NAN};
  for (int i = 0; i < fit->count; i++) {
    out->best_without[i] = fit->count > 1 ? fit_best(&fit->found, i) : -1;
    out->defaults += default_score(fit, i) / fit->count;
  }
  if (out->best >= 0) {
    rc = fit_error(fit, out->best, &out->error, err);
    out->near = fit_count(&fit->found, fit_mean(&fit->found, out->best, -1) + out->error);
  }
  return rc;
}

struct interval fit_near(const struct fit *fit, const struct fit_summary *summary, int factor,
                         double *share) {
  const struct plan *plan = plan_of(fit);
  double most = fit_mean(&fit->found, summary->best, -1) + summary->error;
  struct interval span = fit_span(&fit->found, &plan->points, factor, most);
  *share = (span.high - span.low) / (plan->factors[factor].high - plan->factors[factor].low);
  return span;
}

/* --- for people --------------------------------------------------------------------------------
 */

static void add_number(struct cells *cells, double value) {
  char text[CELL_NUMBER_SIZE];
  cell_number(value, text);
  cells_add(cells, text);
}

static void add_range(struct cells *cells, double low, double high) {
  char from[CELL_NUMBER_SIZE];
  char to[CELL_NUMBER_SIZE];
  cell_number(low, from);
  cell_number(high, to);
  cells_add_format(cells, "%s to %s", from, to);
}

static void add_score(struct cells *cells, double score) {
  if (isnan(score)) {
    cells_add(cells, "-");
  } else {
    cells_add_format(cells, "%.3f", score);
  }
}

static void add_parameters(struct text *out, const struct fit *fit,
                           const struct fit_summary *summary) {
  static const char *const head[] = {"parameter",     "default",         "range", "best",
                                     "within one SE", "of the range, %", ""};
  const struct plan *plan = plan_of(fit);
  struct cells cells = {.columns = 7};
  for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
    cells_add(&cells, head[i]);
  }
  for (int f = 0; f < plan->factor_count; f++) {
    char percent[CELL_NUMBER_SIZE];
    double share = 0;
    struct interval span = fit_near(fit, summary, f, &share);
    cell_percent(share, percent);
    cells_add_format(&cells, "%.60s", plan->factors[f].path);
    add_number(&cells, plan->factors[f].base);
    add_range(&cells, plan->factors[f].low, plan->factors[f].high);
    add_number(&cells, value_at(fit, summary->best, f));
    add_range(&cells, span.low, span.high);
    cells_add(&cells, percent);
    cells_add(&cells, share >= FIT_FLAT ? "flat" : "");
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

static void add_skill(struct cells *cells, double score, double null) {
  if (isnan(score) || isnan(null)) {
    cells_add(cells, "-");
  } else if (null == 0) {
    cells_add_format(cells, "diff %+.2f", score);
  } else {
    cells_add_format(cells, "%+.2f", 1 - score / null);
  }
}

static void add_scenarios(struct text *out, const struct fit *fit,
                          const struct fit_summary *summary) {
  static const char *const head[] = {"scenario",       "targets",     "defaults",
                                     "best",           "left out",    "against silent",
                                     "against random", "against base"};
  struct cells cells = {.columns = 8};
  for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
    cells_add(&cells, head[i]);
  }
  for (int s = 0; s < fit->count; s++) {
    double left_out = score_at(fit, s, summary->best_without[s]);
    cells_add_format(&cells, "%.40s", fit->trials[s].sweep.kept.scenario);
    cells_add_format(&cells, "%d", fit->trials[s].trial.result.groups[GROUP_FIT].count);
    add_score(&cells, default_score(fit, s));
    add_score(&cells, score_at(fit, s, summary->best));
    add_score(&cells, left_out);
    for (int f = FORECASTER_MODEL + 1; f < FORECASTER_COUNT; f++) {
      add_skill(&cells, left_out, null_score(fit, s, f));
    }
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

static void add_missing(struct text *out, const struct fit *fit) {
  int64_t missing = 0;
  const char *reason = NULL;
  char count[PROGRESS_WORD_SIZE];
  for (int i = 0; i < fit->count; i++) {
    const struct trial_batch *batch = &fit->trials[i].batch;
    missing += batch->planned - batch->results;
    reason = reason == NULL && batch->first_bad >= 0 ? batch->first_reason : reason;
  }
  if (missing > 0) {
    progress_count(missing, count);
    text_add_format(out, "%s of the runs without a result, left out", count);
    if (reason != NULL) {
      text_add(out, "; the first: ");
      text_add_safe(out, reason, strlen(reason));
    }
    text_add(out, "\n");
  }
}

void fit_table(struct text *out, const struct fit *fit, const struct fit_summary *summary) {
  const struct plan *plan = plan_of(fit);
  char points[PROGRESS_WORD_SIZE];
  char seeds[PROGRESS_WORD_SIZE];
  progress_count(fit->found.points, points);
  progress_count(plan->max_reps, seeds);
  text_add_format(out, "%d parameter%s: %s points of a Latin hypercube, %s seeds each\n",
                  plan->factor_count, plan->factor_count == 1 ? "" : "s", points, seeds);
  if (summary->best < 0) {
    text_add(out, "unknown: no point has a score in all scenarios\n");
    add_missing(out, fit);
    return;
  }
  text_add_format(out,
                  "mean score of the targets that may be fitted on, lower is better: %.3f at the "
                  "defaults,\n%.3f (standard error %.3f) at the best point, number %" PRId64
                  "; %" PRId64 " point%s within one standard error of it\n\n",
                  summary->defaults, fit_mean(&fit->found, summary->best, -1), summary->error,
                  summary->best, summary->near, summary->near == 1 ? "" : "s");
  add_parameters(out, fit, summary);
  text_add(out, "\n");
  add_scenarios(out, fit, summary);
  add_missing(out, fit);
  text_add(out,
           fit->count > 1
               ? "\nLeft out: the best point of the other scenarios, scored on this one, and its "
                 "skill against the null\nmodels. The best point was chosen by the runs that score "
                 "it: its own score flatters it, that of what was\nleft out does not.\n"
               : "\nThe best point was chosen by the runs that score it: its score flatters it. "
                 "With several scenarios each is\nalso left out in its turn.\n");
}

/* --- for programs ------------------------------------------------------------------------------
 */

static json_t *parameter_json(const struct fit *fit, const struct fit_summary *summary, int at) {
  const struct factor *factor = &plan_of(fit)->factors[at];
  double share = NAN;
  struct interval span = {NAN, NAN};
  if (summary->best >= 0) {
    span = fit_near(fit, summary, at, &share);
  }
  return json_pack("{s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:b}", "path", factor->path, "default",
                   json_number(factor->base), "low", json_number(factor->low), "high",
                   json_number(factor->high), "best", json_number(value_at(fit, summary->best, at)),
                   "within_one_error", json_interval(&span), "share_of_range", json_number(share),
                   "flat", share >= FIT_FLAT);
}

static json_t *scenario_json(const struct fit *fit, const struct fit_summary *summary, int at) {
  json_t *nulls = json_object();
  json_t *point = json_object();
  int64_t without = summary->best_without[at];
  for (int f = FORECASTER_MODEL + 1; f < FORECASTER_COUNT; f++) {
    (void)json_object_set_new(nulls, forecaster_words[f], json_number(null_score(fit, at, f)));
  }
  for (int f = 0; f < plan_of(fit)->factor_count; f++) {
    (void)json_object_set_new(point, plan_of(fit)->factors[f].path,
                              json_number(value_at(fit, without, f)));
  }
  return json_pack(
      "{s:s,s:i,s:o,s:o,s:o,s:o,s:o}", "scenario", fit->trials[at].sweep.kept.scenario, "targets",
      fit->trials[at].trial.result.groups[GROUP_FIT].count, "defaults",
      json_number(default_score(fit, at)), "best", json_number(score_at(fit, at, summary->best)),
      "left_out", json_number(score_at(fit, at, without)), "best_of_others", point, "nulls", nulls);
}

void fit_json(struct text *out, const struct fit *fit, const struct fit_summary *summary) {
  json_t *parameters = json_array();
  json_t *scenarios = json_array();
  double best = summary->best < 0 ? (double)NAN : fit_mean(&fit->found, summary->best, -1);
  for (int f = 0; f < plan_of(fit)->factor_count; f++) {
    (void)json_array_append_new(parameters, parameter_json(fit, summary, f));
  }
  for (int s = 0; s < fit->count; s++) {
    (void)json_array_append_new(scenarios, scenario_json(fit, summary, s));
  }
  json_add_document(
      out,
      json_pack("{s:I,s:I,s:I,s:I,s:o,s:o,s:o,s:I,s:o,s:o}", "points",
                (json_int_t)fit->found.points, "replicates", (json_int_t)plan_of(fit)->max_reps,
                "seed", (json_int_t)plan_of(fit)->seed, "best_point", (json_int_t)summary->best,
                "defaults", json_number(summary->defaults), "best", json_number(best), "error",
                json_number(summary->error), "within_one_error", (json_int_t)summary->near,
                "parameters", parameters, "scenarios", scenarios));
}

void fit_csv(struct text *out, const struct fit *fit) {
  const struct plan *plan = plan_of(fit);
  text_add(out, "point,score");
  for (int s = 0; s < fit->count; s++) {
    text_add_format(out, ",score.%s", fit->trials[s].sweep.kept.scenario);
  }
  for (int f = 0; f < plan->factor_count; f++) {
    text_add_format(out, ",%s", plan->factors[f].path);
  }
  text_add(out, "\r\n");
  for (int64_t point = 0; point < fit->found.points; point++) {
    text_add_format(out, "%" PRId64 ",", point);
    csv_number(out, fit_mean(&fit->found, point, -1));
    for (int s = 0; s < fit->count; s++) {
      text_add(out, ",");
      csv_number(out, score_at(fit, s, point));
    }
    for (int f = 0; f < plan->factor_count; f++) {
      text_add(out, ",");
      csv_number(out, value_at(fit, point, f));
    }
    text_add(out, "\r\n");
  }
}
