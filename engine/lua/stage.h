/* The stage: a sandbox with a loaded scenario and its policies, ready to be run many times. */
#ifndef DEMARCHE_LUA_STAGE_H
#define DEMARCHE_LUA_STAGE_H

#include "base/text.h"
#include "lua/scenario_load.h"
#include "sim/run.h"

struct stage; /* lives in its arena, so that an image of the arena is an image of the stage */

/* Creates a sandbox in [arena], opens all bindings, loads the scenario and its policies, builds the read-only views.
 * Faults as scenario_load. */
enum err_code stage_load(struct stage **out, struct arena *arena, struct arena *notes,
                         const struct source_set *sources, const struct setting *settings,
                         int setting_count, struct faults *faults);

/* Sets one number for the next run. */
enum err_code stage_poke(struct stage *stage, const char *path, double value, struct err *err);

/* Runs once. [counted]: policy calls run under the instruction hook of the second pass. [slow] is set when the first
 * pass was cut short by the watchdog; the caller then restores the image and runs again counted. */
enum err_code stage_run(struct stage *stage, const struct run_order *order_without_host, bool counted,
                        struct run_result *result, bool *slow, struct err *err);

const struct loaded *stage_loaded(const struct stage *stage);
struct sandbox *stage_sandbox(struct stage *stage);

/* Evaluates one expression (with or without a leading `return`) in the policy environment with the standard library;
 * the value as text in [out]. */
enum err_code stage_eval(struct arena *arena, const struct source_set *sources, const char *expression,
                         struct text *out, struct err *err);

/* Checks one policy file on its own. */
enum err_code stage_check_policy(struct arena *arena, const struct source_set *sources, const char *name,
                                 struct faults *faults);

/* Releases what is outside the arena (nothing in a region; the malloc'ed heap in blocks). */
void stage_close(struct stage *stage);

#endif
