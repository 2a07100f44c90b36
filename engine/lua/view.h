/* What a policy sees: read-only tables, refreshed from the world when they are asked for. */
#ifndef DEMARCHE_LUA_VIEW_H
#define DEMARCHE_LUA_VIEW_H

#include "lua/stage_state.h"

/* Builds the view and its static parts; called once, at load, in protected mode. */
void view_open(lua_State *L, struct stage *stage);

/* Parts of view_open. */
void view_open_events(lua_State *L);
void view_open_world(lua_State *L);
void view_open_organisations(lua_State *L);

/* Brings the view up to date for [stage]->actor, who is being woken for what is [stage]->ready:
 * view.inbox holds the events of that, in that order. In protected mode. */
void view_wake(lua_State *L, struct stage *stage);

/* Pushes event [position] (from 1) of the inbox of the waking under way. */
void view_push_inbox_event(lua_State *L, struct stage *stage, int position);

/* Pushes the event that the record of [stimulus] is, as the woken actor sees it. */
void view_push_event(lua_State *L, struct stage *stage, const struct stimulus *stimulus);

/* Pushes the event of a vote in [matter] of organisation [index]. */
void view_push_vote(lua_State *L, struct stage *stage, int index, int matter);

/* Bindings of the module view (binding.h gives their documentation). */
int view_dyad(lua_State *L);
int view_theatre(lua_State *L);
int view_belief(lua_State *L);
int view_expected_help(lua_State *L);
int view_approval_chance(lua_State *L);
int view_treaty(lua_State *L);
int view_organisation(lua_State *L);
int view_threat(lua_State *L);
int view_recent(lua_State *L);
int view_last(lua_State *L);

/* --- shared by the files of the view ------------------------------------------------------------
 */

void view_number(lua_State *L, const char *key, double value); /* into the table on top */
void view_flag(lua_State *L, const char *key, bool value);
void view_text(lua_State *L, const char *key, const char *value); /* NULL: nil */
void view_id(lua_State *L, const char *key, const struct scenario *scenario,
             int actor); /* -1: nil */

/* Pushes a list of the ids of actors whose bits are set. */
void view_push_ids(lua_State *L, const struct scenario *scenario, uint64_t bits);

/* Pushes a table { treaty id = true, ... } of treaties. */
void view_push_treaties(lua_State *L, const struct scenario *scenario, uint64_t bits);

/* Pushes the cached table behind the proxy of [key] in the cache [ref], and below it its proxy;
 * makes both at first. */
void view_push_cached(lua_State *L, int ref, int key, const char *what);

/* Days from minute [at] to now. */
static inline double view_days_since(const struct world *world, int64_t at) {
  return (double)(world->now - at) / MINUTES_PER_DAY;
}

/* Gravity of what an actor has seen in a theatre lately, 0 to 5, for questions that name none. */
double view_recent_gravity(const struct world *world, int theatre);

#endif
