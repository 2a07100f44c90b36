/* Reading runs. */
#include "store/handle.h"

#include <string.h>

enum err_code store_each_status(struct store *store,
                                void (*each)(void *context, int64_t run_id, int64_t point,
                                             enum run_status status),
                                void *context, struct err *err) {
  sqlite3_stmt *row = NULL;
  int code = SQLITE_DONE;
  enum err_code rc = store_prepare(store,
                                   "SELECT run_id, point, status FROM runs INDEXED BY runs_status "
                                   "ORDER BY run_id",
                                   &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    int64_t run_id = 0;
    int64_t point = 0;
    enum run_status status = store_status_of(store_column_text(row, 2));
    if (!store_column_integer(row, 0, 0, INT64_MAX, &run_id) ||
        !store_column_integer(row, 1, 0, INT64_MAX, &point) || status == RUN_STATUS_COUNT) {
      rc = store_damaged(store, err, "run %lld is not as this program writes it",
                         (long long)sqlite3_column_int64(row, 0));
    } else {
      each(context, run_id, point, status);
    }
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

enum err_code store_count(struct store *store, int64_t counts[RUN_STATUS_COUNT], struct err *err) {
  sqlite3_stmt *row = NULL;
  int code = SQLITE_DONE;
  enum err_code rc = store_prepare(
      store, "SELECT status, count(*) FROM runs INDEXED BY runs_status GROUP BY status", &row, err);
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    counts[i] = 0;
  }
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    enum run_status status = store_status_of(store_column_text(row, 0));
    if (status == RUN_STATUS_COUNT) {
      rc = store_damaged(store, err, "a run has a status that this program does not write");
    } else {
      counts[status] = sqlite3_column_int64(row, 1);
    }
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

/* --- one run -------------------------------------------------------------------------------------
 */

/* A run being read. */
struct reading {
  struct store *store;
  sqlite3_stmt *row;
  struct arena *arena;
  struct store_run *out;
};

static const char *copied(const struct reading *at, int column) {
  const char *text = store_column_text(at->row, column);
  return text == NULL ? NULL : arena_text(at->arena, text, strlen(text));
}

static bool take_identity(const struct reading *at) {
  struct store_run *run = at->out;
  int64_t seed = 0;
  bool has_seed = store_column_integer(at->row, RUN_COLUMN_SEED, 0, INT64_MAX, &seed);
  run->status = store_status_of(store_column_text(at->row, RUN_COLUMN_STATUS));
  run->reason = copied(at, RUN_COLUMN_REASON);
  run->seed = (uint64_t)seed;
  return store_column_integer(at->row, RUN_COLUMN_ID, 0, INT64_MAX, &run->run_id) &&
         store_column_integer(at->row, RUN_COLUMN_POINT, 0, INT64_MAX, &run->point) &&
         store_column_integer(at->row, RUN_COLUMN_REPLICATE, 0, INT64_MAX, &run->replicate) &&
         has_seed && run->status != RUN_STATUS_COUNT && run->reason != NULL;
}

static bool take_values(const struct reading *at) {
  const struct store_plan *plan = &at->store->plan;
  struct factor_value *values =
      arena_zeroed(at->arena, (size_t)plan->factor_count + 1, sizeof *values);
  bool ok = values != NULL;
  for (int i = 0; ok && i < plan->factor_count; i++) {
    int column = RUN_COLUMN_FIXED + i;
    if (plan->factors[i].number) {
      ok = store_column_number(at->row, column, &values[i].number);
    } else if (sqlite3_column_type(at->row, column) != SQLITE_NULL) {
      values[i].word = copied(at, column);
      ok = values[i].word != NULL;
    }
  }
  at->out->values = values;
  return ok;
}

static bool take_summary(const struct reading *at, struct run_summary *summary) {
  const struct store_plan *plan = &at->store->plan;
  const char *digest = store_column_text(at->row, RUN_COLUMN_DIGEST);
  int64_t days = 0;
  int64_t events = 0;
  if (digest == NULL || strspn(digest, "0123456789abcdef") != DIGEST_TEXT_SIZE - 1 ||
      digest[DIGEST_TEXT_SIZE - 1] != '\0' ||
      !store_column_integer(at->row, RUN_COLUMN_DAYS, 0, STORE_DAYS_MAX, &days) ||
      !store_column_integer(at->row, RUN_COLUMN_EVENTS, 0, UINT32_MAX, &events)) {
    return false;
  }
  memcpy(summary->digest, digest, DIGEST_TEXT_SIZE);
  summary->days = (int)days;
  summary->events = (uint32_t)events;
  summary->outcome_count = plan->measure_count;
  summary->outcomes =
      arena_zeroed(at->arena, (size_t)plan->measure_count + 1, sizeof *summary->outcomes);
  bool ok = summary->outcomes != NULL;
  for (int i = 0; ok && i < plan->measure_count; i++) {
    summary->outcomes[i].name = plan->measures[i].name;
    summary->outcomes[i].flag = plan->measures[i].flag;
    ok = store_column_number(at->row, RUN_COLUMN_FIXED + plan->factor_count + i,
                             &summary->outcomes[i].value);
  }
  return ok;
}

static enum err_code read_row(const struct reading *at, int64_t run_id, struct run_summary *summary,
                              struct err *err) {
  (void)sqlite3_bind_int64(at->row, 1, run_id);
  int code = sqlite3_step(at->row);
  if (code == SQLITE_DONE) {
    return err_set(err, ERR_STORE, at->store->path, "found no run %lld", (long long)run_id);
  }
  if (code != SQLITE_ROW) {
    return store_fault(at->store, code, err);
  }
  bool ok = take_identity(at) && take_values(at);
  if (ok && at->out->status == RUN_STATUS_OK) {
    ok = take_summary(at, summary);
    at->out->summary = summary;
  }
  return ok ? ERR_OK
            : store_damaged(at->store, err, "run %lld is not as this program writes it",
                            (long long)run_id);
}

static enum err_code read_timing(const struct reading *at, struct run_summary *summary,
                                 struct err *err) {
  sqlite3_stmt *row = NULL;
  int64_t attempts = 0;
  enum err_code rc = store_kept(at->store, KEPT_READ_TIMING, &row, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)sqlite3_bind_int64(row, 1, at->out->run_id);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW && store_column_number(row, 0, &at->out->seconds) &&
      store_column_integer(row, 1, 0, INT32_MAX, &attempts)) {
    at->out->attempts = (int)attempts;
    summary->seconds = at->out->seconds;
  }
  (void)sqlite3_reset(row);
  return code == SQLITE_ROW || code == SQLITE_DONE ? ERR_OK : store_fault(at->store, code, err);
}

static enum err_code take_series(const struct reading *at, sqlite3_stmt *row,
                                 struct run_summary *summary, struct err *err) {
  const struct store_plan *plan = &at->store->plan;
  size_t count = (size_t)plan->series_count * ((size_t)summary->days + 1);
  const unsigned char *bytes = sqlite3_column_blob(row, 1);
  if (sqlite3_column_int64(row, 0) != summary->days ||
      (size_t)sqlite3_column_bytes(row, 1) != count * 4 || (bytes == NULL && count > 0)) {
    return store_damaged(at->store, err,
                         "the series of run %lld are not as this program writes "
                         "them",
                         (long long)at->out->run_id);
  }
  summary->series = arena_zeroed(at->arena, count + 1, sizeof *summary->series);
  summary->series_names =
      arena_zeroed(at->arena, (size_t)plan->series_count + 1, sizeof *summary->series_names);
  if (summary->series == NULL || summary->series_names == NULL) {
    return err_set(err, ERR_NOMEM, at->store->path, "no memory for a run");
  }
  store_unpack(bytes, count, summary->series);
  for (int i = 0; i < plan->series_count; i++) {
    summary->series_names[i] = plan->series[i];
  }
  summary->series_count = plan->series_count;
  return ERR_OK;
}

static enum err_code read_series(const struct reading *at, struct run_summary *summary,
                                 struct err *err) {
  sqlite3_stmt *row = NULL;
  enum err_code rc = store_kept(at->store, KEPT_READ_SERIES, &row, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)sqlite3_bind_int64(row, 1, at->out->run_id);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW) {
    rc = take_series(at, row, summary, err);
  } else if (code != SQLITE_DONE) {
    rc = store_fault(at->store, code, err);
  }
  (void)sqlite3_reset(row);
  return rc;
}

enum err_code store_read_run(struct store *store, int64_t run_id, bool series, struct arena *arena,
                             struct store_run *out, struct err *err) {
  struct run_summary *summary = arena_zeroed(arena, 1, sizeof *summary);
  struct reading at = {store, NULL, arena, out};
  if (summary == NULL) {
    return err_set(err, ERR_NOMEM, store->path, "no memory for a run");
  }
  *out = (struct store_run){0};
  enum err_code rc = store_kept(store, KEPT_READ_RUN, &at.row, err);
  if (rc == ERR_OK) {
    rc = read_row(&at, run_id, summary, err);
    (void)sqlite3_reset(at.row);
  }
  rc = rc != ERR_OK ? rc : read_timing(&at, summary, err);
  if (rc == ERR_OK && series && out->summary != NULL) {
    rc = read_series(&at, summary, err);
  }
  return rc;
}
