/* Scenes. */
#include "unit/scene.h"

#include "lua/policy_host.h"
#include "sim/attend.h"
#include "sim/evidence.h"
#include "sim/grid.h"
#include "sim/perceive.h"

enum { SCENE_DAY = 9 };

static const double CERTAINTY = 0.3;
static const double GRAVE = 4;

void scene_open(struct realm *realm) {
  scene_open_with(realm, "");
}

void scene_open_with(struct realm *realm, const char *changes) {
  realm_open_with(realm, changes);
  realm->scenario->model.silence_share = 0;
}

/* A run of one day without incidents: it hands the parameters over. */
static void warm(struct realm *realm) {
  struct run_result result;
  bool slow = false;
  const struct run_order order = {.seed = 1, .days = 1};
  if (stage_run(realm->stage, &order, true, NULL, &result, &slow, &realm->err) != ERR_OK) {
    fail_msg("%s: %s", realm->err.where, realm->err.text);
  }
}

void scene_start(struct realm *realm) {
  warm(realm);
  realm_start(realm, 1);
  realm->run.order.host = policy_host(realm->stage);
  realm->run.world->now = (int64_t)SCENE_DAY * MINUTES_PER_DAY;
}

const struct record *scene_incident(struct realm *realm, int of, int theatre, double deaths,
                                    double gravity) {
  int side = world_side(realm->run.world, theatre, of);
  struct record *record = run_record(&realm->run, RECORD_INCIDENT, 0);
  assert_non_null(record);
  record->actor = of;
  record->target = world_opponent(realm->run.world, theatre, of);
  record->theatre = theatre;
  record->deaths[1 - side] = deaths;
  record->size = gravity;
  realm->run.world->theatres[theatre].provoked[side] += 1;
  fight_deaths(&realm->run, theatre, 1 - side, deaths, 0);
  return record;
}

struct stimulus *scene_hear(struct realm *realm, int observer, const struct record *record) {
  struct actor_state *state = &realm->run.world->actors[observer];
  int before = state->inbox_count;
  perceive_arrive(&realm->run, observer, record->id);
  assert_int_equal(realm->run.failure, ERR_OK);
  if (state->inbox_count == before) {
    return NULL;
  }
  state->inbox[before].ready_at = realm->run.world->now;
  return &state->inbox[before];
}

void scene_wake(struct realm *realm, int actor) {
  int ready[HANDLED_MAX];
  int count = realm->run.world->actors[actor].inbox_count;
  assert_in_range(count, 0, HANDLED_MAX);
  for (int i = 0; i < count; i++) {
    ready[i] = i;
  }
  realm->run.menu->choice_count = 0;
  const struct policy_host *host = &realm->run.order.host;
  if (host->wake(host->context, &realm->run, actor, ready, count, realm->run.menu, &realm->err) !=
      ERR_OK) {
    fail_msg("%s: %s", realm->err.where, realm->err.text);
  }
}

void scene_ask_vote(struct realm *realm, int actor) {
  realm->run.world->organisations[0].cases[0].stage = RESULT_VOTE_OPENED;
  const struct policy_host *host = &realm->run.order.host;
  if (host->vote(host->context, &realm->run, actor, 0, 0, realm->run.menu, &realm->err) != ERR_OK) {
    fail_msg("%s: %s", realm->err.where, realm->err.text);
  }
}

static bool fits(const struct realm *realm, const struct intention *intention, const char *verb,
                 int theatre) {
  if (intention->verb < 0) {
    return false;
  }
  const char *id = scenario_verb(realm->scenario, intention->verb)->id;
  return (verb == NULL || strcmp(id, verb) == 0) &&
         (theatre == ANYWHERE || intention->theatre == theatre);
}

double scene_chance(const struct realm *realm, const char *verb, int theatre) {
  double sum = 0;
  for (int i = 0; i < realm->run.menu->choice_count; i++) {
    const struct choice *choice = &realm->run.menu->choices[i];
    double chances[MENU_MAX + 1];
    (void)attend_draw(realm->scenario, choice, 0.5, chances);
    for (int o = 0; o < choice->option_count; o++) {
      sum += fits(realm, &choice->options[o].intention, verb, theatre) ? chances[o] : 0;
    }
  }
  return sum;
}

const struct option *scene_option(const struct realm *realm, const char *verb, int theatre) {
  for (int i = 0; i < realm->run.menu->choice_count; i++) {
    const struct choice *choice = &realm->run.menu->choices[i];
    for (int o = 0; o < choice->option_count; o++) {
      if (fits(realm, &choice->options[o].intention, verb, theatre)) {
        return &choice->options[o];
      }
    }
  }
  return NULL;
}

void scene_expect(struct realm *realm, int helper, double theta) {
  const struct world *world = realm->run.world;
  int pledge = world_pledge(world, helper, AAA);
  assert_true(pledge >= 0);
  for (int observer = 0; observer < REALM_ACTORS; observer++) {
    grid_normal(evidence_help_grid(world, observer, pledge, false), theta, CERTAINTY);
    grid_normal(evidence_help_grid(world, observer, pledge, true), theta, CERTAINTY);
  }
}

double scene_help(const struct realm *realm, int observer, int helper, int theatre,
                  enum support_rung rung) {
  struct circumstance x = {.in_area = theatre == BORDER, .requested = true, .gravity = GRAVE};
  int pledge = world_pledge(realm->run.world, helper, AAA);
  return believe_help(realm->run.world, observer, pledge, &x, rung);
}
