/* Validation: runs of a scenario and of its null models against targets. */
#ifndef DEMARCHE_STUDY_VALIDATION_H
#define DEMARCHE_STUDY_VALIDATION_H

#include "base/arena.h"
#include "base/err.h"
#include "model/target.h"
#include "study/interval.h"

/* Who predicts. The base rate is not run. */
/* clang-format off: one row a line */
#define FORECASTER_MAP(X)                                                \
  X(MODEL, "model")   /* the scenario as it is */                        \
  X(SILENT, "silent") /* nobody has a policy */                          \
  X(RANDOM, "random") /* whoever has a policy takes options by chance */ \
  X(BASE, "base")     /* base rates as they are declared */
/* clang-format on */
enum forecaster {
#define X(name, word) FORECASTER_##name,
  FORECASTER_MAP(X)
#undef X
      FORECASTER_COUNT
};
extern const char *const forecaster_words[FORECASTER_COUNT];
enum { FORECASTERS_RUN = FORECASTER_BASE };

/* Verdicts on one target. */
/* clang-format off: one row a line */
#define VERDICT_MAP(X)                                                                        \
  X(UNKNOWN, "unknown")   /* no run of the model has a result */                              \
  X(HIT, "hit")           /* an event more likely than not; a non-event that is not spurious; \
                             a lag or quantity within the central 80 % */                     \
  X(MISSED, "missed")     /* an event less likely than not; a lag that mostly did not come */ \
  X(SPURIOUS, "spurious") /* a non-event more likely than its base rate and than not */       \
  X(EARLY, "early")       /* predicted before it came */                                      \
  X(LATE, "late")                                                                             \
  X(LOW, "low") /* predicted below what was observed */                                       \
  X(HIGH, "high")
/* clang-format on */
enum verdict {
#define X(name, word) VERDICT_##name,
  VERDICT_MAP(X)
#undef X
      VERDICT_COUNT
};
extern const char *const verdict_words[VERDICT_COUNT];

/* What runs reported, replicate by replicate; those of one replicate share their seed. */
struct validation_runs {
  const struct target_set *targets;
  int64_t replicates;
  const double *values; /* [(forecaster * targets + target) * replicates + replicate]; NaN: a lag
                           that did not come */
  const bool *ok;       /* [forecaster * replicates + replicate]: the run has a result */
};

/* How much better than a null model: 1 - S / S_null, with its interval over seeds. Where S_null is
 * 0, S - S_null instead: above 0 is worse then. NaN: not known. */
struct skill {
  double value;
  bool difference;
  struct interval interval;
};

/* What one forecaster says of a target. */
struct forecast {
  int64_t runs;           /* with a result; 0 of base rates */
  double probability;     /* of an event; of a lag: that it comes within the window */
  struct interval wilson; /* of it; NaN of base rates */
  double median;          /* of a lag (of all, what did not come at the window's end) or quantity */
  struct interval central; /* its 10 and 90 % quantiles */
  double score;            /* in the target's unit of scores; NaN without runs */
};

struct target_result {
  struct forecast of[FORECASTER_COUNT];
  struct skill skill[FORECASTER_COUNT]; /* against each; that of the model is not set */
  double unit;                          /* by which scores were divided */
  enum verdict verdict;
  bool beats_nulls; /* the model's score is below that of each null model */
};

/* Targets over which scores are averaged. */
/* clang-format off: one row a line */
#define TARGET_GROUP_MAP(X)                                 \
  X(ALL, "all")                                             \
  X(FIT, "fitted")        /* those that may be fitted on */ \
  X(HELD_OUT, "held out") /* the others */                  \
  X(POSITIVE, "positive") /* events, lags and quantities */
/* clang-format on */
enum target_group {
#define X(name, word) GROUP_##name,
  TARGET_GROUP_MAP(X)
#undef X
      TARGET_GROUP_COUNT
};
extern const char *const target_group_words[TARGET_GROUP_COUNT];

struct group_result {
  int count; /* targets; 0: the rest is not known */
  double score[FORECASTER_COUNT];
  struct skill skill[FORECASTER_COUNT];
};

struct validation {
  struct target_result items[TARGET_MAX]; /* as in the set of targets */
  struct group_result groups[TARGET_GROUP_COUNT];
  int positive, beaten; /* positive targets, and those of them that beat all null models */
};

/* Scores all targets. Intervals are of [resamples] bootstrap draws of replicates; 0: none. Memory
 * from [arena]. ERR_NOMEM. */
enum err_code validation_score(struct validation *out, const struct validation_runs *runs,
                               int resamples, struct arena *arena, struct err *err);

/* The mean score of a group's targets for the model alone (only its part of [runs] is looked at),
 * and its standard error by [resamples] draws of replicates; 0: NaN. ERR_NOMEM. */
enum err_code validation_model_score(const struct validation_runs *runs, enum target_group group,
                                     int resamples, struct arena *arena, double *score,
                                     double *error, struct err *err);

/* How a share of alarms stands to its base rate: -1 below, 1 above, 0 at it (the Wilson interval
 * holds it). */
int alarm_verdict(int64_t alarms, int64_t runs, double base, struct interval *wilson);

#endif
