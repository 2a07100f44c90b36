/* Mathematics of scripts: the same bits on every CPU. */
#include "lua/stdlib.h"

#include "base/trans.h"

#include <lauxlib.h>
#include <limits.h>
#include <math.h>

static int one(lua_State *L, double (*function)(double)) {
  lua_pushnumber(L, function(luaL_checknumber(L, 1)));
  return 1;
}

static int math_exp(lua_State *L) {
  return one(L, trans_exp);
}

static int math_sin(lua_State *L) {
  return one(L, trans_sin);
}

static int math_cos(lua_State *L) {
  return one(L, trans_cos);
}

static int math_tan(lua_State *L) {
  return one(L, trans_tan);
}

static int math_asin(lua_State *L) {
  return one(L, trans_asin);
}

static int math_acos(lua_State *L) {
  return one(L, trans_acos);
}

static int math_sqrt(lua_State *L) {
  return one(L, sqrt);
}

static int math_log(lua_State *L) {
  double value = trans_log(luaL_checknumber(L, 1));
  if (!lua_isnoneornil(L, 2)) {
    value /= trans_log(luaL_checknumber(L, 2));
  }
  lua_pushnumber(L, value);
  return 1;
}

static int math_atan(lua_State *L) {
  lua_pushnumber(L, trans_atan2(luaL_checknumber(L, 1), luaL_optnumber(L, 2, 1)));
  return 1;
}

/* Whole results are integers where they fit, as in Lua. */
static int rounded(lua_State *L, double (*function)(double)) {
  if (lua_isinteger(L, 1)) {
    lua_settop(L, 1);
    return 1;
  }
  double value = function(luaL_checknumber(L, 1));
  lua_Integer integer = 0;
  if (lua_numbertointeger(value, &integer)) {
    lua_pushinteger(L, integer);
  } else {
    lua_pushnumber(L, value);
  }
  return 1;
}

static int math_floor(lua_State *L) {
  return rounded(L, floor);
}

static int math_ceil(lua_State *L) {
  return rounded(L, ceil);
}

static int math_abs(lua_State *L) {
  if (lua_isinteger(L, 1)) {
    lua_Integer value = lua_tointeger(L, 1);
    lua_pushinteger(L, value < 0 ? (lua_Integer)(0u - (lua_Unsigned)value) : value);
    return 1;
  }
  return one(L, fabs);
}

/* Integers stay integers; the result has the sign of the dividend. */
static int math_fmod(lua_State *L) {
  if (lua_isinteger(L, 1) && lua_isinteger(L, 2)) {
    lua_Integer divisor = lua_tointeger(L, 2);
    luaL_argcheck(L, divisor != 0, 2, "expected a number other than zero");
    /* the least integer divided by -1 has no quotient */
    lua_pushinteger(L, divisor == -1 ? 0 : lua_tointeger(L, 1) % divisor);
    return 1;
  }
  double divisor = luaL_checknumber(L, 2);
  lua_pushnumber(L, fmod(luaL_checknumber(L, 1), divisor));
  return 1;
}

/* The part before the point, and the rest. */
static int math_modf(lua_State *L) {
  double value = luaL_checknumber(L, 1);
  double whole = trunc(value);
  lua_pushnumber(L, whole);
  lua_pushnumber(L, isinf(value) ? 0 : value - whole);
  return 2;
}

static int math_ult(lua_State *L) {
  lua_Integer left = luaL_checkinteger(L, 1);
  lua_pushboolean(L, (lua_Unsigned)left < (lua_Unsigned)luaL_checkinteger(L, 2));
  return 1;
}

static int math_tointeger(lua_State *L) {
  int is_integer = 0;
  lua_Integer value = lua_tointegerx(L, 1, &is_integer);
  if (is_integer) {
    lua_pushinteger(L, value);
  } else {
    luaL_checkany(L, 1);
    lua_pushnil(L);
  }
  return 1;
}

static int math_type(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TNUMBER) {
    lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  } else {
    lua_pushnil(L);
  }
  return 1;
}

/* The argument that compares as [wanted] against all others. */
static int extreme(lua_State *L, int wanted_is_less) {
  int count = lua_gettop(L);
  int best = 1;
  (void)luaL_checknumber(L, 1);
  for (int i = 2; i <= count; i++) {
    (void)luaL_checknumber(L, i);
    int before =
        wanted_is_less ? lua_compare(L, i, best, LUA_OPLT) : lua_compare(L, best, i, LUA_OPLT);
    best = before ? i : best;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_min(lua_State *L) {
  return extreme(L, 1);
}

static int math_max(lua_State *L) {
  return extreme(L, 0);
}

void stdlib_open_math(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"exp", math_exp},
      {"log", math_log},
      {"sin", math_sin},
      {"cos", math_cos},
      {"tan", math_tan},
      {"asin", math_asin},
      {"acos", math_acos},
      {"atan", math_atan},
      {"sqrt", math_sqrt},
      {"floor", math_floor},
      {"ceil", math_ceil},
      {"abs", math_abs},
      {"fmod", math_fmod},
      {"modf", math_modf},
      {"ult", math_ult},
      {"min", math_min},
      {"max", math_max},
      {"type", math_type},
      {"tointeger", math_tointeger},
      {NULL, NULL},
  };
  luaL_newlib(L, functions);
  lua_pushnumber(L, 3.141592653589793);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, HUGE_VAL);
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
}
