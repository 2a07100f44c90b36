/* Numbers and objects in JSON. */
#include "cli/json_number.h"

#include <math.h>
#include <stdlib.h>

json_t *json_number(double value) {
  if (!isfinite(value)) {
    return json_null();
  }
  return value == floor(value) && fabs(value) < 0x1p53 ? json_integer((json_int_t)value)
                                                       : json_real(value);
}

json_t *json_interval(const struct interval *interval) {
  if (isnan(interval->low) && isnan(interval->high)) {
    return json_null();
  }
  return json_pack("[oo]", json_number(interval->low), json_number(interval->high));
}

static void add(struct text *out, json_t *object, size_t layout) {
  char *printed = object == NULL ? NULL : json_dumps(object, layout | JSON_REAL_PRECISION(17));
  if (printed == NULL) {
    out->failed = true;
  } else {
    text_add(out, printed);
    text_add(out, "\n");
  }
  free(printed);
  json_decref(object);
}

void json_add_document(struct text *out, json_t *object) {
  add(out, object, JSON_INDENT(1));
}

void json_add_line(struct text *out, json_t *object) {
  add(out, object, JSON_COMPACT);
}
