/* chance.*: draws from the woken actor's own stream. */
#include "lua/chance.h"

#include "lua/arguments.h"
#include "lua/budget.h"
#include "lua/proxy.h"
#include "sim/run.h"

#include <lauxlib.h>

/* Keyed by actor and minute; draws of one waking are numbered. */
static double next_draw(lua_State *L, bool normal) {
  budget_charge(L, normal ? 20 : 6);
  struct stage *stage = stage_of(L);
  const struct run *run = argument_run(L);
  struct rng_key key = run_key(run, scenario_actor(stage_scenario(stage), stage->actor)->hash,
                               RNG_POLICY, (uint32_t)run->world->now);
  uint32_t draw = stage->chances++;
  return normal ? rng_normal(&key, draw) : rng_uniform(&key, draw);
}

int chance_uniform(lua_State *L) {
  lua_pushnumber(L, next_draw(L, false));
  return 1;
}

int chance_bernoulli(lua_State *L) {
  double p = argument_number(L, 1, "chance.bernoulli", 0, 1);
  lua_pushboolean(L, next_draw(L, false) < p);
  return 1;
}

int chance_normal(lua_State *L) {
  double mean = argument_number(L, 1, "chance.normal mean", -1e12, 1e12);
  double spread = argument_number(L, 2, "chance.normal spread", 0, 1e12);
  lua_pushnumber(L, mean + spread * next_draw(L, true));
  return 1;
}

int chance_pick(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  proxy_open(L, 1);
  lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
  if (length == 0) {
    lua_pushnil(L);
    return 1;
  }
  (void)lua_rawgeti(L, -1, 1 + (lua_Integer)(next_draw(L, false) * (double)length));
  return 1;
}
