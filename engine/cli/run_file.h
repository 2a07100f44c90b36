/* One run as a results file: `run --out`. */
#ifndef DEMARCHE_CLI_RUN_FILE_H
#define DEMARCHE_CLI_RUN_FILE_H

#include "cli/client.h"
#include "store/store.h"

enum { RUN_FILE_ID = 0 }; /* of the one run */

/* Gathers the run's events until it is over and its measures are known. Zero-initialise but for the
 * path; run_file_close frees. */
struct run_file {
  const char *path; /* NULL: none was asked for, and nothing below does anything */
  struct arena arena;
  struct event_node *first, *last;
};

/* ERR_STORE when there is a file already. */
enum err_code run_file_open(struct run_file *file, struct err *err);

/* Sets in [order] what has to be sent for the file. Before the run. */
void run_file_prepare(const struct run_file *file, struct client_order *order);

/* Takes one record. ERR_NOMEM. */
enum err_code run_file_record(struct run_file *file, const struct scenario *cast,
                              const struct record *record);

/* Writes the file: the plan of a single run, its bundle, the run with measures, series and events;
 * one that failed with [failure] (NULL: it did not) without them, to be replayed. Units are those
 * of model/measures.h, by the name before the first dot. */
enum err_code run_file_write(const struct run_file *file, const struct client *client,
                             const struct err *failure, struct err *err);

void run_file_close(struct run_file *file);

#endif
