/* What `demarche cases` tells, and its two forms. */
#ifndef DEMARCHE_CLI_CASES_REPORT_H
#define DEMARCHE_CLI_CASES_REPORT_H

#include "base/text.h"
#include "study/case_scores.h"
#include "study/case_table.h"
#include "study/logistic.h"

#include <stdbool.h>

/* Everything that is told; what it points into is the command's. */
struct cases_report {
  const struct case_table *table;
  const char *file; /* as it was asked for */
  const char *outcome;
  const char *by;   /* column whose values are left out one by one; NULL: cases are */
  const char *lags; /* column of times; NULL: none */
  int names;        /* column that tells cases apart; -1: lines do */
  bool lists_cases;
  struct logistic_sample sample;
  struct logistic fit;
  double base_rate;
  double in_sample; /* Brier score of the fit on the cases that it was made of */
  double *chances;  /* [case] from the fit to the others */
  double *means;    /* [case] mean outcome of the others */
  double *fitted;   /* [case] from the fit to all */
  struct case_scores scores;
  struct case_lags delays; /* hours; of no cases without [lags] */
};

void cases_text(struct text *out, const struct cases_report *report);
void cases_json(struct text *out, const struct cases_report *report);

#endif
