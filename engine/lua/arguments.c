/* Arguments of bindings. */
#include "lua/arguments.h"

#include "base/names.h"
#include "base/number.h"
#include "lua/budget.h"

#include <lauxlib.h>
#include <string.h>

enum { NEAREST_MAX = 64 }; /* letters of a word that has a nearest one at all */

static int refuse_word(lua_State *L, const char *field, const char *what, const char *found,
                       const char *near) {
  if (near == NULL) {
    return luaL_error(L, "%s: found no %s \"%s\"", field, what, found);
  }
  return luaL_error(L, "%s: found no %s \"%s\"; did you mean \"%s\"?", field, what, found, near);
}

static const char *text_at(lua_State *L, int index, const char *field, const char *what) {
  if (lua_type(L, index) != LUA_TSTRING) {
    (void)luaL_error(L, "%s: found a %s; expected the %s", field, luaL_typename(L, index), what);
  }
  size_t length = 0;
  const char *text = lua_tolstring(L, index, &length);
  budget_charge(L, 2);
  if (strlen(text) != length) {
    (void)luaL_error(L, "%s: found a zero byte; expected the %s", field, what);
  }
  return text;
}

/* The nearest word, paid for: every pair of letters is compared. */
static const char *nearest(lua_State *L, const char *found, const char *const *words,
                           size_t count) {
  size_t length = strlen(found);
  budget_charge(L, count * (1 + (length < NEAREST_MAX ? length : 0) * 4));
  return names_nearest(found, words, count);
}

int argument_unknown_key(lua_State *L, const char *what, const char *noun, const char *const *names,
                         size_t count) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    return 0; /* as when a list is gone through */
  }
  const char *found = lua_tostring(L, 2);
  return refuse_word(L, what, noun, found, nearest(L, found, names, count));
}

/* Items that begin with their id. */
static const char *nearest_id(lua_State *L, const struct collection *collection, size_t size,
                              const char *found) {
  const char *words[128];
  size_t count = 0;
  for (int i = 0; i < collection->count && count < 128; i++) {
    memcpy(&words[count++], (const char *)collection->items + (size_t)i * size, sizeof words[0]);
  }
  return nearest(L, found, words, count);
}

int argument_actor(lua_State *L, int index, const char *field) {
  const struct scenario *scenario = stage_scenario(stage_of(L));
  int at = lua_absindex(L, index);
  const char *id = text_at(L, at, field, "id of an actor");
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage_of(L)->ids_ref);
  lua_pushvalue(L, at);
  int kind = lua_rawget(L, -2);
  int actor = kind == LUA_TNUMBER ? (int)lua_tointeger(L, -1) - 1 : -1;
  lua_pop(L, 2);
  if (actor < 0) {
    (void)refuse_word(L, field, "actor", id,
                      nearest_id(L, &scenario->actors, sizeof(struct actor), id));
  }
  return actor;
}

int argument_theatre(lua_State *L, int index, const char *field) {
  const struct scenario *scenario = stage_scenario(stage_of(L));
  const char *id = text_at(L, index, field, "id of a theatre");
  int found = scenario_find_theatre(scenario, id);
  return found >= 0 ? found
                    : refuse_word(L, field, "theatre", id,
                                  nearest_id(L, &scenario->theatres, sizeof(struct theatre), id));
}

int argument_treaty(lua_State *L, int index, const char *field) {
  const struct scenario *scenario = stage_scenario(stage_of(L));
  const char *id = text_at(L, index, field, "id of a treaty");
  int found = scenario_find_treaty(scenario, id);
  return found >= 0 ? found
                    : refuse_word(L, field, "treaty", id,
                                  nearest_id(L, &scenario->treaties, sizeof(struct treaty), id));
}

int argument_verb(lua_State *L, int index, const char *field) {
  const struct scenario *scenario = stage_scenario(stage_of(L));
  const char *id = text_at(L, index, field, "name of a verb");
  int found = scenario_find_verb(scenario, id);
  return found >= 0 ? found
                    : refuse_word(L, field, "verb", id,
                                  nearest_id(L, &scenario->verbs, sizeof(struct verb), id));
}

int argument_word(lua_State *L, int index, const char *field, const char *const *words) {
  const char *found = text_at(L, index, field, "word");
  size_t count = 0;
  for (; words[count] != NULL; count++) {
    if (words[count][0] == found[0] && strcmp(words[count], found) == 0) {
      return (int)count;
    }
  }
  return refuse_word(L, field, "word", found, nearest(L, found, words, count));
}

uint32_t argument_bits(lua_State *L, int index, const char *field, const char *const *words) {
  int at = lua_absindex(L, index);
  uint32_t bits = 0;
  if (!lua_istable(L, at)) {
    return (uint32_t)luaL_error(L, "%s: found a %s; expected a list of words", field,
                                luaL_typename(L, at));
  }
  lua_Integer length = (lua_Integer)lua_rawlen(L, at);
  for (lua_Integer i = 1; i <= length; i++) {
    budget_charge(L, 4);
    (void)lua_rawgeti(L, at, i);
    bits |= UINT32_C(1) << argument_word(L, -1, field, words);
    lua_pop(L, 1);
  }
  return bits;
}

double argument_number(lua_State *L, int index, const char *field, double low, double high) {
  double value = lua_type(L, index) == LUA_TNUMBER ? lua_tonumber(L, index) : low - 1;
  if (!(value >= low && value <= high)) {
    char from[NUMBER_TEXT_SIZE];
    char to[NUMBER_TEXT_SIZE];
    char found[NUMBER_TEXT_SIZE];
    number_print(low, from);
    number_print(high, to);
    number_print(lua_tonumber(L, index), found);
    (void)luaL_error(L, "%s: found %s; expected a number from %s to %s", field,
                     lua_type(L, index) == LUA_TNUMBER ? found : luaL_typename(L, index), from, to);
  }
  return value;
}

bool argument_flag(lua_State *L, int index, const char *field) {
  if (!lua_isboolean(L, index)) {
    (void)luaL_error(L, "%s: found a %s; expected true or false", field, luaL_typename(L, index));
  }
  return lua_toboolean(L, index) != 0;
}

struct run *argument_run(lua_State *L) {
  struct run *run = stage_of(L)->run;
  budget_charge(L, 10); /* what every look at the world costs at least */
  if (run == NULL) {
    (void)luaL_error(L,
                     "no run is under way: a policy may look at the world only when it is woken");
  }
  return run;
}
