/* A batch: the runs of a plan go through a pool of workers into a results file. */
#ifndef DEMARCHE_HOST_BATCH_H
#define DEMARCHE_HOST_BATCH_H

#include "base/err.h"
#include "base/text.h"
#include "host/progress.h"
#include "model/record.h"
#include "store/store.h"
#include "study/plan.h"

#include <stdbool.h>
#include <stdint.h>

struct batch_order {
  const struct plan *plan;
  struct store *store;
  const struct text *bundle; /* the frame of SOURCES */
  const bool *points; /* [point] only these are run, and told of in the report; NULL: all. Of a
                         plan without shards */
  int workers;
  int timeout_s;                     /* as pool_order */
  const char *const *worker_options; /* likewise */
  bool retry_failed;                 /* runs that are there but not ok are tried again */
  bool keep_series;
  bool quiet;
  /* Puts one record of a run whose events are kept; the store has the run already. */
  enum err_code (*keep_record)(struct store *store, int64_t run_id, const struct scenario *cast,
                               const struct record *record, struct err *err);
};

struct batch_report {
  int64_t before;                   /* runs of this shard that were there already */
  int64_t counts[RUN_STATUS_COUNT]; /* of this session, committed */
  int64_t first_bad; /* least number of those that failed in this session; -1: none */
  char first_reason[256];
  int64_t points_stopped; /* by the rule of precision, before max_reps */
  double seconds;
  int interrupted; /* signal that ended it, 0: none */
};

/* Runs what the file does not have yet. [report] is filled in whatever is returned; what was
 * committed is in the file. Errors: ERR_STORE and ERR_BUSY of the file, ERR_WORKER. */
enum err_code batch_run(const struct batch_order *order, struct batch_report *report,
                        struct err *err);

#endif
