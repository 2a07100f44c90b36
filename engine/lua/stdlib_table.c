/* Table functions of scripts: raw access only, every element charged. */
#include "lua/stdlib.h"

#include "lua/budget.h"
#include "lua/heap.h"
#include "lua/proxy.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

enum { UNPACK_MAX = 200 };

/* Cuts the arguments to [count] and pushes what the first holds as a plain table that may be read,
 * at count + 1. Returns its length. */
static lua_Integer open_to_read(lua_State *L, int count) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, count);
  proxy_open(L, 1);
  return (lua_Integer)lua_rawlen(L, -1);
}

/* Checks that [index] is a table that may be written. */
static lua_Integer open_to_write(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  if (proxy_behind(L, index)) {
    return luaL_error(L, "this table is read-only");
  }
  return (lua_Integer)lua_rawlen(L, index);
}

static int table_insert(lua_State *L) {
  lua_Integer length = open_to_write(L, 1);
  luaL_argcheck(L, length < LUA_MAXINTEGER, 1, "expected a list with room for one more");
  lua_Integer at = length + 1;
  int count = lua_gettop(L);
  if (count == 3) {
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, at >= 1 && at <= length + 1, 2, "expected a position in the list");
  } else if (count != 2) {
    return luaL_error(L, "table.insert: %d arguments; expected 2 or 3", count);
  }
  budget_charge(L, 1 + (uint64_t)(length + 1 - at));
  for (lua_Integer i = length; i >= at; i--) {
    (void)lua_rawgeti(L, 1, i);
    lua_rawseti(L, 1, i + 1);
  }
  lua_rawseti(L, 1, at);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer length = open_to_write(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, length);
  if (length == 0) {
    lua_pushnil(L);
    return 1;
  }
  luaL_argcheck(L, at >= 1 && at <= length, 2, "expected a position in the list");
  budget_charge(L, 1 + (uint64_t)(length - at));
  (void)lua_rawgeti(L, 1, at);
  for (lua_Integer i = at; i < length; i++) {
    (void)lua_rawgeti(L, 1, i + 1);
    lua_rawseti(L, 1, i);
  }
  lua_pushnil(L);
  lua_rawseti(L, 1, length);
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer length = open_to_read(L, 3);
  lua_Integer from = luaL_optinteger(L, 2, 1);
  lua_Integer to = luaL_optinteger(L, 3, length);
  if (from > to) {
    return 0;
  }
  lua_Unsigned more = (lua_Unsigned)to - (lua_Unsigned)from; /* than one value */
  if (more >= UNPACK_MAX) {
    return luaL_error(L, "table.unpack: more than %d values", (int)UNPACK_MAX);
  }
  int count = (int)more + 1;
  luaL_checkstack(L, count, "too many values");
  budget_charge(L, (uint64_t)count);
  for (int i = 0; i < count; i++) {
    (void)lua_rawgeti(L, 4, (lua_Integer)((lua_Unsigned)from + (lua_Unsigned)i));
  }
  return count;
}

/* table.move(from, first, last, at [, to]) */
static int table_move(lua_State *L) {
  int to = lua_isnoneornil(L, 5) ? 1 : 5;
  lua_Integer length = open_to_read(L, 5);
  lua_Integer first = luaL_checkinteger(L, 2);
  lua_Integer last = luaL_checkinteger(L, 3);
  lua_Integer at = luaL_checkinteger(L, 4);
  (void)open_to_write(L, to);
  lua_pushvalue(L, to);
  if (last < first) {
    return 1;
  }
  luaL_argcheck(L, first >= 1 && last <= length, 2, "expected positions in the list");
  luaL_argcheck(L, at >= 1 && at <= LUA_MAXINTEGER - length, 4, "expected a position from 1");
  budget_charge(L, 2 * (uint64_t)(last - first + 1));
  bool upward = at <= first || last < at || !lua_rawequal(L, 1, to);
  for (lua_Integer i = 0; i <= last - first; i++) {
    lua_Integer step = upward ? i : last - first - i;
    (void)lua_rawgeti(L, 6, first + step);
    lua_rawseti(L, to, at + step);
  }
  return 1;
}

static int table_concat(lua_State *L) {
  size_t gap = 0;
  lua_Integer length = open_to_read(L, 4);
  const char *between = luaL_optlstring(L, 2, "", &gap);
  lua_Integer from = luaL_optinteger(L, 3, 1);
  lua_Integer to = luaL_optinteger(L, 4, length);
  char buffer[HEAP_STRING_MAX];
  size_t at = 0;
  for (lua_Integer i = from; i <= to; i++) {
    size_t part = 0;
    budget_charge(L, 2);
    int kind = lua_rawgeti(L, 5, i);
    if (kind != LUA_TSTRING && kind != LUA_TNUMBER) {
      return luaL_error(L, "table.concat: item %I is a %s; expected text or a number",
                        (LUAI_UACINT)i, luaL_typename(L, -1));
    }
    const char *text = lua_tolstring(L, -1, &part);
    size_t lead = i > from ? gap : 0;
    if (part + lead > sizeof buffer - at) {
      return luaL_error(L, "a string over %d bytes; expected at most that", (int)HEAP_STRING_MAX);
    }
    memcpy(buffer + at, between, lead);
    memcpy(buffer + at + lead, text, part);
    at += lead + part;
    lua_pop(L, 1);
    if (i == to) {
      break; /* to may be the largest integer */
    }
  }
  lua_pushlstring(L, buffer, at);
  return 1;
}

/* --- sort: merge sort, stable, indifferent to an inconsistent order --------------------------- */

/* Whether the value at [a] comes before the one at [b]; stack indexes. Texts may have much in
 * common before they differ. */
static int comes_before(lua_State *L, int a, int b) {
  budget_charge(L, 2 + (lua_type(L, a) == LUA_TSTRING ? lua_rawlen(L, a) / 64 : 0));
  if (lua_isnoneornil(L, 2)) {
    return lua_compare(L, a, b, LUA_OPLT);
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, a < 0 ? a - 1 : a);
  lua_pushvalue(L, b < 0 ? b - 2 : b);
  lua_call(L, 2, 1);
  int result = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return result;
}

/* Merges the runs [low, middle) and [middle, high) of table 1 through table [spare]. */
static void merge(lua_State *L, int spare, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low;
  lua_Integer right = middle;
  for (lua_Integer out = low; out < high; out++) {
    int take_right = left == middle;
    if (left < middle && right < high) {
      (void)lua_rawgeti(L, 1, right);
      (void)lua_rawgeti(L, 1, left);
      take_right = comes_before(L, -2, -1);
      lua_pop(L, 2);
    }
    (void)lua_rawgeti(L, 1, take_right ? right++ : left++);
    lua_rawseti(L, spare, out);
  }
  for (lua_Integer i = low; i < high; i++) {
    (void)lua_rawgeti(L, spare, i);
    lua_rawseti(L, 1, i);
  }
}

static int table_sort(lua_State *L) {
  lua_Integer length = open_to_write(L, 1);
  if (!lua_isnoneornil(L, 2)) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
  }
  lua_settop(L, 2);
  budget_charge(L, (uint64_t)length);
  lua_createtable(L, length < 1024 ? (int)length : 1024, 0);
  for (lua_Integer width = 1; width < length; width *= 2) {
    for (lua_Integer low = 1; low + width <= length; low += 2 * width) {
      lua_Integer high = low + 2 * width;
      merge(L, 3, low, low + width, high > length + 1 ? length + 1 : high);
    }
  }
  return 0;
}

void stdlib_open_table(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"insert", table_insert},
      {"remove", table_remove},
      {"unpack", table_unpack},
      {"concat", table_concat},
      {"sort", table_sort},
      {"move", table_move},
      {NULL, NULL},
  };
  luaL_newlib(L, functions);
}
