/* Proxies. */
#include "lua/proxy.h"

#include "lua/budget.h"

#include <lauxlib.h>

enum { FREEZE_DEPTH_MAX = 16 };

/* The key that asks a reader for everything: no script can make its address. */
static const char all_mark = 0;

/* Finds what it needs in the proxy's metatable, so that a proxy costs two tables and no closure. */
static int refuse(lua_State *L) {
  const char *what = "this table";
  if (luaL_getmetafield(L, 1, "__metatable") == LUA_TSTRING) {
    what = lua_tostring(L, -1);
  }
  return luaL_error(L, "%s is read-only", what);
}

static int length_behind(lua_State *L) {
  lua_Integer length = 0;
  if (proxy_behind(L, 1)) {
    length = (lua_Integer)lua_rawlen(L, -1);
  }
  lua_pushinteger(L, length);
  return 1;
}

void proxy_wrap(lua_State *L, const char *what) {
  int behind = lua_gettop(L);
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, behind);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, length_behind);
  lua_setfield(L, -2, "__len");
  lua_pushstring(L, what);
  lua_setfield(L, -2, "__metatable"); /* locks it */
  lua_setmetatable(L, -2);
  lua_replace(L, behind);
}

/* Replaces the table on top by its proxy; [frozen] is the stack index of a table from each table to
 * the proxy it already has, so that shared and circular ones end. */
static void freeze(lua_State *L, const char *what, int frozen, int depth) {
  int table = lua_gettop(L);
  if (depth > FREEZE_DEPTH_MAX) {
    (void)luaL_error(L, "%s: tables nested deeper than %d", what, (int)FREEZE_DEPTH_MAX);
  }
  luaL_checkstack(L, 8, "tables nested too deep");
  lua_pushvalue(L, table);
  proxy_wrap(L, what);
  lua_pushvalue(L, table);
  lua_pushvalue(L, -2);
  lua_rawset(L, frozen);
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    budget_charge(L, 4);
    if (!lua_istable(L, -1) || proxy_behind(L, -1)) {
      lua_settop(L, table + 3); /* proxy, key, value */
      continue;
    }
    lua_pushvalue(L, -1);
    if (lua_rawget(L, frozen) == LUA_TNIL) {
      lua_pop(L, 1);
      freeze(L, what, frozen, depth + 1);
    }
    lua_pushvalue(L, table + 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, table); /* an existing field, as lua_next allows */
    lua_settop(L, table + 3);
  }
  lua_replace(L, table);
}

void proxy_freeze(lua_State *L, const char *what) {
  lua_createtable(L, 0, 4);
  lua_insert(L, -2);
  freeze(L, what, lua_gettop(L) - 1, 1);
  lua_remove(L, -2);
}

bool proxy_wants_all(lua_State *L, int index) {
  return lua_touserdata(L, index) == &all_mark;
}

/* Proxies are known by the function that refuses: no script can set a metatable. */
static bool is_proxy(lua_State *L, int index) {
  if (!lua_istable(L, index) || luaL_getmetafield(L, index, "__newindex") == LUA_TNIL) {
    return false;
  }
  bool ours = lua_tocfunction(L, -1) == refuse;
  lua_pop(L, 1);
  return ours;
}

bool proxy_behind(lua_State *L, int index) {
  int at = lua_absindex(L, index);
  if (!is_proxy(L, at)) {
    return false;
  }
  lua_pushlightuserdata(L, (void *)&all_mark);
  if (lua_gettable(L, at) != LUA_TTABLE) { /* no reader anywhere: the table is complete */
    lua_pop(L, 1);
    (void)luaL_getmetafield(L, at, "__index");
  }
  return true;
}

void proxy_open(lua_State *L, int index) {
  int at = lua_absindex(L, index);
  if (!proxy_behind(L, at)) {
    lua_pushvalue(L, at);
  }
}
