/* The mechanisms of the first case, rows 14 to 25; see mechanism_test.c. */
#include "property/paired.h"
#include "unit/scene.h"

#include "sim/casus.h"
#include "sim/perceive.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEEDS = 200, DRAWS = 400 };

static struct realm realm;

static void poke(const char *path, double value) {
  struct err err = {0};
  if (stage_poke(realm.stage, path, value, &err) != ERR_OK) {
    fail_msg("%s", err.text);
  }
}

/* --- R14 ---------------------------------------------------------------------------------------
 */

/* The summit is tomorrow, AAA is host, and men have died on the line: DDD by its affinity for BBB.
 */
static double boycott_if(double affinity) {
  scene_start(&realm);
  world_dyad(realm.run.world, DDD, BBB)->affinity = affinity;
  (void)scene_incident(&realm, BBB, LINE, 3, 3);
  scene_wake(&realm, DDD);
  return scene_chance(&realm, "boycott_meeting", ANYWHERE);
}

static void r14_a_guest_with_ties_to_the_other_side_stays_away_and_the_host_pays(void **state) {
  (void)state;
  double before = 0;
  scene_open(&realm);
  for (int step = 0; step < 2; step++) { /* without ties there is no reason to stay away */
    assert_true(boycott_if(-0.6 * step) == 0);
    assert_null(scene_option(&realm, "boycott_meeting", ANYWHERE));
  }
  for (int step = 1; step <= 4; step++) {
    double now = boycott_if(0.2 * step);
    assert_true(now > before);
    before = now;
  }
  assert_true(before > 0.05);
  double approval = realm.run.world->actors[AAA].approval;
  (void)realm_act(&realm, DDD, &scene_option(&realm, "boycott_meeting", ANYWHERE)->intention);
  assert_true(realm.run.world->actors[AAA].approval < approval);
  realm_close(&realm);
}

/* --- R15 ---------------------------------------------------------------------------------------
 */

/* DDD, which upholds [frames], says what it holds of a fatal incident on the line: the standing of
 * the case there afterwards. */
static double standing_after(uint32_t frames, double *liked) {
  scene_open(&realm);
  scenario_actor(realm.scenario, DDD)->upholds = frames;
  scene_start(&realm);
  assert_non_null(scene_hear(&realm, DDD, scene_incident(&realm, BBB, LINE, 2, 3)));
  scene_wake(&realm, DDD);
  const struct option *option = scene_option(&realm, "invoke_norm", LINE);
  assert_non_null(option);
  assert_true((option->intention.statement.frames & frames) == frames);
  (void)realm_act(&realm, DDD, &option->intention);
  double standing = realm.run.world->theatres[LINE].legitimacy;
  *liked = world_dyad(realm.run.world, BBB, DDD)->affinity;
  realm_close(&realm);
  return standing;
}

static void r15_each_side_has_its_norms_and_third_parties_weigh_more_than_parties(void **state) {
  (void)state;
  double liked[3];
  double claimants = standing_after(FRAME_TERRITORIAL_INTEGRITY, &liked[0]);
  double holders = standing_after(FRAME_SELF_DETERMINATION, &liked[1]);
  double neutral = standing_after(FRAME_NON_USE_OF_FORCE, &liked[2]);
  assert_true(claimants > 0 && holders < 0 && neutral == 0);
  assert_true(liked[0] > liked[2] && liked[1] == liked[2]);
  scene_open(&realm);
  scene_start(&realm);
  struct intention *own = realm_intend(&realm, "invoke_norm", NOBODY, LINE);
  own->statement.frames = FRAME_SELF_DETERMINATION;
  (void)realm_act(&realm, AAA, own);
  double party = realm.run.world->theatres[LINE].legitimacy;
  assert_true(party < 0 && party > holders);
  realm_close(&realm);
}

/* --- R16 ---------------------------------------------------------------------------------------
 */

static void help_in_war(double abandonment, double entrapment, double *arms, double *troops) {
  poke("actors.CCC.params.abandonment", abandonment);
  poke("actors.CCC.params.entrapment", entrapment);
  scene_start(&realm);
  (void)realm_do(&realm, BBB, "general_offensive", AAA, LINE);
  scene_wake(&realm, CCC);
  *arms = scene_chance(&realm, "supply_arms", ANYWHERE);
  *troops = scene_chance(&realm, "deploy_troops", LINE);
}

static void r16_arms_come_before_troops_and_instead_of_them(void **state) {
  (void)state;
  double arms[3];
  double troops[3];
  scene_open(&realm);
  help_in_war(0.5, 0.2, &arms[0], &troops[0]);
  help_in_war(0.9, 0.2, &arms[1], &troops[1]);
  help_in_war(0.5, 0.8, &arms[2], &troops[2]);
  for (int i = 0; i < 3; i++) {
    assert_true(arms[i] > troops[i]);
  }
  assert_true(arms[1] > arms[0]);                         /* who fears to lose the client pays */
  assert_true(troops[2] / troops[0] < arms[2] / arms[0]); /* who fears its wars pays in arms */
  scene_start(&realm);
  for (int rung = RUNG_WORDS; rung < RUNG_TROOPS; rung++) {
    assert_true(scene_help(&realm, BBB, CCC, LINE, (enum support_rung)rung) >
                scene_help(&realm, BBB, CCC, LINE, (enum support_rung)(rung + 1)));
  }
  realm_close(&realm);
}

/* --- R17, R18 ----------------------------------------------------------------------------------
 */

/* BBB hears of a drill by AAA at [tension] and is woken; whether it was alarmed is laid down. */
static const struct stimulus *hear_drill(double tension, bool civil, bool alarmed) {
  scene_start(&realm);
  world_dyad(realm.run.world, BBB, AAA)->tension = tension;
  struct intention *drill = realm_intend(&realm, "hold_exercise", BBB, NOWHERE);
  drill->civil = civil;
  const struct record *record = realm_act(&realm, AAA, drill);
  perceive_arrive(&realm.run, FFF, record->id);
  struct stimulus *stimulus = scene_hear(&realm, BBB, record);
  assert_non_null(stimulus);
  stimulus->alarmed = alarmed;
  scene_wake(&realm, BBB);
  return stimulus;
}

static void r17_a_drill_is_answered_by_a_drill_the_more_it_looks_like_preparation(void **state) {
  (void)state;
  scene_open(&realm);
  scene_start(&realm);
  scene_wake(&realm, BBB);
  assert_null(scene_option(&realm, "hold_exercise", ANYWHERE));
  double calm = hear_drill(0.1, false, false)->p_preparation;
  double answer = scene_chance(&realm, "hold_exercise", ANYWHERE);
  double tense = hear_drill(0.8, false, true)->p_preparation;
  double alarmed = scene_chance(&realm, "hold_exercise", ANYWHERE);
  assert_true(calm < tense);
  assert_true(answer > 0.1 && alarmed > answer);
  realm_close(&realm);
  /* and in whole runs: how much more readily a drill is answered */
  const struct paired_arm arms[2] = {{.numbers = {{"actors.AZE.params.reciprocity", "0"}}},
                                     {.numbers = {{"actors.AZE.params.reciprocity", "1"}}}};
  static const char *const measures[] = {"counter_drill"};
  struct paired drills;
  paired_compare("csto-2018", arms, measures, 1, SEEDS, &drills);
  paired_print("R17 counter-drill", &drills);
  assert_true(drills.low > 0.1);
}

static double chance_of_narrative(void) {
  const struct option *option = scene_option(&realm, "accuse_aggression", ANYWHERE);
  assert_non_null(option);
  assert_true((option->intention.statement.claims & CLAIM_PARTY_TO_CONFLICT) != 0);
  return scene_chance(&realm, "accuse_aggression", ANYWHERE);
}

static void r18_a_rehearsed_declaration_of_war_shows_resolve_and_gives_a_story_away(void **state) {
  (void)state;
  scene_open(&realm);
  double army = hear_drill(0.4, false, false)->p_preparation;
  double resolve = believe_resolve(realm.run.world, FFF, AAA);
  double story = chance_of_narrative();
  double parliament = hear_drill(0.4, true, false)->p_preparation;
  assert_true(parliament > army);
  assert_true(believe_resolve(realm.run.world, FFF, AAA) > resolve);
  assert_true(chance_of_narrative() > story);
  realm_close(&realm);
}

/* --- R19 ---------------------------------------------------------------------------------------
 */

/* Share of incidents begun by BBB in which [observer] holds it to blame. */
static double blames_initiator(int observer, double affinity) {
  int blamed = 0;
  for (int draw = 0; draw < DRAWS; draw++) {
    realm_start(&realm, (uint64_t)draw + 1);
    world_dyad(realm.run.world, observer, AAA)->affinity = affinity;
    world_dyad(realm.run.world, observer, BBB)->affinity = -affinity;
    const struct record *record = scene_incident(&realm, BBB, BORDER, 0, 1);
    const struct stimulus *stimulus = scene_hear(&realm, observer, record);
    blamed += stimulus != NULL && stimulus->blamed == BBB ? 1 : 0;
  }
  return (double)blamed / DRAWS;
}

static void r19_each_side_holds_the_other_to_have_fired_first(void **state) {
  (void)state;
  scene_open(&realm);
  double victim = blames_initiator(AAA, 0);
  double initiator = blames_initiator(BBB, -0.7);
  double friend = blames_initiator(CCC, 0.7);
  double neutral = blames_initiator(EEE, 0);
  double of_the_other = blames_initiator(CCC, -0.7);
  printf("[ R19 ] victim %.2f, its friend %.2f, neutral %.2f, the other's friend %.2f, "
         "initiator %.2f\n",
         victim, friend, neutral, of_the_other, initiator);
  double error = 3 * sqrt(0.25 / DRAWS);
  assert_true(victim == 1);
  assert_true(friend > neutral + error && neutral > of_the_other + error);
  assert_true(initiator < 0.5 - error);
  realm_close(&realm);
}

/* --- R20 ---------------------------------------------------------------------------------------
 */

static void r20_what_is_owed_and_what_is_expected_are_kept_apart(void **state) {
  (void)state;
  scene_open(&realm);
  const struct article *article = casus_article(realm.scenario, 0, OBLIGATION_ASSIST);
  for (int theatre = BORDER; theatre <= LINE; theatre++) {
    struct casus_event event = {
        .victim = AAA, .attacker = BBB, .theatre = theatre, .gravity = 4, .requested = true};
    double expected[2];
    for (int i = 0; i < 2; i++) { /* belief moves, the obligation does not */
      scene_start(&realm);
      scene_expect(&realm, CCC, i == 0 ? -3 : 3);
      uint32_t clauses = casus_clauses(realm.run.world, 0, article, &event);
      assert_int_equal(clauses == CLAUSE_ALL, theatre == BORDER);
      expected[i] = scene_help(&realm, BBB, CCC, theatre, RUNG_ARMS);
    }
    assert_true(expected[0] < 0.5 && expected[1] > 0.5);
  }
  realm_close(&realm);
}

/* --- R21, R23 ----------------------------------------------------------------------------------
 */

/* By how much, in logits, a warning by SPK moves BBB's belief that CCC helps AAA at the border. */
static double moved_by(enum consequence consequence, enum medium medium, double mandate) {
  scenario_actor(realm.scenario, SPK)->mandate = mandate;
  scene_start(&realm);
  double before = scene_help(&realm, BBB, CCC, BORDER, RUNG_ARMS);
  struct intention *warning = realm_intend(&realm, "warn", BBB, BORDER);
  warning->statement.consequence = consequence;
  warning->statement.medium = medium;
  (void)scene_hear(&realm, BBB, realm_act(&realm, SPK, warning));
  double after = scene_help(&realm, BBB, CCC, BORDER, RUNG_ARMS);
  return log(after / (1 - after)) - log(before / (1 - before));
}

static void r21_a_warning_that_names_no_consequence_says_little(void **state) {
  (void)state;
  scene_open(&realm);
  double empty = moved_by(CONSEQUENCE_NONE, MEDIUM_WEBSITE, 0.3);
  double full = moved_by(CONSEQUENCE_FORCE, MEDIUM_WEBSITE, 0.3);
  printf("[ R21 ] a warning moves belief by %.3f, with a consequence by %.3f\n", empty, full);
  assert_true(empty > 0 && full > empty);
  assert_true(fabs(empty / full - realm.scenario->model.statement_null) < 0.05);
  realm_close(&realm);
}

static void r23_a_written_word_of_standing_weighs_more_than_one_in_passing(void **state) {
  (void)state;
  scene_open(&realm);
  double written = moved_by(CONSEQUENCE_FORCE, MEDIUM_WEBSITE, 0.3);
  double spoken = moved_by(CONSEQUENCE_FORCE, MEDIUM_INTERVIEW, 0.3);
  double chief = moved_by(CONSEQUENCE_FORCE, MEDIUM_WEBSITE, 0.9);
  printf("[ R23 ] in an interview %.3f, on the website %.3f, by one of more standing %.3f\n",
         spoken, written, chief);
  assert_true(spoken > 0 && spoken < written && written < chief);
  realm_close(&realm);
}

/* --- R22 ---------------------------------------------------------------------------------------
 */

/* [helper]'s own, whatever its leader does: as BBB sees it once CCC has moved. */
static double own_help(int helper) {
  struct circumstance x = {.in_area = true, .requested = true, .patron_moved = true, .gravity = 4};
  int pledge = world_pledge(realm.run.world, helper, AAA);
  return believe_help(realm.run.world, BBB, pledge, &x, RUNG_ARMS);
}

static void r22_an_alliance_is_many_commitments_and_no_bloc(void **state) {
  (void)state;
  scene_open(&realm);
  scene_start(&realm);
  double leader = own_help(CCC);
  double other = own_help(DDD);
  const struct procedure_case matter = {.requester = AAA,
                                        .adversary = BBB,
                                        .theatre = BORDER,
                                        .gravity = 4,
                                        .requested = true,
                                        .opened_at = realm.run.world->now};
  (void)realm_do(&realm, CCC, "deploy_troops", AAA, BORDER);
  believe_episode(&realm.run, &matter, 0);
  assert_true(own_help(CCC) > leader);
  assert_true(own_help(DDD) < other);
  /* and a tie of one member to the adversary is that member's alone */
  scene_start(&realm);
  world_dyad(realm.run.world, DDD, BBB)->affinity += 0.5;
  assert_true(own_help(CCC) == leader);
  assert_true(own_help(DDD) < other);
  realm_close(&realm);
}

/* --- R24 ---------------------------------------------------------------------------------------
 */

static void r24_an_ally_cites_the_other_sides_norms_the_more_it_is_tied_to_it(void **state) {
  (void)state;
  double before = 0;
  scene_open(&realm);
  scenario_actor(realm.scenario, DDD)->upholds = FRAME_TERRITORIAL_INTEGRITY;
  for (int step = 0; step < 4; step++) {
    scene_start(&realm);
    world_dyad(realm.run.world, DDD, BBB)->affinity = -0.6 + 0.4 * step;
    (void)scene_hear(&realm, DDD, scene_incident(&realm, BBB, LINE, 2, 3));
    scene_wake(&realm, DDD);
    double now = scene_chance(&realm, "invoke_norm", LINE);
    assert_true(now > before);
    before = now;
  }
  double grievance = world_dyad(realm.run.world, AAA, DDD)->grievance;
  (void)realm_act(&realm, DDD, &scene_option(&realm, "invoke_norm", LINE)->intention);
  assert_true(world_dyad(realm.run.world, AAA, DDD)->grievance > grievance);
  realm_close(&realm);
}

/* --- R25 ---------------------------------------------------------------------------------------
 */

/* Digests of all records up to the last minute before the 20th day. */
struct past {
  struct digest digest;
  const struct scenario *scenario;
  int64_t until;
};

static enum err_code note_past(void *context, const struct record *record, struct err *err) {
  struct past *past = context;
  (void)err;
  if (record->at < past->until) {
    record_digest(&past->digest, past->scenario, record);
  }
  return ERR_OK;
}

static void digest_past(struct company *company, const struct paired_arm *arm,
                        char text[DIGEST_TEXT_SIZE]) {
  struct run_result result = {0};
  struct past past = {.scenario = company_scenario(company), .until = 20 * MINUTES_PER_DAY};
  digest_begin(&past.digest);
  paired_run(company, arm, 1, 0, note_past, &past, &result);
  digest_text_of(&past.digest, text);
}

#define WAR(place) \
  { .verb = "general_offensive", .by = "AZE", .to = "ARM", .at = (place), .day = 20 }

static void r25_a_war_started_by_a_what_if_shows_what_each_member_does(void **state) {
  (void)state;
  static const struct paired_arm peace_and_line[2] = {{.verb = NULL}, WAR("loc")};
  static const struct paired_arm line_and_border[2] = {WAR("loc"), WAR("tavush")};
  static const char *const measures[] = {"support.RUS.ARM", "support.BLR.ARM", "support.KAZ.ARM",
                                         "support.KGZ.ARM", "support.TJK.ARM", "deaths",
                                         "requests"};
  enum { MEMBERS = 5, DEATHS = 5, REQUESTS, MEASURES };
  static struct company company;
  char before[2][DIGEST_TEXT_SIZE];
  company_open(&company, "csto-2018", NULL, 0);
  for (int i = 0; i < 2; i++) { /* the same state up to the hour of the war */
    digest_past(&company, &peace_and_line[i], before[i]);
  }
  assert_string_equal(before[0], before[1]);
  company_close(&company);
  struct paired line[MEASURES];
  struct paired border[MEASURES];
  paired_compare("csto-2018", peace_and_line, measures, MEASURES, SEEDS, line);
  paired_compare("csto-2018", line_and_border, measures, MEASURES, SEEDS, border);
  for (int m = 0; m < MEASURES; m++) {
    char what[64];
    (void)snprintf(what, sizeof what, "R25 %s, peace to war on the line", measures[m]);
    paired_print(what, &line[m]);
    (void)snprintf(what, sizeof what, "R25 %s, line to border", measures[m]);
    paired_print(what, &border[m]);
  }
  assert_true(line[DEATHS].low > 25);
  assert_true(line[0].low > 0); /* the patron does something, and more than the others */
  for (int m = 1; m < MEMBERS; m++) {
    assert_true(line[m].mean[1] < line[0].mean[1] && border[m].mean[1] < border[0].mean[1]);
  }
  assert_true(border[REQUESTS].low > 0); /* help is asked for where the treaty covers the place */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(r14_a_guest_with_ties_to_the_other_side_stays_away_and_the_host_pays),
      cmocka_unit_test(r15_each_side_has_its_norms_and_third_parties_weigh_more_than_parties),
      cmocka_unit_test(r16_arms_come_before_troops_and_instead_of_them),
      cmocka_unit_test(r17_a_drill_is_answered_by_a_drill_the_more_it_looks_like_preparation),
      cmocka_unit_test(r18_a_rehearsed_declaration_of_war_shows_resolve_and_gives_a_story_away),
      cmocka_unit_test(r19_each_side_holds_the_other_to_have_fired_first),
      cmocka_unit_test(r20_what_is_owed_and_what_is_expected_are_kept_apart),
      cmocka_unit_test(r21_a_warning_that_names_no_consequence_says_little),
      cmocka_unit_test(r22_an_alliance_is_many_commitments_and_no_bloc),
      cmocka_unit_test(r23_a_written_word_of_standing_weighs_more_than_one_in_passing),
      cmocka_unit_test(r24_an_ally_cites_the_other_sides_norms_the_more_it_is_tied_to_it),
      cmocka_unit_test(r25_a_war_started_by_a_what_if_shows_what_each_member_does),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
