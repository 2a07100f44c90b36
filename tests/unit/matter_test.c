/* Choices that name their matter: one draw in a run however often it is looked at, settled once it
 * has been acted upon; and the lag with which help comes. */
#include "clash.h"

#include "sim/attend.h"

#include <math.h>

enum { SEEDS = 2000, LOOKS = 12 };

static const double LAMBDA = 0.18; /* model.lambda_target */

/* One deed by Patronia that has the chance [p] against silence. */
static struct choice deed_with(double p, uint32_t matter, uint32_t mood) {
  struct choice choice;
  memset(&choice, 0, sizeof choice);
  choice.precision = 1;
  choice.matter = matter;
  choice.mood = mood;
  choice.option_count = 1;
  choice.options[0].intention =
      (struct intention){.verb = DRILL, .target = BORDAVIA, .theatre = HILLS, .size = 1};
  choice.options[0].intention.statement =
      (struct statement){.voice = -1, .authorised_by = -1, .implied = -1};
  choice.options[0].terms[0] = (struct term){.name = "worth", .value = LAMBDA * log(p / (1 - p))};
  choice.options[0].term_count = 1;
  return choice;
}

/* Whether it acts when it looks on day [day], as the [occasion]th choice of that waking. */
static bool looks(struct clash *clash, const struct choice *choice, int day, int occasion) {
  clash->run.world->now = (int64_t)day * MINUTES_PER_DAY;
  clash->run.queue.count = 0;
  return attend_decide(&clash->run, PATRONIA, choice, occasion) != NULL;
}

/* Four standard errors of a frequency over SEEDS draws; the seeds are fixed. */
static void assert_frequency(int hits, double p) {
  assert_true(fabs((double)hits / SEEDS - p) < 4 * sqrt(p * (1 - p) / SEEDS));
}

static void open_calm(struct clash *clash) {
  clash_open(clash);
  assert_true(clash->scenario.model.lambda_target == LAMBDA);
}

static void looking_often_makes_a_deed_no_likelier(void **state) {
  (void)state;
  struct clash clash;
  open_calm(&clash);
  int named[2] = {0, 0}; /* done at the first look, and at any */
  int unnamed = 0;
  const struct choice once = deed_with(0.3, 7, 0);
  const struct choice each = deed_with(0.3, 0, 0);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    int done = 0;
    clash_start(&clash, seed, 60);
    for (int look = 0; look < LOOKS; look++) {
      bool acts = looks(&clash, &once, look, look % 3);
      named[0] += acts && look == 0 ? 1 : 0;
      done += acts ? 1 : 0;
    }
    named[1] += done;
    assert_in_range(done, 0, 1);
    int again = 0;
    clash_start(&clash, seed, 60);
    for (int look = 0; look < LOOKS; look++) {
      again += looks(&clash, &each, look, 0) ? 1 : 0;
    }
    unnamed += again > 0 ? 1 : 0;
  }
  assert_frequency(named[0], 0.3);
  assert_int_equal(named[1], named[0]); /* who does not act at first never does in the same light */
  assert_frequency(unnamed, 1 - pow(0.7, LOOKS));
  clash_close(&clash);
}

/* In another light it is weighed against the same draw: done as soon as its chance passes it. */
static void better_reasons_are_held_against_the_same_draw(void **state) {
  (void)state;
  static const double chances[] = {0.2, 0.5, 0.4, 0.7};
  struct clash clash;
  open_calm(&clash);
  int done[4] = {0, 0, 0, 0};
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 60);
    for (int look = 0; look < 4; look++) {
      const struct choice choice = deed_with(chances[look], 7, 0);
      done[look] += looks(&clash, &choice, look, 0) ? 1 : 0;
    }
  }
  assert_frequency(done[0], 0.2);
  assert_frequency(done[1], 0.3);
  assert_int_equal(done[2], 0);
  assert_frequency(done[3], 0.2);
  clash_close(&clash);
}

/* What was acted upon is not weighed again: no decision is written. Silence settles nothing. */
static void a_matter_acted_upon_is_settled(void **state) {
  (void)state;
  struct clash clash;
  open_calm(&clash);
  for (int sure = 0; sure < 2; sure++) {
    const struct choice choice = deed_with(sure ? 1 - 1e-9 : 1e-9, 7, 0);
    const struct choice other = deed_with(1 - 1e-9, 8, 0);
    clash_start(&clash, 1, 60);
    for (int look = 0; look < LOOKS; look++) {
      assert_int_equal(looks(&clash, &choice, look, 0), sure && look == 0);
    }
    assert_int_equal(clash_count(&clash, RECORD_DECISION, -1), sure ? 1 : LOOKS);
    assert_true(looks(&clash, &other, LOOKS, 0)); /* another matter is another matter */
  }
  clash_close(&clash);
}

/* How often both, and how often either, of two matters is acted upon at chance .3 each. */
static void act_on_two(struct clash *clash, uint32_t mood, int *both, int *either) {
  const struct choice first = deed_with(0.3, 7, mood);
  const struct choice second = deed_with(0.3, 8, mood);
  *both = *either = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(clash, seed, 60);
    bool one = looks(clash, &first, 1, 0);
    bool two = looks(clash, &second, 5, 1);
    *both += one && two ? 1 : 0;
    *either += one || two ? 1 : 0;
  }
}

static void matters_of_one_mood_share_a_draw(void **state) {
  (void)state;
  struct clash clash;
  int both = 0;
  int either = 0;
  open_calm(&clash);
  act_on_two(&clash, 0, &both, &either);
  assert_frequency(both, 0.3 * 0.3);
  assert_frequency(either, 1 - 0.7 * 0.7);
  act_on_two(&clash, 5, &both, &either);
  assert_int_equal(both, either);
  assert_frequency(both, 0.3);
  clash_close(&clash);
}

/* --- the lag of help -------------------------------------------------------------------------- */

/* Hours from the decision to the act. */
static double hours_until(struct clash *clash, uint64_t seed) {
  const struct choice choice = deed_with(1 - 1e-9, 0, 0);
  struct queued next = {.phase = PHASE_DAY};
  clash_start(clash, seed, 36500); /* the longest lags are years */
  assert_true(looks(clash, &choice, 3, 0));
  while (next.phase != PHASE_ACT) {
    assert_true(queue_pop(&clash->run.queue, &next));
  }
  return (double)(next.at - clash->run.world->now) / MINUTES_PER_HOUR;
}

/* Equation A8: beyond the verb's own delay, lognormal with median assistance_hours. */
static void help_comes_after_a_lognormal_lag(void **state) {
  (void)state;
  enum { DELAY = 24 };
  struct clash clash;
  open_calm(&clash);
  clash.verbs[DRILL].delay_hours = DELAY;
  clash.scenario.model.review_hours = 0;
  for (uint64_t seed = 1; seed <= 20; seed++) { /* any other deed: none */
    assert_true(hours_until(&clash, seed) == DELAY);
  }
  clash.verbs[DRILL].assistance = true;
  double median = clash.scenario.model.assistance_hours;
  double spread = clash.scenario.model.assistance_spread;
  double sum = 0;
  double squares = 0;
  int below = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    double lag = hours_until(&clash, seed) - DELAY;
    double away = log((lag + 0.5 / 60) / median) / spread;
    assert_true(lag >= 0);
    sum += away;
    squares += away * away;
    below += away < -1 ? 1 : 0;
  }
  assert_true(fabs(sum / SEEDS) < 4 / sqrt(SEEDS));
  assert_true(fabs(sqrt(squares / SEEDS) - 1) < 4 / sqrt(2 * SEEDS));
  assert_frequency(below, 0.1587);
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(looking_often_makes_a_deed_no_likelier),
      cmocka_unit_test(better_reasons_are_held_against_the_same_draw),
      cmocka_unit_test(a_matter_acted_upon_is_settled),
      cmocka_unit_test(matters_of_one_mood_share_a_draw),
      cmocka_unit_test(help_comes_after_a_lognormal_lag),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
