/* Reading a results file from one end to the other with memory for one run. */
#ifndef DEMARCHE_STORE_EACH_H
#define DEMARCHE_STORE_EACH_H

#include "store/store.h"

/* Name of column [column] of `runs` as it stands in the table: factors first, then measures. Equal
 * to the factor's path or the measure's name but where SQLite could not tell two of them apart. */
const char *store_column_name(const struct store *store, int column);

/* Calls [each] with every run in order of run_id, with measures, and with series if [series]; all
 * are of one moment, also while another process writes. What it is given lives until it returns. An
 * error of [each] ends the reading and is returned. [each] may read from the store. */
enum err_code store_each_run(struct store *store, bool series,
                             enum err_code (*each)(void *context, const struct store_run *run,
                                                   struct err *err),
                             void *context, struct err *err);

/* The same for the events of run [run_id] in order of their ids; none is no error. */
enum err_code store_each_event(struct store *store, int64_t run_id,
                               enum err_code (*each)(void *context, const struct store_event *event,
                                                     struct err *err),
                               void *context, struct err *err);

#endif
