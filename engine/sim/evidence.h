/* Grids of one observer and likelihoods of what may be seen; shared by the files of believe.h. */
#ifndef DEMARCHE_SIM_EVIDENCE_H
#define DEMARCHE_SIM_EVIDENCE_H

#include "sim/believe.h"

/* The observer's own grid over a pledge's theta inside or outside the treaty's area, and over
 * another's resolve. What a helper does outside its obligations says less about what it would do
 * within them, and the other way round. */
double *evidence_help_grid(const struct world *world, int observer, int pledge, bool in_area);
double *evidence_resolve_grid(const struct world *world, int observer, int of);

/* What was seen, as factors on the two grids of every observer: on the one for its own kind of
 * place, and, with scope_transfer of the weight, on the other. */
struct evidence {
  bool in_area;
  double near[BELIEF_GRID];
  double far[BELIEF_GRID];
};

/* The [likelihood] of what was seen, raised to [weight] (0 to 1). */
void evidence_weigh(const struct constants *model, const double likelihood[BELIEF_GRID],
                    double weight, bool in_area, struct evidence *out);

/* [observer] takes it in. */
void evidence_take(const struct world *world, int observer, int pledge,
                   const struct evidence *evidence);

/* P(support >= rung) and P(support = rung) by theta under [x]. */
void evidence_at_least(const struct constants *model, const struct circumstance *x,
                       enum support_rung rung, double likelihood[BELIEF_GRID]);
void evidence_exactly(const struct constants *model, const struct circumstance *x,
                      enum support_rung rung, double likelihood[BELIEF_GRID]);

#endif
