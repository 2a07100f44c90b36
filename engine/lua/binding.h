/* One table of what scripts can call: registration, editor stubs and the reference page are made
 * from it. */
#ifndef DEMARCHE_LUA_BINDING_H
#define DEMARCHE_LUA_BINDING_H

#include "base/text.h"
#include "lua/stage_state.h"

struct binding {
  const char *module; /* "view", "chance", "run" (what measures get), or "" for a global */
  const char *name;
  lua_CFunction function; /* NULL: a field, documented here, filled elsewhere */
  const char *signature;  /* "(a, b)" for functions, the type for fields */
  const char *result;     /* "Dyad", "number"; "" for fields */
  const char *about;      /* one sentence, with unit and range */
};

/* All bindings, ending with a NULL name. */
extern const struct binding binding_table[];

/* Sets the functions of [module] into the table on top of the stack, each with the stage as
 * upvalue. */
void binding_register(lua_State *L, struct stage *stage, const char *module);

/* Stubs for the Lua language server (scripts/types/demarche.lua). */
void binding_stub(struct text *out);

/* The reference page (docs/reference-lua.md). */
void binding_reference(struct text *out);

#endif
