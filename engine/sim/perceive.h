/* Perception: who comes to know of a record, when, and how it looks from there. */
#ifndef DEMARCHE_SIM_PERCEIVE_H
#define DEMARCHE_SIM_PERCEIVE_H

#include "sim/run.h"

/* Schedules the news of [record] for everyone who can see it: all with a stake or an address for
 * public records; actor, target and the target organisation's members for closed ones. */
void perceive_spread(struct run *run, const struct record *record);

/* The news of [record] reaches [observer] now: PERCEPTION record, beliefs, inbox. */
void perceive_arrive(struct run *run, int observer, uint32_t record);

/* Whether [observer] may ever know of [record]. */
bool perceive_can_see(const struct world *world, int observer, const struct record *record);

#endif
