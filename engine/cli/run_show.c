/* Showing a run. */
#include "cli/run_show.h"

#include "cli/json_record.h"
#include "cli/outcome_table.h"

#include <stdio.h>
#include <string.h>

static const struct argp_option option_table[] = {
    {"format", 'f', "FORMAT", 0, "timeline (default), json (one object) or jsonl (a record a line)",
     0},
    {"quiet", 'q', NULL, 0, "Outcomes only, no timeline", 0},
    {"all", 'a', NULL, 0, "Timeline with perceptions, decisions and refusals too", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct run_show *show = state->input;
  switch (key) {
  case 'f':
    if (strcmp(text, "timeline") == 0) {
      show->format = RUN_TIMELINE;
    } else if (strcmp(text, "json") == 0) {
      show->format = RUN_JSON;
    } else if (strcmp(text, "jsonl") == 0) {
      show->format = RUN_JSONL;
    } else {
      argp_error(state, "--format: found \"%.40s\"; expected timeline, json or jsonl", text);
    }
    return 0;
  case 'q':
    show->quiet = true;
    return 0;
  case 'a':
    show->everything = true;
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

const struct argp run_show_argp = {option_table, take_option, NULL, NULL, NULL, NULL, NULL};

void run_show_prepare(struct run_show *show, struct client_order *order) {
  bool told = show->format == RUN_TIMELINE && !show->quiet;
  order->want_records = told || show->format == RUN_JSONL;
  order->keep_decisions = show->format == RUN_JSONL;
  show->style = (struct render_style){.colour = command_colour(show->colour),
                                      .everything = show->everything,
                                      .width = command_width()};
}

enum err_code run_show_record(struct run_show *show, const struct scenario *cast,
                              const struct record *record) {
  if (show->format == RUN_JSONL) {
    json_record(&show->out, cast, record);
  } else if (show->format == RUN_TIMELINE && !show->quiet) {
    render_record(&show->out, cast, record, &show->style, &show->state);
  }
  return show->out.failed ? ERR_NOMEM : ERR_OK;
}

int run_show_finish(struct run_show *show, const struct client *client) {
  if (show->format == RUN_JSON) {
    json_result(&show->out, &client->cast, client->order.seed, &client->summary);
  } else if (show->format == RUN_TIMELINE) {
    outcome_table(&show->out, &client->cast, client->order.seed, &client->summary,
                  show->style.colour, command_table_width());
  }
  return command_print(&show->out);
}

int run_show_failure(const struct client *client, const struct err *err) {
  if (client->interrupted != 0) {
    return EXIT_INTERRUPTED + client->interrupted;
  }
  if (client->faults.count > 0) {
    struct text faults = {0};
    client_print_faults(&client->faults, &faults);
    (void)fputs(text_string(&faults), stderr);
    text_free(&faults);
    return err_exit_status(ERR_INVALID);
  }
  return command_fail(err);
}
