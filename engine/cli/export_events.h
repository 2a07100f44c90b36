/* Events of a results file as rows, from its table or by running again. */
#ifndef DEMARCHE_CLI_EXPORT_EVENTS_H
#define DEMARCHE_CLI_EXPORT_EVENTS_H

#include "cli/output.h"
#include "cli/row_writer.h"
#include "cli/run_where.h"

/* What could not be had, and what ended the export early. */
struct export_events_result {
  int64_t matched;   /* runs that were wanted */
  int64_t failed;    /* runs that failed when they were run again */
  int64_t differing; /* runs whose digest was not the file's: their events are not written */
  int64_t first;     /* id of the first of either */
  struct err why;    /* of the first that failed */
  int interrupted;   /* signal, 0 none */
};

/* Writes a row an event of every run (or only [run], if not -1) for which [where] holds, in order
 * of runs and events: from the table `event` where it has some, else the run is run again from the
 * file's bundle. Runs that are not ok have only what the table has. */
enum err_code export_events(struct store *store, int64_t run, const struct run_where *where,
                            enum row_form form, struct output *output,
                            struct export_events_result *result, struct err *err);

#endif
