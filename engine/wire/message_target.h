/* The part of a description that tells of targets; used by wire/message_description.c. */
#ifndef DEMARCHE_WIRE_MESSAGE_TARGET_H
#define DEMARCHE_WIRE_MESSAGE_TARGET_H

#include "base/arena.h"
#include "model/target.h"
#include "wire/codec.h"

/* NULL is sent as an empty set. */
void put_targets(struct text *out, const struct target_set *set);

/* An empty set arrives as one; NULL, and the decoder bad, for what is malformed. Numbers are within
 * the ranges of the shapes. */
struct target_set *take_targets(struct decoder *in, struct arena *arena);

#endif
