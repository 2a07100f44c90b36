/* Outcomes of a run for people. */
#ifndef DEMARCHE_CLI_OUTCOME_TABLE_H
#define DEMARCHE_CLI_OUTCOME_TABLE_H

#include "base/text.h"
#include "model/scenario.h"
#include "wire/message.h"

/* Adds the table: measures of the whole run in two columns, or one where [width] (0: any) has no
 * room for two, those by theatre and actor a line a family, wrapped. */
void outcome_table(struct text *out, const struct scenario *cast, uint64_t seed,
                   const struct run_summary *summary, bool colour, int width);

#endif
