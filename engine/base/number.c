/* Numbers as text. The program never sets a locale, so the C library reads and writes decimal
 * points. */
#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void number_print(double value, char text[NUMBER_TEXT_SIZE]) {
  if (isnan(value) || isinf(value)) {
    const char *word = isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
    (void)snprintf(text, NUMBER_TEXT_SIZE, "%s", word);
    return;
  }
  double canonical = value == 0 ? 0 : value;
  for (int digits = 15; digits <= 17; digits++) {
    (void)snprintf(text, NUMBER_TEXT_SIZE, "%.*g", digits, canonical);
    if (strtod(text, NULL) == canonical) {
      return;
    }
  }
}

/* [+-]digits[.digits][(e|E)[+-]digits], at least one digit before or after the point. */
static bool is_decimal(const char *text) {
  const char *at = text + strspn(text, "+-");
  if (at - text > 1) {
    return false;
  }
  size_t whole = strspn(at, "0123456789");
  at += whole;
  size_t part = 0;
  if (*at == '.') {
    part = strspn(++at, "0123456789");
    at += part;
  }
  if (whole + part == 0) {
    return false;
  }
  if (*at == 'e' || *at == 'E') {
    at++;
    at += *at == '+' || *at == '-' ? 1 : 0;
    size_t exponent = strspn(at, "0123456789");
    if (exponent == 0) {
      return false;
    }
    at += exponent;
  }
  return *at == '\0';
}

bool number_parse(const char *text, double *out) {
  if (!is_decimal(text)) {
    return false;
  }
  double value = strtod(text, NULL);
  if (!isfinite(value)) {
    return false;
  }
  *out = value;
  return true;
}

bool number_parse_u64(const char *text, uint64_t *out) {
  if (*text == '\0' || text[strspn(text, "0123456789")] != '\0') {
    return false;
  }
  errno = 0;
  unsigned long long value = strtoull(text, NULL, 10);
  if (errno != 0) {
    return false;
  }
  *out = value;
  return true;
}
