/* The trigger of a crisis: an act or an incident at the first minute. */
#include "unit/realm.h"

#include "sim/exogenous.h"

#include <math.h>

static struct realm realm;

static int open_realm(void **state) {
  (void)state;
  realm_open(&realm);
  return 0;
}

static int close_realm(void **state) {
  (void)state;
  realm_close(&realm);
  return 0;
}

/* An incident on the line begun by BBB, unless changed. */
static struct inject trigger(double deaths, bool civilian) {
  return (struct inject){.at = realm.scenario->epoch + 60,
                         .kind = INJECT_TRIGGER,
                         .actor = BBB,
                         .verb = -1,
                         .to = -1,
                         .theatre = LINE,
                         .size = 1,
                         .name = "the trigger",
                         .deaths = deaths,
                         .civilian = civilian,
                         .nationality = -1};
}

/* The run up to the minute of [inject], which happens, with the act that it may be. The INJECT
 * record. */
static const struct record *happen(const struct inject *inject) {
  const struct record *written = NULL;
  struct queued event;
  realm_start(&realm, 1);
  realm.run.order.what_if = inject;
  realm.run.order.what_if_count = 1;
  exogenous_begin(&realm.run);
  while (queue_pop(&realm.run.queue, &event) && event.at <= 60) {
    realm.run.world->now = event.at;
    if (event.phase == PHASE_INJECT && event.index == realm.scenario->injects.count) {
      uint32_t before = realm.run.world->record_count;
      exogenous_due(&realm.run, &event);
      written = world_record(realm.run.world, before + 1);
    } else if (event.phase == PHASE_ACT) {
      effect_apply(&realm.run, &event, 1);
    }
  }
  assert_int_equal(realm.run.failure, ERR_OK);
  assert_non_null(written);
  assert_int_equal(written->kind, RECORD_INJECT);
  assert_int_equal(written->outcome, INJECT_TRIGGER);
  assert_string_equal(written->because, "the trigger");
  return written;
}

/* The one record of [kind] that came of it. */
static const struct record *only(enum record_kind kind) {
  const struct record *found = NULL;
  for (uint32_t id = 1; id <= realm.run.world->record_count; id++) {
    const struct record *record = world_record(realm.run.world, id);
    if (record->kind == kind) {
      assert_null(found);
      found = record;
    }
  }
  assert_non_null(found);
  return found;
}

static void an_incident_has_the_gravity_of_its_dead(void **state) {
  (void)state;
  static const struct {
    double deaths;
    bool civilian;
    double gravity;
  } rows[] = {{0, false, 1},  {1, false, 2},   {2, false, 2},    {3, false, 3},   {24, false, 3},
              {25, false, 4}, {999, false, 4}, {1000, false, 5}, {2977, true, 5}, {1, true, 3}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const struct inject inject = trigger(rows[i].deaths, rows[i].civilian);
    uint32_t cause = happen(&inject)->id;
    const struct record *incident = only(RECORD_INCIDENT);
    assert_int_equal(incident->cause, cause);
    assert_int_equal(incident->actor, BBB);
    assert_int_equal(incident->target, AAA);
    assert_int_equal(incident->theatre, LINE);
    assert_true(incident->size == rows[i].gravity);
    assert_true(incident->deaths[0] == rows[i].deaths && incident->deaths[1] == 0);
    assert_int_equal(incident->flag, rows[i].civilian);
    assert_int_equal(fight_emergency(realm.run.world, LINE, 0), rows[i].gravity >= 4);
    assert_true(realm_told(&realm, incident) != 0);
  }
}

/* They weigh twice at home, and are no battle deaths: a thousand of them make no war. */
static void civilians_are_no_battle_deaths(void **state) {
  (void)state;
  double loss[2];
  for (int civilian = 0; civilian < 2; civilian++) {
    const struct inject inject = trigger(1200, civilian == 1);
    (void)happen(&inject);
    struct world *world = realm.run.world;
    assert_true(world->theatres[LINE].side[0].dead == 1200);
    assert_true(world->theatres[LINE].side[0].civilians == (civilian ? 1200 : 0));
    assert_true(world_dyad(world, AAA, BBB)->deaths == (civilian ? 0 : 1200));
    assert_int_equal(fight_level(world, LINE), civilian ? 4 : 5);
    loss[civilian] = 0.5 - world->actors[AAA].approval;
  }
  assert_true(loss[0] > 0 && fabs(loss[1] - 2 * loss[0]) < 1e-12);
}

static void an_act_takes_place_as_if_it_had_been_chosen(void **state) {
  (void)state;
  struct inject inject = trigger(0, false);
  inject.verb = scenario_find_verb(realm.scenario, "seize_ground");
  inject.to = AAA;
  uint32_t cause = happen(&inject)->id;
  const struct record *act = only(RECORD_ACT);
  assert_int_equal(act->cause, cause);
  assert_int_equal(act->actor, BBB);
  assert_int_equal(act->target, AAA);
  assert_int_equal(act->verb, inject.verb);
  assert_true(realm.run.world->theatres[LINE].campaign.active);
  assert_int_equal(realm.run.world->theatres[LINE].campaign.attacker, BBB);
  for (uint32_t id = 1; id <= realm.run.world->record_count; id++) {
    assert_int_not_equal(world_record(realm.run.world, id)->kind, RECORD_INCIDENT);
  }
}

/* Whom it hits: who is addressed; where that is a friend of who acted, or nobody, who faces him. */
static void whom_it_hits_has_the_crisis(void **state) {
  (void)state;
  static const struct {
    const char *verb;
    int actor, to, theatre, hit;
  } rows[] = {{NULL, BBB, -1, LINE, AAA},
              {NULL, AAA, -1, BORDER, BBB},
              {"seize_ground", BBB, AAA, LINE, AAA},
              {"supply_arms", CCC, AAA, LINE, BBB}, /* help to a friend challenges his rival */
              {"issue_ultimatum", AAA, BBB, -1, BBB}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct inject inject = trigger(1, false);
    inject.actor = rows[i].actor;
    inject.to = rows[i].to;
    inject.theatre = rows[i].theatre;
    inject.verb = rows[i].verb == NULL ? -1 : scenario_find_verb(realm.scenario, rows[i].verb);
    (void)happen(&inject);
    assert_int_equal(realm.run.world->crisis_actor, rows[i].hit);
    assert_int_equal(realm.run.world->crisis_theatre, rows[i].theatre);
    assert_true(realm.run.world->crisis_at == 60);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_incident_has_the_gravity_of_its_dead),
      cmocka_unit_test(civilians_are_no_battle_deaths),
      cmocka_unit_test(an_act_takes_place_as_if_it_had_been_chosen),
      cmocka_unit_test(whom_it_hits_has_the_crisis),
  };
  return cmocka_run_group_tests(tests, open_realm, close_realm);
}
