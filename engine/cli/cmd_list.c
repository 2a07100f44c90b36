/* demarche list: scenarios, policies, actions, measures. */
#include "base/names.h"
#include "cli/client.h"
#include "cli/command.h"
#include "model/schema_words.h"

#include <stdio.h>
#include <string.h>

static const char *const subjects[] = {"scenarios", "policies", "actions",
                                       "measures",  "bindings", "stubs"};
enum { SUBJECT_TOTAL = sizeof subjects / sizeof subjects[0] };

static error_t take_option(int key, char *text, struct argp_state *state) {
  int *subject = state->input;
  switch (key) {
  case ARGP_KEY_ARG:
    *subject = names_find(text, subjects, SUBJECT_TOTAL);
    if (*subject < 0) {
      const char *near = names_nearest(text, subjects, SUBJECT_TOTAL);
      argp_error(state, "found \"%.40s\"; expected scenarios, policies, actions or measures%s%s%s",
                 text, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
    }
    return 0;
  case ARGP_KEY_END:
    if (*subject < 0) {
      argp_error(state, "found nothing to list; expected scenarios, policies, actions or measures");
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* The first shipped scenario lends its vocabulary and its measures. */
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

static void add_actions(struct text *out, const struct scenario *cast) {
  text_add_format(out, "%-24s %-9s %-7s %4s %4s  %-6s %s\n", "action", "domain", "seen", "rung",
                  "MID", "CAMEO", "what");
  for (int i = 0; i < cast->verbs.count; i++) {
    const struct verb *verb = scenario_verb(cast, i);
    text_add_format(out, "%-24s %-9s %-7s %4d %4d  %-6s %s\n", verb->id,
                    schema_domains[verb->domain], schema_publicities[verb->publicity], verb->rung,
                    verb->mid_hostility, verb->cameo == NULL ? "-" : verb->cameo,
                    verb->about == NULL ? "" : verb->about);
  }
}

static enum err_code list_from_scenario(struct text *out, bool measures, struct err *err) {
  struct client client;
  char name[256];
  enum err_code rc = first_scenario(name, err);
  client_open(&client);
  if (rc == ERR_OK && measures) {
    struct client_order order = {.scenario = name, .seed = 1, .days = 1};
    rc = client_run(&client, &order, err);
    for (int i = 0; rc == ERR_OK && i < client.summary.outcome_count; i++) {
      text_add_format(out, "%s%s\n", client.summary.outcomes[i].name,
                      client.summary.outcomes[i].flag ? " (yes/no)" : "");
    }
  } else if (rc == ERR_OK) {
    rc = client_load(&client, name, err);
    if (rc == ERR_OK) {
      add_actions(out, &client.cast);
    }
  }
  if (client.faults.count > 0) {
    *err = client.faults.items[0];
  }
  client_close(&client);
  return rc;
}

static enum err_code list_described(struct text *out, const char *what, struct err *err) {
  struct client client;
  client_open(&client);
  enum err_code rc = client_describe(&client, what, err);
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

int cmd_list(int argc, char **argv) {
  static const struct argp argp = {
      NULL, take_option, "scenarios|policies|actions|measures", "List what is there.", NULL,
      NULL, NULL};
  int subject = -1;
  int status = command_parse(&argp, "demarche list", argc, argv, &subject);
  if (status >= 0) {
    return status;
  }
  struct text out = {0};
  struct err err = {0};
  enum err_code rc = subject <= 1 ? list_files(&out, subject == 0, &err)
                     : subject <= 3
                         ? list_from_scenario(&out, subject == 3, &err)
                         : list_described(&out, subject == 4 ? "reference" : "stub", &err);
  status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  return status;
}
