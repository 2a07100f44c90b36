/* Words about a sweep. */
#include "cli/sweep_report.h"

#include "base/shell.h"
#include "cli/command.h"
#include "host/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

void sweep_report_size(const struct sweep *sweep, struct text *out) {
  const struct plan *plan = &sweep->plan;
  bool ruled = plan->until.text != NULL;
  command_add_count(out, plan->points.count, "point", "points");
  if (plan->factor_count > 0) {
    text_add_format(out, " (%s of ", design_word(plan->design));
    command_add_count(out, plan->factor_count, "factor)", "factors)");
  }
  text_add(out, ruled ? " x at most " : " x ");
  command_add_count(out, plan->max_reps, "replicate", "replicates");
  text_add(out, ruled ? " = at most " : " = ");
  command_add_count(out, plan_total(plan), "run", "runs");
  if (plan->shards > 1) {
    text_add_format(out, ", of which shard %d of %d has ", plan->shard, plan->shards);
    command_add_count(out, plan_mine(plan, plan->max_reps), "run", "runs");
  }
  if (plan->points.dropped > 0) {
    text_add(out, "; left out ");
    command_add_count(out, plan->points.dropped, "repeated point", "repeated points");
  }
}

/* Whether differences between points are all there is to see. */
static bool has_one_seed(const struct plan *plan) {
  return plan->max_reps == 1 && plan->points.count > 1 && !plan->independent_seeds;
}

void sweep_report_start(const struct sweep *sweep) {
  struct text line = {0};
  text_add_safe(&line, sweep->kept.scenario, strlen(sweep->kept.scenario));
  text_add(&line, ": ");
  sweep_report_size(sweep, &line);
  text_add(&line, ", ");
  command_add_count(&line, sweep->order.jobs, "worker", "workers");
  text_add(&line, "\n");
  if (has_one_seed(&sweep->plan)) {
    text_add(&line, "All points share one seed: what chance does shows with --reps N or "
                    "--independent-seeds.\n");
  }
  if (!sweep->order.quiet) {
    (void)fputs(text_string(&line), stderr);
  }
  text_free(&line);
}

/* --- the end -----------------------------------------------------------------------------------
 */

static int64_t sum(const int64_t counts[RUN_STATUS_COUNT]) {
  int64_t all = 0;
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    all += counts[i];
  }
  return all;
}

/* "1,100 runs: 1,098 ok, 2 failed" */
static void add_counts(struct text *out, const int64_t *counts) {
  const char *separator = ": ";
  command_add_count(out, sum(counts), "run", "runs");
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    if (counts[i] > 0) {
      text_add(out, separator);
      command_add_count(out, counts[i], run_status_word((enum run_status)i),
                        run_status_word((enum run_status)i));
      separator = ", ";
    }
  }
}

static void add_session(struct text *out, const struct batch_report *report) {
  char count[PROGRESS_WORD_SIZE];
  char span[PROGRESS_WORD_SIZE];
  int64_t now = sum(report->counts);
  progress_count(now, count);
  progress_span(report->seconds, span);
  if (now == 0 && report->interrupted == 0) {
    text_add(out, "; nothing was left to do");
    return;
  }
  text_add_format(out, "; %s%s in %s", count, report->before > 0 ? " of them now," : "", span);
  if (report->seconds > 0 && now > 0) {
    text_add_format(out, " (%.0f/s)", (double)now / report->seconds);
  }
}

static void add_command(struct text *out, const char *command, const char *path, const char *more) {
  text_add_format(out, "  demarche %s ", command);
  shell_quote_shown(out, path);
  text_add_format(out, "%s\n", more);
}

static void add_commands(struct text *out, const struct sweep_outcome *outcome) {
  const struct sweep *sweep = outcome->sweep;
  const char *path = sweep->order.out;
  bool all_ok = sum(outcome->counts) == outcome->counts[RUN_STATUS_OK];
  if (sweep->plan.shards > 1) {
    text_add(out, "When all shards are there:\n  demarche merge RESULTS SHARD...\n");
    return;
  }
  text_add(out, "To look further:\n");
  add_command(out, "stats", path, "");
  if (sweep->plan.design == DESIGN_SALTELLI || sweep->plan.design == DESIGN_MORRIS) {
    add_command(out, "sensitivity", path, "");
  }
  add_command(out, "find", path, all_ok ? "" : " 'status != ok'");
  add_command(out, "export", path, " --what runs -o runs.csv");
}

static void add_troubles(struct text *out, const struct batch_report *report) {
  if (report->first_bad >= 0) {
    text_add_format(out, "first failure: run %lld: ", (long long)report->first_bad);
    text_add_safe(out, report->first_reason, strlen(report->first_reason));
    text_add(out, "\n");
  }
}

static void add_precision(struct text *out, const struct sweep_outcome *outcome) {
  const struct plan *plan = &outcome->sweep->plan;
  char precise[PROGRESS_WORD_SIZE];
  if (plan->until.text == NULL) {
    return;
  }
  progress_count(outcome->report->points_stopped, precise);
  text_add_format(out, "%s of ", precise);
  command_add_count(out, plan_mine(plan, 1), "point", "points");
  text_add_format(out,
                  " reached %s; intervals of points that stopped early cover a little less often "
                  "than 95 %%\n",
                  plan->until.text);
}

/* "demarche sweep x --out y --resume" */
static void add_resume(struct text *out, const struct sweep_outcome *outcome) {
  text_add_format(out, "To go on:\n  %s%s\n", outcome->typed,
                  outcome->sweep->order.resume ? "" : " --resume");
}

static void add_safe_runs(struct text *out, const struct sweep_outcome *outcome) {
  int64_t safe = sum(outcome->report->counts);
  if (safe > 0) {
    command_add_count(out, safe, "run of this session is safe in ",
                      "runs of this session are safe in ");
    shell_quote_shown(out, outcome->sweep->order.out);
    text_add(out, "\n");
    add_resume(out, outcome);
  }
}

static void add_end(struct text *out, const struct sweep_outcome *outcome) {
  const struct batch_report *report = outcome->report;
  const char *path = outcome->sweep->order.out;
  text_add_safe(out, path, strlen(path));
  text_add(out, ": ");
  if (report->interrupted != 0) {
    command_add_count(out, plan_mine(&outcome->sweep->plan, outcome->sweep->plan.max_reps),
                      "run is planned, there is ", "runs are planned, there are ");
  }
  add_counts(out, outcome->counts);
  add_session(out, report);
  text_add(out, "\n");
  add_troubles(out, report);
  if (report->interrupted != 0) {
    text_add_format(out, "stopped by %s; nothing that was finished is lost\n",
                    command_signal(report->interrupted));
    add_resume(out, outcome);
  } else {
    add_precision(out, outcome);
    add_commands(out, outcome);
  }
}

int sweep_report_end(const struct sweep_outcome *outcome, int status) {
  int interrupted = outcome->report->interrupted;
  struct text out = {0};
  if (outcome->failed) {
    add_safe_runs(&out, outcome);
    (void)fputs(text_string(&out), stderr);
  } else {
    add_end(&out, outcome);
    status = command_print(&out);
    if (status == 0) {
      bool all_ok = sum(outcome->counts) == outcome->counts[RUN_STATUS_OK];
      status = interrupted != 0 ? EXIT_INTERRUPTED + interrupted : all_ok ? 0 : EXIT_SOME_FAILED;
    }
  }
  text_free(&out);
  return status;
}
