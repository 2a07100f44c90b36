/* --set with words: walks the scenario's tables and puts a value in. */
#include "lua/scenario_settings.h"

#include "base/names.h"
#include "base/number.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { SEGMENT_MAX = 64, KEYS_MAX = 128 };

static void fault(struct reading *reading, const struct setting *setting, const char *segment,
                  const char *near) {
  (void)err_set(faults_next(reading->faults), ERR_INVALID, "--set",
                "%s: found no \"%s\"; expected a path of the scenario%s%s%s", setting->path,
                segment, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                near == NULL ? "" : "\"?");
}

/* The key of the table on top of the stack nearest to [segment]. */
static const char *nearest_key(struct reading *reading, const char *segment) {
  lua_State *L = reading->L;
  const char *keys[KEYS_MAX];
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING && count < KEYS_MAX) {
      keys[count++] = lua_tostring(L, -2); /* the table holds it */
    }
  }
  return names_nearest(segment, keys, count);
}

static void put_value(struct reading *reading, const char *key, const char *value) {
  lua_State *L = reading->L;
  bool on = strcmp(value, "on") == 0 || strcmp(value, "true") == 0;
  bool off = strcmp(value, "off") == 0 || strcmp(value, "false") == 0;
  int kind = lua_getfield(L, -1, key);
  if (kind == LUA_TTABLE && (on || off)) { /* presence of a whole object */
    lua_pushboolean(L, off);
    lua_setfield(L, -2, "off");
    lua_pop(L, 1);
    return;
  }
  lua_pop(L, 1);
  if (on || off) {
    lua_pushboolean(L, on);
  } else {
    lua_pushstring(L, value);
  }
  lua_setfield(L, -2, key);
}

static void apply(struct reading *reading, const struct setting *setting) {
  lua_State *L = reading->L;
  const char *rest = setting->path;
  int top = lua_gettop(L);
  for (;;) {
    char segment[SEGMENT_MAX];
    size_t length = strcspn(rest, ".");
    (void)snprintf(segment, sizeof segment, "%.*s", (int)(length < 60 ? length : 60), rest);
    rest += length;
    if (*rest == '\0') {
      put_value(reading, segment, setting->value);
      break;
    }
    rest++;
    if (lua_getfield(L, -1, segment) != LUA_TTABLE) {
      lua_pop(L, 1);
      fault(reading, setting, segment, nearest_key(reading, segment));
      break;
    }
  }
  lua_settop(L, top);
}

void scenario_settings_apply(struct reading *reading, const struct setting *settings, int count) {
  double number = 0;
  for (int i = 0; i < count; i++) {
    if (!number_parse(settings[i].value, &number)) {
      apply(reading, &settings[i]);
    }
  }
}
