/* demarche eval: a calculator with the standard library. */
#include "cli/client.h"
#include "cli/command.h"

#include <string.h>

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's type */
static error_t take_option(int key, char *text, struct argp_state *state) {
  const char **expression = state->input;
  switch (key) {
  case ARGP_KEY_ARG:
    if (*expression != NULL) {
      argp_error(state, "found a second expression; expected one, in quotes");
    }
    *expression = text;
    return 0;
  case ARGP_KEY_END:
    if (*expression == NULL) {
      argp_error(state, "found no expression; expected one, in quotes");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

int cmd_eval(int argc, char **argv) {
  static const struct argp argp = {NULL,
                                   take_option,
                                   "'LUA'",
                                   "Evaluate a Lua expression in the policy environment, the "
                                   "modules of the standard library by name.\v"
                                   "Example:\n  demarche eval 'choice.logit({1, 0}, 1)[1]'",
                                   NULL,
                                   NULL,
                                   NULL};
  const char *expression = NULL;
  int status = command_parse(&argp, "demarche eval", argc, argv, &expression);
  if (status >= 0) {
    return status;
  }
  struct client client;
  struct text out = {0};
  struct err err = {0};
  client_open(&client);
  enum err_code rc = client_eval(&client, expression, &err);
  if (client.interrupted != 0) {
    status = EXIT_INTERRUPTED + client.interrupted;
  } else if (rc != ERR_OK) {
    status = command_fail(&err);
  } else {
    text_add_format(&out, "%s\n", client.value);
    status = command_print(&out);
  }
  text_free(&out);
  client_close(&client);
  return status;
}
