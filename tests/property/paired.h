/* Whole runs of a shipped scenario with equal seeds in two arms: the mean difference of measures,
 * with its interval. */
#ifndef DEMARCHE_TESTS_PAIRED_H
#define DEMARCHE_TESTS_PAIRED_H

#include "model/source.h"
#include "property/company.h"

enum { PAIRED_SETTINGS_MAX = 4, PAIRED_MEASURES_MAX = 8 };

/* One of the two: numbers set for its runs (path NULL ends them), and perhaps an act begun from
 * outside. */
struct paired_arm {
  struct setting numbers[PAIRED_SETTINGS_MAX];
  const char *verb; /* of the what-if; NULL: none */
  const char *by, *to, *at;
  int day;
};

struct paired {
  double mean[2];    /* of the measure in either arm */
  double difference; /* second less first, over the seeds for which both have the measure */
  double low, high;  /* its interval, 1.96 standard errors either way */
  int count;
};

/* [count] measures over seeds 1 to [seeds]. */
void paired_compare(const char *scenario, const struct paired_arm arms[2],
                    const char *const *measures, int count, int seeds, struct paired *out);

void paired_print(const char *what, const struct paired *paired);

/* One run of an arm in a company that has been opened. Days 0: the scenario's. */
void paired_run(struct company *company, const struct paired_arm *arm, uint64_t seed, int days,
                record_sink_fn sink, void *context, struct run_result *result);

/* A measure of seed 1 after one day, under a structural setting. */
double paired_first_day(const char *scenario, const char *path, const char *value,
                        const char *measure);

#endif
