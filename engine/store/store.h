/* The results file: one SQLite database that holds a batch of runs, the plan that made them and the
 * bundle they ran from, so that the file alone can be resumed, replayed and analysed.
 *
 * Tables: `runs` (one wide row a run: identity, then a column for each factor, then one for each
 * measure), `series` (a packed blob a run: numbers of 4 bytes, little-endian, [series][day]),
 * `event` (where asked for; decisions and beliefs are in its column `detail`), `timing` (what
 * differs each time), `sweep` (one row), `plan`, `factor`, `measure`, `series_name`, `bundle`;
 * views `param` and `outcome` (the long forms: run_id, name, value). A column of `runs` is called
 * as its factor or measure is; where two names would be one to SQLite, which does not tell A from
 * a, or a factor is called `days`, the later gets _2. The tables `factor` and `measure` say which
 * is whose.
 *
 * Promises: a run is acknowledged when the commit that holds it returns, and is never lost after
 * that, by kill -9, power cut, full disk or failing disk (WAL or TRUNCATE, synchronous=FULL; a
 * failed sync is never retried as a success). One writer a file, by flock on PATH.lock. Every error
 * is ERR_STORE (what is wrong with the file), ERR_BUSY (another writer) or ERR_NOMEM. */
#ifndef DEMARCHE_STORE_STORE_H
#define DEMARCHE_STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/source.h"
#include "model/summary.h"

#include <stdbool.h>
#include <stdint.h>

enum { STORE_APPLICATION = 0x444d4348 /* "DMCH" */, STORE_VERSION = 1, STORE_COMMIT_MS = 250 };

/* How a run ended. The words stand in the column `status`. */
/* clang-format off: one row a line */
#define RUN_STATUS_MAP(X)                                                            \
  X(OK, "ok")               /* measures and digest are there */                      \
  X(FAILED, "failed")       /* a script's fault, or a limit of the model */          \
  X(EXHAUSTED, "exhausted") /* a script's budget was spent */                        \
  X(CRASHED, "crashed")     /* its worker crashed or hung, each time it was tried */ \
  X(SKIPPED, "skipped")     /* its point had been given up before it (--max-failures) */
/* clang-format on */
enum run_status {
#define X(name, word) RUN_STATUS_##name,
  RUN_STATUS_MAP(X)
#undef X
      RUN_STATUS_COUNT
};
const char *run_status_word(enum run_status status);

/* The status of a run that failed with [failure]: of its worker, of a budget, or of its own. */
enum run_status run_status_of(enum err_code failure);

/* The reason of a SKIPPED run. */
#define STORE_GIVEN_UP "its point had been given up after too many costly failures"

/* What is varied: a column of `runs`. */
struct store_factor {
  const char *path;   /* "actors.AAA.params.resolve" */
  bool number;        /* else words: a choice of policy, an object on or off */
  double low, high;   /* of a number; NaN of words */
  double base;        /* the scenario's own value; NaN of words */
  const char *levels; /* as it was asked for: "0:1:5", "alliance_patron,hedging_ally", "prior" */
  const char *source; /* of a fact; "" none */
};

struct store_measure {
  const char *name;
  bool flag;
  const char *unit; /* "" none */
};

/* One line of the plan, in a fixed order; what a resumed sweep may not change is compared line by
 * line, and named when it differs. */
struct store_line {
  const char *key;   /* "design", "samples", "vary", ... ; keys may repeat */
  const char *value; /* */
  bool may_change;   /* reps, until, ...: a resumed sweep may be longer than the first was */
};

/* Everything about a batch but its runs. Owned by whoever made it; store_plan's by the store. */
struct store_plan {
  const char *scenario; /* name */
  const char *title;
  const char *epoch;  /* "2018-09-01 00:00" */
  const char *engine; /* version of the program */
  int days;
  uint64_t seed;     /* of the sweep */
  int64_t points;    /* of the design */
  int64_t planned;   /* runs planned in all, shards together; with --until the most there can be */
  const char *shard; /* "2/4"; NULL: the whole. Not part of the plan that is compared by a merge */
  const struct store_line *lines;
  int line_count;
  const struct store_factor *factors;
  int factor_count;
  const struct store_measure *measures;
  int measure_count;
  const char *const *series;
  int series_count;
  const struct source_set *bundle;
};

/* A factor's value in one run: a word when [word] is not NULL. */
struct factor_value {
  double number;
  const char *word;
};

/* One finished run. */
struct store_run {
  int64_t run_id, point, replicate;
  uint64_t seed; /* of the run, at most INT64_MAX */
  enum run_status status;
  const char *reason;                /* of a run that is not ok; "" else */
  const struct factor_value *values; /* [factor] */
  const struct run_summary *summary; /* NULL unless ok; outcomes and series in the plan's order */
  double seconds;                    /* wall time, for `timing` */
  int attempts;                      /* times it was tried, for `timing` */
};

/* One event of a run, for the table `event`. Texts may be NULL. */
struct store_event {
  int64_t run_id;
  uint32_t id, cause, cause2;
  int64_t minute;
  const char *date, *kind, *actor, *target, *theatre, *verb;
  const char *cameo, *plover;
  double goldstein;     /* NaN: no verb */
  int mid_hostility;    /* 0: no verb */
  const char *sentence; /* as the timeline tells it; NULL: it does not */
  const char *detail;   /* the JSON object of the event */
};

struct store;

/* A new file, which appears under its name when it is complete. ERR_STORE if there is one already
 * that is not empty, and if factors and measures together are more than SQLite has columns (2000,
 * less 9). The plan is copied. */
enum err_code store_create(struct store **out, const char *path, const struct store_plan *plan,
                           struct err *err);

/* An existing file of the same plan, for writing. ERR_STORE if there is none, or naming the first
 * thing that differs: the engine's version, the seed, a line of the plan, the shard, a file of the
 * bundle, a factor, a measure; the file is not changed then. Lines that may change, and the number
 * of planned runs, become those of [plan]. */
enum err_code store_resume(struct store **out, const char *path, const struct store_plan *plan,
                           struct err *err);

/* An existing file, for reading only; also while another process writes it, and on read-only
 * media. */
enum err_code store_open(struct store **out, const char *path, struct err *err);

/* Of a writer: commits what was put, writes the log back and lets go of the lock. Safe on NULL. The
 * error, if any, is that of the commit. */
enum err_code store_close(struct store *store, struct err *err);

/* The plan as the file has it; lives as long as the store. */
const struct store_plan *store_plan(const struct store *store);

/* Path as it was opened, for messages. */
const char *store_path(const struct store *store);

/* --- writing -----------------------------------------------------------------------------------
 */

/* Adds a run, replacing one of that id with its events (a failed one that was tried again). Not
 * acknowledged until store_commit. */
enum err_code store_put_run(struct store *store, const struct store_run *run, struct err *err);

/* Adds an event of a run put in the same transaction. */
enum err_code store_put_event(struct store *store, const struct store_event *event,
                              struct err *err);

/* Makes what was put durable; nothing to do if nothing was. After an error the store is of no more
 * use: what was committed before is safe, the rest is not there. */
enum err_code store_commit(struct store *store, struct err *err);

/* Runs put since the last commit. */
int store_pending(const struct store *store);

/* --- reading -----------------------------------------------------------------------------------
 */

/* Calls [each] with every run's id, point and status, in order of run_id; reads an index only, so
 * that a million take a fraction of a second. */
enum err_code store_each_status(struct store *store,
                                void (*each)(void *context, int64_t run_id, int64_t point,
                                             enum run_status status),
                                void *context, struct err *err);

/* How many runs there are of each status. */
enum err_code store_count(struct store *store, int64_t counts[RUN_STATUS_COUNT], struct err *err);

/* One run, with its measures; strings and lists in [arena]. ERR_STORE if there is none of that id.
 * Series only when [series]. */
enum err_code store_read_run(struct store *store, int64_t run_id, bool series, struct arena *arena,
                             struct store_run *out, struct err *err);

/* The runs in columns, in order of run_id. Numbers are NaN where the file has NULL. A factor of
 * words is read as the number of its word in [words]. */
struct store_columns {
  int64_t count;
  int64_t *run_id, *point, *replicate;
  uint64_t *seed;
  unsigned char *status; /* enum run_status */
  int column_count;
  struct store_column {
    const char *name; /* of a factor or a measure; a copy */
    bool is_factor, flag;
    double *values;     /* [run] */
    const char **words; /* of a factor of words, in order of appearance; NULL else */
    int word_count;
  } * columns;
};

/* Reads the named columns, all factors and measures when [names] is NULL. ERR_USAGE for a name that
 * is neither, with the nearest that is. Freed by store_columns_free. */
enum err_code store_read_columns(struct store *store, const char *const *names, int name_count,
                                 struct store_columns *out, struct err *err);
void store_columns_free(struct store_columns *columns);

/* XXH3-128 of the canonical ordered dump of everything but `timing`, the shard's number and the
 * paths by which messages name the bundle's files: equal files have equal digests, in whatever
 * order, shards and sittings they were made. */
enum err_code store_digest(struct store *store, char digest[DIGEST_TEXT_SIZE], struct err *err);

/* Whether the file is sound: SQLite's own check of its pages, and that what the tables hold fits
 * together and to the plan. Reads all of the file. */
enum err_code store_check(struct store *store, struct err *err);

/* --- merging -----------------------------------------------------------------------------------
 */

/* Joins the shards at [shards] into a new file at [path], or adds to it if it is there and of the
 * same plan. ERR_STORE naming the shard and what differs, also when two shards hold different
 * results of one run (a SKIPPED run gives way to one that was run). All shards are checked
 * (store_check) and all plans compared before anything is written. [added] is the number of runs
 * that were new. */
enum err_code store_merge(const char *path, const char *const *shards, int count, int64_t *added,
                          struct err *err);

/* Gives up points: of each that has [most] or more exhausted or crashed runs (none when [most] is
 * 0), the replicates after the one that made it [most] become SKIPPED although they had been run,
 * so that files do not depend on what was under way; those that were not, the caller puts as such.
 * Commits. Called when a batch is complete, and after a merge. */
enum err_code store_give_up(struct store *store, int most, struct err *err);

#endif
