/* What running commands share: their one argument, the scenario, and --seed, --set, --days,
 * --color, and those for tests. */
#ifndef DEMARCHE_CLI_RUN_OPTIONS_H
#define DEMARCHE_CLI_RUN_OPTIONS_H

#include "cli/client.h"
#include "cli/command.h"

struct run_options {
  struct client_order order;
  const char *changes; /* an option that changes the run: "seed", "set" or "days"; NULL: none */
  const char *colour;  /* auto, always, never */
};

/* An argp to be a child of a command's own; its input is a struct run_options. */
extern const struct argp run_options_argp;

/* Defaults. */
void run_options_init(struct run_options *options);

#endif
