/* Structural settings: changes of the scenario's tables before they are read. */
#ifndef DEMARCHE_LUA_SCENARIO_SETTINGS_H
#define DEMARCHE_LUA_SCENARIO_SETTINGS_H

#include "lua/read.h"

/* Applies every setting that setting_is_number does not leave for later to the scenario's table on
 * top of the stack: `actors.X.policy=NAME`, `precedents.P=off`, `injects.3=off`. Faults name the
 * setting. Numbers are poked later, run by run. */
void scenario_settings_apply(struct reading *reading, const struct setting *settings, int count);

#endif
