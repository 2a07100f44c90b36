/* Distribution functions by series and continued fractions. */
#include "study/distribution.h"

#include "base/trans.h"

#include <assert.h>
#include <math.h>

enum { FRACTION_STEPS = 20000, ROOT_STEPS = 200 };

static const double pi = 3.14159265358979323846;

double log_gamma(double x) {
  /* B(2k) / (2k (2k - 1)), Abramowitz & Stegun 6.1.41. */
  static const double terms[] = {1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
                                 1.0 / 1188, -691.0 / 360360.0, 1.0 / 156};
  assert(x > 0);
  double product = 1;
  while (x < 12) {
    product *= x;
    x += 1;
  }
  double power = 1 / x;
  double sum = (x - 0.5) * trans_log(x) - x + 0.5 * trans_log(2 * pi);
  for (int i = 0; i < 7; i++) {
    sum += terms[i] * power;
    power /= x * x;
  }
  return sum - trans_log(product);
}

static double away_from_zero(double x) {
  return fabs(x) < 1e-300 ? 1e-300 : x;
}

/* The continued fraction of A & S 26.5.8. */
static double beta_fraction(double x, double a, double b) {
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double value = d;
  for (int step = 1; step < FRACTION_STEPS; step++) {
    double m = step;
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    value *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    value *= d * c;
    if (fabs(d * c - 1) < 1e-15) {
      break;
    }
  }
  return value;
}

double incomplete_beta(double x, double a, double b) {
  assert(a > 0 && b > 0 && x >= 0 && x <= 1);
  if (x == 0 || x == 1) {
    return x;
  }
  double front = trans_exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * trans_log(x) +
                           b * trans_log1p(-x));
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a
                                   : 1 - front * beta_fraction(1 - x, b, a) / b;
}

double t_two_sided(double t, double df) {
  if (isnan(t) || !(df > 0) || isinf(df)) {
    return NAN; /* of values whose variance is beyond numbers */
  }
  if (isinf(t)) {
    return 0;
  }
  return incomplete_beta(df / (df + t * t), df / 2, 0.5);
}

/* By bisection, since the tail falls with t: slow, but sure at any number of degrees. */
double t_quantile(double p, double df) {
  assert(p > 0 && p < 1 && df > 0);
  if (p == 0.5) {
    return 0;
  }
  double tail = 2 * (p < 0.5 ? p : 1 - p);
  double low = 0;
  double high = 1;
  while (t_two_sided(high, df) > tail && high < 1e300) {
    low = high;
    high *= 2;
  }
  for (int i = 0; i < ROOT_STEPS && high - low > 1e-13 * high; i++) {
    double middle = 0.5 * (low + high);
    if (t_two_sided(middle, df) > tail) {
      low = middle;
    } else {
      high = middle;
    }
  }
  double t = 0.5 * (low + high);
  return p < 0.5 ? -t : t;
}

double binomial_half(double k, double n) {
  if (k < 0) {
    return 0;
  }
  return k >= n ? 1 : incomplete_beta(0.5, n - k, k + 1);
}
