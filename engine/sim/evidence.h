/* Grids of one observer and likelihoods of what may be seen; shared by the files of believe.h. */
#ifndef DEMARCHE_SIM_EVIDENCE_H
#define DEMARCHE_SIM_EVIDENCE_H

#include "sim/believe.h"

/* The observer's own grid over a pledge's theta inside or outside the treaty's area, and over
 * another's resolve. What a helper does outside its obligations says less about what it would do
 * within them, and the other way round: see evidence_take. */
double *evidence_help_grid(const struct world *world, int observer, int pledge, bool in_area);
double *evidence_resolve_grid(const struct world *world, int observer, int of);

/* Updates both grids by the [likelihood] of what was seen [in_area] or not: the one that it is
 * about with [weight], the other with scope_transfer of it. */
void evidence_take(const struct world *world, int observer, int pledge, bool in_area,
                   const double likelihood[BELIEF_GRID], double weight);

/* P(support >= rung) and P(support = rung) by theta under [x]. */
void evidence_at_least(const struct constants *model, const struct circumstance *x,
                       enum support_rung rung, double likelihood[BELIEF_GRID]);
void evidence_exactly(const struct constants *model, const struct circumstance *x,
                      enum support_rung rung, double likelihood[BELIEF_GRID]);

#endif
