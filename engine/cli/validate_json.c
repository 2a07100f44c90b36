/* Validations for programs. */
#include "cli/validate_report.h"

#include "base/calendar.h"
#include "cli/json_number.h"

#include <math.h>

static json_t *text_or_null(const char *text) {
  return text == NULL ? json_null() : json_string(text);
}

static json_t *date(int64_t minutes) {
  char text[CALENDAR_TEXT_SIZE];
  calendar_print(minutes, text);
  return json_stringn(text, 10);
}

/* --- one target --------------------------------------------------------------------------------
 */

static json_t *skill_json(const struct skill *skill) {
  return json_pack("{s:o,s:s,s:o}", "value", json_number(skill->value), "form",
                   skill->difference ? "difference" : "skill", "interval",
                   json_interval(&skill->interval));
}

static json_t *skills_json(const struct skill *skills) {
  json_t *out = json_object();
  for (int f = FORECASTER_MODEL + 1; f < FORECASTER_COUNT; f++) {
    (void)json_object_set_new(out, forecaster_words[f], skill_json(&skills[f]));
  }
  return out;
}

static json_t *forecast_json(const struct target *target, const struct forecast *forecast) {
  bool event = target_is_event(target);
  bool quantity = target->kind == TARGET_QUANTITY;
  const struct interval *central = &forecast->central;
  return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:o}", "runs", (json_int_t)forecast->runs,
                   "probability", quantity ? json_null() : json_number(forecast->probability),
                   "interval", json_interval(&forecast->wilson), "median",
                   json_number(forecast->median), "central_80", json_interval(central), "width",
                   event ? json_null() : json_number(central->high - central->low), "score",
                   json_number(forecast->score));
}

static json_t *observed_json(const struct target *target) {
  if (target_is_event(target)) {
    return json_boolean(target->kind == TARGET_EVENT);
  }
  return json_pack("[oo]", json_number(target->low), json_number(target->high));
}

static json_t *target_json(const struct target *target, const struct target_result *result) {
  json_t *forecasts = json_object();
  for (int f = 0; f < FORECASTER_COUNT; f++) {
    (void)json_object_set_new(forecasts, forecaster_words[f],
                              forecast_json(target, &result->of[f]));
  }
  return json_pack("{s:s,s:s,s:s,s:o,s:o,s:o,s:o,s:b,s:s,s:o,s:s,s:o,s:o,s:o,s:o}", "id",
                   target->id, "kind", target_kinds[target->kind], "about", target->about,
                   "observed", observed_json(target), "unit", text_or_null(target->unit), "from",
                   date(target->from), "to", date(target->to), "fit", target->fit, "source",
                   target->source, "note", text_or_null(target->note), "verdict",
                   verdict_words[result->verdict], "beats_nulls", json_boolean(result->beats_nulls),
                   "score_unit", json_number(result->unit), "forecasts", forecasts, "skill",
                   skills_json(result->skill));
}

/* --- groups, placebo ---------------------------------------------------------------------------
 */

static json_t *group_json(const struct group_result *group) {
  json_t *scores = json_object();
  for (int f = 0; f < FORECASTER_COUNT; f++) {
    (void)json_object_set_new(scores, forecaster_words[f], json_number(group->score[f]));
  }
  return json_pack("{s:i,s:o,s:o}", "targets", group->count, "score", scores, "skill",
                   skills_json(group->skill));
}

static json_t *groups_json(const struct validation *result) {
  static const char *const keys[TARGET_GROUP_COUNT] = {"all", "fitted", "held_out", "positive"};
  json_t *out = json_object();
  for (int g = 0; g < TARGET_GROUP_COUNT; g++) {
    (void)json_object_set_new(out, keys[g], group_json(&result->groups[g]));
  }
  return out;
}

static json_t *alarm_json(const struct trial *trial, int at) {
  static const char *const words[] = {"below", "at", "above"};
  const struct alarm *alarm = &trial->targets->placebo.alarms[at];
  struct interval wilson;
  int verdict = alarm_verdict(trial->alarms[at], trial->alarm_runs, alarm->base, &wilson);
  double share =
      trial->alarm_runs > 0 ? (double)trial->alarms[at] / (double)trial->alarm_runs : (double)NAN;
  return json_pack("{s:s,s:s,s:I,s:I,s:o,s:o,s:o,s:s}", "id", alarm->id, "about", alarm->about,
                   "alarms", (json_int_t)trial->alarms[at], "runs", (json_int_t)trial->alarm_runs,
                   "share", json_number(share), "interval", json_interval(&wilson), "base",
                   json_number(alarm->base), "verdict", words[verdict + 1]);
}

static json_t *placebo_json(const struct trial *trial) {
  const struct placebo *placebo = &trial->targets->placebo;
  json_t *sets = json_object();
  json_t *alarms = json_array();
  if (placebo->alarm_count == 0) {
    json_decref(sets);
    json_decref(alarms);
    return json_null();
  }
  for (int i = 0; i < placebo->set_count; i++) {
    (void)json_object_set_new(sets, placebo->sets[i].path, json_string(placebo->sets[i].value));
  }
  for (int i = 0; i < placebo->alarm_count; i++) {
    (void)json_array_append_new(alarms, alarm_json(trial, i));
  }
  return json_pack("{s:o,s:o,s:o}", "about", text_or_null(placebo->about), "set", sets, "alarms",
                   alarms);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static json_t *trial_json(const struct trial *trial) {
  const struct store_plan *kept = &trial->sweep.kept;
  json_t *targets = json_array();
  for (int t = 0; t < trial->targets->count; t++) {
    (void)json_array_append_new(targets,
                                target_json(&trial->targets->items[t], &trial->result.items[t]));
  }
  return json_pack(
      "{s:s,s:s,s:s,s:i,s:I,s:I,s:I,s:I,s:o,s:o,s:i,s:i,s:o}", "scenario", kept->scenario, "title",
      kept->title, "epoch", kept->epoch, "days", kept->days, "seed",
      (json_int_t)trial->sweep.plan.seed, "replicates", (json_int_t)trial->sweep.plan.max_reps,
      "runs", (json_int_t)trial->runs.planned + trial->placebo_runs.planned, "results",
      (json_int_t)trial->runs.results + trial->placebo_runs.results, "targets", targets, "groups",
      groups_json(&trial->result), "positive", trial->result.positive, "positive_beaten",
      trial->result.beaten, "placebo", placebo_json(trial));
}

void validate_json(struct text *out, const struct trial *trials, int count) {
  struct parameter_count parameters = validate_parameters(trials, count);
  json_t *scenarios = json_array();
  for (int i = 0; i < count; i++) {
    (void)json_array_append_new(scenarios, trial_json(&trials[i]));
  }
  json_add_document(out, json_pack("{s:o,s:{s:i,s:i,s:i,s:i,s:i,s:i}}", "scenarios", scenarios,
                                   "parameters", "constants", parameters.constants, "archetype",
                                   parameters.archetype, "policies", parameters.policies, "targets",
                                   parameters.targets, "fit", parameters.fit, "held_out",
                                   parameters.targets - parameters.fit));
}
