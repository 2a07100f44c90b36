/* A scenario's targets: what was observed, against which it is validated. Measured on demand only.
 */
#ifndef DEMARCHE_LUA_OWN_TARGETS_H
#define DEMARCHE_LUA_OWN_TARGETS_H

#include "lua/read.h"
#include "lua/stage_state.h"

/* Takes `targets` out of the scenario's table on top of the stack, its `placebo` with it. */
void own_targets_read(struct reading *reading, struct own_targets *out);

/* Measures what the setting `targets` asks for: nothing, the targets ("targets.T8"), or the alarms
 * of the placebo ("alarms.warning"). A lag that does not come is NaN, a lag beyond its window too.
 * A value of the wrong type fails the run, unless that is idle. */
enum err_code own_targets_take(struct stage *stage, const struct run_result *result,
                               measure_add_fn add, void *add_context, struct err *err);

#endif
