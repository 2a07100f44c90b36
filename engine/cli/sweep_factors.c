/* Factors of a sweep. */
#include "cli/sweep_factors.h"

#include "base/number.h"
#include "cli/whole_file.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the plan of the sweep");
}

bool sweep_factor_is_structural(const struct factor *factor) {
  struct setting setting = {factor->path, factor->number ? "0" : "word"};
  return !setting_is_number(&setting);
}

/* [err] names a path; the option stands before it. */
static enum err_code read_factor(struct factor *factor, const char *option, const char *path,
                                 const char *levels, struct err *err) {
  enum err_code rc = factor_read(factor, path, levels, err);
  if (rc != ERR_OK) {
    (void)snprintf(err->where, sizeof err->where, "%s", option);
  }
  return rc;
}

/* --- by hand -----------------------------------------------------------------------------------
 */

static enum err_code read_varied(struct sweep *sweep, struct err *err) {
  const struct sweep_order *order = &sweep->order;
  struct plan *plan = &sweep->plan;
  plan->factors = calloc((size_t)FACTOR_MAX, sizeof *plan->factors);
  if (plan->factors == NULL) {
    return no_memory(err);
  }
  plan->factor_count = 0;
  for (int i = 0; i < order->vary_count; i++) {
    const struct sweep_vary *vary = &order->varies[i];
    enum err_code rc = read_factor(&plan->factors[i], "--vary", vary->path, vary->levels, err);
    if (rc != ERR_OK) {
      return rc;
    }
    plan->factor_count++;
  }
  return ERR_OK;
}

/* --- from facts --------------------------------------------------------------------------------
 */

static bool is_fixed(const struct plan *plan, const char *path) {
  bool fixed = false;
  for (int i = 0; i < plan->factor_count; i++) {
    assert(plan->factors[i].path != NULL);
    fixed = fixed || strcmp(plan->factors[i].path, path) == 0;
  }
  for (int i = 0; i < plan->set_count; i++) {
    fixed = fixed || strcmp(plan->sets[i].path, path) == 0;
  }
  return fixed;
}

static enum err_code add_fact(struct plan *plan, const struct provenance *row, struct err *err) {
  char levels[2 * NUMBER_TEXT_SIZE];
  char low[NUMBER_TEXT_SIZE];
  char high[NUMBER_TEXT_SIZE];
  struct factor *factor = &plan->factors[plan->factor_count];
  if (plan->factor_count == FACTOR_MAX) {
    return err_set(err, ERR_INVALID, "--design prior",
                   "found more than %d facts with a range; expected fewer", (int)FACTOR_MAX);
  }
  number_print(row->low, low);
  number_print(row->high, high);
  (void)snprintf(levels, sizeof levels, "%s:%s", low, high);
  enum err_code rc = read_factor(factor, "--design prior", row->path, levels, err);
  if (rc != ERR_OK) {
    return rc;
  }
  plan->factor_count++;
  factor->prior = PRIOR_TRIANGULAR;
  factor->base = row->value;
  factor->source = row->source;
  return ERR_OK;
}

/* Every fact of the scenario that has a range and is not varied or set otherwise; but not how long
 * a run is, which is the study's choice and no fact of the world. */
static enum err_code add_facts(struct sweep *sweep, struct err *err) {
  const struct description *description = &sweep->client.description;
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < description->row_count; i++) {
    const struct provenance *row = &description->rows[i];
    bool of_targets = strncmp(row->path, "targets.", 8) == 0; /* what is compared with, later */
    bool has_range = !of_targets && !isnan(row->low) && !isnan(row->high) && row->low < row->high;
    if (has_range && strcmp(row->path, "days") != 0 && !is_fixed(&sweep->plan, row->path)) {
      rc = add_fact(&sweep->plan, row, err);
    }
  }
  return rc;
}

/* --- from a file -------------------------------------------------------------------------------
 */

enum { POINTS_MIB_MAX = 512 };

static enum err_code read_points(struct sweep *sweep, struct err *err) {
  struct plan *plan = &sweep->plan;
  size_t length = 0;
  char *bytes = whole_file_read(sweep->order.file, POINTS_MIB_MAX, &length, err);
  if (bytes == NULL) {
    return err->code;
  }
  enum err_code rc = design_read_csv(sweep->order.file, bytes, length, &plan->factors,
                                     &plan->factor_count, &plan->points, err);
  free(bytes);
  return rc;
}

/* --- all ---------------------------------------------------------------------------------------
 */

/* Levels that are files of policies join the bundle. */
static enum err_code add_policies(struct sweep *sweep, struct factor *factor, struct err *err) {
  struct arena *arena = &sweep->client.arena;
  enum err_code rc = ERR_OK;
  if (factor->number) {
    return ERR_OK;
  }
  const char **words = arena_zeroed(arena, (size_t)factor->level_count, sizeof *words);
  for (int i = 0; rc == ERR_OK && words != NULL && i < factor->level_count; i++) {
    struct setting setting = {factor->path, factor->words[i]};
    rc = bundle_add_policy(&sweep->sources, arena, &setting, err);
    words[i] = setting.value;
  }
  factor->words = words;
  return words == NULL ? no_memory(err) : rc;
}

/* What varies may not be fixed as well. */
static enum err_code check_fixed(const struct sweep *sweep, struct err *err) {
  const struct plan *plan = &sweep->plan;
  const char *where = sweep->order.file == NULL ? "--vary" : sweep->order.file;
  for (int i = 0; i < plan->factor_count; i++) {
    const char *path = plan->factors[i].path;
    if (strcmp(path, "days") == 0 && plan->days > 0) {
      return err_set(err, ERR_USAGE, where, "found days, which --days fixes");
    }
    for (int j = 0; j < plan->set_count; j++) {
      if (strcmp(path, plan->sets[j].path) == 0) {
        return err_set(err, ERR_USAGE, where, "found %.80s, which --set fixes", path);
      }
    }
  }
  return ERR_OK;
}

enum err_code sweep_factors_read(struct sweep *sweep, struct err *err) {
  struct plan *plan = &sweep->plan;
  enum err_code rc =
      plan->design == DESIGN_FILE ? read_points(sweep, err) : read_varied(sweep, err);
  rc = rc == ERR_OK ? check_fixed(sweep, err) : rc;
  if (rc == ERR_OK && plan->design == DESIGN_PRIOR) {
    rc = add_facts(sweep, err);
  }
  for (int i = 0; rc == ERR_OK && i < plan->factor_count; i++) {
    rc = add_policies(sweep, &plan->factors[i], err);
  }
  for (int i = 0; rc == ERR_OK && i < plan->set_count; i++) {
    rc = bundle_add_policy(&sweep->sources, &sweep->client.arena, &plan->sets[i], err);
  }
  return rc;
}
