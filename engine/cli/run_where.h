/* Runs of a results file picked by an expression over the columns of `runs`. */
#ifndef DEMARCHE_CLI_RUN_WHERE_H
#define DEMARCHE_CLI_RUN_WHERE_H

#include "store/store.h"

/* Zero-initialise; run_where_close frees. */
struct run_where {
  const char *source; /* the expression; NULL: every run */
  const struct store_plan *plan;
  const char **fields; /* names, NULL-terminated: fixed ones, factors, measures */
  struct arena arena;
};

/* Checks [source] (NULL: none) against the plan's names: run_id point replicate seed status days
 * events, then factors and measures. ERR_USAGE. [source] and [plan] must outlive it. */
enum err_code run_where_open(struct run_where *where, const char *source,
                             const struct store_plan *plan, struct err *err);

/* Whether the run satisfies it. What a run does not have (a measure that does not apply, any
 * measure of a failed run) compares with nothing. */
bool run_where_holds(const struct run_where *where, const struct store_run *run);

void run_where_close(struct run_where *where);

#endif
