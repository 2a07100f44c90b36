/* Designs from and to CSV files. */
#include "study/design.h"

#include "base/csv.h"
#include "base/number.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is known of a column so far. */
struct column {
  char *path;
  bool number;
  double low, high;
  char **words;
  int word_count, word_room;
};

struct table {
  struct csv_reader reader;
  struct column *columns;
  int column_count;
  double *values; /* [row * columns + column] */
  size_t value_count, value_room;
};

static enum err_code no_memory(const struct table *table, struct err *err) {
  return err_set(err, ERR_NOMEM, table->reader.name, "no memory for its points");
}

static void where_of(const struct table *table, char where[ERR_WHERE_MAX]) {
  (void)snprintf(where, ERR_WHERE_MAX, "%s:%lld", table->reader.name,
                 (long long)table->reader.line);
}

/* "name:line", "subject: found \"cell\"; expected ...". */
static enum err_code fault(const struct table *table, const char *subject, const char *cell,
                           const char *expected, struct err *err) {
  char where[ERR_WHERE_MAX];
  struct text text = {0};
  (void)snprintf(where, sizeof where, "%s:%lld", table->reader.name, (long long)table->reader.line);
  text_add_safe(&text, subject, strlen(subject));
  if (cell[0] == '\0') {
    text_add(&text, ": found nothing");
  } else {
    text_add(&text, ": found \"");
    text_add_safe(&text, cell, strlen(cell));
    text_add(&text, "\"");
  }
  enum err_code code =
      err_set(err, ERR_INVALID, where, "%s; expected %s", text_string(&text), expected);
  text_free(&text);
  return code;
}

static char *copy_of(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  return copy == NULL ? NULL : memcpy(copy, text, size);
}

/* A copy of [cell] without the spaces around it. */
static char *trimmed(const char *cell) {
  while (isspace((unsigned char)*cell)) {
    cell++;
  }
  char *copy = copy_of(cell);
  size_t length = copy == NULL ? 0 : strlen(copy);
  while (length > 0 && isspace((unsigned char)copy[length - 1])) {
    copy[--length] = '\0';
  }
  return copy;
}

static enum err_code read_header(struct table *table, struct err *err) {
  bool more = false;
  enum err_code code = csv_next(&table->reader, &more, err);
  if (code != ERR_OK) {
    return code;
  }
  if (!more) {
    return err_set(err, ERR_INVALID, table->reader.name,
                   "found no line; expected a header of paths and a row a point");
  }
  int count = table->reader.count;
  if (count > FACTOR_MAX) {
    return err_set(err, ERR_INVALID, table->reader.name,
                   "found %d columns; expected at most %d factors", count, FACTOR_MAX);
  }
  table->columns = calloc((size_t)count, sizeof *table->columns);
  if (table->columns == NULL) {
    return no_memory(table, err);
  }
  for (int i = 0; i < count; i++) {
    char *path = trimmed(csv_cell(&table->reader, i));
    if (path == NULL) {
      return no_memory(table, err);
    }
    table->columns[table->column_count++].path = path;
    char column[32];
    (void)snprintf(column, sizeof column, "column %d", i + 1);
    if (path[0] == '\0') {
      return fault(table, column, "", "the path of a factor", err);
    }
    for (int j = 0; j < i; j++) {
      if (strcmp(table->columns[j].path, path) == 0) {
        return fault(table, column, path, "each factor once", err);
      }
    }
  }
  return ERR_OK;
}

/* Number of [word] in the column's words, to which it is added if it is new; -1: no memory. */
static int word_number(struct column *column, const char *word) {
  for (int i = 0; i < column->word_count; i++) {
    if (strcmp(column->words[i], word) == 0) {
      return i;
    }
  }
  if (column->word_count == column->word_room) {
    int room = column->word_room == 0 ? 8 : column->word_room * 2;
    char **words = realloc(column->words, (size_t)room * sizeof *words);
    if (words == NULL) {
      return -1;
    }
    column->words = words;
    column->word_room = room;
  }
  column->words[column->word_count] = copy_of(word);
  return column->words[column->word_count] == NULL ? -1 : column->word_count++;
}

/* Reads a number in a cell, with spaces around it or not. */
static bool cell_number(const char *cell, double *out) {
  char text[64];
  const char *from = cell + strspn(cell, " \t");
  size_t length = strlen(from);
  while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\t')) {
    length--;
  }
  if (length >= sizeof text) {
    return false;
  }
  memcpy(text, from, length);
  text[length] = '\0';
  return number_parse(text, out);
}

static enum err_code read_cell(struct table *table, int index, bool first, double *out,
                               struct err *err) {
  struct column *column = &table->columns[index];
  const char *cell = csv_cell(&table->reader, index);
  bool number = cell_number(cell, out);
  if (cell[0] == '\0') {
    return fault(table, column->path, cell, "a number or a word", err);
  }
  if (first) {
    column->number = number;
    column->low = *out;
    column->high = *out;
  }
  if (number != column->number) {
    return fault(
        table, column->path, cell,
        column->number ? "a number, as in the rows before" : "a word, as in the rows before", err);
  }
  if (number) {
    column->low = fmin(column->low, *out);
    column->high = fmax(column->high, *out);
    return ERR_OK;
  }
  int word = word_number(column, cell);
  if (word < 0) {
    return no_memory(table, err);
  }
  if (word >= LEVEL_MAX) {
    return fault(table, column->path, cell, "not more different words than a factor may have", err);
  }
  *out = word;
  return ERR_OK;
}

static enum err_code make_room(struct table *table, struct err *err) {
  size_t needed = table->value_count + (size_t)table->column_count;
  if (needed > DESIGN_VALUES_MAX) {
    return err_set(err, ERR_INVALID, table->reader.name,
                   "found more than %d cells; expected fewer points", DESIGN_VALUES_MAX);
  }
  if (needed > table->value_room) {
    size_t room = needed * 2;
    double *values = realloc(table->values, room * sizeof *values);
    if (values == NULL) {
      return no_memory(table, err);
    }
    table->values = values;
    table->value_room = room;
  }
  return ERR_OK;
}

static enum err_code read_row(struct table *table, struct err *err) {
  if (table->reader.count != table->column_count) {
    char where[ERR_WHERE_MAX];
    where_of(table, where);
    return err_set(err, ERR_INVALID, where, "row: found %d cells; expected %d, as in the header",
                   table->reader.count, table->column_count);
  }
  enum err_code code = make_room(table, err);
  bool first = table->value_count == 0;
  for (int i = 0; i < table->column_count && code == ERR_OK; i++) {
    code = read_cell(table, i, first, &table->values[table->value_count + (size_t)i], err);
  }
  table->value_count += (size_t)table->column_count;
  return code;
}

static enum err_code read_rows(struct table *table, struct err *err) {
  for (;;) {
    bool more = false;
    enum err_code code = csv_next(&table->reader, &more, err);
    if (code == ERR_OK && more) {
      code = read_row(table, err);
    }
    if (code != ERR_OK) {
      return code;
    }
    if (!more) {
      return table->value_count > 0 ? ERR_OK
                                    : err_set(err, ERR_INVALID, table->reader.name,
                                              "found a header and no rows; expected a row a point");
    }
  }
}

/* A factor of a column, with all it points into in one block. */
static bool make_factor(struct factor *out, const struct column *column) {
  static const char asked[] = "file";
  size_t count = (size_t)column->word_count;
  size_t size = count * sizeof(char *) + sizeof asked + strlen(column->path) + 1;
  for (size_t i = 0; i < count; i++) {
    size += strlen(column->words[i]) + 1;
  }
  char *block = malloc(size);
  if (block == NULL) {
    return false;
  }
  const char **words = (const char **)(void *)block;
  char *text = block + count * sizeof(char *);
  *out = (struct factor){.path = text + sizeof asked,
                         .levels_text = memcpy(text, asked, sizeof asked),
                         .source = "",
                         .number = column->number,
                         .low = column->number ? column->low : (double)NAN,
                         .high = column->number ? column->high : (double)NAN,
                         .base = (double)NAN,
                         .level_count = column->word_count,
                         .words = column->number ? NULL : words,
                         .block = block};
  text = stpcpy(text + sizeof asked, column->path) + 1;
  for (size_t i = 0; i < count; i++) {
    words[i] = text;
    text = stpcpy(text, column->words[i]) + 1;
  }
  return true;
}

static enum err_code make_factors(const struct table *table, struct factor **out, struct err *err) {
  struct factor *factors = calloc((size_t)table->column_count, sizeof *factors);
  for (int i = 0; factors != NULL && i < table->column_count; i++) {
    if (!make_factor(&factors[i], &table->columns[i])) {
      factors_free(factors, table->column_count);
      factors = NULL;
    }
  }
  *out = factors;
  return factors == NULL ? no_memory(table, err) : ERR_OK;
}

static void table_close(struct table *table) {
  csv_close(&table->reader);
  for (int i = 0; i < table->column_count; i++) {
    for (int j = 0; j < table->columns[i].word_count; j++) {
      free(table->columns[i].words[j]);
    }
    free(table->columns[i].words);
    free(table->columns[i].path);
  }
  free(table->columns);
  free(table->values);
}

enum err_code design_read_csv(const char *name, const char *bytes, size_t length,
                              struct factor **factors, int *factor_count, struct points *out,
                              struct err *err) {
  struct table table = {0};
  *factors = NULL;
  *factor_count = 0;
  *out = (struct points){0};
  csv_open(&table.reader, name, bytes, length);
  enum err_code code = read_header(&table, err);
  code = code == ERR_OK ? read_rows(&table, err) : code;
  code = code == ERR_OK ? make_factors(&table, factors, err) : code;
  if (code == ERR_OK) {
    *factor_count = table.column_count;
    *out = (struct points){.count = (int64_t)table.value_count / table.column_count,
                           .factor_count = table.column_count,
                           .values = table.values};
    table.values = NULL;
  }
  table_close(&table);
  return code;
}

void design_write_csv(struct text *out, const struct factor *factors, int factor_count,
                      const struct points *points) {
  assert(points->factor_count == factor_count);
  for (int i = 0; i < factor_count; i++) {
    text_add(out, i > 0 ? "," : "");
    csv_text(out, factors[i].path);
  }
  text_add(out, "\n");
  const double *value = points->values;
  for (int64_t point = 0; point < points->count; point++) {
    for (int i = 0; i < factor_count; i++, value++) {
      text_add(out, i > 0 ? "," : "");
      if (factors[i].number) {
        char number[NUMBER_TEXT_SIZE];
        number_print(*value, number);
        text_add(out, number);
      } else {
        assert(*value >= 0 && *value < factors[i].level_count);
        csv_text(out, factors[i].words[(int)*value]);
      }
    }
    text_add(out, "\n");
  }
}
