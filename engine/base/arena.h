/* Memory by lifetime: one region that is given back all at once.
 *
 * ARENA_REGION is one contiguous mapping: its used part can be copied out as an image and copied
 * back, which is how a run begins. ARENA_BLOCKS takes every allocation from malloc, so that a
 * sanitizer sees each object's bounds. Both give the same addresses' worth of guarantees: 16-byte
 * alignment, contents undefined. */
#ifndef DEMARCHE_BASE_ARENA_H
#define DEMARCHE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum arena_kind { ARENA_REGION, ARENA_BLOCKS };

struct arena_block;

struct arena {
  enum arena_kind kind;
  unsigned char *base;        /* ARENA_REGION: first byte of the mapping */
  size_t used;                /* bytes handed out so far */
  size_t limit;               /* bytes that may be handed out */
  struct arena_block *blocks; /* ARENA_BLOCKS: newest first */
};

/* Maps a region of [limit] bytes at the fixed address ARENA_BASE (4 GiB aligned, equal in every
 * process; falls back to any address if it is taken). Returns false if the system refuses. */
bool arena_map(struct arena *arena, size_t limit);

/* An arena whose allocations come from malloc one by one. */
void arena_open_blocks(struct arena *arena, size_t limit);

/* [size] bytes (0 is allowed), 16-byte aligned, contents undefined; NULL when the limit is reached.
 * The arena owns them. */
void *arena_alloc(struct arena *arena, size_t size);

/* [count] zeroed objects of [size] bytes, or NULL. Checks the product for overflow. */
void *arena_zeroed(struct arena *arena, size_t count, size_t size);

/* A copy of [length] bytes of [text] with a terminating NUL, or NULL. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/* Forgets everything allocated after the arena held [used] bytes (ARENA_REGION: a bump back;
 * ARENA_BLOCKS: the newer blocks are freed). */
void arena_rewind(struct arena *arena, size_t used);

/* Fills the unused part of a region with [byte], to show that nothing reads it. No effect on
 * blocks. */
void arena_scribble(struct arena *arena, unsigned char byte, size_t length);

/* Gives everything back to the system. The arena may be opened again. */
void arena_close(struct arena *arena);

#endif
