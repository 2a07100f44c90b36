/* Incidents: exchanges of fire as a self-exciting process per theatre (Hawkes 1971), drawn by
 * thinning. */
#include "sim/fight.h"

#include "sim/perceive.h"

#include "base/calendar.h"
#include "base/names.h"
#include "base/trans.h"

/* Head room of the thinning bound: acts may raise the rate a little without a new draw. */
static const double BOUND_ROOM = 2;

enum { DRAW_GAP, DRAW_ACCEPT, DRAW_FIRST };      /* RNG_INCIDENT */
enum { DRAW_FATAL, DRAW_CIVILIAN, DRAW_VICTIM }; /* RNG_SEVERITY */
enum { GRAVITY_SHOTS = 1, GRAVITY_DEATH, GRAVITY_DEATHS, GRAVITY_FIGHTING, GRAVITY_WAR };

/* As many as make armed conflict for UCDP, and war for COW. */
enum { SEVERAL_DEAD = 3, CONFLICT_DEAD = 25, WAR_DEAD = 1000 };

static double days_between(int64_t from, int64_t to) {
  return (double)(to - from) / MINUTES_PER_DAY;
}

static double decay_days(const struct incidents *incidents) {
  return incidents->decay_hours / 24;
}

/* What is left of the excitation now. */
static double excitation_now(const struct world *world, int theatre) {
  const struct theatre_state *state = &world->theatres[theatre];
  const struct incidents *incidents = &scenario_theatre(world->scenario, theatre)->incidents;
  double days = days_between(state->excitation_at, world->now);
  return state->excitation * trans_exp(-days / decay_days(incidents));
}

/* log of the factor by which posture multiplies the base rate; 0 in a quiet world. */
static double posture(const struct world *world, int theatre) {
  const struct scenario *scenario = world->scenario;
  const struct theatre *place = scenario_theatre(scenario, theatre);
  const int sides[2] = {place->holder, place->claimant};
  double tension = 0;
  double readiness = 0;
  for (int i = 0; i < 2; i++) {
    const struct dyad *dyad = world_dyad(world, sides[i], sides[1 - i]);
    tension += (dyad->tension - dyad->tension_base) / 2;
    readiness +=
        (world->actors[sides[i]].readiness - scenario_actor(scenario, sides[i])->readiness) / 2;
  }
  return scenario->model.posture_incidents * tension +
         scenario->model.readiness_incidents * readiness;
}

double fight_incident_rate(const struct world *world, int theatre) {
  const struct incidents *incidents = &scenario_theatre(world->scenario, theatre)->incidents;
  const struct theatre_state *state = &world->theatres[theatre];
  double base = incidents->rate * trans_exp(posture(world, theatre)) * state->weather;
  double rate = base + excitation_now(world, theatre) / decay_days(incidents);
  return state->ceased ? rate * world->scenario->model.ceasefire_rate : rate;
}

void fight_excite(struct world *world, int theatre, double amount) {
  struct theatre_state *state = &world->theatres[theatre];
  double left = excitation_now(world, theatre) + amount;
  state->excitation = left > 0 ? left : 0;
  state->excitation_at = world->now;
}

static struct rng_key incident_key(const struct run *run, int theatre, enum rng_purpose purpose) {
  uint32_t who = scenario_theatre(run->order.scenario, theatre)->hash;
  return run_key(run, who, purpose, run->world->theatres[theatre].candidates);
}

static void schedule(struct run *run, int theatre) {
  struct theatre_state *state = &run->world->theatres[theatre];
  double base = scenario_theatre(run->order.scenario, theatre)->incidents.rate;
  double rate = BOUND_ROOM * fight_incident_rate(run->world, theatre);
  state->candidates++;
  state->candidate_at = -1;
  state->bound = rate > base ? rate : base;
  if (state->bound <= 0) {
    return;
  }
  struct rng_key key = incident_key(run, theatre, RNG_INCIDENT);
  double minutes = rng_exponential(&key, DRAW_GAP, MINUTES_PER_DAY / state->bound);
  if (minutes > (double)(run->end - run->world->now)) {
    return;
  }
  state->candidate_at = run->world->now + (minutes < 1 ? 1 : (int64_t)minutes);
  run_schedule(run, &(struct queued){.at = state->candidate_at,
                                     .phase = PHASE_INCIDENT,
                                     .actor = theatre,
                                     .index = theatre});
}

void fight_begin(struct run *run) {
  for (int theatre = 0; theatre < run->order.scenario->theatres.count; theatre++) {
    schedule(run, theatre);
  }
}

void fight_stir(struct run *run, int theatre) {
  if (fight_incident_rate(run->world, theatre) > run->world->theatres[theatre].bound) {
    schedule(run, theatre);
  }
}

/* Who fires first: each side in proportion to its readiness, its tension and grievance against the
 * other, and how far the other has fired at it lately. */
static int first_side(const struct run *run, int theatre) {
  const struct world *world = run->world;
  const struct theatre *place = scenario_theatre(run->order.scenario, theatre);
  const int sides[2] = {place->holder, place->claimant};
  double weight[2];
  for (int i = 0; i < 2; i++) {
    const struct dyad *dyad = world_dyad(world, sides[i], sides[1 - i]);
    double provoked = world->theatres[theatre].provoked[1 - i];
    weight[i] = run->order.scenario->model.first_base + world->actors[sides[i]].readiness / 3 +
                dyad->tension + dyad->grievance + provoked / (1 + provoked);
  }
  struct rng_key key = incident_key(run, theatre, RNG_INCIDENT);
  return rng_uniform(&key, DRAW_FIRST) * (weight[0] + weight[1]) < weight[0] ? 0 : 1;
}

struct severity {
  double deaths;
  double civilians; /* of these: at least so many */
  int victim;       /* side */
};

static struct severity draw_severity(const struct run *run, int theatre, int first) {
  const struct incidents *incidents = &scenario_theatre(run->order.scenario, theatre)->incidents;
  struct rng_key key = incident_key(run, theatre, RNG_SEVERITY);
  struct severity severity = {.victim = rng_uniform(&key, DRAW_VICTIM) <
                                                run->order.scenario->model.victim_second
                                            ? 1 - first
                                            : first};
  if (rng_uniform(&key, DRAW_FATAL) < incidents->fatal) {
    struct rng_key dead = incident_key(run, theatre, RNG_CASUALTIES);
    double more = incidents->deaths > 0 ? (double)rng_poisson(&dead, 0, incidents->deaths) : 0;
    severity.deaths = 1 + more;
    severity.civilians = rng_uniform(&key, DRAW_CIVILIAN) < incidents->civilian ? 1 : 0;
  }
  return severity;
}

static void add_clamped(double *where, double amount) {
  double sum = *where + amount;
  *where = sum < 0 ? 0 : sum > 1 ? 1 : sum;
}

/* Shots without dead raise tension but are no MID act; a fatal clash is one of both sides (MID 17,
 * level 4). */
static void consequences(struct run *run, const struct record *record, int victim) {
  struct world *world = run->world;
  const struct theatre *place = scenario_theatre(run->order.scenario, record->theatre);
  const int sides[2] = {place->holder, place->claimant};
  bool fatal = record->size >= GRAVITY_DEATH;
  double step =
      (fatal ? world->scenario->model.tension_deaths : world->scenario->model.tension_shots) /
      (1 + place->incidents.rate);
  for (int i = 0; i < 2; i++) {
    add_clamped(&world_dyad(world, sides[i], sides[1 - i])->tension, step);
    if (fatal) {
      fight_hostility(world, sides[i], sides[1 - i], 4, record->theatre);
    }
  }
  if (fatal) {
    add_clamped(&world_dyad(world, sides[victim], sides[1 - victim])->grievance,
                world->scenario->model.grievance_deaths / (1 + place->incidents.rate));
  }
}

/* Gravity by the dead, 1 to 5; civilians among them weigh like several. */
static double gravity_of(const struct severity *severity) {
  return severity->deaths < 1                                          ? GRAVITY_SHOTS
         : severity->deaths >= WAR_DEAD                                ? GRAVITY_WAR
         : severity->deaths >= CONFLICT_DEAD                           ? GRAVITY_FIGHTING
         : severity->civilians > 0 || severity->deaths >= SEVERAL_DEAD ? GRAVITY_DEATHS
                                                                       : GRAVITY_DEATH;
}

static void happen(struct run *run, int theatre, int first, const struct severity *severity,
                   uint32_t cause) {
  struct world *world = run->world;
  struct record *record = run_record(run, RECORD_INCIDENT, cause);
  if (record == NULL) {
    return;
  }
  const struct theatre *place = scenario_theatre(run->order.scenario, theatre);
  const int sides[2] = {place->holder, place->claimant};
  record->actor = sides[first];
  record->target = sides[1 - first];
  record->theatre = theatre;
  record->deaths[severity->victim] = severity->deaths;
  record->flag = severity->civilians > 0;
  record->size = gravity_of(severity);
  world->theatres[theatre].provoked[first] += 1;
  if (record->size >= GRAVITY_FIGHTING) {
    world->theatres[theatre].grave_at = world->now + 1;
  }
  fight_deaths(run, theatre, severity->victim, severity->deaths, severity->civilians);
  fight_excite(world, theatre, place->incidents.branching);
  run_publish(run, record);
  consequences(run, record, severity->victim);
  perceive_spread(run, record);
}

void fight_trigger(struct run *run, int theatre, int actor, double deaths, bool civilians,
                   uint32_t cause) {
  int first = scenario_theatre(run->order.scenario, theatre)->holder == actor ? 0 : 1;
  struct severity severity = {
      .deaths = deaths, .civilians = civilians ? deaths : 0, .victim = 1 - first};
  happen(run, theatre, first, &severity, cause);
  fight_stir(run, theatre);
}

void fight_incident(struct run *run, int theatre) {
  struct theatre_state *state = &run->world->theatres[theatre];
  if (state->candidate_at != run->world->now) {
    return; /* drawn under a bound that no longer holds; another candidate stands in its place */
  }
  double rate = fight_incident_rate(run->world, theatre);
  if (rate > state->bound) {
    rate = state->bound; /* reached only within the minutes between an act and its stir */
  }
  struct rng_key key = incident_key(run, theatre, RNG_INCIDENT);
  if (rng_uniform(&key, DRAW_ACCEPT) * state->bound < rate) {
    int first = first_side(run, theatre);
    struct severity severity = draw_severity(run, theatre, first);
    happen(run, theatre, first, &severity, 0);
  }
  schedule(run, theatre);
}
