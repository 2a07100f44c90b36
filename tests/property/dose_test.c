/* Dose and response: each mechanism, turned up or down by itself, moves what it should, in paired
 * runs of the shipped crisis. */
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MEASURES_MAX = 6, SETTINGS_MAX = 3 };

/* One dose: the settings before and after, an edit after, and the measures that follow. */
struct dose {
  const char *what;
  struct setting before[SETTINGS_MAX];
  struct setting after[SETTINGS_MAX];
  company_edit_fn edit;
  struct {
    const char *name;
    int sign;
  } responses[MEASURES_MAX];
};

static int count_settings(const struct setting *settings) {
  int count = 0;
  while (count < SETTINGS_MAX && settings[count].path != NULL) {
    count++;
  }
  return count;
}

static void give(const struct dose *dose) {
  static double first[STUDY_SEEDS * MEASURES_MAX];
  static double second[STUDY_SEEDS * MEASURES_MAX];
  const char *names[MEASURES_MAX];
  int count = 0;
  while (count < MEASURES_MAX && dose->responses[count].name != NULL) {
    names[count] = dose->responses[count].name;
    count++;
  }
  const struct arm before = {dose->before, count_settings(dose->before), NULL};
  const struct arm after = {dose->after, count_settings(dose->after), dose->edit};
  study_values(&before, names, count, first);
  study_values(&after, names, count, second);
  for (int i = 0; i < count; i++) {
    study_expect(dose->what, names[i], study_difference(first, second, count, i),
                 dose->responses[i].sign);
  }
}

static void more_at_stake_more_fire(void **state) {
  (void)state;
  give(&(struct dose){.what = "stake",
                      .before = {{"theatres.loc.salience.AZE", "0.6"}},
                      .responses = {{"ordered_fire.loc", 1}, {"acts.AZE", 1}}});
}

static void dearer_force_less_of_it(void **state) {
  (void)state;
  give(&(struct dose){.what = "cost of force",
                      .after = {{"actors.AZE.params.cost", "0.4"}},
                      .responses = {{"ordered_fire", -1}}});
}

static void a_patron_tied_to_the_adversary_helps_less_and_is_believed_less(void **state) {
  (void)state;
  give(&(struct dose){
      .what = "patron's tie",
      .after = {{"relations.RUS.AZE.bilateral", "0.9"}},
      .responses = {{"p_help.RUS.tavush", -1}, {"p_help.RUS.loc", -1}, {"support.RUS.ARM", -1}}});
}

static void an_indicted_spokesman_is_believed_less_and_answered_in_person(void **state) {
  (void)state;
  give(&(struct dose){
      .what = "indictment",
      .before = {{"organisations.CSTO.spokesman.jeopardy", "0"}},
      .responses = {{"mandate.KHACHATUROV", -1}, {"said.delegitimise_messenger", 1}}});
}

/* Removing what allies did in April 2016, outside the area, raises the adversary's belief in help
 * there by more than at the border, draws fire away from the line, and makes asking likelier. */
static void without_the_precedent_help_is_expected_and_asked_for(void **state) {
  (void)state;
  static const char *const names[] = {"p_help_start.RUS.loc", "p_help_start.RUS.tavush"};
  static const struct setting off = {"precedents.april_2016", "off"};
  static double first[STUDY_SEEDS * 2];
  static double second[STUDY_SEEDS * 2];
  give(&(struct dose){
      .what = "April 2016 removed",
      .after = {{"precedents.april_2016", "off"}},
      .responses = {{"p_help.RUS.loc", 1}, {"ordered_fire.loc", -1}, {"requests", 1}}});
  study_values(&(struct arm){0}, names, 2, first);
  study_values(&(struct arm){&off, 1, NULL}, names, 2, second);
  double line = study_difference(first, second, 2, 0).mean;
  double border = study_difference(first, second, 2, 1).mean;
  assert_true(line > border && border > 0);
}

static void a_placebo_precedent_changes_nothing_at_all(void **state) {
  (void)state;
  static struct company plain;
  static struct company dosed;
  const struct setting on = {"precedents.placebo_2008", "on"};
  company_open(&plain, "csto-2018", NULL, 0);
  company_open(&dosed, "csto-2018", &on, 1);
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result a = {0};
    struct run_result b = {0};
    char digest[DIGEST_TEXT_SIZE];
    company_run(&plain, seed, NULL, 0, NULL, NULL, &a);
    memcpy(digest, a.digest, sizeof digest);
    company_run(&dosed, seed, NULL, 0, NULL, NULL, &b);
    assert_string_equal(digest, b.digest);
  }
  company_close(&plain);
  company_close(&dosed);
}

/* The same fire on the line instead of on the border: outside the area there is less to warn of. */
static void fire_moved_to_the_line_silences_the_spokesman(void **state) {
  (void)state;
  give(&(struct dose){.what = "fire moved to the line",
                      .after = {{"theatres.tavush.incident_rate", "0"},
                                {"theatres.nakhchivan.incident_rate", "0"},
                                {"theatres.loc.incident_rate", "0.292"}},
                      .responses = {{"warnings", -1}, {"spokesman_statements", -1}}});
}

static void ten_days_later(struct source *source, struct arena *arena) {
  if (strcmp(source->name, "scenario/calendar.lua") == 0) {
    study_replace(source, arena, "2018-09-11 08:00", "2018-09-21 08:00");
  }
}

static void a_drill_moved_by_ten_days_moves_its_answer(void **state) {
  (void)state;
  give(&(struct dose){.what = "drill ten days later",
                      .edit = ten_days_later,
                      .responses = {{"counter_drill_day", 1}}});
}

static void outside_every_treaty(struct source *source, struct arena *arena) {
  if (strcmp(source->name, "scenario/theatres.lua") == 0) {
    study_replace(source, arena, "in_area = { \"CST\", \"RA1997\" }", "in_area = {}");
    study_replace(source, arena, "in_area = { \"CST\", \"RA1997\", \"TA2010\" }", "in_area = {}");
  }
}

static void without_an_alliance_the_border_draws_more_fire(void **state) {
  (void)state;
  give(&(struct dose){.what = "border outside the area",
                      .edit = outside_every_treaty,
                      .responses = {{"p_help.RUS.tavush", -1},
                                    {"ordered_fire.tavush+ordered_fire.nakhchivan", 1}}});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(more_at_stake_more_fire),
      cmocka_unit_test(dearer_force_less_of_it),
      cmocka_unit_test(a_patron_tied_to_the_adversary_helps_less_and_is_believed_less),
      cmocka_unit_test(an_indicted_spokesman_is_believed_less_and_answered_in_person),
      cmocka_unit_test(without_the_precedent_help_is_expected_and_asked_for),
      cmocka_unit_test(a_placebo_precedent_changes_nothing_at_all),
      cmocka_unit_test(fire_moved_to_the_line_silences_the_spokesman),
      cmocka_unit_test(a_drill_moved_by_ten_days_moves_its_answer),
      cmocka_unit_test(without_an_alliance_the_border_draws_more_fire),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
