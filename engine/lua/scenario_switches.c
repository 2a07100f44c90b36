/* Switches. */
#include "lua/scenario_switches.h"

#include "base/names.h"

#include <lauxlib.h>
#include <string.h>

static void fault(struct reading *reading, const struct setting *setting, const char *expected,
                  const char *near) {
  (void)err_set(faults_next(reading->faults), ERR_INVALID, "--set",
                "%.60s: found \"%.60s\"; expected %s%s%s%s", setting->path, setting->value,
                expected, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                near == NULL ? "" : "\"?");
}

/* --- policies ----------------------------------------------------------------------------------
 */

/* Of the actor or official whose table is on top of the stack. One without policy stays so: he is
 * part of the scenery. */
static void replace_policy(lua_State *L, const char *value) {
  if (!lua_istable(L, -1)) {
    return;
  }
  bool has_one = lua_getfield(L, -1, "policy") != LUA_TNIL;
  lua_pop(L, 1);
  if (!has_one) {
    return;
  }
  if (strcmp(value, "none") == 0) {
    lua_pushnil(L);
  } else {
    lua_pushstring(L, value);
  }
  lua_setfield(L, -2, "policy");
  lua_pushnil(L); /* they were the other policy's */
  lua_setfield(L, -2, "params");
}

/* In each entry of the scenario's table [table], or in its table [inner]. */
static void replace_in(lua_State *L, int root, const char *table, const char *inner,
                       const char *value) {
  if (lua_getfield(L, root, table) == LUA_TTABLE) {
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
      if (inner == NULL) {
        replace_policy(L, value);
      } else if (lua_istable(L, -1)) {
        (void)lua_getfield(L, -1, inner);
        replace_policy(L, value);
        lua_pop(L, 1);
      }
    }
  }
  lua_pop(L, 1);
}

bool scenario_switch_policies(struct reading *reading, const struct setting *setting, int root) {
  lua_State *L = reading->L;
  const char *value = setting->value;
  if (strcmp(setting->path, "policies") != 0) {
    return false;
  }
  luaL_checkstack(L, 8, "settings");
  if (strcmp(value, "own") != 0) {
    replace_in(L, root, "actors", NULL, value);
    replace_in(L, root, "organisations", "spokesman", value);
  }
  return true;
}

/* --- targets -----------------------------------------------------------------------------------
 */

enum targets_wanted scenario_switch_targets(struct reading *reading, const struct setting *settings,
                                            int count) {
  static const char *const words[] = {"off", "on", "placebo"}; /* as enum targets_wanted */
  int wanted = TARGETS_OFF;
  for (int i = 0; i < count; i++) {
    if (strcmp(settings[i].path, "targets") != 0) {
      continue;
    }
    wanted = names_find(settings[i].value, words, 3);
    if (wanted < 0) {
      fault(reading, &settings[i], "off, on or placebo",
            names_nearest(settings[i].value, words, 3));
      return TARGETS_OFF;
    }
  }
  return (enum targets_wanted)wanted;
}
