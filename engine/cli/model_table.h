/* The engine's own tables as pages in markdown: constants, measures and series. */
#ifndef DEMARCHE_CLI_MODEL_TABLE_H
#define DEMARCHE_CLI_MODEL_TABLE_H

#include "base/text.h"

#include <stdbool.h>

/* docs/parameters.md: every constant of the model, in the groups of model/constants.h. */
void model_table_constants(struct text *out);

/* docs/measures.md: every built-in measure, in the groups of model/measures.h. */
void model_table_measures(struct text *out);

/* docs/series.md: every series, from model/series.h. */
void model_table_series(struct text *out);

/* The range of the constant `model.NAME` by its path; false if it is none. */
bool model_table_range(const char *path, double *low, double *high);

#endif
