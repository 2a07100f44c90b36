/* Standing, commitments, alarms, accidents, office hours and quorums, by the formulas of
 * docs/model.md, computed here anew. */
#include "clash.h"

#include "sim/attend.h"
#include "sim/council.h"
#include "sim/home.h"
#include "sim/perceive.h"

#include <math.h>

enum { HELD_CALM = FRAME_CEASEFIRE, DRAWS = 4000 };

static const double CLOSE = 1e-9;

static double logistic(double x) {
  return 1 / (1 + exp(-x));
}

/* --- legitimacy ------------------------------------------------------------------------------- */

/* SAY cites norms, with authority [authority]; returns how far the case moved. */
static double case_moved(struct clash *clash, int speaker, uint32_t frames, bool closed,
                         double authority) {
  clash_open(clash);
  clash->voices[0].authority = authority;
  clash->theatres[0].favours_holder = (uint32_t)FRAME_TERRITORIAL_INTEGRITY;
  clash->theatres[0].favours_claimant =
      (uint32_t)FRAME_SELF_DETERMINATION | (uint32_t)FRAME_OCCUPATION;
  clash->verbs[SAY].effect_count = 0;
  clash_effect(&clash->verbs[SAY], EFFECT_LEGITIMACY, 0.1, STEP_NONE);
  clash_start(clash, 1, 60);
  struct queued event = clash_event(clash, speaker, SAY, -1);
  clash->intentions[0].statement.frames = frames;
  clash->intentions[0].closed = closed;
  effect_apply(&clash->run, &event, 1);
  return clash->run.world->theatres[HILLS].legitimacy;
}

static void norms_take_the_side_of_whom_they_speak_for(void **state) {
  (void)state;
  static const struct {
    int speaker;
    uint32_t frames;
    bool closed;
    double authority, moved;
  } rows[] = {
      {THIRDLAND, (uint32_t)FRAME_SELF_DETERMINATION, false, 1, 0.1},
      {THIRDLAND, (uint32_t)FRAME_TERRITORIAL_INTEGRITY, false, 1, -0.1},
      {THIRDLAND, (uint32_t)FRAME_TERRITORIAL_INTEGRITY, false, 0.5, -0.05},
      {THIRDLAND, (uint32_t)FRAME_TERRITORIAL_INTEGRITY, true, 1, 0},
      {THIRDLAND, (uint32_t)HELD_CALM, false, 1, 0},
      {THIRDLAND, (uint32_t)FRAME_TERRITORIAL_INTEGRITY | (uint32_t)FRAME_OCCUPATION, false, 1, 0},
      {THIRDLAND,
       (uint32_t)FRAME_TERRITORIAL_INTEGRITY | (uint32_t)FRAME_OCCUPATION |
           (uint32_t)FRAME_SELF_DETERMINATION,
       false, 1, 0.1},
      {RURITANIA, (uint32_t)FRAME_TERRITORIAL_INTEGRITY, false, 1, -0.02},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct clash clash;
    double moved =
        case_moved(&clash, rows[i].speaker, rows[i].frames, rows[i].closed, rows[i].authority);
    assert_true(fabs(moved - rows[i].moved) < CLOSE);
    clash_close(&clash);
  }
}

/* The favoured side likes a third party better by half of it, the other bears it a grievance. */
static void taking_a_side_is_noted_by_both(void **state) {
  (void)state;
  struct clash clash;
  (void)case_moved(&clash, THIRDLAND, (uint32_t)FRAME_OCCUPATION, false, 1);
  const struct world *world = clash.run.world;
  assert_true(fabs(world_dyad(world, BORDAVIA, THIRDLAND)->affinity - 0.05) < CLOSE);
  assert_true(fabs(world_dyad(world, RURITANIA, THIRDLAND)->grievance - 0.1) < CLOSE);
  assert_true(world_dyad(world, BORDAVIA, THIRDLAND)->grievance == 0);
  clash_close(&clash);
}

/* --- commitments ------------------------------------------------------------------------------ */

static double committed(uint32_t provisos, int level, bool closed) {
  struct clash clash;
  clash_open(&clash);
  clash.verbs[SAY].rung = 2;
  clash_start(&clash, 1, 60);
  struct queued event = clash_event(&clash, RURITANIA, SAY, BORDAVIA);
  clash.intentions[0].statement.provisos = provisos;
  clash.intentions[0].statement.register_level = (int8_t)level;
  clash.intentions[0].closed = closed;
  effect_apply(&clash.run, &event, 1);
  const struct actor_state *home = &clash.run.world->actors[RURITANIA];
  double rung = home->commitment_count == 0 ? 0 : home->commitments[0].rung;
  clash_close(&clash);
  return rung;
}

static void a_condition_halves_what_was_promised(void **state) {
  (void)state;
  assert_true(committed(0, 3, false) == 5);
  assert_true(committed((uint32_t)PROVISO_IF_REQUESTED, 3, false) == 2.5);
  assert_true(committed(0, 3, true) == 0);
}

/* --- alarm ------------------------------------------------------------------------------------ */

/* The chance that Bordavia takes a drill of Ruritania's for preparation. */
static double p_preparation(double tension, double size, bool civil) {
  struct clash clash;
  clash_open(&clash);
  clash.verbs[DRILL].mid_action = 7;
  clash_start(&clash, 1, 60);
  world_dyad(clash.run.world, BORDAVIA, RURITANIA)->tension = tension;
  struct record *record = run_record(&clash.run, RECORD_ACT, 0);
  record->actor = RURITANIA;
  record->target = BORDAVIA;
  record->theatre = HILLS;
  record->verb = DRILL;
  record->size = size;
  record->flag = civil;
  perceive_arrive(&clash.run, BORDAVIA, record->id);
  const struct actor_state *rival = &clash.run.world->actors[BORDAVIA];
  assert_int_equal(rival->inbox_count, 1);
  double chance = rival->inbox[0].p_preparation;
  double urgency = 0.2 + 0.15 * 2 + 0.03 * 4; /* of a deed, MID 3, rung 4, that concerns fully */
  assert_true(fabs(rival->inbox[0].urgency - urgency * (rival->inbox[0].alarmed ? 1.5 : 1)) <
              CLOSE);
  clash_close(&clash);
  return chance;
}

static void a_drill_alarms_by_tension_size_and_civil_bodies(void **state) {
  (void)state;
  for (int i = 0; i < 20; i++) {
    double tension = i / 20.0;
    double size = 0.5 + i;
    assert_true(fabs(p_preparation(tension, size, false) -
                     logistic(-2 + 3 * tension + 0.5 * (size - 1))) < CLOSE);
    assert_true(fabs(p_preparation(tension, size, true) -
                     logistic(-2 + 3 * tension + 0.5 * (size - 1) + 0.7)) < CLOSE);
  }
}

/* --- accidents -------------------------------------------------------------------------------- */

static void alert_risks_accidents_at_its_rate(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.brink_hazard = 0.2;
  clash_start(&clash, 1, 60);
  struct world *world = clash.run.world;
  world->actors[BORDAVIA].brink = 0.5;
  for (int day = 0; day < DRAWS; day++) {
    world->now = (int64_t)day * MINUTES_PER_DAY;
    home_day(&clash.run, BORDAVIA);
    home_day(&clash.run, RURITANIA); /* not on alert */
  }
  double share = clash_count(&clash, RECORD_ACCIDENT, -1) / (double)DRAWS;
  assert_true(fabs(share - 0.1) < 4 * sqrt(0.1 * 0.9 / DRAWS));
  clash_close(&clash);
}

/* --- office hours ----------------------------------------------------------------------------- */

/* The minute of the day at which a word decided on at [minute] comes out. */
static int64_t published(double opens, double closes, int64_t minute, bool closed) {
  struct clash clash;
  struct choice choice;
  memset(&choice, 0, sizeof choice);
  clash_open(&clash);
  clash.scenario.model.office_opens = opens;
  clash.scenario.model.office_closes = closes;
  clash.scenario.model.review_hours = 0.25;
  clash_start(&clash, 1, 60);
  clash.run.world->now = minute;
  choice.definite = true;
  choice.precision = 1;
  choice.option_count = 1;
  choice.options[0].intention = (struct intention){
      .verb = SAY, .target = BORDAVIA, .theatre = HILLS, .closed = closed, .size = 1};
  assert_non_null(attend_decide(&clash.run, RURITANIA, &choice, 0));
  struct queued next = {.phase = PHASE_DAY};
  while (next.phase != PHASE_ACT) {
    assert_true(queue_pop(&clash.run.queue, &next));
  }
  clash_close(&clash);
  return next.at;
}

static void public_words_come_out_by_day(void **state) {
  (void)state;
  for (int hour = 0; hour < 23; hour++) {
    int64_t minute = (int64_t)hour * MINUTES_PER_HOUR;
    int64_t by_day = published(8, 16, minute, false);
    assert_true(by_day > minute);
    if (hour < 8) {
      assert_in_range(by_day, 8 * MINUTES_PER_HOUR, 10 * MINUTES_PER_HOUR);
    } else if (hour < 15) {
      assert_in_range(by_day - minute, 1, 15);
    } else if (hour >= 16) {
      assert_in_range(by_day, MINUTES_PER_DAY + 8 * MINUTES_PER_HOUR,
                      MINUTES_PER_DAY + 10 * MINUTES_PER_HOUR);
    }
    assert_in_range(published(8, 16, minute, true) - minute, 1, 15);
    assert_in_range(published(9, 9, minute, false) - minute, 1, 15);
  }
}

/* --- organs ----------------------------------------------------------------------------------- */

static void a_limited_format_needs_one_who_goes_along(void **state) {
  (void)state;
  struct council_votes votes = {.members = 15, .requester = 1};
  assert_false(council_adopts(COUNCIL_LIMITED, 0, &votes));
  votes.vetoed = 4;
  votes.approved = 1; /* the requester itself */
  assert_false(council_adopts(COUNCIL_LIMITED, 0, &votes));
  votes.approved = 2;
  assert_true(council_adopts(COUNCIL_LIMITED, 0, &votes));
  votes.approved = 16; /* no member */
  assert_false(council_adopts(COUNCIL_LIMITED, 0, &votes));
}

/* Allium and Patronia stay away from a session about Ruritania's request: one of three is there. */
static int sessions_without_quorum(double quorum) {
  struct clash clash;
  clash_open(&clash);
  clash.organisations[0].quorum = quorum;
  clash.verbs[NO].effects[0] =
      (struct effect){.kind = EFFECT_MEETING, .step = STEP_BOYCOTT, .size = 1};
  clash.votes[ALLIUM] = NO;
  clash.votes[PATRONIA] = NO;
  clash_start(&clash, 1, 60);
  assert_int_equal(clash_act(&clash, RURITANIA, REQUEST, PACT), RESULT_NONE);
  clash_play(&clash, 29);
  int missed = clash_count(&clash, RECORD_PROCEDURE, RESULT_NO_QUORUM);
  int decided = clash_count(&clash, RECORD_PROCEDURE, RESULT_APPROVED) +
                clash_count(&clash, RECORD_PROCEDURE, RESULT_BLOCKED);
  assert_int_equal(missed + decided, clash_count(&clash, RECORD_PROCEDURE, RESULT_VOTE_OPENED));
  assert_true(missed == 0 || decided == 0);
  clash_close(&clash);
  return missed;
}

static void a_session_that_too_few_attend_decides_nothing(void **state) {
  (void)state;
  assert_int_equal(sessions_without_quorum(0.5), 3); /* put off twice, then no more */
  assert_int_equal(sessions_without_quorum(0.3), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(norms_take_the_side_of_whom_they_speak_for),
      cmocka_unit_test(taking_a_side_is_noted_by_both),
      cmocka_unit_test(a_condition_halves_what_was_promised),
      cmocka_unit_test(a_drill_alarms_by_tension_size_and_civil_bodies),
      cmocka_unit_test(alert_risks_accidents_at_its_rate),
      cmocka_unit_test(public_words_come_out_by_day),
      cmocka_unit_test(a_limited_format_needs_one_who_goes_along),
      cmocka_unit_test(a_session_that_too_few_attend_decides_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
