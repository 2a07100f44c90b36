/* The locked process: what may still be called, and what kills. Sanitized builds are not locked. */
#include "worker/lockdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096 };

/* Runs [what] in a locked child and returns how it ended: its exit status, or minus its signal. */
static int in_lockdown(void (*what)(void)) {
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    struct err err = {0};
    if (lockdown(&err) != ERR_OK) {
      _exit(99);
    }
    what();
    _exit(0);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void compute(void) {
  void *memory = malloc(8 << 20);
  struct pollfd file = {.fd = 1};
  (void)poll(&file, 1, 0);
  (void)write(2, "", 0);
  free(memory);
}

static void map_code(void) {
  (void)mmap(NULL, PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void map_data(void) {
  if (mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) {
    _exit(1);
  }
}

static void signal_parent(void) {
  (void)syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static void stop_itself(void) {
  abort();
}

static void read_elsewhere(void) {
  char byte = 0;
  (void)syscall(SYS_read, 2, &byte, 0);
}

static void write_elsewhere(void) {
  (void)write(0, "", 0);
}

static void open_file(void) {
  (void)open("/dev/null", O_RDONLY);
}

static void poll_many(void) {
  struct pollfd files[2] = {{.fd = 0}, {.fd = 1}};
  (void)poll(files, 2, 0);
}

static void only_what_a_worker_needs_is_allowed(void **state) {
  (void)state;
  if (DEMARCHE_SANITIZED != 0) {
    skip();
  }
  assert_int_equal(in_lockdown(compute), 0);
  assert_int_equal(in_lockdown(map_data), 0);
  assert_int_equal(in_lockdown(map_code), -SIGSYS);
  assert_int_equal(in_lockdown(signal_parent), -SIGSYS);
  assert_int_equal(in_lockdown(stop_itself), -SIGABRT);
  assert_int_equal(in_lockdown(read_elsewhere), -SIGSYS);
  assert_int_equal(in_lockdown(write_elsewhere), -SIGSYS);
  assert_int_equal(in_lockdown(open_file), -SIGSYS);
  assert_int_equal(in_lockdown(poll_many), -SIGSYS);
}

static void lower_memory(void) {
  const struct rlimit low = {(rlim_t)300 << 20, (rlim_t)300 << 20};
  struct err err = {0};
  struct rlimit after;
  if (setrlimit(RLIMIT_AS, &low) != 0 || lockdown(&err) != ERR_OK) {
    _exit(1);
  }
  _exit(getrlimit(RLIMIT_NOFILE, &after) == 0 ? 0 : 2);
}

/* getrlimit itself is not allowed afterwards, so that its kill shows that the filter is in place.
 */
static void a_lower_limit_is_kept(void **state) {
  (void)state;
  if (DEMARCHE_SANITIZED != 0) {
    skip();
  }
  pid_t child = fork();
  if (child == 0) {
    lower_memory();
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_what_a_worker_needs_is_allowed),
      cmocka_unit_test(a_lower_limit_is_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
