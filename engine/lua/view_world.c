/* Dyads, theatres, organisations, treaties as the woken actor sees them. */
#include "lua/view.h"

#include "lua/arguments.h"
#include "lua/proxy.h"
#include "model/schema_words.h"
#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/fight.h"
#include "sim/meeting.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

enum { DYAD_KEY = 1000 };

static double days_since(const struct world *world, int64_t at) {
  return (double)(world->now - at) / MINUTES_PER_DAY;
}

int view_dyad(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int a = argument_actor(L, 1, "view.dyad");
  int b = argument_actor(L, 2, "view.dyad");
  const struct dyad *dyad = world_dyad(world, a, b);
  const struct relation *relation = scenario_relation(world->scenario, a, b);
  uint32_t *fresh = &stage->dyad_fresh[a * world->scenario->actors.count + b];
  view_push_cached(L, stage->dyads_ref, a * DYAD_KEY + b, "view.dyad");
  if (*fresh == stage->waking) {
    lua_pop(L, 1);
    return 1;
  }
  *fresh = stage->waking;
  view_number(L, "affinity", dyad->affinity);
  view_number(L, "tension", dyad->tension);
  view_number(L, "grievance", dyad->grievance);
  view_number(L, "dependence", dyad->dependence);
  view_number(L, "arms", relation->arms);
  view_number(L, "trade", relation->trade);
  view_number(L, "energy", relation->energy);
  view_number(L, "bilateral", relation->bilateral);
  view_number(L, "treaty", relation->treaty);
  view_number(L, "hostility", dyad->hostility);
  view_number(L, "hostility_days", days_since(world, dyad->hostility_at));
  view_number(L, "deaths", dyad->deaths);
  view_flag(L, "offer", world_offer_fresh(world, dyad->offer_at));
  view_flag(L, "at_meeting", meeting_now(world, a, b));
  view_flag(L, "allied", world_allies(world, a, b));
  view_flag(L, "adversary", a != b && world_adversaries(world, a, b));
  if (dyad->meeting_at >= world->now) {
    view_number(L, "meeting_days", days_since(world, world->now + world->now - dyad->meeting_at));
  } else {
    view_text(L, "meeting_days", NULL);
  }
  lua_pop(L, 1);
  return 1;
}

static void set_campaign(lua_State *L, const struct world *world, const struct campaign *campaign) {
  if (!campaign->active) {
    view_text(L, "campaign", NULL);
    return;
  }
  lua_createtable(L, 0, 4);
  view_id(L, "attacker", world->scenario, campaign->attacker);
  view_id(L, "defender", world->scenario, campaign->defender);
  view_number(L, "intensity", campaign->intensity);
  view_number(L, "days", days_since(world, campaign->begun_at));
  proxy_wrap(L, "view.theatre");
  lua_setfield(L, -2, "campaign");
}

/* What does not change during a run is set once. */
static void set_theatre_facts(lua_State *L, const struct scenario *scenario,
                              const struct theatre *theatre) {
  view_text(L, "id", theatre->id);
  view_text(L, "name", theatre->name);
  view_id(L, "holder", scenario, theatre->holder);
  view_id(L, "claimant", scenario, theatre->claimant);
  view_number(L, "claim", theatre->claim);
  view_flag(L, "contested", theatre->claim > 0.5);
  view_number(L, "base_rate", theatre->incidents.rate);
  view_push_ids(L, scenario, theatre->recognised);
  proxy_wrap(L, "view.theatre");
  lua_setfield(L, -2, "recognised");
  view_push_ids(L, scenario, UINT64_C(1) << theatre->holder | UINT64_C(1) << theatre->claimant);
  proxy_wrap(L, "view.theatre");
  lua_setfield(L, -2, "sides");
  view_push_treaties(L, scenario, theatre->in_area);
  proxy_wrap(L, "view.theatre");
  lua_setfield(L, -2, "in_area");
}

/* { frame = true, ... }: what helps a side's case when it is cited. */
static void push_favours(lua_State *L, const struct stage *stage, uint32_t frames) {
  if (frames == 0) {
    (void)lua_rawgeti(L, LUA_REGISTRYINDEX, stage->empty_ref);
    return;
  }
  lua_createtable(L, 0, 4);
  for (int i = 0; schema_frames[i] != NULL; i++) {
    if ((frames >> i & 1) != 0) {
      view_flag(L, schema_frames[i], true);
    }
  }
  proxy_wrap(L, "view.theatre");
}

/* What differs for a side: its own dead, its own chances. */
static void set_sides(lua_State *L, const struct stage *stage, int theatre) {
  const struct world *world = stage->run->world;
  int actor = stage->actor;
  const struct theatre_state *state = &world->theatres[theatre];
  int side = world_side(world, theatre, actor);
  int rival = world_opponent(world, theatre, actor);
  view_id(L, "rival", world->scenario, rival);
  view_flag(L, "recognised_mine",
            (scenario_theatre(world->scenario, theatre)->recognised >> actor & 1) != 0);
  int mine = side < 0 ? 0 : side;
  view_number(L, "deaths_mine", side < 0 ? 0 : state->recent_deaths[mine]);
  view_number(L, "deaths_rival", side < 0 ? 0 : state->recent_deaths[1 - mine]);
  view_number(L, "fired_mine", side < 0 ? 0 : state->provoked[mine]);
  view_number(L, "fired_rival", side < 0 ? 0 : world->actors[actor].fire_felt[theatre]);
  view_number(L, "legitimacy_mine",
              side < 0    ? 0
              : mine == 1 ? state->legitimacy
                          : -state->legitimacy);
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  push_favours(L, stage, mine == 1 ? place->favours_claimant : place->favours_holder);
  lua_setfield(L, -2, "favours_mine");
  push_favours(L, stage, mine == 1 ? place->favours_holder : place->favours_claimant);
  lua_setfield(L, -2, "favours_rival");
  view_flag(L, "ceasefire_mine", side >= 0 && state->side[mine].ceasefire);
  view_flag(L, "ceasefire_rival", side >= 0 && state->side[1 - mine].ceasefire);
  view_number(L, "tension", rival < 0 ? 0 : world_dyad(world, actor, rival)->tension);
  view_number(L, "success", side < 0 ? 0 : fight_success(world, theatre, actor));
  view_number(L, "success_rival", side < 0 ? 0 : fight_success(world, theatre, rival));
}

int view_theatre(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int index = argument_theatre(L, 1, "view.theatre");
  const struct theatre *theatre = scenario_theatre(world->scenario, index);
  const struct theatre_state *state = &world->theatres[index];
  view_push_cached(L, stage->theatres_ref, index + 1 + 100 * stage->actor, "view.theatre");
  if (stage->theatre_fresh[index] ==
      stage->waking) { /* the world stands still while a policy thinks */
    lua_pop(L, 1);
    return 1;
  }
  stage->theatre_fresh[index] = stage->waking;
  if (lua_getfield(L, -1, "id") == LUA_TNIL) {
    lua_pop(L, 1);
    set_theatre_facts(L, world->scenario, theatre);
  } else {
    lua_pop(L, 1);
  }
  view_number(L, "stake", world_stake(world, stage->actor, index));
  view_number(L, "rate", fight_incident_rate(world, index));
  view_number(L, "intensity", state->intensity);
  view_number(L, "deaths", state->recent_deaths[0] + state->recent_deaths[1]);
  view_number(L, "ground", state->ground);
  view_number(L, "weather", state->weather);
  view_number(L, "level", fight_level(world, index));
  view_number(L, "quiet_days",
              floor((double)world->now / MINUTES_PER_DAY) + 1 - (double)state->killed_day);
  set_sides(L, stage, index);
  set_campaign(L, world, &state->campaign);
  lua_pop(L, 1);
  return 1;
}

/* --- treaties ----------------------------------------------------------------------------------
 */

double view_recent_gravity(const struct world *world, int theatre) {
  const struct theatre_state *state = &world->theatres[theatre];
  double deaths = state->recent_deaths[0] + state->recent_deaths[1];
  if (state->campaign.active) {
    return state->campaign.ends_at == INT64_MAX ? 5 : 4;
  }
  return deaths >= 3 ? 3 : deaths > 0.3 ? 2 : 1;
}

static int id_field(lua_State *L, int index, const char *key) {
  int actor = -1;
  if (lua_getfield(L, index, key) == LUA_TSTRING) {
    actor = argument_actor(L, -1, key);
  }
  lua_pop(L, 1);
  return actor;
}

/* An event table as a case for the treaty: who was hit, by whom, where, how gravely. */
static struct casus_event read_event(lua_State *L, const struct stage *stage, int treaty) {
  const struct scenario *scenario = stage_scenario(stage);
  struct casus_event event = {.victim = -1, .attacker = -1, .theatre = -1};
  proxy_open(L, 2);
  int at = lua_gettop(L);
  if (lua_getfield(L, at, "at") == LUA_TSTRING) {
    event.theatre = argument_theatre(L, -1, "event.at");
  }
  if (lua_getfield(L, at, "gravity") == LUA_TNUMBER) {
    event.gravity = lua_tonumber(L, -1);
  }
  event.requested = lua_getfield(L, at, "requested") == LUA_TBOOLEAN && lua_toboolean(L, -1);
  lua_settop(L, at);
  event.victim = id_field(L, at, "requester");
  if (event.theatre >= 0 && event.victim < 0) {
    const struct theatre *place = scenario_theatre(scenario, event.theatre);
    uint64_t members = scenario_treaty(scenario, treaty)->members;
    event.victim = (members >> place->holder & 1) != 0 ? place->holder : place->claimant;
  }
  if (event.theatre >= 0) {
    event.attacker = world_opponent(stage->run->world, event.theatre, event.victim);
  }
  int blamed = id_field(L, at, "blamed");
  event.victim_fired_first = blamed >= 0 && blamed == event.victim;
  return event;
}

static void push_clauses(lua_State *L, uint32_t clauses) {
  static const char *const words[] = {
#define X(name, word, bit) word,
      CLAUSE_MAP(X)
#undef X
  };
  lua_createtable(L, 0, 8);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    view_flag(L, words[i], (clauses >> i & 1) != 0);
  }
  view_flag(L, "all", clauses == (uint32_t)CLAUSE_ALL);
  proxy_wrap(L, "the clauses");
}

/* treaty:applies(event): the clauses of its assistance article. */
static int treaty_applies(lua_State *L) {
  const struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int treaty = (int)lua_tointeger(L, lua_upvalueindex(2));
  luaL_checktype(L, 2, LUA_TTABLE);
  const struct article *article = casus_article(world->scenario, treaty, OBLIGATION_ASSIST);
  struct casus_event event = read_event(L, stage, treaty);
  if (article == NULL || event.victim < 0) {
    push_clauses(L, 0);
  } else {
    push_clauses(L, casus_clauses(world, treaty, article, &event));
  }
  return 1;
}

int view_treaty(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct scenario *scenario = stage_scenario(stage);
  int index = argument_treaty(L, 1, "view.treaty");
  view_push_cached(L, stage->treaties_ref, index + 1, "view.treaty");
  if (lua_getfield(L, -1, "id") == LUA_TNIL) {
    lua_pop(L, 1);
    view_text(L, "id", scenario_treaty(scenario, index)->id);
    view_text(L, "name", scenario_treaty(scenario, index)->name);
    view_push_ids(L, scenario, scenario_treaty(scenario, index)->members);
    proxy_wrap(L, "view.treaty");
    lua_setfield(L, -2, "members");
    lua_pushlightuserdata(L, stage);
    lua_pushinteger(L, index);
    lua_pushcclosure(L, treaty_applies, 2);
    lua_setfield(L, -2, "applies");
  } else {
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return 1;
}

/* --- organisations -----------------------------------------------------------------------------
 */

static int most_capable(const struct scenario *scenario, uint64_t members) {
  int best = -1;
  for (int i = 0; i < scenario->actors.count; i++) {
    if ((members >> i & 1) != 0 && (best < 0 || scenario_actor(scenario, i)->capability >
                                                    scenario_actor(scenario, best)->capability)) {
      best = i;
    }
  }
  return best;
}

/* The case that matters to the actor: its own, or for others the gravest that is open. */
static const struct procedure_case *case_of(const struct organisation_state *state, int actor) {
  const struct procedure_case *found = NULL;
  for (int i = 0; i < CASE_MAX; i++) {
    const struct procedure_case *matter = &state->cases[i];
    if (matter->open && (found == NULL || matter->requester == actor ||
                         (found->requester != actor && matter->gravity > found->gravity))) {
      found = matter;
    }
  }
  return found;
}

static void set_case(lua_State *L, const struct world *world, const struct procedure_case *matter) {
  view_text(L, "stage", matter == NULL ? "none" : schema_results[matter->stage]);
  view_id(L, "requester", world->scenario, matter == NULL ? -1 : matter->requester);
  view_text(L, "case_theatre",
            matter == NULL ? NULL : scenario_theatre(world->scenario, matter->theatre)->id);
  view_flag(L, "requested", matter != NULL && matter->requested);
  view_flag(L, "informed", matter != NULL && days_since(world, matter->opened_at) <= 14);
  if (matter != NULL && matter->session_at > world->now) {
    view_number(L, "session_days", (double)(matter->session_at - world->now) / MINUTES_PER_DAY);
  } else {
    view_text(L, "session_days", NULL);
  }
}

int view_organisation(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  const struct scenario *scenario = world->scenario;
  int actor = argument_actor(L, 1, "view.organisation");
  int index = scenario_actor(scenario, actor)->organisation_index;
  if (index < 0) {
    return luaL_error(L, "view.organisation: %s is no organisation",
                      scenario_actor(scenario, actor)->id);
  }
  const struct organisation *organisation = scenario_organisation(scenario, index);
  const struct organisation_state *state = &world->organisations[index];
  lua_createtable(L, 0, 20);
  view_text(L, "id", organisation->id);
  view_text(L, "name", organisation->name);
  view_text(L, "rule", schema_rules[organisation->rule]);
  view_text(L, "treaty",
            organisation->treaty < 0 ? NULL : scenario_treaty(scenario, organisation->treaty)->id);
  view_id(L, "spokesman", scenario, organisation->spokesman_actor);
  view_id(L, "leader", scenario, most_capable(scenario, state->members));
  view_push_ids(L, scenario, state->members);
  proxy_wrap(L, "view.organisation");
  lua_setfield(L, -2, "members");
  view_number(L, "endorsed", believe_stance_share(world, index, state->endorsed_by));
  view_number(L, "disowned", believe_stance_share(world, index, state->disowned_by));
  if (state->warned_at >= 0) {
    view_number(L, "warned_days", days_since(world, state->warned_at));
  }
  if (state->approved_at >= 0) {
    view_number(L, "approved_days", days_since(world, state->approved_at));
  }
  set_case(L, world, case_of(state, stage->actor));
  proxy_wrap(L, "view.organisation");
  return 1;
}

int view_threat(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int worst = -1;
  double level = 0;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    int rival = world_opponent(world, t, stage->actor);
    if (rival >= 0) {
      double here = world_stake(world, stage->actor, t) *
                    world_dyad(world, stage->actor, rival)->tension *
                    fight_success(world, t, rival);
      worst = worst < 0 || here > level ? t : worst;
      level = here > level ? here : level;
    }
  }
  lua_createtable(L, 0, 3);
  view_number(L, "level", level);
  if (worst >= 0) {
    view_text(L, "theatre", scenario_theatre(world->scenario, worst)->id);
    view_id(L, "rival", world->scenario, world_opponent(world, worst, stage->actor));
  }
  proxy_wrap(L, "view.threat");
  return 1;
}
