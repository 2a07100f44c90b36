/* Runs of a results file. */
#include "cli/results.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_MOST = 4096 };

bool results_is_file(const char *argument) {
  struct stat status;
  return stat(argument, &status) == 0 && S_ISREG(status.st_mode);
}

static enum err_code check_bundle(const struct store *store, struct err *err) {
  const struct source_set *bundle = store_plan(store)->bundle;
  size_t total = 0;
  if (bundle == NULL || bundle->count < 0 || bundle->count > SOURCE_MAX) {
    return err_set(err, ERR_STORE, store_path(store), "bundle: found %d files; expected 1 to %d",
                   bundle == NULL ? 0 : bundle->count, SOURCE_MAX);
  }
  for (int i = 0; i < bundle->count; i++) {
    const struct source *source = &bundle->items[i];
    if (source->name == NULL || source->path == NULL || source->bytes == NULL ||
        strlen(source->name) > NAME_MOST || strlen(source->path) > NAME_MOST) {
      return err_set(err, ERR_STORE, store_path(store), "bundle: file %d has no name", i + 1);
    }
    total += source->length;
    if (source->length > SOURCE_BYTES_MAX || total > SOURCE_TOTAL_MAX) {
      return err_set(err, ERR_STORE, store_path(store),
                     "bundle: %.60s: found too many bytes; expected at most %d MiB a file and %d "
                     "MiB in all",
                     source->name, SOURCE_BYTES_MAX >> 20, SOURCE_TOTAL_MAX >> 20);
    }
  }
  return ERR_OK;
}

enum err_code results_open(struct store **out, const char *path, struct err *err) {
  struct store *store = NULL;
  enum err_code rc = store_open(&store, path, err);
  if (rc == ERR_OK) {
    rc = check_bundle(store, err);
  }
  if (rc != ERR_OK) {
    (void)store_close(store, NULL);
    store = NULL;
  }
  *out = store;
  return rc;
}

/* --- orders ------------------------------------------------------------------------------------
 */

static enum err_code add_setting(struct client_order *order, const struct store *store,
                                 const char *path, const char *value, struct err *err) {
  if (path == NULL || value == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the settings");
  }
  if (order->setting_count == CLIENT_SETTINGS_MAX) {
    return err_set(err, ERR_STORE, store_path(store),
                   "found more than %d settings and factors; expected fewer",
                   (int)CLIENT_SETTINGS_MAX);
  }
  order->settings[order->setting_count++] = (struct setting){path, value};
  return ERR_OK;
}

static enum err_code add_line(struct client_order *order, const struct store *store,
                              const struct store_line *line, struct arena *arena, struct err *err) {
  uint64_t days = 0;
  if (strcmp(line->key, "days") == 0 && number_parse_u64(line->value, &days)) {
    if (days > DAYS_MAX) {
      return err_set(err, ERR_STORE, store_path(store), "days: found %.40s; expected 1 to %d",
                     line->value, (int)DAYS_MAX);
    }
    order->days = (int)days; /* 0: the scenario's */
  }
  if (strcmp(line->key, "set") != 0) {
    return ERR_OK;
  }
  const char *equals = strchr(line->value, '=');
  if (equals == NULL || equals == line->value) {
    return err_set(err, ERR_STORE, store_path(store), "set: found \"%.60s\"; expected PATH=VALUE",
                   line->value);
  }
  const char *path = arena_text(arena, line->value, (size_t)(equals - line->value));
  return add_setting(order, store, path, equals + 1, err);
}

static enum err_code add_factor(struct client_order *order, const struct store *store, int factor,
                                const struct store_run *run, struct arena *arena, struct err *err) {
  const struct store_factor *varied = &store_plan(store)->factors[factor];
  const struct factor_value *value = &run->values[factor];
  char number[NUMBER_TEXT_SIZE];
  if (varied->number ? isnan(value->number) : value->word == NULL) {
    return ERR_OK;
  }
  if (!varied->number) {
    return add_setting(order, store, varied->path, value->word, err);
  }
  number_print(value->number, number);
  return add_setting(order, store, varied->path, arena_text(arena, number, strlen(number)), err);
}

enum err_code results_order(struct client_order *out, const struct store *store,
                            const struct store_run *run, struct arena *arena, struct err *err) {
  const struct store_plan *plan = store_plan(store);
  enum err_code rc = ERR_OK;
  *out = (struct client_order){.scenario = plan->scenario,
                               .bundle = plan->bundle,
                               .seed = run->seed,
                               .want_series = plan->series_count > 0};
  for (int i = 0; rc == ERR_OK && i < plan->line_count; i++) {
    rc = add_line(out, store, &plan->lines[i], arena, err);
  }
  for (int i = 0; rc == ERR_OK && i < plan->factor_count; i++) {
    rc = add_factor(out, store, i, run, arena, err);
  }
  return rc;
}

/* --- which run ---------------------------------------------------------------------------------
 */

struct pick {
  int64_t first, first_ok;
};

static void look(void *context, int64_t run_id, int64_t point, enum run_status status) {
  struct pick *pick = context;
  (void)point;
  if (pick->first < 0) {
    pick->first = run_id;
  }
  if (pick->first_ok < 0 && status == RUN_STATUS_OK) {
    pick->first_ok = run_id;
  }
}

enum err_code results_pick(struct store *store, int64_t asked, struct arena *arena,
                           struct store_run *out, struct err *err) {
  struct pick pick = {-1, -1};
  enum err_code rc = ERR_OK;
  if (asked == RESULTS_ANY_RUN) {
    rc = store_each_status(store, look, &pick, err);
    asked = pick.first_ok >= 0 ? pick.first_ok : pick.first;
    if (rc == ERR_OK && asked < 0) {
      return err_set(err, ERR_STORE, store_path(store), "found no runs yet");
    }
  }
  return rc == ERR_OK ? store_read_run(store, asked, true, arena, out, err) : rc;
}

bool results_may_end_early(const struct store_plan *plan) {
  for (int i = 0; i < plan->line_count; i++) {
    if (strcmp(plan->lines[i].key, "until") == 0) {
      return plan->lines[i].value[0] != '\0';
    }
  }
  return false;
}
