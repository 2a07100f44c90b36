/* Runs of a results file run again from what it holds, in a pool of workers. */
#ifndef DEMARCHE_CLI_RERUN_H
#define DEMARCHE_CLI_RERUN_H

#include "cli/results.h"

struct rerun {
  struct store *store;
  int jobs; /* workers, at least 1; with one, runs end in the order in which they were asked for,
               unless a worker crashes */
  bool want_records, keep_decisions;
  bool want_series; /* where the file has them, of the run as it was and as it is now */
  void *context;
  /* The next run, one that is ok in the file; false: there are no more. */
  bool (*next)(void *context, int64_t *run_id);
  /* Called for each record of a run that came to its end, in order; may be NULL. ERR_OK or
   * ERR_NOMEM. */
  enum err_code (*on_record)(void *context, const struct store_run *run,
                             const struct scenario *cast, const struct record *record);
  /* Called when a run is over, after its records: [run] as the file has it, and its [summary] now,
   * or what it failed with (also the crash of its worker). An error ends it all. */
  enum err_code (*on_end)(void *context, const struct store_run *run,
                          const struct run_summary *summary, const struct err *failure,
                          struct err *err);
};

/* Runs until [next] has no more. A run that fails, or whose worker crashes, does not keep the
 * others from running. [*interrupted] is the signal that ended it early, else 0. */
enum err_code rerun(const struct rerun *rerun, int *interrupted, struct err *err);

#endif
