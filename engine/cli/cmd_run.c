/* demarche run: one run, told as prose, JSON or JSON lines. */
#include "cli/json_record.h"
#include "cli/outcome_table.h"
#include "cli/run_options.h"

#include "model/render.h"

#include <stdio.h>
#include <string.h>

enum format { FORMAT_TIMELINE, FORMAT_JSON, FORMAT_JSONL };

struct run_command {
  struct run_options options;
  enum format format;
  bool quiet, everything;
  struct render_style style;
  struct render_state state;
  struct text out;
};

static const struct argp_option option_table[] = {
    {"format", 'f', "FORMAT", 0, "timeline (default), json (one object) or jsonl (a record a line)",
     0},
    {"quiet", 'q', NULL, 0, "Outcomes only, no timeline", 0},
    {"all", 'a', NULL, 0, "Timeline with perceptions, decisions and refusals too", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct run_command *command = state->input;
  switch (key) {
  case ARGP_KEY_INIT:
    state->child_inputs[0] = &command->options;
    return 0;
  case 'f':
    if (strcmp(text, "timeline") == 0) {
      command->format = FORMAT_TIMELINE;
    } else if (strcmp(text, "json") == 0) {
      command->format = FORMAT_JSON;
    } else if (strcmp(text, "jsonl") == 0) {
      command->format = FORMAT_JSONL;
    } else {
      argp_error(state, "--format: found \"%.40s\"; expected timeline, json or jsonl", text);
    }
    return 0;
  case 'q':
    command->quiet = true;
    return 0;
  case 'a':
    command->everything = true;
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct run_command *command = context;
  if (command->format == FORMAT_JSONL) {
    json_record(&command->out, cast, record);
  } else {
    render_record(&command->out, cast, record, &command->style, &command->state);
  }
  return command->out.failed ? ERR_NOMEM : ERR_OK;
}

/* What is printed when the run is over. */
static int finish(struct run_command *command, const struct client *client) {
  if (command->format == FORMAT_JSON) {
    json_result(&command->out, &client->cast, command->options.order.seed, &client->summary);
  } else if (command->format == FORMAT_TIMELINE) {
    outcome_table(&command->out, &client->cast, command->options.order.seed, &client->summary,
                  command->style.colour, command_table_width());
  }
  return command_print(&command->out);
}

static int run(struct run_command *command) {
  struct client client;
  struct err err = {0};
  int status = 0;
  client_open(&client);
  client.on_record = on_record;
  client.context = command;
  enum err_code rc = client_run(&client, &command->options.order, &err);
  if (client.interrupted != 0) {
    status = EXIT_INTERRUPTED + client.interrupted;
  } else if (client.faults.count > 0) {
    struct text faults = {0};
    client_print_faults(&client, &faults);
    (void)fputs(text_string(&faults), stderr);
    text_free(&faults);
    status = err_exit_status(ERR_INVALID);
  } else if (rc != ERR_OK) {
    status = command_fail(&err);
  } else {
    status = finish(command, &client);
  }
  client_close(&client);
  return status;
}

int cmd_run(int argc, char **argv) {
  static const struct argp_child children[] = {{&run_options_argp, 0, NULL, 0}, {NULL, 0, NULL, 0}};
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO",
      "Run SCENARIO (a folder with scenario.lua, or the name of a shipped one) once.\v"
      "Examples:\n"
      "  demarche run my-crisis\n"
      "  demarche run my-crisis --seed 7 --format json\n"
      "  demarche run my-crisis --set precedents.old_war=off --set "
      "theatres.river.incident_rate=0.5",
      children,
      NULL,
      NULL};
  struct run_command command = {0};
  run_options_init(&command.options);
  int status = command_parse(&argp, "demarche run", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  bool shown = command.format == FORMAT_TIMELINE && !command.quiet;
  command.options.order.want_records = shown || command.format == FORMAT_JSONL;
  command.options.order.keep_decisions = command.format == FORMAT_JSONL;
  command.style = (struct render_style){.colour = command_colour(command.options.colour),
                                        .everything = command.everything,
                                        .width = command_width()};
  status = run(&command);
  text_free(&command.out);
  return status;
}
