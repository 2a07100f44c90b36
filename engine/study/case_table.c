/* Records of past cases. */
#include "study/case_table.h"

#include "base/csv.h"
#include "base/names.h"
#include "base/number.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const double size_most = 1e100; /* of a term: its square is a number */

/* --- reading -----------------------------------------------------------------------------------
 */

static enum err_code no_memory(const char *name, struct err *err) {
  return err_set(err, ERR_NOMEM, name, "no memory for its cases");
}

static enum err_code fault_at(const struct case_table *table, int64_t line, struct err *err,
                              const char *what) {
  char where[ERR_WHERE_MAX];
  (void)snprintf(where, sizeof where, "%s:%lld", table->name, (long long)line);
  return err_set(err, ERR_INVALID, where, "%s", what);
}

static const char *keep(struct arena *arena, const char *cell) {
  const char *from = cell + strspn(cell, " \t");
  size_t length = strlen(from);
  while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\t')) {
    length--;
  }
  return arena_text(arena, from, length);
}

static enum err_code read_header(struct case_table *table, struct csv_reader *reader,
                                 struct arena *arena, struct err *err) {
  bool more = false;
  enum err_code rc = csv_next(reader, &more, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (!more || reader->count > CASE_COLUMNS_MAX) {
    return err_set(err, ERR_INVALID, table->name,
                   "header: found %d columns; expected 1 to %d, and a row for each case",
                   reader->count, CASE_COLUMNS_MAX);
  }
  table->heads = arena_zeroed(arena, (size_t)reader->count, sizeof *table->heads);
  for (int i = 0; table->heads != NULL && i < reader->count; i++) {
    const char *head = keep(arena, csv_cell(reader, i));
    if (head == NULL) {
      return no_memory(table->name, err);
    }
    if (head[0] == '\0') {
      return fault_at(table, reader->line, err, "header: found no name; expected one a column");
    }
    if (case_table_find(table, head) >= 0) {
      char what[160];
      (void)snprintf(what, sizeof what,
                     "header: found \"%.100s\" twice; expected names that differ", head);
      return fault_at(table, reader->line, err, what);
    }
    table->heads[table->columns++] = head;
  }
  return table->heads == NULL ? no_memory(table->name, err) : ERR_OK;
}

static enum err_code take_row(struct case_table *table, const struct csv_reader *reader,
                              struct arena *arena, struct err *err) {
  char what[120];
  if (reader->count != table->columns) {
    (void)snprintf(what, sizeof what, "row: found %d cells; expected %d, as in the header",
                   reader->count, table->columns);
    return fault_at(table, reader->line, err, what);
  }
  if (table->count == CASES_MAX) {
    (void)snprintf(what, sizeof what, "found more than %d cases; expected fewer", CASES_MAX);
    return fault_at(table, reader->line, err, what);
  }
  const char **cells = table->cells + table->count * table->columns;
  for (int i = 0; i < table->columns; i++) {
    cells[i] = keep(arena, csv_cell(reader, i));
    if (cells[i] == NULL) {
      return no_memory(table->name, err);
    }
  }
  table->lines[table->count++] = reader->line;
  return ERR_OK;
}

/* How many rows there are beside the header; at least 0. */
static int64_t count_rows(const char *name, const char *bytes, size_t length) {
  struct csv_reader reader;
  int64_t rows = -1;
  bool more = true;
  csv_open(&reader, name, bytes, length);
  while (more && rows <= CASES_MAX && csv_next(&reader, &more, NULL) == ERR_OK) {
    rows += more ? 1 : 0;
  }
  csv_close(&reader);
  return rows < 0 ? 0 : rows;
}

static enum err_code read_rows(struct case_table *table, struct csv_reader *reader, int64_t rows,
                               struct arena *arena, struct err *err) {
  size_t room = (size_t)(rows > CASES_MAX ? CASES_MAX : rows);
  bool more = true;
  enum err_code rc = ERR_OK;
  table->cells = arena_zeroed(arena, room * (size_t)table->columns, sizeof *table->cells);
  table->lines = arena_zeroed(arena, room, sizeof *table->lines);
  if (table->cells == NULL || table->lines == NULL) {
    return no_memory(table->name, err);
  }
  while (rc == ERR_OK && more) {
    rc = csv_next(reader, &more, err);
    rc = rc == ERR_OK && more ? take_row(table, reader, arena, err) : rc;
  }
  if (rc == ERR_OK && table->count == 0) {
    return err_set(err, ERR_INVALID, table->name,
                   "found a header and no rows; expected a row a case");
  }
  return rc;
}

enum err_code case_table_read(struct case_table *out, const char *name, const char *bytes,
                              size_t length, struct arena *arena, struct err *err) {
  struct csv_reader reader;
  int64_t rows = count_rows(name, bytes, length);
  *out = (struct case_table){.name = name};
  csv_open(&reader, name, bytes, length);
  enum err_code rc = read_header(out, &reader, arena, err);
  rc = rc != ERR_OK ? rc : read_rows(out, &reader, rows, arena, err);
  csv_close(&reader);
  return rc;
}

/* --- asking ------------------------------------------------------------------------------------
 */

int case_table_find(const struct case_table *table, const char *column) {
  return names_find(column, table->heads, (size_t)table->columns);
}

static void hint(const char *near, char out[160]) {
  (void)snprintf(out, 160, near == NULL ? "%s" : "; did you mean \"%.100s\"?",
                 near == NULL ? "" : near);
}

enum err_code case_table_column(const struct case_table *table, const char *option,
                                const char *column, int *out, struct err *err) {
  char meant[160];
  *out = case_table_find(table, column);
  if (*out >= 0) {
    return ERR_OK;
  }
  hint(names_nearest(column, table->heads, (size_t)table->columns), meant);
  return err_set(err, ERR_USAGE, option, "found \"%.100s\"; expected a column of %.100s%s", column,
                 table->name, meant);
}

const char *case_table_cell(const struct case_table *table, int64_t row, int column) {
  assert(row >= 0 && row < table->count && column >= 0 && column < table->columns);
  return table->cells[row * table->columns + column];
}

enum err_code case_table_number(const struct case_table *table, int64_t row, int column, double low,
                                double high, const char *expected, double *out, struct err *err) {
  const char *cell = case_table_cell(table, row, column);
  if (number_parse(cell, out) && *out >= low && *out <= high) {
    return ERR_OK;
  }
  char what[ERR_TEXT_MAX];
  (void)snprintf(what, sizeof what, "%.100s: found \"%.100s\"; expected a number%s%s",
                 table->heads[column], cell, expected[0] == '\0' ? "" : " ", expected);
  return fault_at(table, table->lines[row], err, what);
}

/* 1 where the column's cell is [value]. */
static enum err_code indicate(const struct case_table *table, const char *option, int column,
                              const char *value, double *out, int stride, struct err *err) {
  const char *near = NULL;
  bool found = false;
  for (int64_t row = 0; row < table->count; row++) {
    const char *cell = case_table_cell(table, row, column);
    const char *pair[] = {near, cell};
    bool same = strcmp(cell, value) == 0;
    out[row * stride] = same ? 1 : 0;
    found = found || same;
    near = names_nearest(value, pair, 2);
  }
  if (found) {
    return ERR_OK;
  }
  char meant[160];
  hint(near, meant);
  return err_set(err, ERR_USAGE, option,
                 "%.60s: found \"%.100s\"; expected a value of the column%s", table->heads[column],
                 value, meant);
}

enum err_code case_table_term(const struct case_table *table, const char *option, const char *term,
                              double *out, int stride, struct err *err) {
  char name[ERR_WHERE_MAX];
  int column = case_table_find(table, term); /* a name may hold = itself */
  const char *equals = column >= 0 ? NULL : strchr(term, '=');
  (void)snprintf(name, sizeof name, "%.*s",
                 equals == NULL ? (int)strlen(term) : (int)(equals - term), term);
  enum err_code rc = case_table_column(table, option, name, &column, err);
  if (rc == ERR_OK && equals != NULL) {
    return indicate(table, option, column, equals + 1, out, stride, err);
  }
  for (int64_t row = 0; rc == ERR_OK && row < table->count; row++) {
    rc = case_table_number(table, row, column, -size_most, size_most,
                           "(COLUMN=VALUE makes one of words)", &out[row * stride], err);
  }
  return rc;
}

void case_table_groups(const struct case_table *table, int column, int32_t *out) {
  int32_t count = 0;
  for (int64_t row = 0; row < table->count; row++) {
    const char *cell = case_table_cell(table, row, column);
    out[row] = -1;
    for (int64_t other = 0; other < row && out[row] < 0; other++) {
      out[row] = strcmp(case_table_cell(table, other, column), cell) == 0 ? out[other] : -1;
    }
    out[row] = out[row] < 0 ? count++ : out[row];
  }
}
