/* Settings that switch more than one place: `policies` and `targets`. */
#ifndef DEMARCHE_LUA_SCENARIO_SWITCHES_H
#define DEMARCHE_LUA_SCENARIO_SWITCHES_H

#include "lua/read.h"

/* Applies a setting of the path `policies` to the scenario's table at stack index [root]: `own`
 * leaves all policies, `none` takes all out, another word gives all who have one that policy, with
 * its defaults. False: the setting is of no such path. */
bool scenario_switch_policies(struct reading *reading, const struct setting *setting, int root);

/* What the settings of the path `targets` ask for: off, on, placebo. Faults name another word. */
enum targets_wanted scenario_switch_targets(struct reading *reading, const struct setting *settings,
                                            int count);

#endif
