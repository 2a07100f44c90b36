/* What a fit found, as people and programs read it. */
#ifndef DEMARCHE_CLI_FIT_REPORT_H
#define DEMARCHE_CLI_FIT_REPORT_H

#include "cli/fit_run.h"

/* What is told of a fit beside its scores. */
struct fit_summary {
  int64_t best;                            /* point; -1: none has a score */
  double error;                            /* standard error of its score */
  double defaults;                         /* mean score at the scenarios' own values */
  int64_t near;                            /* points within one standard error of the best */
  int64_t best_without[FIT_SCENARIOS_MAX]; /* the best point of the other scenarios; -1 */
};

enum err_code fit_summarise(struct fit *fit, struct fit_summary *out, struct err *err);

/* Values of a parameter among the points within one standard error of the best, and which part of
 * its range they span. FIT_FLAT or more of it: the targets do not tell its values apart. */
#define FIT_FLAT 0.75
struct interval fit_near(const struct fit *fit, const struct fit_summary *summary, int factor,
                         double *share);

/* Tables, at most 110 columns wide. */
void fit_table(struct text *out, const struct fit *fit, const struct fit_summary *summary);

/* One document. */
void fit_json(struct text *out, const struct fit *fit, const struct fit_summary *summary);

/* All points: a row each with its number, its mean score, its score in each scenario, its values.
 */
void fit_csv(struct text *out, const struct fit *fit);

#endif
