/* Runs by columns, as statistics want them. */
#include "store/handle.h"

#include "base/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIXED = 5 }; /* columns of identity before those asked for */

/* A column being read: what it is in the plan, and the words it has had so far. */
struct source_column {
  int index; /* in the plan's list of columns: factors, then measures */
  bool words;
  int room; /* of the list of words */
  int last; /* the word of the run before, which is often that of the next */
};

static enum err_code no_memory(const struct store *store, struct err *err) {
  return err_set(err, ERR_NOMEM, store->path, "no memory for its runs");
}

static const char *column_name(const struct store_plan *plan, int index) {
  return index < plan->factor_count ? plan->factors[index].path
                                    : plan->measures[index - plan->factor_count].name;
}

static enum err_code find_column(const struct store *store, const char *name, int *index,
                                 struct err *err) {
  const struct store_plan *plan = &store->plan;
  int count = plan->factor_count + plan->measure_count;
  for (*index = 0; *index < count; ++*index) {
    if (strcmp(column_name(plan, *index), name) == 0) {
      return ERR_OK;
    }
  }
  const char **all = calloc((size_t)count + 1, sizeof *all);
  for (int i = 0; all != NULL && i < count; i++) {
    all[i] = column_name(plan, i);
  }
  const char *near = all == NULL ? NULL : names_nearest(name, all, (size_t)count);
  free(all);
  return err_set(err, ERR_USAGE, store->path, "found no factor or measure \"%.80s\"%s%s%s", name,
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}

static enum err_code make_column(const struct store *store, int index, int64_t count,
                                 struct store_column *out, struct source_column *source,
                                 struct err *err) {
  const struct store_plan *plan = &store->plan;
  int measure = index - plan->factor_count;
  *source = (struct source_column){.index = index};
  source->words = measure < 0 && !plan->factors[index].number;
  out->name = strdup(column_name(plan, index));
  out->is_factor = measure < 0;
  out->flag = measure >= 0 && plan->measures[measure].flag;
  out->values = calloc((size_t)count + 1, sizeof *out->values);
  return out->name == NULL || out->values == NULL ? no_memory(store, err) : ERR_OK;
}

static enum err_code make_columns(struct store *store, const char *const *names, int name_count,
                                  struct store_columns *out, struct source_column *sources,
                                  struct err *err) {
  size_t runs = (size_t)out->count + 1;
  enum err_code rc = ERR_OK;
  out->run_id = calloc(runs, sizeof *out->run_id);
  out->point = calloc(runs, sizeof *out->point);
  out->replicate = calloc(runs, sizeof *out->replicate);
  out->seed = calloc(runs, sizeof *out->seed);
  out->status = calloc(runs, sizeof *out->status);
  out->columns = calloc((size_t)name_count + 1, sizeof *out->columns);
  if (out->run_id == NULL || out->point == NULL || out->replicate == NULL || out->seed == NULL ||
      out->status == NULL || out->columns == NULL) {
    return no_memory(store, err);
  }
  for (int i = 0; i < name_count && rc == ERR_OK; i++) {
    int index = i;
    rc = names == NULL ? ERR_OK : find_column(store, names[i], &index, err);
    if (rc == ERR_OK) {
      out->column_count = i + 1;
      rc = make_column(store, index, out->count, &out->columns[i], &sources[i], err);
    }
  }
  return rc;
}

static enum err_code prepare(struct store *store, const struct source_column *sources, int count,
                             sqlite3_stmt **row, struct err *err) {
  struct text sql = {0};
  text_add(&sql, "SELECT run_id, point, replicate, seed, status");
  for (int i = 0; i < count; i++) {
    text_add(&sql, ", ");
    store_add_name(&sql, store->columns[sources[i].index]);
  }
  text_add(&sql, " FROM runs ORDER BY run_id");
  enum err_code rc =
      sql.failed ? no_memory(store, err) : store_prepare(store, text_string(&sql), row, err);
  text_free(&sql);
  return rc;
}

/* The number of [word] in the column's list, to which it is added if it is new; -1: no memory. */
static int word_number(struct store_column *column, struct source_column *source,
                       const char *word) {
  if (source->last < column->word_count && strcmp(column->words[source->last], word) == 0) {
    return source->last;
  }
  int found = names_find(word, column->words, (size_t)column->word_count);
  if (found < 0) {
    if (column->word_count == source->room) {
      int room = source->room == 0 ? 8 : source->room * 2;
      const char **words = realloc(column->words, (size_t)room * sizeof *words);
      if (words == NULL) {
        return -1;
      }
      column->words = words;
      source->room = room;
    }
    column->words[column->word_count] = strdup(word);
    if (column->words[column->word_count] == NULL) {
      return -1;
    }
    found = column->word_count++;
  }
  source->last = found;
  return found;
}

static enum err_code damaged_run(struct store *store, sqlite3_stmt *row, struct err *err) {
  return store_damaged(store, err, "run %lld is not as this program writes it",
                       (long long)sqlite3_column_int64(row, 0));
}

static enum err_code take_value(struct store *store, sqlite3_stmt *row, int at,
                                struct store_column *column, struct source_column *source,
                                double *out, struct err *err) {
  if (!source->words || sqlite3_column_type(row, at) == SQLITE_NULL) {
    return store_column_number(row, at, out) ? ERR_OK : damaged_run(store, row, err);
  }
  const char *word = store_column_text(row, at);
  if (word == NULL) {
    return damaged_run(store, row, err);
  }
  int number = word_number(column, source, word);
  *out = number;
  return number < 0 ? no_memory(store, err) : ERR_OK;
}

static enum err_code take_row(struct store *store, sqlite3_stmt *row, int64_t i,
                              struct store_columns *out, struct source_column *sources,
                              struct err *err) {
  int64_t seed = 0;
  enum run_status status = store_status_of(store_column_text(row, 4));
  enum err_code rc = ERR_OK;
  if (!store_column_integer(row, 0, 0, INT64_MAX, &out->run_id[i]) ||
      !store_column_integer(row, 1, 0, INT64_MAX, &out->point[i]) ||
      !store_column_integer(row, 2, 0, INT64_MAX, &out->replicate[i]) ||
      status == RUN_STATUS_COUNT || !store_column_integer(row, 3, 0, INT64_MAX, &seed)) {
    return damaged_run(store, row, err);
  }
  out->seed[i] = (uint64_t)seed;
  out->status[i] = (unsigned char)status;
  for (int k = 0; k < out->column_count && rc == ERR_OK; k++) {
    rc = take_value(store, row, FIXED + k, &out->columns[k], &sources[k],
                    &out->columns[k].values[i], err);
  }
  return rc;
}

static enum err_code take_rows(struct store *store, struct store_columns *out,
                               struct source_column *sources, struct err *err) {
  sqlite3_stmt *row = NULL;
  int64_t i = 0;
  int code = SQLITE_DONE;
  enum err_code rc = prepare(store, sources, out->column_count, &row, err);
  while (rc == ERR_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    rc = i == out->count ? store_damaged(store, err, "its index lacks runs")
                         : take_row(store, row, i, out, sources, err);
    i++;
  }
  if (rc == ERR_OK && code != SQLITE_DONE) {
    rc = store_fault(store, code, err);
  }
  if (rc == ERR_OK && i != out->count) {
    rc = store_damaged(store, err, "its index has runs that are not there");
  }
  (void)sqlite3_finalize(row);
  return rc;
}

enum err_code store_read_columns(struct store *store, const char *const *names, int name_count,
                                 struct store_columns *out, struct err *err) {
  bool begun = false;
  int count = names == NULL ? store->plan.factor_count + store->plan.measure_count : name_count;
  struct source_column *sources = calloc((size_t)count + 1, sizeof *sources);
  *out = (struct store_columns){0};
  if (sources == NULL) {
    return no_memory(store, err);
  }
  enum err_code rc = store_begin_reading(store, &begun, err);
  rc = rc != ERR_OK ? rc : store_number(store, "SELECT count(*) FROM runs", &out->count, err);
  rc = rc != ERR_OK ? rc : make_columns(store, names, count, out, sources, err);
  rc = rc != ERR_OK ? rc : take_rows(store, out, sources, err);
  store_end_reading(store, begun);
  free(sources);
  if (rc != ERR_OK) {
    store_columns_free(out);
  }
  return rc;
}

void store_columns_free(struct store_columns *columns) {
  for (int i = 0; i < columns->column_count; i++) {
    struct store_column *column = &columns->columns[i];
    for (int k = 0; k < column->word_count; k++) {
      free((void *)(uintptr_t)column->words[k]);
    }
    free(column->words);
    free((void *)(uintptr_t)column->name);
    free(column->values);
  }
  free(columns->columns);
  free(columns->run_id);
  free(columns->point);
  free(columns->replicate);
  free(columns->seed);
  free(columns->status);
  *columns = (struct store_columns){0};
}
