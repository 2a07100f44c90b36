/* Mandates: who is thought to speak for whom, what a successor inherits, what an official has at
 * stake; by the formulas of docs/model.md, computed here anew. */
#include "clash.h"

#include "sim/effect_politics.h"

#include <math.h>

/* The C library's exponential stands in for SLEEF's: they differ in the last bits only. */
static const double CLOSE = 1e-9;

/* Patronia leads the helpers of Ruritania. */
static void open_alliance(struct clash *clash) {
  clash_open(clash);
  clash->actors[PATRONIA].capability = 0.03;
  clash_start(clash, 1, 60);
}

/* The spokesman's public word for Ruritania, as a record. */
static struct record *spoken(struct clash *clash) {
  struct record *record = run_record(&clash->run, RECORD_ACT, 0);
  assert_non_null(record);
  record->actor = SPEAKER;
  record->target = BORDAVIA;
  record->theatre = HILLS;
  record->verb = SAY;
  record->size = 1;
  return record;
}

static double mandate_logit(const struct clash *clash) {
  double q = believe_mandate(clash->run.world, BORDAVIA, SPEAKER);
  return log(q / (1 - q));
}

/* A world in which DRILL adopts and CALM disowns what the spokesman has just said. */
static void take_stances(struct clash *clash) {
  open_alliance(clash);
  static const int verbs[] = {DRILL, CALM};
  for (int i = 0; i < 2; i++) {
    struct verb *verb = &clash->verbs[verbs[i]];
    verb->aim = AIM_ANY;
    verb->effect_count = 0;
    clash_effect(verb, EFFECT_STANCE, i == 0 ? 1 : -1, STEP_NONE);
  }
  assert_int_equal(clash_act(clash, SPEAKER, SAY, BORDAVIA), RESULT_NONE);
}

static void kin_and_jeopardy_cost_credence(void **state) {
  (void)state;
  struct clash clash;
  open_alliance(&clash);
  struct actor_state *speaker = &clash.run.world->actors[SPEAKER];
  for (int nationality = -1; nationality < CLASH_ACTORS; nationality++) {
    speaker->nationality = nationality;
    double kin = nationality == RURITANIA || nationality == BORDAVIA ? 1.0 : 0;
    for (int tenths = 0; tenths <= 10; tenths++) {
      speaker->jeopardy = tenths / 10.0;
      assert_true(fabs(mandate_logit(&clash) - (0.6 - kin - 0.09 * tenths)) < CLOSE);
    }
  }
  clash_close(&clash);
}

/* Dismissed at logit .6 - 1 = -.4; Patronia has .03 of the .04 that Allium and it have together:
 * 3.0 * .75 is added, and 3.0 * .25 lost when Allium disowns. */
static void an_endorsement_reverses_a_dismissal(void **state) {
  (void)state;
  struct clash clash;
  take_stances(&clash);
  assert_true(believe_mandate(clash.run.world, BORDAVIA, SPEAKER) < 0.5);
  assert_int_equal(clash_act(&clash, PATRONIA, DRILL, SPEAKER), RESULT_NONE);
  assert_true(believe_mandate(clash.run.world, BORDAVIA, SPEAKER) > 0.5);
  assert_true(fabs(mandate_logit(&clash) - (-0.4 + 3.0 * 0.75)) < CLOSE);
  assert_int_equal(clash_act(&clash, ALLIUM, CALM, SPEAKER), RESULT_NONE);
  assert_true(fabs(mandate_logit(&clash) - (-0.4 + 3.0 * 0.5)) < CLOSE);
  assert_int_equal(clash_act(&clash, BORDAVIA, CALM, SPEAKER), RESULT_NONE); /* no principal */
  assert_true(fabs(mandate_logit(&clash) - (-0.4 + 3.0 * 0.5)) < CLOSE);
  assert_int_equal(clash_act(&clash, SPEAKER, SAY, BORDAVIA), RESULT_NONE); /* a new word */
  assert_true(fabs(mandate_logit(&clash) + 0.4) < CLOSE);
  clash_close(&clash);
}

static void members_silence_costs_credence_for_seven_days(void **state) {
  (void)state;
  struct clash clash;
  take_stances(&clash);
  for (int hours = 0; hours <= 20 * 24; hours += 12) {
    clash.run.world->now = (int64_t)hours * MINUTES_PER_HOUR;
    double days = hours < 7 * 24 ? hours / 24.0 : 7;
    assert_true(fabs(mandate_logit(&clash) - (-0.4 - 0.12 * days)) < CLOSE);
  }
  /* When Patronia has spoken, only the other quarter of the alliance is silent. */
  assert_int_equal(clash_act(&clash, PATRONIA, DRILL, SPEAKER), RESULT_NONE);
  assert_true(fabs(mandate_logit(&clash) - (-0.4 + 3.0 * 0.75 - 0.12 * 7 * 0.25)) < CLOSE);
  clash_close(&clash);
}

static void an_authorised_word_raises_the_mandate_of_who_hears_it(void **state) {
  (void)state;
  struct clash clash;
  open_alliance(&clash);
  double before = believe_mandate(clash.run.world, THIRDLAND, SPEAKER);
  struct record *record = spoken(&clash);
  record->statement.authorised_by = PACT;
  believe_act(&clash.run, BORDAVIA, record, 0);
  assert_true(fabs(mandate_logit(&clash) - (-0.4 + 2.0)) < CLOSE);
  assert_true(believe_mandate(clash.run.world, THIRDLAND, SPEAKER) == before);
  clash_close(&clash);
}

/* A new man is the leading member's, without charge, and what was said before him is forgotten. */
static void a_successor_begins_anew(void **state) {
  (void)state;
  struct clash clash;
  take_stances(&clash);
  struct world *world = clash.run.world;
  world->actors[SPEAKER].jeopardy = 1;
  assert_int_equal(clash_act(&clash, ALLIUM, CALM, SPEAKER), RESULT_NONE);
  struct record *record = spoken(&clash);
  record->statement.authorised_by = PACT;
  believe_act(&clash.run, BORDAVIA, record, 0);
  effect_new_official(world, SPEAKER, -1);
  assert_int_equal(world->actors[SPEAKER].nationality, PATRONIA);
  assert_true(fabs(mandate_logit(&clash) - 0.6) < CLOSE);
  effect_new_official(world, SPEAKER, RURITANIA); /* a national of a party again */
  assert_true(fabs(mandate_logit(&clash) - (0.6 - 1.0)) < CLOSE);
  clash_close(&clash);
}

/* Inside the area .7, outside .3; jeopardy adds .3 of what is left of his own state's stake. */
static void an_officials_stake_is_his_office_and_his_jeopardy(void **state) {
  (void)state;
  struct clash clash;
  open_alliance(&clash);
  struct world *world = clash.run.world;
  world->actors[SPEAKER].jeopardy = 0;
  assert_true(fabs(world_stake(world, SPEAKER, HILLS) - 0.7) < CLOSE);
  world->actors[SPEAKER].jeopardy = 0.5;
  assert_true(fabs(world_stake(world, SPEAKER, HILLS) - (0.7 + 0.3 * 0.3 * 0.5)) < CLOSE);
  world->actors[SPEAKER].nationality = ALLIUM; /* whose stake is .3 */
  assert_true(fabs(world_stake(world, SPEAKER, HILLS) - (0.7 + 0.3 * 0.3 * 0.5 * 0.3)) < CLOSE);
  clash.theatres[0].in_area = 0;
  world->actors[SPEAKER].jeopardy = 0;
  assert_true(fabs(world_stake(world, SPEAKER, HILLS) - 0.3) < CLOSE);
  world->organisations[0].members = UINT64_C(1) << ALLIUM; /* no side is a member */
  assert_true(fabs(world_stake(world, SPEAKER, HILLS) - 0.3) < CLOSE);
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kin_and_jeopardy_cost_credence),
      cmocka_unit_test(an_endorsement_reverses_a_dismissal),
      cmocka_unit_test(members_silence_costs_credence_for_seven_days),
      cmocka_unit_test(an_authorised_word_raises_the_mandate_of_who_hears_it),
      cmocka_unit_test(a_successor_begins_anew),
      cmocka_unit_test(an_officials_stake_is_his_office_and_his_jeopardy),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
