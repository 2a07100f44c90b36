/* Exogenous events of a run, from the scenario's calendar. */
#include "sim/exogenous.h"

#include "sim/effect_politics.h"
#include "sim/fight.h"
#include "sim/meeting.h"
#include "sim/perceive.h"

#include <string.h>

enum { INJECT_ENDS = 1 };

/* The calendar's injects, then those of a what-if. */
static const struct inject *inject_at(const struct run *run, int index) {
  int own = run->order.scenario->injects.count;
  return index < own ? scenario_inject(run->order.scenario, index)
                     : &run->order.what_if[index - own];
}

static int64_t minute_of(const struct run *run, const struct inject *inject) {
  return inject->at - run->order.scenario->epoch;
}

void exogenous_begin(struct run *run) {
  const struct scenario *scenario = run->order.scenario;
  for (int i = 0; i < scenario->injects.count + run->order.what_if_count; i++) {
    int64_t at = minute_of(run, inject_at(run, i));
    if (at >= 0) {
      run_schedule(run, &(struct queued){.at = at, .phase = PHASE_INJECT, .index = i});
    }
  }
  meeting_enter_all(run->world);
}

static void begin_act(struct run *run, const struct inject *inject, uint32_t cause) {
  struct intention *intention = arena_alloc(run->arena, sizeof *intention);
  if (intention == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  memset(intention, 0, sizeof *intention);
  intention->verb = inject->verb;
  intention->target = inject->to;
  intention->theatre = inject->theatre;
  intention->size = inject->size;
  intention->civil = inject->civil;
  intention->statement =
      (struct statement){.frames = inject->frames, .voice = -1, .authorised_by = -1, .implied = -1};
  run_schedule(run, &(struct queued){.at = run->world->now,
                                     .phase = PHASE_ACT,
                                     .actor = inject->actor,
                                     .record = cause,
                                     .intention = intention});
}

/* A new government is not bound by what the last one said in public. */
static void new_government(struct run *run, int actor) {
  struct actor_state *state = &run->world->actors[actor];
  state->commitment_count = 0;
  state->approval = scenario_actor(run->order.scenario, actor)->approval;
}

static void new_leader(struct run *run, const struct inject *inject) {
  if (scenario_actor(run->order.scenario, inject->actor)->kind == ACTOR_OFFICIAL) {
    effect_new_official(run->world, inject->actor, inject->nationality);
  } else {
    new_government(run, inject->actor);
  }
}

/* Voters dismiss a leader with a probability equal to disapproval. */
static void hold_election(struct run *run, int actor, int index) {
  struct rng_key key =
      run_key(run, scenario_actor(run->order.scenario, actor)->hash, RNG_RESPONSE, (uint32_t)index);
  if (rng_uniform(&key, 0) > run->world->actors[actor].approval) {
    new_government(run, actor);
  }
}

static void turn_weather(struct run *run, const struct inject *inject, int index) {
  struct world *world = run->world;
  for (int t = 0; t < run->order.scenario->theatres.count; t++) {
    if (inject->theatre == -1 || inject->theatre == t) {
      world->theatres[t].weather = inject->size;
      fight_stir(run, t);
    }
  }
  run_schedule(run, &(struct queued){.at = world->now + (int64_t)(inject->days * MINUTES_PER_DAY),
                                     .phase = PHASE_INJECT,
                                     .index = index,
                                     .record = INJECT_ENDS});
}

static void end_weather(struct run *run, const struct inject *inject) {
  for (int t = 0; t < run->order.scenario->theatres.count; t++) {
    if (inject->theatre == -1 || inject->theatre == t) {
      run->world->theatres[t].weather = 1;
      fight_stir(run, t);
    }
  }
}

/* Whom the trigger hits: who is addressed, or, where that is nobody or a friend of who acted, who
 * faces him there, or faces the friend. */
static int whom_it_hits(const struct world *world, const struct inject *inject) {
  bool is_hit = inject->to >= 0 && !world_allies(world, inject->actor, inject->to);
  if (is_hit || inject->theatre < 0) {
    return inject->to;
  }
  int opponent = world_opponent(world, inject->theatre, inject->actor);
  return opponent < 0 && inject->to >= 0 ? world_opponent(world, inject->theatre, inject->to)
                                         : opponent;
}

/* He has a crisis on his hands. */
static void begin_crisis(struct world *world, const struct inject *inject) {
  world->crisis_actor = whom_it_hits(world, inject);
  world->crisis_theatre = inject->theatre;
  world->crisis_at = world->now;
}

static void begin(struct run *run, const struct inject *inject, int index, uint32_t cause) {
  switch ((enum inject_kind)inject->kind) {
  case INJECT_ACT:
    begin_act(run, inject, cause);
    break;
  case INJECT_MEETING:
    meeting_enter_all(run->world);
    break;
  case INJECT_ELECTION:
    hold_election(run, inject->actor, index);
    break;
  case INJECT_LEADERSHIP:
    new_leader(run, inject);
    break;
  case INJECT_INDICTMENT:
    run->world->actors[inject->actor].jeopardy = inject->size < 1 ? inject->size : 1;
    break;
  case INJECT_WEATHER:
    turn_weather(run, inject, index);
    break;
  case INJECT_TRIGGER:
    begin_crisis(run->world, inject);
    if (inject->verb >= 0) {
      begin_act(run, inject, cause);
    } else {
      fight_trigger(run, inject->theatre, inject->actor, inject->deaths, inject->civilian, cause);
    }
    break;
  case INJECT_KIND_COUNT:
    break;
  }
}

void exogenous_due(struct run *run, const struct queued *event) {
  const struct inject *inject = inject_at(run, event->index);
  if (event->record == INJECT_ENDS) {
    end_weather(run, inject);
    return;
  }
  if (inject->kind == INJECT_MEETING && !meeting_held(run, event->index)) {
    return;
  }
  struct record *record = run_record(run, RECORD_INJECT, 0);
  if (record == NULL) {
    return;
  }
  record->actor = inject->actor;
  record->target = inject->to;
  record->theatre = inject->theatre;
  record->outcome = inject->kind;
  record->verb = inject->verb;
  record->frames = inject->frames;
  record->size = inject->size;
  record->because = inject->name;
  run_publish(run, record);
  begin(run, inject, event->index, record->id);
  bool is_done = inject->kind == INJECT_ACT || inject->kind == INJECT_TRIGGER;
  if (!is_done) { /* what is done is perceived as an act or an incident of its own */
    perceive_spread(run, record);
  }
}
