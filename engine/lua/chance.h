/* Random draws for policies; see binding.c for what each gives. */
#ifndef DEMARCHE_LUA_CHANCE_H
#define DEMARCHE_LUA_CHANCE_H

#include <lua.h>

int chance_uniform(lua_State *L);
int chance_bernoulli(lua_State *L);
int chance_normal(lua_State *L);
int chance_pick(lua_State *L);

#endif
