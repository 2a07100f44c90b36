/* The organisation's procedure: nothing without a request, nothing against a veto, every step on
 * record. */
#include "clash.h"

#include "sim/council.h"

enum { SEEDS = 200 };

static const struct procedure_case *only_case(const struct clash *clash) {
  return &clash->run.world->organisations[0].cases[0];
}

static int decisions(const struct clash *clash) {
  return clash_count(clash, RECORD_PROCEDURE, RESULT_APPROVED) +
         clash_count(clash, RECORD_PROCEDURE, RESULT_BLOCKED);
}

/* --- the rule --------------------------------------------------------------------------------- */

static void consensus_with_one_veto_never_passes(void **state) {
  (void)state;
  for (uint64_t approved = 0; approved < 64; approved++) {
    for (uint64_t vetoed = 1; vetoed < 64; vetoed++) {
      struct council_votes votes = {
          .members = 63, .requester = 1, .approved = approved, .vetoed = vetoed};
      assert_false(council_adopts(COUNCIL_CONSENSUS, 0.1, &votes));
      assert_false(council_adopts(COUNCIL_SILENCE, 0.1, &votes));
    }
  }
}

static void consensus_needs_an_approval_besides_the_requester(void **state) {
  (void)state;
  struct council_votes votes = {.members = 7, .requester = 1, .approved = 1};
  assert_false(council_adopts(COUNCIL_CONSENSUS, 0, &votes));
  assert_true(council_adopts(COUNCIL_SILENCE, 0, &votes));
  votes.approved = 8; /* a stranger's vote */
  assert_false(council_adopts(COUNCIL_CONSENSUS, 0, &votes));
  votes.approved = 2;
  assert_true(council_adopts(COUNCIL_CONSENSUS, 0, &votes));
}

static void a_quota_counts_the_requester_and_overrides_a_veto(void **state) {
  (void)state;
  struct council_votes votes = {.members = 15, .requester = 1, .approved = 2, .vetoed = 4};
  assert_true(council_adopts(COUNCIL_QUOTA, 0.5, &votes));
  assert_false(council_adopts(COUNCIL_QUOTA, 0.51, &votes));
}

/* --- the steps -------------------------------------------------------------------------------- */

static void a_report_alone_never_leads_to_a_decision(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.votes[ALLIUM] = YES;
  clash.votes[PATRONIA] = YES;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 60);
    assert_int_equal(clash_act(&clash, RURITANIA, INFORM, PACT), RESULT_NONE);
    assert_int_equal(clash_act(&clash, SPEAKER, CALL, PACT), RESULT_NO_CASE);
    clash_play(&clash, 1.01);
    assert_int_equal(clash_count(&clash, RECORD_PROCEDURE, RESULT_REPORT_HEARD), 1);
    clash_play(&clash, 59);
    assert_int_equal(decisions(&clash), 0);
    assert_int_equal(clash_count(&clash, RECORD_PROCEDURE, RESULT_LAPSED), 1);
    assert_false(only_case(&clash)->open);
  }
  clash_close(&clash);
}

static void reports_are_closed_and_name_their_cause(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 3, 60);
  (void)clash_act(&clash, RURITANIA, INFORM, PACT);
  clash_play(&clash, 40);
  int seen = 0;
  for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
    const struct record *record = world_record(clash.run.world, id);
    if (record->kind == RECORD_PROCEDURE) {
      assert_true(record->closed);
      assert_true(record->cause > 0 && record->cause < id);
      assert_int_equal(record->actor, RURITANIA);
      assert_int_equal(record->target, PACT);
      seen++;
    }
  }
  assert_int_equal(seen, 3); /* informed, heard, lapsed */
  clash_close(&clash);
}

static enum result outcome_of(struct clash *clash, uint64_t seed, int allium, int patronia) {
  clash->votes[ALLIUM] = allium;
  clash->votes[PATRONIA] = patronia;
  clash_start(clash, seed, 60);
  assert_int_equal(clash_act(clash, RURITANIA, REQUEST, PACT), RESULT_NONE);
  clash_play(clash, 59);
  return only_case(clash)->stage;
}

static void votes_decide_a_request(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.organisations[0].session_hours = 12;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    assert_int_equal(outcome_of(&clash, seed, YES, YES), RESULT_APPROVED);
    assert_int_equal(outcome_of(&clash, seed, YES, -1), RESULT_APPROVED);
    assert_int_equal(outcome_of(&clash, seed, YES, NO), RESULT_BLOCKED);
    assert_int_equal(outcome_of(&clash, seed, -1, -1), RESULT_BLOCKED);
    assert_int_equal(outcome_of(&clash, seed, SAY, -1), RESULT_BLOCKED); /* no vote at all */
    assert_int_equal(clash_count(&clash, RECORD_PROCEDURE, RESULT_VOTE_OPENED), 1);
  }
  clash_close(&clash);
}

static void each_vote_is_a_closed_act_caused_by_the_session(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.organisations[0].session_hours = 12;
  assert_int_equal(outcome_of(&clash, 9, YES, NO), RESULT_BLOCKED);
  int votes = 0;
  for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
    const struct record *record = world_record(clash.run.world, id);
    if (record->kind == RECORD_ACT && (record->verb == YES || record->verb == NO)) {
      assert_true(record->closed);
      const struct record *decision = world_record(clash.run.world, record->cause);
      assert_int_equal(decision->kind, RECORD_DECISION);
      assert_int_equal(world_record(clash.run.world, decision->cause)->outcome, RESULT_VOTE_OPENED);
      votes++;
    }
  }
  assert_int_equal(votes, 2);
  assert_int_equal(only_case(&clash)->approved, 1u << ALLIUM);
  assert_int_equal(only_case(&clash)->vetoed, 1u << PATRONIA);
  clash_close(&clash);
}

static void a_vote_outside_a_session_is_refused(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 60);
  (void)clash_act(&clash, RURITANIA, REQUEST, PACT);
  assert_int_equal(clash_act(&clash, PATRONIA, YES, PACT), RESULT_NO_SESSION);
  assert_int_equal(clash_act(&clash, THIRDLAND, REQUEST, PACT), RESULT_NOT_MEMBER);
  assert_int_equal(clash_act(&clash, RURITANIA, REQUEST, PATRONIA), RESULT_WRONG_TARGET);
  clash_close(&clash);
}

static void a_consultation_meets_only_when_somebody_calls_it(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.organisations[0].session_hours = 12;
  clash.votes[ALLIUM] = YES;
  for (int called = 0; called < 2; called++) {
    clash_start(&clash, 4, 60);
    (void)clash_act(&clash, RURITANIA, CONSULT, PACT);
    if (called) {
      assert_int_equal(clash_act(&clash, SPEAKER, CALL, PACT), RESULT_NONE);
    }
    clash_play(&clash, 59);
    assert_int_equal(only_case(&clash)->stage, called ? RESULT_APPROVED : RESULT_LAPSED);
    assert_int_equal(decisions(&clash), called);
  }
  clash_close(&clash);
}

static void a_session_is_put_off_twice_at_most(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 4, 60);
  assert_int_equal(clash_act(&clash, PATRONIA, POSTPONE, PACT), RESULT_NO_SESSION);
  (void)clash_act(&clash, RURITANIA, REQUEST, PACT);
  int64_t at = only_case(&clash)->session_at;
  assert_true(at > 0);
  assert_int_equal(clash_act(&clash, PATRONIA, POSTPONE, PACT), RESULT_NONE);
  assert_int_equal(clash_act(&clash, PATRONIA, POSTPONE, PACT), RESULT_NONE);
  assert_int_equal(clash_act(&clash, PATRONIA, POSTPONE, PACT), RESULT_NO_SESSION);
  assert_int_equal(only_case(&clash)->session_at - at, 14 * MINUTES_PER_DAY);
  clash_play(&clash, (double)at / MINUTES_PER_DAY + 1);
  assert_int_equal(decisions(&clash), 0); /* the old date passes without a session */
  clash_close(&clash);
}

static void who_calls_and_who_puts_off_in_one_instant_makes_no_difference(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (uint64_t seed = 1; seed <= 50; seed++) {
    int64_t sessions[2];
    for (int swapped = 0; swapped < 2; swapped++) {
      clash_start(&clash, seed, 60);
      (void)clash_act(&clash, RURITANIA, REQUEST, PACT);
      clash.run.world->now = 60;
      struct queued events[2] = {clash_event(&clash, swapped ? ALLIUM : PATRONIA, CALL, PACT),
                                 clash_event(&clash, swapped ? PATRONIA : ALLIUM, POSTPONE, PACT)};
      effect_apply(&clash.run, events, 2);
      assert_int_equal(only_case(&clash)->postponed, 1);
      sessions[swapped] = only_case(&clash)->session_at;
    }
    assert_int_equal(sessions[0], sessions[1]);
  }
  clash_close(&clash);
}

static void a_request_raises_the_stage_and_tests_the_clauses(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 4, 60);
  (void)clash_act(&clash, RURITANIA, INFORM, PACT);
  assert_int_equal(only_case(&clash)->stage, RESULT_INFORMED);
  assert_int_equal(clash_count(&clash, RECORD_CLAUSE, -1), 0);
  (void)clash_act(&clash, RURITANIA, CONSULT, PACT);
  assert_int_equal(only_case(&clash)->stage, RESULT_CONSULTATION_REQUESTED);
  (void)clash_act(&clash, RURITANIA, REQUEST, PACT);
  assert_int_equal(only_case(&clash)->stage, RESULT_ASSISTANCE_REQUESTED);
  (void)clash_act(&clash, RURITANIA, INFORM, PACT);
  assert_int_equal(only_case(&clash)->stage, RESULT_ASSISTANCE_REQUESTED);
  assert_int_equal(clash_count(&clash, RECORD_CLAUSE, -1), 2);
  assert_int_equal(only_case(&clash)->adversary, BORDAVIA);
  assert_null(procedure_find(clash.run.world, 0, RURITANIA, -1));
  assert_non_null(procedure_find(clash.run.world, 0, RURITANIA, HILLS));
  for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
    const struct record *record = world_record(clash.run.world, id);
    if (record->kind == RECORD_CLAUSE) { /* nothing has happened: no gravity, no casus */
      assert_int_equal(record->frames & (uint32_t)CLAUSE_GRAVITY, 0);
      assert_false(record->flag);
    }
  }
  clash_close(&clash);
}

/* An article that waits for no request is tested on the report of the event. */
static void a_report_tests_the_article_that_needs_no_request(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (int on_request = 0; on_request < 2; on_request++) {
    clash.articles[1].on_request = on_request != 0;
    clash_start(&clash, 4, 60);
    struct record *raid = run_record(&clash.run, RECORD_INCIDENT, 0);
    assert_non_null(raid);
    raid->actor = BORDAVIA;
    raid->target = RURITANIA;
    raid->theatre = HILLS;
    raid->size = 3;
    (void)clash_act(&clash, RURITANIA, INFORM, PACT);
    assert_int_equal(clash_count(&clash, RECORD_CLAUSE, OBLIGATION_ASSIST), !on_request);
    for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
      const struct record *record = world_record(clash.run.world, id);
      assert_true(record->kind != RECORD_CLAUSE || record->flag);
    }
    assert_int_equal(clash_count(&clash, RECORD_PROCEDURE, RESULT_APPROVED), 0);
    assert_false(only_case(&clash)->requested);
  }
  clash_close(&clash);
}

static void a_decision_to_assist_is_public_and_one_to_consult_is_not(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.organisations[0].session_hours = 12;
  clash.votes[PATRONIA] = YES;
  for (int assist = 0; assist < 2; assist++) {
    clash_start(&clash, 12, 60);
    (void)clash_act(&clash, RURITANIA, assist ? REQUEST : CONSULT, PACT);
    (void)clash_act(&clash, PATRONIA, CALL, PACT);
    clash_play(&clash, 59);
    assert_int_equal(clash_count(&clash, RECORD_PROCEDURE, RESULT_APPROVED), 1);
    for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
      const struct record *record = world_record(clash.run.world, id);
      if (record->kind == RECORD_PROCEDURE && record->outcome == RESULT_APPROVED) {
        assert_int_equal(record->closed, !assist);
      }
    }
  }
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(consensus_with_one_veto_never_passes),
      cmocka_unit_test(consensus_needs_an_approval_besides_the_requester),
      cmocka_unit_test(a_quota_counts_the_requester_and_overrides_a_veto),
      cmocka_unit_test(a_report_alone_never_leads_to_a_decision),
      cmocka_unit_test(reports_are_closed_and_name_their_cause),
      cmocka_unit_test(votes_decide_a_request),
      cmocka_unit_test(each_vote_is_a_closed_act_caused_by_the_session),
      cmocka_unit_test(a_vote_outside_a_session_is_refused),
      cmocka_unit_test(a_consultation_meets_only_when_somebody_calls_it),
      cmocka_unit_test(a_session_is_put_off_twice_at_most),
      cmocka_unit_test(who_calls_and_who_puts_off_in_one_instant_makes_no_difference),
      cmocka_unit_test(a_request_raises_the_stage_and_tests_the_clauses),
      cmocka_unit_test(a_report_tests_the_article_that_needs_no_request),
      cmocka_unit_test(a_decision_to_assist_is_public_and_one_to_consult_is_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
