/* Verbs: rows of two tables, sorted into one; `like` starts a row from another. */
#include "lua/verbs_load.h"

#include "base/names.h"
#include "base/sort.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

struct row {
  const char *id;
  bool own; /* of the scenario */
};

static int compare_rows(const void *a, const void *b) {
  return strcmp(((const struct row *)a)->id, ((const struct row *)b)->id);
}

/* Pushes the shipped table of verbs; nil with a fault if it cannot be read. */
static void push_shipped(struct reading *reading) {
  const struct source *source = source_find(reading->sources, "verbs.lua");
  struct err err = {0};
  enum err_code rc = ERR_OK;
  if (source == NULL) {
    read_fault(reading, NULL, "found no scripts/verbs.lua; expected the table of verbs");
    lua_pushnil(reading->L);
    return;
  }
  rc = sandbox_load(reading->sandbox, source->name, source->bytes, source->length, &err);
  if (rc == ERR_OK) {
    rc = sandbox_call_loading(reading->sandbox, 0, 1, &err);
  }
  if (rc != ERR_OK) {
    (void)err_set(faults_next(reading->faults), ERR_INVALID, err.where, "%s", err.text);
    lua_pushnil(reading->L);
  }
}

static int add_rows(struct reading *reading, struct row *rows, int count, bool own) {
  int found = 0;
  if (!lua_istable(reading->L, -1)) {
    return count;
  }
  const char **ids = read_ids(reading, &found);
  for (int i = 0; i < found; i++) {
    if (count == VERB_MAX) {
      read_fault(reading, ids[i], "more than %d verbs", (int)VERB_MAX);
      return count;
    }
    for (int j = 0; own && j < count; j++) {
      if (strcmp(rows[j].id, ids[i]) == 0) {
        read_fault(reading, ids[i], "found a verb that exists; expected a name of its own");
      }
    }
    rows[count++] = (struct row){ids[i], own};
  }
  return count;
}

/* The shipped verb that the row on top of the stack is like, -1. */
static int like_of(struct reading *reading) {
  lua_State *L = reading->L;
  int like = -1;
  if (!lua_istable(L, -1)) {
    return -1;
  }
  if (lua_getfield(L, -1, "like") == LUA_TSTRING) {
    const char *words[VERB_MAX];
    int count = reading->scenario->verbs.count;
    for (int i = 0; i < count; i++) {
      words[i] = scenario_verb(reading->scenario, i)->id;
    }
    like = names_find(lua_tostring(L, -1), words, (size_t)count);
    if (like < 0) {
      const char *near = names_nearest(lua_tostring(L, -1), words, (size_t)count);
      read_fault(reading, "like", "found no verb \"%.60s\"%s%s%s", lua_tostring(L, -1),
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
    }
    lua_pushnil(L);
    lua_setfield(L, -3, "like");
  }
  lua_pop(L, 1);
  return like;
}

/* Reads one row; the table that holds it is on top of the stack. */
static void read_row(struct reading *reading, int index) {
  lua_State *L = reading->L;
  struct verb *verb = scenario_verb(reading->scenario, index);
  const char *id = verb->id;
  size_t before = read_enter(reading, id);
  (void)lua_getfield(L, -1, id);
  int like = like_of(reading);
  if (like >= 0) {
    *verb = *scenario_verb(reading->scenario, like);
  }
  verb->like = like >= 0 ? like : index;
  read_shape(reading, &schema_verb, verb);
  verb->id = id;
  lua_pop(L, 1);
  read_leave(reading, before);
}

/* Rows of one table; the scenario's own come second, since they may be like shipped ones. */
static void read_rows(struct reading *reading, const struct row *rows, bool own) {
  for (int i = 0; i < reading->scenario->verbs.count; i++) {
    if (rows[i].own == own) {
      read_row(reading, i);
    }
  }
}

void verbs_load(struct reading *reading) {
  lua_State *L = reading->L;
  struct collection *verbs = &reading->scenario->verbs;
  struct row *rows = arena_zeroed(reading->notes, VERB_MAX, sizeof *rows);
  verbs->items = arena_zeroed(reading->arena, VERB_MAX, sizeof(struct verb));
  if (rows == NULL || verbs->items == NULL) {
    read_fault(reading, NULL, "the verbs do not fit their memory");
    return;
  }
  const char *file = reading->file;
  struct provenance *provenance = reading->provenance;
  reading->provenance = NULL; /* the vocabulary is the model's, not the scenario's */
  (void)lua_getfield(L, -1, "verbs");
  push_shipped(reading);
  int count = add_rows(reading, rows, 0, false);
  lua_insert(L, -2);
  size_t before = read_enter(reading, "verbs");
  count = add_rows(reading, rows, count, true);
  read_leave(reading, before);
  sort_stable(rows, (size_t)count, sizeof *rows, compare_rows);
  verbs->count = count;
  for (int i = 0; i < count; i++) {
    struct verb *verb = scenario_verb(reading->scenario, i);
    read_defaults(&schema_verb, verb);
    verb->id = rows[i].id;
  }
  lua_insert(L, -2); /* the shipped table on top, the scenario's below */
  reading->file = "verbs.lua";
  if (lua_istable(L, -1)) {
    read_rows(reading, rows, false);
  }
  lua_pop(L, 1);
  reading->file = file;
  before = read_enter(reading, "verbs");
  if (lua_istable(L, -1)) {
    read_rows(reading, rows, true);
  }
  read_leave(reading, before);
  lua_pop(L, 1);
  reading->provenance = provenance;
}
