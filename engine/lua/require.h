/* require: the standard library and the scenario's own folder, nothing else. */
#ifndef DEMARCHE_LUA_REQUIRE_H
#define DEMARCHE_LUA_REQUIRE_H

#include <lua.h>

struct sandbox;

/* Makes what all environments share: the modules of the standard library. */
void require_open(lua_State *L);

/* Replaces the table on top of the stack, of the scenario's modules loaded by one environment, by
 * that environment's `require`. */
void require_push(lua_State *L, struct sandbox *sandbox);

#endif
