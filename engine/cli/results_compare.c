/* What a run comes to when it is run again, against what its file holds. The digest is of records
 * only, so that measures and series, which are made from them, are compared one by one. */
#include "cli/results.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { NAMED_MOST = 5 };

struct comparison {
  const struct store_plan *plan;
  const struct run_summary *stored, *now;
  int64_t differing;
  struct text lines; /* the first few that differ */
};

static bool is_same(double a, double b) {
  return a == b || (isnan(a) && isnan(b));
}

static const char *print(double value, char text[NUMBER_TEXT_SIZE]) {
  number_print(value, text);
  return isnan(value) ? "NULL" : text;
}

/* [day] is that of a series; -1: of none. */
static void compare_number(struct comparison *at, const char *name, int day, double now,
                           double stored) {
  char found[NUMBER_TEXT_SIZE];
  char expected[NUMBER_TEXT_SIZE];
  if (is_same(now, stored) || ++at->differing > NAMED_MOST) {
    return;
  }
  text_add(&at->lines, "  ");
  text_add_safe(&at->lines, name, strlen(name));
  if (day >= 0) {
    text_add_format(&at->lines, ", day %d", day);
  }
  text_add_format(&at->lines, ": found %s; expected %s, as the file has it\n", print(now, found),
                  print(stored, expected));
}

static void tell(struct comparison *at, const char *name, const char *found, const char *expected) {
  if (++at->differing <= NAMED_MOST) {
    text_add(&at->lines, "  ");
    text_add_safe(&at->lines, name, strlen(name));
    text_add_format(&at->lines, ": found %s; expected %s, as the file has it\n", found, expected);
  }
}

/* --- measures ----------------------------------------------------------------------------------
 */

/* The looked for one is mostly at [from], or soon after: a variant may lack some of the file's. */
static const struct summary_outcome *find_outcome(const struct run_summary *summary,
                                                  const char *name, int from) {
  for (int i = 0; i < summary->outcome_count; i++) {
    const struct summary_outcome *outcome = &summary->outcomes[(from + i) % summary->outcome_count];
    if (strcmp(outcome->name, name) == 0) {
      return outcome;
    }
  }
  return NULL;
}

static void compare_measures(struct comparison *at) {
  int matched = 0;
  for (int i = 0; i < at->plan->measure_count; i++) {
    const struct store_measure *measure = &at->plan->measures[i];
    const struct summary_outcome *now = find_outcome(at->now, measure->name, matched);
    matched += now == NULL ? 0 : 1;
    if (now != NULL && now->flag != measure->flag) {
      tell(at, measure->name, now->flag ? "a yes or no" : "a number",
           measure->flag ? "a yes or no" : "a number");
    }
    compare_number(at, measure->name, -1, now == NULL ? NAN : now->value,
                   at->stored->outcomes[i].value);
  }
  if (matched < at->now->outcome_count) {
    tell(at, "measures", "one that is not in the file", "only those that are");
  }
}

/* --- series ------------------------------------------------------------------------------------
 */

/* Number in the run of series [name], -1: it has none of that name. */
static int find_series(const struct run_summary *summary, const char *name, int from) {
  for (int i = 0; i < summary->series_count; i++) {
    int at = (from + i) % summary->series_count;
    if (strcmp(summary->series_names[at], name) == 0) {
      return at;
    }
  }
  return -1;
}

static void compare_series(struct comparison *at) {
  const struct run_summary *now = at->now;
  const struct run_summary *stored = at->stored;
  size_t length = (size_t)stored->days + 1;
  int matched = 0;
  if (at->plan->series_count == 0 || now->days != stored->days) {
    return;
  }
  if (stored->series == NULL || now->series == NULL) {
    tell(at, "series", now->series == NULL ? "none" : "some",
         stored->series == NULL ? "none" : "some");
    return;
  }
  for (int i = 0; i < at->plan->series_count; i++) {
    int found = find_series(now, at->plan->series[i], matched);
    const float *was = stored->series + (size_t)i * length;
    const float *is = found < 0 ? NULL : now->series + (size_t)found * length;
    matched += found < 0 ? 0 : 1;
    for (int day = 0; day <= stored->days; day++) {
      compare_number(at, at->plan->series[i], day, is == NULL ? NAN : (double)is[day],
                     (double)was[day]);
    }
  }
  if (matched < now->series_count) {
    tell(at, "series", "one that is not in the file", "only those that are");
  }
}

/* --- the verdict -------------------------------------------------------------------------------
 */

static void add_cause(struct text *out, const char *engine) {
  engine = engine == NULL ? "" : engine;
  text_add(out, "  the engine: the file was made by ");
  text_add_safe(out, engine, strlen(engine));
  text_add(out, ", this is " DEMARCHE_VERSION);
  text_add(out, strcmp(engine, DEMARCHE_VERSION) == 0
                    ? ": either another build of it, or the file was changed\n"
                    : "; the bundle, seed and settings are the file's own\n");
}

static bool compare_values(struct text *out, const struct store_plan *plan,
                           const struct store_run *run, const struct run_summary *now) {
  struct comparison at = {.plan = plan, .stored = run->summary, .now = now};
  compare_number(&at, "days", -1, now->days, run->summary->days);
  compare_number(&at, "events", -1, now->events, run->summary->events);
  compare_measures(&at);
  compare_series(&at);
  if (at.differing > 0) {
    text_add_format(out,
                    "run %" PRId64 ": the digest is as the file has it, but %" PRId64
                    " of its other values %s not\n",
                    run->run_id, at.differing, at.differing == 1 ? "is" : "are");
    text_add(out, text_string(&at.lines));
  }
  if (at.differing > NAMED_MOST) {
    text_add_format(out, "  and %" PRId64 " more\n", at.differing - NAMED_MOST);
  }
  text_free(&at.lines);
  return at.differing == 0;
}

bool results_compare(struct text *out, const struct store *store, const struct store_run *run,
                     const struct run_summary *now) {
  const struct store_plan *plan = store_plan(store);
  bool same = strcmp(run->summary->digest, now->digest) == 0;
  if (!same) {
    text_add_format(out, "run %" PRId64 ": found digest %s; expected %s, as the file has it\n",
                    run->run_id, now->digest, run->summary->digest);
  } else {
    same = compare_values(out, plan, run, now);
  }
  if (same) {
    text_add_format(out, "run %" PRId64 ": digest %s, as the file has it\n", run->run_id,
                    now->digest);
  } else {
    add_cause(out, plan->engine);
  }
  return same;
}
