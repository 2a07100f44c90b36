/* Kaplan-Meier medians. */
#include "study/survival.h"

#include "base/trans.h"
#include "study/distribution.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

/* Ends of the interval of a survival function of [value], whose logarithm has Greenwood's sum
 * [greenwood] for its variance, on the scale log(-log S). */
static struct interval log_log(double value, double greenwood) {
  double log_value = trans_log(value);
  double half = NORMAL_975 * sqrt(greenwood) / fabs(log_value);
  return (struct interval){trans_exp(log_value * trans_exp(half)),
                           trans_exp(log_value * trans_exp(-half))};
}

struct survival survival_median(const double *times, int64_t happened, int64_t count, double length,
                                double inflation) {
  struct survival out = {count, happened, NAN, {NAN, NAN}};
  double value = 1;
  double greenwood = 0;
  bool ended = false;
  assert(happened <= count && inflation >= 1);
  for (int64_t i = 0; i < happened && !ended;) {
    int64_t ties = 1;
    while (i + ties < happened && times[i + ties] == times[i]) {
      ties++;
    }
    /* Runs censored before this time are no longer watched. */
    int64_t risk = times[i] > length ? happened - i : count - i;
    double deaths = (double)ties;
    value *= 1 - deaths / (double)risk;
    greenwood += ties < risk ? deaths / ((double)risk * (double)(risk - ties)) : 0;
    bool none_left = ties == risk;
    struct interval here =
        none_left ? (struct interval){0, 0} : log_log(value, greenwood * inflation);
    if (isnan(out.median) && value <= 0.5) {
      out.median = times[i];
    }
    if (isnan(out.interval.low) && here.low <= 0.5) {
      out.interval.low = times[i];
    }
    if (isnan(out.interval.high) && here.high <= 0.5) {
      out.interval.high = times[i];
    }
    i += ties;
    ended = !isnan(out.interval.high);
  }
  if (count > 1 && isnan(out.interval.low)) {
    out.interval.low = INFINITY;
  }
  if (count > 1 && isnan(out.interval.high)) {
    out.interval.high = INFINITY;
  }
  return out;
}
