/* Numbers of a loaded scenario by path, parameters of policies included. */
#include "lua/scenario_load.h"

#include "base/names.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* The actor of "actors.X.params.P" or "organisations.O.spokesman.params.P", -1; *param points at P.
 */
static int actor_of_params(const struct scenario *scenario, const char *path, const char **param) {
  char id[64];
  const char *params = strstr(path, ".params.");
  bool is_actor = strncmp(path, "actors.", 7) == 0;
  bool is_organisation = strncmp(path, "organisations.", 14) == 0;
  if (params == NULL || (!is_actor && !is_organisation)) {
    return -1;
  }
  const char *start = path + (is_actor ? 7 : 14);
  size_t length = strcspn(start, ".");
  (void)snprintf(id, sizeof id, "%.*s", (int)(length < 60 ? length : 60), start);
  int actor = scenario_find_actor(scenario, id);
  *param = params + 8;
  if (is_organisation && actor >= 0) {
    int index = scenario_actor(scenario, actor)->organisation_index;
    bool spokesman = strncmp(start + length, ".spokesman.params.", 18) == 0;
    return index >= 0 && spokesman ? scenario_organisation(scenario, index)->spokesman_actor : -1;
  }
  return start + length == params ? actor : -1;
}

/* A parameter of a policy by path: its limits, and where an actor's own value of it stands. */
struct param_place {
  const struct policy_param *limits; /* NULL: the path is of no such parameter */
  double *value;
};

static enum err_code find_param(struct loaded *loaded, const char *path, struct param_place *out,
                                struct err *err) {
  const char *words[PARAM_MAX];
  const char *param = NULL;
  int actor = actor_of_params(loaded->scenario, path, &param);
  const struct policy *policy = actor < 0 ? NULL : loaded->policies[actor];
  *out = (struct param_place){0};
  if (policy == NULL) {
    return ERR_OK;
  }
  for (int i = 0; i < policy->param_count; i++) {
    words[i] = policy->params[i].name;
  }
  int at = names_find(param, words, (size_t)policy->param_count);
  if (at < 0) {
    const char *near = names_nearest(param, words, (size_t)policy->param_count);
    return err_set(
        err, ERR_INVALID, NULL,
        "%s: found no parameter \"%s\" in policy %s; expected one that it declares%s%s%s", path,
        param, policy->name, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
        near == NULL ? "" : "\"?");
  }
  out->limits = &policy->params[at];
  out->value = &scenario_actor(loaded->scenario, actor)->params[at];
  return ERR_OK;
}

enum err_code scenario_load_peek(struct loaded *loaded, const char *path, struct settable *out,
                                 struct err *err) {
  struct param_place place;
  enum err_code rc = find_param(loaded, path, &place, err);
  if (rc != ERR_OK || place.limits == NULL) {
    return rc != ERR_OK ? rc : scenario_peek(loaded->scenario, path, out, err);
  }
  *out = (struct settable){.value = *place.value};
  return ERR_OK;
}

enum err_code scenario_load_poke(struct loaded *loaded, const char *path, double value,
                                 struct err *err) {
  struct param_place place;
  enum err_code rc = find_param(loaded, path, &place, err);
  if (rc != ERR_OK || place.limits == NULL) {
    return rc != ERR_OK ? rc : scenario_poke(loaded->scenario, path, value, err);
  }
  const struct policy_param *limits = place.limits;
  if (!(value >= limits->low && value <= limits->high)) {
    char text[3][NUMBER_TEXT_SIZE];
    number_print(value, text[0]);
    number_print(limits->low, text[1]);
    number_print(limits->high, text[2]);
    return err_set(err, ERR_INVALID, NULL, "%s: found %s; expected %s to %s%s%s", path, text[0],
                   text[1], text[2], limits->unit[0] == '\0' ? "" : " ", limits->unit);
  }
  *place.value = value;
  return ERR_OK;
}
