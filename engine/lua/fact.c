/* Facts are tables with a mark no script can make. */
#include "lua/fact.h"

#include "base/names.h"
#include "model/provenance.h"

#include <lauxlib.h>
#include <math.h>

static const char fact_mark = 0;

/* What a fact may claim: all but that it is none. */
enum { CLAIMABLE = CONFIDENCE_ASSUMPTION };

static double finite_argument(lua_State *L, int index) {
  double value = luaL_checknumber(L, index);
  luaL_argcheck(L, isfinite(value), index, "expected a finite number");
  return value;
}

int fact_construct(lua_State *L) {
  lua_settop(L, 5);
  double value = finite_argument(L, 1);
  (void)luaL_checkstring(L, 2);
  const char *confidence = luaL_checkstring(L, 3);
  if (names_find(confidence, provenance_confidences, CLAIMABLE) < 0) {
    const char *near = names_nearest(confidence, provenance_confidences, CLAIMABLE);
    return luaL_error(L,
                      "fact: found confidence \"%s\"; expected checked, high, medium, low or "
                      "judgement%s%s%s",
                      confidence, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                      near == NULL ? "" : "\"?");
  }
  lua_createtable(L, 0, 6);
  lua_pushnumber(L, value);
  lua_setfield(L, -2, "value");
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, "source");
  lua_pushvalue(L, 3);
  lua_setfield(L, -2, "confidence");
  if (!lua_isnoneornil(L, 4)) {
    double low = finite_argument(L, 4);
    double high = finite_argument(L, 5);
    luaL_argcheck(L, low <= value && value <= high, 4, "expected low <= value <= high");
    lua_pushnumber(L, low);
    lua_setfield(L, -2, "low");
    lua_pushnumber(L, high);
    lua_setfield(L, -2, "high");
  }
  lua_pushboolean(L, 1);
  lua_rawsetp(L, -2, &fact_mark);
  return 1;
}

static double number_field(lua_State *L, int table, const char *name) {
  double value = lua_getfield(L, table, name) == LUA_TNUMBER ? lua_tonumber(L, -1) : NAN;
  lua_pop(L, 1);
  return value;
}

static const char *text_field(lua_State *L, int table, const char *name) {
  const char *text = lua_getfield(L, table, name) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  lua_pop(L, 1); /* the fact holds it */
  return text;
}

bool fact_read(lua_State *L, int index, struct fact *out) {
  int at = lua_absindex(L, index);
  if (lua_type(L, at) == LUA_TNUMBER) {
    *out = (struct fact){lua_tonumber(L, at), NAN, NAN, "", "assumption"};
    return true;
  }
  if (!lua_istable(L, at)) {
    return false;
  }
  bool marked = lua_rawgetp(L, at, &fact_mark) == LUA_TBOOLEAN;
  lua_pop(L, 1);
  if (marked) {
    *out = (struct fact){number_field(L, at, "value"), number_field(L, at, "low"),
                         number_field(L, at, "high"), text_field(L, at, "source"),
                         text_field(L, at, "confidence")};
  }
  return marked;
}
