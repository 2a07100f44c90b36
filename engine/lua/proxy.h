/* Read-only views of tables.
 *
 * A proxy is an empty table whose metatable's __index is the table behind it and whose __newindex
 * is a C function that refuses; the metatable is locked. There is never a table in __newindex: in
 * this version of Lua that can be made to use freed memory. */
#ifndef DEMARCHE_LUA_PROXY_H
#define DEMARCHE_LUA_PROXY_H

#include <lua.h>
#include <stdbool.h>

/* Replaces the table on top of the stack by a proxy of it. [what] is named in the error on
 * assignment
 * ("view is read-only"); a constant string. */
void proxy_wrap(lua_State *L, const char *what);

/* The same for the table on top of the stack and every table in it, to a depth of 16: a module's
 * tables are shared by all actors, who must not talk to each other through them. Charges the
 * budget; raises an error when the table is deeper. */
void proxy_freeze(lua_State *L, const char *what);

/* If the value at [index] is a proxy, pushes the table behind it and returns true; else pushes
 * nothing. */
bool proxy_behind(lua_State *L, int index);

/* Pushes the table at [index], or the one behind it if it is a proxy. */
void proxy_open(lua_State *L, int index);

#endif
