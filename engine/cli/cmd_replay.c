/* demarche replay: a run of a results file, run again from what the file holds. */
#include "base/number.h"
#include "cli/results.h"
#include "cli/run_show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { KEY_RUN = 256, EXIT_DIFFERENT = 1 };

struct replay_command {
  const char *results;
  int64_t run;
  struct run_show show;
};

static const struct argp_option option_table[] = {
    {"run", KEY_RUN, "N", 0, "The run (default: the first that is ok)", 0},
    {"color", 'c', "WHEN", 0, "Colour: auto, always or never", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct replay_command *command = state->input;
  uint64_t run = 0;
  switch (key) {
  case ARGP_KEY_INIT:
    state->child_inputs[0] = &command->show;
    return 0;
  case KEY_RUN:
    if (!number_parse_u64(text, &run) || run > INT64_MAX) {
      argp_error(state, "--run: found \"%.40s\"; expected the number of a run", text);
    }
    command->run = (int64_t)run;
    return 0;
  case 'c':
    if (strcmp(text, "auto") != 0 && strcmp(text, "always") != 0 && strcmp(text, "never") != 0) {
      argp_error(state, "--color: found \"%.40s\"; expected auto, always or never", text);
    }
    command->show.colour = text;
    return 0;
  default:
    return command_take_results(key, text, state, &command->results);
  }
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct replay_command *command = context;
  return run_show_record(&command->show, cast, record);
}

static void tell_failed(const struct store_run *run) {
  struct text line = {0};
  text_add_format(&line, "demarche: run %" PRId64 " is in the file as %s", run->run_id,
                  run_status_word(run->status));
  text_add(&line, run->reason[0] == '\0' ? "" : ": ");
  text_add_safe(&line, run->reason, strlen(run->reason));
  text_add(&line, "; it is tried again\n");
  (void)fputs(text_string(&line), stderr);
  text_free(&line);
}

/* Compares with the file. What a run that is not ok there comes to now is a difference too. */
static int compare(const struct store *store, const struct store_run *run,
                   const struct client *client) {
  struct text line = {0};
  bool equal = false;
  text_add(&line, "demarche: ");
  if (run->summary == NULL) {
    text_add_format(&line,
                    "run %" PRId64 ": found digest %s; expected it to fail, as in the file\n",
                    run->run_id, client->summary.digest);
  } else {
    equal = results_compare(&line, store, run, &client->summary);
  }
  (void)fputs(text_string(&line), stderr);
  text_free(&line);
  return equal ? 0 : EXIT_DIFFERENT;
}

static int replay(struct replay_command *command, struct store *store, struct arena *arena) {
  struct store_run run = {0};
  struct client_order order;
  struct client client;
  struct err err = {0};
  int status = 0;
  enum err_code rc = results_pick(store, command->run, arena, &run, &err);
  if (rc == ERR_OK) {
    rc = results_order(&order, store, &run, arena, &err);
  }
  if (rc != ERR_OK) {
    return command_fail(&err);
  }
  if (run.status != RUN_STATUS_OK) {
    tell_failed(&run);
  }
  run_show_prepare(&command->show, &order);
  client_open(&client);
  client.on_record = on_record;
  client.context = command;
  rc = client_run(&client, &order, &err);
  if (rc != ERR_OK || client.interrupted != 0) {
    status = run_show_failure(&client, &err);
  } else {
    status = run_show_finish(&command->show, &client);
    status = status == 0 ? compare(store, &run, &client) : status;
  }
  client_close(&client);
  return status;
}

int cmd_replay(int argc, char **argv) {
  static const struct argp_child children[] = {{&run_show_argp, 0, NULL, 0}, {NULL, 0, NULL, 0}};
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS",
      "Run a run of a results file again from what the file holds, show it, and compare its "
      "digest, measures and series with the file's.\v"
      "Exit status 1: it came to another end than the file has.\n"
      "Examples:\n"
      "  demarche replay sweep.db --run 7\n"
      "  demarche replay sweep.db --run 7 --format jsonl",
      children,
      NULL,
      NULL};
  struct replay_command command = {.run = RESULTS_ANY_RUN, .show = {.colour = "auto"}};
  struct store *store = NULL;
  struct arena arena;
  struct err err = {0};
  int status = command_parse(&argp, "demarche replay", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  arena_open_blocks(&arena, (size_t)64 << 20);
  status = results_open(&store, command.results, &err) == ERR_OK ? replay(&command, store, &arena)
                                                                 : command_fail(&err);
  (void)store_close(store, NULL);
  arena_close(&arena);
  text_free(&command.show.out);
  return status;
}
