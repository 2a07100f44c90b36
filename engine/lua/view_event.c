/* Events: what was perceived, as a table for handlers. */
#include "lua/view.h"

#include "lua/event_kind.h"
#include "lua/proxy.h"
#include "model/schema_words.h"
#include "sim/casus.h"

#include <lauxlib.h>

/* Events are fresh tables: what is nil need not be set. */
static void set_text(lua_State *L, const char *key, const char *value) {
  if (value != NULL) {
    view_text(L, key, value);
  }
}

static void set_id(lua_State *L, const char *key, const struct scenario *scenario, int actor) {
  set_text(L, key, actor < 0 ? NULL : scenario_actor(scenario, actor)->id);
}

/* A set { word = true, ... } of the words whose bits are set. */
static void set_words(lua_State *L, const struct stage *stage, const char *key,
                      const char *const *words, uint32_t bits) {
  if (bits == 0) {
    (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->empty_ref);
    lua_setfield(L, -2, key);
    return;
  }
  lua_createtable(L, 0, 4);
  for (int i = 0; words[i] != NULL; i++) {
    if ((bits >> i & 1) != 0) {
      view_flag(L, words[i], true);
    }
  }
  proxy_wrap(L, "event");
  lua_setfield(L, -2, key);
}

static void set_statement(lua_State *L, const struct stage *stage, const struct record *record) {
  const struct scenario *scenario = stage_scenario(stage);
  const struct statement *said = &record->statement;
  set_words(L, stage, "frames", schema_frames, said->frames);
  set_words(L, stage, "claims", schema_claims, said->claims);
  set_words(L, stage, "demands", schema_demands, said->demands);
  set_words(L, stage, "conditions", schema_provisos, said->provisos);
  set_text(L, "medium", schema_media[said->medium]);
  set_text(L, "consequence", schema_consequences[said->consequence]);
  view_number(L, "register", said->register_level);
  set_text(L, "hat", said->hat == HAT_OFFICE ? "office" : "personal");
  set_id(L, "implied", scenario, said->implied);
}

static void set_violence(lua_State *L, const struct world *world, int actor,
                         const struct record *record) {
  int side = record->theatre < 0 ? -1 : world_side(world, record->theatre, actor);
  double all = record->deaths[0] + record->deaths[1];
  double mine = side < 0 ? 0 : record->deaths[side];
  view_number(L, "gravity", casus_gravity(world->scenario, record));
  view_number(L, "deaths", all);
  view_number(L, "deaths_mine", mine);
  view_number(L, "deaths_rival", side < 0 ? 0 : all - mine);
  view_flag(L, "civilians", record->kind == RECORD_INCIDENT && record->flag);
}

static int organisation_of(const struct scenario *scenario, const struct record *record) {
  for (int i = 0; i < 2; i++) {
    int actor = i == 0 ? record->actor : record->target;
    if (actor >= 0 && scenario_actor(scenario, actor)->kind == ACTOR_ORGANISATION) {
      return actor;
    }
    if (actor >= 0 && scenario_actor(scenario, actor)->kind == ACTOR_OFFICIAL) {
      return scenario_actor(scenario, actor)->organisation;
    }
  }
  return -1;
}

static void push_area(lua_State *L, const struct stage *stage, uint64_t treaties) {
  if (treaties == 0) {
    (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->empty_ref);
    return;
  }
  view_push_treaties(L, stage_scenario(stage), treaties);
  proxy_wrap(L, "event");
}

static void set_place(lua_State *L, const struct stage *stage, const struct record *record) {
  const struct world *world = stage->run->world;
  const struct scenario *scenario = world->scenario;
  int actor = stage->actor;
  bool placed = record->theatre >= 0;
  set_text(L, "at", placed ? scenario_theatre(scenario, record->theatre)->id : NULL);
  view_flag(L, "about_me", placed && world_side(world, record->theatre, actor) >= 0);
  view_number(L, "stake", placed ? world_stake(world, actor, record->theatre) : 0);
  push_area(L, stage, placed ? scenario_theatre(scenario, record->theatre)->in_area : 0);
  lua_setfield(L, -2, "in_area");
}

/* What was asked for, and by whom, in a PROCEDURE record or a procedural act. */
static void set_procedure(lua_State *L, const struct scenario *scenario,
                          const struct record *record) {
  bool procedure = record->kind == RECORD_PROCEDURE;
  bool asked = procedure || record->kind == RECORD_CLAUSE ||
               (record->kind == RECORD_ACT && event_kind(scenario, record) == POLICY_EVENT_REQUEST);
  set_text(L, "step",
           procedure || record->kind == RECORD_MEETING ? schema_results[record->outcome] : NULL);
  set_id(L, "requester", scenario, asked ? record->actor : -1);
}

/* A verb that only has another name goes by the one that policies know. */
static const char *verb_meant(const struct scenario *scenario, int verb) {
  return verb < 0 ? NULL : scenario_verb(scenario, scenario_verb(scenario, verb)->meant)->id;
}

void view_push_event(lua_State *L, struct stage *stage, const struct stimulus *stimulus) {
  const struct world *world = stage->run->world;
  const struct scenario *scenario = world->scenario;
  const struct record *record = world_record(world, stimulus->record);
  int actor = stage->actor;
  bool incident = record->kind == RECORD_INCIDENT;
  luaL_checkstack(L, 12, "event");
  lua_createtable(L, 0,
                  incident ? 32 : 40); /* as many as are set: a power of two more costs time */
  set_text(L, "kind", event_kind_word(event_kind(scenario, record)));
  lua_pushinteger(L, record->at);
  lua_setfield(L, -2, "minute");
  set_text(L, "verb", verb_meant(scenario, record->verb));
  set_id(L, "actor", scenario, incident ? -1 : record->actor); /* who fired is never known */
  set_id(L, "to", scenario, incident ? -1 : record->target);
  view_number(L, "days_ago", (double)(world->now - record->at) / MINUTES_PER_DAY);
  view_flag(L, "public", !record->closed);
  view_number(L, "size", record->size);
  view_number(L, "urgency", stimulus->urgency);
  set_id(L, "organisation", scenario, organisation_of(scenario, record));
  view_flag(L, "aims_at_me", record->target == actor || record->statement.implied == actor);
  set_text(L, "speaker_kind",
           incident || record->actor < 0
               ? NULL
               : schema_actor_kinds[scenario_actor(scenario, record->actor)->kind]);
  if (incident) {
    set_id(L, "blamed", scenario, stimulus->blamed);
    view_number(L, "p_blamed", stimulus->p_initiator);
  } else if (record->kind == RECORD_ENGAGEMENT) { /* nobody mistakes an offensive */
    set_id(L, "blamed", scenario, record->actor);
    view_number(L, "p_blamed", 1);
  }
  if (record->kind == RECORD_ACT) {
    view_number(L, "mid", scenario_verb(scenario, record->verb)->mid_hostility);
    view_flag(L, "civil", record->flag);
    view_flag(L, "alarmed", stimulus->alarmed);
    view_number(L, "p_preparation", stimulus->p_preparation);
  }
  set_place(L, stage, record);
  set_violence(L, world, actor, record);
  set_statement(L, stage, record);
  set_procedure(L, scenario, record);
  proxy_wrap(L, "event");
}

void view_push_vote(lua_State *L, struct stage *stage, int index, int matter) {
  static const char *const asked[] = {"consult", "assist", "refrain"};
  const struct world *world = stage->run->world;
  const struct scenario *scenario = world->scenario;
  const struct procedure_case *open = &world->organisations[index].cases[matter];
  const struct theatre *theatre = scenario_theatre(scenario, open->theatre);
  luaL_checkstack(L, 12, "event");
  lua_createtable(L, 0, 16);
  set_text(L, "kind", "vote");
  set_text(L, "organisation", scenario_organisation(scenario, index)->id);
  set_id(L, "requester", scenario, open->requester);
  set_id(L, "adversary", scenario, open->adversary);
  set_text(L, "at", theatre->id);
  set_text(L, "asked", asked[open->asked]);
  view_number(L, "gravity", open->gravity);
  view_flag(L, "requested", true);
  view_number(L, "stake", world_stake(world, stage->actor, open->theatre));
  view_push_treaties(L, scenario, theatre->in_area);
  proxy_wrap(L, "event");
  lua_setfield(L, -2, "in_area");
  proxy_wrap(L, "event");
}
