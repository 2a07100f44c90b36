/* The file of a fit: `return { fit = { ["PATH"] = { low, high }, ["PATH"] = true } }`. */
#include "lua/spec_factor.h"

#include "base/number.h"
#include "base/sort.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

static const char expected_range[] = "{ low, high }, or true for the range it has";

static bool read_end(struct spec *spec, const char *path, int at, double *out) {
  lua_State *L = spec->reading.L;
  bool number = lua_rawgeti(L, -1, at) == LUA_TNUMBER && isfinite(lua_tonumber(L, -1));
  *out = number ? lua_tonumber(L, -1) : 0;
  lua_pop(L, 1);
  if (!number) {
    read_fault(&spec->reading, path, "found no number at position %d; expected %s", at,
               expected_range);
  }
  return number;
}

/* The entry on top of the stack. */
static void read_entry(struct spec *spec, const char *path) {
  lua_State *L = spec->reading.L;
  char low_text[NUMBER_TEXT_SIZE];
  char high_text[NUMBER_TEXT_SIZE];
  double low = 0;
  double high = 0;
  text_clear(&spec->line);
  text_add_format(&spec->line, "%s=", path);
  if (lua_isboolean(L, -1) && lua_toboolean(L, -1)) {
    spec_add(spec, "fit", text_string(&spec->line));
    return;
  }
  if (!lua_istable(L, -1) || lua_rawlen(L, -1) != 2) {
    read_fault(&spec->reading, path, "found a %s; expected %s", luaL_typename(L, -1),
               expected_range);
    return;
  }
  if (!read_end(spec, path, 1, &low) || !read_end(spec, path, 2, &high)) {
    return;
  }
  number_print(low, low_text);
  number_print(high, high_text);
  if (!(low < high)) {
    read_fault(&spec->reading, path, "found %s to %s; expected high above low", low_text,
               high_text);
    return;
  }
  text_add_format(&spec->line, "%s:%s", low_text, high_text);
  spec_add(spec, "fit", text_string(&spec->line));
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order of paths, so that the order of a table decides nothing. */
static void read_entries(struct spec *spec) {
  lua_State *L = spec->reading.L;
  const char *paths[SPEC_ENTRIES_MAX];
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    bool text = lua_type(L, -2) == LUA_TSTRING && strchr(lua_tostring(L, -2), '=') == NULL;
    if (!text || count == SPEC_ENTRIES_MAX) {
      read_fault(&spec->reading, NULL, "found %s; expected [\"PATH\"] = %s",
                 text ? "too many entries" : "an entry without a path", expected_range);
      lua_pop(L, 2);
      return;
    }
    paths[count++] = lua_tostring(L, -2); /* the table holds it */
  }
  sort_stable(paths, count, sizeof *paths, compare_paths);
  for (size_t i = 0; i < count; i++) {
    (void)lua_getfield(L, -1, paths[i]);
    read_entry(spec, paths[i]);
    lua_pop(L, 1);
  }
  if (count == 0) {
    read_fault(&spec->reading, NULL, "found nothing to fit; expected [\"PATH\"] = %s",
               expected_range);
  }
}

bool spec_read_fit(struct spec *spec) {
  static const char *const keys[] = {"fit"};
  lua_State *L = spec->reading.L;
  bool is_fit = false;
  if (lua_istable(L, -1)) {
    is_fit = lua_getfield(L, -1, "fit") == LUA_TTABLE;
    lua_pop(L, 1);
  }
  if (!is_fit) {
    return false;
  }
  luaL_checkstack(L, 8, "a fit");
  spec_check_keys(spec, "fit", keys, 1, false);
  (void)lua_getfield(L, -1, "fit");
  size_t before = read_enter(&spec->reading, "fit");
  read_entries(spec);
  read_leave(&spec->reading, before);
  lua_pop(L, 1);
  return true;
}
