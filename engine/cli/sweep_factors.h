/* What a sweep varies: from the command line, a file of points, or the scenario's own facts. */
#ifndef DEMARCHE_CLI_SWEEP_FACTORS_H
#define DEMARCHE_CLI_SWEEP_FACTORS_H

#include "cli/sweep_prepare.h"

/* Fills the plan's factors (and the points of a file); policies given as files join the bundle. The
 * client knows the scenario. ERR_INVALID: "--vary: PATH: found ...; expected ...". */
enum err_code sweep_factors_read(struct sweep *sweep, struct err *err);

/* Whether a factor changes the scenario before it is loaded, rather than pokes a number into it. */
bool sweep_factor_is_structural(const struct factor *factor);

#endif
