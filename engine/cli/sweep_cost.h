/* What a sweep would cost. */
#ifndef DEMARCHE_CLI_SWEEP_COST_H
#define DEMARCHE_CLI_SWEEP_COST_H

#include "cli/sweep_prepare.h"

/* Prints the plan, the time it would take, from a few runs made now, and the size of its file.
 * Returns the exit status. */
int sweep_cost(struct sweep *sweep);

#endif
