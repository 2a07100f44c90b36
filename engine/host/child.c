/* Running a program and reading what it prints. */
#include "host/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READ_END, WRITE_END, CHUNK = 4096, SIGNALLED = 128 };

/* The child gets signals as a program expects them: what this one ignores, it need not. */
static int start(const char *const *argv, int output, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t usual;
  (void)sigemptyset(&none);
  (void)sigemptyset(&usual);
  (void)sigaddset(&usual, SIGPIPE);
  (void)sigaddset(&usual, SIGXFSZ);
  (void)sigaddset(&usual, SIGCHLD);
  int rc = posix_spawn_file_actions_init(&actions);
  if (rc != 0) {
    return rc;
  }
  rc = posix_spawnattr_init(&attributes);
  if (rc != 0) {
    goto no_attributes;
  }
  rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  rc = rc != 0 ? rc : posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  rc = rc != 0 ? rc : posix_spawnattr_setsigmask(&attributes, &none);
  rc = rc != 0 ? rc : posix_spawnattr_setsigdefault(&attributes, &usual);
  rc = rc != 0
           ? rc
           : posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  /* The list of words is not written to, whatever its type says. */
  rc = rc != 0 ? rc
               : posix_spawnp(child, argv[0], &actions, &attributes, (char *const *)argv, environ);
  (void)posix_spawnattr_destroy(&attributes);
no_attributes:
  (void)posix_spawn_file_actions_destroy(&actions);
  return rc;
}

static int read_all(int input, struct text *out) {
  char chunk[CHUNK];
  for (;;) {
    ssize_t got = read(input, chunk, sizeof chunk);
    if (got == 0) {
      return out->failed ? ENOMEM : 0;
    }
    if (got > 0) {
      text_add_bytes(out, chunk, (size_t)got);
    } else if (errno != EINTR) {
      return errno;
    }
  }
}

static int wait_for(pid_t child, int *status) {
  int raw = 0;
  while (waitpid(child, &raw, 0) < 0) {
    if (errno != EINTR) {
      return errno;
    }
  }
  *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : SIGNALLED + WTERMSIG(raw);
  return 0;
}

enum err_code child_run(const char *const *argv, struct text *out, int *status, struct err *err) {
  /* A parent that ignores SIGCHLD has its children's statuses thrown away: not meanwhile. */
  const struct sigaction usual = {.sa_handler = SIG_DFL};
  struct sigaction before;
  enum err_code rc = ERR_OK;
  pid_t child = 0;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return err_set(err, ERR_OUTPUT, argv[0], "found no pipe for it: %s", strerror(errno));
  }
  (void)sigaction(SIGCHLD, NULL, &before);
  bool ignored = before.sa_handler == SIG_IGN;
  if (ignored) {
    (void)sigaction(SIGCHLD, &usual, NULL);
  }
  int fault = start(argv, ends[WRITE_END], &child);
  (void)close(ends[WRITE_END]);
  if (fault != 0) {
    rc = err_set(err, ERR_OUTPUT, argv[0], "cannot be started: %s", strerror(fault));
    goto done;
  }
  fault = read_all(ends[READ_END], out);
  int late = wait_for(child, status);
  fault = fault != 0 ? fault : late;
  if (fault != 0) {
    rc = err_set(err, ERR_OUTPUT, argv[0], "its answer was lost: %s", strerror(fault));
  }
done:
  (void)close(ends[READ_END]);
  if (ignored) {
    (void)sigaction(SIGCHLD, &before, NULL);
  }
  return rc;
}
