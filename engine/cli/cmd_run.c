/* demarche run: one run, told as prose, JSON or JSON lines, and kept as a results file. */
#include "cli/run_file.h"
#include "cli/run_options.h"
#include "cli/run_show.h"

struct run_command {
  struct run_options options;
  struct run_show show;
  struct run_file file;
};

static const struct argp_option option_table[] = {
    {"out", 'o', "RESULTS", 0,
     "Keep the run as a new results file: bundle, events, series, measures", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's type */
static error_t take_option(int key, char *text, struct argp_state *state) {
  struct run_command *command = state->input;
  switch (key) {
  case ARGP_KEY_INIT:
    state->child_inputs[0] = &command->options;
    state->child_inputs[1] = &command->show;
    return 0;
  case 'o':
    command->file.path = text;
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct run_command *command = context;
  enum err_code rc = run_show_record(&command->show, cast, record);
  return rc == ERR_OK ? run_file_record(&command->file, cast, record) : rc;
}

/* Whether it is a run that failed rather than one that never began. */
static bool has_failed(const struct client *client, enum err_code rc) {
  return client->interrupted == 0 && client->faults.count == 0 && client->has_cast &&
         (rc == ERR_RUN || rc == ERR_LIMIT || rc == ERR_BUDGET || rc == ERR_WORKER);
}

static int run(struct run_command *command) {
  struct client client;
  struct err err = {0};
  struct err unwritten = {0};
  int status = 0;
  client_open(&client);
  client.on_record = on_record;
  client.context = command;
  enum err_code rc = client_run(&client, &command->options.order, &err);
  bool ran = rc == ERR_OK && client.interrupted == 0;
  if (ran || has_failed(&client, rc)) {
    (void)run_file_write(&command->file, &client, ran ? NULL : &err, &unwritten);
  }
  status = ran ? run_show_finish(&command->show, &client) : run_show_failure(&client, &err);
  if (unwritten.code != ERR_OK) {
    status = command_fail(&unwritten);
  }
  client_close(&client);
  return status;
}

int cmd_run(int argc, char **argv) {
  static const struct argp_child children[] = {
      {&run_options_argp, 0, NULL, 0}, {&run_show_argp, 0, NULL, 0}, {NULL, 0, NULL, 0}};
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO",
      "Run SCENARIO (a folder with scenario.lua, or the name of a shipped one) once.\v"
      "Examples:\n"
      "  demarche run my-crisis\n"
      "  demarche run my-crisis --seed 7 --format json\n"
      "  demarche run my-crisis --set precedents.old_war=off --set "
      "theatres.river.incident_rate=0.5\n"
      "  demarche run my-crisis --out crisis.db --quiet",
      children,
      NULL,
      NULL};
  struct run_command command = {.file = {0}};
  struct err err = {0};
  run_options_init(&command.options);
  int status = command_parse(&argp, "demarche run", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  command.show.colour = command.options.colour;
  run_show_prepare(&command.show, &command.options.order);
  run_file_prepare(&command.file, &command.options.order);
  status = run_file_open(&command.file, &err) == ERR_OK ? run(&command) : command_fail(&err);
  run_file_close(&command.file);
  text_free(&command.show.out);
  return status;
}
