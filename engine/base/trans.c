/* Transcendental functions by SLEEF's deterministic forms. */
#include "base/trans.h"

#include <sleef.h>

#if defined(__x86_64__)
#define LOW(call)           _mm_cvtsd_f64(call)
#define VALUE(x)            _mm_set1_pd(x)
#define ONE(function, x)    LOW(Sleef_cinz_##function##d2_u10sse2(VALUE(x)))
#define TWO(function, x, y) LOW(Sleef_cinz_##function##d2_u10sse2(VALUE(x), VALUE(y)))
#else /* the scalar forms give the same bits, three times slower */
#define ONE(function, x)    Sleef_cinz_##function##d1_u10purec(x)
#define TWO(function, x, y) Sleef_cinz_##function##d1_u10purec(x, y)
#endif

double trans_exp(double x) {
  return ONE(exp, x);
}

double trans_expm1(double x) {
  return ONE(expm1, x);
}

double trans_log(double x) {
  return x == 1 ? 0 : ONE(log, x); /* a sum of one term, which is what most log-sums are */
}

double trans_log1p(double x) {
  return ONE(log1p, x);
}

double trans_pow(double x, double y) {
  return TWO(pow, x, y);
}

double trans_sin(double x) {
  return ONE(sin, x);
}

double trans_cos(double x) {
  return ONE(cos, x);
}

double trans_tan(double x) {
  return ONE(tan, x);
}

double trans_asin(double x) {
  return ONE(asin, x);
}

double trans_acos(double x) {
  return ONE(acos, x);
}

double trans_atan2(double y, double x) {
  return TWO(atan2, y, x);
}

double trans_logistic(double x) {
  if (x >= 0) {
    return 1 / (1 + trans_exp(-x));
  }
  double e = trans_exp(x);
  return e / (1 + e);
}
