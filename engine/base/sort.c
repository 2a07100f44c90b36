/* Binary insertion. */
#include "base/sort.h"

#include <assert.h>
#include <string.h>

/* Where [item] belongs among the first [count]: behind all that are not greater. */
static size_t place_of(const char *items, size_t count, size_t size, const char *item,
                       int (*compare)(const void *a, const void *b)) {
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare(item, items + middle * size) < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

void sort_stable(void *items, size_t count, size_t size,
                 int (*compare)(const void *a, const void *b)) {
  char kept[SORT_ITEM_MAX];
  char *base = items;
  assert(size > 0 && size <= sizeof kept);
  for (size_t i = 1; i < count; i++) {
    size_t at = place_of(base, i, size, base + i * size, compare);
    if (at == i) {
      continue;
    }
    memcpy(kept, base + i * size, size);
    memmove(base + (at + 1) * size, base + at * size, (i - at) * size);
    memcpy(base + at * size, kept, size);
  }
}
