/* Targets: reading and measuring. */
#include "lua/own_targets.h"

#include "base/number.h"
#include "base/sort.h"
#include "lua/fact.h"
#include "lua/own_measures.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- functions ---------------------------------------------------------------------------------
 */

/* Moves the field `measure` of the table on top of the stack into the registry's table [ref]. */
static void keep_measure(struct reading *reading, int ref, const char *id) {
  lua_State *L = reading->L;
  int type = lua_getfield(L, -1, "measure");
  if (type == LUA_TFUNCTION) {
    (void)lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
    lua_insert(L, -2);
    lua_setfield(L, -2, id);
  } else if (type != LUA_TNIL) { /* that it is missing is told with the other fields */
    read_fault(reading, "measure", "found a %s; expected a function of the run",
               luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

static int new_table(lua_State *L) {
  lua_newtable(L);
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* --- what was observed -------------------------------------------------------------------------
 */

static bool observed_number(struct reading *reading, double *out) {
  struct fact fact;
  if (!fact_read(reading->L, -1, &fact)) {
    read_fault(reading, "observed", "found a %s; expected a number, or { low, high }",
               luaL_typename(reading->L, -1));
    return false;
  }
  if (!isfinite(fact.value) || fact.value < 0) {
    char found[NUMBER_TEXT_SIZE];
    number_print(fact.value, found);
    read_fault(reading, "observed", "found %s; expected a finite number from 0", found);
    return false;
  }
  *out = fact.value;
  return true;
}

static void observed_range(struct reading *reading, struct target *target) {
  lua_State *L = reading->L;
  (void)lua_rawgeti(L, -1, 1);
  bool whole = observed_number(reading, &target->low);
  lua_pop(L, 1);
  (void)lua_rawgeti(L, -1, 2);
  whole = whole && observed_number(reading, &target->high);
  lua_pop(L, 1);
  if (whole && target->low > target->high) {
    read_fault(reading, "observed", "found the higher end first; expected { low, high }");
  }
}

/* true for what happened, false for a non_event. */
static void observed_event(struct reading *reading, struct target *target) {
  bool expected = target->kind == TARGET_EVENT;
  if (!lua_isboolean(reading->L, -1)) {
    read_fault(reading, "observed", "found a %s; expected %s", luaL_typename(reading->L, -1),
               expected ? "true" : "false");
  } else if ((lua_toboolean(reading->L, -1) != 0) != expected) {
    read_fault(reading, "observed",
               expected ? "found false; expected true, or kind = \"non_event\""
                        : "found true; expected false, or kind = \"event\"");
  }
  target->low = expected ? 1 : 0;
  target->high = target->low;
}

/* A list of two is an interval; a fact is a table without a first entry. */
static bool is_list(lua_State *L) {
  bool list = lua_istable(L, -1) && lua_rawlen(L, -1) == 2;
  return list;
}

static void read_observed(struct reading *reading, struct target *target) {
  lua_State *L = reading->L;
  if (lua_getfield(L, -1, "observed") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  if (target_is_event(target)) {
    observed_event(reading, target);
  } else if (is_list(L)) {
    observed_range(reading, target);
  } else if (observed_number(reading, &target->low)) {
    target->high = target->low;
  }
  if (target->kind == TARGET_LAG && target->high > target_window(target)) {
    read_fault(reading, "observed", "found more days than its window has; expected at most %g",
               target_window(target));
  }
  lua_pop(L, 1);
}

static void read_base(struct reading *reading, struct target *target) {
  static const struct field probability = {
      .name = "base", .kind = FIELD_NUMBER, .high = 1, .unit = NULL};
  lua_State *L = reading->L;
  if (lua_getfield(L, -1, "base") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  if (target_is_event(target)) {
    (void)read_number(reading, "base", &probability, &target->base.probability);
  } else {
    size_t before = read_enter(reading, "base");
    read_shape(reading, &schema_target_base, &target->base);
    read_leave(reading, before);
  }
  lua_pop(L, 1);
}

/* --- one target, one alarm ---------------------------------------------------------------------
 */

static void read_target(struct reading *reading, int ref, struct target *target) {
  lua_State *L = reading->L;
  int faults = reading->faults->count;
  read_shape(reading, &schema_target, target);
  if (!lua_istable(L, -1)) {
    return;
  }
  if (reading->faults->count == faults && target->from > target->to) {
    read_fault(reading, "to", "found a day before `from`; expected one after it");
  }
  if (reading->faults->count == faults) {
    read_observed(reading, target);
    read_base(reading, target);
  }
  keep_measure(reading, ref, target->id);
}

static void read_alarm(struct reading *reading, int ref, struct alarm *alarm) {
  read_shape(reading, &schema_alarm, alarm);
  if (lua_istable(reading->L, -1)) {
    keep_measure(reading, ref, alarm->id);
  }
}

/* --- the placebo -------------------------------------------------------------------------------
 */

/* A value as --set has it. */
static const char *set_value(struct reading *reading, const char *path) {
  lua_State *L = reading->L;
  char number[NUMBER_TEXT_SIZE];
  struct fact fact;
  if (lua_type(L, -1) == LUA_TSTRING) {
    return read_keep(reading, lua_tostring(L, -1));
  }
  if (lua_isboolean(L, -1)) {
    return lua_toboolean(L, -1) ? "on" : "off";
  }
  if (fact_read(L, -1, &fact)) {
    number_print(fact.value, number);
    return read_keep(reading, number);
  }
  read_fault(reading, path, "found a %s; expected a word, a number, true or false",
             luaL_typename(L, -1));
  return NULL;
}

static int compare_settings(const void *a, const void *b) {
  return strcmp(((const struct setting *)a)->path, ((const struct setting *)b)->path);
}

/* Pairs of the table on top of the stack, in order of paths. */
static void read_sets(struct reading *reading, struct placebo *out) {
  lua_State *L = reading->L;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      read_fault(reading, NULL, "found an entry without a path; expected [\"PATH\"] = value");
    } else if (out->set_count == PLACEBO_SETS_MAX) {
      read_fault(reading, NULL, "more than %d settings", (int)PLACEBO_SETS_MAX);
      lua_pop(L, 2);
      return;
    } else {
      const char *path = read_keep(reading, lua_tostring(L, -2));
      const char *value = set_value(reading, lua_tostring(L, -2));
      if (path != NULL && value != NULL) {
        out->sets[out->set_count++] = (struct setting){path, value};
      }
    }
  }
  sort_stable(out->sets, (size_t)out->set_count, sizeof out->sets[0], compare_settings);
}

static void read_alarms(struct reading *reading, int ref, struct placebo *out) {
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    if (out->alarm_count == ALARM_MAX) {
      read_fault(reading, ids[i], "more than %d alarms", (int)ALARM_MAX);
      return;
    }
    struct alarm *alarm = &out->alarms[out->alarm_count++];
    size_t before = read_enter(reading, ids[i]);
    alarm->id = ids[i];
    (void)lua_getfield(reading->L, -1, ids[i]);
    read_alarm(reading, ref, alarm);
    lua_pop(reading->L, 1);
    read_leave(reading, before);
  }
}

/* An entry of the table on top of the stack, which must be a table; pushes it. */
static bool open_table(struct reading *reading, const char *key) {
  if (lua_getfield(reading->L, -1, key) == LUA_TTABLE) {
    return true;
  }
  read_fault(reading, key, "found a %s; expected a table", luaL_typename(reading->L, -1));
  lua_pop(reading->L, 1);
  return false;
}

static void read_placebo(struct reading *reading, struct own_targets *out) {
  static const char *const keys[] = {"about", "set", "alarms"};
  lua_State *L = reading->L;
  struct placebo *placebo = &out->set->placebo;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
    if (strcmp(key, keys[0]) != 0 && strcmp(key, keys[1]) != 0 && strcmp(key, keys[2]) != 0) {
      read_fault(reading, key, "found an unknown key; expected about, set or alarms");
    }
  }
  if (lua_getfield(L, -1, "about") == LUA_TSTRING) {
    placebo->about = read_keep(reading, lua_tostring(L, -1));
  } else {
    read_fault(reading, "about", "found a %s; expected one sentence", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
  size_t before = read_enter(reading, "set");
  if (open_table(reading, "set")) {
    read_sets(reading, placebo);
    lua_pop(L, 1);
  }
  read_leave(reading, before);
  before = read_enter(reading, "alarms");
  if (open_table(reading, "alarms")) {
    read_alarms(reading, out->alarms_ref, placebo);
    lua_pop(L, 1);
  }
  read_leave(reading, before);
}

/* --- all of them -------------------------------------------------------------------------------
 */

static int compare_targets(const void *a, const void *b) {
  return target_compare_ids(((const struct target *)a)->id, ((const struct target *)b)->id);
}

static void read_items(struct reading *reading, struct own_targets *out) {
  lua_State *L = reading->L;
  struct target_set *set = out->set;
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    size_t before = read_enter(reading, ids[i]);
    (void)lua_getfield(L, -1, ids[i]);
    if (strcmp(ids[i], "placebo") == 0 && lua_istable(L, -1)) {
      read_placebo(reading, out);
    } else if (set->count == TARGET_MAX) {
      read_fault(reading, NULL, "more than %d targets", (int)TARGET_MAX);
    } else {
      struct target *target = &set->items[set->count++];
      read_defaults(&schema_target, target);
      target->id = ids[i];
      read_target(reading, out->targets_ref, target);
    }
    lua_pop(L, 1);
    read_leave(reading, before);
  }
  sort_stable(set->items, (size_t)set->count, sizeof set->items[0], compare_targets);
}

void own_targets_read(struct reading *reading, struct own_targets *out) {
  lua_State *L = reading->L;
  out->targets_ref = LUA_NOREF;
  out->alarms_ref = LUA_NOREF;
  if (lua_getfield(L, -1, "targets") == LUA_TNIL) {
    lua_pop(L, 1);
    if (out->wanted != TARGETS_OFF) {
      (void)err_set(faults_next(reading->faults), ERR_INVALID, "--set",
                    "targets: found a scenario without targets; expected one that declares some");
    }
    return;
  }
  out->set = arena_zeroed(reading->notes, 1, sizeof *out->set);
  if (out->set == NULL) {
    read_fault(reading, "targets", "the targets do not fit their memory");
    return;
  }
  out->targets_ref = new_table(L);
  out->alarms_ref = new_table(L);
  size_t before = read_enter(reading, "targets");
  read_items(reading, out);
  read_leave(reading, before);
  lua_pop(L, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "targets");
}

/* --- measuring ---------------------------------------------------------------------------------
 */

/* Days of the run, from the first at [at] (calendar minutes). */
static double day_of(const struct stage *stage, int64_t at) {
  return (double)(at - stage_scenario(stage)->epoch) / MINUTES_PER_DAY;
}

static enum err_code refuse(const struct measured_function *function, const char *found,
                            const char *expected, struct err *err) {
  return err_set(err, ERR_RUN, NULL, "%s.%s: returned %s; expected %s", function->family,
                 function->name, found, expected);
}

static enum err_code check_event(lua_State *L, const struct measured_function *function,
                                 const struct measured *found, struct err *err) {
  return found->type == LUA_TBOOLEAN
             ? ERR_OK
             : refuse(function, lua_typename(L, found->type), "true or false", err);
}

/* A number from 0; a lag may be nil. */
static enum err_code check_number(lua_State *L, const struct measured_function *function,
                                  const struct measured *found, bool lag, struct err *err) {
  const char *expected = lag ? "days from 0, or nil if it does not come" : "a number from 0";
  if (found->type == LUA_TNUMBER && found->value >= 0) {
    return ERR_OK;
  }
  if (lag && found->type == LUA_TNIL) {
    return ERR_OK;
  }
  return refuse(function,
                found->type == LUA_TNUMBER ? "a negative or undefined number"
                                           : lua_typename(L, found->type),
                expected, err);
}

static enum err_code take_one(struct stage *stage, const struct run_result *result,
                              const struct target *target, struct measured *found,
                              struct err *err) {
  const struct measured_function function = {"targets", target->id,
                                             stage->loaded.targets.targets_ref};
  lua_State *L = stage->sandbox->L;
  stage->window_from = day_of(stage, target->from);
  stage->window_to = day_of(stage, target->to + MINUTES_PER_DAY);
  enum err_code rc = own_measure_call(stage, result, &function, found, err);
  if (rc == ERR_OK && !stage->run->order.idle) {
    rc = target_is_event(target)
             ? check_event(L, &function, found, err)
             : check_number(L, &function, found, target->kind == TARGET_LAG, err);
  }
  if (target->kind == TARGET_LAG && found->value > target_window(target)) {
    found->value = (double)NAN;
  }
  return rc;
}

static enum err_code take_alarm(struct stage *stage, const struct run_result *result,
                                const struct alarm *alarm, struct measured *found,
                                struct err *err) {
  const struct measured_function function = {"alarms", alarm->id, stage->loaded.targets.alarms_ref};
  stage->window_from = 0;
  stage->window_to = HUGE_VAL;
  enum err_code rc = own_measure_call(stage, result, &function, found, err);
  return rc == ERR_OK && !stage->run->order.idle
             ? check_event(stage->sandbox->L, &function, found, err)
             : rc;
}

/* "targets.T8", in the run's arena. */
static const char *full_name(const struct stage *stage, const char *prefix, const char *id) {
  char name[64];
  int length = snprintf(name, sizeof name, "%s%s", prefix, id);
  return arena_text(stage->run->arena, name, (size_t)length);
}

enum err_code own_targets_take(struct stage *stage, const struct run_result *result,
                               measure_add_fn add, void *add_context, struct err *err) {
  const struct own_targets *own = &stage->loaded.targets;
  bool alarms = own->wanted == TARGETS_PLACEBO;
  int count = own->wanted == TARGETS_OFF ? 0
              : alarms                   ? own->set->placebo.alarm_count
                                         : own->set->count;
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < count; i++) {
    struct measured found;
    const struct target *target = &own->set->items[i];
    const struct alarm *alarm = &own->set->placebo.alarms[i];
    rc = alarms ? take_alarm(stage, result, alarm, &found, err)
                : take_one(stage, result, target, &found, err);
    const char *name = alarms ? full_name(stage, ALARM_PREFIX, alarm->id)
                              : full_name(stage, TARGET_PREFIX, target->id);
    if (rc == ERR_OK && name == NULL) {
      rc = err_set(err, ERR_LIMIT, NULL, "the run needs more memory than its arena has");
    }
    if (rc == ERR_OK) {
      add(add_context, name, found.value, alarms || target_is_event(target));
    }
  }
  return rc;
}
