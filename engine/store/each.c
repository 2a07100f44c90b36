/* Reading run by run. */
#include "store/each.h"

#include "store/handle.h"

#include <assert.h>

#define ARENA_LIMIT ((size_t)256 << 20)

const char *store_column_name(const struct store *store, int column) {
  assert(column >= 0 && column < store->plan.factor_count + store->plan.measure_count);
  return store->columns[column];
}

static enum err_code step_runs(struct store *store, sqlite3_stmt *ids, bool series,
                               enum err_code (*each)(void *context, const struct store_run *run,
                                                     struct err *err),
                               void *context, struct err *err) {
  struct arena arena;
  enum err_code rc = ERR_OK;
  int code = SQLITE_ROW;
  arena_open_blocks(&arena, ARENA_LIMIT);
  while (rc == ERR_OK && (code = sqlite3_step(ids)) == SQLITE_ROW) {
    struct store_run run = {0};
    rc = store_read_run(store, sqlite3_column_int64(ids, 0), series, &arena, &run, err);
    if (rc == ERR_OK) {
      rc = each(context, &run, err);
    }
    arena_rewind(&arena, 0);
  }
  arena_close(&arena);
  return rc == ERR_OK && code != SQLITE_DONE ? store_fault(store, code, err) : rc;
}

enum err_code store_each_run(struct store *store, bool series,
                             enum err_code (*each)(void *context, const struct store_run *run,
                                                   struct err *err),
                             void *context, struct err *err) {
  sqlite3_stmt *ids = NULL;
  bool begun = false;
  enum err_code rc = store_begin_reading(store, &begun, err);
  if (rc == ERR_OK) {
    rc = store_prepare(store, "SELECT run_id FROM runs ORDER BY run_id", &ids, err);
  }
  if (rc == ERR_OK) {
    rc = step_runs(store, ids, series, each, context, err);
  }
  (void)sqlite3_finalize(ids);
  store_end_reading(store, begun);
  return rc;
}

/* Ids of events fit 32 bits; what does not is not from this program. */
static uint32_t event_id(sqlite3_stmt *statement, int column) {
  int64_t value = 0;
  return store_column_integer(statement, column, 0, UINT32_MAX, &value) ? (uint32_t)value : 0;
}

static void read_event(sqlite3_stmt *row, struct store_event *out) {
  int64_t hostility = 0;
  *out = (struct store_event){.run_id = sqlite3_column_int64(row, 0),
                              .id = event_id(row, 1),
                              .cause = event_id(row, 2),
                              .cause2 = event_id(row, 3),
                              .minute = sqlite3_column_int64(row, 4),
                              .date = store_column_text(row, 5),
                              .kind = store_column_text(row, 6),
                              .actor = store_column_text(row, 7),
                              .target = store_column_text(row, 8),
                              .theatre = store_column_text(row, 9),
                              .verb = store_column_text(row, 10),
                              .cameo = store_column_text(row, 11),
                              .plover = store_column_text(row, 12),
                              .sentence = store_column_text(row, 15),
                              .detail = store_column_text(row, 16)};
  (void)store_column_number(row, 13, &out->goldstein);
  if (store_column_integer(row, 14, 0, 5, &hostility)) {
    out->mid_hostility = (int)hostility;
  }
}

enum err_code store_each_event(struct store *store, int64_t run_id,
                               enum err_code (*each)(void *context, const struct store_event *event,
                                                     struct err *err),
                               void *context, struct err *err) {
  sqlite3_stmt *rows = NULL;
  int code = SQLITE_DONE;
  enum err_code rc = store_kept(store, KEPT_READ_EVENTS, &rows, err);
  if (rc == ERR_OK) {
    (void)sqlite3_bind_int64(rows, 1, run_id);
  }
  while (rc == ERR_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    struct store_event event;
    read_event(rows, &event);
    rc = each(context, &event, err);
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  if (rows != NULL) {
    (void)sqlite3_reset(rows);
  }
  return rc;
}
