/* Putting runs into the file. */
#include "store/handle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The fault that made the store unusable, again. */
static enum err_code failed_before(const struct store *store, struct err *err) {
  if (err != NULL) {
    *err = store->fault;
  }
  return store->fault.code;
}

enum err_code store_begin(struct store *store, struct err *err) {
  sqlite3_stmt *begin = NULL;
  assert(store->writer);
  if (store->failed) {
    return failed_before(store, err);
  }
  if (store->begun) {
    return ERR_OK;
  }
  enum err_code rc = store_kept(store, KEPT_BEGIN, &begin, err);
  if (rc == ERR_OK) {
    int code = store_step_once(begin);
    if (code != SQLITE_OK) {
      return store_fault_write(store, code, err);
    }
    store->begun = true;
  }
  return rc;
}

int store_clear_run(struct store *store, int64_t run_id) {
  static const enum kept clears[] = {KEPT_CLEAR_SERIES, KEPT_CLEAR_TIMING, KEPT_CLEAR_EVENTS};
  int code = SQLITE_OK;
  for (size_t i = 0; i < sizeof clears / sizeof clears[0] && code == SQLITE_OK; i++) {
    sqlite3_stmt *clear = NULL;
    if (store_kept(store, clears[i], &clear, NULL) != ERR_OK) {
      return sqlite3_errcode(store->db);
    }
    (void)sqlite3_bind_int64(clear, 1, run_id);
    code = store_step_once(clear);
  }
  return code;
}

/* Whether the run is there already, as a row to be replaced. SQLite's code. */
static int find_run(struct store *store, int64_t run_id, bool *found) {
  sqlite3_stmt *has = NULL;
  if (store_kept(store, KEPT_HAS_RUN, &has, NULL) != ERR_OK) {
    return sqlite3_errcode(store->db);
  }
  (void)sqlite3_bind_int64(has, 1, run_id);
  int code = sqlite3_step(has);
  *found = code == SQLITE_ROW;
  (void)sqlite3_reset(has);
  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static void bind_values(sqlite3_stmt *put, const struct store_plan *plan,
                        const struct factor_value *values) {
  for (int i = 0; i < plan->factor_count; i++) {
    int at = RUN_COLUMN_FIXED + i + 1;
    if (plan->factors[i].number) {
      (void)sqlite3_bind_double(put, at, values[i].number); /* NaN becomes NULL */
    } else {
      store_bind_text(put, at, values[i].word);
    }
  }
}

static void bind_measures(sqlite3_stmt *put, const struct store_plan *plan,
                          const struct run_summary *summary) {
  int first = RUN_COLUMN_FIXED + plan->factor_count + 1;
  assert(summary == NULL || summary->outcome_count == plan->measure_count);
  for (int i = 0; i < plan->measure_count; i++) {
    double value = summary == NULL ? 0 : summary->outcomes[i].value;
    if (summary == NULL || value != value) {
      (void)sqlite3_bind_null(put, first + i);
    } else if (plan->measures[i].flag) {
      (void)sqlite3_bind_int(put, first + i, value != 0);
    } else {
      (void)sqlite3_bind_double(put, first + i, value);
    }
  }
}

static int put_row(struct store *store, const struct store_run *run) {
  const struct run_summary *summary = run->summary;
  sqlite3_stmt *put = NULL;
  if (store_kept(store, KEPT_PUT_RUN, &put, NULL) != ERR_OK) {
    return sqlite3_errcode(store->db);
  }
  (void)sqlite3_bind_int64(put, RUN_COLUMN_ID + 1, run->run_id);
  (void)sqlite3_bind_int64(put, RUN_COLUMN_POINT + 1, run->point);
  (void)sqlite3_bind_int64(put, RUN_COLUMN_REPLICATE + 1, run->replicate);
  (void)sqlite3_bind_int64(put, RUN_COLUMN_SEED + 1, (int64_t)run->seed);
  store_bind_text(put, RUN_COLUMN_STATUS + 1, run_status_word(run->status));
  store_bind_text(put, RUN_COLUMN_REASON + 1, run->reason == NULL ? "" : run->reason);
  store_bind_text(put, RUN_COLUMN_DIGEST + 1, summary == NULL ? NULL : summary->digest);
  if (summary == NULL) {
    (void)sqlite3_bind_null(put, RUN_COLUMN_DAYS + 1);
    (void)sqlite3_bind_null(put, RUN_COLUMN_EVENTS + 1);
  } else {
    (void)sqlite3_bind_int(put, RUN_COLUMN_DAYS + 1, summary->days);
    (void)sqlite3_bind_int64(put, RUN_COLUMN_EVENTS + 1, summary->events);
  }
  bind_values(put, &store->plan, run->values);
  bind_measures(put, &store->plan, summary);
  int code = store_step_once(put);
  (void)sqlite3_clear_bindings(put); /* the texts are not ours to keep */
  return code;
}

static int put_series(struct store *store, int64_t run_id, const struct run_summary *summary) {
  sqlite3_stmt *put = NULL;
  size_t count = (size_t)store->plan.series_count * ((size_t)summary->days + 1);
  size_t size = count * 4;
  assert(summary->series_count == store->plan.series_count);
  assert(summary->days >= 0 && summary->days <= STORE_DAYS_MAX);
  if (size > store->packed_room) {
    unsigned char *room = realloc(store->packed, size);
    if (room == NULL) {
      return SQLITE_NOMEM;
    }
    store->packed = room;
    store->packed_room = size;
  }
  if (store_kept(store, KEPT_PUT_SERIES, &put, NULL) != ERR_OK) {
    return sqlite3_errcode(store->db);
  }
  store_pack(summary->series, count, store->packed);
  (void)sqlite3_bind_int64(put, 1, run_id);
  (void)sqlite3_bind_int(put, 2, summary->days);
  int code = sqlite3_bind_blob64(put, 3, store->packed, size, SQLITE_STATIC);
  return code == SQLITE_OK ? store_step_once(put) : code;
}

static int put_timing(struct store *store, const struct store_run *run) {
  sqlite3_stmt *put = NULL;
  if (store_kept(store, KEPT_PUT_TIMING, &put, NULL) != ERR_OK) {
    return sqlite3_errcode(store->db);
  }
  (void)sqlite3_bind_int64(put, 1, run->run_id);
  (void)sqlite3_bind_double(put, 2, run->seconds);
  (void)sqlite3_bind_int(put, 3, run->attempts);
  return store_step_once(put);
}

enum err_code store_put_run(struct store *store, const struct store_run *run, struct err *err) {
  const struct run_summary *summary = run->summary;
  bool found = false;
  assert((run->status == RUN_STATUS_OK) == (summary != NULL));
  assert(run->status < RUN_STATUS_COUNT && run->seed <= INT64_MAX);
  assert(run->run_id >= 0 && run->point >= 0 && run->replicate >= 0);
  enum err_code rc = store_begin(store, err);
  if (rc != ERR_OK) {
    return rc;
  }
  int code = find_run(store, run->run_id, &found);
  if (code == SQLITE_OK && found) {
    code = store_clear_run(store, run->run_id);
  }
  code = code == SQLITE_OK ? put_row(store, run) : code;
  if (code == SQLITE_OK && summary != NULL && summary->series != NULL &&
      store->plan.series_count > 0) {
    code = put_series(store, run->run_id, summary);
  }
  code = code == SQLITE_OK ? put_timing(store, run) : code;
  if (code != SQLITE_OK) {
    return store_fault_write(store, code, err);
  }
  store->pending++;
  return ERR_OK;
}

static void bind_id(sqlite3_stmt *put, int at, uint32_t id) {
  if (id == 0) {
    (void)sqlite3_bind_null(put, at);
  } else {
    (void)sqlite3_bind_int64(put, at, id);
  }
}

enum err_code store_put_event(struct store *store, const struct store_event *event,
                              struct err *err) {
  sqlite3_stmt *put = NULL;
  assert(store->begun || store->failed);
  enum err_code rc = store_begin(store, err);
  rc = rc != ERR_OK ? rc : store_kept(store, KEPT_PUT_EVENT, &put, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)sqlite3_bind_int64(put, 1, event->run_id);
  (void)sqlite3_bind_int64(put, 2, event->id);
  bind_id(put, 3, event->cause);
  bind_id(put, 4, event->cause2);
  (void)sqlite3_bind_int64(put, 5, event->minute);
  const char *const texts[] = {event->date,    event->kind, event->actor, event->target,
                               event->theatre, event->verb, event->cameo, event->plover};
  for (int i = 0; i < 8; i++) {
    store_bind_text(put, 6 + i, texts[i]);
  }
  (void)sqlite3_bind_double(put, 14, event->goldstein); /* NaN becomes NULL */
  bind_id(put, 15, event->mid_hostility < 0 ? 0 : (uint32_t)event->mid_hostility);
  store_bind_text(put, 16, event->sentence);
  store_bind_text(put, 17, event->detail);
  int code = store_step_once(put);
  (void)sqlite3_clear_bindings(put);
  return code == SQLITE_OK ? ERR_OK : store_fault_write(store, code, err);
}

/* Writes the log back when it has grown. Readers may be in the way: then another time. */
static enum err_code write_back(struct store *store, struct err *err) {
  if (store->log_pages < STORE_LOG_PAGES) {
    return ERR_OK;
  }
  store->log_pages = 0;
  int code = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED
             ? ERR_OK
             : store_fault_write(store, code, err);
}

enum err_code store_commit(struct store *store, struct err *err) {
  sqlite3_stmt *commit = NULL;
  struct err fault = {0};
  if (store->failed) {
    return failed_before(store, err);
  }
  if (!store->begun) {
    return ERR_OK;
  }
  enum err_code rc = store_same_file(store, &fault);
  rc = rc != ERR_OK ? rc : store_kept(store, KEPT_COMMIT, &commit, &fault);
  if (rc != ERR_OK) {
    if (err != NULL) {
      *err = fault;
    }
    return store_give_in(store, rc, &fault);
  }
  int code = store_step_once(commit);
  if (code != SQLITE_OK) {
    return store_fault_write(store, code, err);
  }
  store->begun = false;
  store->pending = 0;
  return write_back(store, err);
}

int store_pending(const struct store *store) {
  return store->pending;
}
