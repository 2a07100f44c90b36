/* Runs without result in `demarche stats`: means of those that are left may mislead. */
#include "cli/stats_report.h"

#include "cli/command.h"

#include <string.h>

/* "42 of 50 runs failed", or "42 of 50 runs without result (40 failed, 2 skipped)" at the end. */
static void add_group(struct text *out, const struct stats_report *report, int group) {
  const int64_t *ended = report->ended[group];
  int64_t missing = report->attempted.runs[group] - ended[RUN_STATUS_OK];
  bool failed = ended[RUN_STATUS_FAILED] == missing;
  bool crashed = ended[RUN_STATUS_CRASHED] == missing;
  const char *joint = " (";
  command_add_count(out, missing, "of ", "of ");
  command_add_count(out, report->attempted.runs[group], "run", "runs");
  text_add(out, failed ? " failed" : crashed ? " crashed" : " without result");
  if (report->attempted_by) {
    const char *name = report->attempted.names[group];
    text_add(out, " at ");
    text_add_safe(out, name, strlen(name));
  }
  for (int s = RUN_STATUS_OK + 1; s < RUN_STATUS_COUNT && !failed && !crashed; s++) {
    if (ended[s] > 0) {
      const char *word = run_status_word((enum run_status)s);
      text_add(out, joint);
      command_add_count(out, ended[s], word, word);
      joint = ", ";
    }
  }
  text_add(out, !failed && !crashed ? ")" : "");
  text_add(out, report->by != NULL && !report->attempted_by ? "; they are in no group\n" : "\n");
}

void stats_missing(struct text *out, const struct stats_report *report) {
  bool begun = false;
  if (report->by == NULL && report->given == NULL) {
    return; /* the head has said it */
  }
  for (int g = 0; g < report->attempted.count; g++) {
    if (report->ended[g][RUN_STATUS_OK] < report->attempted.runs[g]) {
      text_add(out, begun ? "" : "\n");
      begun = true;
      add_group(out, report, g);
    }
  }
}
