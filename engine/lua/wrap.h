/* Replacements for symbols of Lua's archive, see wrap.c. Called by the linker's doing only. */
#ifndef DEMARCHE_LUA_WRAP_H
#define DEMARCHE_LUA_WRAP_H

#include <lua.h>
#include <stddef.h>

/* NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the linker gives these
 * names */
unsigned int __wrap_luaS_hash(const char *bytes, size_t length, unsigned int seed);
int __wrap_strcoll(const char *a, const char *b);
double __wrap_pow(double x, double y);
int __wrap___snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int __wrap_luaG_traceexec(lua_State *L, const unsigned int *instruction);
int __real_luaG_traceexec(lua_State *L, const unsigned int *instruction);
/* NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming) */

#endif
