/* The forms of `demarche tipping`. */
#include "cli/tipping_report.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/shell.h"
#include "cli/cells.h"
#include "cli/json_number.h"
#include "host/progress.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { VALUE_SIZE = 48 };

int64_t tipping_report_runs(const struct tipping_search *search, int64_t *results) {
  *results = 0;
  for (int i = 0; i < search->found.count; i++) {
    *results += search->found.levels[i].runs;
  }
  return search->found.count * search->sweep.plan.max_reps;
}

static bool crosses(const struct tipping_search *search) {
  return search->found.crossing_count > 0 && !isnan(search->found.crossings[0].value);
}

const char *tipping_report_verdict(const struct tipping_search *search) {
  return search->found.crossing_count == 0  ? "unknown"
         : search->found.crossing_count > 1 ? "often"
         : crosses(search)                  ? "once"
                                            : "never";
}

static const struct factor *factor_of(const struct tipping_search *search) {
  return &search->sweep.plan.factors[0];
}

/* A value of the factor, to a ten thousandth of its range or so. */
static void print_value(const struct tipping_search *search, double value, char out[VALUE_SIZE]) {
  double range = factor_of(search)->high - factor_of(search)->low;
  int places = 0;
  for (; range < 5000 && places < 15; range *= 10) {
    places++;
  }
  (void)snprintf(out, VALUE_SIZE, fabs(value) < 1e15 ? "%.*f" : "%.*e", places, value);
  if (fabs(value) < 1e15 && places > 0) {
    size_t length = strlen(out);
    for (; out[length - 1] == '0'; length--) {
      out[length - 1] = '\0';
    }
    out[length - 1] = out[length - 1] == '.' ? '\0' : out[length - 1];
  }
}

/* "0.41 to 0.47", "below 0 to 0.3" */
static void add_interval(struct text *out, const struct tipping_search *search,
                         const struct interval *interval) {
  char low[VALUE_SIZE];
  char high[VALUE_SIZE];
  bool under = interval->low == -INFINITY;
  bool over = interval->high == INFINITY;
  if (isnan(interval->low)) {
    text_add(out, "95 % interval not known");
    return;
  }
  print_value(search, under ? factor_of(search)->low : interval->low, low);
  print_value(search, over ? factor_of(search)->high : interval->high, high);
  text_add_format(out, "95 %% interval %s%s to %s%s", under ? "below " : "", low,
                  over ? "beyond " : "", high);
}

/* --- the answer --------------------------------------------------------------------------------
 */

static void add_crossing(struct text *out, const struct tipping_search *search,
                         const struct tipping_crossing *crossing) {
  char value[VALUE_SIZE];
  print_value(search, crossing->value, value);
  text_add_format(out, "%s: in most runs %s it, not %s; ", value,
                  crossing->direction > 0 ? "above" : "below",
                  crossing->direction > 0 ? "below" : "above");
  add_interval(out, search, &crossing->interval);
  text_add(out, "\n");
}

static void add_never(struct text *out, const struct tipping_search *search) {
  const struct tipping *found = &search->found;
  const struct interval *interval = &found->crossings[0].interval;
  const char *where = found->greatest < 0.5 ? ", below one half"
                      : found->least > 0.5  ? ", above one half"
                                            : ", on no more than one side of one half";
  char least[CELL_NUMBER_SIZE];
  char greatest[CELL_NUMBER_SIZE];
  cell_percent(found->least, least);
  cell_percent(found->greatest, greatest);
  if (found->least == found->greatest) {
    text_add_format(out, "never: %s %% at all levels%s\n", least, where);
    return;
  }
  text_add_format(out, "never: from %s to %s %%%s\n", least, greatest, where);
  if (isfinite(interval->low) || isfinite(interval->high)) {
    text_add(out, "Chance may hide a crossing within the range: ");
    add_interval(out, search, interval);
    text_add(out, "\n");
  } else if (interval->low < interval->high) {
    text_add(out, "The share is too near to one half throughout to tell: more replicates (--reps) "
                  "may\n");
  }
}

/* Whether there is nothing left to try between the levels of a jump. */
static bool is_exact(const struct tipping_search *search, const struct tipping_crossing *crossing) {
  return search->whole && crossing->coarse && crossing->bracket.high - crossing->bracket.low == 1;
}

static void add_notes(struct text *out, const struct tipping_search *search) {
  const struct tipping *found = &search->found;
  bool coarse = false;
  bool exact = true;
  bool open = false;
  for (int c = 0; c < found->crossing_count; c++) {
    const struct interval *interval = &found->crossings[c].interval;
    coarse = coarse || found->crossings[c].coarse;
    exact = exact && (!found->crossings[c].coarse || is_exact(search, &found->crossings[c]));
    open = open || isinf(interval->low) || isinf(interval->high);
  }
  if (coarse) {
    text_add_format(out, "The share jumps between neighbouring levels; %s\n",
                    exact ? "between whole numbers there are none"
                          : "the interval is their distance, not chance");
  }
  if (open && found->crossing_count == 1) {
    text_add(out, "The interval reaches the end of the range: a wider range or more replicates "
                  "would bound it\n");
  }
}

static void add_answer(struct text *out, const struct tipping_search *search) {
  const struct tipping *found = &search->found;
  if (found->crossing_count == 0) {
    text_add(out, "unknown: no run has a result\n");
  } else if (found->crossing_count > 1) {
    text_add_format(out, "flips %d times: the share neither rises nor falls throughout\n",
                    found->crossing_count);
    for (int c = 0; c < found->crossing_count; c++) {
      text_add(out, "  at ");
      add_crossing(out, search, &found->crossings[c]);
    }
    add_notes(out, search);
  } else if (crosses(search)) {
    text_add(out, "flips at ");
    add_crossing(out, search, &found->crossings[0]);
    add_notes(out, search);
  } else {
    add_never(out, search);
  }
}

static void add_levels(struct text *out, const struct tipping_search *search) {
  struct cells cells = {.columns = 4};
  cells_add(&cells, "value");
  cells_add(&cells, "runs");
  cells_add(&cells, "share, %");
  cells_add(&cells, "95 %");
  for (int i = 0; i < search->found.count; i++) {
    const struct tipping_level *level = &search->found.levels[i];
    char value[VALUE_SIZE];
    char share[CELL_NUMBER_SIZE];
    char low[CELL_NUMBER_SIZE];
    char high[CELL_NUMBER_SIZE];
    print_value(search, level->value, value);
    cell_percent(level->share, share);
    cell_percent(level->interval.low, low);
    cell_percent(level->interval.high, high);
    cells_add(&cells, value);
    cells_add_format(&cells, "%" PRId64, level->runs);
    cells_add(&cells, share);
    cells_add_format(&cells, "%s to %s", low, high);
  }
  cells_print(out, &cells);
  cells_free(&cells);
}

static void add_used(struct text *out, const struct tipping_search *search) {
  char count[PROGRESS_WORD_SIZE];
  int64_t results = 0;
  int64_t runs = tipping_report_runs(search, &results);
  progress_count(runs, count);
  text_add_format(out,
                  "%s runs: %d levels x %" PRId64 " replicates, in %d round%s, with the same seeds "
                  "at all levels\n",
                  count, search->found.count, search->sweep.plan.max_reps, search->rounds,
                  search->rounds == 1 ? "" : "s");
  if (results < runs) {
    progress_count(runs - results, count);
    text_add_format(out, "%s of them without a result, left out", count);
    if (search->report.first_bad >= 0) {
      const char *reason = search->report.first_reason;
      text_add_format(out, "; the first, run %" PRId64 ": ", search->report.first_bad);
      text_add_safe(out, reason, strlen(reason));
    }
    text_add(out, "\n");
  }
}

/* --- what to do next ---------------------------------------------------------------------------
 */

/* "  demarche tipping x --set ... --vary PATH=lo:hi --measure EXPR --reps N" */
static void add_search(struct text *out, const struct tipping_search *search, double low,
                       double high, int64_t reps) {
  const struct sweep_order *order = &search->sweep.order;
  struct text word = {0};
  char from[VALUE_SIZE];
  char to[VALUE_SIZE];
  print_value(search, low, from);
  print_value(search, high, to);
  text_add(out, "  demarche tipping ");
  shell_quote_shown(out, order->scenario);
  for (int i = 0; i < order->set_count; i++) {
    text_clear(&word);
    text_add_format(&word, "%s=%s", order->sets[i].path, order->sets[i].value);
    text_add(out, " --set ");
    shell_quote_shown(out, text_string(&word));
  }
  if (order->days > 0) {
    text_add_format(out, " --days %d", order->days);
  }
  if (order->seed != 1) {
    text_add_format(out, " --seed %" PRIu64, order->seed);
  }
  text_clear(&word);
  text_add_format(&word, "%s=%s:%s", order->varies[0].path, from, to);
  text_add(out, " --vary ");
  shell_quote_shown(out, text_string(&word));
  text_add(out, " --measure ");
  shell_quote_shown(out, search->measure);
  text_add_format(out, " --reps %" PRId64 "\n", reps);
  out->failed = out->failed || word.failed;
  text_free(&word);
}

/* Around the interval, half as much again on either side, within the range. */
static void narrower(const struct tipping_search *search, double *low, double *high) {
  const struct factor *factor = factor_of(search);
  const struct interval *interval = &search->found.crossings[0].interval;
  *low = fmax(interval->low, factor->low); /* NaN gives way */
  *high = fmin(interval->high, factor->high);
  double margin = (*high - *low) / 2;
  margin = search->whole ? ceil(margin) : margin;
  *low = search->whole ? floor(*low) : *low;
  *high = search->whole ? ceil(*high) : *high;
  *low = fmax(*low - margin, factor->low);
  *high = fmin(*high + margin, factor->high);
}

static void add_next(struct text *out, const struct tipping_search *search) {
  const struct sweep_order *order = &search->sweep.order;
  int64_t reps = search->sweep.plan.max_reps;
  bool single = search->found.crossing_count == 1;
  bool limited = single && search->found.crossings[0].coarse;
  if (single && crosses(search) && !is_exact(search, &search->found.crossings[0])) {
    double low = 0;
    double high = 0;
    narrower(search, &low, &high);
    text_add(out, limited ? "For a narrower interval, nearer levels:\n"
                          : "For an interval half as wide, four times the replicates:\n");
    add_search(out, search, low, high, limited ? reps : 4 * reps);
  } else if (single && !crosses(search)) {
    text_add(out, "To go on: a wider range, or another number (`demarche describe ");
    shell_quote_shown(out, order->scenario);
    text_add(out, "` lists them)\n");
  }
  if (order->out == NULL) {
    text_add(out, "The runs were not kept; --out RESULTS keeps them for stats, find and replay\n");
    return;
  }
  text_add(out, "To look further:\n  demarche stats ");
  shell_quote_shown(out, order->out);
  text_add(out, " --by ");
  shell_quote_shown(out, order->varies[0].path);
  text_add(out, "\n  demarche find ");
  shell_quote_shown(out, order->out);
  text_add(out, " ");
  shell_quote_shown(out, search->measure);
  text_add(out, "\n");
}

void tipping_table(struct text *out, const struct tipping_search *search) {
  const struct factor *factor = factor_of(search);
  char low[VALUE_SIZE];
  char high[VALUE_SIZE];
  print_value(search, factor->low, low);
  print_value(search, factor->high, high);
  text_add(out, search->sweep.kept.scenario);
  if (strcmp(factor->path, "days") != 0) {
    text_add_format(out, ", %d days", search->sweep.kept.days);
  }
  text_add(out, ": ");
  text_add_safe(out, search->measure, strlen(search->measure));
  text_add_format(out, ", with %s from %s to %s\n", factor->path, low, high);
  add_answer(out, search);
  text_add(out, "\n");
  add_levels(out, search);
  text_add(out, "\n");
  add_used(out, search);
  add_next(out, search);
}

/* --- for programs ------------------------------------------------------------------------------
 */

static void add_row(struct text *out, const char *what, double value, double share,
                    const struct interval *interval, int64_t runs) {
  text_add_format(out, "%s,", what);
  csv_number(out, value);
  text_add(out, ",");
  csv_number(out, share);
  text_add(out, ",");
  csv_number(out, interval->low);
  text_add(out, ",");
  csv_number(out, interval->high);
  text_add_format(out, ",%" PRId64 "\r\n", runs);
}

void tipping_csv(struct text *out, const struct tipping_search *search) {
  const struct tipping *found = &search->found;
  int64_t results = 0;
  (void)tipping_report_runs(search, &results);
  text_add(out, "what,value,share,low,high,runs\r\n");
  for (int c = 0; c < found->crossing_count; c++) {
    const struct tipping_crossing *crossing = &found->crossings[c];
    add_row(out, crossing->direction > 0 ? "rises" : "falls", crossing->value, 0.5,
            &crossing->interval, results);
  }
  for (int i = 0; i < found->count; i++) {
    const struct tipping_level *level = &found->levels[i];
    add_row(out, "level", level->value, level->share, &level->interval, level->runs);
  }
}

static json_t *crossing_json(const struct tipping_crossing *crossing) {
  return json_pack("{s:o,s:s,s:o,s:o,s:b,s:b,s:b}", "value", json_number(crossing->value),
                   "direction", crossing->direction > 0 ? "rises" : "falls", "interval",
                   json_interval(&crossing->interval), "bracket", json_interval(&crossing->bracket),
                   "interval_is_distance_of_levels", crossing->coarse, "reaches_low",
                   crossing->interval.low == -INFINITY, "reaches_high",
                   crossing->interval.high == INFINITY);
}

static json_t *level_json(const struct tipping_level *level) {
  return json_pack("{s:o,s:I,s:I,s:o,s:o}", "value", json_number(level->value), "runs",
                   (json_int_t)level->runs, "holds", (json_int_t)level->holds, "share",
                   json_number(level->share), "interval", json_interval(&level->interval));
}

void tipping_json(struct text *out, const struct tipping_search *search) {
  const struct tipping *found = &search->found;
  const struct factor *factor = factor_of(search);
  json_t *crossings = json_array();
  json_t *levels = json_array();
  int64_t results = 0;
  int64_t runs = tipping_report_runs(search, &results);
  for (int c = 0; c < found->crossing_count; c++) {
    (void)json_array_append_new(crossings, crossing_json(&found->crossings[c]));
  }
  for (int i = 0; i < found->count; i++) {
    (void)json_array_append_new(levels, level_json(&found->levels[i]));
  }
  json_add_document(
      out,
      json_pack("{s:s,s:i,s:s,s:o,s:o,s:s,s:s,s:o,s:o,s:o,s:I,s:I,s:I,s:i,s:o}", "scenario",
                search->sweep.kept.scenario, "days", search->sweep.kept.days, "path", factor->path,
                "low", json_number(factor->low), "high", json_number(factor->high), "measure",
                search->measure, "verdict", tipping_report_verdict(search), "crossings", crossings,
                "least_share", json_number(found->least), "greatest_share",
                json_number(found->greatest), "replicates", (json_int_t)search->sweep.plan.max_reps,
                "runs", (json_int_t)runs, "results", (json_int_t)results, "rounds", search->rounds,
                "levels", levels));
}
