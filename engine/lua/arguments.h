/* Reading arguments of bindings: ids and words, with the nearest legal one in the error. */
#ifndef DEMARCHE_LUA_ARGUMENTS_H
#define DEMARCHE_LUA_ARGUMENTS_H

#include "lua/stage_state.h"

/* The actor, theatre, ... whose id is at [index]; an error at the author's line otherwise. [field]
 * names the argument. */
int argument_actor(lua_State *L, int index, const char *field);
int argument_theatre(lua_State *L, int index, const char *field);
int argument_treaty(lua_State *L, int index, const char *field);
int argument_verb(lua_State *L, int index, const char *field);

/* Position of the word at [index] in NULL-terminated [words]. */
int argument_word(lua_State *L, int index, const char *field, const char *const *words);

/* Bits of a list of words at [index]. */
uint32_t argument_bits(lua_State *L, int index, const char *field, const char *const *words);

/* A finite number within [low, high] at [index]. */
double argument_number(lua_State *L, int index, const char *field, double low, double high);

/* A boolean at [index]. */
bool argument_flag(lua_State *L, int index, const char *field);

/* Reader's error for a key, at stack index 2, that is none of the [names] of [what]: a slip of the
 * pen must not read as nil. A key that is no string is nil: returns 0. */
int argument_unknown_key(lua_State *L, const char *what, const char *noun, const char *const *names,
                         size_t count);

/* The run under way; an error when a script is only being loaded. */
struct run *argument_run(lua_State *L);

#endif
