/* The world at minute 0: whose side is whose, and against whom an ally would be helped. */
#include "unit/realm.h"

/* A side is a member's only while the other is not, in all four cases. */
static void a_side_is_the_members_only_if_the_other_is_not(void **state) {
  (void)state;
  static struct realm realm;
  realm_open(&realm);
  realm_start(&realm, 1);
  const struct world *world = realm.run.world;
  assert_int_equal(world_member_side(world, realm_set("AC"), BORDER), 0);
  assert_int_equal(world_member_side(world, realm_set("BC"), BORDER), 1);
  assert_int_equal(world_member_side(world, realm_set("AB"), BORDER), -1);
  assert_int_equal(world_member_side(world, realm_set("CD"), BORDER), -1);
  assert_int_equal(world_protected(world, ORG, BORDER), AAA);
  assert_int_equal(world_protected(world, SPK, LINE), AAA);
  realm_close(&realm);
}

static int adversary_of_pledge(struct realm *realm, double at_border, double at_line) {
  scenario_theatre(realm->scenario, LINE)->claimant = EEE;
  scenario_theatre(realm->scenario, BORDER)->salience[AAA] = at_border;
  scenario_theatre(realm->scenario, LINE)->salience[AAA] = at_line;
  realm_start(realm, 1);
  int pledge = world_pledge(realm->run.world, CCC, AAA);
  assert_true(pledge >= 0);
  return realm->run.world->pledges[pledge].adversary;
}

/* Who faces two opponents is helped against the one over whom it has most at stake; the order of
 * the theatres' names decides nothing but ties. */
static void a_pledge_is_against_the_opponent_with_most_at_stake(void **state) {
  (void)state;
  static struct realm realm;
  realm_open(&realm);
  assert_int_equal(adversary_of_pledge(&realm, 1, 0.6), BBB);
  assert_int_equal(adversary_of_pledge(&realm, 0.6, 1), EEE);
  assert_int_equal(adversary_of_pledge(&realm, 0.6, 0.6), BBB);
  realm_close(&realm);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_side_is_the_members_only_if_the_other_is_not),
      cmocka_unit_test(a_pledge_is_against_the_opponent_with_most_at_stake),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
