/* Lua's memory inside an arena, with caps, and with all bookkeeping inside the arena too, so that
 * copying the arena back restores the heap. */
#ifndef DEMARCHE_LUA_HEAP_H
#define DEMARCHE_LUA_HEAP_H

#include "base/arena.h"
#include "lua/budget.h"

enum {
  HEAP_CLASSES = 128,
  HEAP_STATE_MAX = 64 << 20,   /* bytes a state may hold */
  HEAP_BLOCK_MAX = 4 << 20,    /* bytes of one block */
  HEAP_STRING_MAX = 4096,      /* bytes of a string while policies run */
  HEAP_STRING_LOAD_MAX = 65536 /* while scripts are loaded */
};

struct heap_block; /* ARENA_BLOCKS: header of a malloc'ed block */

struct heap {
  struct arena *arena;
  struct budget *budget;
  size_t held; /* bytes Lua holds */
  size_t peak;
  size_t string_max;         /* HEAP_STRING_* */
  long refuse_after;         /* tests: allocations until one is refused; -1 never */
  void *free[HEAP_CLASSES];  /* ARENA_REGION: free lists by size class */
  struct heap_block *blocks; /* ARENA_BLOCKS: all live blocks */
};

/* A heap on [arena], in the arena itself; NULL when it is full. */
struct heap *heap_create(struct arena *arena, struct budget *budget);

/* The lua_Alloc function; its user pointer is the heap. */
void *heap_alloc(void *heap, void *block, size_t old_size, size_t new_size);

/* ARENA_BLOCKS: gives every live block back. */
void heap_release(struct heap *heap);

#endif
