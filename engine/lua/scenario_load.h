/* From scenario.lua to struct scenario, by the shapes of model/schema.h. */
#ifndef DEMARCHE_LUA_SCENARIO_LOAD_H
#define DEMARCHE_LUA_SCENARIO_LOAD_H

#include "base/faults.h"
#include "lua/policy_load.h"
#include "model/provenance.h"
#include "model/target.h"

/* A scenario's own measures (lua/own_measures.h): names, sorted, and a table of functions. */
enum { OWN_MEASURES_MAX = 64 };
struct own_measures {
  const char *names[OWN_MEASURES_MAX];
  int count;
  int functions_ref;
};

/* Its targets (lua/own_targets.h), and what of them a run measures. */
enum targets_wanted { TARGETS_OFF, TARGETS_ON, TARGETS_PLACEBO };
struct own_targets {
  enum targets_wanted wanted;
  struct target_set *set; /* beside provenance; NULL: it declares none */
  int targets_ref, alarms_ref;
};

/* A loaded scenario: the description, each actor's policy, provenance. In the arena given at load.
 */
struct loaded {
  struct scenario *scenario;
  struct policy **policies;      /* [actors.count], NULL for an actor without one */
  struct provenance *provenance; /* in a separate arena: not part of the run image */
  int provenance_count;
  int assumption_count;
  struct own_measures measures;
  struct own_targets targets;
};

/* Adds the global constructors `scenario` and `fact`. */
void scenario_load_open(struct sandbox *sandbox);

/* Called in protected mode, with its argument as light userdata, when the verbs have been read and
 * before any policy is loaded. */
struct verbs_hook {
  lua_CFunction function;
  void *argument;
};

/* Evaluates "scenario/scenario.lua", applies the structural [settings] (text values: policy choice,
 * `precedents.X=off`), reads and checks everything, loads every actor's policy with its parameters.
 * [arena] holds what a run needs; [notes] holds provenance. Every fault goes to [faults] as
 * "file:line" and "field: found; expected". Returns ERR_INVALID if there was any. */
enum err_code scenario_load(struct loaded *out, struct sandbox *sandbox,
                            const struct source_set *sources, const struct setting *settings,
                            int setting_count, const struct verbs_hook *hook, struct arena *arena,
                            struct arena *notes, struct faults *faults);

/* Sets one number by path, policy parameters included. Values out of range and unknown paths are
 * ERR_INVALID with the nearest legal word. */
enum err_code scenario_load_poke(struct loaded *loaded, const char *path, double value,
                                 struct err *err);

/* Reads the number that scenario_load_poke would set. Errors as there, but for the range. */
enum err_code scenario_load_peek(struct loaded *loaded, const char *path, struct settable *out,
                                 struct err *err);

#endif
