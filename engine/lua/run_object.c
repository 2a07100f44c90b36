/* The `run` object. */
#include "lua/run_object.h"

#include "lua/arguments.h"
#include "lua/binding.h"
#include "lua/proxy.h"
#include "lua/run_filter.h"
#include "lua/sheet.h"
#include "model/schema_words.h"
#include "sim/casus.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

/* --- event records -----------------------------------------------------------------------------
 */

/* clang-format off: one row a line */
#define RECORD_FIELD_MAP(X)             \
  X(ID, "id")                           \
  X(CAUSE, "cause")                     \
  X(DAY, "day")                         \
  X(KIND, "kind")                       \
  X(VERB, "verb")                       \
  X(ACTOR, "actor")                     \
  X(SPEAKER, "speaker")                 \
  X(VOICE, "voice")                     \
  X(TO, "to")                           \
  X(IMPLIED, "implied")                 \
  X(AT, "at")                           \
  X(IN_AREA, "in_area")                 \
  X(RESULT, "result")                   \
  X(PUBLIC, "public")                   \
  X(SIZE, "size")                       \
  X(RUNG, "rung")                       \
  X(MID, "mid")                         \
  X(SUPPORT, "support")                 \
  X(GRAVITY, "gravity")                 \
  X(DEATHS, "deaths")                   \
  X(DEATHS_HOLDER, "deaths_holder")     \
  X(DEATHS_CLAIMANT, "deaths_claimant") \
  X(GROUND, "ground")                   \
  X(REGISTER, "register")               \
  X(FRAMES, "frames")                   \
  X(CLAIMS, "claims")                   \
  X(DEMANDS, "demands")                 \
  X(CONDITIONS, "conditions")           \
  X(CONSEQUENCE, "consequence")
/* clang-format on */

enum record_field {
#define X(name, word) FIELD_OF_##name,
  RECORD_FIELD_MAP(X)
#undef X
      FIELD_OF_COUNT
};

static const char *const record_names[] = {
#define X(name, word) word,
    RECORD_FIELD_MAP(X)
#undef X
};

static const struct sheet_kind record_sheet = {"record of a run", record_names, FIELD_OF_COUNT};

void run_object_open(lua_State *L) {
  sheet_open(L, &record_sheet);
}

static void fill_act(struct cell *cells, const struct scenario *scenario,
                     const struct record *record) {
  const struct statement *said = &record->statement;
  int voice = run_record_voice(scenario, record);
  cells[FIELD_OF_VERB] = cell_text(scenario_verb(scenario, record->verb)->id);
  cells[FIELD_OF_VOICE] = cell_text(voice < 0 ? NULL : schema_voice_kinds[voice]);
  cells[FIELD_OF_RUNG] = cell_number(run_record_rung(scenario, record));
  cells[FIELD_OF_SUPPORT] = cell_text(schema_rungs[run_record_support(scenario, record)]);
  if (scenario_verb(scenario, record->verb)->speech) {
    cells[FIELD_OF_IMPLIED] = cell_id(scenario, said->implied);
    cells[FIELD_OF_REGISTER] = cell_number(said->register_level);
    cells[FIELD_OF_FRAMES] = cell_words(schema_frames, said->frames);
    cells[FIELD_OF_CLAIMS] = cell_words(schema_claims, said->claims);
    cells[FIELD_OF_DEMANDS] = cell_words(schema_demands, said->demands);
    cells[FIELD_OF_CONDITIONS] = cell_words(schema_provisos, said->provisos);
    cells[FIELD_OF_CONSEQUENCE] = cell_text(schema_consequences[said->consequence]);
  }
}

static void fill_place(struct cell *cells, const struct scenario *scenario,
                       const struct record *record) {
  const struct theatre *place =
      record->theatre < 0 ? NULL : scenario_theatre(scenario, record->theatre);
  cells[FIELD_OF_AT] = cell_text(place == NULL ? NULL : place->id);
  cells[FIELD_OF_IN_AREA] = cell_treaties(place == NULL ? 0 : place->in_area);
  cells[FIELD_OF_DEATHS] = cell_number(record->deaths[0] + record->deaths[1]);
  cells[FIELD_OF_DEATHS_HOLDER] = cell_number(record->deaths[0]);
  cells[FIELD_OF_DEATHS_CLAIMANT] = cell_number(record->deaths[1]);
  cells[FIELD_OF_GROUND] = cell_number(record->ground);
  cells[FIELD_OF_GRAVITY] = cell_number(casus_gravity(scenario, record));
}

static bool has_result(const struct record *record) {
  return record->kind == RECORD_PROCEDURE || record->kind == RECORD_REFUSED ||
         record->kind == RECORD_MEETING;
}

static void push_record(lua_State *L, struct stage *stage, const struct record *record) {
  const struct scenario *scenario = stage_scenario(stage);
  struct cell *cells = sheet_push(L, stage, &record_sheet);
  int kind = record->actor < 0 ? -1 : scenario_actor(scenario, record->actor)->kind;
  cells[FIELD_OF_ID] = cell_integer(record->id);
  cells[FIELD_OF_CAUSE] = cell_integer(record->cause);
  cells[FIELD_OF_DAY] = cell_number((double)record->at / MINUTES_PER_DAY);
  cells[FIELD_OF_KIND] = cell_text(schema_records[record->kind]);
  cells[FIELD_OF_ACTOR] = cell_id(scenario, record->actor);
  cells[FIELD_OF_SPEAKER] = cell_text(kind < 0 ? NULL : schema_actor_kinds[kind]);
  cells[FIELD_OF_TO] = cell_id(scenario, record->target);
  cells[FIELD_OF_PUBLIC] = cell_flag(!record->closed);
  cells[FIELD_OF_SIZE] = cell_number(record->size);
  cells[FIELD_OF_MID] = cell_number(run_record_mid(scenario, record));
  cells[FIELD_OF_RESULT] = cell_text(has_result(record) ? schema_results[record->outcome] : NULL);
  fill_place(cells, scenario, record);
  if (record->kind == RECORD_ACT) {
    fill_act(cells, scenario, record);
  }
}

/* --- going through them ------------------------------------------------------------------------
 */

/* Where a search stands. */
struct walk {
  const struct world *world;
  struct run_filter filter;
  uint32_t next;
};

static struct walk walk_begin(lua_State *L) {
  const struct world *world = argument_run(L)->world;
  struct walk walk = {.world = world, .filter = run_filter_read(L), .next = 1};
  budget_charge(L, world->record_count);
  return walk;
}

/* The next record that matches, NULL. */
static const struct record *walk_next(struct walk *walk) {
  while (walk->next <= walk->world->record_count) {
    const struct record *record = world_record(walk->world, walk->next++);
    if (run_filter_matches(&walk->filter, walk->world->scenario, record)) {
      return record;
    }
  }
  return NULL;
}

/* run.count(filter) */
int run_count(lua_State *L) {
  struct walk walk = walk_begin(L);
  lua_Integer count = 0;
  while (walk_next(&walk) != NULL) {
    count++;
  }
  lua_pushinteger(L, count);
  return 1;
}

/* run.count_days(filter): calendar days with at least one. */
int run_count_days(lua_State *L) {
  struct walk walk = walk_begin(L);
  lua_Integer count = 0;
  int64_t last = -1;
  for (const struct record *at = walk_next(&walk); at != NULL; at = walk_next(&walk)) {
    int64_t day = at->at / MINUTES_PER_DAY;
    count += day != last ? 1 : 0; /* records are in order of time */
    last = day;
  }
  lua_pushinteger(L, count);
  return 1;
}

/* run.deaths(filter): on both sides. */
int run_deaths(lua_State *L) {
  struct walk walk = walk_begin(L);
  double deaths = 0;
  for (const struct record *at = walk_next(&walk); at != NULL; at = walk_next(&walk)) {
    deaths += at->deaths[0] + at->deaths[1];
  }
  lua_pushnumber(L, deaths);
  return 1;
}

static int push_day(lua_State *L, const struct record *record) {
  if (record == NULL) {
    lua_pushnil(L);
  } else {
    lua_pushnumber(L, (double)record->at / MINUTES_PER_DAY);
  }
  return 1;
}

/* run.first(filter): the day of the first, nil. */
int run_first(lua_State *L) {
  struct walk walk = walk_begin(L);
  return push_day(L, walk_next(&walk));
}

/* run.last(filter): the day of the last, nil. */
int run_last(lua_State *L) {
  struct walk walk = walk_begin(L);
  const struct record *last = NULL;
  for (const struct record *at = walk_next(&walk); at != NULL; at = walk_next(&walk)) {
    last = at;
  }
  return push_day(L, last);
}

/* run.each(filter): a list of them, in order of time. */
int run_each(lua_State *L) {
  struct stage *stage = stage_of(L);
  struct walk walk = walk_begin(L);
  lua_Integer count = 0;
  lua_newtable(L);
  for (const struct record *at = walk_next(&walk); at != NULL; at = walk_next(&walk)) {
    budget_charge(L, FIELD_OF_COUNT);
    push_record(L, stage, at);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

/* run.day(date): days since the run began. */
int run_day(lua_State *L) {
  budget_charge(L, 4);
  lua_pushnumber(L, run_filter_date(L, 1, "run.day"));
  return 1;
}

/* run.outcome(name): a built-in measure; nil where it does not apply. */
int run_outcome(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const char *name = luaL_checkstring(L, 1);
  for (int i = 0; i < stage->result->outcome_count; i++) {
    const struct outcome *outcome = &stage->result->outcomes[i];
    if (strcmp(outcome->name, name) != 0) {
      continue;
    }
    if (isnan(outcome->value)) {
      lua_pushnil(L);
    } else if (outcome->flag) {
      lua_pushboolean(L, outcome->value != 0);
    } else {
      lua_pushnumber(L, outcome->value);
    }
    return 1;
  }
  return luaL_error(L, "run.outcome: found no measure \"%s\"; see `demarche list measures`", name);
}

void run_object_push(lua_State *L, struct stage *stage) {
  lua_createtable(L, 0, 10);
  binding_register(L, stage, "run");
  lua_pushinteger(L, (stage->run->end + 1) / MINUTES_PER_DAY);
  lua_setfield(L, -2, "days");
  proxy_wrap(L, "run");
}
