/* A small batch for tests of results files. */
#include "unit/batch.h"

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

void batch_init(struct batch *batch) {
  *batch = (struct batch){
      .lines = {{"design", "random", false},
                {"samples", "10", false},
                {"reps", "5", true},
                {"vary", "actors.AAA.pride=0:1", false}},
      .factors = {{"actors.AAA.pride", true, 0, 1, 0.4, "0:1", "a table"},
                  {"days", true, 10, 30, 20, "10:30", ""},
                  {"actors.BBB.policy", false, NAN, NAN, NAN, "quiet,loud", ""}},
      .measures = {{"war", true, ""},
                   {"Deaths", false, "people"},
                   {"deaths", false, "people"},
                   {"a \"quoted\" one; --", false, ""}},
      .series = {"intensity.river", "tension.AAA.BBB"},
      .sources = {{"scenario/scenario.lua", "scenarios/small/scenario.lua", "return {}", 9},
                  {"verbs.lua", "scripts/verbs.lua", "", 0}}};
  batch->bundle = (struct source_set){batch->sources, BATCH_SOURCES};
  batch->plan = (struct store_plan){.scenario = "small",
                                    .title = "A small crisis",
                                    .epoch = "2020-03-01 00:00",
                                    .engine = "0.1.0",
                                    .days = BATCH_DAYS,
                                    .seed = UINT64_MAX - 1,
                                    .points = BATCH_POINTS,
                                    .planned = BATCH_RUNS,
                                    .lines = batch->lines,
                                    .line_count = BATCH_LINES,
                                    .factors = batch->factors,
                                    .factor_count = BATCH_FACTORS,
                                    .measures = batch->measures,
                                    .measure_count = BATCH_MEASURES,
                                    .series = batch->series,
                                    .series_count = BATCH_SERIES,
                                    .bundle = &batch->bundle};
}

void batch_make_run(struct batch_run *out, const struct store_plan *plan, int64_t run_id,
                    enum run_status status) {
  int64_t point = run_id % plan->points;
  double number = (double)run_id;
  *out = (struct batch_run){0};
  out->values[0].number = (double)point / 7;
  out->values[1].number = 10 + (double)point;
  out->values[2] = (struct factor_value){NAN, point % 3 == 0 ? "loud" : "quiet"};
  out->outcomes[0].value = run_id % 4 == 0;
  out->outcomes[1].value = run_id % 5 == 0 ? NAN : number / 3;
  out->outcomes[2].value = number;
  out->outcomes[3].value = -number;
  for (int i = 0; i < BATCH_SERIES * (BATCH_DAYS + 1); i++) {
    out->series[i] = i == 3 ? NAN : (float)run_id + (float)i / 8;
  }
  out->summary = (struct run_summary){.days = BATCH_DAYS,
                                      .events = (uint32_t)run_id + 1,
                                      .outcome_count = BATCH_MEASURES,
                                      .outcomes = out->outcomes,
                                      .series_count = BATCH_SERIES,
                                      .series = out->series};
  (void)snprintf(out->summary.digest, DIGEST_TEXT_SIZE, "%032llx",
                 0xabcdef0000ULL + (unsigned long long)run_id);
  out->run = (struct store_run){.run_id = run_id,
                                .point = point,
                                .replicate = run_id / plan->points,
                                .seed = (uint64_t)(INT64_MAX - run_id),
                                .status = status,
                                .reason = status == RUN_STATUS_OK ? "" : "policy.lua:3: no",
                                .values = out->values,
                                .summary = status == RUN_STATUS_OK ? &out->summary : NULL,
                                .seconds = number / 1000,
                                .attempts = status == RUN_STATUS_CRASHED ? 3 : 1};
}

void batch_put(struct store *store, int64_t run_id, enum run_status status) {
  struct batch_run run;
  struct err err = {0};
  struct store_event event = {.run_id = run_id,
                              .id = 7,
                              .minute = 1440,
                              .kind = "act",
                              .actor = "AAA",
                              .verb = "warn",
                              .goldstein = -4,
                              .sentence = "A warns B.",
                              .detail = "{\"size\":1}"};
  batch_make_run(&run, store_plan(store), run_id, status);
  enum err_code rc = store_put_run(store, &run.run, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  if (run_id % 2 == 0) {
    assert_int_equal(store_put_event(store, &event, &err), ERR_OK);
  }
}

void batch_put_range(struct store *store, int64_t first, int64_t end, int64_t step) {
  struct err err = {0};
  for (int64_t run_id = first; run_id < end; run_id += step) {
    batch_put(store, run_id, RUN_STATUS_OK);
  }
  enum err_code rc = store_commit(store, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
}

static void name_folder(char *folder, size_t size) {
  const char *temporary = getenv("TMPDIR");
  (void)snprintf(folder, size, "%.150s/demarche_store_%ld",
                 temporary == NULL ? P_tmpdir : temporary, (long)getpid());
}

char *batch_path(const char *name) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".lock", ".new"};
  char folder[200];
  char *path = malloc(300);
  assert_non_null(path);
  name_folder(folder, sizeof folder);
  (void)mkdir(folder, 0700);
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    (void)snprintf(path, 300, "%s/%s%s", folder, name, endings[i]);
    (void)unlink(path);
  }
  (void)snprintf(path, 300, "%s/%s", folder, name);
  return path;
}

int batch_clean(void **state) {
  char folder[200];
  char path[600];
  (void)state;
  name_folder(folder, sizeof folder);
  DIR *open = opendir(folder);
  for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
    (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    (void)unlink(path);
  }
  if (open != NULL) {
    (void)closedir(open);
    (void)rmdir(folder);
  }
  return 0;
}

char *batch_file(const char *name, int64_t first, int64_t end, int64_t step) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path(name);
  batch_init(&batch);
  enum err_code rc = store_create(&store, path, &batch.plan, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  batch_put_range(store, first, end, step);
  assert_int_equal(store_close(store, &err), ERR_OK);
  return path;
}

void batch_digest(const char *path, char digest[DIGEST_TEXT_SIZE]) {
  struct store *store = NULL;
  struct err err = {0};
  enum err_code rc = store_open(&store, path, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  assert_int_equal(store_digest(store, digest, &err), ERR_OK);
  assert_int_equal(store_check(store, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
}
