/* The ODD document of one scenario. */
#include "cli/odd_page.h"

#include "base/calendar.h"
#include "base/number.h"
#include "base/sort.h"
#include "model/schema_words.h"

#include <stdlib.h>
#include <string.h>

static bool is_confidence(const struct provenance *row, int confidence) {
  return strcmp(row->confidence, provenance_confidences[confidence]) == 0;
}

void odd_confidences(struct text *out, const struct provenance *rows, int count) {
  const char *gap = "";
  for (int c = 0; c < CONFIDENCE_COUNT; c++) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += is_confidence(&rows[i], c) ? 1 : 0;
    }
    if (found > 0) {
      text_add_format(out, "%s%s %d", gap, provenance_confidences[c], found);
      gap = ", ";
    }
  }
  text_add(out, gap[0] == '\0' ? "none" : "");
}

static void add_text(struct text *out, const char *text) {
  text_add_safe(out, text, strlen(text));
}

/* --- entities ----------------------------------------------------------------------------------
 */

static void add_kind(struct text *out, const struct scenario *cast, int kind, const char *what) {
  int count = 0;
  for (int i = 0; i < cast->actors.count; i++) {
    count += scenario_actor(cast, i)->kind == kind ? 1 : 0;
  }
  text_add_format(out, "| %s | %d | ", what, count);
  const char *gap = "";
  for (int i = 0; i < cast->actors.count; i++) {
    if (scenario_actor(cast, i)->kind == kind) {
      text_add(out, gap);
      text_add_cell(out, scenario_actor(cast, i)->name);
      gap = ", ";
    }
  }
  text_add(out, gap[0] == '\0' ? "- |\n" : " |\n");
}

static void add_treaties(struct text *out, const struct scenario *cast) {
  text_add_format(out, "| treaties | %d | ", cast->treaties.count);
  for (int i = 0; i < cast->treaties.count; i++) {
    const struct treaty *treaty = scenario_treaty(cast, i);
    text_add(out, i == 0 ? "" : ", ");
    text_add_cell(out, treaty->name == NULL ? treaty->id : treaty->name);
  }
  text_add(out, cast->treaties.count == 0 ? "- |\n" : " |\n");
}

static void add_theatres(struct text *out, const struct scenario *cast) {
  text_add(out, "\n| theatre | holder | claimant | inside the area of |\n|---|---|---|---|\n");
  for (int i = 0; i < cast->theatres.count; i++) {
    const struct theatre *place = scenario_theatre(cast, i);
    const char *gap = "";
    text_add(out, "| ");
    text_add_cell(out, place->name);
    text_add(out, " | ");
    text_add_cell(out, scenario_actor(cast, place->holder)->name);
    text_add(out, " | ");
    text_add_cell(out, scenario_actor(cast, place->claimant)->name);
    text_add(out, " | ");
    for (int t = 0; t < cast->treaties.count; t++) {
      if ((place->in_area >> t & 1) != 0) {
        text_add(out, gap);
        text_add_cell(out, scenario_treaty(cast, t)->id);
        gap = ", ";
      }
    }
    text_add(out, gap[0] == '\0' ? "- |\n" : " |\n");
  }
}

static void add_entities(struct text *out, const struct scenario *cast,
                         const struct description *description) {
  char begins[CALENDAR_TEXT_SIZE];
  calendar_print(cast->epoch, begins);
  text_add(out, "\n## 2 Entities, state variables and scales\n\n"
                "| entity | count | which |\n|---|---|---|\n");
  add_kind(out, cast, ACTOR_STATE, "states");
  add_kind(out, cast, ACTOR_BODY, "bodies that are no recognised state");
  add_kind(out, cast, ACTOR_ORGANISATION, "organisations");
  add_kind(out, cast, ACTOR_OFFICIAL, "officials");
  add_treaties(out, cast);
  text_add_format(out,
                  "| directed dyads | %d | all ordered pairs of the above |\n"
                  "| theatres | %d | below |\n"
                  "| forces in a theatre | %d | one for each actor with troops there |\n"
                  "| precedents | %d | what observers remember |\n"
                  "| verbs | %d | `demarche list actions`, and those of the scenario |\n",
                  cast->actors.count * (cast->actors.count - 1), cast->theatres.count,
                  description->forces, description->precedents, cast->verbs.count);
  add_theatres(out, cast);
  text_add_format(out,
                  "\nScales: from %s UTC for %d days, in minutes. Space is the list of theatres: "
                  "each has men, supply and ground (km2) of its own,\nand no distance.\n",
                  begins, cast->days);
}

/* --- decisions, scheduling ---------------------------------------------------------------------
 */

static void add_decisions(struct text *out, const struct scenario *cast) {
  text_add(out, "\n## 4 Design concepts\n\nAs in docs/model.md, section 4. Individual decisions "
                "and their heterogeneity here (docs/archetypes.md):\n\n"
                "| actor | kind | decides by | voices |\n|---|---|---|---|\n");
  for (int i = 0; i < cast->actors.count; i++) {
    const struct actor *actor = scenario_actor(cast, i);
    text_add(out, "| ");
    text_add_cell(out, actor->name);
    text_add_format(out, " | %s | ", schema_actor_kinds[actor->kind]);
    text_add_cell(out, actor->policy == NULL ? "never acts" : actor->policy);
    text_add_format(out, " | %d |\n", actor->voices.count);
  }
}

static void add_calendar(struct text *out, const struct description *description) {
  text_add(out, "\nDated events from outside (nothing else is given):\n\n"
                "| kind | count |\n|---|---|\n");
  for (int i = 0; i < INJECT_KIND_COUNT; i++) {
    text_add_format(out, "| %s | %d |\n", schema_injects[i], description->injects[i]);
  }
}

/* --- initialisation ----------------------------------------------------------------------------
 */

static size_t section_length(const char *path) {
  return strcspn(path, ".");
}

static bool same_section(const char *a, const char *b) {
  size_t length = section_length(a);
  return length == section_length(b) && strncmp(a, b, length) == 0;
}

static void add_section(struct text *out, const struct description *description, int first) {
  const char *path = description->rows[first].path;
  int counts[CONFIDENCE_COUNT] = {0};
  int total = 0;
  for (int i = first; i < description->row_count; i++) {
    if (same_section(path, description->rows[i].path)) {
      total++;
      for (int c = 0; c < CONFIDENCE_COUNT; c++) {
        counts[c] += is_confidence(&description->rows[i], c) ? 1 : 0;
      }
    }
  }
  text_add(out, "| ");
  text_add_safe(out, path, section_length(path));
  text_add_format(out, " | %d", total);
  for (int c = 0; c < CONFIDENCE_COUNT; c++) {
    text_add_format(out, " | %d", counts[c]);
  }
  text_add(out, " |\n");
}

static void add_initialisation(struct text *out, const struct description *description) {
  text_add(out, "\n## 5 Initialisation\n\nNumbers that the scenario gives, by part and confidence "
                "(`demarche describe` lists them; what it does not give has the\ndefault of its "
                "field):\n\n| part | numbers");
  for (int c = 0; c < CONFIDENCE_COUNT; c++) {
    text_add_format(out, " | %s", provenance_confidences[c]);
  }
  text_add(out, " |\n|---|---");
  for (int c = 0; c < CONFIDENCE_COUNT; c++) {
    text_add(out, "|---");
  }
  text_add(out, "|\n");
  for (int i = 0; i < description->row_count; i++) {
    bool first = true;
    for (int j = 0; j < i && first; j++) {
      first = !same_section(description->rows[i].path, description->rows[j].path);
    }
    if (first) {
      add_section(out, description, i);
    }
  }
}

/* --- input data --------------------------------------------------------------------------------
 */

static int compare_sources(const void *a, const void *b) {
  const struct provenance *x = a;
  const struct provenance *y = b;
  int order = strcmp(x->source, y->source);
  return order != 0 ? order : strcmp(x->confidence, y->confidence);
}

/* What rests on data, however weak: judgements and assumptions are counted apart. */
static bool is_data(const struct provenance *row) {
  return !is_confidence(row, CONFIDENCE_JUDGEMENT) && !is_confidence(row, CONFIDENCE_ASSUMPTION);
}

/* One row for each source and confidence among [rows], which are sorted; returns how many numbers
 * rest on no data. */
static size_t add_source_rows(struct text *out, const struct provenance *rows, size_t count) {
  size_t apart = 0;
  for (size_t i = 0; i < count;) {
    size_t next = i;
    while (next < count && compare_sources(&rows[i], &rows[next]) == 0) {
      next++;
    }
    if (is_data(&rows[i])) {
      text_add(out, "| ");
      text_add_cell(out, rows[i].source);
      text_add_format(out, " | %s | %zu |\n", rows[i].confidence, next - i);
    } else {
      apart += next - i;
    }
    i = next;
  }
  return apart;
}

static void add_sources(struct text *out, const struct description *description) {
  size_t count = (size_t)description->row_count;
  struct provenance *rows = calloc(count + 1, sizeof *rows);
  if (rows == NULL) {
    out->failed = true;
    return;
  }
  if (count > 0) {
    memcpy(rows, description->rows, count * sizeof *rows);
  }
  sort_stable(rows, count, sizeof *rows, compare_sources);
  text_add(out, "\n## 6 Input data\n\nThe state before the first minute rests on these sources:\n\n"
                "| source | confidence | numbers |\n|---|---|---|\n");
  size_t apart = add_source_rows(out, rows, count);
  text_add_format(out,
                  "\n%zu of %zu numbers are judgements or assumptions and rest on no data; "
                  "`demarche describe` lists them with their ranges.\n",
                  apart, count);
  free(rows);
  add_calendar(out, description);
}

static void add_constants(struct text *out, const struct description *description) {
  int count = 0;
  text_add(out, "\n## 7 Submodels\n\nAs in docs/model.md, section 7, with the constants of "
                "docs/parameters.md");
  for (int i = 0; i < description->row_count; i++) {
    const struct provenance *row = &description->rows[i];
    if (strncmp(row->path, "model.", 6) == 0) {
      char number[NUMBER_TEXT_SIZE];
      number_print(row->value, number);
      text_add(out, count++ == 0 ? ", but for\n\n" : "");
      text_add(out, "- `");
      add_text(out, row->path);
      text_add_format(out, "` = %s (%s)\n", number, row->confidence);
    }
  }
  text_add(out, count == 0 ? ", none of which this scenario changes.\n" : "");
}

void odd_page(struct text *out, const struct scenario *cast,
              const struct description *description) {
  text_add(out, "# ODD of ");
  add_text(out, cast->name);
  text_add(out, "\n\nMade by `demarche describe --odd`. The model itself is described in "
                "docs/model.md; this page fills in what a scenario decides.\n"
                "\n## 1 Purpose and patterns\n\n");
  add_text(out, cast->title == NULL ? cast->name : cast->title);
  text_add(out, ".");
  if (description->about != NULL) {
    text_add(out, " ");
    add_text(out, description->about);
  }
  text_add(out, "\nThe patterns by which the model is judged stand in docs/model.md, section 1.\n");
  add_entities(out, cast, description);
  text_add(out, "\n## 3 Process overview and scheduling\n\nAs in docs/model.md, section 3.\n");
  add_decisions(out, cast);
  add_initialisation(out, description);
  add_sources(out, description);
  add_constants(out, description);
}
