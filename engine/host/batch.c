/* The batch: hands out the runs of a plan, takes their results, commits them. */
#include "host/batch_state.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_LIMIT_MIB = 512 };

static bool is_bad(enum run_status status) {
  return status != RUN_STATUS_OK;
}

/* Failures that cost seconds each, of which a point may have only so many. */
static bool is_costly(enum run_status status) {
  return status == RUN_STATUS_EXHAUSTED || status == RUN_STATUS_CRASHED;
}

static bool is_done(const struct batch *batch, int64_t run_id) {
  return (batch->done[run_id >> 3] >> (run_id & 7) & 1) != 0;
}

static void set_done(struct batch *batch, int64_t run_id) {
  batch->done[run_id >> 3] |= (unsigned char)(1u << (run_id & 7));
}

static bool is_asked(const struct batch *batch, int64_t point) {
  return batch->order->points == NULL || batch->order->points[point];
}

static bool is_given_up(const struct batch *batch, int64_t point) {
  return batch->costly[point] >= batch->order->plan->max_failures;
}

/* --- what is there already ---------------------------------------------------------------------
 */

static void note_status(void *context, int64_t run_id, int64_t point, enum run_status status) {
  struct batch *batch = context;
  const struct plan *plan = batch->order->plan;
  bool again = batch->order->retry_failed && is_bad(status);
  if (run_id < 0 || run_id >= plan_total(plan) || point < 0 || point >= plan->points.count ||
      !plan_is_mine(plan, run_id) || again || is_done(batch, run_id)) {
    return;
  }
  set_done(batch, run_id);
  batch->report->before += is_asked(batch, point) ? 1 : 0;
  batch->costly[point] += is_costly(status) ? 1 : 0;
}

/* --- handing out -------------------------------------------------------------------------------
 */

static void add_frame(struct text *request, enum frame_type type, struct text *payload) {
  frame_add(request, type, payload);
  request->failed = request->failed || payload->failed;
  text_clear(payload);
}

/* A run whose events are kept also asks for the names that they refer to. */
static void add_request(struct batch *batch, const struct plan_run *run, struct text *request) {
  const struct plan *plan = batch->order->plan;
  struct text payload = {0};
  struct run_request asked = {.seed = run->seed,
                              .days = plan->days,
                              .want_records = plan_keeps_events(plan, run->run_id),
                              .want_series = batch->order->keep_series,
                              .words = batch->words,
                              .numbers = batch->numbers};
  asked.keep_decisions = asked.want_records;
  request->failed = !plan_settings(plan, run->point, &batch->arena, batch->words, &asked.word_count,
                                   batch->numbers, &asked.number_count);
  if (asked.want_records) {
    encode_settings(&payload, asked.words, asked.word_count);
    add_frame(request, FRAME_LOAD, &payload);
  }
  encode_run(&payload, &asked);
  add_frame(request, FRAME_RUN, &payload);
  text_free(&payload);
  arena_rewind(&batch->arena, 0);
}

/* Whether run [batch->cursor] has to be run now. */
static bool is_wanted(const struct batch *batch) {
  const struct plan *plan = batch->order->plan;
  int64_t run_id = batch->cursor;
  int64_t point = plan->order[run_id % plan->points.count];
  return plan_is_mine(plan, run_id) && is_asked(batch, point) && !is_done(batch, run_id) &&
         !batch->precise[point] && !is_given_up(batch, point);
}

static enum pool_next next(void *context, int64_t *job, struct text *request) {
  struct batch *batch = context;
  const struct plan *plan = batch->order->plan;
  for (;;) {
    int64_t end = batch->wave * plan->points.count;
    while (batch->cursor < end && !is_wanted(batch)) {
      batch->cursor++;
    }
    if (batch->cursor < end) {
      break;
    }
    if (batch->wave >= plan->max_reps) {
      return POOL_END;
    }
    if (batch->under_way > 0) {
      return POOL_WAIT; /* a look at the replicates so far wants all of them */
    }
    if (batch_look(batch) != ERR_OK) {
      return POOL_END; /* the next tick reports it */
    }
  }
  struct plan_run run = plan_run_of(plan, batch->cursor);
  add_request(batch, &run, request);
  *job = run.run_id;
  batch->cursor++;
  batch->under_way++;
  return POOL_JOB;
}

/* --- answers -----------------------------------------------------------------------------------
 */

static void note_bad(struct batch *batch, const struct store_run *run) {
  struct batch_report *report = batch->report;
  bool first = report->first_bad < 0 || run->run_id < report->first_bad;
  if (first && run->status != RUN_STATUS_SKIPPED) {
    report->first_bad = run->run_id;
    (void)snprintf(report->first_reason, sizeof report->first_reason, "%s", run->reason);
  }
  batch->costly[run->point] += is_costly(run->status) ? 1 : 0;
}

static enum err_code put(struct batch *batch, struct store_run *run, struct err *err) {
  const struct plan *plan = batch->order->plan;
  for (int i = 0; i < plan->factor_count; i++) {
    batch->values[i] = plan_value(plan, run->point, i);
  }
  run->values = batch->values;
  if (is_bad(run->status)) {
    note_bad(batch, run);
  }
  enum err_code rc = store_put_run(batch->order->store, run, err);
  if (rc == ERR_OK) {
    set_done(batch, run->run_id);
    batch->uncommitted[run->status]++;
  }
  return rc;
}

static const char *fault_text(struct batch *batch, const struct err *fault) {
  text_clear(&batch->reason);
  text_add_err(&batch->reason, fault);
  return text_string(&batch->reason);
}

/* A run whose events cannot be kept is no run, and the next one may be better. Had it been the file
 * that failed, it fails again here. */
static enum err_code put_instead(struct batch *batch, struct store_run *run,
                                 const struct err *fault, struct err *err) {
  batch->uncommitted[run->status]--;
  run->status = run_status_of(fault->code);
  run->reason = fault_text(batch, fault);
  run->summary = NULL;
  return put(batch, run, err);
}

/* The answer's last frame decides; those before it are names and records. */
static enum err_code put_answer(struct batch *batch, const struct pool_answer *answer,
                                struct store_run *run, struct err *err) {
  const struct wire_frame frame = batch_last_frame(answer->frames, answer->length);
  struct decoder in = {frame.payload, frame.payload + frame.length, false};
  struct err fault = {0};
  if (frame.type == FRAME_FAILED && decode_err(&in, &batch->arena, &fault)) {
    run->status = run_status_of(fault.code);
    run->reason = fault_text(batch, &fault);
    return put(batch, run, err);
  }
  if (frame.type != FRAME_RESULT || !decode_result(&in, &batch->arena, &batch->result)) {
    run->status = RUN_STATUS_CRASHED;
    run->reason = "its worker's answer is malformed";
    return put(batch, run, err);
  }
  run->seconds = batch->result.seconds;
  enum err_code rc = batch_arrange(batch, run, &fault);
  if (rc == ERR_NOMEM) { /* our own trouble, not the run's */
    *err = fault;
    return rc;
  }
  if (rc != ERR_OK) {
    run->status = RUN_STATUS_FAILED;
    run->reason = fault_text(batch, &fault);
  }
  rc = put(batch, run, err);
  if (rc == ERR_OK && run->status == RUN_STATUS_OK &&
      plan_keeps_events(batch->order->plan, run->run_id) &&
      batch_keep_records(batch, answer, run->run_id, &fault) != ERR_OK) {
    rc = put_instead(batch, run, &fault, err);
  }
  return rc;
}

static enum err_code take_answer(void *context, const struct pool_answer *answer, struct err *err) {
  struct batch *batch = context;
  struct plan_run place = plan_run_of(batch->order->plan, answer->job);
  struct store_run run = {.run_id = place.run_id,
                          .point = place.point,
                          .replicate = place.replicate,
                          .seed = place.seed,
                          .reason = "",
                          .attempts = answer->attempts};
  enum err_code rc = ERR_OK;
  batch->under_way--;
  if (answer->frames == NULL) {
    run.status = RUN_STATUS_CRASHED;
    run.reason = answer->reason;
    rc = put(batch, &run, err);
  } else {
    rc = put_answer(batch, answer, &run, err);
  }
  arena_rewind(&batch->arena, 0);
  return rc;
}

/* --- commits -----------------------------------------------------------------------------------
 */

static enum err_code commit(void *context, struct err *err) {
  struct batch *batch = context;
  if (batch->failure != ERR_OK) {
    *err = batch->fault;
    return batch->failure;
  }
  enum err_code rc = store_commit(batch->order->store, err);
  for (int i = 0; rc == ERR_OK && i < RUN_STATUS_COUNT; i++) {
    batch->report->counts[i] += batch->uncommitted[i];
    batch->progress.done += batch->uncommitted[i];
    batch->progress.failed += i == RUN_STATUS_OK ? 0 : batch->uncommitted[i];
    batch->uncommitted[i] = 0;
  }
  progress_show(&batch->progress);
  return rc;
}

/* The replicates of points that were given up stand in the file as such. */
static enum err_code put_skipped(struct batch *batch, struct err *err) {
  const struct plan *plan = batch->order->plan;
  enum err_code rc = ERR_OK;
  for (int64_t id = 0; rc == ERR_OK && id < batch->wave * plan->points.count; id++) {
    struct plan_run place = plan_run_of(plan, id);
    if (is_given_up(batch, place.point) && plan_is_mine(plan, id) && !is_done(batch, id) &&
        is_asked(batch, place.point) && !batch->precise[place.point]) {
      struct store_run run = {.run_id = id,
                              .point = place.point,
                              .replicate = place.replicate,
                              .seed = place.seed,
                              .status = RUN_STATUS_SKIPPED,
                              .reason = STORE_GIVEN_UP};
      rc = put(batch, &run, err);
    }
  }
  rc = rc == ERR_OK ? store_give_up(batch->order->store, plan->max_failures, err) : rc;
  return rc == ERR_OK ? commit(batch, err) : rc;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static enum err_code prepare(struct batch *batch, struct err *err) {
  const struct plan *plan = batch->order->plan;
  const struct store_plan *kept = store_plan(batch->order->store);
  size_t settings = (size_t)(plan->set_count + plan->factor_count) + 1;
  arena_open_blocks(&batch->arena, (size_t)ARENA_LIMIT_MIB << 20);
  batch->done = calloc((size_t)(plan_total(plan) / 8) + 1, 1);
  batch->costly = calloc((size_t)plan->points.count + 1, sizeof *batch->costly);
  batch->precise = calloc((size_t)plan->points.count + 1, sizeof *batch->precise);
  batch->words = calloc(settings, sizeof *batch->words);
  batch->numbers = calloc(settings, sizeof *batch->numbers);
  batch->values = calloc((size_t)plan->factor_count + 1, sizeof *batch->values);
  batch->outcomes = calloc((size_t)kept->measure_count + 1, sizeof *batch->outcomes);
  if (batch->done == NULL || batch->costly == NULL || batch->precise == NULL ||
      batch->words == NULL || batch->numbers == NULL || batch->values == NULL ||
      batch->outcomes == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for a batch of %lld runs",
                   (long long)plan_total(plan));
  }
  batch->wave = plan->until.text == NULL           ? plan->max_reps
                : plan->max_reps < PLAN_FIRST_LOOK ? plan->max_reps
                                                   : PLAN_FIRST_LOOK;
  return store_each_status(batch->order->store, note_status, batch, err);
}

/* Runs of this shard that are asked for, done or not. */
static int64_t count_asked(const struct batch_order *order) {
  const struct plan *plan = order->plan;
  int64_t points = 0;
  if (order->points == NULL) {
    return plan_mine(plan, plan->max_reps);
  }
  assert(plan->shards == 1);
  for (int64_t point = 0; point < plan->points.count; point++) {
    points += order->points[point] ? 1 : 0;
  }
  return points * plan->max_reps;
}

static void release(struct batch *batch) {
  free(batch->done);
  free(batch->costly);
  free(batch->precise);
  free(batch->words);
  free(batch->numbers);
  free(batch->values);
  free(batch->outcomes);
  free(batch->series);
  text_free(&batch->reason);
  arena_close(&batch->arena);
}

enum err_code batch_run(const struct batch_order *order, struct batch_report *report,
                        struct err *err) {
  struct batch batch = {.order = order, .report = report};
  *report = (struct batch_report){.first_bad = -1};
  enum err_code rc = prepare(&batch, err);
  int64_t most = count_asked(order);
  int64_t left = most - report->before;
  progress_begin(&batch.progress, most, report->before, order->plan->until.text != NULL,
                 order->quiet);
  if (rc == ERR_OK && left > 0) {
    struct pool_order pool = {.workers = left < order->workers ? (int)left : order->workers,
                              .prologue = order->bundle,
                              .worker_options = order->worker_options,
                              .timeout_s = order->timeout_s,
                              .tick_ms = STORE_COMMIT_MS,
                              .context = &batch,
                              .next = next,
                              .answer = take_answer,
                              .tick = commit};
    rc = pool_run(&pool, &report->interrupted, err);
    if (rc != ERR_OK) { /* what is there is kept and counted, if the file can still be written */
      struct err late;
      (void)commit(&batch, &late);
    }
  }
  if (rc == ERR_OK && report->interrupted == 0) {
    rc = put_skipped(&batch, err);
  }
  progress_end(&batch.progress);
  report->seconds = progress_seconds(&batch.progress);
  release(&batch);
  return rc;
}
