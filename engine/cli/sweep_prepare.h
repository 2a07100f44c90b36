/* From what a sweep is asked for to its plan: the bundle, the factors, the points, and what the
 * results file will hold. */
#ifndef DEMARCHE_CLI_SWEEP_PREPARE_H
#define DEMARCHE_CLI_SWEEP_PREPARE_H

#include "base/faults.h"
#include "cli/client.h"
#include "cli/sweep_order.h"
#include "store/store.h"

enum { VARIANTS_PROBED = 64 };

struct sweep {
  struct sweep_order order;
  struct client client; /* knows the scenario; its arena holds all that is prepared */
  struct source_set sources;
  struct text bundle; /* the frame of SOURCES */
  struct plan plan;
  struct store_plan kept;
  struct faults faults; /* of the plan: numbers that do not fit, variants that do not load */
  int variants;         /* structural variants among the points, at most VARIANTS_PROBED of them */
  int interrupted;      /* signal that ended the preparation, 0: none */
};

void sweep_open(struct sweep *sweep);
void sweep_close(struct sweep *sweep);

/* Everything a sweep needs before its first run; sweep->order is settled. ERR_INVALID with faults,
 * or a message; ERR_USAGE. */
enum err_code sweep_prepare(struct sweep *sweep, struct err *err);

/* Opens the results file of a prepared sweep at [path]: with --resume one that is there, else a new
 * one. */
enum err_code sweep_open_store(const struct sweep *sweep, const char *path, struct store **out,
                               struct err *err);

/* Tells why the preparation failed: the faults, if there are some, else [err]. Returns the exit
 * status. */
int sweep_fail(struct sweep *sweep, const struct err *err);

#endif
