/* require "name": lib/name.lua, then scenario/name.lua; loaded once per state, frozen when it is a
 * table. */
#include "lua/require.h"

#include "lua/proxy.h"
#include "lua/sandbox.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

/* Registry keys of the tables name -> module: modules for policies are frozen, those for the
 * scenario's data are not, and the two never share a table. */
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

/* Compiles and runs the module's chunk; leaves what it returned, frozen unless it is to be read as
 * data. */
static int run_chunk(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  const struct source *source = sandbox->requiring[sandbox->require_depth - 1];
  budget_of(L)->raised_bare = false;
  sandbox_compile(sandbox, source);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    return luaL_error(L, "require: %s returned nothing; expected a value", source->path);
  }
  if (lua_istable(L, -1) && !sandbox->reading_scenario) {
    proxy_freeze(L, "a module");
  }
  return 1;
}

/* "a.lua requires b.lua requires a.lua": what is being loaded, from [first] on, and again it. */
static int fail_in_circle(lua_State *L, const struct sandbox *sandbox, int first) {
  luaL_Buffer chain;
  luaL_buffinit(L, &chain);
  for (int i = first; i < sandbox->require_depth; i++) {
    luaL_addstring(&chain, sandbox->requiring[i]->path);
    luaL_addstring(&chain, " requires ");
  }
  luaL_addstring(&chain, sandbox->requiring[first]->path);
  luaL_pushresult(&chain);
  return luaL_error(L, "require: found a circle: %s", lua_tostring(L, -1));
}

/* Leaves the module on the stack. A module that fails is forgotten, so that it fails the same way
 * for whoever requires it next. */
static void load_module(lua_State *L, struct sandbox *sandbox, const struct source *source) {
  for (int i = 0; i < sandbox->require_depth; i++) {
    if (sandbox->requiring[i] == source) {
      (void)fail_in_circle(L, sandbox, i);
    }
  }
  if (sandbox->require_depth == SANDBOX_REQUIRE_MAX) {
    (void)luaL_error(L, "require: modules that require each other deeper than %d",
                     (int)SANDBOX_REQUIRE_MAX);
  }
  sandbox->requiring[sandbox->require_depth++] = source;
  lua_pushcfunction(L, run_chunk);
  lua_pushlightuserdata(L, sandbox);
  int status = lua_pcall(L, 1, 1, 0);
  sandbox->require_depth--;
  budget_raise(L);
  if (status != LUA_OK) {
    (void)lua_error(L);
  }
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
  if (lua_getfield(L, -1, name) != LUA_TNIL) {
    return 1;
  }
  lua_pop(L, 1);
  const struct source *source = find(sandbox->sources, name);
  if (source == NULL) {
    return luaL_error(L, "require: found no module \"%s\" in scripts/lib or the scenario's folder",
                      name);
  }
  load_module(L, sandbox, source);
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
