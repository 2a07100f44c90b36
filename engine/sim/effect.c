/* Acts of one instant: all are judged, then all take effect, then each is recorded. */
#include "sim/effect.h"

#include "sim/acting.h"
#include "sim/believe.h"
#include "sim/fight.h"
#include "sim/home.h"
#include "sim/perceive.h"

#include "base/calendar.h"
#include "base/trans.h"

#include <assert.h>

enum { HOSTILE_LEVEL = 2 }; /* MID 1 is no militarised act */

static bool comes_before(const struct queued *a, const struct queued *b) {
  return a->actor != b->actor ? a->actor < b->actor : a->sequence < b->sequence;
}

/* Insertion by (actor, sequence): batches are small, and whatever order they came in is forgotten.
 */
static void sort_events(const struct queued **sorted, const struct queued *events, int count) {
  for (int i = 0; i < count; i++) {
    int place = i;
    for (; place > 0 && comes_before(&events[i], sorted[place - 1]); place--) {
      sorted[place] = sorted[place - 1];
    }
    sorted[place] = &events[i];
  }
}

static struct acting prepare(struct run *run, const struct queued *event) {
  const struct scenario *scenario = run->order.scenario;
  const struct intention *intention = event->intention;
  const struct verb *verb = scenario_verb(scenario, intention->verb);
  struct world *world = run->world;
  return (struct acting){
      .run = run,
      .world = world,
      .event = event,
      .intention = intention,
      .verb = verb,
      .actor = event->actor,
      .target = intention->target,
      .theatre = intention->theatre,
      .adversary = acting_adversary(world, event->actor, intention->target, intention->theatre),
      .authority = acting_authority(scenario, event->actor, &intention->statement),
      .closed = verb->publicity == PUBLICITY_CLOSED ||
                (verb->publicity == PUBLICITY_EITHER && intention->closed),
      .legality = effect_legality(world, event->actor, intention),
  };
}

static void write_record(struct acting *acting) {
  bool legal = acting->legality == RESULT_NONE;
  const struct intention *intention = acting->intention;
  struct record *record =
      run_record(acting->run, legal ? RECORD_ACT : RECORD_REFUSED, acting->event->record);
  acting->record = record;
  if (record == NULL) {
    return;
  }
  record->cause2 = acting->event->stimulus;
  record->actor = acting->actor;
  record->target = acting->target;
  record->theatre = acting->theatre;
  record->verb = intention->verb;
  record->outcome = (int)acting->legality;
  record->closed = acting->closed || !legal; /* what was not done nobody sees */
  record->statement = intention->statement;
  record->size = intention->size;
  record->flag = intention->civil;
  record->because = intention->because[0] != '\0' ? intention->because : NULL;
}

/* A spokesman's word about a theatre is what his members then endorse, disown or pass over in
 * silence. */
static void note_warning(struct acting *acting) {
  const struct scenario *scenario = acting->world->scenario;
  if (!acting->verb->speech || acting->closed || acting->theatre < 0 ||
      scenario_actor(scenario, acting->actor)->kind != ACTOR_OFFICIAL) {
    return;
  }
  int organisation = scenario_organisation_of(scenario, acting->actor);
  if (organisation < 0 ||
      scenario_organisation(scenario, organisation)->spokesman_actor != acting->actor) {
    return;
  }
  struct organisation_state *state = &acting->world->organisations[organisation];
  state->warned_at = acting->world->now;
  state->warning = acting->record->id;
  state->endorsed_by = 0;
  state->disowned_by = 0;
}

static void note_hostility(struct acting *acting) {
  if (acting->adversary >= 0 && acting->verb->mid_hostility >= HOSTILE_LEVEL) {
    fight_hostility(acting->world, acting->actor, acting->adversary, acting->verb->mid_hostility,
                    acting->theatre);
  }
  if (acting->adversary >= 0 && acting->verb->mid_hostility >= HOSTILE_LEVEL &&
      !acting->verb->speech) {
    home_redeem(acting->world, acting->actor, acting->adversary, acting->verb->rung);
  }
}

static void carry_out(struct acting *acting) {
  write_record(acting);
  if (acting->record == NULL) {
    return;
  }
  if (acting->legality != RESULT_NONE) {
    run_publish(acting->run, acting->record);
    return;
  }
  acting->world->actors[acting->actor].acts++;
  world_note(acting->world, acting->actor, acting->record->id);
  acting_run(acting, EFFECT_DRAW);
  run_publish(acting->run, acting->record);
  note_hostility(acting);
  note_warning(acting);
  perceive_spread(acting->run, acting->record);
  acting_run(acting, EFFECT_FOLLOW);
  if (acting->theatre >= 0) {
    fight_stir(acting->run, acting->theatre);
  }
}

/* Numbers that several acts may push are summed before any of them is clamped. */
static bool sum_all(struct run *run, struct acting *acts, int count) {
  const struct scenario *scenario = run->order.scenario;
  struct deltas deltas;
  int room = count * acting_deltas_max(scenario->actors.count, scenario->theatres.count);
  size_t mark = run->arena->used;
  if (!deltas_init(&deltas, run->arena, room)) {
    return false;
  }
  for (int i = 0; i < count; i++) {
    if (acts[i].legality == RESULT_NONE) {
      acts[i].deltas = &deltas;
      acting_run(&acts[i], EFFECT_SUM);
      acts[i].deltas = NULL;
    }
  }
  deltas_apply(&deltas);
  arena_rewind(run->arena, mark);
  return true;
}

static void run_stage(struct acting *acts, int count, enum effect_stage stage) {
  for (int i = 0; i < count; i++) {
    if (acts[i].legality == RESULT_NONE) {
      acting_run(&acts[i], stage);
    }
  }
}

void effect_apply(struct run *run, const struct queued *events, int count) {
  size_t mark = run->arena->used;
  struct acting *acts = arena_alloc(run->arena, (size_t)count * sizeof *acts);
  const struct queued **sorted = arena_alloc(run->arena, (size_t)count * sizeof(void *));
  if (acts == NULL || sorted == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  sort_events(sorted, events, count);
  for (int i = 0; i < count; i++) {
    acts[i] = prepare(run, sorted[i]);
  }
  if (!sum_all(run, acts, count)) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  run_stage(acts, count, EFFECT_AGREE);
  run_stage(acts, count, EFFECT_BREACH);
  size_t kept = run->arena->used;
  for (int i = 0; i < count && run->failure == ERR_OK; i++) {
    carry_out(&acts[i]);
  }
  if (run->arena->used == kept) { /* nothing that outlives this instant lies above */
    arena_rewind(run->arena, mark);
  }
}

static double relaxed(double value, double base, double kept) {
  return base + (value - base) * kept;
}

void effect_home_day(struct run *run) {
  struct world *world = run->world;
  const struct scenario *scenario = run->order.scenario;
  const struct constants *model = &scenario->model;
  int count = scenario->actors.count;
  int today = (int)(world->now / MINUTES_PER_DAY) + 1;
  double tension_kept = trans_exp(-1 / model->tension_decay_days);
  double grievance_kept = trans_exp(-1 / model->grievance_decay_days);
  for (int i = 0; i < count * count; i++) {
    struct dyad *dyad = &world->dyads[i];
    if (dyad->tension != dyad->tension_base) {
      dyad->tension = relaxed(dyad->tension, dyad->tension_base, tension_kept);
    }
    if (dyad->grievance != scenario->relations[i].grievance) {
      dyad->grievance = relaxed(dyad->grievance, scenario->relations[i].grievance, grievance_kept);
    }
    if (dyad->hostility > 1) {
      dyad->hostility = fight_standing_level(dyad->level_day, today, model->hostility_days);
    }
  }
  for (int actor = 0; actor < count; actor++) {
    home_day(run, actor);
  }
  fight_count_day(world);
  for (int theatre = 0; theatre < scenario->theatres.count; theatre++) {
    fight_theatre_day(run, theatre);
  }
}
