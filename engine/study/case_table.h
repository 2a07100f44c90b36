/* Records of past cases: a CSV file with a header and a row a case. */
#ifndef DEMARCHE_STUDY_CASE_TABLE_H
#define DEMARCHE_STUDY_CASE_TABLE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

enum { CASES_MAX = 2000, CASE_COLUMNS_MAX = 256 };

/* Lives in the arena that it was read with. */
struct case_table {
  const char *name; /* of the file, for messages */
  int columns;
  const char **heads; /* [column] */
  int64_t count;      /* of cases */
  const char **cells; /* [case * columns + column], without spaces around */
  int64_t *lines;     /* [case] on which it begins, from 1 */
};

/* Reads [length] bytes at [bytes]. ERR_INVALID "name:line" for what is no CSV, columns without a
 * name or with one that is taken, rows of another length than the header, no rows or too many. */
enum err_code case_table_read(struct case_table *out, const char *name, const char *bytes,
                              size_t length, struct arena *arena, struct err *err);

/* Position of a column, or -1. */
int case_table_find(const struct case_table *table, const char *column);

/* Position of a column that [option] asks for; ERR_USAGE with the nearest name. */
enum err_code case_table_column(const struct case_table *table, const char *option,
                                const char *column, int *out, struct err *err);

const char *case_table_cell(const struct case_table *table, int64_t row, int column);

/* The number in a cell. ERR_INVALID "name:line", "column: found ...; expected a number [range]"
 * unless it is one from [low] to [high]; [expected] names the range: "from 0 to 1". */
enum err_code case_table_number(const struct case_table *table, int64_t row, int column, double low,
                                double high, const char *expected, double *out, struct err *err);

/* A term of a regression, which [option] asks for: the numbers of a column, or for "column=value" 1
 * where the cell is that text, else 0. Fills out[row * stride]. ERR_USAGE for a column or value
 * that is not there, with the nearest. */
enum err_code case_table_term(const struct case_table *table, const char *option, const char *term,
                              double *out, int stride, struct err *err);

/* Numbers the different texts of a column in order of appearance; out[row], from 0. */
void case_table_groups(const struct case_table *table, int column, int32_t *out);

#endif
