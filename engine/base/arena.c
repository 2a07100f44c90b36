/* Arenas: one mapping with a bump pointer, or one malloc per allocation for sanitizers. */
#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* 4 GiB aligned and equal in every process, so that even an address that leaked into a hash would
 * be the same. */
#define ARENA_BASE ((void *)0x7e8000000000)

enum { ARENA_ALIGN = 16 };

struct arena_block {
  struct arena_block *next;
  size_t used_before; /* bytes the arena had handed out when this block was made */
  _Alignas(ARENA_ALIGN) unsigned char bytes[];
};

bool arena_map(struct arena *arena, size_t limit) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void *base = mmap(ARENA_BASE, limit, PROT_READ | PROT_WRITE, flags | MAP_FIXED_NOREPLACE, -1, 0);
  if (base == MAP_FAILED) {
    base = mmap(NULL, limit, PROT_READ | PROT_WRITE, flags, -1, 0);
  }
  if (base == MAP_FAILED) {
    return false;
  }
  *arena = (struct arena){.kind = ARENA_REGION, .base = base, .limit = limit};
  return true;
}

void arena_open_blocks(struct arena *arena, size_t limit) {
  *arena = (struct arena){.kind = ARENA_BLOCKS, .limit = limit};
}

static void *take_block(struct arena *arena, size_t size) {
  struct arena_block *block = malloc(sizeof *block + size);
  if (block == NULL) {
    return NULL;
  }
  block->next = arena->blocks;
  block->used_before = arena->used;
  arena->blocks = block;
  return block->bytes;
}

void *arena_alloc(struct arena *arena, size_t size) {
  size_t rounded = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
  if (rounded < size || rounded > arena->limit - arena->used) {
    return NULL;
  }
  void *result = arena->kind == ARENA_REGION ? arena->base + arena->used : take_block(arena, size);
  if (result != NULL) {
    arena->used += rounded;
  }
  return result;
}

void *arena_zeroed(struct arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) {
    return NULL;
  }
  void *result = arena_alloc(arena, count * size);
  if (result != NULL) {
    memset(result, 0, count * size);
  }
  return result;
}

char *arena_text(struct arena *arena, const char *text, size_t length) {
  char *copy = length == SIZE_MAX ? NULL : arena_alloc(arena, length + 1);
  if (copy != NULL) {
    memcpy(copy, text, length);
    copy[length] = '\0';
  }
  return copy;
}

void arena_rewind(struct arena *arena, size_t used) {
  assert(used <= arena->used);
  while (arena->blocks != NULL && arena->blocks->used_before >= used) {
    struct arena_block *block = arena->blocks;
    arena->blocks = block->next;
    free(block);
  }
  arena->used = used;
}

void arena_scribble(struct arena *arena, unsigned char byte, size_t length) {
  if (arena->kind == ARENA_REGION) {
    size_t rest = arena->limit - arena->used;
    memset(arena->base + arena->used, byte, length < rest ? length : rest);
  }
}

void arena_close(struct arena *arena) {
  if (arena->kind == ARENA_REGION && arena->base != NULL) {
    (void)munmap(arena->base, arena->limit);
  } else {
    arena_rewind(arena, 0);
  }
  *arena = (struct arena){0};
}
