/* One run: virtual time from minute 0 to the last day, alone and uninterrupted. */
#ifndef DEMARCHE_SIM_RUN_H
#define DEMARCHE_SIM_RUN_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/rng.h"
#include "model/world.h"
#include "sim/menu.h"
#include "sim/queue.h"

enum { RUN_RECORD_MAX = 24000 };

/* Called for each record when it is final, in order. Returning anything but ERR_OK ends the run. */
typedef enum err_code (*record_sink_fn)(void *context, const struct record *record,
                                        struct err *err);

struct run_order {
  const struct scenario *scenario;
  uint64_t seed;
  int days;                     /* 0: the scenario's own */
  bool idle;                    /* nothing happens: for the names of what a run reports */
  bool want_series;             /* what stood at each midnight (sim/series.h) */
  bool keep_decisions;          /* DECISION and BELIEF records with their options */
  const struct inject *what_if; /* further injects, of any verb; scenario_finish not needed, but
                                   `verb` and `at` (calendar minutes) set */
  int what_if_count;
  struct policy_host host;
  record_sink_fn sink; /* NULL: records are not handed out */
  void *sink_context;
};

struct run {
  struct run_order order;
  struct arena *arena; /* dies with the run */
  struct world *world;
  struct queue queue;
  struct digest digest;
  struct menu *menu;     /* reused for every waking */
  int64_t end;           /* minutes */
  double *credence;      /* [pledge * theatres + theatre], measure_credence on the first day */
  struct series *series; /* NULL: none are wanted */
  bool has_doubles;      /* some verb of the scenario doubles another (`like`) */
  enum err_code failure; /* first failure; the loop ends at once */
  struct err *err;
};

struct run_result {
  char digest[DIGEST_TEXT_SIZE];
  int days;
  uint32_t events; /* records in the digest */
  int outcome_count;
  const struct outcome *outcomes; /* in the run's arena */
  int series_count;
  const char **series_names; /* in the run's arena: "intensity.loc" */
  float *series;             /* [series * (days + 1) + day]; NULL: none were asked for */
};

/* One measure of a run. */
struct outcome {
  const char *name; /* in the run's arena: "deaths.loc" */
  double value;     /* NaN: not applicable in this run */
  bool flag;        /* true: a yes/no measure, 0 or 1 */
};

/* Runs [order] from start to end in [arena], which the caller rewinds afterwards; [result] points
 * into it. Errors: ERR_RUN for a policy's fault, ERR_BUDGET, ERR_LIMIT (event storm, arena full).
 */
enum err_code run_execute(struct arena *arena, const struct run_order *order,
                          struct run_result *result, struct err *err);

/* --- for the parts of the simulation ------------------------------------------------------------
 */

/* A new record at the current time, with the next id, zeroed except for -1 in indexes; fill it at
 * once, then call run_publish. NULL after failure (too many records). */
struct record *run_record(struct run *run, enum record_kind kind, uint32_t cause);

/* The record is complete: goes into the digest and to the sink. */
void run_publish(struct run *run, const struct record *record);

/* Schedules an event, unless it lies beyond the end. [event]->at may not lie in the past. */
void run_schedule(struct run *run, const struct queued *event);

/* Fails the run. The first failure wins. */
void run_fail(struct run *run, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What tells draws about one record from those about another of the same minute: a hash of what it
 * is, who did it, and where. Names count, not positions in files, so that adding an actor or a verb
 * leaves the draws about others alone. */
uint32_t run_draw(const struct scenario *scenario, const struct record *record);

/* A key for random draws of [who] (a names_hash). */
struct rng_key run_key(const struct run *run, uint32_t who, uint32_t purpose, uint32_t occasion);

#endif
