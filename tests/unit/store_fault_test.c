/* Results files where writing fails: limits, other programs, lost rights. Called with a word, this
 * is the writer that tests/cli/store_fault_test.sh puts into trouble:
 *   write PATH FIRST END STEP [SHARD], digest PATH */
#include "unit/batch.h"

#include <errno.h>
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { COMMIT_EVERY = 10 };

/* --- the writer ----------------------------------------------------------------------------------
 */

static enum err_code write_runs(struct store *store, int64_t first, int64_t end, int64_t step,
                                int64_t *acknowledged, struct err *err) {
  enum err_code rc = ERR_OK;
  for (int64_t run_id = first; run_id < end && rc == ERR_OK; run_id += step) {
    struct batch_run run;
    batch_make_run(&run, store_plan(store), run_id, RUN_STATUS_OK);
    rc = store_put_run(store, &run.run, err);
    if (rc == ERR_OK && store_pending(store) >= COMMIT_EVERY) {
      int pending = store_pending(store);
      rc = store_commit(store, err);
      *acknowledged += rc == ERR_OK ? pending : 0;
    }
  }
  return rc;
}

/* Makes the file, or goes on with it, and says how many runs it was told are safe. Returns the exit
 * status that the program would have. */
static int write_file(const char *path, int64_t first, int64_t end, int64_t step,
                      const char *shard) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  int64_t acknowledged = 0;
  batch_init(&batch);
  batch.plan.points = 1000;
  batch.plan.planned = 5000;
  batch.plan.shard = shard;
  enum err_code rc = store_resume(&store, path, &batch.plan, &err);
  if (rc == ERR_STORE && strcmp(err.text, "does not exist") == 0) {
    rc = store_create(&store, path, &batch.plan, &err);
  }
  rc = rc != ERR_OK ? rc : write_runs(store, first, end, step, &acknowledged, &err);
  int pending = store == NULL ? 0 : store_pending(store);
  enum err_code closed = store_close(store, rc == ERR_OK ? &err : NULL);
  acknowledged += rc == ERR_OK && closed == ERR_OK ? pending : 0;
  rc = rc != ERR_OK ? rc : closed;
  (void)printf("acknowledged %" PRId64 "\n", acknowledged);
  if (rc != ERR_OK) {
    (void)printf("%s: %s\n", err.where, err.text);
  }
  return rc == ERR_OK ? 0 : err_exit_status(rc);
}

/* digest PATH: after a check, the digest and the number of runs. */
static int print_digest(const char *path) {
  struct store *store = NULL;
  struct err err = {0};
  char digest[DIGEST_TEXT_SIZE];
  int64_t counts[RUN_STATUS_COUNT];
  enum err_code rc = store_open(&store, path, &err);
  rc = rc != ERR_OK ? rc : store_check(store, &err);
  rc = rc != ERR_OK ? rc : store_digest(store, digest, &err);
  rc = rc != ERR_OK ? rc : store_count(store, counts, &err);
  if (rc == ERR_OK) {
    (void)printf("%s %" PRId64 "\n", digest, counts[RUN_STATUS_OK]);
  } else {
    (void)printf("%s: %s\n", err.where, err.text);
  }
  (void)store_close(store, NULL);
  return rc == ERR_OK ? 0 : err_exit_status(rc);
}

/* --- tests ---------------------------------------------------------------------------------------
 */

/* A writer in a child, which may not make files of more than [limit] bytes; what it printed is in
 * [out]. Returns its exit status. */
static int limited_writer(const char *path, rlim_t limit, char *out, size_t size) {
  int ends[2];
  int status = 0;
  size_t length = 0;
  ssize_t got = 0;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    const struct rlimit bounds = {limit, RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &bounds) != 0 || dup2(ends[1], STDOUT_FILENO) < 0) {
      _exit(99);
    }
    int exit_status = write_file(path, 0, 2000, 1, NULL);
    (void)fflush(stdout);
    _exit(exit_status);
  }
  (void)close(ends[1]);
  while (length < size - 1 && (got = read(ends[0], out + length, size - 1 - length)) > 0) {
    length += (size_t)got;
  }
  out[length] = '\0';
  (void)close(ends[0]);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void a_limit_of_the_files_size_is_told(void **state) {
  (void)state;
  char out[1000];
  char *path = batch_path("limit");
  int status = limited_writer(path, 400000, out, sizeof out);
  assert_int_equal(status, err_exit_status(ERR_STORE));
  assert_non_null(strstr(out, "may not grow any further; expected a higher limit (ulimit -f)"));
  const char *safe = strstr(out, " runs are committed and safe");
  assert_non_null(safe);
  /* What was acknowledged is there, and the writing goes on where there is room. */
  int64_t acknowledged = strtoll(out + strlen("acknowledged "), NULL, 10);
  struct store *store = NULL;
  struct err err = {0};
  int64_t counts[RUN_STATUS_COUNT];
  assert_true(acknowledged > 0);
  assert_int_equal(store_open(&store, path, &err), ERR_OK);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  (void)store_close(store, NULL);
  assert_true(counts[RUN_STATUS_OK] >= acknowledged);
  assert_int_equal(limited_writer(path, RLIM_INFINITY, out, sizeof out), 0);
  assert_string_equal(out, "acknowledged 2000\n");
  /* Too small even for a new file. */
  free(path);
  path = batch_path("limit");
  assert_int_equal(limited_writer(path, 20000, out, sizeof out), err_exit_status(ERR_STORE));
  assert_int_not_equal(access(path, F_OK), 0);
  free(path);
}

/* Rights do not bind the superuser: the child becomes somebody else. */
static void a_file_or_folder_without_rights_is_told(void **state) {
  (void)state;
  int status = 0;
  char *path = batch_file("rights", 0, 5, 1);
  char folder[400];
  (void)snprintf(folder, sizeof folder, "%s", path);
  *strrchr(folder, '/') = '\0';
  assert_int_equal(chmod(path, 0444), 0);
  assert_int_equal(chmod(folder, 0555), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    struct batch batch;
    struct store *store = NULL;
    struct err err = {0};
    if (geteuid() == 0 && setuid(65534) != 0) {
      _exit(99);
    }
    batch_init(&batch);
    bool ok = store_resume(&store, path, &batch.plan, &err) == ERR_STORE &&
              strstr(err.text, "cannot be written: its lock file: Permission denied") != NULL;
    ok = ok && store_open(&store, path, &err) == ERR_OK && store_check(store, &err) == ERR_OK;
    (void)store_close(store, NULL);
    _exit(ok ? 0 : 1);
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(chmod(folder, 0755), 0);
  assert_true(WIFEXITED(status));
  if (WEXITSTATUS(status) == 99) {
    skip();
  }
  assert_int_equal(WEXITSTATUS(status), 0);
  /* A folder that may be written, a file that may not. */
  assert_int_equal(chmod(folder, 0777), 0);
  child = fork();
  if (child == 0) {
    struct batch batch;
    struct store *store = NULL;
    struct err err = {0};
    if (geteuid() == 0 && setuid(65534) != 0) {
      _exit(99);
    }
    batch_init(&batch);
    bool ok = store_resume(&store, path, &batch.plan, &err) == ERR_STORE &&
              strncmp(err.text, "may not be written", 18) == 0;
    _exit(ok ? 0 : 1);
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(chmod(folder, 0700), 0);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
  free(path);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_limit_of_the_files_size_is_told),
      cmocka_unit_test(a_file_or_folder_without_rights_is_told),
  };
  if (argc >= 6 && strcmp(argv[1], "write") == 0) {
    return write_file(argv[2], strtoll(argv[3], NULL, 10), strtoll(argv[4], NULL, 10),
                      strtoll(argv[5], NULL, 10), argc > 6 ? argv[6] : NULL);
  }
  if (argc == 3 && strcmp(argv[1], "digest") == 0) {
    return print_digest(argv[2]);
  }
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
