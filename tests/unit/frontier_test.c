/* Own fronts, ultimatums and pledges in the archetypes: what one thing changes in a choice. */
#include "unit/scene.h"

#include "sim/mobilise.h"

enum { SLOW = 30, FAST = 13 };

/* Both sides of the realm have timetables, AAA the fast one; BBB has begun. */
static void open_race(struct realm *realm, double first_mover) {
  scene_open(realm);
  scenario_actor(realm->scenario, AAA)->mobilisation_days = FAST;
  scenario_actor(realm->scenario, BBB)->mobilisation_days = SLOW;
  realm->scenario->model.first_mover = first_mover;
  scene_start(realm);
  mobilise_begin(realm->run.world, BBB);
}

/* AAA's plan of war is to attack over the line. */
static void plan_attack(struct realm *realm) {
  struct collection *forces = &scenario_theatre(realm->scenario, LINE)->forces;
  for (int i = 0; i < forces->count; i++) {
    struct force *force = &((struct force *)forces->items)[i];
    force->plan = force->actor == AAA;
  }
}

static void a_rival_s_mobilisation_presses_for_one_s_own(void **state) {
  (void)state;
  static struct realm realm;
  double chance[2];
  for (int i = 0; i < 2; i++) {
    open_race(&realm, i == 0 ? 0.01 : 0.05);
    scene_wake(&realm, AAA);
    chance[i] = scene_chance(&realm, "mobilise", ANYWHERE);
    realm_close(&realm);
  }
  assert_true(chance[0] > 0);
  assert_true(chance[1] > chance[0] + 0.1);
}

static void without_a_race_nobody_is_pressed(void **state) {
  (void)state;
  static struct realm realm;
  open_race(&realm, 0);
  scene_wake(&realm, AAA);
  assert_null(scene_option(&realm, "mobilise", ANYWHERE));
  realm_close(&realm);
}

/* Ready while the other is not: the plan is carried out the sooner the wider the window; on the
 * front of the plan only. */
static void a_plan_is_carried_out_while_the_window_is_open(void **state) {
  (void)state;
  static struct realm realm;
  double chance[2];
  for (int i = 0; i < 2; i++) {
    open_race(&realm, 0.04);
    plan_attack(&realm);
    mobilise_begin(realm.run.world, AAA);
    realm.run.world->now += (int64_t)(i == 0 ? FAST : SLOW) * MINUTES_PER_DAY;
    scene_wake(&realm, AAA);
    chance[i] = scene_chance(&realm, "general_offensive", LINE);
    assert_null(scene_option(&realm, "general_offensive", BORDER));
    realm_close(&realm);
  }
  assert_true(chance[0] > chance[1]);
  assert_true(chance[0] > 0.01);
}

/* A civilian killed where shots are rare, by the rival's hand. */
static void outrage(struct realm *realm, int theatre) {
  struct record *record =
      &realm->run.world->records[scene_incident(realm, AAA, theatre, 2, 3)->id - 1];
  record->flag = true;
  assert_non_null(scene_hear(realm, BBB, record));
  scene_wake(realm, BBB);
}

static void an_outrage_is_answered_by_an_ultimatum_where_shots_are_rare(void **state) {
  (void)state;
  static struct realm realm;
  for (int i = 0; i < 2; i++) {
    scene_open(&realm);
    scenario_theatre(realm.scenario, LINE)->incidents.rate = i == 0 ? 0 : 0.2;
    scene_start(&realm);
    outrage(&realm, LINE);
    assert_int_equal(scene_option(&realm, "issue_ultimatum", LINE) != NULL, i == 0);
    realm_close(&realm);
  }
}

/* Once it has run out, force is worth more by the word that was given. */
static void an_ultimatum_that_ran_out_binds(void **state) {
  (void)state;
  static struct realm realm;
  double before = 0;
  scene_open(&realm);
  scene_start(&realm);
  outrage(&realm, LINE);
  before = scene_chance(&realm, "general_offensive", LINE);
  (void)realm_do(&realm, BBB, "issue_ultimatum", AAA, LINE);
  realm.run.world->now += (int64_t)2 * MINUTES_PER_DAY;
  scene_wake(&realm, BBB);
  assert_true(scene_chance(&realm, "general_offensive", LINE) > before + 0.01);
  assert_null(scene_option(&realm, "issue_ultimatum", LINE));
  realm_close(&realm);
}

static void who_was_given_one_gives_way_sooner_alone(void **state) {
  (void)state;
  static struct realm realm;
  double chance[2];
  for (int i = 0; i < 2; i++) {
    scene_open(&realm);
    scene_start(&realm);
    scene_expect(&realm, CCC, i == 0 ? 3 : -3);
    scene_expect(&realm, DDD, i == 0 ? 3 : -3);
    const struct record *record = realm_do(&realm, BBB, "issue_ultimatum", AAA, LINE);
    assert_non_null(scene_hear(&realm, AAA, record));
    scene_wake(&realm, AAA);
    chance[i] = scene_chance(&realm, "concede", LINE);
    realm_close(&realm);
  }
  assert_true(chance[1] > chance[0]);
}

/* Asked in private, a patron pledges itself; one without candour does not. */
static void a_patron_that_is_asked_answers(void **state) {
  (void)state;
  static struct realm realm;
  scene_open(&realm);
  scene_start(&realm);
  const struct record *call = realm_do(&realm, AAA, "call_hotline", CCC, LINE);
  assert_non_null(scene_hear(&realm, CCC, call));
  scene_wake(&realm, CCC);
  const struct option *pledge = scene_option(&realm, "guarantee", LINE);
  assert_non_null(pledge);
  assert_true(pledge->intention.closed);
  assert_int_equal(pledge->intention.target, AAA);
  realm_close(&realm);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_rival_s_mobilisation_presses_for_one_s_own),
      cmocka_unit_test(without_a_race_nobody_is_pressed),
      cmocka_unit_test(a_plan_is_carried_out_while_the_window_is_open),
      cmocka_unit_test(an_outrage_is_answered_by_an_ultimatum_where_shots_are_rare),
      cmocka_unit_test(an_ultimatum_that_ran_out_binds),
      cmocka_unit_test(who_was_given_one_gives_way_sooner_alone),
      cmocka_unit_test(a_patron_that_is_asked_answers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
