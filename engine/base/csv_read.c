/* Rows of comma-separated values. */
#include "base/csv.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code fault(const struct csv_reader *reader, int64_t line, const char *what,
                           struct err *err) {
  char where[ERR_WHERE_MAX];
  (void)snprintf(where, sizeof where, "%s:%lld", reader->name, (long long)line);
  return err_set(err, ERR_INVALID, where, "%s", what);
}

void csv_open(struct csv_reader *reader, const char *name, const char *bytes, size_t length) {
  static const char mark[] = "\xEF\xBB\xBF";
  *reader = (struct csv_reader){.name = name, .at = bytes, .end = bytes + length, .next_line = 1};
  if (length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0) {
    reader->at += sizeof mark - 1;
  }
}

void csv_close(struct csv_reader *reader) {
  free(reader->starts);
  text_free(&reader->cells);
  *reader = (struct csv_reader){0};
}

const char *csv_cell(const struct csv_reader *reader, int index) {
  assert(index >= 0 && index < reader->count);
  return csv_plain(reader->cells.bytes + reader->starts[index]);
}

static bool begin_cell(struct csv_reader *reader) {
  size_t count = (size_t)reader->count;
  if (count == reader->room) {
    size_t room = reader->room == 0 ? 16 : reader->room * 2;
    size_t *starts = count >= INT_MAX / 2 ? NULL : realloc(reader->starts, room * sizeof *starts);
    if (starts == NULL) {
      return false;
    }
    reader->starts = starts;
    reader->room = room;
  }
  reader->starts[reader->count++] = reader->cells.length;
  return true;
}

/* Length of the end of a line at the place of reading, 0 if there is none. */
static size_t line_end(const struct csv_reader *reader) {
  if (reader->at == reader->end || (*reader->at != '\r' && *reader->at != '\n')) {
    return 0;
  }
  bool both = *reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n';
  return both ? 2 : 1;
}

/* Takes a cell's text after its opening quote, and the closing one. */
static enum err_code take_quoted(struct csv_reader *reader, struct err *err) {
  int64_t opened = reader->next_line;
  while (reader->at < reader->end) {
    size_t ends = line_end(reader);
    size_t length = ends > 0 ? ends : 1;
    if (*reader->at == '"') {
      if (reader->at + 1 == reader->end || reader->at[1] != '"') {
        reader->at++;
        bool closed = reader->at == reader->end || *reader->at == ',' || line_end(reader) > 0;
        return closed ? ERR_OK
                      : fault(reader, reader->next_line,
                              "found text after a closing quote; expected a comma or the row's end",
                              err);
      }
      reader->at++;
    }
    text_add_bytes(&reader->cells, reader->at, length);
    reader->at += length;
    reader->next_line += ends > 0 ? 1 : 0;
  }
  return fault(reader, opened, "found a quote that nothing closes; expected one more quote", err);
}

static enum err_code take_bare(struct csv_reader *reader, struct err *err) {
  const char *from = reader->at;
  while (reader->at < reader->end && *reader->at != ',' && line_end(reader) == 0) {
    if (*reader->at == '"') {
      return fault(reader, reader->next_line,
                   "found a quote inside a cell; expected the whole cell in quotes, and each quote "
                   "in it twice",
                   err);
    }
    reader->at++;
  }
  text_add_bytes(&reader->cells, from, (size_t)(reader->at - from));
  return ERR_OK;
}

/* Takes cells up to and with the end of the row. */
static enum err_code take_row(struct csv_reader *reader, struct err *err) {
  for (;;) {
    if (!begin_cell(reader)) {
      return err_set(err, ERR_NOMEM, reader->name, "no memory for a row");
    }
    size_t start = reader->cells.length;
    bool quoted = reader->at < reader->end && *reader->at == '"';
    reader->at += quoted ? 1 : 0;
    enum err_code code = quoted ? take_quoted(reader, err) : take_bare(reader, err);
    if (code != ERR_OK) {
      return code;
    }
    size_t length = reader->cells.length - start;
    text_add_bytes(&reader->cells, "", 1);
    if (reader->cells.failed) {
      return err_set(err, ERR_NOMEM, reader->name, "no memory for a row");
    }
    if (memchr(reader->cells.bytes + start, '\0', length) != NULL) {
      return fault(reader, reader->line, "found a NUL byte; expected text in UTF-8", err);
    }
    if (reader->at < reader->end && *reader->at == ',') {
      reader->at++;
      continue;
    }
    reader->next_line += line_end(reader) > 0 ? 1 : 0;
    reader->at += line_end(reader);
    return ERR_OK;
  }
}

enum err_code csv_next(struct csv_reader *reader, bool *more, struct err *err) {
  *more = false;
  reader->count = 0;
  text_clear(&reader->cells);
  for (size_t ends = line_end(reader); ends > 0; ends = line_end(reader)) {
    reader->at += ends;
    reader->next_line++;
  }
  if (reader->at == reader->end) {
    return ERR_OK;
  }
  reader->line = reader->next_line;
  *more = true;
  return take_row(reader, err);
}
