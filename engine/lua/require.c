/* require "name": lib/name.lua, then scenario/name.lua; frozen when it is a table. The library is
 * loaded once per state. A scenario's own module is loaded once per policy and actor: its functions
 * may keep variables, and actors must not talk to each other through them. */
#include "lua/require.h"

#include "lua/proxy.h"
#include "lua/sandbox.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

/* Registry keys of the tables name -> module: the library's for policies are frozen, those for the
 * scenario's data are not, and the two never share a table. */
static const char library_key = 0;
static const char plain_key = 1;

static bool is_shared(const struct source *source) {
  return strncmp(source->name, "lib/", 4) == 0;
}

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

/* Compiles and runs the module's chunk, which requires further ones into the table at 2; leaves
 * what it returned, frozen unless it is to be read as data. */
static int run_chunk(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  const struct source *source = sandbox->requiring[sandbox->require_depth - 1];
  budget_of(L)->raised_bare = false;
  sandbox_compile(sandbox, source, is_shared(source) ? 0 : 2);
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
  lua_pushvalue(L, lua_upvalueindex(2));
  int status = lua_pcall(L, 2, 1, 0);
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
  const struct source *source = find(sandbox->sources, name);
  if (source == NULL) {
    return luaL_error(L, "require: found no module \"%s\" in scripts/lib or the scenario's folder",
                      name);
  }
  if (sandbox->reading_scenario || is_shared(source)) {
    (void)lua_rawgetp(L, LUA_REGISTRYINDEX, sandbox->reading_scenario ? &plain_key : &library_key);
  } else {
    lua_pushvalue(L, lua_upvalueindex(2));
  }
  if (lua_getfield(L, -1, name) != LUA_TNIL) {
    return 1;
  }
  lua_pop(L, 1);
  load_module(L, sandbox, source);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, name);
  return 1;
}

void require_open(lua_State *L) {
  lua_createtable(L, 0, 8);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &library_key);
  lua_createtable(L, 0, 8);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &plain_key);
}

void require_push(lua_State *L, struct sandbox *sandbox) {
  lua_pushlightuserdata(L, sandbox);
  lua_insert(L, -2);
  lua_pushcclosure(L, require, 2);
}
