/* Records as rows of the table `event` of a results file. */
#ifndef DEMARCHE_CLI_EVENT_ROW_H
#define DEMARCHE_CLI_EVENT_ROW_H

#include "base/arena.h"
#include "model/record.h"
#include "store/store.h"

/* Whether the record has a row: all have but measures, which have columns of `runs`. */
bool event_row_has(const struct record *record);

/* The record as a row of run [run_id]: ids of actors and places, codes of the verb, the sentence
 * that tells it (of every kind, as `run --all` does), and in `detail` the JSON object of
 * json_record. Texts are in [arena] or belong to [cast]. False: no memory. */
bool event_row(struct store_event *out, struct arena *arena, const struct scenario *cast,
               const struct record *record, int64_t run_id);

#endif
