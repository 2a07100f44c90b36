/* Tables of cells that are as wide as their columns need. */
#ifndef DEMARCHE_CLI_CELLS_H
#define DEMARCHE_CLI_CELLS_H

#include "base/text.h"

enum { CELLS_COLUMNS_MAX = 24 };

/* Zero-initialise but for [columns]; free with cells_free. */
struct cells {
  int columns;
  size_t count;     /* cells so far, row by row */
  size_t room;      /* */
  size_t *starts;   /* [cell] where its text stands; a line of its own: with the top bit set */
  struct text text; /* texts, each with a NUL */
};

/* The next cell; NULL: an empty one. */
void cells_add(struct cells *cells, const char *text);
void cells_add_format(struct cells *cells, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A line across the table; between rows only. */
void cells_add_line(struct cells *cells, const char *text);

/* Prints the rows, the first column to the left, the others to the right. Empty columns vanish. */
void cells_print(struct text *out, const struct cells *cells);

void cells_free(struct cells *cells);

/* A number for people: about four digits, "-" for NaN. */
enum { CELL_NUMBER_SIZE = 40 };
void cell_number(double value, char out[CELL_NUMBER_SIZE]);

/* A share as per cent without the sign: "12.3". */
void cell_percent(double share, char out[CELL_NUMBER_SIZE]);

#endif
