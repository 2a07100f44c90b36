/* Scores of targets, and their intervals by bootstrap over seeds. */
#include "study/validation.h"

#include "base/sort.h"
#include "study/bootstrap.h"
#include "study/score.h"

#include <math.h>
#include <string.h>

const char *const forecaster_words[FORECASTER_COUNT] = {
#define X(name, word) word,
    FORECASTER_MAP(X)
#undef X
};
const char *const verdict_words[VERDICT_COUNT] = {
#define X(name, word) word,
    VERDICT_MAP(X)
#undef X
};
const char *const target_group_words[TARGET_GROUP_COUNT] = {
#define X(name, word) word,
    TARGET_GROUP_MAP(X)
#undef X
};

static bool is_in_group(const struct target *target, enum target_group group) {
  switch (group) {
  case GROUP_FIT:
    return target->fit;
  case GROUP_HELD_OUT:
    return !target->fit;
  case GROUP_POSITIVE:
    return target_is_positive(target);
  case GROUP_ALL:
  case TARGET_GROUP_COUNT:
    break;
  }
  return true;
}

/* --- one target of one forecaster --------------------------------------------------------------
 */

struct drawn_value {
  double value; /* on the scale of scores */
  int64_t replicate;
};

/* What the runs of one forecaster gave of one target, ascending. */
struct ensemble {
  int64_t count;
  double *values;
  int64_t *replicates;
  double *weights; /* room for as many */
};

struct scoring {
  const struct validation_runs *runs;
  struct arena *arena;
  struct ensemble *ensembles; /* [forecaster * targets + target], of forecasters that are run */
  double low[TARGET_MAX];     /* what was observed, on the scale of scores */
  double high[TARGET_MAX];
  double unit[TARGET_MAX];
  double base[TARGET_MAX]; /* the base rate's score, divided by the unit */
  double *drawn;           /* [replicate] how often it was drawn */
};

static int compare_drawn(const void *a, const void *b) {
  double x = ((const struct drawn_value *)a)->value;
  double y = ((const struct drawn_value *)b)->value;
  return x < y ? -1 : x > y ? 1 : 0;
}

static struct ensemble *ensemble_of(const struct scoring *scoring, int forecaster, int target) {
  return &scoring->ensembles[forecaster * scoring->runs->targets->count + target];
}

static bool make_ensemble(struct scoring *scoring, int forecaster, int target,
                          struct drawn_value *spare) {
  const struct validation_runs *runs = scoring->runs;
  size_t room = (size_t)runs->replicates;
  int64_t at = ((int64_t)forecaster * runs->targets->count + target) * runs->replicates;
  struct ensemble *out = ensemble_of(scoring, forecaster, target);
  *out = (struct ensemble){0, arena_zeroed(scoring->arena, room, sizeof *out->values),
                           arena_zeroed(scoring->arena, room, sizeof *out->replicates),
                           arena_zeroed(scoring->arena, room, sizeof *out->weights)};
  if (out->values == NULL || out->replicates == NULL || out->weights == NULL) {
    return false;
  }
  for (int64_t i = 0; i < runs->replicates; i++) {
    if (runs->ok[(int64_t)forecaster * runs->replicates + i]) {
      double value = score_scale(&runs->targets->items[target], runs->values[at + i]);
      spare[out->count++] = (struct drawn_value){value, i};
    }
  }
  sort_stable(spare, (size_t)out->count, sizeof *spare, compare_drawn);
  for (int64_t i = 0; i < out->count; i++) {
    out->values[i] = spare[i].value;
    out->replicates[i] = spare[i].replicate;
  }
  return true;
}

/* The score of what was drawn, divided by the unit; NaN where nothing was. */
static double score_of(const struct scoring *scoring, int forecaster, int target) {
  if (forecaster == FORECASTER_BASE) {
    return scoring->base[target];
  }
  const struct ensemble *ensemble = ensemble_of(scoring, forecaster, target);
  double total = 0;
  double sum = 0;
  for (int64_t i = 0; i < ensemble->count; i++) {
    double weight = scoring->drawn[ensemble->replicates[i]];
    ensemble->weights[i] = weight;
    total += weight;
    sum += weight * ensemble->values[i];
  }
  if (total <= 0) {
    return NAN;
  }
  const struct score_sample sample = {ensemble->count, ensemble->values, ensemble->weights};
  double score = target_is_event(&scoring->runs->targets->items[target])
                     ? score_brier(sum / total, scoring->low[target])
                     : score_crps(&sample, scoring->low[target], scoring->high[target]);
  return score / scoring->unit[target];
}

/* --- base rates --------------------------------------------------------------------------------
 */

static void fill_base(struct scoring *scoring, int at, struct target_result *result) {
  const struct target *target = &scoring->runs->targets->items[at];
  struct forecast *forecast = &result->of[FORECASTER_BASE];
  double values[SCORE_BASE_COUNT];
  const struct score_sample sample = {SCORE_BASE_COUNT, values, NULL};
  bool event = target_is_event(target);
  scoring->low[at] = event ? target->low : score_scale(target, target->low);
  scoring->high[at] = event ? target->high : score_scale(target, target->high);
  *forecast = (struct forecast){.probability = target->base.probability,
                                .wilson = {NAN, NAN},
                                .median = NAN,
                                .central = {NAN, NAN}};
  if (event) {
    scoring->unit[at] = 1;
    scoring->base[at] = score_brier(target->base.probability, target->low);
  } else {
    score_base_values(target, values);
    scoring->unit[at] = score_unit(target, &sample);
    scoring->base[at] =
        score_crps(&sample, scoring->low[at], scoring->high[at]) / scoring->unit[at];
    forecast->probability = 1 - target->base.none;
    forecast->median = score_unscale(target, quantile(values, SCORE_BASE_COUNT, 0.5));
    forecast->central.low = score_unscale(target, quantile(values, SCORE_BASE_COUNT, 0.1));
    forecast->central.high = score_unscale(target, quantile(values, SCORE_BASE_COUNT, 0.9));
  }
  forecast->score = scoring->base[at];
  result->unit = scoring->unit[at];
}

/* --- forecasts and verdicts --------------------------------------------------------------------
 */

/* Of an event its share; of a lag the share that came within the window. */
static double share_of(const struct scoring *scoring, int forecaster, int at) {
  const struct target *target = &scoring->runs->targets->items[at];
  const struct ensemble *ensemble = ensemble_of(scoring, forecaster, at);
  const double *values =
      scoring->runs->values +
      ((int64_t)forecaster * scoring->runs->targets->count + at) * scoring->runs->replicates;
  double sum = 0;
  for (int64_t i = 0; i < ensemble->count; i++) {
    double came = isnan(values[ensemble->replicates[i]]) ? 0 : 1;
    sum += target_is_event(target) ? ensemble->values[i] : came;
  }
  return ensemble->count > 0 ? sum / (double)ensemble->count : NAN;
}

static void fill_forecast(const struct scoring *scoring, int forecaster, int at,
                          struct forecast *out) {
  const struct target *target = &scoring->runs->targets->items[at];
  const struct ensemble *ensemble = ensemble_of(scoring, forecaster, at);
  *out = (struct forecast){.runs = ensemble->count,
                           .probability = share_of(scoring, forecaster, at),
                           .wilson = {NAN, NAN},
                           .median = NAN,
                           .central = {NAN, NAN},
                           .score = score_of(scoring, forecaster, at)};
  if (ensemble->count == 0) {
    return;
  }
  if (target->kind != TARGET_QUANTITY) {
    out->wilson = interval_wilson(out->probability, (double)ensemble->count);
  }
  if (!target_is_event(target)) {
    out->median = score_unscale(target, quantile(ensemble->values, ensemble->count, 0.5));
    out->central.low = score_unscale(target, quantile(ensemble->values, ensemble->count, 0.1));
    out->central.high = score_unscale(target, quantile(ensemble->values, ensemble->count, 0.9));
  }
}

static enum verdict verdict_on_event(const struct target *target, double p) {
  if (target->kind == TARGET_EVENT) {
    return p >= 0.5 ? VERDICT_HIT : VERDICT_MISSED;
  }
  return p > fmax(target->base.probability, 0.5) ? VERDICT_SPURIOUS : VERDICT_HIT;
}

static enum verdict verdict_on(const struct target *target, const struct forecast *model) {
  const double slack = 1e-9 * (1 + fabs(target->high)); /* logarithms and back */
  if (model->runs == 0) {
    return VERDICT_UNKNOWN;
  }
  if (target_is_event(target)) {
    return verdict_on_event(target, model->probability);
  }
  bool lag = target->kind == TARGET_LAG;
  if (lag && model->probability < 0.5) {
    return VERDICT_MISSED;
  }
  if (model->central.high + slack < target->low) {
    return lag ? VERDICT_EARLY : VERDICT_LOW;
  }
  if (model->central.low - slack > target->high) {
    return lag ? VERDICT_LATE : VERDICT_HIGH;
  }
  return VERDICT_HIT;
}

/* --- skill -------------------------------------------------------------------------------------
 */

static double skill_value(double score, double null, bool difference) {
  return difference ? score - null : 1 - score / null;
}

static struct skill skill_of(double score, double null) {
  bool difference = null == 0;
  return (struct skill){skill_value(score, null, difference), difference, {NAN, NAN}};
}

/* Mean scores of each group's targets, one forecaster after the other. */
static void average(const struct scoring *scoring, const double *scores, double *out) {
  const struct target_set *targets = scoring->runs->targets;
  for (int g = 0; g < TARGET_GROUP_COUNT; g++) {
    int count = 0;
    double *sums = out + g * FORECASTER_COUNT;
    memset(sums, 0, FORECASTER_COUNT * sizeof *sums);
    for (int t = 0; t < targets->count; t++) {
      bool within = is_in_group(&targets->items[t], (enum target_group)g);
      count += within ? 1 : 0;
      for (int f = 0; within && f < FORECASTER_COUNT; f++) {
        sums[f] += scores[t * FORECASTER_COUNT + f];
      }
    }
    for (int f = 0; f < FORECASTER_COUNT; f++) {
      sums[f] = count > 0 ? sums[f] / count : NAN;
    }
  }
}

/* Scores of all targets, and their means, for what [scoring] has drawn:
 * [row * FORECASTER_COUNT + forecaster], rows being targets and then groups. */
static void score_all(const struct scoring *scoring, double *out) {
  int count = scoring->runs->targets->count;
  for (int t = 0; t < count; t++) {
    for (int f = 0; f < FORECASTER_COUNT; f++) {
      out[t * FORECASTER_COUNT + f] = score_of(scoring, f, t);
    }
  }
  average(scoring, out, out + count * FORECASTER_COUNT);
}

static struct skill *skill_at(struct validation *out, int targets, int row, int forecaster) {
  return row < targets ? &out->items[row].skill[forecaster]
                       : &out->groups[row - targets].skill[forecaster];
}

/* Draws replicates with replacement: resample number [resample]. */
static void draw(struct scoring *scoring, int resample, int32_t *chosen) {
  int64_t count = scoring->runs->replicates;
  bootstrap_draw(BOOTSTRAP_SEED, (uint32_t)resample, count, chosen);
  memset(scoring->drawn, 0, (size_t)count * sizeof *scoring->drawn);
  for (int64_t i = 0; i < count; i++) {
    scoring->drawn[chosen[i]] += 1;
  }
}

/* Fills the intervals of all skills. [scores] is room for one resample's scores. */
static enum err_code fill_intervals(struct validation *out, struct scoring *scoring, double *scores,
                                    int resamples, struct err *err) {
  const struct validation_runs *runs = scoring->runs;
  int targets = runs->targets->count;
  int rows = targets + TARGET_GROUP_COUNT;
  size_t cells = (size_t)rows * FORECASTER_COUNT;
  double *estimates = arena_zeroed(scoring->arena, cells * (size_t)resamples, sizeof *estimates);
  int32_t *chosen = arena_zeroed(scoring->arena, (size_t)runs->replicates, sizeof *chosen);
  if (estimates == NULL || chosen == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the scores");
  }
  for (int r = 0; r < resamples; r++) {
    draw(scoring, r, chosen);
    score_all(scoring, scores);
    for (size_t cell = 0; cell < cells; cell++) {
      int row = (int)cell / FORECASTER_COUNT;
      int forecaster = (int)cell % FORECASTER_COUNT;
      bool difference = skill_at(out, targets, row, forecaster)->difference;
      estimates[cell * (size_t)resamples + (size_t)r] =
          skill_value(scores[row * FORECASTER_COUNT + FORECASTER_MODEL], scores[cell], difference);
    }
  }
  for (size_t cell = 0; cell < cells; cell++) {
    skill_at(out, targets, (int)cell / FORECASTER_COUNT, (int)cell % FORECASTER_COUNT)->interval =
        bootstrap_interval(estimates + cell * (size_t)resamples, resamples);
  }
  return ERR_OK;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void fill_target(struct validation *out, const struct scoring *scoring, int at) {
  const struct target *target = &scoring->runs->targets->items[at];
  struct target_result *result = &out->items[at];
  double model = 0;
  for (int f = 0; f < FORECASTERS_RUN; f++) {
    fill_forecast(scoring, f, at, &result->of[f]);
  }
  model = result->of[FORECASTER_MODEL].score;
  result->beats_nulls = true;
  for (int f = FORECASTER_MODEL + 1; f < FORECASTER_COUNT; f++) {
    result->skill[f] = skill_of(model, result->of[f].score);
    result->beats_nulls = result->beats_nulls && model < result->of[f].score;
  }
  result->verdict = verdict_on(target, &result->of[FORECASTER_MODEL]);
  if (target_is_positive(target)) {
    out->positive++;
    out->beaten += result->beats_nulls ? 1 : 0;
  }
}

static void fill_groups(struct validation *out, const struct scoring *scoring,
                        const double *scores) {
  const struct target_set *targets = scoring->runs->targets;
  for (int g = 0; g < TARGET_GROUP_COUNT; g++) {
    struct group_result *group = &out->groups[g];
    const double *means = scores + (targets->count + g) * FORECASTER_COUNT;
    for (int t = 0; t < targets->count; t++) {
      group->count += is_in_group(&targets->items[t], (enum target_group)g) ? 1 : 0;
    }
    for (int f = 0; f < FORECASTER_COUNT; f++) {
      group->score[f] = means[f];
      group->skill[f] = skill_of(means[FORECASTER_MODEL], means[f]);
    }
  }
}

/* Of the first so many forecasters. */
static bool prepare(struct scoring *scoring, struct validation *out, int forecasters) {
  const struct validation_runs *runs = scoring->runs;
  struct drawn_value *spare = arena_zeroed(scoring->arena, (size_t)runs->replicates, sizeof *spare);
  scoring->drawn = arena_zeroed(scoring->arena, (size_t)runs->replicates, sizeof *scoring->drawn);
  scoring->ensembles =
      arena_zeroed(scoring->arena, (size_t)(FORECASTERS_RUN * runs->targets->count) + 1,
                   sizeof *scoring->ensembles);
  bool fits = spare != NULL && scoring->drawn != NULL && scoring->ensembles != NULL;
  for (int t = 0; fits && t < runs->targets->count; t++) {
    fill_base(scoring, t, &out->items[t]);
    for (int f = 0; fits && f < forecasters; f++) {
      fits = make_ensemble(scoring, f, t, spare);
    }
  }
  for (int64_t i = 0; fits && i < runs->replicates; i++) {
    scoring->drawn[i] = 1;
  }
  return fits;
}

enum err_code validation_score(struct validation *out, const struct validation_runs *runs,
                               int resamples, struct arena *arena, struct err *err) {
  struct scoring scoring = {.runs = runs, .arena = arena};
  size_t cells = ((size_t)runs->targets->count + TARGET_GROUP_COUNT) * FORECASTER_COUNT;
  double *scores = arena_zeroed(arena, cells, sizeof *scores);
  *out = (struct validation){.positive = 0};
  if (scores == NULL || !prepare(&scoring, out, FORECASTERS_RUN)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the scores");
  }
  for (int t = 0; t < runs->targets->count; t++) {
    fill_target(out, &scoring, t);
  }
  score_all(&scoring, scores);
  fill_groups(out, &scoring, scores);
  return resamples > 0 ? fill_intervals(out, &scoring, scores, resamples, err) : ERR_OK;
}

static double mean_of_model(const struct scoring *scoring, enum target_group group) {
  const struct target_set *targets = scoring->runs->targets;
  double sum = 0;
  int count = 0;
  for (int t = 0; t < targets->count; t++) {
    if (is_in_group(&targets->items[t], group)) {
      sum += score_of(scoring, FORECASTER_MODEL, t);
      count++;
    }
  }
  return count > 0 ? sum / count : NAN;
}

enum err_code validation_model_score(const struct validation_runs *runs, enum target_group group,
                                     int resamples, struct arena *arena, double *score,
                                     double *error, struct err *err) {
  struct scoring scoring = {.runs = runs, .arena = arena};
  struct validation *unused = arena_zeroed(arena, 1, sizeof *unused);
  int32_t *chosen = arena_zeroed(arena, (size_t)runs->replicates, sizeof *chosen);
  double sum = 0;
  double squares = 0;
  if (unused == NULL || chosen == NULL || !prepare(&scoring, unused, FORECASTER_MODEL + 1)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the scores");
  }
  *score = mean_of_model(&scoring, group);
  for (int r = 0; r < resamples; r++) {
    draw(&scoring, r, chosen);
    double apart = mean_of_model(&scoring, group) - *score;
    sum += apart;
    squares += apart * apart;
  }
  double mean = sum / resamples;
  *error = resamples > 1 ? sqrt(fmax(squares / resamples - mean * mean, 0)) : NAN;
  return ERR_OK;
}

int alarm_verdict(int64_t alarms, int64_t runs, double base, struct interval *wilson) {
  *wilson = runs > 0 ? interval_wilson((double)alarms / (double)runs, (double)runs)
                     : (struct interval){NAN, NAN};
  return wilson->low > base ? 1 : wilson->high < base ? -1 : 0;
}
