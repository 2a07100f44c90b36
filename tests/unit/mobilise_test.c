/* Timetables of mobilisation: who is ahead, what that is taken to be worth, and what it does not
 * touch. */
#include "unit/realm.h"

#include "sim/attend.h"
#include "sim/mobilise.h"
#include "sim/perceive.h"

#include <math.h>

enum { SLOW = 30, FAST = 13 };

static const double CLOSE = 1e-9;

static void assert_near(double found, double expected, double within) {
  if (!(fabs(found - expected) <= within)) {
    fail_msg("found %.9f, expected %.9f", found, expected);
  }
}

/* AAA's timetable is the fast one, BBB's the slow. */
static void open_race(struct realm *realm) {
  realm_open(realm);
  scenario_actor(realm->scenario, AAA)->mobilisation_days = FAST;
  scenario_actor(realm->scenario, BBB)->mobilisation_days = SLOW;
  realm->scenario->model.first_mover = 0.03;
  realm_start(realm, 1);
}

static void after_days(struct realm *realm, double days) {
  realm->run.world->now += (int64_t)(days * MINUTES_PER_DAY);
}

static void nothing_races_before_somebody_begins(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  assert_near(mobilise_delay(realm.run.world, AAA, BBB), 0, CLOSE);
  assert_near(mobilise_window(realm.run.world, AAA, BBB), 0, CLOSE);
  assert_near(mobilise_progress(realm.run.world, BBB), 0, CLOSE);
  assert_near(mobilise_pressure(realm.run.world, AAA), 0, CLOSE);
  realm_close(&realm);
}

/* delay = first_mover * min(own timetable, max(his days left, 7)). */
static void who_stands_still_falls_behind(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  mobilise_begin(world, BBB);
  assert_near(mobilise_delay(world, AAA, BBB), 0.03 * FAST, CLOSE);
  assert_near(mobilise_delay(world, BBB, AAA), 0, CLOSE);
  after_days(&realm, SLOW - 10);
  assert_near(mobilise_delay(world, AAA, BBB), 0.03 * 10, 1e-4);
  after_days(&realm, 10);
  assert_near(mobilise_delay(world, AAA, BBB), 0.03 * 7, CLOSE);
  realm_close(&realm);
}

/* The fast one is ready while the slow one is not: a window that closes day by day. */
static void who_is_ready_first_has_a_window_that_closes(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  mobilise_begin(world, BBB);
  mobilise_begin(world, AAA);
  assert_near(mobilise_window(world, AAA, BBB), 0, CLOSE);
  after_days(&realm, FAST);
  assert_near(mobilise_progress(world, AAA), 1, CLOSE);
  assert_near(mobilise_window(world, AAA, BBB), 0.03 * (SLOW - FAST), 1e-4);
  assert_near(mobilise_window(world, BBB, AAA), 0, CLOSE);
  double before = mobilise_window(world, AAA, BBB);
  after_days(&realm, 5);
  assert_near(mobilise_window(world, AAA, BBB), before - 0.03 * 5, 1e-4);
  after_days(&realm, SLOW);
  assert_near(mobilise_window(world, AAA, BBB), 0, CLOSE);
  realm_close(&realm);
}

static void only_timetables_race(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  mobilise_begin(world, BBB);
  scenario_actor(realm.scenario, AAA)->mobilisation_days = 0;
  assert_near(mobilise_delay(world, AAA, BBB), 0, CLOSE);
  scenario_actor(realm.scenario, AAA)->mobilisation_days = FAST;
  realm.scenario->model.first_mover = 0;
  assert_near(mobilise_delay(world, AAA, BBB), 0, CLOSE);
  assert_near(mobilise_pressure(world, AAA), 0, CLOSE);
  realm_close(&realm);
}

/* All men on all fronts, once. */
static void a_timetable_calls_up_all_fronts_once(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  (void)realm_do(&realm, BBB, "mobilise", NOBODY, BORDER);
  int side = world_side(world, LINE, BBB);
  double sent[2] = {world->theatres[BORDER].side[side].sent, world->theatres[LINE].side[side].sent};
  assert_true(sent[0] > 0 && sent[1] > 0);
  struct intention *again = realm_intend(&realm, "mobilise", NOBODY, BORDER);
  assert_int_equal(effect_legality(world, BBB, again), RESULT_TIMETABLE);
  realm_close(&realm);
}

/* Of whom nobody expects a race, half the reserve of the front named sets out, as ever. */
static void without_a_timetable_one_front_is_reinforced(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  scenario_actor(realm.scenario, BBB)->mobilisation_days = 0;
  (void)realm_do(&realm, BBB, "mobilise", NOBODY, BORDER);
  int side = world_side(realm.run.world, LINE, BBB);
  assert_true(realm.run.world->theatres[BORDER].side[side].sent > 0);
  assert_near(realm.run.world->theatres[LINE].side[side].sent, 0, CLOSE);
  assert_near(mobilise_progress(realm.run.world, BBB), 0, CLOSE);
  realm_close(&realm);
}

static void a_race_makes_both_look_up(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  double before = attend_urgency(world, AAA);
  mobilise_begin(world, BBB);
  assert_near(attend_urgency(world, AAA) - before, mobilise_pressure(world, AAA), CLOSE);
  assert_true(mobilise_pressure(world, AAA) > 0);
  realm_close(&realm);
}

/* (A9): stake times crisis_attention, fading; of nobody else. */
static void whom_the_trigger_hit_stays_with_it(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm);
  struct world *world = realm.run.world;
  double before[2] = {attend_urgency(world, AAA), attend_urgency(world, BBB)};
  world->crisis_actor = AAA;
  world->crisis_theatre = BORDER;
  world->crisis_at = world->now;
  double more = realm.scenario->model.crisis_attention * world_stake(world, AAA, BORDER);
  assert_near(attend_urgency(world, AAA) - before[0], more, CLOSE);
  assert_near(attend_urgency(world, BBB), before[1], CLOSE);
  after_days(&realm, realm.scenario->model.crisis_days);
  assert_near(attend_urgency(world, AAA) - before[0], more * exp(-1), 1e-6);
  realm_close(&realm);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_races_before_somebody_begins),
      cmocka_unit_test(who_stands_still_falls_behind),
      cmocka_unit_test(who_is_ready_first_has_a_window_that_closes),
      cmocka_unit_test(only_timetables_race),
      cmocka_unit_test(a_timetable_calls_up_all_fronts_once),
      cmocka_unit_test(without_a_timetable_one_front_is_reinforced),
      cmocka_unit_test(a_race_makes_both_look_up),
      cmocka_unit_test(whom_the_trigger_hit_stays_with_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
