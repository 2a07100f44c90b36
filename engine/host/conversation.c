/* The outer event loop: a child process, two pipes, three signals. */
#include "host/conversation.h"

#include "host/child_worker.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
  GRACE_MS = 3000,  /* for a worker to leave when all has been said */
  FILES_NEEDED = 24 /* by the loop, its signals and the two pipes */
};

struct conversation {
  const struct conversation_order *order;
  uv_loop_t loop;
  uv_process_t process;
  uv_pipe_t to_worker, from_worker;
  uv_signal_t signals[CHILD_SIGNALS];
  uv_timer_t patience; /* with its silence, then with its leaving */
  int silences;        /* halves of that time that have passed since it was last heard */
  uv_write_t write;
  struct text received;
  size_t taken;
  bool over;    /* the last answer has come */
  bool leaving; /* it has been asked to leave */
  bool exited;
  int interrupted; /* signal that ended it, 0 none */
  int64_t exit_status;
  int exit_signal;
  enum err_code failure;
  struct err *err;
};

static void on_stay(uv_timer_t *timer) {
  struct conversation *conversation = timer->data;
  (void)uv_process_kill(&conversation->process, SIGKILL);
}

/* Asks everything to end: the worker leaves when its input closes; one that does not is killed. */
static void wind_up(struct conversation *conversation, bool kill) {
  if (kill && !conversation->exited) {
    (void)uv_process_kill(&conversation->process, SIGKILL);
  }
  child_worker_close((uv_handle_t *)&conversation->to_worker, NULL);
  for (int i = 0; i < CHILD_SIGNALS; i++) {
    child_worker_close((uv_handle_t *)&conversation->signals[i], NULL);
  }
  if (conversation->exited) {
    child_worker_close((uv_handle_t *)&conversation->patience, NULL);
  } else if (!conversation->leaving) {
    (void)uv_timer_start(&conversation->patience, on_stay, GRACE_MS, 0);
  }
  conversation->leaving = true;
}

static void fail(struct conversation *conversation, enum err_code code) {
  if (conversation->failure == ERR_OK) {
    conversation->failure = code;
  }
  wind_up(conversation, true);
}

/* --- answers -----------------------------------------------------------------------------------
 */

static void take_answers(struct conversation *conversation) {
  const unsigned char *bytes = (const unsigned char *)text_string(&conversation->received);
  bool bad = false;
  while (!conversation->over && conversation->failure == ERR_OK) {
    struct wire_frame frame = {0};
    size_t size = frame_find(bytes + conversation->taken,
                             conversation->received.length - conversation->taken, &frame, &bad);
    if (bad) {
      fail(conversation,
           err_set(conversation->err, ERR_WIRE, NULL, "the worker's answer is no frame"));
      return;
    }
    if (size == 0) {
      break;
    }
    conversation->taken += size;
    enum err_code rc = conversation->order->answer(conversation->order->context, &frame,
                                                   &conversation->over, conversation->err);
    if (rc != ERR_OK) {
      fail(conversation, rc);
    }
  }
  if (conversation->taken > 0) {
    size_t rest = conversation->received.length - conversation->taken;
    memmove(conversation->received.bytes, conversation->received.bytes + conversation->taken, rest);
    conversation->received.length = rest;
    conversation->taken = 0;
  }
  if (conversation->over) {
    wind_up(conversation, false);
  }
}

static void on_answer(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer) {
  struct conversation *conversation = stream->data;
  if (got > 0) {
    if (!conversation->leaving) {
      conversation->silences = 0;
      (void)uv_timer_again(&conversation->patience);
    }
    text_add_bytes(&conversation->received, buffer->base, (size_t)got);
    take_answers(conversation);
  } else if (got < 0) {
    child_worker_close((uv_handle_t *)stream, NULL);
  }
  free(buffer->base);
}

/* --- events ------------------------------------------------------------------------------------
 */

static void on_exit_of_worker(uv_process_t *process, int64_t status, int signal) {
  struct conversation *conversation = process->data;
  conversation->exited = true;
  conversation->exit_status = status;
  conversation->exit_signal = signal;
  child_worker_close((uv_handle_t *)process, NULL);
  wind_up(conversation, false);
}

static void on_written(uv_write_t *request, int status) {
  (void)request;
  (void)status; /* a worker that is gone shows by its exit */
}

static int timeout_of(const struct conversation_order *order) {
  return order->timeout_s > 0 ? order->timeout_s : CONVERSATION_TIMEOUT_S;
}

/* In two halves, since a front that was stopped finds the time over and the answers waiting: they
 * are read before the second can be over. */
static void on_silence(uv_timer_t *timer) {
  struct conversation *conversation = timer->data;
  if (++conversation->silences < 2) {
    return;
  }
  fail(conversation,
       err_set(conversation->err, ERR_BUDGET, NULL, "the worker was silent for %d s and was killed",
               timeout_of(conversation->order)));
}

static void on_signal(uv_signal_t *handle, int number) {
  struct conversation *conversation = handle->data;
  conversation->interrupted = number;
  wind_up(conversation, true);
}

/* --- start and end -----------------------------------------------------------------------------
 */

static void open_handles(struct conversation *conversation) {
  (void)uv_pipe_init(&conversation->loop, &conversation->to_worker, 0);
  (void)uv_pipe_init(&conversation->loop, &conversation->from_worker, 0);
  (void)uv_timer_init(&conversation->loop, &conversation->patience);
  child_worker_signals(&conversation->loop, conversation->signals, on_signal, conversation);
  conversation->process.data = conversation;
  conversation->from_worker.data = conversation;
  conversation->patience.data = conversation;
}

static void send_requests(struct conversation *conversation) {
  const struct text *requests = conversation->order->requests;
  uv_buf_t buffer = uv_buf_init(requests->bytes, (unsigned)requests->length);
  uint64_t half_ms = (uint64_t)timeout_of(conversation->order) * 1000 / 2;
  (void)uv_timer_start(&conversation->patience, on_silence, half_ms, half_ms);
  (void)uv_read_start((uv_stream_t *)&conversation->from_worker, child_worker_room, on_answer);
  (void)uv_write(&conversation->write, (uv_stream_t *)&conversation->to_worker, &buffer, 1,
                 on_written);
}

static enum err_code verdict(const struct conversation *conversation, struct err *err) {
  if (conversation->interrupted != 0 || conversation->over) {
    return conversation->failure;
  }
  if (conversation->failure != ERR_OK) {
    return conversation->failure;
  }
  if (conversation->exit_signal != 0) {
    return err_set(err, ERR_WORKER, NULL, "the worker was killed by signal %d (%s)",
                   conversation->exit_signal, strsignal(conversation->exit_signal));
  }
  return err_set(err, ERR_WORKER, NULL, "the worker ended early, with status %lld",
                 (long long)conversation->exit_status);
}

enum err_code conversation_hold(const struct conversation_order *order, int *interrupted,
                                struct err *err) {
  struct conversation *conversation = calloc(1, sizeof *conversation);
  enum err_code rc = child_worker_files(FILES_NEEDED, err);
  if (rc != ERR_OK) {
    free(conversation);
    return rc;
  }
  if (conversation == NULL || uv_loop_init(&conversation->loop) != 0) {
    free(conversation);
    return err_set(err, ERR_NOMEM, NULL, "no memory for an event loop");
  }
  conversation->order = order;
  conversation->err = err;
  open_handles(conversation);
  int status =
      child_worker_spawn(&conversation->loop, &conversation->process, &conversation->to_worker,
                         &conversation->from_worker, order->worker_options, on_exit_of_worker);
  if (status != 0) {
    rc = err_set(err, ERR_WORKER, NULL, "cannot start a worker: %s", uv_strerror(status));
    uv_walk(&conversation->loop, child_worker_close, NULL);
  } else {
    send_requests(conversation);
  }
  (void)uv_run(&conversation->loop, UV_RUN_DEFAULT);
  rc = rc == ERR_OK ? verdict(conversation, err) : rc;
  *interrupted = conversation->interrupted;
  int closed = uv_loop_close(&conversation->loop);
  assert(closed == 0);
  (void)closed;
  text_free(&conversation->received);
  free(conversation);
  return rc;
}
