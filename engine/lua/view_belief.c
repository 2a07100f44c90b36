/* Beliefs of the woken actor, folded in C. */
#include "lua/view.h"

#include "lua/arguments.h"
#include "lua/budget.h"
#include "lua/proxy.h"
#include "model/schema_words.h"
#include "sim/believe.h"
#include "sim/council.h"

#include <lauxlib.h>

/* What a question about help says: where, how much, under which circumstances. */
struct question {
  int theatre;
  enum support_rung rung;
  struct circumstance x;
  bool given_attack;
};

static bool flag_of(lua_State *L, const char *key) {
  bool value = lua_getfield(L, 1, key) == LUA_TBOOLEAN && lua_toboolean(L, -1);
  lua_pop(L, 1);
  return value;
}

/* Actor named by field [key] of the table at 1; -1 if it is not there. */
static int actor_of(lua_State *L, const char *key) {
  int actor = lua_getfield(L, 1, key) == LUA_TNIL ? -1 : argument_actor(L, -1, key);
  lua_pop(L, 1);
  return actor;
}

static struct question read_question(lua_State *L, const struct world *world) {
  struct question question = {.theatre = -1, .rung = RUNG_ARMS};
  if (lua_getfield(L, 1, "at") != LUA_TNIL) {
    question.theatre = argument_theatre(L, -1, "at");
  }
  if (lua_getfield(L, 1, "rung") != LUA_TNIL) {
    question.rung = (enum support_rung)argument_word(L, -1, "rung", schema_rungs);
  }
  if (lua_getfield(L, 1, "gravity") != LUA_TNIL) {
    question.x.gravity = argument_number(L, -1, "gravity", 0, 5);
  } else if (question.theatre >= 0) {
    question.x.gravity = view_recent_gravity(world, question.theatre);
  }
  lua_pop(L, 3);
  question.x.requested = flag_of(L, "requested");
  question.given_attack = flag_of(L, "given_attack");
  return question;
}

static double help_of(lua_State *L, const struct world *world, int observer, int pledge,
                      const struct question *question) {
  struct circumstance x = question->x;
  budget_charge(L, question->given_attack ? 100 : 40); /* a sum over the grid of a belief */
  x.in_area =
      question->theatre >= 0 && (scenario_theatre(world->scenario, question->theatre)->in_area &
                                 world->pledges[pledge].treaties) != 0;
  return question->given_attack
             ? believe_help_given_attack(world, observer, pledge, &x, question->rung)
             : believe_help(world, observer, pledge, &x, question->rung);
}

int view_belief(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  luaL_checktype(L, 1, LUA_TTABLE);
  int mandate = actor_of(L, "mandate");
  int resolve = actor_of(L, "resolve");
  int helper = actor_of(L, "help");
  if (mandate >= 0) {
    lua_pushnumber(L, believe_mandate(world, stage->actor, mandate));
  } else if (resolve >= 0) {
    lua_pushnumber(L, believe_resolve(world, stage->actor, resolve));
  } else if (helper >= 0) {
    int beneficiary = actor_of(L, "of");
    int pledge = beneficiary < 0 ? -1 : world_pledge(world, helper, beneficiary);
    struct question question = read_question(L, world);
    lua_pushnumber(L, pledge < 0 ? 0 : help_of(L, world, stage->actor, pledge, &question));
  } else {
    return luaL_error(L, "view.belief: expected help = ACTOR, of = ACTOR; or resolve = ACTOR; or "
                         "mandate = OFFICIAL");
  }
  return 1;
}

/* Each helper's chance weighs by its share of the helpers' capability. */
int view_expected_help(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  luaL_checktype(L, 1, LUA_TTABLE);
  int beneficiary = actor_of(L, "of");
  struct question question = read_question(L, world);
  double total = 0;
  double help = 0;
  for (int p = 0; p < world->pledge_count; p++) {
    const struct pledge *pledge = &world->pledges[p];
    if (pledge->beneficiary != beneficiary || pledge->helper == stage->actor) {
      continue;
    }
    double weight = scenario_actor(world->scenario, pledge->helper)->capability;
    total += weight;
    help += weight * help_of(L, world, stage->actor, p, &question);
  }
  lua_pushnumber(L, total > 0 ? help / total : 0);
  return 1;
}

/* Chances over the members of an organ that are pledged to the actor. */
struct hopes {
  int members;
  double nobody_objects; /* who would not speak up objects with chance council_objection */
  double nobody_approves;
  double approvals; /* expected number */
};

static struct hopes hopes_of(lua_State *L, const struct world *world, int actor, uint64_t members,
                             const struct question *question) {
  double objection = world->scenario->model.council_objection;
  struct hopes hopes = {.nobody_objects = 1, .nobody_approves = 1};
  for (int p = 0; p < world->pledge_count; p++) {
    const struct pledge *pledge = &world->pledges[p];
    if (pledge->beneficiary == actor && (members >> pledge->helper & 1) != 0) {
      double help = help_of(L, world, actor, p, question);
      hopes.nobody_objects *= 1 - objection * (1 - help);
      hopes.nobody_approves *= 1 - help;
      hopes.approvals += help;
      hopes.members++;
    }
  }
  return hopes;
}

/* Chance that the organ grants the actor's request by its rule. A member approves of what it would
 * support in words. An organ of whose members nobody is pledged to the actor grants nothing. */
int view_approval_chance(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  luaL_checktype(L, 1, LUA_TTABLE);
  int actor = actor_of(L, "organisation");
  int index = actor < 0 ? -1 : scenario_actor(world->scenario, actor)->organisation_index;
  if (index < 0) {
    return luaL_error(L, "view.approval_chance: expected organisation = ORGANISATION");
  }
  const struct organisation *organisation = scenario_organisation(world->scenario, index);
  struct question question = read_question(L, world);
  question.x.requested = true;
  question.rung = RUNG_WORDS;
  struct hopes hopes =
      hopes_of(L, world, stage->actor, world->organisations[index].members, &question);
  double share = (1 + hopes.approvals) / (1 + hopes.members);
  double chance = 0;
  switch ((enum council_rule)organisation->rule) {
  case COUNCIL_CONSENSUS:
    chance = hopes.nobody_objects * (1 - hopes.nobody_approves);
    break;
  case COUNCIL_QUOTA:
    chance = share >= organisation->quota ? 1 : share / organisation->quota;
    break;
  case COUNCIL_SILENCE:
    chance = hopes.nobody_objects;
    break;
  case COUNCIL_LIMITED:
    chance = 1 - hopes.nobody_approves;
    break;
  }
  lua_pushnumber(L, hopes.members > 0 ? chance : 0);
  return 1;
}

/* --- what it remembers of acts -----------------------------------------------------------------
 */

struct memory_query {
  int verb, actor, target, theatre;
  double days;
};

static struct memory_query read_query(lua_State *L) {
  struct memory_query query = {.verb = -1, .theatre = -1, .days = 14};
  luaL_checktype(L, 1, LUA_TTABLE);
  query.actor = actor_of(L, "actor");
  query.target = actor_of(L, "to");
  if (lua_getfield(L, 1, "verb") != LUA_TNIL) {
    query.verb = argument_verb(L, -1, "verb");
    query.verb = scenario_verb(stage_scenario(stage_of(L)), query.verb)->meant;
  }
  if (lua_getfield(L, 1, "at") != LUA_TNIL) {
    query.theatre = argument_theatre(L, -1, "at");
  }
  if (lua_getfield(L, 1, "days") != LUA_TNIL) {
    query.days = argument_number(L, -1, "days", 0, 3660);
  }
  lua_pop(L, 3);
  return query;
}

static bool matches(const struct scenario *scenario, const struct memory_query *query,
                    const struct record *act) {
  return (query->verb < 0 || query->verb == scenario_verb(scenario, act->verb)->meant) &&
         (query->actor < 0 || query->actor == act->actor) &&
         (query->target < 0 || query->target == act->target) &&
         (query->theatre < 0 || query->theatre == act->theatre);
}

/* Acts of its own and acts perceived, newest first, within the days asked for. Returns how many;
 * the newest's age in [*last]. */
static int recall(lua_State *L, const struct world *world, int actor,
                  const struct memory_query *query, double *last) {
  int found = 0;
  int64_t since = world->now - (int64_t)(query->days * MINUTES_PER_DAY);
  uint32_t position = world->actors[actor].last_note;
  uint64_t looked = 0;
  while (position > 0 && world->notes[position - 1].at >= since) {
    const struct note *note = &world->notes[position - 1];
    const struct record *act = world_record(world, note->act);
    if (matches(world->scenario, query, act) && found++ == 0) {
      *last = (double)(world->now - act->at) / MINUTES_PER_DAY;
    }
    looked++;
    position = note->previous;
  }
  budget_charge(L, looked);
  return found;
}

int view_recent(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  struct memory_query query = read_query(L);
  double last = 0;
  lua_pushinteger(L, recall(L, world, stage->actor, &query, &last));
  return 1;
}

int view_last(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  struct memory_query query = read_query(L);
  double last = 0;
  if (recall(L, world, stage->actor, &query, &last) > 0) {
    lua_pushnumber(L, last);
  } else {
    lua_pushnil(L);
  }
  return 1;
}
