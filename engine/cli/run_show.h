/* Showing one run: as a timeline with a table of outcomes, as JSON, as JSON lines. */
#ifndef DEMARCHE_CLI_RUN_SHOW_H
#define DEMARCHE_CLI_RUN_SHOW_H

#include "cli/client.h"
#include "cli/command.h"
#include "model/render.h"

enum run_format { RUN_TIMELINE, RUN_JSON, RUN_JSONL };

/* Zero-initialise, colour "auto"; text_free(&show->out) when done. */
struct run_show {
  enum run_format format;
  bool quiet, everything;
  const char *colour; /* auto, always, never: see command_colour */
  struct render_style style;
  struct render_state state;
  struct text out;
};

/* An argp to be a child of a command's own: --format, --quiet, --all; its input is a struct
 * run_show. */
extern const struct argp run_show_argp;

/* Sets in [order] what has to be sent for the show, and the style. Before the run. */
void run_show_prepare(struct run_show *show, struct client_order *order);

/* Takes one record. ERR_NOMEM. */
enum err_code run_show_record(struct run_show *show, const struct scenario *cast,
                              const struct record *record);

/* Prints the run that is over. Returns the exit status. */
int run_show_finish(struct run_show *show, const struct client *client);

/* Why a run did not come to its end: faults, an interruption, an error. Prints it; the exit status.
 */
int run_show_failure(const struct client *client, const struct err *err);

#endif
