/* The spokesman: nationality and indictment, crossed; and what a patron's word does to the answer.
 */
#include "property/study.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ANSWER_DAYS = 7, CELLS = 4 };

/* Records of one run that matter here. */
struct witness {
  const struct scenario *scenario;
  int official, adversary, organisation;
  struct record spoke[256];
  int spoke_count;
  struct record dead[512]; /* fatal incidents inside the area */
  int dead_count;
  int at_messenger, denials; /* answers of the adversary to the official or his organisation */
  int64_t answers_since;     /* minutes; answers before do not count */
};

static bool in_area(const struct witness *witness, int theatre) {
  int treaty = scenario_organisation(
                   witness->scenario,
                   scenario_actor(witness->scenario, witness->organisation)->organisation_index)
                   ->treaty;
  return (scenario_theatre(witness->scenario, theatre)->in_area >> treaty & 1) != 0;
}

static void take_act(struct witness *witness, const struct record *record) {
  const struct verb *verb = scenario_verb(witness->scenario, record->verb);
  if (record->actor == witness->official && verb->speech && !record->closed &&
      witness->spoke_count < 256) {
    witness->spoke[witness->spoke_count++] = *record;
  }
  if (record->actor == witness->adversary && record->at >= witness->answers_since &&
      (record->target == witness->official || record->target == witness->organisation)) {
    bool person = (record->statement.claims & (uint32_t)CLAIM_NOT_MEMBERS_VIEW) != 0;
    witness->at_messenger += person ? 1 : 0;
    witness->denials += person ? 0 : 1;
  }
}

static enum err_code look(void *context, const struct record *record, struct err *err) {
  struct witness *witness = context;
  (void)err;
  if (record->kind == RECORD_ACT) {
    take_act(witness, record);
  } else if (record->kind == RECORD_INCIDENT && record->deaths[0] + record->deaths[1] > 0 &&
             in_area(witness, record->theatre) && witness->dead_count < 512) {
    witness->dead[witness->dead_count++] = *record;
  }
  return ERR_OK;
}

static void begin(struct witness *witness, const struct scenario *scenario) {
  *witness = (struct witness){.scenario = scenario,
                              .official = scenario_find_actor(scenario, "KHACHATUROV"),
                              .adversary = scenario_find_actor(scenario, "AZE"),
                              .organisation = scenario_find_actor(scenario, "CSTO")};
}

static bool answered(const struct witness *witness, const struct record *dead) {
  for (int i = 0; i < witness->spoke_count; i++) {
    int64_t gap = witness->spoke[i].at - dead->at;
    if (gap > 0 && gap <= (int64_t)ANSWER_DAYS * MINUTES_PER_DAY) {
      return true;
    }
  }
  return false;
}

struct cell {
  const char *nationality;
  const char *jeopardy;
  int asked, spoken; /* fatal incidents inside the area, and those with a statement in a week */
  int at_messenger, denials;
};

static void fill(struct cell *cell) {
  static struct company company;
  static struct witness witness;
  const struct setting words = {"organisations.CSTO.spokesman.nationality", cell->nationality};
  const struct setting numbers = {"organisations.CSTO.spokesman.jeopardy", cell->jeopardy};
  company_open(&company, "csto-2018", &words, 1);
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    begin(&witness, company_scenario(&company));
    company_run(&company, seed, &numbers, 1, look, &witness, &result);
    int64_t last = (int64_t)(result.days - ANSWER_DAYS) * MINUTES_PER_DAY;
    for (int i = 0; i < witness.dead_count; i++) {
      if (witness.dead[i].at < last) {
        cell->asked++;
        cell->spoken += answered(&witness, &witness.dead[i]) ? 1 : 0;
      }
    }
    cell->at_messenger += witness.at_messenger;
    cell->denials += witness.denials;
  }
  company_close(&company);
}

static double share(int part, int whole) {
  return whole > 0 ? (double)part / whole : 0;
}

static void all_spokesmen_speak_and_the_answer_tells_them_apart(void **state) {
  (void)state;
  struct cell cells[CELLS] = {{"ARM", "0.8", 0, 0, 0, 0},
                              {"ARM", "0", 0, 0, 0, 0},
                              {"RUS", "0.8", 0, 0, 0, 0},
                              {"RUS", "0", 0, 0, 0, 0}};
  for (int i = 0; i < CELLS; i++) {
    fill(&cells[i]);
    printf("[ %s, jeopardy %-3s ] P(statement | fatal incident inside the area) %.3f, n = %d; "
           "answers at the messenger %.3f\n",
           cells[i].nationality, cells[i].jeopardy, share(cells[i].spoken, cells[i].asked),
           cells[i].asked, share(cells[i].at_messenger, cells[i].at_messenger + cells[i].denials));
  }
  if (!STUDY_DECIDES) {
    return;
  }
  for (int i = 0; i < CELLS; i++) {
    assert_true(share(cells[i].spoken, cells[i].asked) >= 0.6);
  }
  double increment =
      share(cells[0].spoken, cells[0].asked) - share(cells[3].spoken, cells[3].asked);
  assert_true(increment >= 0 && increment <= 0.15);
  double at_kin = share(cells[0].at_messenger, cells[0].at_messenger + cells[0].denials);
  double at_other = share(cells[3].at_messenger, cells[3].at_messenger + cells[3].denials);
  assert_true(at_kin > at_other + 0.2);
}

/* The official speaks on day 10 by a what-if; the leading ally endorses him an hour later, or not.
 */
static void answers(bool endorsed, int *at_messenger, int *denials, double *mandate) {
  static struct company company;
  static struct witness witness;
  company_open(&company, "csto-2018", NULL, 0);
  const struct scenario *scenario = company_scenario(&company);
  struct inject injects[2];
  memset(injects, 0, sizeof injects);
  for (int i = 0; i < 2; i++) {
    injects[i] = (struct inject){
        .at = scenario->epoch + 10 * MINUTES_PER_DAY + i * MINUTES_PER_HOUR,
        .kind = INJECT_ACT,
        .actor = scenario_find_actor(scenario, i == 0 ? "KHACHATUROV" : "RUS"),
        .verb = scenario_find_verb(scenario, i == 0 ? "demand_deescalate" : "endorse"),
        .to = i == 0 ? -1 : scenario_find_actor(scenario, "KHACHATUROV"),
        .theatre = scenario_find_theatre(scenario, "tavush"),
        .size = 1,
        .nationality = -1};
  }
  company_what_if(&company, injects, endorsed ? 2 : 1);
  *at_messenger = 0;
  *denials = 0;
  *mandate = 0;
  for (uint64_t seed = 1; seed <= STUDY_SEEDS; seed++) {
    struct run_result result = {0};
    begin(&witness, scenario);
    witness.answers_since = 10 * MINUTES_PER_DAY;
    struct setting short_run = {"days", "15"};
    company_run(&company, seed, &short_run, 1, look, &witness, &result);
    *at_messenger += witness.at_messenger;
    *denials += witness.denials;
    *mandate += company_outcome(&result, "mandate.KHACHATUROV") / STUDY_SEEDS;
  }
  company_close(&company);
}

static void the_patrons_endorsement_turns_the_answer_round(void **state) {
  (void)state;
  int at_messenger[2];
  int denials[2];
  double mandate[2];
  for (int i = 0; i < 2; i++) {
    answers(i == 1, &at_messenger[i], &denials[i], &mandate[i]);
    printf("[ %-12s ] at the messenger %d, to the matter %d, mandate %.3f\n",
           i == 0 ? "alone" : "endorsed", at_messenger[i], denials[i], mandate[i]);
  }
  if (STUDY_DECIDES) {
    assert_true(mandate[0] < 0.5 && mandate[1] > 0.5);
    assert_true(at_messenger[0] > 2 * denials[0]);
    assert_true(denials[1] > 2 * at_messenger[1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_spokesmen_speak_and_the_answer_tells_them_apart),
      cmocka_unit_test(the_patrons_endorsement_turns_the_answer_round),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
