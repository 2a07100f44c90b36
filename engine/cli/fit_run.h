/* The runs of `demarche fit`: each scenario at its defaults and as null models, then at the points
 * of one design. */
#ifndef DEMARCHE_CLI_FIT_RUN_H
#define DEMARCHE_CLI_FIT_RUN_H

#include "cli/validate_run.h"
#include "study/fit.h"

enum { FIT_SCENARIOS_MAX = 16 };

/* One scenario. */
struct fit_trial {
  struct trial trial;       /* at the defaults, and null models */
  struct sweep sweep;       /* of the points */
  struct trial_batch batch; /* of its runs */
  const double *values;     /* [(point * targets + target) * replicates + replicate] */
  const bool *ok;           /* [point * replicates + replicate] */
};

struct fit {
  const char *file;             /* of the parameters */
  struct trial_options options; /* for defaults and points alike */
  const char *points;           /* how many, as typed */
  struct fit_trial trials[FIT_SCENARIOS_MAX];
  int count;
  struct client spec;             /* holds the parameters */
  const char *varies[FACTOR_MAX]; /* "PATH=LOW:HIGH" */
  int vary_count;
  struct arena arena;
  double *scores; /* [scenario * points + point], of targets that may be fitted on */
  struct fit_scores found;
  int interrupted;
  struct trial *faulty; /* whose failure the error tells; NULL: none's */
};

void fit_open(struct fit *fit, const char *const *scenarios, int count);
void fit_close(struct fit *fit);

/* Reads the parameters, runs, scores. An interruption is in fit->interrupted. */
enum err_code fit_run(struct fit *fit, struct err *err);

/* Standard error, over seeds, of the mean score of all scenarios at [point]. */
enum err_code fit_error(struct fit *fit, int64_t point, double *error, struct err *err);

/* Tells why it failed and returns the exit status. */
int fit_fail(struct fit *fit, const struct err *err);

#endif
