/* The view as a whole: what is static, and what is set at each waking. */
#include "lua/view.h"

#include "base/calendar.h"
#include "lua/binding.h"
#include "lua/budget.h"
#include "lua/proxy.h"
#include "model/schema_words.h"
#include "sim/home.h"

#include <lauxlib.h>

void view_number(lua_State *L, const char *key, double value) {
  lua_pushnumber(L, value);
  lua_setfield(L, -2, key);
}

void view_flag(lua_State *L, const char *key, bool value) {
  lua_pushboolean(L, value);
  lua_setfield(L, -2, key);
}

void view_text(lua_State *L, const char *key, const char *value) {
  lua_pushstring(L, value); /* NULL pushes nil */
  lua_setfield(L, -2, key);
}

void view_id(lua_State *L, const char *key, const struct scenario *scenario, int actor) {
  view_text(L, key, actor < 0 ? NULL : scenario_actor(scenario, actor)->id);
}

void view_push_ids(lua_State *L, const struct scenario *scenario, uint64_t bits) {
  lua_Integer count = 0;
  lua_newtable(L);
  for (int i = 0; i < scenario->actors.count; i++) {
    if ((bits >> i & 1) != 0) {
      lua_pushstring(L, scenario_actor(scenario, i)->id);
      lua_rawseti(L, -2, ++count);
    }
  }
}

void view_push_treaties(lua_State *L, const struct scenario *scenario, uint64_t bits) {
  lua_newtable(L);
  for (int i = 0; i < scenario->treaties.count; i++) {
    if ((bits >> i & 1) != 0) {
      view_flag(L, scenario_treaty(scenario, i)->id, true);
    }
  }
}

void view_push_cached(lua_State *L, int ref, int key, const char *what) {
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
  if (lua_rawgeti(L, -1, key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 2, 0);
    lua_createtable(L, 0, 32);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, 2);
    proxy_wrap(L, what);
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, key);
  }
  (void)lua_rawgeti(L, -1, 1);
  (void)lua_rawgeti(L, -2, 2);
  lua_remove(L, -3);
  lua_remove(L, -3);
}

/* --- static parts ------------------------------------------------------------------------------
 */

static void push_actors(lua_State *L, const struct scenario *scenario) {
  lua_createtable(L, 0, scenario->actors.count);
  for (int i = 0; i < scenario->actors.count; i++) {
    const struct actor *actor = scenario_actor(scenario, i);
    lua_createtable(L, 0, 7);
    view_text(L, "id", actor->id);
    view_text(L, "name", actor->name);
    view_text(L, "adjective", actor->adjective);
    view_text(L, "kind", schema_actor_kinds[actor->kind]);
    view_number(L, "capability", actor->capability);
    view_flag(L, "nuclear", actor->nuclear);
    proxy_wrap(L, "view.actors");
    lua_setfield(L, -2, actor->id);
  }
  proxy_wrap(L, "view.actors");
}

static void push_noise(lua_State *L, const struct constants *model) {
  lua_createtable(L, 0, 3);
  view_number(L, "target", model->lambda_target);
  view_number(L, "rung", model->lambda_rung);
  view_number(L, "verb", model->lambda_verb);
  proxy_wrap(L, "view.noise");
}

static void push_index(lua_State *L, const struct scenario *scenario) {
  lua_createtable(L, 0, scenario->actors.count);
  for (int i = 0; i < scenario->actors.count; i++) {
    lua_pushinteger(L, i + 1);
    lua_setfield(L, -2, scenario_actor(scenario, i)->id);
  }
}

static int keep(lua_State *L) {
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* --- the inbox ---------------------------------------------------------------------------------
 */

void view_push_inbox_event(lua_State *L, struct stage *stage, int position) {
  const struct actor_state *state = &stage->run->world->actors[stage->actor];
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->events_ref);
  if (lua_rawgeti(L, -1, position) == LUA_TNIL) {
    lua_pop(L, 1);
    view_push_event(L, stage, &state->inbox[stage->ready[position - 1]]);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, position);
  }
  lua_remove(L, -2);
}

/* Reader of what is not in the view's table: the inbox, which is put into it when it is first asked
 * for, since handlers are given their events one by one. */
static int read_inbox(lua_State *L) {
  struct stage *stage = stage_of(L);
  bool all = proxy_wants_all(L, 2);
  budget_charge(L, 1);
  if (!all && !lua_rawequal(L, 2, lua_upvalueindex(2))) {
    return 0;
  }
  luaL_checkstack(L, 24, "view");
  lua_createtable(L, stage->ready_count, 0);
  for (int i = 1; i <= stage->ready_count; i++) {
    view_push_inbox_event(L, stage, i);
    lua_rawseti(L, -2, i);
  }
  proxy_wrap(L, "view.inbox");
  lua_pushvalue(L, -1);
  lua_setfield(L, 1, "inbox");
  lua_pushvalue(L, all ? 1 : -1);
  return 1;
}

/* The metatable of the view's table. */
static void push_inbox_reader(lua_State *L, struct stage *stage) {
  lua_createtable(L, 0, 1);
  lua_pushlightuserdata(L, stage);
  lua_pushliteral(L, "inbox");
  lua_pushcclosure(L, read_inbox, 2);
  lua_setfield(L, -2, "__index");
}

/* The view's table is on top of the stack. */
static void forget_inbox(lua_State *L, const struct stage *stage) {
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->events_ref);
  for (int i = 1; i <= HANDLED_MAX; i++) {
    lua_pushnil(L);
    lua_rawseti(L, -2, i);
  }
  lua_pop(L, 1);
  view_text(L, "inbox", NULL);
}

/* --- opening -----------------------------------------------------------------------------------
 */

void view_open(lua_State *L, struct stage *stage) {
  const struct scenario *scenario = stage_scenario(stage);
  size_t actors = (size_t)scenario->actors.count;
  stage->dyad_fresh = arena_zeroed(stage->arena, actors * actors, sizeof *stage->dyad_fresh);
  if (stage->dyad_fresh == NULL) {
    (void)luaL_error(L, "the scenario does not fit its memory");
  }
  push_index(L, scenario);
  stage->ids_ref = keep(L);
  lua_newtable(L);
  stage->dyads_ref = keep(L);
  lua_newtable(L);
  stage->theatres_ref = keep(L);
  lua_newtable(L);
  stage->treaties_ref = keep(L);
  lua_newtable(L);
  stage->lists_ref = keep(L);
  lua_createtable(L, HANDLED_MAX, 0);
  stage->events_ref = keep(L);
  stage->dated = -1;
  view_open_events(L);
  view_open_world(L);
  view_open_organisations(L);
  lua_createtable(L, 0, 24);
  binding_register(L, stage, "view");
  push_noise(L, &scenario->model);
  lua_setfield(L, -2, "noise");
  push_actors(L, scenario);
  lua_setfield(L, -2, "actors");
  push_inbox_reader(L, stage);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  stage->view_ref = keep(L);
  proxy_wrap(L, "view");
  stage->view_proxy_ref = keep(L);
}

/* --- what changes from actor to actor ----------------------------------------------------------
 */

static uint64_t allies_of(const struct world *world, int actor) {
  uint64_t bits = 0;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    bits |= world_allies(world, actor, i) ? UINT64_C(1) << i : 0;
  }
  return bits;
}

static uint64_t adversaries_of(const struct world *world, int actor) {
  uint64_t bits = 0;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    bits |= i != actor && world_adversaries(world, actor, i) ? UINT64_C(1) << i : 0;
  }
  return bits;
}

static uint64_t clients_of(const struct world *world, int actor) {
  uint64_t bits = 0;
  for (int p = 0; p < world->pledge_count; p++) {
    bits |= world->pledges[p].helper == actor ? UINT64_C(1) << world->pledges[p].beneficiary : 0;
  }
  return bits;
}

/* The most capable ally, if it is more capable than the actor itself. */
static int patron_of(const struct world *world, int actor, uint64_t allies) {
  int best = -1;
  double most = scenario_actor(world->scenario, actor)->capability;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    double here = scenario_actor(world->scenario, i)->capability;
    if ((allies >> i & 1) != 0 && here > most) {
      best = i;
      most = here;
    }
  }
  return best;
}

static void push_theatres(lua_State *L, const struct world *world, int actor, bool own) {
  lua_Integer count = 0;
  lua_newtable(L);
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    bool wanted = own ? world_side(world, t, actor) >= 0 : world_stake(world, actor, t) > 0;
    if (wanted) {
      lua_pushstring(L, scenario_theatre(world->scenario, t)->id);
      lua_rawseti(L, -2, ++count);
    }
  }
}

static void push_organisations(lua_State *L, const struct world *world, int actor) {
  const struct scenario *scenario = world->scenario;
  lua_Integer count = 0;
  lua_newtable(L);
  for (int i = 0; i < scenario->organisations.count; i++) {
    const struct organisation *organisation = scenario_organisation(scenario, i);
    if ((world->organisations[i].members >> actor & 1) != 0 ||
        organisation->spokesman_actor == actor) {
      lua_pushstring(L, organisation->id);
      lua_rawseti(L, -2, ++count);
    }
  }
}

static void set_frozen(lua_State *L, const char *key) {
  proxy_wrap(L, "view");
  lua_setfield(L, -2, key);
}

/* { ministry = true, local = true, ... }: the kinds of voice that it has. */
static void push_voices(lua_State *L, const struct actor *actor) {
  lua_newtable(L);
  for (int i = 0; i < actor->voices.count; i++) {
    view_flag(L, schema_voice_kinds[((const struct voice *)actor->voices.items)[i].kind], true);
  }
}

static void push_me(lua_State *L, const struct world *world, int index) {
  const struct scenario *scenario = world->scenario;
  const struct actor *actor = scenario_actor(scenario, index);
  lua_createtable(L, 0, 20);
  view_text(L, "id", actor->id);
  view_text(L, "name", actor->name);
  view_text(L, "kind", schema_actor_kinds[actor->kind]);
  view_number(L, "capability", actor->capability);
  view_id(L, "organisation", scenario, actor->organisation);
  push_voices(L, actor);
  set_frozen(L, "voices");
  lua_newtable(L);
  for (int i = 0; schema_frames[i] != NULL; i++) {
    if ((actor->upholds >> i & 1) != 0) {
      view_flag(L, schema_frames[i], true);
    }
  }
  set_frozen(L, "upholds");
  push_theatres(L, world, index, true);
  set_frozen(L, "conflicts");
  lua_newtable(L);
  for (int t = 0; t < scenario->theatres.count; t++) {
    view_number(L, scenario_theatre(scenario, t)->id, world_stake(world, index, t));
  }
  set_frozen(L, "stakes");
}

/* The table of one actor's lists: { me table, me proxy, allies, ... }, made at its first waking in
 * a run. */
static void push_lists(lua_State *L, const struct stage *stage) {
  const struct world *world = stage->run->world;
  int actor = stage->actor;
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->lists_ref);
  if (lua_rawgeti(L, -1, actor + 1) == LUA_TTABLE) {
    lua_remove(L, -2);
    return;
  }
  lua_pop(L, 1);
  uint64_t allies = allies_of(world, actor);
  lua_createtable(L, 0, 12);
  push_me(L, world, actor);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "me_table");
  set_frozen(L, "me");
  view_push_ids(L, world->scenario, allies);
  set_frozen(L, "allies");
  view_push_ids(L, world->scenario, adversaries_of(world, actor));
  set_frozen(L, "adversaries");
  view_push_ids(L, world->scenario, clients_of(world, actor));
  set_frozen(L, "clients");
  view_id(L, "patron", world->scenario, patron_of(world, actor, allies));
  push_theatres(L, world, actor, false);
  set_frozen(L, "theatres");
  push_organisations(L, world, actor);
  set_frozen(L, "organisations");
  lua_pushvalue(L, -1);
  lua_rawseti(L, -3, actor + 1);
  lua_remove(L, -2);
}

/* What open public commitments would cost if they were all backed down from now. */
static double open_cost(const struct world *world, const struct actor_state *state) {
  double cost = 0;
  for (int i = 0; i < state->commitment_count; i++) {
    const struct commitment *commitment = &state->commitments[i];
    if (commitment->open) {
      double days = (double)(world->now - commitment->at) / MINUTES_PER_DAY;
      cost += home_audience_cost(&world->scenario->model, commitment->rung, days);
    }
  }
  return cost;
}

static void refresh_me(lua_State *L, const struct world *world, int actor) {
  const struct actor_state *state = &world->actors[actor];
  (void)lua_getfield(L, -1, "me_table");
  view_id(L, "nationality", world->scenario, state->nationality);
  view_number(L, "mandate", state->mandate);
  view_number(L, "jeopardy", state->jeopardy);
  view_number(L, "approval", state->approval);
  view_number(L, "readiness", state->readiness);
  view_number(L, "audience_cost", open_cost(world, state));
  view_number(L, "audience_paid", state->audience_paid);
  view_number(L, "arms_stock", state->arms_stock);
  lua_pop(L, 1);
}

/* The view's table is on top of the stack. */
static void set_time(lua_State *L, struct stage *stage) {
  int64_t now = stage->run->world->now;
  int64_t minute = stage_scenario(stage)->epoch + now;
  lua_pushinteger(L, now);
  lua_setfield(L, -2, "now");
  lua_pushinteger(L, now / MINUTES_PER_DAY);
  lua_setfield(L, -2, "day");
  if (stage->dated != minute / MINUTES_PER_DAY) {
    char date[CALENDAR_TEXT_SIZE];
    calendar_print(minute, date);
    date[10] = '\0';
    view_text(L, "date", date);
    stage->dated = minute / MINUTES_PER_DAY;
  }
}

void view_wake(lua_State *L, struct stage *stage) {
  static const char *const lists[] = {"me",     "allies",   "adversaries",  "clients",
                                      "patron", "theatres", "organisations"};
  luaL_checkstack(L, 24, "view");
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->view_ref);
  push_lists(L, stage);
  refresh_me(L, stage->run->world, stage->actor);
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    (void)lua_getfield(L, -1, lists[i]);
    lua_setfield(L, -3, lists[i]);
  }
  lua_pop(L, 1);
  set_time(L, stage);
  forget_inbox(L, stage);
  lua_pop(L, 1);
}
