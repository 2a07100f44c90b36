/* `demarche stats` for machines: CSV and JSON. */
#include "cli/stats_report.h"

#include "base/csv.h"
#include "cli/json_number.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>

/* Numbers of a statistic by name, in the order of the CSV. */
struct number_field {
  const char *name;
  size_t offset;
};

static const struct number_field number_fields[] = {
    {"value", offsetof(struct statistic, value)},
    {"low", offsetof(struct statistic, interval.low)},
    {"high", offsetof(struct statistic, interval.high)},
    {"error", offsetof(struct statistic, error)},
    {"sd", offsetof(struct statistic, sd)},
    {"min", offsetof(struct statistic, least)},
    {"q05", offsetof(struct statistic, low)},
    {"median", offsetof(struct statistic, median)},
    {"median_low", offsetof(struct statistic, median_interval.low)},
    {"median_high", offsetof(struct statistic, median_interval.high)},
    {"q95", offsetof(struct statistic, high)},
    {"max", offsetof(struct statistic, greatest)},
    {"difference", offsetof(struct statistic, difference)},
    {"difference_low", offsetof(struct statistic, difference_interval.low)},
    {"difference_high", offsetof(struct statistic, difference_interval.high)},
};

enum { NUMBER_FIELDS = sizeof number_fields / sizeof number_fields[0] };

static double number_of(const struct statistic *s, int field) {
  return *(const double *)(const void *)((const char *)s + number_fields[field].offset);
}

static const char *name_of(const struct stats_report *report, int column) {
  return report->set->columns.columns[column].name;
}

void stats_csv(struct text *out, const struct stats_report *report) {
  text_add(out, "measure,unit,kind,group,runs,n,units,pairs");
  for (int f = 0; f < NUMBER_FIELDS; f++) {
    text_add_format(out, ",%s", number_fields[f].name);
  }
  text_add(out, "\r\n");
  for (int i = 0; i < report->measure_count; i++) {
    const struct measure_statistics *m = &report->measures[i];
    for (int g = 0; g < report->grouping.count; g++) {
      const struct statistic *s = &m->groups[g];
      csv_text(out, name_of(report, m->column));
      text_add(out, ",");
      csv_text(out, m->unit);
      text_add_format(out, ",%s,", statistic_kind_word(m->kind));
      csv_text(out, report->grouping.names[g]);
      text_add_format(out, ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64, s->runs, s->count,
                      s->seeds, s->pairs);
      for (int f = 0; f < NUMBER_FIELDS; f++) {
        text_add(out, ",");
        csv_number(out, number_of(s, f));
      }
      text_add(out, "\r\n");
    }
  }
}

static json_t *statistic_json(const struct stats_report *report, const struct statistic *s,
                              int group) {
  json_t *object = json_object();
  if (report->by != NULL) {
    (void)json_object_set_new(object, "group", json_string(report->grouping.names[group]));
  }
  (void)json_object_set_new(object, "runs", json_integer(s->runs));
  (void)json_object_set_new(object, "n", json_integer(s->count));
  (void)json_object_set_new(object, "units", json_integer(s->seeds));
  for (int f = 0; f < NUMBER_FIELDS; f++) {
    (void)json_object_set_new(object, number_fields[f].name, json_number(number_of(s, f)));
  }
  (void)json_object_set_new(object, "pairs", json_integer(s->pairs));
  return object;
}

static json_t *measures_json(const struct stats_report *report) {
  json_t *list = json_array();
  for (int i = 0; i < report->measure_count; i++) {
    const struct measure_statistics *m = &report->measures[i];
    json_t *groups = json_array();
    for (int g = 0; g < report->grouping.count; g++) {
      (void)json_array_append_new(groups, statistic_json(report, &m->groups[g], g));
    }
    (void)json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:b,s:o}", "measure",
                                                name_of(report, m->column), "unit", m->unit, "kind",
                                                statistic_kind_word(m->kind), "within_seeds",
                                                m->is_paired, "groups", groups));
  }
  return list;
}

static json_t *factors_json(const struct stats_report *report) {
  json_t *list = json_array();
  for (int i = 0; i < report->effect_count; i++) {
    const struct factor_effect *e = &report->effects[i];
    json_t *strongest = e->measure < 0 ? json_null() : json_string(name_of(report, e->measure));
    (void)json_array_append_new(
        list, json_pack("{s:s,s:b,s:b,s:b,s:b,s:s,s:I,s:o,s:o}", "factor",
                        name_of(report, e->column), "varied", e->varied, "inert", e->inert,
                        "identical", e->identical, "failures_uneven", e->uneven, "compared",
                        e->matched ? "paired runs" : "points", "comparisons", (json_int_t)e->pairs,
                        "strongest", strongest, "p", json_number(e->p)));
  }
  return list;
}

static json_t *saturated_json(const struct stats_report *report) {
  json_t *list = json_array();
  for (int i = 0; i < report->saturated_count; i++) {
    const struct saturated *s = &report->saturated[i];
    (void)json_array_append_new(list, json_pack("{s:s,s:o}", "measure", name_of(report, s->column),
                                                "value", json_number(s->value)));
  }
  return list;
}

/* Runs that were tried, in each group, and how many of them are not ok. */
static json_t *attempted_json(const struct stats_report *report) {
  json_t *list = json_array();
  for (int g = 0; g < report->attempted.count; g++) {
    int64_t runs = report->attempted.runs[g];
    json_t *group = json_pack("{s:I,s:I}", "runs", (json_int_t)runs, "not_ok",
                              (json_int_t)(runs - report->ended[g][RUN_STATUS_OK]));
    if (report->attempted_by) {
      (void)json_object_set_new(group, "group", json_string(report->attempted.names[g]));
    }
    (void)json_array_append_new(list, group);
  }
  return list;
}

void stats_json(struct text *out, const struct stats_report *report) {
  const struct store_plan *plan = report->set->plan;
  json_t *statuses = json_object();
  for (int s = 0; s < RUN_STATUS_COUNT; s++) {
    (void)json_object_set_new(statuses, run_status_word((enum run_status)s),
                              json_integer(report->statuses[s]));
  }
  json_add_document(
      out,
      json_pack("{s:s,s:i,s:s,s:I,s:o,s:s?,s:s?,s:I,s:o,s:o,s:o,s:o}", "scenario", plan->scenario,
                "days", plan->days, "design", run_set_line(report->set, "design"), "planned",
                (json_int_t)plan->planned, "status", statuses, "by", report->by, "given",
                report->given, "runs", (json_int_t)report->grouping.chosen, "attempted",
                attempted_json(report), "measures", measures_json(report), "factors",
                factors_json(report), "saturated", saturated_json(report)));
}
