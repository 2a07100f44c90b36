/* demarche events: the numbered list of a run's events, filtered. */
#include "base/calendar.h"
#include "cli/expr.h"
#include "cli/run_options.h"
#include "model/render.h"
#include "model/schema_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct events_command {
  struct run_options options;
  const char *where;
  struct text out;
};

static const char *const fields[] = {
    "id",      "cause",   "day",  "minute",    "kind",  "actor",  "target",
    "implied", "theatre", "verb", "result",    "mid",   "rung",   "register",
    "public",  "deaths",  "size", "civilians", "named", "claims", NULL};

static const struct argp_option option_table[] = {
    {"where", 'w', "EXPR", 0, "Only events for which this holds, as 'kind = act and mid >= 3'", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct events_command *command = state->input;
  struct err err = {0};
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
  calendar_print(cast->epoch + record->at, date);
  text_add_format(&command->out, "%6u  %s  %-10s ", (unsigned)record->id, date,
                  record_kind_word(record->kind));
  render_sentence(&command->out, cast, record);
  text_add(&command->out, "\n");
  return command->out.failed ? ERR_NOMEM : ERR_OK;
}

int cmd_events(int argc, char **argv) {
  static const struct argp_child children[] = {{&run_options_argp, 0, NULL, 0}, {NULL, 0, NULL, 0}};
  static const struct argp argp = {option_table,
                                   take_option,
                                   "SCENARIO",
                                   "List the events of one run with their numbers.\v"
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
  struct events_command command = {0};
  struct client client;
  struct err err = {0};
  run_options_init(&command.options);
  int status = command_parse(&argp, "demarche events", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  command.options.order.want_records = true;
  client_open(&client);
  client.on_record = on_record;
  client.context = &command;
  enum err_code rc = client_run(&client, &command.options.order, &err);
  rc = rc == ERR_OK && client.interrupted == 0 ? check_where(&command, &client.cast, &err) : rc;
  if (client.interrupted != 0) {
    status = EXIT_INTERRUPTED + client.interrupted;
  } else if (client.faults.count > 0) {
    struct text faults = {0};
    client_print_faults(&client, &faults);
    (void)fputs(text_string(&faults), stderr);
    text_free(&faults);
    status = err_exit_status(ERR_INVALID);
  } else {
    status = rc == ERR_OK ? command_print(&command.out) : command_fail(&err);
  }
  client_close(&client);
  text_free(&command.out);
  return status;
}
