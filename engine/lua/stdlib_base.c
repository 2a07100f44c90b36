/* Global functions of scripts. */
#include "lua/stdlib.h"

#include "lua/budget.h"
#include "lua/proxy.h"

#include <assert.h>
#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *stdlib_text_of(lua_State *L, int index, size_t *length) {
  int at = lua_absindex(L, index);
  switch (lua_type(L, at)) {
  case LUA_TNUMBER:
    if (!lua_isinteger(L, at) && isnan(lua_tonumber(L, at))) {
      lua_pushliteral(L, "nan"); /* the sign of NaN differs by how it arose */
      break;
    }
    lua_pushvalue(L, at);
    break;
  case LUA_TSTRING:
    lua_pushvalue(L, at);
    break;
  case LUA_TBOOLEAN:
    lua_pushstring(L, lua_toboolean(L, at) ? "true" : "false");
    break;
  default:
    lua_pushstring(L, luaL_typename(L, at));
    break;
  }
  return lua_tolstring(L, -1, length);
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  (void)stdlib_text_of(L, 1, NULL);
  return 1;
}

/* tonumber(text, base): whole digits only, as in Lua. */
static bool read_in_base(const char *text, size_t length, int base, lua_Integer *out) {
  lua_Unsigned value = 0;
  size_t at = 0;
  bool negative = length > 0 && text[0] == '-';
  at += negative ? 1 : 0;
  if (at == length) {
    return false;
  }
  for (; at < length; at++) {
    char c = text[at];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'z' ? c - 'a' + 10
                : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                       : 99;
    if (digit >= base) {
      return false;
    }
    value = value * (lua_Unsigned)base + (lua_Unsigned)digit;
  }
  *out = (lua_Integer)(negative ? 0u - value : value);
  return true;
}

static int base_tonumber(lua_State *L) {
  luaL_checkany(L, 1);
  size_t length = 0;
  if (lua_isnoneornil(L, 2)) {
    if (lua_type(L, 1) == LUA_TNUMBER) {
      lua_settop(L, 1);
      return 1;
    }
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
    budget_charge(L, 1 + length / 4);
    if (text == NULL || lua_stringtonumber(L, text) != length + 1) {
      lua_pushnil(L);
    }
    return 1;
  }
  lua_Integer base = luaL_checkinteger(L, 2);
  luaL_argcheck(L, base >= 2 && base <= 36, 2, "expected a base from 2 to 36");
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer value = 0;
  budget_charge(L, 1 + length / 4);
  if (read_in_base(text, length, (int)base, &value)) {
    lua_pushinteger(L, value);
  } else {
    lua_pushnil(L);
  }
  return 1;
}

static int base_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static int base_assert(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) {
    return lua_gettop(L);
  }
  lua_remove(L, 1);
  lua_pushliteral(L, "assertion failed");
  lua_settop(L, 1);
  budget_of(L)->raised_bare = true;
  if (lua_type(L, 1) == LUA_TSTRING) {
    luaL_where(L, 1);
    budget_of(L)->raised_bare = lua_rawlen(L, -1) == 0;
    lua_insert(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int base_error(lua_State *L) {
  int level = (int)luaL_optinteger(L, 2, 1);
  bool placed = false;
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0 && level < 64) {
    luaL_where(L, level);
    placed = lua_rawlen(L, -1) > 0;
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
  }
  budget_of(L)->raised_bare = !placed;
  return lua_error(L);
}

/* A call that was killed, or was refused memory, stays killed. */
static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  budget_charge(L, 4);
  int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  budget_raise(L);
  lua_pushboolean(L, status == LUA_OK);
  lua_insert(L, 1);
  return lua_gettop(L);
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  budget_charge(L, 1 + (uint64_t)count / 4); /* the arguments were copied for this call */
  if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer from = luaL_checkinteger(L, 1);
  if (from < 0) {
    from = count + from;
  } else if (from > count) {
    from = count;
  }
  luaL_argcheck(L, from >= 1, 1, "expected a position among the arguments");
  return count - (int)from;
}

/* --- iteration ---------------------------------------------------------------------------------
 */

static int next_item(lua_State *L) {
  lua_Integer at = lua_tointeger(L, 2);
  budget_charge(L, 1);
  if (at == LUA_MAXINTEGER) {
    lua_pushnil(L);
    return 1;
  }
  at++;
  lua_pushinteger(L, at);
  return lua_geti(L, 1, at) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushcfunction(L, next_item);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

struct key {
  const char *text; /* NULL: a number */
  double number;
  lua_Integer integer;
  bool whole;
};

static bool key_before(const struct key *a, const struct key *b) {
  if ((a->text == NULL) != (b->text == NULL)) {
    return a->text == NULL;
  }
  if (a->text != NULL && b->text != NULL) {
    return strcmp(a->text, b->text) < 0; /* keys with a zero byte were refused */
  }
  return a->whole && b->whole ? a->integer < b->integer : a->number < b->number;
}

static void sift(struct key *keys, size_t at, size_t count) {
  for (;;) {
    size_t last = at;
    for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
      if (key_before(&keys[last], &keys[child])) {
        last = child;
      }
    }
    if (last == at) {
      return;
    }
    struct key kept = keys[at];
    keys[at] = keys[last];
    keys[last] = kept;
    at = last;
  }
}

static void sort_keys(struct key *keys, size_t count) {
  for (size_t at = count / 2; at-- > 0;) {
    sift(keys, at, count);
  }
  for (size_t end = count; end-- > 1;) {
    struct key kept = keys[0];
    keys[0] = keys[end];
    keys[end] = kept;
    sift(keys, 0, end);
  }
}

static void read_key(lua_State *L, int index, struct key *out) {
  if (lua_type(L, index) == LUA_TNUMBER) {
    *out = (struct key){.number = lua_tonumber(L, index), .whole = lua_isinteger(L, index) != 0};
    out->integer = out->whole ? lua_tointeger(L, index) : 0;
    return;
  }
  size_t length = 0;
  if (lua_type(L, index) != LUA_TSTRING) {
    (void)luaL_error(L, "pairs: a key is a %s; expected numbers and strings, which have an order",
                     luaL_typename(L, index));
  }
  *out = (struct key){.text = lua_tolstring(L, index, &length)};
  assert(out->text != NULL);
  if (strlen(out->text) != length) {
    (void)luaL_error(L, "pairs: a key contains a zero byte");
  }
}

/* Closure over (table, sorted keys): gives the next key that still has a value. */
static int next_sorted(lua_State *L) {
  struct key *keys = lua_touserdata(L, lua_upvalueindex(2));
  size_t count = lua_rawlen(L, lua_upvalueindex(2)) / sizeof *keys;
  size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  while (at < count) {
    const struct key *key = &keys[at++];
    if (key->text != NULL) {
      lua_pushstring(L, key->text);
    } else if (key->whole) {
      lua_pushinteger(L, key->integer);
    } else {
      lua_pushnumber(L, key->number);
    }
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
      lua_pushinteger(L, (lua_Integer)at);
      lua_replace(L, lua_upvalueindex(3));
      return 2;
    }
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
}

/* The keys stay alive although they are only pointed at: a removed string key is held by upvalue 4,
 * a table of all keys as values. */
static int base_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  proxy_open(L, 1);
  int table = lua_gettop(L);
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    count++;
  }
  budget_charge(L, 2 + 8 * count);
  lua_pushvalue(L, table);
  struct key *keys = lua_newuserdatauv(L, count * sizeof *keys, 0);
  lua_pushinteger(L, 0);
  lua_createtable(L, (int)count, 0);
  size_t at = 0;
  lua_pushnil(L);
  while (lua_next(L, table) != 0) {
    lua_pop(L, 1);
    read_key(L, -1, &keys[at++]);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, (lua_Integer)at);
  }
  sort_keys(keys, count);
  lua_pushcclosure(L, next_sorted, 4);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

void stdlib_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"assert", base_assert},     {"error", base_error},
      {"ipairs", base_ipairs},     {"pairs", base_pairs},
      {"pcall", base_pcall},       {"select", base_select},
      {"type", base_type},         {"tostring", base_tostring},
      {"tonumber", base_tonumber}, {NULL, NULL},
  };
  luaL_newlib(L, functions);
}
