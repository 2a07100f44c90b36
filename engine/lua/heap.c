/* Size-class free lists on a bump arena; or malloc, so that sanitizers see bounds. Accounting is
 * the same in both. */
#include "lua/heap.h"

#include <assert.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

enum { GRAIN = 16, SMALL_CLASSES = 64, SMALL_MAX = GRAIN * SMALL_CLASSES, STRING_HEADER = 25 };

struct heap_block {
  struct heap_block *next, *previous;
};

struct heap *heap_create(struct arena *arena, struct budget *budget) {
  struct heap *heap = arena_zeroed(arena, 1, sizeof *heap);
  if (heap != NULL) {
    heap->arena = arena;
    heap->budget = budget;
    heap->string_max = HEAP_STRING_LOAD_MAX;
    heap->refuse_after = -1;
  }
  return heap;
}

/* Classes: multiples of 16 up to 1 KiB, then four steps to each doubling. */
static int class_of(size_t size, size_t *rounded) {
  if (size <= SMALL_MAX) {
    int index = size == 0 ? 0 : (int)((size - 1) / GRAIN);
    *rounded = (size_t)(index + 1) * GRAIN;
    return index;
  }
  int index = SMALL_CLASSES;
  size_t step = SMALL_MAX / 4;
  size_t top = SMALL_MAX;
  for (;;) {
    for (int quarter = 1; quarter <= 4; quarter++, index++) {
      if (size <= top + (size_t)quarter * step) {
        *rounded = top + (size_t)quarter * step;
        return index;
      }
    }
    top *= 2;
    step *= 2;
  }
}

static void *region_take(struct heap *heap, size_t size) {
  size_t rounded = 0;
  int class = class_of(size, &rounded);
  assert(class < HEAP_CLASSES);
  void *block = heap->free[class];
  if (block != NULL) {
    memcpy(&heap->free[class], block, sizeof block);
    return block;
  }
  return arena_alloc(heap->arena, rounded);
}

static void region_give(struct heap *heap, void *block, size_t size) {
  size_t rounded = 0;
  int class = class_of(size, &rounded);
  memcpy(block, &heap->free[class], sizeof block);
  heap->free[class] = block;
}

static void *block_take(struct heap *heap, size_t size) {
  struct heap_block *block = malloc(sizeof *block + size);
  if (block == NULL) {
    return NULL;
  }
  *block = (struct heap_block){.next = heap->blocks};
  if (heap->blocks != NULL) {
    heap->blocks->previous = block;
  }
  heap->blocks = block;
  return block + 1;
}

static void block_give(struct heap *heap, void *memory) {
  struct heap_block *block = (struct heap_block *)memory - 1;
  if (block->previous != NULL) {
    block->previous->next = block->next;
  } else {
    heap->blocks = block->next;
  }
  if (block->next != NULL) {
    block->next->previous = block->previous;
  }
  free(block);
}

static void *take(struct heap *heap, size_t size) {
  return heap->arena->kind == ARENA_REGION ? region_take(heap, size) : block_take(heap, size);
}

static void give(struct heap *heap, void *block, size_t size) {
  if (heap->arena->kind == ARENA_REGION) {
    region_give(heap, block, size);
  } else {
    block_give(heap, block);
  }
}

/* Why a growth to [new_size] may not be, KILL_NONE if it may. Charges it. */
static enum kill refusal(struct heap *heap, size_t old_size, size_t new_size, bool is_string) {
  size_t growth = new_size - old_size;
  if (heap->refuse_after >= 0 && heap->refuse_after-- == 0) {
    return KILL_MEMORY;
  }
  if (new_size > HEAP_BLOCK_MAX || growth > HEAP_STATE_MAX - heap->held ||
      (is_string && new_size > heap->string_max + STRING_HEADER)) {
    return KILL_MEMORY;
  }
  if (growth > heap->budget->bytes_left) {
    return KILL_BYTES;
  }
  if (growth > heap->budget->run_bytes_left) {
    return KILL_RUN_BYTES;
  }
  heap->budget->bytes_left -= growth;
  heap->budget->run_bytes_left -= growth;
  return KILL_NONE;
}

/* The kill is latched: what fails once fails for the run, whoever catches the error. */
static void *grow(struct heap *heap, void *block, size_t old_size, size_t new_size,
                  bool is_string) {
  if (heap->budget->kill == KILL_NONE) {
    budget_kill(heap->budget, refusal(heap, old_size, new_size, is_string));
  }
  if (heap->budget->kill != KILL_NONE) {
    return NULL;
  }
  void *grown = take(heap, new_size);
  if (grown == NULL) {
    budget_kill(heap->budget, KILL_MEMORY);
    return NULL;
  }
  if (block != NULL) {
    memcpy(grown, block, old_size);
    give(heap, block, old_size);
  }
  heap->held += new_size - old_size;
  heap->peak = heap->held > heap->peak ? heap->held : heap->peak;
  return grown;
}

/* Lua relies on shrinking never to fail. */
static void *shrink(struct heap *heap, void *block, size_t old_size, size_t new_size) {
  heap->held -= old_size - new_size;
  if (heap->arena->kind == ARENA_BLOCKS) {
    return block;
  }
  size_t old_rounded = 0;
  size_t new_rounded = 0;
  if (class_of(old_size, &old_rounded) == class_of(new_size, &new_rounded)) {
    return block;
  }
  void *smaller = take(heap, new_size);
  if (smaller == NULL) {
    return block; /* the rest of it is lost until the run ends */
  }
  memcpy(smaller, block, new_size);
  give(heap, block, old_size);
  return smaller;
}

void *heap_alloc(void *user, void *block, size_t old_size, size_t new_size) {
  struct heap *heap = user;
  bool is_string = block == NULL && old_size == LUA_TSTRING;
  if (block == NULL) {
    old_size = 0; /* it was the kind of the new object */
  }
  if (new_size == 0) {
    if (block != NULL) {
      heap->held -= old_size;
      give(heap, block, old_size);
    }
    return NULL;
  }
  if (block != NULL && new_size <= old_size) {
    return shrink(heap, block, old_size, new_size);
  }
  return grow(heap, block, old_size, new_size, is_string);
}

void heap_release(struct heap *heap) {
  while (heap->arena->kind == ARENA_BLOCKS && heap->blocks != NULL) {
    struct heap_block *block = heap->blocks;
    heap->blocks = block->next;
    free(block);
  }
}
