/* Shards joined, and points given up: the whole does not depend on how it came about. */
#include "unit/batch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHARDS = 4, MOST = 2 };

/* Point 3 crashes from its second replicate on, point 5 in its first and third. */
static enum run_status status_of(int64_t run_id) {
  int64_t point = run_id % BATCH_POINTS;
  int64_t replicate = run_id / BATCH_POINTS;
  if (point == 3 && replicate >= 1) {
    return RUN_STATUS_CRASHED;
  }
  return point == 5 && (replicate == 0 || replicate == 2) ? RUN_STATUS_EXHAUSTED : RUN_STATUS_OK;
}

/* A file with every [step]-th run from [first] on; [shard] NULL: the whole. */
static char *make(const char *name, const char *shard, int64_t first, int64_t step) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path(name);
  batch_init(&batch);
  batch.plan.shard = shard;
  batch.sources[0].path = shard == NULL ? "here/scenario.lua" : "there/scenario.lua";
  assert_int_equal(store_create(&store, path, &batch.plan, &err), ERR_OK);
  for (int64_t i = first; i < BATCH_RUNS; i += step) {
    batch_put(store, i, status_of(i));
  }
  assert_int_equal(store_close(store, &err), ERR_OK);
  return path;
}

static void make_shards(char *shards[SHARDS]) {
  for (int i = 0; i < SHARDS; i++) {
    char name[32];
    char number[16];
    (void)snprintf(name, sizeof name, "shard%d", i + 1);
    (void)snprintf(number, sizeof number, "%d/%d", i + 1, SHARDS);
    shards[i] = make(name, number, i, SHARDS);
  }
}

static void free_shards(char *shards[SHARDS]) {
  for (int i = 0; i < SHARDS; i++) {
    free(shards[i]);
  }
}

static void give_up(const char *path, const char *shard) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  batch_init(&batch);
  batch.plan.shard = shard;
  assert_int_equal(store_resume(&store, path, &batch.plan, &err), ERR_OK);
  enum err_code rc = store_give_up(store, MOST, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
}

static void merge(const char *path, char *const *shards, int count, int64_t expected) {
  struct err err = {0};
  int64_t added = -1;
  enum err_code rc = store_merge(path, (const char *const *)shards, count, &added, &err);
  assert_string_equal(err.text, "");
  assert_int_equal(rc, ERR_OK);
  assert_int_equal(added, expected);
}

static void assert_equal_files(const char *path, const char *expected_path) {
  char seen[DIGEST_TEXT_SIZE];
  char expected[DIGEST_TEXT_SIZE];
  batch_digest(path, seen);
  batch_digest(expected_path, expected);
  assert_string_equal(seen, expected);
}

static void shards_in_any_order_make_the_whole(void **state) {
  (void)state;
  char *shards[SHARDS];
  char *whole = make("whole", NULL, 0, 1);
  make_shards(shards);
  char *joined = batch_path("joined");
  merge(joined, shards, SHARDS, BATCH_RUNS);
  assert_equal_files(joined, whole);
  free(joined);
  char *reversed[SHARDS] = {shards[3], shards[1], shards[2], shards[0]};
  joined = batch_path("joined");
  merge(joined, reversed, SHARDS, BATCH_RUNS);
  assert_equal_files(joined, whole);
  free(joined);
  /* One by one, and one of them twice. */
  joined = batch_path("joined");
  merge(joined, &shards[2], 1, BATCH_RUNS / SHARDS);
  merge(joined, &shards[2], 2, (BATCH_RUNS - 3 + SHARDS - 1) / SHARDS);
  merge(joined, shards, SHARDS, 26);
  merge(joined, shards, SHARDS, 0);
  assert_equal_files(joined, whole);
  free(joined);
  free(whole);
  free_shards(shards);
}

static void refused(const char *path, char *const *shards, int count, const char *where,
                    const char *expected) {
  struct err err = {0};
  int64_t added = 0;
  assert_int_equal(store_merge(path, (const char *const *)shards, count, &added, &err), ERR_STORE);
  assert_string_equal(err.where, where);
  if (strstr(err.text, expected) == NULL) {
    assert_string_equal(err.text, expected);
  }
}

static void shards_of_other_plans_are_refused(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *shards[SHARDS];
  make_shards(shards);
  char *joined = batch_path("joined");
  char *other = batch_path("other");
  batch_init(&batch);
  batch.lines[1].value = "20";
  assert_int_equal(store_create(&store, other, &batch.plan, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  char *mixed[] = {shards[0], other};
  refused(joined, mixed, 2, other, "samples: found 20; expected 10, as in ");
  assert_int_equal(store_open(&store, joined, &err), ERR_STORE); /* nothing was made */
  merge(joined, shards, 1, 13);
  refused(joined, &other, 1, other, "samples: found 20; expected 10, as in ");
  refused(shards[1], shards, 1, shards[1], "found shard 2/4 itself; expected a file to join");
  refused(joined, &joined, 1, joined, "found the file itself; expected a shard");
  char absent[] = "/no/such/shard";
  char *missing[] = {absent};
  refused(joined, missing, 1, missing[0], "its folder cannot be used");
  free(joined);
  free(other);
  free_shards(shards);
}

/* Of a shard of which every row can be read the check finds what is wrong, before anything is
 * written. */
static void damaged_shards_are_refused(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  struct batch_run run;
  int64_t counts[RUN_STATUS_COUNT] = {0};
  char *shards[SHARDS];
  make_shards(shards);
  batch_init(&batch);
  batch.plan.shard = "3/4";
  assert_int_equal(store_resume(&store, shards[2], &batch.plan, &err), ERR_OK);
  batch_make_run(&run, &batch.plan, 2, RUN_STATUS_OK);
  run.run.point = 7;
  assert_int_equal(store_put_run(store, &run.run, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  char *joined = batch_path("joined");
  char *last[] = {shards[0], shards[2]};
  refused(joined, last, 2, shards[2], "is damaged: 1 places of the order have several points");
  refused(joined, &shards[2], 1, shards[2], "is damaged: 1 places of the order have several");
  assert_int_equal(store_open(&store, joined, &err), ERR_STORE); /* nothing was made */
  merge(joined, &shards[1], 1, 13);
  refused(joined, last, 2, shards[2], "is damaged: 1 places of the order have several points");
  assert_int_equal(store_open(&store, joined, &err), ERR_OK);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  assert_true(counts[RUN_STATUS_OK] + counts[RUN_STATUS_CRASHED] + counts[RUN_STATUS_EXHAUSTED] ==
              13);
  (void)store_close(store, NULL);
  free(joined);
  free_shards(shards);
}

static void two_results_of_one_run_are_refused(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  struct batch_run run;
  char *shards[SHARDS];
  make_shards(shards);
  char *joined = batch_path("joined");
  merge(joined, shards, SHARDS, BATCH_RUNS);
  batch_init(&batch);
  batch.plan.shard = "2/4";
  assert_int_equal(store_resume(&store, shards[1], &batch.plan, &err), ERR_OK);
  batch_make_run(&run, &batch.plan, 1, RUN_STATUS_OK);
  run.summary.digest[0] = 'f';
  assert_int_equal(store_put_run(store, &run.run, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  refused(joined, shards, SHARDS, shards[1],
          "run 1: found ok (f000000000000000000000abcdef0001); expected ok "
          "(0000000000000000000000abcdef0001), as in ");
  free(joined);
  free_shards(shards);
}

/* --- points given up -----------------------------------------------------------------------------
 */

static void count(const char *path, int64_t counts[RUN_STATUS_COUNT]) {
  struct store *store = NULL;
  struct err err = {0};
  assert_int_equal(store_open(&store, path, &err), ERR_OK);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  (void)store_close(store, NULL);
}

static void put_skipped(struct store *store, int64_t id) {
  struct batch_run put;
  struct err err = {0};
  batch_make_run(&put, store_plan(store), id, RUN_STATUS_SKIPPED);
  put.run.reason = STORE_GIVEN_UP;
  assert_int_equal(store_put_run(store, &put.run, &err), ERR_OK);
}

static void a_point_given_up_does_not_depend_on_what_was_run(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  int64_t counts[RUN_STATUS_COUNT];
  char *all = make("all", NULL, 0, 1);
  give_up(all, NULL);
  count(all, counts);
  /* Point 3 after replicate 2, point 5 after replicate 2: two each. */
  assert_int_equal(counts[RUN_STATUS_SKIPPED], 4);
  assert_int_equal(counts[RUN_STATUS_CRASHED], 2);
  assert_int_equal(counts[RUN_STATUS_EXHAUSTED], 2);
  assert_int_equal(counts[RUN_STATUS_OK], BATCH_RUNS - 8);
  /* The same batch, where those replicates were not begun. */
  char *some = batch_path("some");
  batch_init(&batch);
  assert_int_equal(store_create(&store, some, &batch.plan, &err), ERR_OK);
  for (int64_t i = BATCH_RUNS - 1; i >= 0; i--) {
    int64_t point = i % BATCH_POINTS;
    if ((point != 3 && point != 5) || i / BATCH_POINTS <= 2 || i == 43) {
      batch_put(store, i, status_of(i));
    } else {
      put_skipped(store, i);
    }
  }
  assert_int_equal(store_close(store, &err), ERR_OK);
  give_up(some, NULL);
  assert_equal_files(some, all);
  give_up(some, NULL); /* changes nothing more */
  assert_equal_files(some, all);
  free(all);
  free(some);
}

static void a_skipped_run_has_its_points_values_and_nothing_else(void **state) {
  (void)state;
  struct store *store = NULL;
  struct store_run run;
  struct arena arena;
  struct batch_run put;
  struct err err = {0};
  char *all = make("all", NULL, 0, 1);
  give_up(all, NULL);
  assert_int_equal(store_open(&store, all, &err), ERR_OK);
  arena_open_blocks(&arena, 1 << 20);
  assert_int_equal(store_read_run(store, 45, true, &arena, &run, &err), ERR_OK);
  batch_make_run(&put, store_plan(store), 45, RUN_STATUS_OK);
  assert_int_equal(run.status, RUN_STATUS_SKIPPED);
  assert_string_equal(run.reason, STORE_GIVEN_UP);
  assert_int_equal(run.point, 5);
  assert_int_equal(run.replicate, 4);
  assert_true(run.values[0].number == put.values[0].number);
  assert_string_equal(run.values[2].word, put.values[2].word);
  assert_true(run.seed == put.run.seed && run.summary == NULL && run.attempts == 0);
  arena_close(&arena);
  (void)store_close(store, NULL);
  free(all);
}

static void shards_that_give_up_make_the_whole(void **state) {
  (void)state;
  char *shards[SHARDS];
  char *whole = make("whole", NULL, 0, 1);
  give_up(whole, NULL);
  make_shards(shards);
  for (int i = 0; i < SHARDS; i++) {
    char number[16];
    (void)snprintf(number, sizeof number, "%d/%d", i + 1, SHARDS);
    give_up(shards[i], number);
  }
  char *joined = batch_path("joined");
  merge(joined, shards, 2, 26);
  give_up(joined, NULL);
  merge(joined, shards, SHARDS, 24);
  give_up(joined, NULL);
  assert_equal_files(joined, whole);
  free(joined);
  free(whole);
  free_shards(shards);
}

static void nothing_is_given_up_unasked(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *all = make("all", NULL, 0, 1);
  char *same = make("same", NULL, 0, 1);
  batch_init(&batch);
  assert_int_equal(store_resume(&store, same, &batch.plan, &err), ERR_OK);
  assert_int_equal(store_give_up(store, 0, &err), ERR_OK);
  assert_int_equal(store_give_up(store, 5, &err), ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  assert_equal_files(same, all);
  free(all);
  free(same);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shards_in_any_order_make_the_whole),
      cmocka_unit_test(shards_of_other_plans_are_refused),
      cmocka_unit_test(damaged_shards_are_refused),
      cmocka_unit_test(two_results_of_one_run_are_refused),
      cmocka_unit_test(a_point_given_up_does_not_depend_on_what_was_run),
      cmocka_unit_test(a_skipped_run_has_its_points_values_and_nothing_else),
      cmocka_unit_test(shards_that_give_up_make_the_whole),
      cmocka_unit_test(nothing_is_given_up_unasked),
  };
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
