/* Runs, factors and series of a results file as rows. */
#ifndef DEMARCHE_CLI_EXPORT_TABLE_H
#define DEMARCHE_CLI_EXPORT_TABLE_H

#include "cli/output.h"
#include "cli/row_writer.h"
#include "cli/run_where.h"

enum export_table {
  EXPORT_RUNS,   /* a row a run: the columns of the table `runs` */
  EXPORT_PARAMS, /* a row a run and factor: run_id, name, value */
  EXPORT_SERIES  /* a row a run and day: run_id, day, a column a series */
};

/* Writes the rows of every run (or only [run], if not -1) for which [where] holds.
 * [*matched]: how many runs that is. */
enum err_code export_table(struct store *store, enum export_table table, int64_t run,
                           const struct run_where *where, enum row_form form, struct output *output,
                           int64_t *matched, struct err *err);

#endif
