/* Random numbers that are a pure function of where they are used.
 *
 * Philox 4x32-10 (Salmon et al. 2011), key = run seed, counter = (who, purpose, occasion, draw).
 * There is no state: the same question gives the same number whatever else was asked, so that runs
 * share random numbers across design points, and adding an actor leaves the others' draws alone. */
#ifndef DEMARCHE_BASE_RNG_H
#define DEMARCHE_BASE_RNG_H

#include <stdint.h>

/* What a draw is for. Numbers are part of the digest contract: append, never reorder. */
enum rng_purpose {
  RNG_ATTENTION = 1,
  RNG_CHOICE,
  RNG_LAG,
  RNG_SILENCE,
  RNG_PERCEPTION,
  RNG_INCIDENT,
  RNG_SEVERITY,
  RNG_CASUALTIES,
  RNG_ENGAGEMENT,
  RNG_PROCEDURE,
  RNG_POLICY,        /* chance.* in Lua */
  RNG_RESPONSE = 13, /* 12 is free */
  RNG_ATTRIBUTION,
  RNG_ACCIDENT,
  RNG_ALARM,
  RNG_DESIGN,        /* points of a sweep; the seed is the sweep's */
  RNG_MATTER,        /* choices that are drawn once in a run */
  RNG_CHANNEL,       /* whether closed words can be exchanged on a day */
  RNG_BOOTSTRAP = 64 /* from here on: studies of many runs, never the runs themselves */
};

struct rng_key {
  uint64_t seed;     /* run seed */
  uint32_t who;      /* hash of a name: names_hash() */
  uint32_t purpose;  /* enum rng_purpose */
  uint32_t occasion; /* day, minute, record number or count: what tells this use from the next */
};

/* Seed of replicate [replicate] of a sweep with seed [sweep_seed], below 2^53. The second
 * form also tells points apart. */
uint64_t rng_run_seed(uint64_t sweep_seed, uint64_t replicate);
uint64_t rng_run_seed_of_point(uint64_t sweep_seed, uint64_t replicate, uint64_t point);

/* Number [draw] of the stream [key], uniform on the open interval (0, 1), 53 bits. */
double rng_uniform(const struct rng_key *key, uint32_t draw);

/* Standard normal deviate: inverse of the normal distribution function (Wichura 1988, AS 241). */
double rng_normal(const struct rng_key *key, uint32_t draw);

/* Quantile of the standard normal distribution at [p] in (0, 1): the same function. */
double rng_normal_quantile(double p);

/* Exponential deviate with mean [mean] (> 0). */
double rng_exponential(const struct rng_key *key, uint32_t draw, double mean);

/* Lognormal deviate exp(mu + sigma z). */
double rng_lognormal(const struct rng_key *key, uint32_t draw, double mu, double sigma);

/* Poisson deviate with mean [mean] (0 to 1e6), by inversion for small means and by a rounded normal
 * above 60. */
int64_t rng_poisson(const struct rng_key *key, uint32_t draw, double mean);

#endif
