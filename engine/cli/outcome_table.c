/* The table of outcomes at the end of a timeline. */
#include "cli/outcome_table.h"

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
static void add_whole(struct text *out, const struct run_summary *summary) {
  int column = 0;
  for (int i = 0; i < summary->outcome_count; i++) {
    char value[32];
    if (strchr(summary->outcomes[i].name, '.') != NULL) {
      continue;
    }
    value_text(value, sizeof value, &summary->outcomes[i]);
    text_add_format(out, "  %-*s%*s", NAME_WIDTH, summary->outcomes[i].name, VALUE_WIDTH, value);
    column = (column + 1) % COLUMNS;
    text_add(out, column == 0 ? "\n" : "  ");
  }
  text_add(out, column == 0 ? "" : "\n");
}

/* Measures "name.part" on one line for each name, zeroes left out. */
static void add_parts(struct text *out, const struct run_summary *summary) {
  char current[64] = "";
  for (int i = 0; i < summary->outcome_count; i++) {
    const struct summary_outcome *outcome = &summary->outcomes[i];
    const char *dot = strchr(outcome->name, '.');
    char value[32];
    if (dot == NULL || outcome->value == 0 || isnan(outcome->value)) {
      continue;
    }
    char name[64];
    (void)snprintf(name, sizeof name, "%.*s", (int)(dot - outcome->name), outcome->name);
    if (strcmp(name, current) != 0) {
      bool seen = false;
      for (int j = 0; j < i && !seen; j++) {
        const struct summary_outcome *before = &summary->outcomes[j];
        seen = strncmp(before->name, outcome->name, (size_t)(dot - outcome->name) + 1) == 0 &&
               before->value != 0 && !isnan(before->value);
      }
      if (seen) {
        continue; /* printed with the first of its name */
      }
      text_add_format(out, "  %s:", name);
      for (int j = i; j < summary->outcome_count; j++) {
        const struct summary_outcome *part = &summary->outcomes[j];
        size_t length = (size_t)(dot - outcome->name) + 1;
        if (strncmp(part->name, outcome->name, length) == 0 && part->value != 0 &&
            !isnan(part->value)) {
          value_text(value, sizeof value, part);
          text_add_format(out, " %s %s,", part->name + length, value);
        }
      }
      out->bytes[out->length - 1] = '\n';
      (void)snprintf(current, sizeof current, "%s", name);
    }
  }
}

void outcome_table(struct text *out, const struct scenario *cast, uint64_t seed,
                   const struct run_summary *summary, bool colour) {
  const char *bold = colour ? "\033[1m" : "";
  const char *plain = colour ? "\033[0m" : "";
  text_add_format(out, "\n%sOutcomes%s of %s, seed %" PRIu64 ", %d days, %u events\n", bold, plain,
                  cast->name, seed, summary->days, (unsigned)summary->events);
  add_whole(out, summary);
  add_parts(out, summary);
  text_add_format(out, "  digest %s\n", summary->digest);
}
