/* The language given to scripts: Lua 5.4, amputated, with its own bounded library.
 *
 * Present: the core language; assert, error, ipairs, pairs (sorted), pcall (re-raises a kill),
 * select, tonumber, tostring (no addresses), type; bounded string, table and math functions;
 * require for the standard library and the scenario's folder. Absent: everything else, metatables,
 * coroutines, string patterns, loaders, io, os and debug first of all. */
#ifndef DEMARCHE_LUA_SANDBOX_H
#define DEMARCHE_LUA_SANDBOX_H

#include "base/arena.h"
#include "base/err.h"
#include "lua/budget.h"
#include "lua/heap.h"
#include "model/source.h"

#include <lua.h>

enum { SANDBOX_REQUIRE_MAX = 16 };

/* A sandboxed state. Lives in its arena, so that an image of the arena is an image of the state. */
struct sandbox {
  lua_State *L;
  struct heap *heap;
  struct budget budget;
  struct watchdog *watchdog;        /* NULL: calls are not watched */
  const struct source_set *sources; /* what require reaches; owned by the caller */
  const struct source *requiring[SANDBOX_REQUIRE_MAX]; /* modules being loaded, outermost first */
  int require_depth;
  bool reading_scenario; /* modules required now are plain tables, to be read as data */
};

/* A new state in [arena]. ERR_LIMIT when the arena is full. */
enum err_code sandbox_create(struct sandbox **out, struct arena *arena, struct err *err);

/* Sources for require: names "lib/..." and "scenario/...". The set must outlive the sandbox. */
void sandbox_set_sources(struct sandbox *sandbox, const struct source_set *sources);

/* Runs a C function in protected mode, with [argument] as its light userdata, leaving [results]
 * values: for everything that allocates in the state outside a script. Nothing else may touch the
 * state's memory unprotected. */
enum err_code sandbox_protect(struct sandbox *sandbox, lua_CFunction function, void *argument,
                              int results, struct err *err);

/* Pops a value and makes it a global of every environment made afterwards. Only inside protected
 * calls, as the next. */
void sandbox_add_global(struct sandbox *sandbox, const char *name);

/* Pushes a fresh environment table: copies of the library's globals. [modules] is the stack index
 * of the table of the scenario's modules that its `require` has loaded; 0: a table of its own, so
 * that no two environments share a module's variables. */
void sandbox_push_environment(struct sandbox *sandbox, int modules);

/* Compiles a text chunk and leaves it on the stack as a function with a fresh environment. [path]
 * is how messages name it. ERR_INVALID with where = "path:line" on a syntax error; bytecode is
 * refused. */
enum err_code sandbox_load(struct sandbox *sandbox, const char *path, const char *bytes,
                           size_t length, struct err *err);

/* The same from inside a protected call, whose budget it uses: raises Lua's error. [modules] as
 * above. For require. */
void sandbox_compile(struct sandbox *sandbox, const struct source *source, int modules);

/* Calls the function below its [arguments] in protected mode under a fresh budget, as lua_pcall
 * does. On failure the stack is as before the call less function and arguments, err->where is
 * "path:line" where known, and the code is ERR_BUDGET (a kill), ERR_LIMIT (memory) or ERR_RUN. */
enum err_code sandbox_call(struct sandbox *sandbox, int arguments, int results, struct err *err);

/* The same while a scenario is being loaded: longer strings, always counted. */
enum err_code sandbox_call_loading(struct sandbox *sandbox, int arguments, int results,
                                   struct err *err);

/* Collects what loading left behind, so that an image does not carry it. Only inside protected
 * calls. */
void sandbox_settle(struct sandbox *sandbox);

/* From now on policies run: strings are held to HEAP_STRING_MAX. [counted] as in budget.h. Clears
 * no kill. */
void sandbox_begin_run(struct sandbox *sandbox, bool counted, struct watchdog *watchdog);

/* Whether the state was stopped by the watchdog in the first pass. */
bool sandbox_was_slow(const struct sandbox *sandbox);

/* Releases what is outside the arena. */
void sandbox_close(struct sandbox *sandbox);

#endif
