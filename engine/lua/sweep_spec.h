/* A sweep's spec file: `return sweep { scenario = "...", vary = { ... }, ... }`, read as data. */
#ifndef DEMARCHE_LUA_SWEEP_SPEC_H
#define DEMARCHE_LUA_SWEEP_SPEC_H

#include "base/arena.h"
#include "base/faults.h"
#include "model/source.h"

enum {
  SPEC_ENTRIES_MAX = 512,           /* of `set`, and of `vary` */
  SPEC_VALUES_MAX = 4096,           /* of one entry of `vary` */
  SPEC_TEXT_MAX = 4096,             /* bytes of a text */
  SPEC_REPS_MAX = 1000 * 1000,      /* reps and max_reps */
  SPEC_SAMPLES_MAX = 1000 * 1000000 /* samples, and runs that may fail */
};

/* Evaluates the source [name] ("sweep/NAME.lua") in a state made in [arena], with `sweep` and the
 * language's own functions. [out] is then what the command line would have said, as pairs of a long
 * option without its dashes and its value, kept in [notes], in this order and each only if it is
 * given: scenario (the argument), set PATH=VALUE and vary PATH=LO:HI, PATH=LO:HI:N or PATH=A,B,C
 * (once an entry, by path, `vary` as it stands if it is a list), design, file, samples, reps, seed,
 * days, until (the spec's stop_when), max-reps, events, max-failures, independent-seeds (no value;
 * only if true). A file that returns { fit = { ... } } gives options "fit" instead. Every mistake
 * goes to [faults] as "file:line" and "field: found; expected"; ERR_INVALID if there is any. What a
 * design or a scenario makes of it is not looked at. */
enum err_code sweep_spec_read(struct arena *arena, struct arena *notes,
                              const struct source_set *sources, const char *name,
                              struct setting **out, int *count, struct faults *faults);

#endif
