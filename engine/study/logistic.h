/* Logistic regression with a ridge, for outcomes from 0 to 1.
 *
 * Outcomes between 0 and 1 are shares: the estimator is that of Papke & Wooldridge (1996). Columns
 * are standardised (mean, and standard deviation by the number of rows); the penalty is ridge / 2
 * times the sum of squared slopes on that scale, none on the constant (le Cessie & van Houwelingen
 * 1992). So the fit does not change with the units of a column, and a great ridge leaves the mean
 * outcome alone. */
#ifndef DEMARCHE_STUDY_LOGISTIC_H
#define DEMARCHE_STUDY_LOGISTIC_H

#include "base/err.h"

#include <stdint.h>

enum { LOGISTIC_TERMS_MAX = 32, LOGISTIC_ROWS_LEAST = 3 };

/* What is fitted; the caller's. */
struct logistic_sample {
  int64_t rows;
  int terms;             /* 0 to LOGISTIC_TERMS_MAX */
  const double *x;       /* [row * terms + term], of at most 1e100 in size */
  const double *y;       /* [row], 0 to 1 */
  const int32_t *groups; /* [row] rows that are left out together, from 0; NULL: each by itself */
  const char *const *names; /* [term], for messages */
  double ridge;             /* from 0 */
};

/* log-odds = constant + sum of slopes * x, on the columns' own scales. Errors are the square roots
 * of the inverse penalised information's diagonal: narrower than without a ridge, as the ridge is
 * taken for knowledge. */
struct logistic {
  int terms;
  double constant, constant_error;
  double slopes[LOGISTIC_TERMS_MAX], errors[LOGISTIC_TERMS_MAX];
};

/* Fits by Newton's method. ERR_INVALID: fewer than LOGISTIC_ROWS_LEAST rows; a column that is the
 * same in all rows; outcomes that are all 0 or all 1; no finite fit, as without a ridge where
 * columns tell the outcomes apart or depend on each other. */
enum err_code logistic_fit(struct logistic *out, const struct logistic_sample *of, struct err *err);

/* Chance, 0 to 1, of a row of as many numbers as there are terms. */
double logistic_chance(const struct logistic *fit, const double *row);

/* For each row its chance from a fit to the other rows (without all of its group), columns being
 * standardised anew, and the mean outcome of those others; both [row]. A column that is the same in
 * all the others takes no part in that fit. ERR_INVALID as above, for want of 2 other rows too. */
enum err_code logistic_leave_out(double *chances, double *means, const struct logistic_sample *of,
                                 struct err *err);

#endif
