/* Measures written in Lua, and the `run` object that they look at. */
#include "lua/own_measures.h"

#include "lua/arguments.h"
#include "lua/proxy.h"
#include "model/measures.h"
#include "model/schema_words.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- loading ---------------------------------------------------------------------------------- */

static bool is_built_in(const char *name) {
  static const char *const words[] = {
#define X(NAME, word, flag, unit, about) word,
      MEASURE_MAP(X)
#undef X
  };
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i], name) == 0) {
      return true;
    }
  }
  return false;
}

void own_measures_read(struct reading *reading, struct own_measures *out) {
  lua_State *L = reading->L;
  *out = (struct own_measures){.functions_ref = LUA_NOREF};
  if (lua_getfield(L, -1, "measures") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  size_t before = read_enter(reading, "measures");
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    if (lua_getfield(L, -1, ids[i]) != LUA_TFUNCTION) {
      read_fault(reading, ids[i], "found a %s; expected a function of the run",
                 luaL_typename(L, -1));
    } else if (is_built_in(ids[i])) {
      read_fault(reading, ids[i], "found the name of a built-in measure; expected another");
    } else if (out->count == OWN_MEASURES_MAX) {
      read_fault(reading, ids[i], "more than %d measures", (int)OWN_MEASURES_MAX);
    } else {
      out->names[out->count++] = arena_text(reading->arena, ids[i], strlen(ids[i]));
    }
    lua_pop(L, 1);
  }
  read_leave(reading, before);
  out->functions_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushnil(L);
  lua_setfield(L, -2, "measures");
}

/* --- the run object --------------------------------------------------------------------------- */

struct filter {
  int kind, verb, actor, target, theatre, outcome;
  double from, to; /* days */
};

static int word_field(lua_State *L, const char *key, const char *const *words) {
  int found = -1;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_word(L, -1, key, words);
  }
  lua_pop(L, 1);
  return found;
}

static int id_field(lua_State *L, const char *key, int (*read)(lua_State *, int, const char *)) {
  int found = -1;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = read(L, -1, key);
  }
  lua_pop(L, 1);
  return found;
}

static double day_field(lua_State *L, const char *key, double otherwise) {
  double found = otherwise;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_number(L, -1, key, 0, 3660);
  }
  lua_pop(L, 1);
  return found;
}

static struct filter read_filter(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  return (struct filter){.kind = word_field(L, "kind", schema_records),
                         .outcome = word_field(L, "result", schema_results),
                         .verb = id_field(L, "verb", argument_verb),
                         .actor = id_field(L, "actor", argument_actor),
                         .target = id_field(L, "to", argument_actor),
                         .theatre = id_field(L, "at", argument_theatre),
                         .from = day_field(L, "from_day", 0),
                         .to = day_field(L, "to_day", 3661)};
}

static bool matches(const struct filter *filter, const struct record *record) {
  double day = (double)record->at / MINUTES_PER_DAY;
  bool is_event = record->kind != RECORD_DECISION && record->kind != RECORD_BELIEF &&
                  record->kind != RECORD_OUTCOME;
  return is_event && (filter->kind < 0 || filter->kind == (int)record->kind) &&
         (filter->verb < 0 || (record->kind == RECORD_ACT && filter->verb == record->verb)) &&
         (filter->actor < 0 || filter->actor == record->actor) &&
         (filter->target < 0 || filter->target == record->target) &&
         (filter->theatre < 0 || filter->theatre == record->theatre) &&
         (filter->outcome < 0 || filter->outcome == record->outcome) && day >= filter->from &&
         day < filter->to;
}

/* run.count(filter) */
static int run_count(lua_State *L) {
  const struct world *world = argument_run(L)->world;
  struct filter filter = read_filter(L);
  lua_Integer count = 0;
  budget_charge(L, world->record_count);
  for (uint32_t id = 1; id <= world->record_count; id++) {
    count += matches(&filter, world_record(world, id)) ? 1 : 0;
  }
  lua_pushinteger(L, count);
  return 1;
}

/* The day of the first record that matches when they are gone through from the first or the last;
 * nil if none does. */
static int push_day(lua_State *L, bool from_last) {
  const struct world *world = argument_run(L)->world;
  struct filter filter = read_filter(L);
  budget_charge(L, world->record_count);
  for (uint32_t i = 0; i < world->record_count; i++) {
    const struct record *record = world_record(world, from_last ? world->record_count - i : i + 1);
    if (matches(&filter, record)) {
      lua_pushnumber(L, (double)record->at / MINUTES_PER_DAY);
      return 1;
    }
  }
  lua_pushnil(L);
  return 1;
}

/* run.first(filter): the day of the first, nil. */
static int run_first(lua_State *L) {
  return push_day(L, false);
}

/* run.last(filter): the day of the last, nil. */
static int run_last(lua_State *L) {
  return push_day(L, true);
}

/* run.outcome(name): a built-in measure; nil where it does not apply. */
static int run_outcome(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const char *name = luaL_checkstring(L, 1);
  for (int i = 0; i < stage->result->outcome_count; i++) {
    const struct outcome *outcome = &stage->result->outcomes[i];
    if (strcmp(outcome->name, name) != 0) {
      continue;
    }
    if (isnan(outcome->value)) {
      lua_pushnil(L);
    } else if (outcome->flag) {
      lua_pushboolean(L, outcome->value != 0);
    } else {
      lua_pushnumber(L, outcome->value);
    }
    return 1;
  }
  return luaL_error(L, "run.outcome: found no measure \"%s\"; see `demarche list measures`", name);
}

static void push_run(lua_State *L, struct stage *stage) {
  static const luaL_Reg functions[] = {
      {"count", run_count}, {"first", run_first}, {"last", run_last}, {"outcome", run_outcome}};
  lua_createtable(L, 0, 5);
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    lua_pushlightuserdata(L, stage);
    lua_pushcclosure(L, functions[i].func, 1);
    lua_setfield(L, -2, functions[i].name);
  }
  lua_pushinteger(L, (stage->run->end + 1) / MINUTES_PER_DAY);
  lua_setfield(L, -2, "days");
  proxy_wrap(L, "run");
}

/* --- taking them ------------------------------------------------------------------------------ */

struct taking {
  struct stage *stage;
  const char *name;
  double value;
  bool flag;
};

static int take(lua_State *L) {
  struct taking *taking = lua_touserdata(L, 1);
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, taking->stage->loaded.measures.functions_ref);
  (void)lua_getfield(L, -1, taking->name);
  push_run(L, taking->stage);
  lua_call(L, 1, 1);
  int type = lua_type(L, -1);
  if (type != LUA_TNIL && type != LUA_TBOOLEAN && type != LUA_TNUMBER) {
    return luaL_error(L, "measures.%s: returned a %s; expected a number, true or false, or nil",
                      taking->name, lua_typename(L, type));
  }
  double number = type == LUA_TNUMBER ? lua_tonumber(L, -1) : 0;
  if (isinf(number)) {
    return luaL_error(L,
                      "measures.%s: found %s; expected a finite number, or nil where it does not "
                      "apply",
                      taking->name, number < 0 ? "-inf" : "inf");
  }
  taking->flag = type == LUA_TBOOLEAN;
  taking->value = type == LUA_TNUMBER    ? number
                  : type == LUA_TBOOLEAN ? (double)lua_toboolean(L, -1)
                                         : (double)NAN;
  return 0;
}

/* Of an idle run only the names are wanted: one that fails, or is stopped, is listed, and the next
 * one has its turn. */
static enum err_code overlook(struct stage *stage, struct taking *taking) {
  struct budget *budget = &stage->sandbox->budget;
  budget->kill = KILL_NONE;
  budget_refill_run(budget);
  taking->value = (double)NAN;
  taking->flag = false;
  return ERR_OK;
}

enum err_code own_measures_take(struct stage *stage, const struct run_result *result,
                                measure_add_fn add, void *add_context, struct err *err) {
  const struct own_measures *own = &stage->loaded.measures;
  enum err_code rc = ERR_OK;
  stage->result = result;
  for (int i = 0; rc == ERR_OK && i < own->count; i++) {
    struct taking taking = {.stage = stage, .name = own->names[i]};
    lua_pushcfunction(stage->sandbox->L, take);
    lua_pushlightuserdata(stage->sandbox->L, &taking);
    rc = sandbox_call(stage->sandbox, 1, 0, err);
    if (rc != ERR_OK && stage->run->order.idle) {
      rc = overlook(stage, &taking);
    }
    if (rc == ERR_OK) {
      add(add_context, taking.name, taking.value, taking.flag);
    }
  }
  return rc;
}
