/* The measures and series that a sweep's file has columns for: all that some variant reports. */
#ifndef DEMARCHE_CLI_SWEEP_COLUMNS_H
#define DEMARCHE_CLI_SWEEP_COLUMNS_H

#include "store/store.h"
#include "study/plan.h"
#include "wire/message.h"

struct sweep_columns {
  struct store_measure *measures;
  const char **series;
  int measure_count, series_count;
};

/* Empty, with room in [arena]; false: no memory. */
bool sweep_columns_open(struct sweep_columns *columns, struct arena *arena);

/* Adds what is new in the outline of a variant, which must live on. */
void sweep_columns_add(struct sweep_columns *columns, const struct outline *outline);

/* ERR_USAGE unless the rule's measure is there. */
enum err_code sweep_columns_check(const struct sweep_columns *columns,
                                  const struct precision_rule *rule, struct err *err);

#endif
