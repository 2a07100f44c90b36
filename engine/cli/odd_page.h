/* The ODD document of one scenario: what it fills in of docs/model.md. */
#ifndef DEMARCHE_CLI_ODD_PAGE_H
#define DEMARCHE_CLI_ODD_PAGE_H

#include "base/text.h"
#include "wire/message.h"

/* Adds the page, in markdown, in the order of ODD (Grimm et al. 2020): purpose, entities and
 * scales, scheduling, design concepts, initialisation, input data, submodels. */
void odd_page(struct text *out, const struct scenario *cast, const struct description *description);

/* Adds how many of [rows] have each confidence: "checked 3, medium 2". */
void odd_confidences(struct text *out, const struct provenance *rows, int count);

#endif
