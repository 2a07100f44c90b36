/* The stage: opens the script world, loads a scenario into it, runs it. */
#include "lua/stage.h"

#include "lua/arguments.h"

#include "lua/act.h"
#include "lua/binding.h"
#include "lua/policy_host.h"
#include "lua/proxy.h"
#include "lua/run_object.h"
#include "lua/view.h"

#include <assert.h>
#include <lauxlib.h>

/* --- opening -----------------------------------------------------------------------------------
 */

/* Registry key of the table behind `act`, filled when the verbs have been read. */
static const char act_key = 0;

static int open_bindings(lua_State *L) {
  struct stage *stage = lua_touserdata(L, 1);
  lua_newtable(L);
  binding_register(L, stage, "chance");
  proxy_wrap(L, "chance");
  sandbox_add_global(stage->sandbox, "chance");
  lua_pushlightuserdata(L, stage);
  lua_pushcclosure(L, act_choose, 1);
  sandbox_add_global(stage->sandbox, "choose");
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &act_key);
  proxy_wrap(L, "act");
  sandbox_add_global(stage->sandbox, "act");
  return 0;
}

enum err_code stage_open(struct stage **out, struct arena *arena, const struct source_set *sources,
                         struct err *err) {
  struct stage *stage = arena_zeroed(arena, 1, sizeof *stage);
  if (stage == NULL) {
    return err_set(err, ERR_LIMIT, NULL, "no room for a stage");
  }
  enum err_code rc = sandbox_create(&stage->sandbox, arena, err);
  if (rc != ERR_OK) {
    return rc;
  }
  stage->arena = arena;
  sandbox_set_sources(stage->sandbox, sources);
  policy_load_open(stage->sandbox);
  scenario_load_open(stage->sandbox);
  rc = sandbox_protect(stage->sandbox, open_bindings, stage, 0, err);
  if (rc != ERR_OK) {
    stage_close(stage);
    return rc;
  }
  *out = stage;
  return ERR_OK;
}

/* --- after the scenario is read ----------------------------------------------------------------
 */

/* Reader behind self.params: (table, key), for a key that is not in it. */
static int missing_param(lua_State *L) {
  const struct policy *policy = lua_touserdata(L, lua_upvalueindex(1));
  const char *names[PARAM_MAX];
  if (proxy_wants_all(L, 2)) {
    return 0;
  }
  for (int i = 0; i < policy->param_count; i++) {
    names[i] = policy->params[i].name;
  }
  return argument_unknown_key(L, "self.params", "parameter", names, (size_t)policy->param_count);
}

/* self = { id, params (read-only), memory }, one for each actor with a policy. */
static void push_self(lua_State *L, const struct stage *stage, int actor) {
  const struct policy *policy = stage->loaded.policies[actor];
  lua_createtable(L, 0, 3);
  view_text(L, "id", scenario_actor(stage_scenario(stage), actor)->id);
  lua_createtable(L, 0, policy->param_count);
  lua_pushvalue(L, -1);
  lua_rawseti(L, -4, actor + 1); /* into the list of parameter tables, below */
  lua_createtable(L, 0, 1);
  lua_pushlightuserdata(L, (void *)policy);
  lua_pushcclosure(L, missing_param, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  proxy_wrap(L, "self.params");
  lua_setfield(L, -2, "params");
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, policy->memory_ref);
  lua_setfield(L, -2, "memory");
  proxy_wrap(L, "self");
}

static void open_selves(lua_State *L, struct stage *stage) {
  int count = stage_scenario(stage)->actors.count;
  lua_createtable(L, count, 0);
  lua_createtable(L, count, 0); /* stack: selves, params */
  for (int i = 0; i < count; i++) {
    if (stage->loaded.policies[i] != NULL) {
      push_self(L, stage, i);
      lua_rawseti(L, -3, i + 1);
    }
  }
  stage->params_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  stage->self_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* Fills the table behind `act`, as soon as the verbs are known: policies may keep act.VERB in a
 * local. */
static int open_act(lua_State *L) {
  struct stage *stage = lua_touserdata(L, 1);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &act_key);
  act_push_table(L, stage);
  proxy_open(L, -1);
  for (lua_pushnil(L); lua_next(L, -2) != 0;) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -6);
  }
  return 0;
}

static int open_world(lua_State *L) {
  struct stage *stage = lua_touserdata(L, 1);
  view_open(L, stage);
  run_object_open(L);
  open_selves(L, stage);
  sandbox_settle(stage->sandbox);
  return 0;
}

enum err_code stage_load(struct stage **out, struct arena *arena, struct arena *notes,
                         const struct source_set *sources, const struct setting *settings,
                         int setting_count, struct faults *faults) {
  struct err err = {0};
  *out = NULL;
  struct stage *stage = NULL;
  if (stage_open(&stage, arena, sources, &err) != ERR_OK) {
    return err_set(faults_next(faults), ERR_INVALID, "", "%s", err.text);
  }
  const struct verbs_hook hook = {open_act, stage};
  assert(stage != NULL);
  enum err_code rc = scenario_load(&stage->loaded, stage->sandbox, sources, settings, setting_count,
                                   &hook, arena, notes, faults);
  if (rc == ERR_OK && sandbox_protect(stage->sandbox, open_world, stage, 0, &err) != ERR_OK) {
    rc = err_set(faults_next(faults), ERR_INVALID, err.where, "%s", err.text);
  }
  if (rc != ERR_OK) {
    stage_close(stage);
    return rc;
  }
  *out = stage;
  return ERR_OK;
}

enum err_code stage_poke(struct stage *stage, const char *path, double value, struct err *err) {
  return scenario_load_poke(&stage->loaded, path, value, err);
}

enum err_code stage_peek(struct stage *stage, const char *path, struct settable *out,
                         struct err *err) {
  return scenario_load_peek(&stage->loaded, path, out, err);
}

const struct loaded *stage_loaded(const struct stage *stage) {
  return &stage->loaded;
}

struct sandbox *stage_sandbox(struct stage *stage) {
  return stage->sandbox;
}

void stage_close(struct stage *stage) {
  if (stage->sandbox != NULL) {
    sandbox_close(stage->sandbox);
  }
}

/* --- a run -------------------------------------------------------------------------------------
 */

/* Parameters may have been poked since the image was made. */
static int refresh_params(lua_State *L) {
  const struct stage *stage = lua_touserdata(L, 1);
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->params_ref);
  for (int i = 0; i < stage_scenario(stage)->actors.count; i++) {
    const struct policy *policy = stage->loaded.policies[i];
    if (policy == NULL) {
      continue;
    }
    (void)lua_rawgeti(L, -1, i + 1);
    for (int p = 0; p < policy->param_count; p++) {
      view_number(L, policy->params[p].name, scenario_actor(stage_scenario(stage), i)->params[p]);
    }
    lua_pop(L, 1);
  }
  return 0;
}

enum err_code stage_run(struct stage *stage, const struct run_order *order_without_host,
                        bool counted, struct watchdog *watchdog, struct run_result *result,
                        bool *slow, struct err *err) {
  struct run_order order = *order_without_host;
  order.scenario = stage_scenario(stage);
  order.host = policy_host(stage);
  *slow = false;
  sandbox_begin_run(stage->sandbox, counted, watchdog);
  enum err_code rc = sandbox_protect(stage->sandbox, refresh_params, stage, 0, err);
  if (rc == ERR_OK) {
    rc = run_execute(stage->arena, &order, result, err);
  }
  *slow = rc != ERR_OK && sandbox_was_slow(stage->sandbox);
  return rc;
}

/* Instructions of one measure of a run without records. */
enum { OUTLINE_INSTRUCTIONS_MAX = 5 * 1000 * 1000 };

enum err_code stage_outline(struct stage *stage, struct run_result *result, struct err *err) {
  const struct run_order order = {.days = 1, .idle = true, .want_series = true};
  bool slow = false;
  stage->sandbox->budget.instructions_max = OUTLINE_INSTRUCTIONS_MAX;
  return stage_run(stage, &order, true, NULL, result, &slow, err);
}
