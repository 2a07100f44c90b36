/* When help is called for, what is called off when it no longer is, and terms of leaders that end
 * it. */
#include "unit/realm.h"

#include "sim/home.h"

#include <stdio.h>

static struct realm realm;

static int open_realm(void **state) {
  (void)state;
  realm_open(&realm);
  return 0;
}

static int close_realm(void **state) {
  (void)state;
  realm_close(&realm);
  return 0;
}

static void start(int day) {
  realm_start(&realm, 1);
  realm.run.world->now = (int64_t)day * MINUTES_PER_DAY;
}

static void pass(double days) {
  realm.run.world->now += (int64_t)(days * MINUTES_PER_DAY);
}

/* Whether help is called for: for the holder AAA, for the claimant BBB, for either. */
static void assert_emergency(int theatre, bool holder, bool claimant, bool either) {
  const struct world *world = realm.run.world;
  assert_int_equal(fight_emergency(world, theatre, 0), holder);
  assert_int_equal(fight_emergency(world, theatre, 1), claimant);
  assert_int_equal(fight_emergency(world, theatre, -1), either);
}

static void cease(int theatre) {
  realm.run.world->theatres[theatre].killed_day = 1 + (int)(realm.run.world->now / MINUTES_PER_DAY);
  (void)realm_do(&realm, AAA, "agree_ceasefire", BBB, theatre);
  (void)realm_do(&realm, BBB, "agree_ceasefire", AAA, theatre);
}

/* --- when ------------------------------------------------------------------------------------- */

static void an_offensive_calls_for_help_while_it_lasts(void **state) {
  (void)state;
  start(1);
  assert_emergency(BORDER, false, false, false);
  (void)realm_do(&realm, BBB, "general_offensive", AAA, BORDER);
  assert_emergency(BORDER, true, true, true);
  assert_emergency(LINE, false, false, false);
  pass(100);
  assert_emergency(BORDER, true, true, true);
  cease(BORDER);
  assert_emergency(BORDER, false, false, false);
}

static void many_dead_call_for_help_for_a_time(void **state) {
  (void)state;
  double days = realm.scenario->model.emergency_days;
  static const double dead[] = {0, 3, 24, 25, 999, 1000};
  for (size_t i = 0; i < sizeof dead / sizeof dead[0]; i++) {
    bool grave = dead[i] >= 25;
    start(0); /* from the first minute on */
    fight_trigger(&realm.run, BORDER, BBB, dead[i], false, 0);
    assert_emergency(BORDER, grave, grave, grave);
    pass(days - 0.01);
    assert_emergency(BORDER, grave, grave, grave);
    pass(0.02);
    assert_emergency(BORDER, false, false, false);
  }
  start(5);
  fight_trigger(&realm.run, BORDER, BBB, 30, false, 0);
  cease(BORDER);
  assert_emergency(BORDER, false, false, false);
  (void)realm_do(&realm, BBB, "shell", AAA, BORDER); /* which ends the ceasefire */
  assert_emergency(BORDER, true, true, true);
}

/* A call-up is an emergency for the other side, not for one's own helpers, and not where nothing
 * was shown: men called up against somebody else. */
static void a_call_up_threatens_the_other_side_only(void **state) {
  (void)state;
  start(1);
  (void)realm_do(&realm, BBB, "mobilise", AAA, BORDER);
  assert_emergency(BORDER, true, false, true);
  assert_emergency(LINE, false, false, false);
  (void)realm_do(&realm, AAA, "mobilise", BBB, BORDER);
  assert_emergency(BORDER, true, true, true);
  (void)realm_do(&realm, BBB, "stand_down", AAA, BORDER);
  realm.run.world->actors[BBB].readiness = scenario_actor(realm.scenario, BBB)->readiness;
  assert_emergency(BORDER, false, true, true);
}

/* --- called off ------------------------------------------------------------------------------- */

/* CCC's troops for AAA at the border, due now. */
static enum result send(bool if_needed) {
  struct intention *help = realm_intend(&realm, "deploy_troops", AAA, BORDER);
  help->if_needed = if_needed;
  const struct record *record = realm_act(&realm, CCC, help);
  assert_int_equal(record->kind == RECORD_ACT, record->outcome == RESULT_NONE);
  return (enum result)record->outcome;
}

static void what_is_no_longer_needed_is_called_off(void **state) {
  (void)state;
  start(1);
  (void)realm_do(&realm, BBB, "seize_ground", AAA, BORDER);
  assert_int_equal(send(true), RESULT_NONE);
  cease(BORDER);
  double coming = realm.run.world->theatres[BORDER].side[0].arriving;
  assert_int_equal(send(true), RESULT_NOT_NEEDED);
  assert_true(realm.run.world->theatres[BORDER].side[0].arriving == coming);
  assert_string_equal(record_result_word(RESULT_NOT_NEEDED), "not_needed");
  assert_int_equal(send(false),
                   RESULT_NONE); /* who did not make it conditional goes all the same */
}

/* It is the beneficiary's need that counts. */
static void help_against_one_s_friends_own_call_up_is_not_needed(void **state) {
  (void)state;
  start(1);
  (void)realm_do(&realm, AAA, "mobilise", BBB, BORDER);
  assert_emergency(BORDER, false, true, true);
  assert_int_equal(send(true), RESULT_NOT_NEEDED);
  (void)realm_do(&realm, BBB, "mobilise", AAA, BORDER);
  assert_int_equal(send(true), RESULT_NONE);
}

/* --- terms of leaders ------------------------------------------------------------------------- */

enum { SUMMIT = 10 };

static int ceasefires(void) {
  int count = 0;
  for (uint32_t id = 1; id <= realm.run.world->record_count; id++) {
    const struct record *record = world_record(realm.run.world, id);
    count += record->kind == RECORD_CEASEFIRE ? 1 : 0;
    assert_true(record->kind != RECORD_CEASEFIRE || record->flag);
  }
  return count;
}

static void leaders_who_meet_renew_the_ceasefire_wherever_they_face_each_other(void **state) {
  (void)state;
  start(SUMMIT);
  (void)realm_do(&realm, BBB, "general_offensive", AAA, BORDER);
  cease(LINE);
  assert_int_equal(ceasefires(), 1);
  (void)realm_do(&realm, AAA, "hold_summit", BBB, LINE); /* about the line, but for all places */
  for (int t = 0; t < 2; t++) {
    const struct theatre_state *place = &realm.run.world->theatres[t];
    assert_true(place->ceased && place->side[0].ceasefire && place->side[1].ceasefire);
    assert_false(place->campaign.active);
  }
  assert_int_equal(ceasefires(), 2); /* on the line it held already */
  assert_emergency(BORDER, false, false, false);
  start(SUMMIT);
  cease(BORDER);
  (void)realm_do(&realm, BBB, "shell", AAA, BORDER);
  assert_false(realm.run.world->theatres[BORDER].ceased);
  (void)realm_do(&realm, BBB, "hold_summit", AAA, BORDER); /* what was broken holds again */
  assert_true(realm.run.world->theatres[BORDER].ceased && realm.run.world->theatres[LINE].ceased);
  assert_int_equal(ceasefires(), 3);
}

/* They speak for themselves: where another faces one of them, nothing ends. */
static void terms_bind_only_those_who_came_to_them(void **state) {
  (void)state;
  struct theatre *line = scenario_theatre(realm.scenario, LINE);
  int claimant = line->claimant;
  line->claimant = FFF;
  start(SUMMIT);
  (void)realm_do(&realm, AAA, "hold_summit", BBB, BORDER);
  assert_true(realm.run.world->theatres[BORDER].ceased);
  assert_false(realm.run.world->theatres[LINE].ceased);
  assert_false(realm.run.world->theatres[LINE].side[0].ceasefire);
  assert_int_equal(ceasefires(), 1);
  line->claimant = claimant;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_offensive_calls_for_help_while_it_lasts),
      cmocka_unit_test(many_dead_call_for_help_for_a_time),
      cmocka_unit_test(a_call_up_threatens_the_other_side_only),
      cmocka_unit_test(what_is_no_longer_needed_is_called_off),
      cmocka_unit_test(help_against_one_s_friends_own_call_up_is_not_needed),
      cmocka_unit_test(leaders_who_meet_renew_the_ceasefire_wherever_they_face_each_other),
      cmocka_unit_test(terms_bind_only_those_who_came_to_them),
  };
  return cmocka_run_group_tests(tests, open_realm, close_realm);
}
