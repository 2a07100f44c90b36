/* Face validity: what an analyst would check before believing anything else. */
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* --- laws of every run ------------------------------------------------------------------------ */

struct witness {
  const struct scenario *scenario;
  uint64_t committed; /* actors that bound themselves in public */
  double audience[ACTOR_MAX];
};

static enum err_code look(void *context, const struct record *record, struct err *err) {
  struct witness *witness = context;
  (void)err;
  if (record->kind == RECORD_CLAUSE && record->flag && record->outcome == OBLIGATION_ASSIST) {
    int organisation = scenario_organisation_of(witness->scenario, record->target);
    int treaty = scenario_organisation(witness->scenario, organisation)->treaty;
    uint64_t area = scenario_theatre(witness->scenario, record->theatre)->in_area;
    assert_true((area >> treaty & 1) != 0); /* outside the area no article of assistance applies */
    assert_true(record->size >= 3);         /* and sniping is not aggression */
  }
  if (record->kind == RECORD_ACT && !record->closed &&
      scenario_verb(witness->scenario, record->verb)->binds) {
    witness->committed |= UINT64_C(1) << record->actor;
  }
  return ERR_OK;
}

static void nobody_pays_who_has_not_bound_himself_in_public(void **state) {
  (void)state;
  static struct company company;
  static struct witness witness;
  company_open(&company, "csto-2018", NULL, 0);
  int paid = 0;
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    witness = (struct witness){.scenario = company_scenario(&company)};
    company_run(&company, seed, NULL, 0, look, &witness, &result);
    for (int a = 0; a < witness.scenario->actors.count; a++) {
      char name[64];
      (void)snprintf(name, sizeof name, "audience_cost_paid.%s",
                     scenario_actor(witness.scenario, a)->id);
      bool pays = company_outcome(&result, name) > 0;
      assert_true(!pays || (witness.committed >> a & 1) != 0);
      paid += pays ? 1 : 0;
    }
  }
  assert_true(!STUDY_DECIDES || paid > 0); /* the law is not empty */
  company_close(&company);
}

/* --- extremes --------------------------------------------------------------------------------- */

static void without_men_there_is_no_offensive(void **state) {
  (void)state;
  static struct company company;
  static const struct setting none[] = {{"theatres.loc.forces.AZE.men", "0"},
                                        {"theatres.tavush.forces.AZE.men", "0"},
                                        {"theatres.nakhchivan.forces.AZE.men", "0"},
                                        {"actors.AZE.params.ambition", "2"}};
  company_open(&company, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    company_run(&company, seed, none, 4, NULL, NULL, &result);
    assert_true(company_outcome(&result, "offensives") == 0);
    assert_true(company_outcome(&result, "ground_km2") == 0);
  }
  company_close(&company);
}

/* Standard deviation of column [name] of [count]. */
static double spread(const double *values, int count, int name, double *mean) {
  double squares = 0;
  *mean = 0;
  for (int i = 0; i < STUDY_SEEDS; i++) {
    double value = values[i * count + name];
    *mean += value / STUDY_SEEDS;
    squares += value * value / STUDY_SEEDS;
  }
  return sqrt(squares - *mean * *mean);
}

/* In the dead, which are few where somebody weighs costs; in conflict as a share of its mean. */
static void dice_differ_more_from_run_to_run_than_policies(void **state) {
  (void)state;
  enum { GOLDSTEIN, DEATHS, NAMES };
  static const char *const names[NAMES] = {"goldstein", "deaths"};
  static const struct setting dice[] = {{"actors.AZE.policy", "random_baseline"},
                                        {"actors.ARM.policy", "random_baseline"}};
  static double runs[2][STUDY_SEEDS * NAMES];
  double mean[2][NAMES];
  double wide[2][NAMES];
  study_values(&(struct arm){0}, names, NAMES, runs[0]);
  study_values(&(struct arm){dice, 2, NULL}, names, NAMES, runs[1]);
  for (int arm = 0; arm < 2; arm++) {
    for (int name = 0; name < NAMES; name++) {
      wide[arm][name] = spread(runs[arm], NAMES, name, &mean[arm][name]);
    }
    printf("[ spread, %s ] conflict %.3f of its mean, deaths %.1f\n",
           arm == 0 ? "policies" : "dice", wide[arm][GOLDSTEIN] / mean[arm][GOLDSTEIN],
           wide[arm][DEATHS]);
  }
  if (STUDY_DECIDES) {
    assert_true(wide[1][DEATHS] > 3 * wide[0][DEATHS]);
    assert_true(wide[1][GOLDSTEIN] / mean[1][GOLDSTEIN] > wide[0][GOLDSTEIN] / mean[0][GOLDSTEIN]);
  }
}

/* --- a world of two --------------------------------------------------------------------------- */

/* The quiet border without chance fire, after one shelling on the first day. */
static void one_blow_in_a_quiet_world_fades_to_peace(void **state) {
  (void)state;
  static struct company company;
  static const struct setting calm[] = {{"theatres.river.incident_rate", "0"},
                                        {"theatres.river.incident_branching", "0"}};
  company_open(&company, "border-quiet", NULL, 0);
  const struct scenario *scenario = company_scenario(&company);
  const struct inject blow = {.at = scenario->epoch + 600,
                              .kind = INJECT_ACT,
                              .actor = scenario_find_actor(scenario, "BORDAVIA"),
                              .verb = scenario_find_verb(scenario, "shell"),
                              .to = scenario_find_actor(scenario, "RURITANIA"),
                              .theatre = scenario_find_theatre(scenario, "river"),
                              .size = 1,
                              .nationality = -1};
  company_what_if(&company, &blow, 1);
  int peaceful = 0;
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    company_run(&company, seed, calm, 2, NULL, NULL, &result);
    assert_true(company_outcome(&result, "ordered_fire") >= 1);
    peaceful += company_outcome(&result, "last_force_day") < 30 ? 1 : 0;
  }
  printf("[ quiet world ] at peace for the second month: %d of %d\n", peaceful, (int)STUDY_SEEDS);
  assert_true(peaceful >= STUDY_SEEDS * 9 / 10);
  company_close(&company);
}

/* Two equals with equal policies over ground that neither claims from the other. */
static void make_equal(struct source *source, struct arena *arena) {
  if (strcmp(source->name, "scenario/scenario.lua") != 0) {
    return;
  }
  study_replace(source, arena, "\"revisionist_claimant\"", "\"status_quo_defender\"");
  study_replace(source, arena, "capability = 0.003", "capability = 0.002");
  study_replace(source, arena, "men = 5000", "men = 4000");
  study_replace(source, arena, "claim = 0.3", "claim = 0");
  study_replace(source, arena, "BORDAVIA = 0.8", "BORDAVIA = 1");
  study_replace(source, arena, "recognised = { \"RURITANIA\" }", "recognised = {}");
  study_replace(source, arena, "in_area = { \"pact\" }", "in_area = {}");
  study_replace(source, arena, "members = { \"RURITANIA\", \"GRAUSTARK\" }",
                "members = { \"GRAUSTARK\", \"SYLDAVIA\" }");
  study_replace(source, arena, "GRAUSTARK = { agreement = 0.4, trade = 0.1, both = true }",
                "GRAUSTARK = {}");
  study_replace(source, arena, "incident_rate = 0.05", "incident_rate = 0.5");
}

static void equals_fare_equally_whatever_they_are_called(void **state) {
  (void)state;
  static struct company company;
  static const char *const pairs[][2] = {{"acts.RURITANIA", "acts.BORDAVIA"},
                                         {"approval.RURITANIA", "approval.BORDAVIA"}};
  company_open_edited(&company, "border-quiet", make_equal);
  double sum[2] = {0};
  double squares[2] = {0};
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
    for (int i = 0; i < 2; i++) {
      double d = company_outcome(&result, pairs[i][0]) - company_outcome(&result, pairs[i][1]);
      sum[i] += d;
      squares[i] += d * d;
    }
  }
  for (int i = 0; i < 2; i++) {
    double mean = sum[i] / STUDY_SEEDS;
    double error = sqrt((squares[i] / STUDY_SEEDS - mean * mean) / STUDY_SEEDS);
    printf("[ equals ] %s less %s: %+.4f, standard error %.4f\n", pairs[i][0], pairs[i][1], mean,
           error);
    assert_true(error > 0 && fabs(mean) < 4 * error);
  }
  company_close(&company);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nobody_pays_who_has_not_bound_himself_in_public),
      cmocka_unit_test(without_men_there_is_no_offensive),
      cmocka_unit_test(dice_differ_more_from_run_to_run_than_policies),
      cmocka_unit_test(one_blow_in_a_quiet_world_fades_to_peace),
      cmocka_unit_test(equals_fare_equally_whatever_they_are_called),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
