/* Results files that are refused: of another plan, damaged, foreign, newer, made to do harm. */
#include "unit/batch.h"

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

enum { HEADER_SIZE = 100, AT_VERSION = 60, AT_APPLICATION = 68, TEXT_MAX = 500 };

/* Tries to resume [path] with the plan; [expected] is the message, NULL if it is to be taken. */
static void resume(const char *path, const struct store_plan *plan, const char *expected) {
  struct store *store = NULL;
  struct err err = {0};
  enum err_code rc = store_resume(&store, path, plan, &err);
  assert_string_equal(err.text, expected == NULL ? "" : expected);
  assert_int_equal(rc, expected == NULL ? ERR_OK : ERR_STORE);
  assert_int_equal(store_close(store, &err), ERR_OK);
  if (expected != NULL) {
    assert_string_equal(err.where, path);
  }
}

#define AS ", as the sweep began; a changed plan needs a new file"

static void a_changed_line_is_named(void **state) {
  (void)state;
  struct batch batch;
  char *path = batch_file("lines", 0, 5, 1);
  batch_init(&batch);
  resume(path, &batch.plan, NULL);
  batch.lines[1].value = "100";
  resume(path, &batch.plan, "samples: found 100; expected 10" AS);
  batch_init(&batch);
  batch.lines[3].key = "set";
  resume(path, &batch.plan, "set: found actors.AAA.pride=0:1; expected none" AS);
  batch_init(&batch);
  batch.plan.line_count--;
  resume(path, &batch.plan, "vary: found none; expected actors.AAA.pride=0:1" AS);
  free(path);
}

static void what_may_change_is_changed_in_the_file(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_file("longer", 0, 5, 1);
  batch_init(&batch);
  batch.lines[2].value = "20";
  batch.plan.planned = 200;
  resume(path, &batch.plan, NULL);
  assert_int_equal(store_open(&store, path, &err), ERR_OK);
  assert_string_equal(store_plan(store)->lines[2].value, "20");
  assert_int_equal(store_plan(store)->planned, 200);
  (void)store_close(store, NULL);
  free(path);
}

static void other_changes_are_named(void **state) {
  (void)state;
  struct batch batch;
  char *path = batch_file("changes", 0, 5, 1);
#define REFUSED(change, message) \
  batch_init(&batch);            \
  change;                        \
  resume(path, &batch.plan, message AS);
  REFUSED(batch.plan.engine = "0.2.0", "version of the program: found 0.2.0; expected 0.1.0")
  REFUSED(batch.plan.seed = 7, "seed: found 7; expected 18446744073709551614")
  REFUSED(batch.plan.scenario = "large", "scenario: found large; expected small")
  REFUSED(batch.plan.shard = "1/4", "shard: found 1/4; expected none")
  REFUSED(batch.plan.days = 9, "days: found 9; expected 6")
  REFUSED(batch.plan.points = 9, "points: found 9; expected 10")
  REFUSED(batch.factors[0].levels = "0:2", "actors.AAA.pride: found 0:2; expected 0:1")
  REFUSED(batch.factors[0].base = 0.5,
          "actors.AAA.pride: the scenario's own value: found 0.5; expected 0.4")
  REFUSED(batch.factors[1].path = "weeks", "factor: found weeks; expected days")
  REFUSED(batch.plan.factor_count = 2, "factor: found none; expected actors.BBB.policy")
  REFUSED(batch.plan.measure_count = 3, "measures: found 3; expected 4")
  REFUSED(batch.measures[1].flag = true, "Deaths: found a flag; expected a number")
  REFUSED(batch.sources[0].bytes = "return {1";
          batch.sources[0].length = 9,
          "scenario/scenario.lua: found another text of this file; expected the same")
  REFUSED(batch.bundle.count = 1, "verbs.lua: found no such file; expected it")
  REFUSED(batch.sources[2] = ((struct source){"lib/a.lua", "scripts/lib/a.lua", "x", 1});
          batch.bundle.count = 3, "lib/a.lua: found this file; expected none of that name")
#undef REFUSED
  free(path);
}

static void a_file_is_never_overwritten(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_file("there", 0, 5, 1);
  batch_init(&batch);
  assert_int_equal(store_create(&store, path, &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text, "exists already; expected a new file, or --resume");
  free(path);
  path = batch_path("absent");
  resume(path, &batch.plan, "does not exist");
  free(path);
}

static void too_many_columns_are_refused(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path("wide");
  static char names[1989][16];
  struct store_measure *measures = calloc(1989, sizeof *measures);
  assert_non_null(measures);
  for (int i = 0; i < 1989; i++) {
    (void)snprintf(names[i], sizeof names[i], "m%d", i);
    measures[i] = (struct store_measure){names[i], false, ""};
  }
  batch_init(&batch);
  batch.plan.measures = measures;
  batch.plan.measure_count = 1989;
  assert_int_equal(store_create(&store, path, &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text,
                      "found 3 factors and 1989 measures; expected 1991 at most together");
  assert_int_not_equal(access(path, F_OK), 0);
  batch.plan.measure_count = 1988;
  enum err_code rc = store_create(&store, path, &batch.plan, &err);
  assert_int_equal(rc, ERR_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  free(measures);
  free(path);
}

/* --- files that are not ours ---------------------------------------------------------------------
 */

struct bytes {
  unsigned char *at;
  size_t length;
};

static struct bytes read_bytes(const char *path) {
  struct bytes bytes = {0};
  struct stat found;
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fstat(fileno(file), &found), 0);
  bytes.length = (size_t)found.st_size;
  bytes.at = malloc(bytes.length + 1);
  assert_non_null(bytes.at);
  assert_int_equal(fread(bytes.at, 1, bytes.length, file), bytes.length);
  (void)fclose(file);
  return bytes;
}

static void write_bytes(const char *path, const void *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static void assert_unchanged(const char *path, const struct bytes *expected) {
  struct bytes seen = read_bytes(path);
  assert_int_equal(seen.length, expected->length);
  assert_memory_equal(seen.at, expected->at, expected->length);
  free(seen.at);
}

/* Opens for reading and for writing: both must refuse with [expected] and change nothing. */
static void both_refuse(const char *path, const char *expected) {
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  struct bytes before = read_bytes(path);
  batch_init(&batch);
  enum err_code rc = store_open(&store, path, &err);
  assert_int_equal(rc, ERR_STORE);
  assert_string_equal(err.text, expected);
  rc = store_resume(&store, path, &batch.plan, &err);
  assert_int_equal(rc, ERR_STORE);
  assert_string_equal(err.text, expected);
  assert_unchanged(path, &before);
  free(before.at);
}

static void other_files_are_refused_untouched(void **state) {
  (void)state;
  char *path = batch_file("foreign", 0, 5, 1);
  struct bytes good = read_bytes(path);
  write_bytes(path, "", 0);
  both_refuse(path, "is empty; expected a results file");
  write_bytes(path, "run_id,war\n1,0\n", 15);
  both_refuse(path, "is no results file of this program");
  good.at[AT_VERSION + 3] = 7;
  write_bytes(path, good.at, good.length);
  both_refuse(path, "is of version 7; this program reads 1");
  good.at[AT_VERSION + 3] = STORE_VERSION;
  good.at[AT_APPLICATION] = 'X';
  write_bytes(path, good.at, good.length);
  both_refuse(path, "is no results file of this program");
  free(good.at);
  free(path);
}

static void other_kinds_of_path_are_refused(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path("kinds");
  batch_init(&batch);
  assert_int_equal(store_open(&store, path, &err), ERR_STORE);
  assert_string_equal(err.text, "does not exist");
  assert_int_equal(store_create(&store, P_tmpdir, &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text, "found a folder; expected a results file");
  assert_int_equal(store_create(&store, "/dev/null", &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text, "found a device or pipe; expected a results file");
  assert_int_equal(store_create(&store, "/no/such/folder/r.db", &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text, "its folder cannot be used: No such file or directory");
  assert_int_equal(store_create(&store, "", &batch.plan, &err), ERR_STORE);
  assert_int_equal(symlink("nothing", path), 0);
  assert_int_equal(store_create(&store, path, &batch.plan, &err), ERR_STORE);
  assert_string_equal(err.text, "is a symbolic link to a file that is not there");
  free(path);
}

/* Opens and reads the file; if it is taken, and [expected] is not NULL, what is read must be what
 * was written. */
static bool survives(const char *path, const char *expected) {
  struct store *store = NULL;
  struct err err = {0};
  char digest[DIGEST_TEXT_SIZE];
  enum err_code rc = store_open(&store, path, &err);
  if (rc == ERR_OK) {
    struct store_columns columns = {0};
    rc = store_digest(store, digest, &err);
    assert_true(rc != ERR_OK || expected == NULL || strcmp(digest, expected) == 0);
    rc = rc != ERR_OK ? rc : store_read_columns(store, NULL, 0, &columns, &err);
    store_columns_free(&columns);
    (void)store_close(store, NULL);
  }
  assert_true(rc == ERR_OK || rc == ERR_STORE);
  assert_true(rc == ERR_OK || err.text[0] != '\0');
  return rc == ERR_OK;
}

static void no_flipped_byte_of_the_header_does_harm(void **state) {
  (void)state;
  char expected[DIGEST_TEXT_SIZE];
  char *path = batch_file("flipped", 0, BATCH_RUNS, 1);
  struct bytes good = read_bytes(path);
  int refused = 0;
  batch_digest(path, expected);
  for (size_t at = 0; at < HEADER_SIZE; at++) {
    for (unsigned flip = 1; flip <= 0xff; flip = flip == 1 ? 0x80 : flip == 0x80 ? 0xff : 0x100) {
      good.at[at] ^= (unsigned char)flip;
      write_bytes(path, good.at, good.length);
      refused += survives(path, expected) ? 0 : 1;
      assert_unchanged(path, &good);
      good.at[at] ^= (unsigned char)flip;
    }
  }
  assert_true(refused > 16 * 3);
  free(good.at);
  free(path);
}

static void a_cut_or_scribbled_file_does_no_harm(void **state) {
  (void)state;
  char expected[DIGEST_TEXT_SIZE];
  char *path = batch_file("cut", 0, BATCH_RUNS, 1);
  struct bytes good = read_bytes(path);
  batch_digest(path, expected);
  for (size_t length = 0; length < good.length; length += 4096) {
    write_bytes(path, good.at, length);
    assert_false(survives(path, expected));
  }
  for (size_t page = 0; page < good.length; page += 4096) {
    unsigned char kept[64];
    memcpy(kept, good.at + page, sizeof kept);
    memset(good.at + page, 0xa5, sizeof kept);
    write_bytes(path, good.at, good.length);
    /* SQLite keeps no sums of its pages: another number may be read, but nothing may break. */
    (void)survives(path, NULL);
    assert_unchanged(path, &good);
    memcpy(good.at + page, kept, sizeof kept);
  }
  free(good.at);
  free(path);
}

/* Runs SQL on the file by the sqlite3 program; false if there is none. */
static bool spoil(const char *path, const char *sql) {
  char command[TEXT_MAX * 2];
  (void)snprintf(command, sizeof command, "sqlite3 '%s' \"%s\" >/dev/null", path, sql);
  return system("command -v sqlite3 >/dev/null") == 0 && system(command) == 0;
}

static void made_up_contents_are_refused(void **state) {
  (void)state;
  static const struct {
    const char *sql, *expected;
  } cases[] = {
      {"DROP TABLE timing", "is damaged: it has no table timing"},
      {"ALTER TABLE event RENAME TO e; CREATE VIEW event AS SELECT * FROM e",
       "is damaged: it has no table event"},
      {"DELETE FROM sweep", "is damaged: the row of sweep is not as this program writes it"},
      {"INSERT INTO sweep SELECT * FROM sweep",
       "is damaged: the row of sweep is not as this program writes it"},
      {"UPDATE sweep SET days = 1e300",
       "is damaged: the row of sweep is not as this program writes it"},
      {"UPDATE sweep SET points = 9000000000000",
       "is damaged: the row of sweep is not as this program writes it"},
      {"UPDATE sweep SET points = 1 + planned",
       "is damaged: the row of sweep is not as this program writes it"},
      {"UPDATE sweep SET seed = 'x'",
       "is damaged: the row of sweep is not as this program writes it"},
      {"UPDATE factor SET position = 9 WHERE position = 1",
       "is damaged: row 2 of factor is not as this program writes it"},
      {"UPDATE factor SET path = x'00ff' WHERE position = 0",
       "is damaged: row 1 of factor is not as this program writes it"},
      {"UPDATE factor SET path = 'a' || char(0) || 'b' WHERE position = 0",
       "is damaged: row 1 of factor is not as this program writes it"},
      {"UPDATE measure SET column_name = 'nothing' WHERE position = 1",
       "is damaged: no such column: nothing"},
      {"UPDATE measure SET flag = 2 WHERE position = 1",
       "is damaged: row 2 of measure is not as this program writes it"},
      {"UPDATE bundle SET bytes = x'00' WHERE position = 0",
       "is damaged: row 1 of bundle is not as this program writes it"},
      {"UPDATE bundle SET bytes = zeroblob(3000000)",
       "is damaged: row 1 of bundle is not as this program writes it"},
      {"WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT "
       "INTO "
       "measure SELECT i, 'm', 'm', 0, '' FROM n",
       "is damaged: found 2995 rows in measure; expected 2000 at most"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *path = batch_file("made_up", 0, 5, 1);
    if (!spoil(path, cases[i].sql)) {
      skip(); /* sqlite3 is not installed */
    }
    both_refuse(path, cases[i].expected);
    free(path);
  }
}

/* What a run's row holds is looked at when it is read. */
static void made_up_runs_are_refused_when_read(void **state) {
  (void)state;
  static const char *const cases[] = {"UPDATE runs SET status = 'fine' WHERE run_id = 3",
                                      "UPDATE runs SET deaths = x'00' WHERE run_id = 3",
                                      "UPDATE runs SET digest = 'short' WHERE run_id = 3",
                                      "UPDATE runs SET days = 99999999999 WHERE run_id = 3",
                                      "UPDATE runs SET seed = -1 WHERE run_id = 3",
                                      "UPDATE runs SET point = 1.5 WHERE run_id = 3",
                                      "UPDATE series SET blob = zeroblob(3) WHERE run_id = 3",
                                      "UPDATE series SET blob = 5 WHERE run_id = 3",
                                      "UPDATE series SET days = 100000000 WHERE run_id = 3"};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct store *store = NULL;
    struct store_run run;
    struct arena arena;
    struct err err = {0};
    char *path = batch_file("made_up_run", 0, 5, 1);
    if (!spoil(path, cases[i])) {
      skip(); /* sqlite3 is not installed */
    }
    arena_open_blocks(&arena, 1 << 20);
    assert_int_equal(store_open(&store, path, &err), ERR_OK);
    assert_int_equal(store_read_run(store, 3, true, &arena, &run, &err), ERR_STORE);
    assert_non_null(strstr(err.text, "run 3"));
    assert_int_equal(store_read_run(store, 2, true, &arena, &run, &err), ERR_OK);
    (void)store_close(store, NULL);
    arena_close(&arena);
    free(path);
  }
}

/* What can be read, and does not fit together. */
static void contents_that_do_not_fit_are_found(void **state) {
  (void)state;
  static const struct {
    const char *sql, *expected;
  } cases[] = {
      {"UPDATE runs SET point = 10 WHERE run_id = 3",
       "is damaged: 1 runs have a point that the plan does not have"},
      {"UPDATE runs SET replicate = 1 WHERE run_id = 3",
       "is damaged: 1 runs have a number that does not fit their replicate"},
      {"UPDATE runs SET run_id = 25 WHERE run_id = 3",
       "is damaged: 1 runs have a number that does not fit their replicate"},
      {"UPDATE runs SET point = 9 WHERE run_id = 3",
       "is damaged: 1 places of the order have several points"},
      {"UPDATE runs SET point = 4 WHERE run_id % 10 = 3",
       "is damaged: 1 points have several places of the order"},
      {"UPDATE sweep SET planned = 55",
       "is damaged: 1 plans have points of more replicates than others"},
      {"DELETE FROM plan", "is damaged: 1 tables of the plan's lines are empty"},
      {"DELETE FROM measure", "is damaged: runs have 16 columns; factor and measure name 12"},
      {"DELETE FROM factor", "is damaged: runs have 16 columns; factor and measure name 13"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct store *store = NULL;
    struct err err = {0};
    char *path = batch_file("unfit", 0, 20, 1);
    if (!spoil(path, cases[i].sql)) {
      skip(); /* sqlite3 is not installed */
    }
    assert_int_equal(store_open(&store, path, &err), ERR_OK);
    enum err_code rc = store_check(store, &err);
    assert_string_equal(err.text, cases[i].expected);
    assert_int_equal(rc, ERR_STORE);
    (void)store_close(store, NULL);
    free(path);
  }
}

/* The index finds runs to skip, again and again as long as they have not been. */
static void runs_of_the_index_only_are_not_skipped_for_ever(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  char *path = batch_path("index");
  batch_init(&batch);
  assert_int_equal(store_create(&store, path, &batch.plan, &err), ERR_OK);
  batch_put(store, 0, RUN_STATUS_CRASHED);
  batch_put(store, BATCH_POINTS, RUN_STATUS_OK);
  assert_int_equal(store_close(store, &err), ERR_OK);
  if (!spoil(path, "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'runs_status';"
                   "PRAGMA writable_schema = ON;"
                   "DELETE FROM sqlite_schema WHERE name = 'runs_status'") ||
      !spoil(path, "DELETE FROM runs WHERE run_id > 0; PRAGMA writable_schema = ON;"
                   "INSERT INTO sqlite_schema SELECT * FROM kept")) {
    skip(); /* sqlite3 is not installed */
  }
  assert_int_equal(store_resume(&store, path, &batch.plan, &err), ERR_OK);
  (void)alarm(60); /* instead of for ever */
  assert_int_equal(store_give_up(store, 1, &err), ERR_STORE);
  (void)alarm(0);
  assert_string_equal(err.text, "is damaged: its index has runs that are not there");
  (void)store_close(store, NULL);
  free(path);
}

static void triggers_do_not_fire(void **state) {
  (void)state;
  struct batch batch;
  struct store *store = NULL;
  struct err err = {0};
  int64_t counts[RUN_STATUS_COUNT];
  char *path = batch_file("trigger", 0, 5, 1);
  if (!spoil(path, "CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM runs; END")) {
    skip(); /* sqlite3 is not installed */
  }
  batch_init(&batch);
  assert_int_equal(store_resume(&store, path, &batch.plan, &err), ERR_OK);
  batch_put_range(store, 5, 8, 1);
  assert_int_equal(store_count(store, counts, &err), ERR_OK);
  assert_int_equal(counts[RUN_STATUS_OK], 8);
  assert_int_equal(store_close(store, &err), ERR_OK);
  free(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_changed_line_is_named),
      cmocka_unit_test(what_may_change_is_changed_in_the_file),
      cmocka_unit_test(other_changes_are_named),
      cmocka_unit_test(a_file_is_never_overwritten),
      cmocka_unit_test(too_many_columns_are_refused),
      cmocka_unit_test(other_files_are_refused_untouched),
      cmocka_unit_test(other_kinds_of_path_are_refused),
      cmocka_unit_test(no_flipped_byte_of_the_header_does_harm),
      cmocka_unit_test(a_cut_or_scribbled_file_does_no_harm),
      cmocka_unit_test(made_up_contents_are_refused),
      cmocka_unit_test(made_up_runs_are_refused_when_read),
      cmocka_unit_test(contents_that_do_not_fit_are_found),
      cmocka_unit_test(runs_of_the_index_only_are_not_skipped_for_ever),
      cmocka_unit_test(triggers_do_not_fire),
  };
  return cmocka_run_group_tests(tests, NULL, batch_clean);
}
