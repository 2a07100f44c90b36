/* Pages of constants, measures and series. */
#include "cli/model_table.h"

#include "base/number.h"
#include "model/constants.h"
#include "model/measures.h"
#include "model/provenance.h"
#include "model/series.h"

#include <string.h>

struct constant_row {
  const char *group; /* heading */
  const char *name;
  double fallback, low, high;
  const char *unit, *source, *confidence, *about;
};

#define ROW(field, fallback, low, high, unit, source, confidence, about) \
  {NULL, #field, fallback, low, high, unit, source, confidence, about},
#define GROUP(group, heading) \
  {heading, NULL, 0, 0, 0, NULL, NULL, NULL, NULL}, CONSTANT_##group##_MAP(ROW)
static const struct constant_row constants[] = {CONSTANT_GROUP_MAP(GROUP)};
#undef GROUP
#undef ROW

enum { CONSTANT_ROWS = sizeof constants / sizeof constants[0] };

bool model_table_range(const char *path, double *low, double *high) {
  for (int i = 0; i < CONSTANT_ROWS && strncmp(path, "model.", 6) == 0; i++) {
    if (constants[i].name != NULL && strcmp(constants[i].name, path + 6) == 0) {
      *low = constants[i].low;
      *high = constants[i].high;
      return true;
    }
  }
  return false;
}

static void add_number(struct text *out, double value) {
  char number[NUMBER_TEXT_SIZE];
  number_print(value, number);
  text_add(out, number);
}

static void add_cells(struct text *out, const char *const *cells, int count) {
  for (int i = 0; i < count; i++) {
    text_add(out, " | ");
    text_add_cell(out, cells[i]);
  }
  text_add(out, " |\n");
}

static void add_constant(struct text *out, const struct constant_row *row) {
  const char *const cells[] = {row->unit, row->source, row->confidence, row->about};
  text_add_format(out, "| `%s` | ", row->name);
  add_number(out, row->fallback);
  text_add(out, " | ");
  add_number(out, row->low);
  text_add(out, " to ");
  add_number(out, row->high);
  add_cells(out, cells, 4);
}

/* How many constants stand on what: what a reader wants to know first. */
static void add_counts(struct text *out) {
  int counts[CONFIDENCE_COUNT] = {0};
  int total = 0;
  for (int i = 0; i < CONSTANT_ROWS; i++) {
    for (int c = 0; constants[i].name != NULL && c < CONFIDENCE_COUNT; c++) {
      counts[c] += strcmp(constants[i].confidence, provenance_confidences[c]) == 0 ? 1 : 0;
    }
    total += constants[i].name != NULL ? 1 : 0;
  }
  text_add_format(out, "\n%d constants, by confidence:", total);
  const char *gap = " ";
  for (int c = 0; c < CONFIDENCE_COUNT; c++) {
    if (counts[c] > 0) {
      text_add_format(out, "%s%s %d", gap, provenance_confidences[c], counts[c]);
      gap = ", ";
    }
  }
  text_add(out, ".\n");
}

void model_table_constants(struct text *out) {
  text_add(out,
           "# Constants of the model\n\n"
           "Made from `engine/model/constants.h` (`demarche list constants`). Each can be given "
           "another value as `model.NAME`, in a scenario or\n"
           "with `--set`; what they do stands in [model.md](model.md). A confidence of `judgement` "
           "is a choice of the modeller, not a datum.\n");
  add_counts(out);
  for (int i = 0; i < CONSTANT_ROWS; i++) {
    if (constants[i].group != NULL) {
      text_add_format(out, "\n## %s\n\n", constants[i].group);
      text_add(out, "| name | default | range | unit | source | confidence | what |\n"
                    "|---|---|---|---|---|---|---|\n");
    } else {
      add_constant(out, &constants[i]);
    }
  }
}

struct measure_row {
  const char *group; /* heading */
  const char *name;
  bool flag;
  const char *unit, *about;
};

#define ROW(constant, word, flag, unit, about) {NULL, word, flag, unit, about},
#define GROUP(group, heading)                  {heading, NULL, false, NULL, NULL}, MEASURE_##group##_MAP(ROW)
static const struct measure_row measures[] = {MEASURE_GROUP_MAP(GROUP)};
#undef GROUP
#undef ROW

void model_table_measures(struct text *out) {
  text_add(
      out,
      "# Measures of a run\n\n"
      "Made from `engine/model/measures.h` (`demarche list measures`). A measure with parts is "
      "reported as `name.PART`, one for each theatre,\n"
      "actor, verb or pair. Days count from the first. What does not apply to a run is "
      "`null` in JSON and a dash in the table.\n"
      "A scenario may add measures of its own ([scenario.md](scenario.md)).\n");
  for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
    if (measures[i].group != NULL) {
      text_add_format(out, "\n## %s\n\n", measures[i].group);
      text_add(out, "| name | unit | yes/no | meaning |\n|---|---|---|---|\n");
      continue;
    }
    const char *const cells[] = {measures[i].unit, measures[i].flag ? "yes" : "",
                                 measures[i].about};
    text_add_format(out, "| `%s`", measures[i].name);
    add_cells(out, cells, 3);
  }
}

void model_table_series(struct text *out) {
  static const struct {
    const char *name, *unit, *about;
  } rows[] = {
#define X(constant, word, unit, about) {word, unit, about},
      SERIES_MAP(X)
#undef X
  };
  text_add(
      out,
      "# Series of a run\n\n"
      "Made from `engine/model/series.h` (`demarche list series`). A series holds what stood "
      "at each midnight: its value of day 0 is the\n"
      "state at the start, that of day d what d days have come to, before the changes that a "
      "new day brings, and the last one the\n"
      "state at the end. Each has parts and is called `name.PART`, one for each theatre, actor "
      "or pair. Where a measure of the same\n"
      "name is taken at the end ([measures.md](measures.md)), it is the last value. What does "
      "not apply is empty.\n\n"
      "| name | unit | meaning |\n|---|---|---|\n");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const char *const cells[] = {rows[i].unit, rows[i].about};
    text_add_format(out, "| `%s`", rows[i].name);
    add_cells(out, cells, 2);
  }
}
