/* Counter-based random numbers by Philox 4x32-10. */
#include "base/rng.h"

#include "base/trans.h"

#include <Random123/philox.h>
#include <assert.h>
#include <math.h>

static philox4x32_ctr_t block(const struct rng_key *key, uint32_t draw) {
  philox4x32_ctr_t counter = {{key->who, key->purpose, key->occasion, draw}};
  philox4x32_key_t philox_key = {{(uint32_t)key->seed, (uint32_t)(key->seed >> 32)}};
  return philox4x32(counter, philox_key);
}

/* Tags tell these seeds from each other; the streams of runs have a purpose, never 0, where the
 * high half of the number stands. */
enum { SWEEP_TAG = 0x53574550, POINT_TAG = 0x504f494e };

/* 53 bits: a seed survives programs that keep all numbers as doubles, as R and spreadsheets do. */
#define SEED_MASK ((UINT64_C(1) << 53) - 1)

static uint64_t seed_of(uint64_t sweep_seed, uint64_t number, uint32_t tag) {
  philox4x32_ctr_t counter = {{(uint32_t)number, (uint32_t)(number >> 32), tag, 0}};
  philox4x32_key_t key = {{(uint32_t)sweep_seed, (uint32_t)(sweep_seed >> 32)}};
  philox4x32_ctr_t words = philox4x32(counter, key);
  return ((uint64_t)words.v[0] << 32 | words.v[1]) & SEED_MASK;
}

uint64_t rng_run_seed(uint64_t sweep_seed, uint64_t replicate) {
  return seed_of(sweep_seed, replicate, SWEEP_TAG);
}

uint64_t rng_run_seed_of_point(uint64_t sweep_seed, uint64_t replicate, uint64_t point) {
  return seed_of(seed_of(sweep_seed, replicate, SWEEP_TAG), point, POINT_TAG);
}

double rng_uniform(const struct rng_key *key, uint32_t draw) {
  philox4x32_ctr_t words = block(key, draw);
  uint64_t bits = (uint64_t)words.v[0] << 32 | words.v[1];
  return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

struct rational {
  double top[8];
  double bottom[8];
};

static double ratio(const struct rational *r, double x) {
  double top = r->top[7];
  double bottom = r->bottom[7];
  for (int i = 6; i >= 0; i--) {
    top = top * x + r->top[i];
    bottom = bottom * x + r->bottom[i];
  }
  return top / bottom;
}

/* Wichura 1988, algorithm AS 241 (PPND16): about 16 digits. */
double rng_normal_quantile(double p) {
  static const struct rational middle = {
      {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
       1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
       3.3430575583588128105e4, 2.5090809287301226727e3},
      {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
       2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
       5.2264952788528545610e3}};
  static const struct rational shoulder = {
      {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
       3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
       2.27238449892691845833e-2, 7.74545014278341407640e-4},
      {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
       1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
       1.05075007164441684324e-9}};
  static const struct rational tail = {
      {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
       2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
       2.71155556874348757815e-5, 2.01033439929228813265e-7},
      {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
       7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
       2.04426310338993978564e-15}};
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    return q * ratio(&middle, 0.180625 - q * q);
  }
  double r = sqrt(-trans_log(q < 0 ? p : 1 - p));
  double value = r <= 5 ? ratio(&shoulder, r - 1.6) : ratio(&tail, r - 5);
  return q < 0 ? -value : value;
}

double rng_normal(const struct rng_key *key, uint32_t draw) {
  return rng_normal_quantile(rng_uniform(key, draw));
}

double rng_exponential(const struct rng_key *key, uint32_t draw, double mean) {
  assert(mean > 0);
  return -mean * trans_log(rng_uniform(key, draw));
}

double rng_lognormal(const struct rng_key *key, uint32_t draw, double mu, double sigma) {
  return trans_exp(mu + sigma * rng_normal(key, draw));
}

int64_t rng_poisson(const struct rng_key *key, uint32_t draw, double mean) {
  assert(mean >= 0 && mean <= 1e6);
  double u = rng_uniform(key, draw);
  if (mean > 60) {
    double value = floor(mean + sqrt(mean) * rng_normal_quantile(u) + 0.5);
    return value < 0 ? 0 : (int64_t)value;
  }
  double term = trans_exp(-mean);
  double sum = term;
  int64_t count = 0;
  while (u > sum && count < 1000) {
    count++;
    term *= mean / (double)count;
    sum += term;
  }
  return count;
}
