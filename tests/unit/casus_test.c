/* The casus foederis: a conjunction in which every clause counts, and counts alone. */
#include "clash.h"

#include "sim/casus.h"

/* What may be so or not of an event; each fact makes one clause hold. Area needs two of them. */
enum fact {
  FACT_MEMBER,
  FACT_IN_AREA,
  FACT_RECOGNISED,
  FACT_GRAVE,
  FACT_STATE,
  FACT_UNPROVOKED,
  FACT_REQUESTED,
  FACT_COUNT
};

/* What the article asks for beyond membership, place and gravity. */
enum asked { ASKS_STATE = 1, ASKS_UNPROVOKED = 2, ASKS_REQUEST = 4, ASKED_ALL = 7 };

static bool has(unsigned facts, enum fact fact) {
  return (facts >> fact & 1u) != 0;
}

static uint32_t clauses_of(struct clash *clash, unsigned facts, unsigned asked) {
  struct article article = {.id = "assist",
                            .obligation = OBLIGATION_ASSIST,
                            .gravity_min = 3,
                            .attacker = (asked & ASKS_STATE) != 0 ? ATTACKER_STATE : ATTACKER_ANY,
                            .unprovoked = (asked & ASKS_UNPROVOKED) != 0,
                            .on_request = (asked & ASKS_REQUEST) != 0};
  struct casus_event event = {.victim = RURITANIA,
                              .attacker = has(facts, FACT_STATE) ? BORDAVIA : -1,
                              .theatre = HILLS,
                              .gravity = has(facts, FACT_GRAVE) ? 3 : 2.999,
                              .victim_fired_first = !has(facts, FACT_UNPROVOKED),
                              .requested = has(facts, FACT_REQUESTED)};
  uint64_t others = 1u << ALLIUM | 1u << PATRONIA;
  clash->run.world->treaty_members[0] = others | (has(facts, FACT_MEMBER) ? 1u << RURITANIA : 0);
  clash->theatres[0].in_area = has(facts, FACT_IN_AREA) ? 1 : 2; /* else another treaty's area */
  clash->theatres[0].recognised = has(facts, FACT_RECOGNISED) ? 1u << RURITANIA : 1u << BORDAVIA;
  return casus_clauses(clash->run.world, 0, &article, &event);
}

/* The words of the treaty, clause by clause. */
static uint32_t expected_clauses(unsigned facts, unsigned asked) {
  uint32_t clauses = 0;
  clauses |= has(facts, FACT_MEMBER) ? 1u : 0;
  clauses |= has(facts, FACT_IN_AREA) && has(facts, FACT_RECOGNISED) ? 2u : 0;
  clauses |= has(facts, FACT_GRAVE) ? 4u : 0;
  clauses |= has(facts, FACT_STATE) || (asked & ASKS_STATE) == 0 ? 8u : 0;
  clauses |= has(facts, FACT_UNPROVOKED) || (asked & ASKS_UNPROVOKED) == 0 ? 16u : 0;
  clauses |= has(facts, FACT_REQUESTED) || (asked & ASKS_REQUEST) == 0 ? 32u : 0;
  return clauses;
}

static void each_clause_is_judged_on_its_own_in_all_combinations(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  for (unsigned asked = 0; asked <= ASKED_ALL; asked++) {
    for (unsigned facts = 0; facts < 1u << FACT_COUNT; facts++) {
      assert_int_equal(clauses_of(&clash, facts, asked), expected_clauses(facts, asked));
    }
  }
  clash_close(&clash);
}

/* With everything asked for, the verdict is the conjunction: true in one combination of 128, and
 * each fact taken from it flips the verdict. */
static void every_clause_flips_the_verdict_alone(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  unsigned all = (1u << FACT_COUNT) - 1;
  int given = 0;
  for (unsigned facts = 0; facts <= all; facts++) {
    given += clauses_of(&clash, facts, ASKED_ALL) == CLAUSE_ALL ? 1 : 0;
  }
  assert_int_equal(given, 1);
  assert_int_equal(clauses_of(&clash, all, ASKED_ALL), CLAUSE_ALL);
  static const uint32_t lost[FACT_COUNT] = {CLAUSE_MEMBER,   CLAUSE_AREA,     CLAUSE_AREA,
                                            CLAUSE_GRAVITY,  CLAUSE_ATTACKER, CLAUSE_UNPROVOKED,
                                            CLAUSE_REQUESTED};
  for (int fact = 0; fact < FACT_COUNT; fact++) {
    uint32_t left = clauses_of(&clash, all & ~(1u << fact), ASKED_ALL);
    assert_int_equal(left, CLAUSE_ALL & ~lost[fact]);
  }
  clash_close(&clash);
}

static void what_the_article_does_not_ask_for_decides_nothing(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  unsigned always =
      1u << FACT_MEMBER | 1u << FACT_IN_AREA | 1u << FACT_RECOGNISED | 1u << FACT_GRAVE;
  for (unsigned facts = 0; facts < 1u << FACT_COUNT; facts++) {
    bool given = clauses_of(&clash, facts, 0) == CLAUSE_ALL;
    assert_int_equal(given, (facts & always) == always);
  }
  clash_close(&clash);
}

static void only_a_state_is_an_attacker_of_the_kind_meant(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  struct article article = {.gravity_min = 1, .attacker = ATTACKER_STATE};
  struct casus_event event = {.victim = RURITANIA, .theatre = HILLS, .gravity = 1};
  for (int attacker = -1; attacker < CLASH_ACTORS; attacker++) {
    event.attacker = attacker;
    bool meant = (casus_clauses(clash.run.world, 0, &article, &event) & CLAUSE_ATTACKER) != 0;
    assert_int_equal(meant, attacker >= 0 && attacker != PACT && attacker != SPEAKER);
  }
  clash.actors[THIRDLAND].kind = ACTOR_BODY;
  event.attacker = THIRDLAND;
  assert_int_equal(casus_clauses(clash.run.world, 0, &article, &event),
                   CLAUSE_ALL & ~(unsigned)CLAUSE_ATTACKER);
  clash_close(&clash);
}

static void an_event_nowhere_lies_in_no_area(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  struct article article = {.gravity_min = 1};
  struct casus_event event = {.victim = RURITANIA, .attacker = BORDAVIA, .theatre = -1};
  event.gravity = 5;
  assert_int_equal(casus_clauses(clash.run.world, 0, &article, &event),
                   CLAUSE_ALL & ~(unsigned)CLAUSE_AREA);
  clash_close(&clash);
}

static void an_article_is_found_by_its_obligation(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  assert_ptr_equal(casus_article(&clash.scenario, 0, OBLIGATION_CONSULT), &clash.articles[0]);
  assert_ptr_equal(casus_article(&clash.scenario, 0, OBLIGATION_ASSIST), &clash.articles[1]);
  assert_null(casus_article(&clash.scenario, 0, OBLIGATION_REFRAIN));
  clash_close(&clash);
}

static double gravity_of(const struct clash *clash, int verb, double dead) {
  struct record record = {.kind = RECORD_ACT, .verb = verb, .theatre = HILLS, .deaths = {dead, 0}};
  return casus_gravity(&clash->scenario, &record);
}

static void gravity_rises_from_words_to_a_general_offensive(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  assert_true(gravity_of(&clash, SAY, 0) == 0);
  assert_true(gravity_of(&clash, DRILL, 0) == 0);
  assert_true(gravity_of(&clash, SHELL, 0) == 1);
  assert_true(gravity_of(&clash, SHELL, 2) == 2);
  assert_true(gravity_of(&clash, ATTACK, 0) == 4);
  assert_true(gravity_of(&clash, INVADE, 0) == 5);
  clash.verbs[SHELL].mid_action = 16; /* MID: artillery and the like, an attack by fire */
  assert_true(gravity_of(&clash, SHELL, 0) == 3);
  assert_true(gravity_of(&clash, SHELL, 2) == 3);
  for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
    struct record record = {.kind = (enum record_kind)kind, .verb = SAY, .size = 2.5};
    bool violent = kind == RECORD_INCIDENT || kind == RECORD_ENGAGEMENT;
    assert_true(casus_gravity(&clash.scenario, &record) == (violent ? 2.5 : 0));
  }
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_clause_is_judged_on_its_own_in_all_combinations),
      cmocka_unit_test(every_clause_flips_the_verdict_alone),
      cmocka_unit_test(what_the_article_does_not_ask_for_decides_nothing),
      cmocka_unit_test(only_a_state_is_an_attacker_of_the_kind_meant),
      cmocka_unit_test(an_event_nowhere_lies_in_no_area),
      cmocka_unit_test(an_article_is_found_by_its_obligation),
      cmocka_unit_test(gravity_rises_from_words_to_a_general_offensive),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
