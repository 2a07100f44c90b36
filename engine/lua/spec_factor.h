/* The tables of a spec: `set` and `vary`; and what reading them shares with its other keys. */
#ifndef DEMARCHE_LUA_SPEC_FACTOR_H
#define DEMARCHE_LUA_SPEC_FACTOR_H

#include "base/text.h"
#include "lua/read.h"
#include "lua/sweep_spec.h"

enum { SPEC_SETTINGS_MAX = 2 * SPEC_ENTRIES_MAX + 16, SPEC_BYTES_MAX = 4 << 20 };

/* A spec being read. */
struct spec {
  struct reading reading;
  struct arena *notes;
  struct text line; /* the value of an option that is being put together */
  struct setting *settings;
  int count;
  size_t bytes; /* of their values */
};

/* Adds an option with a copy of its value. */
void spec_add(struct spec *spec, const char *name, const char *value);

/* The text on top of the stack; NULL, with a fault, if it is none, is empty or too long, or holds
 * bytes that no option can have. */
const char *spec_text(struct spec *spec, const char *key, const char *what);

/* The whole number on top of the stack within the limits; false, with a fault, if it is none. */
bool spec_whole(struct spec *spec, const char *key, int64_t low, int64_t high, lua_Integer *out);

/* Every key of the table on top of the stack must be one of [keys], or, if [listed], a position. */
void spec_check_keys(struct spec *spec, const char *what, const char *const *keys, size_t count,
                     bool listed);

/* Read the table on top of the stack, which stands under [key]. */
void spec_read_set(struct spec *spec, const char *key);
void spec_read_vary(struct spec *spec, const char *key);

/* Reads the file of a fit, whose table is on top of the stack (lua/spec_fit.c): options "fit",
 * "PATH=LOW:HIGH", or "PATH=" where the range is the one it has. False: it is none. */
bool spec_read_fit(struct spec *spec);

#endif
