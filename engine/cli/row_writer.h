/* Rows of named cells, as CSV or JSON lines. */
#ifndef DEMARCHE_CLI_ROW_WRITER_H
#define DEMARCHE_CLI_ROW_WRITER_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* ROW_HEADER writes the names where ROW_CSV writes the values, so that one function that fills a
 * row makes both. */
enum row_form { ROW_CSV, ROW_JSONL, ROW_HEADER };

struct row_writer {
  enum row_form form;
  bool begun; /* the row has a cell */
  struct text *out;
};

/* A row is its cells, then row_end. Text is made safe for terminals and spreadsheets; NULL and NaN
 * are an empty cell, or null. Numbers by 17 digits. */
void row_text(struct row_writer *row, const char *name, const char *text);
void row_number(struct row_writer *row, const char *name, double value);
void row_integer(struct row_writer *row, const char *name, int64_t value);
void row_unsigned(struct row_writer *row, const char *name, uint64_t value);

/* A yes or no: 0 or 1, false or true. */
void row_flag(struct row_writer *row, const char *name, double value);

/* A number that was kept in 32 bits: 9 digits. */
void row_float(struct row_writer *row, const char *name, float value);

void row_null(struct row_writer *row, const char *name);
void row_end(struct row_writer *row);

#endif
