/* What `demarche sensitivity` tells, and its three forms. */
#ifndef DEMARCHE_CLI_SENSITIVITY_REPORT_H
#define DEMARCHE_CLI_SENSITIVITY_REPORT_H

#include "cli/run_set.h"
#include "study/elementary_effects.h"
#include "study/points_of_runs.h"
#include "study/sobol_indices.h"

/* One measure. */
struct sensitivity_row {
  int column;
  struct sobol_result sobol;   /* of a Saltelli design */
  struct morris_result morris; /* of a Morris design */
};

struct sensitivity_report {
  struct run_set *set;
  bool morris;
  int64_t samples;       /* base samples or trajectories of the design */
  int64_t replicates;    /* of a whole point */
  int64_t broken_points; /* with failed or missing runs */
  int64_t whole;         /* samples without any */
  struct sensitivity_row *rows;
  int count;
};

void sensitivity_table(struct text *out, const struct sensitivity_report *report);
void sensitivity_csv(struct text *out, const struct sensitivity_report *report);
void sensitivity_json(struct text *out, const struct sensitivity_report *report);

#endif
