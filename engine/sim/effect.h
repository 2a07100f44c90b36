/* Adjudication: legality of intentions, and the primitive effects that verbs are made of. */
#ifndef DEMARCHE_SIM_EFFECT_H
#define DEMARCHE_SIM_EFFECT_H

#include "sim/run.h"

/* Why [actor] may not do [intention] now, RESULT_NONE if it may: kind, authority of its best voice,
 * aim, needs. */
enum result effect_legality(const struct world *world, int actor,
                            const struct intention *intention);

/* All ACT events of one instant: legality of each against the world before any of them, then all
 * effects summed and applied together, then one ACT (or REFUSED) record each, in order of actor,
 * followed by perception. [events] are [count] queue entries of PHASE_ACT. */
void effect_apply(struct run *run, const struct queued *events, int count);

/* Midnight: approval, tension, grievance and hostility relax; commitments lapse; what has been
 * fired fades; men on the way arrive; each theatre's day is counted at its MID level. */
void effect_home_day(struct run *run);

/* The rung of support that a SUPPORT effect's step is. */
enum support_rung effect_support_rung(enum step step);

#endif
