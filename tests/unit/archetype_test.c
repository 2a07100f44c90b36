/* Each archetype's rule, read from the decisions that the real policy host records: which options,
 * at which utilities, with which probabilities. */
#include "unit/crisis.h"

#include <math.h>

/* --- helpers -----------------------------------------------------------------------------------
 */

/* Sum of a term over all options with [verb] (NULL: any) over [theatre] (-1: any), and how many. */
static double mean_term(const struct crisis *crisis, const char *verb, int theatre,
                        const char *term) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, theatre);
    if (option != NULL) {
      sum += crisis_term(option, term);
      count++;
    }
  }
  return count == 0 ? NAN : sum / count;
}

/* A term of [verb] when it was first offered. */
static double first_term(const struct crisis *crisis, const char *verb, const char *term) {
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, ANYWHERE);
    if (option != NULL) {
      return crisis_term(option, term);
    }
  }
  fail_msg("%s was never offered", verb);
  return NAN;
}

/* Mean probability of an option where it was offered; NaN if it never was. */
static double mean_probability(const struct crisis *crisis, const char *verb, int theatre) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *option = crisis_option(&crisis->seen[i], verb, theatre);
    sum += option == NULL ? 0 : option->probability;
    count += option == NULL ? 0 : 1;
  }
  return count == 0 ? NAN : sum / count;
}

static bool offers(const struct crisis *crisis, const char *verb, int theatre) {
  double p = mean_probability(crisis, verb, theatre);
  return p == p;
}

static bool never_offers(const struct crisis *crisis, const char *verb) {
  return !offers(crisis, verb, ANYWHERE);
}

static void assert_near(double found, double expected, double tolerance) {
  if (!(fabs(found - expected) <= tolerance)) {
    fail_msg("found %.9g; expected %.9g", found, expected);
  }
}

/* --- the seven of the first scenario -----------------------------------------------------------
 */

static void claimant_presses_where_the_allies_are_not_bound(void **state) {
  (void)state;
  struct crisis *low =
      crisis_play(&(struct cast){.b = "revisionist_claimant", .b_params = "ambition = 0.2"}, 1, 20);
  double modest = mean_term(low, "seize_ground", LINE, "gain");
  crisis_end(low);
  struct crisis *crisis =
      crisis_play(&(struct cast){.b = "revisionist_claimant", .b_params = "ambition = 2"}, 1, 20);
  assert_true(crisis->count > 5);
  /* the same claim, the same chances: what differs is the allies' fear of the area */
  assert_true(mean_term(crisis, "seize_ground", BORDER, "allies") <
              mean_term(crisis, "seize_ground", LINE, "allies") - 0.02);
  assert_true(mean_probability(crisis, "seize_ground", BORDER) <
              mean_probability(crisis, "seize_ground", LINE));
  assert_true(mean_term(crisis, "seize_ground", LINE, "gain") > 5 * modest);
  /* salami: a larger slice gains more and costs more */
  assert_true(mean_term(crisis, "shell", LINE, "gain") <
              mean_term(crisis, "general_offensive", LINE, "gain"));
  assert_true(mean_term(crisis, "shell", LINE, "cost") >
              mean_term(crisis, "general_offensive", LINE, "cost"));
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
  assert_false(never_offers(fire, "fire_small_arms"));
  assert_true(never_offers(fire, "shell") && never_offers(fire, "seize_ground"));
  assert_true(mean_term(fire, "fire_small_arms", ANYWHERE, "match") > 0);
  crisis_end(fire);
  struct crisis *meek = crisis_play(&(struct cast){.a = "status_quo_defender",
                                                   .a_params = "match = 0",
                                                   .b = "puppet",
                                                   .b_act = "fire_small_arms"},
                                    1, 20);
  assert_near(mean_term(meek, "fire_small_arms", ANYWHERE, "match"), 0, 0);
  crisis_end(meek);
}

static void patron_goes_up_the_ladder_with_the_fear_of_abandonment(void **state) {
  static const char *const fears[] = {"abandonment = 1, entrapment = 0",
                                      "abandonment = 0.5, entrapment = 0.5",
                                      "abandonment = 0, entrapment = 1"};
  double loyalty[3];
  double troops[3];
  double calm[3];
  (void)state;
  for (int i = 0; i < 3; i++) {
    struct crisis *crisis = crisis_play(&(struct cast){.b = "puppet",
                                                       .b_act = "general_offensive",
                                                       .c = "alliance_patron",
                                                       .c_params = fears[i]},
                                        1, 30);
    loyalty[i] = mean_term(crisis, "supply_arms", ANYWHERE, "loyalty");
    troops[i] = mean_probability(crisis, "deploy_troops", ANYWHERE);
    calm[i] = mean_term(crisis, "mediate", ANYWHERE, "calm");
    crisis_end(crisis);
  }
  assert_true(loyalty[0] > loyalty[1] && loyalty[1] > loyalty[2]);
  assert_near(loyalty[2], 0, 0); /* A / (A + E) */
  assert_true(troops[0] > 10 * troops[1] && troops[1] > troops[2]);
  assert_true(calm[0] < calm[2]);
}

static void hedger_is_neutral_and_leans_by_area_and_ties(void **state) {
  (void)state;
  struct crisis *crisis =
      crisis_play(&(struct cast){.d = "hedging_ally", .s = "puppet", .s_act = "warn"}, 1, 60);
  assert_true(crisis->count > 3);
  assert_true(never_offers(crisis, "accuse_aggression"));
  assert_false(never_offers(crisis, "invoke_norm"));
  double border = mean_term(crisis, "endorse", BORDER, "solidarity");
  double line = mean_term(crisis, "endorse", LINE, "solidarity");
  assert_true(border > line);
  assert_true(mean_term(crisis, "distance_from", BORDER, "ties") <
              mean_term(crisis, "distance_from", LINE, "ties"));
  crisis_end(crisis);
  struct crisis *tied = crisis_play(
      &(struct cast){
          .d = "hedging_ally", .d_params = "adversary_ties = 1.5", .s = "puppet", .s_act = "warn"},
      1, 60);
  assert_true(mean_term(tied, "endorse", BORDER, "solidarity") < border);
  crisis_end(tied);
}

static void spokesman_speaks_inside_the_area_and_limits_outside(void **state) {
  (void)state;
  struct crisis *crisis = crisis_play(&(struct cast){.s = "institution_spokesman"}, 1, 60);
  assert_true(offers(crisis, "warn", BORDER));
  assert_true(offers(crisis, "demand_deescalate", BORDER));
  assert_false(offers(crisis, "limit_commitment", BORDER));
  assert_true(offers(crisis, "limit_commitment", LINE));
  assert_false(offers(crisis, "warn", LINE));
  /* the stronger the words, the further beyond the mandate */
  assert_true(mean_term(crisis, "warn", BORDER, "sanction") <
              mean_term(crisis, "express_concern", BORDER, "sanction"));
  double sanction = mean_term(crisis, "warn", BORDER, "sanction");
  double home = mean_term(crisis, "warn", BORDER, "home");
  crisis_end(crisis);
  struct crisis *own =
      crisis_play(&(struct cast){.s = "institution_spokesman",
                                 .s_params = "sanction = 1, private_incentive = 1"},
                  1, 60);
  assert_true(mean_term(own, "warn", BORDER, "sanction") < 1.5 * sanction);
  assert_true(mean_term(own, "warn", BORDER, "home") > home);
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
        assert_near(crisis_term(offer, "calm"), CRISIS_STAKE_E * 0.7 * ripe * heat, 1e-9);
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
  assert_true(never_offers(loved, "threaten_force") && never_offers(loved, "hold_exercise"));
  double applause = mean_term(loved, "symbolic_act", ANYWHERE, "applause");
  crisis_end(loved);
  struct crisis *scorned = crisis_play(
      &(struct cast){.b = "domestic_populist", .b_params = "threshold = 0.6, diversion = 1"}, 1,
      40);
  assert_false(never_offers(scorned, "threaten_force"));
  assert_true(never_offers(scorned, "concede") && never_offers(scorned, "agree_ceasefire"));
  assert_true(mean_term(scorned, "symbolic_act", ANYWHERE, "applause") > applause);
  crisis_end(scorned);
  struct crisis *voting = crisis_play(
      &(struct cast){.b = "domestic_populist", .b_params = "threshold = 0.3, vote_day = 45"}, 1,
      40);
  assert_true(mean_term(voting, "symbolic_act", ANYWHERE, "applause") > applause);
  crisis_end(voting);
}

/* Decisions to answer, and how many of them forgave, over [seeds]. */
struct tally {
  int answers, forgiven;
};

static struct tally count_answers(const struct cast *cast, const char *verb, int seeds) {
  struct tally tally = {0};
  for (int seed = 1; seed <= seeds; seed++) {
    struct crisis *crisis = crisis_play(cast, (uint64_t)seed, 60);
    for (int i = 0; i < crisis->count; i++) {
      const struct seen *seen = &crisis->seen[i];
      const struct seen_option *option = crisis_option(seen, verb, ANYWHERE);
      assert_non_null(option); /* in kind, and nothing else */
      assert_int_equal(seen->option_count, 2);
      bool forgives = crisis_term(&seen->options[1], "forgiveness") > 0;
      assert_true(forgives ? option->probability < 0.01 : option->probability > 0.99);
      tally.answers++;
      tally.forgiven += forgives ? 1 : 0;
    }
    crisis_end(crisis);
  }
  return tally;
}

static void tit_for_tat_mirrors_the_class_and_forgives_by_chance(void **state) {
  static const char *const kinds[][2] = {{"demand_concession", "accuse_aggression"},
                                         {"issue_ultimatum", "threaten_force"},
                                         {"mobilise", "hold_exercise"},
                                         {"shell", "fire_small_arms"}};
  (void)state;
  for (int i = 0; i < 4; i++) {
    struct cast cast = {.a = "puppet",
                        .a_act = kinds[i][0],
                        .b = "tit_for_tat",
                        .b_params = "variant = 0",
                        .calm = true};
    struct tally plain = count_answers(&cast, kinds[i][1], 4);
    assert_true(plain.answers > 3);
    assert_int_equal(plain.forgiven, 0);
  }
  struct cast cast = {.a = "puppet", .a_act = "mobilise", .b = "tit_for_tat", .calm = true};
  struct tally generous = count_answers(&cast, "hold_exercise", 40);
  double share = (double)generous.forgiven / generous.answers;
  double spread = sqrt(0.33 * 0.67 / generous.answers);
  assert_true(fabs(share - 0.33) < 4 * spread && spread < 0.05);
}

static void tit_for_tat_has_its_variants(void **state) {
  struct cast cast = {.a = "puppet",
                      .a_act = "mobilise",
                      .b = "tit_for_tat",
                      .b_params = "variant = 0",
                      .calm = true};
  struct tally once = {0};
  struct tally twice = {0};
  struct tally late = {0};
  (void)state;
  cast.a_once = true;
  once = count_answers(&cast, "hold_exercise", 12);
  cast.b_params = "variant = 2";
  twice = count_answers(&cast, "hold_exercise", 12);
  cast.b_params = "variant = 0, lag = 3";
  late = count_answers(&cast, "hold_exercise", 12);
  assert_true(once.answers > 6 && twice.answers > 1.6 * once.answers);
  assert_in_range(late.answers, 1, once.answers);
  /* contrite: fire that its own side began is paid for by an answer left out */
  cast = (struct cast){.b = "tit_for_tat", .b_params = "variant = 0"};
  struct tally plain = count_answers(&cast, "fire_small_arms", 8);
  cast.b_params = "variant = 3";
  struct tally contrite = count_answers(&cast, "fire_small_arms", 8);
  assert_int_equal(plain.forgiven, 0);
  assert_true(contrite.forgiven > 0 && contrite.forgiven < contrite.answers);
}

static void prospects_are_risky_in_losses_and_fade_with_the_reference(void **state) {
  (void)state;
  struct crisis *slow = crisis_play(
      &(struct cast){.b = "prospect_theoretic", .b_params = "adapt = 0.05", .calm = true}, 3, 60);
  struct crisis *fast = crisis_play(
      &(struct cast){.b = "prospect_theoretic", .b_params = "adapt = 0.3", .calm = true}, 3, 60);
  const struct seen *first = crisis_first(fast, "seize_ground");
  const struct seen *last = crisis_last(fast, "seize_ground");
  const struct seen *still = crisis_last(slow, "seize_ground");
  assert_true(first != NULL && last != NULL && last != first && still != NULL);
  double at_first = crisis_term(crisis_option(first, "seize_ground", LINE), "prospect");
  double at_last = crisis_term(crisis_option(last, "seize_ground", LINE), "prospect");
  double unadapted = crisis_term(crisis_option(still, "seize_ground", LINE), "prospect");
  assert_true(at_first > at_last); /* what is lost for good is not gambled for */
  assert_true(unadapted > at_last);
  crisis_end(slow);
  crisis_end(fast);
  /* the holder has nothing to win back: the same gamble repels it, the more the more averse it is
   */
  double repels[2];
  static const char *const aversion[] = {"loss_aversion = 1.5", "loss_aversion = 3"};
  for (int i = 0; i < 2; i++) {
    struct crisis *holder = crisis_play(
        &(struct cast){.a = "prospect_theoretic", .a_params = aversion[i], .calm = true}, 3, 60);
    repels[i] = mean_term(holder, "seize_ground", LINE, "prospect");
    crisis_end(holder);
  }
  assert_true(repels[0] < 0 && repels[1] < repels[0] && repels[0] < at_first);
}

static void quantal_response_is_uniform_at_lambda_0_and_sharp_at_10(void **state) {
  int drawn[8] = {0};
  int decisions = 0;
  (void)state;
  for (int seed = 1; seed <= 40; seed++) {
    struct crisis *crisis = crisis_play(&(struct cast){.b = "expected_utility_logit",
                                                       .b_params = "lambda = 0, depth = 0",
                                                       .calm = true},
                                        (uint64_t)seed, 60);
    for (int i = 0; i < crisis->count; i++) {
      const struct seen *seen = &crisis->seen[i];
      if (seen->option_count != 5) {
        continue; /* a threat stands, or fighting */
      }
      for (int n = 0; n < 5; n++) {
        if (crisis_term(&seen->options[n], "drawn") > 0) {
          drawn[n]++;
          assert_int_equal(seen->chosen, n);
          assert_true(seen->options[n].probability > 0.999);
        }
      }
      decisions++;
    }
    crisis_end(crisis);
  }
  assert_true(decisions > 100);
  double chi = 0; /* threat and talk on each theatre, and silence: four degrees of freedom */
  for (int n = 0; n < 5; n++) {
    double expected = decisions / 5.0;
    chi += (drawn[n] - expected) * (drawn[n] - expected) / expected;
  }
  assert_true(chi < 18.5); /* p = .001 */
  int best = 0;
  int all = 0;
  for (int seed = 1; seed <= 20; seed++) {
    struct crisis *crisis = crisis_play(&(struct cast){.b = "expected_utility_logit",
                                                       .b_params = "lambda = 10, depth = 0",
                                                       .calm = true},
                                        (uint64_t)seed, 20);
    for (int i = 0; i < crisis->count; i++) {
      const struct seen *seen = &crisis->seen[i];
      double most = -1e9;
      for (int n = 0; n < seen->option_count; n++) {
        double value = crisis_term(&seen->options[n], "expected");
        most = value > most ? value : most;
      }
      best += crisis_term(&seen->options[seen->chosen], "expected") > most - 0.05 ? 1 : 0;
      all++;
    }
    crisis_end(crisis);
  }
  assert_true(all > 10 && best > 0.8 * all);
}

static void looking_ahead_makes_a_threat_worth_less(void **state) {
  static const char *const depths[] = {"depth = 0", "depth = 1", "depth = 2"};
  double worth[3];
  (void)state;
  for (int i = 0; i < 3; i++) {
    struct crisis *crisis = crisis_play(
        &(struct cast){.b = "expected_utility_logit", .b_params = depths[i], .calm = true}, 1, 30);
    worth[i] = mean_term(crisis, "threaten_force", LINE, "expected");
    crisis_end(crisis);
  }
  assert_near(worth[0], 0.8, 1e-9); /* the whole prize: claim times stake */
  assert_true(worth[1] < worth[0] && worth[2] < worth[0] && worth[1] != worth[2]);
}

static void signaller_chooses_by_price_and_is_not_heard_after_a_bluff(void **state) {
  (void)state;
  struct crisis *cheap = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "show = 0.1", .calm = true}, 1, 30);
  struct crisis *dear = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "show = 1", .calm = true}, 1, 30);
  assert_true(first_term(cheap, "hold_exercise", "belief") <
              first_term(dear, "hold_exercise", "belief"));
  crisis_end(cheap);
  crisis_end(dear);
  /* what a threat costs a bluffer moves belief */
  struct crisis *glib = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "audience = 0.1", .calm = true}, 1, 30);
  struct crisis *bound = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "audience = 1", .calm = true}, 1, 30);
  assert_true(first_term(glib, "threaten_force", "belief") <
              first_term(bound, "threaten_force", "belief"));
  crisis_end(glib);
  crisis_end(bound);
  /* threats that are called: kept the more, the more the audience would take; unkept ones silence
   * the speaker's words, not his deeds */
  struct cast bluffer = {.a = "puppet",
                         .a_act = "fire_small_arms",
                         .b = "bayesian_signaller",
                         .b_params = "audience = 0.1, cost = 0.6"};
  struct cast keeper = bluffer;
  double kept[2] = {0};
  int deaf = 0;
  keeper.b_params = "audience = 1, cost = 0.6";
  for (int seed = 1; seed <= 12; seed++) {
    struct crisis *a = crisis_play(&bluffer, (uint64_t)seed, 60);
    struct crisis *b = crisis_play(&keeper, (uint64_t)seed, 60);
    double p = mean_probability(a, "shell", ANYWHERE);
    double q = mean_probability(b, "shell", ANYWHERE);
    kept[0] += p == p ? p : 0;
    kept[1] += q == q ? q : 0;
    for (int i = 0; i < a->count; i++) {
      const struct seen_option *threat = crisis_option(&a->seen[i], "threaten_force", ANYWHERE);
      const struct seen_option *show = crisis_option(&a->seen[i], "hold_exercise", ANYWHERE);
      if (threat != NULL && show != NULL && crisis_term(threat, "belief") == 0) {
        assert_near(crisis_term(crisis_option(&a->seen[i], "warn", ANYWHERE), "belief"), 0, 0);
        assert_true(crisis_term(show, "belief") > 0);
        deaf++;
      }
    }
    crisis_end(a);
    crisis_end(b);
  }
  assert_true(kept[1] > kept[0]);
  assert_true(deaf > 0);
}

static void bargainer_challenges_if_the_count_is_for_it(void **state) {
  (void)state;
  struct crisis *strong =
      crisis_play(&(struct cast){.b = "bdm_bargainer", .b_capability = "0.9", .calm = true}, 1, 30);
  struct crisis *weak = crisis_play(
      &(struct cast){.b = "bdm_bargainer", .b_capability = "0.002", .calm = true}, 1, 30);
  assert_true(strong->count > 0 && weak->count > 0);
  assert_true(mean_term(strong, "demand_concession", LINE, "challenge") > 0);
  assert_true(never_offers(weak, "demand_concession") && never_offers(weak, "hold_exercise"));
  assert_true(mean_term(weak, "negotiate", LINE, "compromise") > 0);
  crisis_end(strong);
  crisis_end(weak);
}

static void dice_know_nothing_and_the_replay_knows_its_dates(void **state) {
  (void)state;
  struct crisis *dice =
      crisis_play(&(struct cast){.b = "random_baseline", .b_params = "options = 12"}, 1, 60);
  assert_true(dice->count > 3);
  for (int i = 0; i < dice->count; i++) {
    assert_in_range(dice->seen[i].option_count, 1, 13);
    for (int n = 0; n < dice->seen[i].option_count; n++) {
      assert_near(dice->seen[i].options[n].utility, 0, 0);
    }
  }
  crisis_end(dice);
  struct crisis *replay =
      crisis_play(&(struct cast){.b = "scripted_replay",
                                 .replay = "return {\n"
                                           "{ day = '2020-03-05', by = 'BBB', verb = "
                                           "'warn', to = 'AAA', at = 'line' },\n"
                                           "{ day = '2020-03-06', by = 'AAA', verb = "
                                           "'warn', to = 'BBB', at = 'line' },\n"
                                           "{ day = '2020-03-12', by = 'BBB', verb = "
                                           "'hold_exercise', to = 'AAA', claims = { "
                                           "'denies' } },\n"
                                           "{ day = '2021-01-01', by = 'BBB', verb = "
                                           "'shell', to = 'AAA', at = 'line' } }"},
                  1, 60);
  assert_int_equal(replay->act_count, 2);
  assert_string_equal(replay->acts[0].verb, "warn");
  assert_true(replay->acts[0].minute >= 4 * 1440 && replay->acts[0].minute < 16 * 1440);
  assert_string_equal(replay->acts[1].verb, "hold_exercise");
  assert_true(replay->acts[1].minute >= 11 * 1440);
  crisis_end(replay);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(claimant_presses_where_the_allies_are_not_bound),
      cmocka_unit_test(defender_answers_in_kind_and_no_higher),
      cmocka_unit_test(patron_goes_up_the_ladder_with_the_fear_of_abandonment),
      cmocka_unit_test(hedger_is_neutral_and_leans_by_area_and_ties),
      cmocka_unit_test(spokesman_speaks_inside_the_area_and_limits_outside),
      cmocka_unit_test(mediator_waits_for_ripeness),
      cmocka_unit_test(spoiler_strikes_only_when_talks_are_near),
      cmocka_unit_test(populist_threatens_below_its_threshold_and_never_concedes),
      cmocka_unit_test(tit_for_tat_mirrors_the_class_and_forgives_by_chance),
      cmocka_unit_test(tit_for_tat_has_its_variants),
      cmocka_unit_test(prospects_are_risky_in_losses_and_fade_with_the_reference),
      cmocka_unit_test(quantal_response_is_uniform_at_lambda_0_and_sharp_at_10),
      cmocka_unit_test(looking_ahead_makes_a_threat_worth_less),
      cmocka_unit_test(signaller_chooses_by_price_and_is_not_heard_after_a_bluff),
      cmocka_unit_test(bargainer_challenges_if_the_count_is_for_it),
      cmocka_unit_test(dice_know_nothing_and_the_replay_knows_its_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
