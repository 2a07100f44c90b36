/* demarche events: the numbered list of a run's events, filtered. */
#include "base/calendar.h"
#include "base/number.h"
#include "cli/results.h"
#include "cli/run_options.h"
#include "cli/run_show.h"
#include "model/schema_words.h"
#include "study/expr.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { KEY_RUN = 1024, EXIT_DIFFERENT = 1 };

struct events_command {
  struct run_options options;
  const char *where;
  int64_t run; /* of a results file */
  struct text out;
  int64_t listed;
};

static const char *const fields[] = {
    "id",      "cause",   "day",  "minute",    "kind",  "actor",  "target",
    "implied", "theatre", "verb", "result",    "mid",   "rung",   "register",
    "public",  "deaths",  "size", "civilians", "named", "claims", NULL};

static const struct argp_option option_table[] = {
    {"where", 'w', "EXPR", 0, "Only events for which this holds, as 'kind = act and mid >= 3'", 0},
    {"run", KEY_RUN, "N", 0, "The run of a results file (default: the first that is ok)", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

/* A results file has its own seed and settings; a scenario has one run. */
static void check_options(const struct events_command *command, struct argp_state *state) {
  const struct run_options *options = &command->options;
  bool is_file = options->order.scenario != NULL && results_is_file(options->order.scenario);
  if (is_file && options->changes != NULL) {
    argp_error(state, "found --%s with a results file; expected it with a scenario only",
               options->changes);
  }
  if (!is_file && options->order.scenario != NULL && command->run != RESULTS_ANY_RUN) {
    argp_error(state, "found --run, and \"%.60s\" is no file; expected a results file",
               options->order.scenario);
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct events_command *command = state->input;
  struct err err = {0};
  uint64_t run = 0;
  switch (key) {
  case ARGP_KEY_INIT:
    state->child_inputs[0] = &command->options;
    return 0;
  case 'w':
    if (expr_check(text, fields, &err) != ERR_OK) {
      argp_error(state, "--where: %s", err.text);
    }
    command->where = text;
    return 0;
  case KEY_RUN:
    if (!number_parse_u64(text, &run) || run > INT64_MAX) {
      argp_error(state, "--run: found \"%.40s\"; expected the number of a run", text);
    }
    command->run = (int64_t)run;
    return 0;
  case ARGP_KEY_SUCCESS:
    check_options(command, state);
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

struct looked_at {
  const struct scenario *cast;
  const struct record *record;
};

static const char *actor_id(const struct scenario *cast, int actor) {
  return actor < 0 ? "" : scenario_actor(cast, actor)->id;
}

static bool text_of(const struct looked_at *at, const char *name, const char **out) {
  const struct scenario *cast = at->cast;
  const struct record *record = at->record;
  if (strcmp(name, "kind") == 0) {
    *out = record_kind_word(record->kind);
  } else if (strcmp(name, "actor") == 0) {
    *out = actor_id(cast, record->actor);
  } else if (strcmp(name, "target") == 0) {
    *out = actor_id(cast, record->target);
  } else if (strcmp(name, "implied") == 0) {
    *out = actor_id(cast, record->statement.implied);
  } else if (strcmp(name, "theatre") == 0) {
    *out = record->theatre < 0 ? "" : scenario_theatre(cast, record->theatre)->id;
  } else if (strcmp(name, "verb") == 0) {
    *out = record->verb < 0 ? "" : scenario_verb(cast, record->verb)->id;
  } else if (strcmp(name, "result") == 0) {
    bool procedural = record->kind == RECORD_PROCEDURE || record->kind == RECORD_REFUSED;
    *out = procedural ? record_result_word((enum result)record->outcome) : "";
  } else {
    return false;
  }
  return true;
}

static double number_of(const struct looked_at *at, const char *name) {
  const struct record *record = at->record;
  const struct verb *verb = record->verb < 0 ? NULL : scenario_verb(at->cast, record->verb);
  const struct {
    const char *name;
    double value;
  } values[] = {
      {"id", record->id},
      {"cause", record->cause},
      {"day", floor((double)record->at / MINUTES_PER_DAY)},
      {"minute", (double)record->at},
      {"mid", verb == NULL ? 0 : verb->mid_hostility},
      {"rung", verb == NULL ? 0 : verb->rung},
      {"register", record->statement.register_level},
      {"public", record->closed ? 0 : 1},
      {"deaths", record->deaths[0] + record->deaths[1]},
      {"size", record->size},
      {"civilians", record->kind == RECORD_INCIDENT && record->flag ? 1 : 0},
      {"named", record->kind == RECORD_ACT && record->target >= 0 ? 1 : 0},
      {"claims", record->statement.claims},
  };
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    if (strcmp(values[i].name, name) == 0) {
      return values[i].value;
    }
  }
  return 0;
}

static bool look_up(void *context, const char *name, struct expr_value *out) {
  const struct looked_at *at = context;
  out->text = NULL;
  if (!text_of(at, name, &out->text)) {
    out->number = number_of(at, name);
  }
  return true;
}

enum { WORDS_MAX = 128 };

/* Closed vocabularies of fields, as the cast has them. */
struct vocabulary {
  const struct scenario *cast;
  const char *words[WORDS_MAX];
};

/* Ids stand first in their structs. */
static size_t add_ids(struct vocabulary *vocabulary, const struct collection *items, size_t size) {
  size_t count = 0;
  for (int i = 0; i < items->count && i < WORDS_MAX; i++) {
    memcpy(&vocabulary->words[count++], (const char *)items->items + (size_t)i * size,
           sizeof vocabulary->words[0]);
  }
  return count;
}

static const char *const *words_of(void *context, const char *name, size_t *count) {
  struct vocabulary *vocabulary = context;
  const struct scenario *cast = vocabulary->cast;
  bool is_actor =
      strcmp(name, "actor") == 0 || strcmp(name, "target") == 0 || strcmp(name, "implied") == 0;
  const char *const *fixed = strcmp(name, "kind") == 0     ? schema_records
                             : strcmp(name, "result") == 0 ? schema_results
                                                           : NULL;
  if (fixed != NULL) {
    for (*count = 0; fixed[*count] != NULL;) {
      ++*count;
    }
    return fixed;
  }
  const struct collection *items = is_actor                       ? &cast->actors
                                   : strcmp(name, "theatre") == 0 ? &cast->theatres
                                   : strcmp(name, "verb") == 0    ? &cast->verbs
                                                                  : NULL;
  if (items == NULL) {
    return NULL;
  }
  *count = add_ids(vocabulary, items,
                   items == &cast->actors     ? sizeof(struct actor)
                   : items == &cast->theatres ? sizeof(struct theatre)
                                              : sizeof(struct verb));
  return vocabulary->words;
}

/* A word that no event can have would only give an empty list. */
static enum err_code check_where(const struct events_command *command, const struct scenario *cast,
                                 struct err *err) {
  struct vocabulary vocabulary = {.cast = cast};
  struct err fault = {0};
  if (command->where == NULL ||
      expr_check_words(command->where, fields, words_of, &vocabulary, &fault) == ERR_OK) {
    return ERR_OK;
  }
  return err_set(err, ERR_USAGE, "--where", "%s", fault.text);
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct events_command *command = context;
  struct looked_at at = {cast, record};
  char date[CALENDAR_TEXT_SIZE];
  if (record->kind == RECORD_OUTCOME ||
      (command->where != NULL && !expr_holds(command->where, look_up, &at))) {
    return ERR_OK;
  }
  command->listed++;
  calendar_print(cast->epoch + record->at, date);
  text_add_format(&command->out, "%6u  %s  %-10s ", (unsigned)record->id, date,
                  record_kind_word(record->kind));
  render_sentence(&command->out, cast, record);
  text_add(&command->out, "\n");
  return command->out.failed ? ERR_NOMEM : ERR_OK;
}

/* The order of a run of the results file that stands in the scenario's place. */
static enum err_code order_of_file(struct events_command *command, struct store **store,
                                   struct store_run *run, struct arena *arena, struct err *err) {
  struct client_order *order = &command->options.order;
  struct client_order found;
  enum err_code rc = results_open(store, order->scenario, err);
  if (rc == ERR_OK) {
    rc = results_pick(*store, command->run, arena, run, err);
  }
  if (rc == ERR_OK) {
    rc = results_order(&found, *store, run, arena, err);
  }
  if (rc == ERR_OK) {
    found.timeout_s = order->timeout_s;
    memcpy(found.worker_options, order->worker_options, sizeof found.worker_options);
    found.worker_option_count = order->worker_option_count;
    *order = found;
  }
  return rc;
}

/* [stored]: the run as its file has it; NULL: it is of no file. */
static int list(struct events_command *command, const struct store *store,
                const struct store_run *stored) {
  struct client client;
  struct err err = {0};
  int status = 0;
  command->options.order.want_records = true;
  client_open(&client);
  client.on_record = on_record;
  client.context = command;
  enum err_code rc = client_run(&client, &command->options.order, &err);
  if (rc == ERR_OK && client.interrupted == 0) {
    rc = check_where(command, &client.cast, &err);
  }
  if (rc != ERR_OK || client.interrupted != 0) {
    status = run_show_failure(&client, &err);
  } else {
    status = command_print(&command->out);
    (void)fputs(command->listed == 0 ? "0 events\n" : "", stderr);
  }
  struct text line = {0};
  text_add(&line, "demarche: ");
  if (status == 0 && stored != NULL && stored->summary != NULL &&
      !results_compare(&line, store, stored, &client.summary)) {
    (void)fputs(text_string(&line), stderr);
    status = EXIT_DIFFERENT;
  }
  text_free(&line);
  client_close(&client);
  return status;
}

int cmd_events(int argc, char **argv) {
  static const struct argp_child children[] = {{&run_options_argp, 0, NULL, 0}, {NULL, 0, NULL, 0}};
  static const struct argp argp = {
      option_table,
      take_option,
      "SCENARIO|RESULTS",
      "List the events of one run, of a scenario or a results file, with "
      "their numbers.\v"
      "Fields for --where: id cause day minute kind actor target "
      "implied theatre verb result mid rung register public "
      "deaths size civilians named claims.\n"
      "Operators: = != < <= > >=, and, or, not, ( ). A field alone "
      "holds when it is not empty or zero; text with blanks stands in "
      "quotes. Examples:\n"
      "  --where 'verb = warn and target = AAA'\n"
      "  --where '(mid >= 3 or deaths > 0) and not public'\n"
      "`demarche list words` and `list actions` give the words.",
      children,
      NULL,
      NULL};
  struct events_command command = {.run = RESULTS_ANY_RUN};
  struct store *store = NULL;
  struct store_run run = {0};
  struct arena arena;
  struct err err = {0};
  enum err_code rc = ERR_OK;
  run_options_init(&command.options);
  int status = command_parse(&argp, "demarche events", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  arena_open_blocks(&arena, (size_t)64 << 20);
  bool is_file = results_is_file(command.options.order.scenario);
  if (is_file) {
    rc = order_of_file(&command, &store, &run, &arena, &err);
  }
  status = rc == ERR_OK ? list(&command, store, is_file ? &run : NULL) : command_fail(&err);
  (void)store_close(store, NULL);
  arena_close(&arena);
  text_free(&command.out);
  return status;
}
