/* A small batch for tests of results files: its plan, and runs that depend on their number only. */
#ifndef TESTS_UNIT_BATCH_H
#define TESTS_UNIT_BATCH_H

#include "store/store.h"

enum {
  BATCH_POINTS = 10,
  BATCH_REPLICATES = 5,
  BATCH_RUNS = BATCH_POINTS * BATCH_REPLICATES,
  BATCH_LINES = 4,
  BATCH_FACTORS = 3,
  BATCH_MEASURES = 4,
  BATCH_SERIES = 2,
  BATCH_SOURCES = 2,
  BATCH_DAYS = 6
};

/* A plan whose parts may be changed one by one. */
struct batch {
  struct store_plan plan;
  struct store_line lines[BATCH_LINES];
  struct store_factor factors[BATCH_FACTORS];
  struct store_measure measures[BATCH_MEASURES];
  const char *series[BATCH_SERIES];
  struct source sources[BATCH_SOURCES + 1];
  struct source_set bundle;
};

void batch_init(struct batch *batch);

/* Run [run_id] of the batch, which lives in [out] until that is made again. */
struct batch_run {
  struct store_run run;
  struct run_summary summary;
  struct factor_value values[BATCH_FACTORS];
  struct summary_outcome outcomes[BATCH_MEASURES];
  float series[BATCH_SERIES * (BATCH_DAYS + 1)];
};
void batch_make_run(struct batch_run *out, const struct store_plan *plan, int64_t run_id,
                    enum run_status status);

/* Puts one such run, and an event of it when its number is even. Asserts that it is taken. */
void batch_put(struct store *store, int64_t run_id, enum run_status status);

/* Puts runs first, first + step, ... below [end] and commits. */
void batch_put_range(struct store *store, int64_t first, int64_t end, int64_t step);

/* A path in a folder of this process; a file of that name, and what lies beside it, is removed
 * first. Freed by the caller. */
char *batch_path(const char *name);

/* Removes that folder: the teardown of a group of tests. */
int batch_clean(void **state);

/* A finished file of that name with the runs first, first + step, ... below [end]. */
char *batch_file(const char *name, int64_t first, int64_t end, int64_t step);

/* The digest of the file at [path]. Asserts that it can be had. */
void batch_digest(const char *path, char digest[DIGEST_TEXT_SIZE]);

#endif
