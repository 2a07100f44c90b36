/* Five symbols of Lua's static archive, replaced at link time (--wrap) for determinism and for an
 * exact count. */
#include "lua/wrap.h"

#include "base/trans.h"
#include "lua/budget.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Lua mixes addresses and the time of day into the seed of its string hashes by hashing them with
 * luaS_hash; the calls inside lstring.o itself are not affected. A constant here is a constant
 * seed. */
unsigned int __wrap_luaS_hash(const char *bytes, size_t length, unsigned int seed) {
  (void)bytes;
  (void)length;
  (void)seed;
  return 0x5bd1e995u;
}

/* Strings compare by bytes, whatever the locale. */
int __wrap_strcoll(const char *a, const char *b) {
  return strcmp(a, b);
}

/* The `^` operator gives the same bits on every CPU. */
double __wrap_pow(double x, double y) {
  return trans_pow(x, y);
}

/* How Lua prints a number: the sign of NaN differs by CPU and by how it arose. */
int __wrap___snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...) {
  va_list arguments;
  (void)flag;
  va_start(arguments, format);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* Lua's own formats */
  int length = vsnprintf(out, room < size ? room : size, format, arguments);
#pragma GCC diagnostic pop
  va_end(arguments);
  if (length == 4 && room > 4 && strcmp(out, "-nan") == 0) {
    memcpy(out, "nan", 4);
    length = 3;
  }
  return length;
}

/* Called before each instruction while a hook is set, that is in counted calls. */
int __wrap_luaG_traceexec(lua_State *L, const unsigned int *instruction) {
  budget_count(L);
  return __real_luaG_traceexec(L, instruction);
}
