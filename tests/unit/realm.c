/* The realm. */
#include "unit/realm.h"

#include "host/bundle_read.h"

#include <stdio.h>
#include <stdlib.h>

static const char idle[] = "return policy { decide = function() end }\n";

static const char realm_head[] =
    "local function state(name, capability, policy) return { name = name, policy = policy,\n"
    "  capability = capability, approval = 0.5, readiness = 'alert' } end\n"
    "local a = state('Arcadia', 0.1, 'status_quo_defender')\n"
    "local b = state('Borduria', 0.2, 'revisionist_claimant')\n"
    "a.voices = { president = { title = 'the President', kind = 'leader', authority = 1 },\n"
    "  village = { title = 'the village', kind = 'local', authority = 0.1 } }\n"
    "local c = state('Cascara', 0.4, 'alliance_patron')\n"
    "local e = state('Elbonia', 0.3, 'mediator')\n"
    "b.nuclear = true\n";

static const char realm_tail[] =
    "local function place(name, area) return { name = name, holder = 'AAA', claimant = 'BBB',\n"
    "  claim = 0.8, in_area = area, recognised = { 'AAA' },\n"
    "  favours_holder = { 'self_determination' }, favours_claimant = { 'territorial_integrity' },\n"
    "  salience = { AAA = 1, BBB = 1, CCC = 0.8, DDD = 0.6, EEE = 0.5 },\n"
    "  incident_rate = 0, incident_branching = 0, incident_civilian = 0,\n"
    "  forces = { AAA = { men = 5000, supply = 0.5, reserve = 2000, reserve_hours = 48 },\n"
    "   BBB = { men = 6000, supply = 0.5, reserve = 4000, reserve_hours = 48 },\n"
    "   CCC = { beside = 'AAA', men = 0, reserve = 1000, reserve_hours = 48 } } } end\n"
    "return scenario { name = 'realm', epoch = '2020-03-01', days = 90,\n"
    " actors = { AAA = a, BBB = b, CCC = c, DDD = state('Drusia', 0.05, 'hedging_ally'), EEE = e,\n"
    "  FFF = state('Freedonia', 0.1, 'idle') },\n"
    " treaties = { pact = { name = 'the Pact', members = { 'AAA', 'CCC', 'DDD' },\n"
    "  articles = { art1 = { obligation = 'consult' }, art2 = { obligation = 'assist' } } } },\n"
    " organisations = { ORG = { name = 'the Organisation', treaty = 'pact',\n"
    "  members = { 'AAA', 'CCC', 'DDD' },\n"
    "  spokesman = { id = 'SPK', name = 'the Speaker', nationality = 'DDD', mandate = 0.3,\n"
    "   jeopardy = 0.4, policy = 'institution_spokesman' } } },\n"
    " theatres = { border = place('the border', { 'pact' }), line = place('the line', {}) },\n"
    " relations = { AAA = { BBB = { tension = 0.3, grievance = 0.2, trade = 0.2, both = true },\n"
    "   EEE = { trade = 0.4 } }, DDD = { AAA = { trade = 0.5 } } },\n"
    " injects = { { at = '2020-03-11', event = 'meeting', actor = 'AAA',\n"
    "   attendees = { 'AAA', 'BBB', 'CCC', 'DDD' }, name = 'summit' } } }\n";

static void add_text(struct source_set *sources, struct source *items, const char *name,
                     const char *text) {
  items[sources->count++] =
      (struct source){.name = name, .path = name, .bytes = text, .length = strlen(text)};
}

void realm_open(struct realm *realm) {
  realm_open_with(realm, "");
}

void realm_open_with(struct realm *realm, const char *changes) {
  static char text[sizeof realm_head + sizeof realm_tail + REALM_CHANGES];
  static struct faults faults;
  struct shipped shipped = {.scripts = SOURCE_DIR "/scripts", .scenarios = SOURCE_DIR "/scenarios"};
  struct source_set scripts = {0};
  faults = (struct faults){.count = 0};
  memset(realm, 0, sizeof *realm);
  arena_open_blocks(&realm->stage_arena, (size_t)256 << 20);
  arena_open_blocks(&realm->notes, (size_t)64 << 20);
  arena_open_blocks(&realm->files, (size_t)16 << 20);
  assert_true(arena_map(&realm->runs, (size_t)32 << 20));
  assert_int_equal(bundle_add_scripts(&scripts, &realm->files, &shipped, &realm->err), ERR_OK);
  struct source *items = arena_zeroed(&realm->files, (size_t)scripts.count + 2, sizeof *items);
  assert_non_null(items);
  memcpy(items, scripts.items, (size_t)scripts.count * sizeof *items);
  struct source_set sources = {.items = items, .count = scripts.count};
  assert_in_range(strlen(changes), 0, REALM_CHANGES - 1);
  (void)snprintf(text, sizeof text, "%s%s\n%s", realm_head, changes, realm_tail);
  add_text(&sources, items, "scenario/scenario.lua", text);
  add_text(&sources, items, "scenario/idle.lua", idle);
  if (stage_load(&realm->stage, &realm->stage_arena, &realm->notes, &sources, NULL, 0, &faults) !=
      ERR_OK) {
    fail_msg("%s: %s", faults.items[0].where, faults.items[0].text);
  }
  realm->scenario = stage_loaded(realm->stage)->scenario;
  assert_int_equal(realm->scenario->actors.count, REALM_ACTORS);
  assert_int_equal(scenario_find_actor(realm->scenario, "SPK"), SPK);
}

void realm_close(struct realm *realm) {
  stage_close(realm->stage);
  arena_close(&realm->stage_arena);
  arena_close(&realm->notes);
  arena_close(&realm->files);
  arena_close(&realm->runs);
}

void realm_start(struct realm *realm, uint64_t seed) {
  arena_rewind(&realm->runs, 0);
  realm->intention_count = 0;
  memset(&realm->run, 0, sizeof realm->run);
  struct run *run = &realm->run;
  run->order.scenario = realm->scenario;
  run->order.seed = seed;
  run->arena = &realm->runs;
  run->err = &realm->err;
  run->end = (int64_t)realm->scenario->days * MINUTES_PER_DAY - 1;
  run->world = world_create(&realm->runs, realm->scenario, seed, RUN_RECORD_MAX);
  assert_non_null(run->world);
  run->menu = arena_alloc(&realm->runs, sizeof *run->menu);
  assert_non_null(run->menu);
  assert_true(queue_init(&run->queue, &realm->runs, 1024));
  digest_begin(&run->digest);
  believe_begin(run);
  meeting_enter_all(run->world);
}

struct intention *realm_intend(struct realm *realm, const char *verb, int target, int theatre) {
  int index = scenario_find_verb(realm->scenario, verb);
  if (index < 0) {
    fail_msg("there is no verb \"%s\"", verb);
  }
  assert_in_range(realm->intention_count, 0, REALM_INTENTIONS - 1);
  struct intention *intention = &realm->intentions[realm->intention_count++];
  *intention = (struct intention){.verb = index, .target = target, .theatre = theatre, .size = 1};
  int level = scenario_verb(realm->scenario, index)->register_default;
  intention->statement = (struct statement){
      .register_level = (int8_t)level, .voice = -1, .authorised_by = -1, .implied = -1};
  return intention;
}

const struct record *realm_act(struct realm *realm, int actor, const struct intention *intention) {
  const struct queued event = {
      .at = realm->run.world->now, .phase = PHASE_ACT, .actor = actor, .intention = intention};
  uint32_t before = realm->run.world->record_count;
  effect_apply(&realm->run, &event, 1);
  if (realm->run.failure != ERR_OK) {
    fail_msg("%s", realm->err.text);
  }
  return world_record(realm->run.world, before + 1);
}

const struct record *realm_do(struct realm *realm, int actor, const char *verb, int target,
                              int theatre) {
  const struct record *record = realm_act(realm, actor, realm_intend(realm, verb, target, theatre));
  if (record->kind != RECORD_ACT) {
    fail_msg("%s: %s", verb, record_result_word((enum result)record->outcome));
  }
  return record;
}

uint64_t realm_set(const char *letters) {
  uint64_t set = 0;
  for (; *letters != '\0'; letters++) {
    int actor = *letters == 'O' ? ORG : *letters == 'S' ? SPK : *letters - 'A';
    assert_in_range(actor, 0, REALM_ACTORS - 1);
    set |= UINT64_C(1) << actor;
  }
  return set;
}

uint64_t realm_told(const struct realm *realm, const struct record *record) {
  uint64_t set = 0;
  const struct queue *queue = &realm->run.queue;
  for (uint32_t i = 0; i < queue->count; i++) {
    if (queue->heap[i].phase == PHASE_PERCEIVE && queue->heap[i].record == record->id) {
      set |= UINT64_C(1) << queue->heap[i].actor;
    }
  }
  return set;
}
