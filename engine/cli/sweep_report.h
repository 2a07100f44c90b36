/* What a sweep says before and after. */
#ifndef DEMARCHE_CLI_SWEEP_REPORT_H
#define DEMARCHE_CLI_SWEEP_REPORT_H

#include "cli/sweep_prepare.h"
#include "host/batch.h"

/* "11 points (grid of 1 factor) x 100 replicates = 1,100 runs" */
void sweep_report_size(const struct sweep *sweep, struct text *out);

/* The number of runs, on stderr, before the first. */
void sweep_report_start(const struct sweep *sweep);

struct sweep_outcome {
  const struct sweep *sweep;
  const struct batch_report *report;
  const int64_t *counts; /* of the whole file */
  bool failed;           /* the batch ended with an error, which has been told */
  const char *typed;     /* the command line, quoted for a shell */
};

/* The last summary: what came of it, and how to look further or to go on. Returns the exit status;
 * [status] is that of the error if there was one. */
int sweep_report_end(const struct sweep_outcome *outcome, int status);

#endif
