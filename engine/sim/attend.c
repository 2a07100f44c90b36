/* Attention: who looks up at a review, and what becomes of what its policy answers. */
#include "sim/attend.h"

#include "base/trans.h"
#include "sim/mobilise.h"

#include <assert.h>
#include <string.h>

bool attend_has_doubles(const struct scenario *scenario) {
  for (int i = 0; i < scenario->verbs.count; i++) {
    if (scenario_verb(scenario, i)->meant != i) {
      return true;
    }
  }
  return false;
}

static int64_t review_minutes(const struct scenario *scenario) {
  int64_t minutes = (int64_t)(scenario->model.review_hours * MINUTES_PER_HOUR);
  return minutes < 1 ? 1 : minutes;
}

void attend_begin(struct run *run) {
  run_schedule(run,
               &(struct queued){.at = review_minutes(run->order.scenario), .phase = PHASE_REVIEW});
}

/* Urgency of one stimulus now: nothing before the staff is ready, then a slow fading. */
static double fading(const struct world *world, const struct stimulus *stimulus) {
  if (stimulus->ready_at > world->now) {
    return 0;
  }
  double days = (double)(world->now - stimulus->ready_at) / MINUTES_PER_DAY;
  return stimulus->urgency * trans_exp(-days / world->scenario->model.urgency_decay_days);
}

/* Whom the trigger hit stays with the matter for weeks, answered or not: values threatened, time
 * short (Brecher and Wilkenfeld 1997). */
static double crisis_interest(const struct world *world, int actor) {
  if (world->crisis_actor != actor) {
    return 0;
  }
  const struct constants *model = &world->scenario->model;
  double stake = world->crisis_theatre < 0 ? 1 : world_stake(world, actor, world->crisis_theatre);
  double days = (double)(world->now - world->crisis_at) / MINUTES_PER_DAY;
  return model->crisis_attention * stake * trans_exp(-days / model->crisis_days);
}

/* A party to a dispute has reasons to look up that no event gives: stake times tension, and a race
 * of mobilisations, and a challenge to the status quo for as long as it stands, whoever made it. */
static double standing_interest(const struct world *world, int actor) {
  double interest = 0;
  double standoff = 0;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    int opponent = world_opponent(world, t, actor);
    if (opponent >= 0) {
      double stake = world_stake(world, actor, t);
      const struct side_state *side = world->theatres[t].side;
      double challenge =
          side[0].challenge > side[1].challenge ? side[0].challenge : side[1].challenge;
      interest += stake * world_dyad(world, actor, opponent)->tension;
      standoff += stake * challenge;
    }
  }
  const struct constants *model = &world->scenario->model;
  double challenged = standoff * model->standoff;
  double crisis = crisis_interest(world, actor); /* of whom the trigger challenged: one matter */
  return interest * model->initiative + mobilise_pressure(world, actor) +
         (challenged > crisis ? challenged : crisis);
}

double attend_urgency(const struct world *world, int actor) {
  const struct actor_state *state = &world->actors[actor];
  double urgency = 0;
  for (int i = 0; i < state->inbox_count; i++) {
    urgency += fading(world, &state->inbox[i]);
  }
  return urgency + standing_interest(world, actor);
}

/* Hazard per day, h = h_max u^p / (u^p + u_half^p): small matters are mostly left alone, large ones
 * never. */
static double hazard(const struct constants *model, double urgency) {
  if (urgency <= 0) {
    return 0;
  }
  double ratio = urgency / model->urgency_half;
  double odds = model->urgency_power == 2 ? ratio * ratio : trans_pow(ratio, model->urgency_power);
  return model->hazard_max * odds / (1 + odds);
}

/* No more than attend_urgency, and found without a logarithm or an exponential: nothing has faded.
 */
static double urgency_at_most(const struct world *world, int actor, double standing) {
  const struct actor_state *state = &world->actors[actor];
  double urgency = standing;
  for (int i = 0; i < state->inbox_count; i++) {
    urgency += state->inbox[i].ready_at <= world->now ? state->inbox[i].urgency : 0;
  }
  return urgency;
}

/* Most actors have nothing before them at most reviews, and most of those who have do not look up:
 * since 1 - exp(-x) <= x, an unlikely draw settles it before anything costly is computed. */
static bool attends(const struct run *run, int actor) {
  const struct constants *model = &run->order.scenario->model;
  double days = (double)review_minutes(run->order.scenario) / MINUTES_PER_DAY;
  if (run->world->actors[actor].inbox_count == 0 && (run->world->parties >> actor & 1) == 0) {
    return false;
  }
  double most = urgency_at_most(run->world, actor, standing_interest(run->world, actor));
  if (most <= 0) {
    return false;
  }
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, actor)->hash, RNG_ATTENTION,
                               (uint32_t)run->world->now);
  double draw = rng_uniform(&key, 0);
  if (draw >= hazard(model, most) * days) {
    return false;
  }
  return draw < -trans_expm1(-hazard(model, attend_urgency(run->world, actor)) * days);
}

/* Positions of ready stimuli, most urgent first; equal ones in order of record. */
static int sort_ready(const struct world *world, const struct actor_state *state,
                      int ready[STIMULUS_MAX]) {
  double urgency[STIMULUS_MAX];
  int count = 0;
  for (int i = 0; i < state->inbox_count; i++) {
    if (state->inbox[i].ready_at > world->now) {
      continue;
    }
    double here = fading(world, &state->inbox[i]);
    int at = count++;
    while (at > 0 && (urgency[at - 1] < here ||
                      (urgency[at - 1] == here &&
                       state->inbox[ready[at - 1]].record > state->inbox[i].record))) {
      urgency[at] = urgency[at - 1];
      ready[at] = ready[at - 1];
      at--;
    }
    urgency[at] = here;
    ready[at] = i;
  }
  return count;
}

/* More of what was just looked at: the same kind of event in the same place, known by now. */
static bool is_more_of(const struct world *world, const struct stimulus *stimulus,
                       const struct stimulus *handled) {
  const struct record *a = world_record(world, stimulus->record);
  const struct record *b = world_record(world, handled->record);
  return stimulus->ready_at <= world->now && a->kind == b->kind && a->theatre == b->theatre &&
         a->verb == b->verb;
}

/* Keeps the first, most urgent, of each matter, and no more than one waking deals with. */
static int distinct(const struct world *world, const struct actor_state *state, int *ready,
                    int count) {
  int kept = 0;
  for (int i = 0; i < count && kept < HANDLED_MAX; i++) {
    bool known = false;
    for (int j = 0; j < kept && !known; j++) {
      known = is_more_of(world, &state->inbox[ready[i]], &state->inbox[ready[j]]);
    }
    if (!known) {
      ready[kept++] = ready[i];
    }
  }
  return kept;
}

/* What was looked at is done with, whether or not it was answered, and so is more of the same; the
 * rest waits. */
static void clear_handled(const struct world *world, struct actor_state *state, const int *ready,
                          int count) {
  struct stimulus handled[HANDLED_MAX];
  int kept = 0;
  for (int i = 0; i < count; i++) {
    handled[i] = state->inbox[ready[i]];
  }
  for (int i = 0; i < state->inbox_count; i++) {
    bool done = false;
    for (int j = 0; j < count && !done; j++) {
      done = is_more_of(world, &state->inbox[i], &handled[j]);
    }
    if (!done) {
      state->inbox[kept++] = state->inbox[i];
    }
  }
  state->inbox_count = kept;
}

/* Several events call for words at once, but a ministry gives one statement on a matter, not one
 * an event: takes the options away that would speak again on what was spoken on at this waking. */
static void drop_repetition(const struct scenario *scenario, struct choice *choice,
                            const struct intention *const *spoken, int spoken_count) {
  int kept = 0;
  for (int i = 0; i < choice->option_count; i++) {
    const struct intention *offered = &choice->options[i].intention;
    bool again = false;
    for (int j = 0; j < spoken_count; j++) {
      again = again || (offered->verb >= 0 && scenario_verb(scenario, offered->verb)->speech &&
                        offered->theatre == spoken[j]->theatre);
    }
    if (!again && kept < i) {
      choice->options[kept] = choice->options[i];
    }
    kept += again ? 0 : 1;
  }
  choice->option_count = kept;
}

static void decide_all(struct run *run, int actor) {
  const struct intention *spoken[CHOICE_MAX];
  int spoken_count = 0;
  for (int i = 0; i < run->menu->choice_count; i++) {
    struct choice *choice = &run->menu->choices[i];
    drop_repetition(run->order.scenario, choice, spoken, spoken_count);
    if (choice->definite && choice->option_count == 0) {
      continue;
    }
    const struct intention *act = attend_decide(run, actor, choice, i);
    if (act != NULL && scenario_verb(run->order.scenario, act->verb)->speech) {
      spoken[spoken_count++] = act;
    }
  }
}

static void wake(struct run *run, int actor) {
  struct world *world = run->world;
  struct actor_state *state = &world->actors[actor];
  int ready[STIMULUS_MAX];
  int count = distinct(world, state, ready, sort_ready(world, state, ready));
  run->menu->choice_count = 0;
  enum err_code rc =
      run->order.host.wake(run->order.host.context, run, actor, ready, count, run->menu, run->err);
  if (rc != ERR_OK) {
    run->failure = run->failure == ERR_OK ? rc : run->failure;
    return;
  }
  clear_handled(world, state, ready, count);
  decide_all(run, actor);
}

void attend_review(struct run *run) {
  const struct scenario *scenario = run->order.scenario;
  for (int actor = 0; actor < scenario->actors.count && run->failure == ERR_OK; actor++) {
    if (scenario_actor(scenario, actor)->policy != NULL && attends(run, actor)) {
      wake(run, actor);
    }
  }
  run_schedule(run, &(struct queued){.at = run->world->now + review_minutes(scenario),
                                     .phase = PHASE_REVIEW});
}
