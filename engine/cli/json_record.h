/* Records and results as JSON. */
#ifndef DEMARCHE_CLI_JSON_RECORD_H
#define DEMARCHE_CLI_JSON_RECORD_H

#include "base/text.h"
#include "model/record.h"
#include "wire/message.h"

/* Adds the record as one line: named fields, codes of acts, cause ids, options of decisions. */
void json_record(struct text *out, const struct scenario *cast, const struct record *record);

/* Adds the whole run as one object on one line. */
void json_result(struct text *out, const struct scenario *cast, uint64_t seed,
                 const struct run_summary *summary);

#endif
