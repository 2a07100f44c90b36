/* Logistic regression with a ridge. */
#include "study/logistic.h"

#include "base/trans.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { SIZE_MAX_FIT = LOGISTIC_TERMS_MAX + 1, STEPS_MAX = 100, HALVINGS_MAX = 60 };

static const double spread_least = 1e-12; /* of a column, in means: less is rounding */
static const double pivot_least = 1e-12;  /* of what it was before elimination */
static const double step_least = 1e-8;    /* the error after such a step is its square */
static const double slack = 1e-10;        /* of the objective: what rounding may take from it */

/* A fit in the making; coefficients on the standardised scale, the constant first. */
struct work {
  const struct logistic_sample *of;
  int64_t without; /* group that is left out; -1: none */
  int64_t rows;
  int size; /* terms and the constant */
  double mean_outcome;
  double means[LOGISTIC_TERMS_MAX];
  double spreads[LOGISTIC_TERMS_MAX]; /* 0: the column takes no part */
  double at[SIZE_MAX_FIT];
  double gradient[SIZE_MAX_FIT];
  double information[SIZE_MAX_FIT][SIZE_MAX_FIT];
  double root[SIZE_MAX_FIT][SIZE_MAX_FIT]; /* lower triangle: its Cholesky root */
};

static int64_t group_of(const struct logistic_sample *of, int64_t row) {
  return of->groups == NULL ? row : of->groups[row];
}

static bool takes_part(const struct work *work, int64_t row) {
  return group_of(work->of, row) != work->without;
}

/* Element [place] of a row as it is fitted: 1, then standardised columns. */
static double element(const struct work *work, int64_t row, int place) {
  int term = place - 1;
  if (place == 0) {
    return 1;
  }
  double spread = work->spreads[term];
  double x = work->of->x[row * work->of->terms + term];
  return spread > 0 ? (x - work->means[term]) / spread : 0;
}

/* --- rows and columns --------------------------------------------------------------------------
 */

static enum err_code count_rows(struct work *work, int64_t least, struct err *err) {
  double sum = 0;
  for (int64_t row = 0; row < work->of->rows; row++) {
    work->rows += takes_part(work, row) ? 1 : 0;
    sum += takes_part(work, row) ? work->of->y[row] : 0;
  }
  work->mean_outcome = work->rows > 0 ? sum / (double)work->rows : (double)NAN;
  if (work->rows < least) {
    return err_set(err, ERR_INVALID, NULL, "rows: found %lld%s; expected at least %lld",
                   (long long)work->rows, work->without < 0 ? "" : " beside those left out",
                   (long long)least);
  }
  if (sum <= 0 || sum >= (double)work->rows) {
    return err_set(err, ERR_INVALID, NULL, "outcome: found %d in all rows%s; expected some above%s",
                   sum <= 0 ? 0 : 1, work->without < 0 ? "" : " but those left out",
                   sum <= 0 ? " 0" : " 0 and some below 1");
  }
  return ERR_OK;
}

static void standardise(struct work *work, int term) {
  const double *x = work->of->x + term;
  double sum = 0;
  double squares = 0;
  for (int64_t row = 0; row < work->of->rows; row++) {
    sum += takes_part(work, row) ? x[row * work->of->terms] : 0;
  }
  double mean = sum / (double)work->rows;
  for (int64_t row = 0; row < work->of->rows; row++) {
    double off = x[row * work->of->terms] - mean;
    squares += takes_part(work, row) ? off * off : 0;
  }
  double spread = sqrt(squares / (double)work->rows);
  work->means[term] = mean;
  work->spreads[term] = spread > spread_least * fabs(mean) ? spread : 0;
}

static enum err_code begin(struct work *work, const struct logistic_sample *of, int64_t without,
                           struct err *err) {
  assert(of->terms >= 0 && of->terms <= LOGISTIC_TERMS_MAX && of->ridge >= 0);
  memset(work, 0, sizeof *work);
  work->of = of;
  work->without = without;
  work->size = of->terms + 1;
  enum err_code rc = count_rows(work, without < 0 ? LOGISTIC_ROWS_LEAST : 2, err);
  for (int term = 0; rc == ERR_OK && term < of->terms; term++) {
    standardise(work, term);
    if (work->spreads[term] == 0 && without < 0) {
      rc = err_set(err, ERR_INVALID, NULL,
                   "%.100s: found the same in all rows; expected a column that differs",
                   of->names[term]);
    }
  }
  return rc;
}

/* --- Newton ------------------------------------------------------------------------------------
 */

static double log_odds(const struct work *work, const double *at, int64_t row) {
  double sum = 0;
  for (int i = 0; i < work->size; i++) {
    sum += at[i] * element(work, row, i);
  }
  return sum;
}

/* The penalised log-likelihood. */
static double objective(const struct work *work, const double *at) {
  double sum = 0;
  for (int64_t row = 0; row < work->of->rows; row++) {
    if (takes_part(work, row)) {
      double odds = log_odds(work, at, row);
      sum += work->of->y[row] * odds - fmax(odds, 0) - trans_log1p(trans_exp(-fabs(odds)));
    }
  }
  for (int i = 1; i < work->size; i++) {
    sum -= work->of->ridge / 2 * at[i] * at[i];
  }
  return sum;
}

static void add_row(struct work *work, int64_t row) {
  double elements[SIZE_MAX_FIT];
  double p = trans_logistic(log_odds(work, work->at, row));
  for (int i = 0; i < work->size; i++) {
    elements[i] = element(work, row, i);
    work->gradient[i] += (work->of->y[row] - p) * elements[i];
    for (int j = 0; j <= i; j++) {
      work->information[i][j] += p * (1 - p) * elements[i] * elements[j];
    }
  }
}

/* Gradient and information where the fit stands. */
static void derive(struct work *work) {
  memset(work->gradient, 0, sizeof work->gradient);
  memset(work->information, 0, sizeof work->information);
  for (int64_t row = 0; row < work->of->rows; row++) {
    if (takes_part(work, row)) {
      add_row(work, row);
    }
  }
  for (int i = 1; i < work->size; i++) {
    work->gradient[i] -= work->of->ridge * work->at[i];
    /* A column that takes no part keeps its slope of 0 whatever stands here, if it is no 0. */
    work->information[i][i] += work->spreads[i - 1] > 0 ? work->of->ridge : 1;
  }
}

/* The Cholesky root of the information; false if it is singular, or nearly. */
static bool take_root(struct work *work) {
  for (int i = 0; i < work->size; i++) {
    for (int j = 0; j <= i; j++) {
      double sum = work->information[i][j];
      for (int k = 0; k < j; k++) {
        sum -= work->root[i][k] * work->root[j][k];
      }
      if (j < i) {
        work->root[i][j] = sum / work->root[j][j];
      } else if (sum > pivot_least * work->information[i][i]) {
        work->root[i][i] = sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

/* Solves information * x = [x] in place. */
static void solve(const struct work *work, double *x) {
  for (int i = 0; i < work->size; i++) {
    for (int k = 0; k < i; k++) {
      x[i] -= work->root[i][k] * x[k];
    }
    x[i] /= work->root[i][i];
  }
  for (int i = work->size - 1; i >= 0; i--) {
    for (int k = i + 1; k < work->size; k++) {
      x[i] -= work->root[k][i] * x[k];
    }
    x[i] /= work->root[i][i];
  }
}

/* Goes along [step], half as far each time that it would lead down. */
static void advance(struct work *work, const double *step) {
  double here = objective(work, work->at);
  double least = here - slack * (1 + fabs(here));
  double to[SIZE_MAX_FIT];
  double part = 1;
  for (int tries = 0; tries < HALVINGS_MAX; tries++, part /= 2) {
    for (int i = 0; i < work->size; i++) {
      to[i] = work->at[i] + part * step[i];
    }
    if (objective(work, to) >= least) {
      break;
    }
  }
  memcpy(work->at, to, sizeof to[0] * (size_t)work->size);
}

/* Comes to the maximum, and leaves the root of the information there. */
static bool climb(struct work *work) {
  work->at[0] = trans_log(work->mean_outcome / (1 - work->mean_outcome));
  for (int steps = 0; steps < STEPS_MAX; steps++) {
    double step[SIZE_MAX_FIT];
    double longest = 0;
    derive(work);
    if (!take_root(work)) {
      return false;
    }
    memcpy(step, work->gradient, sizeof step);
    solve(work, step);
    for (int i = 0; i < work->size; i++) {
      longest = fmax(longest, fabs(step[i]));
    }
    if (!isfinite(longest)) {
      return false;
    }
    if (longest < step_least) {
      for (int i = 0; i < work->size; i++) {
        work->at[i] += step[i];
      }
      derive(work);
      return take_root(work);
    }
    advance(work, step);
  }
  return false;
}

/* --- results -----------------------------------------------------------------------------------
 */

/* Coefficients on the columns' own scales. */
static void rescale(const struct work *work, struct logistic *out) {
  *out = (struct logistic){.terms = work->of->terms, .constant = work->at[0]};
  for (int term = 0; term < out->terms; term++) {
    double spread = work->spreads[term];
    out->slopes[term] = spread > 0 ? work->at[term + 1] / spread : 0;
    out->constant -= out->slopes[term] * work->means[term];
  }
}

/* Square root of t' inverse(information) t, where t makes a coefficient of those on the
 * standardised scale. */
static double error_of(const struct work *work, const double *t) {
  double solved[SIZE_MAX_FIT];
  double sum = 0;
  memcpy(solved, t, sizeof solved);
  solve(work, solved);
  for (int i = 0; i < work->size; i++) {
    sum += t[i] * solved[i];
  }
  return sqrt(sum);
}

static void add_errors(const struct work *work, struct logistic *out) {
  double constant[SIZE_MAX_FIT] = {1};
  for (int term = 0; term < out->terms; term++) {
    double slope[SIZE_MAX_FIT] = {0};
    slope[term + 1] = 1 / work->spreads[term];
    constant[term + 1] = -work->means[term] / work->spreads[term];
    out->errors[term] = error_of(work, slope);
  }
  out->constant_error = error_of(work, constant);
}

static enum err_code fit(struct logistic *out, struct work *work, struct err *err) {
  if (!climb(work)) {
    return err_set(
        err, ERR_INVALID, NULL,
        "found no finite fit (columns depend on each other, or tell the outcomes apart); "
        "expected a greater ridge or other columns");
  }
  rescale(work, out);
  return ERR_OK;
}

enum err_code logistic_fit(struct logistic *out, const struct logistic_sample *of,
                           struct err *err) {
  struct work work;
  enum err_code rc = begin(&work, of, -1, err);
  rc = rc != ERR_OK ? rc : fit(out, &work, err);
  if (rc == ERR_OK) {
    add_errors(&work, out);
  }
  return rc;
}

double logistic_chance(const struct logistic *fit, const double *row) {
  double sum = fit->constant;
  for (int term = 0; term < fit->terms; term++) {
    sum += fit->slopes[term] * row[term];
  }
  return trans_logistic(sum);
}

/* Whether an earlier row is of the same group. */
static bool done_before(const struct logistic_sample *of, int64_t row) {
  for (int64_t other = 0; of->groups != NULL && other < row; other++) {
    if (of->groups[other] == of->groups[row]) {
      return true;
    }
  }
  return false;
}

enum err_code logistic_leave_out(double *chances, double *means, const struct logistic_sample *of,
                                 struct err *err) {
  struct work work;
  struct logistic others = {0};
  enum err_code rc = ERR_OK;
  for (int64_t row = 0; row < of->rows && rc == ERR_OK; row++) {
    if (done_before(of, row)) {
      continue;
    }
    int64_t group = group_of(of, row);
    rc = begin(&work, of, group, err);
    rc = rc != ERR_OK ? rc : fit(&others, &work, err);
    for (int64_t member = row; member < of->rows && rc == ERR_OK; member++) {
      if (group_of(of, member) == group) {
        chances[member] = logistic_chance(&others, of->x + member * of->terms);
        means[member] = work.mean_outcome;
      }
    }
  }
  return rc;
}
