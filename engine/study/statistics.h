/* Statistics of measures over groups of runs. */
#ifndef DEMARCHE_STUDY_STATISTICS_H
#define DEMARCHE_STUDY_STATISTICS_H

#include "study/grouping.h"
#include "study/interval.h"

/* What a measure is, which says what is told of it. */
enum statistic_kind {
  STATISTIC_SHARE,  /* yes or no: share of yes, Wilson interval */
  STATISTIC_NUMBER, /* mean, Student's t */
  STATISTIC_TIME    /* when something happened, which in some run it did not: share that happened
                       (Wilson), Kaplan-Meier median, runs without it censored at their end */
};
const char *statistic_kind_word(enum statistic_kind kind);

/* One measure in one group of runs. NaN: cannot be said. */
struct statistic {
  int64_t runs;     /* of the group */
  int64_t count;    /* of those to which the measure applies, or in which it happened */
  int64_t seeds;    /* independent units the interval rests on */
  double value;     /* mean, share, or share that happened */
  double sd, error; /* of the value; sd of numbers and times in the unit of the measure */
  struct interval interval;
  double least, low, median, high, greatest; /* of the [count] values; low and high are the 5 and
                                                95 % quantiles; the median of a time is Kaplan and
                                                Meier's, NaN: not reached */
  struct interval median_interval;           /* an infinite end: not reached */
  double difference;                         /* of the value, from the first group's */
  struct interval difference_interval;
  int64_t pairs; /* seeds that both groups have: the mean of their differences; 0: the difference
                    of the means, with Welch's interval */
};

struct measure_statistics {
  int column;
  enum statistic_kind kind;
  const char *unit;
  bool
      is_paired; /* differences are within seeds, in all groups: the grouping allows it, the measure
                    applies to nearly the same seeds in each, and they are not few to many runs */
  struct statistic *groups; /* [group] */
};

/* Statistics of the [count] columns [wanted]. Times are censored at [plan]'s days. What is made
 * lives in [arena]. ERR_NOMEM. */
enum err_code statistics_make(struct measure_statistics **out, const struct store_plan *plan,
                              const struct store_columns *columns, const struct grouping *grouping,
                              const int *wanted, int count, struct arena *arena, struct err *err);

#endif
