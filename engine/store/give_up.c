/* Giving up points that keep failing. */
#include "store/handle.h"

#include <stdlib.h>

/* A point given up, from the replicate after [replicate] on. */
struct given_up {
  int64_t point, replicate;
};

/* The points to give up, in order. */
struct given_up_list {
  struct given_up *items;
  size_t count, room;
};

static enum err_code keep(struct given_up_list *list, struct given_up point,
                          const struct store *store, struct err *err) {
  if (list->count == list->room) {
    size_t room = list->room == 0 ? 64 : list->room * 2;
    struct given_up *items = realloc(list->items, room * sizeof *items);
    if (items == NULL) {
      return err_set(err, ERR_NOMEM, store->path, "no memory");
    }
    list->items = items;
    list->room = room;
  }
  list->items[list->count++] = point;
  return ERR_OK;
}

/* The [most]-th failure of each point decides. */
static enum err_code find_points(struct store *store, int most, struct given_up_list *list,
                                 struct err *err) {
  sqlite3_stmt *row = NULL;
  int64_t point = -1;
  int failures = 0;
  int code = SQLITE_DONE;
  enum err_code rc =
      store_prepare(store,
                    "SELECT point, replicate FROM runs INDEXED BY runs_status "
                    "WHERE status IN ('exhausted', 'crashed') ORDER BY point, replicate",
                    &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    struct given_up at = {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
    failures = at.point == point ? failures + 1 : 1;
    point = at.point;
    if (failures == most) {
      rc = keep(list, at, store, err);
    }
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

/* Statements of one store_give_up. */
struct skipping {
  struct store *store;
  sqlite3_stmt *next; /* the first run of a point after a replicate that is not skipped yet */
  sqlite3_stmt *skip; /* a run becomes its own identity and factors, and nothing else */
};

static enum err_code prepare(struct skipping *at, struct err *err) {
  struct store *store = at->store;
  struct text columns = {0};
  struct text sql = {0};
  for (int i = 0; i < store->plan.factor_count; i++) {
    text_add(&columns, ", ");
    store_add_name(&columns, store->columns[i]);
  }
  text_add_format(&sql,
                  "INSERT OR REPLACE INTO runs (run_id, point, replicate, seed, status, reason%s) "
                  "SELECT run_id, point, replicate, seed, 'skipped', '" STORE_GIVEN_UP "'%s "
                  "FROM runs WHERE run_id = ?1",
                  text_string(&columns), text_string(&columns));
  enum err_code rc = sql.failed || columns.failed
                         ? err_set(err, ERR_NOMEM, store->path, "no memory")
                         : store_prepare(store, text_string(&sql), &at->skip, err);
  text_free(&sql);
  text_free(&columns);
  return rc != ERR_OK ? rc
                      : store_prepare(store,
                                      "SELECT run_id FROM runs INDEXED BY runs_status "
                                      "WHERE status IN ('ok', 'failed', 'exhausted', 'crashed') "
                                      "AND point = ?1 AND replicate > ?2 LIMIT 1",
                                      &at->next, err);
}

static enum err_code skip_run(struct skipping *at, int64_t run_id, struct err *err) {
  enum err_code rc = store_begin(at->store, err);
  if (rc != ERR_OK) {
    return rc;
  }
  int code = store_clear_run(at->store, run_id);
  (void)sqlite3_bind_int64(at->skip, 1, run_id);
  code = code == SQLITE_OK ? store_step_once(at->skip) : code;
  if (code == SQLITE_OK && sqlite3_changes(at->store->db) == 0) { /* it would be found for ever */
    return store_damaged(at->store, err, "its index has runs that are not there");
  }
  at->store->pending++;
  return code == SQLITE_OK ? ERR_OK : store_fault_write(at->store, code, err);
}

static enum err_code skip_point(struct skipping *at, const struct given_up *point,
                                struct err *err) {
  enum err_code rc = ERR_OK;
  int code = SQLITE_ROW;
  while (rc == ERR_OK && code == SQLITE_ROW) {
    (void)sqlite3_bind_int64(at->next, 1, point->point);
    (void)sqlite3_bind_int64(at->next, 2, point->replicate);
    code = sqlite3_step(at->next);
    int64_t run_id = code == SQLITE_ROW ? sqlite3_column_int64(at->next, 0) : 0;
    (void)sqlite3_reset(at->next); /* before its table changes */
    if (code == SQLITE_ROW) {
      rc = skip_run(at, run_id, err);
    } else if (code != SQLITE_DONE) {
      rc = store_fault(at->store, code, err);
    }
  }
  return rc;
}

enum err_code store_give_up(struct store *store, int most, struct err *err) {
  struct given_up_list list = {0};
  struct skipping at = {.store = store};
  enum err_code rc = ERR_OK;
  if (most <= 0) {
    return ERR_OK;
  }
  rc = find_points(store, most, &list, err);
  if (rc == ERR_OK && list.count > 0) {
    rc = prepare(&at, err);
  }
  for (size_t i = 0; i < list.count && rc == ERR_OK; i++) {
    rc = skip_point(&at, &list.items[i], err);
  }
  (void)sqlite3_finalize(at.next);
  (void)sqlite3_finalize(at.skip);
  free(list.items);
  return rc != ERR_OK ? rc : store_commit(store, err);
}
