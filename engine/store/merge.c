/* Joining shards. */
#include "store/handle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MERGE_BATCH = 4096 }; /* runs a commit */

/* One shard being copied into the whole. */
struct copying {
  struct store *from, *to;
  int64_t added;
};

/* Binds the columns of the row at [from] and steps [put]. SQLite's code, of [to]. */
static int copy_row(sqlite3_stmt *from, sqlite3_stmt *put) {
  int columns = sqlite3_column_count(from);
  int code = SQLITE_OK;
  for (int i = 0; i < columns && code == SQLITE_OK; i++) {
    code = sqlite3_bind_value(put, i + 1, sqlite3_column_value(from, i));
  }
  code = code == SQLITE_OK ? store_step_once(put) : code;
  (void)sqlite3_clear_bindings(put);
  return code;
}

/* Copies what one table holds of a run. */
static enum err_code copy_part(struct copying *at, enum kept read, enum kept write, int64_t run_id,
                               bool with_id, struct err *err) {
  sqlite3_stmt *row = NULL;
  sqlite3_stmt *put = NULL;
  int code = SQLITE_DONE;
  enum err_code rc = store_kept(at->from, read, &row, err);
  rc = rc != ERR_OK ? rc : store_kept(at->to, write, &put, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)sqlite3_bind_int64(row, 1, run_id);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    int written = SQLITE_OK;
    if (with_id) {
      written = copy_row(row, put);
    } else {
      (void)sqlite3_bind_int64(put, 1, run_id);
      (void)sqlite3_bind_value(put, 2, sqlite3_column_value(row, 0));
      (void)sqlite3_bind_value(put, 3, sqlite3_column_value(row, 1));
      written = store_step_once(put);
      (void)sqlite3_clear_bindings(put);
    }
    rc = written == SQLITE_OK ? ERR_OK : store_fault_write(at->to, written, err);
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(at->from, code, err);
  }
  (void)sqlite3_reset(row);
  return rc;
}

static enum err_code copy_run(struct copying *at, sqlite3_stmt *row, struct err *err) {
  sqlite3_stmt *put = NULL;
  int64_t run_id = sqlite3_column_int64(row, RUN_COLUMN_ID);
  enum err_code rc = store_begin(at->to, err);
  rc = rc != ERR_OK ? rc : store_kept(at->to, KEPT_PUT_RUN, &put, err);
  if (rc != ERR_OK) {
    return rc;
  }
  int code = copy_row(row, put);
  if (code != SQLITE_OK) {
    return store_fault_write(at->to, code, err);
  }
  at->to->pending++;
  rc = copy_part(at, KEPT_READ_SERIES, KEPT_PUT_SERIES, run_id, false, err);
  rc = rc != ERR_OK ? rc : copy_part(at, KEPT_READ_TIMING, KEPT_PUT_TIMING, run_id, false, err);
  rc = rc != ERR_OK ? rc : copy_part(at, KEPT_READ_EVENTS, KEPT_PUT_EVENT, run_id, true, err);
  if (rc == ERR_OK && at->to->pending >= MERGE_BATCH) {
    rc = store_commit(at->to, err);
  }
  return rc;
}

/* Both files hold the run: they must agree. One that was skipped gives way to one that was run: the
 * rule that skips is applied to the whole afterwards. */
static enum err_code meet(struct copying *at, sqlite3_stmt *row, sqlite3_stmt *there, bool *replace,
                          struct err *err) {
  static const char *const skipped = "skipped";
  int64_t run_id = sqlite3_column_int64(row, RUN_COLUMN_ID);
  const char *here[] = {store_column_text(row, RUN_COLUMN_STATUS),
                        store_column_text(row, RUN_COLUMN_DIGEST),
                        store_column_text(row, RUN_COLUMN_REASON)};
  bool same = true;
  for (int i = 0; i < 3; i++) {
    const char *a = here[i];
    const char *b = store_column_text(there, i);
    same = same && ((a == NULL && b == NULL) || (a != NULL && b != NULL && strcmp(a, b) == 0));
    here[i] = a == NULL ? "none" : a;
  }
  const char *status = store_column_text(there, 0);
  const char *digest = store_column_text(there, 1);
  *replace = !same && status != NULL && strcmp(status, skipped) == 0;
  if (same || *replace || strcmp(here[0], skipped) == 0) {
    return ERR_OK;
  }
  return err_set(err, ERR_STORE, at->from->path,
                 "run %lld: found %s (%s); expected %s (%s), as in %s; one run gives one result",
                 (long long)run_id, here[0], here[1], status == NULL ? "none" : status,
                 digest == NULL ? "none" : digest, at->to->path);
}

static enum err_code take_run(struct copying *at, sqlite3_stmt *row, struct err *err) {
  sqlite3_stmt *there = NULL;
  int64_t run_id = 0;
  bool replace = false;
  if (!store_column_integer(row, RUN_COLUMN_ID, 0, INT64_MAX, &run_id) ||
      store_status_of(store_column_text(row, RUN_COLUMN_STATUS)) == RUN_STATUS_COUNT) {
    return store_damaged(at->from, err, "run %lld is not as this program writes it",
                         (long long)run_id);
  }
  enum err_code rc = store_kept(at->to, KEPT_HAS_RUN, &there, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)sqlite3_bind_int64(there, 1, run_id);
  int code = sqlite3_step(there);
  if (code == SQLITE_ROW) {
    rc = meet(at, row, there, &replace, err);
  }
  (void)sqlite3_reset(there);
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    return store_fault(at->to, code, err);
  }
  if (rc == ERR_OK && code == SQLITE_DONE) {
    at->added++;
  }
  return rc == ERR_OK && (code == SQLITE_DONE || replace) ? copy_run(at, row, err) : rc;
}

static enum err_code copy_shard(struct copying *at, struct err *err) {
  struct text sql = {0};
  sqlite3_stmt *row = NULL;
  bool begun = false;
  int code = SQLITE_DONE;
  text_add(&sql, "SELECT ");
  store_add_columns(&sql, at->from);
  text_add(&sql, " FROM runs ORDER BY run_id");
  enum err_code rc = sql.failed ? err_set(err, ERR_NOMEM, at->from->path, "no memory")
                                : store_begin_reading(at->from, &begun, err);
  rc = rc != ERR_OK ? rc : store_prepare(at->from, text_string(&sql), &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    rc = take_run(at, row, err);
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(at->from, code, err);
  }
  (void)sqlite3_finalize(row);
  store_end_reading(at->from, begun);
  text_free(&sql);
  return rc != ERR_OK ? rc : store_commit(at->to, err);
}

static enum err_code same_plan(const struct store *found, const struct store *expected,
                               struct err *err) {
  char as[200];
  (void)snprintf(as, sizeof as, "as in %.120s; shards of one sweep have one plan", expected->path);
  return store_compare(&found->plan, &expected->plan, true, found->path, as, err);
}

/* Every shard must be sound, and of one plan, before anything is written: rows of a damaged one can
 * be read, and would be taken for results. */
static enum err_code check_shards(const char *const *shards, int count, struct store *first,
                                  struct err *err) {
  enum err_code rc = store_check(first, err);
  for (int i = 1; i < count && rc == ERR_OK; i++) {
    struct store *shard = NULL;
    rc = store_open(&shard, shards[i], err);
    if (rc == ERR_OK) {
      rc = same_plan(shard, first, err);
      rc = rc != ERR_OK ? rc : store_check(shard, err);
      (void)store_close(shard, NULL);
    }
  }
  return rc;
}

/* The file that the shards are joined into: a new one, or one of the same plan. */
static enum err_code open_whole(struct store **out, const char *path, const struct store *first,
                                struct err *err) {
  struct store_plan plan = first->plan;
  struct store *there = NULL;
  char *real = NULL;
  int64_t size = 0;
  plan.shard = NULL;
  enum err_code rc = store_resolve(path, &real, &size, err);
  free(real);
  if (rc != ERR_OK || size <= 0) {
    return rc != ERR_OK ? rc : store_create(out, path, &plan, err);
  }
  rc = store_open(&there, path, err);
  if (rc == ERR_OK && there->plan.shard != NULL) {
    rc = err_set(err, ERR_STORE, path,
                 "found shard %.20s itself; expected a file to join shards into, before them",
                 there->plan.shard);
  }
  rc = rc != ERR_OK ? rc : same_plan(first, there, err);
  if (there != NULL) {
    (void)store_close(there, NULL);
  }
  return rc != ERR_OK ? rc : store_resume(out, path, &plan, err);
}

static enum err_code join(struct store *whole, const char *path, int64_t *added, struct err *err) {
  struct copying at = {NULL, whole, 0};
  struct stat found;
  enum err_code rc = store_open(&at.from, path, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (stat(at.from->real, &found) == 0 && found.st_dev == whole->device &&
      found.st_ino == whole->inode) {
    rc = err_set(err, ERR_STORE, path, "found the file itself; expected a shard to join into it");
  }
  rc = rc != ERR_OK ? rc : copy_shard(&at, err);
  *added += at.added;
  (void)store_close(at.from, NULL);
  return rc;
}

enum err_code store_merge(const char *path, const char *const *shards, int count, int64_t *added,
                          struct err *err) {
  struct store *first = NULL;
  struct store *whole = NULL;
  *added = 0;
  if (count < 1) {
    return err_set(err, ERR_STORE, path, "found no shards; expected one at least");
  }
  enum err_code rc = store_open(&first, shards[0], err);
  if (rc != ERR_OK) {
    return rc;
  }
  rc = check_shards(shards, count, first, err);
  rc = rc != ERR_OK ? rc : open_whole(&whole, path, first, err);
  (void)store_close(first, NULL);
  for (int i = 0; i < count && rc == ERR_OK; i++) {
    rc = join(whole, shards[i], added, err);
  }
  if (whole != NULL) {
    enum err_code closed = store_close(whole, rc == ERR_OK ? err : NULL);
    rc = rc != ERR_OK ? rc : closed;
  }
  return rc;
}
