/* A results file for runs that need not be kept: in a folder of its own, which goes with it. */
#ifndef DEMARCHE_CLI_SCRATCH_STORE_H
#define DEMARCHE_CLI_SCRATCH_STORE_H

#include "cli/sweep_prepare.h"

/* Zero-initialise. */
struct scratch_store {
  char folder[4096]; /* "": the file is one that is kept */
  char path[4160];
  struct store *store;
};

/* Opens the file that the sweep is to be kept in, or else one of its own below TMPDIR. ERR_STORE
 * where none can be made. */
enum err_code scratch_store_open(struct scratch_store *scratch, const struct sweep *sweep,
                                 struct err *err);

/* Closes the file; one of its own is removed with all that SQLite may have left beside it, and
 * whether that could be written out no longer matters. */
enum err_code scratch_store_close(struct scratch_store *scratch, struct err *err);

#endif
