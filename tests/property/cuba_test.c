/* Words behind closed doors, autonomous risk and nuclear forces, each turned by itself in paired
 * runs of the shipped crisis of 1962. */
#include "property/paired.h"
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = STUDY_SEEDS };

static const char SCENARIO[] = "cuba-1962";

static void compare(const char *path, const char *before, const char *after,
                    const char *const *measures, int count, struct paired *out) {
  const struct paired_arm arms[2] = {{.numbers = {{path, before}}}, {.numbers = {{path, after}}}};
  paired_compare(SCENARIO, arms, measures, count, SEEDS, out);
  for (int m = 0; m < count; m++) {
    paired_print(measures[m], &out[m]);
  }
}

static void a_private_channel_makes_peace_likelier(void **state) {
  static const char *const measures[] = {"peace", "strike", "private_offers", "withdrawn_unseen"};
  struct paired moved[4];
  (void)state;
  compare("model.closed_channel", "0", "1", measures, 4, moved);
  assert_true(!STUDY_DECIDES || (moved[0].low > 0 && moved[1].high < 0));
  assert_true(moved[2].mean[0] == 0 && moved[3].mean[0] == 0); /* no word passed */
  assert_true(!STUDY_DECIDES || (moved[2].low > 0 && moved[3].low > 0));
}

static void a_channel_that_opens_now_and_then_lies_between(void **state) {
  static const char *const measures[] = {"peace"};
  struct paired half[2];
  (void)state;
  compare("model.closed_channel", "0", "0.3", measures, 1, &half[0]);
  compare("model.closed_channel", "0.3", "1", measures, 1, &half[1]);
  assert_true(!STUDY_DECIDES || (half[0].low > 0 && half[1].low > 0));
}

/* What nobody ordered happens more often where alert is riskier, and risk is a reason to give way
 * (F6), so that it rises by less than the hazard. */
static void autonomous_risk_makes_accidents(void **state) {
  static const char *const measures[] = {"accidents", "peace"};
  struct paired moved[2];
  (void)state;
  compare("model.brink_hazard", "0", "0.05", measures, 2, moved);
  assert_true(moved[0].mean[0] == 0);
  assert_true(!STUDY_DECIDES || (moved[0].low > 0 && moved[1].high < 0));
}

/* Without an alert there is nothing that could go off by itself; and without the fear of it force
 * is used more readily (the nuclear shadow). */
static void without_nuclear_forces_no_accident_and_more_force(void **state) {
  static const struct setting none[] = {{"actors.USA.nuclear", "off"},
                                        {"actors.SUN.nuclear", "off"}};
  static const char *const names[] = {"accidents", "nuclear_alerts", "ordered_fire"};
  static struct company company;
  double sum[2][3] = {{0}};
  double difference = 0;
  double square = 0;
  (void)state;
  for (int arm = 0; arm < 2; arm++) {
    static double fire[SEEDS];
    company_open(&company, SCENARIO, none, 2 * arm);
    for (int seed = 1; seed <= SEEDS; seed++) {
      static const struct paired_arm plain;
      struct run_result result = {0};
      paired_run(&company, &plain, (uint64_t)seed, 0, NULL, NULL, &result);
      for (int m = 0; m < 3; m++) {
        sum[arm][m] += company_outcome(&result, names[m]);
      }
      double here = company_outcome(&result, "ordered_fire");
      double moved = here - fire[seed - 1];
      difference += arm == 1 ? moved : 0;
      square += arm == 1 ? moved * moved : 0;
      fire[seed - 1] = here;
    }
    company_close(&company);
  }
  double mean = difference / SEEDS;
  double error = 1.96 * sqrt((square / SEEDS - mean * mean) / SEEDS);
  printf("[ nuclear forces removed ] ordered fire %+.3f (%.3f to %.3f)\n", mean, mean - error,
         mean + error);
  assert_true(sum[1][1] == 0 && sum[1][0] == 0);
  assert_true(!STUDY_DECIDES || (sum[0][1] > 0 && mean - error > 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_private_channel_makes_peace_likelier),
      cmocka_unit_test(a_channel_that_opens_now_and_then_lies_between),
      cmocka_unit_test(autonomous_risk_makes_accidents),
      cmocka_unit_test(without_nuclear_forces_no_accident_and_more_force),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
