/* The forms of `demarche cases`. */
#include "cli/cases_report.h"

#include "cli/cells.h"
#include "cli/json_number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* --- for people --------------------------------------------------------------------------------
 */

static void add_fixed(struct cells *cells, double value, int places, bool sign) {
  if (isnan(value)) {
    cells_add(cells, "-");
  } else {
    cells_add_format(cells, sign ? "%+.*f" : "%.*f", places, value);
  }
}

static void add_interval(struct cells *cells, const struct interval *interval, int places,
                         double scale) {
  if (isnan(interval->low)) {
    cells_add(cells, "-");
  } else {
    cells_add_format(cells, "%.*f to %.*f", places, scale * interval->low, places,
                     scale * interval->high);
  }
}

static void add_head(struct cells *cells, const char *const *heads, int count) {
  for (int i = 0; i < count; i++) {
    cells_add(cells, heads[i]);
  }
}

static void add_coefficients(struct text *out, const struct cases_report *report) {
  static const char *const heads[] = {"", "coefficient", "s.e."};
  struct cells cells = {.columns = 3};
  const struct logistic *fit = &report->fit;
  cells_add_line(&cells, "");
  add_head(&cells, heads, 3);
  cells_add_format(&cells, "  constant");
  add_fixed(&cells, fit->constant, 3, true);
  add_fixed(&cells, fit->constant_error, 3, false);
  for (int term = 0; term < fit->terms; term++) {
    cells_add_format(&cells, "  %s", report->sample.names[term]);
    add_fixed(&cells, fit->slopes[term], 3, true);
    add_fixed(&cells, fit->errors[term], 3, false);
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

static void add_scores(struct text *out, const struct cases_report *report) {
  static const char *const heads[] = {"",     "Brier",           "95 %", "fit less rule",
                                      "95 %", "skill of fit, %", "95 %"};
  const struct case_scores *scores = &report->scores;
  struct cells cells = {.columns = 7};
  cells_add_line(&cells, "");
  add_head(&cells, heads, 7);
  cells_add(&cells, "  fit, in sample");
  add_fixed(&cells, report->in_sample, 4, false);
  for (int i = 0; i < 5; i++) {
    cells_add(&cells, NULL);
  }
  cells_add(&cells, "  fit, left out");
  add_fixed(&cells, scores->brier, 4, false);
  add_interval(&cells, &scores->interval, 4, 1);
  for (int i = 0; i < 4; i++) {
    cells_add(&cells, NULL);
  }
  for (int r = 0; r < CASE_RULES; r++) {
    const struct case_rule_score *rule = &scores->rules[r];
    cells_add_format(&cells, "  %s", case_rule_word((enum case_rule)r));
    add_fixed(&cells, rule->brier, 4, false);
    cells_add(&cells, NULL);
    add_fixed(&cells, rule->difference, 4, true);
    add_interval(&cells, &rule->difference_interval, 4, 1);
    add_fixed(&cells, 100 * rule->skill, 1, false);
    add_interval(&cells, &rule->skill_interval, 1, 100);
  }
  cells_print(out, &cells);
  cells_free(&cells);
  text_add(out, "The fit to the other cases foretells each; the base rate is their mean. Lower is "
                "better.\n");
}

static void add_thirds(struct text *out, const struct cases_report *report) {
  static const char *const heads[] = {"Calibration, left out", "cases", "foreseen", "observed"};
  struct cells cells = {.columns = 4};
  cells_add_line(&cells, "");
  add_head(&cells, heads, 4);
  for (int t = 0; t < CASE_THIRDS; t++) {
    const struct case_third *third = &report->scores.thirds[t];
    if (third->count > 0) {
      cells_add_format(&cells, "  %.3f to %.3f", third->low, third->high);
      cells_add_format(&cells, "%" PRId64, third->count);
      add_fixed(&cells, third->foreseen, 3, false);
      add_fixed(&cells, third->observed, 3, false);
    }
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

static void add_delays(struct text *out, const struct cases_report *report) {
  const struct case_lags *lags = &report->delays;
  char numbers[4][CELL_NUMBER_SIZE];
  if (report->lags == NULL) {
    return;
  }
  cell_number(lags->median, numbers[0]);
  cell_number(lags->interval.low, numbers[1]);
  cell_number(lags->interval.high, numbers[2]);
  cell_number(lags->middle, numbers[3]);
  text_add(out, "\n");
  text_add_safe(out, report->lags, strlen(report->lags));
  text_add_format(out, ", %" PRId64 " cases with ", lags->count);
  text_add_safe(out, report->outcome, strlen(report->outcome));
  text_add_format(out, " from 0.5: lognormal with median %s hours", numbers[0]);
  if (!isnan(lags->interval.low)) {
    text_add_format(out, " (95 %%: %s to %s), spread of the logarithm %.2f", numbers[1], numbers[2],
                    lags->spread);
  }
  text_add_format(out, "; their own median %s\n", numbers[3]);
}

static void add_case_name(struct cells *cells, const struct cases_report *report, int64_t row) {
  if (report->names >= 0) {
    cells_add_format(cells, "  %s", case_table_cell(report->table, row, report->names));
  } else {
    cells_add_format(cells, "  line %" PRId64, report->table->lines[row]);
  }
}

static void add_cases(struct text *out, const struct cases_report *report) {
  const char *const heads[] = {"Cases", "left out", "fitted", report->outcome};
  struct cells cells = {.columns = 4};
  if (!report->lists_cases) {
    return;
  }
  cells_add_line(&cells, "");
  add_head(&cells, heads, 4);
  for (int64_t row = 0; row < report->table->count; row++) {
    add_case_name(&cells, report, row);
    add_fixed(&cells, report->chances[row], 3, false);
    add_fixed(&cells, report->fitted[row], 3, false);
    add_fixed(&cells, report->sample.y[row], 2, false);
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

void cases_text(struct text *out, const struct cases_report *report) {
  char ridge[CELL_NUMBER_SIZE];
  cell_number(report->sample.ridge, ridge);
  text_add_safe(out, report->file, strlen(report->file));
  text_add_format(out, ": %" PRId64 " cases, mean of ", report->table->count);
  text_add_safe(out, report->outcome, strlen(report->outcome));
  text_add_format(out, " %.3f; logistic regression, ridge %s; left out one ", report->base_rate,
                  ridge);
  text_add(out, report->by == NULL ? "case" : "");
  text_add_safe(out, report->by == NULL ? "" : report->by,
                report->by == NULL ? 0 : strlen(report->by));
  text_add(out, " at a time\n");
  add_coefficients(out, report);
  add_scores(out, report);
  add_thirds(out, report);
  add_delays(out, report);
  add_cases(out, report);
}

/* --- for programs ------------------------------------------------------------------------------
 */

/* Texts of the file, which need not be UTF-8. */
static json_t *json_text(const char *string) {
  struct text safe = {0};
  text_add_safe(&safe, string, strlen(string));
  json_t *out = safe.failed ? NULL : json_string(text_string(&safe));
  text_free(&safe);
  return out;
}

static json_t *coefficient_json(const char *term, double value, double error) {
  return json_pack("{s:o,s:o,s:o}", "term", json_text(term), "value", json_number(value), "error",
                   json_number(error));
}

static json_t *coefficients_json(const struct cases_report *report) {
  const struct logistic *fit = &report->fit;
  json_t *list = json_array();
  (void)json_array_append_new(list,
                              coefficient_json("constant", fit->constant, fit->constant_error));
  for (int term = 0; term < fit->terms; term++) {
    (void)json_array_append_new(
        list, coefficient_json(report->sample.names[term], fit->slopes[term], fit->errors[term]));
  }
  return list;
}

static json_t *scores_json(const struct cases_report *report) {
  const struct case_scores *scores = &report->scores;
  json_t *rules = json_array();
  for (int r = 0; r < CASE_RULES; r++) {
    const struct case_rule_score *rule = &scores->rules[r];
    (void)json_array_append_new(
        rules,
        json_pack("{s:s,s:o,s:o,s:o,s:o,s:o}", "rule", case_rule_word((enum case_rule)r), "brier",
                  json_number(rule->brier), "difference", json_number(rule->difference),
                  "difference_interval", json_interval(&rule->difference_interval), "skill",
                  json_number(rule->skill), "skill_interval",
                  json_interval(&rule->skill_interval)));
  }
  return json_pack("{s:o,s:o,s:o,s:o}", "in_sample", json_number(report->in_sample), "left_out",
                   json_number(scores->brier), "left_out_interval",
                   json_interval(&scores->interval), "rules", rules);
}

static json_t *thirds_json(const struct cases_report *report) {
  json_t *list = json_array();
  for (int t = 0; t < CASE_THIRDS; t++) {
    const struct case_third *third = &report->scores.thirds[t];
    (void)json_array_append_new(
        list, json_pack("{s:I,s:o,s:o,s:o,s:o}", "cases", (json_int_t)third->count, "low",
                        json_number(third->low), "high", json_number(third->high), "foreseen",
                        json_number(third->foreseen), "observed", json_number(third->observed)));
  }
  return list;
}

static json_t *delays_json(const struct cases_report *report) {
  const struct case_lags *lags = &report->delays;
  if (report->lags == NULL) {
    return json_null();
  }
  return json_pack("{s:o,s:I,s:o,s:o,s:o,s:o}", "column", json_text(report->lags), "cases",
                   (json_int_t)lags->count, "median_hours", json_number(lags->median),
                   "median_interval", json_interval(&lags->interval), "spread",
                   json_number(lags->spread), "own_median_hours", json_number(lags->middle));
}

static json_t *cases_list_json(const struct cases_report *report) {
  json_t *list = json_array();
  for (int64_t row = 0; row < report->table->count; row++) {
    json_t *name = report->names < 0
                       ? json_null()
                       : json_text(case_table_cell(report->table, row, report->names));
    (void)json_array_append_new(list, json_pack("{s:o,s:I,s:o,s:o,s:o,s:o}", "case", name, "line",
                                                (json_int_t)report->table->lines[row], "outcome",
                                                json_number(report->sample.y[row]), "left_out",
                                                json_number(report->chances[row]), "base_rate",
                                                json_number(report->means[row]), "fitted",
                                                json_number(report->fitted[row])));
  }
  return list;
}

void cases_json(struct text *out, const struct cases_report *report) {
  json_t *by = report->by == NULL ? json_null() : json_text(report->by);
  json_add_document(
      out, json_pack("{s:o,s:o,s:I,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "file",
                     json_text(report->table->name), "outcome", json_text(report->outcome), "cases",
                     (json_int_t)report->table->count, "base_rate", json_number(report->base_rate),
                     "ridge", json_number(report->sample.ridge), "left_out_by", by, "coefficients",
                     coefficients_json(report), "brier", scores_json(report), "calibration",
                     thirds_json(report), "lags", delays_json(report), "predictions",
                     cases_list_json(report)));
}
