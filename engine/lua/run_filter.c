/* Filters of records. */
#include "lua/run_filter.h"

#include "base/names.h"
#include "lua/arguments.h"
#include "lua/budget.h"
#include "model/schema_words.h"
#include "sim/casus.h"
#include "sim/effect.h"

#include <lauxlib.h>
#include <string.h>

enum { LIST_MAX = 256, FORCE_MID = 4, DAY_MOST = 3661 };

static const char *const filter_names[] = {
    "kind",       "verb",     "actor",   "to",          "aims_at",      "at",
    "result",     "speaker",  "voice",   "frames",      "claims",       "public",
    "in_area",    "rung_min", "mid_min", "support_min", "register_min", "gravity_min",
    "deaths_min", "from",     "before",  "from_day",    "to_day"};

enum { FILTER_NAMES = sizeof filter_names / sizeof filter_names[0] };

/* A slip of the pen must not read as a filter that lets everything through. */
static void check_names(lua_State *L) {
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    budget_charge(L, 2);
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
    if (name == NULL) {
      (void)luaL_error(L, "filter: found an entry without a name; expected kind = ..., verb = ...");
    } else if (names_find(name, filter_names, FILTER_NAMES) < 0) {
      const char *near = names_nearest(name, filter_names, FILTER_NAMES);
      (void)luaL_error(L,
                       near == NULL ? "filter: found no field \"%s\""
                                    : "filter: found no field \"%s\"; did you mean \"%s\"?",
                       name, near);
    }
  }
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void add_bit(struct filter_set *set, int position) {
  set->wanted = true;
  set->bits[position / 64] |= UINT64_C(1) << position % 64;
}

/* One id, or a list of them. */
static struct filter_set ids_field(lua_State *L, const char *key,
                                   int (*read)(lua_State *, int, const char *)) {
  struct filter_set set = {0};
  int type = lua_getfield(L, 1, key);
  if (type == LUA_TTABLE) {
    lua_Unsigned length = lua_rawlen(L, -1);
    if (length == 0 || length > LIST_MAX) {
      (void)luaL_error(L, "%s: found a list of %d; expected 1 to %d entries", key, (int)length,
                       (int)LIST_MAX);
    }
    for (lua_Unsigned i = 1; i <= length; i++) {
      (void)lua_rawgeti(L, -1, (lua_Integer)i);
      add_bit(&set, read(L, -1, key));
      lua_pop(L, 1);
    }
  } else if (type != LUA_TNIL) {
    add_bit(&set, read(L, -1, key));
  }
  lua_pop(L, 1);
  return set;
}

static int read_kind(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_records);
}

static int read_result(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_results);
}

static int read_speaker(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_actor_kinds);
}

static int read_voice(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_voice_kinds);
}

static int read_frame(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_frames);
}

static int read_claim(lua_State *L, int index, const char *field) {
  return argument_word(L, index, field, schema_claims);
}

static double number_field(lua_State *L, const char *key, double most, double otherwise) {
  double found = otherwise;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_number(L, -1, key, 0, most);
  }
  lua_pop(L, 1);
  return found;
}

static int flag_field(lua_State *L, const char *key) {
  int found = -1;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_flag(L, -1, key) ? 1 : 0;
  }
  lua_pop(L, 1);
  return found;
}

static int word_field(lua_State *L, const char *key, const char *const *words, int otherwise) {
  int found = otherwise;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_word(L, -1, key, words);
  }
  lua_pop(L, 1);
  return found;
}

static int treaty_field(lua_State *L, const char *key) {
  int found = -1;
  if (lua_getfield(L, 1, key) != LUA_TNIL) {
    found = argument_treaty(L, -1, key);
  }
  lua_pop(L, 1);
  return found;
}

double run_filter_date(lua_State *L, int index, const char *field) {
  struct date date;
  const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : NULL;
  if (text == NULL || !calendar_parse(text, &date)) {
    (void)luaL_error(L, "%s: found %s; expected a date \"2018-09-21\" or \"2018-09-21 14:05\"",
                     field, text == NULL ? luaL_typename(L, index) : text);
    return 0;
  }
  int64_t epoch = stage_scenario(stage_of(L))->epoch;
  return (double)(calendar_minutes(&date) - epoch) / MINUTES_PER_DAY;
}

/* A bound of the days: as a date, or as a day; not both. */
static double bound(lua_State *L, const char *dated, const char *counted, double otherwise) {
  bool has_date = lua_getfield(L, 1, dated) != LUA_TNIL;
  double found = has_date ? run_filter_date(L, -1, dated) : otherwise;
  bool has_day = lua_getfield(L, 1, counted) != LUA_TNIL;
  lua_pop(L, 2);
  if (has_date && has_day) {
    (void)luaL_error(L, "filter: found both %s and %s; expected one of them", dated, counted);
  }
  return has_date ? found : number_field(L, counted, DAY_MOST, otherwise);
}

struct run_filter run_filter_read(lua_State *L) {
  const struct stage *stage = stage_of(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  check_names(L);
  return (struct run_filter){.kinds = ids_field(L, "kind", read_kind),
                             .verbs = ids_field(L, "verb", argument_verb),
                             .actors = ids_field(L, "actor", argument_actor),
                             .targets = ids_field(L, "to", argument_actor),
                             .aims = ids_field(L, "aims_at", argument_actor),
                             .theatres = ids_field(L, "at", argument_theatre),
                             .results = ids_field(L, "result", read_result),
                             .speakers = ids_field(L, "speaker", read_speaker),
                             .voices = ids_field(L, "voice", read_voice),
                             .frames = (uint32_t)ids_field(L, "frames", read_frame).bits[0],
                             .claims = (uint32_t)ids_field(L, "claims", read_claim).bits[0],
                             .publicity = flag_field(L, "public"),
                             .rung = (int)number_field(L, "rung_min", 10, 0),
                             .mid = (int)number_field(L, "mid_min", 5, 0),
                             .register_level = (int)number_field(L, "register_min", 5, 0),
                             .support = word_field(L, "support_min", schema_rungs, RUNG_SILENCE),
                             .treaty = treaty_field(L, "in_area"),
                             .gravity = number_field(L, "gravity_min", 5, 0),
                             .deaths = number_field(L, "deaths_min", 1e9, 0),
                             .from = bound(L, "from", "from_day", stage->window_from),
                             .before = bound(L, "before", "to_day", stage->window_to)};
}

/* --- matching ----------------------------------------------------------------------------------
 */

static const struct verb *verb_of(const struct scenario *scenario, const struct record *record) {
  return record->kind == RECORD_ACT && record->verb >= 0 ? scenario_verb(scenario, record->verb)
                                                         : NULL;
}

int run_record_rung(const struct scenario *scenario, const struct record *record) {
  const struct verb *verb = verb_of(scenario, record);
  return verb == NULL ? 0 : verb->rung;
}

int run_record_mid(const struct scenario *scenario, const struct record *record) {
  const struct verb *verb = verb_of(scenario, record);
  bool force = record->kind == RECORD_INCIDENT || record->kind == RECORD_ENGAGEMENT;
  return verb != NULL ? verb->mid_hostility : force ? FORCE_MID : 0;
}

int run_record_support(const struct scenario *scenario, const struct record *record) {
  const struct verb *verb = verb_of(scenario, record);
  int most = RUNG_SILENCE;
  for (int i = 0; verb != NULL && i < verb->effect_count; i++) {
    const struct effect *effect = &verb->effects[i];
    bool gives = effect->kind == EFFECT_SUPPORT && effect->size > 0; /* a refusal is none */
    int rung = gives ? (int)effect_support_rung(effect->step) : RUNG_SILENCE;
    most = rung > most ? rung : most;
  }
  return most;
}

int run_record_voice(const struct scenario *scenario, const struct record *record) {
  int voice = record->statement.voice;
  if (record->kind != RECORD_ACT || record->actor < 0 || voice < 0) {
    return -1;
  }
  const struct collection *voices = &scenario_actor(scenario, record->actor)->voices;
  return voice < voices->count ? ((const struct voice *)voices->items)[voice].kind : -1;
}

static bool has(const struct filter_set *set, int position) {
  return !set->wanted ||
         (position >= 0 && (set->bits[position / 64] >> position % 64 & UINT64_C(1)) != 0);
}

/* A speaker is whoever acts: his kind is asked for where he is known. */
static bool fits_speech(const struct run_filter *filter, const struct scenario *scenario,
                        const struct record *record) {
  const struct statement *said = &record->statement;
  int kind = record->actor < 0 ? -1 : scenario_actor(scenario, record->actor)->kind;
  bool speech = record->kind == RECORD_ACT && scenario_verb(scenario, record->verb)->speech;
  return has(&filter->speakers, kind) &&
         (!filter->voices.wanted || has(&filter->voices, run_record_voice(scenario, record))) &&
         (filter->frames == 0 || (speech && (said->frames & filter->frames) != 0)) &&
         (filter->claims == 0 || (speech && (said->claims & filter->claims) != 0)) &&
         (filter->register_level == 0 ||
          (speech && said->register_level >= filter->register_level));
}

static bool fits_force(const struct run_filter *filter, const struct scenario *scenario,
                       const struct record *record) {
  bool in_area = record->theatre >= 0 && filter->treaty >= 0 &&
                 (scenario_theatre(scenario, record->theatre)->in_area >> filter->treaty & 1) != 0;
  return (filter->treaty < 0 || in_area) &&
         (filter->rung == 0 || run_record_rung(scenario, record) >= filter->rung) &&
         (filter->mid == 0 || run_record_mid(scenario, record) >= filter->mid) &&
         (filter->support == RUNG_SILENCE ||
          run_record_support(scenario, record) >= filter->support) &&
         (filter->gravity <= 0 || casus_gravity(scenario, record) >= filter->gravity) &&
         (filter->deaths <= 0 || record->deaths[0] + record->deaths[1] >= filter->deaths);
}

/* The kinds that only tell of a run are no events of it. */
static bool is_event(const struct record *record) {
  return record->kind != RECORD_DECISION && record->kind != RECORD_BELIEF &&
         record->kind != RECORD_OUTCOME;
}

bool run_filter_matches(const struct run_filter *filter, const struct scenario *scenario,
                        const struct record *record) {
  double day = (double)record->at / MINUTES_PER_DAY;
  int verb = record->kind == RECORD_ACT ? record->verb : -1;
  return is_event(record) && day >= filter->from && day < filter->before &&
         has(&filter->kinds, (int)record->kind) && has(&filter->verbs, verb) &&
         has(&filter->actors, record->actor) && has(&filter->targets, record->target) &&
         has(&filter->theatres, record->theatre) && has(&filter->results, record->outcome) &&
         (!filter->aims.wanted || has(&filter->aims, record->target) ||
          (record->kind == RECORD_ACT && has(&filter->aims, record->statement.implied))) &&
         (filter->publicity < 0 || filter->publicity == (record->closed ? 0 : 1)) &&
         fits_speech(filter, scenario, record) && fits_force(filter, scenario, record);
}
