/* demarche describe: the numbers of a scenario and where they come from; its ODD document. */
#include "base/number.h"
#include "cli/client.h"
#include "cli/command.h"
#include "cli/odd_page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PATH_WIDTH_MAX = 64 };

struct describe_command {
  const char *scenario;
  bool odd;
};

static const struct argp_option options[] = {
    {"odd", 'o', NULL, 0, "the ODD document of the scenario, in markdown", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's type */
static error_t take_option(int key, char *text, struct argp_state *state) {
  struct describe_command *command = state->input;
  switch (key) {
  case 'o':
    command->odd = true;
    return 0;
  case ARGP_KEY_ARG:
    if (command->scenario != NULL) {
      argp_error(state, "found a second scenario; expected one");
    }
    command->scenario = text;
    return 0;
  case ARGP_KEY_END:
    if (command->scenario == NULL) {
      argp_error(state, "found no scenario; expected a folder or a shipped name");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static int widest_path(const struct description *description) {
  size_t width = strlen("number");
  for (int i = 0; i < description->row_count; i++) {
    size_t length = strlen(description->rows[i].path);
    width = length > width ? length : width;
  }
  return width > PATH_WIDTH_MAX ? PATH_WIDTH_MAX : (int)width;
}

static void range_of(const struct provenance *row, char *out, size_t room) {
  char low[NUMBER_TEXT_SIZE];
  char high[NUMBER_TEXT_SIZE];
  number_print(row->low, low);
  number_print(row->high, high);
  (void)snprintf(out, room, "%s to %s", low, high);
  if (isnan(row->low)) {
    (void)snprintf(out, room, "-");
  }
}

/* A path is made of ids and keys, a source is anybody's text. */
static void add_row(struct text *out, const struct provenance *row, int width) {
  char value[NUMBER_TEXT_SIZE];
  char range[2 * NUMBER_TEXT_SIZE + 8];
  number_print(row->value, value);
  range_of(row, range, sizeof range);
  text_add_safe(out, row->path, strlen(row->path));
  int gap = width - (int)strlen(row->path);
  text_add_format(out, "%*s  %10s  %-16s  %-10s  ", gap > 0 ? gap : 0, "", value, range,
                  row->confidence);
  text_add_safe(out, row->source, strlen(row->source));
  while (out->length > 0 && out->bytes[out->length - 1] == ' ') {
    out->bytes[--out->length] = '\0';
  }
  text_add(out, "\n");
}

static void add_table(struct text *out, const struct client *client) {
  const struct description *description = &client->description;
  int width = widest_path(description);
  text_add_format(out, "%-*s  %10s  %-16s  %-10s  source\n", width, "number", "value", "range",
                  "confidence");
  for (int i = 0; i < description->row_count; i++) {
    add_row(out, &description->rows[i], width);
  }
  text_add_format(out, "\n%d numbers: %d facts, %d assumptions (", description->row_count,
                  client->fact_count, client->assumption_count);
  odd_confidences(out, description->rows, description->row_count);
  text_add(out, ")\n");
}

static int describe(const struct describe_command *command, struct text *out) {
  struct client client;
  struct err err = {0};
  int status = 0;
  client_open(&client);
  enum err_code rc = client_describe_scenario(&client, command->scenario, &err);
  if (client.interrupted != 0) {
    status = EXIT_INTERRUPTED + client.interrupted;
  } else if (client.faults.count > 0) {
    client_print_faults(&client.faults, out);
    (void)fputs(text_string(out), stderr);
    text_clear(out);
    status = err_exit_status(ERR_INVALID);
  } else if (rc != ERR_OK) {
    status = command_fail(&err);
  } else if (command->odd) {
    odd_page(out, &client.cast, &client.description);
  } else {
    add_table(out, &client);
  }
  client_close(&client);
  return status;
}

int cmd_describe(int argc, char **argv) {
  static const struct argp argp = {options,
                                   take_option,
                                   "SCENARIO",
                                   "Show every number that a scenario gives, with range, "
                                   "confidence and source; or its ODD document.",
                                   NULL,
                                   NULL,
                                   NULL};
  struct describe_command command = {NULL, false};
  int status = command_parse(&argp, "demarche describe", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  struct text out = {0};
  status = describe(&command, &out);
  if (status == 0) {
    status = command_print(&out);
  }
  text_free(&out);
  return status;
}
