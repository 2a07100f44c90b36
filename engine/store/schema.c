/* The tables of a results file. */
#include "store/handle.h"

#include <stdio.h>
#include <string.h>

static const char *const fixed_names[RUN_COLUMN_FIXED] = {
#define X(name, word, type) word,
    RUN_COLUMN_MAP(X)
#undef X
};

static const char *const fixed_types[RUN_COLUMN_FIXED] = {
#define X(name, word, type) type,
    RUN_COLUMN_MAP(X)
#undef X
};

void store_add_name(struct text *sql, const char *name) {
  text_add(sql, "\"");
  for (const char *at = name; *at != '\0'; at++) {
    text_add_bytes(sql, at, 1);
    if (*at == '"') {
      text_add(sql, "\"");
    }
  }
  text_add(sql, "\"");
}

void store_add_columns(struct text *sql, const struct store *store) {
  int count = store->plan.factor_count + store->plan.measure_count;
  for (int i = 0; i < RUN_COLUMN_FIXED; i++) {
    text_add_format(sql, "%s%s", i == 0 ? "" : ", ", fixed_names[i]);
  }
  for (int i = 0; i < count; i++) {
    text_add(sql, ", ");
    store_add_name(sql, store->columns[i]);
  }
}

/* SQLite takes names that differ only in the case of ASCII letters for one. */
static bool is_taken(const char *name, const char *const *columns, int count) {
  for (int i = 0; i < RUN_COLUMN_FIXED; i++) {
    if (sqlite3_stricmp(name, fixed_names[i]) == 0) {
      return true;
    }
  }
  for (int i = 0; i < count; i++) {
    if (sqlite3_stricmp(name, columns[i]) == 0) {
      return true;
    }
  }
  return false;
}

/* [name], or with the first of _2, _3, ... that makes it unlike the others: a factor may be called
 * `days` as a fixed column is. */
static const char *free_name(const char *name, const char *const *columns, int count,
                             struct arena *arena) {
  struct text text = {0};
  text_add(&text, name);
  for (int number = 2; is_taken(text_string(&text), columns, count); number++) {
    text_clear(&text);
    text_add_format(&text, "%s_%d", name, number);
  }
  char *copy = text.failed ? NULL : arena_text(arena, text_string(&text), text.length);
  text_free(&text);
  return copy;
}

static const char **name_columns(const struct store_plan *plan, struct arena *arena) {
  int count = plan->factor_count + plan->measure_count;
  const char **columns = arena_zeroed(arena, (size_t)count + 1, sizeof *columns);
  for (int i = 0; columns != NULL && i < count; i++) {
    int measure = i - plan->factor_count;
    const char *name = measure < 0 ? plan->factors[i].path : plan->measures[measure].name;
    columns[i] = free_name(name, columns, i, arena);
    if (columns[i] == NULL) {
      return NULL;
    }
  }
  return columns;
}

static void add_runs(struct text *sql, const struct store_plan *plan, const char **columns) {
  text_add(sql, "CREATE TABLE runs (");
  for (int i = 0; i < RUN_COLUMN_FIXED; i++) {
    text_add_format(sql, "%s%s %s", i == 0 ? "" : ", ", fixed_names[i], fixed_types[i]);
  }
  for (int i = 0; i < plan->factor_count + plan->measure_count; i++) {
    int measure = i - plan->factor_count;
    text_add(sql, ", ");
    store_add_name(sql, columns[i]);
    text_add(sql, measure < 0 && !plan->factors[i].number        ? " TEXT"
                  : measure >= 0 && plan->measures[measure].flag ? " INTEGER"
                                                                 : " REAL");
  }
  text_add(sql, ");");
}

/* The column of place t.position, found in a tree of cases: a list of them, or a union of one
 * SELECT a column (of which SQLite takes 500), would be slow for hundreds. */
static void add_choice(struct text *sql, const char *const *columns, int low, int high) {
  if (high - low < 2) {
    text_add(sql, "r.");
    store_add_name(sql, columns[low]);
    return;
  }
  int middle = low + (high - low) / 2;
  text_add_format(sql, "CASE WHEN t.position < %d THEN ", middle);
  add_choice(sql, columns, low, middle);
  text_add(sql, " ELSE ");
  add_choice(sql, columns, middle, high);
  text_add(sql, " END");
}

/* [columns] is NULL-safe only when [count] is 0. */
static void add_view(struct text *sql, const char *view, const char *table, const char *name,
                     const char *const *columns, int count) {
  text_add_format(sql, "CREATE VIEW %s (run_id, name, value) AS SELECT r.run_id, t.%s, ", view,
                  name);
  if (count == 0) {
    text_add(sql, "NULL");
  } else {
    add_choice(sql, columns, 0, count);
  }
  text_add_format(sql, " FROM runs AS r CROSS JOIN %s AS t;", table);
}

enum err_code store_schema(struct text *sql, const struct store_plan *plan, struct arena *arena,
                           const char ***columns, const char *where, struct err *err) {
  int count = RUN_COLUMN_FIXED + plan->factor_count + plan->measure_count;
  if (count > STORE_COLUMN_MAX) {
    return err_set(err, ERR_STORE, where,
                   "found %d factors and %d measures; expected %d at most together",
                   plan->factor_count, plan->measure_count, STORE_COLUMN_MAX - RUN_COLUMN_FIXED);
  }
  *columns = name_columns(plan, arena);
  if (*columns == NULL) {
    return err_set(err, ERR_NOMEM, where, "no memory");
  }
  text_add(sql,
           "CREATE TABLE sweep (scenario TEXT NOT NULL, title TEXT NOT NULL, epoch TEXT NOT NULL, "
           "engine TEXT NOT NULL, days INTEGER NOT NULL, seed TEXT NOT NULL, "
           "points INTEGER NOT NULL, planned INTEGER NOT NULL, shard TEXT);"
           "CREATE TABLE plan (position INTEGER PRIMARY KEY, key TEXT NOT NULL, "
           "value TEXT NOT NULL, may_change INTEGER NOT NULL);"
           "CREATE TABLE factor (position INTEGER PRIMARY KEY, path TEXT NOT NULL, "
           "column_name TEXT NOT NULL, number INTEGER NOT NULL, low REAL, high REAL, base REAL, "
           "levels TEXT NOT NULL, source TEXT NOT NULL);"
           "CREATE TABLE measure (position INTEGER PRIMARY KEY, name TEXT NOT NULL, "
           "column_name TEXT NOT NULL, flag INTEGER NOT NULL, unit TEXT NOT NULL);"
           "CREATE TABLE series_name (position INTEGER PRIMARY KEY, name TEXT NOT NULL);"
           "CREATE TABLE bundle (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
           "path TEXT NOT NULL, bytes BLOB NOT NULL, hash TEXT NOT NULL);");
  add_runs(sql, plan, *columns);
  text_add(sql,
           /* All that counting and resuming ask for, in pages of its own: rows are wide. */
           "CREATE INDEX runs_status ON runs (run_id, point, replicate, status);"
           "CREATE TABLE series (run_id INTEGER PRIMARY KEY, days INTEGER NOT NULL, "
           "blob BLOB NOT NULL);"
           "CREATE TABLE timing (run_id INTEGER PRIMARY KEY, seconds REAL, "
           "attempts INTEGER NOT NULL);"
           "CREATE TABLE event (run_id INTEGER NOT NULL, id INTEGER NOT NULL, cause INTEGER, "
           "cause2 INTEGER, minute INTEGER NOT NULL, date TEXT, kind TEXT, actor TEXT, "
           "target TEXT, theatre TEXT, verb TEXT, cameo TEXT, plover TEXT, goldstein REAL, "
           "mid_hostility INTEGER, sentence TEXT, detail TEXT, PRIMARY KEY (run_id, id)) "
           "WITHOUT ROWID;");
  add_view(sql, "param", "factor", "path", *columns, plan->factor_count);
  add_view(sql, "outcome", "measure", "name", *columns + plan->factor_count, plan->measure_count);
  text_add_format(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION,
                  STORE_VERSION);
  return sql->failed ? err_set(err, ERR_NOMEM, where, "no memory") : ERR_OK;
}
