/* Lockdown by prctl, setrlimit and seccomp. */
#include "worker/lockdown.h"

#if DEMARCHE_SANITIZED

enum err_code lockdown(struct err *err) {
  (void)err;
  return ERR_OK;
}

#else

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Memory of arena, image and requests together; generous, since the heap inside has its own caps.
 */
#define ADDRESS_SPACE_MAX ((rlim_t)2 << 30)

/* What computing takes, whatever the arguments. No open, no socket, no exec, no fork, no mprotect.
 */
static const int allowed[] = {
    SCMP_SYS(exit),         SCMP_SYS(exit_group),    SCMP_SYS(munmap),
    SCMP_SYS(mremap),       SCMP_SYS(brk),           SCMP_SYS(madvise),
    SCMP_SYS(futex),        SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(timer_create),  SCMP_SYS(timer_settime),
    SCMP_SYS(timer_delete), SCMP_SYS(clock_gettime), SCMP_SYS(restart_syscall),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),
};

/* A limit that is lower already stays. */
static enum err_code limit(int resource, rlim_t most, struct err *err) {
  struct rlimit limits = {most, most};
  struct rlimit now;
  if (getrlimit((__rlimit_resource_t)resource, &now) == 0) {
    limits.rlim_max = now.rlim_max < most ? now.rlim_max : most;
    limits.rlim_cur = now.rlim_cur < most ? now.rlim_cur : most;
  }
  if (setrlimit((__rlimit_resource_t)resource, &limits) != 0) {
    return err_set(err, ERR_WORKER, NULL, "cannot limit the worker: %s", strerror(errno));
  }
  return ERR_OK;
}

/* Allowed with one argument as it must be: read requests, write answers and messages, memory that
 * cannot be executed, a signal to oneself (abort), a look at one file. */
static enum err_code allow_with_arguments(scmp_filter_ctx context, struct err *err) {
  const struct {
    int call;
    struct scmp_arg_cmp argument;
  } rules[] = {
      {SCMP_SYS(read), {0, SCMP_CMP_EQ, STDIN_FILENO, 0}},
      {SCMP_SYS(write), {0, SCMP_CMP_EQ, STDOUT_FILENO, 0}},
      {SCMP_SYS(write), {0, SCMP_CMP_EQ, STDERR_FILENO, 0}},
      {SCMP_SYS(mmap), {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}},
      {SCMP_SYS(tgkill), {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0}},
      {SCMP_SYS(poll), {1, SCMP_CMP_EQ, 1, 0}},
      {SCMP_SYS(ppoll), {1, SCMP_CMP_EQ, 1, 0}},
  };
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    if (seccomp_rule_add_array(context, SCMP_ACT_ALLOW, rules[i].call, 1, &rules[i].argument) !=
        0) {
      return err_set(err, ERR_WORKER, NULL, "cannot allow system call %d", rules[i].call);
    }
  }
  return ERR_OK;
}

static enum err_code filter(struct err *err) {
  enum err_code rc = ERR_OK;
  scmp_filter_ctx context = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (context == NULL) {
    return err_set(err, ERR_WORKER, NULL, "cannot make a system-call filter");
  }
  for (size_t i = 0; rc == ERR_OK && i < sizeof allowed / sizeof allowed[0]; i++) {
    if (seccomp_rule_add(context, SCMP_ACT_ALLOW, allowed[i], 0) != 0) {
      rc = err_set(err, ERR_WORKER, NULL, "cannot allow system call %d", allowed[i]);
    }
  }
  rc = rc == ERR_OK ? allow_with_arguments(context, err) : rc;
  if (rc == ERR_OK && seccomp_load(context) != 0) {
    rc = err_set(err, ERR_WORKER, NULL, "cannot load the system-call filter");
  }
  seccomp_release(context);
  return rc;
}

enum err_code lockdown(struct err *err) {
  if (close_range(3, ~0u, 0) != 0 && errno != ENOSYS) {
    return err_set(err, ERR_WORKER, NULL, "cannot close inherited files: %s", strerror(errno));
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return err_set(err, ERR_WORKER, NULL, "cannot give up privileges: %s", strerror(errno));
  }
  enum err_code rc = limit(RLIMIT_AS, ADDRESS_SPACE_MAX, err);
  rc = rc == ERR_OK ? limit(RLIMIT_FSIZE, 0, err) : rc;
  (void)signal(SIGXFSZ, SIG_IGN); /* a message to a file on stderr is lost, not deadly */
  rc = rc == ERR_OK ? limit(RLIMIT_CORE, 0, err) : rc;
  rc = rc == ERR_OK ? limit(RLIMIT_NOFILE, 3, err) : rc;
  return rc == ERR_OK ? filter(err) : rc;
}

#endif
