/* Policies as scripts: loading `return policy { ... }`, its parameters, its functions. */
#ifndef DEMARCHE_LUA_POLICY_LOAD_H
#define DEMARCHE_LUA_POLICY_LOAD_H

#include "base/faults.h"
#include "lua/sandbox.h"
#include "model/scenario.h"
#include "model/source.h"

/* Events a policy can handle: keys of its `on` table. Order is the contract of on_ref. */
/* clang-format off: one row a line */
#define POLICY_EVENT_MAP(X)                                                               \
  X(STATEMENT, "statement") /* somebody spoke: event.verb, speaker, target, claims ... */ \
  X(INCIDENT, "incident")   /* an exchange of fire */                                     \
  X(ACT, "act")             /* any other act: a drill, arms, a summons */                 \
  X(REQUEST, "request")     /* an ally informs, asks for consultation or help */          \
  X(SESSION, "session")     /* a step of an organisation's procedure */                   \
  X(FIGHTING, "fighting")   /* a day of an offensive, a ceasefire */                      \
  X(VOTE, "vote")           /* asked for its vote; must answer with a choice of vote verbs */
/* clang-format on */
enum policy_event {
#define X(name, word) POLICY_EVENT_##name,
  POLICY_EVENT_MAP(X)
#undef X
      POLICY_EVENT_COUNT
};

struct policy_param {
  char name[24];
  double fallback, low, high;
  char unit[24];
  char about[120];
  char source[120];
};

/* One loaded policy of one actor (each actor has its own environment and memory). Functions are
 * refs in the Lua registry; LUA_NOREF where the policy has none. */
struct policy {
  const char *name; /* "status_quo_defender" */
  const char *path; /* display path of its file */
  struct policy_param params[PARAM_MAX];
  int param_count;
  int decide_ref;
  int utility_ref; /* table: `utility`, evaluated by the binding layer */
  int on_ref[POLICY_EVENT_COUNT];
  int memory_ref; /* the actor's own memory table (a fresh deep copy of `memory`) */
};

/* What a policy says of itself. */
struct policy_about {
  char about[240];
  char source[240];
};

/* Adds the global constructor `policy` (a C function that checks keys and marks the table). */
void policy_load_open(struct sandbox *sandbox);

/* Loads policy [name] for one actor into [out]: scenario's own folder first
 * ("scenario/policies/NAME.lua", "scenario/NAME.lua"), then "policies/NAME.lua". Every fault goes
 * to [faults] with file:line; returns ERR_INVALID if there was any. A name that is nowhere names
 * the nearest. */
enum err_code policy_load(struct sandbox *sandbox, const struct source_set *sources,
                          const char *name, struct policy *out, struct faults *faults);

/* The same, and what the policy says of itself into [about]. */
enum err_code policy_load_about(struct sandbox *sandbox, const struct source_set *sources,
                                const char *name, struct policy *out, struct policy_about *about,
                                struct faults *faults);

#endif
