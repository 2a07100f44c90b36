/* The cache of variants. */
#include "worker/variant.h"

#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

#define VARIANT_BYTES_MAX ((size_t)256 << 20)
#define NOTES_LIMIT       ((size_t)256 << 20)

/* --- keys --------------------------------------------------------------------------------------
 */

static int compare_paths(const void *a, const void *b) {
  return strcmp(((const struct setting *)a)->path, ((const struct setting *)b)->path);
}

/* What takes an entry out bears on all that names it, and `policies` on all who have one; the rest
 * changes one place each. */
static bool takes_out(const struct setting *word) {
  return strcmp(word->path, "policies") == 0 || strcmp(word->value, "off") == 0 ||
         strcmp(word->value, "false") == 0;
}

/* Paths and values, each with its NUL, by path where the order is free. */
static bool make_key(struct text *key, const struct setting *words, int count) {
  struct setting *sorted = malloc(((size_t)count + 1) * sizeof *sorted);
  bool free_order = sorted != NULL;
  for (int i = 0; free_order && i < count; i++) {
    sorted[i] = words[i];
    free_order = !takes_out(&words[i]);
  }
  if (free_order) {
    sort_stable(sorted, (size_t)count, sizeof *sorted, compare_paths);
  }
  for (int i = 0; i < count; i++) {
    const struct setting *word = free_order ? &sorted[i] : &words[i];
    text_add_bytes(key, word->path, strlen(word->path) + 1);
    text_add_bytes(key, word->value, strlen(word->value) + 1);
  }
  free(sorted);
  return !key->failed;
}

static bool has_key(const struct variant *variant, const struct text *key) {
  return variant->taken && variant->key.length == key->length &&
         memcmp(text_string(&variant->key), text_string(key), key->length) == 0;
}

/* --- the cache ---------------------------------------------------------------------------------
 */

struct variant *variant_find(struct variant_cache *cache, const struct setting *words, int count) {
  struct variant *found = NULL;
  struct text key = {0};
  if (make_key(&key, words, count)) {
    for (int i = 0; found == NULL && i < VARIANT_MAX; i++) {
      found = has_key(&cache->items[i], &key) ? &cache->items[i] : NULL;
    }
  }
  if (found != NULL) {
    found->used = ++cache->clock;
  }
  text_free(&key);
  return found;
}

/* A free place, or that of the one wanted least recently other than [kept]. */
static struct variant *stalest(struct variant_cache *cache, const struct variant *kept) {
  struct variant *stale = NULL;
  for (int i = 0; i < VARIANT_MAX; i++) {
    struct variant *variant = &cache->items[i];
    if (variant->taken && variant != kept && (stale == NULL || variant->used < stale->used)) {
      stale = variant;
    }
  }
  return stale;
}

static struct variant *free_place(struct variant_cache *cache) {
  for (int i = 0; i < VARIANT_MAX; i++) {
    if (!cache->items[i].taken) {
      return &cache->items[i];
    }
  }
  struct variant *place = stalest(cache, NULL);
  variant_drop(place);
  return place;
}

struct variant *variant_add(struct variant_cache *cache, const struct setting *words, int count) {
  struct variant *variant = free_place(cache);
  variant->taken = true;
  variant->used = ++cache->clock;
  arena_open_blocks(&variant->notes, NOTES_LIMIT);
  if (!make_key(&variant->key, words, count)) {
    variant_drop(variant);
    return NULL;
  }
  return variant;
}

static size_t held(const struct variant_cache *cache) {
  size_t bytes = 0;
  for (int i = 0; i < VARIANT_MAX; i++) {
    bytes += cache->items[i].image_size;
  }
  return bytes;
}

bool variant_keep(struct variant_cache *cache, struct variant *variant, const struct arena *arena) {
  struct variant *stale = stalest(cache, variant);
  while (stale != NULL && held(cache) + arena->used > VARIANT_BYTES_MAX) {
    variant_drop(stale);
    stale = stalest(cache, variant);
  }
  variant->image = malloc(arena->used);
  if (variant->image == NULL) {
    return false;
  }
  variant->image_size = arena->used;
  memcpy(variant->image, arena->base, arena->used);
  return true;
}

void variant_drop(struct variant *variant) {
  if (variant->taken) {
    free(variant->image);
    text_free(&variant->key);
    arena_close(&variant->notes);
  }
  *variant = (struct variant){0};
}

void variant_forget(struct variant_cache *cache) {
  for (int i = 0; i < VARIANT_MAX; i++) {
    variant_drop(&cache->items[i]);
  }
}
