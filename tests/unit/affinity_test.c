/* Affinity at the start: the published formula term by term, its bounds and its symmetry. */
#include "clash.h"

#include "model/affinity.h"

#include <math.h>

static const double CLOSE = 1e-12;

/* Two states without treaty or dispute between them, and the relation of the first to the second.
 */
static struct relation *plain(struct clash *clash) {
  return scenario_relation(&clash->scenario, ALLIUM, THIRDLAND);
}

static double here(const struct clash *clash) {
  return affinity_baseline(&clash->scenario, ALLIUM, THIRDLAND);
}

static double most(const struct constants *model) {
  return model->affinity_votes + model->affinity_trade + model->affinity_arms +
         model->affinity_energy + model->affinity_treaty + model->affinity_bilateral;
}

static double least(const struct constants *model) {
  return model->affinity_votes + model->affinity_rivalry;
}

static void each_tie_alone_counts_by_its_own_weight(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct constants *model = &clash.scenario.model;
  struct relation *relation = plain(&clash);
  const struct {
    double *field;
    double weight;
  } ties[] = {{&relation->agreement, model->affinity_votes},
              {&relation->trade, model->affinity_trade},
              {&relation->arms, model->affinity_arms},
              {&relation->energy, model->affinity_energy},
              {&relation->treaty, model->affinity_treaty},
              {&relation->bilateral, model->affinity_bilateral}};
  assert_true(here(&clash) == 0);
  for (size_t i = 0; i < sizeof ties / sizeof ties[0]; i++) {
    for (int quarters = 1; quarters <= 4; quarters++) {
      double value = quarters / 4.0;
      *ties[i].field = value;
      assert_true(fabs(here(&clash) - ties[i].weight * value / most(model)) < CLOSE);
    }
    *ties[i].field = 0;
  }
  clash_close(&clash);
}

static void enmity_counts_below_zero_by_its_own_scale(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct constants *model = &clash.scenario.model;
  struct relation *relation = plain(&clash);
  for (int quarters = 1; quarters <= 4; quarters++) {
    double value = quarters / 4.0;
    relation->rivalry = value;
    relation->agreement = 0;
    assert_true(fabs(here(&clash) + model->affinity_rivalry * value / least(model)) < CLOSE);
    relation->rivalry = 0;
    relation->agreement = -value;
    assert_true(fabs(here(&clash) + model->affinity_votes * value / least(model)) < CLOSE);
  }
  clash_close(&clash);
}

static void terms_add_up_before_they_are_scaled(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  /* .35*.4 + .15*.1 + .20*.5 + .10*.2 + .30*.6 + .25*.3 - .8*.2 = .37; the weights of ties sum to
   * 1.35 */
  *plain(&clash) = (struct relation){.agreement = 0.4,
                                     .trade = 0.1,
                                     .arms = 0.5,
                                     .energy = 0.2,
                                     .treaty = 0.6,
                                     .bilateral = 0.3,
                                     .rivalry = 0.2};
  assert_true(fabs(here(&clash) - 0.37 / 1.35) < CLOSE);
  /* With rivalry 1: .37 + .16 - .80 = -.27, of -1.15. */
  plain(&clash)->rivalry = 1;
  assert_true(fabs(here(&clash) + 0.27 / 1.15) < CLOSE);
  /* What is no tie does not count. */
  plain(&clash)->tension = 1;
  plain(&clash)->grievance = 1;
  assert_true(fabs(here(&clash) + 0.27 / 1.15) < CLOSE);
  clash_close(&clash);
}

static void a_shared_alliance_is_a_full_treaty_and_no_more(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct scenario *scenario = &clash.scenario;
  double full = scenario->model.affinity_treaty / most(&scenario->model);
  assert_true(fabs(affinity_baseline(scenario, ALLIUM, PATRONIA) - full) < CLOSE);
  scenario_relation(scenario, ALLIUM, PATRONIA)->treaty = 0.7;
  assert_true(fabs(affinity_baseline(scenario, ALLIUM, PATRONIA) - full) < CLOSE);
  clash.articles[1].obligation = OBLIGATION_CONSULT; /* nobody is bound to assist */
  assert_true(fabs(affinity_baseline(scenario, ALLIUM, PATRONIA) - 0.7 * full) < CLOSE);
  clash_close(&clash);
}

static void only_a_claim_of_some_weight_is_a_dispute(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct scenario *scenario = &clash.scenario;
  double worst = scenario->model.affinity_rivalry / least(&scenario->model);
  assert_true(fabs(affinity_baseline(scenario, BORDAVIA, RURITANIA) + worst) < CLOSE);
  assert_true(fabs(affinity_baseline(scenario, RURITANIA, BORDAVIA) + worst) < CLOSE);
  scenario_relation(scenario, BORDAVIA, RURITANIA)->rivalry = 0.3; /* the dispute is the larger */
  assert_true(fabs(affinity_baseline(scenario, BORDAVIA, RURITANIA) + worst) < CLOSE);
  clash.theatres[0].claim = 0.49;
  assert_true(fabs(affinity_baseline(scenario, BORDAVIA, RURITANIA) + 0.3 * worst) < CLOSE);
  assert_true(affinity_baseline(scenario, RURITANIA, BORDAVIA) == 0);
  assert_true(affinity_baseline(scenario, ALLIUM, BORDAVIA) == 0); /* no side of it */
  clash_close(&clash);
}

static struct relation drawn(uint64_t seed) {
  struct rng_key key = {.seed = seed, .who = 1, .purpose = RNG_POLICY};
  return (struct relation){.agreement = 2 * rng_uniform(&key, 0) - 1,
                           .arms = rng_uniform(&key, 1),
                           .trade = rng_uniform(&key, 2),
                           .energy = rng_uniform(&key, 3),
                           .treaty = rng_uniform(&key, 4),
                           .rivalry = rng_uniform(&key, 5),
                           .bilateral = rng_uniform(&key, 6)};
}

static void affinity_lies_within_its_bounds_and_reaches_them(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (uint64_t seed = 1; seed <= 5000; seed++) {
    *plain(&clash) = drawn(seed);
    assert_true(here(&clash) > -1 && here(&clash) < 1);
  }
  *plain(&clash) = (struct relation){
      .agreement = 1, .trade = 1, .arms = 1, .energy = 1, .treaty = 1, .bilateral = 1};
  assert_true(fabs(here(&clash) - 1) < CLOSE);
  *plain(&clash) = (struct relation){.agreement = -1, .rivalry = 1};
  assert_true(fabs(here(&clash) + 1) < CLOSE);
  clash_close(&clash);
}

static void weights_of_zero_give_no_affinity_at_all(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model = (struct constants){.review_hours = 6};
  *plain(&clash) = drawn(7);
  assert_true(here(&clash) == 0);
  clash_close(&clash);
}

static void affinity_is_symmetric_where_its_inputs_are(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct scenario *scenario = &clash.scenario;
  for (uint64_t seed = 1; seed <= 200; seed++) {
    for (int a = 0; a < CLASH_ACTORS; a++) {
      for (int b = 0; b < a; b++) {
        *scenario_relation(scenario, a, b) = drawn(seed * 100 + (uint64_t)(a * CLASH_ACTORS + b));
        *scenario_relation(scenario, b, a) = *scenario_relation(scenario, a, b);
        assert_true(affinity_baseline(scenario, a, b) == affinity_baseline(scenario, b, a));
      }
    }
  }
  scenario_relation(scenario, ALLIUM, THIRDLAND)->trade += 0.1; /* dependence has a direction */
  assert_false(affinity_baseline(scenario, ALLIUM, THIRDLAND) ==
               affinity_baseline(scenario, THIRDLAND, ALLIUM));
  clash_close(&clash);
}

static void the_world_begins_with_the_formula_and_likes_itself(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (int i = 0; i < CLASH_ACTORS * CLASH_ACTORS; i++) {
    clash.relations[i] = drawn((uint64_t)i + 1);
  }
  clash_start(&clash, 1, 30);
  for (int from = 0; from < CLASH_ACTORS; from++) {
    for (int to = 0; to < CLASH_ACTORS; to++) {
      double expected = from == to ? 1 : affinity_baseline(&clash.scenario, from, to);
      assert_true(world_dyad(clash.run.world, from, to)->affinity == expected);
    }
  }
  clash_close(&clash);
}

static void dependence_is_the_largest_of_three_shares(void **state) {
  (void)state;
  for (int largest = 0; largest < 3; largest++) {
    struct relation relation = {.arms = largest == 0 ? 0.6 : 0.2,
                                .trade = largest == 1 ? 0.6 : 0.3,
                                .energy = largest == 2 ? 0.6 : 0.1,
                                .treaty = 1,
                                .bilateral = 1,
                                .agreement = 1};
    assert_true(affinity_dependence(&relation) == 0.6);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_tie_alone_counts_by_its_own_weight),
      cmocka_unit_test(enmity_counts_below_zero_by_its_own_scale),
      cmocka_unit_test(terms_add_up_before_they_are_scaled),
      cmocka_unit_test(a_shared_alliance_is_a_full_treaty_and_no_more),
      cmocka_unit_test(only_a_claim_of_some_weight_is_a_dispute),
      cmocka_unit_test(affinity_lies_within_its_bounds_and_reaches_them),
      cmocka_unit_test(weights_of_zero_give_no_affinity_at_all),
      cmocka_unit_test(affinity_is_symmetric_where_its_inputs_are),
      cmocka_unit_test(the_world_begins_with_the_formula_and_likes_itself),
      cmocka_unit_test(dependence_is_the_largest_of_three_shares),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
