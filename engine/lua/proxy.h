/* Read-only views of tables.
 *
 * A proxy is an empty table whose metatable's __index is the table behind it, or a C function that
 * reads in its place, and whose __newindex is a C function that refuses; the metatable is locked.
 * There is never a table in __newindex: in this version of Lua that can be made to use freed
 * memory. */
#ifndef DEMARCHE_LUA_PROXY_H
#define DEMARCHE_LUA_PROXY_H

#include <lua.h>
#include <stdbool.h>

/* Replaces the table or the reader on top of the stack by a proxy of it. [what] is named in the
 * error on assignment ("view is read-only"); a constant string. A reader is a C function that is
 * called with the proxy and a key, and gives the value. A table behind a proxy may have a reader of
 * its own, as its metatable's __index, for what is not in it yet. */
void proxy_wrap(lua_State *L, const char *what);

/* Whether the key at [index] is the one, out of scripts' reach, by which a reader is asked for a
 * plain table of all that can be read. */
bool proxy_wants_all(lua_State *L, int index);

/* The same for the table on top of the stack and every table in it, to a depth of 16: a module's
 * tables are shared by all actors, who must not talk to each other through them. Charges the
 * budget; raises an error when the table is deeper. */
void proxy_freeze(lua_State *L, const char *what);

/* If the value at [index] is a proxy, pushes the table behind it, or a new one of all that its
 * reader gives, and returns true; else pushes nothing. */
bool proxy_behind(lua_State *L, int index);

/* Pushes the table at [index], or the one behind it if it is a proxy. */
void proxy_open(lua_State *L, int index);

#endif
