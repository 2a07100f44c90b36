/* Which handler of a policy a record is for. */
#ifndef DEMARCHE_LUA_EVENT_KIND_H
#define DEMARCHE_LUA_EVENT_KIND_H

#include "lua/policy_load.h"
#include "model/record.h"

enum policy_event event_kind(const struct scenario *scenario, const struct record *record);
const char *event_kind_word(enum policy_event kind);

#endif
