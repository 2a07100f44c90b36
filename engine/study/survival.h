/* Times to something that does not happen in every run: Kaplan & Meier (1958).
 *
 * A run in which it did not happen is censored at the run's length: all that is known is that the
 * time is longer. The interval of the median is Brookmeyer & Crowley's (1982) with the log-log
 * transformation of Greenwood's variance: the times at which the interval of the survival function
 * holds one half. */
#ifndef DEMARCHE_STUDY_SURVIVAL_H
#define DEMARCHE_STUDY_SURVIVAL_H

#include "study/interval.h"

struct survival {
  int64_t count, happened;
  double median;            /* NaN: not reached within the runs */
  struct interval interval; /* an end that is not reached is infinite; NaN: cannot be said */
};

/* [times] are the [happened] sorted times of those of [count] runs in which it happened; the others
 * are censored at [length], or at the last time if that is later. [inflation], at least 1,
 * multiplies the variance: count over the effective number of runs. */
struct survival survival_median(const double *times, int64_t happened, int64_t count, double length,
                                double inflation);

#endif
