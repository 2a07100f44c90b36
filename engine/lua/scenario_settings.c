/* --set with words: walks the scenario's tables by its shapes and changes one place. Whatever names
 * no such place is a fault. What is there already may be switched on, and what is not may be
 * switched off: a sweep varies it as `on,off`. */
#include "lua/scenario_settings.h"

#include "base/names.h"
#include "base/number.h"
#include "lua/scenario_switches.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SEGMENT_MAX = 64, KEYS_MAX = 128 };

/* A walk down one path. The table that has been reached is on top of the stack. */
struct setter {
  struct reading *reading;
  const struct setting *setting;
  const char *rest; /* of the path */
  char segment[SEGMENT_MAX];
  const struct shape *shape; /* of the table reached */
  int root;                  /* stack index of the scenario's table */
};

static void fault(struct setter *setter, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(struct setter *setter, const char *format, ...) {
  char text[ERR_TEXT_MAX];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  (void)err_set(faults_next(setter->reading->faults), ERR_INVALID, "--set", "%.160s: %s",
                setter->setting->path, text);
}

static void fault_near(struct setter *setter, const char *near) {
  fault(setter, "found no \"%s\"; expected a path of the scenario%s%s%s", setter->segment,
        near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
        near == NULL ? "" : "\"?");
}

/* There is no such key in the table on top of the stack. */
static void fault_key(struct setter *setter) {
  lua_State *L = setter->reading->L;
  const char *keys[KEYS_MAX];
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING && count < KEYS_MAX) {
      keys[count++] = lua_tostring(L, -2); /* the table holds it */
    }
  }
  fault_near(setter, names_nearest(setter->segment, keys, count));
}

static void fault_field(struct setter *setter) {
  const char *words[KEYS_MAX];
  size_t count = 0;
  for (const struct field *field = setter->shape->fields; field->name != NULL && count < KEYS_MAX;
       field++) {
    words[count++] = field->name;
  }
  fault_near(setter, names_nearest(setter->segment, words, count));
}

static void fault_value(struct setter *setter, const char *expected) {
  fault(setter, "found \"%.60s\"; expected %s", setter->setting->value, expected);
}

/* Takes the next segment; false, with a fault, if the path ends here. */
static bool next_segment(struct setter *setter, const char *expected) {
  size_t length = strcspn(setter->rest, ".");
  if (length == 0) {
    fault_value(setter, expected);
    return false;
  }
  (void)snprintf(setter->segment, SEGMENT_MAX, "%.*s", (int)(length < 60 ? length : 60),
                 setter->rest);
  setter->rest += length;
  setter->rest += *setter->rest == '.' && setter->rest[1] != '\0' ? 1 : 0;
  return true;
}

static bool at_end(const struct setter *setter) {
  return *setter->rest == '\0';
}

static bool is_off(const struct setter *setter) {
  const char *value = setter->setting->value;
  return strcmp(value, "off") == 0 || strcmp(value, "false") == 0;
}

static bool is_on(const struct setter *setter) {
  const char *value = setter->setting->value;
  return strcmp(value, "on") == 0 || strcmp(value, "true") == 0;
}

/* --- one value ---------------------------------------------------------------------------------
 */

/* Whether the scenario declares the segment in its table [table]. */
static bool is_declared(struct setter *setter, const char *table) {
  lua_State *L = setter->reading->L;
  int top = lua_gettop(L);
  bool declared = lua_getfield(L, setter->root, table) == LUA_TTABLE &&
                  lua_getfield(L, -1, setter->segment) == LUA_TTABLE;
  lua_settop(L, top);
  return declared;
}

/* Whether the segment could stand in the list: a slip of the pen is not to pass for an entry that
 * was off already. */
static bool could_be_listed(struct setter *setter, const struct field *field) {
  size_t count = 0;
  if (field->kind == FIELD_TREATIES) {
    return is_declared(setter, "treaties");
  }
  if (field->kind == FIELD_ACTORS) {
    return is_declared(setter, "actors") || is_declared(setter, "organisations");
  }
  while (field->words[count] != NULL) {
    count++;
  }
  return names_find(setter->segment, field->words, count) >= 0;
}

/* A list of ids or words: `members.AAA=on` adds one, `off` takes it out. */
static void toggle(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  int found = 0;
  if (!next_segment(setter, "the path of one entry, as members.ID=on or off") || !at_end(setter) ||
      (!is_on(setter) && !is_off(setter))) {
    if (setter->segment[0] != '\0' && !(is_on(setter) || is_off(setter))) {
      fault_value(setter, "on or off for one entry, as members.ID=off");
    }
    return;
  }
  if (lua_getfield(L, -1, field->name) != LUA_TTABLE) {
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -4, field->name);
  }
  lua_Unsigned length = lua_rawlen(L, -1);
  length = length < READ_LIST_MAX ? length : READ_LIST_MAX;
  for (int i = 1; i <= (int)length && found == 0; i++) {
    bool same =
        lua_rawgeti(L, -1, i) == LUA_TSTRING && strcmp(lua_tostring(L, -1), setter->segment) == 0;
    found = same ? i : 0;
    lua_pop(L, 1);
  }
  if (found == 0 && is_on(setter)) {
    lua_pushstring(L, setter->segment);
    lua_rawseti(L, -2, (lua_Integer)length + 1);
  } else if (found == 0 && !could_be_listed(setter, field)) {
    fault(setter,
          "found no \"%s\", in the list or elsewhere; expected an entry that could be in it",
          setter->segment);
  } else if (found > 0 && is_off(setter)) {
    for (int i = found; i <= (int)length; i++) {
      (void)lua_rawgeti(L, -1, i + 1);
      lua_rawseti(L, -2, i);
    }
  }
}

static void set_number(struct setter *setter, const char *key) {
  double number = 0;
  if (!number_parse(setter->setting->value, &number)) {
    fault_value(setter, "a number");
    return;
  }
  lua_pushnumber(setter->reading->L, number);
  lua_setfield(setter->reading->L, -2, key);
}

/* A policy may be taken away, its parameters with it. */
static void set_text(struct setter *setter, const char *key) {
  lua_State *L = setter->reading->L;
  if (strcmp(key, "policy") == 0 && strcmp(setter->setting->value, "none") == 0) {
    lua_pushnil(L);
    lua_setfield(L, -2, "params");
    lua_pushnil(L);
  } else {
    lua_pushstring(L, setter->setting->value);
  }
  lua_setfield(L, -2, key);
}

/* Takes the whole of [field] out; `on` leaves what is there. False: the value says neither, or
 * there is nothing to switch on. */
static bool switch_whole(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  bool is_there = lua_getfield(L, -1, field->name) == LUA_TTABLE;
  lua_pop(L, 1);
  if (is_off(setter)) {
    lua_pushnil(L);
    lua_setfield(L, -2, field->name);
  }
  return is_off(setter) || (is_on(setter) && is_there);
}

/* The path ends at a field of the table on top of the stack. */
static void set_field(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  switch (field->kind) {
  case FIELD_NUMBER:
  case FIELD_COUNT:
    set_number(setter, field->name);
    return;
  case FIELD_FLAG:
    if (!is_on(setter) && !is_off(setter)) {
      fault_value(setter, "on or off");
      return;
    }
    lua_pushboolean(L, is_on(setter));
    lua_setfield(L, -2, field->name);
    return;
  case FIELD_TEXT:
    set_text(setter, field->name);
    return;
  case FIELD_WORD:
  case FIELD_DATE:
  case FIELD_ACTOR:
  case FIELD_THEATRE:
  case FIELD_TREATY:
    lua_pushstring(L, setter->setting->value);
    lua_setfield(L, -2, field->name);
    return;
  case FIELD_SHAPE:
    if (field->shape == &schema_spokesman && switch_whole(setter, field)) {
      return;
    }
    break;
  case FIELD_MAP:
  case FIELD_LIST:
    if ((strcmp(field->name, "injects") == 0 || strcmp(field->name, "precedents") == 0) &&
        switch_whole(setter, field)) {
      return;
    }
    break;
  case FIELD_WORDS:
  case FIELD_ACTORS:
  case FIELD_TREATIES:
  case FIELD_BY_ACTOR:
  case FIELD_RUNG_BY_ACTOR:
  case FIELD_DYADS:
  case FIELD_PARAMS:
    break;
  }
  fault_value(setter, "the path of one of its entries");
}

/* --- presence of an entry ----------------------------------------------------------------------
 */

/* Removes the segment's entry from the table on top of the stack, or from its table [inner]. */
static void forget_in(struct setter *setter, const char *inner) {
  lua_State *L = setter->reading->L;
  int top = lua_gettop(L);
  if (inner != NULL && lua_istable(L, -1)) {
    (void)lua_getfield(L, -1, inner);
  }
  if (lua_istable(L, -1)) {
    lua_pushnil(L);
    lua_setfield(L, -2, setter->segment);
  }
  lua_settop(L, top);
}

/* Takes what is said about an actor only in passing out of the tables of others: relations, stakes,
 * answers remembered. What names it otherwise is found by the reader, which says so. */
static void forget_actor(struct setter *setter) {
  static const struct {
    const char *table, *inner; /* inner NULL: the entries themselves are by actor */
  } places[] = {{"relations", NULL}, {"theatres", "salience"}, {"precedents", "response"}};
  lua_State *L = setter->reading->L;
  for (int p = 0; p < 3; p++) {
    if (lua_getfield(L, setter->root, places[p].table) == LUA_TTABLE) {
      for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
        forget_in(setter, places[p].inner);
      }
    }
    lua_pop(L, 1);
  }
  (void)lua_getfield(L, setter->root, "relations");
  forget_in(setter, NULL);
  lua_pop(L, 1);
}

/* The path ends at an entry, named by the segment, of the table on top of the stack. */
static void set_presence(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  bool remembered = strcmp(field->name, "precedents") == 0;
  if (!is_off(setter) && !is_on(setter)) {
    fault_value(setter, "on or off, or the path of one of its fields");
    return;
  }
  if (remembered) {
    (void)lua_getfield(L, -1, setter->segment);
    lua_pushboolean(L, is_off(setter));
    lua_setfield(L, -2, "off");
    return;
  }
  if (is_on(setter)) {
    return; /* it is there */
  }
  lua_pushnil(L);
  lua_setfield(L, -2, setter->segment);
  if (field->shape == &schema_actor) {
    forget_actor(setter);
  }
}

/* --- the walk ----------------------------------------------------------------------------------
 */

/* Into an entry of a table by id; false when the walk is over. */
static bool enter_item(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  if (!next_segment(setter, "the path of one of its entries")) {
    return false;
  }
  if (lua_getfield(L, -1, setter->segment) != LUA_TTABLE) {
    lua_pop(L, 1);
    fault_key(setter);
    return false;
  }
  if (at_end(setter)) {
    lua_pop(L, 1);
    set_presence(setter, field);
    return false;
  }
  setter->shape = field->shape;
  return true;
}

/* Into an entry of a list by its position as written. One that is removed becomes false until all
 * settings are applied, so that positions stay. */
static bool enter_listed(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  uint64_t position = 0;
  if (!next_segment(setter, "the position of an entry, counted from 1")) {
    return false;
  }
  uint64_t length = lua_rawlen(L, -1);
  bool is_one = number_parse_u64(setter->segment, &position) && position >= 1 &&
                position <= length && position <= READ_LIST_MAX;
  int kind = is_one ? lua_rawgeti(L, -1, (lua_Integer)position) : LUA_TNONE;
  if (kind == LUA_TBOOLEAN) {
    fault(setter, "found an entry that is taken out; expected one that is there");
    return false;
  }
  if (kind != LUA_TTABLE) {
    fault(setter, "found no entry %s; expected a position from 1 to %llu", setter->segment,
          (unsigned long long)length);
    return false;
  }
  if (!at_end(setter)) {
    setter->shape = field->shape;
    return true;
  }
  if (is_on(setter)) {
    return false; /* it is there */
  }
  if (!is_off(setter)) {
    fault_value(setter, "on or off, or the path of one of its fields");
    return false;
  }
  lua_pop(L, 1);
  lua_pushboolean(L, 0);
  lua_rawseti(L, -2, (lua_Integer)position);
  return false;
}

static bool enter_dyad(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  for (int i = 0; i < 2; i++) {
    if (!next_segment(setter, "a path relations.A.B.FIELD")) {
      return false;
    }
    if (lua_getfield(L, -1, setter->segment) != LUA_TTABLE) {
      lua_pop(L, 1);
      fault_key(setter);
      return false;
    }
  }
  setter->shape = field->shape;
  return true;
}

/* Values by actor, and parameters of a policy: one more segment, then the value. */
static void set_named(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  if (!next_segment(setter, "the path of one of its entries")) {
    return;
  }
  if (field->kind != FIELD_RUNG_BY_ACTOR) {
    fault_value(setter, "a number");
    return;
  }
  if (lua_getfield(L, -1, field->name) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, field->name);
  }
  lua_pushstring(L, setter->setting->value);
  lua_setfield(L, -2, setter->segment);
}

/* Into the table of a field; false when the walk is over. */
static bool enter(struct setter *setter, const struct field *field) {
  lua_State *L = setter->reading->L;
  if (lua_getfield(L, -1, field->name) != LUA_TTABLE) {
    fault(setter, "found nothing declared in \"%s\"; expected a path of the scenario", field->name);
    return false;
  }
  if (field->kind == FIELD_MAP) {
    return enter_item(setter, field);
  }
  if (field->kind == FIELD_LIST) {
    return enter_listed(setter, field);
  }
  if (field->kind == FIELD_DYADS) {
    return enter_dyad(setter, field);
  }
  setter->shape = field->shape;
  return true;
}

/* One step; false when the walk is over. */
static bool step(struct setter *setter) {
  if (!next_segment(setter, "the path of one of its fields")) {
    return false;
  }
  const struct field *field = setter->shape->fields;
  while (field->name != NULL && strcmp(field->name, setter->segment) != 0) {
    field++;
  }
  if (field->name == NULL) {
    fault_field(setter);
    return false;
  }
  if (field->kind == FIELD_WORDS || field->kind == FIELD_ACTORS || field->kind == FIELD_TREATIES) {
    toggle(setter, field);
    return false;
  }
  if (field->kind == FIELD_BY_ACTOR || field->kind == FIELD_RUNG_BY_ACTOR ||
      field->kind == FIELD_PARAMS) {
    set_named(setter, field);
    return false;
  }
  if (at_end(setter)) {
    set_field(setter, field);
    return false;
  }
  if (field->kind == FIELD_SHAPE || field->kind == FIELD_MAP || field->kind == FIELD_LIST ||
      field->kind == FIELD_DYADS) {
    return enter(setter, field);
  }
  fault(setter, "found more after \"%s\"; expected a path that ends there", field->name);
  return false;
}

/* Takes removed injects out of their list. */
static void close_gaps(lua_State *L) {
  lua_Integer kept = 0;
  if (lua_getfield(L, -1, "injects") == LUA_TTABLE && lua_rawlen(L, -1) <= READ_LIST_MAX) {
    lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= length; i++) {
      bool removed = lua_rawgeti(L, -1, i) == LUA_TBOOLEAN;
      kept += removed ? 0 : 1;
      lua_rawseti(L, -2, removed ? i : kept);
    }
    for (lua_Integer i = kept + 1; i <= length; i++) {
      lua_pushnil(L);
      lua_rawseti(L, -2, i);
    }
  }
  lua_pop(L, 1);
}

void scenario_settings_apply(struct reading *reading, const struct setting *settings, int count) {
  lua_State *L = reading->L;
  int top = lua_gettop(L);
  for (int i = 0; i < count; i++) {
    struct setter setter = {.reading = reading,
                            .setting = &settings[i],
                            .rest = settings[i].path,
                            .shape = &schema_scenario,
                            .root = top};
    bool switches = strcmp(settings[i].path, "targets") == 0 || /* read apart */
                    scenario_switch_policies(reading, &settings[i], top);
    bool more = !switches && !setting_is_number(&settings[i]);
    while (more) {
      luaL_checkstack(L, 8, "a path too long");
      more = step(&setter);
    }
    lua_settop(L, top);
  }
  if (count > 0) {
    close_gaps(L);
  }
}
