/* require "name": lib/name.lua, then scenario/name.lua; loaded once per state, frozen when it is a
 * table. */
#include "lua/require.h"

#include "lua/proxy.h"
#include "lua/sandbox.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

/* Registry keys of the tables name -> module (false while it is loading): modules for policies are
 * frozen, those for the scenario's data are not, and the two never share a table. */
static const char frozen_key = 0;
static const char plain_key = 1;

static const struct source *find(const struct source_set *sources, const char *name) {
  static const char *const folders[] = {"lib", "scenario"};
  char logical[NAME_MAX_LENGTH + 32];
  const struct source *found = NULL;
  for (int i = 0; i < 2 && found == NULL && sources != NULL; i++) {
    (void)snprintf(logical, sizeof logical, "%s/%s.lua", folders[i], name);
    found = source_find(sources, logical);
  }
  return found;
}

static int load_module(lua_State *L, struct sandbox *sandbox, const struct source *source) {
  struct err err = {0};
  if (sandbox_load(sandbox, source->name, source->bytes, source->length, &err) != ERR_OK) {
    budget_raise(L);
    return luaL_error(L, "%s: %s", err.where, err.text);
  }
  lua_call(L, 0, 1);
  if (lua_istable(L, -1) && !sandbox->reading_scenario) {
    proxy_wrap(L, "a module");
  }
  return 1;
}

static int require(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, lua_upvalueindex(1));
  size_t length = 0;
  const char *name = luaL_checklstring(L, 1, &length);
  if (length == 0 || length > NAME_MAX_LENGTH ||
      strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_/") != length) {
    return luaL_error(L, "require: no module has that name; expected letters a-z, digits, _ and /");
  }
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, sandbox->reading_scenario ? &plain_key : &frozen_key);
  int kind = lua_getfield(L, -1, name);
  if (kind == LUA_TBOOLEAN) {
    return luaL_error(L, "require: %s is required while it is being loaded", name);
  }
  if (kind != LUA_TNIL) {
    return 1;
  }
  lua_pop(L, 1);
  const struct source *source = find(sandbox->sources, name);
  if (source == NULL) {
    return luaL_error(L, "require: found no module \"%s\" in scripts/lib or the scenario's folder",
                      name);
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, name);
  (void)load_module(L, sandbox, source);
  if (lua_isnil(L, -1)) {
    return luaL_error(L, "require: %s returned nothing; expected a value", source->path);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, name);
  return 1;
}

void require_open(lua_State *L, struct sandbox *sandbox) {
  lua_createtable(L, 0, 8);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &frozen_key);
  lua_createtable(L, 0, 8);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &plain_key);
  lua_pushlightuserdata(L, sandbox);
  lua_pushcclosure(L, require, 1);
  lua_setfield(L, -2, "require");
}
