/* What an act that was perceived does to beliefs. */
#include "sim/believe.h"

#include "base/trans.h"
#include "sim/acting.h"
#include "sim/evidence.h"
#include "sim/grid.h"

#include <math.h>

static const double WORTH_RECORDING = 0.005;

static bool is_in_area(const struct world *world, const struct pledge *pledge, int theatre) {
  return theatre >= 0 &&
         (scenario_theatre(world->scenario, theatre)->in_area & pledge->treaties) != 0;
}

/* A standard question, to see whether a belief moved: arms, asked for, in a grave case, here. */
static double standard_help(const struct world *world, int observer, int pledge, int theatre) {
  struct circumstance x = {.in_area = is_in_area(world, &world->pledges[pledge], theatre),
                           .requested = true,
                           .gravity = 4};
  return believe_own_help(world, observer, pledge, &x, RUNG_ARMS);
}

static void note(struct run *run, int observer, int of, double value, uint32_t cause) {
  struct record *record = run_record(run, RECORD_BELIEF, cause);
  if (record != NULL) {
    record->actor = observer;
    record->target = of;
    record->size = value;
    run_publish(run, record);
  }
}

static void update_help(struct run *run, int observer, int pledge, int theatre,
                        const struct evidence *evidence, uint32_t cause) {
  struct world *world = run->world;
  double before = standard_help(world, observer, pledge, theatre);
  evidence_take(world, observer, pledge, evidence);
  double after = standard_help(world, observer, pledge, theatre);
  if (fabs(after - before) > WORTH_RECORDING) {
    note(run, observer, world->pledges[pledge].helper, after, cause);
  }
}

/* What is said in passing, or by a voice of little standing, weighs less. */
static double weight_of_words(const struct scenario *scenario, const struct record *record) {
  const struct constants *model = &scenario->model;
  enum medium medium = record->statement.medium;
  bool spoken =
      medium == MEDIUM_BRIEFING || medium == MEDIUM_INTERVIEW || medium == MEDIUM_BROADCAST;
  double authority = acting_authority(scenario, record->actor, &record->statement);
  return (1 - model->authority_share * (1 - authority)) * (spoken ? model->medium_spoken : 1);
}

/* An official's words tilt the odds of every member's propensity by at most statement_weight, times
 * the credence that he speaks for them, times what is left of it when he names no consequence. */
static void take_official(struct run *run, int observer, const struct record *record, double sign,
                          uint32_t cause) {
  struct world *world = run->world;
  const struct constants *model = &run->order.scenario->model;
  int beneficiary = world_protected(world, record->actor, record->theatre);
  double credence = believe_mandate(world, observer, record->actor);
  double informative =
      record->statement.consequence == CONSEQUENCE_NONE ? model->statement_null : 1;
  double tilt = sign * model->statement_weight * weight_of_words(run->order.scenario, record) *
                informative * credence;
  struct evidence evidence;
  for (int i = 0; i < BELIEF_GRID; i++) {
    double lean = 2 / (1 + grid_exp_minus_theta(i)) - 1;
    evidence.near[i] = trans_exp(tilt * lean);
    evidence.far[i] = trans_exp(model->scope_transfer * tilt * lean);
  }
  for (int p = 0; p < world->pledge_count; p++) {
    if (world->pledges[p].beneficiary == beneficiary) {
      evidence.in_area = is_in_area(world, &world->pledges[p], record->theatre);
      update_help(run, observer, p, record->theatre, &evidence, cause);
    }
  }
}

/* Whom a state's act of support is for: its target, or the side that an official or organisation
 * stands up for. */
static int supported(const struct world *world, const struct record *record) {
  if (record->target < 0) {
    return -1;
  }
  if (world_pledge(world, record->actor, record->target) >= 0) {
    return record->target;
  }
  return world_protected(world, record->target, record->theatre);
}

static struct circumstance present(const struct world *world, const struct pledge *pledge,
                                   const struct record *record) {
  struct circumstance x = {.in_area = is_in_area(world, pledge, record->theatre),
                           .gravity = 1,
                           .affinity =
                               world_dyad(world, pledge->helper, pledge->adversary)->affinity};
  if (record->theatre >= 0 && world->theatres[record->theatre].killed_day > 0) {
    x.gravity = world->theatres[record->theatre].campaign.active ? 4 : 2;
  }
  return x;
}

/* A helper's own deed is direct evidence: it gave at least this much, or (sign < 0) refused even
 * words. */
static void take_helper(struct run *run, int observer, const struct record *record,
                        enum support_rung rung, double sign, uint32_t cause) {
  struct world *world = run->world;
  int beneficiary = supported(world, record);
  int pledge = beneficiary < 0 ? -1 : world_pledge(world, record->actor, beneficiary);
  if (pledge < 0) {
    return;
  }
  double likelihood[BELIEF_GRID];
  struct circumstance x = present(world, &world->pledges[pledge], record);
  evidence_at_least(&run->order.scenario->model, &x, rung, likelihood);
  for (int i = 0; sign < 0 && i < BELIEF_GRID; i++) {
    likelihood[i] = 1 - likelihood[i];
  }
  const struct constants *model = &run->order.scenario->model;
  struct evidence evidence;
  evidence_weigh(model, likelihood, model->deed_weight,
                 is_in_area(world, &world->pledges[pledge], record->theatre), &evidence);
  update_help(run, observer, pledge, record->theatre, &evidence, cause);
}

static enum support_rung rung_of_step(enum step step) {
  switch (step) {
  case STEP_ARMS:
    return RUNG_ARMS;
  case STEP_MISSION:
    return RUNG_MISSION;
  case STEP_TROOPS:
    return RUNG_TROOPS;
  case STEP_NONE:
  case STEP_INFORM:
  case STEP_CONSULT:
  case STEP_REQUEST:
  case STEP_CALL:
  case STEP_POSTPONE:
  case STEP_APPROVE:
  case STEP_ABSTAIN:
  case STEP_VETO:
  case STEP_HOLD:
  case STEP_BOYCOTT:
  case STEP_WORDS:
  case STEP_CHEAP:
  case STEP_SUNK:
  case STEP_TIED:
  case STEP_COUNT:
    break;
  }
  return RUNG_WORDS;
}

/* Log likelihood ratio [weight] between the most and the least resolved. */
static void take_resolve(struct run *run, int observer, int of, double weight) {
  double likelihood[BELIEF_GRID]; /* exp(weight (2 share - 1)), by steps of equal ratio */
  double step = trans_exp(2 * weight / (BELIEF_GRID - 1));
  likelihood[0] = trans_exp(-weight);
  for (int i = 1; i < BELIEF_GRID; i++) {
    likelihood[i] = likelihood[i - 1] * step;
  }
  grid_update(evidence_resolve_grid(run->world, observer, of), likelihood);
}

/* Cheap talk says little, a public commitment more, a costly show as much (Fearon 1997). */
static void take_signal(struct run *run, int observer, const struct record *record,
                        const struct effect *effect) {
  const struct constants *model = &run->order.scenario->model;
  double weight = effect->step == STEP_TIED   ? model->tied_hands
                  : effect->step == STEP_SUNK ? model->sunk_cost
                                              : model->cheap_talk;
  take_resolve(run, observer, record->actor, weight * effect->size);
}

void believe_alarm(struct run *run, int observer, int of) {
  take_resolve(run, observer, of, run->order.scenario->model.tied_hands);
}

static void take_effect(struct run *run, int observer, const struct record *record,
                        const struct effect *effect, uint32_t cause) {
  bool official = scenario_actor(run->order.scenario, record->actor)->kind == ACTOR_OFFICIAL;
  if (effect->kind == EFFECT_SUPPORT && official) {
    take_official(run, observer, record, effect->size < 0 ? -1 : 1, cause);
  } else if (effect->kind == EFFECT_SUPPORT) {
    take_helper(run, observer, record, rung_of_step(effect->step), effect->size, cause);
  } else if (effect->kind == EFFECT_STANCE && effect->size < 0) {
    take_helper(run, observer, record, RUNG_WORDS, -1, cause);
  } else if (effect->kind == EFFECT_SIGNAL && !record->closed &&
             (effect->condition != CONDITION_CIVIL || record->flag)) {
    take_signal(run, observer, record, effect);
  }
}

/* A public statement that the obligation ends at recognised borders narrows what is expected beyond
 * them, for everyone. */
static void take_scope(struct run *run, const struct record *record) {
  struct world *world = run->world;
  if (record->closed ||
      scenario_actor(run->order.scenario, record->actor)->kind != ACTOR_OFFICIAL ||
      (record->statement.claims & (uint32_t)CLAIM_ONLY_RECOGNISED_TERRITORY) == 0) {
    return;
  }
  int beneficiary = world_protected(world, record->actor, record->theatre);
  for (int p = 0; p < world->pledge_count; p++) {
    if (world->pledges[p].beneficiary == beneficiary) {
      world->pledges[p].scope_limited = run->order.scenario->model.scope_limit;
    }
  }
}

void believe_act(struct run *run, int observer, const struct record *record, uint32_t perception) {
  const struct scenario *scenario = run->order.scenario;
  const struct verb *verb = scenario_verb(scenario, record->verb);
  if (observer == record->actor) {
    return;
  }
  if (record->statement.authorised_by >= 0) {
    run->world->mandate[observer * scenario->actors.count + record->actor] =
        scenario->model.mandate_authorised;
  }
  take_scope(run, record);
  for (int i = 0; i < verb->effect_count; i++) {
    take_effect(run, observer, record, &verb->effects[i], perception);
  }
}

void believe_episode(struct run *run, const struct procedure_case *matter, uint32_t cause) {
  struct world *world = run->world;
  const struct constants *model = &world->scenario->model;
  for (int p = 0; p < world->pledge_count; p++) {
    const struct pledge *pledge = &world->pledges[p];
    if (pledge->beneficiary != matter->requester) {
      continue;
    }
    double likelihood[BELIEF_GRID];
    struct evidence evidence;
    bool leads = pledge->leader == p;
    int leader = world->pledges[pledge->leader].helper;
    struct circumstance x = {
        .in_area = is_in_area(world, pledge, matter->theatre),
        .requested = matter->requested,
        .patron_moved = !leads && world->actors[leader].aid[matter->requester] >= RUNG_ARMS &&
                        world->actors[leader].aid_at[matter->requester] >= matter->opened_at,
        .gravity = matter->gravity,
        .affinity = world_dyad(world, pledge->helper, pledge->adversary)->affinity};
    const struct actor_state *helper = &world->actors[pledge->helper];
    int reached = helper->aid_at[matter->requester] >= matter->opened_at
                      ? helper->aid[matter->requester]
                      : RUNG_SILENCE;
    evidence_exactly(&world->scenario->model, &x, (enum support_rung)reached, likelihood);
    evidence_weigh(model, likelihood, model->episode_weight, x.in_area, &evidence);
    for (int observer = 0; observer < world->scenario->actors.count; observer++) {
      if (scenario_actor(world->scenario, observer)->policy != NULL) {
        update_help(run, observer, p, matter->theatre, &evidence, cause);
      }
    }
  }
}
