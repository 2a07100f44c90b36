/* Sheets: read-only tables whose fields wait in C and become Lua values when they are read.
 *
 * A waking shows a policy hundreds of fields, of which it reads a few. What they are is settled
 * when the sheet is made, so that a sheet kept in self.memory never changes. */
#ifndef DEMARCHE_LUA_SHEET_H
#define DEMARCHE_LUA_SHEET_H

#include "lua/stage_state.h"

enum cell_kind {
  CELL_NIL,
  CELL_NUMBER,
  CELL_INTEGER,
  CELL_FLAG,
  CELL_TEXT,
  CELL_WORDS,    /* { word = true, ... } */
  CELL_TREATIES, /* { id = true, ... } */
  CELL_ACTORS,   /* { id, ... } */
  CELL_MADE      /* whatever its function makes; only in tables that are kept */
};

typedef void (*cell_fn)(lua_State *L, const struct stage *stage, uint64_t bits);

/* The value of one field. Texts and words outlive the run. */
struct cell {
  enum cell_kind kind;
  union {
    double number;
    int64_t integer;
    const char *text;
    uint64_t bits; /* CELL_FLAG: 0 or 1; CELL_WORDS, CELL_TREATIES, CELL_ACTORS: which */
  } as;
  union {
    const char *const *words; /* CELL_WORDS: NULL-terminated */
    cell_fn push;             /* CELL_MADE: pushes the value */
  } by;
};

/* The fields that sheets of one kind have. */
struct sheet_kind {
  const char *what; /* named in the error on assignment */
  const char *const *names;
  int count;
};

/* Makes sheets of [kind] possible; called once, at load, in protected mode. */
void sheet_open(lua_State *L, const struct sheet_kind *kind);

/* Pushes a sheet of [kind]. Its cells, one for each name, are nil until they are filled, which the
 * caller does before any script runs. */
struct cell *sheet_push(lua_State *L, struct stage *stage, const struct sheet_kind *kind);

/* Pushes the proxy of the plain table that is kept under [key] of the registry's list [ref]; makes
 * both at first. With [cells], brings the table up to them: only what differs is set. */
void sheet_push_kept(lua_State *L, const struct stage *stage, const struct sheet_kind *kind,
                     int ref, int key, const struct cell *cells);

static inline struct cell cell_number(double value) {
  return (struct cell){.kind = CELL_NUMBER, .as.number = value};
}

static inline struct cell cell_integer(int64_t value) {
  return (struct cell){.kind = CELL_INTEGER, .as.integer = value};
}

static inline struct cell cell_flag(bool value) {
  return (struct cell){.kind = CELL_FLAG, .as.bits = value ? 1 : 0};
}

/* NULL: nil */
static inline struct cell cell_text(const char *text) {
  return (struct cell){.kind = text == NULL ? CELL_NIL : CELL_TEXT, .as.text = text};
}

/* The id of an actor; -1: nil */
static inline struct cell cell_id(const struct scenario *scenario, int actor) {
  return cell_text(actor < 0 ? NULL : scenario_actor(scenario, actor)->id);
}

static inline struct cell cell_words(const char *const *words, uint32_t bits) {
  return (struct cell){.kind = CELL_WORDS, .as.bits = bits, .by.words = words};
}

static inline struct cell cell_treaties(uint64_t bits) {
  return (struct cell){.kind = CELL_TREATIES, .as.bits = bits};
}

static inline struct cell cell_actors(uint64_t bits) {
  return (struct cell){.kind = CELL_ACTORS, .as.bits = bits};
}

/* Made again whenever [bits] differ. */
static inline struct cell cell_made(cell_fn push, uint64_t bits) {
  return (struct cell){.kind = CELL_MADE, .as.bits = bits, .by.push = push};
}

#endif
