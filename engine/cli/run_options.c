/* Shared run options. */
#include "cli/run_options.h"

#include "base/number.h"

#include <string.h>

enum { KEY_FRESH = 256, KEY_SCRIBBLE, KEY_TIMEOUT };

static const struct argp_option option_table[] = {
    {"seed", 's', "N", 0, "Seed of the run, a whole number from 0 (default 1)", 0},
    {"set", 'S', "PATH=VALUE", 0, "Change the scenario for this run; may be repeated", 0},
    {"days", 'd', "N", 0, "Length of the run, 1 to 3660 (default: the scenario's)", 0},
    {"color", 'c', "WHEN", 0, "Colour: auto, always or never", 0},
    {"timeout", KEY_TIMEOUT, "SECONDS", 0,
     "Give up on a worker that is silent for so long (default 120)", 0},
    {"fresh", KEY_FRESH, NULL, OPTION_HIDDEN, NULL, 0},
    {"scribble", KEY_SCRIBBLE, "BYTE", OPTION_HIDDEN, NULL, 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

void run_options_init(struct run_options *options) {
  *options = (struct run_options){.order = {.seed = 1}, .colour = "auto"};
}

static void add_worker_option(struct client_order *order, const char *option) {
  if (order->worker_option_count < 3) {
    order->worker_options[order->worker_option_count++] = option;
  }
}

static int whole_number(const char *option, const char *text, uint64_t most,
                        struct argp_state *state) {
  uint64_t number = 0;
  if (!number_parse_u64(text, &number) || number < 1 || number > most) {
    argp_error(state, "--%s: found \"%.40s\"; expected a whole number from 1 to %llu", option, text,
               (unsigned long long)most);
  }
  return (int)number;
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct run_options *options = state->input;
  uint64_t byte = 0;
  switch (key) {
  case 's':
    options->changes = "seed";
    if (!number_parse_u64(text, &options->order.seed) || options->order.seed > INT64_MAX) {
      argp_error(state, "--seed: found \"%.40s\"; expected a whole number from 0 to %lld", text,
                 (long long)INT64_MAX);
    }
    return 0;
  case 'S':
    options->changes = "set";
    if (!client_add_setting(&options->order, text)) {
      argp_error(state, "--set: found \"%.60s\"; expected PATH=VALUE, at most %d times", text,
                 (int)CLIENT_SETTINGS_MAX);
    }
    return 0;
  case 'd':
    options->changes = "days";
    options->order.days = whole_number("days", text, DAYS_MAX, state);
    return 0;
  case KEY_TIMEOUT:
    options->order.timeout_s = whole_number("timeout", text, 86400, state);
    return 0;
  case 'c':
    if (strcmp(text, "auto") != 0 && strcmp(text, "always") != 0 && strcmp(text, "never") != 0) {
      argp_error(state, "--color: found \"%.40s\"; expected auto, always or never", text);
    }
    options->colour = text;
    return 0;
  case KEY_FRESH:
    add_worker_option(&options->order, "--fresh");
    return 0;
  case KEY_SCRIBBLE:
    if (!number_parse_u64(text, &byte) || byte > 255) {
      argp_error(state, "--scribble: found \"%.40s\"; expected a byte, 0 to 255", text);
    }
    add_worker_option(&options->order, "--scribble");
    add_worker_option(&options->order, text);
    return 0;
  case ARGP_KEY_ARG:
    if (options->order.scenario != NULL) {
      argp_error(state, "found a second scenario \"%.60s\"; expected one", text);
    }
    options->order.scenario = text;
    return 0;
  case ARGP_KEY_END:
    if (options->order.scenario == NULL) {
      argp_error(state, "found no scenario; expected its name or folder");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

const struct argp run_options_argp = {option_table, take_option, NULL, NULL, NULL, NULL, NULL};
