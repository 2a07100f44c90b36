/* The sandboxed state: creation by allow-list, loading, protected calls. */
#include "lua/sandbox.h"

#include "base/text.h"
#include "lua/proxy.h"
#include "lua/require.h"
#include "lua/stdlib.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A collection begins when memory has grown to three times what the last one left: runs are short,
 * their arena is thrown away, and the heap has its own cap. The first one of a run waits longer:
 * most runs end before it. */
enum { GC_PAUSE = 300, GC_PAUSE_FIRST = 800, GC_STEP = 200 };

/* Levels of the stack looked at for a position: finding a level takes as long as it is deep. */
enum { LEVELS_MAX = 64 };

/* Registry key of the table name -> value from which environments are made. */
static const char globals_key = 0;

/* Reached only if a call is made outside protected mode: a programmer's mistake. */
static int on_panic(lua_State *L) {
  (void)L;
  abort();
}

static void add_module(lua_State *L, const char *name, void (*open)(lua_State *)) {
  open(L);
  proxy_wrap(L, name);
  lua_setfield(L, -2, name);
}

/* ("x"):rep(2) works; the metatable itself is out of reach. */
static void lock_strings(lua_State *L) {
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  stdlib_open_string(L);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "locked");
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

static int open_all(lua_State *L) {
  stdlib_open_base(L);
  add_module(L, "string", stdlib_open_string);
  add_module(L, "table", stdlib_open_table);
  add_module(L, "math", stdlib_open_math);
  require_open(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &globals_key);
  lock_strings(L);
  return 0;
}

enum err_code sandbox_create(struct sandbox **out, struct arena *arena, struct err *err) {
  struct sandbox *sandbox = arena_zeroed(arena, 1, sizeof *sandbox);
  if (sandbox == NULL) {
    return err_set(err, ERR_LIMIT, NULL, "no room for a script state");
  }
  sandbox->budget.instructions_max = BUDGET_INSTRUCTIONS_MAX;
  budget_refill_run(&sandbox->budget);
  sandbox->heap = heap_create(arena, &sandbox->budget);
  sandbox->L = sandbox->heap == NULL ? NULL : lua_newstate(heap_alloc, sandbox->heap);
  if (sandbox->L == NULL) {
    return err_set(err, ERR_LIMIT, NULL, "no room for a script state");
  }
  struct budget *budget = &sandbox->budget;
  budget->L = sandbox->L;
  memcpy(lua_getextraspace(sandbox->L), &budget, sizeof budget);
  (void)lua_atpanic(sandbox->L, on_panic);
  (void)lua_gc(sandbox->L, LUA_GCINC, GC_PAUSE, GC_STEP, 0);
  enum err_code rc = sandbox_protect(sandbox, open_all, sandbox, 0, err);
  if (rc != ERR_OK) {
    sandbox_close(sandbox);
    return rc;
  }
  *out = sandbox;
  return ERR_OK;
}

void sandbox_set_sources(struct sandbox *sandbox, const struct source_set *sources) {
  sandbox->sources = sources;
}

void sandbox_add_global(struct sandbox *sandbox, const char *name) {
  lua_State *L = sandbox->L;
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key);
  lua_insert(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

void sandbox_push_environment(struct sandbox *sandbox, int modules) {
  lua_State *L = sandbox->L;
  modules = modules == 0 ? 0 : lua_absindex(L, modules);
  lua_createtable(L, 0, 24);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key);
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
  if (modules == 0) {
    lua_createtable(L, 0, 0);
  } else {
    lua_pushvalue(L, modules);
  }
  require_push(L, sandbox);
  lua_setfield(L, -2, "require");
}

/* --- errors of scripts -------------------------------------------------------------------------
 */

/* Chunks are called by their logical names, which are short and the same everywhere; people are
 * told the path. */
static void show_path(const struct source_set *sources, char where[ERR_WHERE_MAX]) {
  char name[ERR_WHERE_MAX];
  char *colon = strrchr(where, ':');
  if (sources == NULL || colon == NULL) {
    return;
  }
  (void)snprintf(name, sizeof name, "%.*s", (int)(colon - where), where);
  const struct source *source = source_find(sources, name);
  if (source != NULL) {
    char line[16];
    (void)snprintf(line, sizeof line, "%.15s", colon);
    (void)snprintf(where, ERR_WHERE_MAX, "%.140s%s", source->path, line);
  }
}

/* Bytes of the "name:12" that begins a message of the form "name:12: ...", 0 if it has none. */
static size_t position_length(const char *message) {
  const char *colon = strchr(message, ':');
  size_t digits = colon == NULL ? 0 : strspn(colon + 1, "0123456789");
  bool is_one = digits > 0 && strncmp(colon + 1 + digits, ": ", 2) == 0;
  size_t length = is_one ? (size_t)(colon - message) + 1 + digits : 0;
  return length < ERR_WHERE_MAX ? length : 0;
}

/* Whether the function at some level of the stack is at the position that begins [message]. */
static bool is_running_at(lua_State *L, const char *message, size_t length) {
  lua_Debug frame;
  for (int level = 0; level < LEVELS_MAX && lua_getstack(L, level, &frame) != 0; level++) {
    char here[ERR_WHERE_MAX];
    if (lua_getinfo(L, "Sl", &frame) != 0 && frame.currentline > 0 &&
        (size_t)snprintf(here, sizeof here, "%s:%d", frame.short_src, frame.currentline) ==
            length &&
        strncmp(here, message, length) == 0) {
      return true;
    }
  }
  return false;
}

/* Message handler: notes where an error that nobody catches was raised, while its stack still
 * stands. The position that a message begins with counts if some function is there, or if Lua wrote
 * it (a module's mistake): a script can begin its text with any. */
static int note_error(lua_State *L) {
  struct budget *budget = budget_of(L);
  const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : "";
  size_t length = position_length(message);
  bool genuine = length > 0 && (!budget->raised_bare || is_running_at(L, message, length));
  if (genuine) {
    memcpy(budget->raised_at, message, length);
    budget->raised_at[length] = '\0';
  } else {
    budget_line(L, budget->raised_at);
    if (strncmp(budget->raised_at, "lib/", 4) == 0) {
      budget->raised_at[0] = '\0'; /* the library judged what its caller, gone by now, gave it */
    }
  }
  budget->raised_skip = genuine ? length + 2 : 0;
  return 1;
}

static enum err_code code_of_kill(enum kill kill) {
  return kill == KILL_MEMORY ? ERR_LIMIT : ERR_BUDGET;
}

/* Turns the error value on top of the stack into [err]; leaves the stack as it is. */
static enum err_code take_error(struct sandbox *sandbox, struct err *err) {
  lua_State *L = sandbox->L;
  enum kill kill = sandbox->budget.kill;
  enum err_code code = ERR_RUN;
  char where[ERR_WHERE_MAX];
  (void)snprintf(where, sizeof where, "%s",
                 kill != KILL_NONE ? sandbox->budget.where : sandbox->budget.raised_at);
  show_path(sandbox->sources, where);
  if (kill != KILL_NONE) {
    code = code_of_kill(kill);
    (void)err_set(err, code, where, "%s", budget_kill_text(kill));
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    size_t length = 0;
    const char *message = lua_tolstring(L, -1, &length);
    size_t skip = sandbox->budget.raised_skip <= length ? sandbox->budget.raised_skip : 0;
    struct text safe = {0};
    length -= skip;
    text_add_safe(&safe, message + skip, length < ERR_TEXT_MAX ? length : ERR_TEXT_MAX);
    (void)err_set(err, code, where, "%s", text_string(&safe));
    text_free(&safe);
  } else {
    (void)err_set(err, code, where, "found an error that is a %s; expected text",
                  luaL_typename(L, -1));
  }
  return code;
}

void sandbox_compile(struct sandbox *sandbox, const struct source *source, int modules) {
  lua_State *L = sandbox->L;
  modules = modules == 0 ? 0 : lua_absindex(L, modules);
  lua_pushfstring(L, "@%s", source->name);
  int status = luaL_loadbufferx(L, source->bytes, source->length, lua_tostring(L, -1), "t");
  lua_remove(L, -2);
  if (status != LUA_OK) {
    (void)lua_error(L);
  }
  sandbox_push_environment(sandbox, modules);
  if (lua_setupvalue(L, -2, 1) == NULL) {
    lua_pop(L, 1); /* a chunk without globals has no _ENV */
  }
}

struct load_request {
  struct sandbox *sandbox;
  struct source source;
};

static int load_protected(lua_State *L) {
  const struct load_request *request = lua_touserdata(L, 1);
  sandbox_compile(request->sandbox, &request->source, 0);
  return 1;
}

enum err_code sandbox_load(struct sandbox *sandbox, const char *path, const char *bytes,
                           size_t length, struct err *err) {
  struct load_request request = {sandbox, {.name = path, .bytes = bytes, .length = length}};
  enum err_code rc = sandbox_protect(sandbox, load_protected, &request, 1, err);
  if (rc == ERR_RUN && err->where[0] == '\0') {
    (void)snprintf(err->where, sizeof err->where, "%.140s:1", path);
    show_path(sandbox->sources, err->where);
  }
  return rc == ERR_RUN ? (err->code = ERR_INVALID) : rc;
}

/* A call within a call gets a purse and a hook of its own, and leaves the outer one without: only
 * the loader, in C, may do that. What a script can reach uses lua_pcall. */
static enum err_code call(struct sandbox *sandbox, int arguments, int results, struct err *err) {
  lua_State *L = sandbox->L;
  int below = lua_gettop(L) - arguments - 1;
  lua_pushcfunction(L, note_error);
  lua_insert(L, below + 1);
  sandbox->budget.raised_at[0] = '\0';
  sandbox->budget.raised_skip = 0;
  sandbox->budget.raised_bare = false;
  budget_refill(&sandbox->budget);
  budget_arm(L);
  if (sandbox->watchdog != NULL) {
    watchdog_enter(sandbox->watchdog, L);
  }
  int status = lua_pcall(L, arguments, results, below + 1);
  if (sandbox->watchdog != NULL) {
    watchdog_leave(sandbox->watchdog);
  }
  budget_disarm(L);
  if (status == LUA_OK && sandbox->budget.kill == KILL_NONE) {
    lua_remove(L, below + 1);
    return ERR_OK;
  }
  /* A kill counts even if it came as the last instruction went by. */
  enum err_code rc = take_error(sandbox, err);
  lua_settop(L, below);
  return rc;
}

enum err_code sandbox_call(struct sandbox *sandbox, int arguments, int results, struct err *err) {
  return call(sandbox, arguments, results, err);
}

enum err_code sandbox_call_loading(struct sandbox *sandbox, int arguments, int results,
                                   struct err *err) {
  bool counted = sandbox->budget.counted;
  sandbox->budget.counted = true;
  enum err_code rc = call(sandbox, arguments, results, err);
  sandbox->budget.counted = counted;
  return rc;
}

/* The pause in force when a collection ends decides when the next one begins. */
void sandbox_settle(struct sandbox *sandbox) {
  (void)lua_gc(sandbox->L, LUA_GCINC, GC_PAUSE_FIRST, GC_STEP, 0);
  (void)lua_gc(sandbox->L, LUA_GCCOLLECT);
  (void)lua_gc(sandbox->L, LUA_GCINC, GC_PAUSE, GC_STEP, 0);
}

void sandbox_begin_run(struct sandbox *sandbox, bool counted, struct watchdog *watchdog) {
  sandbox->heap->string_max = HEAP_STRING_MAX;
  sandbox->budget.counted = counted;
  sandbox->watchdog = counted ? NULL : watchdog;
  budget_refill_run(&sandbox->budget);
  if (sandbox->watchdog != NULL) {
    watchdog_begin_run(sandbox->watchdog);
  }
}

enum err_code sandbox_protect(struct sandbox *sandbox, lua_CFunction function, void *argument,
                              int results, struct err *err) {
  lua_pushcfunction(sandbox->L, function); /* neither push allocates */
  lua_pushlightuserdata(sandbox->L, argument);
  return sandbox_call_loading(sandbox, 1, results, err);
}

bool sandbox_was_slow(const struct sandbox *sandbox) {
  return sandbox->budget.kill == KILL_SLOW;
}

/* lua_close would run through every object of an arena that is thrown away anyway. Blocks are given
 * back one by one. */
void sandbox_close(struct sandbox *sandbox) {
  heap_release(sandbox->heap);
  sandbox->L = NULL;
}
