/* The stage: a sandbox with a loaded scenario and its policies, ready to be run many times. */
#ifndef DEMARCHE_LUA_STAGE_H
#define DEMARCHE_LUA_STAGE_H

#include "base/text.h"
#include "lua/scenario_load.h"
#include "sim/run.h"

struct stage; /* lives in its arena, so that an image of the arena is an image of the stage */

/* Creates a sandbox in [arena], opens all bindings, loads the scenario and its policies, builds the
 * read-only views. Faults as scenario_load. */
enum err_code stage_load(struct stage **out, struct arena *arena, struct arena *notes,
                         const struct source_set *sources, const struct setting *settings,
                         int setting_count, struct faults *faults);

/* Sets one number for the next run. */
enum err_code stage_poke(struct stage *stage, const char *path, double value, struct err *err);

/* Reads that number as it stands. */
enum err_code stage_peek(struct stage *stage, const char *path, struct settable *out,
                         struct err *err);

/* What a run of the stage will report: the result of a run of one day in which nothing happens and
 * no policy is woken, series included. A fault of one of the scenario's own measures is none here:
 * it is listed all the same, not applicable. The stage is of no use afterwards. */
enum err_code stage_outline(struct stage *stage, struct run_result *result, struct err *err);

/* Runs once. [watchdog] may be NULL: then nothing stops a slow call of the first pass. [counted]:
 * policy calls run under the instruction hook of the second pass. [slow] is set when the first pass
 * was cut short by the watchdog; the caller then restores the image and runs again counted. */
enum err_code stage_run(struct stage *stage, const struct run_order *order_without_host,
                        bool counted, struct watchdog *watchdog, struct run_result *result,
                        bool *slow, struct err *err);

const struct loaded *stage_loaded(const struct stage *stage);
struct sandbox *stage_sandbox(struct stage *stage);

/* An empty stage: all bindings, no scenario. For eval and for checking a policy on its own. */
enum err_code stage_open(struct stage **out, struct arena *arena, const struct source_set *sources,
                         struct err *err);

/* Releases what is outside the arena (nothing in a region; the malloc'ed heap in blocks). */
void stage_close(struct stage *stage);

#endif
