/* Each archetype's rule, read from the decisions that the real policy host records: which options,
 * at which utilities, with which probabilities. Formal models of choice are in
 * archetype_model_test.c, help to allies in help_test.c. */
#include "unit/crisis.h"

#include <math.h>

/* --- the seven of the first scenario -----------------------------------------------------------
 */

static void claimant_presses_where_the_allies_are_not_bound(void **state) {
  (void)state;
  struct crisis *low =
      crisis_play(&(struct cast){.b = "revisionist_claimant", .b_params = "ambition = 0.2"}, 1, 20);
  double modest = crisis_mean_term(low, "seize_ground", LINE, "gain");
  crisis_end(low);
  struct crisis *crisis =
      crisis_play(&(struct cast){.b = "revisionist_claimant", .b_params = "ambition = 2"}, 1, 20);
  assert_true(crisis->count > 5);
  /* the same claim, the same chances: what differs is the allies' fear of the area */
  assert_true(crisis_mean_term(crisis, "seize_ground", BORDER, "allies") <
              crisis_mean_term(crisis, "seize_ground", LINE, "allies") - 0.02);
  assert_true(crisis_mean_probability(crisis, "seize_ground", BORDER) <
              crisis_mean_probability(crisis, "seize_ground", LINE));
  assert_true(crisis_mean_term(crisis, "seize_ground", LINE, "gain") > 5 * modest);
  /* salami: a larger slice gains more and costs more */
  assert_true(crisis_mean_term(crisis, "shell", LINE, "gain") <
              crisis_mean_term(crisis, "general_offensive", LINE, "gain"));
  assert_true(crisis_mean_term(crisis, "shell", LINE, "cost") >
              crisis_mean_term(crisis, "general_offensive", LINE, "cost"));
  crisis_end(crisis);
}

static void defender_answers_in_kind_and_no_higher(void **state) {
  (void)state;
  struct crisis *crisis = crisis_play(
      &(struct cast){.a = "status_quo_defender", .b = "puppet", .b_act = "hold_exercise"}, 1, 20);
  int drills = 0;
  for (int i = 0; i < crisis->count; i++) {
    const struct seen *seen = &crisis->seen[i];
    if (strcmp(seen->stimulus, "hold_exercise") != 0 ||
        crisis_option(seen, "raise_alert", ANYWHERE) == NULL) {
      continue;
    }
    drills++;
    for (int n = 0; n < seen->option_count; n++) {
      assert_true(seen->options[n].rung <= 4); /* a drill stands on rung 3 */
    }
  }
  assert_true(drills > 0);
  crisis_end(crisis);
  struct crisis *fire = crisis_play(
      &(struct cast){.a = "status_quo_defender", .b = "puppet", .b_act = "fire_small_arms"}, 1, 20);
  assert_false(crisis_never_offers(fire, "fire_small_arms"));
  assert_true(crisis_never_offers(fire, "shell") && crisis_never_offers(fire, "seize_ground"));
  assert_true(crisis_mean_term(fire, "fire_small_arms", ANYWHERE, "match") > 0);
  crisis_end(fire);
  struct crisis *meek = crisis_play(&(struct cast){.a = "status_quo_defender",
                                                   .a_params = "match = 0",
                                                   .b = "puppet",
                                                   .b_act = "fire_small_arms"},
                                    1, 20);
  crisis_assert_near(crisis_mean_term(meek, "fire_small_arms", ANYWHERE, "match"), 0, 0);
  crisis_end(meek);
}

static void hedger_is_neutral_and_leans_by_area_and_ties(void **state) {
  (void)state;
  struct crisis *crisis =
      crisis_play(&(struct cast){.d = "hedging_ally", .s = "puppet", .s_act = "warn"}, 1, 60);
  assert_true(crisis->count > 3);
  assert_true(crisis_never_offers(crisis, "accuse_aggression"));
  assert_false(crisis_never_offers(crisis, "invoke_norm"));
  double border = crisis_mean_term(crisis, "endorse", BORDER, "solidarity");
  double line = crisis_mean_term(crisis, "endorse", LINE, "solidarity");
  assert_true(border > line);
  assert_true(crisis_mean_term(crisis, "distance_from", BORDER, "ties") <
              crisis_mean_term(crisis, "distance_from", LINE, "ties"));
  crisis_end(crisis);
  struct crisis *tied = crisis_play(
      &(struct cast){
          .d = "hedging_ally", .d_params = "adversary_ties = 1.5", .s = "puppet", .s_act = "warn"},
      1, 60);
  assert_true(crisis_mean_term(tied, "endorse", BORDER, "solidarity") < border);
  crisis_end(tied);
}

static void spokesman_speaks_inside_the_area_and_limits_outside(void **state) {
  (void)state;
  struct crisis *crisis = crisis_play(&(struct cast){.s = "institution_spokesman"}, 1, 60);
  assert_true(crisis_offers(crisis, "warn", BORDER));
  assert_true(crisis_offers(crisis, "demand_deescalate", BORDER));
  assert_false(crisis_offers(crisis, "limit_commitment", BORDER));
  assert_true(crisis_offers(crisis, "limit_commitment", LINE));
  assert_false(crisis_offers(crisis, "warn", LINE));
  /* the stronger the words, the further beyond the mandate */
  assert_true(crisis_mean_term(crisis, "warn", BORDER, "sanction") <
              crisis_mean_term(crisis, "express_concern", BORDER, "sanction"));
  double sanction = crisis_mean_term(crisis, "warn", BORDER, "sanction");
  double home = crisis_mean_term(crisis, "warn", BORDER, "home");
  crisis_end(crisis);
  struct crisis *own =
      crisis_play(&(struct cast){.s = "institution_spokesman",
                                 .s_params = "sanction = 1, private_incentive = 1"},
                  1, 60);
  assert_true(crisis_mean_term(own, "warn", BORDER, "sanction") < 1.5 * sanction);
  assert_true(crisis_mean_term(own, "warn", BORDER, "home") > home);
  crisis_end(own);
}

static void mediator_waits_for_ripeness(void **state) {
  static const double ripeness[] = {0.3, 0.8};
  static const char *const params[] = {"ripeness = 0.3", "ripeness = 0.8"};
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct crisis *crisis =
        crisis_play(&(struct cast){.e = "mediator", .e_params = params[i]}, 1, 60);
    int offers = 0;
    for (int n = 0; n < crisis->count; n++) {
      const struct seen_option *appeal =
          crisis_option(&crisis->seen[n], "appeal_deescalate", ANYWHERE);
      const struct seen_option *offer = crisis_option(&crisis->seen[n], "mediate", ANYWHERE);
      if (appeal != NULL && offer != NULL) {
        double heat = crisis_term(appeal, "calm") / (CRISIS_STAKE_E * 0.6);
        double ripe = 1 - fabs(heat - ripeness[i]);
        crisis_assert_near(crisis_term(offer, "calm"), CRISIS_STAKE_E * 0.7 * ripe * heat, 1e-9);
        offers++;
      }
    }
    assert_true(offers > 0);
    crisis_end(crisis);
  }
}

/* --- the others --------------------------------------------------------------------------------
 */

static int decisions_with(const char *verb, const struct cast *cast, int seeds) {
  int count = 0;
  for (int seed = 1; seed <= seeds; seed++) {
    struct crisis *crisis = crisis_play(cast, (uint64_t)seed, 60);
    for (int i = 0; i < crisis->count; i++) {
      count += crisis_option(&crisis->seen[i], verb, ANYWHERE) != NULL ? 1 : 0;
    }
    crisis_end(crisis);
  }
  return count;
}

static void spoiler_strikes_only_when_talks_are_near(void **state) {
  struct cast talks = {.a = "puppet", .a_act = "negotiate", .b = "spoiler"};
  struct cast quiet = talks;
  struct cast eager = talks;
  (void)state;
  quiet.a = "idle";
  eager.b_params = "p_spoil = 0.3";
  talks.b_params = "p_spoil = 0.02";
  assert_int_equal(decisions_with("fire_small_arms", &quiet, 4), 0);
  int seldom = decisions_with("fire_small_arms", &talks, 8);
  int often = decisions_with("fire_small_arms", &eager, 8);
  assert_true(often > 3 * seldom && often > 0);
  struct crisis *crisis = crisis_play(&eager, 1, 60);
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *strike = crisis_option(&crisis->seen[i], "fire_small_arms", ANYWHERE);
    double near = crisis_term(strike, "spoils");
    assert_true(near > 0 && near <= 1);
    assert_true(crisis_term(strike, "exposure") <= -0.08 + 1e-9);
  }
  crisis_end(crisis);
}

static void populist_threatens_below_its_threshold_and_never_concedes(void **state) {
  (void)state;
  struct crisis *loved =
      crisis_play(&(struct cast){.b = "domestic_populist", .b_params = "threshold = 0.3"}, 1, 40);
  assert_true(loved->count > 0);
  assert_true(crisis_never_offers(loved, "threaten_force") &&
              crisis_never_offers(loved, "hold_exercise"));
  double applause = crisis_mean_term(loved, "symbolic_act", ANYWHERE, "applause");
  crisis_end(loved);
  struct crisis *scorned = crisis_play(
      &(struct cast){.b = "domestic_populist", .b_params = "threshold = 0.6, diversion = 1"}, 1,
      40);
  assert_false(crisis_never_offers(scorned, "threaten_force"));
  assert_true(crisis_never_offers(scorned, "concede") &&
              crisis_never_offers(scorned, "agree_ceasefire"));
  assert_true(crisis_mean_term(scorned, "symbolic_act", ANYWHERE, "applause") > applause);
  crisis_end(scorned);
  struct crisis *voting = crisis_play(
      &(struct cast){.b = "domestic_populist", .b_params = "threshold = 0.3, vote_day = 45"}, 1,
      40);
  assert_true(crisis_mean_term(voting, "symbolic_act", ANYWHERE, "applause") > applause);
  crisis_end(voting);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(claimant_presses_where_the_allies_are_not_bound),
      cmocka_unit_test(defender_answers_in_kind_and_no_higher),
      cmocka_unit_test(hedger_is_neutral_and_leans_by_area_and_ties),
      cmocka_unit_test(spokesman_speaks_inside_the_area_and_limits_outside),
      cmocka_unit_test(mediator_waits_for_ripeness),
      cmocka_unit_test(spoiler_strikes_only_when_talks_are_near),
      cmocka_unit_test(populist_threatens_below_its_threshold_and_never_concedes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
