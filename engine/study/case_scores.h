/* How well chances foretold the outcomes of cases, against rules that need no model. */
#ifndef DEMARCHE_STUDY_CASE_SCORES_H
#define DEMARCHE_STUDY_CASE_SCORES_H

#include "base/arena.h"
#include "base/err.h"
#include "study/interval.h"

#include <stdint.h>

/* X(ID, "word") */
#define CASE_RULE_MAP(X)    \
  X(BASE_RATE, "base rate") \
  X(ALWAYS, "always")       \
  X(NEVER, "never")

enum case_rule {
#define X(id, word) CASE_RULE_##id,
  CASE_RULE_MAP(X)
#undef X
      CASE_RULES
};

enum { CASE_THIRDS = 3 };

/* A rule's score beside that of the chances. Intervals are 95 %, by resampling cases; each resample
 * scores both on the same cases. The chances stay as they are: what another record would have made
 * of the fit is not in them. */
struct case_rule_score {
  double brier;
  double difference; /* Brier score of the chances less that of the rule: below 0 is better */
  struct interval difference_interval;
  double skill; /* 1 - score of the chances / score of the rule; NaN where the rule has no error */
  struct interval skill_interval;
};

/* Cases of nearly the same chance. */
struct case_third {
  int64_t count;
  double low, high;          /* chances */
  double foreseen, observed; /* means */
};

struct case_scores {
  double brier; /* mean of (chance - outcome) squared (Brier 1950) */
  struct interval interval;
  struct case_rule_score rules[CASE_RULES];
  struct case_third thirds[CASE_THIRDS]; /* by rank; equal chances stay together, so that one may be
                                            empty */
};

const char *case_rule_word(enum case_rule rule);

/* Mean of (chance - outcome) squared over [count] > 0 cases. */
double case_brier(const double *chances, const double *outcomes, int64_t count);

/* Scores [chances] of [outcomes], all [count] > 0; [means] are what the base rate is for each case.
 * [arena] is worked in and left as it was. ERR_NOMEM. */
enum err_code case_scores(struct case_scores *out, const double *chances, const double *means,
                          const double *outcomes, int64_t count, struct arena *arena,
                          struct err *err);

/* Times that are taken for lognormal. */
struct case_lags {
  int64_t count;
  double median; /* exp of the mean logarithm, in the times' unit */
  struct interval interval;
  double spread; /* standard deviation of the logarithms, by count - 1; NaN of one */
  double middle; /* the median of the times as they are */
};

/* Of [count] > 0 times above 0, which are sorted and then replaced by their logarithms. */
struct case_lags case_lags(double *times, int64_t count);

#endif
