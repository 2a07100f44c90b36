/* Shared parts of the commands. */
#include "cli/command.h"

#include "host/progress.h"

#include "base/number.h"
#include "base/shell.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int command_parse(const struct argp *argp, const char *name, int argc, char **argv, void *input) {
  char title[64];
  (void)snprintf(title, sizeof title, "%s", name);
  argv[0] = title;
  argp_err_exit_status = EXIT_BAD_USAGE;
  error_t rc = argp_parse(argp, argc, argv, 0, NULL, input);
  if (rc != 0) {
    (void)fprintf(stderr, "%s: %s\n", name, strerror(rc));
    return EXIT_BAD_USAGE;
  }
  return -1;
}

/* A fault of the command line may point at its place on lines of its own; others are of one line,
 * whatever a script wrote into them. */
static void add_lines(struct text *out, const char *text, bool may_break) {
  size_t length = may_break ? strcspn(text, "\n") : strlen(text);
  text_add_safe(out, text, length);
  while (text[length] == '\n') {
    text += length + 1;
    length = strcspn(text, "\n");
    text_add(out, "\n");
    text_add_safe(out, text, length);
  }
}

error_t command_take_results(int key, char *text, struct argp_state *state, const char **path) {
  switch (key) {
  case ARGP_KEY_ARG:
    if (*path != NULL) {
      argp_error(state, "found a second file \"%.60s\"; expected one results file", text);
    }
    *path = text;
    return 0;
  case ARGP_KEY_END:
    if (*path == NULL) {
      argp_error(state, "found no results file; expected its path");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

error_t command_take_scenarios(int key, const char *text, struct argp_state *state,
                               const char **scenarios, int *count, int room) {
  switch (key) {
  case ARGP_KEY_ARG:
    if (*count == room) {
      argp_error(state, "found more than %d scenarios", room);
      return 0;
    }
    scenarios[(*count)++] = text;
    return 0;
  case ARGP_KEY_END:
    if (*count == 0) {
      argp_error(state, "found no scenario; expected names or folders of some with targets");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

bool command_takes_json(const char *text, const char *other, struct argp_state *state) {
  bool json = strcmp(text, "json") == 0;
  if (!json && strcmp(text, other) != 0) {
    argp_error(state, "--format: found \"%.40s\"; expected %s or json", text, other);
  }
  return json;
}

int command_fail(const struct err *err) {
  struct text line = {0};
  text_add(&line, "demarche: ");
  if (err->where[0] != '\0') {
    text_add_safe(&line, err->where, strlen(err->where));
    text_add(&line, ": ");
  }
  add_lines(&line, err->text, err->code == ERR_USAGE);
  text_add(&line, "\n");
  (void)fputs(text_string(&line), stderr);
  text_free(&line);
  return err_exit_status(err->code);
}

int command_print(const struct text *text) {
  size_t sent = 0;
  if (text->failed) {
    struct err err = {.code = ERR_NOMEM, .text = "no memory for the output"};
    return command_fail(&err);
  }
  while (sent < text->length) {
    ssize_t wrote = write(STDOUT_FILENO, text->bytes + sent, text->length - sent);
    if (wrote < 0 && errno == EINTR) {
      continue;
    }
    if (wrote < 0) {
      struct err err;
      (void)err_set(&err, ERR_OUTPUT, "standard output", "cannot be written: %s", strerror(errno));
      return command_fail(&err);
    }
    sent += (size_t)wrote;
  }
  return 0;
}

bool command_colour(const char *when) {
  const char *no_colour = getenv("NO_COLOR");
  const char *term = getenv("TERM");
  if (strcmp(when, "auto") != 0) {
    return strcmp(when, "always") == 0;
  }
  if ((no_colour != NULL && no_colour[0] != '\0') || term == NULL || strcmp(term, "dumb") == 0) {
    return false;
  }
  return isatty(STDOUT_FILENO) != 0;
}

int command_width(void) {
  struct winsize size = {0};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return 100;
  }
  return size.ws_col < 40 ? 40 : size.ws_col > 160 ? 160 : size.ws_col;
}

int command_table_width(void) {
  struct winsize size = {0};
  bool terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return terminal ? command_width() : 0;
}

void command_add_wrapped(struct text *out, const char *text, int column, int indent, int width) {
  bool first = true;
  for (const char *at = text + strspn(text, " "); *at != '\0'; at += strspn(at, " ")) {
    size_t length = strcspn(at, " ");
    bool fits = width == 0 || column + (first ? 0 : 1) + (int)length <= width;
    if (!fits && column > indent) {
      text_add_format(out, "\n%*s", indent, "");
      column = indent;
      first = true;
    }
    text_add(out, first ? "" : " ");
    text_add_bytes(out, at, length);
    column += (int)length + (first ? 0 : 1);
    first = false;
    at += length;
  }
}

void command_add_count(struct text *out, int64_t count, const char *one, const char *many) {
  char number[PROGRESS_WORD_SIZE];
  const char *word = count == 1 ? one : many;
  progress_count(count, number);
  text_add_format(out, "%s%s%s", number, word[0] == '\0' ? "" : " ", word);
}

void command_add_typed(struct text *out, int argc, char **argv) {
  text_add(out, "demarche");
  for (int i = 0; i < argc; i++) {
    text_add(out, " ");
    shell_quote_shown(out, argv[i]);
  }
}

const char *command_signal(int number) {
  return number == SIGINT ? "SIGINT" : number == SIGHUP ? "SIGHUP" : "SIGTERM";
}

int command_stopped(int signal) {
  (void)fprintf(stderr, "demarche: stopped by %s; the runs were not kept\n",
                command_signal(signal));
  return EXIT_INTERRUPTED + signal;
}
