/* Tables for people. */
#include "cli/cells.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t line_mark = SIZE_MAX / 2 + 1; /* the top bit */

static void put(struct cells *cells, const char *text, size_t mark) {
  if (cells->count == cells->room) {
    size_t room = cells->room == 0 ? 256 : 2 * cells->room;
    size_t *starts = realloc(cells->starts, room * sizeof *starts);
    if (starts == NULL) {
      cells->text.failed = true;
      return;
    }
    cells->starts = starts;
    cells->room = room;
  }
  cells->starts[cells->count++] = cells->text.length | mark;
  text_add_safe(&cells->text, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
  text_add_bytes(&cells->text, "", 1);
}

void cells_add(struct cells *cells, const char *text) {
  assert(cells->columns > 0 && cells->columns <= CELLS_COLUMNS_MAX);
  put(cells, text, 0);
}

void cells_add_format(struct cells *cells, const char *format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  cells_add(cells, text);
}

void cells_add_line(struct cells *cells, const char *text) {
  put(cells, text, line_mark);
}

static const char *cell(const struct cells *cells, size_t at) {
  return cells->text.bytes + (cells->starts[at] & ~line_mark);
}

static bool is_line(const struct cells *cells, size_t at) {
  return (cells->starts[at] & line_mark) != 0;
}

static void measure(const struct cells *cells, int *widths) {
  int column = 0;
  for (size_t i = 0; i < cells->count; i++) {
    if (!is_line(cells, i)) {
      int length = (int)strlen(cell(cells, i));
      widths[column] = length > widths[column] ? length : widths[column];
      column = (column + 1) % cells->columns;
    }
  }
}

void cells_print(struct text *out, const struct cells *cells) {
  int widths[CELLS_COLUMNS_MAX] = {0};
  int column = 0;
  int blanks = 0; /* held back, so that no line ends in them */
  out->failed = out->failed || cells->text.failed;
  if (out->failed) {
    return;
  }
  measure(cells, widths);
  for (size_t i = 0; i < cells->count; i++) {
    const char *text = cell(cells, i);
    int length = (int)strlen(text);
    if (is_line(cells, i)) {
      text_add_format(out, "%s\n", text);
      continue;
    }
    if (widths[column] > 0) {
      int gap = column > 0 ? 2 : 0;
      int before = column > 0 ? widths[column] - length : 0;
      if (length > 0) {
        text_add_format(out, "%*s%s", blanks + gap + before, "", text);
        blanks = column > 0 ? 0 : widths[column] - length;
      } else {
        blanks += gap + widths[column];
      }
    }
    column = (column + 1) % cells->columns;
    if (column == 0) {
      text_add(out, "\n");
      blanks = 0;
    }
  }
}

void cells_free(struct cells *cells) {
  free(cells->starts);
  text_free(&cells->text);
  *cells = (struct cells){.columns = cells->columns};
}

void cell_number(double value, char out[CELL_NUMBER_SIZE]) {
  double size = fabs(value);
  if (isnan(value)) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "-");
  } else if (size < 1e-12) { /* what rounding leaves */
    (void)snprintf(out, CELL_NUMBER_SIZE, "0");
  } else if (value == floor(value) && size < 1e9) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "%.0f", value);
  } else if (size >= 1e7 || size < 0.001) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "%.2e", value);
  } else {
    int places = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
    (void)snprintf(out, CELL_NUMBER_SIZE, "%.*f", places, value);
  }
}

void cell_percent(double share, char out[CELL_NUMBER_SIZE]) {
  double percent = 100 * share;
  if (isnan(percent)) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "-");
  } else if (fabs(percent) > 1e-12 && fabs(percent) < 0.05) {
    (void)snprintf(out, CELL_NUMBER_SIZE, "%.1e", percent);
  } else {
    (void)snprintf(out, CELL_NUMBER_SIZE, "%.1f", fabs(percent) < 1e-12 ? 0 : percent);
  }
}
