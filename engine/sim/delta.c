/* The delta buffer of an instant. */
#include "sim/delta.h"

#include <assert.h>

bool deltas_init(struct deltas *deltas, struct arena *arena, int room) {
  *deltas = (struct deltas){.room = room};
  deltas->items = arena_alloc(arena, (size_t)room * sizeof *deltas->items);
  return deltas->items != NULL;
}

void deltas_add(struct deltas *deltas, const struct delta *delta) {
  assert(deltas->count < deltas->room);
  deltas->items[deltas->count++] = *delta;
}

void deltas_apply(struct deltas *deltas) {
  for (int i = 0; i < deltas->count; i++) {
    *deltas->items[i].where += deltas->items[i].amount;
  }
  for (int i = 0; i < deltas->count; i++) {
    const struct delta *delta = &deltas->items[i];
    if (*delta->where < delta->low) {
      *delta->where = delta->low;
    } else if (*delta->where > delta->high) {
      *delta->where = delta->high;
    }
  }
  deltas->count = 0;
}
