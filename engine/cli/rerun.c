/* Running again. A job of the pool is a run's number; the run is read from the file when it is
 * asked for, and again when it is over, so that memory does not grow with the number of runs. */
#include "cli/rerun.h"

#include "cli/request.h"
#include "host/pool.h"

#include <inttypes.h>

#define ARENA_LIMIT ((size_t)64 << 20)

enum { TICK_MS = 1000 };

struct rerunning {
  const struct rerun *rerun;
  const struct store_run *run; /* whose answer is being read */
  enum err_code failure;       /* of asking for a run */
  struct err err;
};

static enum pool_next next(void *context, int64_t *job, struct text *request) {
  struct rerunning *rerunning = context;
  const struct rerun *rerun = rerunning->rerun;
  struct arena arena;
  struct store_run run;
  struct client_order order;
  if (rerunning->failure != ERR_OK || !rerun->next(rerun->context, job)) {
    return POOL_END;
  }
  arena_open_blocks(&arena, ARENA_LIMIT);
  enum err_code rc = store_read_run(rerun->store, *job, false, &arena, &run, &rerunning->err);
  if (rc == ERR_OK) {
    rc = results_order(&order, rerun->store, &run, &arena, &rerunning->err);
  }
  if (rc == ERR_OK) {
    order.want_records = rerun->want_records;
    order.keep_decisions = rerun->keep_decisions;
    order.want_series = order.want_series && rerun->want_series;
    if (rerun->want_records) {
      request_load(request, &order); /* for its cast */
    }
    request_run(request, &order);
  }
  arena_close(&arena);
  rerunning->failure = rc;
  return rc == ERR_OK ? POOL_JOB : POOL_END;
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct rerunning *rerunning = context;
  const struct rerun *rerun = rerunning->rerun;
  return rerun->on_record == NULL ? ERR_OK
                                  : rerun->on_record(rerun->context, rerunning->run, cast, record);
}

/* Reads the frames of one run. [*failure] is what the run failed with, if it did. */
static enum err_code take_frames(struct client *client, const struct pool_answer *answer,
                                 struct err *failure, struct err *err) {
  bool bad = false;
  for (size_t at = 0; at < answer->length;) {
    struct wire_frame frame = {0};
    struct err fault = {0};
    size_t size = frame_find(answer->frames + at, answer->length - at, &frame, &bad);
    if (size == 0) {
      return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
    }
    at += size;
    enum err_code rc = client_take(client, &frame, &fault);
    if (rc != ERR_OK) {
      bool is_verdict = frame.type == FRAME_FAILED && rc != ERR_WIRE;
      *(is_verdict ? failure : err) = fault;
      return is_verdict ? ERR_OK : rc;
    }
  }
  return ERR_OK;
}

static enum err_code take_answer(void *context, const struct pool_answer *answer, struct err *err) {
  struct rerunning *rerunning = context;
  const struct rerun *rerun = rerunning->rerun;
  struct arena arena;
  struct client client;
  struct store_run run;
  struct err failure = {0};
  arena_open_blocks(&arena, ARENA_LIMIT);
  client_open(&client);
  client.on_record = on_record;
  client.context = rerunning;
  rerunning->run = &run;
  enum err_code rc =
      store_read_run(rerun->store, answer->job, rerun->want_series, &arena, &run, err);
  if (rc == ERR_OK && run.summary == NULL) { /* another program is at it */
    rc = err_set(err, ERR_STORE, store_path(rerun->store), "run %" PRId64 " is not ok any more",
                 run.run_id);
  } else if (rc == ERR_OK && answer->frames == NULL) {
    (void)err_set(&failure, ERR_WORKER, NULL, "%s", answer->reason);
  } else if (rc == ERR_OK) {
    rc = take_frames(&client, answer, &failure, err);
  }
  if (rc == ERR_OK) {
    bool ended = failure.code == ERR_OK;
    rc = rerun->on_end(rerun->context, &run, ended ? &client.summary : NULL,
                       ended ? NULL : &failure, err);
  }
  client_close(&client);
  arena_close(&arena);
  return rc;
}

static enum err_code tick(void *context, struct err *err) {
  (void)context;
  (void)err;
  return ERR_OK;
}

enum err_code rerun(const struct rerun *rerun, int *interrupted, struct err *err) {
  struct rerunning rerunning = {.rerun = rerun};
  struct text prologue = {0};
  const struct pool_order order = {.workers = rerun->jobs,
                                   .prologue = &prologue,
                                   .tick_ms = TICK_MS,
                                   .context = &rerunning,
                                   .next = next,
                                   .answer = take_answer,
                                   .tick = tick};
  *interrupted = 0;
  request_sources(&prologue, store_plan(rerun->store)->bundle);
  enum err_code rc = prologue.failed ? err_set(err, ERR_NOMEM, NULL, "no memory for the bundle")
                                     : pool_run(&order, interrupted, err);
  if (rc == ERR_OK && rerunning.failure != ERR_OK) {
    *err = rerunning.err;
    rc = rerunning.failure;
  }
  text_free(&prologue);
  return rc;
}
