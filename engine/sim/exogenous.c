/* Exogenous events of a run, from the scenario's calendar. */
#include "sim/exogenous.h"

#include "sim/fight.h"
#include "sim/perceive.h"

#include <string.h>

/* A meeting stays open to its attendees for two days: delegations talk after the leaders have left.
 */
enum { INJECT_ENDS = 1, MEETING_TAIL = 2 * MINUTES_PER_DAY };

static int64_t minute_of(const struct run *run, const struct inject *inject) {
  return inject->at - run->order.scenario->epoch;
}

static void enter_meeting(struct world *world, uint64_t attendees, int64_t at) {
  int count = world->scenario->actors.count;
  for (int i = 0; i < count * count; i++) {
    int a = i / count;
    int b = i % count;
    if (a != b && (attendees >> a & 1) != 0 && (attendees >> b & 1) != 0) {
      world_dyad(world, a, b)->meeting_at = at;
    }
  }
}

/* The next meeting of each two attendees, from now on. Known beforehand: it is on the calendar. */
static void enter_meetings(struct run *run) {
  const struct scenario *scenario = run->order.scenario;
  int count = scenario->actors.count;
  for (int i = 0; i < count * count; i++) {
    run->world->dyads[i].meeting_at = -1;
  }
  for (int i = scenario->injects.count - 1; i >= 0; i--) {
    const struct inject *inject = scenario_inject(scenario, i);
    int64_t at = minute_of(run, inject);
    if (inject->kind != INJECT_MEETING || at + MEETING_TAIL <= run->world->now) {
      continue;
    }
    enter_meeting(run->world, inject->attendees, at);
  }
}

void exogenous_begin(struct run *run) {
  const struct scenario *scenario = run->order.scenario;
  for (int i = 0; i < scenario->injects.count; i++) {
    int64_t at = minute_of(run, scenario_inject(scenario, i));
    if (at >= 0) {
      run_schedule(run, &(struct queued){.at = at, .phase = PHASE_INJECT, .index = i});
    }
  }
  enter_meetings(run);
}

static void begin_drill(struct run *run, const struct inject *inject, uint32_t cause) {
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
  intention->statement =
      (struct statement){.frames = inject->frames, .voice = -1, .authorised_by = -1, .implied = -1};
  run_schedule(run, &(struct queued){.at = run->world->now,
                                     .phase = PHASE_ACT,
                                     .actor = inject->actor,
                                     .record = cause,
                                     .intention = intention});
}

/* A new leader is not bound by what the last one said in public. */
static void new_leader(struct run *run, int actor) {
  struct actor_state *state = &run->world->actors[actor];
  state->commitment_count = 0;
  state->approval = scenario_actor(run->order.scenario, actor)->approval;
}

/* Voters dismiss a leader with a probability equal to disapproval. */
static void hold_election(struct run *run, int actor, int index) {
  struct rng_key key =
      run_key(run, scenario_actor(run->order.scenario, actor)->hash, RNG_RESPONSE, (uint32_t)index);
  if (rng_uniform(&key, 0) > run->world->actors[actor].approval) {
    new_leader(run, actor);
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

static void begin(struct run *run, const struct inject *inject, int index, uint32_t cause) {
  switch ((enum inject_kind)inject->kind) {
  case INJECT_ACT:
    begin_drill(run, inject, cause);
    break;
  case INJECT_MEETING:
    enter_meetings(run);
    break;
  case INJECT_ELECTION:
    hold_election(run, inject->actor, index);
    break;
  case INJECT_LEADERSHIP:
    new_leader(run, inject->actor);
    break;
  case INJECT_WEATHER:
    turn_weather(run, inject, index);
    break;
  case INJECT_KIND_COUNT:
    break;
  }
}

void exogenous_due(struct run *run, const struct queued *event) {
  const struct inject *inject = scenario_inject(run->order.scenario, event->index);
  if (event->record == INJECT_ENDS) {
    end_weather(run, inject);
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
  record->verb = inject->kind == INJECT_ACT ? inject->verb : -1;
  record->frames = inject->frames;
  record->size = inject->size;
  record->because = inject->name;
  run_publish(run, record);
  begin(run, inject, event->index, record->id);
  if (inject->kind != INJECT_ACT) { /* the drill itself is perceived as an act */
    perceive_spread(run, record);
  }
}
