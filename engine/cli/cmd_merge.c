/* demarche merge: joins the shards of a sweep into one results file. */
#include "base/number.h"
#include "base/shell.h"
#include "cli/command.h"
#include "cli/results.h"
#include "store/store.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

struct merge_command {
  char *results;
  const char *const *shards;
  int count; /* of shards */
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct merge_command *command = state->input;
  switch (key) {
  case ARGP_KEY_ARG:
    if (command->results != NULL) {
      return ARGP_ERR_UNKNOWN; /* then the rest comes together */
    }
    command->results = text;
    return 0;
  case ARGP_KEY_ARGS:
    command->shards = (const char *const *)state->argv + state->next;
    command->count = state->argc - state->next;
    return 0;
  case ARGP_KEY_END:
    if (command->count == 0) {
      argp_error(state, "found %s; expected a results file to make or add to, then its shards",
                 command->results == NULL ? "no files" : "one file");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* The value of the plan's line of that key, NULL if there is none or nothing on it. */
static const char *plan_line(const struct store_plan *plan, const char *key) {
  for (int i = 0; i < plan->line_count; i++) {
    if (strcmp(plan->lines[i].key, key) == 0 && plan->lines[i].value[0] != '\0') {
      return plan->lines[i].value;
    }
  }
  return NULL;
}

/* Only the whole shows how often a point failed: its replicates are spread over the shards. */
static enum err_code give_up(struct store *results, struct err *err) {
  const char *value = plan_line(store_plan(results), "max_failures");
  struct store *writer = NULL;
  uint64_t most = 0;
  if (value == NULL || !number_parse_u64(value, &most) || most == 0 || most > INT_MAX) {
    return ERR_OK;
  }
  enum err_code rc = store_resume(&writer, store_path(results), store_plan(results), err);
  rc = rc != ERR_OK ? rc : store_give_up(writer, (int)most, err);
  enum err_code closed = store_close(writer, rc == ERR_OK ? err : NULL);
  return rc != ERR_OK ? rc : closed;
}

static void add_next_step(struct text *out, const struct store *results, int64_t missing,
                          int64_t failed) {
  const char *path = store_path(results);
  if (missing > 0 && !results_may_end_early(store_plan(results))) {
    text_add_format(out, "; next: `demarche merge ");
    shell_quote_shown(out, path);
    text_add(out, "` with the shards that hold the other ");
    command_add_count(out, missing, "", "");
    text_add(out, "\n");
    return;
  }
  if (failed > 0) {
    text_add(out, " (");
    command_add_count(out, failed, "", "");
    text_add(out, " did not end well)");
  }
  text_add(out, "; next: `demarche stats ");
  shell_quote_shown(out, path);
  text_add(out, "`\n");
}

static void add_summary(struct text *out, const struct store *results, int shards, int64_t added,
                        const int64_t counts[RUN_STATUS_COUNT]) {
  const struct store_plan *plan = store_plan(results);
  int64_t there = 0;
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    there += counts[i];
  }
  text_add(out, "added ");
  command_add_count(out, added, "run", "runs");
  text_add(out, " from ");
  command_add_count(out, shards, "shard", "shards");
  text_add(out, "; ");
  text_add_safe(out, store_path(results), strlen(store_path(results)));
  text_add(out, " holds ");
  command_add_count(out, there, "", "");
  text_add(out, results_may_end_early(plan) ? " of at most " : " of ");
  command_add_count(out, plan->planned, "", "");
  text_add(out, " planned");
  add_next_step(out, results, plan->planned - there, there - counts[RUN_STATUS_OK]);
}

static enum err_code merge(const struct merge_command *command, struct text *out, struct err *err) {
  const char *path = command->results;
  struct store *results = NULL;
  int64_t counts[RUN_STATUS_COUNT];
  int64_t added = 0;
  enum err_code rc = store_merge(path, command->shards, command->count, &added, err);
  rc = rc != ERR_OK ? rc : store_open(&results, path, err);
  rc = rc != ERR_OK ? rc : give_up(results, err);
  rc = rc != ERR_OK ? rc : store_count(results, counts, err);
  if (rc == ERR_OK) {
    add_summary(out, results, command->count, added, counts);
  }
  (void)store_close(results, NULL);
  return rc;
}

int cmd_merge(int argc, char **argv) {
  static const struct argp argp = {
      NULL,
      take_option,
      "RESULTS SHARD...",
      "Join the shards of a sweep into one results file.\v"
      "RESULTS is made, or added to if it is there: shards may come one by one, in any order, and "
      "twice. The whole is equal to the file of one sweep without shards. Shards of different "
      "plans, and different results of one run, are refused; shards are only read.",
      NULL,
      NULL,
      NULL};
  struct merge_command command = {0};
  struct text out = {0};
  struct err err = {0};
  int status = command_parse(&argp, "demarche merge", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  status = merge(&command, &out, &err) == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  return status;
}
