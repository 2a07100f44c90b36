/* The vocabulary: scripts/verbs.lua and the scenario's own `verbs`. */
#ifndef DEMARCHE_LUA_VERBS_LOAD_H
#define DEMARCHE_LUA_VERBS_LOAD_H

#include "lua/read.h"

/* Reads all verbs into reading->scenario->verbs, sorted by id. The scenario's table is on top of
 * the stack. */
void verbs_load(struct reading *reading);

#endif
