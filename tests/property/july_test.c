/* July 1914: what the timetables, the patron's pledge and the condition of a treaty do, in paired
 * runs of the shipped scenario; and that its runs are a distribution, not a script. */
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { MEASURES_MAX = 4, SETTINGS_MAX = 2 };

static const char *const scenario = "july-1914";

/* A change, and the measures that follow. */
struct change {
  const char *what;
  struct setting settings[SETTINGS_MAX];
  struct {
    const char *name;
    int sign;
  } responses[MEASURES_MAX];
};

static void make(const struct change *change) {
  static double first[STUDY_SEEDS * MEASURES_MAX];
  static double second[STUDY_SEEDS * MEASURES_MAX];
  const char *names[MEASURES_MAX] = {NULL};
  int count = 0;
  int settings = 0;
  while (count < MEASURES_MAX && change->responses[count].name != NULL) {
    names[count] = change->responses[count].name;
    count++;
  }
  while (settings < SETTINGS_MAX && change->settings[settings].path != NULL) {
    settings++;
  }
  const struct arm changed = {change->settings, settings, NULL};
  study_values_of(scenario, &(struct arm){0}, names, count, first);
  study_values_of(scenario, &changed, names, count, second);
  for (int i = 0; i < count; i++) {
    study_expect(change->what, names[i], study_difference(first, second, count, i),
                 change->responses[i].sign);
  }
}

/* A day of lead that is worth nothing makes mobilisations what they are elsewhere. */
static void without_a_first_mover_s_advantage_general_war_is_rarer(void **state) {
  (void)state;
  make(&(struct change){.what = "timetables do not race",
                        .settings = {{"model.first_mover", "0"}},
                        .responses = {{"general_war", -1}, {"powers_at_war", -1}}});
}

static void without_the_blank_cheque_ultimatum_and_war_are_rarer(void **state) {
  (void)state;
  make(&(struct change){
      .what = "the patron does not answer",
      .settings = {{"actors.GER.params.candour", "0"}},
      .responses = {{"said.guarantee", -1}, {"said.issue_ultimatum", -1}, {"general_war", -1}}});
}

static void without_the_alliance_war_is_rarer(void **state) {
  (void)state;
  make(&(struct change){.what = "alliances only to consult",
                        .settings = {{"treaties.DUAL.articles.art1.obligation", "consult"},
                                     {"treaties.TRIPLE.articles.art3.obligation", "consult"}},
                        .responses = {{"general_war", -1}}});
}

static void an_ally_bound_to_help_the_provoker_too_helps_more(void **state) {
  (void)state;
  make(&(struct change){.what = "no condition on provocation",
                        .settings = {{"treaties.TRIPLE.articles.art3.unprovoked", "off"}},
                        .responses = {{"support.ITA.AUH+support.ITA.GER", 1}}});
}

static void without_the_murder_nothing_happens(void **state) {
  (void)state;
  make(&(struct change){.what = "no murder",
                        .settings = {{"injects.1", "off"}},
                        .responses = {{"said.issue_ultimatum", -1}, {"general_war", -1}}});
}

/* General war is likely and not certain; Italy stays out of most; Britain comes for Belgium when it
 * is attacked more than when it is not. */
static void the_outcome_is_a_distribution(void **state) {
  (void)state;
  static const char *const names[] = {"general_war", "support.ITA.GER", "support.GBR.BEL",
                                      "belgium_attacked"};
  enum { WAR, ITALY, BRITAIN, BELGIUM, COUNT };
  static double values[STUDY_SEEDS * COUNT];
  double wars = 0;
  double italian = 0;
  double helped[2] = {0};
  double runs[2] = {0};
  study_values_of(scenario, &(struct arm){0}, names, COUNT, values);
  for (int seed = 0; seed < STUDY_SEEDS; seed++) {
    const double *run = &values[seed * COUNT];
    int attacked = run[BELGIUM] > 0 ? 1 : 0;
    wars += run[WAR];
    italian += run[ITALY] >= 3 ? 1 : 0;
    helped[attacked] += run[BRITAIN] >= 2 ? 1 : 0;
    runs[attacked] += 1;
  }
  printf("[ general war %.3f, Italy sends a mission or troops %.3f, Britain helps Belgium %.3f if "
         "attacked, "
         "%.3f if not ]\n",
         wars / STUDY_SEEDS, italian / STUDY_SEEDS, helped[1] / runs[1], helped[0] / runs[0]);
  if (STUDY_DECIDES) {
    assert_true(wars > 0.2 * STUDY_SEEDS && wars < 0.95 * STUDY_SEEDS);
    assert_true(italian < 0.3 * STUDY_SEEDS);
    assert_true(helped[1] / runs[1] > helped[0] / runs[0] + 0.1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_a_first_mover_s_advantage_general_war_is_rarer),
      cmocka_unit_test(without_the_blank_cheque_ultimatum_and_war_are_rarer),
      cmocka_unit_test(without_the_alliance_war_is_rarer),
      cmocka_unit_test(an_ally_bound_to_help_the_provoker_too_helps_more),
      cmocka_unit_test(without_the_murder_nothing_happens),
      cmocka_unit_test(the_outcome_is_a_distribution),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
