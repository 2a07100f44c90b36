/* Races between timetables. */
#include "sim/mobilise.h"

#include "base/calendar.h"

/* Nobody can wait for less: orders, first day of mobilisation, frontier cover. */
static const double HORIZON_DAYS = 7;

static double timetable(const struct world *world, int actor) {
  return scenario_actor(world->scenario, actor)->mobilisation_days;
}

static bool has_begun(const struct world *world, int actor) {
  return world->actors[actor].mobilised_until > 0;
}

/* Days until the actor's timetable is done, from now if it has not begun. */
static double days_left(const struct world *world, int actor) {
  if (!has_begun(world, actor)) {
    return timetable(world, actor);
  }
  int64_t left = world->actors[actor].mobilised_until - world->now;
  return left > 0 ? (double)left / MINUTES_PER_DAY : 0;
}

void mobilise_begin(struct world *world, int actor) {
  double days = timetable(world, actor);
  if (days > 0 && !has_begun(world, actor)) {
    world->actors[actor].mobilised_until = world->now + (int64_t)(days * MINUTES_PER_DAY);
  }
}

void mobilise_end(struct world *world, int actor) {
  world->actors[actor].mobilised_until = 0;
}

double mobilise_progress(const struct world *world, int actor) {
  double days = timetable(world, actor);
  return days > 0 && has_begun(world, actor) ? 1 - days_left(world, actor) / days : 0;
}

/* Only timetables race. */
static bool is_race(const struct world *world, int actor, int rival) {
  return rival >= 0 && world->scenario->model.first_mover > 0 && timetable(world, actor) > 0 &&
         timetable(world, rival) > 0;
}

static double worth_of(const struct world *world, double days) {
  double worth = world->scenario->model.first_mover * days;
  return worth < 0 ? 0 : worth > 1 ? 1 : worth;
}

double mobilise_delay(const struct world *world, int actor, int rival) {
  if (!is_race(world, actor, rival) || !has_begun(world, rival) || has_begun(world, actor)) {
    return 0;
  }
  double wait = days_left(world, rival);
  double own = timetable(world, actor);
  wait = wait < HORIZON_DAYS ? HORIZON_DAYS : wait;
  return worth_of(world, wait < own ? wait : own);
}

double mobilise_window(const struct world *world, int actor, int rival) {
  if (!is_race(world, actor, rival) || !has_begun(world, actor) || days_left(world, actor) > 0) {
    return 0;
  }
  return has_begun(world, rival) ? worth_of(world, days_left(world, rival)) : 0;
}

bool mobilise_planned(const struct scenario *scenario, int theatre, int actor) {
  const struct collection *forces = &scenario_theatre(scenario, theatre)->forces;
  for (int i = 0; i < forces->count; i++) {
    const struct force *force = &((const struct force *)forces->items)[i];
    if (force->actor == actor) {
      return force->plan;
    }
  }
  return false;
}

double mobilise_pressure(const struct world *world, int actor) {
  double most = 0;
  for (int t = 0; timetable(world, actor) > 0 && t < world->scenario->theatres.count; t++) {
    int rival = world_opponent(world, t, actor);
    double delay = mobilise_delay(world, actor, rival);
    double window = mobilise_window(world, actor, rival);
    double here = rival < 0 ? 0 : world_stake(world, actor, t) * (delay > window ? delay : window);
    most = here > most ? here : most;
  }
  return most;
}

bool mobilise_alarms(const struct world *world, int observer, const struct record *record) {
  return record->kind == RECORD_ACT && record->actor >= 0 &&
         scenario_verb(world->scenario, record->verb)->mid_action == MID_MOBILISATION &&
         is_race(world, observer, record->actor) &&
         world_adversaries(world, observer, record->actor);
}
