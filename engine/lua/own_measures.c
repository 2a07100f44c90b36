/* Measures written in Lua. */
#include "lua/own_measures.h"

#include "lua/run_object.h"
#include "model/measures.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

/* --- loading ---------------------------------------------------------------------------------- */

static bool is_built_in(const char *name) {
  static const char *const words[] = {
#define X(NAME, word, flag, unit, about) word,
      MEASURE_MAP(X)
#undef X
  };
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i], name) == 0) {
      return true;
    }
  }
  return false;
}

void own_measures_read(struct reading *reading, struct own_measures *out) {
  lua_State *L = reading->L;
  *out = (struct own_measures){.functions_ref = LUA_NOREF};
  if (lua_getfield(L, -1, "measures") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  size_t before = read_enter(reading, "measures");
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    if (lua_getfield(L, -1, ids[i]) != LUA_TFUNCTION) {
      read_fault(reading, ids[i], "found a %s; expected a function of the run",
                 luaL_typename(L, -1));
    } else if (is_built_in(ids[i])) {
      read_fault(reading, ids[i], "found the name of a built-in measure; expected another");
    } else if (out->count == OWN_MEASURES_MAX) {
      read_fault(reading, ids[i], "more than %d measures", (int)OWN_MEASURES_MAX);
    } else {
      out->names[out->count++] = arena_text(reading->arena, ids[i], strlen(ids[i]));
    }
    lua_pop(L, 1);
  }
  read_leave(reading, before);
  out->functions_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushnil(L);
  lua_setfield(L, -2, "measures");
}

/* --- taking them ------------------------------------------------------------------------------ */

struct taking {
  struct stage *stage;
  const struct measured_function *function;
  struct measured *out;
};

static int take(lua_State *L) {
  const struct taking *taking = lua_touserdata(L, 1);
  struct measured *out = taking->out;
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, taking->function->functions_ref);
  (void)lua_getfield(L, -1, taking->function->name);
  run_object_push(L, taking->stage);
  lua_call(L, 1, 1);
  out->type = lua_type(L, -1);
  out->value = out->type == LUA_TNUMBER    ? lua_tonumber(L, -1)
               : out->type == LUA_TBOOLEAN ? (double)lua_toboolean(L, -1)
                                           : (double)NAN;
  return 0;
}

/* Of an idle run only the names are wanted: one that fails, or is stopped, is listed, and the next
 * one has its turn. */
static void overlook(struct stage *stage, struct measured *out) {
  struct budget *budget = &stage->sandbox->budget;
  budget->kill = KILL_NONE;
  budget_refill_run(budget);
  *out = (struct measured){.type = LUA_TNIL, .value = (double)NAN};
}

enum err_code own_measure_call(struct stage *stage, const struct run_result *result,
                               const struct measured_function *function, struct measured *out,
                               struct err *err) {
  struct taking taking = {stage, function, out};
  stage->result = result;
  *out = (struct measured){.type = LUA_TNIL, .value = (double)NAN};
  lua_pushcfunction(stage->sandbox->L, take);
  lua_pushlightuserdata(stage->sandbox->L, &taking);
  enum err_code rc = sandbox_call(stage->sandbox, 1, 0, err);
  if (rc == ERR_OK && isinf(out->value)) {
    rc = err_set(err, ERR_RUN, NULL,
                 "%s.%s: found %s; expected a finite number, or nil where it does not apply",
                 function->family, function->name, out->value < 0 ? "-inf" : "inf");
  }
  if (rc != ERR_OK && stage->run->order.idle) {
    overlook(stage, out);
    rc = ERR_OK;
  }
  return rc;
}

enum err_code own_measures_take(struct stage *stage, const struct run_result *result,
                                measure_add_fn add, void *add_context, struct err *err) {
  const struct own_measures *own = &stage->loaded.measures;
  enum err_code rc = ERR_OK;
  stage->window_from = 0;
  stage->window_to = HUGE_VAL;
  for (int i = 0; rc == ERR_OK && i < own->count; i++) {
    const struct measured_function function = {"measures", own->names[i], own->functions_ref};
    struct measured found;
    rc = own_measure_call(stage, result, &function, &found, err);
    if (rc == ERR_OK && found.type != LUA_TNIL && found.type != LUA_TBOOLEAN &&
        found.type != LUA_TNUMBER) {
      rc = err_set(err, ERR_RUN, NULL,
                   "measures.%s: returned a %s; expected a number, true or false, or nil",
                   own->names[i], lua_typename(stage->sandbox->L, found.type));
    }
    if (rc == ERR_OK) {
      add(add_context, own->names[i], found.value, found.type == LUA_TBOOLEAN);
    }
  }
  return rc;
}
