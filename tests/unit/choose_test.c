/* The nested choice: probabilities that sum to one, that do not count names twice, and that order
 * options as their utilities do. */
#include "sim/attend.h"

#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { VERBS = 6, SEEDS = 500 };

/* Six verbs on three rungs; the last is a double of the first. */
static struct verb verbs[VERBS];
static const int rungs[VERBS] = {0, 0, 2, 2, 5, 0};

static struct scenario make_scenario(struct verb *rows) {
  for (int i = 0; i < VERBS; i++) {
    rows[i] = (struct verb){.id = "v", .rung = rungs[i], .like = i, .path_class = i};
  }
  rows[5].path_class = 0;
  rows[5].like = 0;
  struct scenario scenario = {.verbs = {rows, VERBS}};
  scenario.model.lambda_verb = 0.10;
  scenario.model.lambda_rung = 0.14;
  scenario.model.lambda_target = 0.18;
  return scenario;
}

static void add(struct choice *choice, int verb, int target, double utility) {
  struct option *option = &choice->options[choice->option_count++];
  memset(option, 0, sizeof *option);
  option->intention.verb = verb;
  option->intention.target = target;
  option->intention.theatre = -1;
  option->term_count = 1;
  option->terms[0].value = utility;
}

static double sum(const double *values, int count) {
  double total = 0;
  for (int i = 0; i < count; i++) {
    assert_true(values[i] >= 0 && values[i] <= 1);
    total += values[i];
  }
  return total;
}

static void probabilities_sum_to_one(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct choice choice = {.precision = 1};
    struct rng_key key = {.seed = seed, .purpose = RNG_CHOICE};
    for (uint32_t i = 0; i < 12; i++) {
      add(&choice, (int)(rng_uniform(&key, 3 * i) * VERBS), (int)(rng_uniform(&key, 3 * i + 1) * 3),
          2 * rng_uniform(&key, 3 * i + 2) - 1);
    }
    double p[MENU_MAX + 1];
    (void)attend_draw(&scenario, &choice, rng_uniform(&key, 99), p);
    assert_true(fabs(sum(p, choice.option_count + 1) - 1) < 1e-12);
  }
}

static void one_option_against_silence_is_a_plain_logit(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  struct choice choice = {.precision = 1};
  double p[MENU_MAX + 1];
  add(&choice, 2, 1, 0.18);
  (void)attend_draw(&scenario, &choice, 0.5, p);
  assert_true(fabs(p[0] - 0.731058578630005) < 1e-12); /* logistic(1) */
}

static void doubled_verb_leaves_the_others_alone(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  struct choice choice = {.precision = 1};
  double before[MENU_MAX + 1];
  double after[MENU_MAX + 1];
  add(&choice, 0, 1, 0.3);
  add(&choice, 1, 1, 0.25);
  add(&choice, 2, 1, 0.2);
  add(&choice, 4, 2, 0.1);
  (void)attend_draw(&scenario, &choice, 0.5, before);
  add(&choice, 5, 1, 0.3);
  (void)attend_draw(&scenario, &choice, 0.5, after);
  assert_true(fabs(after[0] + after[4] - before[0]) < 1e-12);
  for (int i = 1; i < 4; i++) {
    assert_true(fabs(after[i] - before[i]) < 1e-12);
  }
  assert_true(fabs(after[5] - before[4]) < 1e-12);
}

static void order_of_options_decides_nothing(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  struct choice forward = {.precision = 1};
  struct choice backward = {.precision = 1};
  for (int i = 0; i < 5; i++) {
    add(&forward, i, i % 2, 0.1 * i);
  }
  for (int i = 4; i >= 0; i--) {
    add(&backward, i, i % 2, 0.1 * i);
  }
  double p[MENU_MAX + 1];
  double q[MENU_MAX + 1];
  (void)attend_draw(&scenario, &forward, 0.5, p);
  (void)attend_draw(&scenario, &backward, 0.5, q);
  for (int i = 0; i < 5; i++) {
    assert_true(fabs(p[i] - q[4 - i]) < 1e-12);
  }
}

static void larger_utility_is_never_less_likely(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  double last = 0;
  for (int step = -10; step <= 10; step++) {
    struct choice choice = {.precision = 1};
    double p[MENU_MAX + 1];
    add(&choice, 0, 1, 0.1 * step);
    add(&choice, 2, 1, 0.2);
    add(&choice, 4, 2, 0.1);
    (void)attend_draw(&scenario, &choice, 0.5, p);
    assert_true(p[0] >= last);
    last = p[0];
  }
}

static void extreme_utilities_stay_finite(void **state) {
  (void)state;
  struct scenario scenario = make_scenario(verbs);
  struct choice choice = {.precision = 10};
  double p[MENU_MAX + 1];
  add(&choice, 0, 1, 1e6);
  add(&choice, 2, 1, -1e6);
  assert_int_equal(attend_draw(&scenario, &choice, 0.5, p), 0);
  assert_true(p[0] > 0.999999 && p[1] == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(probabilities_sum_to_one),
      cmocka_unit_test(one_option_against_silence_is_a_plain_logit),
      cmocka_unit_test(doubled_verb_leaves_the_others_alone),
      cmocka_unit_test(order_of_options_decides_nothing),
      cmocka_unit_test(larger_utility_is_never_less_likely),
      cmocka_unit_test(extreme_utilities_stay_finite),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
