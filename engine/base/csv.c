/* Cells of comma-separated values. */
#include "base/csv.h"

#include <math.h>
#include <string.h>

/* Whether a spreadsheet may read [cell] as a formula, or would once apostrophes came off it. */
static bool formula(const char *cell) {
  const char *at = cell + strspn(cell, "'");
  return *at != '\0' && strchr("=+-@\t\r\n", *at) != NULL;
}

void csv_text(struct text *out, const char *cell) {
  const char *at = cell == NULL ? "" : cell;
  bool quoted = strpbrk(at, ",\"\r\n") != NULL;
  text_add(out, quoted ? "\"" : "");
  text_add(out, formula(at) ? "'" : "");
  while (*at != '\0') {
    size_t plain = strcspn(at, "\"");
    text_add_bytes(out, at, plain);
    at += plain;
    if (*at == '"') {
      text_add(out, "\"\"");
      at++;
    }
  }
  text_add(out, quoted ? "\"" : "");
}

void csv_number(struct text *out, double value) {
  if (isinf(value)) {
    text_add(out, value > 0 ? "inf" : "-inf");
  } else if (!isnan(value)) {
    /* The program never sets a locale, so this is a decimal point. */
    text_add_format(out, "%.17g", value == 0 ? 0 : value);
  }
}

const char *csv_plain(const char *cell) {
  return cell[0] == '\'' && formula(cell) ? cell + 1 : cell;
}
