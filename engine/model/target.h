/* Targets: what was observed, against which a scenario is validated, and its placebo. */
#ifndef DEMARCHE_MODEL_TARGET_H
#define DEMARCHE_MODEL_TARGET_H

#include "model/schema.h"
#include "model/source.h"

#include <stdbool.h>
#include <stdint.h>

enum { TARGET_MAX = 64, ALARM_MAX = 16, PLACEBO_SETS_MAX = 32 };

/* What is predicted. */
/* clang-format off: one row a line */
#define TARGET_MAP(X)                                                                  \
  X(EVENT, "event")         /* that something happens */                               \
  X(NON_EVENT, "non_event") /* that it does not */                                     \
  X(LAG, "lag")             /* after how many days; not at all counts as the window */ \
  X(QUANTITY, "quantity")   /* how much */
/* clang-format on */

enum target_kind {
#define X(name, word) TARGET_##name,
  TARGET_MAP(X)
#undef X
      TARGET_KIND_COUNT
};
extern const char *const target_kinds[]; /* NULL-terminated */

/* What an informed analyst would expect without the model, from a class of like cases. */
struct target_base {
  double probability;    /* EVENT, NON_EVENT: that it happens */
  double median, spread; /* LAG (days), QUANTITY: of a lognormal; spread is the sigma of the log */
  double none;           /* LAG: probability that nothing happens; QUANTITY: that it is 0 */
};

struct target {
  const char *id;
  int kind; /* enum target_kind */
  const char *about;
  const char *unit;   /* NULL: none. "persons": scored on the scale log(1 + x) */
  const char *source; /* of what was observed */
  const char *note;   /* NULL: none */
  int64_t from, to;   /* first and last day of the window, both within it, in calendar minutes */
  bool fit;           /* may be fitted on */
  double low, high;   /* what was observed; equal but for an interval. EVENT 1, NON_EVENT 0 */
  struct target_base base;
};

/* What must not go off when nothing happens. */
struct alarm {
  const char *id;
  const char *about;
  double base; /* probability of one in a quiet time */
};

struct placebo {
  const char *about;
  struct setting sets[PLACEBO_SETS_MAX]; /* what makes the scenario quiet */
  int set_count;
  struct alarm alarms[ALARM_MAX];
  int alarm_count; /* 0: the scenario has no placebo */
};

struct target_set {
  struct target items[TARGET_MAX]; /* sorted by id, numbers in ids by value: A2 before A10 */
  int count;
  struct placebo placebo;
};

/* Days of a target's window. */
double target_window(const struct target *target);

/* Whether something was observed that a model which says nothing misses. */
static inline bool target_is_positive(const struct target *target) {
  return target->kind != TARGET_NON_EVENT;
}

/* Whether it is predicted by a probability; else by a distribution. */
static inline bool target_is_event(const struct target *target) {
  return target->kind == TARGET_EVENT || target->kind == TARGET_NON_EVENT;
}

/* As strcmp, but runs of digits by their value: A2, A2b, A10. */
int target_compare_ids(const char *a, const char *b);

/* Names of what runs report of targets and alarms: "targets.ID", "alarms.warning". */
#define TARGET_PREFIX "targets."
#define ALARM_PREFIX  "alarms."

extern const struct shape schema_target;
extern const struct shape schema_target_base;
extern const struct shape schema_alarm;

#endif
