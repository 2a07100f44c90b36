/* Who speaks for whom: the credence in a spokesman, and the stances of his principals. */
#include "sim/believe.h"

#include "base/trans.h"

static int organisation_index(const struct scenario *scenario, int actor) {
  const struct actor *who = scenario_actor(scenario, actor);
  if (who->kind == ACTOR_ORGANISATION) {
    return who->organisation_index;
  }
  return who->organisation < 0 ? -1
                               : scenario_actor(scenario, who->organisation)->organisation_index;
}

/* Whether he is a national of a side of the theatre he last spoke about; of any theatre, if he has
 * not spoken. */
static bool is_kin(const struct world *world, const struct organisation_state *state,
                   int nationality) {
  if (nationality < 0) {
    return false;
  }
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    bool spoken_of = state->warned_at < 0 || world_record(world, state->warning)->theatre == t;
    if (spoken_of && world_side(world, t, nationality) >= 0) {
      return true;
    }
  }
  return false;
}

double believe_mandate(const struct world *world, int observer, int official) {
  const struct constants *model = &world->scenario->model;
  const struct actor *who = scenario_actor(world->scenario, official);
  int index = organisation_index(world->scenario, official);
  double logit = model->mandate_base +
                 world->mandate[observer * world->scenario->actors.count + official] -
                 model->mandate_jeopardy * who->jeopardy;
  if (index < 0) {
    return trans_logistic(logit);
  }
  const struct organisation_state *state = &world->organisations[index];
  logit -= is_kin(world, state, who->nationality) ? model->mandate_kin : 0;
  logit += model->mandate_endorsed * (state->endorsed - state->disowned);
  if (state->warned_at >= 0) {
    double days = (double)(world->now - state->warned_at) / MINUTES_PER_DAY;
    days = days < model->silence_days ? days : model->silence_days;
    double silent = state->endorsed < 1 ? 1 - state->endorsed : 0;
    logit -= model->mandate_silence * days * silent;
  }
  return trans_logistic(logit);
}

/* A member's share of the capability of all members but the one whom the organisation spoke up for.
 */
static double share_of(const struct world *world, const struct organisation_state *state,
                       int member) {
  const struct scenario *scenario = world->scenario;
  double total = 0;
  for (int i = 0; i < scenario->actors.count; i++) {
    bool side = state->warned_at >= 0 &&
                world_side(world, world_record(world, state->warning)->theatre, i) >= 0;
    if ((state->members >> i & 1) != 0 && !side) {
      total += scenario_actor(scenario, i)->capability;
    }
  }
  return total > 0 ? scenario_actor(scenario, member)->capability / total : 0;
}

static double stance_of(const struct verb *verb) {
  double stance = 0;
  for (int i = 0; i < verb->effect_count; i++) {
    stance += verb->effects[i].kind == EFFECT_STANCE ? verb->effects[i].size : 0;
  }
  return stance;
}

/* Only the stance of a principal says for whom the spokesman speaks; an adversary's denial does
 * not. */
void believe_stance(struct run *run, const struct record *record) {
  struct world *world = run->world;
  int index = record->target < 0 ? -1 : organisation_index(run->order.scenario, record->target);
  if (index < 0 || (world->organisations[index].members >> record->actor & 1) == 0) {
    return;
  }
  struct organisation_state *state = &world->organisations[index];
  double stance = stance_of(scenario_verb(run->order.scenario, record->verb));
  double share = share_of(world, state, record->actor);
  if (stance > 0 && state->endorsed + share <= 1 + 1e-9) {
    state->endorsed += share;
  } else if (stance < 0 && state->disowned + share <= 1 + 1e-9) {
    state->disowned += share;
  }
}
