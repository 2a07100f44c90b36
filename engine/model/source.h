/* Source files of a scenario as bytes in memory: what a bundle holds and a worker loads. */
#ifndef DEMARCHE_MODEL_SOURCE_H
#define DEMARCHE_MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

enum { SOURCE_MAX = 256, SOURCE_BYTES_MAX = 2 << 20, SOURCE_TOTAL_MAX = 16 << 20 };

/* One file. Names are logical and decide what a file is:
 *   "scenario/scenario.lua"        the scenario
 *   "scenario/...lua"              other files of its folder, for `require "..."` and own policies
 *   "lib/...lua"                   the standard library (scripts/lib)
 *   "policies/...lua"              shipped archetypes (scripts/policies)
 *   "verbs.lua"                    the table of verbs (scripts/verbs.lua)
 * [path] is how messages name the file ("scenarios/x/scenario.lua"). Both NUL-terminated, owned by
 * the set. */
struct source {
  const char *name;
  const char *path;
  const char *bytes;
  size_t length;
};

struct source_set {
  struct source *items;
  int count;
};

/* The source with that logical name, NULL. */
const struct source *source_find(const struct source_set *set, const char *name);

/* One --set: PATH=VALUE, as written. */
struct setting {
  const char *path;
  const char *value;
};

/* Whether a setting only pokes a number into the loaded scenario. Injects are changed before they
 * are read, since they are numbered as written and then sorted by time. */
bool setting_is_number(const struct setting *setting);

#endif
