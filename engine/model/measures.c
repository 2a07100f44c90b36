/* Units of measures. */
#include "model/measures.h"

#include <stddef.h>
#include <string.h>

const char *measures_unit(const char *name) {
  static const struct {
    const char *name, *unit;
  } units[MEASURE_COUNT] = {
#define X(id, word, flag, unit, about) {word, unit},
      MEASURE_MAP(X)
#undef X
  };
  size_t length = strcspn(name, ".");
  for (size_t i = 0; i < MEASURE_COUNT; i++) {
    if (strncmp(units[i].name, name, length) == 0 && units[i].name[length] == '\0') {
      return units[i].unit;
    }
  }
  return "";
}
