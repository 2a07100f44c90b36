/* What is newly placed in a theatre: who may take it back, what follows, and words that need a
 * channel. */
#include "unit/realm.h"

#include "sim/attend.h"
#include "sim/casus.h"
#include "sim/home.h"

#include <math.h>

static void near(double found, double expected) {
  if (fabs(found - expected) > 1e-9) {
    fail_msg("found %.12g; expected %.12g", found, expected);
  }
}

static struct side_state *side_of(struct realm *realm, int theatre, int side) {
  return &realm->run.world->theatres[theatre].side[side];
}

static void a_deployment_challenges_and_is_withdrawn_by_who_made_it(void **state) {
  struct realm *realm = *state;
  realm_start(realm, 1);
  struct side_state *side = side_of(realm, BORDER, 0);
  double before = attend_urgency(realm->run.world, BBB);
  (void)realm_do(realm, CCC, "deploy_troops", AAA, BORDER);
  near(side->deployment, 1);
  near(side->challenge, 1);
  assert_int_equal(side->deployer, CCC);
  near(casus_challenge(realm->run.world, BORDER, BBB), 4); /* like an offensive */
  near(casus_challenge(realm->run.world, BORDER, AAA), 0);
  double stake = world_stake(realm->run.world, BBB, BORDER);
  assert_true(attend_urgency(realm->run.world, BBB) >=
              before + stake * realm->scenario->model.standoff - 1e-9);
  (void)realm_do(realm, AAA, "stand_down", BBB, BORDER); /* not its own */
  near(side->challenge, 1);
  (void)realm_do(realm, CCC, "stand_down", BBB, LINE); /* not there */
  near(side->challenge, 1);
  (void)realm_do(realm, CCC, "stand_down", BBB, BORDER);
  near(side->deployment, 0);
  near(side->challenge, 0);
}

static void what_is_sent_into_fighting_is_no_challenge(void **state) {
  struct realm *realm = *state;
  realm_start(realm, 1);
  (void)realm_do(realm, BBB, "general_offensive", AAA, BORDER);
  (void)realm_do(realm, CCC, "deploy_troops", AAA, BORDER);
  near(side_of(realm, BORDER, 0)->deployment, 1);
  near(side_of(realm, BORDER, 0)->challenge, 0);
}

static void a_withdrawal_meets_what_was_demanded(void **state) {
  struct realm *realm = *state;
  realm_start(realm, 1);
  struct side_state *side = side_of(realm, BORDER, 1);
  side->deployment = side->challenge = 0.5;
  side->challenge_at = 0;
  side->deployer = BBB;
  (void)realm_do(realm, AAA, "threaten_force", BBB, BORDER);
  assert_true(realm->run.world->actors[AAA].commitments[0].open);
  (void)realm_do(realm, BBB, "stand_down", AAA, BORDER);
  assert_false(realm->run.world->actors[AAA].commitments[0].open);
  (void)realm_do(realm, AAA, "stand_down", BBB, NOWHERE);
  near(realm->run.world->actors[AAA].audience_paid, 0);
}

static const struct record *concede(struct realm *realm, bool closed) {
  realm_start(realm, 1);
  (void)realm_do(realm, AAA, "threaten_force", BBB, BORDER);
  struct intention *intention = realm_intend(realm, "concede", BBB, BORDER);
  intention->closed = closed;
  return realm_act(realm, AAA, intention);
}

static void only_a_public_concession_is_paid_for(void **state) {
  struct realm *realm = *state;
  (void)concede(realm, false);
  assert_true(realm->run.world->actors[AAA].audience_paid > 0);
  (void)concede(realm, true);
  near(realm->run.world->actors[AAA].audience_paid, 0);
}

static void closed_words_to_an_adversary_need_a_channel(void **state) {
  struct realm *realm = *state;
  double *channel = &realm->scenario->model.closed_channel;
  assert_int_equal(concede(realm, true)->kind, RECORD_ACT);
  *channel = 0;
  const struct record *refused = concede(realm, true);
  assert_int_equal(refused->kind, RECORD_REFUSED);
  assert_int_equal(refused->outcome, RESULT_NO_CHANNEL);
  assert_int_equal(concede(realm, false)->kind, RECORD_ACT);
  (void)realm_do(realm, AAA, "call_hotline", CCC, BORDER); /* allies talk as ever */
  *channel = 0.25;
  int open = 0;
  realm_start(realm, 1);
  for (int day = 0; day < 400; day++) {
    realm->run.world->now = day * MINUTES_PER_DAY;
    struct intention *call = realm_intend(realm, "call_hotline", BBB, BORDER);
    open += effect_legality(realm->run.world, AAA, call) == RESULT_NONE;
    struct intention *back = realm_intend(realm, "call_hotline", AAA, BORDER);
    assert_int_equal(effect_legality(realm->run.world, AAA, call),
                     effect_legality(realm->run.world, BBB, back)); /* one door */
    realm->intention_count = 0;
  }
  *channel = 1;
  assert_in_range(open, 74, 126); /* 100, three standard deviations either way */
}

static void the_risk_of_two_alerts_adds_up(void **state) {
  struct realm *realm = *state;
  realm_start(realm, 1);
  struct world *world = realm->run.world;
  realm->scenario->model.brink_hazard = 0.1;
  world->actors[AAA].brink = 0.5;
  world->actors[BBB].brink = 1;
  near(home_brink(world, AAA, BBB), 1 - 0.95 * 0.9);
  near(home_brink(world, AAA, CCC), 0.05);
  realm->scenario->model.brink_hazard = 0.002;
}

static void a_strike_destroys_a_part(void **state) {
  struct realm *realm = *state;
  realm_start(realm, 1);
  struct side_state *side = side_of(realm, LINE, 1);
  side->deployment = side->challenge = 1;
  side->deployer = BBB;
  (void)realm_do(realm, AAA, "shell", BBB, LINE);
  near(side->challenge, 0.7);
}

static int open_realm(void **state) {
  static struct realm realm;
  realm_open(&realm);
  *state = &realm;
  return 0;
}

static int close_realm(void **state) {
  realm_close(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_deployment_challenges_and_is_withdrawn_by_who_made_it),
      cmocka_unit_test(what_is_sent_into_fighting_is_no_challenge),
      cmocka_unit_test(a_withdrawal_meets_what_was_demanded),
      cmocka_unit_test(only_a_public_concession_is_paid_for),
      cmocka_unit_test(closed_words_to_an_adversary_need_a_channel),
      cmocka_unit_test(the_risk_of_two_alerts_adds_up),
      cmocka_unit_test(a_strike_destroys_a_part),
  };
  return cmocka_run_group_tests(tests, open_realm, close_realm);
}
