/* Reading Lua tables into structs by their shapes, every fault named with its line. */
#ifndef DEMARCHE_LUA_READ_H
#define DEMARCHE_LUA_READ_H

#include "lua/scenario_load.h"
#include "model/schema.h"

enum {
  READ_PATH_MAX = 256,
  READ_TEXT_MAX = 2000,
  READ_LIST_MAX = 1024,
  READ_PROVENANCE_MAX = 8192
};

struct reading {
  lua_State *L;
  struct sandbox *sandbox;
  const struct source_set *sources;
  const char *file; /* logical name of the source that faults point into */
  struct faults *faults;
  struct arena *arena; /* what a run needs */
  struct arena *notes; /* provenance */
  struct scenario *scenario;
  struct provenance *provenance;
  int provenance_count;
  int assumption_count;
  char path[READ_PATH_MAX]; /* of the table being read */
};

/* Adds a fault at [key] below the current path (NULL: the path itself): "path.key: found;
 * expected". */
void read_fault(struct reading *reading, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Extends the path by [key] and returns its length before, for read_leave. */
size_t read_enter(struct reading *reading, const char *key);
void read_leave(struct reading *reading, size_t before);

/* Fills [out] with the fallbacks of [shape]. */
void read_defaults(const struct shape *shape, void *out);

/* Reads the table at the top of the stack into [out], which holds defaults already; keys that are
 * no field are faults. */
void read_shape(struct reading *reading, const struct shape *shape, void *out);

/* The sorted ids of the table at the top of the stack, in the arena; faults for keys that are no
 * ids. */
const char **read_ids(struct reading *reading, int *count);

/* A copy of text in the run's arena, NULL (with a fault) when it is full. */
const char *read_keep(struct reading *reading, const char *text);

/* Text of at most [count] [words] for messages: "a, b, c". */
void read_word_list(char *out, size_t room, const char *const *words, size_t count);

/* Reads a number or fact at the top of the stack within [low, high]; a fault and false if it is
 * none. Keeps its provenance under the current path and [key]. */
bool read_number(struct reading *reading, const char *key, const struct field *field, double *out);

#endif
