/* Offensives: losses, ground and the end of fighting, over many seeds. */
#include "clash.h"

#include <math.h>

enum { SEEDS = 300 };

static double ground_of(const struct clash *clash) {
  return clash->run.world->theatres[HILLS].ground;
}

static double dead_of(const struct clash *clash) {
  const struct theatre_state *state = &clash->run.world->theatres[HILLS];
  return state->side[0].dead + state->side[1].dead;
}

static void success_follows_the_contest_function(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 10);
  double worth = 0.8; /* quality x readiness, equal on both sides */
  double expected = 4000 * worth / (4000 * worth + 2 * 9000 * worth);
  assert_true(fabs(fight_success(clash.run.world, HILLS, BORDAVIA) - expected) < 1e-9);
  clash.scenario.model.contest_power = 3;
  double steep = fight_success(clash.run.world, HILLS, BORDAVIA);
  assert_true(steep < expected && steep > 0);
  clash_close(&clash);
}

/* Equation F5: engagement_loss of the men, by twice the other's chance, intensity squared. */
static void a_days_dead_are_drawn_with_the_mean_of_the_contest(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.verbs[ATTACK].effects[0].size = 0.8;
  double dead[2] = {0, 0};
  double prevails = 4000.0 / (4000 + 2 * 9000); /* the attacker, of equal quality */
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 10);
    assert_int_equal(clash_act(&clash, BORDAVIA, ATTACK, RURITANIA), RESULT_NONE);
    clash_play(&clash, 0.1);
    for (int side = 0; side < 2; side++) {
      dead[side] += clash.run.world->theatres[HILLS].side[side].dead / SEEDS;
    }
  }
  for (int side = 0; side < 2; side++) {
    double share = 0.64 * clash.scenario.model.engagement_loss;
    double mean = side == 0 ? share * 9000 * 2 * prevails : share * 4000 * 2 * (1 - prevails);
    assert_true(fabs(dead[side] - mean) < 3.5 * sqrt(mean / SEEDS));
  }
  clash_close(&clash);
}

static void four_days_of_attack_kill_about_as_many_as_in_april(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.scenario.model.campaign_spread = 0;
  double total = 0;
  int days = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 30);
    assert_int_equal(clash_act(&clash, BORDAVIA, ATTACK, RURITANIA), RESULT_NONE);
    clash_play(&clash, 20);
    assert_false(clash.run.world->theatres[HILLS].campaign.active);
    assert_int_equal(clash_count(&clash, RECORD_CEASEFIRE, -1), 1);
    assert_in_range(clash_count(&clash, RECORD_ENGAGEMENT, -1), 1, 4);
    days += clash_count(&clash, RECORD_ENGAGEMENT, -1);
    total += dead_of(&clash);
  }
  double mean = total / SEEDS;
  assert_true(mean > 100 && mean < 165);
  assert_true(days > 3.5 * SEEDS);
  clash_close(&clash);
}

/* Log of the days that an attack begun with [seed] may last. */
static double log_length(struct clash *clash, uint64_t seed) {
  clash_start(clash, seed, 30);
  assert_int_equal(clash_act(clash, BORDAVIA, ATTACK, RURITANIA), RESULT_NONE);
  const struct campaign *campaign = &clash->run.world->theatres[HILLS].campaign;
  return log((double)(campaign->ends_at - campaign->begun_at) / MINUTES_PER_DAY);
}

/* Lognormal: the verb's days are the median. Mean, spread and tails of the logarithm over many
 * attacks, each within 3.5 standard errors. */
static void a_limited_attack_lasts_about_as_long_as_its_verb_says(void **state) {
  (void)state;
  enum { ATTACKS = 2000 };
  static const double spreads[] = {0.25, 0.6};
  struct clash clash;
  clash_open(&clash);
  for (int i = 0; i < 2; i++) {
    double spread = clash.scenario.model.campaign_spread = spreads[i];
    double sum = 0;
    double squares = 0;
    int below = 0;
    int far = 0;
    for (uint64_t seed = 1; seed <= ATTACKS; seed++) {
      double away = log_length(&clash, seed) - log(4);
      sum += away;
      squares += away * away;
      below += away < -spread ? 1 : 0;
      far += away > 2 * spread ? 1 : 0;
    }
    double error = 3.5 / sqrt(ATTACKS);
    assert_true(fabs(sum / ATTACKS) < error * spread);
    assert_true(fabs(sqrt(squares / ATTACKS) - spread) < error * spread / sqrt(2));
    assert_true(fabs((double)below / ATTACKS - 0.1587) < error * sqrt(0.1587 * 0.8413));
    assert_true(fabs((double)far / ATTACKS - 0.0228) < error * sqrt(0.0228 * 0.9772));
  }
  clash.scenario.model.campaign_spread = 0;
  assert_true(fabs(log_length(&clash, 1) - log(4)) < 1e-3);
  assert_int_equal(clash_act(&clash, BORDAVIA, INVADE, RURITANIA), RESULT_NONE);
  assert_true(clash.run.world->theatres[HILLS].campaign.ends_at == INT64_MAX);
  clash_close(&clash);
}

/* Its days are those that are fought, unless a side gives up before. */
static void days_are_fought_until_the_length_drawn_is_over(void **state) {
  (void)state;
  struct clash clash;
  int shortest = 99;
  int longest = 0;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.scenario.model.engagement_loss = 0;
  clash.scenario.model.weariness_day = 0;
  clash.scenario.model.day_cost = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    int drawn = (int)ceil(exp(log_length(&clash, seed)) - 1e-9);
    clash_play(&clash, 25);
    int fought = clash_count(&clash, RECORD_ENGAGEMENT, -1);
    assert_int_equal(fought, drawn);
    shortest = fought < shortest ? fought : shortest;
    longest = fought > longest ? fought : longest;
  }
  assert_true(shortest < 4 && longest > 5);
  clash_close(&clash);
}

static void ground_changes_only_by_engagements(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 40);
    fight_begin(&clash.run);
    (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
    clash_play(&clash, 10);
    assert_true(ground_of(&clash) == 0);
    (void)clash_act(&clash, BORDAVIA, ATTACK, RURITANIA);
    clash_play(&clash, 30);
    double won = 0;
    for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
      const struct record *record = world_record(clash.run.world, id);
      assert_true(record->deaths[0] >= 0 && record->deaths[1] >= 0);
      assert_true(record->kind == RECORD_ENGAGEMENT || record->ground == 0);
      won += record->actor == BORDAVIA ? record->ground : -record->ground;
    }
    assert_true(fabs(won - ground_of(&clash)) < 1e-9);
  }
  clash_close(&clash);
}

static void a_hopeless_attack_wins_no_ground_and_a_sure_one_always(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (int sure = 0; sure < 2; sure++) {
    clash.scenario.model.contest_power = 3;
    clash.forces[0].men = sure ? 90000 : 40;
    clash.forces[0].supply = 1;
    clash.forces[1].men = sure ? 100 : 90000;
    clash_start(&clash, 5, 10);
    clash.run.world->theatres[HILLS].side[0].men = clash.forces[1].men;
    clash.run.world->theatres[HILLS].side[1].men = sure ? 90000 : 200;
    assert_int_equal(clash_act(&clash, BORDAVIA, ATTACK, RURITANIA), RESULT_NONE);
    clash_play(&clash, 8);
    assert_true(sure ? ground_of(&clash) > 0 : ground_of(&clash) == 0);
  }
  clash_close(&clash);
}

static void losses_are_never_negative_and_men_never_below_none(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.engagement_loss = 0.1;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 40);
    (void)clash_act(&clash, BORDAVIA, INVADE, RURITANIA);
    clash_play(&clash, 39);
    for (int side = 0; side < 2; side++) {
      const struct side_state *force = &clash.run.world->theatres[HILLS].side[side];
      assert_true(force->men >= 0 && force->dead >= 0);
      assert_true(force->supply >= 0 && force->supply <= 1);
    }
  }
  clash_close(&clash);
}

static int days_of_war(struct clash *clash, uint64_t seed, int days) {
  clash_start(clash, seed, days);
  (void)clash_act(clash, BORDAVIA, INVADE, RURITANIA);
  clash_play(clash, days - 1);
  return clash_count(clash, RECORD_ENGAGEMENT, -1);
}

static void a_general_offensive_lasts_days_or_years(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.scenario.model.engagement_loss = 0.05;
  assert_in_range(days_of_war(&clash, 3, 100), 1, 10);
  clash.scenario.model.engagement_loss = 0.004;
  clash.verbs[INVADE].effects[0].size = 0.1;
  clash.theatres[0].terrain = 1;
  assert_true(days_of_war(&clash, 3, 1500) > 1400);
  clash_close(&clash);
}

static void a_costlier_war_is_shorter(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  double length[2] = {0, 0};
  for (int costly = 0; costly < 2; costly++) {
    clash.scenario.model.engagement_loss = costly ? 0.02 : 0.002;
    for (uint64_t seed = 1; seed <= 40; seed++) {
      length[costly] += days_of_war(&clash, seed, 200);
    }
  }
  assert_true(length[1] < length[0] / 2);
  clash_close(&clash);
}

static void a_ceasefire_needs_both_sides(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 7, 20);
  (void)clash_act(&clash, BORDAVIA, ATTACK, RURITANIA);
  (void)clash_act(&clash, RURITANIA, CEASE, BORDAVIA);
  assert_true(clash.run.world->theatres[HILLS].campaign.active);
  assert_int_equal(clash_count(&clash, RECORD_CEASEFIRE, -1), 0);
  (void)clash_act(&clash, BORDAVIA, CEASE, RURITANIA);
  assert_false(clash.run.world->theatres[HILLS].campaign.active);
  assert_true(clash.run.world->theatres[HILLS].ceased);
  assert_int_equal(clash_count(&clash, RECORD_CEASEFIRE, -1), 1);
  (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
  assert_false(clash.run.world->theatres[HILLS].ceased);
  clash_close(&clash);
}

static void war_is_derived_from_deaths_and_never_from_a_verb(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 7, 60);
  (void)clash_act(&clash, BORDAVIA, INVADE, RURITANIA);
  assert_int_equal(fight_level(clash.run.world, HILLS), 4);
  fight_deaths(&clash.run, HILLS, 0, 999, 0);
  fight_hostility(clash.run.world, BORDAVIA, RURITANIA, 4, HILLS);
  assert_int_equal(fight_level(clash.run.world, HILLS), 4);
  fight_deaths(&clash.run, HILLS, 1, 1, 0);
  fight_hostility(clash.run.world, BORDAVIA, RURITANIA, 4, HILLS);
  assert_int_equal(fight_level(clash.run.world, HILLS), 5);
  clash_close(&clash);
}

static void a_quiet_world_comes_to_rest(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash_start(&clash, 11, 400);
  for (int i = 0; i < 5; i++) {
    (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
  }
  assert_int_equal(fight_level(clash.run.world, HILLS), 4);
  clash_play(&clash, 399);
  const struct theatre_state *place = &clash.run.world->theatres[HILLS];
  const struct dyad *dyad = world_dyad(clash.run.world, BORDAVIA, RURITANIA);
  assert_true(place->intensity < 1e-6 && place->provoked[1] < 1e-6);
  assert_true(fabs(dyad->tension - dyad->tension_base) < 1e-6);
  assert_int_equal(dyad->hostility, 1);
  assert_true(fabs(clash.run.world->actors[RURITANIA].approval - 0.5) < 0.001);
  assert_in_range(place->days_at_level[4], 6, 8);
  assert_int_equal(place->days_at_level[1] + place->days_at_level[4], 399);
  clash_close(&clash);
}

static void deaths_cost_approval_by_their_logarithm(void **state) {
  (void)state;
  for (int deaths = 1; deaths <= 1000; deaths *= 10) {
    for (int civilians = 0; civilians <= 1; civilians++) {
      struct clash clash;
      clash_open(&clash);
      clash_start(&clash, 1, 10);
      fight_deaths(&clash.run, HILLS, 0, deaths, civilians);
      double loss = 0.004 * log(1 + deaths) * (1 + civilians);
      const struct world *world = clash.run.world;
      assert_true(fabs(world->actors[RURITANIA].approval - (0.5 - loss)) < 1e-9);
      assert_true(world->actors[BORDAVIA].approval == 0.5);
      clash_close(&clash);
    }
  }
}

static void depots_make_good_a_share_of_what_is_missing(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash_start(&clash, 1, 60);
  struct side_state *side = &clash.run.world->theatres[HILLS].side[1];
  side->supply = 0.4;
  clash_play(&clash, 30);
  assert_true(fabs(side->supply - (1 - 0.6 * pow(1 - 0.02, 30))) < 1e-9);
  clash_close(&clash);
}

/* One day of an attack with a third party's offer on the table, worth a whole stake if believed. */
static bool fights_on(double affinity, double dependence, bool offered) {
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.offer_worth = 1;
  clash_start(&clash, 1, 10);
  struct world *world = clash.run.world;
  struct dyad *tie = world_dyad(world, BORDAVIA, THIRDLAND);
  tie->affinity = affinity;
  tie->dependence = dependence;
  world_dyad(world, THIRDLAND, BORDAVIA)->offer_at = offered ? 0 : -1;
  assert_int_equal(clash_act(&clash, BORDAVIA, ATTACK, RURITANIA), RESULT_NONE);
  clash_play(&clash, 0.1);
  bool active = world->theatres[HILLS].campaign.active;
  clash_close(&clash);
  return active;
}

/* A chance of about .18, less a day's weariness, against the offer: (1 + affinity) / 2 +
 * dependence. */
static void an_offer_ends_fighting_as_far_as_it_is_believed(void **state) {
  (void)state;
  assert_true(fights_on(0, 0, false));
  assert_true(fights_on(-0.9, 0, true));
  assert_false(fights_on(0, 0, true));
  assert_false(fights_on(-0.9, 0.3, true)); /* disliked, but depended on */
}

/* From the thirty-first day a side's losses are made good, by no more than were lost. */
static void drafts_fill_the_ranks_of_a_long_war(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.engagement_loss = 0;
  clash_start(&clash, 1, 60);
  assert_int_equal(clash_act(&clash, BORDAVIA, INVADE, RURITANIA), RESULT_NONE);
  struct theatre_state *place = &clash.run.world->theatres[HILLS];
  place->side[1].men = 3000;
  clash_play(&clash, 0);
  assert_true(place->side[1].men == 3000);
  place->campaign.begun_at = -(int64_t)31 * MINUTES_PER_DAY;
  clash_play(&clash, 1);
  assert_true(place->side[1].men == 3000 + 0.0005 * 50000);
  place->side[1].men = 3990;
  clash_play(&clash, 2);
  assert_true(place->side[1].men == 4000);
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(success_follows_the_contest_function),
      cmocka_unit_test(a_days_dead_are_drawn_with_the_mean_of_the_contest),
      cmocka_unit_test(four_days_of_attack_kill_about_as_many_as_in_april),
      cmocka_unit_test(a_limited_attack_lasts_about_as_long_as_its_verb_says),
      cmocka_unit_test(days_are_fought_until_the_length_drawn_is_over),
      cmocka_unit_test(ground_changes_only_by_engagements),
      cmocka_unit_test(a_hopeless_attack_wins_no_ground_and_a_sure_one_always),
      cmocka_unit_test(losses_are_never_negative_and_men_never_below_none),
      cmocka_unit_test(a_general_offensive_lasts_days_or_years),
      cmocka_unit_test(a_costlier_war_is_shorter),
      cmocka_unit_test(a_ceasefire_needs_both_sides),
      cmocka_unit_test(war_is_derived_from_deaths_and_never_from_a_verb),
      cmocka_unit_test(a_quiet_world_comes_to_rest),
      cmocka_unit_test(deaths_cost_approval_by_their_logarithm),
      cmocka_unit_test(depots_make_good_a_share_of_what_is_missing),
      cmocka_unit_test(an_offer_ends_fighting_as_far_as_it_is_believed),
      cmocka_unit_test(drafts_fill_the_ranks_of_a_long_war),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
