/* Offensives, losses, levels of hostility: what force does to the forces and to the ground. */
#include "sim/fight.h"

#include "sim/home.h"
#include "sim/perceive.h"

#include "base/calendar.h"
#include "base/names.h"
#include "base/trans.h"

#include <assert.h>

/* Battle deaths between two sides that make a war (COW). */
static const double WAR_DEATHS = 1000;
/* Half a stake is what gain_days buy. */
static const double GAIN_WORTH = 0.5;

enum {
  DRAFT_AFTER_DAYS = 30,
  LONE_OFFER_DAYS = 7,
  LEVEL_SHOW = 3,
  LEVEL_FORCE = 4,
  LEVEL_WAR = 5,
  GRAVITY_RAID = 3,
  GRAVITY_OFFENSIVE = 4,
  GRAVITY_GENERAL = 5
};
enum { DRAW_SUCCESS, DRAW_LOSS, DRAW_FIRST_MOVE = 4, DRAW_LENGTH }; /* RNG_ENGAGEMENT */

static const double GENERAL_INTENSITY = 0.75;
/* Readiness that a mobilisation adds. */
static const double MOBILISED_STEP = 1;
/* Share of what the defender has placed that a day won at intensity 1 destroys. */
static const double OVERRUN = 0.5;

int fight_side(const struct world *world, int theatre, int actor) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  int side = theatre_side(place, actor);
  return side < 0 && (place->troops >> actor & 1) != 0 ? place->side[actor] : side;
}

static int side_actor(const struct scenario *scenario, int theatre, int side) {
  const struct theatre *place = scenario_theatre(scenario, theatre);
  return side == 0 ? place->holder : place->claimant;
}

/* Quality times readiness of a side's troops, weighted by men; 1 where the scenario says nothing.
 */
static double troop_worth(const struct world *world, int theatre, int side) {
  const struct scenario *scenario = world->scenario;
  const struct theatre *place = scenario_theatre(scenario, theatre);
  const struct force *forces = place->forces.items;
  double men = 0;
  double worth = 0;
  for (int i = 0; i < place->forces.count; i++) {
    if (fight_side(world, theatre, forces[i].actor) != side) {
      continue;
    }
    const struct actor *actor = scenario_actor(scenario, forces[i].actor);
    double above = world->actors[forces[i].actor].readiness - actor->readiness;
    double readiness =
        forces[i].readiness * (1 + world->scenario->model.readiness_strength * above);
    double weight = forces[i].men + forces[i].reserve;
    men += weight;
    worth += weight * forces[i].quality * (readiness < 0 ? 0 : readiness > 1 ? 1 : readiness);
  }
  return men > 0 ? worth / men : 1;
}

static double strength(const struct world *world, int theatre, int side) {
  const struct side_state *state = &world->theatres[theatre].side[side];
  return state->men * state->supply * troop_worth(world, theatre, side);
}

double fight_success(const struct world *world, int theatre, int attacker) {
  const struct scenario *scenario = world->scenario;
  int side = fight_side(world, theatre, attacker);
  assert(side >= 0);
  double power = scenario->model.contest_power;
  double own = strength(world, theatre, side);
  double other = scenario_theatre(scenario, theatre)->terrain * strength(world, theatre, 1 - side);
  double attack = own <= 0 ? 0 : power == 1 ? own : trans_pow(own, power);
  double defence = other <= 0 ? 0 : power == 1 ? other : trans_pow(other, power);
  return attack + defence > 0 ? attack / (attack + defence) : 0.5;
}

void fight_hostility(struct world *world, int from, int to, int level, int theatre) {
  assert(level >= 1 && level <= LEVEL_FORCE); /* war is derived, never an act */
  struct dyad *dyad = world_dyad(world, from, to);
  dyad->level_day[level] = (int)(world->now / MINUTES_PER_DAY) + 1;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    bool here = theatre < 0 ? world_side(world, t, from) >= 0 && world_side(world, t, to) >= 0
                            : theatre == t;
    if (here) {
      world->theatres[t].level_day[level] = dyad->level_day[level];
    }
  }
  bool war =
      level == LEVEL_FORCE && dyad->deaths + world_dyad(world, to, from)->deaths >= WAR_DEATHS;
  if (war) {
    dyad->level_day[LEVEL_WAR] = dyad->level_day[level];
  }
  int reached = war ? LEVEL_WAR : level;
  if (reached >= dyad->hostility) {
    dyad->hostility = reached;
    dyad->hostility_at = world->now;
  }
}

int fight_standing_level(const int level_day[6], int today, double days) {
  for (int level = LEVEL_WAR; level > 1; level--) {
    if (level_day[level] > 0 && today - level_day[level] <= days) {
      return level;
    }
  }
  return 1;
}

/* Called up against the other side here, beyond what stood ready at the start: men called up
 * against somebody else are no emergency, nor are those of the [side] in need (-1: of either). */
static bool mobilised(const struct world *world, int theatre, int side) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  const int sides[2] = {place->holder, place->claimant};
  for (int i = 0; i < 2; i++) {
    double raised =
        world->actors[sides[i]].readiness - scenario_actor(world->scenario, sides[i])->readiness;
    if (i != side && raised >= MOBILISED_STEP &&
        world->theatres[theatre].level_day[LEVEL_SHOW] > 0) {
      return true;
    }
  }
  return false;
}

bool fight_emergency(const struct world *world, int theatre, int side) {
  const struct theatre_state *state = &world->theatres[theatre];
  int64_t days = (int64_t)(world->scenario->model.emergency_days * MINUTES_PER_DAY);
  bool grave = state->grave_at > 0 && world->now - state->grave_at < days;
  return state->campaign.active || (!state->ceased && (grave || mobilised(world, theatre, side)));
}

int fight_level(const struct world *world, int theatre) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  const struct dyad *there = world_dyad(world, place->holder, place->claimant);
  const struct dyad *back = world_dyad(world, place->claimant, place->holder);
  int level = fight_standing_level(world->theatres[theatre].level_day,
                                   (int)(world->now / MINUTES_PER_DAY) + 1,
                                   world->scenario->model.hostility_days);
  bool war = level >= LEVEL_FORCE && there->deaths + back->deaths >= WAR_DEATHS;
  return war ? LEVEL_WAR : level > LEVEL_FORCE ? LEVEL_FORCE : level;
}

void fight_deaths(struct run *run, int theatre, int side, double deaths, double civilians) {
  struct world *world = run->world;
  struct theatre_state *state = &world->theatres[theatre];
  assert(deaths >= 0);
  if (deaths <= 0) {
    return;
  }
  int victim = side_actor(run->order.scenario, theatre, side);
  int killer = side_actor(run->order.scenario, theatre, 1 - side);
  state->side[side].dead += deaths;
  state->side[side].civilians += civilians;
  state->recent_deaths[side] += deaths;
  state->intensity += deaths;
  if (state->intensity > state->peak) {
    state->peak = state->intensity;
    state->peak_at = world->now;
  }
  state->killed_day = (int)(world->now / MINUTES_PER_DAY) + 1;
  world_dyad(world, victim, killer)->deaths += deaths - civilians;
  double *approval = &world->actors[victim].approval;
  double loss =
      world->scenario->model.approval_deaths * trans_log1p(deaths) * (civilians > 0 ? 2 : 1);
  *approval = *approval > loss ? *approval - loss : 0;
}

/* --- offensives ------------------------------------------------------------------------------- */

/* Both sides strike in the same minute: the stronger blow is the attack, a coin decides between
 * equals. */
static bool strikes_first(const struct run *run, int theatre, int side, double intensity) {
  const struct campaign *campaign = &run->world->theatres[theatre].campaign;
  if (intensity != campaign->intensity) {
    return intensity > campaign->intensity;
  }
  uint32_t who = scenario_theatre(run->order.scenario, theatre)->hash;
  struct rng_key key = run_key(run, who, RNG_ENGAGEMENT, (uint32_t)run->world->now);
  return (rng_uniform(&key, DRAW_FIRST_MOVE) < 0.5 ? 0 : 1) == side;
}

/* Limited offensives differ in length: lognormal around what their verb says. */
static int64_t end_of(const struct run *run, int theatre, double days) {
  if (days <= 0) {
    return INT64_MAX;
  }
  uint32_t who = scenario_theatre(run->order.scenario, theatre)->hash;
  struct rng_key key = run_key(run, who, RNG_ENGAGEMENT, (uint32_t)run->world->now);
  double drawn =
      rng_lognormal(&key, DRAW_LENGTH, trans_log(days), run->order.scenario->model.campaign_spread);
  return run->world->now + (int64_t)(drawn * MINUTES_PER_DAY);
}

static void take_initiative(struct run *run, int theatre, int side, uint32_t cause) {
  struct campaign *campaign = &run->world->theatres[theatre].campaign;
  campaign->attacker = side_actor(run->order.scenario, theatre, side);
  campaign->defender = side_actor(run->order.scenario, theatre, 1 - side);
  campaign->cause = cause;
}

static void begin_campaign(struct run *run, int theatre, int side, const struct record *record) {
  struct world *world = run->world;
  struct theatre_state *state = &world->theatres[theatre];
  state->campaign = (struct campaign){.active = true, .begun_at = world->now};
  for (int i = 0; i < 2; i++) {
    state->campaign.men_before[i] = state->side[i].men;
  }
  take_initiative(run, theatre, side, record->id);
  state->campaign.next_at = world->now;
  run_schedule(
      run,
      &(struct queued){.at = world->now, .phase = PHASE_FIGHT, .actor = theatre, .index = theatre});
}

void fight_campaign(struct run *run, const struct record *record, double intensity, double days) {
  struct world *world = run->world;
  int theatre = record->theatre;
  int side = theatre < 0 ? -1 : fight_side(world, theatre, record->actor);
  if (side < 0 || intensity <= 0) {
    return;
  }
  double share = intensity > 1 ? 1 : intensity;
  struct campaign *campaign = &world->theatres[theatre].campaign;
  if (!campaign->active) {
    begin_campaign(run, theatre, side, record);
    campaign->intensity = share;
    campaign->ends_at = end_of(run, theatre, days);
    return;
  }
  bool is_attacker = campaign->attacker == side_actor(run->order.scenario, theatre, side);
  bool takes = campaign->begun_at == world->now ? strikes_first(run, theatre, side, share)
                                                : share >= campaign->intensity;
  if (!is_attacker && takes) {
    take_initiative(run, theatre, side, record->id);
  }
  int64_t ends_at = end_of(run, theatre, days);
  campaign->intensity = share > campaign->intensity ? share : campaign->intensity;
  campaign->ends_at = ends_at > campaign->ends_at ? ends_at : campaign->ends_at;
}

/* Deaths of a day: intensity x engagement_loss x men engaged x 2 P(the other side prevails), where
 * the men engaged are the share `intensity` of those in the theatre. Equal forces lose
 * engagement_loss of the engaged at intensity 1. */
static double draw_losses(struct run *run, int theatre, int side, double other_prevails,
                          const struct rng_key *key) {
  struct side_state *state = &run->world->theatres[theatre].side[side];
  double intensity = run->world->theatres[theatre].campaign.intensity;
  double mean = intensity * run->order.scenario->model.engagement_loss * state->men * intensity *
                2 * other_prevails;
  double deaths = mean > 0 ? (double)rng_poisson(key, DRAW_LOSS + (uint32_t)side, mean) : 0;
  deaths = deaths < state->men ? deaths : (double)(int64_t)state->men;
  const struct constants *model = &run->order.scenario->model;
  double lost = model->lost_per_dead * deaths;
  state->men = state->men > lost ? state->men - lost : 0;
  state->supply -= model->supply_use * intensity * state->supply;
  return deaths;
}

static double campaign_gravity(const struct campaign *campaign) {
  if (campaign->ends_at == INT64_MAX && campaign->intensity >= GENERAL_INTENSITY) {
    return GRAVITY_GENERAL;
  }
  return campaign->ends_at == INT64_MAX || campaign->ends_at - campaign->begun_at > MINUTES_PER_DAY
             ? GRAVITY_OFFENSIVE
             : GRAVITY_RAID;
}

/* What the defender has placed there is taken or destroyed. */
static void overrun(struct side_state *side, double intensity) {
  double left = side->deployment - OVERRUN * intensity;
  side->deployment = left > 0 ? left : 0;
  side->challenge = side->challenge < side->deployment ? side->challenge : side->deployment;
}

/* One day's fighting: losses of both; ground to the attacker if the day is his, none if the attack
 * fails. */
static struct record *engage(struct run *run, int theatre) {
  struct world *world = run->world;
  struct theatre_state *state = &world->theatres[theatre];
  struct campaign *campaign = &state->campaign;
  int attacking = world_side(world, theatre, campaign->attacker);
  double success = fight_success(world, theatre, campaign->attacker);
  uint32_t who = scenario_theatre(run->order.scenario, theatre)->hash;
  struct rng_key key = run_key(run, who, RNG_ENGAGEMENT, (uint32_t)(world->now / MINUTES_PER_DAY));
  struct record *record = run_record(run, RECORD_ENGAGEMENT, campaign->cause);
  if (record == NULL) {
    return NULL;
  }
  record->actor = campaign->attacker;
  record->target = campaign->defender;
  record->theatre = theatre;
  record->size = campaign_gravity(campaign);
  for (int side = 0; side < 2; side++) {
    double other_prevails = side == attacking ? 1 - success : success;
    record->deaths[side] = draw_losses(run, theatre, side, other_prevails, &key);
  }
  if (rng_uniform(&key, DRAW_SUCCESS) < success) {
    record->ground = run->order.scenario->model.engagement_ground * campaign->intensity;
    state->ground += attacking == 1 ? record->ground : -record->ground;
    overrun(&state->side[1 - attacking], campaign->intensity);
  }
  return record;
}

/* What third parties have put on the table, in shares of the stake: the best offer that stands,
 * as far as it is believed. A mediator whom a side likes or depends on is believed more (Kydd
 * 2003). */
static double offer_worth(const struct world *world, int actor, int other) {
  double best = 0;
  for (int third = 0; third < world->scenario->actors.count; third++) {
    int64_t at = world_dyad(world, third, actor)->offer_at;
    if (third == actor || third == other || at < 0 || !world_offer_fresh(world, at)) {
      continue;
    }
    const struct dyad *tie = world_dyad(world, actor, third);
    double believed = (1 + tie->affinity) / 2 + tie->dependence;
    believed = believed < 0 ? 0 : believed > 1 ? 1 : believed;
    best = believed > best ? believed : best;
  }
  return best * world->scenario->model.offer_worth;
}

/* What fighting on is worth to a side, less what settling now is worth, in units of a full stake.
 *   continue: stake x P(prevail) - weariness - the day's cost
 *   settle:   stake x (half the ground gained or lost + the offer) - audience cost of giving way
 * The status quo ante of the ground is zero. */
static double continuation(const struct world *world, int theatre, int side) {
  const struct scenario *scenario = world->scenario;
  const struct theatre_state *state = &world->theatres[theatre];
  const struct campaign *campaign = &state->campaign;
  int actor = side_actor(scenario, theatre, side);
  int other = side_actor(scenario, theatre, 1 - side);
  double success = fight_success(world, theatre, campaign->attacker);
  double prevail = campaign->attacker == actor ? success : 1 - success;
  double stake = world_stake(world, actor, theatre);
  double gain = (side == 1 ? state->ground : -state->ground) /
                (scenario->model.engagement_ground * scenario->model.gain_days + 1);
  gain = gain > 1 ? 1 : gain < -1 ? -1 : gain;
  double offer = offer_worth(world, actor, other);
  double audience = 0;
  const struct actor_state *home = &world->actors[actor];
  for (int i = 0; i < home->commitment_count; i++) {
    const struct commitment *standing = &home->commitments[i];
    if (standing->open && standing->adversary == other) {
      double days = (double)(world->now - standing->at) / MINUTES_PER_DAY;
      audience += home_audience_cost(&scenario->model, standing->rung, days);
    }
  }
  double go_on =
      stake * prevail - campaign->weariness[side] - scenario->model.day_cost * campaign->intensity;
  double settle = stake * (GAIN_WORTH * gain + offer) - audience;
  return go_on - settle;
}

static void tire(struct run *run, int theatre, const struct record *record) {
  struct campaign *campaign = &run->world->theatres[theatre].campaign;
  const struct constants *model = &run->order.scenario->model;
  double kept = trans_exp(-1 / model->weariness_life_days);
  for (int side = 0; side < 2; side++) {
    double men = campaign->men_before[side] > 1 ? campaign->men_before[side] : 1;
    campaign->weariness[side] = campaign->weariness[side] * kept +
                                model->weariness_deaths * record->deaths[side] / men +
                                model->weariness_day * campaign->intensity * campaign->intensity;
  }
}

/* National means come in where a war is long: drafts make good part of what was lost. */
static void draft(struct world *world, int theatre) {
  struct theatre_state *state = &world->theatres[theatre];
  if (world->now - state->campaign.begun_at < (int64_t)DRAFT_AFTER_DAYS * MINUTES_PER_DAY) {
    return;
  }
  for (int side = 0; side < 2; side++) {
    const struct actor *actor =
        scenario_actor(world->scenario, side_actor(world->scenario, theatre, side));
    double gap = state->campaign.men_before[side] - state->side[side].men;
    double drafted = world->scenario->model.draft_share * 1000 * actor->personnel;
    if (gap > 0) {
      state->side[side].men += gap < drafted ? gap : drafted;
    }
  }
}

static bool is_over(const struct world *world, int theatre) {
  const struct theatre_state *state = &world->theatres[theatre];
  return world->now + MINUTES_PER_DAY >= state->campaign.ends_at ||
         (state->side[0].ceasefire && state->side[1].ceasefire) ||
         continuation(world, theatre, 0) < 0 || continuation(world, theatre, 1) < 0;
}

void fight_day(struct run *run, int theatre) {
  struct world *world = run->world;
  struct campaign *campaign = &world->theatres[theatre].campaign;
  if (!campaign->active || campaign->next_at != world->now) {
    return; /* fighting ended, and perhaps began anew, since this day was scheduled */
  }
  struct record *record = engage(run, theatre);
  if (record == NULL) {
    return;
  }
  run_publish(run, record);
  for (int side = 0; side < 2; side++) {
    fight_deaths(run, theatre, side, record->deaths[side], 0);
  }
  fight_hostility(world, campaign->attacker, campaign->defender, LEVEL_FORCE, theatre);
  fight_hostility(world, campaign->defender, campaign->attacker, LEVEL_FORCE, theatre);
  world->theatres[theatre].provoked[world_side(world, theatre, campaign->attacker)] += 1;
  perceive_spread(run, record);
  tire(run, theatre, record);
  draft(world, theatre);
  if (is_over(world, theatre)) {
    fight_cease(run, theatre, record->id);
    return;
  }
  campaign->next_at = world->now + MINUTES_PER_DAY;
  run_schedule(
      run, &(struct queued){
               .at = campaign->next_at, .phase = PHASE_FIGHT, .actor = theatre, .index = theatre});
}

void fight_cease(struct run *run, int theatre, uint32_t cause) {
  struct theatre_state *state = &run->world->theatres[theatre];
  struct record *record = run_record(run, RECORD_CEASEFIRE, cause);
  if (record == NULL) {
    return;
  }
  const struct theatre *place = scenario_theatre(run->order.scenario, theatre);
  bool was_active = state->campaign.active;
  state->campaign.active = false;
  state->ceased = state->side[0].ceasefire && state->side[1].ceasefire;
  record->actor = was_active ? state->campaign.attacker : place->claimant;
  record->target = was_active ? state->campaign.defender : place->holder;
  record->theatre = theatre;
  record->flag = state->ceased;
  run_publish(run, record);
  perceive_spread(run, record);
}

/* --- the day ---------------------------------------------------------------------------------- */

static double initial_supply(const struct world *world, int theatre, int side) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  const struct force *forces = place->forces.items;
  int actor = side_actor(world->scenario, theatre, side);
  for (int i = 0; i < place->forces.count; i++) {
    if (forces[i].actor == actor) {
      return forces[i].supply;
    }
  }
  return 1;
}

static void side_day(struct world *world, int theatre, int side) {
  struct side_state *state = &world->theatres[theatre].side[side];
  if (state->arriving > 0 && state->arrive_at <= world->now) {
    state->men += state->arriving;
    state->arriving = 0;
  }
  double gap = initial_supply(world, theatre, side) - state->supply;
  state->supply += world->scenario->model.supply_return * gap;
  bool stale = world->now - state->ceasefire_at > (int64_t)LONE_OFFER_DAYS * MINUTES_PER_DAY;
  if (state->ceasefire && !world->theatres[theatre].ceased && stale) {
    state->ceasefire = false;
  }
}

void fight_count_day(struct world *world) {
  int highest = 1;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    int level = fight_level(world, t);
    world->theatres[t].days_at_level[level]++;
    highest = level > highest ? level : highest;
  }
  world->days_at_level[highest]++;
}

void fight_theatre_day(struct run *run, int theatre) {
  struct theatre_state *state = &run->world->theatres[theatre];
  double kept = trans_exp(-1 / run->order.scenario->model.recent_days);
  state->legitimacy *= trans_exp(-1 / run->order.scenario->model.legitimacy_days);
  state->intensity *= kept;
  for (int side = 0; side < 2; side++) {
    state->recent_deaths[side] *= kept;
    state->provoked[side] *= kept;
    side_day(run->world, theatre, side);
  }
  for (int actor = 0; actor < run->order.scenario->actors.count; actor++) {
    run->world->actors[actor].fire_felt[theatre] *= kept;
  }
  fight_stir(run, theatre);
}
