/* Reading the plan of a batch from a file that may be damaged, or made to do harm. */
#include "store/handle.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum { PLAN_LINES_MAX = 100000, SERIES_MAX = 100000 };

/* One table being read: [take] fills item [i] from the row and says whether the row is sound. */
struct table {
  const char *name;
  const char *columns;
  int most;
  size_t size; /* of an item */
  bool (*take)(struct store *store, sqlite3_stmt *row, void *items, int i);
};

/* A text column copied to the plan's memory; NULL if it is no text or too long. */
static const char *copied(struct store *store, sqlite3_stmt *row, int column) {
  const char *text = store_column_text(row, column);
  return text == NULL ? NULL : arena_text(&store->arena, text, strlen(text));
}

static bool flag_at(sqlite3_stmt *row, int column, bool *out) {
  int64_t value = 0;
  bool ok = store_column_integer(row, column, 0, 1, &value);
  *out = value != 0;
  return ok;
}

static bool take_line(struct store *store, sqlite3_stmt *row, void *items, int i) {
  struct store_line *line = (struct store_line *)items + i;
  line->key = copied(store, row, 1);
  line->value = copied(store, row, 2);
  return line->key != NULL && line->value != NULL && flag_at(row, 3, &line->may_change);
}

static bool take_factor(struct store *store, sqlite3_stmt *row, void *items, int i) {
  struct store_factor *factor = (struct store_factor *)items + i;
  factor->path = copied(store, row, 1);
  store->columns[i] = copied(store, row, 2);
  factor->levels = copied(store, row, 7);
  factor->source = copied(store, row, 8);
  return factor->path != NULL && store->columns[i] != NULL && factor->levels != NULL &&
         factor->source != NULL && flag_at(row, 3, &factor->number) &&
         store_column_number(row, 4, &factor->low) && store_column_number(row, 5, &factor->high) &&
         store_column_number(row, 6, &factor->base);
}

static bool take_measure(struct store *store, sqlite3_stmt *row, void *items, int i) {
  struct store_measure *measure = (struct store_measure *)items + i;
  const char **column = &store->columns[store->plan.factor_count + i];
  measure->name = copied(store, row, 1);
  *column = copied(store, row, 2);
  measure->unit = copied(store, row, 4);
  return measure->name != NULL && *column != NULL && measure->unit != NULL &&
         flag_at(row, 3, &measure->flag);
}

static bool take_series(struct store *store, sqlite3_stmt *row, void *items, int i) {
  const char **name = (const char **)items + i;
  *name = copied(store, row, 1);
  return *name != NULL;
}

static bool take_source(struct store *store, sqlite3_stmt *row, void *items, int i) {
  struct source *source = (struct source *)items + i;
  char hash[DIGEST_TEXT_SIZE];
  struct digest digest;
  const char *written = store_column_text(row, 4);
  if (written == NULL || sqlite3_column_type(row, 3) != SQLITE_BLOB) {
    return false;
  }
  const char *bytes = sqlite3_column_blob(row, 3);
  int length = sqlite3_column_bytes(row, 3);
  if (length < 0 || length > SOURCE_BYTES_MAX) {
    return false;
  }
  source->length = (size_t)length;
  source->bytes = arena_text(&store->arena, bytes == NULL ? "" : bytes, source->length);
  source->name = copied(store, row, 1);
  source->path = copied(store, row, 2);
  digest_begin(&digest);
  digest_bytes(&digest, bytes == NULL ? "" : bytes, source->length);
  digest_text_of(&digest, hash);
  return source->bytes != NULL && source->name != NULL && source->path != NULL &&
         strcmp(hash, written) == 0;
}

static enum err_code count_rows(struct store *store, const struct table *table, int *count,
                                struct err *err) {
  char sql[64];
  int64_t rows = 0;
  (void)snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table->name);
  enum err_code rc = store_number(store, sql, &rows, err);
  if (rc == ERR_OK && (rows < 0 || rows > table->most)) {
    rc = store_damaged(store, err, "found %lld rows in %s; expected %d at most", (long long)rows,
                       table->name, table->most);
  }
  *count = rc == ERR_OK ? (int)rows : 0;
  return rc;
}

/* Positions must be 0, 1, 2, ...: they are places in the lists. */
static enum err_code take_rows(struct store *store, const struct table *table, void *items,
                               int count, struct err *err) {
  char sql[160];
  sqlite3_stmt *row = NULL;
  int64_t position = 0;
  int i = 0;
  int code = SQLITE_ROW;
  (void)snprintf(sql, sizeof sql, "SELECT position, %s FROM %s ORDER BY position", table->columns,
                 table->name);
  enum err_code rc = store_prepare(store, sql, &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    if (i >= count || !store_column_integer(row, 0, i, i, &position) ||
        !table->take(store, row, items, i)) {
      rc = store_damaged(store, err, "row %d of %s is not as this program writes it", i + 1,
                         table->name);
    }
    i++;
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  if (rc == ERR_OK && i != count) {
    rc = store_damaged(store, err, "found %d rows in %s; expected %d", i, table->name, count);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

static enum err_code read_table(struct store *store, const struct table *table, void **items,
                                int count, struct err *err) {
  *items = arena_zeroed(&store->arena, (size_t)count + 1, table->size);
  return *items == NULL ? err_set(err, ERR_NOMEM, store->path, "no memory for its plan")
                        : take_rows(store, table, *items, count, err);
}

static bool take_sweep(struct store *store, sqlite3_stmt *row) {
  struct store_plan *plan = &store->plan;
  int64_t days = 0;
  const char *seed = store_column_text(row, 5);
  plan->scenario = copied(store, row, 0);
  plan->title = copied(store, row, 1);
  plan->epoch = copied(store, row, 2);
  plan->engine = copied(store, row, 3);
  plan->shard = copied(store, row, 8);
  bool ok = plan->scenario != NULL && plan->title != NULL && plan->epoch != NULL &&
            plan->engine != NULL && seed != NULL && number_parse_u64(seed, &plan->seed) &&
            store_column_integer(row, 4, 0, STORE_DAYS_MAX, &days) &&
            store_column_integer(row, 6, 0, STORE_POINTS_MAX, &plan->points) &&
            store_column_integer(row, 7, 0, INT64_MAX, &plan->planned) &&
            plan->points <= plan->planned &&
            (plan->shard != NULL || sqlite3_column_type(row, 8) == SQLITE_NULL);
  plan->days = (int)days;
  return ok;
}

static enum err_code read_sweep(struct store *store, struct err *err) {
  sqlite3_stmt *row = NULL;
  enum err_code rc =
      store_prepare(store,
                    "SELECT scenario, title, epoch, engine, days, seed, points, planned, shard "
                    "FROM sweep",
                    &row, err);
  if (rc == ERR_OK) {
    int code = sqlite3_step(row);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
      rc = store_fault(store, code, err);
    } else if (code == SQLITE_DONE || !take_sweep(store, row) || sqlite3_step(row) != SQLITE_DONE) {
      rc = store_damaged(store, err, "the row of sweep is not as this program writes it");
    }
  }
  (void)sqlite3_finalize(row);
  return rc;
}

/* What is asked for by name must be an ordinary table: a view in its place could do anything. */
static enum err_code check_tables(struct store *store, struct err *err) {
  static const char *const names[] = {"sweep",  "plan", "factor", "measure", "series_name",
                                      "bundle", "runs", "series", "timing",  "event"};
  sqlite3_stmt *row = NULL;
  enum err_code rc =
      store_prepare(store,
                    "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table' AND "
                    "tbl_name = name AND rootpage > 0",
                    &row, err);
  for (size_t i = 0; rc == ERR_OK && i < sizeof names / sizeof names[0]; i++) {
    store_bind_text(row, 1, names[i]);
    int code = sqlite3_step(row);
    if (code != SQLITE_ROW) {
      rc = store_fault(store, code, err);
    } else if (sqlite3_column_int(row, 0) != 1) {
      rc = store_damaged(store, err, "it has no table %s", names[i]);
    }
    (void)sqlite3_reset(row);
  }
  (void)sqlite3_finalize(row);
  return rc;
}

/* The columns that factors and measures name must be in `runs`. */
static enum err_code check_columns(struct store *store, struct err *err) {
  sqlite3_stmt *statement = NULL;
  enum err_code rc = store_kept(store, KEPT_READ_RUN, &statement, err);
  return rc;
}

enum err_code store_read_plan(struct store *store, struct err *err) {
  static const struct table tables[] = {
      {"factor", "path, column_name, number, low, high, base, levels, source", STORE_COLUMN_MAX,
       sizeof(struct store_factor), take_factor},
      {"measure", "name, column_name, flag, unit", STORE_COLUMN_MAX, sizeof(struct store_measure),
       take_measure},
      {"plan", "key, value, may_change", PLAN_LINES_MAX, sizeof(struct store_line), take_line},
      {"series_name", "name", SERIES_MAX, sizeof(const char *), take_series},
      {"bundle", "name, path, bytes, hash", SOURCE_MAX, sizeof(struct source), take_source},
  };
  enum { FACTOR, MEASURE, LINE, SERIES, BUNDLE, TABLES };
  struct store_plan *plan = &store->plan;
  int counts[TABLES] = {0};
  void *items[TABLES] = {0};
  struct source_set *bundle = arena_zeroed(&store->arena, 1, sizeof *bundle);
  enum err_code rc = bundle == NULL ? err_set(err, ERR_NOMEM, store->path, "no memory for its plan")
                                    : check_tables(store, err);
  for (int i = 0; i < TABLES && rc == ERR_OK; i++) {
    rc = count_rows(store, &tables[i], &counts[i], err);
  }
  rc = rc != ERR_OK ? rc : read_sweep(store, err);
  if (rc != ERR_OK) {
    return rc;
  }
  plan->factor_count = counts[FACTOR];
  plan->measure_count = counts[MEASURE];
  plan->line_count = counts[LINE];
  plan->series_count = counts[SERIES];
  store->columns = arena_zeroed(&store->arena, (size_t)counts[FACTOR] + (size_t)counts[MEASURE] + 1,
                                sizeof *store->columns);
  rc = store->columns == NULL ? err_set(err, ERR_NOMEM, store->path, "no memory for its plan")
                              : ERR_OK;
  for (int i = 0; i < TABLES && rc == ERR_OK; i++) {
    rc = read_table(store, &tables[i], &items[i], counts[i], err);
  }
  plan->factors = items[FACTOR];
  plan->measures = items[MEASURE];
  plan->lines = items[LINE];
  plan->series = items[SERIES];
  *bundle = (struct source_set){items[BUNDLE], counts[BUNDLE]};
  plan->bundle = bundle;
  return rc != ERR_OK ? rc : check_columns(store, err);
}
