/* Features: what a weighted sum may look at. */
#include "lua/features.h"

#include "lua/act.h"
#include "lua/arguments.h"
#include "lua/event_kind.h"
#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/effect.h"
#include "sim/fight.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* What features are about: the actor, the event, whom the option is aimed at. */
struct features_context {
  const struct world *world;
  const struct record *record;
  const struct stimulus *stimulus;
  int actor, target;
};

typedef double (*feature_fn)(const struct features_context *c);

static double one(const struct features_context *c) {
  (void)c;
  return 1;
}

static double dyad_of(const struct features_context *c, size_t offset) {
  if (c->target < 0) {
    return 0;
  }
  return *(const double *)((const char *)world_dyad(c->world, c->actor, c->target) + offset);
}

static double grievance(const struct features_context *c) {
  return dyad_of(c, offsetof(struct dyad, grievance));
}

static double tension(const struct features_context *c) {
  return dyad_of(c, offsetof(struct dyad, tension));
}

static double affinity(const struct features_context *c) {
  return dyad_of(c, offsetof(struct dyad, affinity));
}

static double stake(const struct features_context *c) {
  return c->record->theatre < 0 ? 0 : world_stake(c->world, c->actor, c->record->theatre);
}

static double urgency(const struct features_context *c) {
  return c->stimulus->urgency;
}

static double gravity(const struct features_context *c) {
  return casus_gravity(c->world->scenario, c->record);
}

static double approval(const struct features_context *c) {
  return c->world->actors[c->actor].approval;
}

static double mandate(const struct features_context *c) {
  int who = c->record->actor;
  bool official = who >= 0 && scenario_actor(c->world->scenario, who)->kind == ACTOR_OFFICIAL;
  return official ? believe_mandate(c->world, c->actor, who) : 0;
}

static double success(const struct features_context *c) {
  bool party = c->record->theatre >= 0 && world_side(c->world, c->record->theatre, c->actor) >= 0;
  return party ? fight_success(c->world, c->record->theatre, c->actor) : 0;
}

static double aims_at_me(const struct features_context *c) {
  return c->record->target == c->actor || c->record->statement.implied == c->actor ? 1 : 0;
}

static const char *const feature_words[] = {"one",     "grievance", "tension",    "affinity",
                                            "stake",   "urgency",   "gravity",    "approval",
                                            "mandate", "success",   "aims_at_me", NULL};
static const feature_fn feature_functions[] = {one,     grievance, tension,   affinity,
                                               stake,   urgency,   gravity,   approval,
                                               mandate, success,   aims_at_me};

static const char *const aim_words[] = {"rival", "speaker", "organisation", "nobody", NULL};

static int resolve_target(const struct features_context *c, int aim) {
  switch (aim) {
  case 0:
    return c->record->theatre < 0 ? -1 : world_opponent(c->world, c->record->theatre, c->actor);
  case 1:
    return c->record->kind == RECORD_INCIDENT ? -1 : c->record->actor;
  case 2:
    return c->record->actor < 0
               ? -1
               : scenario_actor(c->world->scenario, c->record->actor)->organisation;
  default:
    return -1;
  }
}

/* One term, on top of the stack. */
static void add_term(lua_State *L, const struct features_context *c, struct option *option) {
  luaL_checktype(L, -1, LUA_TTABLE);
  (void)lua_getfield(L, -1, "feature");
  int feature = argument_word(L, -1, "utility feature", feature_words);
  (void)lua_getfield(L, -2, "weight");
  double weight = argument_number(L, -1, "utility weight", -1e6, 1e6);
  lua_pop(L, 2);
  if (option->term_count == RECORD_TERM_MAX) {
    (void)luaL_error(L, "utility: more than %d terms in one option", (int)RECORD_TERM_MAX);
  }
  struct term *term = &option->terms[option->term_count++];
  memset(term, 0, sizeof *term);
  (void)snprintf(term->name, sizeof term->name, "%s", feature_words[feature]);
  term->value = weight * feature_functions[feature](c);
}

/* One option, on top of the stack. */
static void add_option(lua_State *L, struct features_context *c, struct choice *draft) {
  luaL_checktype(L, -1, LUA_TTABLE);
  (void)lua_getfield(L, -1, "verb");
  int verb = argument_verb(L, -1, "utility verb");
  lua_pop(L, 1);
  c->target = -1;
  if (lua_getfield(L, -1, "to") != LUA_TNIL) {
    c->target = resolve_target(c, argument_word(L, -1, "utility to", aim_words));
  }
  lua_pop(L, 1);
  struct intention intention = act_blank(c->world->scenario, verb);
  intention.target = c->target;
  intention.theatre = c->record->theatre;
  if (effect_legality(c->world, c->actor, &intention) != RESULT_NONE ||
      draft->option_count == MENU_MAX) {
    return;
  }
  struct option *option = &draft->options[draft->option_count++];
  option->intention = intention;
  option->term_count = 0;
  if (lua_getfield(L, -1, "terms") == LUA_TTABLE) {
    lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= length; i++) {
      (void)lua_rawgeti(L, -1, i);
      add_term(L, c, option);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

/* Inner C function: upvalue 1 is the stage, as the argument readers expect. */
static int choose(lua_State *L) {
  const struct features_request *request = lua_touserdata(L, 1);
  struct stage *stage = request->stage;
  const struct world *world = stage->run->world;
  struct features_context c = {.world = world,
                               .record = world_record(world, request->stimulus->record),
                               .stimulus = request->stimulus,
                               .actor = stage->actor,
                               .target = -1};
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, request->utility_ref);
  (void)lua_getfield(L, -1, "on");
  bool wanted = lua_type(L, -1) == LUA_TSTRING &&
                strcmp(lua_tostring(L, -1), event_kind_word(request->kind)) == 0;
  lua_pop(L, 1);
  if (!wanted || lua_getfield(L, -1, "options") != LUA_TTABLE) {
    return 0;
  }
  struct choice *draft = act_next_draft(L, stage);
  (void)snprintf(draft->policy, sizeof draft->policy, "%.60s", stage->path);
  lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= length; i++) {
    budget_charge(L, 20);
    (void)lua_rawgeti(L, -1, i);
    add_option(L, &c, draft);
    lua_pop(L, 1);
  }
  if (request->menu->choice_count < CHOICE_MAX) {
    act_copy_choice(&request->menu->choices[request->menu->choice_count++], draft);
  }
  return 0;
}

int features_choose(lua_State *L) {
  const struct features_request *request = lua_touserdata(L, 1);
  lua_pushlightuserdata(L, request->stage);
  lua_pushcclosure(L, choose, 1);
  lua_insert(L, 1);
  lua_call(L, 1, 0);
  return 0;
}
