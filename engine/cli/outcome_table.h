/* Outcomes of a run for people. */
#ifndef DEMARCHE_CLI_OUTCOME_TABLE_H
#define DEMARCHE_CLI_OUTCOME_TABLE_H

#include "base/text.h"
#include "model/scenario.h"
#include "wire/message.h"

/* Adds the table: measures of the whole run in two columns, those by theatre and actor as small
 * matrices. */
void outcome_table(struct text *out, const struct scenario *cast, uint64_t seed,
                   const struct run_summary *summary, bool colour);

#endif
