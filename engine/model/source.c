/* Finding a source by its logical name. */
#include "model/source.h"

#include "base/number.h"

#include <string.h>

const struct source *source_find(const struct source_set *set, const char *name) {
  for (int i = 0; i < set->count; i++) {
    if (strcmp(set->items[i].name, name) == 0) {
      return &set->items[i];
    }
  }
  return NULL;
}

bool setting_is_number(const struct setting *setting) {
  double number = 0;
  return number_parse(setting->value, &number) && strcmp(setting->path, "policies") != 0 &&
         strcmp(setting->path, "targets") != 0 && strncmp(setting->path, "injects.", 8) != 0;
}
