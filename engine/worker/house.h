/* The house: the loaded scenario, images of its variants, and how a run begins from one. */
#ifndef DEMARCHE_WORKER_HOUSE_H
#define DEMARCHE_WORKER_HOUSE_H

#include "lua/stage.h"
#include "wire/message.h"
#include "worker/variant.h"
#include "worker/worker.h"

struct house {
  struct worker_options options;
  struct arena arena;    /* stage and run: the image is of its used part */
  struct arena requests; /* sources and settings */
  struct source_set sources;
  struct variant_cache variants;
  struct variant *variant;      /* whose stage is in the arena; NULL: nothing is loaded */
  const struct inject *what_if; /* of the next runs: see struct run_order; NULL: none */
  int what_if_count;
  struct watchdog watchdog;
  struct faults faults; /* of the request under way */
  /* forgets what the sink has been given, before a run is repeated; NULL: nothing to forget */
  void (*discard)(void *sink_context);
};

/* Maps the arena and starts the watchdog. */
enum err_code house_init(struct house *house, const struct worker_options *options,
                         struct err *err);

/* The faults, none yet. */
struct faults *house_faults(struct house *house);

/* Brings the variant of these structural settings into the arena: from its image if there is one,
 * else it is loaded and its image kept. Faults as stage_load. */
enum err_code house_load(struct house *house, const struct setting *words, int count,
                         struct faults *faults);

/* One run: the variant restored (or loaded afresh), numbers poked, run; repeated in counted mode
 * when the first pass was too slow. A variant that does not load fails with its first fault,
 * ERR_INVALID. [result] points into the arena until the next run. */
enum err_code house_run(struct house *house, const struct run_request *request, record_sink_fn sink,
                        void *sink_context, struct run_result *result, struct err *err);

/* Loads the variant of [words] and tries each of [numbers] on it: faults of either, all of them,
 * are in [faults]. If there are none, [out] says what runs of it will report; its lists are in the
 * requests' arena, its names in that of the stage until that is used again. */
enum err_code house_probe(struct house *house, const struct setting *words, int word_count,
                          const struct setting *numbers, int number_count, struct outline *out,
                          struct faults *faults);

/* Lets go of the stage, so that the arena can be used for something else. Images are kept. */
void house_clear(struct house *house);

/* Drops all variants: the sources are about to change. */
void house_forget(struct house *house);

/* Gives everything back. */
void house_close(struct house *house);

#endif
