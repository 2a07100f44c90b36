/* Writing the plan of a batch. */
#include "store/handle.h"

#include "base/number.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

/* Rows of one table: the statement is bound for each item, stepped and reset. */
struct rows {
  struct store *store;
  sqlite3_stmt *statement;
  int code; /* SQLite's, of the first that failed */
};

static struct rows rows_begin(struct store *store, const char *sql) {
  struct rows rows = {.store = store};
  rows.code = sqlite3_prepare_v2(store->db, sql, -1, &rows.statement, NULL);
  return rows;
}

static void rows_step(struct rows *rows) {
  if (rows->code == SQLITE_OK) {
    rows->code = store_step_once(rows->statement);
  }
}

static enum err_code rows_end(struct rows *rows, struct err *err) {
  enum err_code rc = rows->code == SQLITE_OK ? ERR_OK : store_fault(rows->store, rows->code, err);
  (void)sqlite3_finalize(rows->statement);
  return rc;
}

static const char *text_or_none(const char *text) {
  return text == NULL ? "" : text;
}

static enum err_code write_sweep(struct store *store, const struct store_plan *plan,
                                 struct err *err) {
  struct rows rows = rows_begin(store, "INSERT INTO sweep VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)");
  char seed[NUMBER_TEXT_SIZE];
  (void)snprintf(seed, sizeof seed, "%" PRIu64, plan->seed);
  if (rows.code == SQLITE_OK) {
    store_bind_text(rows.statement, 1, text_or_none(plan->scenario));
    store_bind_text(rows.statement, 2, text_or_none(plan->title));
    store_bind_text(rows.statement, 3, text_or_none(plan->epoch));
    store_bind_text(rows.statement, 4, text_or_none(plan->engine));
    (void)sqlite3_bind_int(rows.statement, 5, plan->days);
    store_bind_text(rows.statement, 6, seed);
    (void)sqlite3_bind_int64(rows.statement, 7, plan->points);
    (void)sqlite3_bind_int64(rows.statement, 8, plan->planned);
    store_bind_text(rows.statement, 9, plan->shard);
  }
  rows_step(&rows);
  return rows_end(&rows, err);
}

static enum err_code write_lines(struct store *store, const struct store_plan *plan,
                                 struct err *err) {
  struct rows rows = rows_begin(store, "INSERT INTO plan VALUES (?1, ?2, ?3, ?4)");
  for (int i = 0; i < plan->line_count && rows.code == SQLITE_OK; i++) {
    (void)sqlite3_bind_int(rows.statement, 1, i);
    store_bind_text(rows.statement, 2, plan->lines[i].key);
    store_bind_text(rows.statement, 3, text_or_none(plan->lines[i].value));
    (void)sqlite3_bind_int(rows.statement, 4, plan->lines[i].may_change);
    rows_step(&rows);
  }
  return rows_end(&rows, err);
}

static enum err_code write_factors(struct store *store, const struct store_plan *plan,
                                   const char *const *columns, struct err *err) {
  struct rows rows =
      rows_begin(store, "INSERT INTO factor VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  for (int i = 0; i < plan->factor_count && rows.code == SQLITE_OK; i++) {
    const struct store_factor *factor = &plan->factors[i];
    (void)sqlite3_bind_int(rows.statement, 1, i);
    store_bind_text(rows.statement, 2, factor->path);
    store_bind_text(rows.statement, 3, columns[i]);
    (void)sqlite3_bind_int(rows.statement, 4, factor->number);
    (void)sqlite3_bind_double(rows.statement, 5, factor->low); /* NaN becomes NULL */
    (void)sqlite3_bind_double(rows.statement, 6, factor->high);
    (void)sqlite3_bind_double(rows.statement, 7, factor->base);
    store_bind_text(rows.statement, 8, text_or_none(factor->levels));
    store_bind_text(rows.statement, 9, text_or_none(factor->source));
    rows_step(&rows);
  }
  return rows_end(&rows, err);
}

static enum err_code write_measures(struct store *store, const struct store_plan *plan,
                                    const char *const *columns, struct err *err) {
  struct rows rows = rows_begin(store, "INSERT INTO measure VALUES (?1, ?2, ?3, ?4, ?5)");
  for (int i = 0; i < plan->measure_count && rows.code == SQLITE_OK; i++) {
    (void)sqlite3_bind_int(rows.statement, 1, i);
    store_bind_text(rows.statement, 2, plan->measures[i].name);
    store_bind_text(rows.statement, 3, columns[plan->factor_count + i]);
    (void)sqlite3_bind_int(rows.statement, 4, plan->measures[i].flag);
    store_bind_text(rows.statement, 5, text_or_none(plan->measures[i].unit));
    rows_step(&rows);
  }
  return rows_end(&rows, err);
}

static enum err_code write_series_names(struct store *store, const struct store_plan *plan,
                                        struct err *err) {
  struct rows rows = rows_begin(store, "INSERT INTO series_name VALUES (?1, ?2)");
  for (int i = 0; i < plan->series_count && rows.code == SQLITE_OK; i++) {
    (void)sqlite3_bind_int(rows.statement, 1, i);
    store_bind_text(rows.statement, 2, plan->series[i]);
    rows_step(&rows);
  }
  return rows_end(&rows, err);
}

static enum err_code write_bundle(struct store *store, const struct store_plan *plan,
                                  struct err *err) {
  struct rows rows = rows_begin(store, "INSERT INTO bundle VALUES (?1, ?2, ?3, ?4, ?5)");
  int count = plan->bundle == NULL ? 0 : plan->bundle->count;
  assert(count <= SOURCE_MAX);
  for (int i = 0; i < count && rows.code == SQLITE_OK; i++) {
    const struct source *source = &plan->bundle->items[i];
    char hash[DIGEST_TEXT_SIZE];
    struct digest digest;
    assert(source->length <= SOURCE_BYTES_MAX);
    digest_begin(&digest);
    digest_bytes(&digest, source->bytes, source->length);
    digest_text_of(&digest, hash);
    (void)sqlite3_bind_int(rows.statement, 1, i);
    store_bind_text(rows.statement, 2, source->name);
    store_bind_text(rows.statement, 3, text_or_none(source->path));
    /* A length of 0 with no bytes would be NULL. */
    (void)sqlite3_bind_blob(rows.statement, 4, source->length == 0 ? "" : source->bytes,
                            (int)source->length, SQLITE_STATIC);
    store_bind_text(rows.statement, 5, hash);
    rows_step(&rows);
  }
  return rows_end(&rows, err);
}

enum err_code store_write_plan(struct store *store, const struct store_plan *plan,
                               const char *const *columns, struct err *err) {
  enum err_code rc = write_sweep(store, plan, err);
  rc = rc != ERR_OK ? rc : write_lines(store, plan, err);
  rc = rc != ERR_OK ? rc : write_factors(store, plan, columns, err);
  rc = rc != ERR_OK ? rc : write_measures(store, plan, columns, err);
  rc = rc != ERR_OK ? rc : write_series_names(store, plan, err);
  return rc != ERR_OK ? rc : write_bundle(store, plan, err);
}

enum err_code store_update_plan(struct store *store, const struct store_plan *plan,
                                struct err *err) {
  struct rows rows = {.store = store};
  enum err_code rc = store_execute(store, "BEGIN IMMEDIATE; DELETE FROM plan", err);
  rc = rc != ERR_OK ? rc : write_lines(store, plan, err);
  if (rc == ERR_OK) {
    rows = rows_begin(store, "UPDATE sweep SET planned = ?1");
    (void)sqlite3_bind_int64(rows.statement, 1, plan->planned);
    rows_step(&rows);
    rc = rows_end(&rows, err);
  }
  return rc != ERR_OK ? rc : store_execute(store, "COMMIT", err);
}
