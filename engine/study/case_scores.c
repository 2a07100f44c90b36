/* Scores of chances. */
#include "study/case_scores.h"

#include "base/trans.h"
#include "study/bootstrap.h"

#include <math.h>

const char *case_rule_word(enum case_rule rule) {
  static const char *const words[] = {
#define X(id, word) word,
      CASE_RULE_MAP(X)
#undef X
  };
  return words[rule];
}

static double square(double value) {
  return value * value;
}

double case_brier(const double *chances, const double *outcomes, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < count; i++) {
    sum += square(chances[i] - outcomes[i]);
  }
  return sum / (double)count;
}

/* --- against rules -----------------------------------------------------------------------------
 */

/* Room for a bootstrap. */
struct bench {
  int64_t count;
  double *errors;             /* [case] squared, of the chances */
  double *others[CASE_RULES]; /* [rule][case] squared */
  int32_t *chosen;            /* [case] of a resample */
  double *briers;             /* [resample] */
  double *differences[CASE_RULES];
  double *skills[CASE_RULES];
};

static bool bench_open(struct bench *bench, int64_t count, struct arena *arena) {
  size_t cases = (size_t)count;
  *bench = (struct bench){.count = count,
                          .errors = arena_zeroed(arena, cases, sizeof(double)),
                          .chosen = arena_zeroed(arena, cases, sizeof(int32_t)),
                          .briers = arena_zeroed(arena, BOOTSTRAP_RESAMPLES, sizeof(double))};
  bool room = bench->errors != NULL && bench->chosen != NULL && bench->briers != NULL;
  for (int r = 0; r < CASE_RULES && room; r++) {
    bench->others[r] = arena_zeroed(arena, cases, sizeof(double));
    bench->differences[r] = arena_zeroed(arena, BOOTSTRAP_RESAMPLES, sizeof(double));
    bench->skills[r] = arena_zeroed(arena, BOOTSTRAP_RESAMPLES, sizeof(double));
    room = bench->others[r] != NULL && bench->differences[r] != NULL && bench->skills[r] != NULL;
  }
  return room;
}

static double skill_of(double own, double other) {
  return other > 0 ? 1 - own / other : (double)NAN;
}

static double mean_of(const double *values, const int32_t *chosen, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < count; i++) {
    sum += values[chosen[i]];
  }
  return sum / (double)count;
}

static void resample(struct bench *bench, int32_t number) {
  bootstrap_draw(BOOTSTRAP_SEED, (uint32_t)number, bench->count, bench->chosen);
  double own = mean_of(bench->errors, bench->chosen, bench->count);
  bench->briers[number] = own;
  for (int r = 0; r < CASE_RULES; r++) {
    double other = mean_of(bench->others[r], bench->chosen, bench->count);
    bench->differences[r][number] = own - other;
    bench->skills[r][number] = skill_of(own, other);
  }
}

static void score(struct case_scores *out, struct bench *bench) {
  for (int64_t i = 0; i < bench->count; i++) {
    bench->chosen[i] = (int32_t)i;
  }
  out->brier = mean_of(bench->errors, bench->chosen, bench->count);
  for (int r = 0; r < CASE_RULES; r++) {
    struct case_rule_score *rule = &out->rules[r];
    rule->brier = mean_of(bench->others[r], bench->chosen, bench->count);
    rule->difference = out->brier - rule->brier;
    rule->skill = skill_of(out->brier, rule->brier);
  }
  for (int32_t number = 0; number < BOOTSTRAP_RESAMPLES; number++) {
    resample(bench, number);
  }
  out->interval = bootstrap_interval(bench->briers, BOOTSTRAP_RESAMPLES);
  for (int r = 0; r < CASE_RULES; r++) {
    out->rules[r].difference_interval =
        bootstrap_interval(bench->differences[r], BOOTSTRAP_RESAMPLES);
    out->rules[r].skill_interval = bootstrap_interval(bench->skills[r], BOOTSTRAP_RESAMPLES);
  }
}

/* --- calibration -------------------------------------------------------------------------------
 */

/* The third of a chance of which [below] others are smaller: where the first of its equals ranks.
 */
static int third_of(const double *chances, int64_t count, double chance) {
  int64_t below = 0;
  for (int64_t i = 0; i < count; i++) {
    below += chances[i] < chance ? 1 : 0;
  }
  return (int)(below * CASE_THIRDS / count);
}

static void calibrate(struct case_third thirds[CASE_THIRDS], const double *chances,
                      const double *outcomes, int64_t count) {
  for (int t = 0; t < CASE_THIRDS; t++) {
    thirds[t] = (struct case_third){.low = NAN, .high = NAN};
  }
  for (int64_t i = 0; i < count; i++) {
    struct case_third *third = &thirds[third_of(chances, count, chances[i])];
    third->count++;
    third->low = fmin(third->low, chances[i]);
    third->high = fmax(third->high, chances[i]);
    third->foreseen += chances[i];
    third->observed += outcomes[i];
  }
  for (int t = 0; t < CASE_THIRDS; t++) {
    thirds[t].foreseen /= (double)thirds[t].count; /* NaN of none */
    thirds[t].observed /= (double)thirds[t].count;
  }
}

enum err_code case_scores(struct case_scores *out, const double *chances, const double *means,
                          const double *outcomes, int64_t count, struct arena *arena,
                          struct err *err) {
  struct bench bench;
  size_t used = arena->used;
  enum err_code rc = ERR_OK;
  if (!bench_open(&bench, count, arena)) {
    rc = err_set(err, ERR_NOMEM, NULL, "no memory for the scores");
    goto done;
  }
  for (int64_t i = 0; i < count; i++) {
    bench.errors[i] = square(chances[i] - outcomes[i]);
    bench.others[CASE_RULE_BASE_RATE][i] = square(means[i] - outcomes[i]);
    bench.others[CASE_RULE_ALWAYS][i] = square(1 - outcomes[i]);
    bench.others[CASE_RULE_NEVER][i] = square(outcomes[i]);
  }
  score(out, &bench);
  calibrate(out->thirds, chances, outcomes, count);
done:
  arena_rewind(arena, used);
  return rc;
}

/* --- lags --------------------------------------------------------------------------------------
 */

struct case_lags case_lags(double *times, int64_t count) {
  double n = (double)count;
  double sum = 0;
  double squares = 0;
  sort_numbers(times, count);
  struct case_lags out = {.count = count, .middle = quantile(times, count, 0.5)};
  for (int64_t i = 0; i < count; i++) {
    times[i] = trans_log(times[i]);
    sum += times[i];
  }
  double mean = sum / n;
  for (int64_t i = 0; i < count; i++) {
    squares += square(times[i] - mean);
  }
  out.spread = count > 1 ? sqrt(squares / (n - 1)) : (double)NAN;
  struct interval ends = interval_t(mean, out.spread / sqrt(n), n - 1);
  out.median = trans_exp(mean);
  out.interval = (struct interval){trans_exp(ends.low), trans_exp(ends.high)};
  return out;
}
