/* Paired studies. */
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"

enum { SETTINGS_MAX = 8, OUTCOME_NAME_MAX = 64 };

/* One outcome, or the sum of two: "ordered_fire.a+ordered_fire.b". */
static double value_of(const struct run_result *result, const char *name) {
  char first[OUTCOME_NAME_MAX];
  const char *plus = strchr(name, '+');
  if (plus == NULL) {
    return company_outcome(result, name);
  }
  (void)snprintf(first, sizeof first, "%.*s", (int)(plus - name), name);
  return company_outcome(result, first) + company_outcome(result, plus + 1);
}

void study_values_of(const char *scenario, const struct arm *arm, const char *const *names,
                     int count, double *values) {
  struct company *company = calloc(1, sizeof *company);
  struct setting words[SETTINGS_MAX];
  struct setting numbers[SETTINGS_MAX];
  int word_count = 0;
  int number_count = 0;
  assert_true(company != NULL && arm->count <= SETTINGS_MAX);
  for (int i = 0; i < arm->count; i++) {
    double value = 0;
    bool is_number = number_parse(arm->settings[i].value, &value);
    *(is_number ? &numbers[number_count++] : &words[word_count++]) = arm->settings[i];
  }
  company_open_under(company, scenario, words, word_count, arm->edit);
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    company_run(company, seed, numbers, number_count, NULL, NULL, &result);
    for (int i = 0; i < count; i++) {
      values[(seed - 1) * (uint64_t)count + (uint64_t)i] = value_of(&result, names[i]);
    }
  }
  company_close(company);
  free(company);
}

void study_values(const struct arm *arm, const char *const *names, int count, double *values) {
  study_values_of("csto-2018", arm, names, count, values);
}

struct difference study_difference(const double *first, const double *second, int count, int name) {
  struct difference difference = {0};
  double squares = 0;
  for (int seed = 0; seed < STUDY_SEEDS; seed++) {
    double d = second[seed * count + name] - first[seed * count + name];
    if (!isnan(d)) {
      difference.mean += d;
      squares += d * d;
      difference.n++;
    }
  }
  assert_true(difference.n > 1);
  double n = difference.n;
  difference.mean /= n;
  double variance = fmax(0, squares - n * difference.mean * difference.mean) / (n - 1);
  difference.half = 1.96 * sqrt(variance / n);
  return difference;
}

void study_expect(const char *what, const char *name, struct difference difference, int sign) {
  printf("[ %-28s ] %-28s %+.4f +- %.4f, n = %d\n", what, name, difference.mean, difference.half,
         difference.n);
  if (STUDY_DECIDES && !(sign * difference.mean > difference.half)) {
    fail_msg("%s: %s differs by %+.4f +- %.4f; expected %s", what, name, difference.mean,
             difference.half, sign > 0 ? "more" : "less");
  }
}

void study_replace(struct source *source, struct arena *arena, const char *from, const char *to) {
  size_t step = strlen(from);
  struct text out = {0};
  const char *at = source->bytes;
  for (const char *hit = strstr(at, from); hit != NULL; hit = strstr(at, from)) {
    text_add_bytes(&out, at, (size_t)(hit - at));
    text_add(&out, to);
    at = hit + step;
  }
  text_add(&out, at);
  source->bytes = arena_text(arena, text_string(&out), out.length);
  source->length = out.length;
  text_free(&out);
}
