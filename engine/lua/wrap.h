/* Replacements for symbols of Lua's archive, see wrap.c. Called by the linker's doing only. */
#ifndef DEMARCHE_LUA_WRAP_H
#define DEMARCHE_LUA_WRAP_H

#include <stddef.h>

/* NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the linker gives these
 * names */
unsigned int __wrap_luaS_hash(const char *bytes, size_t length, unsigned int seed);
int __wrap_strcoll(const char *a, const char *b);
double __wrap_pow(double x, double y);
/* NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming) */

#endif
