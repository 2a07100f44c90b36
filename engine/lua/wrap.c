/* Three symbols of Lua's static archive, replaced at link time (--wrap) for determinism. */
#include "lua/wrap.h"

#include "base/trans.h"

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
