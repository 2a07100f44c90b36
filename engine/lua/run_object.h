/* The `run` object: how scripts look at a run that is over. */
#ifndef DEMARCHE_LUA_RUN_OBJECT_H
#define DEMARCHE_LUA_RUN_OBJECT_H

#include "lua/stage_state.h"

/* Makes event records of runs possible; called once, at load, in protected mode. */
void run_object_open(lua_State *L);

/* Pushes the object, read-only, for the run of [stage] that is over. */
void run_object_push(lua_State *L, struct stage *stage);

/* Bindings of the module run (binding.h gives their documentation). */
int run_count(lua_State *L);
int run_count_days(lua_State *L);
int run_deaths(lua_State *L);
int run_first(lua_State *L);
int run_last(lua_State *L);
int run_each(lua_State *L);
int run_day(lua_State *L);
int run_outcome(lua_State *L);

#endif
