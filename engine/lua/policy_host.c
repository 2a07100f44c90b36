/* Waking: handlers for what is ready, then decide; each answer becomes a choice of the menu. */
#include "lua/policy_host.h"

#include "lua/act.h"
#include "lua/event_kind.h"
#include "lua/features.h"
#include "lua/own_measures.h"
#include "lua/own_targets.h"
#include "lua/view.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* One protected call: what is to be called, with what. */
struct waking {
  struct stage *stage;
  struct menu *menu;
  int function;             /* registry ref of the policy's function */
  int inbox_position;       /* event to hand over, from 1; 0 none */
  int organisation, matter; /* vote */
  const char *name;         /* "decide", "on.statement" */
};

static int prepare(lua_State *L) {
  const struct waking *waking = lua_touserdata(L, 1);
  view_wake(L, waking->stage);
  return 0;
}

/* A definite intention is a choice of one. */
static struct choice *definite(lua_State *L, struct stage *stage,
                               const struct intention *intention) {
  struct choice *draft = act_next_draft(L, stage);
  draft->definite = true;
  draft->option_count = 1;
  memset(&draft->options[0], 0, sizeof draft->options[0]);
  draft->options[0].intention = *intention;
  (void)snprintf(draft->policy, sizeof draft->policy, "%.60s", stage->path);
  return draft;
}

/* Where the function of reference [function] begins: it has returned, and no line is current. */
static int first_line(lua_State *L, int function) {
  lua_Debug where = {0};
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, function);
  (void)lua_getinfo(L, ">S", &where);
  return where.linedefined;
}

/* The value on top of the stack, as the policy returned it, into the menu. */
static void take_answer(lua_State *L, const struct waking *waking) {
  struct stage *stage = waking->stage;
  const struct intention *intention = act_read(L, -1);
  const struct choice *draft = act_draft(L, stage, -1);
  if (lua_isnil(L, -1)) {
    return;
  }
  if (intention != NULL && intention->verb < 0) {
    return; /* act.silence as a hard rule */
  }
  if (waking->menu->choice_count == CHOICE_MAX) {
    (void)luaL_error(L, "%s:%d: %s: more than %d choices returned at one waking", stage->path,
                     first_line(L, waking->function), waking->name, (int)CHOICE_MAX);
  }
  if (intention != NULL) {
    draft = definite(L, stage, intention);
  }
  if (draft == NULL) {
    (void)luaL_error(
        L, "%s:%d: %s: found a %s returned; expected nil, act.VERB{...} or choose{...}",
        stage->path, first_line(L, waking->function), waking->name, luaL_typename(L, -1));
    return;
  }
  act_copy_choice(&waking->menu->choices[waking->menu->choice_count++], draft);
}

static void push_event(lua_State *L, const struct waking *waking) {
  if (waking->inbox_position > 0) {
    view_push_inbox_event(L, waking->stage, waking->inbox_position);
  } else if (waking->organisation >= 0) {
    view_push_vote(L, waking->stage, waking->organisation, waking->matter);
  } else {
    lua_pushnil(L);
  }
}

static int call_function(lua_State *L) {
  const struct waking *waking = lua_touserdata(L, 1);
  struct stage *stage = waking->stage;
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, waking->function);
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->view_proxy_ref);
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->self_ref);
  (void)lua_rawgeti(L, -1, stage->actor + 1);
  lua_remove(L, -2);
  push_event(L, waking);
  int before = lua_gettop(L) - 4;
  lua_call(L, 3, LUA_MULTRET);
  int answers = lua_gettop(L) - before;
  luaL_checkstack(L, LUA_MINSTACK, NULL); /* however many there are */
  for (int i = 1; i <= answers; i++) {
    lua_pushvalue(L, before + i);
    take_answer(L, waking);
    lua_pop(L, 1);
  }
  return 0;
}

static enum err_code protected_call(struct waking *waking, lua_CFunction function,
                                    struct err *err) {
  lua_State *L = waking->stage->sandbox->L;
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, waking);
  enum err_code rc = sandbox_call(waking->stage->sandbox, 1, 0, err);
  if (rc != ERR_OK && err->where[0] == '\0') {
    (void)snprintf(err->where, sizeof err->where, "%.150s", waking->stage->path);
  }
  return rc;
}

/* For the [count] stimuli at positions [ready] of the actor's inbox. */
static void begin_waking(struct stage *stage, struct run *run, int actor, const int *ready,
                         int count) {
  stage->waking++;
  stage->run = run;
  stage->actor = actor;
  stage->ready = ready;
  stage->ready_count = count;
  stage->stimulus = 0;
  stage->chances = 0;
  stage->draft_count = 0;
  stage->path = stage->loaded.policies[actor]->path;
}

/* The handler of stimulus [i], or the utility table where there is none for its kind. */
static enum err_code handle(struct waking *waking, const struct policy *policy, int i,
                            struct err *err) {
  static const char *const names[] = {
#define X(name, word) "on." word,
      POLICY_EVENT_MAP(X)
#undef X
  };
  struct stage *stage = waking->stage;
  const struct world *world = stage->run->world;
  const struct stimulus *stimulus = &world->actors[stage->actor].inbox[stage->ready[i]];
  enum policy_event kind = event_kind(world->scenario, world_record(world, stimulus->record));
  waking->name = names[kind];
  stage->stimulus = stimulus->record;
  waking->inbox_position = i + 1;
  waking->function = policy->on_ref[kind];
  if (policy->on_ref[kind] != LUA_NOREF) {
    return protected_call(waking, call_function, err);
  }
  if (policy->utility_ref != LUA_NOREF) {
    struct features_request request = {stage, waking->menu, policy->utility_ref, stimulus, kind};
    lua_pushcfunction(stage->sandbox->L, features_choose);
    lua_pushlightuserdata(stage->sandbox->L, &request);
    return sandbox_call(stage->sandbox, 1, 0, err);
  }
  return ERR_OK;
}

static enum err_code wake(void *context, struct run *run, int actor, const int *ready, int count,
                          struct menu *menu, struct err *err) {
  struct stage *stage = context;
  const struct policy *policy = stage->loaded.policies[actor];
  struct waking waking = {.stage = stage, .menu = menu, .organisation = -1};
  begin_waking(stage, run, actor, ready, count);
  enum err_code rc = protected_call(&waking, prepare, err);
  for (int i = 0; rc == ERR_OK && i < stage->ready_count; i++) {
    rc = handle(&waking, policy, i, err);
  }
  if (rc == ERR_OK && policy->decide_ref != LUA_NOREF) {
    stage->stimulus = 0; /* its own initiative */
    waking.inbox_position = 0;
    waking.function = policy->decide_ref;
    waking.name = "decide";
    rc = protected_call(&waking, call_function, err);
  }
  return rc;
}

static enum err_code vote(void *context, struct run *run, int actor, int organisation, int matter,
                          struct menu *menu, struct err *err) {
  struct stage *stage = context;
  const struct policy *policy = stage->loaded.policies[actor];
  struct waking waking = {.stage = stage,
                          .menu = menu,
                          .organisation = organisation,
                          .matter = matter,
                          .function = policy->on_ref[POLICY_EVENT_VOTE],
                          .name = "on.vote"};
  menu->choice_count = 0;
  if (waking.function == LUA_NOREF) {
    return ERR_OK; /* no view of its own: it abstains */
  }
  begin_waking(stage, run, actor, NULL, 0);
  enum err_code rc = protected_call(&waking, prepare, err);
  return rc == ERR_OK ? protected_call(&waking, call_function, err) : rc;
}

static enum err_code measure(void *context, struct run *run, const struct run_result *result,
                             measure_add_fn add, void *add_context, struct err *err) {
  struct stage *stage = context;
  stage->run = run;
  enum err_code rc = own_measures_take(stage, result, add, add_context, err);
  return rc == ERR_OK ? own_targets_take(stage, result, add, add_context, err) : rc;
}

struct policy_host policy_host(struct stage *stage) {
  return (struct policy_host){.context = stage, .wake = wake, .vote = vote, .measure = measure};
}
