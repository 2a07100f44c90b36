/* act.VERB { ... }: intentions; choose { ... }: options that are weighed. */
#ifndef DEMARCHE_LUA_ACT_H
#define DEMARCHE_LUA_ACT_H

#include "lua/stage_state.h"

/* Pushes the table of constructors, one for each verb of the scenario and `silence`. */
void act_push_table(lua_State *L, struct stage *stage);

/* The intention that the value at [index] is, NULL if it is none. Owned by Lua. */
const struct intention *act_read(lua_State *L, int index);

/* An intention with nothing said yet: verb [verb], defaults of the scenario. */
struct intention act_blank(const struct scenario *scenario, int verb);

/* choose { ... }: reads the options into the next draft of the stage and returns it as light
 * userdata. */
int act_choose(lua_State *L);

/* The draft that the value at [index] is, NULL if it is none. */
struct choice *act_draft(lua_State *L, struct stage *stage, int index);

/* A fresh draft for the waking; an error when there are too many. */
struct choice *act_next_draft(lua_State *L, struct stage *stage);

/* Copies what is used of a draft: room for options that are not there is most of it. */
void act_copy_choice(struct choice *out, const struct choice *draft);

#endif
