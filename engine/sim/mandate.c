/* Who speaks for whom: the credence in a spokesman, and the stances of his principals. */
#include "sim/believe.h"

#include "base/trans.h"

/* Members that are no party to the matter the spokesman last spoke about. */
static uint64_t principals(const struct world *world, const struct organisation_state *state) {
  uint64_t set = state->members;
  int theatre = state->warned_at < 0 ? -1 : world_record(world, state->warning)->theatre;
  for (int i = 0; theatre >= 0 && i < world->scenario->actors.count; i++) {
    if (world_side(world, theatre, i) >= 0) {
      set &= ~(UINT64_C(1) << i);
    }
  }
  return set;
}

double believe_stance_share(const struct world *world, int organisation, uint64_t members) {
  uint64_t all = principals(world, &world->organisations[organisation]);
  double total = 0;
  double share = 0;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    double capability = scenario_actor(world->scenario, i)->capability;
    total += (all >> i & 1) != 0 ? capability : 0;
    share += (all & members) >> i & 1 ? capability : 0;
  }
  return total > 0 ? share / total : 0;
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
  const struct actor_state *who = &world->actors[official];
  int index = scenario_organisation_of(world->scenario, official);
  double logit = model->mandate_base +
                 world->mandate[observer * world->scenario->actors.count + official] -
                 model->mandate_jeopardy * who->jeopardy;
  if (index < 0) {
    return trans_logistic(logit);
  }
  const struct organisation_state *state = &world->organisations[index];
  logit -= is_kin(world, state, who->nationality) ? model->mandate_kin : 0;
  double endorsed = believe_stance_share(world, index, state->endorsed_by);
  logit +=
      model->mandate_endorsed * (endorsed - believe_stance_share(world, index, state->disowned_by));
  if (state->warned_at >= 0) {
    double days = (double)(world->now - state->warned_at) / MINUTES_PER_DAY;
    days = days < model->silence_days ? days : model->silence_days;
    logit -= model->mandate_silence * days * (1 - endorsed);
  }
  return trans_logistic(logit);
}

static double stance_of(const struct verb *verb) {
  double stance = 0;
  for (int i = 0; i < verb->effect_count; i++) {
    stance += verb->effects[i].kind == EFFECT_STANCE ? verb->effects[i].size : 0;
  }
  return stance;
}

/* Only the stance of a principal who is no party, taken in public, says for whom the spokesman
 * speaks; an adversary's denial does not, nor the thanks of the one he speaks up for. */
void believe_stance(struct run *run, const struct record *record) {
  struct world *world = run->world;
  int index = scenario_organisation_of(world->scenario, record->target);
  if (index < 0 || record->closed) {
    return;
  }
  struct organisation_state *state = &world->organisations[index];
  uint64_t member = UINT64_C(1) << record->actor & principals(world, state);
  double stance = stance_of(scenario_verb(run->order.scenario, record->verb));
  if (stance > 0) {
    state->endorsed_by |= member;
    state->disowned_by &= ~member;
  } else if (stance < 0) {
    state->disowned_by |= member;
    state->endorsed_by &= ~member;
  }
}
