/* demarche verify: is a results file sound, complete, and what this program would make again. */
#include "base/number.h"
#include "cli/command.h"
#include "cli/rerun.h"
#include "host/pool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SAMPLE = 256, SAMPLE_DEFAULT = 100, EXIT_DIFFERENT = 1, NAMED_MOST = 5 };

struct verify_command {
  const char *results;
  int64_t sample; /* runs to run again; 0: none */
  int jobs;
};

static const struct argp_option option_table[] = {
    {"sample", KEY_SAMPLE, "K", 0, "Runs to run again, evenly spread (default 100; 0: none)", 0},
    {"jobs", 'j', "N", 0, "Workers (default: as many as there are processors)", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct verify_command *command = state->input;
  uint64_t sample = 0;
  uint64_t jobs = 0;
  switch (key) {
  case 'j':
    if (!number_parse_u64(text, &jobs) || jobs < 1 || jobs > POOL_JOBS_MAX) {
      argp_error(state, "--jobs: found \"%.40s\"; expected a whole number from 1 to %d", text,
                 (int)POOL_JOBS_MAX);
    }
    command->jobs = (int)jobs;
    return 0;
  case KEY_SAMPLE:
    if (!number_parse_u64(text, &sample) || sample > INT64_MAX) {
      argp_error(state, "--sample: found \"%.40s\"; expected a number of runs, 0 for none", text);
    }
    command->sample = (int64_t)sample;
    return 0;
  default:
    return command_take_results(key, text, state, &command->results);
  }
}

/* --- running again -----------------------------------------------------------------------------
 */

struct verifying {
  struct store *store;
  int64_t ok, wanted;
  int64_t debt; /* by which the picked ones lag behind an even spread, in 1 / ok of a run */
  int64_t picked;
  int64_t *ids;  /* [wanted] */
  int64_t asked; /* of the ids, those that are under way */
  int64_t equal, different, failed;
  int interrupted;
  struct text notes; /* the first few that differ */
};

/* Evenly spread: each run that is ok brings wanted / ok of a pick, from a whole one on. */
static void pick(void *context, int64_t run_id, int64_t point, enum run_status status) {
  struct verifying *verifying = context;
  (void)point;
  if (status != RUN_STATUS_OK || verifying->picked == verifying->wanted) {
    return;
  }
  if (verifying->debt <= 0) {
    verifying->ids[verifying->picked++] = run_id;
    verifying->debt += verifying->ok;
  }
  verifying->debt -= verifying->wanted;
}

static enum err_code on_end(void *context, const struct store_run *run,
                            const struct run_summary *summary, const struct err *failure,
                            struct err *err) {
  struct verifying *verifying = context;
  struct text line = {0};
  (void)err;
  if (summary == NULL) {
    verifying->failed++;
    text_add_format(&line, "run %" PRId64 ": failed this time: ", run->run_id);
    text_add_safe(&line, failure->text, strlen(failure->text));
    text_add(&line, "\n");
  } else if (results_compare(&line, verifying->store, run, summary)) {
    verifying->equal++;
    text_clear(&line);
  } else {
    verifying->different++;
  }
  if (verifying->different + verifying->failed <= NAMED_MOST) {
    text_add(&verifying->notes, text_string(&line));
  }
  text_free(&line);
  return ERR_OK;
}

static bool next_picked(void *context, int64_t *run_id) {
  struct verifying *verifying = context;
  if (verifying->asked == verifying->picked) {
    return false;
  }
  *run_id = verifying->ids[verifying->asked++];
  return true;
}

static enum err_code run_again(struct verifying *verifying, int jobs, struct err *err) {
  const struct rerun order = {.store = verifying->store,
                              .jobs = jobs,
                              .want_series = true,
                              .context = verifying,
                              .next = next_picked,
                              .on_end = on_end};
  verifying->ids = calloc((size_t)verifying->wanted + 1, sizeof *verifying->ids);
  if (verifying->ids == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the list of runs");
  }
  enum err_code rc = store_each_status(verifying->store, pick, verifying, err);
  return rc == ERR_OK ? rerun(&order, &verifying->interrupted, err) : rc;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void add_counts(struct text *out, const struct store_plan *plan, const int64_t *counts) {
  int64_t total = 0;
  const char *joint = "";
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    total += counts[i];
  }
  text_add(out, "runs      ");
  command_add_count(out, total, "", "");
  text_add(out, results_may_end_early(plan) ? ", of at most " : " of ");
  command_add_count(out, plan->planned, "", "");
  text_add(out, " planned: ");
  for (int i = 0; i < RUN_STATUS_COUNT; i++) {
    if (counts[i] > 0 || i == RUN_STATUS_OK) {
      const char *word = run_status_word((enum run_status)i);
      text_add(out, joint);
      command_add_count(out, counts[i], word, word);
      joint = ", ";
    }
  }
  if (plan->shard != NULL) {
    text_add(out, "; shard ");
    text_add_safe(out, plan->shard, strlen(plan->shard));
  }
  text_add(out, "\n");
}

static void add_line(struct text *out, const char *key, const char *value) {
  text_add_format(out, "%-9s ", key);
  text_add_safe(out, value == NULL ? "" : value, value == NULL ? 0 : strlen(value));
  text_add(out, "\n");
}

static void add_again(struct text *out, const struct verifying *verifying) {
  if (verifying->wanted == 0) {
    text_add(out, verifying->ok == 0 ? "again     no run is ok\n" : "again     none was run\n");
    return;
  }
  text_add(out, "again     ");
  command_add_count(out, verifying->picked, "", "");
  text_add(out, " of ");
  command_add_count(out, verifying->ok, "run: ", "runs: ");
  command_add_count(out, verifying->equal, "equal, ", "equal, ");
  command_add_count(out, verifying->different, "different, ", "different, ");
  command_add_count(out, verifying->failed, "failed\n", "failed\n");
  text_add(out, text_string(&verifying->notes));
}

static enum err_code verify(const struct verify_command *command, struct verifying *verifying,
                            struct text *out, struct err *err) {
  struct store *store = verifying->store;
  const struct store_plan *plan = store_plan(store);
  int64_t counts[RUN_STATUS_COUNT] = {0};
  char digest[DIGEST_TEXT_SIZE] = "";
  enum err_code rc = store_check(store, err);
  if (rc == ERR_OK) {
    rc = store_count(store, counts, err);
  }
  if (rc == ERR_OK) {
    rc = store_digest(store, digest, err);
  }
  verifying->ok = counts[RUN_STATUS_OK];
  verifying->wanted = command->sample < verifying->ok ? command->sample : verifying->ok;
  if (rc == ERR_OK && verifying->wanted > 0) {
    rc = run_again(verifying, command->jobs, err);
  }
  add_line(out, "scenario", plan->scenario);
  add_line(out, "engine", plan->engine);
  add_counts(out, plan, counts);
  add_line(out, "file", "sound");
  add_line(out, "digest", digest);
  add_again(out, verifying);
  return rc;
}

static int run_command(const struct verify_command *command, struct store *store) {
  struct verifying verifying = {.store = store};
  struct text out = {0};
  struct err err = {0};
  int status = 0;
  enum err_code rc = verify(command, &verifying, &out, &err);
  if (verifying.interrupted != 0) {
    status = EXIT_INTERRUPTED + verifying.interrupted;
  } else if (rc != ERR_OK) {
    status = command_fail(&err);
  } else {
    status = command_print(&out);
    status = status == 0 && verifying.different + verifying.failed > 0 ? EXIT_DIFFERENT : status;
  }
  text_free(&verifying.notes);
  text_free(&out);
  free(verifying.ids);
  return status;
}

int cmd_verify(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS",
      "Check a results file: that it is sound, how much of the plan it holds, and that runs come "
      "to the same digests, measures and series again.\v"
      "Exit status 1: some run came to something else; 5: the file is not sound.\n"
      "Examples:\n"
      "  demarche verify sweep.db\n"
      "  demarche verify sweep.db --sample 0",
      NULL,
      NULL,
      NULL};
  struct verify_command command = {.sample = SAMPLE_DEFAULT, .jobs = pool_processors()};
  struct store *store = NULL;
  struct err err = {0};
  int status = command_parse(&argp, "demarche verify", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  status = results_open(&store, command.results, &err) == ERR_OK ? run_command(&command, store)
                                                                 : command_fail(&err);
  (void)store_close(store, NULL);
  return status;
}
