/* From a worker's answer to what the results file takes. */
#include "host/batch_state.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct wire_frame batch_last_frame(const unsigned char *frames, size_t length) {
  struct wire_frame frame = {0};
  bool bad = false;
  for (size_t at = 0; at < length;) {
    size_t size = frame_find(frames + at, length - at, &frame, &bad);
    assert(size > 0); /* the pool has found them before */
    at += size;
  }
  return frame;
}

/* Where [name] stands among the plan's measures, looked for from [from] on, since they come in
 * order but for what some variant lacks; -1. */
static int find_measure(const struct store_plan *plan, const char *name, int from) {
  for (int i = 0; i < plan->measure_count; i++) {
    int at = (from + i) % plan->measure_count;
    if (strcmp(plan->measures[at].name, name) == 0) {
      return at;
    }
  }
  return -1;
}

static int find_series(const struct store_plan *plan, const char *name, int from) {
  for (int i = 0; i < plan->series_count; i++) {
    int at = (from + i) % plan->series_count;
    if (strcmp(plan->series[at], name) == 0) {
      return at;
    }
  }
  return -1;
}

static enum err_code arrange_outcomes(struct batch *batch, const struct store_plan *plan,
                                      struct err *err) {
  int at = -1;
  for (int i = 0; i < plan->measure_count; i++) {
    batch->outcomes[i] = (struct summary_outcome){plan->measures[i].name, NAN, false};
  }
  for (int i = 0; i < batch->result.outcome_count; i++) {
    const struct summary_outcome *outcome = &batch->result.outcomes[i];
    at = find_measure(plan, outcome->name, at + 1);
    if (at < 0) {
      return err_set(err, ERR_INTERNAL, NULL,
                     "it reported a measure %.60s, which no variant of the plan announced",
                     outcome->name);
    }
    batch->outcomes[at] = *outcome;
    batch->outcomes[at].name = plan->measures[at].name;
  }
  return ERR_OK;
}

static enum err_code arrange_series(struct batch *batch, const struct store_plan *plan,
                                    struct err *err) {
  size_t length = (size_t)batch->result.days + 1;
  size_t room = length * (size_t)plan->series_count;
  int at = -1;
  if (room > batch->series_room) {
    free(batch->series);
    batch->series = calloc(room, sizeof *batch->series);
    batch->series_room = batch->series == NULL ? 0 : room;
  }
  if (room > 0 && batch->series == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for its series");
  }
  for (size_t i = 0; i < room; i++) {
    batch->series[i] = NAN;
  }
  for (int i = 0; i < batch->result.series_count; i++) {
    at = find_series(plan, batch->result.series_names[i], at + 1);
    if (at < 0) {
      return err_set(err, ERR_INTERNAL, NULL, "it reported a series that the plan does not have");
    }
    memcpy(batch->series + (size_t)at * length, batch->result.series + (size_t)i * length,
           length * sizeof *batch->series);
  }
  return ERR_OK;
}

enum err_code batch_arrange(struct batch *batch, struct store_run *run, struct err *err) {
  const struct store_plan *plan = store_plan(batch->order->store);
  bool with_series = batch->order->keep_series && batch->result.series != NULL;
  enum err_code rc = arrange_outcomes(batch, plan, err);
  if (rc == ERR_OK && with_series) {
    rc = arrange_series(batch, plan, err);
  }
  batch->arranged = batch->result;
  batch->arranged.outcomes = batch->outcomes;
  batch->arranged.outcome_count = plan->measure_count;
  batch->arranged.series_count = with_series ? plan->series_count : 0;
  batch->arranged.series_names = NULL;
  batch->arranged.series = with_series ? batch->series : NULL;
  run->summary = rc == ERR_OK ? &batch->arranged : NULL;
  return rc;
}

static enum err_code keep_frame(struct batch *batch, const struct wire_frame *frame,
                                const struct scenario *cast, int64_t run_id, struct err *err) {
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  enum err_code rc = ERR_OK;
  while (rc == ERR_OK && in.at < in.end) {
    struct record record = {0};
    if (!decode_record(&in, &batch->arena, cast, &record)) {
      return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
    }
    rc = batch->order->keep_record(batch->order->store, run_id, cast, &record, err);
  }
  return rc;
}

enum err_code batch_keep_records(struct batch *batch, const struct pool_answer *answer,
                                 int64_t run_id, struct err *err) {
  struct scenario cast = {0};
  bool has_cast = false;
  bool bad = false;
  enum err_code rc = ERR_OK;
  for (size_t at = 0; rc == ERR_OK && at < answer->length;) {
    struct wire_frame frame = {0};
    int assumptions = 0;
    int facts = 0;
    at += frame_find(answer->frames + at, answer->length - at, &frame, &bad);
    struct decoder in = {frame.payload, frame.payload + frame.length, false};
    if (frame.type == FRAME_CAST) {
      has_cast = decode_cast(&in, &batch->arena, &cast, &assumptions, &facts);
    } else if (frame.type == FRAME_RECORDS && has_cast) {
      rc = keep_frame(batch, &frame, &cast, run_id, err);
    } else if (frame.type == FRAME_RECORDS) {
      rc = err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
    }
  }
  return rc;
}
