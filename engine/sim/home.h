/* Home: public commitments, the audience cost of backing down, and what time heals. */
#ifndef DEMARCHE_SIM_HOME_H
#define DEMARCHE_SIM_HOME_H

#include "sim/run.h"

/* Share of approval lost by backing down from a commitment of [rung] (0 to 10) that has stood
 * [days]: rung / 10 x (.10 + .12 (1 - exp(-audience_growth days))) At the top rung .10 at once and
 * .22 in the end, the range of Tomz 2007 (F14); it grows with time at rate audience_growth as in
 * Fearon 1994 (F1). */
double home_audience_cost(const struct constants *model, double rung, double days);

/* [actor] commits itself in public against [adversary] (-1: nobody named) over [theatre] (-1). A
 * standing commitment on the same matter is raised, never lowered, and keeps its date. */
void home_commit(struct world *world, int actor, int theatre, int adversary, double rung);

/* An act of [rung] against the adversary redeems commitments that promised no more. */
void home_redeem(struct world *world, int actor, int adversary, double rung);

/* [actor] gives way to [adversary] by an act of [rung]: every open commitment above that rung is
 * paid for out of approval. Half if something new justifies it: the other side gives way too, or a
 * third party's offer stands. */
void home_back_down(struct world *world, int actor, int adversary, double rung);

/* Chance that in a day one of the two loses control of its nuclear forces, at their alert now (H6).
 */
double home_brink(const struct world *world, int a, int b);

/* Daily part for one actor: commitments that lapse, approval that returns to its level, and at
 * nuclear alert the risk of an accident that nobody ordered (P = brink x brink_hazard; F6). */
void home_day(struct run *run, int actor);

#endif
