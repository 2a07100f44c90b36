/* Home: what a government has said in public binds it, and what that costs. */
#include "sim/home.h"

#include "base/calendar.h"
#include "base/trans.h"
#include "sim/perceive.h"

/* The ladder's top, at which the whole cost is paid. */
static const double RUNG_TOP = 10;

enum {
  CHALLENGE_LEVEL = 3, /* MID level of the adversary that calls the commitment in */
  ACCIDENT_GRAVITY = 5
};

double home_audience_cost(const struct constants *model, double rung, double days) {
  double growth = 1 - trans_exp(-model->audience_growth * days);
  double share = rung < 0 ? 0 : rung > RUNG_TOP ? 1 : rung / RUNG_TOP;
  return share * (model->audience_at_once + model->audience_over_time * growth);
}

static double days_since(const struct world *world, int64_t at) {
  return (double)(world->now - at) / MINUTES_PER_DAY;
}

/* The slot for a new commitment: a free or closed one, else the weakest. */
static struct commitment *place(struct actor_state *state) {
  for (int i = 0; i < state->commitment_count; i++) {
    if (!state->commitments[i].open) {
      return &state->commitments[i];
    }
  }
  if (state->commitment_count < COMMITMENT_MAX) {
    return &state->commitments[state->commitment_count++];
  }
  struct commitment *weakest = &state->commitments[0];
  for (int i = 1; i < state->commitment_count; i++) {
    if (state->commitments[i].rung < weakest->rung) {
      weakest = &state->commitments[i];
    }
  }
  return weakest;
}

void home_commit(struct world *world, int actor, int theatre, int adversary, double rung) {
  struct actor_state *state = &world->actors[actor];
  double kept = rung > RUNG_TOP ? RUNG_TOP : rung;
  for (int i = 0; i < state->commitment_count; i++) {
    struct commitment *standing = &state->commitments[i];
    if (standing->open && standing->theatre == theatre && standing->adversary == adversary) {
      standing->rung = kept > standing->rung ? kept : standing->rung;
      return;
    }
  }
  *place(state) = (struct commitment){
      .at = world->now, .theatre = theatre, .adversary = adversary, .rung = kept, .open = true};
}

void home_redeem(struct world *world, int actor, int adversary, double rung) {
  struct actor_state *state = &world->actors[actor];
  for (int i = 0; i < state->commitment_count; i++) {
    struct commitment *standing = &state->commitments[i];
    if (standing->open && standing->adversary == adversary && standing->rung <= rung) {
      standing->open = false;
    }
  }
}

static void pay(struct world *world, int actor, struct commitment *commitment, double share) {
  struct actor_state *state = &world->actors[actor];
  double cost = share * home_audience_cost(&world->scenario->model, commitment->rung,
                                           days_since(world, commitment->at));
  commitment->open = false;
  state->audience_paid += cost;
  state->approval = state->approval > cost ? state->approval - cost : 0;
}

/* A mediator's offer to either side is new information that a government can point to. */
static bool offer_stands(const struct world *world, int actor, int adversary) {
  for (int third = 0; third < world->scenario->actors.count; third++) {
    int64_t at = world_dyad(world, third, actor)->offer_at;
    if (third != actor && third != adversary && world_offer_fresh(world, at)) {
      return true;
    }
  }
  return false;
}

/* Both sides give way together. */
static bool is_mutual(const struct world *world, int actor, int adversary) {
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct side_state *side = world->theatres[t].side;
    if (world_side(world, t, actor) >= 0 && world_opponent(world, t, actor) == adversary &&
        side[0].ceasefire && side[1].ceasefire) {
      return true;
    }
  }
  return false;
}

void home_back_down(struct world *world, int actor, int adversary, double rung) {
  if (adversary < 0) {
    return;
  }
  struct actor_state *state = &world->actors[actor];
  bool justified = offer_stands(world, actor, adversary) || is_mutual(world, actor, adversary);
  for (int i = 0; i < state->commitment_count; i++) {
    struct commitment *standing = &state->commitments[i];
    if (standing->open && standing->adversary == adversary && standing->rung > rung) {
      pay(world, actor, standing, justified ? world->scenario->model.audience_justified : 1);
    }
  }
}

/* An unredeemed commitment costs only if it was called in: nobody blames a threat that was not
 * tested. */
static bool was_challenged(const struct world *world, int actor,
                           const struct commitment *standing) {
  if (standing->adversary < 0) {
    return false;
  }
  const struct dyad *dyad = world_dyad(world, standing->adversary, actor);
  int since = (int)(standing->at / MINUTES_PER_DAY) + 1;
  for (int level = CHALLENGE_LEVEL; level <= 5; level++) {
    if (dyad->level_day[level] > since) {
      return true;
    }
  }
  return false;
}

static double accident_chance(const struct world *world, int actor) {
  return world->actors[actor].brink * world->scenario->model.brink_hazard;
}

double home_brink(const struct world *world, int a, int b) {
  return 1 - (1 - accident_chance(world, a)) * (1 - accident_chance(world, b));
}

/* At alert things happen that nobody ordered. */
static void risk_accident(struct run *run, int actor) {
  struct world *world = run->world;
  double chance = accident_chance(world, actor);
  if (chance <= 0) {
    return;
  }
  uint32_t who = scenario_actor(world->scenario, actor)->hash;
  struct rng_key key = run_key(run, who, RNG_ACCIDENT, (uint32_t)world->now);
  struct record *record =
      rng_uniform(&key, 0) < chance ? run_record(run, RECORD_ACCIDENT, 0) : NULL;
  if (record != NULL) {
    record->actor = actor;
    record->size = ACCIDENT_GRAVITY;
    run_publish(run, record);
    perceive_spread(run, record);
  }
}

void home_day(struct run *run, int actor) {
  struct world *world = run->world;
  risk_accident(run, actor);
  struct actor_state *state = &world->actors[actor];
  for (int i = 0; i < state->commitment_count; i++) {
    struct commitment *standing = &state->commitments[i];
    if (!standing->open ||
        days_since(world, standing->at) < world->scenario->model.commitment_days) {
      continue;
    }
    if (was_challenged(world, actor, standing)) {
      pay(world, actor, standing, 1);
    }
    standing->open = false;
  }
  double base = scenario_actor(world->scenario, actor)->approval;
  double kept = trans_exp(-1 / world->scenario->model.approval_return_days);
  state->approval = base + (state->approval - base) * kept;
}
