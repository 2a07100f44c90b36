/* The pool: slots of workers, queues of jobs, one loop. */
#include "host/pool.h"

#include "base/arena.h"
#include "host/child_worker.h"
#include "host/conversation.h"
#include "host/job_list.h"
#include "wire/message.h"

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  GRACE_MS = 3000, /* for a worker to leave when all has been said */
  CHUNK_MS = 25,   /* of work sent at a time; one chunk is under way, one waits */
  CHUNK_JOBS_MAX = 64,
  FILES_PER_WORKER = 4, /* two pipes, and both their ends while it is started */
  FILES_BESIDE = 32,    /* of the loop, the results file and its journal */
  BARREN_JOBS = 10, /* besides one a worker, that crash in a row before it is the workers' fault */
  SPARED_MAX = 20,  /* times that a job is not blamed for a worker killed from outside */
  YOUNG_MS = 1000,  /* a job that has been going for less is not what takes all memory */
  HANDLES = 4,
  CAUSE_SIZE = 320
};

/* More than the largest answer: two lists of faults, a cast, records and a result. */
#define ANSWER_MAX ((size_t)4 * FRAME_PAYLOAD_MAX)

struct pool;

struct pool_worker {
  struct pool *pool;
  uv_process_t process;
  uv_pipe_t to_worker, from_worker;
  uv_timer_t patience;  /* with its silence, then with its leaving */
  int silences;         /* halves of that time that have passed since it was last heard */
  struct job_list jobs; /* handed out to it, in order */
  struct text received;
  size_t begun;   /* where the frames of its first job begin in [received] */
  size_t scanned; /* up to where they have been looked at */
  uint64_t last_answer_ms;
  double pace_ms; /* per job, smoothed; 0: not known */
  bool answered, exited, drained;
  int open_handles;
  int64_t exit_status;
  int exit_signal;
  char killed_for[CAUSE_SIZE]; /* "": it was not killed by us */
};

struct pool {
  const struct pool_order *order;
  uv_loop_t loop;
  uv_timer_t tick;
  uv_signal_t signals[CHILD_SIGNALS];
  struct pool_worker *workers[POOL_JOBS_MAX]; /* NULL: none in this slot */
  struct job_list again;                      /* to be handed out once more */
  bool ended;                                 /* there are no new jobs any more */
  bool stopping;
  int barren; /* workers in a row that died before they had answered anything */
  int interrupted;
  enum err_code failure;
  struct err *err;
};

/* --- ending ------------------------------------------------------------------------------------
 */

static void on_handle_closed(uv_handle_t *handle) {
  struct pool_worker *worker = handle->data;
  if (--worker->open_handles == 0) {
    job_list_free(&worker->jobs);
    text_free(&worker->received);
    free(worker);
  }
}

static void close_of_worker(uv_handle_t *handle) {
  if (!uv_is_closing(handle)) {
    uv_close(handle, on_handle_closed);
  }
}

/* [why]: what it did, unless it has been killed for something else already. */
static void kill_worker(struct pool_worker *worker, const char *why) {
  if (worker->killed_for[0] == '\0') {
    (void)snprintf(worker->killed_for, sizeof worker->killed_for, "%s", why);
  }
  if (!worker->exited) {
    (void)uv_process_kill(&worker->process, SIGKILL);
  }
}

static bool is_killed(const struct pool_worker *worker) {
  return worker->killed_for[0] != '\0';
}

static void on_stay(uv_timer_t *timer) {
  struct pool_worker *worker = timer->data;
  kill_worker(worker, "did not leave");
}

/* Closes the pool's own handles and asks the workers to leave, or kills them. */
static void stop(struct pool *pool, bool kill) {
  pool->stopping = true;
  child_worker_close((uv_handle_t *)&pool->tick, NULL);
  for (int i = 0; i < CHILD_SIGNALS; i++) {
    child_worker_close((uv_handle_t *)&pool->signals[i], NULL);
  }
  for (int i = 0; i < pool->order->workers; i++) {
    struct pool_worker *worker = pool->workers[i];
    if (worker != NULL && kill) {
      kill_worker(worker, "is not wanted any more");
    } else if (worker != NULL) {
      close_of_worker((uv_handle_t *)&worker->to_worker);
      (void)uv_timer_start(&worker->patience, on_stay, GRACE_MS, 0);
    }
  }
}

static void fail(struct pool *pool, enum err_code code) {
  if (pool->failure == ERR_OK) {
    pool->failure = code;
  }
  if (!pool->stopping) {
    stop(pool, true);
  }
}

/* --- handing out -------------------------------------------------------------------------------
 */

static struct job *take_job(struct pool *pool) {
  struct job *job = job_list_take(&pool->again);
  if (job != NULL || pool->ended) {
    return job;
  }
  job = calloc(1, sizeof *job);
  if (job == NULL) {
    return NULL; /* asked again at the next tick */
  }
  enum pool_next next = pool->order->next(pool->order->context, &job->id, &job->request);
  if (next == POOL_JOB && !job->request.failed) {
    return job;
  }
  pool->ended = next == POOL_END;
  if (next == POOL_JOB) {
    fail(pool, err_set(pool->err, ERR_NOMEM, NULL, "no memory for a request"));
  }
  job_free(job);
  return NULL;
}

struct writing {
  uv_write_t request;
  struct text bytes;
};

static void on_written(uv_write_t *request, int status) {
  struct writing *writing = request->data;
  (void)status; /* a worker that is gone shows by its exit */
  text_free(&writing->bytes);
  free(writing);
}

static void send_bytes(struct pool_worker *worker, struct text *bytes) {
  struct writing *writing = calloc(1, sizeof *writing);
  uv_buf_t buffer = uv_buf_init(bytes->bytes, (unsigned)bytes->length);
  if (writing == NULL || bytes->failed || uv_is_closing((uv_handle_t *)&worker->to_worker)) {
    text_free(bytes);
    free(writing);
    kill_worker(worker, "could not be sent its jobs");
    return;
  }
  writing->bytes = *bytes;
  writing->request.data = writing;
  if (uv_write(&writing->request, (uv_stream_t *)&worker->to_worker, &buffer, 1, on_written) != 0) {
    on_written(&writing->request, 0);
    kill_worker(worker, "could not be sent its jobs");
  }
}

static int chunk_of(const struct pool_worker *worker) {
  double jobs = worker->pace_ms > 0 ? CHUNK_MS / worker->pace_ms : 1;
  return jobs < 1 ? 1 : jobs > CHUNK_JOBS_MAX ? CHUNK_JOBS_MAX : (int)jobs;
}

static int timeout_ms(const struct pool *pool) {
  int seconds = pool->order->timeout_s > 0 ? pool->order->timeout_s : CONVERSATION_TIMEOUT_S;
  return seconds * 1000;
}

/* A front that was stopped, or held up by its disk, finds the time over and the answers waiting: it
 * is in two halves so that what has come is read before the second can be over. */
static void on_silence(uv_timer_t *timer) {
  struct pool_worker *worker = timer->data;
  if (++worker->silences == 2) {
    kill_worker(worker, "was silent for too long");
  }
}

static void heard(struct pool_worker *worker) {
  worker->silences = 0;
  (void)uv_timer_again(&worker->patience);
}

/* Tops its queue up to two chunks, in one write. */
static void feed(struct pool_worker *worker) {
  struct pool *pool = worker->pool;
  int chunk = chunk_of(worker);
  struct text bytes = {0};
  if (pool->stopping || worker->exited || worker->drained || is_killed(worker) ||
      worker->jobs.count > chunk) {
    return;
  }
  bool idle = worker->jobs.count == 0;
  while (worker->jobs.count < 2 * chunk) {
    struct job *job = take_job(pool);
    if (job == NULL) {
      break;
    }
    job->attempts++;
    text_add_bytes(&bytes, job->request.bytes, job->request.length);
    job_list_add(&worker->jobs, job);
  }
  if (bytes.length == 0 && !bytes.failed) {
    return;
  }
  send_bytes(worker, &bytes);
  if (idle) {
    uint64_t half = (uint64_t)timeout_ms(pool) / 2;
    worker->last_answer_ms = uv_now(&pool->loop);
    worker->silences = 0;
    (void)uv_timer_start(&worker->patience, on_silence, half, half);
  }
}

static void fill_slots(struct pool *pool);

/* Hands out what there is; ends when there is nothing left and nothing under way. */
static void feed_all(struct pool *pool) {
  bool busy = false;
  if (!pool->stopping) {
    fill_slots(pool);
  }
  for (int i = 0; !pool->stopping && i < pool->order->workers; i++) {
    if (pool->workers[i] != NULL) {
      feed(pool->workers[i]);
      busy = busy || pool->workers[i]->jobs.count > 0;
    }
  }
  if (!pool->stopping && !busy && pool->ended && pool->again.count == 0) {
    stop(pool, false);
  }
}

/* --- answers -----------------------------------------------------------------------------------
 */

static void answer(struct pool *pool, const struct pool_answer *what) {
  enum err_code rc = pool->order->answer(pool->order->context, what, pool->err);
  if (rc != ERR_OK) {
    fail(pool, rc);
  }
}

/* Whether a FAILED speaks of the worker's own troubles, told in [failure], so that another one may
 * do better. */
static bool is_own_trouble(const struct wire_frame *frame, struct err *failure) {
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  struct arena arena;
  if (frame->type != FRAME_FAILED) {
    return false;
  }
  arena_open_blocks(&arena, (size_t)1 << 20);
  if (!decode_err(&in, &arena, failure)) {
    (void)err_set(failure, ERR_WIRE, NULL, "its answer is malformed");
  }
  arena_close(&arena);
  return failure->code == ERR_WIRE || failure->code == ERR_WORKER || failure->code == ERR_NOMEM ||
         failure->code == ERR_INTERNAL;
}

static void kill_troubled(struct pool_worker *worker, const struct err *trouble) {
  char why[CAUSE_SIZE];
  (void)snprintf(why, sizeof why, "could not work: %.200s", trouble->text);
  kill_worker(worker, why);
}

static void note_pace(struct pool_worker *worker) {
  uint64_t passed = uv_now(&worker->pool->loop) - worker->last_answer_ms;
  worker->last_answer_ms += passed;
  worker->pace_ms += ((double)passed - worker->pace_ms) * (worker->answered ? 0.1 : 1);
  worker->pace_ms = worker->pace_ms < 0.01 ? 0.01 : worker->pace_ms;
  worker->answered = true;
}

/* The first job of the worker is answered by the bytes from [begun] to [scanned]. */
static void take_answer(struct pool_worker *worker) {
  struct job *job = job_list_take(&worker->jobs);
  struct pool_answer what = {.job = job->id,
                             .attempts = job->attempts,
                             .frames =
                                 (const unsigned char *)worker->received.bytes + worker->begun,
                             .length = worker->scanned - worker->begun,
                             .reason = ""};
  note_pace(worker);
  worker->pool->barren = 0;
  answer(worker->pool, &what);
  worker->begun = worker->scanned;
  job_free(job);
}

/* Drops what has been handed on. */
static void shift_received(struct pool_worker *worker) {
  size_t rest = worker->received.length - worker->begun;
  if (worker->begun > 0) {
    memmove(worker->received.bytes, worker->received.bytes + worker->begun, rest);
    worker->received.length = rest;
    worker->scanned -= worker->begun;
    worker->begun = 0;
  }
}

static void take_frames(struct pool_worker *worker) {
  bool bad = false;
  while (!worker->pool->stopping && !is_killed(worker)) {
    struct wire_frame frame = {0};
    struct err trouble = {0};
    size_t size =
        frame_find((const unsigned char *)text_string(&worker->received) + worker->scanned,
                   worker->received.length - worker->scanned, &frame, &bad);
    if (bad || (size > 0 && worker->jobs.count == 0)) {
      kill_worker(worker, "said what nobody had asked");
    } else if (worker->received.failed || worker->received.length - worker->begun > ANSWER_MAX) {
      kill_worker(worker, "said too much");
    } else if (size > 0 && is_own_trouble(&frame, &trouble)) {
      kill_troubled(worker, &trouble);
    }
    if (size == 0 || is_killed(worker)) {
      break;
    }
    worker->scanned += size;
    if (frame.type == FRAME_RESULT || frame.type == FRAME_FAILED) {
      take_answer(worker);
    }
  }
  shift_received(worker);
  if (worker->jobs.count == 0) {
    (void)uv_timer_stop(&worker->patience);
  }
}

static void bury(struct pool_worker *worker);

static void on_answer(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer) {
  struct pool_worker *worker = stream->data;
  if (got > 0 && !worker->pool->stopping) {
    heard(worker);
    text_add_bytes(&worker->received, buffer->base, (size_t)got);
    take_frames(worker);
    feed_all(worker->pool);
  } else if (got < 0) {
    if (got != UV_EOF) {
      kill_worker(worker, "could not be heard");
    }
    worker->drained = true;
    close_of_worker((uv_handle_t *)stream);
    bury(worker);
  }
  free(buffer->base);
}

/* --- life and death ----------------------------------------------------------------------------
 */

static void on_exit_of_worker(uv_process_t *process, int64_t status, int signal) {
  struct pool_worker *worker = process->data;
  worker->exited = true;
  worker->exit_status = status;
  worker->exit_signal = signal;
  close_of_worker((uv_handle_t *)process);
  bury(worker);
}

/* What came of a worker: "was killed by signal 11 (Segmentation fault)". */
static void tell_end(const struct pool_worker *worker, char end[CAUSE_SIZE]) {
  if (is_killed(worker)) {
    (void)snprintf(end, CAUSE_SIZE, "%s", worker->killed_for);
  } else if (worker->exit_signal != 0) {
    (void)snprintf(end, CAUSE_SIZE, "was killed by signal %d (%s)", worker->exit_signal,
                   strsignal(worker->exit_signal));
  } else {
    (void)snprintf(end, CAUSE_SIZE, "ended with status %lld", (long long)worker->exit_status);
  }
}

/* Whether somebody else ended the worker: what a job does never ends in SIGKILL, unless it takes
 * all the memory there is, and then it has been going for a while. */
static bool is_killed_from_outside(const struct pool_worker *worker) {
  uint64_t age = uv_now(&worker->pool->loop) - worker->last_answer_ms;
  return !is_killed(worker) && worker->exit_signal == SIGKILL && age < YOUNG_MS;
}

/* The job its worker was at when it died is tried again, a few times; it may not be its fault. */
static void blame(struct pool_worker *worker, struct job *job, const char *end) {
  struct pool *pool = worker->pool;
  char reason[CAUSE_SIZE + 64];
  if (is_killed_from_outside(worker) && job->spared < SPARED_MAX) {
    job->spared++;
  }
  if (job->attempts - job->spared < POOL_TRIES) {
    job_list_add(&pool->again, job);
    return;
  }
  (void)snprintf(reason, sizeof reason, "its worker %s, %d times over", end, job->attempts);
  struct pool_answer what = {.job = job->id, .attempts = job->attempts, .reason = reason};
  answer(pool, &what);
  job_free(job);
}

/* Jobs may crash their workers, a few in a row too; when so many do, it is not the jobs. */
static void note_barren(struct pool *pool, const char *end) {
  pool->barren++;
  if (!pool->stopping && pool->barren >= POOL_TRIES * (pool->order->workers + BARREN_JOBS)) {
    fail(pool, err_set(pool->err, ERR_WORKER, NULL,
                       "%d workers in a row died before they had computed anything; the last %s",
                       pool->barren, end));
  }
}

/* Once it has exited and all it said has been read: its jobs go back, its slot is free. */
static void bury(struct pool_worker *worker) {
  struct pool *pool = worker->pool;
  if (!worker->exited || !worker->drained) {
    return;
  }
  for (int i = 0; i < pool->order->workers; i++) {
    pool->workers[i] = pool->workers[i] == worker ? NULL : pool->workers[i];
  }
  close_of_worker((uv_handle_t *)&worker->to_worker);
  close_of_worker((uv_handle_t *)&worker->patience);
  if (pool->stopping) {
    return;
  }
  char end[CAUSE_SIZE];
  tell_end(worker, end);
  struct job *first = job_list_take(&worker->jobs);
  for (struct job *job = job_list_take(&worker->jobs); job != NULL;
       job = job_list_take(&worker->jobs)) {
    job->attempts--; /* it had not been begun */
    job_list_add(&pool->again, job);
  }
  if (first != NULL) {
    blame(worker, first, end);
  }
  if (!worker->answered) {
    note_barren(pool, end);
  }
  feed_all(pool);
}

static enum err_code hire(struct pool *pool, int slot) {
  struct pool_worker *worker = calloc(1, sizeof *worker);
  if (worker == NULL) {
    return err_set(pool->err, ERR_NOMEM, NULL, "no memory for a worker");
  }
  worker->pool = pool;
  (void)uv_pipe_init(&pool->loop, &worker->to_worker, 0);
  (void)uv_pipe_init(&pool->loop, &worker->from_worker, 0);
  (void)uv_timer_init(&pool->loop, &worker->patience);
  worker->open_handles = HANDLES;
  worker->to_worker.data = worker;
  worker->from_worker.data = worker;
  worker->patience.data = worker;
  worker->process.data = worker;
  int status =
      child_worker_spawn(&pool->loop, &worker->process, &worker->to_worker, &worker->from_worker,
                         pool->order->worker_options, on_exit_of_worker);
  if (status != 0) {
    worker->exited = true;
    close_of_worker((uv_handle_t *)&worker->process);
    close_of_worker((uv_handle_t *)&worker->to_worker);
    close_of_worker((uv_handle_t *)&worker->from_worker);
    close_of_worker((uv_handle_t *)&worker->patience);
    return err_set(pool->err, ERR_WORKER, NULL, "cannot start a worker: %s", uv_strerror(status));
  }
  pool->workers[slot] = worker;
  (void)uv_read_start((uv_stream_t *)&worker->from_worker, child_worker_room, on_answer);
  struct text prologue = {0};
  text_add_bytes(&prologue, pool->order->prologue->bytes, pool->order->prologue->length);
  send_bytes(worker, &prologue);
  return ERR_OK;
}

/* A worker for each empty slot, as long as there is work for it. */
static void fill_slots(struct pool *pool) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < pool->order->workers; i++) {
    if (pool->workers[i] == NULL && (!pool->ended || pool->again.count > 0)) {
      rc = hire(pool, i);
    }
  }
  if (rc != ERR_OK) {
    fail(pool, rc);
  }
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void on_tick(uv_timer_t *timer) {
  struct pool *pool = timer->data;
  enum err_code rc = pool->order->tick(pool->order->context, pool->err);
  if (rc != ERR_OK) {
    fail(pool, rc);
  } else {
    feed_all(pool);
  }
}

static void on_signal(uv_signal_t *handle, int number) {
  struct pool *pool = handle->data;
  if (!pool->stopping) {
    pool->interrupted = number;
    stop(pool, true);
  }
}

int pool_processors(void) {
  unsigned count = uv_available_parallelism();
  return count > POOL_JOBS_MAX ? POOL_JOBS_MAX : (int)count;
}

enum err_code pool_run(const struct pool_order *order, int *interrupted, struct err *err) {
  assert(order->workers >= 1 && order->workers <= POOL_JOBS_MAX);
  enum err_code rc = child_worker_files(order->workers * FILES_PER_WORKER + FILES_BESIDE, err);
  struct pool *pool = rc == ERR_OK ? calloc(1, sizeof *pool) : NULL;
  if (pool == NULL || uv_loop_init(&pool->loop) != 0) {
    free(pool);
    return rc != ERR_OK ? rc : err_set(err, ERR_NOMEM, NULL, "no memory for an event loop");
  }
  pool->order = order;
  pool->err = err;
  (void)uv_timer_init(&pool->loop, &pool->tick);
  pool->tick.data = pool;
  (void)uv_timer_start(&pool->tick, on_tick, (uint64_t)order->tick_ms, (uint64_t)order->tick_ms);
  child_worker_signals(&pool->loop, pool->signals, on_signal, pool);
  feed_all(pool);
  (void)uv_run(&pool->loop, UV_RUN_DEFAULT);
  rc = pool->failure;
  if (rc == ERR_OK) {
    rc = order->tick(order->context, err);
  }
  *interrupted = pool->interrupted;
  int closed = uv_loop_close(&pool->loop);
  assert(closed == 0);
  (void)closed;
  job_list_free(&pool->again);
  free(pool);
  return rc;
}
