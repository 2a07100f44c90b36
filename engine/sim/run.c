/* The run: the event queue is emptied in total order until the last day is over. */
#include "sim/run.h"

#include "sim/attend.h"
#include "sim/believe.h"
#include "sim/effect.h"
#include "sim/exogenous.h"
#include "sim/fight.h"
#include "sim/measure.h"
#include "sim/perceive.h"
#include "sim/procedure.h"
#include "sim/series.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { QUEUE_ROOM = 8192, BATCH_MAX = 128 };

void run_fail(struct run *run, enum err_code code, const char *format, ...) {
  assert(code != ERR_OK);
  if (run->failure != ERR_OK) {
    return;
  }
  char text[ERR_TEXT_MAX];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  run->failure = err_set(run->err, code, NULL, "%s", text);
}

struct record *run_record(struct run *run, enum record_kind kind, uint32_t cause) {
  struct world *world = run->world;
  if (run->failure != ERR_OK) {
    return NULL;
  }
  if (world->record_count == RUN_RECORD_MAX) {
    run_fail(run, ERR_LIMIT, "event storm on day %d: %d records; expected at most %d",
             (int)(world->now / 1440), RUN_RECORD_MAX, RUN_RECORD_MAX);
    return NULL;
  }
  struct record *record = &world->records[world->record_count++];
  *record = (struct record){.id = world->record_count,
                            .cause = cause,
                            .at = world->now,
                            .kind = kind,
                            .actor = -1,
                            .target = -1,
                            .theatre = -1,
                            .verb = -1};
  record->statement.voice = -1;
  record->statement.authorised_by = -1;
  record->statement.implied = -1;
  return record;
}

void run_publish(struct run *run, const struct record *record) {
  if (run->failure != ERR_OK) {
    return;
  }
  record_digest(&run->digest, run->order.scenario, record);
  if (run->order.sink != NULL) {
    run->failure = run->order.sink(run->order.sink_context, record, run->err);
  }
}

struct rng_key run_key(const struct run *run, uint32_t who, uint32_t purpose, uint32_t occasion) {
  return (struct rng_key){
      .seed = run->order.seed, .who = who, .purpose = purpose, .occasion = occasion};
}

/* FNV-1a over four words. */
static uint32_t mix(uint32_t hash, uint32_t word) {
  for (int i = 0; i < 4; i++) {
    hash = (hash ^ (word >> (8 * i) & 0xFF)) * 16777619u;
  }
  return hash;
}

uint32_t run_draw(const struct scenario *scenario, const struct record *record) {
  uint32_t hash = mix(2166136261u, (uint32_t)record->kind);
  hash = mix(hash, record->verb < 0 ? 0 : scenario_verb(scenario, record->verb)->hash);
  hash = mix(hash, record->actor < 0 ? 0 : scenario_actor(scenario, record->actor)->hash);
  return mix(hash, record->theatre < 0 ? 0 : scenario_theatre(scenario, record->theatre)->hash);
}

void run_schedule(struct run *run, const struct queued *event) {
  assert(event->at >= run->world->now);
  if (run->failure == ERR_OK && event->at <= run->end && !queue_push(&run->queue, event)) {
    run_fail(run, ERR_LIMIT, "event storm on day %d: %d events waiting; expected at most %d",
             (int)(run->world->now / 1440), QUEUE_ROOM, QUEUE_ROOM);
  }
}

/* Acts due at one instant are settled together, so that nobody's name comes first. */
static void settle_acts(struct run *run, const struct queued *first) {
  struct queued batch[BATCH_MAX];
  int count = 0;
  batch[count++] = *first;
  const struct queued *next = queue_first(&run->queue);
  while (next != NULL && next->at == first->at && next->phase == PHASE_ACT) {
    if (count == BATCH_MAX) {
      run_fail(run, ERR_LIMIT, "day %d: more than %d acts at one instant", (int)(first->at / 1440),
               BATCH_MAX);
      return;
    }
    (void)queue_pop(&run->queue, &batch[count++]);
    next = queue_first(&run->queue);
  }
  effect_apply(run, batch, count);
}

static void begin_day(struct run *run) {
  effect_home_day(run);
  run_schedule(run, &(struct queued){.at = run->world->now + MINUTES_PER_DAY, .phase = PHASE_DAY});
}

static void dispatch(struct run *run, const struct queued *event) {
  switch (event->phase) {
  case PHASE_DAY:
    series_take(run, (int)(event->at / MINUTES_PER_DAY));
    begin_day(run);
    break;
  case PHASE_INJECT:
    exogenous_due(run, event);
    break;
  case PHASE_INCIDENT:
    fight_incident(run, event->index);
    break;
  case PHASE_ACT:
    settle_acts(run, event);
    break;
  case PHASE_FIGHT:
    fight_day(run, event->index);
    break;
  case PHASE_PROCEDURE:
    procedure_due(run, event->actor, event->index);
    break;
  case PHASE_PERCEIVE:
    perceive_arrive(run, event->actor, event->record);
    break;
  case PHASE_REVIEW:
    attend_review(run);
    break;
  }
}

static enum err_code prepare(struct run *run, struct arena *arena, const struct run_order *order) {
  run->world = world_create(arena, order->scenario, order->seed, RUN_RECORD_MAX);
  run->menu = arena_alloc(arena, sizeof *run->menu);
  if (run->world == NULL || run->menu == NULL || !queue_init(&run->queue, arena, QUEUE_ROOM)) {
    return err_set(run->err, ERR_LIMIT, NULL, "the run needs more memory than its arena has");
  }
  int days = order->days > 0 ? order->days : order->scenario->days;
  run->end = (int64_t)days * MINUTES_PER_DAY - 1;
  digest_begin(&run->digest);
  run->has_doubles = attend_has_doubles(order->scenario);
  return ERR_OK;
}

/* What the adversaries believe before anything has happened: measures compare the end with it. */
static bool note_credence(struct run *run) {
  const struct world *world = run->world;
  int theatres = run->order.scenario->theatres.count;
  run->credence =
      arena_zeroed(run->arena, (size_t)(world->pledge_count * theatres) + 1, sizeof *run->credence);
  for (int p = 0; run->credence != NULL && p < world->pledge_count; p++) {
    for (int t = 0; t < theatres; t++) {
      if (world_side(world, t, world->pledges[p].beneficiary) >= 0) {
        run->credence[p * theatres + t] = measure_credence(world, p, t);
      }
    }
  }
  return run->credence != NULL;
}

static void begin_events(struct run *run) {
  exogenous_begin(run);
  run_schedule(run, &(struct queued){.at = MINUTES_PER_DAY, .phase = PHASE_DAY});
  fight_begin(run);
  attend_begin(run);
}

enum err_code run_execute(struct arena *arena, const struct run_order *order,
                          struct run_result *result, struct err *err) {
  struct run *run = arena_alloc(arena, sizeof *run);
  if (run == NULL) {
    return err_set(err, ERR_LIMIT, NULL, "the run needs more memory than its arena has");
  }
  memset(run, 0, sizeof *run);
  run->order = *order;
  run->arena = arena;
  run->err = err;
  enum err_code rc = prepare(run, arena, order);
  if (rc != ERR_OK) {
    return rc;
  }
  believe_begin(run);
  if (!note_credence(run)) {
    return err_set(err, ERR_LIMIT, NULL, "the run needs more memory than its arena has");
  }
  series_begin(run);
  if (!order->idle) {
    begin_events(run);
  }
  struct queued event;
  while (run->failure == ERR_OK && queue_pop(&run->queue, &event)) {
    run->world->now = event.at;
    dispatch(run, &event);
  }
  if (run->failure == ERR_OK) {
    run->world->now = run->end;
    series_take(run, (int)((run->end + 1) / MINUTES_PER_DAY));
    measure_all(run, result);
    series_give(run, result);
  }
  if (run->failure == ERR_OK) {
    digest_text_of(&run->digest, result->digest);
    result->days = (int)((run->end + 1) / MINUTES_PER_DAY);
  }
  return run->failure;
}
