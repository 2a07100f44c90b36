/* Results files: what is put is read back, whatever the order, and one writer at a time. */
#include "unit/batch.h"

#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct store *opened(const char *path) {
  struct store *store = NULL;
  struct err err = {0};
  enum err_code rc = store_open(&store, path, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  return store;
}

static struct store *created(const char *path) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  batch_init(&batch);
  enum err_code rc = store_create(&store, path, &batch.plan, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  return store;
}

static bool beside(const char *path, const char *ending) {
  char name[400];
  (void)snprintf(name, sizeof name, "%s%s", path, ending);
  return access(name, F_OK) == 0;
}

static void a_plan_is_read_as_it_was_written(void **state) {
  (void)state;
  struct batch batch;
  char *path = batch_file("plan", 0, 0, 1);
  struct store *store = opened(path);
  const struct store_plan *plan = store_plan(store);
  batch_init(&batch);
  assert_string_equal(plan->scenario, "small");
  assert_string_equal(plan->title, "A small crisis");
  assert_string_equal(plan->epoch, "2020-03-01 00:00");
  assert_string_equal(plan->engine, "0.1.0");
  assert_int_equal(plan->days, BATCH_DAYS);
  assert_true(plan->seed == UINT64_MAX - 1);
  assert_int_equal(plan->points, BATCH_POINTS);
  assert_int_equal(plan->planned, BATCH_RUNS);
  assert_null(plan->shard);
  assert_int_equal(plan->line_count, BATCH_LINES);
  for (int i = 0; i < BATCH_LINES; i++) {
    assert_string_equal(plan->lines[i].key, batch.lines[i].key);
    assert_string_equal(plan->lines[i].value, batch.lines[i].value);
    assert_int_equal(plan->lines[i].may_change, batch.lines[i].may_change);
  }
  assert_int_equal(plan->factor_count, BATCH_FACTORS);
  for (int i = 0; i < BATCH_FACTORS; i++) {
    assert_string_equal(plan->factors[i].path, batch.factors[i].path);
    assert_string_equal(plan->factors[i].levels, batch.factors[i].levels);
    assert_string_equal(plan->factors[i].source, batch.factors[i].source);
    assert_int_equal(plan->factors[i].number, batch.factors[i].number);
    assert_true(plan->factors[i].low == batch.factors[i].low || isnan(batch.factors[i].low));
    assert_true(plan->factors[i].base == batch.factors[i].base || isnan(plan->factors[i].base));
  }
  assert_int_equal(plan->measure_count, BATCH_MEASURES);
  for (int i = 0; i < BATCH_MEASURES; i++) {
    assert_string_equal(plan->measures[i].name, batch.measures[i].name);
    assert_string_equal(plan->measures[i].unit, batch.measures[i].unit);
    assert_int_equal(plan->measures[i].flag, batch.measures[i].flag);
  }
  assert_int_equal(plan->series_count, BATCH_SERIES);
  assert_string_equal(plan->series[1], "tension.AAA.BBB");
  assert_int_equal(plan->bundle->count, BATCH_SOURCES);
  assert_int_equal(plan->bundle->items[0].length, 9);
  assert_memory_equal(plan->bundle->items[0].bytes, "return {}", 10);
  assert_string_equal(plan->bundle->items[1].path, "scripts/verbs.lua");
  assert_int_equal(plan->bundle->items[1].length, 0);
  assert_string_equal(store_path(store), path);
  (void)store_close(store, NULL);
  free(path);
}

/* Compares a run that was read with the one that was put. */
static void same_run(const struct store_run *run, const struct batch_run *put) {
  assert_int_equal(run->point, put->run.point);
  assert_int_equal(run->replicate, put->run.replicate);
  assert_true(run->seed == put->run.seed);
  assert_int_equal(run->status, put->run.status);
  assert_string_equal(run->reason, put->run.reason);
  assert_true(run->seconds == put->run.seconds);
  assert_int_equal(run->attempts, put->run.attempts);
  assert_true(run->values[0].number == put->values[0].number);
  assert_true(run->values[1].number == put->values[1].number);
  assert_string_equal(run->values[2].word, put->values[2].word);
  assert_int_equal(run->summary == NULL, put->run.summary == NULL);
  if (run->summary == NULL) {
    return;
  }
  assert_string_equal(run->summary->digest, put->summary.digest);
  assert_int_equal(run->summary->days, put->summary.days);
  assert_int_equal(run->summary->events, put->summary.events);
  assert_int_equal(run->summary->outcome_count, BATCH_MEASURES);
  for (int i = 0; i < BATCH_MEASURES; i++) {
    double value = put->outcomes[i].value;
    assert_true(run->summary->outcomes[i].value == value ||
                (isnan(value) && isnan(run->summary->outcomes[i].value)));
  }
}

static void runs_are_read_as_they_were_put(void **state) {
  (void)state;
  static const enum run_status statuses[] = {RUN_STATUS_OK, RUN_STATUS_FAILED, RUN_STATUS_EXHAUSTED,
                                             RUN_STATUS_CRASHED};
  char *path = batch_path("runs");
  struct store *store = created(path);
  struct err err = {0};
  for (int64_t i = 0; i < BATCH_RUNS; i++) {
    batch_put(store, i, statuses[i % 4]);
  }
  assert_int_equal(store_commit(store, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  assert_false(beside(path, "-wal") || beside(path, ".lock") || beside(path, ".new"));
  store = opened(path);
  for (int64_t i = 0; i < BATCH_RUNS; i++) {
    struct arena arena;
    struct store_run run;
    struct batch_run put;
    arena_open_blocks(&arena, 1 << 20);
    batch_make_run(&put, store_plan(store), i, statuses[i % 4]);
    enum err_code rc = store_read_run(store, i, true, &arena, &run, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(rc, ERR_OK);
    assert_int_equal(run.run_id, i);
    same_run(&run, &put);
    if (run.summary != NULL) {
      assert_int_equal(run.summary->series_count, BATCH_SERIES);
      assert_string_equal(run.summary->series_names[0], "intensity.river");
      for (int k = 0; k < BATCH_SERIES * (BATCH_DAYS + 1); k++) {
        assert_true(run.summary->series[k] == put.series[k] || (k == 3 && isnan(put.series[k])));
      }
    }
    arena_close(&arena);
  }
  (void)store_close(store, NULL);
  free(path);
}

static void a_run_that_is_not_there_is_named(void **state) {
  (void)state;
  char *path = batch_file("absent", 0, 5, 1);
  struct store *store = opened(path);
  struct arena arena;
  struct store_run run;
  struct err err = {0};
  arena_open_blocks(&arena, 1 << 20);
  assert_int_equal(store_read_run(store, 5, false, &arena, &run, &err), ERR_STORE);
  assert_string_equal(err.text, "found no run 5");
  arena_close(&arena);
  (void)store_close(store, NULL);
  free(path);
}

static void the_digest_does_not_depend_on_how_the_file_was_made(void **state) {
  (void)state;
  char expected[DIGEST_TEXT_SIZE];
  char seen[DIGEST_TEXT_SIZE];
  struct err err = {0};
  char *path = batch_file("forward", 0, BATCH_RUNS, 1);
  batch_digest(path, expected);
  char *other = batch_path("shuffled");
  struct store *store = created(other);
  for (int64_t i = 0; i < BATCH_RUNS; i++) {
    int64_t run_id = i * 17 % BATCH_RUNS;
    batch_put(store, run_id, run_id % 7 == 0 ? RUN_STATUS_CRASHED : RUN_STATUS_OK);
    if (i % 9 == 0) {
      assert_int_equal(store_commit(store, &err), ERR_OK);
    }
  }
  assert_int_equal(store_close(store, &err), ERR_OK);
  batch_digest(other, seen);
  assert_string_not_equal(seen, expected);
  /* In a second sitting, what crashed is run again. */
  struct batch batch;
  batch_init(&batch);
  assert_int_equal(store_resume(&store, other, &batch.plan, &err), ERR_OK);
  for (int64_t i = 0; i < BATCH_RUNS; i += 7) {
    batch_put(store, i, RUN_STATUS_OK);
  }
  assert_int_equal(store_close(store, &err), ERR_OK);
  batch_digest(other, seen);
  assert_string_equal(seen, expected);
  free(path);
  free(other);
}

static void a_change_of_anything_changes_the_digest(void **state) {
  (void)state;
  char expected[DIGEST_TEXT_SIZE];
  char seen[DIGEST_TEXT_SIZE];
  struct err err = {0};
  char *path = batch_file("whole", 0, BATCH_RUNS, 1);
  batch_digest(path, expected);
  for (int change = 0; change < 8; change++) {
    struct batch_run run;
    char *other = batch_file("changed", 0, BATCH_RUNS, 1);
    struct batch batch;
    struct store *store = NULL;
    batch_init(&batch);
    assert_int_equal(store_resume(&store, other, &batch.plan, &err), ERR_OK);
    batch_make_run(&run, &batch.plan, 1, RUN_STATUS_OK);
    run.run.seconds += 1; /* changes nothing */
    run.outcomes[2].value += change == 1;
    run.values[0].number += change == 2 ? 1e-9 : 0;
    run.values[2].word = change == 3 ? "louder" : run.values[2].word;
    run.series[0] += change == 4 ? 1 : 0;
    run.run.seed -= change == 5;
    run.summary.digest[0] = change == 6 ? 'f' : run.summary.digest[0];
    run.summary.events += change == 7;
    assert_int_equal(store_put_run(store, &run.run, &err), ERR_OK);
    assert_int_equal(store_close(store, &err), ERR_OK);
    batch_digest(other, seen);
    assert_int_equal(strcmp(seen, expected) == 0, change == 0);
    free(other);
  }
  free(path);
}

struct tally {
  int64_t runs, last, points;
  bool ordered;
};

static void on_status(void *context, int64_t run_id, int64_t point, enum run_status status) {
  struct tally *tally = context;
  tally->ordered = tally->ordered && run_id > tally->last && status == RUN_STATUS_OK;
  tally->last = run_id;
  tally->points += point;
  tally->runs++;
}

static void statuses_come_in_order_and_are_counted(void **state) {
  (void)state;
  struct err err = {0};
  int64_t counts[RUN_STATUS_COUNT];
  struct tally tally = {0, -1, 0, true};
  char *path = batch_path("statuses");
  struct store *store = created(path);
  for (int64_t i = BATCH_RUNS - 1; i >= 0; i -= 2) {
    batch_put(store, i, RUN_STATUS_OK);
  }
  assert_int_equal(store_each_status(store, on_status, &tally, &err), ERR_OK);
  assert_int_equal(tally.runs, BATCH_RUNS / 2);
  assert_true(tally.ordered);
  assert_int_equal(tally.points, (1 + 3 + 5 + 7 + 9) * BATCH_REPLICATES);
  batch_put(store, 0, RUN_STATUS_CRASHED);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  assert_int_equal(counts[RUN_STATUS_OK], BATCH_RUNS / 2);
  assert_int_equal(counts[RUN_STATUS_CRASHED], 1);
  assert_int_equal(counts[RUN_STATUS_FAILED], 0);
  assert_int_equal(store_close(store, &err), ERR_OK);
  free(path);
}

static void columns_are_read_by_name(void **state) {
  (void)state;
  static const char *const names[] = {"actors.BBB.policy", "deaths", "Deaths", "war", "days"};
  struct store_columns columns;
  struct err err = {0};
  char *path = batch_file("columns", 0, BATCH_RUNS, 1);
  struct store *store = opened(path);
  assert_int_equal(store_read_columns(store, names, 5, &columns, &err), ERR_OK);
  assert_int_equal(columns.count, BATCH_RUNS);
  assert_int_equal(columns.column_count, 5);
  assert_true(columns.columns[0].is_factor && !columns.columns[1].is_factor);
  assert_true(columns.columns[3].flag && !columns.columns[2].flag);
  assert_int_equal(columns.columns[0].word_count, 2);
  assert_null(columns.columns[1].words);
  for (int64_t i = 0; i < BATCH_RUNS; i++) {
    struct batch_run put;
    batch_make_run(&put, store_plan(store), i, RUN_STATUS_OK);
    assert_int_equal(columns.run_id[i], i);
    assert_int_equal(columns.point[i], put.run.point);
    assert_int_equal(columns.replicate[i], put.run.replicate);
    assert_true(columns.seed[i] == put.run.seed);
    assert_int_equal(columns.status[i], RUN_STATUS_OK);
    int word = (int)columns.columns[0].values[i];
    assert_string_equal(columns.columns[0].words[word], put.values[2].word);
    assert_true(columns.columns[1].values[i] == put.outcomes[2].value);
    assert_true(isnan(put.outcomes[1].value)
                    ? isnan(columns.columns[2].values[i])
                    : columns.columns[2].values[i] == put.outcomes[1].value);
    assert_true(columns.columns[3].values[i] == put.outcomes[0].value);
    assert_true(columns.columns[4].values[i] == put.values[1].number);
  }
  store_columns_free(&columns);
  assert_int_equal(store_read_columns(store, NULL, 0, &columns, &err), ERR_OK);
  assert_int_equal(columns.column_count, BATCH_FACTORS + BATCH_MEASURES);
  assert_string_equal(columns.columns[6].name, "a \"quoted\" one; --");
  store_columns_free(&columns);
  static const char *const wrong[] = {"war", "deathz"};
  assert_int_equal(store_read_columns(store, wrong, 2, &columns, &err), ERR_USAGE);
  assert_string_equal(err.text, "found no factor or measure \"deathz\"; did you mean \"Deaths\"?");
  (void)store_close(store, NULL);
  free(path);
}

static void a_second_writer_is_told_who_the_first_is(void **state) {
  (void)state;
  char expected[80];
  struct batch batch;
  struct store *second = NULL;
  struct err err = {0};
  char *path = batch_path("locked");
  struct store *store = created(path);
  batch_init(&batch);
  (void)snprintf(expected, sizeof expected,
                 "is being written by process %ld; try again when it is done", (long)getpid());
  assert_int_equal(store_resume(&second, path, &batch.plan, &err), ERR_BUSY);
  assert_string_equal(err.text, expected);
  assert_int_equal(store_create(&second, path, &batch.plan, &err), ERR_BUSY);
  /* By another way to the same file. */
  char link[400];
  (void)snprintf(link, sizeof link, "%s_link", path);
  (void)unlink(link);
  assert_int_equal(symlink(path, link), 0);
  assert_int_equal(store_resume(&second, link, &batch.plan, &err), ERR_BUSY);
  /* A reader may, and sees what is committed. */
  batch_put_range(store, 0, 3, 1);
  batch_put(store, 3, RUN_STATUS_OK);
  struct store *reader = opened(link);
  int64_t counts[RUN_STATUS_COUNT];
  assert_int_equal(store_count(reader, counts, &err), ERR_OK);
  assert_int_equal(counts[RUN_STATUS_OK], 3);
  assert_int_equal(store_close(store, &err), ERR_OK);
  assert_int_equal(store_count(reader, counts, &err), ERR_OK);
  assert_int_equal(counts[RUN_STATUS_OK], 4);
  (void)store_close(reader, NULL);
  assert_int_equal(store_resume(&second, path, &batch.plan, &err), ERR_OK);
  assert_int_equal(store_close(second, &err), ERR_OK);
  free(path);
}

static void a_lock_that_its_holder_left_behind_is_taken(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char lock[400];
  char *path = batch_file("left", 0, 5, 1);
  batch_init(&batch);
  (void)snprintf(lock, sizeof lock, "%s.lock", path);
  int file = open(lock, O_CREAT | O_WRONLY, 0600);
  assert_true(file >= 0 && write(file, "1\n", 2) == 2 && close(file) == 0);
  assert_int_equal(store_resume(&store, path, &batch.plan, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  assert_false(beside(path, ".lock"));
  free(path);
}

static void a_file_that_is_gone_or_replaced_is_noticed(void **state) {
  (void)state;
  struct err err = {0};
  for (int replaced = 0; replaced < 2; replaced++) {
    char *path = batch_path("gone");
    struct store *store = created(path);
    batch_put_range(store, 0, 3, 1);
    batch_put(store, 3, RUN_STATUS_OK);
    assert_int_equal(unlink(path), 0);
    if (replaced) {
      assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
    }
    assert_int_equal(store_commit(store, &err), ERR_STORE);
    assert_non_null(strstr(err.text, replaced ? "was replaced" : "was deleted or renamed"));
    /* And is of no more use. */
    struct batch_run run;
    batch_make_run(&run, store_plan(store), 4, RUN_STATUS_OK);
    assert_int_equal(store_put_run(store, &run.run, &err), ERR_STORE);
    assert_int_equal(store_commit(store, &err), ERR_STORE);
    (void)store_close(store, NULL);
    free(path);
  }
}

static void the_long_views_hold_every_value(void **state) {
  (void)state;
  char command[600];
  char line[200] = "";
  char *path = batch_file("views", 0, BATCH_RUNS, 1);
  (void)snprintf(
      command, sizeof command,
      "command -v sqlite3 >/dev/null && sqlite3 '%s' \"SELECT (SELECT count(*) FROM "
      "param), (SELECT count(*) FROM outcome), (SELECT value FROM param WHERE run_id = 3 "
      "AND name = 'actors.BBB.policy'), (SELECT value FROM outcome WHERE run_id = 8 AND "
      "name = 'deaths')\"",
      path);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  bool there = fgets(line, sizeof line, pipe) != NULL;
  (void)pclose(pipe);
  if (!there) {
    skip(); /* sqlite3 is not installed */
  }
  assert_string_equal(line, "150|200|loud|8.0\n");
  free(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_plan_is_read_as_it_was_written),
      cmocka_unit_test(runs_are_read_as_they_were_put),
      cmocka_unit_test(a_run_that_is_not_there_is_named),
      cmocka_unit_test(the_digest_does_not_depend_on_how_the_file_was_made),
      cmocka_unit_test(a_change_of_anything_changes_the_digest),
      cmocka_unit_test(statuses_come_in_order_and_are_counted),
      cmocka_unit_test(columns_are_read_by_name),
      cmocka_unit_test(a_second_writer_is_told_who_the_first_is),
      cmocka_unit_test(a_lock_that_its_holder_left_behind_is_taken),
      cmocka_unit_test(a_file_that_is_gone_or_replaced_is_noticed),
      cmocka_unit_test(the_long_views_hold_every_value),
  };
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
