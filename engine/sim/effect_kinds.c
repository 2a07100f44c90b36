/* The primitive effects: one row per kind, one function per stage in which it has something to do.
 */
#include "sim/acting.h"
#include "sim/believe.h"
#include "sim/effect.h"
#include "sim/effect_politics.h"
#include "sim/fight.h"
#include "sim/home.h"
#include "sim/mobilise.h"
#include "sim/procedure.h"

#include "base/calendar.h"

#include <assert.h>

static const double STOCK_MAX = 5;
static const double READINESS_TOP = 3;
enum { AID_DAYS = 30 };

static uint64_t bit(int actor) {
  return actor < 0 ? 0 : (uint64_t)1 << actor;
}

/* Whom an effect falls on; [otherwise] where the verb does not say. */
static uint64_t subjects(const struct acting *acting, enum subject subject, uint64_t otherwise) {
  uint64_t set = 0;
  switch (subject) {
  case SUBJECT_DEFAULT:
    return otherwise;
  case SUBJECT_ACTOR:
    return bit(acting->actor);
  case SUBJECT_TARGET:
    return bit(acting->target);
  case SUBJECT_ADVERSARY:
    return bit(acting->adversary);
  case SUBJECT_ALLIES:
    for (int other = 0; other < acting->world->scenario->actors.count; other++) {
      set |= other != acting->actor && world_allies(acting->world, acting->actor, other)
                 ? bit(other)
                 : 0;
    }
    return set;
  case SUBJECT_PARTIES:
    return 0; /* TENSION alone knows them */
  case SUBJECT_COUNT:
    break;
  }
  assert(false);
  return 0;
}

/* The first of a set that is not the actor, from [after] + 1 on; -1 at the end. */
static int next_other(const struct acting *acting, uint64_t set, int after) {
  for (int i = after + 1; i < acting->world->scenario->actors.count; i++) {
    if ((set >> i & 1) != 0 && i != acting->actor) {
      return i;
    }
  }
  return -1;
}

static void change(struct acting *acting, double *where, double amount, double low, double high) {
  deltas_add(acting->deltas,
             &(struct delta){.where = where, .amount = amount, .low = low, .high = high});
}

static uint64_t opposed(const struct acting *acting) {
  return bit(acting->adversary >= 0 ? acting->adversary : acting->target);
}

static uint64_t aimed_at(const struct acting *acting) {
  return bit(acting->target >= 0 ? acting->target : acting->adversary);
}

static void parties_tension(struct acting *acting, double amount) {
  if (acting->theatre >= 0) {
    const struct theatre *place = scenario_theatre(acting->world->scenario, acting->theatre);
    struct world *world = acting->world;
    change(acting, &world_dyad(world, place->holder, place->claimant)->tension, amount, 0, 1);
    change(acting, &world_dyad(world, place->claimant, place->holder)->tension, amount, 0, 1);
  }
}

static void tension_sum(struct acting *acting, const struct effect *effect, double amount) {
  if (effect->subject == SUBJECT_PARTIES) {
    parties_tension(acting, amount);
    return;
  }
  uint64_t set = subjects(acting, effect->subject, opposed(acting));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    change(acting, &world_dyad(acting->world, acting->actor, i)->tension, amount, 0, 1);
    change(acting, &world_dyad(acting->world, i, acting->actor)->tension, amount, 0, 1);
  }
}

static void grievance_sum(struct acting *acting, const struct effect *effect, double amount) {
  uint64_t set = subjects(acting, effect->subject, aimed_at(acting));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    change(acting, &world_dyad(acting->world, i, acting->actor)->grievance, amount, 0, 1);
  }
}

static void affinity_sum(struct acting *acting, const struct effect *effect, double amount) {
  uint64_t set = subjects(acting, effect->subject, aimed_at(acting));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    change(acting, &world_dyad(acting->world, i, acting->actor)->affinity, amount, -1, 1);
  }
}

static void readiness_sum(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  change(acting, &acting->world->actors[acting->actor].readiness, amount, 0, READINESS_TOP);
}

/* Lowering one's guard is giving way, if something was promised; a mobilisation runs by its
 * timetable. */
static void readiness_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  if (acting->verb->mid_action == MID_MOBILISATION) {
    mobilise_begin(acting->world, acting->actor);
  }
  if (amount < 0) {
    mobilise_end(acting->world, acting->actor);
    home_back_down(acting->world, acting->actor, acting->adversary, acting->verb->rung);
  }
}

static const struct force *force_of(const struct scenario *scenario, int theatre, int actor) {
  const struct collection *forces = &scenario_theatre(scenario, theatre)->forces;
  const struct force *items = forces->items;
  for (int i = 0; i < forces->count; i++) {
    if (items[i].actor == actor) {
      return &items[i];
    }
  }
  return NULL;
}

/* Men set out (or, with a negative share, go home). Those already on the way are joined: the lump
 * arrives at its mean time. */
static void reinforce(struct world *world, int theatre, int actor, double amount) {
  int index = fight_side(world, theatre, actor);
  const struct force *force = force_of(world->scenario, theatre, actor);
  if (index < 0 || force == NULL) {
    return;
  }
  struct side_state *side = &world->theatres[theatre].side[index];
  if (amount < 0) {
    double back = -amount * side->sent;
    back = back < side->men ? back : side->men;
    side->men -= back;
    side->sent -= back;
    return;
  }
  double share = amount > 1 ? 1 : amount;
  double men = share * (force->reserve > side->sent ? force->reserve - side->sent : 0);
  if (men <= 0) {
    return;
  }
  double due = (double)world->now + force->reserve_hours * MINUTES_PER_HOUR;
  double mean = (side->arriving * (double)side->arrive_at + men * due) / (side->arriving + men);
  side->arrive_at = (int64_t)mean;
  side->arriving += men;
  side->sent += men;
}

/* A timetable is for all fronts and all men: to mobilise by it on one is to mobilise on each. */
static void reinforce_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  struct world *world = acting->world;
  bool general = acting->verb->mid_action == MID_MOBILISATION &&
                 scenario_actor(world->scenario, acting->actor)->mobilisation_days > 0;
  for (int t = 0; acting->theatre >= 0 && t < world->scenario->theatres.count; t++) {
    if (general && world_opponent(world, t, acting->actor) >= 0) {
      reinforce(world, t, acting->actor, 1);
    } else if (t == acting->theatre) {
      reinforce(world, t, acting->actor, amount);
    }
  }
}

/* Poisson deaths, keyed by the minute and the verb, so that an unrelated act elsewhere leaves them
 * alone. */
static void fire_draw(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  struct world *world = acting->world;
  int own = acting->theatre < 0 ? -1 : fight_side(world, acting->theatre, acting->actor);
  if (own < 0) {
    return;
  }
  struct rng_key key = run_key(acting->run, scenario_actor(world->scenario, acting->actor)->hash,
                               RNG_CASUALTIES, (uint32_t)world->now);
  uint32_t draw = run_draw(world->scenario, acting->record);
  double deaths = amount > 0 ? (double)rng_poisson(&key, draw, amount) : 0;
  const struct incidents *incidents =
      &scenario_theatre(world->scenario, acting->theatre)->incidents;
  bool civilians = deaths > 0 && rng_uniform(&key, draw + 1) < incidents->civilian;
  acting->record->deaths[1 - own] += deaths;
  acting->record->flag = acting->record->flag || civilians;
  world->theatres[acting->theatre].provoked[own] += 1;
  fight_deaths(acting->run, acting->theatre, 1 - own, deaths, civilians ? 1 : 0);
}

static void breach(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  (void)amount;
  int own = acting->theatre < 0 ? -1 : fight_side(acting->world, acting->theatre, acting->actor);
  if (own >= 0) {
    struct theatre_state *state = &acting->world->theatres[acting->theatre];
    state->side[own].ceasefire = false;
    state->ceased = false;
  }
}

static void excite_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  if (acting->theatre >= 0) {
    fight_excite(acting->world, acting->theatre, amount);
  }
}

static void campaign_follow(struct acting *acting, const struct effect *effect, double amount) {
  fight_campaign(acting->run, acting->record, amount, effect->days);
}

/* Where actor and target face each other as holder and claimant. */
static bool is_between(const struct acting *acting, int theatre) {
  const struct theatre *place = scenario_theatre(acting->world->scenario, theatre);
  return (place->holder == acting->actor && place->claimant == acting->target) ||
         (place->holder == acting->target && place->claimant == acting->actor);
}

/* Leaders who come to terms speak for both sides, and for every place between them. */
static void ceasefire_of_both(struct acting *acting) {
  struct world *world = acting->world;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    for (int side = 0; is_between(acting, t) && side < 2; side++) {
      world->theatres[t].side[side].ceasefire = true;
      world->theatres[t].side[side].ceasefire_at = world->now;
    }
  }
}

static void cease_between(struct acting *acting) {
  for (int t = 0; t < acting->world->scenario->theatres.count; t++) {
    if (is_between(acting, t) && !acting->world->theatres[t].ceased) {
      fight_cease(acting->run, t, acting->record->id);
    }
  }
}

static void ceasefire_agree(struct acting *acting, const struct effect *effect, double amount) {
  (void)amount;
  if (effect->subject == SUBJECT_PARTIES) {
    ceasefire_of_both(acting);
    return;
  }
  struct world *world = acting->world;
  int own = acting->theatre < 0 ? -1 : world_side(world, acting->theatre, acting->actor);
  if (own >= 0 && acting->actor == world_side_actor(world, acting->theatre, own)) {
    struct side_state *side = &world->theatres[acting->theatre].side[own]; /* allies cannot */
    side->ceasefire = true;
    side->ceasefire_at = world->now;
    world_dyad(world, acting->actor, world_opponent(world, acting->theatre, acting->actor))
        ->offer_at = world->now;
  }
}

static void ceasefire_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)amount;
  if (effect->subject == SUBJECT_PARTIES) {
    cease_between(acting);
    return;
  }
  int own = acting->theatre < 0 ? -1 : world_side(acting->world, acting->theatre, acting->actor);
  if (own < 0 || acting->actor != world_side_actor(acting->world, acting->theatre, own)) {
    return; /* only the two sides can end it */
  }
  home_back_down(acting->world, acting->actor, acting->adversary, acting->verb->rung);
  const struct theatre_state *state = &acting->world->theatres[acting->theatre];
  if (state->side[0].ceasefire && state->side[1].ceasefire && !state->ceased) {
    fight_cease(acting->run, acting->theatre, acting->record->id);
  }
}

static void approval_sum(struct acting *acting, const struct effect *effect, double amount) {
  uint64_t set = subjects(acting, effect->subject, bit(acting->actor));
  for (int i = 0; i < acting->world->scenario->actors.count; i++) {
    if ((set >> i & 1) != 0) {
      change(acting, &acting->world->actors[i].approval, amount, 0, 1);
    }
  }
}

/* Only what was said in public binds. A negative commitment is a concession: it takes back what was
 * promised. What is conceded behind closed doors nobody at home holds against the leader. */
static void commitment_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  if (amount < 0 && !acting->closed) {
    home_back_down(acting->world, acting->actor, acting->adversary, acting->verb->rung);
  } else if (amount > 0 && !acting->closed) {
    const struct statement *said = &acting->intention->statement;
    double level = acting->verb->speech ? said->register_level : 0;
    double bound = said->provisos != 0 ? acting->world->scenario->model.conditional_commitment : 1;
    home_commit(acting->world, acting->actor, acting->theatre, acting->adversary,
                bound * (acting->verb->rung + level) * amount);
  }
}

static void procedure_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)amount;
  procedure_step(acting->run, acting->record, effect->step);
}

static void arms_sum(struct acting *acting, const struct effect *effect, double amount) {
  struct world *world = acting->world;
  uint64_t set = subjects(acting, effect->subject, bit(acting->target));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    change(acting, &world->actors[i].arms_stock, amount, 0, STOCK_MAX);
    for (int t = 0; t < world->scenario->theatres.count; t++) {
      int side = world_side(world, t, i);
      if (side >= 0) {
        change(acting, &world->theatres[t].side[side].supply,
               acting->world->scenario->model.arms_to_supply * amount, 0, 1);
      }
    }
  }
}

static void sanction_sum(struct acting *acting, const struct effect *effect, double amount) {
  uint64_t set = subjects(acting, effect->subject, aimed_at(acting));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    double *dependence = &world_dyad(acting->world, i, acting->actor)->dependence;
    change(acting, dependence, -amount * *dependence, 0, 1);
  }
}

enum support_rung effect_support_rung(enum step step) {
  return step == STEP_WORDS     ? RUNG_WORDS
         : step == STEP_ARMS    ? RUNG_ARMS
         : step == STEP_MISSION ? RUNG_MISSION
         : step == STEP_TROOPS  ? RUNG_TROOPS
                                : RUNG_SILENCE;
}

static void give(const struct world *world, struct actor_state *helper, int beneficiary, int rung) {
  int64_t month = (int64_t)AID_DAYS * MINUTES_PER_DAY;
  bool fades = world->now - helper->aid_at[beneficiary] > month;
  helper->support[beneficiary] =
      rung > helper->support[beneficiary] ? rung : helper->support[beneficiary];
  if (rung >= helper->aid[beneficiary] || fades) {
    helper->aid[beneficiary] = rung;
    helper->aid_at[beneficiary] = world->now;
  }
}

/* Help against somebody helps his opponent; words for an official help whom he stands up for. */
static void support_follow(struct acting *acting, const struct effect *effect, double amount) {
  struct world *world = acting->world;
  int helped = acting->target;
  if (amount <= 0) {
    return; /* a refusal in words is evidence, not support */
  }
  if (helped >= 0 && helped == acting->adversary && acting->theatre >= 0) {
    helped = world_opponent(world, acting->theatre, helped);
  } else if (scenario_organisation_of(world->scenario, helped) >= 0) {
    helped = world_protected(world, helped, acting->theatre);
  }
  uint64_t set = subjects(acting, effect->subject, bit(helped));
  for (int i = next_other(acting, set, -1); i >= 0; i = next_other(acting, set, i)) {
    give(world, &world->actors[acting->actor], i, (int)effect_support_rung(effect->step));
  }
}

static void stance_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  (void)amount;
  believe_stance(acting->run, acting->record);
}

static bool concerns(const struct world *world, const struct stimulus *stimulus, int theatre,
                     int other) {
  const struct record *record = world_record(world, stimulus->record);
  return (theatre >= 0 && record->theatre == theatre) || record->actor == other;
}

/* Talks take the heat out of what the parties have before them, and put an offer on the table. */
static void relieve(struct acting *acting, int party, int other, double amount) {
  struct world *world = acting->world;
  struct actor_state *state = &world->actors[party];
  for (int i = 0; i < state->inbox_count; i++) {
    if (concerns(world, &state->inbox[i], acting->theatre, other)) {
      state->inbox[i].urgency *= amount > 1 ? 0 : 1 - amount;
    }
  }
  if (party != acting->actor) {
    world_dyad(world, acting->actor, party)->offer_at = world->now;
  }
}

static void relief_follow(struct acting *acting, const struct effect *effect, double amount) {
  (void)effect;
  if (acting->theatre >= 0) {
    const struct theatre *theatre = scenario_theatre(acting->world->scenario, acting->theatre);
    relieve(acting, theatre->holder, theatre->claimant, amount);
    relieve(acting, theatre->claimant, theatre->holder, amount);
  } else if (acting->target >= 0) {
    relieve(acting, acting->actor, acting->target, amount);
    relieve(acting, acting->target, acting->actor, amount);
  }
}

/* SIGNAL has no row: it is evidence, weighed by each who perceives the act (sim/believe). */
static const struct {
  effect_fn stages[EFFECT_STAGE_COUNT];
} kinds[EFFECT_KIND_COUNT] = {
    [EFFECT_TENSION] = {{[EFFECT_SUM] = tension_sum}},
    [EFFECT_GRIEVANCE] = {{[EFFECT_SUM] = grievance_sum}},
    [EFFECT_AFFINITY] = {{[EFFECT_SUM] = affinity_sum}},
    [EFFECT_READINESS] = {{[EFFECT_SUM] = readiness_sum, [EFFECT_FOLLOW] = readiness_follow}},
    [EFFECT_REINFORCE] = {{[EFFECT_FOLLOW] = reinforce_follow}},
    [EFFECT_FIRE] = {{[EFFECT_BREACH] = breach, [EFFECT_DRAW] = fire_draw}},
    [EFFECT_EXCITE] = {{[EFFECT_FOLLOW] = excite_follow}},
    [EFFECT_CAMPAIGN] = {{[EFFECT_BREACH] = breach, [EFFECT_FOLLOW] = campaign_follow}},
    [EFFECT_CEASEFIRE] = {{[EFFECT_AGREE] = ceasefire_agree, [EFFECT_FOLLOW] = ceasefire_follow}},
    [EFFECT_APPROVAL] = {{[EFFECT_SUM] = approval_sum}},
    [EFFECT_COMMITMENT] = {{[EFFECT_FOLLOW] = commitment_follow}},
    [EFFECT_PROCEDURE] = {{[EFFECT_FOLLOW] = procedure_follow}},
    [EFFECT_MEETING] = {{[EFFECT_FOLLOW] = effect_meeting_follow}},
    [EFFECT_MEMBERSHIP] = {{[EFFECT_FOLLOW] = effect_membership_follow}},
    [EFFECT_ARMS] = {{[EFFECT_SUM] = arms_sum}},
    [EFFECT_SANCTION] = {{[EFFECT_SUM] = sanction_sum}},
    [EFFECT_SUPPORT] = {{[EFFECT_FOLLOW] = support_follow}},
    [EFFECT_STANCE] = {{[EFFECT_FOLLOW] = stance_follow}},
    [EFFECT_RELIEF] = {{[EFFECT_FOLLOW] = relief_follow}},
    [EFFECT_LEGITIMACY] = {{[EFFECT_SUM] = effect_legitimacy_sum}},
    [EFFECT_OFFICE] = {{[EFFECT_FOLLOW] = effect_office_follow}},
    [EFFECT_DISOWN] = {{[EFFECT_FOLLOW] = effect_disown_follow}},
    [EFFECT_BRINK] = {{[EFFECT_FOLLOW] = effect_brink_follow}},
    [EFFECT_DEPLOYMENT] =
        {{[EFFECT_SUM] = effect_deployment_sum, [EFFECT_FOLLOW] = effect_deployment_follow}},
};

static bool holds(const struct acting *acting, const struct effect *effect) {
  bool hostile =
      acting->target >= 0 && world_adversaries(acting->world, acting->actor, acting->target);
  switch (effect->condition) {
  case CONDITION_ALWAYS:
    return true;
  case CONDITION_PUBLIC:
    return !acting->closed;
  case CONDITION_CLOSED:
    return acting->closed;
  case CONDITION_HOSTILE:
    return hostile;
  case CONDITION_FRIENDLY:
    return !hostile;
  case CONDITION_CONSEQUENCE:
    return acting->intention->statement.consequence != CONSEQUENCE_NONE;
  case CONDITION_CIVIL:
    return acting->intention->civil;
  case CONDITION_COUNT:
    break;
  }
  assert(false);
  return false;
}

static double scaled(const struct acting *acting, const struct effect *effect) {
  switch (effect->scale) {
  case SCALE_ONE:
    return effect->size;
  case SCALE_REGISTER:
    return effect->size * acting->intention->statement.register_level / 3.0;
  case SCALE_SIZE:
    return effect->size * acting->intention->size;
  case SCALE_AUTHORITY:
    return effect->size * acting->authority;
  case SCALE_COUNT:
    break;
  }
  assert(false);
  return 0;
}

void acting_run(struct acting *acting, enum effect_stage stage) {
  for (int i = 0; i < acting->verb->effect_count; i++) {
    const struct effect *effect = &acting->verb->effects[i];
    effect_fn run = kinds[effect->kind].stages[stage];
    if (run != NULL && holds(acting, effect)) {
      run(acting, effect, scaled(acting, effect));
    }
  }
}

int acting_deltas_max(int actors, int theatres) {
  int one = 2 * actors > actors * (1 + theatres) ? 2 * actors : actors * (1 + theatres);
  return VERB_EFFECT_MAX * one;
}
