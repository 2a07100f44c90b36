/* choose { ... }: options into a draft. */
#include "lua/act.h"

#include "base/names.h"
#include "lua/arguments.h"
#include "sim/effect.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double TERM_LIMIT = 1e6;

struct choice *act_next_draft(lua_State *L, struct stage *stage) {
  if (stage->draft_count == CHOICE_MAX) {
    (void)luaL_error(L, "choose: more than %d times at one waking", (int)CHOICE_MAX);
  }
  struct choice *draft = &stage->drafts[stage->draft_count++];
  draft->definite = false;
  draft->option_count = 0;
  draft->precision = 1;
  draft->matter = 0;
  draft->mood = 0;
  draft->stimulus = stage->stimulus;
  draft->silence.term_count = 0;
  draft->silence.intention = act_blank(stage_scenario(stage), -1);
  draft->policy[0] = '\0';
  return draft;
}

struct choice *act_draft(lua_State *L, struct stage *stage, int index) {
  char *pointer = lua_type(L, index) == LUA_TLIGHTUSERDATA ? lua_touserdata(L, index) : NULL;
  char *first = (char *)stage->drafts;
  char *end = (char *)(stage->drafts + stage->draft_count);
  bool inside = pointer != NULL && pointer >= first && pointer < end &&
                (size_t)(pointer - first) % sizeof stage->drafts[0] == 0;
  return inside ? (struct choice *)(void *)pointer : NULL;
}

void act_copy_choice(struct choice *out, const struct choice *draft) {
  out->definite = draft->definite;
  out->option_count = draft->option_count;
  memcpy(out->options, draft->options, (size_t)draft->option_count * sizeof draft->options[0]);
  out->silence = draft->silence;
  out->precision = draft->precision;
  out->matter = draft->matter;
  out->mood = draft->mood;
  out->stimulus = draft->stimulus;
  memcpy(out->policy, draft->policy, sizeof out->policy);
}

/* Terms are kept in order of their names, so that their sum is the same however the table was
 * written. */
/* Most names differ in their first letter: a call is spared. */
static bool comes_after(const char *a, const char *b) {
  return a[0] != b[0] ? (unsigned char)a[0] > (unsigned char)b[0] : strcmp(a, b) > 0;
}

static void add_term(lua_State *L, struct option *option, const char *name, double value) {
  if (!(value >= -TERM_LIMIT && value <= TERM_LIMIT)) {
    (void)luaL_error(L, "choose: term %s is no finite number", name);
  }
  if (option->term_count == RECORD_TERM_MAX) {
    (void)luaL_error(L, "choose: more than %d terms in one option", (int)RECORD_TERM_MAX);
  }
  size_t length = strlen(name);
  if (length >= TERM_NAME_MAX) {
    (void)luaL_error(L,
                     "choose: found a term with a long name; expected a name of at most %d bytes",
                     TERM_NAME_MAX - 1);
  }
  int at = option->term_count++;
  while (at > 0 && comes_after(option->terms[at - 1].name, name)) {
    option->terms[at] = option->terms[at - 1];
    at--;
  }
  struct term *term = &option->terms[at];
  memcpy(term->name, name, length);
  term->name[length] = '\0';
  term->value = value;
}

/* Reads every named number of the table on top of the stack. */
static void read_terms(lua_State *L, struct option *option) {
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TNUMBER) {
      continue; /* the intention, at 1 */
    }
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TNUMBER) {
      (void)luaL_error(L, "choose: found a %s as a term; expected name = number",
                       luaL_typename(L, -1));
    }
    add_term(L, option, lua_tostring(L, -2), lua_tonumber(L, -1));
  }
}

static bool is_legal(const struct stage *stage, const struct intention *intention) {
  return stage->run == NULL ||
         effect_legality(stage->run->world, stage->actor, intention) == RESULT_NONE;
}

/* One entry of the list, on top of the stack. What is not legal at the moment is left out. */
static void read_option(lua_State *L, const struct stage *stage, struct choice *draft) {
  if (lua_type(L, -1) == LUA_TBOOLEAN && !lua_toboolean(L, -1)) {
    return;
  }
  if (!lua_istable(L, -1)) {
    (void)luaL_error(L, "choose: found a %s; expected { act.VERB{...}, term = number, ... }",
                     luaL_typename(L, -1));
  }
  (void)lua_rawgeti(L, -1, 1);
  const struct intention *intention = act_read(L, -1);
  if (intention == NULL) {
    (void)luaL_error(L, "choose: found a %s first in an option; expected act.VERB{...}",
                     luaL_typename(L, -1));
    return;
  }
  lua_pop(L, 1); /* the option's table holds it */
  if (intention->verb < 0) {
    read_terms(L, &draft->silence);
    return;
  }
  if (!is_legal(stage, intention)) {
    return;
  }
  if (draft->option_count == MENU_MAX) {
    (void)luaL_error(L, "choose: more than %d options", (int)MENU_MAX);
  }
  struct option *option = &draft->options[draft->option_count++];
  option->intention = *intention;
  option->term_count = 0;
  read_terms(L, option);
}

static void read_named(lua_State *L, struct choice *draft) {
  const char *key = lua_tostring(L, -2);
  if (strcmp(key, "silence") == 0 && lua_istable(L, -1)) {
    read_terms(L, &draft->silence);
  } else if (strcmp(key, "precision") == 0) {
    draft->precision = argument_number(L, -1, "precision", 0.1, 10);
  } else if (strcmp(key, "matter") == 0 && lua_type(L, -1) == LUA_TSTRING) {
    draft->matter = names_hash(lua_tostring(L, -1));
  } else if (strcmp(key, "mood") == 0 && lua_type(L, -1) == LUA_TSTRING) {
    draft->mood = names_hash(lua_tostring(L, -1));
  } else {
    (void)luaL_error(L,
                     "choose: found key \"%s\"; expected options, silence = { ... }, precision, "
                     "matter or mood = text",
                     key);
  }
}

static void note_line(lua_State *L, struct choice *draft) {
  lua_Debug where;
  if (lua_getstack(L, 1, &where) != 0 && lua_getinfo(L, "Sl", &where) != 0) {
    (void)snprintf(draft->policy, sizeof draft->policy, "%.50s:%d", where.short_src,
                   where.currentline);
  }
}

int act_choose(lua_State *L) {
  struct stage *stage = stage_of(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  struct choice *draft = act_next_draft(L, stage);
  note_line(L, draft);
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1);
  for (lua_Integer i = 1; i <= length; i++) {
    budget_charge(L, 10);
    (void)lua_rawgeti(L, 1, i);
    read_option(L, stage, draft);
    lua_pop(L, 1);
  }
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      read_named(L, draft);
    }
  }
  lua_pushlightuserdata(L, draft);
  return 1;
}
