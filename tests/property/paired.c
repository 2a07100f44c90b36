/* Paired runs. */
#include "property/paired.h"

#include "base/calendar.h"
#include "base/number.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct inject inject_of(const struct scenario *scenario, const struct paired_arm *arm) {
  struct inject inject = {.at = scenario->epoch + (int64_t)arm->day * MINUTES_PER_DAY,
                          .kind = INJECT_ACT,
                          .actor = scenario_find_actor(scenario, arm->by),
                          .act = arm->verb,
                          .verb = scenario_find_verb(scenario, arm->verb),
                          .to = scenario_find_actor(scenario, arm->to),
                          .theatre = scenario_find_theatre(scenario, arm->at),
                          .size = 1,
                          .name = "what if",
                          .nationality = -1};
  assert_true(inject.actor >= 0 && inject.verb >= 0 && inject.to >= 0 && inject.theatre >= 0);
  return inject;
}

/* Back to the image, as the worker's house does it; its own runs know no what-if. */
void paired_run(struct company *company, const struct paired_arm *arm, uint64_t seed, int days,
                record_sink_fn sink, void *context, struct run_result *result) {
  struct house *house = &company->house;
  struct err err = {0};
  struct inject inject;
  bool slow = false;
  struct run_order order = {
      .seed = seed, .days = days, .sink = sink, .sink_context = context, .what_if = &inject};
  memcpy(house->arena.base, house->variant->image, house->variant->image_size);
  arena_rewind(&house->arena, house->variant->image_size);
  for (int i = 0; i < PAIRED_SETTINGS_MAX && arm->numbers[i].path != NULL; i++) {
    double value = 0;
    assert_true(number_parse(arm->numbers[i].value, &value));
    if (stage_poke(house->variant->stage, arm->numbers[i].path, value, &err) != ERR_OK) {
      fail_msg("%s", err.text);
    }
  }
  if (arm->verb != NULL) {
    inject = inject_of(company_scenario(company), arm);
    order.what_if_count = 1;
  }
  if (stage_run(house->variant->stage, &order, false, NULL, result, &slow, &err) != ERR_OK) {
    fail_msg("seed %d: %s: %s", (int)seed, err.where, err.text);
  }
}

/* Sums over the seeds, of one measure. */
struct sums {
  double arm[2], difference, square;
  int count;
};

static void take(struct sums *sums, const double values[2]) {
  double difference = values[1] - values[0];
  if (isnan(difference)) {
    return;
  }
  sums->arm[0] += values[0];
  sums->arm[1] += values[1];
  sums->difference += difference;
  sums->square += difference * difference;
  sums->count++;
}

static struct paired paired_of(const struct sums *sums) {
  double n = sums->count;
  double mean = sums->difference / n;
  double variance = (sums->square - n * mean * mean) / (n - 1);
  double error = 1.96 * sqrt((variance > 0 ? variance : 0) / n);
  return (struct paired){.mean = {sums->arm[0] / n, sums->arm[1] / n},
                         .difference = mean,
                         .low = mean - error,
                         .high = mean + error,
                         .count = sums->count};
}

void paired_compare(const char *scenario, const struct paired_arm arms[2],
                    const char *const *measures, int count, int seeds, struct paired *out) {
  static struct company company;
  struct sums sums[PAIRED_MEASURES_MAX] = {0};
  assert_in_range(count, 1, PAIRED_MEASURES_MAX);
  company_open(&company, scenario, NULL, 0);
  for (uint64_t seed = 1; seed <= (uint64_t)seeds; seed++) {
    double values[PAIRED_MEASURES_MAX][2];
    for (int arm = 0; arm < 2; arm++) {
      struct run_result result = {0};
      paired_run(&company, &arms[arm], seed, 0, NULL, NULL, &result);
      for (int m = 0; m < count; m++) {
        values[m][arm] = company_outcome(&result, measures[m]);
      }
    }
    for (int m = 0; m < count; m++) {
      take(&sums[m], values[m]);
    }
  }
  company_close(&company);
  for (int m = 0; m < count; m++) {
    if (sums[m].count < 2) {
      fail_msg("%s: no run has it", measures[m]);
    }
    out[m] = paired_of(&sums[m]);
  }
}

void paired_print(const char *what, const struct paired *paired) {
  printf("[ %s ] %.3f, then %.3f: %+.3f (%.3f to %.3f), n %d\n", what, paired->mean[0],
         paired->mean[1], paired->difference, paired->low, paired->high, paired->count);
}

double paired_first_day(const char *scenario, const char *path, const char *value,
                        const char *measure) {
  static struct company company;
  const struct setting setting = {path, value};
  const struct paired_arm plain = {.verb = NULL};
  struct run_result result = {0};
  company_open(&company, scenario, &setting, 1);
  paired_run(&company, &plain, 1, 1, NULL, NULL, &result);
  double found = company_outcome(&result, measure);
  company_close(&company);
  assert_true(!isnan(found));
  return found;
}
