/* Members of act, view and chance by the tokens of a policy. */
#include "lua/policy_names.h"

#include "base/names.h"
#include "lua/binding.h"
#include "lua/locate.h"
#include "lua/proxy.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 256, NAME_ROOM = 64 };

struct check {
  const struct source *source;
  struct faults *faults;
  const char *module, *what;
  const char *words[NAMES_MAX];
  size_t count;
};

static void check_member(void *context, const char *name, size_t length, int line) {
  struct check *check = context;
  char word[NAME_ROOM];
  char where[ERR_WHERE_MAX];
  (void)snprintf(word, sizeof word, "%.*s", (int)(length < NAME_ROOM ? length : NAME_ROOM - 1),
                 name);
  if (names_find(word, check->words, check->count) >= 0) {
    return;
  }
  const char *near = names_nearest(word, check->words, check->count);
  (void)snprintf(where, sizeof where, "%.140s:%d", check->source->path, line);
  (void)err_set(faults_next(check->faults), ERR_INVALID, where, "%s.%s: found no such %s%s%s%s",
                check->module, word, check->what,
                near == NULL ? "; expected one of the reference" : "; did you mean \"",
                near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

static void add_bindings(struct check *check) {
  for (const struct binding *binding = binding_table; binding->name != NULL; binding++) {
    if (strcmp(binding->module, check->module) == 0 && check->count < NAMES_MAX) {
      check->words[check->count++] = binding->name;
    }
  }
}

/* The keys of the global `act`; its table, left on the stack, holds them. */
static void add_verbs(lua_State *L, struct sandbox *sandbox, struct check *check) {
  sandbox_push_environment(sandbox, 0);
  (void)lua_getfield(L, -1, check->module);
  if (!lua_istable(L, -1)) {
    return;
  }
  proxy_open(L, -1);
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING && check->count < NAMES_MAX) {
      check->words[check->count++] = lua_tostring(L, -2);
    }
  }
}

void policy_names_check(struct sandbox *sandbox, const struct source *source,
                        struct faults *faults) {
  static const char *const modules[][2] = {
      {"act", "verb"}, {"view", "field"}, {"chance", "function"}};
  lua_State *L = sandbox->L;
  int top = lua_gettop(L);
  for (int i = 0; i < 3; i++) {
    struct check check = {
        .source = source, .faults = faults, .module = modules[i][0], .what = modules[i][1]};
    if (i == 0) {
      add_verbs(L, sandbox, &check);
    } else {
      add_bindings(&check);
    }
    if (check.count > 0) {
      locate_members(source, check.module, check_member, &check);
    }
    lua_settop(L, top);
  }
}
