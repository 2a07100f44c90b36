/* The spec: evaluated in a sandbox of its own, then read key by key. */
#include "lua/sweep_spec.h"

#include "base/names.h"
#include "base/number.h"
#include "base/text.h"
#include "lua/read.h"
#include "lua/sandbox.h"
#include "lua/spec_factor.h"

#include <lauxlib.h>
#include <string.h>

enum { INSTRUCTIONS_MAX = 50 * 1000 * 1000, OPTION_COUNT = 14 };

/* Registry keys: the table that `sweep` was given last; what the file returned. */
static const char sweep_mark = 0;
static const char returned_key = 0;

enum option_kind {
  OPTION_TEXT,
  OPTION_WORD, /* one of `words` */
  OPTION_COUNTED,
  OPTION_EVENTS,
  OPTION_FLAG,
  OPTION_SET,
  OPTION_VARY
};

struct option {
  const char *key;  /* in the spec */
  const char *name; /* on the command line */
  enum option_kind kind;
  bool required;
  int64_t low, high;
  const char *const *words;
};

static const char *const designs[] = {"grid",     "oat",    "random", "lhs",  "sobol",
                                      "saltelli", "morris", "prior",  "file", NULL};

static const struct option options[OPTION_COUNT] = {
    {"scenario", "scenario", OPTION_TEXT, true, 0, 0, NULL},
    {"set", "set", OPTION_SET, false, 0, 0, NULL},
    {"vary", "vary", OPTION_VARY, false, 0, 0, NULL},
    {"design", "design", OPTION_WORD, false, 0, 0, designs},
    {"file", "file", OPTION_TEXT, false, 0, 0, NULL},
    {"samples", "samples", OPTION_COUNTED, false, 1, SPEC_SAMPLES_MAX, NULL},
    {"reps", "reps", OPTION_COUNTED, false, 1, SPEC_REPS_MAX, NULL},
    {"seed", "seed", OPTION_COUNTED, false, 0, INT64_MAX, NULL},
    {"days", "days", OPTION_COUNTED, false, 1, DAYS_MAX, NULL},
    {"stop_when", "until", OPTION_TEXT, false, 0, 0, NULL},
    {"max_reps", "max-reps", OPTION_COUNTED, false, 1, SPEC_REPS_MAX, NULL},
    {"events", "events", OPTION_EVENTS, false, 1, SPEC_SAMPLES_MAX, NULL},
    {"max_failures", "max-failures", OPTION_COUNTED, false, 0, SPEC_SAMPLES_MAX, NULL},
    {"independent_seeds", "independent-seeds", OPTION_FLAG, false, 0, 0, NULL},
};

/* --- one option --------------------------------------------------------------------------------
 */

static void fault_type(struct spec *spec, const char *key, const char *expected) {
  read_fault(&spec->reading, key, "found a %s; expected %s", luaL_typename(spec->reading.L, -1),
             expected);
}

static void take_text(struct spec *spec, const struct option *option) {
  const char *text = spec_text(spec, option->key, "text");
  if (text != NULL) {
    spec_add(spec, option->name, text);
  }
}

static void take_word(struct spec *spec, const struct option *option) {
  char list[200];
  size_t count = 0;
  while (option->words[count] != NULL) {
    count++;
  }
  read_word_list(list, sizeof list, option->words, count);
  if (lua_type(spec->reading.L, -1) != LUA_TSTRING) {
    fault_type(spec, option->key, list);
    return;
  }
  const char *word = lua_tostring(spec->reading.L, -1);
  if (names_find(word, option->words, count) >= 0) {
    spec_add(spec, option->name, word);
    return;
  }
  const char *near = names_nearest(word, option->words, count);
  read_fault(&spec->reading, option->key, "found \"%.60s\"; expected one of %s%s%s%s", word, list,
             near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
             near == NULL ? "" : "\"?");
}

static void take_count(struct spec *spec, const struct option *option) {
  lua_Integer value = 0;
  if (spec_whole(spec, option->key, option->low, option->high, &value)) {
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)value);
    spec_add(spec, option->name, text);
  }
}

/* "none", "all" or "sample:K". */
static void take_events(struct spec *spec, const struct option *option) {
  static const char expected[] = "none, all, or sample:K";
  if (lua_type(spec->reading.L, -1) != LUA_TSTRING) {
    fault_type(spec, option->key, expected);
    return;
  }
  const char *text = lua_tostring(spec->reading.L, -1);
  uint64_t every = 0;
  bool sample = strncmp(text, "sample:", 7) == 0 && number_parse_u64(text + 7, &every) &&
                every >= (uint64_t)option->low && every <= (uint64_t)option->high;
  if (!sample && strcmp(text, "none") != 0 && strcmp(text, "all") != 0) {
    read_fault(&spec->reading, option->key, "found \"%.60s\"; expected %s", text, expected);
    return;
  }
  spec_add(spec, option->name, text);
}

static void take_flag(struct spec *spec, const struct option *option) {
  if (lua_type(spec->reading.L, -1) != LUA_TBOOLEAN) {
    fault_type(spec, option->key, "true or false");
  } else if (lua_toboolean(spec->reading.L, -1)) {
    spec_add(spec, option->name, "");
  }
}

static void take_option(struct spec *spec, const struct option *option) {
  lua_State *L = spec->reading.L;
  if (lua_getfield(L, -1, option->key) == LUA_TNIL) {
    if (option->required) {
      read_fault(&spec->reading, option->key, "found nothing; expected the name of a scenario");
    }
    lua_pop(L, 1);
    return;
  }
  switch (option->kind) {
  case OPTION_TEXT:
    take_text(spec, option);
    break;
  case OPTION_WORD:
    take_word(spec, option);
    break;
  case OPTION_COUNTED:
    take_count(spec, option);
    break;
  case OPTION_EVENTS:
    take_events(spec, option);
    break;
  case OPTION_FLAG:
    take_flag(spec, option);
    break;
  case OPTION_SET:
    spec_read_set(spec, option->key);
    break;
  case OPTION_VARY:
    spec_read_vary(spec, option->key);
    break;
  }
  lua_pop(L, 1);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static int construct(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &sweep_mark);
  return 1;
}

static int open_constructor(lua_State *L) {
  lua_pushcfunction(L, construct);
  sandbox_add_global(lua_touserdata(L, 1), "sweep");
  return 0;
}

/* Calls the chunk below and keeps the first value that it returns. */
static int call_and_keep(lua_State *L) {
  lua_call(L, 0, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &returned_key);
  return 0;
}

static int read_all(lua_State *L) {
  struct spec *spec = lua_touserdata(L, 1);
  const char *keys[OPTION_COUNT];
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &sweep_mark);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &returned_key);
  if (lua_rawequal(L, -1, -2) == 0 && spec_read_fit(spec)) {
    return 0;
  }
  if (!lua_istable(L, -1) || lua_rawequal(L, -1, -2) == 0) {
    read_fault(&spec->reading, NULL, "found no sweep returned; expected `return sweep { ... }`");
    return 0;
  }
  for (int i = 0; i < OPTION_COUNT; i++) {
    keys[i] = options[i].key;
  }
  spec_check_keys(spec, "sweep", keys, OPTION_COUNT, false);
  for (int i = 0; i < OPTION_COUNT; i++) {
    take_option(spec, &options[i]);
  }
  return 0;
}

static enum err_code evaluate(struct spec *spec, const struct source *source, struct err *err) {
  struct sandbox *sandbox = spec->reading.sandbox;
  enum err_code rc = sandbox_protect(sandbox, open_constructor, sandbox, 0, err);
  if (rc == ERR_OK) {
    rc = sandbox_load(sandbox, source->name, source->bytes, source->length, err);
  }
  if (rc == ERR_OK) {
    lua_pushcfunction(sandbox->L, call_and_keep);
    lua_insert(sandbox->L, -2);
    rc = sandbox_call_loading(sandbox, 1, 0, err);
  }
  return rc == ERR_OK ? sandbox_protect(sandbox, read_all, spec, 0, err) : rc;
}

enum err_code sweep_spec_read(struct arena *arena, struct arena *notes,
                              const struct source_set *sources, const char *name,
                              struct setting **out, int *count, struct faults *faults) {
  struct err err = {0};
  struct sandbox *sandbox = NULL;
  const struct source *source = source_find(sources, name);
  struct spec spec = {.notes = notes,
                      .settings = arena_zeroed(notes, SPEC_SETTINGS_MAX, sizeof *spec.settings)};
  if (source == NULL || spec.settings == NULL) {
    return err_set(faults_next(faults), ERR_INVALID, name,
                   source == NULL ? "found no such file" : "the spec does not fit its memory");
  }
  if (sandbox_create(&sandbox, arena, &err) != ERR_OK) {
    return err_set(faults_next(faults), ERR_INVALID, source->path, "%s", err.text);
  }
  sandbox_set_sources(sandbox, sources);
  sandbox->budget.instructions_max = INSTRUCTIONS_MAX;
  spec.reading = (struct reading){.L = sandbox->L,
                                  .sandbox = sandbox,
                                  .sources = sources,
                                  .file = source->name,
                                  .faults = faults,
                                  .arena = notes,
                                  .notes = notes};
  int before = faults->count;
  if (evaluate(&spec, source, &err) != ERR_OK) {
    (void)err_set(faults_next(faults), ERR_INVALID, err.where[0] == '\0' ? source->path : err.where,
                  "%s", err.text);
  }
  text_free(&spec.line);
  sandbox_close(sandbox);
  *out = spec.settings;
  *count = spec.count;
  return faults->count == before ? ERR_OK : ERR_INVALID;
}
