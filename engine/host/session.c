/* The outer event loop: a child process, two pipes, two signals. */
#include "host/session.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { CHUNK = 65536, WORDS_MAX = 8 };

struct session {
  const struct session_order *order;
  uv_loop_t loop;
  uv_process_t process;
  uv_pipe_t to_worker, from_worker;
  uv_signal_t interrupt, terminate;
  uv_write_t write;
  struct text received;
  size_t taken;
  bool over;              /* the last answer has come */
  bool exited;
  int interrupted;        /* signal that ended it, 0 none */
  int64_t exit_status;
  int exit_signal;
  enum err_code failure;
  struct err *err;
};

static void close_handle(uv_handle_t *handle, void *unused) {
  (void)unused;
  if (!uv_is_closing(handle)) {
    uv_close(handle, NULL);
  }
}

/* Asks everything to end: the worker leaves when its input closes; one that does not is killed. */
static void wind_up(struct session *session, bool kill) {
  if (kill && !session->exited) {
    (void)uv_process_kill(&session->process, SIGKILL);
  }
  close_handle((uv_handle_t *)&session->to_worker, NULL);
  close_handle((uv_handle_t *)&session->interrupt, NULL);
  close_handle((uv_handle_t *)&session->terminate, NULL);
}

static void fail(struct session *session, enum err_code code) {
  if (session->failure == ERR_OK) {
    session->failure = code;
  }
  wind_up(session, true);
}

/* --- answers ----------------------------------------------------------------------------------- */

static void take_answers(struct session *session) {
  const unsigned char *bytes = (const unsigned char *)text_string(&session->received);
  bool bad = false;
  while (!session->over && session->failure == ERR_OK) {
    struct wire_frame frame = {0};
    size_t size = frame_find(bytes + session->taken, session->received.length - session->taken,
                             &frame, &bad);
    if (bad) {
      fail(session, err_set(session->err, ERR_WIRE, NULL, "the worker's answer is no frame"));
      return;
    }
    if (size == 0) {
      break;
    }
    session->taken += size;
    enum err_code rc =
        session->order->answer(session->order->context, &frame, &session->over, session->err);
    if (rc != ERR_OK) {
      fail(session, rc);
    }
  }
  if (session->taken > 0) {
    size_t rest = session->received.length - session->taken;
    memmove(session->received.bytes, session->received.bytes + session->taken, rest);
    session->received.length = rest;
    session->taken = 0;
  }
  if (session->over) {
    wind_up(session, false);
  }
}

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void)handle;
  (void)suggested;
  *buffer = uv_buf_init(malloc(CHUNK), CHUNK);
}

static void on_answer(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer) {
  struct session *session = stream->data;
  if (got > 0) {
    text_add_bytes(&session->received, buffer->base, (size_t)got);
    take_answers(session);
  } else if (got < 0) {
    close_handle((uv_handle_t *)stream, NULL);
  }
  free(buffer->base);
}

/* --- events ------------------------------------------------------------------------------------ */

static void on_exit_of_worker(uv_process_t *process, int64_t status, int signal) {
  struct session *session = process->data;
  session->exited = true;
  session->exit_status = status;
  session->exit_signal = signal;
  close_handle((uv_handle_t *)process, NULL);
  wind_up(session, false);
}

static void on_written(uv_write_t *request, int status) {
  (void)request;
  (void)status; /* a worker that is gone shows by its exit */
}

static void on_signal(uv_signal_t *handle, int number) {
  struct session *session = handle->data;
  session->interrupted = number;
  wind_up(session, true);
}

/* --- start and end ----------------------------------------------------------------------------- */

static int spawn(struct session *session) {
  char executable[] = "/proc/self/exe";
  char name[] = "demarche";
  char command[] = "worker";
  char *words[WORDS_MAX + 1] = {name, command};
  uv_stdio_container_t files[3] = {
      {.flags = UV_CREATE_PIPE | UV_READABLE_PIPE, .data.stream = (uv_stream_t *)&session->to_worker},
      {.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
       .data.stream = (uv_stream_t *)&session->from_worker},
      {.flags = UV_INHERIT_FD, .data.fd = 2}};
  uv_process_options_t options = {.file = executable,
                                  .args = words,
                                  .stdio = files,
                                  .stdio_count = 3,
                                  .exit_cb = on_exit_of_worker};
  const char *const *more = session->order->worker_options;
  for (int i = 0; more != NULL && more[i] != NULL && i + 2 < WORDS_MAX; i++) {
    words[i + 2] = (char *)(uintptr_t)more[i]; /* libuv does not write to them */
  }
  return uv_spawn(&session->loop, &session->process, &options);
}

static void open_handles(struct session *session) {
  (void)uv_pipe_init(&session->loop, &session->to_worker, 0);
  (void)uv_pipe_init(&session->loop, &session->from_worker, 0);
  (void)uv_signal_init(&session->loop, &session->interrupt);
  (void)uv_signal_init(&session->loop, &session->terminate);
  session->process.data = session;
  session->from_worker.data = session;
  session->interrupt.data = session;
  session->terminate.data = session;
}

static void send_requests(struct session *session) {
  const struct text *requests = session->order->requests;
  uv_buf_t buffer = uv_buf_init(requests->bytes, (unsigned)requests->length);
  (void)uv_signal_start(&session->interrupt, on_signal, SIGINT);
  (void)uv_signal_start(&session->terminate, on_signal, SIGTERM);
  (void)uv_read_start((uv_stream_t *)&session->from_worker, on_room, on_answer);
  (void)uv_write(&session->write, (uv_stream_t *)&session->to_worker, &buffer, 1, on_written);
}

static enum err_code verdict(const struct session *session, struct err *err) {
  if (session->interrupted != 0 || session->over) {
    return session->failure;
  }
  if (session->failure != ERR_OK) {
    return session->failure;
  }
  if (session->exit_signal != 0) {
    return err_set(err, ERR_WORKER, NULL, "the worker was killed by signal %d (%s)",
                   session->exit_signal, strsignal(session->exit_signal));
  }
  return err_set(err, ERR_WORKER, NULL, "the worker ended early, with status %lld",
                 (long long)session->exit_status);
}

enum err_code session_hold(const struct session_order *order, int *interrupted, struct err *err) {
  struct session *session = calloc(1, sizeof *session);
  if (session == NULL || uv_loop_init(&session->loop) != 0) {
    free(session);
    return err_set(err, ERR_NOMEM, NULL, "no memory for an event loop");
  }
  session->order = order;
  session->err = err;
  open_handles(session);
  int status = spawn(session);
  enum err_code rc = ERR_OK;
  if (status != 0) {
    rc = err_set(err, ERR_WORKER, NULL, "cannot start a worker: %s", uv_strerror(status));
    uv_walk(&session->loop, close_handle, NULL);
  } else {
    send_requests(session);
  }
  (void)uv_run(&session->loop, UV_RUN_DEFAULT);
  rc = rc == ERR_OK ? verdict(session, err) : rc;
  *interrupted = session->interrupted;
  int closed = uv_loop_close(&session->loop);
  assert(closed == 0);
  (void)closed;
  text_free(&session->received);
  free(session);
  return rc;
}
