/* Shapes of targets; their order. */
#include "model/target.h"

#include "base/calendar.h"

#include <stdlib.h>
#include <string.h>

const char *const target_kinds[] = {
#define X(name, word) word,
    TARGET_MAP(X)
#undef X
        NULL};

#define PLAIN(kind, name, type, member, required, about) \
  { name, kind, offsetof(type, member), 0, 0, 0, required, NULL, about, NULL, NULL }
#define NUMBER(name, type, member, low, high, required, unit, about) \
  { name, FIELD_NUMBER, offsetof(type, member), low, high, 0, required, unit, about, NULL, NULL }
/* read apart, since what it may be depends on the kind */
#define APART(name, required, about) \
  { name, FIELD_PARAMS, 0, 0, 0, 0, required, NULL, about, NULL, NULL }
#define END \
  { NULL, FIELD_NUMBER, 0, 0, 0, 0, false, NULL, NULL, NULL, NULL }

static const struct field target_fields[] = {
    {"kind", FIELD_WORD, offsetof(struct target, kind), 0, 0, 0, true, NULL,
     "event, non_event, lag or quantity", target_kinds, NULL},
    PLAIN(FIELD_TEXT, "about", struct target, about, true, "one sentence: what is predicted"),
    PLAIN(FIELD_TEXT, "unit", struct target, unit, false, "Unit of a lag or quantity."),
    PLAIN(FIELD_TEXT, "source", struct target, source, true, "where the observation is from"),
    PLAIN(FIELD_TEXT, "note", struct target, note, false, "What a reader should mind."),
    PLAIN(FIELD_DATE, "from", struct target, from, true, "the first day of its window"),
    PLAIN(FIELD_DATE, "to", struct target, to, true, "the last day of its window"),
    PLAIN(FIELD_FLAG, "fit", struct target, fit, false, "Whether it may be fitted on."),
    APART("observed", true, "what happened: true or false, a number, or { low, high }"),
    APART("base", true, "what the base-rate null model predicts"),
    APART("measure", true, "a function of the run"),
    END};
const struct shape schema_target = {"target", target_fields, sizeof(struct target)};

static const struct field base_fields[] = {
    NUMBER("median", struct target_base, median, 1e-6, 1e9, true, NULL,
           "median of the lognormal, in the target's unit"),
    NUMBER("spread", struct target_base, spread, 0, 5, true, NULL, "sigma of its logarithm"),
    NUMBER("none", struct target_base, none, 0, 1, false, NULL, "probability of nothing at all"),
    END};
const struct shape schema_target_base = {"base", base_fields, sizeof(struct target_base)};

static const struct field alarm_fields[] = {
    PLAIN(FIELD_TEXT, "about", struct alarm, about, true, "one sentence: what goes off"),
    NUMBER("base", struct alarm, base, 0, 1, true, NULL, "how often it goes off in a quiet time"),
    APART("measure", true, "a function of the run"), END};
const struct shape schema_alarm = {"alarm", alarm_fields, sizeof(struct alarm)};

double target_window(const struct target *target) {
  int64_t first = target->from / MINUTES_PER_DAY; /* times of the day do not count */
  int64_t last = target->to / MINUTES_PER_DAY;
  return (double)(last - first + 1);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int target_compare_ids(const char *a, const char *b) {
  while (*a != '\0' && *b != '\0') {
    if (is_digit(*a) && is_digit(*b)) {
      char *after_a = NULL;
      char *after_b = NULL;
      unsigned long x = strtoul(a, &after_a, 10);
      unsigned long y = strtoul(b, &after_b, 10);
      if (x != y) {
        return x < y ? -1 : 1;
      }
      a = after_a;
      b = after_b;
    } else if (*a != *b) {
      return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
    } else {
      a++;
      b++;
    }
  }
  return *a != '\0' ? 1 : *b != '\0' ? -1 : 0;
}
