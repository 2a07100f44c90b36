/* Policies: one script, loaded anew for each actor, so that nobody shares another's variables. */
#include "lua/policy_load.h"

#include "base/names.h"
#include "base/number.h"
#include "lua/locate.h"
#include "lua/policy_names.h"
#include "model/record.h"

#include <lauxlib.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MEMORY_DEPTH_MAX = 16, OPTIONS_MAX = 256 };

static const char policy_mark = 0;

static const char *const policy_keys[] = {"about", "source", "params", "memory",
                                          "on",    "decide", "utility"};
static const char *const param_keys[] = {"default", "min", "max", "unit", "about", "source"};

static const char *const utility_keys[] = {"on", "options"};
static const char *const option_keys[] = {"verb", "to", "terms"};

static const char *const event_words[POLICY_EVENT_COUNT] = {
#define X(name, word) word,
    POLICY_EVENT_MAP(X)
#undef X
};

static int construct(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushboolean(L, 1);
  lua_rawsetp(L, 1, &policy_mark);
  return 1;
}

static int open_policy(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  lua_pushcfunction(L, construct);
  sandbox_add_global(sandbox, "policy");
  return 0;
}

void policy_load_open(struct sandbox *sandbox) {
  struct err err;
  (void)sandbox_protect(sandbox, open_policy, sandbox, 0, &err); /* a kill shows at the next call */
}

/* --- one load ----------------------------------------------------------------------------------
 */

struct load {
  struct sandbox *sandbox;
  lua_State *L;
  const struct source_set *sources;
  const struct source *source;
  struct policy *out;
  struct policy_about *about; /* NULL: nobody wants it */
  struct faults *faults;
  int before; /* faults before this policy */
};

static void fault(struct load *load, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct load *load, const char *path, const char *format, ...) {
  if (load->faults->count == FAULTS_MAX) { /* finding a line reads the sources: not for nothing */
    load->faults->dropped++;
    return;
  }
  char where[ERR_WHERE_MAX];
  char text[ERR_TEXT_MAX];
  va_list arguments;
  locate(load->sources, load->source->name, path, where, sizeof where);
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  (void)err_set(faults_next(load->faults), ERR_INVALID, where, "%s%s%s", path,
                path[0] == '\0' ? "" : ": ", text);
}

static void fault_word(struct load *load, const char *path, const char *word,
                       const char *const *words, size_t count) {
  const char *near = names_nearest(word, words, count);
  char list[200] = "";
  for (size_t i = 0; i < count; i++) {
    size_t at = strlen(list);
    (void)snprintf(list + at, sizeof list - at, "%s%s", i == 0 ? "" : ", ", words[i]);
  }
  fault(load, path, "found an unknown key; expected one of %s%s%s%s", list,
        near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
        near == NULL ? "" : "\"?");
}

/* Every key of the table on top of the stack must be one of [words]. */
static void check_keys(struct load *load, const char *path, const char *const *words,
                       size_t count) {
  lua_State *L = load->L;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    char here[128];
    if (lua_type(L, -2) == LUA_TLIGHTUSERDATA) {
      continue; /* our own mark */
    }
    if (lua_type(L, -2) != LUA_TSTRING) {
      fault(load, path, "found an entry without a name");
      continue;
    }
    const char *key = lua_tostring(L, -2);
    (void)snprintf(here, sizeof here, "%.60s%s%.60s", path, path[0] == '\0' ? "" : ".", key);
    if (names_find(key, words, count) < 0) {
      fault_word(load, here, key, words, count);
    }
  }
}

static void copy_text(struct load *load, const char *key, char *out, size_t room) {
  out[0] = '\0';
  int kind = lua_getfield(load->L, -1, key);
  if (kind == LUA_TSTRING) {
    const char *text = lua_tostring(load->L, -1);
    if (strlen(text) >= room) {
      fault(load, key, "found a text of %zu bytes; expected at most %zu", strlen(text), room - 1);
    }
    (void)snprintf(out, room, "%s", text);
  } else if (kind != LUA_TNIL) {
    fault(load, key, "found a %s; expected text", luaL_typename(load->L, -1));
  }
  lua_pop(load->L, 1);
}

static double number_key(struct load *load, const char *path, const char *key, double fallback) {
  lua_State *L = load->L;
  double value = fallback;
  int kind = lua_getfield(L, -1, key);
  if (kind == LUA_TNUMBER && isfinite(lua_tonumber(L, -1))) {
    value = lua_tonumber(L, -1);
  } else if (kind != LUA_TNIL || isnan(fallback)) {
    char here[128];
    (void)snprintf(here, sizeof here, "%.100s.%s", path, key);
    fault(load, here, "found %s; expected a finite number",
          kind == LUA_TNIL      ? "nothing"
          : kind == LUA_TNUMBER ? "an infinite or undefined one"
                                : luaL_typename(L, -1));
    value = 0;
  }
  lua_pop(L, 1);
  return value;
}

static void read_param(struct load *load, const char *name, struct policy_param *param) {
  char path[96];
  (void)snprintf(path, sizeof path, "params.%.60s", name);
  *param = (struct policy_param){0};
  size_t length = strlen(name);
  bool is_id = length > 0 && strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789_") == length;
  if (!is_id || length >= sizeof param->name) {
    fault(load, path, "found a name of that form; expected letters, digits and _, at most %d",
          (int)sizeof param->name - 1);
    return;
  }
  if (!lua_istable(load->L, -1)) {
    fault(load, path, "found a %s; expected { default = n, min = n, max = n, unit =, about = }",
          luaL_typename(load->L, -1));
    return;
  }
  check_keys(load, path, param_keys, sizeof param_keys / sizeof param_keys[0]);
  (void)snprintf(param->name, sizeof param->name, "%s", name);
  param->fallback = number_key(load, path, "default", NAN);
  param->low = number_key(load, path, "min", -1e300);
  param->high = number_key(load, path, "max", 1e300);
  copy_text(load, "unit", param->unit, sizeof param->unit);
  copy_text(load, "about", param->about, sizeof param->about);
  copy_text(load, "source", param->source, sizeof param->source);
  if (!(param->low <= param->fallback && param->fallback <= param->high)) {
    char value[NUMBER_TEXT_SIZE];
    char low[NUMBER_TEXT_SIZE];
    char high[NUMBER_TEXT_SIZE];
    number_print(param->fallback, value);
    number_print(param->low, low);
    number_print(param->high, high);
    fault(load, path, "found default %s; expected %s to %s", value, low, high);
  }
}

/* Parameters in the order of their names, so that their positions mean the same in every process.
 */
static void sort_param(struct policy *policy, int at) {
  while (at > 0 && strcmp(policy->params[at].name, policy->params[at - 1].name) < 0) {
    struct policy_param kept = policy->params[at];
    policy->params[at] = policy->params[at - 1];
    policy->params[at - 1] = kept;
    at--;
  }
}

static void read_params(struct load *load) {
  lua_State *L = load->L;
  int kind = lua_getfield(L, -1, "params");
  if (kind == LUA_TTABLE) {
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
      if (lua_type(L, -2) != LUA_TSTRING || load->out->param_count == PARAM_MAX) {
        fault(load, "params", "found too many, or one without a name; expected at most %d",
              (int)PARAM_MAX);
        continue;
      }
      read_param(load, lua_tostring(L, -2), &load->out->params[load->out->param_count]);
      sort_param(load->out, load->out->param_count++);
    }
  } else if (kind != LUA_TNIL) {
    fault(load, "params", "found a %s; expected a table", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

static int take_function(struct load *load, const char *path, const char *key) {
  lua_State *L = load->L;
  int kind = lua_getfield(L, -1, key);
  if (kind == LUA_TFUNCTION) {
    return luaL_ref(L, LUA_REGISTRYINDEX);
  }
  if (kind != LUA_TNIL) {
    fault(load, path, "found a %s; expected a function", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
  return LUA_NOREF;
}

static void take_handlers(struct load *load) {
  lua_State *L = load->L;
  int kind = lua_getfield(L, -1, "on");
  if (kind == LUA_TTABLE) {
    check_keys(load, "on", event_words, POLICY_EVENT_COUNT);
    for (int i = 0; i < POLICY_EVENT_COUNT; i++) {
      char path[40];
      (void)snprintf(path, sizeof path, "on.%s", event_words[i]);
      load->out->on_ref[i] = take_function(load, path, event_words[i]);
    }
  } else if (kind != LUA_TNIL) {
    fault(load, "on", "found a %s; expected a table of functions", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

/* Pushes a copy of the value on top: plain values and tables of them. */
static void copy_memory(struct load *load, int depth) {
  lua_State *L = load->L;
  luaL_checkstack(L, 8, "memory nested too deeply");
  if (!lua_istable(L, -1)) {
    if (lua_isfunction(L, -1) || depth > MEMORY_DEPTH_MAX) {
      fault(load, "memory", "found a %s; expected numbers, text, booleans and tables of them",
            luaL_typename(L, -1));
    }
    lua_pushvalue(L, -1);
    return;
  }
  if (depth > MEMORY_DEPTH_MAX) {
    fault(load, "memory", "found tables within tables over %d deep", MEMORY_DEPTH_MAX);
    lua_pushnil(L);
    return;
  }
  int from = lua_gettop(L);
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, from) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING && lua_type(L, -2) != LUA_TNUMBER &&
        lua_type(L, -2) != LUA_TBOOLEAN) {
      fault(load, "memory", "found a %s as a key; expected numbers and text", luaL_typename(L, -2));
    }
    copy_memory(load, depth + 1);
    lua_pushvalue(L, -3);
    lua_insert(L, -2);
    lua_rawset(L, from + 1);
  }
}

static void take_memory(struct load *load) {
  lua_State *L = load->L;
  if (lua_getfield(L, -1, "memory") == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
  }
  copy_memory(load, 1);
  if (!lua_istable(L, -1)) {
    fault(load, "memory", "found a %s; expected a table", luaL_typename(L, -1));
  }
  load->out->memory_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
}

/* One option of `utility`, on top of the stack. */
static void check_option(struct load *load, const char *path) {
  lua_State *L = load->L;
  if (!lua_istable(L, -1)) {
    fault(load, path, "found a %s; expected { verb =, to =, terms = { ... } }",
          luaL_typename(L, -1));
    return;
  }
  check_keys(load, path, option_keys, sizeof option_keys / sizeof option_keys[0]);
  if (lua_getfield(L, -1, "verb") != LUA_TSTRING) {
    fault(load, path, "found a %s as verb; expected the name of one", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
  int kind = lua_getfield(L, -1, "terms");
  if (kind != LUA_TNIL && kind != LUA_TTABLE) {
    fault(load, path, "found a %s as terms; expected a list", luaL_typename(L, -1));
  } else if (kind == LUA_TTABLE && lua_rawlen(L, -1) > RECORD_TERM_MAX) {
    fault(load, path, "found %llu terms; expected at most %d",
          (unsigned long long)lua_rawlen(L, -1), (int)RECORD_TERM_MAX);
  }
  lua_pop(L, 1);
}

/* `utility`, on top of the stack: what the features need, by kind; their words are checked where
 * they are known. */
static void check_utility(struct load *load) {
  lua_State *L = load->L;
  check_keys(load, "utility", utility_keys, sizeof utility_keys / sizeof utility_keys[0]);
  bool named = lua_getfield(L, -1, "on") == LUA_TSTRING;
  if (!named || names_find(lua_tostring(L, -1), event_words, POLICY_EVENT_COUNT) < 0) {
    fault(load, "utility.on", "found %s; expected a kind of event",
          named ? lua_tostring(L, -1) : luaL_typename(L, -1));
  }
  lua_pop(L, 1);
  if (lua_getfield(L, -1, "options") != LUA_TTABLE) {
    fault(load, "utility.options", "found a %s; expected a list", luaL_typename(L, -1));
  } else if (lua_rawlen(L, -1) > OPTIONS_MAX) {
    fault(load, "utility.options", "found over %d options; expected fewer", (int)OPTIONS_MAX);
  } else {
    for (int i = 1; i <= (int)lua_rawlen(L, -1); i++) {
      char path[40];
      (void)snprintf(path, sizeof path, "utility.options.%d", i);
      (void)lua_rawgeti(L, -1, i);
      check_option(load, path);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

static void take_utility(struct load *load) {
  lua_State *L = load->L;
  int kind = lua_getfield(L, -1, "utility");
  if (kind == LUA_TTABLE) {
    check_utility(load);
    load->out->utility_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    return;
  }
  if (kind != LUA_TNIL) {
    fault(load, "utility", "found a %s; expected a table", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

static bool answers_anything(const struct policy *policy) {
  bool any = policy->decide_ref != LUA_NOREF || policy->utility_ref != LUA_NOREF;
  for (int i = 0; i < POLICY_EVENT_COUNT; i++) {
    any = any || policy->on_ref[i] != LUA_NOREF;
  }
  return any;
}

/* Reads the value that the chunk returned, on top of the stack. */
static int read_policy(lua_State *L) {
  struct load *load = lua_touserdata(L, 1);
  lua_settop(L, 1);
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, load->out->memory_ref); /* kept there by run_chunk */
  bool marked = lua_istable(L, -1) && lua_rawgetp(L, -1, &policy_mark) == LUA_TBOOLEAN;
  if (!marked) {
    lua_settop(L, 2);
    fault(load, "", "found a %s returned; expected `return policy { ... }`", luaL_typename(L, 2));
    return 0;
  }
  lua_pop(L, 1);
  check_keys(load, "", policy_keys, sizeof policy_keys / sizeof policy_keys[0]);
  if (load->about != NULL) {
    copy_text(load, "about", load->about->about, sizeof load->about->about);
    copy_text(load, "source", load->about->source, sizeof load->about->source);
  }
  read_params(load);
  take_handlers(load);
  load->out->decide_ref = take_function(load, "decide", "decide");
  take_utility(load);
  take_memory(load);
  if (!answers_anything(load->out)) {
    fault(load, "", "found no function; expected decide, a function in `on`, or utility");
  }
  policy_names_check(load->sandbox, load->source, load->faults);
  return 0;
}

/* Runs the file; its value is kept in the registry under memory_ref for read_policy. */
static enum err_code run_chunk(struct load *load, struct err *err) {
  const struct source *source = load->source;
  enum err_code rc = sandbox_load(load->sandbox, source->name, source->bytes, source->length, err);
  if (rc == ERR_OK) {
    rc = sandbox_call_loading(load->sandbox, 0, 1, err);
  }
  if (rc == ERR_OK) {
    load->out->memory_ref = luaL_ref(load->L, LUA_REGISTRYINDEX);
    rc = sandbox_protect(load->sandbox, read_policy, load, 0, err);
  }
  return rc;
}

static const struct source *find_source(const struct source_set *sources, const char *name) {
  static const char *const patterns[] = {"scenario/policies/%s.lua", "scenario/%s.lua",
                                         "policies/%s.lua"};
  char logical[128];
  const struct source *found = NULL;
  for (int i = 0; i < 3 && found == NULL && strlen(name) < 64; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the patterns stand above */
    (void)snprintf(logical, sizeof logical, patterns[i], name);
#pragma GCC diagnostic pop
    found = source_find(sources, logical);
  }
  return found;
}

/* Names of the shipped policies, for "did you mean". */
static const char *nearest_policy(const struct source_set *sources, const char *name,
                                  char near[64]) {
  char names[64][64];
  const char *words[64];
  size_t count = 0;
  for (int i = 0; i < sources->count && count < 64; i++) {
    const char *slash = strrchr(sources->items[i].name, '/');
    const char *dot = strrchr(sources->items[i].name, '.');
    bool is_policy = strncmp(sources->items[i].name, "policies/", 9) == 0 ||
                     strncmp(sources->items[i].name, "scenario/policies/", 18) == 0;
    if (is_policy && slash != NULL && dot != NULL && dot - slash < 60) {
      (void)snprintf(names[count], 64, "%.*s", (int)(dot - slash - 1), slash + 1);
      words[count] = names[count];
      count++;
    }
  }
  const char *found = names_nearest(name, words, count);
  (void)snprintf(near, 64, "%s", found == NULL ? "" : found);
  return found == NULL ? NULL : near;
}

enum err_code policy_load(struct sandbox *sandbox, const struct source_set *sources,
                          const char *name, struct policy *out, struct faults *faults) {
  return policy_load_about(sandbox, sources, name, out, NULL, faults);
}

enum err_code policy_load_about(struct sandbox *sandbox, const struct source_set *sources,
                                const char *name, struct policy *out, struct policy_about *about,
                                struct faults *faults) {
  struct err err = {0};
  *out =
      (struct policy){.decide_ref = LUA_NOREF, .utility_ref = LUA_NOREF, .memory_ref = LUA_NOREF};
  for (int i = 0; i < POLICY_EVENT_COUNT; i++) {
    out->on_ref[i] = LUA_NOREF;
  }
  const struct source *source = find_source(sources, name);
  if (source == NULL) {
    char near[64];
    const char *meant = nearest_policy(sources, name, near);
    return err_set(faults_next(faults), ERR_INVALID, "",
                   "found no policy \"%.60s\"; expected one of scripts/policies or of the "
                   "scenario's folder%s%s%s",
                   name, meant == NULL ? "" : "; did you mean \"", meant == NULL ? "" : meant,
                   meant == NULL ? "" : "\"?");
  }
  struct load load = {.sandbox = sandbox,
                      .L = sandbox->L,
                      .sources = sources,
                      .source = source,
                      .out = out,
                      .about = about,
                      .faults = faults,
                      .before = faults->count};
  out->name = name;
  out->path = source->path;
  if (run_chunk(&load, &err) != ERR_OK) {
    (void)err_set(faults_next(faults), ERR_INVALID, err.where[0] == '\0' ? source->path : err.where,
                  "%s", err.text);
  }
  return faults->count == load.before ? ERR_OK : ERR_INVALID;
}
