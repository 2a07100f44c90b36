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
  arena_open_blocks(&house->notes, ARENA_LIMIT);
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

void house_clear(struct house *house) {
  if (house->stage != NULL) {
    stage_close(house->stage);
    house->stage = NULL;
  }
  free(house->image);
  house->image = NULL;
  arena_rewind(&house->arena, 0);
  arena_rewind(&house->notes, 0);
}

static enum err_code load(struct house *house, struct faults *faults) {
  house_clear(house);
  return stage_load(&house->stage, &house->arena, &house->notes, &house->sources, house->settings,
                    house->setting_count, faults);
}

enum err_code house_load(struct house *house, struct faults *faults) {
  enum err_code rc = load(house, faults);
  if (rc != ERR_OK || house->options.fresh) {
    return rc;
  }
  house->image_size = house->arena.used;
  house->image = malloc(house->image_size);
  if (house->image == NULL) {
    return err_set(faults_next(faults), ERR_NOMEM, NULL, "no memory for the image");
  }
  memcpy(house->image, house->arena.base, house->image_size);
  return ERR_OK;
}

/* Back to the moment after loading. */
static enum err_code restore(struct house *house, struct err *err) {
  if (house->options.fresh) {
    struct faults *faults = calloc(1, sizeof *faults);
    enum err_code rc = faults == NULL ? ERR_NOMEM : load(house, faults);
    if (rc != ERR_OK && faults != NULL && faults->count > 0) {
      *err = faults->items[0];
    }
    free(faults);
    return rc;
  }
  memcpy(house->arena.base, house->image, house->image_size);
  arena_rewind(&house->arena, house->image_size);
  if (house->options.scribble >= 0) {
    arena_scribble(&house->arena, (unsigned char)house->options.scribble, SCRIBBLE_BYTES);
  }
  return ERR_OK;
}

static enum err_code poke(struct house *house, const struct run_request *request, struct err *err) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < request->number_count; i++) {
    double value = 0;
    if (!number_parse(request->numbers[i].value, &value)) {
      return err_set(err, ERR_INVALID, "--set", "%s: found \"%s\"; expected a number",
                     request->numbers[i].path, request->numbers[i].value);
    }
    rc = stage_poke(house->stage, request->numbers[i].path, value, err);
    if (rc != ERR_OK && err->where[0] == '\0') {
      memcpy(err->where, "--set", sizeof "--set");
    }
  }
  return rc;
}

static enum err_code run_once(struct house *house, const struct run_request *request, bool counted,
                              const struct run_order *order, struct run_result *result, bool *slow,
                              struct err *err) {
  enum err_code rc = restore(house, err);
  if (rc == ERR_OK) {
    rc = poke(house, request, err);
  }
  if (rc == ERR_OK) {
    rc = stage_run(house->stage, order, counted, &house->watchdog, result, slow, err);
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
                            .keep_decisions = request->keep_decisions,
                            .what_if = house->what_if,
                            .what_if_count = house->what_if_count,
                            .sink = sink,
                            .sink_context = sink_context};
  if (house->stage == NULL) {
    return err_set(err, ERR_WIRE, NULL, "a run was asked for before a scenario was loaded");
  }
  enum err_code rc = run_once(house, request, false, &order, result, &slow, err);
  if (slow) {
    if (house->discard != NULL) {
      house->discard(sink_context);
    }
    rc = run_once(house, request, true, &order, result, &slow, err);
  }
  return rc;
}
