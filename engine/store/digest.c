/* The digest of a file's contents, and the check of its soundness. */
#include "store/handle.h"

#include <stdio.h>
#include <string.h>

/* Marks before each value, so that different rows never give the same bytes. */
enum mark { MARK_NULL, MARK_INTEGER, MARK_NUMBER, MARK_TEXT, MARK_BYTES, MARK_ROW, MARK_END };

static void add_value(struct digest *digest, sqlite3_stmt *row, int column) {
  const void *bytes = NULL;
  switch (sqlite3_column_type(row, column)) {
  case SQLITE_INTEGER:
    digest_u32(digest, MARK_INTEGER);
    digest_u64(digest, (uint64_t)sqlite3_column_int64(row, column));
    return;
  case SQLITE_FLOAT:
    digest_u32(digest, MARK_NUMBER);
    digest_double(digest, sqlite3_column_double(row, column));
    return;
  case SQLITE_NULL:
    digest_u32(digest, MARK_NULL);
    return;
  case SQLITE_TEXT:
    digest_u32(digest, MARK_TEXT);
    bytes = sqlite3_column_text(row, column);
    break;
  default:
    digest_u32(digest, MARK_BYTES);
    bytes = sqlite3_column_blob(row, column);
    break;
  }
  int length = sqlite3_column_bytes(row, column);
  digest_u64(digest, (uint64_t)length);
  if (length > 0 && bytes != NULL) {
    digest_bytes(digest, bytes, (size_t)length);
  }
}

static enum err_code add_rows(struct store *store, const char *sql, struct digest *digest,
                              struct err *err) {
  sqlite3_stmt *row = NULL;
  int code = SQLITE_DONE;
  enum err_code rc = store_prepare(store, sql, &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    int columns = sqlite3_column_count(row);
    digest_u32(digest, MARK_ROW);
    for (int i = 0; i < columns; i++) {
      add_value(digest, row, i);
    }
  }
  digest_u32(digest, MARK_END);
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

static enum err_code add_runs(struct store *store, struct digest *digest, struct err *err) {
  struct text sql = {0};
  text_add(&sql, "SELECT ");
  store_add_columns(&sql, store);
  text_add(&sql, " FROM runs ORDER BY run_id");
  enum err_code rc = sql.failed ? err_set(err, ERR_NOMEM, store->path, "no memory")
                                : add_rows(store, text_string(&sql), digest, err);
  text_free(&sql);
  return rc;
}

enum err_code store_digest(struct store *store, char digest[DIGEST_TEXT_SIZE], struct err *err) {
  /* The bytes of a bundle's file were compared with its hash when the file was opened. */
  static const char *const queries[] = {
      "SELECT scenario, title, epoch, engine, days, seed, points, planned FROM sweep",
      "SELECT key, value FROM plan ORDER BY position",
      "SELECT path, number, low, high, base, levels, source FROM factor ORDER BY position",
      "SELECT name, flag, unit FROM measure ORDER BY position",
      "SELECT name FROM series_name ORDER BY position",
      "SELECT name, hash FROM bundle ORDER BY name",
      "SELECT run_id, days, blob FROM series ORDER BY run_id",
      "SELECT * FROM event ORDER BY run_id, id"};
  struct digest state;
  bool begun = false;
  digest_begin(&state);
  enum err_code rc = store_begin_reading(store, &begun, err);
  for (size_t i = 0; i < sizeof queries / sizeof queries[0] && rc == ERR_OK; i++) {
    rc = add_rows(store, queries[i], &state, err);
  }
  rc = rc != ERR_OK ? rc : add_runs(store, &state, err);
  store_end_reading(store, begun);
  digest_text_of(&state, digest);
  return rc;
}

/* --- soundness -----------------------------------------------------------------------------------
 */

/* Counts of what there must be none of. */
struct fault_query {
  const char *sql;
  const char *what;
};

static enum err_code check_pages(struct store *store, struct err *err) {
  sqlite3_stmt *row = NULL;
  enum err_code rc = store_prepare(store, "PRAGMA integrity_check(1)", &row, err);
  if (rc != ERR_OK) {
    return rc;
  }
  int code = sqlite3_step(row);
  const char *answer = code == SQLITE_ROW ? store_column_text(row, 0) : NULL;
  if (code != SQLITE_ROW) {
    rc = store_fault(store, code, err);
  } else if (answer == NULL || strcmp(answer, "ok") != 0) {
    rc = store_damaged(store, err, "%s", answer == NULL ? "its pages" : answer);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

static enum err_code check_series(struct store *store, struct err *err) {
  char sql[160];
  int64_t count = 0;
  (void)snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM series WHERE typeof(blob) <> 'blob' OR "
                 "length(blob) <> (days + 1) * %d",
                 store->plan.series_count * 4);
  enum err_code rc = store_number(store, sql, &count, err);
  return rc == ERR_OK && count > 0
             ? store_damaged(store, err, "%lld runs have series of a wrong length",
                             (long long)count)
             : rc;
}

/* `factor` and `measure` must name every column of `runs`. */
static enum err_code check_width(struct store *store, struct err *err) {
  sqlite3_stmt *row = NULL;
  int expected = RUN_COLUMN_FIXED + store->plan.factor_count + store->plan.measure_count;
  enum err_code rc = store_prepare(store, "SELECT * FROM runs", &row, err);
  int found = rc == ERR_OK ? sqlite3_column_count(row) : 0;
  (void)sqlite3_finalize(row);
  if (rc == ERR_OK && found != expected) {
    rc = store_damaged(store, err, "runs have %d columns; factor and measure name %d", found,
                       expected);
  }
  return rc;
}

enum err_code store_check(struct store *store, struct err *err) {
  static const struct fault_query queries[] = {
      {"SELECT count(*) FROM runs WHERE status NOT IN ('ok', 'failed', 'exhausted', 'crashed', "
       "'skipped')",
       "runs have a status that this program does not write"},
      {"SELECT count(*) FROM runs WHERE (status = 'ok') <> (length(digest) IS 32)",
       "runs that are ok have no digest, or others have one"},
      {"SELECT count(*) FROM runs WHERE seed IS NULL", "runs have no seed"},
      {"SELECT count(*) FROM runs WHERE run_id < 0 OR point < 0 OR replicate < 0",
       "runs have a number below 0"},
      /* run_id = replicate * points + place, and every replicate has one order of the points. */
      {"SELECT count(*) FROM runs WHERE point >= (SELECT points FROM sweep)",
       "runs have a point that the plan does not have"},
      {"SELECT count(*) FROM runs WHERE replicate <> run_id / (SELECT points FROM sweep)",
       "runs have a number that does not fit their replicate"},
      {"SELECT count(*) FROM (SELECT 1 FROM runs GROUP BY run_id % (SELECT points FROM sweep) "
       "HAVING min(point) <> max(point))",
       "places of the order have several points"},
      {"SELECT count(*) FROM (SELECT run_id % (SELECT points FROM sweep) AS place, point FROM runs "
       "GROUP BY point HAVING min(place) <> max(place))",
       "points have several places of the order"},
      {"SELECT count(*) FROM sweep WHERE points > 0 AND planned % points <> 0",
       "plans have points of more replicates than others"},
      {"SELECT NOT EXISTS (SELECT 1 FROM plan)", "tables of the plan's lines are empty"},
      {"SELECT count(*) FROM series WHERE run_id NOT IN (SELECT run_id FROM runs "
       "WHERE status = 'ok')",
       "series belong to no run that is ok"},
      {"SELECT count(*) FROM timing WHERE run_id NOT IN (SELECT run_id FROM runs)",
       "timings belong to no run"},
      {"SELECT count(*) FROM event WHERE run_id NOT IN (SELECT run_id FROM runs)",
       "events belong to no run"},
  };
  bool begun = false;
  enum err_code rc = store_begin_reading(store, &begun, err);
  rc = rc != ERR_OK ? rc : check_pages(store, err);
  for (size_t i = 0; i < sizeof queries / sizeof queries[0] && rc == ERR_OK; i++) {
    int64_t count = 0;
    rc = store_number(store, queries[i].sql, &count, err);
    if (rc == ERR_OK && count > 0) {
      rc = store_damaged(store, err, "%lld %s", (long long)count, queries[i].what);
    }
  }
  rc = rc != ERR_OK ? rc : check_width(store, err);
  rc = rc != ERR_OK ? rc : check_series(store, err);
  store_end_reading(store, begun);
  return rc;
}
