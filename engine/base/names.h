/* Names: hashing for random streams, and the nearest legal word for a mistyped one. */
#ifndef DEMARCHE_BASE_NAMES_H
#define DEMARCHE_BASE_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* 32-bit hash of a name; two names of one scenario that collide are refused at load. */
uint32_t names_hash(const char *name);

/* The word of [words] ([count] of them, NULLs skipped) nearest to [found] by edit distance with
 * transpositions, or NULL if none is near enough to be meant (more than a third of its letters
 * differ). Case is ignored. The result is one of [words]. */
const char *names_nearest(const char *found, const char *const *words, size_t count);

/* Position of [found] in [words], or -1. */
int names_find(const char *found, const char *const *words, size_t count);

#endif
