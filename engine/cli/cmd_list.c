/* demarche list: scenarios, policies, actions, measures, series, constants. */
#include "base/names.h"
#include "cli/client.h"
#include "cli/command.h"
#include "cli/model_table.h"
#include "model/schema_words.h"

#include <stdio.h>
#include <string.h>

/* The last two are for ./dev golden. */
static const char *const subjects[] = {"scenarios", "policies", "actions",  "measures", "series",
                                       "constants", "words",    "bindings", "stubs"};
enum listed {
  LIST_SCENARIOS,
  LIST_POLICIES,
  LIST_ACTIONS,
  LIST_MEASURES,
  LIST_SERIES,
  LIST_CONSTANTS,
  LIST_WORDS,
  LIST_BINDINGS,
  LIST_STUBS,
  LIST_TOTAL
};

enum { ABOUT_COLUMN = 61 }; /* where the last column of the actions begins */

static const char expected[] =
    "expected scenarios, policies, actions, measures, series, constants or words";

struct list_command {
  int subject;
  const char *format; /* names, md */
};

static const struct argp_option options[] = {
    {"format", 'f', "FORMAT", 0,
     "policies as `names` (default) or `md`: a page with rules and "
     "parameters",
     0},
    {NULL, 0, NULL, 0, NULL, 0}};

static void take_subject(struct list_command *command, const char *text, struct argp_state *state) {
  command->subject = names_find(text, subjects, LIST_TOTAL);
  if (command->subject < 0) {
    const char *near = names_nearest(text, subjects, LIST_TOTAL);
    argp_error(state, "found \"%.40s\"; %s%s%s%s", text, expected,
               near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
               near == NULL ? "" : "\"?");
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct list_command *command = state->input;
  switch (key) {
  case 'f':
    if (strcmp(text, "names") != 0 && strcmp(text, "md") != 0) {
      argp_error(state, "found format \"%.40s\"; expected names or md", text);
    }
    command->format = text;
    return 0;
  case ARGP_KEY_ARG:
    take_subject(command, text, state);
    return 0;
  case ARGP_KEY_END:
    if (command->subject < 0) {
      argp_error(state, "found nothing to list; %s", expected);
    }
    if (command->format != NULL && command->subject != LIST_POLICIES) {
      argp_error(state, "found --format for %s; expected it for policies only",
                 subjects[command->subject]);
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* The first shipped scenario lends its vocabulary. */
static enum err_code first_scenario(char name[256], struct err *err) {
  struct shipped shipped;
  struct text list = {0};
  enum err_code rc = bundle_find_shipped(&shipped, err);
  rc = rc == ERR_OK ? bundle_list(shipped.scenarios, true, &list, err) : rc;
  if (rc == ERR_OK && list.length == 0) {
    rc = err_set(err, ERR_INVALID, shipped.scenarios, "found no scenario");
  }
  if (rc == ERR_OK) {
    (void)snprintf(name, 256, "%.*s", (int)strcspn(list.bytes, "\n"), list.bytes);
  }
  text_free(&list);
  return rc;
}

/* A terminal too narrow for columns gets a paragraph for each verb. */
static void add_narrow_actions(struct text *out, const struct scenario *cast, int width) {
  for (int i = 0; i < cast->verbs.count; i++) {
    const struct verb *verb = scenario_verb(cast, i);
    struct text line = {0};
    text_add_format(&line, "%s, %s, rung %d, MID %d, CAMEO %s: %s", schema_domains[verb->domain],
                    schema_publicities[verb->publicity], verb->rung, verb->mid_hostility,
                    verb->cameo == NULL ? "-" : verb->cameo,
                    verb->about == NULL ? "" : verb->about);
    text_add_format(out, "%s\n    ", verb->id);
    command_add_wrapped(out, text_string(&line), 4, 4, width);
    text_add(out, "\n");
    text_free(&line);
  }
}

/* The closed vocabularies: what a scenario, an act or an event may say. */
static void add_words(struct text *out, int width) {
  static const struct {
    const char *name;
    const char *const *words;
  } lists[] = {{"actor kinds", schema_actor_kinds},
               {"aims", schema_aims},
               {"attackers", schema_attackers},
               {"claims", schema_claims},
               {"conditions", schema_provisos},
               {"consequences", schema_consequences},
               {"demands", schema_demands},
               {"domains", schema_domains},
               {"effects", schema_effects},
               {"effect conditions", schema_conditions},
               {"effect scales", schema_scales},
               {"effect steps", schema_steps},
               {"effect subjects", schema_subjects},
               {"event kinds", schema_records},
               {"frames", schema_frames},
               {"injects", schema_injects},
               {"media", schema_media},
               {"needs", schema_needs},
               {"obligations", schema_obligations},
               {"organ levels", schema_organ_levels},
               {"readiness", schema_readiness},
               {"results", schema_results},
               {"rules", schema_rules},
               {"seen", schema_publicities},
               {"support", schema_rungs},
               {"voice kinds", schema_voice_kinds}};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    struct text line = {0};
    text_add_format(&line, "%s:", lists[i].name);
    for (const char *const *word = lists[i].words; *word != NULL; word++) {
      text_add_format(&line, " %s%s", *word, word[1] == NULL ? "" : ",");
    }
    command_add_wrapped(out, text_string(&line), 0, 4, width);
    text_add(out, "\n");
    text_free(&line);
  }
}

static void add_actions(struct text *out, const struct scenario *cast) {
  int width = command_table_width();
  if (width > 0 && width < 90) {
    add_narrow_actions(out, cast, width);
    return;
  }
  text_add_format(out, "%-24s %-9s %-7s %4s %4s  %-6s %s\n", "action", "domain", "seen", "rung",
                  "MID", "CAMEO", "what");
  for (int i = 0; i < cast->verbs.count; i++) {
    const struct verb *verb = scenario_verb(cast, i);
    text_add_format(out, "%-24s %-9s %-7s %4d %4d  %-6s ", verb->id, schema_domains[verb->domain],
                    schema_publicities[verb->publicity], verb->rung, verb->mid_hostility,
                    verb->cameo == NULL ? "-" : verb->cameo);
    command_add_wrapped(out, verb->about == NULL ? "" : verb->about, ABOUT_COLUMN, ABOUT_COLUMN,
                        width);
    text_add(out, "\n");
  }
}

static enum err_code list_actions(struct text *out, struct err *err) {
  struct client client;
  char name[256];
  client_open(&client);
  enum err_code rc = first_scenario(name, err);
  if (rc == ERR_OK) {
    rc = client_load(&client, name, err);
  }
  if (rc == ERR_OK) {
    add_actions(out, &client.cast);
  }
  if (client.faults.count > 0) {
    *err = client.faults.items[0];
  }
  client_close(&client);
  return rc;
}

/* Text of a worker: "stub", "reference"; NULL: the page of policies. */
static enum err_code list_described(struct text *out, const char *what, struct err *err) {
  struct client client;
  client_open(&client);
  enum err_code rc =
      what == NULL ? client_describe_policies(&client, err) : client_describe(&client, what, err);
  if (rc == ERR_OK) {
    text_add(out, client.value);
  }
  client_close(&client);
  return rc;
}

static enum err_code list_files(struct text *out, bool scenarios, struct err *err) {
  struct shipped shipped;
  char folder[4200];
  enum err_code rc = bundle_find_shipped(&shipped, err);
  if (rc != ERR_OK) {
    return rc;
  }
  (void)snprintf(folder, sizeof folder, "%s%s", scenarios ? shipped.scenarios : shipped.scripts,
                 scenarios ? "" : "/policies");
  return bundle_list(folder, scenarios, out, err);
}

static enum err_code list(struct text *out, const struct list_command *command, struct err *err) {
  switch ((enum listed)command->subject) {
  case LIST_SCENARIOS:
    return list_files(out, true, err);
  case LIST_POLICIES:
    return command->format != NULL && strcmp(command->format, "md") == 0
               ? list_described(out, NULL, err)
               : list_files(out, false, err);
  case LIST_ACTIONS:
    return list_actions(out, err);
  case LIST_MEASURES:
    model_table_measures(out);
    return ERR_OK;
  case LIST_SERIES:
    model_table_series(out);
    return ERR_OK;
  case LIST_CONSTANTS:
    model_table_constants(out);
    return ERR_OK;
  case LIST_WORDS:
    add_words(out, command_table_width());
    return ERR_OK;
  case LIST_BINDINGS:
    return list_described(out, "reference", err);
  case LIST_STUBS:
    return list_described(out, "stub", err);
  case LIST_TOTAL:
    break;
  }
  return err_set(err, ERR_INVALID, NULL, "found nothing to list; %s", expected);
}

int cmd_list(int argc, char **argv) {
  static const struct argp argp = {options,
                                   take_option,
                                   "scenarios|policies|actions|measures|series|constants|words",
                                   "List what is there.",
                                   NULL,
                                   NULL,
                                   NULL};
  struct list_command command = {.subject = -1};
  int status = command_parse(&argp, "demarche list", argc, argv, &command);
  if (status >= 0) {
    return status;
  }
  struct text out = {0};
  struct err err = {0};
  enum err_code rc = list(&out, &command, &err);
  status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  return status;
}
