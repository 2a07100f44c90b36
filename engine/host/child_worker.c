/* Spawning workers. */
#include "host/child_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WORDS_MAX = 8 };

int child_worker_spawn(uv_loop_t *loop, uv_process_t *process, uv_pipe_t *to_worker,
                       uv_pipe_t *from_worker, const char *const *options, uv_exit_cb on_exit) {
  char executable[] = "/proc/self/exe";
  char name[] = "demarche";
  char command[] = "worker";
  char *words[WORDS_MAX + 1] = {name, command};
  uv_stdio_container_t files[3] = {
      {.flags = UV_CREATE_PIPE | UV_READABLE_PIPE, .data.stream = (uv_stream_t *)to_worker},
      {.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE, .data.stream = (uv_stream_t *)from_worker},
      {.flags = UV_INHERIT_FD, .data.fd = 2}};
  uv_process_options_t spawning = {
      .file = executable, .args = words, .stdio = files, .stdio_count = 3, .exit_cb = on_exit};
  for (int i = 0; options != NULL && options[i] != NULL && i + 2 < WORDS_MAX; i++) {
    words[i + 2] = (char *)(uintptr_t)options[i]; /* libuv does not write to them */
  }
  return uv_spawn(loop, process, &spawning);
}

void child_worker_signals(uv_loop_t *loop, uv_signal_t signals[CHILD_SIGNALS],
                          uv_signal_cb on_signal, void *context) {
  static const int numbers[CHILD_SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
  for (int i = 0; i < CHILD_SIGNALS; i++) {
    struct sigaction now;
    bool ignored = numbers[i] == SIGHUP && sigaction(SIGHUP, NULL, &now) == 0 &&
                   (now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_IGN;
    (void)uv_signal_init(loop, &signals[i]);
    signals[i].data = context;
    if (!ignored) {
      (void)uv_signal_start(&signals[i], on_signal, numbers[i]);
    }
  }
}

void child_worker_close(uv_handle_t *handle, void *unused) {
  (void)unused;
  if (!uv_is_closing(handle)) {
    uv_close(handle, NULL);
  }
}

void child_worker_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void)handle;
  (void)suggested;
  char *chunk = malloc(CHILD_CHUNK);
  /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): libuv hands it on */
  *buffer = uv_buf_init(chunk, chunk == NULL ? 0 : CHILD_CHUNK);
}

enum err_code child_worker_files(int wanted, struct err *err) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max; /* what it may have without asking anybody */
    (void)setrlimit(RLIMIT_NOFILE, &limit);
  }
  int *files = malloc((size_t)wanted * sizeof *files);
  int count = 0;
  while (files != NULL && count < wanted && (files[count] = fcntl(2, F_DUPFD_CLOEXEC, 3)) >= 0) {
    count++;
  }
  int why = errno;
  for (int i = 0; i < count; i++) {
    (void)close(files[i]);
  }
  free(files);
  return count == wanted ? ERR_OK
                         : err_set(err, ERR_WORKER, NULL,
                                   "cannot open %d files: %s; expected a higher limit (ulimit -n)",
                                   wanted, strerror(why));
}
