/* The house: the loaded scenario, its image, and how a run begins from it. */
#ifndef DEMARCHE_WORKER_HOUSE_H
#define DEMARCHE_WORKER_HOUSE_H

#include "lua/stage.h"
#include "wire/message.h"
#include "worker/worker.h"

struct house {
  struct worker_options options;
  struct arena arena;    /* stage and run: the image is of its used part */
  struct arena notes;    /* provenance and policies' declarations */
  struct arena requests; /* sources and settings */
  struct source_set sources;
  struct setting *settings; /* structural */
  int setting_count;
  const struct inject *what_if; /* of the next runs: see struct run_order; NULL: none */
  int what_if_count;
  struct stage *stage; /* NULL: nothing is loaded */
  unsigned char *image;
  size_t image_size;
  struct watchdog watchdog;
  /* forgets what the sink has been given, before a run is repeated; NULL: nothing to forget */
  void (*discard)(void *sink_context);
};

/* Maps the arena and starts the watchdog. */
enum err_code house_init(struct house *house, const struct worker_options *options,
                         struct err *err);

/* Loads the scenario with house->settings and keeps its image. Faults as stage_load. */
enum err_code house_load(struct house *house, struct faults *faults);

/* One run: image restored (or loaded afresh), numbers poked, run; repeated in counted mode when the
 * first pass was too slow. [result] points into the arena until the next run. */
enum err_code house_run(struct house *house, const struct run_request *request, record_sink_fn sink,
                        void *sink_context, struct run_result *result, struct err *err);

/* Lets go of the stage, so that the arena can be used for something else. */
void house_clear(struct house *house);

#endif
