/* A small world of two adversaries, a pact and its spokesman, for tests of effects, procedure and
 * fighting.
 *
 * Ruritania (a member of the pact) holds the hills that Bordavia claims; Patronia and Allium are
 * fellow members; Thirdland is a bystander. Time is driven by clash_play, which carries out all
 * phases but perception and review: nobody decides anything here, the tests do. */
#ifndef DEMARCHE_TESTS_CLASH_H
#define DEMARCHE_TESTS_CLASH_H

#include "base/calendar.h"
#include "base/names.h"
#include "sim/believe.h"
#include "sim/effect.h"
#include "sim/fight.h"
#include "sim/procedure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* In order of id. */
enum { ALLIUM, BORDAVIA, PACT, PATRONIA, RURITANIA, SPEAKER, THIRDLAND, CLASH_ACTORS };
enum { HILLS };

enum clash_verb {
  SAY,    /* speech, no militarised effect, commits in public */
  DRILL,  /* tension, readiness, MID 3 */
  SHELL,  /* kills */
  ATTACK, /* four days */
  INVADE, /* without end */
  CEASE,
  MEDIATE,
  INFORM,
  CONSULT,
  REQUEST,
  CALL,
  POSTPONE,
  YES,
  NO,
  ARM,
  CALM,
  CLASH_VERBS
};

struct clash {
  struct arena arena;
  struct scenario scenario;
  struct run run;
  struct err err;
  struct actor actors[CLASH_ACTORS];
  struct voice voices[1];
  struct theatre theatres[1];
  struct force forces[2];
  struct treaty treaties[1];
  struct article articles[2];
  struct organisation organisations[1];
  struct relation relations[CLASH_ACTORS * CLASH_ACTORS];
  struct verb verbs[CLASH_VERBS];
  struct intention intentions[64];
  int intention_count;
  int votes[CLASH_ACTORS]; /* verb each member votes, -1: no answer */
  size_t mark;
};

static inline struct verb *clash_verb(struct clash *clash, int index, const char *id, enum aim aim,
                                      uint32_t needs) {
  struct verb *verb = &clash->verbs[index];
  *verb = (struct verb){.id = id,
                        .about = id,
                        .phrase = id,
                        .domain = DOMAIN_MATERIAL,
                        .publicity = PUBLICITY_PUBLIC,
                        .aim = aim,
                        .needs = needs,
                        .kinds = 15,
                        .mid_hostility = 1,
                        .plover = "",
                        .like = index,
                        .path_class = index};
  return verb;
}

static inline void clash_effect(struct verb *verb, enum effect_kind kind, double size,
                                enum step step) {
  verb->effects[verb->effect_count++] = (struct effect){.kind = kind, .size = size, .step = step};
}

static inline void clash_step(struct clash *clash, int index, const char *id, enum step step) {
  struct verb *verb = clash_verb(clash, index, id, AIM_ORGANISATION, 0);
  verb->domain = DOMAIN_VERBAL;
  verb->publicity = PUBLICITY_EITHER;
  clash_effect(verb, EFFECT_PROCEDURE, 1, step);
}

static inline void clash_verbs(struct clash *clash) {
  struct verb *verb = clash_verb(clash, SAY, "say", AIM_ANY, 0);
  verb->speech = true;
  verb->domain = DOMAIN_VERBAL;
  verb->publicity = PUBLICITY_EITHER;
  verb->rung = 3;
  clash_effect(verb, EFFECT_TENSION, 0.02, STEP_NONE);
  clash_effect(verb, EFFECT_GRIEVANCE, 0.02, STEP_NONE);
  clash_effect(verb, EFFECT_COMMITMENT, 1, STEP_NONE);
  verb = clash_verb(clash, DRILL, "drill", AIM_ADVERSARY, 0);
  verb->mid_hostility = 3;
  verb->rung = 4;
  clash_effect(verb, EFFECT_TENSION, 0.3, STEP_NONE);
  clash_effect(verb, EFFECT_READINESS, 0.4, STEP_NONE);
  clash_effect(verb, EFFECT_APPROVAL, 0.02, STEP_NONE);
  uint32_t party = (uint32_t)NEED_THEATRE | (uint32_t)NEED_PARTY;
  verb = clash_verb(clash, SHELL, "shell", AIM_ADVERSARY, party);
  verb->mid_hostility = 4;
  verb->rung = 7;
  clash_effect(verb, EFFECT_FIRE, 2, STEP_NONE);
  clash_effect(verb, EFFECT_TENSION, 0.1, STEP_NONE);
  verb = clash_verb(clash, ATTACK, "attack", AIM_ADVERSARY, party);
  verb->mid_hostility = 4;
  verb->rung = 9;
  clash_effect(verb, EFFECT_CAMPAIGN, 1, STEP_NONE);
  verb->effects[0].days = 4;
  verb = clash_verb(clash, INVADE, "invade", AIM_ADVERSARY, party);
  verb->mid_hostility = 4;
  verb->rung = 10;
  clash_effect(verb, EFFECT_CAMPAIGN, 1, STEP_NONE);
  verb = clash_verb(clash, CEASE, "cease", AIM_ADVERSARY, (uint32_t)NEED_THEATRE);
  clash_effect(verb, EFFECT_CEASEFIRE, 1, STEP_NONE);
  verb = clash_verb(clash, MEDIATE, "mediate", AIM_THIRD, 0);
  clash_effect(verb, EFFECT_RELIEF, 0.3, STEP_NONE);
  verb = clash_verb(clash, ARM, "arm", AIM_ALLY, 0);
  clash_effect(verb, EFFECT_ARMS, 0.5, STEP_NONE);
  clash_effect(verb, EFFECT_SUPPORT, 1, STEP_ARMS);
  verb = clash_verb(clash, CALM, "calm", AIM_ADVERSARY, 0);
  clash_effect(verb, EFFECT_TENSION, -0.9, STEP_NONE);
  clash_step(clash, INFORM, "inform", STEP_INFORM);
  clash_step(clash, CONSULT, "consult", STEP_CONSULT);
  clash_step(clash, REQUEST, "request", STEP_REQUEST);
  clash_step(clash, CALL, "call", STEP_CALL);
  clash_step(clash, POSTPONE, "postpone", STEP_POSTPONE);
  clash_step(clash, YES, "yes", STEP_APPROVE);
  clash_step(clash, NO, "no", STEP_VETO);
}

static inline void clash_actors(struct clash *clash) {
  static const char *const ids[CLASH_ACTORS] = {"allium",    "bordavia", "pact",     "patronia",
                                                "ruritania", "speaker",  "thirdland"};
  clash->voices[0] = (struct voice){.id = "president", .title = "the President", .authority = 1};
  for (int i = 0; i < CLASH_ACTORS; i++) {
    int kind = i == PACT ? ACTOR_ORGANISATION : i == SPEAKER ? ACTOR_OFFICIAL : ACTOR_STATE;
    clash->actors[i] = (struct actor){.id = ids[i],
                                      .name = ids[i],
                                      .kind = kind,
                                      .policy = "hand",
                                      .capability = 0.01,
                                      .personnel = 50,
                                      .spending = 500,
                                      .approval = 0.5,
                                      .voices = {clash->voices, 1},
                                      .organisation = i == SPEAKER ? PACT : -1,
                                      .nationality = i == SPEAKER ? RURITANIA : -1,
                                      .hash = names_hash(ids[i]),
                                      .organisation_index = i == PACT ? 0 : -1};
  }
}

static inline void clash_places(struct clash *clash) {
  uint64_t members = 1u << ALLIUM | 1u << PATRONIA | 1u << RURITANIA;
  clash->articles[0] =
      (struct article){.id = "consult", .obligation = OBLIGATION_CONSULT, .gravity_min = 1};
  clash->articles[1] = (struct article){
      .id = "assist", .obligation = OBLIGATION_ASSIST, .gravity_min = 3, .on_request = true};
  clash->treaties[0] = (struct treaty){
      .id = "treaty", .name = "the Treaty", .members = members, .articles = {clash->articles, 2}};
  clash->organisations[0] = (struct organisation){.id = "pact",
                                                  .name = "the Pact",
                                                  .members = members,
                                                  .rule = 0,
                                                  .quota = 0.5,
                                                  .treaty = 0,
                                                  .session_hours = 48,
                                                  .actor = PACT,
                                                  .spokesman_actor = SPEAKER};
  clash->forces[0] = (struct force){.id = "bordavia",
                                    .actor = BORDAVIA,
                                    .men = 4000,
                                    .quality = 1,
                                    .readiness = 0.8,
                                    .supply = 1,
                                    .reserve = 3000,
                                    .reserve_hours = 48};
  clash->forces[1] = clash->forces[0];
  clash->forces[1].id = "ruritania";
  clash->forces[1].actor = RURITANIA;
  clash->forces[1].men = 9000;
  clash->theatres[0] = (struct theatre){.id = "hills",
                                        .name = "the Hills",
                                        .holder = RURITANIA,
                                        .claimant = BORDAVIA,
                                        .recognised = 1u << RURITANIA,
                                        .in_area = 1,
                                        .claim = 1,
                                        .incidents = {.rate = 0.5,
                                                      .branching = 0.5,
                                                      .decay_hours = 24,
                                                      .fatal = 0.2,
                                                      .deaths = 0.5,
                                                      .civilian = 0.1},
                                        .forces = {clash->forces, 2},
                                        .terrain = 2};
  for (int i = 0; i < CLASH_ACTORS; i++) {
    clash->theatres[0].salience[i] = i == RURITANIA || i == BORDAVIA ? 1 : 0.3;
  }
}

/* The scenario; change its numbers before clash_start. */
static inline void clash_open(struct clash *clash) {
  memset(clash, 0, sizeof *clash);
  assert_true(arena_map(&clash->arena, (size_t)32 << 20));
  clash_actors(clash);
  clash_verbs(clash);
  clash_places(clash);
  clash->scenario = (struct scenario){.name = "clash",
                                      .title = "Clash",
                                      .days = 90,
                                      .actors = {clash->actors, CLASH_ACTORS},
                                      .organisations = {clash->organisations, 1},
                                      .treaties = {clash->treaties, 1},
                                      .theatres = {clash->theatres, 1},
                                      .verbs = {clash->verbs, CLASH_VERBS},
                                      .relations = clash->relations};
  for (int i = 0; i < CLASH_ACTORS * CLASH_ACTORS; i++) {
    clash->relations[i] = (struct relation){.tension = 0.2};
  }
  for (int i = 0; i < LAG_COUNT; i++) {
    clash->scenario.lags[i] = (struct lag){.median = 12, .spread = 0.5};
  }
  clash->scenario.model = (struct constants){
#define X(field, fallback, low, high, unit, source, confidence, about) .field = (fallback),
      CONSTANT_MAP(X)
#undef X
  };
  for (int i = 0; i < CLASH_ACTORS; i++) {
    clash->votes[i] = -1;
  }
  clash->mark = clash->arena.used;
}

static inline enum err_code clash_vote(void *context, struct run *run, int actor, int organisation,
                                       int matter, struct menu *menu, struct err *err) {
  (void)run;
  (void)organisation;
  (void)matter;
  (void)err;
  const struct clash *clash = context;
  menu->choice_count = 0;
  if (clash->votes[actor] >= 0) {
    struct choice *choice = &menu->choices[menu->choice_count++];
    memset(choice, 0, sizeof *choice);
    choice->definite = true;
    choice->precision = 1;
    choice->option_count = 1;
    choice->options[0].intention = (struct intention){
        .verb = clash->votes[actor], .target = PACT, .theatre = HILLS, .closed = true, .size = 1};
    choice->options[0].intention.statement =
        (struct statement){.voice = -1, .authorised_by = -1, .implied = -1};
  }
  return ERR_OK;
}

/* A new run of the scenario as it stands. */
static inline void clash_start(struct clash *clash, uint64_t seed, int days) {
  arena_rewind(&clash->arena, clash->mark);
  clash->intention_count = 0;
  memset(&clash->run, 0, sizeof clash->run);
  struct run *run = &clash->run;
  run->order.scenario = &clash->scenario;
  run->order.seed = seed;
  run->order.host.context = clash;
  run->order.host.vote = clash_vote;
  run->arena = &clash->arena;
  run->err = &clash->err;
  run->end = (int64_t)days * MINUTES_PER_DAY - 1;
  run->world = world_create(&clash->arena, &clash->scenario, seed, RUN_RECORD_MAX);
  assert_non_null(run->world);
  run->menu = arena_alloc(&clash->arena, sizeof *run->menu);
  assert_non_null(run->menu);
  assert_true(queue_init(&run->queue, &clash->arena, 8192));
  digest_begin(&run->digest);
  believe_begin(run);
  run_schedule(run, &(struct queued){.at = MINUTES_PER_DAY, .phase = PHASE_DAY});
}

static inline void clash_dispatch(struct run *run, const struct queued *event) {
  if (event->phase == PHASE_DAY) {
    effect_home_day(run);
    run_schedule(run,
                 &(struct queued){.at = run->world->now + MINUTES_PER_DAY, .phase = PHASE_DAY});
  } else if (event->phase == PHASE_INCIDENT) {
    fight_incident(run, event->index);
  } else if (event->phase == PHASE_FIGHT) {
    fight_day(run, event->index);
  } else if (event->phase == PHASE_PROCEDURE) {
    procedure_due(run, event->actor, event->index);
  }
}

/* Everything due up to [days] from the start. */
static inline void clash_play(struct clash *clash, double days) {
  struct run *run = &clash->run;
  int64_t until = (int64_t)(days * MINUTES_PER_DAY);
  const struct queued *next = queue_first(&run->queue);
  while (next != NULL && next->at <= until && run->failure == ERR_OK) {
    struct queued event;
    (void)queue_pop(&run->queue, &event);
    run->world->now = event.at;
    clash_dispatch(run, &event);
    next = queue_first(&run->queue);
  }
  assert_int_equal(run->failure, ERR_OK);
  run->world->now = until;
}

/* An event of [actor] doing [verb]; theatre is the hills. Valid until the next start. */
static inline struct queued clash_event(struct clash *clash, int actor, int verb, int target) {
  assert_in_range(clash->intention_count, 0, 63);
  struct intention *intention = &clash->intentions[clash->intention_count];
  *intention = (struct intention){.verb = verb, .target = target, .theatre = HILLS, .size = 1};
  intention->statement = (struct statement){.voice = -1, .authorised_by = -1, .implied = -1};
  return (struct queued){.at = clash->run.world->now,
                         .phase = PHASE_ACT,
                         .actor = actor,
                         .sequence = (uint32_t)++clash->intention_count,
                         .intention = intention};
}

/* The same, alone, now; the result as recorded. */
static inline enum result clash_act(struct clash *clash, int actor, int verb, int target) {
  struct queued event = clash_event(clash, actor, verb, target);
  uint32_t before = clash->run.world->record_count;
  effect_apply(&clash->run, &event, 1);
  assert_int_equal(clash->run.failure, ERR_OK);
  return (enum result)clash->run.world->records[before].outcome;
}

/* How many records of a kind, with that outcome (-1: any), there are. */
static inline int clash_count(const struct clash *clash, enum record_kind kind, int outcome) {
  const struct world *world = clash->run.world;
  int count = 0;
  for (uint32_t id = 1; id <= world->record_count; id++) {
    const struct record *record = world_record(world, id);
    count += record->kind == kind && (outcome < 0 || record->outcome == outcome) ? 1 : 0;
  }
  return count;
}

static inline void clash_close(struct clash *clash) {
  arena_close(&clash->arena);
}

#endif
