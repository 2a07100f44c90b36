/* Per-run measures, taken from the world and the records when a run ends. */
#ifndef DEMARCHE_SIM_MEASURE_H
#define DEMARCHE_SIM_MEASURE_H

#include "sim/run.h"

/* All built-in measures in a fixed order, allocated in the run's arena; also writes OUTCOME
 * records. */
void measure_all(struct run *run, struct run_result *result);

/* Credibility as the adversary sees it now: its credence that the helper of [pledge] sends arms or
 * more, if asked, in a grave case in [theatre]. */
double measure_credence(const struct world *world, int pledge, int theatre);

/* What that rests on (sim/believe.h). */
struct help_basis;
void measure_credence_basis(const struct world *world, int pledge, int theatre,
                            struct help_basis *out);

#endif
