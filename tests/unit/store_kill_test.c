/* A writer killed at random moments loses nothing that it acknowledged. STORE_KILLS says how often;
 * the long form is ./dev soak's. */
#include "unit/batch.h"

#include "base/number.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { KILLS = 40, DELAY_MAX_US = 20000 };

static int64_t kills_wanted(void) {
  const char *text = getenv("STORE_KILLS");
  uint64_t kills = KILLS;
  return text == NULL || !number_parse_u64(text, &kills) ? KILLS : (int64_t)kills;
}

static void lasting_plan(struct batch *batch) {
  batch_init(batch);
  batch->plan.planned = (int64_t)BATCH_POINTS << 36;
}

/* The child: makes the file or goes on with it, and writes each number when its commit is done. */
static void write_until_killed(const char *path, int64_t next, int acknowledge) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  lasting_plan(&batch);
  enum err_code rc = store_resume(&store, path, &batch.plan, &err);
  if (rc != ERR_OK && strcmp(err.text, "does not exist") == 0) {
    rc = store_create(&store, path, &batch.plan, &err);
  }
  for (int64_t run_id = next; rc == ERR_OK; run_id++) {
    struct batch_run run;
    batch_make_run(&run, store_plan(store), run_id, RUN_STATUS_OK);
    rc = store_put_run(store, &run.run, &err);
    if (rc == ERR_OK && run_id % 3 == 0) {
      rc = store_commit(store, &err);
      if (rc == ERR_OK && write(acknowledge, &run_id, sizeof run_id) != sizeof run_id) {
        _exit(2);
      }
    }
    if (rc == ERR_OK && run_id % 200 == 199) {
      rc = store_close(store, &err); /* being closed is a moment like others */
      store = NULL;
      rc = rc != ERR_OK ? rc : store_resume(&store, path, &batch.plan, &err);
    }
  }
  (void)fprintf(stderr, "the writer: %s: %s\n", err.where, err.text);
  _exit(1);
}

/* Starts a writer and kills it [delay] microseconds after its start, or after its first commit when
 * [begun]; the last number it acknowledged, [last] if none. */
static int64_t kill_once(const char *path, int64_t next, unsigned delay, bool begun, int64_t last) {
  int ends[2];
  int status = 0;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    (void)close(ends[0]);
    write_until_killed(path, next, ends[1]);
  }
  (void)close(ends[1]);
  if (begun) {
    assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
  }
  const struct timespec pause = {0, (long)delay * 1000};
  (void)nanosleep(&pause, NULL);
  assert_int_equal(kill(child, SIGKILL), 0);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  for (int64_t run_id = 0; read(ends[0], &run_id, sizeof run_id) == sizeof run_id;) {
    last = run_id;
  }
  (void)close(ends[0]);
  return last;
}

struct seen {
  int64_t next;
  bool gap;
};

static void on_status(void *context, int64_t run_id, int64_t point, enum run_status status) {
  struct seen *seen = context;
  seen->gap = seen->gap || run_id != seen->next || point != run_id % BATCH_POINTS ||
              status != RUN_STATUS_OK;
  seen->next = run_id + 1;
}

/* What is in the file must be 0, 1, 2, ... and reach [last]. The number to go on with. */
static int64_t check(const char *path, int64_t last) {
  struct store *store = NULL;
  struct err err = {0};
  struct seen seen = {0, false};
  enum err_code rc = store_open(&store, path, &err);
  if (rc != ERR_OK && last < 0) {
    assert_string_equal(err.text, "does not exist"); /* killed while it was made */
    return 0;
  }
  assert_string_equal(err.text, "");
  assert_int_equal(store_check(store, &err), ERR_OK);
  assert_int_equal(store_each_status(store, on_status, &seen, &err), ERR_OK);
  (void)store_close(store, NULL);
  assert_false(seen.gap);
  assert_true(seen.next > last);
  return seen.next;
}

static void no_acknowledged_run_is_lost(void **state) {
  (void)state;
  int64_t kills = kills_wanted();
  int64_t last = -1;
  int64_t next = 0;
  char *path = batch_path("killed");
  for (int64_t i = 0; i < kills; i++) {
    /* Some die while the file is made or opened, others while it is written. */
    unsigned delay = (unsigned)(digest_hash64(&i, sizeof i) % DELAY_MAX_US);
    last = kill_once(path, next, delay, i % 3 != 0, last);
    next = check(path, last);
    if (next > 5000) {
      free(path);
      path = batch_path("killed");
      next = 0;
      last = -1;
    }
  }
  free(path);
}

/* The plan of the whole may be made of what is there after any number of kills. */
static void a_killed_sweep_equals_an_unbroken_one(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char seen[DIGEST_TEXT_SIZE];
  char expected[DIGEST_TEXT_SIZE];
  char *path = batch_path("broken");
  char *whole = batch_path("unbroken");
  int64_t next = 0;
  for (int i = 0; i < 5; i++) {
    (void)kill_once(path, next, DELAY_MAX_US / 2, true, -1);
    next = check(path, -1);
  }
  lasting_plan(&batch);
  assert_int_equal(store_resume(&store, path, &batch.plan, &err), ERR_OK);
  for (int64_t i = next; i < 2000; i++) {
    struct batch_run run;
    batch_make_run(&run, &batch.plan, i, RUN_STATUS_OK);
    assert_int_equal(store_put_run(store, &run.run, &err), ERR_OK);
  }
  next = next > 2000 ? next : 2000;
  assert_int_equal(store_close(store, &err), ERR_OK);
  assert_int_equal(store_create(&store, whole, &batch.plan, &err), ERR_OK);
  for (int64_t i = next - 1; i >= 0; i--) {
    struct batch_run run;
    batch_make_run(&run, &batch.plan, i, RUN_STATUS_OK);
    assert_int_equal(store_put_run(store, &run.run, &err), ERR_OK);
  }
  assert_int_equal(store_close(store, &err), ERR_OK);
  batch_digest(path, seen);
  batch_digest(whole, expected);
  assert_string_equal(seen, expected);
  free(path);
  free(whole);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_acknowledged_run_is_lost),
      cmocka_unit_test(a_killed_sweep_equals_an_unbroken_one),
  };
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
