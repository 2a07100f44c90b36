/* Image and runs. */
#include "worker/house.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

enum { SCRIBBLE_BYTES = 4 << 20 };
#define ARENA_LIMIT ((size_t)256 << 20)

enum err_code house_init(struct house *house, const struct worker_options *options,
                         struct err *err) {
  *house = (struct house){.options = *options};
  arena_open_blocks(&house->requests, ARENA_LIMIT);
  if (options->fresh) {
    arena_open_blocks(&house->arena, ARENA_LIMIT);
  } else if (!arena_map(&house->arena, ARENA_LIMIT)) {
    return err_set(err, ERR_WORKER, NULL, "cannot map %zu MiB", ARENA_LIMIT >> 20);
  }
  if (!watchdog_start(&house->watchdog)) {
    return err_set(err, ERR_WORKER, NULL, "cannot start the watchdog's timer");
  }
  return ERR_OK;
}

struct faults *house_faults(struct house *house) {
  house->faults = (struct faults){.count = 0};
  return &house->faults;
}

void house_clear(struct house *house) {
  if (house->variant != NULL) {
    stage_close(house->variant->stage);
    house->variant = NULL;
  }
  arena_rewind(&house->arena, 0);
}

void house_forget(struct house *house) {
  house_clear(house);
  variant_forget(&house->variants);
}

void house_close(struct house *house) {
  watchdog_stop(&house->watchdog);
  house_forget(house);
  arena_close(&house->arena);
  arena_close(&house->requests);
}

/* A variant that is not in the cache, or no longer. */
static enum err_code load(struct house *house, const struct setting *words, int count,
                          struct faults *faults) {
  house_clear(house);
  struct variant *variant = variant_add(&house->variants, words, count);
  if (variant == NULL) {
    return err_set(faults_next(faults), ERR_NOMEM, NULL, "no memory for the scenario");
  }
  enum err_code rc = stage_load(&variant->stage, &house->arena, &variant->notes, &house->sources,
                                words, count, faults);
  if (rc == ERR_OK && !house->options.fresh &&
      !variant_keep(&house->variants, variant, &house->arena)) {
    rc = err_set(faults_next(faults), ERR_NOMEM, NULL, "no memory for the image");
  }
  if (rc != ERR_OK) {
    variant_drop(variant);
    return rc;
  }
  house->variant = variant;
  return ERR_OK;
}

/* Back to the moment after loading. */
static void restore(struct house *house, struct variant *variant) {
  house->variant = variant;
  memcpy(house->arena.base, variant->image, variant->image_size);
  house->arena.used = variant->image_size;
  if (house->options.scribble >= 0) {
    arena_scribble(&house->arena, (unsigned char)house->options.scribble, SCRIBBLE_BYTES);
  }
}

enum err_code house_load(struct house *house, const struct setting *words, int count,
                         struct faults *faults) {
  struct variant *variant = variant_find(&house->variants, words, count);
  if (variant != NULL && variant->image != NULL) {
    restore(house, variant);
    return ERR_OK;
  }
  if (house->options.fresh) {
    house_forget(house);
  }
  return load(house, words, count, faults);
}

/* Sets numbers on the stage as loaded; stops at the first that cannot be. */
static enum err_code poke(struct house *house, const struct setting *numbers, int count,
                          struct err *err) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < count; i++) {
    double value = 0;
    if (!number_parse(numbers[i].value, &value)) {
      return err_set(err, ERR_INVALID, "--set", "%s: found \"%s\"; expected a number",
                     numbers[i].path, numbers[i].value);
    }
    rc = stage_poke(house->variant->stage, numbers[i].path, value, err);
    if (rc != ERR_OK && err->where[0] == '\0') {
      memcpy(err->where, "--set", sizeof "--set");
    }
  }
  return rc;
}

/* The variant that is wanted, as it was loaded. */
static enum err_code begin(struct house *house, const struct run_request *request,
                           struct err *err) {
  struct faults *faults = house_faults(house);
  enum err_code rc = house_load(house, request->words, request->word_count, faults);
  if (rc != ERR_OK && faults->count > 0) {
    *err = faults->items[0];
  }
  return rc;
}

static enum err_code run_once(struct house *house, const struct run_request *request, bool counted,
                              const struct run_order *order, struct run_result *result, bool *slow,
                              struct err *err) {
  enum err_code rc = begin(house, request, err);
  if (rc == ERR_OK) {
    rc = poke(house, request->numbers, request->number_count, err);
  }
  if (rc == ERR_OK) {
    rc = stage_run(house->variant->stage, order, counted, &house->watchdog, result, slow, err);
  }
  return rc;
}

/* The first pass may have handed out records before it was cut short: they are discarded, and only
 * the repetition's records and verdict count. */
enum err_code house_run(struct house *house, const struct run_request *request, record_sink_fn sink,
                        void *sink_context, struct run_result *result, struct err *err) {
  bool slow = false;
  struct run_order order = {.seed = request->seed,
                            .days = request->days,
                            .want_series = request->want_series,
                            .keep_decisions = request->keep_decisions,
                            .what_if = house->what_if,
                            .what_if_count = house->what_if_count,
                            .sink = sink,
                            .sink_context = sink_context};
  enum err_code rc = run_once(house, request, false, &order, result, &slow, err);
  if (slow) {
    if (house->discard != NULL) {
      house->discard(sink_context);
    }
    rc = run_once(house, request, true, &order, result, &slow, err);
  }
  return rc;
}
