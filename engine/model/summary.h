/* What a run leaves behind besides its records: digest, measures, series. */
#ifndef DEMARCHE_MODEL_SUMMARY_H
#define DEMARCHE_MODEL_SUMMARY_H

#include "base/digest.h"

#include <stdbool.h>
#include <stdint.h>

/* One measure of a run. */
struct summary_outcome {
  const char *name; /* "deaths.loc" */
  double value;     /* NaN: not applicable in this run */
  bool flag;        /* a yes/no measure, 0 or 1 */
};

/* Strings and lists are owned by whoever made the summary. */
struct run_summary {
  char digest[DIGEST_TEXT_SIZE];
  int days;
  uint32_t events; /* records in the digest */
  double seconds;  /* wall time the worker took; differs from run to run */
  int outcome_count;
  struct summary_outcome *outcomes;
  int series_count;
  const char **series_names; /* "intensity.loc" */
  float *series;             /* [series * (days + 1) + day]: as it stood when the day began, and at
                                the end; NaN: not applicable; NULL: none were asked for */
};

#endif
