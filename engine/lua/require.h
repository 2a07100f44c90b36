/* require: the standard library and the scenario's own folder, nothing else. */
#ifndef DEMARCHE_LUA_REQUIRE_H
#define DEMARCHE_LUA_REQUIRE_H

#include <lua.h>

struct sandbox;

/* Adds `require` to the table on top of the stack. */
void require_open(lua_State *L, struct sandbox *sandbox);

#endif
