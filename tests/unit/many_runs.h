/* Runs in columns, made in memory: what the statistics look at, without a file. */
#ifndef TESTS_UNIT_MANY_RUNS_H
#define TESTS_UNIT_MANY_RUNS_H

#include "base/arena.h"
#include "store/store.h"

enum { MANY_COLUMNS_MAX = 16 };

struct many_runs {
  struct arena arena;
  struct store_columns columns;
  struct store_column room[MANY_COLUMNS_MAX];
  bool *chosen; /* [run] all */
};

/* [points] * [replicates] runs, replicate after replicate, all ok and chosen; seed 100 + replicate,
 * shared by the points. */
void many_runs_open(struct many_runs *runs, int64_t points, int64_t replicates);
void many_runs_close(struct many_runs *runs);

/* A new column of zeros; its values are to be filled in. */
double *many_runs_factor(struct many_runs *runs, const char *name);
double *many_runs_words(struct many_runs *runs, const char *name, const char **words, int count);
double *many_runs_measure(struct many_runs *runs, const char *name, bool flag);

/* A standard normal and a uniform number of run [i], the same each time. */
double many_runs_normal(uint64_t seed, uint32_t i);
double many_runs_uniform(uint64_t seed, uint32_t i);

#endif
