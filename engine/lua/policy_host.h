/* The policy host: answers the simulation by calling policies. */
#ifndef DEMARCHE_LUA_POLICY_HOST_H
#define DEMARCHE_LUA_POLICY_HOST_H

#include "sim/menu.h"

struct stage;

/* Callbacks for run_order.host, with the stage as context. */
struct policy_host policy_host(struct stage *stage);

#endif
