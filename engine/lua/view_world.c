/* Dyads, theatres, treaties and threats as the woken actor sees them. */
#include "lua/view.h"

#include "lua/arguments.h"
#include "lua/proxy.h"
#include "lua/sheet.h"
#include "model/schema_words.h"
#include "sim/casus.h"
#include "sim/fight.h"
#include "sim/home.h"
#include "sim/meeting.h"
#include "sim/mobilise.h"

#include <lauxlib.h>
#include <math.h>

enum { DYAD_KEY = 1000 };

/* clang-format off: one row a line */
#define DYAD_MAP(X)                   \
  X(AFFINITY, "affinity")             \
  X(TENSION, "tension")               \
  X(GRIEVANCE, "grievance")           \
  X(DEPENDENCE, "dependence")         \
  X(ARMS, "arms")                     \
  X(TRADE, "trade")                   \
  X(ENERGY, "energy")                 \
  X(BILATERAL, "bilateral")           \
  X(TREATY, "treaty")                 \
  X(HOSTILITY, "hostility")           \
  X(HOSTILITY_DAYS, "hostility_days") \
  X(DEATHS, "deaths")                 \
  X(OFFER, "offer")                   \
  X(ALLIED, "allied")                 \
  X(ADVERSARY, "adversary")           \
  X(AT_MEETING, "at_meeting")         \
  X(MEETING_DAYS, "meeting_days")     \
  X(BRINK, "brink")
/* clang-format on */

enum dyad_field {
#define X(name, word) DYAD_##name,
  DYAD_MAP(X)
#undef X
      DYAD_FIELD_COUNT
};

static const char *const dyad_names[] = {
#define X(name, word) word,
    DYAD_MAP(X)
#undef X
};

static const struct sheet_kind dyad_sheet = {"view.dyad", dyad_names, DYAD_FIELD_COUNT};

static void fill_dyad(struct cell *cells, const struct world *world, int a, int b) {
  const struct dyad *dyad = world_dyad(world, a, b);
  const struct relation *relation = scenario_relation(world->scenario, a, b);
  cells[DYAD_AFFINITY] = cell_number(dyad->affinity);
  cells[DYAD_TENSION] = cell_number(dyad->tension);
  cells[DYAD_GRIEVANCE] = cell_number(dyad->grievance);
  cells[DYAD_DEPENDENCE] = cell_number(dyad->dependence);
  cells[DYAD_ARMS] = cell_number(relation->arms);
  cells[DYAD_TRADE] = cell_number(relation->trade);
  cells[DYAD_ENERGY] = cell_number(relation->energy);
  cells[DYAD_BILATERAL] = cell_number(relation->bilateral);
  cells[DYAD_TREATY] = cell_number(relation->treaty);
  cells[DYAD_HOSTILITY] = cell_number(dyad->hostility);
  cells[DYAD_HOSTILITY_DAYS] = cell_number(view_days_since(world, dyad->hostility_at));
  cells[DYAD_DEATHS] = cell_number(dyad->deaths);
  cells[DYAD_OFFER] = cell_flag(world_offer_fresh(world, dyad->offer_at));
  cells[DYAD_AT_MEETING] = cell_flag(meeting_now(world, a, b));
  cells[DYAD_ALLIED] = cell_flag(world_allies(world, a, b));
  cells[DYAD_ADVERSARY] = cell_flag(a != b && world_adversaries(world, a, b));
  if (scenario_actor(world->scenario, a)->nuclear && scenario_actor(world->scenario, b)->nuclear) {
    cells[DYAD_BRINK] = cell_number(home_brink(world, a, b));
  }
  if (dyad->meeting_at >= world->now) {
    cells[DYAD_MEETING_DAYS] =
        cell_number(view_days_since(world, world->now + world->now - dyad->meeting_at));
  }
}

int view_dyad(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int a = argument_actor(L, 1, "view.dyad");
  int b = argument_actor(L, 2, "view.dyad");
  struct cell cells[DYAD_FIELD_COUNT] = {{0}};
  uint32_t *fresh = &stage->dyad_fresh[a * world->scenario->actors.count + b];
  bool stale = *fresh != stage->waking;
  if (stale) {
    fill_dyad(cells, world, a, b);
    *fresh = stage->waking;
  }
  sheet_push_kept(L, stage, &dyad_sheet, stage->dyads_ref, a * DYAD_KEY + b, stale ? cells : NULL);
  return 1;
}

/* clang-format off: one row a line */
#define THEATRE_MAP(X)                  \
  X(ID, "id")                           \
  X(NAME, "name")                       \
  X(HOLDER, "holder")                   \
  X(CLAIMANT, "claimant")               \
  X(RIVAL, "rival")                     \
  X(STAKE, "stake")                     \
  X(CLAIM, "claim")                     \
  X(CONTESTED, "contested")             \
  X(RECOGNISED, "recognised")           \
  X(RECOGNISED_MINE, "recognised_mine") \
  X(SIDES, "sides")                     \
  X(IN_AREA, "in_area")                 \
  X(BASE_RATE, "base_rate")             \
  X(RATE, "rate")                       \
  X(INTENSITY, "intensity")             \
  X(WEATHER, "weather")                 \
  X(LEVEL, "level")                     \
  X(DEATHS, "deaths")                   \
  X(DEATHS_MINE, "deaths_mine")         \
  X(DEATHS_RIVAL, "deaths_rival")       \
  X(FIRED_MINE, "fired_mine")           \
  X(FIRED_RIVAL, "fired_rival")         \
  X(TENSION, "tension")                 \
  X(SUCCESS, "success")                 \
  X(SUCCESS_RIVAL, "success_rival")     \
  X(LEGITIMACY_MINE, "legitimacy_mine") \
  X(FAVOURS_MINE, "favours_mine")       \
  X(FAVOURS_RIVAL, "favours_rival")     \
  X(CEASEFIRE_MINE, "ceasefire_mine")   \
  X(CEASEFIRE_RIVAL, "ceasefire_rival") \
  X(GROUND, "ground")                   \
  X(QUIET_DAYS, "quiet_days")           \
  X(EMERGENCY, "emergency")             \
  X(PRESENT, "present")                 \
  X(TIMETABLE, "timetable")             \
  X(MOBILISED_MINE, "mobilised_mine")   \
  X(MOBILISED_RIVAL, "mobilised_rival") \
  X(DELAY, "delay")                     \
  X(WINDOW, "window")                   \
  X(WINDOW_RIVAL, "window_rival")       \
  X(PLAN_MINE, "plan_mine")             \
  X(PLAN_RIVAL, "plan_rival")           \
  X(DEPLOYED_MINE, "deployed_mine")     \
  X(DEPLOYED_RIVAL, "deployed_rival")   \
  X(CHALLENGE_MINE, "challenge_mine")   \
  X(CHALLENGE_RIVAL, "challenge_rival") \
  X(CHALLENGE_DAYS, "challenge_days")   \
  X(CAMPAIGN, "campaign")
/* clang-format on */

enum theatre_field {
#define X(name, word) THEATRE_##name,
  THEATRE_MAP(X)
#undef X
      THEATRE_FIELD_COUNT
};

static const char *const theatre_names[] = {
#define X(name, word) word,
    THEATRE_MAP(X)
#undef X
};

static const struct sheet_kind theatre_sheet = {"view.theatre", theatre_names, THEATRE_FIELD_COUNT};

/* What does not change during a run. */
static void fill_facts(struct cell *cells, const struct scenario *scenario,
                       const struct theatre *theatre) {
  cells[THEATRE_ID] = cell_text(theatre->id);
  cells[THEATRE_NAME] = cell_text(theatre->name);
  cells[THEATRE_HOLDER] = cell_id(scenario, theatre->holder);
  cells[THEATRE_CLAIMANT] = cell_id(scenario, theatre->claimant);
  cells[THEATRE_CLAIM] = cell_number(theatre->claim);
  cells[THEATRE_CONTESTED] = cell_flag(theatre->claim > 0.5);
  cells[THEATRE_BASE_RATE] = cell_number(theatre->incidents.rate);
  cells[THEATRE_RECOGNISED] = cell_actors(theatre->recognised);
  cells[THEATRE_SIDES] =
      cell_actors(UINT64_C(1) << theatre->holder | UINT64_C(1) << theatre->claimant);
  cells[THEATRE_IN_AREA] = cell_treaties(theatre->in_area);
}

/* What differs for a side: its own dead, its own chances. */
static void fill_sides(struct cell *cells, const struct world *world, int theatre, int actor) {
  const struct theatre_state *state = &world->theatres[theatre];
  int side = world_side(world, theatre, actor);
  int rival = world_opponent(world, theatre, actor);
  bool recognised = (scenario_theatre(world->scenario, theatre)->recognised >> actor & 1) != 0;
  cells[THEATRE_RIVAL] = cell_id(world->scenario, rival);
  cells[THEATRE_RECOGNISED_MINE] = cell_flag(recognised);
  int mine = side < 0 ? 0 : side;
  cells[THEATRE_DEATHS_MINE] = cell_number(side < 0 ? 0 : state->recent_deaths[mine]);
  cells[THEATRE_DEATHS_RIVAL] = cell_number(side < 0 ? 0 : state->recent_deaths[1 - mine]);
  cells[THEATRE_FIRED_MINE] = cell_number(side < 0 ? 0 : state->provoked[mine]);
  cells[THEATRE_FIRED_RIVAL] = cell_number(side < 0 ? 0 : world->actors[actor].fire_felt[theatre]);
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  double standing = mine == 1 ? state->legitimacy : -state->legitimacy;
  cells[THEATRE_LEGITIMACY_MINE] = cell_number(side < 0 ? 0 : standing);
  cells[THEATRE_FAVOURS_MINE] =
      cell_words(schema_frames, mine == 1 ? place->favours_claimant : place->favours_holder);
  cells[THEATRE_FAVOURS_RIVAL] =
      cell_words(schema_frames, mine == 1 ? place->favours_holder : place->favours_claimant);
  cells[THEATRE_CEASEFIRE_MINE] = cell_flag(side >= 0 && state->side[mine].ceasefire);
  cells[THEATRE_CEASEFIRE_RIVAL] = cell_flag(side >= 0 && state->side[1 - mine].ceasefire);
  cells[THEATRE_TENSION] = cell_number(rival < 0 ? 0 : world_dyad(world, actor, rival)->tension);
  cells[THEATRE_SUCCESS] = cell_number(side < 0 ? 0 : fight_success(world, theatre, actor));
  cells[THEATRE_SUCCESS_RIVAL] = cell_number(side < 0 ? 0 : fight_success(world, theatre, rival));
}

/* Mobilisations by timetable; all 0 for who has none. */
static void fill_race(struct cell *cells, const struct world *world, int theatre, int actor) {
  int rival = world_opponent(world, theatre, actor);
  const struct scenario *scenario = world->scenario;
  bool party = rival >= 0;
  cells[THEATRE_TIMETABLE] = cell_flag(scenario_actor(scenario, actor)->mobilisation_days > 0);
  cells[THEATRE_MOBILISED_MINE] = cell_number(mobilise_progress(world, actor));
  cells[THEATRE_MOBILISED_RIVAL] = cell_number(party ? mobilise_progress(world, rival) : 0);
  cells[THEATRE_DELAY] = cell_number(mobilise_delay(world, actor, rival));
  cells[THEATRE_WINDOW] = cell_number(mobilise_window(world, actor, rival));
  cells[THEATRE_WINDOW_RIVAL] = cell_number(party ? mobilise_window(world, rival, actor) : 0);
  cells[THEATRE_PLAN_MINE] = cell_flag(mobilise_planned(scenario, theatre, actor));
  cells[THEATRE_PLAN_RIVAL] = cell_flag(party && mobilise_planned(scenario, theatre, rival));
}

/* What each side has placed there against the other. Only one's own is one's own to take back. */
static void fill_deployments(struct cell *cells, const struct world *world, int theatre,
                             int actor) {
  int side = world_side(world, theatre, actor);
  const struct side_state *sides = world->theatres[theatre].side;
  bool own = side >= 0 && sides[side].deployer == actor;
  cells[THEATRE_DEPLOYED_MINE] = cell_number(own ? sides[side].deployment : 0);
  cells[THEATRE_CHALLENGE_MINE] = cell_number(own ? sides[side].challenge : 0);
  cells[THEATRE_DEPLOYED_RIVAL] = cell_number(side < 0 ? 0 : sides[1 - side].deployment);
  cells[THEATRE_CHALLENGE_RIVAL] = cell_number(side < 0 ? 0 : sides[1 - side].challenge);
  for (int s = 0; s < 2; s++) {
    if (side >= 0 && sides[s].challenge > 0) {
      cells[THEATRE_CHALLENGE_DAYS] = cell_number(view_days_since(world, sides[s].challenge_at));
    }
  }
}

/* The side that is the actor's own or that it is pledged to; -1 if none or both. */
static int side_of_clients(const struct world *world, int theatre, int actor) {
  int own = world_side(world, theatre, actor);
  bool pledged[2];
  for (int side = 0; side < 2; side++) {
    pledged[side] = world_pledge(world, actor, world_side_actor(world, theatre, side)) >= 0;
  }
  return own >= 0 || pledged[0] == pledged[1] ? own : pledged[0] ? 0 : 1;
}

static void fill_theatre(struct cell *cells, const struct world *world, int theatre, int actor) {
  const struct theatre_state *state = &world->theatres[theatre];
  fill_facts(cells, world->scenario, scenario_theatre(world->scenario, theatre));
  cells[THEATRE_STAKE] = cell_number(world_stake(world, actor, theatre));
  cells[THEATRE_RATE] = cell_number(fight_incident_rate(world, theatre));
  cells[THEATRE_INTENSITY] = cell_number(state->intensity);
  cells[THEATRE_DEATHS] = cell_number(state->recent_deaths[0] + state->recent_deaths[1]);
  cells[THEATRE_GROUND] = cell_number(state->ground);
  cells[THEATRE_WEATHER] = cell_number(state->weather);
  cells[THEATRE_LEVEL] = cell_number(fight_level(world, theatre));
  cells[THEATRE_PRESENT] =
      cell_flag((scenario_theatre(world->scenario, theatre)->troops >> actor & 1) != 0);
  cells[THEATRE_EMERGENCY] =
      cell_flag(fight_emergency(world, theatre, side_of_clients(world, theatre, actor)));
  cells[THEATRE_QUIET_DAYS] =
      cell_number(floor((double)world->now / MINUTES_PER_DAY) + 1 - (double)state->killed_day);
  fill_sides(cells, world, theatre, actor);
  fill_race(cells, world, theatre, actor);
  fill_deployments(cells, world, theatre, actor);
}

/* The campaign of theatre [bits] modulo THEATRE_MAX. */
static void push_campaign(lua_State *L, const struct stage *stage, uint64_t bits) {
  const struct world *world = stage->run->world;
  const struct campaign *campaign = &world->theatres[bits % THEATRE_MAX].campaign;
  lua_createtable(L, 0, 4);
  view_id(L, "attacker", world->scenario, campaign->attacker);
  view_id(L, "defender", world->scenario, campaign->defender);
  view_number(L, "intensity", campaign->intensity);
  view_number(L, "days", view_days_since(world, campaign->begun_at));
  proxy_wrap(L, "view.theatre");
}

int view_theatre(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  int index = argument_theatre(L, 1, "view.theatre");
  struct cell cells[THEATRE_FIELD_COUNT] = {{0}};
  bool stale = stage->theatre_fresh[index] != stage->waking;
  if (stale) { /* the world stands still while a policy thinks */
    fill_theatre(cells, world, index, stage->actor);
    if (world->theatres[index].campaign.active) { /* a new table at each waking */
      cells[THEATRE_CAMPAIGN] =
          cell_made(push_campaign, (uint64_t)stage->waking * THEATRE_MAX + (uint64_t)index);
    }
    stage->theatre_fresh[index] = stage->waking;
  }
  sheet_push_kept(L, stage, &theatre_sheet, stage->theatres_ref, index + 1 + 100 * stage->actor,
                  stale ? cells : NULL);
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
  double fire = deaths >= 3 ? 3 : deaths > 0.3 ? 2 : 1;
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  double placed = casus_challenge(world, theatre, place->holder);
  double back = casus_challenge(world, theatre, place->claimant);
  double challenge = placed > back ? placed : back;
  return challenge > fire ? challenge : fire;
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
  int at = 2;
  lua_settop(L, at);
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

/* --- threats -----------------------------------------------------------------------------------
 */

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

void view_open_world(lua_State *L) {
  sheet_open(L, &dyad_sheet);
  sheet_open(L, &theatre_sheet);
}
