/* The script library: bounded replacements for Lua's own. Each opener pushes one table. */
#ifndef DEMARCHE_LUA_STDLIB_H
#define DEMARCHE_LUA_STDLIB_H

#include <lua.h>
#include <stddef.h>

/* A table of the global functions (assert, error, ipairs, ...). */
void stdlib_open_base(lua_State *L);

/* Tables of the modules string, table and math. */
void stdlib_open_string(lua_State *L);
void stdlib_open_table(lua_State *L);
void stdlib_open_math(lua_State *L);

/* Pushes the value at [index] as text: numbers as Lua prints them, tables and functions by kind
 * alone ("table"), never an address. */
const char *stdlib_text_of(lua_State *L, int index, size_t *length);

#endif
