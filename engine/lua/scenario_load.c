/* The scenario: evaluated as data, ids first, then everything that refers to them. */
#include "lua/scenario_load.h"

#include "base/names.h"
#include "base/number.h"
#include "base/sort.h"
#include "lua/fact.h"
#include "lua/own_measures.h"
#include "lua/own_targets.h"
#include "lua/read.h"
#include "lua/scenario_settings.h"
#include "lua/scenario_switches.h"
#include "lua/verbs_load.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

static const char scenario_mark = 0;

static int construct(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &scenario_mark);
  return 1;
}

static int open_constructors(lua_State *L) {
  struct sandbox *sandbox = lua_touserdata(L, 1);
  lua_pushcfunction(L, construct);
  sandbox_add_global(sandbox, "scenario");
  lua_pushcfunction(L, fact_construct);
  sandbox_add_global(sandbox, "fact");
  return 0;
}

void scenario_load_open(struct sandbox *sandbox) {
  struct err err;
  (void)sandbox_protect(sandbox, open_constructors, sandbox, 0, &err);
}

/* --- ids ---------------------------------------------------------------------------------------
 */

struct loading {
  struct reading reading;
  const struct setting *settings;
  int setting_count;
  const struct verbs_hook *hook; /* NULL: none */
  struct loaded *out;
};

static int compare_actors(const void *a, const void *b) {
  return strcmp(((const struct actor *)a)->id, ((const struct actor *)b)->id);
}

/* The spokesman's id, from the organisation's table on top of the stack; NULL if it has none.
 * Leaves things on the stack that the caller clears. */
static const char *spokesman_id(struct reading *reading, const char *organisation) {
  lua_State *L = reading->L;
  char text[64];
  const char *id = NULL;
  if (lua_istable(L, -1) && lua_getfield(L, -1, "spokesman") == LUA_TTABLE) {
    bool named = lua_getfield(L, -1, "id") == LUA_TSTRING;
    (void)snprintf(text, sizeof text, "%.40s%s", named ? lua_tostring(L, -1) : organisation,
                   named ? "" : "_SPOKESMAN");
    lua_pop(L, 1);
    id = read_keep(reading, text);
  }
  return id;
}

static struct actor *add_actor(struct reading *reading, const char *id, enum actor_kind kind) {
  struct collection *actors = &reading->scenario->actors;
  if (actors->count == ACTOR_MAX) {
    read_fault(reading, "actors", "more than %d actors, organisations and officials",
               (int)ACTOR_MAX);
    return NULL;
  }
  struct actor *actor = (struct actor *)actors->items + actors->count++;
  read_defaults(&schema_actor, actor);
  actor->id = id;
  actor->kind = (int)kind;
  actor->organisation = -1;
  actor->nationality = -1;
  return actor;
}

static void collect_organisation(struct reading *reading, const char *id) {
  lua_State *L = reading->L;
  int top = lua_gettop(L);
  (void)lua_getfield(L, -1, id);
  (void)add_actor(reading, id, ACTOR_ORGANISATION);
  const char *spokesman = spokesman_id(reading, id);
  if (spokesman != NULL) {
    (void)add_actor(reading, spokesman, ACTOR_OFFICIAL);
  }
  lua_settop(L, top);
}

/* States, bodies, organisations and officials share one space of ids, sorted, so that their order
 * in the file decides nothing. */
static void collect_actors(struct reading *reading) {
  lua_State *L = reading->L;
  struct scenario *scenario = reading->scenario;
  int count = 0;
  scenario->actors.items = arena_zeroed(reading->arena, ACTOR_MAX, sizeof(struct actor));
  if (lua_getfield(L, -1, "actors") == LUA_TTABLE) {
    const char **ids = read_ids(reading, &count);
    for (int i = 0; i < count; i++) {
      (void)add_actor(reading, ids[i], ACTOR_STATE);
    }
  }
  lua_pop(L, 1);
  if (lua_getfield(L, -1, "organisations") == LUA_TTABLE) {
    const char **ids = read_ids(reading, &count);
    for (int i = 0; i < count; i++) {
      collect_organisation(reading, ids[i]);
    }
  }
  lua_pop(L, 1);
  sort_stable(scenario->actors.items, (size_t)scenario->actors.count, sizeof(struct actor),
              compare_actors);
  for (int i = 1; i < scenario->actors.count; i++) {
    if (strcmp(scenario_actor(scenario, i)->id, scenario_actor(scenario, i - 1)->id) == 0) {
      read_fault(reading, "actors", "two actors, organisations or officials are called %s",
                 scenario_actor(scenario, i)->id);
    }
  }
}

/* Makes the items of a MAP with their ids and defaults, so that others may refer to them. */
static void collect_items(struct reading *reading, const char *key, struct collection *collection,
                          const struct shape *shape, int most) {
  lua_State *L = reading->L;
  int count = 0;
  if (lua_getfield(L, -1, key) == LUA_TTABLE) {
    const char **ids = read_ids(reading, &count);
    if (count > most) {
      read_fault(reading, key, "found %d; expected at most %d", count, most);
      count = most;
    }
    char *items = arena_zeroed(reading->arena, (size_t)count, shape->size);
    for (int i = 0; items != NULL && i < count; i++) {
      memcpy(items + (size_t)i * shape->size, &ids[i], sizeof ids[i]);
      read_defaults(shape, items + (size_t)i * shape->size);
    }
    *collection = (struct collection){items, items == NULL ? 0 : count};
  }
  lua_pop(L, 1);
}

static const struct shape *shape_of(const char *key) {
  for (const struct field *field = schema_scenario.fields; field->name != NULL; field++) {
    if (strcmp(field->name, key) == 0) {
      return field->shape;
    }
  }
  return NULL;
}

/* --- actors ------------------------------------------------------------------------------------
 */

static void read_params(struct reading *reading, struct actor *actor, const struct policy *policy) {
  lua_State *L = reading->L;
  for (int i = 0; i < policy->param_count; i++) {
    actor->params[i] = policy->params[i].fallback;
  }
  actor->param_count = policy->param_count;
  if (lua_getfield(L, -1, "params") != LUA_TTABLE) {
    lua_pop(L, 1);
    return;
  }
  size_t before = read_enter(reading, "params");
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    const char *words[PARAM_MAX];
    for (int p = 0; p < policy->param_count; p++) {
      words[p] = policy->params[p].name;
    }
    int at = names_find(ids[i], words, (size_t)policy->param_count);
    const char *near = names_nearest(ids[i], words, (size_t)policy->param_count);
    if (at < 0) {
      read_fault(reading, ids[i], "found a parameter that policy %s does not have%s%s%s",
                 policy->name, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
      continue;
    }
    struct field field = {.name = ids[i],
                          .kind = FIELD_NUMBER,
                          .low = policy->params[at].low,
                          .high = policy->params[at].high,
                          .unit = policy->params[at].unit};
    (void)lua_getfield(L, -1, ids[i]);
    (void)read_number(reading, ids[i], &field, &actor->params[at]);
    lua_pop(L, 1);
  }
  read_leave(reading, before);
  lua_pop(L, 1);
}

/* Loads the policy of the actor whose table is on top of the stack. */
static void read_policy(struct loading *loading, struct actor *actor) {
  struct reading *reading = &loading->reading;
  if (actor->policy == NULL) {
    return;
  }
  struct policy *policy = arena_zeroed(reading->notes, 1, sizeof *policy);
  int index = (int)(actor - (struct actor *)reading->scenario->actors.items);
  int before = reading->faults->count;
  if (policy == NULL) {
    read_fault(reading, NULL, "the policies do not fit their memory");
    return;
  }
  enum err_code rc =
      policy_load(reading->sandbox, reading->sources, actor->policy, policy, reading->faults);
  if (rc != ERR_OK && before < FAULTS_MAX && reading->faults->items[before].where[0] == '\0') {
    struct err *missing =
        &reading->faults->items[before]; /* no such policy: name who asks for it */
    char text[ERR_TEXT_MAX];
    (void)snprintf(text, sizeof text, "%s", missing->text);
    reading->faults->count = before;
    read_fault(reading, "policy", "%s", text);
  }
  if (rc == ERR_OK) {
    loading->out->policies[index] = policy;
    read_params(reading, actor, policy);
  }
}

static void read_actor(struct loading *loading, const char *id, const struct shape *shape,
                       enum actor_kind forced) {
  struct reading *reading = &loading->reading;
  int index = scenario_find_actor(reading->scenario, id);
  if (index < 0) {
    return;
  }
  struct actor *actor = scenario_actor(reading->scenario, index);
  read_shape(reading, shape, actor);
  if (forced != ACTOR_KIND_COUNT) {
    actor->kind = (int)forced;
  } else if (actor->kind == ACTOR_ORGANISATION || actor->kind == ACTOR_OFFICIAL) {
    read_fault(reading, "kind",
               "found %s; expected state or body; organisations and their "
               "spokesmen stand under organisations",
               actor->kind == ACTOR_OFFICIAL ? "official" : "organisation");
  }
  read_policy(loading, actor);
}

static void read_actors(struct loading *loading) {
  struct reading *reading = &loading->reading;
  lua_State *L = reading->L;
  int count = 0;
  size_t before = read_enter(reading, "actors");
  if (lua_getfield(L, -1, "actors") == LUA_TTABLE) {
    const char **ids = read_ids(reading, &count);
    for (int i = 0; i < count; i++) {
      size_t inner = read_enter(reading, ids[i]);
      (void)lua_getfield(L, -1, ids[i]);
      read_actor(loading, ids[i], &schema_actor, ACTOR_KIND_COUNT);
      lua_pop(L, 1);
      read_leave(reading, inner);
    }
  }
  lua_pop(L, 1);
  read_leave(reading, before);
  if (count == 0) {
    read_fault(reading, "actors", "found nobody; expected at least one state");
  }
}

/* The organisation's table is on top of the stack. Its spokesman is read where he lives, among the
 * actors. */
static void read_organisation(struct loading *loading, struct organisation *organisation) {
  struct reading *reading = &loading->reading;
  lua_State *L = reading->L;
  int top = lua_gettop(L);
  const char *spokesman = spokesman_id(reading, organisation->id);
  lua_settop(L, top);
  organisation->spokesman_actor =
      spokesman == NULL ? -1 : scenario_find_actor(reading->scenario, spokesman);
  if (organisation->spokesman_actor >= 0) {
    size_t inner = read_enter(reading, "spokesman");
    (void)lua_getfield(L, -1, "spokesman");
    read_actor(loading, spokesman, &schema_spokesman, ACTOR_OFFICIAL);
    scenario_actor(reading->scenario, organisation->spokesman_actor)->id = spokesman;
    lua_pop(L, 1);
    read_leave(reading, inner);
    lua_pushnil(L);
    lua_setfield(L, -2, "spokesman");
  }
  read_shape(reading, shape_of("organisations"), organisation);
  struct actor *actor =
      scenario_actor(reading->scenario, scenario_find_actor(reading->scenario, organisation->id));
  actor->name = organisation->name;
}

static void read_organisations(struct loading *loading) {
  struct reading *reading = &loading->reading;
  lua_State *L = reading->L;
  size_t before = read_enter(reading, "organisations");
  if (lua_getfield(L, -1, "organisations") == LUA_TTABLE) {
    for (int i = 0; i < reading->scenario->organisations.count; i++) {
      struct organisation *organisation = scenario_organisation(reading->scenario, i);
      size_t inner = read_enter(reading, organisation->id);
      if (lua_getfield(L, -1, organisation->id) == LUA_TTABLE) {
        read_organisation(loading, organisation);
      } else {
        read_fault(reading, NULL, "found a %s; expected a table", luaL_typename(L, -1));
      }
      lua_pop(L, 1);
      read_leave(reading, inner);
    }
  }
  lua_pop(L, 1);
  read_leave(reading, before);
}

/* --- relations ---------------------------------------------------------------------------------
 */

/* Reads relations.A.B, on top of the stack, into A -> B, and into B -> A if it says `both`. */
static void read_relation(struct reading *reading, int from, const char *id, bool mirrored) {
  lua_State *L = reading->L;
  int to = scenario_find_actor(reading->scenario, id);
  if (to < 0 || to == from || !lua_istable(L, -1)) {
    read_fault(reading, id, "found %s; expected another actor and a table",
               to < 0       ? "no such actor"
               : to == from ? "the actor itself"
                            : luaL_typename(L, -1));
    return;
  }
  size_t before = read_enter(reading, id);
  bool both = lua_getfield(L, -1, "both") == LUA_TBOOLEAN && lua_toboolean(L, -1);
  lua_pop(L, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "both");
  struct relation *relation = mirrored ? scenario_relation(reading->scenario, to, from)
                                       : scenario_relation(reading->scenario, from, to);
  if (!mirrored || both) {
    read_shape(reading, &schema_relation, relation);
  }
  lua_pushboolean(L, both);
  lua_setfield(L, -2, "both");
  read_leave(reading, before);
}

static void read_relations_pass(struct reading *reading, bool mirrored) {
  lua_State *L = reading->L;
  int count = 0;
  const char **ids = read_ids(reading, &count);
  for (int i = 0; i < count; i++) {
    int from = scenario_find_actor(reading->scenario, ids[i]);
    int inner_count = 0;
    (void)lua_getfield(L, -1, ids[i]);
    size_t before = read_enter(reading, ids[i]);
    if (from < 0 || !lua_istable(L, -1)) {
      read_fault(reading, NULL, "found %s; expected an actor and a table",
                 from < 0 ? "no such actor" : luaL_typename(L, -1));
    } else {
      const char **inner = read_ids(reading, &inner_count);
      for (int j = 0; j < inner_count; j++) {
        (void)lua_getfield(L, -1, inner[j]);
        read_relation(reading, from, inner[j], mirrored);
        lua_pop(L, 1);
      }
    }
    lua_pop(L, 1);
    read_leave(reading, before);
  }
}

/* Mirrors first, so that what is given for a direction itself stands. */
static void read_relations(struct reading *reading) {
  lua_State *L = reading->L;
  struct scenario *scenario = reading->scenario;
  size_t count = (size_t)scenario->actors.count * (size_t)scenario->actors.count;
  scenario->relations = arena_zeroed(reading->arena, count, sizeof(struct relation));
  if (scenario->relations == NULL) {
    read_fault(reading, "relations", "the relations do not fit their memory");
    return;
  }
  size_t before = read_enter(reading, "relations");
  if (lua_getfield(L, -1, "relations") == LUA_TTABLE) {
    struct provenance *kept = reading->provenance;
    int faults = reading->faults->count;
    int dropped = reading->faults->dropped;
    reading->provenance = NULL; /* the second pass keeps it */
    read_relations_pass(reading, true);
    reading->provenance = kept;
    reading->faults->count = faults; /* and names the faults */
    reading->faults->dropped = dropped;
    read_relations_pass(reading, false);
  }
  lua_pop(L, 1);
  read_leave(reading, before);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void read_rest(struct reading *reading) {
  static const char *const own[] = {"actors", "organisations", "relations", "verbs"};
  lua_State *L = reading->L;
  for (int i = 0; i < 4; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, own[i]);
  }
  read_shape(reading, &schema_scenario, reading->scenario);
}

static int compare_injects(const void *a, const void *b) {
  const struct inject *x = a;
  const struct inject *y = b;
  return x->at < y->at ? -1 : x->at > y->at ? 1 : 0;
}

static void finish(struct reading *reading) {
  struct err err = {0};
  struct scenario *scenario = reading->scenario;
  if (reading->faults->count > 0) {
    return;
  }
  if (scenario_finish(scenario, &err) != ERR_OK) {
    char *colon = strstr(err.text, ": ");
    assert(colon != NULL);
    *colon = '\0';
    read_fault(reading, err.text, "%s", colon + 2);
    return;
  }
  sort_stable(scenario->injects.items, (size_t)scenario->injects.count, sizeof(struct inject),
              compare_injects);
}

/* In protected mode, with the scenario's table where `scenario` left it. */
static int read_all(lua_State *L) {
  struct loading *loading = lua_touserdata(L, 1);
  struct reading *reading = &loading->reading;
  struct scenario *scenario = reading->scenario;
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, &scenario_mark);
  if (!lua_istable(L, -1)) {
    read_fault(reading, NULL, "found no scenario returned; expected `return scenario { ... }`");
    return 0;
  }
  scenario_settings_apply(reading, loading->settings, loading->setting_count);
  loading->out->targets.wanted =
      scenario_switch_targets(reading, loading->settings, loading->setting_count);
  collect_actors(reading);
  collect_items(reading, "organisations", &scenario->organisations, shape_of("organisations"),
                ACTOR_MAX);
  collect_items(reading, "treaties", &scenario->treaties, shape_of("treaties"), TREATY_MAX);
  collect_items(reading, "theatres", &scenario->theatres, shape_of("theatres"), THEATRE_MAX);
  loading->out->policies = arena_zeroed(reading->notes, ACTOR_MAX, sizeof(struct policy *));
  read_defaults(&schema_scenario, scenario);
  verbs_load(reading);
  if (scenario->actors.items == NULL || loading->out->policies == NULL) {
    read_fault(reading, NULL, "the scenario does not fit its memory");
    return 0;
  }
  if (loading->hook != NULL) {
    lua_pushcfunction(L, loading->hook->function);
    lua_pushlightuserdata(L, loading->hook->argument);
    lua_call(L, 1, 0);
  }
  reading->sandbox->reading_scenario = false; /* from here on only policies are run */
  read_organisations(loading);
  read_actors(loading);
  read_relations(reading);
  own_measures_read(reading, &loading->out->measures);
  own_targets_read(reading, &loading->out->targets);
  read_rest(reading);
  finish(reading);
  return 0;
}

static enum err_code evaluate(struct loading *loading, const struct source *source,
                              struct err *err) {
  struct sandbox *sandbox = loading->reading.sandbox;
  enum err_code rc = sandbox_load(sandbox, source->name, source->bytes, source->length, err);
  if (rc == ERR_OK) {
    rc = sandbox_call_loading(sandbox, 0, 0, err);
  }
  return rc == ERR_OK ? sandbox_protect(sandbox, read_all, loading, 0, err) : rc;
}

enum err_code scenario_load(struct loaded *out, struct sandbox *sandbox,
                            const struct source_set *sources, const struct setting *settings,
                            int setting_count, const struct verbs_hook *hook, struct arena *arena,
                            struct arena *notes, struct faults *faults) {
  struct err err = {0};
  struct loading loading = {
      .settings = settings, .setting_count = setting_count, .hook = hook, .out = out};
  struct reading *reading = &loading.reading;
  *out = (struct loaded){0};
  *reading = (struct reading){.L = sandbox->L,
                              .sandbox = sandbox,
                              .sources = sources,
                              .file = "scenario/scenario.lua",
                              .faults = faults,
                              .arena = arena,
                              .notes = notes};
  reading->scenario = arena_zeroed(arena, 1, sizeof *reading->scenario);
  reading->provenance = arena_alloc(notes, READ_PROVENANCE_MAX * sizeof *reading->provenance);
  out->scenario = reading->scenario;
  const struct source *source = source_find(sources, reading->file);
  if (source == NULL || reading->scenario == NULL || reading->provenance == NULL) {
    return err_set(faults_next(faults), ERR_INVALID, "scenario.lua",
                   source == NULL ? "found no scenario.lua; expected one in the folder"
                                  : "the scenario does not fit its memory");
  }
  sandbox_set_sources(sandbox, sources);
  sandbox->reading_scenario = true;
  int before = faults->count;
  if (evaluate(&loading, source, &err) != ERR_OK) {
    (void)err_set(faults_next(faults), ERR_INVALID, err.where[0] == '\0' ? source->path : err.where,
                  "%s", err.text);
  }
  sandbox->reading_scenario = false;
  out->provenance = reading->provenance;
  out->provenance_count = reading->provenance_count;
  out->assumption_count = reading->assumption_count;
  return faults->count == before ? ERR_OK : ERR_INVALID;
}
