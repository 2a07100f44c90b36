/* Variants of a scenario: what its structural settings make of it, each with the image from which
 * its runs begin, the last few kept. */
#ifndef DEMARCHE_WORKER_VARIANT_H
#define DEMARCHE_WORKER_VARIANT_H

#include "base/arena.h"
#include "base/text.h"
#include "model/source.h"

enum { VARIANT_MAX = 8 };

struct stage;

struct variant {
  bool taken;
  struct text key;      /* its settings */
  struct arena notes;   /* provenance and policies' declarations, to which the image points */
  struct stage *stage;  /* in the arena of the house, once the image has been copied there */
  unsigned char *image; /* of that arena; NULL: none was kept */
  size_t image_size;
  uint64_t used; /* clock of the cache when it was last wanted */
};

/* Zero-initialise; variant_forget gives everything back. */
struct variant_cache {
  struct variant items[VARIANT_MAX];
  uint64_t clock;
};

/* The variant of these settings, NULL. Their order tells variants apart only where it may count:
 * where an entry is taken out, or two settings change one place. */
struct variant *variant_find(struct variant_cache *cache, const struct setting *words, int count);

/* A new one without an image; if there are VARIANT_MAX, in place of the one that was wanted least
 * recently. NULL: no memory. */
struct variant *variant_add(struct variant_cache *cache, const struct setting *words, int count);

/* Keeps the used part of [arena] as its image. Others make room for it: all images together take at
 * most VARIANT_BYTES_MAX, or are one. False: no memory. */
bool variant_keep(struct variant_cache *cache, struct variant *variant, const struct arena *arena);

void variant_drop(struct variant *variant);
void variant_forget(struct variant_cache *cache);

#endif
