/* One function for each kind of field. */
#include "lua/read_value.h"

#include "base/calendar.h"
#include "base/names.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 128 };

static size_t word_count(const char *const *words) {
  size_t count = 0;
  while (words[count] != NULL) {
    count++;
  }
  return count;
}

static void fault_word(struct reading *reading, const char *key, const char *found,
                       const char *const *words, size_t count) {
  char list[240];
  const char *near = names_nearest(found, words, count);
  read_word_list(list, sizeof list, words, count);
  read_fault(reading, key, "found \"%.60s\"; expected one of %s%s%s%s", found, list,
             near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
             near == NULL ? "" : "\"?");
}

/* The text on top of the stack, NULL with a fault if it is none, too long, or holds control bytes.
 */
static const char *text_value(struct reading *reading, const char *key) {
  lua_State *L = reading->L;
  size_t length = 0;
  if (lua_type(L, -1) != LUA_TSTRING) {
    read_fault(reading, key, "found a %s; expected text", luaL_typename(L, -1));
    return NULL;
  }
  const char *text = lua_tolstring(L, -1, &length);
  if (length > READ_TEXT_MAX) {
    read_fault(reading, key, "found %zu bytes; expected at most %d", length, READ_TEXT_MAX);
    return NULL;
  }
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) {
      read_fault(reading, key, "found control byte %d; expected plain text",
                 (unsigned char)text[i]);
      return NULL;
    }
  }
  return text;
}

/* Position of the word on top of the stack in [words], -1 with a fault. */
static int word_value(struct reading *reading, const char *key, const char *const *words,
                      size_t count) {
  const char *text = text_value(reading, key);
  int found = text == NULL ? -1 : names_find(text, words, count);
  if (text != NULL && found < 0) {
    fault_word(reading, key, text, words, count);
  }
  return found;
}

static const char *item_id(const struct collection *collection, size_t size, int index) {
  const char *id = NULL;
  memcpy(&id, (const char *)collection->items + (size_t)index * size, sizeof id);
  return id;
}

/* Index of the id on top of the stack in a collection whose ids are known by now, -1 with a fault.
 */
static int reference(struct reading *reading, const char *key, const struct collection *collection,
                     size_t size) {
  const char *words[WORDS_MAX];
  int count = collection->count < WORDS_MAX ? collection->count : WORDS_MAX;
  for (int i = 0; i < count; i++) {
    words[i] = item_id(collection, size, i);
  }
  return word_value(reading, key, words, (size_t)count);
}

static int actor_reference(struct reading *reading, const char *key) {
  return reference(reading, key, &reading->scenario->actors, sizeof(struct actor));
}

static int treaty_reference(struct reading *reading, const char *key) {
  return reference(reading, key, &reading->scenario->treaties, sizeof(struct treaty));
}

/* How many entries of a list or table may be read. */
static int most_entries(const struct field *field) {
  return field->high > 0 ? (int)field->high : READ_LIST_MAX;
}

/* The length of the list on top of the stack; cut, with a fault, to what may be read. */
static lua_Integer length_of(struct reading *reading, const char *key, int most) {
  lua_Unsigned length = lua_rawlen(reading->L, -1);
  if (length > (lua_Unsigned)most) {
    read_fault(reading, key, "found %llu entries; expected at most %d", (unsigned long long)length,
               most);
    length = (lua_Unsigned)most;
  }
  return (lua_Integer)length;
}

/* A list of ids or words as bits. */
static uint64_t bits_value(struct reading *reading, const struct field *field) {
  lua_State *L = reading->L;
  uint64_t bits = 0;
  if (!lua_istable(L, -1)) {
    read_fault(reading, field->name, "found a %s; expected a list", luaL_typename(L, -1));
    return 0;
  }
  lua_Integer length = length_of(reading, field->name, READ_LIST_MAX);
  for (lua_Integer i = 1; i <= length; i++) {
    (void)lua_rawgeti(L, -1, i);
    int position = field->kind == FIELD_ACTORS ? actor_reference(reading, field->name)
                   : field->kind == FIELD_TREATIES
                       ? treaty_reference(reading, field->name)
                       : word_value(reading, field->name, field->words, word_count(field->words));
    bits |= position < 0 ? 0 : UINT64_C(1) << position;
    lua_pop(L, 1);
  }
  return bits;
}

static void flag_value(struct reading *reading, const struct field *field, bool *out) {
  lua_State *L = reading->L;
  if (lua_isboolean(L, -1)) {
    *out = lua_toboolean(L, -1) != 0;
  } else {
    read_fault(reading, field->name, "found a %s; expected true or false", luaL_typename(L, -1));
  }
}

static void date_value(struct reading *reading, const struct field *field, int64_t *out) {
  struct date date;
  const char *text = text_value(reading, field->name);
  if (text != NULL && calendar_parse(text, &date)) {
    *out = calendar_minutes(&date);
  } else if (text != NULL) {
    read_fault(reading, field->name,
               "found \"%.40s\"; expected a date \"2018-09-21\" or \"2018-09-21 14:05\"", text);
  }
}

/* { ID = value, ... } for each actor named. */
static void by_actor_value(struct reading *reading, const struct field *field, void *place) {
  lua_State *L = reading->L;
  size_t before = read_enter(reading, field->name);
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    lua_pushstring(L, ids[i]);
    int actor = actor_reference(reading, ids[i]);
    lua_pop(L, 1);
    (void)lua_getfield(L, -1, ids[i]);
    if (actor >= 0 && field->kind == FIELD_BY_ACTOR) {
      (void)read_number(reading, ids[i], field, (double *)place + actor);
    } else if (actor >= 0) {
      int rung = word_value(reading, ids[i], field->words, word_count(field->words));
      ((int8_t *)place)[actor] = (int8_t)rung;
    }
    lua_pop(L, 1);
  }
  read_leave(reading, before);
}

/* Collections whose ids were read in the first phase keep their items; others are made here. */
static char *items_for(struct reading *reading, const struct field *field,
                       struct collection *collection, const char **ids, int count) {
  size_t size = field->shape->size;
  char *items = collection->items;
  if (items == NULL && count > 0) {
    items = arena_zeroed(reading->arena, (size_t)count, size);
    if (items == NULL) {
      read_fault(reading, NULL, "the scenario does not fit its memory");
      return NULL;
    }
    *collection = (struct collection){items, count};
    for (int i = 0; i < count; i++) {
      memcpy(items + (size_t)i * size, &ids[i], sizeof ids[i]);
      read_defaults(field->shape, items + (size_t)i * size);
    }
  }
  return items;
}

static void map_value(struct reading *reading, const struct field *field,
                      struct collection *collection) {
  lua_State *L = reading->L;
  size_t before = read_enter(reading, field->name);
  int count = 0;
  const char **ids = read_ids(reading, &count);
  if (count > most_entries(field)) {
    read_fault(reading, NULL, "found %d entries; expected at most %d", count, most_entries(field));
    count = most_entries(field);
  }
  char *items = items_for(reading, field, collection, ids, count);
  for (int i = 0; i < collection->count && items != NULL; i++) {
    char *item = items + (size_t)i * field->shape->size;
    const char *id = item_id(collection, field->shape->size, i);
    size_t inner = read_enter(reading, id);
    if (lua_getfield(L, -1, id) != LUA_TNIL) {
      read_shape(reading, field->shape, item);
    }
    lua_pop(L, 1);
    read_leave(reading, inner);
  }
  read_leave(reading, before);
}

static void list_value(struct reading *reading, const struct field *field,
                       struct collection *collection) {
  lua_State *L = reading->L;
  if (!lua_istable(L, -1)) {
    read_fault(reading, field->name, "found a %s; expected a list", luaL_typename(L, -1));
    return;
  }
  size_t before = read_enter(reading, field->name);
  lua_Integer length = length_of(reading, NULL, most_entries(field));
  char *items = arena_zeroed(reading->arena, (size_t)length, field->shape->size);
  if (items == NULL) {
    read_fault(reading, NULL, "the list does not fit its memory");
    length = 0;
  }
  *collection = (struct collection){items, (int)length};
  for (lua_Integer i = 0; i < length; i++) {
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", (long long)i + 1);
    size_t inner = read_enter(reading, number);
    char *item = items + (size_t)i * field->shape->size;
    read_defaults(field->shape, item);
    (void)lua_rawgeti(L, -1, i + 1);
    read_shape(reading, field->shape, item);
    lua_pop(L, 1);
    read_leave(reading, inner);
  }
  read_leave(reading, before);
}

/* Effects of a verb stand in the verb itself, at most VERB_EFFECT_MAX. */
static void effects_value(struct reading *reading, const struct field *field, void *place) {
  struct collection list = {NULL, 0};
  struct verb *verb = (struct verb *)(void *)((char *)place - field->offset);
  list_value(reading, field, &list);
  assert(list.count <= VERB_EFFECT_MAX);
  if (list.count > 0) {
    memcpy(verb->effects, list.items, (size_t)list.count * sizeof verb->effects[0]);
  }
  verb->effect_count = list.count;
}

static void shape_value(struct reading *reading, const struct field *field, void *place) {
  size_t before = read_enter(reading, field->name);
  read_shape(reading, field->shape, place);
  read_leave(reading, before);
}

static void text_field(struct reading *reading, const struct field *field, const char **out) {
  const char *text = text_value(reading, field->name);
  if (text != NULL) {
    *out = read_keep(reading, text);
  }
}

static void position_field(struct reading *reading, const struct field *field, int *out) {
  int position = -1;
  if (field->kind == FIELD_ACTOR) {
    position = actor_reference(reading, field->name);
  } else if (field->kind == FIELD_TREATY) {
    position = treaty_reference(reading, field->name);
  } else if (field->kind == FIELD_THEATRE) {
    position =
        reference(reading, field->name, &reading->scenario->theatres, sizeof(struct theatre));
  } else {
    position = word_value(reading, field->name, field->words, word_count(field->words));
  }
  *out = position >= 0 ? position : *out;
}

void read_value(struct reading *reading, const struct field *field, void *place) {
  double number = 0;
  switch (field->kind) {
  case FIELD_NUMBER:
    (void)read_number(reading, field->name, field, place);
    break;
  case FIELD_COUNT:
    if (read_number(reading, field->name, field, &number)) {
      *(int *)place = (int)number;
    }
    break;
  case FIELD_FLAG:
    flag_value(reading, field, place);
    break;
  case FIELD_TEXT:
    text_field(reading, field, place);
    break;
  case FIELD_DATE:
    date_value(reading, field, place);
    break;
  case FIELD_WORD:
  case FIELD_ACTOR:
  case FIELD_THEATRE:
  case FIELD_TREATY:
    position_field(reading, field, place);
    break;
  case FIELD_WORDS:
    *(uint32_t *)place = (uint32_t)bits_value(reading, field);
    break;
  case FIELD_ACTORS:
  case FIELD_TREATIES:
    *(uint64_t *)place = bits_value(reading, field);
    break;
  case FIELD_BY_ACTOR:
  case FIELD_RUNG_BY_ACTOR:
    by_actor_value(reading, field, place);
    break;
  case FIELD_SHAPE:
    shape_value(reading, field, place);
    break;
  case FIELD_MAP:
    map_value(reading, field, place);
    break;
  case FIELD_LIST:
    if (field->shape == &schema_effect) {
      effects_value(reading, field, place);
    } else {
      list_value(reading, field, place);
    }
    break;
  case FIELD_DYADS:
  case FIELD_PARAMS:
    break; /* the scenario loader reads them: they need more than their own field */
  }
}
