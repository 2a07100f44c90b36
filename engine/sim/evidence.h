/* Grids of one observer and likelihoods of what may be seen; shared by the files of believe.h. */
#ifndef DEMARCHE_SIM_EVIDENCE_H
#define DEMARCHE_SIM_EVIDENCE_H

#include "sim/believe.h"

/* The observer's own grid over a pledge's theta, and over another's resolve. */
double *evidence_help_grid(const struct world *world, int observer, int pledge);
double *evidence_resolve_grid(const struct world *world, int observer, int of);

/* P(support >= rung) and P(support = rung) by theta under [x]. */
void evidence_at_least(const struct constants *model, const struct circumstance *x,
                       enum support_rung rung, double likelihood[BELIEF_GRID]);
void evidence_exactly(const struct constants *model, const struct circumstance *x,
                      enum support_rung rung, double likelihood[BELIEF_GRID]);

#endif
