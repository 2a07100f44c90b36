/* Intentions: one constructor for all verbs, told apart by an upvalue. */
#include "lua/act.h"

#include "base/text.h"
#include "lua/arguments.h"
#include "lua/proxy.h"
#include "model/schema_words.h"

#include <lauxlib.h>
#include <string.h>

struct intention act_blank(const struct scenario *scenario, int verb) {
  struct intention intention = {.verb = verb, .target = -1, .theatre = -1, .size = 1};
  intention.statement = (struct statement){
      .voice = -1, .authorised_by = -1, .implied = -1, .medium = MEDIUM_STATEMENT};
  intention.statement.register_level =
      (int8_t)(verb < 0 ? 0 : scenario_verb(scenario, verb)->register_default);
  return intention;
}

const struct intention *act_read(lua_State *L, int index) {
  bool is_one =
      lua_type(L, index) == LUA_TUSERDATA && lua_rawlen(L, index) == sizeof(struct intention);
  return is_one ? lua_touserdata(L, index) : NULL;
}

/* --- fields ------------------------------------------------------------------------------------
 */

typedef void (*field_fn)(lua_State *L, struct intention *out);

static void set_to(lua_State *L, struct intention *out) {
  out->target = argument_actor(L, -1, "to");
}

static void set_at(lua_State *L, struct intention *out) {
  out->theatre = argument_theatre(L, -1, "at");
}

static void set_register(lua_State *L, struct intention *out) {
  out->statement.register_level = (int8_t)(argument_number(L, -1, "register", 0, 5) + 0.5);
}

static void set_frames(lua_State *L, struct intention *out) {
  out->statement.frames = argument_bits(L, -1, "frames", schema_frames);
}

static void set_claims(lua_State *L, struct intention *out) {
  out->statement.claims = argument_bits(L, -1, "claims", schema_claims);
}

static void set_demands(lua_State *L, struct intention *out) {
  out->statement.demands = argument_bits(L, -1, "demands", schema_demands);
}

static void set_conditions(lua_State *L, struct intention *out) {
  out->statement.provisos = argument_bits(L, -1, "conditions", schema_provisos);
}

static void set_medium(lua_State *L, struct intention *out) {
  out->statement.medium = (enum medium)argument_word(L, -1, "medium", schema_media);
}

static void set_consequence(lua_State *L, struct intention *out) {
  out->statement.consequence =
      (enum consequence)argument_word(L, -1, "consequence", schema_consequences);
}

static void set_implied(lua_State *L, struct intention *out) {
  out->statement.implied = (int8_t)argument_actor(L, -1, "implied");
}

static void set_hat(lua_State *L, struct intention *out) {
  static const char *const hats[] = {"office", "personal", NULL};
  out->statement.hat = (enum hat)argument_word(L, -1, "hat", hats);
}

static void set_authorised(lua_State *L, struct intention *out) {
  out->statement.authorised_by = (int8_t)argument_actor(L, -1, "authorised_by");
}

static void set_closed(lua_State *L, struct intention *out) {
  out->closed = argument_flag(L, -1, "closed");
}

static void set_if_needed(lua_State *L, struct intention *out) {
  out->if_needed = argument_flag(L, -1, "if_needed");
}

static void set_size(lua_State *L, struct intention *out) {
  out->size = argument_number(L, -1, "size", 0, 100);
}

static void set_because(lua_State *L, struct intention *out) {
  size_t length = 0;
  if (lua_type(L, -1) != LUA_TSTRING) {
    (void)luaL_error(L, "because: found a %s; expected text", luaL_typename(L, -1));
  }
  const char *text = lua_tolstring(L, -1, &length);
  size_t kept = length < BECAUSE_MAX - 1 ? length : BECAUSE_MAX - 1;
  memcpy(out->because, text, kept);
  out->because[kept] = '\0';
}

static void set_civil(lua_State *L, struct intention *out) {
  out->civil = argument_flag(L, -1, "civil");
}

/* By kind ("minister", "local"), as policies must that serve many actors, or by id. */
static void set_voice(lua_State *L, struct intention *out) {
  const struct stage *stage = stage_of(L);
  const struct collection *voices = &scenario_actor(stage_scenario(stage), stage->actor)->voices;
  const struct voice *items = voices->items;
  const char *words[VOICE_MAX + 1] = {NULL};
  const char *found = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  for (int i = 0; i < voices->count && i < VOICE_MAX; i++) {
    words[i] = items[i].id;
    if (strcmp(schema_voice_kinds[items[i].kind], found) == 0) {
      out->statement.voice = (int8_t)i;
      return;
    }
  }
  out->statement.voice = (int8_t)argument_word(L, -1, "voice", words);
}

static const struct {
  const char *name;
  field_fn set;
} fields[] = {
    {"to", set_to},
    {"at", set_at},
    {"because", set_because},
    {"register", set_register},
    {"claims", set_claims},
    {"frames", set_frames},
    {"demands", set_demands},
    {"conditions", set_conditions},
    {"implied", set_implied},
    {"size", set_size},
    {"closed", set_closed},
    {"if_needed", set_if_needed},
    {"civil", set_civil},
    {"voice", set_voice},
    {"hat", set_hat},
    {"medium", set_medium},
    {"consequence", set_consequence},
    {"authorised_by", set_authorised},
};

enum { FIELD_COUNT_OF_ACT = sizeof fields / sizeof fields[0] };

/* Short strings exist once in a state, so that a key can be told by where it stands. */
static void set_field(lua_State *L, const struct stage *stage, struct intention *out) {
  const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
  for (int i = 0; key != NULL && i < FIELD_COUNT_OF_ACT; i++) {
    if (key == stage->field_keys[i]) {
      fields[i].set(L, out);
      return;
    }
  }
  if (key == NULL) {
    (void)luaL_error(L, "act: found an entry without a name; expected to, at, because, ...");
  }
  const char *words[FIELD_COUNT_OF_ACT + 1];
  for (int i = 0; i < FIELD_COUNT_OF_ACT; i++) {
    words[i] = fields[i].name;
  }
  words[FIELD_COUNT_OF_ACT] = NULL;
  (void)argument_word(L, -2, "act", words);
}

/* Those who speak for a state only on instruction, and are named when they do. */
static bool is_envoy(const struct voice *voice) {
  return voice->kind == VOICE_LOCAL || voice->kind == VOICE_AMBASSADOR ||
         voice->kind == VOICE_PARLIAMENT;
}

/* A speech by nobody in particular is made by the voice of least authority that may make it. */
static int default_voice(const struct scenario *scenario, int actor, const struct verb *verb) {
  const struct collection *voices = &scenario_actor(scenario, actor)->voices;
  int best = -1;
  for (int i = 0; i < voices->count; i++) {
    const struct voice *voice = &((const struct voice *)voices->items)[i];
    const struct voice *kept = best < 0 ? NULL : &((const struct voice *)voices->items)[best];
    if (!is_envoy(voice) && voice->authority >= verb->authority_min &&
        (kept == NULL || voice->authority < kept->authority)) {
      best = i;
    }
  }
  return best;
}

/* How each kind of voice speaks when its policy does not say. */
static enum medium usual_medium(const struct scenario *scenario, int actor, int voice) {
  static const enum medium usual[] = {
      [VOICE_MINISTRY] = MEDIUM_STATEMENT,    [VOICE_LEADER] = MEDIUM_SPEECH,
      [VOICE_MINISTER] = MEDIUM_BRIEFING,     [VOICE_DEFENCE] = MEDIUM_BRIEFING,
      [VOICE_PARLIAMENT] = MEDIUM_RESOLUTION, [VOICE_AMBASSADOR] = MEDIUM_NOTE,
      [VOICE_LOCAL] = MEDIUM_LETTER,          [VOICE_OFFICE] = MEDIUM_WEBSITE,
  };
  const struct collection *voices = &scenario_actor(scenario, actor)->voices;
  return voice < 0 ? MEDIUM_STATEMENT : usual[((const struct voice *)voices->items)[voice].kind];
}

/* act.VERB { ... }; upvalue 2 is the verb's index, -1 for silence. */
static int construct(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct scenario *scenario = stage_scenario(stage);
  int verb = (int)lua_tointeger(L, lua_upvalueindex(2));
  struct intention made = act_blank(scenario, verb);
  made.statement.medium = MEDIUM_COUNT; /* not said yet */
  if (!lua_isnoneornil(L, 1)) {
    luaL_checktype(L, 1, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
      set_field(L, stage, &made);
    }
  }
  if (verb >= 0 && stage->run != NULL) {
    int voice = made.statement.voice >= 0
                    ? made.statement.voice
                    : default_voice(scenario, stage->actor, scenario_verb(scenario, verb));
    made.statement.voice = (int8_t)voice;
    made.statement.medium = made.statement.medium == MEDIUM_COUNT
                                ? usual_medium(scenario, stage->actor, voice)
                                : made.statement.medium;
  }
  if (made.statement.medium == MEDIUM_COUNT) {
    made.statement.medium = MEDIUM_STATEMENT;
  }
  struct intention *out = lua_newuserdatauv(L, sizeof *out, 0);
  *out = made;
  return 1;
}

static void push_constructor(lua_State *L, struct stage *stage, int verb) {
  lua_pushlightuserdata(L, stage);
  lua_pushinteger(L, verb);
  lua_pushcclosure(L, construct, 2);
}

/* Keeps the names of the fields in the state for good, and notes where they stand. */
static void keep_keys(lua_State *L, struct stage *stage) {
  _Static_assert((int)FIELD_COUNT_OF_ACT <= (int)ACT_FIELDS_MAX,
                 "more fields than there is room for");
  lua_createtable(L, FIELD_COUNT_OF_ACT, 0);
  for (int i = 0; i < FIELD_COUNT_OF_ACT; i++) {
    stage->field_keys[i] = lua_pushstring(L, fields[i].name);
    lua_rawseti(L, -2, i + 1);
  }
  (void)luaL_ref(L, LUA_REGISTRYINDEX);
}

void act_push_table(lua_State *L, struct stage *stage) {
  const struct scenario *scenario = stage_scenario(stage);
  keep_keys(L, stage);
  lua_createtable(L, 0, scenario->verbs.count + 1);
  for (int i = 0; i < scenario->verbs.count; i++) {
    push_constructor(L, stage, i);
    lua_setfield(L, -2, scenario_verb(scenario, i)->id);
  }
  push_constructor(L, stage, -1);
  lua_setfield(L, -2, "silence");
  proxy_wrap(L, "act");
}
