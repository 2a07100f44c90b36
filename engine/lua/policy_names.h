/* Names that a policy's text uses and nothing has: act.VERB, view.FIELD, chance.FUNCTION. */
#ifndef DEMARCHE_LUA_POLICY_NAMES_H
#define DEMARCHE_LUA_POLICY_NAMES_H

#include "base/faults.h"
#include "lua/sandbox.h"

/* Adds a fault with file, line and nearest name for each. Verbs are looked for among the keys of
 * the global `act`, and not at all while that is empty. Only inside protected calls. */
void policy_names_check(struct sandbox *sandbox, const struct source *source,
                        struct faults *faults);

#endif
