/* Validations for people. */
#include "cli/validate_report.h"

#include "cli/cells.h"
#include "cli/command.h"
#include "host/progress.h"
#include "model/constants.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 110, WORD = 96 };

/* --- parameters --------------------------------------------------------------------------------
 */

/* A constant that no source fixes. */
static bool is_free(const char *confidence) {
  return strcmp(confidence, "judgement") == 0 || strcmp(confidence, "fitted") == 0;
}

static int count_constants(void) {
  static const char *const confidences[] = {
#define X(field, fallback, low, high, unit, source, confidence, about) confidence,
      CONSTANT_MAP(X)
#undef X
  };
  int count = 0;
  for (size_t i = 0; i < sizeof confidences / sizeof confidences[0]; i++) {
    count += is_free(confidences[i]) ? 1 : 0;
  }
  return count;
}

/* Whether an earlier trial follows the policy too. */
static bool is_followed_before(const struct trial *trials, int before, const char *policy) {
  for (int i = 0; i < before; i++) {
    const struct description *description = &trials[i].sweep.client.description;
    for (int p = 0; p < description->policy_count; p++) {
      if (strcmp(description->policies[p].name, policy) == 0) {
        return true;
      }
    }
  }
  return false;
}

struct parameter_count validate_parameters(const struct trial *trials, int count) {
  struct parameter_count out = {.constants = count_constants()};
  for (int i = 0; i < count; i++) {
    const struct description *description = &trials[i].sweep.client.description;
    for (int p = 0; p < description->policy_count; p++) {
      const struct followed_policy *policy = &description->policies[p];
      if (!is_followed_before(trials, i, policy->name)) {
        out.policies++;
        out.archetype += policy->params;
      }
    }
    out.targets += trials[i].targets->count;
    out.fit += trials[i].result.groups[GROUP_FIT].count;
  }
  return out;
}

/* --- predictions -------------------------------------------------------------------------------
 */

static void observed_text(const struct target *target, char out[WORD]) {
  char low[CELL_NUMBER_SIZE];
  char high[CELL_NUMBER_SIZE];
  const char *unit = target->unit == NULL ? "" : target->unit;
  cell_number(target->low, low);
  cell_number(target->high, high);
  if (target_is_event(target)) {
    (void)snprintf(out, WORD, "%s", target->kind == TARGET_EVENT ? "yes" : "no");
  } else if (target->low == target->high) {
    (void)snprintf(out, WORD, "%s %.12s", low, unit);
  } else {
    (void)snprintf(out, WORD, "%s to %s %.12s", low, high, unit);
  }
}

/* A lag at its window's end did not come. */
static void value_text(const struct target *target, double value, char out[CELL_NUMBER_SIZE]) {
  if (target->kind == TARGET_LAG && value >= target_window(target)) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "never");
  } else {
    cell_number(value, out);
  }
}

/* "62.3 %", "5.2 (1.1 to never); 63 %". [whole]: with the interval. */
static void forecast_text(const struct target *target, const struct forecast *forecast, bool whole,
                          char out[WORD]) {
  char percent[CELL_NUMBER_SIZE];
  char median[CELL_NUMBER_SIZE];
  char low[CELL_NUMBER_SIZE];
  char high[CELL_NUMBER_SIZE];
  bool event = target_is_event(target);
  const struct interval *around = event ? &forecast->wilson : &forecast->central;
  cell_percent(forecast->probability, percent);
  value_text(target, forecast->median, median);
  if (event) {
    cell_percent(around->low, low);
    cell_percent(around->high, high);
    int length = snprintf(out, WORD, "%s %%", percent);
    if (whole) {
      (void)snprintf(out + length, WORD - (size_t)length, " (%s to %s)", low, high);
    }
    return;
  }
  value_text(target, around->low, low);
  value_text(target, around->high, high);
  int length = snprintf(out, WORD, "%s", median);
  if (whole) {
    length += snprintf(out + length, WORD - (size_t)length, " (%s to %s)", low, high);
  }
  if (target->kind == TARGET_LAG) {
    (void)snprintf(out + length, WORD - (size_t)length, "; %s %%", percent);
  }
}

static void add_predictions(struct text *out, const struct trial *trial) {
  static const char *const head[] = {"target", "observed", "predicted", "silent",
                                     "random", "base",     "verdict"};
  struct cells cells = {.columns = 7};
  char text[WORD];
  for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
    cells_add(&cells, head[i]);
  }
  for (int t = 0; t < trial->targets->count; t++) {
    const struct target *target = &trial->targets->items[t];
    const struct target_result *result = &trial->result.items[t];
    cells_add_format(&cells, "%.16s", target->id);
    observed_text(target, text);
    cells_add(&cells, text);
    for (int f = 0; f < FORECASTER_COUNT; f++) {
      forecast_text(target, &result->of[f], f == FORECASTER_MODEL, text);
      cells_add(&cells, text);
    }
    cells_add(&cells, verdict_words[result->verdict]);
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

/* --- scores ------------------------------------------------------------------------------------
 */

/* Two decimals, as far as they matter. */
static int places_of(double value) {
  return fabs(value) < 9.995 ? 2 : fabs(value) < 99.95 ? 1 : 0;
}

static void skill_text(const struct skill *skill, char out[WORD]) {
  const struct interval *around = &skill->interval;
  int length = snprintf(out, WORD, "%s%+.*f", skill->difference ? "d " : "",
                        places_of(skill->value), skill->value);
  if (isnan(skill->value)) {
    (void)snprintf(out, WORD, "-");
  } else if (!isnan(around->low)) {
    (void)snprintf(out + length, WORD - (size_t)length, " (%.*f to %.*f)", places_of(around->low),
                   around->low, places_of(around->high), around->high);
  }
}

static void add_skills(struct cells *cells, const struct skill *skills) {
  char text[WORD];
  for (int f = FORECASTER_MODEL + 1; f < FORECASTER_COUNT; f++) {
    skill_text(&skills[f], text);
    cells_add(cells, text);
  }
}

static void add_score(struct cells *cells, double score) {
  if (isnan(score)) {
    cells_add(cells, "-");
  } else {
    cells_add_format(cells, "%.3f", score);
  }
}

static void add_width(struct cells *cells, const struct target *target,
                      const struct forecast *forecast) {
  char width[CELL_NUMBER_SIZE];
  cell_number(forecast->central.high - forecast->central.low, width);
  cells_add(cells, target_is_event(target) ? "" : width);
}

static void add_scores(struct text *out, const struct trial *trial) {
  static const char *const head[] = {"skill",          "score",        "width", "against silent",
                                     "against random", "against base", "best"};
  struct cells cells = {.columns = 7};
  for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
    cells_add(&cells, head[i]);
  }
  for (int t = 0; t < trial->targets->count; t++) {
    const struct target_result *result = &trial->result.items[t];
    cells_add_format(&cells, "%.16s", trial->targets->items[t].id);
    add_score(&cells, result->of[FORECASTER_MODEL].score);
    add_width(&cells, &trial->targets->items[t], &result->of[FORECASTER_MODEL]);
    add_skills(&cells, result->skill);
    cells_add(&cells, result->beats_nulls ? "yes" : "no");
  }
  for (int g = 0; g < TARGET_GROUP_COUNT; g++) {
    const struct group_result *group = &trial->result.groups[g];
    if (group->count > 0 && (g == GROUP_ALL || group->count < trial->targets->count)) {
      cells_add_format(&cells, "%s (%d)", target_group_words[g], group->count);
      add_score(&cells, group->score[FORECASTER_MODEL]);
      cells_add(&cells, "");
      add_skills(&cells, group->skill);
      cells_add(&cells, "");
    }
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

/* Those that are not beaten are named: a model that says nothing scores on non-events only. */
static void add_positive(struct text *out, const struct trial *trial) {
  const char *gap = "; not on ";
  text_add_format(out, "better than each null model on %d of %d positive targets",
                  trial->result.beaten, trial->result.positive);
  for (int t = 0; t < trial->targets->count; t++) {
    const struct target *target = &trial->targets->items[t];
    if (target_is_positive(target) && !trial->result.items[t].beats_nulls) {
      text_add_format(out, "%s%s", gap, target->id);
      gap = ", ";
    }
  }
  text_add(out, "\n");
}

/* A line of anybody's text, wrapped below itself. */
static void add_wrapped(struct text *out, const char *head, int indent, const char *about) {
  struct text line = {0};
  text_add_safe(&line, about, strlen(about));
  text_add(out, head);
  command_add_wrapped(out, text_string(&line), (int)strlen(head), indent, WIDTH);
  text_add(out, "\n");
  out->failed = out->failed || line.failed;
  text_free(&line);
}

/* --- placebo -----------------------------------------------------------------------------------
 */

/* Whether it goes off no more often than its base rate, as far as the runs tell. */
static bool add_alarm(struct text *out, const struct trial *trial, int at) {
  static const char *const words[] = {"below the base rate of", "at the base rate of",
                                      "ABOVE the base rate of"};
  const struct alarm *alarm = &trial->targets->placebo.alarms[at];
  struct interval wilson;
  char share[CELL_NUMBER_SIZE];
  char low[CELL_NUMBER_SIZE];
  char high[CELL_NUMBER_SIZE];
  char base[CELL_NUMBER_SIZE];
  int verdict = alarm_verdict(trial->alarms[at], trial->alarm_runs, alarm->base, &wilson);
  cell_percent(trial->alarm_runs > 0 ? (double)trial->alarms[at] / (double)trial->alarm_runs : NAN,
               share);
  cell_percent(wilson.low, low);
  cell_percent(wilson.high, high);
  cell_percent(alarm->base, base);
  text_add_format(out, "  %s: %s %% (%s to %s), %s %s %%\n", alarm->id, share, low, high,
                  words[verdict + 1], base);
  return verdict <= 0;
}

static void add_placebo(struct text *out, const struct trial *trial) {
  const struct placebo *placebo = &trial->targets->placebo;
  add_wrapped(out, "placebo: ", 2, placebo->about);
  int quiet = 0;
  for (int i = 0; i < placebo->alarm_count; i++) {
    quiet += add_alarm(out, trial, i) ? 1 : 0;
  }
  text_add_format(out, "  at or below the base rate: %d of %d alarms (at: the interval holds it)\n",
                  quiet, placebo->alarm_count);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void add_missing(struct text *out, const struct trial_batch *batch, const char *what) {
  char count[PROGRESS_WORD_SIZE];
  if (batch->results >= batch->planned) {
    return;
  }
  progress_count(batch->planned - batch->results, count);
  text_add_format(out, "%s of the %sruns without a result, left out", count, what);
  if (batch->first_bad >= 0) {
    text_add_format(out, "; the first, run %" PRId64 ": ", batch->first_bad);
    text_add_safe(out, batch->first_reason, strlen(batch->first_reason));
  }
  text_add(out, "\n");
}

static void add_legend(struct text *out, const struct trial *trial) {
  int widest = 0;
  for (int t = 0; t < trial->targets->count; t++) {
    int length = (int)strlen(trial->targets->items[t].id);
    widest = length > widest ? length : widest;
  }
  for (int t = 0; t < trial->targets->count; t++) {
    const struct target *target = &trial->targets->items[t];
    char head[WORD];
    (void)snprintf(head, sizeof head, "%-*s  ", widest, target->id);
    add_wrapped(out, head, widest + 2, target->about);
  }
}

static void add_trial(struct text *out, const struct trial *trial) {
  const struct store_plan *kept = &trial->sweep.kept;
  char seeds[PROGRESS_WORD_SIZE];
  progress_count(trial->sweep.plan.max_reps, seeds);
  text_add_format(out, "%s: %s\n", kept->scenario, kept->title);
  text_add_format(
      out,
      "%d days from %.10s, %d targets; %s seeds each of the scenario, of silence and of "
      "random policies\n\n",
      kept->days, kept->epoch, trial->targets->count, seeds);
  add_legend(out, trial);
  text_add(out, "\n");
  add_predictions(out, trial);
  text_add(out, "\n");
  add_scores(out, trial);
  add_positive(out, trial);
  add_missing(out, &trial->runs, "");
  if (trial->targets->placebo.alarm_count > 0) {
    text_add(out, "\n");
    add_placebo(out, trial);
    add_missing(out, &trial->placebo_runs, "placebo's ");
  }
  text_add(out, "\n");
}

void validate_table(struct text *out, const struct trial *trials, int count) {
  struct parameter_count parameters = validate_parameters(trials, count);
  for (int i = 0; i < count; i++) {
    add_trial(out, &trials[i]);
  }
  text_add_format(out,
                  "%d free parameters (%d constants of the model on judgement, %d of %d policies) "
                  "against %d targets:\n%d that may be fitted on, %d held out\n",
                  parameters.constants + parameters.archetype, parameters.constants,
                  parameters.archetype, parameters.policies, parameters.targets, parameters.fit,
                  parameters.targets - parameters.fit);
  text_add(
      out,
      "Predicted: share of runs (95 %), or median (central 80 %) and share that comes; width: of "
      "the central 80 %.\nSkill: 1 - score / score of the null model (95 %, over seeds); d: "
      "their difference, where that score is 0,\nbetter below 0. Best: better than each null "
      "model.\n");
}
