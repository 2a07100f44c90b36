/* The mechanisms of the first case, one test each, named by its row: two worlds that differ in the
 * one thing that the mechanism is about. Rows 14 to 25 are in mechanism_more_test.c. */
#include "property/paired.h"
#include "unit/scene.h"

#include "sim/casus.h"
#include "sim/procedure.h"

#include <math.h>
#include <stdio.h>

enum { SEEDS = 200 };

static struct realm realm;

static const char *const force[] = {"fire_small_arms", "shell", "seize_ground",
                                    "general_offensive"};

/* Expected number of BBB's acts of force over a theatre, from its own initiative. */
static double aggression(int theatre) {
  double sum = 0;
  scene_wake(&realm, BBB);
  for (size_t i = 0; i < sizeof force / sizeof force[0]; i++) {
    sum += scene_chance(&realm, force[i], theatre);
  }
  return sum;
}

/* A statement by SPK over the border against BBB. */
static struct intention *official_word(const char *verb, int level, enum consequence consequence) {
  struct intention *word = realm_intend(&realm, verb, BBB, BORDER);
  word->statement.register_level = (int8_t)level;
  word->statement.consequence = consequence;
  return word;
}

/* BBB hears SPK's word over the border. */
static void hear_word(int level) {
  const struct intention *word = official_word("demand_deescalate", level, CONSEQUENCE_NONE);
  assert_non_null(scene_hear(&realm, BBB, realm_act(&realm, SPK, word)));
}

static double term_of(const struct option *option, const char *name) {
  for (int i = 0; option != NULL && i < option->term_count; i++) {
    if (strcmp(option->terms[i].name, name) == 0) {
      return option->terms[i].value;
    }
  }
  return 0;
}

/* --- R1 ----------------------------------------------------------------------------------------
 */

/* Whether AAA's request for help after a strike of gravity 4 is a case of the treaty. */
static bool is_owed(int theatre) {
  scene_start(&realm);
  (void)scene_incident(&realm, BBB, theatre, 5, 4);
  (void)realm_do(&realm, AAA, "request_assistance", ORG, theatre);
  for (uint32_t id = 1; id <= realm.run.world->record_count; id++) {
    const struct record *record = world_record(realm.run.world, id);
    if (record->kind == RECORD_CLAUSE && record->outcome == OBLIGATION_ASSIST) {
      assert_true(record->flag == ((record->frames & CLAUSE_AREA) != 0));
      return record->flag;
    }
  }
  fail_msg("no clause was tested");
  return false;
}

static void r1_the_same_shot_means_another_thing_on_the_border(void **state) {
  (void)state;
  static const char *const firm[] = {"warn", "demand_deescalate"};
  scene_open(&realm);
  assert_true(is_owed(BORDER));
  assert_false(is_owed(LINE));
  for (int theatre = BORDER; theatre <= LINE; theatre++) { /* the spokesman */
    scene_start(&realm);
    (void)scene_hear(&realm, SPK, scene_incident(&realm, BBB, theatre, 1, 2));
    scene_wake(&realm, SPK);
    for (int i = 0; i < 2; i++) {
      assert_int_equal(scene_chance(&realm, firm[i], theatre) > 0, theatre == BORDER);
    }
    assert_int_equal(scene_chance(&realm, "limit_commitment", theatre) > 0, theatre == LINE);
  }
  scene_start(&realm); /* the adversary */
  scene_wake(&realm, BBB);
  double fear[2];
  for (int theatre = BORDER; theatre <= LINE; theatre++) {
    fear[theatre] = term_of(scene_option(&realm, "seize_ground", theatre), "allies");
  }
  assert_true(fear[BORDER] < fear[LINE] - 0.02);
  assert_true(aggression(BORDER) < aggression(LINE));
  realm_close(&realm);
}

/* --- R2 ----------------------------------------------------------------------------------------
 */

static double aggression_if(double theta) {
  scene_start(&realm);
  scene_expect(&realm, CCC, theta);
  scene_expect(&realm, DDD, theta);
  return aggression(BORDER);
}

static void r2_membership_deters_as_far_as_help_is_expected(void **state) {
  (void)state;
  scene_open(&realm);
  double before = INFINITY;
  for (int theta = -3; theta <= 3; theta += 2) {
    double now = aggression_if(theta);
    assert_true(now < before);
    before = now;
  }
  assert_true(before < 0.8 * aggression_if(-3));
  struct err err = {0};
  assert_int_equal(stage_poke(realm.stage, "actors.BBB.params.deterrence", 0, &err), ERR_OK);
  assert_true(fabs(aggression_if(-3) - aggression_if(3)) < 1e-9);
  realm_close(&realm);
  /* and in whole runs: whoever is expected to be helped is attacked less */
  const struct paired_arm arms[2] = {{.numbers = {{"model.help_mean", "-3"}}},
                                     {.numbers = {{"model.help_mean", "3"}}}};
  static const char *const measures[] = {"ordered_fire"};
  struct paired fire;
  paired_compare("csto-2018", arms, measures, 1, SEEDS, &fire);
  paired_print("R2 ordered fire, no help expected", &fire);
  assert_true(fire.high < 0);
}

/* --- R3 ----------------------------------------------------------------------------------------
 */

/* How far P(CCC helps AAA) falls, as BBB sees it, when nobody does anything in an episode. */
static double loss_by_silence(bool in_area, bool requested) {
  scene_start(&realm);
  int theatre = in_area ? BORDER : LINE;
  const struct procedure_case matter = {.requester = AAA,
                                        .adversary = BBB,
                                        .theatre = theatre,
                                        .gravity = 4,
                                        .requested = requested,
                                        .opened_at = realm.run.world->now};
  double before = scene_help(&realm, BBB, CCC, BORDER, RUNG_ARMS);
  believe_episode(&realm.run, &matter, 0);
  return before - scene_help(&realm, BBB, CCC, BORDER, RUNG_ARMS);
}

static void r3_past_silence_costs_credence_and_discounts_itself_where_nothing_was_owed(void **s) {
  (void)s;
  scene_open(&realm);
  double owed = loss_by_silence(true, true);
  double unasked = loss_by_silence(true, false);
  double outside = loss_by_silence(false, false);
  printf("[ R3 ] lost by silence: asked inside %.3f, unasked inside %.3f, outside %.3f\n", owed,
         unasked, outside);
  assert_true(owed > unasked && unasked > outside && outside > 0);
  realm_close(&realm);
  static const char *const measures[] = {"p_help_start.RUS.loc", "p_help_start.RUS.tavush"};
  double lost[2];
  for (int i = 0; i < 2; i++) {
    double with = paired_first_day("csto-2018", "precedents.april_2016", "on", measures[i]);
    lost[i] = paired_first_day("csto-2018", "precedents.april_2016", "off", measures[i]) - with;
    assert_true(paired_first_day("csto-2018", "precedents.placebo_2008", "on", measures[i]) ==
                with);
  }
  printf("[ R3 ] April 2016 cost %.3f on the line, %.3f on the border\n", lost[0], lost[1]);
  assert_true(lost[0] > lost[1] && lost[1] > 0);
}

/* --- R4, R5 ------------------------------------------------------------------------------------
 */

static void ask_for_help(int theatre) {
  (void)scene_incident(&realm, BBB, theatre, 3, 4);
  (void)realm_do(&realm, AAA, "request_assistance", ORG, theatre);
}

/* DDD's vote on AAA's request, by its affinity for BBB. */
static void vote_if(double affinity, double *approve, double *veto) {
  scene_start(&realm);
  world_dyad(realm.run.world, DDD, BBB)->affinity = affinity;
  ask_for_help(BORDER);
  scene_ask_vote(&realm, DDD);
  *approve = scene_chance(&realm, "vote_approve", BORDER);
  *veto = scene_chance(&realm, "veto", BORDER);
}

/* Ties are what there is to lose: where there are none, dislike of the adversary adds nothing. */
static void r4_a_member_with_ties_to_the_adversary_does_not_vote_for_help(void **state) {
  (void)state;
  double approve[2];
  double veto[2];
  scene_open(&realm);
  vote_if(-0.6, &approve[0], &veto[0]);
  vote_if(0, &approve[1], &veto[1]);
  assert_true(approve[0] == approve[1] && veto[0] == veto[1]);
  for (int step = 1; step <= 4; step++) {
    vote_if(0.25 * step, &approve[1], &veto[1]);
    assert_true(approve[1] < approve[0] && veto[1] > veto[0]);
    approve[0] = approve[1];
    veto[0] = veto[1];
  }
  realm_close(&realm);
}

static void r5_a_patron_with_business_on_the_other_side_hedges(void **state) {
  (void)state;
  double approve = 1;
  double expected = 1;
  scene_open(&realm);
  for (int step = 0; step < 4; step++) {
    scenario_relation(realm.scenario, CCC, BBB)->bilateral = 0.3 * step;
    scene_start(&realm);
    double help = scene_help(&realm, BBB, CCC, BORDER, RUNG_ARMS); /* and BBB knows */
    assert_true(help < expected);
    expected = help;
    ask_for_help(BORDER);
    scene_ask_vote(&realm, CCC);
    assert_true(scene_chance(&realm, "vote_approve", BORDER) < approve);
    approve = scene_chance(&realm, "vote_approve", BORDER);
  }
  realm_close(&realm);
}

/* --- R6 to R9: the spokesman and his critic ----------------------------------------------------
 */

/* What BBB answers to SPK's word: chance of doubting him, after his members have been [silent] for
 * a week or have endorsed him. */
static double doubt(int nationality, bool silent, bool endorsed, double *credence) {
  scenario_actor(realm.scenario, SPK)->nationality = nationality;
  scene_start(&realm);
  hear_word(3);
  if (endorsed) {
    (void)realm_do(&realm, CCC, "endorse", SPK, BORDER);
  }
  realm.run.world->now += silent ? 7 * MINUTES_PER_DAY : 0;
  *credence = believe_mandate(realm.run.world, BBB, SPK);
  scene_wake(&realm, BBB);
  return scene_chance(&realm, "delegitimise_messenger", BORDER);
}

static void r6_silent_members_make_a_spokesmans_word_his_own(void **state) {
  (void)state;
  double credence[4];
  scene_open(&realm);
  double at_once = doubt(DDD, false, false, &credence[0]);
  double after_silence = doubt(DDD, true, false, &credence[1]);
  double after_word = doubt(DDD, true, true, &credence[2]);
  double of_kin = doubt(AAA, false, false, &credence[3]);
  assert_true(credence[1] < credence[0] && credence[0] < credence[2] && credence[3] < credence[0]);
  assert_true(after_silence > at_once && at_once > after_word && of_kin > at_once);
  realm_close(&realm);
}

/* Mean register of what SPK says after a death at the border, silence being 0. */
static double firmness(int nationality, double jeopardy) {
  double sum = 0;
  scenario_actor(realm.scenario, SPK)->nationality = nationality;
  scenario_actor(realm.scenario, SPK)->jeopardy = jeopardy;
  scene_start(&realm);
  (void)scene_hear(&realm, SPK, scene_incident(&realm, BBB, BORDER, 1, 2));
  scene_wake(&realm, SPK);
  assert_int_equal(realm.run.menu->choice_count, 1);
  const struct choice *choice = &realm.run.menu->choices[0];
  for (int i = 0; i < choice->option_count; i++) {
    const struct intention *intention = &choice->options[i].intention;
    const char *verb =
        intention->verb < 0 ? "" : scenario_verb(realm.scenario, intention->verb)->id;
    sum += intention->verb < 0
               ? 0
               : scene_chance(&realm, verb, BORDER) * intention->statement.register_level;
  }
  return sum;
}

static void r7_an_indicted_official_speaks_up_for_his_own_state_only(void **state) {
  (void)state;
  scene_open(&realm);
  double safe = firmness(AAA, 0);
  double indicted = firmness(AAA, 1);
  printf("[ R7 ] mean register %.3f, indicted %.3f, of another nation %.3f\n", safe, indicted,
         firmness(DDD, 1));
  assert_true(indicted > safe + 0.05);
  assert_true(fabs(firmness(DDD, 1) - firmness(DDD, 0)) < 1e-9);
  realm_close(&realm);
  /* and in whole runs: firmer words for the same fire, and no limit to what protects his own */
  const struct paired_arm arms[2] = {{.numbers = {{"actors.KHACHATUROV.jeopardy", "0"}}},
                                     {.numbers = {{"actors.KHACHATUROV.jeopardy", "1"}}}};
  static const char *const measures[] = {"said.demand_deescalate", "said.warn",
                                         "said.limit_commitment", "said.express_concern",
                                         "mandate.KHACHATUROV"};
  enum { DEMANDS, WARNINGS, LIMITS, CONCERNS, MANDATE, MEASURES };
  struct paired found[MEASURES];
  paired_compare("csto-2018", arms, measures, MEASURES, SEEDS, found);
  for (int m = 0; m < MEASURES; m++) {
    char what[64];
    (void)snprintf(what, sizeof what, "R7 %s, without and with a charge", measures[m]);
    paired_print(what, &found[m]);
  }
  assert_true(found[DEMANDS].low > 0 && found[WARNINGS].difference > 0);
  assert_true(found[LIMITS].high < 0 && found[CONCERNS].high < 0);
  assert_true(found[MANDATE].high < 0);
}

/* BBB's answer to SPK if its credence in him is shifted by [logit]. */
static void answer_with(double logit, int level) {
  scene_start(&realm);
  realm.run.world->mandate[BBB * REALM_ACTORS + SPK] = logit;
  hear_word(level);
  scene_wake(&realm, BBB);
}

static void r8_disbelief_is_answered_with_words_not_with_force(void **state) {
  (void)state;
  double doubt_him = 1;
  double deny = 0;
  scene_open(&realm);
  for (int logit = -3; logit <= 3; logit += 2) {
    answer_with(logit, 3);
    const struct choice *answer = &realm.run.menu->choices[0];
    assert_int_equal(answer->stimulus, realm.run.world->actors[BBB].inbox[0].record);
    for (int i = 0; i < answer->option_count; i++) {
      int verb = answer->options[i].intention.verb;
      assert_true(verb < 0 || scenario_verb(realm.scenario, verb)->domain == DOMAIN_VERBAL);
    }
    assert_true(scene_chance(&realm, "delegitimise_messenger", BORDER) < doubt_him);
    assert_true(scene_chance(&realm, "deny_responsibility", BORDER) > deny);
    doubt_him = scene_chance(&realm, "delegitimise_messenger", BORDER);
    deny = scene_chance(&realm, "deny_responsibility", BORDER);
  }
  realm_close(&realm);
}

static double answered(double logit, int level) {
  answer_with(logit, level);
  return scene_chance(&realm, "delegitimise_messenger", BORDER) +
         scene_chance(&realm, "deny_responsibility", BORDER) +
         scene_chance(&realm, "demand_concession", BORDER);
}

static void r9_a_word_that_is_not_believed_is_answered_all_the_same(void **state) {
  (void)state;
  scene_open(&realm);
  assert_true(answered(-6, 3) > 0.5);
  assert_true(answered(-6, 3) > answered(0, 3));  /* disbelief is no reason to ignore him */
  assert_true(answered(-6, 5) > answered(-6, 1)); /* a slight is */
  realm_close(&realm);
}

/* --- R10, R11 ----------------------------------------------------------------------------------
 */

/* Counts of PROCEDURE records by outcome, after what falls due in the organ for sixty days. */
static void let_the_organ_work(const char *verb, uint64_t seed, int results[RESULT_COUNT]) {
  struct queued event;
  scene_start(&realm);
  realm.run.order.seed = seed;
  (void)scene_incident(&realm, BBB, BORDER, 3, 4);
  (void)realm_do(&realm, AAA, verb, ORG, BORDER);
  while (queue_pop(&realm.run.queue, &event) && event.at < 70 * MINUTES_PER_DAY) {
    realm.run.world->now = event.at;
    if (event.phase == PHASE_PROCEDURE) {
      procedure_due(&realm.run, event.actor, event.index);
    }
  }
  assert_int_equal(realm.run.failure, ERR_OK);
  for (uint32_t id = 1; id <= realm.run.world->record_count; id++) {
    const struct record *record = world_record(realm.run.world, id);
    results[record->outcome] += record->kind == RECORD_PROCEDURE ? 1 : 0;
  }
}

static void r10_no_request_no_decision(void **state) {
  (void)state;
  static const char *const verbs[] = {"inform_organisation", "request_assistance"};
  scene_open(&realm);
  for (int asked = 0; asked < 2; asked++) {
    int results[RESULT_COUNT] = {0};
    for (uint64_t seed = 1; seed <= 20; seed++) {
      let_the_organ_work(verbs[asked], seed, results);
    }
    assert_int_equal(results[RESULT_VOTE_OPENED], asked ? 20 : 0);
    assert_int_equal(results[RESULT_APPROVED] + results[RESULT_BLOCKED], asked ? 20 : 0);
    assert_int_equal(results[RESULT_REPORT_HEARD], asked ? 0 : 20);
    assert_int_equal(results[RESULT_LAPSED], asked ? 0 : 20);
  }
  realm_close(&realm);
}

static double utility_of(const char *verb) {
  const struct option *option = scene_option(&realm, verb, BORDER);
  double sum = 0;
  assert_non_null(option);
  for (int i = 0; i < option->term_count; i++) {
    sum += option->terms[i].value;
  }
  return sum;
}

/* What AAA does, three of whose men died at the border, if it expects its allies to be at [theta],
 * and what it is worth. */
struct asking {
  double inform, ask;
  double consult_worth, assist_worth;
};

static struct asking asking(double theta) {
  scene_start(&realm);
  scene_expect(&realm, CCC, theta);
  scene_expect(&realm, DDD, theta);
  (void)scene_incident(&realm, BBB, BORDER, 3, 4);
  scene_wake(&realm, AAA);
  return (struct asking){.inform = scene_chance(&realm, "inform_organisation", BORDER),
                         .ask = scene_chance(&realm, "request_consultation", BORDER) +
                                scene_chance(&realm, "request_assistance", BORDER),
                         .consult_worth = utility_of("request_consultation"),
                         .assist_worth = utility_of("request_assistance")};
}

static void assert_dearer(const struct asking *dear, const struct asking *cheap) {
  assert_true(dear->consult_worth < cheap->consult_worth - 0.05);
  assert_true(dear->assist_worth < cheap->assist_worth - 0.05);
  assert_true(dear->ask < cheap->ask);
}

static void r11_a_member_informs_rather_than_asks_when_refusal_is_likely(void **state) {
  (void)state;
  struct err err = {0};
  scene_open(&realm);
  struct asking doubtful = asking(-3);
  struct asking hopeful = asking(3);
  assert_int_equal(stage_poke(realm.stage, "actors.AAA.params.refusal_cost", 0, &err), ERR_OK);
  struct asking free = asking(-3);
  assert_int_equal(stage_poke(realm.stage, "actors.AAA.params.option_value", 0, &err), ERR_OK);
  struct asking idle = asking(-3);
  realm_close(&realm);
  printf("[ R11 ] informs %.3f, asks %.4f; with hope %.3f, %.4f; if refusal costs nothing %.3f, "
         "%.4f\n",
         doubtful.inform, doubtful.ask, hopeful.inform, hopeful.ask, free.inform, free.ask);
  assert_true(doubtful.inform > 5 * doubtful.ask);
  assert_true(hopeful.ask > 5 * doubtful.ask);
  assert_dearer(&doubtful, &hopeful);
  assert_dearer(&doubtful, &free); /* fear of the refusal holds it back, */
  assert_dearer(&free, &idle);     /* and the worth of not having asked */
}

/* --- R12, R13 ----------------------------------------------------------------------------------
 */

static void r12_who_is_weak_at_home_speaks_to_the_home_public(void **state) {
  (void)state;
  double before = 1;
  scene_open(&realm);
  for (int tenths = 2; tenths <= 8; tenths += 2) {
    scene_start(&realm);
    realm.run.world->actors[AAA].approval = tenths / 10.0;
    (void)scene_hear(&realm, AAA, scene_incident(&realm, BBB, BORDER, 1, 2));
    scene_wake(&realm, AAA);
    assert_true(scene_chance(&realm, "reassure_public", BORDER) < before);
    before = scene_chance(&realm, "reassure_public", BORDER);
  }
  assert_true(before > 0.01);
  double approval = realm.run.world->actors[AAA].approval;
  (void)realm_do(&realm, AAA, "reassure_public", NOBODY, BORDER);
  assert_true(realm.run.world->actors[AAA].approval > approval);
  realm_close(&realm);
}

/* DDD cites norms over the line; AAA hears it and is woken. */
static void ally_cites(uint32_t frames) {
  scene_start(&realm);
  struct intention *word = realm_intend(&realm, "invoke_norm", NOBODY, LINE);
  word->statement.frames = frames;
  assert_non_null(scene_hear(&realm, AAA, realm_act(&realm, DDD, word)));
  scene_wake(&realm, AAA);
}

static void r13_an_ally_who_takes_the_other_sides_words_is_repaid_in_symbols(void **state) {
  (void)state;
  scene_open(&realm);
  ally_cites(FRAME_SELF_DETERMINATION);
  assert_null(scene_option(&realm, "summon_ambassador", ANYWHERE));
  assert_null(scene_option(&realm, "symbolic_act", ANYWHERE));
  ally_cites(FRAME_TERRITORIAL_INTEGRITY);
  double summons = scene_chance(&realm, "summon_ambassador", ANYWHERE);
  double gesture = scene_chance(&realm, "symbolic_act", ANYWHERE);
  assert_true(summons > 0.05 && gesture > 0.05);
  const struct choice *answer = &realm.run.menu->choices[0];
  for (int i = 0; i < answer->option_count; i++) {
    const struct intention *intention = &answer->options[i].intention;
    if (intention->verb >= 0) { /* cheap, at the ally, and nothing that weakens the alliance */
      const struct verb *verb = scenario_verb(realm.scenario, intention->verb);
      assert_int_equal(intention->target, DDD);
      assert_true(verb->rung <= 1 && verb->domain != DOMAIN_MATERIAL);
    }
  }
  struct dyad *back = world_dyad(realm.run.world, DDD, AAA);
  double grievance = back->grievance;
  (void)realm_act(&realm, AAA, &scene_option(&realm, "symbolic_act", ANYWHERE)->intention);
  assert_true(back->grievance > grievance); /* which wears the alliance down */
  realm_close(&realm);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(r1_the_same_shot_means_another_thing_on_the_border),
      cmocka_unit_test(r2_membership_deters_as_far_as_help_is_expected),
      cmocka_unit_test(r3_past_silence_costs_credence_and_discounts_itself_where_nothing_was_owed),
      cmocka_unit_test(r4_a_member_with_ties_to_the_adversary_does_not_vote_for_help),
      cmocka_unit_test(r5_a_patron_with_business_on_the_other_side_hedges),
      cmocka_unit_test(r6_silent_members_make_a_spokesmans_word_his_own),
      cmocka_unit_test(r7_an_indicted_official_speaks_up_for_his_own_state_only),
      cmocka_unit_test(r8_disbelief_is_answered_with_words_not_with_force),
      cmocka_unit_test(r9_a_word_that_is_not_believed_is_answered_all_the_same),
      cmocka_unit_test(r10_no_request_no_decision),
      cmocka_unit_test(r11_a_member_informs_rather_than_asks_when_refusal_is_likely),
      cmocka_unit_test(r12_who_is_weak_at_home_speaks_to_the_home_public),
      cmocka_unit_test(r13_an_ally_who_takes_the_other_sides_words_is_repaid_in_symbols),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
