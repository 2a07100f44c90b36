/* eval: a calculator with the standard library; and check of one policy. */
#include "lua/eval.h"

#include "base/number.h"
#include "base/sort.h"
#include "lua/proxy.h"
#include "lua/stdlib.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum {
  EXPRESSION_MAX = 4096,
  KEYS_MAX = 1024, /* named entries of a table that can be shown at all */
  KEYS_SHOWN = 64,
  DEPTH_MAX = 3,
  ITEMS_MAX = 100,
  TEXT_MAX = 1 << 20 /* bytes of the whole answer */
};

/* The library's modules are there by name, as if they had been required. */
static int require_all(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  for (int i = 0; i < sandbox->sources->count; i++) {
    char name[64];
    const char *logical = sandbox->sources->items[i].name;
    size_t length = strlen(logical);
    if (strncmp(logical, "lib/", 4) != 0 || length <= 8 || length >= sizeof name) {
      continue;
    }
    (void)snprintf(name, sizeof name, "%.*s", (int)(length - 8), logical + 4);
    sandbox_push_environment(sandbox, 0);
    (void)lua_getfield(L, -1, "require");
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    sandbox_add_global(sandbox, name);
    lua_pop(L, 1);
  }
  return 0;
}

static void add_value(lua_State *L, struct text *out, int depth);

static int compare_keys(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds to the answer; the values are by reference, so that a small one can have a huge text. */
static void add_text(lua_State *L, struct text *out, const char *text, size_t length) {
  text_add_safe(out, text, length);
  if (out->length > TEXT_MAX) {
    (void)luaL_error(L, "the value is longer than %d bytes; expected a smaller one", TEXT_MAX);
  }
}

static void add_more(struct text *out, size_t more) {
  if (more > 0) {
    text_add_format(out, ", ... and %zu more", more);
  }
}

/* Named entries of the table on top of the stack, in order. */
static void add_named(lua_State *L, struct text *out, int depth, bool first) {
  const char *keys[KEYS_MAX];
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    budget_charge(L, 2);
    if (lua_type(L, -2) != LUA_TSTRING) {
      continue;
    }
    if (count == KEYS_MAX) {
      (void)luaL_error(L, "a table of over %d names; expected a smaller one", (int)KEYS_MAX);
    }
    keys[count++] = lua_tostring(L, -2); /* the table holds it */
  }
  sort_stable(keys, count, sizeof keys[0], compare_keys);
  for (size_t i = 0; i < count && i < KEYS_SHOWN; i++) {
    (void)lua_getfield(L, -1, keys[i]);
    text_add(out, first && i == 0 ? "" : ", ");
    add_text(L, out, keys[i], strlen(keys[i]));
    text_add(out, " = ");
    add_value(L, out, depth + 1);
    lua_pop(L, 1);
  }
  add_more(out, count > KEYS_SHOWN ? count - KEYS_SHOWN : 0);
}

/* The table on top of the stack, as { 1, 2, name = 3 }. */
static void add_table(lua_State *L, struct text *out, int depth) {
  luaL_checkstack(L, 8, "nested too deeply");
  proxy_open(L, -1);
  lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
  text_add(out, "{ ");
  for (lua_Integer i = 1; i <= length && i <= ITEMS_MAX; i++) {
    (void)lua_rawgeti(L, -1, i);
    text_add(out, i == 1 ? "" : ", ");
    add_value(L, out, depth + 1);
    lua_pop(L, 1);
  }
  add_more(out, length > ITEMS_MAX ? (size_t)length - ITEMS_MAX : 0);
  add_named(L, out, depth, length == 0);
  text_add(out, " }");
  lua_pop(L, 1);
}

static void add_value(lua_State *L, struct text *out, int depth) {
  if (lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1)) {
    char number[NUMBER_TEXT_SIZE];
    number_print(lua_tonumber(L, -1), number);
    text_add(out, number);
  } else if (lua_istable(L, -1) && depth < DEPTH_MAX) {
    add_table(L, out, depth);
  } else {
    size_t length = 0;
    const char *text = stdlib_text_of(L, -1, &length);
    add_text(L, out, text, length);
    lua_pop(L, 1);
  }
}

static const char values_key = 0;

/* The values stand in a table under values_key. */
static int print_values(lua_State *L) {
  struct text *out = lua_touserdata(L, 1);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &values_key);
  lua_Integer count = (lua_Integer)luaL_len(L, -1);
  for (lua_Integer i = 1; i <= count; i++) {
    (void)lua_rawgeti(L, -1, i);
    text_add(out, i == 1 ? "" : "\t");
    (void)lua_rawgeti(L, -1, 1);
    add_value(L, out, 0);
    lua_pop(L, 2);
  }
  if (count == 0) {
    text_add(out, "nil");
  }
  return 0;
}

/* Calls the chunk below and keeps what it returns: each value boxed, so that nil counts. */
static int call_and_keep(lua_State *L) {
  lua_call(L, 0, LUA_MULTRET);
  int count = lua_gettop(L);
  lua_createtable(L, count, 0);
  for (int i = 1; i <= count; i++) {
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, -2, i);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &values_key);
  return 0;
}

/* An expression is tried with `return` before it, then as it stands. */
static enum err_code load_expression(struct sandbox *sandbox, const char *expression,
                                     struct err *err) {
  char chunk[EXPRESSION_MAX + 8];
  if (strlen(expression) > EXPRESSION_MAX) {
    return err_set(err, ERR_INVALID, "eval", "found over %d bytes; expected an expression",
                   (int)EXPRESSION_MAX);
  }
  (void)snprintf(chunk, sizeof chunk, "return %s", expression);
  struct err ignored;
  if (sandbox_load(sandbox, "eval", chunk, strlen(chunk), &ignored) == ERR_OK) {
    return ERR_OK;
  }
  return sandbox_load(sandbox, "eval", expression, strlen(expression), err);
}

enum err_code eval_expression(struct arena *arena, const struct source_set *sources,
                              const char *expression, struct text *out, struct err *err) {
  struct stage *stage = NULL;
  enum err_code rc = stage_open(&stage, arena, sources, err);
  if (rc != ERR_OK) {
    return rc;
  }
  struct sandbox *sandbox = stage_sandbox(stage);
  rc = sandbox_protect(sandbox, require_all, sandbox, 0, err);
  if (rc == ERR_OK) {
    rc = load_expression(sandbox, expression, err);
  }
  if (rc == ERR_OK) {
    lua_pushcfunction(sandbox->L, call_and_keep);
    lua_insert(sandbox->L, -2);
    rc = sandbox_call_loading(sandbox, 1, 0, err);
  }
  if (rc == ERR_OK) {
    rc = sandbox_protect(sandbox, print_values, out, 0, err);
  }
  stage_close(stage);
  return rc;
}

/* Puts the names of the shipped verbs into the table behind `act`, for policy_names_check. */
static int name_verbs(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  const struct source *source = source_find(sandbox->sources, "verbs.lua");
  if (source == NULL || source_find(sandbox->sources, "scenario/scenario.lua") != NULL) {
    return 0; /* a scenario beside the policy may have verbs of its own */
  }
  sandbox_push_environment(sandbox, 0);
  (void)lua_getfield(L, -1, "act");
  proxy_open(L, -1);
  sandbox_compile(sandbox, source, 0);
  lua_call(L, 0, 1);
  for (lua_pushnil(L); lua_istable(L, -2) && lua_next(L, -2) != 0; lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, -6);
  }
  lua_settop(L, 4);
  lua_pushboolean(L, 1);
  lua_setfield(L, 4, "silence");
  return 0;
}

enum err_code eval_check_policy(struct arena *arena, const struct source_set *sources,
                                const char *name, struct faults *faults) {
  struct stage *stage = NULL;
  struct err err = {0};
  if (stage_open(&stage, arena, sources, &err) != ERR_OK) {
    return err_set(faults_next(faults), ERR_INVALID, "", "%s", err.text);
  }
  struct sandbox *sandbox = stage_sandbox(stage);
  (void)sandbox_protect(sandbox, name_verbs, sandbox, 0, &err); /* without them, none is checked */
  struct policy *policy = arena_zeroed(arena, 1, sizeof *policy);
  enum err_code rc =
      policy == NULL ? ERR_LIMIT : policy_load(sandbox, sources, name, policy, faults);
  stage_close(stage);
  return rc;
}
