/* Reading `set` and `vary`. */
#include "lua/spec_factor.h"

#include "base/names.h"
#include "base/number.h"
#include "base/sort.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PATH_MAX_BYTES = 160 };

static const char *const entry_keys[] = {"low", "high", "n", "values", "path"};
enum { KEYS_OF_MAP = 4, KEYS_OF_LIST = 5 };

static const char range_or_values[] = "{ low = ..., high = ..., n = ... } or { VALUE, VALUE, ... }";

/* --- shared ------------------------------------------------------------------------------------
 */

void spec_add(struct spec *spec, const char *name, const char *value) {
  size_t length = strlen(value);
  const char *kept = arena_text(spec->notes, value, length);
  spec->bytes += length;
  if (kept == NULL || spec->count == SPEC_SETTINGS_MAX || spec->bytes > SPEC_BYTES_MAX) {
    read_fault(&spec->reading, NULL, "the spec does not fit its memory; expected a smaller one");
    return;
  }
  spec->settings[spec->count++] = (struct setting){name, kept};
}

static bool has_control(const char *text) {
  for (; *text != '\0'; text++) {
    if ((unsigned char)*text < 0x20 || *text == 0x7F) {
      return true;
    }
  }
  return false;
}

const char *spec_text(struct spec *spec, const char *key, const char *what) {
  lua_State *L = spec->reading.L;
  if (lua_type(L, -1) != LUA_TSTRING) {
    read_fault(&spec->reading, key, "found a %s; expected %s", luaL_typename(L, -1), what);
    return NULL;
  }
  size_t length = 0;
  const char *text = lua_tolstring(L, -1, &length);
  if (length == 0 || length > SPEC_TEXT_MAX) {
    read_fault(&spec->reading, key, "found %s; expected %s of at most %d bytes",
               length == 0 ? "nothing between the quotes" : "a longer text", what, SPEC_TEXT_MAX);
    return NULL;
  }
  if (strlen(text) != length || has_control(text)) {
    read_fault(&spec->reading, key, "found a control character; expected %s in one line", what);
    return NULL;
  }
  return text;
}

bool spec_whole(struct spec *spec, const char *key, int64_t low, int64_t high, lua_Integer *out) {
  lua_State *L = spec->reading.L;
  int whole = 0;
  bool number = lua_type(L, -1) == LUA_TNUMBER;
  *out = number ? lua_tointegerx(L, -1, &whole) : 0;
  if (whole != 0 && *out >= low && *out <= high) {
    return true;
  }
  char found[NUMBER_TEXT_SIZE];
  number_print(number ? lua_tonumber(L, -1) : 0, found);
  read_fault(&spec->reading, key, "found %s%s; expected a whole number from %lld to %lld",
             number ? "" : "a ", number ? found : luaL_typename(L, -1), (long long)low,
             (long long)high);
  return false;
}

static void fault_key(struct spec *spec, const char *what, const char *key, const char *const *keys,
                      size_t count) {
  char list[200];
  const char *near = names_nearest(key, keys, count);
  read_word_list(list, sizeof list, keys, count);
  if (near != NULL) {
    read_fault(&spec->reading, key,
               "found an unknown key; expected a key of %s; did you mean \"%s\"?", what, near);
  } else {
    read_fault(&spec->reading, key, "found an unknown key; expected one of %s", list);
  }
}

void spec_check_keys(struct spec *spec, const char *what, const char *const *keys, size_t count,
                     bool listed) {
  lua_State *L = spec->reading.L;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    budget_charge(L, 2);
    if (lua_type(L, -2) == LUA_TSTRING) {
      if (names_find(lua_tostring(L, -2), keys, count) < 0) {
        fault_key(spec, what, lua_tostring(L, -2), keys, count);
      }
    } else if (!listed || !lua_isinteger(L, -2)) {
      read_fault(&spec->reading, NULL, "found an entry without a name; expected keys of %s", what);
    }
  }
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_path(struct spec *spec, const char *key, const char *path, size_t length) {
  bool good = length > 0 && length <= PATH_MAX_BYTES && strlen(path) == length &&
              strchr(path, '=') == NULL && !has_control(path);
  if (!good) {
    read_fault(&spec->reading, key,
               "found no path; expected one as \"theatres.loc.incident_rate\"");
  }
  return good;
}

/* The paths that are keys of the table on top of the stack, sorted, in the state's own memory; the
 * table must stay as it is. */
static const char **read_paths(struct spec *spec, int *count) {
  lua_State *L = spec->reading.L;
  const char **paths = arena_zeroed(spec->notes, SPEC_ENTRIES_MAX, sizeof *paths);
  *count = 0;
  for (lua_pushnil(L); paths != NULL && lua_next(L, -2) != 0; lua_pop(L, 1)) {
    budget_charge(L, 2);
    if (lua_type(L, -2) != LUA_TSTRING) {
      read_fault(&spec->reading, NULL, "found an entry without a path; expected [\"PATH\"] = ...");
      continue;
    }
    size_t length = 0;
    const char *path = lua_tolstring(L, -2, &length);
    if (*count == SPEC_ENTRIES_MAX) {
      read_fault(&spec->reading, NULL, "found more than %d entries; expected fewer",
                 SPEC_ENTRIES_MAX);
      lua_pop(L, 2);
      break;
    }
    if (is_path(spec, NULL, path, length)) {
      paths[(*count)++] = path;
    }
  }
  sort_stable(paths, (size_t)*count, sizeof *paths, compare_texts);
  return paths;
}

static void begin_line(struct spec *spec, const char *path) {
  text_clear(&spec->line);
  text_add(&spec->line, path);
  text_add(&spec->line, "=");
}

static void end_line(struct spec *spec, const char *name) {
  if (spec->line.failed) {
    read_fault(&spec->reading, NULL, "the spec does not fit its memory; expected a smaller one");
  } else {
    spec_add(spec, name, text_string(&spec->line));
  }
}

static void add_number(struct spec *spec, double value) {
  char text[NUMBER_TEXT_SIZE];
  number_print(value, text);
  text_add(&spec->line, text);
}

/* --- set ---------------------------------------------------------------------------------------
 */

static void read_setting(struct spec *spec, const char *path) {
  lua_State *L = spec->reading.L;
  int type = lua_type(L, -1);
  begin_line(spec, path);
  if (type == LUA_TNUMBER && isfinite(lua_tonumber(L, -1))) {
    add_number(spec, lua_tonumber(L, -1));
  } else if (type == LUA_TBOOLEAN) {
    text_add(&spec->line, lua_toboolean(L, -1) ? "on" : "off");
  } else {
    const char *text = spec_text(spec, path, "a finite number, a word, true or false");
    if (text == NULL) {
      return;
    }
    text_add(&spec->line, text);
  }
  end_line(spec, "set");
}

void spec_read_set(struct spec *spec, const char *key) {
  lua_State *L = spec->reading.L;
  if (!lua_istable(L, -1)) {
    read_fault(&spec->reading, key, "found a %s; expected { [\"PATH\"] = VALUE, ... }",
               luaL_typename(L, -1));
    return;
  }
  int count = 0;
  size_t before = read_enter(&spec->reading, key);
  const char **paths = read_paths(spec, &count);
  for (int i = 0; i < count; i++) {
    (void)lua_getfield(L, -1, paths[i]);
    read_setting(spec, paths[i]);
    lua_pop(L, 1);
  }
  read_leave(&spec->reading, before);
}

/* --- vary --------------------------------------------------------------------------------------
 */

static bool read_limit(struct spec *spec, const char *key, double *out) {
  lua_State *L = spec->reading.L;
  int type = lua_getfield(L, -1, key);
  bool good = type == LUA_TNUMBER && isfinite(lua_tonumber(L, -1));
  if (good) {
    *out = lua_tonumber(L, -1);
  } else {
    read_fault(&spec->reading, key, "found %s%s; expected a finite number",
               type == LUA_TNUMBER || type == LUA_TNIL ? "" : "a ",
               type == LUA_TNUMBER ? "one without end"
               : type == LUA_TNIL  ? "nothing"
                                   : luaL_typename(L, -1));
  }
  lua_pop(L, 1);
  return good;
}

/* [*n] is 0 if it is not given. */
static bool read_levels(struct spec *spec, lua_Integer *n) {
  lua_State *L = spec->reading.L;
  bool given = lua_getfield(L, -1, "n") != LUA_TNIL;
  bool good = !given || spec_whole(spec, "n", 2, SPEC_VALUES_MAX, n);
  lua_pop(L, 1);
  return good;
}

static void read_range(struct spec *spec, const char *path) {
  double low = 0;
  double high = 0;
  lua_Integer n = 0;
  bool good = read_limit(spec, "low", &low);
  good = read_limit(spec, "high", &high) && good;
  good = read_levels(spec, &n) && good;
  if (good && !(low < high)) {
    char text[2][NUMBER_TEXT_SIZE];
    number_print(low, text[0]);
    number_print(high, text[1]);
    read_fault(&spec->reading, "high", "found %s to %s; expected high above low", text[0], text[1]);
    good = false;
  }
  if (good) {
    begin_line(spec, path);
    add_number(spec, low);
    text_add(&spec->line, ":");
    add_number(spec, high);
    if (n > 0) {
      text_add_format(&spec->line, ":%d", (int)n);
    }
    end_line(spec, "vary");
  }
}

/* The value on top of the stack, number [i] of a list. Words may not look like lists or ranges. */
static bool add_level(struct spec *spec, int i, int type) {
  lua_State *L = spec->reading.L;
  char key[16];
  (void)snprintf(key, sizeof key, "%d", i);
  if (lua_type(L, -1) != type) {
    read_fault(&spec->reading, key, "found a %s after a %s; expected values of one kind",
               luaL_typename(L, -1), lua_typename(L, type));
    return false;
  }
  text_add(&spec->line, i == 1 ? "" : ",");
  if (type == LUA_TNUMBER && isfinite(lua_tonumber(L, -1))) {
    add_number(spec, lua_tonumber(L, -1));
    return true;
  }
  if (type == LUA_TBOOLEAN) {
    text_add(&spec->line, lua_toboolean(L, -1) ? "on" : "off");
    return true;
  }
  const char *word = spec_text(spec, key, "a finite number, a word, true or false");
  if (word != NULL && strpbrk(word, ",:") != NULL) {
    read_fault(&spec->reading, key, "found \"%.60s\"; expected a word without comma and colon",
               word);
    word = NULL;
  }
  text_add(&spec->line, word == NULL ? "" : word);
  return word != NULL;
}

/* The list is on top of the stack. */
static void read_list(struct spec *spec, const char *path) {
  lua_State *L = spec->reading.L;
  lua_Unsigned length = lua_rawlen(L, -1);
  if (length == 0 || length > SPEC_VALUES_MAX) {
    read_fault(&spec->reading, NULL, "found %llu values; expected 1 to %d",
               (unsigned long long)length, SPEC_VALUES_MAX);
    return;
  }
  bool good = true;
  int first = LUA_TNIL;
  begin_line(spec, path);
  for (int i = 1; good && i <= (int)length; i++) {
    int type = lua_rawgeti(L, -1, i);
    first = i == 1 ? type : first;
    good = add_level(spec, i, first);
    lua_pop(L, 1);
  }
  if (good) {
    end_line(spec, "vary");
  }
}

/* The entry's table is on top of the stack. [keys] of entry_keys are known. */
static void read_factor(struct spec *spec, const char *path, size_t keys) {
  lua_State *L = spec->reading.L;
  if (!lua_istable(L, -1)) {
    read_fault(&spec->reading, NULL, "found a %s; expected %s", luaL_typename(L, -1),
               range_or_values);
    return;
  }
  spec_check_keys(spec, "what is varied", entry_keys, keys, true);
  bool listed = lua_rawlen(L, -1) > 0;
  int low = lua_getfield(L, -1, "low");
  int high = lua_getfield(L, -2, "high");
  int n = lua_getfield(L, -3, "n");
  int values = lua_getfield(L, -4, "values");
  bool ranged = low != LUA_TNIL || high != LUA_TNIL || n != LUA_TNIL;
  lua_pop(L, 4);
  int ways = (listed ? 1 : 0) + (ranged ? 1 : 0) + (values != LUA_TNIL ? 1 : 0);
  if (ways != 1) {
    read_fault(&spec->reading, NULL, "found %s; expected %s",
               ways == 0 ? "neither a range nor values" : "more than one way to vary",
               range_or_values);
  } else if (ranged) {
    read_range(spec, path);
  } else if (listed) {
    read_list(spec, path);
  } else if (values != LUA_TTABLE) {
    read_fault(&spec->reading, "values", "found a %s; expected { VALUE, VALUE, ... }",
               lua_typename(L, values));
  } else {
    size_t before = read_enter(&spec->reading, "values");
    (void)lua_getfield(L, -1, "values");
    read_list(spec, path);
    lua_pop(L, 1);
    read_leave(&spec->reading, before);
  }
}

static void read_vary_map(struct spec *spec) {
  int count = 0;
  const char **paths = read_paths(spec, &count);
  for (int i = 0; i < count; i++) {
    size_t before = read_enter(&spec->reading, paths[i]);
    (void)lua_getfield(spec->reading.L, -1, paths[i]);
    read_factor(spec, paths[i], KEYS_OF_MAP);
    lua_pop(spec->reading.L, 1);
    read_leave(&spec->reading, before);
  }
}

/* The entry { path = "...", ... } is on top of the stack. */
static void read_vary_entry(struct spec *spec) {
  lua_State *L = spec->reading.L;
  if (!lua_istable(L, -1)) {
    read_fault(&spec->reading, NULL, "found a %s; expected { path = \"...\", ... }",
               luaL_typename(L, -1));
    return;
  }
  (void)lua_getfield(L, -1, "path");
  size_t length = 0;
  const char *path = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : "";
  if (is_path(spec, "path", path, length)) {
    lua_pushvalue(L, -2);
    read_factor(spec, path, KEYS_OF_LIST);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void read_vary_list(struct spec *spec) {
  lua_State *L = spec->reading.L;
  lua_Unsigned length = lua_rawlen(L, -1);
  if (length > SPEC_ENTRIES_MAX) {
    read_fault(&spec->reading, NULL, "found more than %d entries; expected fewer",
               SPEC_ENTRIES_MAX);
    return;
  }
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    budget_charge(L, 2);
    if (!lua_isinteger(L, -2)) {
      read_fault(&spec->reading, NULL,
                 "found a named entry among others in a list; expected { path = \"...\", ... }");
    }
  }
  for (int i = 1; i <= (int)length; i++) {
    char key[16];
    (void)snprintf(key, sizeof key, "%d", i);
    size_t before = read_enter(&spec->reading, key);
    (void)lua_rawgeti(L, -1, i);
    read_vary_entry(spec);
    lua_pop(L, 1);
    read_leave(&spec->reading, before);
  }
}

void spec_read_vary(struct spec *spec, const char *key) {
  lua_State *L = spec->reading.L;
  luaL_checkstack(L, 16, "nested too deeply");
  if (!lua_istable(L, -1)) {
    read_fault(&spec->reading, key, "found a %s; expected { [\"PATH\"] = %s, ... }",
               luaL_typename(L, -1), range_or_values);
    return;
  }
  size_t before = read_enter(&spec->reading, key);
  if (lua_rawlen(L, -1) > 0) {
    read_vary_list(spec);
  } else {
    read_vary_map(spec);
  }
  read_leave(&spec->reading, before);
}
