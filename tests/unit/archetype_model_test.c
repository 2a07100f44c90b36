/* The archetypes that are formal models of choice, read from the decisions that the real policy
 * host records: reciprocity, prospects, quantal response, signals, bargaining; and dice, and a
 * replay. */
#include "unit/crisis.h"

#include <math.h>

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
    repels[i] = crisis_mean_term(holder, "seize_ground", LINE, "prospect");
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
    worth[i] = crisis_mean_term(crisis, "threaten_force", LINE, "expected");
    crisis_end(crisis);
  }
  crisis_assert_near(worth[0], 0.8, 1e-9); /* the whole prize: claim times stake */
  assert_true(worth[1] < worth[0] && worth[2] < worth[0] && worth[1] != worth[2]);
}

static void signaller_chooses_by_price_and_is_not_heard_after_a_bluff(void **state) {
  (void)state;
  struct crisis *cheap = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "show = 0.1", .calm = true}, 1, 30);
  struct crisis *dear = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "show = 1", .calm = true}, 1, 30);
  assert_true(crisis_first_term(cheap, "hold_exercise", "belief") <
              crisis_first_term(dear, "hold_exercise", "belief"));
  crisis_end(cheap);
  crisis_end(dear);
  /* what a threat costs a bluffer moves belief */
  struct crisis *glib = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "audience = 0.1", .calm = true}, 1, 30);
  struct crisis *bound = crisis_play(
      &(struct cast){.b = "bayesian_signaller", .b_params = "audience = 1", .calm = true}, 1, 30);
  assert_true(crisis_first_term(glib, "threaten_force", "belief") <
              crisis_first_term(bound, "threaten_force", "belief"));
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
    double p = crisis_mean_probability(a, "shell", ANYWHERE);
    double q = crisis_mean_probability(b, "shell", ANYWHERE);
    kept[0] += p == p ? p : 0;
    kept[1] += q == q ? q : 0;
    for (int i = 0; i < a->count; i++) {
      const struct seen_option *threat = crisis_option(&a->seen[i], "threaten_force", ANYWHERE);
      const struct seen_option *show = crisis_option(&a->seen[i], "hold_exercise", ANYWHERE);
      if (threat != NULL && show != NULL && crisis_term(threat, "belief") == 0) {
        crisis_assert_near(crisis_term(crisis_option(&a->seen[i], "warn", ANYWHERE), "belief"), 0,
                           0);
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
  assert_true(crisis_mean_term(strong, "demand_concession", LINE, "challenge") > 0);
  assert_true(crisis_never_offers(weak, "demand_concession") &&
              crisis_never_offers(weak, "hold_exercise"));
  assert_true(crisis_mean_term(weak, "negotiate", LINE, "compromise") > 0);
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
      crisis_assert_near(dice->seen[i].options[n].utility, 0, 0);
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
