/* The stage's inside, shared by the files that make views, intentions and choices. */
#ifndef DEMARCHE_LUA_STAGE_STATE_H
#define DEMARCHE_LUA_STAGE_STATE_H

#include "lua/stage.h"

enum { ACT_FIELDS_MAX = 24 };

struct stage {
  struct sandbox *sandbox;
  struct arena *arena;
  struct loaded loaded;
  struct run *run;                 /* under way, else NULL */
  const struct run_result *result; /* of the run that is over, while its measures are taken */
  double window_from, window_to;   /* days that filters look at unless they say */
  int actor;                       /* who is awake */
  uint32_t stimulus;               /* record that its handler is called for, 0: none */
  uint32_t waking; /* number of the waking under way: what was refreshed in it is fresh */
  uint32_t theatre_fresh[THEATRE_MAX]; /* waking in which view.theatre was last refreshed */
  uint32_t *dyad_fresh;                /* [from * actors + to], likewise */
  uint32_t chances;                    /* draws of chance.* by this waking so far */
  const int *ready;                    /* positions in the inbox of what it is woken for */
  int ready_count;
  int64_t dated;                    /* the calendar day that view.date tells, -1: none */
  const char *path;                 /* of the policy that is awake */
  struct choice drafts[CHOICE_MAX]; /* what `choose` has read since the waking began */
  int draft_count;
  const char *field_keys[ACT_FIELDS_MAX]; /* names of an act's fields, as they stand in the state */
  int view_ref;                           /* the view's table, behind its proxy */
  int view_proxy_ref;
  int self_ref;     /* list by actor + 1 of self proxies */
  int params_ref;   /* list by actor + 1 of tables behind self.params */
  int lists_ref;    /* list by actor + 1 of what changes only between runs; made at first waking */
  int treaties_ref; /* key -> { proxy, table } */
  int dyads_ref, theatres_ref; /* key -> sheet that is kept */
  int ids_ref;                 /* id -> actor index + 1 */
  int events_ref;              /* list of the events of the waking under way, made when wanted */
};

/* The stage of a binding function: its first upvalue. */
static inline struct stage *stage_of(lua_State *L) {
  return lua_touserdata(L, lua_upvalueindex(1));
}

static inline const struct scenario *stage_scenario(const struct stage *stage) {
  return stage->loaded.scenario;
}

#endif
