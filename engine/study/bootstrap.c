/* Percentile bootstrap. */
#include "study/bootstrap.h"

#include "base/rng.h"

#include <assert.h>
#include <math.h>

void bootstrap_draw(uint64_t seed, uint32_t resample, int64_t count, int32_t *chosen) {
  struct rng_key key = {.seed = seed, .who = 0, .purpose = RNG_BOOTSTRAP, .occasion = resample};
  assert(count > 0 && count <= INT32_MAX);
  for (int64_t i = 0; i < count; i++) {
    chosen[i] = (int32_t)(rng_uniform(&key, (uint32_t)i) * (double)count);
  }
}

struct interval bootstrap_interval(double *estimates, int64_t count) {
  int64_t kept = 0;
  for (int64_t i = 0; i < count; i++) {
    if (!isnan(estimates[i])) {
      estimates[kept++] = estimates[i];
    }
  }
  if (kept == 0 || (count - kept) * 10 > count) {
    return (struct interval){NAN, NAN};
  }
  sort_numbers(estimates, kept);
  return (struct interval){quantile(estimates, kept, 0.025), quantile(estimates, kept, 0.975)};
}
