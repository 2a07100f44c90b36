/* A buffer of changes to numbers of the world: all of an instant are read first, then summed, then
 * clamped once, so that it makes no difference which actor came first. */
#ifndef DEMARCHE_SIM_DELTA_H
#define DEMARCHE_SIM_DELTA_H

#include "base/arena.h"

#include <stdbool.h>

struct delta {
  double *where; /* a number of the world */
  double amount;
  double low, high; /* its range */
};

struct deltas {
  struct delta *items; /* in the arena */
  int count, room;
};

/* Room for [room] changes; false when the arena is full. */
bool deltas_init(struct deltas *deltas, struct arena *arena, int room);

/* Adds [amount] to [where] when the buffer is applied. There must be room. */
void deltas_add(struct deltas *deltas, const struct delta *delta);

/* All sums first, then all clamps; the buffer is empty afterwards. */
void deltas_apply(struct deltas *deltas);

#endif
