/* The outer event loop: a child process, two pipes, two signals. */
#include "host/conversation.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum {
  CHUNK = 65536,
  WORDS_MAX = 8,
  SIGNALS = 3,
  GRACE_MS = 3000, /* for a worker to leave when all has been said */
  FILES_NEEDED =
      24 /* by the loop, its signals and the two pipes; libuv aborts when it lacks them */
};

struct conversation {
  const struct conversation_order *order;
  uv_loop_t loop;
  uv_process_t process;
  uv_pipe_t to_worker, from_worker;
  uv_signal_t signals[SIGNALS];
  uv_timer_t patience; /* with its silence, then with its leaving */
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

static void close_handle(uv_handle_t *handle, void *unused) {
  (void)unused;
  if (!uv_is_closing(handle)) {
    uv_close(handle, NULL);
  }
}

static void on_stay(uv_timer_t *timer) {
  struct conversation *conversation = timer->data;
  (void)uv_process_kill(&conversation->process, SIGKILL);
}

/* Asks everything to end: the worker leaves when its input closes; one that does not is killed. */
static void wind_up(struct conversation *conversation, bool kill) {
  if (kill && !conversation->exited) {
    (void)uv_process_kill(&conversation->process, SIGKILL);
  }
  close_handle((uv_handle_t *)&conversation->to_worker, NULL);
  for (int i = 0; i < SIGNALS; i++) {
    close_handle((uv_handle_t *)&conversation->signals[i], NULL);
  }
  if (conversation->exited) {
    close_handle((uv_handle_t *)&conversation->patience, NULL);
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

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void)handle;
  (void)suggested;
  char *chunk = malloc(CHUNK); /* on_answer frees it */
  /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): libuv hands it on */
  *buffer = uv_buf_init(chunk, chunk == NULL ? 0 : CHUNK);
}

static void on_answer(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer) {
  struct conversation *conversation = stream->data;
  if (got > 0) {
    if (!conversation->leaving) {
      (void)uv_timer_again(&conversation->patience);
    }
    text_add_bytes(&conversation->received, buffer->base, (size_t)got);
    take_answers(conversation);
  } else if (got < 0) {
    close_handle((uv_handle_t *)stream, NULL);
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
  close_handle((uv_handle_t *)process, NULL);
  wind_up(conversation, false);
}

static void on_written(uv_write_t *request, int status) {
  (void)request;
  (void)status; /* a worker that is gone shows by its exit */
}

static int timeout_of(const struct conversation_order *order) {
  return order->timeout_s > 0 ? order->timeout_s : CONVERSATION_TIMEOUT_S;
}

static void on_silence(uv_timer_t *timer) {
  struct conversation *conversation = timer->data;
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

static int spawn(struct conversation *conversation) {
  char executable[] = "/proc/self/exe";
  char name[] = "demarche";
  char command[] = "worker";
  char *words[WORDS_MAX + 1] = {name, command};
  uv_stdio_container_t files[3] = {{.flags = UV_CREATE_PIPE | UV_READABLE_PIPE,
                                    .data.stream = (uv_stream_t *)&conversation->to_worker},
                                   {.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
                                    .data.stream = (uv_stream_t *)&conversation->from_worker},
                                   {.flags = UV_INHERIT_FD, .data.fd = 2}};
  uv_process_options_t options = {.file = executable,
                                  .args = words,
                                  .stdio = files,
                                  .stdio_count = 3,
                                  .exit_cb = on_exit_of_worker};
  const char *const *more = conversation->order->worker_options;
  for (int i = 0; more != NULL && more[i] != NULL && i + 2 < WORDS_MAX; i++) {
    words[i + 2] = (char *)(uintptr_t)more[i]; /* libuv does not write to them */
  }
  return uv_spawn(&conversation->loop, &conversation->process, &options);
}

static void open_handles(struct conversation *conversation) {
  (void)uv_pipe_init(&conversation->loop, &conversation->to_worker, 0);
  (void)uv_pipe_init(&conversation->loop, &conversation->from_worker, 0);
  (void)uv_timer_init(&conversation->loop, &conversation->patience);
  for (int i = 0; i < SIGNALS; i++) {
    (void)uv_signal_init(&conversation->loop, &conversation->signals[i]);
    conversation->signals[i].data = conversation;
  }
  conversation->process.data = conversation;
  conversation->from_worker.data = conversation;
  conversation->patience.data = conversation;
}

/* A signal that was ignored from the start, as SIGHUP under nohup, stays ignored. */
static void listen_for_signals(struct conversation *conversation) {
  static const int numbers[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
  for (int i = 0; i < SIGNALS; i++) {
    struct sigaction now;
    bool ignored = numbers[i] == SIGHUP && sigaction(SIGHUP, NULL, &now) == 0 &&
                   (now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_IGN;
    if (!ignored) {
      (void)uv_signal_start(&conversation->signals[i], on_signal, numbers[i]);
    }
  }
}

static void send_requests(struct conversation *conversation) {
  const struct text *requests = conversation->order->requests;
  uv_buf_t buffer = uv_buf_init(requests->bytes, (unsigned)requests->length);
  uint64_t patience_ms = (uint64_t)timeout_of(conversation->order) * 1000;
  (void)uv_timer_start(&conversation->patience, on_silence, patience_ms, patience_ms);
  listen_for_signals(conversation);
  (void)uv_read_start((uv_stream_t *)&conversation->from_worker, on_room, on_answer);
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

/* Whether so many more files can be opened. */
static bool can_open_files(void) {
  int files[FILES_NEEDED];
  int count = 0;
  while (count < FILES_NEEDED && (files[count] = fcntl(2, F_DUPFD_CLOEXEC, 3)) >= 0) {
    count++;
  }
  for (int i = 0; i < count; i++) {
    (void)close(files[i]);
  }
  return count == FILES_NEEDED;
}

enum err_code conversation_hold(const struct conversation_order *order, int *interrupted,
                                struct err *err) {
  struct conversation *conversation = calloc(1, sizeof *conversation);
  if (!can_open_files()) {
    free(conversation);
    return err_set(err, ERR_WORKER, NULL,
                   "cannot open %d files: %s; expected a higher limit (ulimit -n)", FILES_NEEDED,
                   strerror(errno));
  }
  if (conversation == NULL || uv_loop_init(&conversation->loop) != 0) {
    free(conversation);
    return err_set(err, ERR_NOMEM, NULL, "no memory for an event loop");
  }
  conversation->order = order;
  conversation->err = err;
  open_handles(conversation);
  int status = spawn(conversation);
  enum err_code rc = ERR_OK;
  if (status != 0) {
    rc = err_set(err, ERR_WORKER, NULL, "cannot start a worker: %s", uv_strerror(status));
    uv_walk(&conversation->loop, close_handle, NULL);
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
