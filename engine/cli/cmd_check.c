/* demarche check: every fault of scenarios and policies, without a run. */
#include "cli/client.h"
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

enum { PATHS_MAX = 256 };

struct check_command {
  const char *paths[PATHS_MAX];
  int count;
};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's type */
static error_t take_option(int key, char *text, struct argp_state *state) {
  struct check_command *command = state->input;
  switch (key) {
  case ARGP_KEY_ARG:
    if (command->count == PATHS_MAX) {
      argp_error(state, "found more than %d paths", (int)PATHS_MAX);
    }
    command->paths[command->count++] = text;
    return 0;
  case ARGP_KEY_END:
    if (command->count == 0) {
      argp_error(state, "found nothing to check; expected scenarios or policy files");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static bool is_policy_file(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, ".lua") == 0;
}

static void add_summary(struct text *out, const char *path, const struct client *client) {
  if (client->has_cast) {
    int targets = client->has_description ? client->description.targets->count : 0;
    text_add_format(out, "ok: %s (%d actors, %d theatres, %d verbs; ", path,
                    client->cast.actors.count, client->cast.theatres.count,
                    client->cast.verbs.count);
    if (targets > 0) {
      text_add_format(out, "%d target%s; ", targets, targets == 1 ? "" : "s");
    }
    text_add_format(out, "%d facts, %d assumptions)\n", client->fact_count,
                    client->assumption_count);
  } else {
    text_add_format(out, "ok: %s\n", path);
  }
}

/* Checks one path; its faults, or that it is fine, go to [out]. */
static int check(const char *path, struct text *out) {
  struct client client;
  struct err err = {0};
  int status = 0;
  client_open(&client);
  enum err_code rc = is_policy_file(path) ? client_check_policy(&client, path, &err)
                                          : client_describe_scenario(&client, path, &err);
  if (client.interrupted != 0) {
    status = EXIT_INTERRUPTED + client.interrupted;
  } else if (client.faults.count > 0) {
    client_print_faults(&client.faults, out);
    status = err_exit_status(ERR_INVALID);
  } else if (rc != ERR_OK) {
    status = command_fail(&err);
  } else {
    add_summary(out, path, &client);
  }
  client_close(&client);
  return status;
}

int cmd_check(int argc, char **argv) {
  static const struct argp argp = {NULL,
                                   take_option,
                                   "PATH...",
                                   "Check scenarios (folders or shipped names) and policies (.lua "
                                   "files) without running them. Every fault is one line: "
                                   "file:line: field: found; expected.",
                                   NULL,
                                   NULL,
                                   NULL};
  struct check_command command = {.count = 0};
  int status = command_parse(&argp, "demarche check", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  struct text out = {0};
  status = 0;
  for (int i = 0; i < command.count && status <= EXIT_INTERRUPTED; i++) {
    int one = check(command.paths[i], &out);
    status = one > status ? one : status;
  }
  int printed = command_print(&out);
  text_free(&out);
  return printed != 0 ? printed : status;
}
