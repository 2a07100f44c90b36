/* JSON that results are written in. */
#ifndef DEMARCHE_CLI_JSON_NUMBER_H
#define DEMARCHE_CLI_JSON_NUMBER_H

#include "base/text.h"
#include "study/interval.h"

#include <jansson.h>

/* [value]; null for NaN and infinities. */
json_t *json_number(double value);

/* [low, high]; null if both are not known; an end that is infinite is null. */
json_t *json_interval(const struct interval *interval);

/* Adds the object with 17 digits and a line's end, indented or in one line; gives [object] up. */
void json_add_document(struct text *out, json_t *object);
void json_add_line(struct text *out, json_t *object);

#endif
