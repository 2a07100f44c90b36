/* Standing, offices and bodies. */
#include "sim/effect_politics.h"

#include "base/calendar.h"
#include "sim/fight.h"
#include "sim/home.h"
#include "sim/meeting.h"

enum { GESTURE_DAYS = 30 };

static const double ANY_RUNG = 10;

static void change(struct acting *acting, double *where, double amount, double low, double high) {
  deltas_add(acting->deltas,
             &(struct delta){.where = where, .amount = amount, .low = low, .high = high});
}

static int count_bits(uint32_t set) {
  int count = 0;
  for (; set != 0; set &= set - 1) {
    count++;
  }
  return count;
}

void effect_legitimacy_sum(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  struct world *world = acting->world;
  if (acting->theatre < 0 || acting->closed) {
    return;
  }
  const struct theatre *place = scenario_theatre(world->scenario, acting->theatre);
  uint32_t cited = acting->intention->statement.frames;
  int lean =
      count_bits(cited & place->favours_claimant) - count_bits(cited & place->favours_holder);
  if (lean == 0) {
    return;
  }
  bool is_party = theatre_side(place, acting->actor) >= 0;
  double own = is_party ? world->scenario->model.legitimacy_own : 1;
  int favoured = lean > 0 ? place->claimant : place->holder;
  int slighted = lean > 0 ? place->holder : place->claimant;
  double step = (lean > 0 ? amount : -amount) * own * acting->authority;
  change(acting, &world->theatres[acting->theatre].legitimacy, step, -1, 1);
  if (!is_party) {
    change(acting, &world_dyad(world, favoured, acting->actor)->affinity, amount / 2, -1, 1);
    change(acting, &world_dyad(world, slighted, acting->actor)->grievance, amount, 0, 1);
  }
}

static int leading_member(const struct world *world, uint64_t members) {
  int leader = -1;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    if ((members >> i & 1) != 0 &&
        (leader < 0 || scenario_actor(world->scenario, i)->capability >
                           scenario_actor(world->scenario, leader)->capability)) {
      leader = i;
    }
  }
  return leader;
}

void effect_new_official(struct world *world, int official, int nationality) {
  const struct scenario *scenario = world->scenario;
  int index = scenario_organisation_of(scenario, official);
  struct organisation_state *state = &world->organisations[index];
  struct actor_state *office = &world->actors[official];
  office->nationality = nationality >= 0 ? nationality : leading_member(world, state->members);
  office->jeopardy = 0;
  office->inbox_count = 0;
  state->warned_at = -1;
  state->endorsed_by = 0;
  state->disowned_by = 0;
  for (int observer = 0; observer < scenario->actors.count; observer++) {
    world->mandate[observer * scenario->actors.count + official] = 0;
  }
}

void effect_office_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  (void)amount;
  int index = scenario_organisation_of(acting->world->scenario, acting->target);
  int official =
      index < 0 ? -1 : scenario_organisation(acting->world->scenario, index)->spokesman_actor;
  if (official >= 0) {
    effect_new_official(acting->world, official, -1);
  }
}

/* A voice below the state: a village council, a local body. */
static bool is_substate(const struct scenario *scenario, const struct record *record) {
  const struct collection *voices = &scenario_actor(scenario, record->actor)->voices;
  int named = record->statement.voice;
  return named >= 0 && named < voices->count &&
         ((const struct voice *)voices->items)[named].kind == VOICE_LOCAL;
}

const struct record *effect_substate_gesture(const struct world *world, int actor) {
  int64_t since = world->now - (int64_t)GESTURE_DAYS * MINUTES_PER_DAY;
  for (uint32_t id = world->record_count; id > 0; id--) {
    const struct record *record = world_record(world, id);
    if (record->at < since) {
      break;
    }
    if (record->kind == RECORD_ACT && record->actor == actor && record->target >= 0 &&
        scenario_verb(world->scenario, record->verb)->domain == DOMAIN_SYMBOLIC &&
        is_substate(world->scenario, record)) {
      return record;
    }
  }
  return NULL;
}

void effect_disown_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  struct world *world = acting->world;
  const struct record *gesture =
      acting->target == acting->actor ? effect_substate_gesture(world, acting->actor) : NULL;
  if (gesture == NULL) {
    return;
  }
  const struct verb *verb = scenario_verb(world->scenario, gesture->verb);
  double *grievance = &world_dyad(world, gesture->target, acting->actor)->grievance;
  for (int i = 0; i < verb->effect_count; i++) {
    if (verb->effects[i].kind == EFFECT_GRIEVANCE) {
      double undone = amount * verb->effects[i].size * gesture->size;
      *grievance = *grievance > undone ? *grievance - undone : 0;
    }
  }
}

void effect_brink_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  double *brink = &acting->world->actors[acting->actor].brink;
  double sum = *brink + amount;
  *brink = sum < 0 ? 0 : sum > 1 ? 1 : sum;
}

/* The side on which an effect on deployments falls, -1: an actor takes back what is its own, and
 * destroys what is the other side's. */
static int deployment_side(const struct acting *acting, const struct effect *effect,
                           double amount) {
  int own = acting->theatre < 0 ? -1 : fight_side(acting->world, acting->theatre, acting->actor);
  if (own < 0 || effect->subject == SUBJECT_ADVERSARY) {
    return own < 0 ? -1 : 1 - own;
  }
  int deployer = acting->world->theatres[acting->theatre].side[own].deployer;
  return amount < 0 && deployer != acting->actor ? -1 : own;
}

/* What is sent where help is called for is help; what is placed elsewhere changes the status quo.
 */
void effect_deployment_sum(struct acting *acting, const struct effect *effect, double amount) {
  int side = deployment_side(acting, effect, amount);
  if (side < 0) {
    return;
  }
  struct theatre_state *state = &acting->world->theatres[acting->theatre];
  deltas_add(acting->deltas,
             &(struct delta){
                 .where = &state->side[side].deployment, .amount = amount, .low = 0, .high = 1});
  if (amount < 0 || !fight_emergency(acting->world, acting->theatre, side)) {
    deltas_add(acting->deltas,
               &(struct delta){
                   .where = &state->side[side].challenge, .amount = amount, .low = 0, .high = 1});
  }
}

/* Where the challenge is gone the other side has what it asked for, and is bound no more. */
void effect_deployment_follow(struct acting *acting, const struct effect *effect, double amount) {
  int side = deployment_side(acting, effect, amount);
  if (side < 0) {
    return;
  }
  struct side_state *state = &acting->world->theatres[acting->theatre].side[side];
  if (amount > 0) {
    state->deployer = acting->actor;
    state->challenge_at = state->challenge > 0 ? acting->world->now : -1;
  } else if (state->challenge_at >= 0 && state->challenge <= 0) {
    state->challenge_at = -1;
    if (effect->subject != SUBJECT_ADVERSARY) {
      home_redeem(acting->world, world_side_actor(acting->world, acting->theatre, 1 - side),
                  acting->actor, ANY_RUNG);
    }
  }
}

void effect_membership_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  (void)amount;
  struct world *world = acting->world;
  int organisation = scenario_organisation_of(world->scenario, acting->target);
  if (organisation < 0) {
    return;
  }
  uint64_t others = ~(UINT64_C(1) << acting->actor);
  int treaty = scenario_organisation(world->scenario, organisation)->treaty;
  world->organisations[organisation].members &= others;
  if (treaty < 0) {
    return;
  }
  world->treaty_members[treaty] &= others;
  for (int i = 0; i < world->pledge_count; i++) {
    struct pledge *pledge = &world->pledges[i];
    if (pledge->helper == acting->actor || pledge->beneficiary == acting->actor) {
      pledge->treaties &= ~(UINT64_C(1) << treaty);
    }
  }
}

void effect_meeting_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)amount;
  if (acting->target < 0) {
    return;
  }
  if (effect->step == STEP_BOYCOTT) {
    meeting_boycott(acting->run, acting->actor, acting->target, acting->record->id);
  } else if (effect->step == STEP_HOLD) {
    meeting_close(acting->world, acting->actor, acting->target);
  }
}
