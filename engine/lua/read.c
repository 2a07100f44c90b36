/* The generic reader: walks a Lua table and a shape side by side. */
#include "lua/read.h"

#include "base/names.h"
#include "base/number.h"
#include "base/sort.h"
#include "lua/fact.h"
#include "lua/locate.h"
#include "lua/read_value.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIELDS_MAX = 128 };

void read_fault(struct reading *reading, const char *key, const char *format, ...) {
  if (reading->faults->count ==
      FAULTS_MAX) { /* finding a line reads the sources: not for nothing */
    reading->faults->dropped++;
    return;
  }
  char path[READ_PATH_MAX + 64];
  char where[ERR_WHERE_MAX];
  char text[ERR_TEXT_MAX];
  const char *dot = reading->path[0] != '\0' && key != NULL ? "." : "";
  (void)snprintf(path, sizeof path, "%s%s%.60s", reading->path, dot, key == NULL ? "" : key);
  locate(reading->sources, reading->file, path, where, sizeof where);
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  (void)err_set(faults_next(reading->faults), ERR_INVALID, where, "%s%s%s", path,
                path[0] == '\0' ? "" : ": ", text);
}

size_t read_enter(struct reading *reading, const char *key) {
  size_t before = strlen(reading->path);
  (void)snprintf(reading->path + before, sizeof reading->path - before, "%s%s",
                 before == 0 ? "" : ".", key);
  return before;
}

void read_leave(struct reading *reading, size_t before) {
  reading->path[before] = '\0';
}

const char *read_keep(struct reading *reading, const char *text) {
  const char *kept = arena_text(reading->arena, text, strlen(text));
  if (kept == NULL) {
    read_fault(reading, NULL, "the scenario does not fit its memory; expected a smaller one");
  }
  return kept;
}

void read_word_list(char *out, size_t room, const char *const *words, size_t count) {
  size_t at = 0;
  out[0] = '\0';
  for (size_t i = 0; i < count && at + 1 < room; i++) {
    if (words[i] != NULL) {
      int added = snprintf(out + at, room - at, "%s%s", at == 0 ? "" : ", ", words[i]);
      at += added > 0 ? (size_t)added : 0;
    }
  }
}

static void default_field(const struct field *field, void *place) {
  switch (field->kind) {
  case FIELD_NUMBER:
    *(double *)place = field->fallback;
    break;
  case FIELD_COUNT:
  case FIELD_WORD:
    *(int *)place = (int)field->fallback;
    break;
  case FIELD_WORDS:
    *(uint32_t *)place = (uint32_t)field->fallback;
    break;
  case FIELD_ACTOR:
  case FIELD_THEATRE:
  case FIELD_TREATY:
    *(int *)place = -1;
    break;
  case FIELD_BY_ACTOR:
    for (int i = 0; i < ACTOR_MAX; i++) {
      ((double *)place)[i] = field->fallback;
    }
    break;
  case FIELD_RUNG_BY_ACTOR:
    memset(place, -1, ACTOR_MAX);
    break;
  case FIELD_SHAPE:
    read_defaults(field->shape, place);
    break;
  case FIELD_FLAG:
  case FIELD_TEXT:
  case FIELD_DATE:
  case FIELD_ACTORS:
  case FIELD_TREATIES:
  case FIELD_MAP:
  case FIELD_LIST:
  case FIELD_DYADS:
  case FIELD_PARAMS:
    break; /* zero is right */
  }
}

void read_defaults(const struct shape *shape, void *out) {
  for (const struct field *field = shape->fields; field->name != NULL; field++) {
    default_field(field, (char *)out + field->offset);
  }
}

static const struct field *field_named(const struct shape *shape, const char *name) {
  for (const struct field *field = shape->fields; field->name != NULL; field++) {
    if (strcmp(field->name, name) == 0) {
      return field;
    }
  }
  return NULL;
}

static void fault_unknown_key(struct reading *reading, const struct shape *shape, const char *key) {
  const char *words[FIELDS_MAX] = {NULL};
  char list[200];
  size_t count = 0;
  for (const struct field *field = shape->fields; field->name != NULL && count < FIELDS_MAX;
       field++) {
    words[count++] = field->name;
  }
  const char *near = names_nearest(key, words, count);
  read_word_list(list, sizeof list, words, count);
  if (near != NULL) {
    read_fault(reading, key, "found an unknown key; expected a key of %s; did you mean \"%s\"?",
               shape->name, near);
  } else {
    read_fault(reading, key, "found an unknown key; expected one of %s", list);
  }
}

/* Keys first: whatever is no field is a fault, and nothing is dropped in silence. */
static void check_keys(struct reading *reading, const struct shape *shape) {
  lua_State *L = reading->L;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      read_fault(reading, NULL, "found an entry without a name; expected keys of %s", shape->name);
    } else if (field_named(shape, lua_tostring(L, -2)) == NULL ||
               strlen(lua_tostring(L, -2)) != lua_rawlen(L, -2)) {
      fault_unknown_key(reading, shape, lua_tostring(L, -2));
    }
  }
}

void read_shape(struct reading *reading, const struct shape *shape, void *out) {
  lua_State *L = reading->L;
  luaL_checkstack(L, 16, "a scenario nested too deeply");
  if (!lua_istable(L, -1)) {
    read_fault(reading, NULL, "found a %s; expected a table", luaL_typename(L, -1));
    return;
  }
  check_keys(reading, shape);
  for (const struct field *field = shape->fields; field->name != NULL; field++) {
    if (lua_getfield(L, -1, field->name) != LUA_TNIL) {
      read_value(reading, field, (char *)out + field->offset);
    } else if (field->required) {
      read_fault(reading, field->name, "missing; expected: %s", field->about);
    }
    lua_pop(L, 1);
  }
}

static int compare_ids(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Letters, digits and _, at most 40: safe in paths, file names and tables. */
static bool is_id(const char *text) {
  size_t length = strlen(text);
  return length > 0 && length <= 40 &&
         strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

const char **read_ids(struct reading *reading, int *count) {
  lua_State *L = reading->L;
  const char **ids = arena_alloc(reading->notes, READ_LIST_MAX * sizeof *ids);
  *count = 0;
  if (ids == NULL || !lua_istable(L, -1)) {
    read_fault(reading, NULL, "found a %s; expected a table", luaL_typename(L, -1));
    return ids;
  }
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    size_t length = 0;
    bool is_text = lua_type(L, -2) == LUA_TSTRING;
    const char *key = is_text ? lua_tolstring(L, -2, &length) : NULL;
    if (key == NULL || !is_id(key) || strlen(key) != length) {
      read_fault(reading, key,
                 "found an entry that is not named by an id; expected letters, digits and _");
    } else if (*count == READ_LIST_MAX) {
      read_fault(reading, NULL, "more than %d entries", READ_LIST_MAX);
    } else {
      ids[(*count)++] = read_keep(reading, key);
    }
  }
  sort_stable(ids, (size_t)*count, sizeof *ids, compare_ids);
  return ids;
}

/* --- numbers -----------------------------------------------------------------------------------
 */

static void keep_provenance(struct reading *reading, const char *key, const struct fact *fact) {
  char path[READ_PATH_MAX + 64];
  if (reading->provenance == NULL || reading->provenance_count == READ_PROVENANCE_MAX) {
    return;
  }
  (void)snprintf(path, sizeof path, "%s%s%s", reading->path, reading->path[0] == '\0' ? "" : ".",
                 key);
  reading->assumption_count += strcmp(fact->confidence, "assumption") == 0 ? 1 : 0;
  reading->provenance[reading->provenance_count++] = (struct provenance){
      .path = arena_text(reading->notes, path, strlen(path)),
      .value = fact->value,
      .low = fact->low,
      .high = fact->high,
      .source = arena_text(reading->notes, fact->source, strlen(fact->source)),
      .confidence = arena_text(reading->notes, fact->confidence, strlen(fact->confidence))};
}

bool read_number(struct reading *reading, const char *key, const struct field *field, double *out) {
  lua_State *L = reading->L;
  struct fact fact;
  char found[NUMBER_TEXT_SIZE];
  char low[NUMBER_TEXT_SIZE];
  char high[NUMBER_TEXT_SIZE];
  number_print(field->low, low);
  number_print(field->high, high);
  const char *unit = field->unit == NULL ? "" : field->unit;
  const char *gap = field->unit == NULL ? "" : " ";
  if (!fact_read(L, -1, &fact)) {
    read_fault(reading, key, "found a %s; expected a number from %s to %s%s%s",
               luaL_typename(L, -1), low, high, gap, unit);
    return false;
  }
  bool whole = field->kind != FIELD_COUNT || fact.value == (double)(int64_t)fact.value;
  if (!(fact.value >= field->low && fact.value <= field->high) || !whole) {
    number_print(fact.value, found);
    read_fault(reading, key, "found %s; expected %s%s to %s%s%s", found,
               whole ? "" : "a whole number ", low, high, gap, unit);
    return false;
  }
  keep_provenance(reading, key, &fact);
  *out = fact.value;
  return true;
}
