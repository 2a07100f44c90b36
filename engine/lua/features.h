/* `utility` tables: options as weighted sums of named features, evaluated in C. */
#ifndef DEMARCHE_LUA_FEATURES_H
#define DEMARCHE_LUA_FEATURES_H

#include "lua/policy_load.h"
#include "lua/stage_state.h"

struct features_request {
  struct stage *stage;
  struct menu *menu;
  int utility_ref;
  const struct stimulus *stimulus;
  enum policy_event kind;
};

/* In protected mode, with a struct features_request as light userdata: weighs the options of the
 * table
 *
 *   utility = { on = "statement", options = { { verb = "...", to = "speaker", terms = { { feature =
 * "grievance", weight = .4 }, ... } }, ... } }
 *
 * if it is for this kind of event, and adds the choice to the menu. */
int features_choose(lua_State *L);

#endif
