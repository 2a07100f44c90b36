/* The table of outcomes at the end of a timeline. */
#include "cli/outcome_table.h"

#include "cli/command.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_WIDTH = 26, VALUE_WIDTH = 10, COLUMNS = 2 };

static void value_text(char *out, size_t room, const struct summary_outcome *outcome) {
  if (isnan(outcome->value)) {
    (void)snprintf(out, room, "-");
  } else if (outcome->flag) {
    (void)snprintf(out, room, "%s", outcome->value != 0 ? "yes" : "no");
  } else if (outcome->value == floor(outcome->value)) {
    (void)snprintf(out, room, "%.0f", outcome->value);
  } else {
    (void)snprintf(out, room, "%.3g", outcome->value);
  }
}

/* Measures of the whole run have no dot in their names. */
static void add_whole(struct text *out, const struct run_summary *summary, int width) {
  int columns = width > 0 && width < COLUMNS * (NAME_WIDTH + VALUE_WIDTH + 4) ? 1 : COLUMNS;
  int column = 0;
  for (int i = 0; i < summary->outcome_count; i++) {
    char value[32];
    if (strchr(summary->outcomes[i].name, '.') != NULL) {
      continue;
    }
    value_text(value, sizeof value, &summary->outcomes[i]);
    text_add_format(out, "  %-*s%*s", NAME_WIDTH, summary->outcomes[i].name, VALUE_WIDTH, value);
    column = (column + 1) % columns;
    text_add(out, column == 0 ? "\n" : "  ");
  }
  text_add(out, column == 0 ? "" : "\n");
}

static bool is_shown(const struct summary_outcome *outcome) {
  return outcome->value != 0 && !isnan(outcome->value);
}

/* Length of the name before the dot and the dot itself, 0 for a measure of the whole run. */
static size_t family(const struct summary_outcome *outcome) {
  const char *dot = strchr(outcome->name, '.');
  return dot == NULL ? 0 : (size_t)(dot - outcome->name) + 1;
}

static bool same_family(const struct summary_outcome *a, const struct summary_outcome *b) {
  return family(a) == family(b) && strncmp(a->name, b->name, family(a)) == 0;
}

/* One line with all parts of the family of outcome [first]. */
static void add_family(struct text *out, const struct run_summary *summary, int first, int width) {
  struct text line = {0};
  size_t length = family(&summary->outcomes[first]);
  const char *joint = "";
  text_add_format(&line, "%.*s:", (int)length - 1, summary->outcomes[first].name);
  for (int i = first; i < summary->outcome_count; i++) {
    const struct summary_outcome *part = &summary->outcomes[i];
    if (same_family(part, &summary->outcomes[first]) && is_shown(part)) {
      char value[32];
      value_text(value, sizeof value, part);
      text_add_format(&line, "%s %s %s", joint, part->name + length, value);
      joint = ",";
    }
  }
  text_add(out, "  ");
  command_add_wrapped(out, text_string(&line), 2, 4, width);
  text_add(out, "\n");
  out->failed = out->failed || line.failed;
  text_free(&line);
}

/* Measures "name.part" on one line for each name, zeroes left out. */
static void add_parts(struct text *out, const struct run_summary *summary, int width) {
  for (int i = 0; i < summary->outcome_count; i++) {
    bool first = family(&summary->outcomes[i]) > 0 && is_shown(&summary->outcomes[i]);
    for (int j = 0; j < i && first; j++) {
      first = !(same_family(&summary->outcomes[j], &summary->outcomes[i]) &&
                is_shown(&summary->outcomes[j]));
    }
    if (first) {
      add_family(out, summary, i, width);
    }
  }
}

void outcome_table(struct text *out, const struct scenario *cast, uint64_t seed,
                   const struct run_summary *summary, bool colour, int width) {
  const char *bold = colour ? "\033[1m" : "";
  const char *plain = colour ? "\033[0m" : "";
  struct text line = {0};
  text_add_format(&line, "%sOutcomes%s of %s, seed %" PRIu64 ", %d days, %u events", bold, plain,
                  cast->name, seed, summary->days, (unsigned)summary->events);
  text_add(out, "\n");
  command_add_wrapped(out, text_string(&line), 0, 2, width);
  text_add(out, "\n");
  text_free(&line);
  add_whole(out, summary, width);
  add_parts(out, summary, width);
  text_add_format(out, "  digest %s\n", summary->digest);
}
