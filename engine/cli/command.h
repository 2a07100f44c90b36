/* Commands of the program, and what they share. */
#ifndef DEMARCHE_CLI_COMMAND_H
#define DEMARCHE_CLI_COMMAND_H

#include "base/err.h"
#include "base/text.h"

#include <argp.h>
#include <stdbool.h>

/* Exit statuses that no error code stands for. */
enum { EXIT_INTERRUPTED = 128, EXIT_BAD_USAGE = 2 };

typedef int (*command_fn)(int argc, char **argv);

struct command {
  const char *name;
  const char *about; /* one line; NULL: not shown */
  command_fn run;
};

int cmd_run(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_eval(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_describe(int argc, char **argv);
int cmd_events(int argc, char **argv);
int cmd_worker(int argc, char **argv);

/* Parses with argp. A command line that is wrong prints one line with a hint to stderr; returns the
 * exit status then, -1 if all is well. [name] is "demarche run". */
int command_parse(const struct argp *argp, const char *name, int argc, char **argv, void *input);

/* Prints "demarche: WHERE: TEXT" to stderr, safe for terminals, and returns the exit status of the
 * error. */
int command_fail(const struct err *err);

/* Writes text to stdout, all of it, now. Returns the exit status: 0, or that of ERR_OUTPUT with a
 * message. */
int command_print(const struct text *text);

/* Whether to colour what goes to stdout: `when` is auto, always or never. */
bool command_colour(const char *when);

/* Columns of the terminal on stdout; 100 if it is none. */
int command_width(void);

/* The same for tables, which are not wrapped for a file or a pipe: 0 then. */
int command_table_width(void);

/* Adds the words of [text], breaking lines at [width] columns (0: none) and indenting those that
 * follow by [indent]; [column] is where the line stands. No line break at the end. */
void command_add_wrapped(struct text *out, const char *text, int column, int indent, int width);

#endif
