/* A batch whose worker sends what it should not: the run is recorded as failed, the batch goes on.
 * This program plays the worker, since the pool starts its own executable. */
#include "host/batch.h"

#include "unit/batch.h"
#include "wire/frame.h"
#include "wire/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { RUNS = 10, BAD_RUN = 4 };

/* --- the worker --------------------------------------------------------------------------------
 */

static void say(enum frame_type type, struct text *payload) {
  struct text frame = {0};
  frame_add(&frame, type, payload);
  (void)write(STDOUT_FILENO, frame.bytes, frame.length);
  text_free(&frame);
  text_free(payload);
}

static void say_result(const char *measure, const char *series) {
  struct summary_outcome outcome = {measure, 1.5, false};
  float values[2] = {1, 2};
  struct run_summary summary = {.days = 1,
                                .events = 3,
                                .outcome_count = 1,
                                .outcomes = &outcome,
                                .series_count = 1,
                                .series_names = &series,
                                .series = values};
  struct text payload = {0};
  memset(summary.digest, 'a', DIGEST_TEXT_SIZE - 1);
  encode_result(&payload, &summary);
  say(FRAME_RESULT, &payload);
}

static void answer_run(const char *how, int run) {
  struct text payload = {0};
  bool bad = run == BAD_RUN;
  if (bad && strcmp(how, "records") == 0) {
    text_add(&payload, "no record");
    say(FRAME_RECORDS, &payload);
  }
  if (bad && strcmp(how, "result") == 0) {
    text_add(&payload, "no result");
    say(FRAME_RESULT, &payload);
    return;
  }
  say_result(bad && strcmp(how, "measure") == 0 ? "unheard" : "deaths",
             bad && strcmp(how, "series") == 0 ? "unheard" : "tension");
}

static int play_worker(const char *how) {
  struct text received = {0};
  char chunk[4096];
  ssize_t got = 0;
  int run = 0;
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  while ((got = read(STDIN_FILENO, chunk, sizeof chunk)) > 0) {
    struct wire_frame frame = {0};
    bool bad = false;
    size_t size = 0;
    text_add_bytes(&received, chunk, (size_t)got);
    while ((size = frame_find((const unsigned char *)text_string(&received), received.length,
                              &frame, &bad)) > 0) {
      if (frame.type == FRAME_RUN) {
        answer_run(how, run++);
      }
      memmove(received.bytes, received.bytes + size, received.length - size);
      received.length -= size;
    }
  }
  text_free(&received);
  return 0;
}

/* --- the batch ---------------------------------------------------------------------------------
 */

static enum err_code keep_record(struct store *store, int64_t run_id, const struct scenario *cast,
                                 const struct record *record, struct err *err) {
  (void)store;
  (void)run_id;
  (void)cast;
  (void)record;
  return err_set(err, ERR_INTERNAL, NULL, "found a record");
}

static void run_with(const char *how, struct batch_report *report, int64_t counts[]) {
  const char *const words[] = {how, NULL};
  static struct store_measure measures[] = {{"deaths", false, "people"}};
  static const char *const series[] = {"tension"};
  static const struct source_set bundle = {NULL, 0};
  int64_t order = 0;
  const struct plan plan = {.scenario = "small",
                            .reps = RUNS,
                            .max_reps = RUNS,
                            .seed = 1,
                            .events = EVENTS_ALL,
                            .max_failures = 3,
                            .shard = 1,
                            .shards = 1,
                            .points = {.count = 1},
                            .order = &order};
  const struct store_plan kept = {.scenario = "small",
                                  .title = "",
                                  .epoch = "2020-03-01 00:00",
                                  .engine = "0",
                                  .days = 1,
                                  .seed = 1,
                                  .points = 1,
                                  .planned = RUNS,
                                  .measures = measures,
                                  .measure_count = 1,
                                  .series = series,
                                  .series_count = 1,
                                  .bundle = &bundle};
  struct text sources = {0};
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path("batch.db");
  struct batch_order batch = {.plan = &plan,
                              .bundle = &sources,
                              .workers = 1,
                              .worker_options = words,
                              .keep_series = true,
                              .quiet = true,
                              .keep_record = keep_record};
  assert_int_equal(store_create(&store, path, &kept, &err), ERR_OK);
  batch.store = store;
  text_add_bytes(&sources, "\0\0\0\0\1", 5);
  assert_int_equal(batch_run(&batch, report, &err), ERR_OK);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  text_free(&sources);
  free(path);
}

static void a_bad_answer_is_a_bad_run(void **state) {
  static const struct {
    const char *how;
    enum run_status status;
    const char *reason;
  } cases[] = {{"records", RUN_STATUS_CRASHED, "malformed"},
               {"result", RUN_STATUS_CRASHED, "malformed"},
               {"measure", RUN_STATUS_FAILED, "unheard"},
               {"series", RUN_STATUS_FAILED, "series"}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct batch_report report = {0};
    int64_t counts[RUN_STATUS_COUNT] = {0};
    run_with(cases[i].how, &report, counts);
    assert_int_equal(counts[RUN_STATUS_OK], RUNS - 1);
    assert_int_equal(counts[cases[i].status], 1);
    assert_memory_equal(report.counts, counts, sizeof report.counts);
    assert_int_equal(report.first_bad, BAD_RUN);
    assert_non_null(strstr(report.first_reason, cases[i].reason));
  }
}

int main(int argc, char **argv) {
  if (argc > 2 && strcmp(argv[1], "worker") == 0) {
    return play_worker(argv[2]);
  }
  (void)signal(SIGPIPE, SIG_IGN); /* as the program does */
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_bad_answer_is_a_bad_run)};
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
