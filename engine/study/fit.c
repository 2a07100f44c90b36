/* Fits. */
#include "study/fit.h"

#include <math.h>

double fit_mean(const struct fit_scores *fit, int64_t point, int left_out) {
  double sum = 0;
  int count = 0;
  for (int s = 0; s < fit->scenarios; s++) {
    if (s != left_out) {
      sum += fit->scores[s * fit->points + point];
      count++;
    }
  }
  return count > 0 ? sum / count : NAN;
}

int64_t fit_best(const struct fit_scores *fit, int left_out) {
  int64_t best = -1;
  double least = NAN;
  for (int64_t point = 0; point < fit->points; point++) {
    double mean = fit_mean(fit, point, left_out);
    if (!isnan(mean) && (best < 0 || mean < least)) {
      best = point;
      least = mean;
    }
  }
  return best;
}

struct interval fit_span(const struct fit_scores *fit, const struct points *points, int factor,
                         double most) {
  struct interval span = {NAN, NAN};
  for (int64_t point = 0; point < fit->points; point++) {
    double value = points->values[point * points->factor_count + factor];
    if (fit_mean(fit, point, -1) <= most) {
      span.low = fmin(span.low, value); /* NaN gives way */
      span.high = fmax(span.high, value);
    }
  }
  return span;
}

int64_t fit_count(const struct fit_scores *fit, double most) {
  int64_t count = 0;
  for (int64_t point = 0; point < fit->points; point++) {
    count += fit_mean(fit, point, -1) <= most ? 1 : 0;
  }
  return count;
}
