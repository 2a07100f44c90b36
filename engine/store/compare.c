/* Whether two plans are of one batch, and what differs if not. */
#include "store/handle.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* One comparison: found against expected, told at [where]. */
struct comparison {
  const char *where, *as;
  struct err *err;
};

static const char *text_or_none(const char *text) {
  return text == NULL ? "" : text;
}

static enum err_code differs(const struct comparison *at, const char *what, const char *found,
                             const char *expected) {
  return err_set(at->err, ERR_STORE, at->where, "%s: found %.120s; expected %.120s, %s", what,
                 found[0] == '\0' ? "none" : found, expected[0] == '\0' ? "none" : expected,
                 at->as);
}

static enum err_code same_text(const struct comparison *at, const char *what, const char *found,
                               const char *expected) {
  found = text_or_none(found);
  expected = text_or_none(expected);
  return strcmp(found, expected) == 0 ? ERR_OK : differs(at, what, found, expected);
}

static enum err_code same_count(const struct comparison *at, const char *what, int64_t found,
                                int64_t expected) {
  char a[NUMBER_TEXT_SIZE];
  char b[NUMBER_TEXT_SIZE];
  (void)snprintf(a, sizeof a, "%" PRId64, found);
  (void)snprintf(b, sizeof b, "%" PRId64, expected);
  return found == expected ? ERR_OK : differs(at, what, a, b);
}

static enum err_code same_number(const struct comparison *at, const char *path, const char *field,
                                 double found, double expected) {
  char what[ERR_WHERE_MAX];
  char a[NUMBER_TEXT_SIZE];
  char b[NUMBER_TEXT_SIZE];
  if (found == expected || (isnan(found) && isnan(expected))) {
    return ERR_OK;
  }
  number_print(found, a);
  number_print(expected, b);
  (void)snprintf(what, sizeof what, "%.100s: %s", path, field);
  return differs(at, what, a, b);
}

/* The next line from [i] on that counts. */
static int next_line(const struct store_plan *plan, int i, bool strict) {
  while (i < plan->line_count && plan->lines[i].may_change && !strict) {
    i++;
  }
  return i;
}

/* Whether one of the lines from [i] on has that key. */
static bool has_key(const struct store_plan *plan, int i, const char *key) {
  for (; i < plan->line_count; i++) {
    if (strcmp(plan->lines[i].key, key) == 0) {
      return true;
    }
  }
  return false;
}

static enum err_code same_lines(const struct comparison *at, const struct store_plan *found,
                                const struct store_plan *expected, bool strict) {
  enum err_code rc = ERR_OK;
  int i = next_line(found, 0, strict);
  int j = next_line(expected, 0, strict);
  while (rc == ERR_OK && (i < found->line_count || j < expected->line_count)) {
    const struct store_line *a = i < found->line_count ? &found->lines[i] : NULL;
    const struct store_line *b = j < expected->line_count ? &expected->lines[j] : NULL;
    if (a != NULL && b != NULL && strcmp(a->key, b->key) == 0) {
      rc = same_text(at, a->key, a->value, b->value);
    } else if (a != NULL && (b == NULL || !has_key(expected, j, a->key))) {
      rc = differs(at, a->key, text_or_none(a->value), "");
    } else if (b != NULL) {
      rc = differs(at, b->key, "", text_or_none(b->value));
    }
    i = next_line(found, i + 1, strict);
    j = next_line(expected, j + 1, strict);
  }
  return rc;
}

static enum err_code bundle_differs(const struct comparison *at, const char *name,
                                    const char *how) {
  return err_set(at->err, ERR_STORE, at->where, "%s: %s, %s", name, how, at->as);
}

static enum err_code same_bundle(const struct comparison *at, const struct source_set *found,
                                 const struct source_set *expected) {
  static const struct source_set none = {NULL, 0};
  found = found == NULL ? &none : found;
  expected = expected == NULL ? &none : expected;
  for (int i = 0; i < found->count; i++) {
    const struct source *a = &found->items[i];
    const struct source *b = source_find(expected, a->name);
    if (b == NULL) {
      return bundle_differs(at, a->name, "found this file; expected none of that name");
    }
    if (a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0) {
      return bundle_differs(at, a->name, "found another text of this file; expected the same");
    }
  }
  for (int i = 0; i < expected->count; i++) {
    if (source_find(found, expected->items[i].name) == NULL) {
      return bundle_differs(at, expected->items[i].name, "found no such file; expected it");
    }
  }
  return ERR_OK;
}

static enum err_code same_factor(const struct comparison *at, const struct store_factor *found,
                                 const struct store_factor *expected) {
  char what[ERR_WHERE_MAX];
  enum err_code rc = same_text(at, "factor", found->path, expected->path);
  (void)snprintf(what, sizeof what, "%.150s", found->path);
  rc = rc != ERR_OK ? rc : same_text(at, what, found->levels, expected->levels);
  if (rc == ERR_OK && found->number != expected->number) {
    rc = differs(at, what, found->number ? "numbers" : "words",
                 expected->number ? "numbers" : "words");
  }
  rc = rc != ERR_OK ? rc : same_number(at, what, "low", found->low, expected->low);
  rc = rc != ERR_OK ? rc : same_number(at, what, "high", found->high, expected->high);
  return rc != ERR_OK
             ? rc
             : same_number(at, what, "the scenario's own value", found->base, expected->base);
}

static enum err_code same_factors(const struct comparison *at, const struct store_plan *found,
                                  const struct store_plan *expected) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < found->factor_count && i < expected->factor_count; i++) {
    rc = same_factor(at, &found->factors[i], &expected->factors[i]);
  }
  if (rc == ERR_OK && found->factor_count > expected->factor_count) {
    rc = differs(at, "factor", found->factors[expected->factor_count].path, "");
  } else if (rc == ERR_OK && found->factor_count < expected->factor_count) {
    rc = differs(at, "factor", "", expected->factors[found->factor_count].path);
  }
  return rc;
}

static enum err_code same_measures(const struct comparison *at, const struct store_plan *found,
                                   const struct store_plan *expected) {
  enum err_code rc = same_count(at, "measures", found->measure_count, expected->measure_count);
  for (int i = 0; rc == ERR_OK && i < found->measure_count; i++) {
    const struct store_measure *a = &found->measures[i];
    const struct store_measure *b = &expected->measures[i];
    rc = same_text(at, "measure", a->name, b->name);
    if (rc == ERR_OK && a->flag != b->flag) {
      rc = differs(at, a->name, a->flag ? "a flag" : "a number", b->flag ? "a flag" : "a number");
    }
  }
  rc = rc != ERR_OK ? rc : same_count(at, "series", found->series_count, expected->series_count);
  for (int i = 0; rc == ERR_OK && i < found->series_count; i++) {
    rc = same_text(at, "series", found->series[i], expected->series[i]);
  }
  return rc;
}

static enum err_code same_seed(const struct comparison *at, uint64_t found, uint64_t expected) {
  char a[NUMBER_TEXT_SIZE];
  char b[NUMBER_TEXT_SIZE];
  (void)snprintf(a, sizeof a, "%" PRIu64, found);
  (void)snprintf(b, sizeof b, "%" PRIu64, expected);
  return found == expected ? ERR_OK : differs(at, "seed", a, b);
}

/* A sweep may grow, but not shrink below what it has. */
static enum err_code no_fewer(const struct comparison *at, int64_t found, int64_t expected) {
  return found >= expected
             ? ERR_OK
             : err_set(at->err, ERR_STORE, at->where,
                       "runs planned: found %" PRId64 "; expected %" PRId64
                       " or more: a sweep may grow (--reps, --max-reps), but not shrink",
                       found, expected);
}

enum err_code store_compare(const struct store_plan *found, const struct store_plan *expected,
                            bool strict, const char *where, const char *as, struct err *err) {
  const struct comparison at = {where, as, err};
  enum err_code rc = same_text(&at, "version of the program", found->engine, expected->engine);
  rc = rc != ERR_OK ? rc : same_text(&at, "scenario", found->scenario, expected->scenario);
  rc = rc != ERR_OK ? rc : same_seed(&at, found->seed, expected->seed);
  rc = rc != ERR_OK ? rc : same_lines(&at, found, expected, strict);
  rc = rc != ERR_OK || strict ? rc : same_text(&at, "shard", found->shard, expected->shard);
  rc = rc != ERR_OK ? rc : same_bundle(&at, found->bundle, expected->bundle);
  rc = rc != ERR_OK ? rc : same_factors(&at, found, expected);
  rc = rc != ERR_OK ? rc : same_text(&at, "epoch", found->epoch, expected->epoch);
  rc = rc != ERR_OK ? rc : same_count(&at, "days", found->days, expected->days);
  rc = rc != ERR_OK ? rc : same_count(&at, "points", found->points, expected->points);
  if (rc == ERR_OK) {
    rc = strict ? same_count(&at, "runs planned", found->planned, expected->planned)
                : no_fewer(&at, found->planned, expected->planned);
  }
  return rc != ERR_OK ? rc : same_measures(&at, found, expected);
}
