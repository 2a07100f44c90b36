/* Sheets: a proxy whose reader finds the cell of a name. */
#include "lua/sheet.h"

#include "lua/arguments.h"
#include "lua/budget.h"
#include "lua/proxy.h"
#include "lua/view.h"

#include <lauxlib.h>
#include <string.h>

struct sheet {
  const struct sheet_kind *kind;
  struct cell cells[];
};

/* --- cells as Lua values -----------------------------------------------------------------------
 */

static void push_words(lua_State *L, const struct cell *cell) {
  lua_createtable(L, 0, 4);
  for (int i = 0; cell->by.words[i] != NULL; i++) {
    if ((cell->as.bits >> i & 1) != 0) {
      view_flag(L, cell->by.words[i], true);
    }
  }
}

/* The empty set is shared by all sheets of a kind. */
static void push_set(lua_State *L, const struct stage *stage, const struct sheet_kind *kind,
                     const struct cell *cell) {
  if (cell->as.bits == 0) {
    (void)lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
    (void)lua_rawgeti(L, -1, 0);
    lua_remove(L, -2);
    return;
  }
  if (cell->kind == CELL_WORDS) {
    push_words(L, cell);
  } else if (cell->kind == CELL_TREATIES) {
    view_push_treaties(L, stage_scenario(stage), cell->as.bits);
  } else {
    view_push_ids(L, stage_scenario(stage), cell->as.bits);
  }
  proxy_wrap(L, kind->what);
}

static void push_cell(lua_State *L, const struct stage *stage, const struct sheet_kind *kind,
                      const struct cell *cell) {
  switch (cell->kind) {
  case CELL_NIL:
    lua_pushnil(L);
    break;
  case CELL_NUMBER:
    lua_pushnumber(L, cell->as.number);
    break;
  case CELL_INTEGER:
    lua_pushinteger(L, cell->as.integer);
    break;
  case CELL_FLAG:
    lua_pushboolean(L, cell->as.bits != 0);
    break;
  case CELL_TEXT:
    lua_pushstring(L, cell->as.text);
    break;
  case CELL_WORDS:
  case CELL_TREATIES:
  case CELL_ACTORS:
    push_set(L, stage, kind, cell);
    break;
  case CELL_MADE:
    cell->by.push(L, stage, cell->as.bits);
    break;
  }
}

/* --- sheets ------------------------------------------------------------------------------------
 */

/* Upvalues of a reader. */
enum { READER_STAGE = 1, READER_INDEX, READER_SHEET };

static bool is_set(const struct cell *cell) {
  return cell->kind == CELL_WORDS || cell->kind == CELL_TREATIES || cell->kind == CELL_ACTORS;
}

/* A set is made once for each sheet, in the sheet's user value, so that it is equal to itself. */
static void push_field(lua_State *L, const struct sheet *sheet, int at) {
  const struct cell *cell = &sheet->cells[at];
  if (!is_set(cell)) {
    push_cell(L, stage_of(L), sheet->kind, cell);
    return;
  }
  if (lua_getiuservalue(L, lua_upvalueindex(READER_SHEET), 1) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    (void)lua_setiuservalue(L, lua_upvalueindex(READER_SHEET), 1);
  }
  if (lua_rawgeti(L, -1, at + 1) == LUA_TNIL) {
    lua_pop(L, 1);
    push_cell(L, stage_of(L), sheet->kind, cell);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, at + 1);
  }
  lua_remove(L, -2);
}

/* All that is not nil, as a plain table. */
static void push_all(lua_State *L, const struct sheet *sheet) {
  budget_charge(L, (uint64_t)sheet->kind->count);
  luaL_checkstack(L, 12, "sheet");
  lua_createtable(L, 0, sheet->kind->count);
  for (int i = 0; i < sheet->kind->count; i++) {
    if (sheet->cells[i].kind != CELL_NIL) {
      push_field(L, sheet, i);
      lua_setfield(L, -2, sheet->kind->names[i]);
    }
  }
}

/* The proxy's reader: (proxy, key). */
static int read_field(lua_State *L) {
  const struct sheet *sheet = lua_touserdata(L, lua_upvalueindex(READER_SHEET));
  if (proxy_wants_all(L, 2)) {
    push_all(L, sheet);
    return 1;
  }
  budget_charge(L, 1);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(READER_INDEX)) == LUA_TNUMBER) {
    push_field(L, sheet, (int)lua_tointeger(L, -1) - 1);
    return 1;
  }
  return argument_unknown_key(L, sheet->kind->what, "field", sheet->kind->names,
                              (size_t)sheet->kind->count);
}

/* The registry holds, under the address of each kind, its index: a table from names to positions of
 * cells, from 1, and back; and at 0 the empty set. */
void sheet_open(lua_State *L, const struct sheet_kind *kind) {
  lua_createtable(L, kind->count, kind->count + 1);
  lua_newtable(L);
  proxy_wrap(L, kind->what);
  lua_rawseti(L, -2, 0);
  for (int i = 0; i < kind->count; i++) {
    lua_pushinteger(L, i + 1);
    lua_setfield(L, -2, kind->names[i]);
    lua_pushstring(L, kind->names[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, kind);
}

static struct sheet *push_blank(lua_State *L, const struct sheet_kind *kind, int user_values) {
  size_t size = sizeof(struct sheet) + (size_t)kind->count * sizeof(struct cell);
  struct sheet *sheet = lua_newuserdatauv(L, size, user_values);
  memset(sheet, 0, size);
  sheet->kind = kind;
  return sheet;
}

struct cell *sheet_push(lua_State *L, struct stage *stage, const struct sheet_kind *kind) {
  lua_pushlightuserdata(L, stage);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
  struct sheet *sheet = push_blank(L, kind, 1);
  lua_pushcclosure(L, read_field, READER_SHEET);
  proxy_wrap(L, kind->what);
  return sheet->cells;
}

/* --- tables that are kept ----------------------------------------------------------------------
 */

/* User values of a sheet that is only remembered, to see what has changed. */
enum { KEPT_PROXY = 1, KEPT_TABLE };

static struct sheet *push_remembered(lua_State *L, const struct sheet_kind *kind, int ref,
                                     int key) {
  (void)lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
  if (lua_rawgeti(L, -1, key) != LUA_TUSERDATA) {
    lua_pop(L, 1);
    (void)push_blank(L, kind, 2);
    lua_createtable(L, 0, kind->count);
    lua_pushvalue(L, -1);
    (void)lua_setiuservalue(L, -3, KEPT_TABLE);
    proxy_wrap(L, kind->what);
    (void)lua_setiuservalue(L, -2, KEPT_PROXY);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, key);
  }
  lua_remove(L, -2);
  return lua_touserdata(L, -1);
}

static bool same_cell(const struct cell *a, const struct cell *b) {
  return a->kind == b->kind && a->as.bits == b->as.bits && a->by.words == b->by.words;
}

/* The sheet's table is brought up to [cells]. */
static void refresh(lua_State *L, const struct stage *stage, struct sheet *sheet,
                    const struct cell *cells) {
  (void)lua_getiuservalue(L, -1, KEPT_TABLE);
  (void)lua_rawgetp(L, LUA_REGISTRYINDEX, sheet->kind);
  for (int i = 0; i < sheet->kind->count; i++) {
    if (!same_cell(&sheet->cells[i], &cells[i])) {
      (void)lua_rawgeti(L, -1, i + 1);
      push_cell(L, stage, sheet->kind, &cells[i]);
      lua_rawset(L, -4);
      sheet->cells[i] = cells[i];
    }
  }
  lua_pop(L, 2);
}

void sheet_push_kept(lua_State *L, const struct stage *stage, const struct sheet_kind *kind,
                     int ref, int key, const struct cell *cells) {
  struct sheet *sheet = push_remembered(L, kind, ref, key);
  if (cells != NULL) {
    refresh(L, stage, sheet, cells);
  }
  (void)lua_getiuservalue(L, -1, KEPT_PROXY);
  lua_remove(L, -2);
}
