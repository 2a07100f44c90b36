/* Runs of a results file, run again from what the file holds. */
#ifndef DEMARCHE_CLI_RESULTS_H
#define DEMARCHE_CLI_RESULTS_H

#include "cli/client.h"
#include "store/store.h"

/* Whether [argument] is a results file rather than a scenario: a path to a regular file. */
bool results_is_file(const char *argument);

/* Opens for reading and looks whether what a worker would be sent is within the caps of
 * model/source.h: files come from anywhere. ERR_STORE. */
enum err_code results_open(struct store **out, const char *path, struct err *err);

/* A run as an order: the file's bundle, the plan's `set` lines, then the run's factors (a factor
 * without a value is left to the scenario), its seed, the plan's days, with series where the file
 * has them. Points into the store's plan and [arena]. ERR_STORE when the file asks for what no run
 * can have. */
enum err_code results_order(struct client_order *out, const struct store *store,
                            const struct store_run *run, struct arena *arena, struct err *err);

enum { RESULTS_ANY_RUN = -1 };

/* Reads run [asked] with its measures and series into [out]; RESULTS_ANY_RUN: the first that is ok,
 * or the first there is. ERR_STORE when there is none. */
enum err_code results_pick(struct store *store, int64_t asked, struct arena *arena,
                           struct store_run *out, struct err *err);

/* Whether the plan has a rule that ends points early (--until): fewer runs than planned are then no
 * lack. */
bool results_may_end_early(const struct store_plan *plan);

/* Says in [out] how what a run comes to [now] compares with what the file holds of it ([run] is ok,
 * and read with its series; [now] has them if the file does): its digest, its length, every measure
 * and every number of its series. One line if they are equal; else the first few that differ, with
 * both values, and what may have changed. Whether they are equal. */
bool results_compare(struct text *out, const struct store *store, const struct store_run *run,
                     const struct run_summary *now);

#endif
