/* Policies as a page in markdown. */
#include "lua/policy_doc.h"

#include "base/number.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 64 };

/* What is not said is taken for no limit (policy_load.c). */
static const double NO_LIMIT = 1e300;

static const char folder[] = "policies/";

static const char *const event_words[POLICY_EVENT_COUNT] = {
#define X(name, word) word,
    POLICY_EVENT_MAP(X)
#undef X
};

/* The name of a policy from that of its source; false if the source is none. */
static bool name_of(const struct source *source, char name[NAME_ROOM]) {
  size_t prefix = sizeof folder - 1;
  size_t length = strlen(source->name);
  if (strncmp(source->name, folder, prefix) != 0 || length < prefix + 5 ||
      length - prefix - 4 >= NAME_ROOM) {
    return false;
  }
  (void)snprintf(name, NAME_ROOM, "%.*s", (int)(length - prefix - 4), source->name + prefix);
  return strchr(name, '/') == NULL;
}

/* The comment at the top of the file, without its dashes. An indented line becomes code. */
static void add_rule(struct text *out, const struct source *source) {
  const char *at = source->bytes;
  while (strncmp(at, "--", 2) == 0) {
    size_t length = strcspn(at, "\n");
    const char *line = at + 2;
    size_t rest = length - 2;
    if (rest > 0 && *line == ' ') {
      line++;
      rest--;
    }
    text_add(out, rest > 0 && *line == ' ' ? "  " : "");
    text_add_safe(out, line, rest);
    text_add(out, "\n");
    at += length;
    at += *at == '\n' ? 1 : 0;
  }
}

/* When it is called: the handlers it has. */
static void add_calls(struct text *out, const struct policy *policy) {
  const char *gap = "";
  text_add(out, "*Answers*: ");
  for (int i = 0; i < POLICY_EVENT_COUNT; i++) {
    if (policy->on_ref[i] != LUA_NOREF) {
      text_add_format(out, "%s%s", gap, event_words[i]);
      gap = ", ";
    }
  }
  text_add(out, gap[0] == '\0' ? "nothing" : "");
  text_add(out, policy->decide_ref != LUA_NOREF || policy->utility_ref != LUA_NOREF
                    ? "; moves on its own.\n"
                    : "; does not move on its own.\n");
}

static void add_limit(struct text *out, double limit) {
  char number[NUMBER_TEXT_SIZE];
  number_print(limit, number);
  text_add(out, limit <= -NO_LIMIT || limit >= NO_LIMIT ? "any" : number);
}

static void add_param(struct text *out, const struct policy_param *param) {
  char number[NUMBER_TEXT_SIZE];
  number_print(param->fallback, number);
  text_add_format(out, "| `%s` | %s | ", param->name, number);
  add_limit(out, param->low);
  text_add(out, " to ");
  add_limit(out, param->high);
  const char *const cells[] = {param->unit, param->about, param->source};
  for (int i = 0; i < 3; i++) {
    text_add(out, " | ");
    text_add_cell(out, cells[i]);
  }
  text_add(out, " |\n");
}

static void add_policy(struct text *out, const char *name, const struct source *source,
                       const struct policy *policy, const struct policy_about *about) {
  text_add_format(out, "\n## %s\n\n", name);
  add_rule(out, source);
  text_add(out, "\n");
  text_add_safe(out, about->about, strlen(about->about));
  text_add(out, "\n*After*: ");
  text_add_safe(out, about->source, strlen(about->source));
  text_add(out, ".\n");
  add_calls(out, policy);
  if (policy->param_count > 0) {
    text_add(out, "\n| parameter | default | range | unit | what | source |\n"
                  "|---|---|---|---|---|---|\n");
  }
  for (int i = 0; i < policy->param_count; i++) {
    add_param(out, &policy->params[i]);
  }
}

static void add_head(struct text *out) {
  text_add(out,
           "# The archetypes\n\n"
           "Made from the files of `scripts/policies/` (`demarche list policies --format md`): the "
           "rule is the comment that a file begins\n"
           "with, the rest is what it declares. Each is a policy of one page for any actor of any "
           "scenario, for one run as in\n"
           "`--set actors.GEO.policy=tit_for_tat`. What distinguishes actors is their state and, "
           "where a source says so, a parameter; a\n"
           "parameter is set as `actors.ID.params.NAME`. Utilities are in units of the actor's "
           "stake. Incidents, which nobody ordered, count\n"
           "as the adversary's acts only if he is believed to have fired first. *Tests: "
           "archetype_test, one for each rule.*\n");
}

static enum err_code add_all(struct stage *stage, const struct source_set *sources,
                             struct policy *policy, struct text *out, struct faults *faults) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < sources->count; i++) {
    char name[NAME_ROOM];
    struct policy_about about = {"", ""};
    if (!name_of(&sources->items[i], name)) {
      continue;
    }
    rc = policy_load_about(stage_sandbox(stage), sources, name, policy, &about, faults);
    if (rc == ERR_OK) {
      add_policy(out, name, &sources->items[i], policy, &about);
    }
  }
  return rc;
}

enum err_code policy_doc(struct arena *arena, const struct source_set *sources, struct text *out,
                         struct faults *faults) {
  struct stage *stage = NULL;
  struct err err = {0};
  if (stage_open(&stage, arena, sources, &err) != ERR_OK) {
    return err_set(faults_next(faults), ERR_INVALID, "", "%s", err.text);
  }
  struct policy *policy = arena_zeroed(arena, 1, sizeof *policy);
  enum err_code rc = ERR_LIMIT;
  add_head(out);
  if (policy != NULL) {
    rc = add_all(stage, sources, policy, out, faults);
  } else {
    (void)err_set(faults_next(faults), rc, NULL, "the policies do not fit their memory");
  }
  stage_close(stage);
  return rc;
}
