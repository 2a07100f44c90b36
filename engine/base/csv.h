/* Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
 *
 * A text cell that a spreadsheet would take for a formula (=, +, -, @, a tab, a carriage return or
 * a line feed comes first) is written with an apostrophe before it. The apostrophe comes off again
 * in reading; one that the text had of itself before such a character is doubled, so that every
 * text comes back as it was. Numbers are written as they are: -3 stays -3. */
#ifndef DEMARCHE_BASE_CSV_H
#define DEMARCHE_BASE_CSV_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Adds [cell] (NULL: an empty one), in quotes when it holds a comma, a quote or a line's end.
 * Commas and ends of lines between cells are the caller's. */
void csv_text(struct text *out, const char *cell);

/* Adds [value] by 17 significant digits, which read back as the same double; nothing for NaN, "inf"
 * and "-inf" for infinities, "0" for either zero. */
void csv_number(struct text *out, double value);

/* The text that a cell stands for: [cell] without the apostrophe that kept it from being a formula.
 * Points into [cell]. */
const char *csv_plain(const char *cell);

/* Reads row by row. */
struct csv_reader {
  const char *name; /* of the file, for messages */
  const char *at, *end;
  int64_t line; /* on which the row in hand begins, from 1 */
  int64_t next_line;
  int count; /* cells of the row in hand */
  size_t *starts;
  size_t room;
  struct text cells; /* each with its NUL */
};

/* Begins to read [length] bytes at [bytes], which stay where they are until csv_close. */
void csv_open(struct csv_reader *reader, const char *name, const char *bytes, size_t length);

/* Takes the next row that is not empty; [*more] tells whether there was one. A byte order mark is
 * skipped; rows end with CRLF, LF or CR, the last one with the file as well. ERR_INVALID
 * "name:line" for a quote where none may be or that nothing closes, and for a NUL. */
enum err_code csv_next(struct csv_reader *reader, bool *more, struct err *err);

/* Cell [index] of the row in hand, plain as csv_plain has it; until the next row. */
const char *csv_cell(const struct csv_reader *reader, int index);

void csv_close(struct csv_reader *reader);

#endif
