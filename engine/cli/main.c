/* demarche: finds the command and hands over. */
#include "base/names.h"
#include "cli/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct command commands[] = {
    {"run", "run a scenario once; timeline, JSON or JSON lines", cmd_run},
    {"sweep", "run a scenario many times, with what is varied, into a results file", cmd_sweep},
    {"check", "check scenarios and policies without running them", cmd_check},
    {"events", "list the events of a run with their numbers, filtered", cmd_events},
    {"export", "write runs, events or series of a results file as CSV or JSON lines", cmd_export},
    {"replay", "run a run of a results file again and compare", cmd_replay},
    {"verify", "check a results file and that its runs can be repeated", cmd_verify},
    {"stats", "tell the measures of many runs, with intervals", cmd_stats},
    {"find", "find runs, and the most typical of each outcome", cmd_find},
    {"sensitivity", "tell which factors move which measure", cmd_sensitivity},
    {"tipping", "find the value at which the modal outcome flips", cmd_tipping},
    {"validate", "hold scenarios and null models against what was observed", cmd_validate},
    {"cases", "fit a record of past cases and score the fit on cases left out", cmd_cases},
    {"fit", "fit declared parameters on targets, and tell flat directions", cmd_fit},
    {"merge", "join the shards of a sweep into one results file", cmd_merge},
    {"describe", "show a scenario's numbers and their sources; its ODD document", cmd_describe},
    {"eval", "evaluate a Lua expression with the standard library", cmd_eval},
    {"list", "list scenarios, policies, actions, measures, constants, words", cmd_list},
    {"slurm", "write or submit a Slurm job array of a sweep in shards", cmd_slurm},
    {"worker", NULL, cmd_worker},
};

enum { STACK_NEEDED = 2 << 20 }; /* bytes */

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static int print_help(FILE *out) {
  (void)fputs("Usage: demarche COMMAND [OPTION]... [ARGUMENT]...\n"
              "Simulate diplomatic crises: actors with policies in Lua, statements as speech acts, "
              "treaties with\n"
              "scope, and every event with its cause.\n\nCommands:\n",
              out);
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (commands[i].about != NULL) {
      (void)fprintf(out, "  %-11s %s\n", commands[i].name, commands[i].about);
    }
  }
  (void)fputs(
      "\n`demarche COMMAND --help` says more. Exit status: 0 fine; 1 done, but some runs failed or "
      "came to another\n"
      "end; 2 usage; 3 invalid scenario, policy or spec; 4 the single run failed; 5 results "
      "file; 6 output; 70 internal;\n"
      "75 busy, try again; 130, 143 stopped by SIGINT, SIGTERM.\n",
      out);
  return 0;
}

static int unknown_command(const char *name) {
  const char *words[COMMAND_COUNT];
  for (int i = 0; i < COMMAND_COUNT; i++) {
    words[i] = commands[i].about == NULL ? NULL : commands[i].name;
  }
  const char *near = names_nearest(name, words, COMMAND_COUNT);
  (void)fprintf(stderr, "demarche: found no command \"%.60s\"; expected one of `demarche --help`",
                name);
  if (near != NULL) {
    (void)fprintf(stderr, "; did you mean \"%s\"?", near);
  }
  (void)fputc('\n', stderr);
  return EXIT_BAD_USAGE;
}

/* A program started without its standard files must not open others in their places. What is
 * written to an output that is not there fails, as it should; messages are merely lost. */
static void reopen_standard_files(void) {
  for (int file = 0; file <= 2; file++) {
    if (fcntl(file, F_GETFD) == -1) {
      int opened = open("/dev/null", file == 2 ? O_WRONLY : O_RDONLY);
      if (opened >= 0 && opened != file) {
        (void)close(opened);
      }
    }
  }
}

/* Signals as a program expects them, whatever the parent had blocked; a full disk or pipe is an
 * error of a write, not the end. */
static void set_signals(void) {
  const struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigset_t none;
  (void)sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, NULL);
  (void)sigaction(SIGPIPE, &ignore, NULL);
  (void)sigaction(SIGXFSZ, &ignore, NULL);
}

/* Raises the stack's limit to what this program needs, if it may. */
static bool has_stack(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= STACK_NEEDED) {
    return true;
  }
  limit.rlim_cur = limit.rlim_max < STACK_NEEDED ? limit.rlim_max : STACK_NEEDED;
  return limit.rlim_cur == STACK_NEEDED && setrlimit(RLIMIT_STACK, &limit) == 0;
}

/* At exit, also from within argp's --help: what stdio still holds must be written. */
static void flush_output(void) {
  if (fflush(stdout) != 0 || ferror(stdout) != 0) {
    (void)fputs("demarche: standard output: cannot be written\n", stderr);
    _exit(err_exit_status(ERR_OUTPUT));
  }
}

int main(int argc, char **argv) {
  reopen_standard_files();
  set_signals();
  if (!has_stack()) {
    (void)fprintf(stderr, "demarche: the stack is limited to less than %d KiB (ulimit -s)\n",
                  STACK_NEEDED >> 10);
    return err_exit_status(ERR_INTERNAL);
  }
  (void)atexit(flush_output);
  if (argc < 2) {
    (void)print_help(stderr);
    return EXIT_BAD_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
    return print_help(stdout);
  }
  if (strcmp(argv[1], "--version") == 0) {
    (void)puts("demarche " DEMARCHE_VERSION);
    return 0;
  }
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(argv[1], commands[i].name) == 0) {
      return commands[i].run(argc - 1, argv + 1);
    }
  }
  return unknown_command(argv[1]);
}
