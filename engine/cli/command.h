/* Commands of the program, and what they share. */
#ifndef DEMARCHE_CLI_COMMAND_H
#define DEMARCHE_CLI_COMMAND_H

#include "base/err.h"
#include "base/text.h"

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

/* Exit statuses that no error code stands for. */
enum { EXIT_SOME_FAILED = 1, EXIT_BAD_USAGE = 2, EXIT_INTERRUPTED = 128 };

typedef int (*command_fn)(int argc, char **argv);

struct command {
  const char *name;
  const char *about; /* one line; NULL: not shown */
  command_fn run;
};

int cmd_run(int argc, char **argv);
int cmd_sweep(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_eval(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_describe(int argc, char **argv);
int cmd_events(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_replay(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_slurm(int argc, char **argv);
int cmd_stats(int argc, char **argv);
int cmd_find(int argc, char **argv);
int cmd_sensitivity(int argc, char **argv);
int cmd_tipping(int argc, char **argv);
int cmd_validate(int argc, char **argv);
int cmd_cases(int argc, char **argv);
int cmd_fit(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_worker(int argc, char **argv);

/* Parses with argp. A command line that is wrong prints one line with a hint to stderr; returns the
 * exit status then, -1 if all is well. [name] is "demarche run". */
int command_parse(const struct argp *argp, const char *name, int argc, char **argv, void *input);

/* Takes the one argument of a command that reads a results file into [path], and misses it at the
 * end; for what a parser of argp does not know itself. */
error_t command_take_results(int key, char *text, struct argp_state *state, const char **path);

/* The same for a command that takes scenarios with targets: names or folders, at most [room]. */
error_t command_take_scenarios(int key, const char *text, struct argp_state *state,
                               const char **scenarios, int *count, int room);

/* Whether --format asks for JSON and not for the form for people, [other]: "table" or "text". */
bool command_takes_json(const char *text, const char *other, struct argp_state *state);

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

/* Adds "1,234 runs", or "1 run": [one] and [many] are the words. Of "" the number alone. */
void command_add_count(struct text *out, int64_t count, const char *one, const char *many);

/* Adds the command line as it was typed, "demarche COMMAND ...", quoted for a shell; before options
 * are taken apart. */
void command_add_typed(struct text *out, int argc, char **argv);

/* The name of a signal that ends a program in order: "SIGINT". */
const char *command_signal(int number);

/* Tells that the signal ended a command that keeps no runs; returns the exit status. */
int command_stopped(int signal);

#endif
