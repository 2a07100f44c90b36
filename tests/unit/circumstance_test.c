/* What weighs when an ally needs help: the circumstances as a helper sees them, read from the terms
 * of its choice; and words for an ally. */
#include "unit/scene.h"

#include <math.h>

/* scripts/lib/alliance.lua, help_fit and help_thresholds; model.lambda_target. */
static const double CONSTANT = -0.778;
static const double STATE = -0.337;
static const double COVERED = 0.410;
static const double STAKE = 1.113;
static const double TIES = -0.513;
static const double RISK = -0.604;
static const double WORDS = -1.998;
static const double NOISE = 0.18;

static struct realm realm;

static int open_scene(void **state) {
  (void)state;
  scene_open(&realm);
  return 0;
}

static int close_scene(void **state) {
  (void)state;
  realm_close(&realm);
  return 0;
}

static struct relation *tie(int from, int to) {
  return scenario_relation(realm.scenario, from, to);
}

static struct theatre *place(int index) {
  return scenario_theatre(realm.scenario, index);
}

/* What the term [name] says of help for AAA over [theatre], in log-odds. */
static double part_of(int theatre, const char *name) {
  const struct option *option = scene_option(&realm, "deploy_observers", theatre);
  assert_non_null(option);
  for (int i = 0; i < option->term_count; i++) {
    if (strcmp(option->terms[i].name, name) == 0) {
      return option->terms[i].value / NOISE;
    }
  }
  fail_msg("no term %s", name);
  return NAN;
}

/* BBB attacks AAA over [theatre]; [helper] weighs what to do. */
static void weigh(int helper, int theatre) {
  (void)realm_do(&realm, BBB, "seize_ground", AAA, theatre);
  scene_wake(&realm, helper);
}

static void attack(int helper, int theatre) {
  scene_start(&realm);
  weigh(helper, theatre);
}

static void assert_part(int theatre, const char *name, double expected) {
  double found = part_of(theatre, name);
  if (fabs(found - expected) > 1e-9) {
    fail_msg("%s: found %.9g; expected %.9g", name, found, expected);
  }
}

/* --- stake ------------------------------------------------------------------------------------ */

static void a_stake_is_salience_or_dependence_whichever_is_more(void **state) {
  (void)state;
  static const struct {
    double salience, dependence, stake;
  } rows[] = {{0.6, 0.1, 3}, {0.1, 0.5, 2.5}, {0.05, 0, 1}, {1, 1, 5}, {0.3, 0.6, 3}};
  double before[2] = {place(LINE)->salience[DDD], tie(DDD, AAA)->trade};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    place(LINE)->salience[DDD] = rows[i].salience;
    tie(DDD, AAA)->trade = rows[i].dependence;
    attack(DDD, LINE);
    assert_part(LINE, "stake", STAKE * rows[i].stake);
  }
  place(LINE)->salience[DDD] = before[0];
  tie(DDD, AAA)->trade = before[1];
}

/* --- ties ------------------------------------------------------------------------------------- */

static void ties_are_what_there_is_to_lose_with_the_rival(void **state) {
  (void)state;
  static const struct {
    double affinity, bilateral, dependence, ties;
  } rows[] = {{-0.5, 0, 0, 0},
              {0.4, 0, 0, 1.2},
              {-0.5, 0.6, 0, 1.8},
              {0.1, 0.6, 0.9, 2.7},
              {1, 0.2, 0.3, 3}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    tie(CCC, BBB)->bilateral = rows[i].bilateral;
    scene_start(&realm);
    world_dyad(realm.run.world, CCC, BBB)->affinity = rows[i].affinity;
    world_dyad(realm.run.world, CCC, BBB)->dependence = rows[i].dependence;
    weigh(CCC, LINE);
    assert_part(LINE, "ties", TIES * rows[i].ties);
  }
  tie(CCC, BBB)->bilateral = 0;
}

/* --- risk ------------------------------------------------------------------------------------- */

/* CINC shares: AAA .1, BBB .2, CCC .4, DDD .05, EEE .3. Behind CCC stand itself and AAA; behind the
 * weak ally the strongest of its own; behind the rival perhaps EEE, tied to it as to an ally. */
static void risk_is_the_rivals_share_of_the_strength_behind_both(void **state) {
  (void)state;
  static const struct {
    const char *changes;
    int helper;
    double friendship, risk;
  } rows[] = {{"", CCC, 0, 5}, /* the rival alone is nuclear */
              {"b.nuclear = false", CCC, 0, 1 + 4 * 0.2 / (0.2 + 0.5)},
              {"b.nuclear = false", DDD, 0, 1 + 4 * 0.2 / (0.2 + 0.45)},
              {"b.nuclear = false", CCC, 0.4, 1 + 4 * 0.2 / (0.2 + 0.5)},
              {"b.nuclear = false", CCC, 0.5, 1 + 4 * 0.5 / (0.5 + 0.5)},
              {"b.nuclear = false; e.nuclear = true", CCC, 0.5, 5},
              {"b.nuclear = false; e.nuclear = true", CCC, 0, 1 + 4 * 0.2 / (0.2 + 0.5)},
              {"a.nuclear = true", CCC, 0, 1 + 4 * 0.2 / (0.2 + 0.5)},
              {"c.nuclear = true", DDD, 0.5, 1 + 4 * 0.5 / (0.5 + 0.45)},
              {"c.nuclear = true", CCC, 0, 1 + 4 * 0.2 / (0.2 + 0.5)}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    realm_close(&realm);
    scene_open_with(&realm, rows[i].changes);
    tie(BBB, EEE)->treaty = rows[i].friendship;
    attack(rows[i].helper, LINE);
    assert_part(LINE, "risk", RISK * rows[i].risk);
  }
  realm_close(&realm);
  scene_open(&realm);
}

/* --- what the treaty covers ------------------------------------------------------------------- */

static struct article *assistance(void) {
  struct treaty *pact = &((struct treaty *)realm.scenario->treaties.items)[0];
  struct article *articles = pact->articles.items;
  for (int i = 0; i < pact->articles.count; i++) {
    if (articles[i].obligation == OBLIGATION_ASSIST) {
      return &articles[i];
    }
  }
  fail_msg("no article of assistance");
  return NULL;
}

static void a_case_is_covered_inside_the_area(void **state) {
  (void)state;
  struct article before = *assistance();
  attack(CCC, BORDER);
  assert_part(BORDER, "treaty", COVERED);
  assert_part(BORDER, "base", CONSTANT + STATE);
  attack(CCC, LINE);
  assert_part(LINE, "treaty", 0);
  assistance()->gravity_min = 5; /* neither gravity nor a request is asked for */
  assistance()->on_request = true;
  attack(CCC, BORDER);
  assert_part(BORDER, "treaty", COVERED);
  *assistance() = before;
}

/* An article may mean states only. */
static void the_attacker_must_be_of_the_kind_that_is_meant(void **state) {
  (void)state;
  realm_close(&realm);
  scene_open_with(&realm, "b.kind = 'body'");
  for (int meant = ATTACKER_ANY; meant < ATTACKER_KIND_COUNT; meant++) {
    assistance()->attacker = meant;
    attack(CCC, BORDER);
    assert_part(BORDER, "base", CONSTANT); /* by no state */
    assert_part(BORDER, "treaty", meant == ATTACKER_ANY ? COVERED : 0);
  }
  realm_close(&realm);
  scene_open(&realm);
  assistance()->attacker = ATTACKER_STATE;
  attack(CCC, BORDER);
  assert_part(BORDER, "treaty", COVERED);
  assistance()->attacker = ATTACKER_ANY;
}

/* The clause that freed Italy in 1914: who brings the case about is not covered. */
static void who_attacks_first_is_not_covered_where_it_must_be_unprovoked(void **state) {
  (void)state;
  for (int clause = 0; clause < 2; clause++) {
    assistance()->unprovoked = clause == 1;
    scene_start(&realm);
    (void)realm_do(&realm, AAA, "seize_ground", BBB, BORDER);
    scene_wake(&realm, CCC);
    assert_part(BORDER, "treaty", clause ? 0 : COVERED);
    attack(CCC, BORDER);
    assert_part(BORDER, "treaty", COVERED);
  }
  assistance()->unprovoked = false;
}

/* AAA gives an ultimatum to FFF, whom BBB stands by as far as [standing], and BBB attacks AAA. */
static double part_after_ultimatum(double standing, bool given) {
  tie(BBB, FFF)->treaty = standing;
  scene_start(&realm);
  if (given) {
    const struct record *word = realm_do(&realm, AAA, "issue_ultimatum", FFF, LINE);
    assert_non_null(scene_hear(&realm, CCC, word));
  }
  weigh(CCC, BORDER);
  return part_of(BORDER, "treaty");
}

static void an_ultimatum_to_the_rivals_protege_brings_the_case_about(void **state) {
  (void)state;
  int claimant = place(LINE)->claimant;
  place(LINE)->claimant = FFF;
  assistance()->unprovoked = true;
  assert_true(fabs(part_after_ultimatum(0.5, false) - COVERED) < 1e-9);
  assert_true(part_after_ultimatum(0.5, true) == 0);
  assert_true(fabs(part_after_ultimatum(0.4, true) - COVERED) < 1e-9); /* it stands by nobody */
  assistance()->unprovoked = false;
  assert_true(fabs(part_after_ultimatum(0.5, true) - COVERED) < 1e-9); /* no such clause */
  tie(BBB, FFF)->treaty = 0;
  place(LINE)->claimant = claimant;
}

/* Nobody has attacked: who called up its men first, as far as the helper knows. */
static void who_mobilised_first_brings_the_case_about(void **state) {
  (void)state;
  assistance()->unprovoked = true;
  for (int first = AAA; first <= BBB; first++) {
    int second = first == AAA ? BBB : AAA;
    scene_start(&realm);
    const struct record *one = realm_do(&realm, first, "mobilise", second, BORDER);
    assert_non_null(scene_hear(&realm, CCC, one));
    scene_wake(&realm, CCC);
    assert_int_equal(scene_option(&realm, "deploy_observers", BORDER) != NULL, first == BBB);
    realm.run.world->actors[CCC].inbox_count = 0;
    realm.run.world->now += MINUTES_PER_DAY;
    const struct record *two = realm_do(&realm, second, "mobilise", first, BORDER);
    assert_non_null(scene_hear(&realm, CCC, two));
    scene_wake(&realm, CCC);
    assert_part(BORDER, "treaty", first == AAA ? 0 : COVERED);
  }
  assistance()->unprovoked = false;
}

/* --- words ------------------------------------------------------------------------------------ */

/* DDD hears of [deaths] on the border; the chance that it speaks up for AAA, and the log-odds that
 * the reasons add up to. */
static double speaks(double deaths, double affinity, double *odds) {
  scene_start(&realm);
  world_dyad(realm.run.world, DDD, BBB)->affinity = affinity;
  if (deaths >= 25) {
    realm.run.world->theatres[BORDER].grave_at = realm.run.world->now;
  }
  const struct record *record = scene_incident(&realm, BBB, BORDER, deaths, deaths >= 25 ? 4 : 2);
  assert_non_null(scene_hear(&realm, DDD, record));
  scene_wake(&realm, DDD);
  const struct option *word = scene_option(&realm, "demand_deescalate", BORDER);
  *odds = 0;
  for (int i = 0; word != NULL && i < word->term_count; i++) {
    *odds += word->terms[i].value / NOISE;
  }
  assert_true(word == NULL || word->intention.statement.implied == BBB);
  return scene_chance(&realm, "demand_deescalate", BORDER);
}

/* They are more often had than arms, by the threshold of words, and by the same reasons. */
static void an_ally_in_an_emergency_gets_a_word(void **state) {
  (void)state;
  double odds[2];
  assert_true(speaks(3, -0.5, &odds[0]) == 0); /* no emergency, no side is taken */
  double free = speaks(30, -0.5, &odds[0]);
  double weighed = CONSTANT + STATE + COVERED + 3 * STAKE + 5 * RISK - WORDS;
  assert_true(fabs(odds[0] - weighed) < 1e-9);
  assert_true(fabs(free - 1 / (1 + exp(-weighed))) < 1e-9);
  double tied = speaks(30, 0.5, &odds[1]);
  assert_true(fabs(odds[0] - odds[1] + 1.5 * TIES) < 1e-9);
  assert_true(tied < free);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_stake_is_salience_or_dependence_whichever_is_more),
      cmocka_unit_test(ties_are_what_there_is_to_lose_with_the_rival),
      cmocka_unit_test(risk_is_the_rivals_share_of_the_strength_behind_both),
      cmocka_unit_test(a_case_is_covered_inside_the_area),
      cmocka_unit_test(the_attacker_must_be_of_the_kind_that_is_meant),
      cmocka_unit_test(who_attacks_first_is_not_covered_where_it_must_be_unprovoked),
      cmocka_unit_test(an_ultimatum_to_the_rivals_protege_brings_the_case_about),
      cmocka_unit_test(who_mobilised_first_brings_the_case_about),
      cmocka_unit_test(an_ally_in_an_emergency_gets_a_word),
  };
  return cmocka_run_group_tests(tests, open_scene, close_scene);
}
