/* Statements of SQLite: made, kept, bound, and their answers taken with care. */
#include "store/handle.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <string.h>

enum err_code store_execute(struct store *store, const char *sql, struct err *err) {
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? ERR_OK : store_fault(store, code, err);
}

enum err_code store_prepare(struct store *store, const char *sql, sqlite3_stmt **out,
                            struct err *err) {
  int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
  return code == SQLITE_OK ? ERR_OK : store_fault(store, code, err);
}

/* The texts that depend on what is varied and measured. */
static void add_run_sql(struct text *sql, const struct store *store, enum kept kept) {
  int columns = RUN_COLUMN_FIXED + store->plan.factor_count + store->plan.measure_count;
  if (kept == KEPT_READ_RUN) {
    text_add(sql, "SELECT ");
    store_add_columns(sql, store);
    text_add(sql, " FROM runs WHERE run_id = ?1");
    return;
  }
  text_add(sql, "INSERT OR REPLACE INTO runs (");
  store_add_columns(sql, store);
  text_add(sql, ") VALUES (?1");
  for (int i = 2; i <= columns; i++) {
    text_add_format(sql, ", ?%d", i);
  }
  text_add(sql, ")");
}

enum err_code store_kept(struct store *store, enum kept kept, sqlite3_stmt **out, struct err *err) {
  static const char *const texts[KEPT_COUNT] = {
#define X(name, sql) [KEPT_##name] = (sql),
      KEPT_MAP(X)
#undef X
  };
  enum err_code rc = ERR_OK;
  if (store->kept[kept] == NULL) {
    struct text sql = {0};
    if (texts[kept] == NULL) {
      add_run_sql(&sql, store, kept);
    } else {
      text_add(&sql, texts[kept]);
    }
    rc = sql.failed ? err_set(err, ERR_NOMEM, store->path, "no memory")
                    : store_prepare(store, text_string(&sql), &store->kept[kept], err);
    text_free(&sql);
  } else {
    (void)sqlite3_reset(store->kept[kept]);
  }
  *out = store->kept[kept];
  return rc;
}

enum err_code store_number(struct store *store, const char *sql, int64_t *out, struct err *err) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
  }
  if (code == SQLITE_ROW) {
    *out = sqlite3_column_int64(statement, 0);
  }
  enum err_code rc = code == SQLITE_ROW    ? ERR_OK
                     : code == SQLITE_DONE ? store_damaged(store, err, "no answer to %s", sql)
                                           : store_fault(store, code, err);
  (void)sqlite3_finalize(statement);
  return rc;
}

/* Binding fails only for a place that is not there, or a text beyond the limits of plan and run. */
void store_bind_text(sqlite3_stmt *statement, int at, const char *text) {
  int code = text == NULL ? sqlite3_bind_null(statement, at)
                          : sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
  assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
  (void)code;
}

int store_step_once(sqlite3_stmt *statement) {
  errno = 0; /* store_fault_write looks at what a failing step leaves there */
  int code = sqlite3_step(statement);
  int after = sqlite3_reset(statement);
  return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : after != SQLITE_OK ? after : code;
}

const char *store_column_text(sqlite3_stmt *statement, int column) {
  if (sqlite3_column_type(statement, column) != SQLITE_TEXT) {
    return NULL;
  }
  const char *text = (const char *)sqlite3_column_text(statement, column);
  int length = sqlite3_column_bytes(statement, column);
  return text == NULL || strlen(text) != (size_t)length ? NULL : text;
}

bool store_column_integer(sqlite3_stmt *statement, int column, int64_t low, int64_t high,
                          int64_t *out) {
  if (sqlite3_column_type(statement, column) != SQLITE_INTEGER) {
    return false;
  }
  int64_t value = sqlite3_column_int64(statement, column);
  *out = value;
  return value >= low && value <= high;
}

bool store_column_number(sqlite3_stmt *statement, int column, double *out) {
  int type = sqlite3_column_type(statement, column);
  *out = type == SQLITE_NULL ? NAN : sqlite3_column_double(statement, column);
  return type == SQLITE_NULL || type == SQLITE_FLOAT || type == SQLITE_INTEGER;
}

enum run_status store_status_of(const char *word) {
  enum run_status status = RUN_STATUS_OK;
  while (status < RUN_STATUS_COUNT &&
         (word == NULL || strcmp(run_status_word(status), word) != 0)) {
    status++;
  }
  return status;
}

enum err_code store_begin_reading(struct store *store, bool *begun, struct err *err) {
  *begun = sqlite3_get_autocommit(store->db) != 0;
  return *begun ? store_execute(store, "BEGIN", err) : ERR_OK;
}

void store_end_reading(struct store *store, bool begun) {
  if (begun) {
    (void)sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
  }
}
