/* Whether allies help, and how far, over many runs: of a crisis in which an alliance was honoured,
 * and of one in which it was not, with the same parameters. */
#include "property/study.h"

#include "study/interval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { RUNGS = RUNG_TROOPS + 1 };

/* A crisis and the one whom its allies may help. */
struct crisis {
  const char *what, *scenario, *victim;
  const struct setting *settings;
  int count;
  company_edit_fn edit;
};

/* What came of it: runs in which some ally reached a rung or more, and how many allies did, by
 * rung and run. */
struct help {
  int runs[RUNGS];
  double allies[STUDY_SEEDS][RUNGS];
};

/* Adds the allies of [victim] at each rung or above, from the outcomes "support.ALLY.VICTIM". */
static void count_allies(const struct run_result *result, const char *victim,
                         double allies[RUNGS]) {
  for (int i = 0; i < result->outcome_count; i++) {
    const char *name = result->outcomes[i].name;
    const char *to = strrchr(name, '.');
    if (strncmp(name, "support.", 8) != 0 || to == NULL || strcmp(to + 1, victim) != 0) {
      continue;
    }
    for (int rung = 0; rung < RUNGS && rung <= result->outcomes[i].value; rung++) {
      allies[rung]++;
    }
  }
}

static void look_at(const struct crisis *crisis, struct help *help) {
  static struct company company;
  memset(help, 0, sizeof *help);
  company_open_under(&company, crisis->scenario, crisis->settings, crisis->count, crisis->edit);
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
    count_allies(&result, crisis->victim, help->allies[seed - 1]);
    for (int rung = 0; rung < RUNGS; rung++) {
      help->runs[rung] += help->allies[seed - 1][rung] > 0 ? 1 : 0;
    }
  }
  company_close(&company);
  assert_int_equal(help->runs[RUNG_SILENCE], STUDY_SEEDS); /* it has allies at all */
}

static double share_at(const struct help *help, enum support_rung rung, struct interval *interval) {
  double share = (double)help->runs[rung] / STUDY_SEEDS;
  *interval = interval_wilson(share, STUDY_SEEDS);
  return share;
}

static void tell(const struct crisis *crisis, const struct help *help) {
  static const char *const names[RUNGS] = {"silence", "words", "arms", "mission", "troops"};
  for (int rung = RUNG_WORDS; rung < RUNGS; rung++) {
    struct interval interval;
    double share = share_at(help, (enum support_rung)rung, &interval);
    double mean = 0;
    for (int run = 0; run < STUDY_SEEDS; run++) {
      mean += help->allies[run][rung] / STUDY_SEEDS;
    }
    printf("[ %-22s ] %-8s by some ally %.3f (%.3f to %.3f), by %.2f allies on average\n",
           crisis->what, names[rung], share, interval.low, interval.high, mean);
  }
}

/* --- nato-2001 ---------------------------------------------------------------------------------
 */

static const struct crisis attacked = {
    .what = "attacked at home", .scenario = "nato-2001", .victim = "USA"};

/* The same, had the place been outside the area of every treaty. */
static const struct setting outside_area[] = {{"theatres.soil.in_area.NAT", "off"},
                                              {"theatres.soil.in_area.ANZUS", "off"}};
static const struct crisis outside = {
    .what = "outside the area",
    .scenario = "nato-2001",
    .victim = "USA",
    .settings = outside_area,
    .count = 2,
};

/* The same, had the allies had business with the attacker as the best of friends have. */
static void befriend(struct source *source, struct arena *arena) {
  static const char *const quarrel =
      "\"rivalry\", judgement.guess(0.3, 0, 0.6, "
      "\"an enemy of all of them in words; plots in Europe in 2000\"))";
  if (strcmp(source->name, "scenario/relations.lua") == 0) {
    assert_non_null(strstr(source->bytes, quarrel));
    study_replace(source, arena, quarrel, "\"bilateral\", 0.9)");
  }
}
static const struct crisis tied = {
    .what = "tied to the attacker", .scenario = "nato-2001", .victim = "USA", .edit = befriend};

static void expect_fewer(const struct crisis *crisis, const struct help *first,
                         const struct help *second) {
  struct difference sent =
      study_difference(&first->allies[0][0], &second->allies[0][0], RUNGS, RUNG_MISSION);
  study_expect(crisis->what, "allies with a mission or troops", sent, -1);
}

static void allies_help_less_outside_the_area_and_if_tied_to_the_attacker(void **state) {
  (void)state;
  static struct help at_home;
  static struct help elsewhere;
  static struct help among_friends;
  look_at(&attacked, &at_home);
  look_at(&outside, &elsewhere);
  look_at(&tied, &among_friends);
  tell(&attacked, &at_home);
  tell(&outside, &elsewhere);
  tell(&tied, &among_friends);
  expect_fewer(&outside, &at_home, &elsewhere);
  expect_fewer(&tied, &at_home, &among_friends);
}

/* The positive control, with the parameters of all scenarios: mostly somebody comes, and of the ten
 * allies the greater part. */
static void help_is_given_in_most_runs_where_it_was(void **state) {
  (void)state;
  static struct help help;
  struct interval interval;
  double mean = 0;
  double most = 0;
  look_at(&attacked, &help);
  (void)share_at(&help, RUNG_MISSION, &interval);
  for (int run = 0; run < STUDY_SEEDS; run++) {
    mean += help.allies[run][RUNG_MISSION] / STUDY_SEEDS;
    most = fmax(most, help.allies[run][RUNG_SILENCE]);
  }
  assert_true(interval.low > 0.5 || !STUDY_DECIDES);
  assert_true(mean > most / 2 || !STUDY_DECIDES);
}

/* --- four-day-war-2016 -------------------------------------------------------------------------
 */

/* "targets.T1": an ally gave arms or more during the fighting. */
static void help_is_refused_in_most_runs_where_it_was(void **state) {
  (void)state;
  static const struct setting measured[] = {{"targets", "on"}};
  static const char *const names[] = {"targets.T1"};
  static double given[STUDY_SEEDS];
  double refused = 0;
  study_values_of("four-day-war-2016", &(struct arm){.settings = measured, .count = 1}, names, 1,
                  given);
  for (int run = 0; run < STUDY_SEEDS; run++) {
    assert_true(given[run] == 0 || given[run] == 1);
    refused += given[run] == 0 ? 1 : 0;
  }
  struct interval interval = interval_wilson(refused / STUDY_SEEDS, STUDY_SEEDS);
  printf("[ %-22s ] no arms or troops by any ally while it lasted %.3f (%.3f to %.3f)\n",
         "four days of 2016", refused / STUDY_SEEDS, interval.low, interval.high);
  assert_true(interval.low > 0.5 || !STUDY_DECIDES);
}

/* That help is given in one and refused in the other is no matter of parameters: all actors have
 * their policies' defaults, and the model its own. */
static void both_have_the_same_parameters(void **state) {
  (void)state;
  static const char *const scenarios[] = {"nato-2001", "four-day-war-2016"};
  static struct company company;
  struct constants constants[2];
  for (int s = 0; s < 2; s++) {
    company_open(&company, scenarios[s], NULL, 0);
    const struct scenario *scenario = company_scenario(&company);
    for (int a = 0; a < scenario->actors.count; a++) {
      const struct policy *policy = stage_loaded(company.house.variant->stage)->policies[a];
      for (int p = 0; policy != NULL && p < policy->param_count; p++) {
        assert_true(scenario_actor(scenario, a)->params[p] == policy->params[p].fallback);
      }
    }
    constants[s] = scenario->model;
    company_close(&company);
  }
  assert_memory_equal(&constants[0], &constants[1], sizeof constants[0]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(help_is_given_in_most_runs_where_it_was),
      cmocka_unit_test(allies_help_less_outside_the_area_and_if_tied_to_the_attacker),
      cmocka_unit_test(help_is_refused_in_most_runs_where_it_was),
      cmocka_unit_test(both_have_the_same_parameters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
