/* fact(value, source, confidence [, low, high]): a number that knows where it comes from. */
#ifndef DEMARCHE_LUA_FACT_H
#define DEMARCHE_LUA_FACT_H

#include <lua.h>
#include <stdbool.h>

struct fact {
  double value;
  double low, high;       /* NaN when not given */
  const char *source;     /* owned by the Lua value */
  const char *confidence; /* "assumption" for a bare number */
};

/* The constructor. */
int fact_construct(lua_State *L);

/* Reads a number or a fact at [index]; false if it is neither. */
bool fact_read(lua_State *L, int index, struct fact *out);

#endif
