/* Incidents: the self-exciting process keeps its promises about numbers, severity and victims. */
#include "clash.h"

#include <math.h>

enum { SEEDS = 200, DAYS = 200 };

/* Incidents of one run of DAYS days. */
static int incidents_of(struct clash *clash, uint64_t seed) {
  clash_start(clash, seed, DAYS);
  fight_begin(&clash->run);
  clash_play(clash, DAYS - 1);
  return clash_count(clash, RECORD_INCIDENT, -1);
}

static void rate_zero_gives_no_incidents(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    assert_int_equal(incidents_of(&clash, seed), 0);
  }
  clash_close(&clash);
}

/* Mean count and its standard error over seeds. */
static double mean_count(struct clash *clash, double *error) {
  double sum = 0;
  double squares = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    double count = incidents_of(clash, seed);
    sum += count;
    squares += count * count;
  }
  double mean = sum / SEEDS;
  *error = sqrt((squares / SEEDS - mean * mean) / SEEDS);
  return mean;
}

static void without_branching_the_count_is_poisson(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.posture_incidents = 0;
  clash.theatres[0].incidents.branching = 0;
  double error = 0;
  double mean = mean_count(&clash, &error);
  double expected = 0.5 * (DAYS - 1);
  assert_true(fabs(mean - expected) < 3.5 * error);
  assert_true(fabs(error * error * SEEDS / expected - 1) < 0.35);
  clash_close(&clash);
}

static void branching_of_a_half_makes_clusters_of_two(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.posture_incidents = 0;
  double error = 0;
  double mean = mean_count(&clash, &error);
  double immigrants = 0.5 * (DAYS - 1);
  assert_true(fabs(mean / immigrants - 2) < 3.5 * error / immigrants + 0.02);
  clash_close(&clash);
}

static void tension_and_weather_move_the_rate_and_a_ceasefire_lowers_it(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 10);
  struct world *world = clash.run.world;
  double base = fight_incident_rate(world, HILLS);
  assert_true(fabs(base - 0.5) < 1e-12);
  world_dyad(world, BORDAVIA, RURITANIA)->tension += 0.4;
  double tense = fight_incident_rate(world, HILLS);
  assert_true(fabs(tense / base - exp(1.2 * 0.2)) < 1e-9);
  world->theatres[HILLS].weather = 0.5;
  assert_true(fabs(fight_incident_rate(world, HILLS) - tense / 2) < 1e-12);
  world->theatres[HILLS].ceased = true;
  assert_true(fabs(fight_incident_rate(world, HILLS) - 0.15 * tense) < 1e-12);
  clash_close(&clash);
}

static void excitation_decays_and_integrates_to_what_was_added(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash_start(&clash, 1, 100);
  struct world *world = clash.run.world;
  fight_excite(world, HILLS, 1.5);
  double total = 0;
  double last = INFINITY;
  for (int minute = 0; minute < 40 * MINUTES_PER_DAY; minute += 10) {
    world->now = minute + 5;
    double rate = fight_incident_rate(world, HILLS);
    assert_true(rate < last);
    last = rate;
    total += rate * 10 / MINUTES_PER_DAY;
  }
  assert_true(fabs(total - 1.5) < 0.001 && last < 1e-9);
  clash_close(&clash);
}

static void severity_agrees_with_the_dead(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  int fatal = 0;
  int all = 0;
  int second = 0;
  double dead = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    (void)incidents_of(&clash, seed);
    for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
      const struct record *record = world_record(clash.run.world, id);
      if (record->kind != RECORD_INCIDENT) {
        continue;
      }
      double deaths = record->deaths[0] + record->deaths[1];
      assert_true(record->deaths[0] >= 0 && record->deaths[1] >= 0);
      assert_true((deaths == 0) == (record->size == 1));
      assert_true((record->flag || deaths >= 3) == (record->size == 3));
      assert_true(record->deaths[0] == 0 || record->deaths[1] == 0);
      int victim = record->deaths[0] > 0 ? RURITANIA : BORDAVIA;
      all++;
      fatal += deaths > 0 ? 1 : 0;
      second += deaths > 0 && record->target == victim ? 1 : 0;
      dead += deaths;
    }
  }
  assert_true(fabs((double)fatal / all - 0.2) < 0.02);
  assert_true(fabs(dead / fatal - 1.5) < 0.06);
  assert_true(fabs((double)second / fatal - 0.6) < 0.04);
  clash_close(&clash);
}

static void the_angrier_side_fires_first_more_often(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  int first[2] = {0, 0};
  clash.relations[BORDAVIA * CLASH_ACTORS + RURITANIA].tension = 0.9;
  clash.actors[BORDAVIA].readiness = READINESS_MOBILISED;
  for (uint64_t seed = 1; seed <= 50; seed++) {
    (void)incidents_of(&clash, seed);
    for (uint32_t id = 1; id <= clash.run.world->record_count; id++) {
      const struct record *record = world_record(clash.run.world, id);
      if (record->kind == RECORD_INCIDENT) {
        first[record->actor == BORDAVIA ? 1 : 0]++;
      }
    }
  }
  assert_true(first[1] > first[0] * 1.5);
  assert_true(first[0] > 0);
  clash_close(&clash);
}

static void shots_without_dead_leave_the_mid_level_alone(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.fatal = 0;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    assert_true(incidents_of(&clash, seed) > 0);
    assert_int_equal(fight_level(clash.run.world, HILLS), 1);
    assert_int_equal(clash.run.world->theatres[HILLS].days_at_level[1], DAYS - 1);
    assert_true(world_dyad(clash.run.world, BORDAVIA, RURITANIA)->tension > 0.2);
  }
  clash_close(&clash);
}

/* A rise of the rate between candidates is not lost: shells provoke more incidents than a quiet day
 * has. */
static void an_excited_theatre_is_rescheduled(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.theatres[0].incidents.branching = 0;
  double sum = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 60);
    fight_begin(&clash.run);
    clash_play(&clash, 2);
    fight_excite(clash.run.world, HILLS, 3);
    fight_stir(&clash.run, HILLS);
    clash_play(&clash, 59);
    sum += clash_count(&clash, RECORD_INCIDENT, -1);
  }
  assert_true(fabs(sum / SEEDS - 3) < 3.5 * sqrt(3.0 / SEEDS));
  clash_close(&clash);
}

static void the_same_seed_gives_the_same_history(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  char digests[2][DIGEST_TEXT_SIZE];
  for (int i = 0; i < 2; i++) {
    (void)incidents_of(&clash, 42);
    digest_text_of(&clash.run.digest, digests[i]);
  }
  assert_string_equal(digests[0], digests[1]);
  (void)incidents_of(&clash, 43);
  digest_text_of(&clash.run.digest, digests[1]);
  assert_string_not_equal(digests[0], digests[1]);
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rate_zero_gives_no_incidents),
      cmocka_unit_test(without_branching_the_count_is_poisson),
      cmocka_unit_test(branching_of_a_half_makes_clusters_of_two),
      cmocka_unit_test(tension_and_weather_move_the_rate_and_a_ceasefire_lowers_it),
      cmocka_unit_test(excitation_decays_and_integrates_to_what_was_added),
      cmocka_unit_test(severity_agrees_with_the_dead),
      cmocka_unit_test(the_angrier_side_fires_first_more_often),
      cmocka_unit_test(shots_without_dead_leave_the_mid_level_alone),
      cmocka_unit_test(an_excited_theatre_is_rescheduled),
      cmocka_unit_test(the_same_seed_gives_the_same_history),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
