/* One run as a results file. */
#include "cli/run_file.h"

#include "base/calendar.h"
#include "cli/event_row.h"
#include "model/measures.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define ARENA_LIMIT ((size_t)512 << 20)

enum { OWN_LINES = 8, NUMBER_ROOM = 24 };

struct event_node {
  struct store_event event;
  struct event_node *next;
};

enum err_code run_file_open(struct run_file *file, struct err *err) {
  struct stat status;
  arena_open_blocks(&file->arena, ARENA_LIMIT);
  if (file->path != NULL && stat(file->path, &status) == 0 &&
      (status.st_size > 0 || !S_ISREG(status.st_mode))) {
    return err_set(err, ERR_STORE, file->path, "found something of that name; expected a new file");
  }
  return ERR_OK;
}

void run_file_close(struct run_file *file) {
  arena_close(&file->arena);
}

void run_file_prepare(const struct run_file *file, struct client_order *order) {
  if (file->path != NULL) {
    order->want_records = true;
    order->keep_decisions = true;
    order->want_series = true;
  }
}

enum err_code run_file_record(struct run_file *file, const struct scenario *cast,
                              const struct record *record) {
  if (file->path == NULL || !event_row_has(record)) {
    return ERR_OK;
  }
  struct event_node *node = arena_zeroed(&file->arena, 1, sizeof *node);
  if (node == NULL || !event_row(&node->event, &file->arena, cast, record, RUN_FILE_ID)) {
    return ERR_NOMEM;
  }
  if (file->last == NULL) {
    file->first = node;
  } else {
    file->last->next = node;
  }
  file->last = node;
  return ERR_OK;
}

/* --- the plan ----------------------------------------------------------------------------------
 */

/* What a plan of one run is made of. */
struct single {
  struct store_line lines[CLIENT_SETTINGS_MAX + OWN_LINES];
  char seed[NUMBER_ROOM], days[NUMBER_ROOM], epoch[CALENDAR_TEXT_SIZE];
  struct arena arena;
  bool failed; /* no memory */
};

static void add_line(struct store_plan *plan, struct single *single, const char *key,
                     const char *value) {
  single->lines[plan->line_count++] = (struct store_line){key, value, false};
}

static void add_set(struct store_plan *plan, struct single *single, const struct setting *setting) {
  struct text text = {0};
  text_add_format(&text, "%s=%s", setting->path, setting->value);
  const char *value = arena_text(&single->arena, text_string(&text), text.length);
  single->failed = single->failed || text.failed || value == NULL;
  text_free(&text);
  add_line(plan, single, "set", value == NULL ? "" : value);
}

static void add_lines(struct store_plan *plan, struct single *single, const struct client *client) {
  const struct client_order *order = &client->order;
  (void)snprintf(single->seed, sizeof single->seed, "%" PRIu64, order->seed);
  (void)snprintf(single->days, sizeof single->days, "%d", order->days);
  add_line(plan, single, "scenario", plan->scenario);
  for (int i = 0; i < order->setting_count; i++) {
    add_set(plan, single, &order->settings[i]);
  }
  add_line(plan, single, "design", "single");
  add_line(plan, single, "reps", "1");
  add_line(plan, single, "seed", single->seed);
  if (order->days > 0) {
    add_line(plan, single, "days", single->days);
  }
  add_line(plan, single, "events", "all");
}

static void add_measures(struct store_plan *plan, struct single *single,
                         const struct run_summary *summary) {
  struct store_measure *measures =
      arena_zeroed(&single->arena, (size_t)summary->outcome_count, sizeof *measures);
  for (int i = 0; measures != NULL && i < summary->outcome_count; i++) {
    const struct summary_outcome *outcome = &summary->outcomes[i];
    measures[i] =
        (struct store_measure){outcome->name, outcome->flag, measures_unit(outcome->name)};
  }
  single->failed = single->failed || measures == NULL;
  plan->measures = measures;
  plan->measure_count = summary->outcome_count;
  plan->series = summary->series_names;
  plan->series_count = summary->series == NULL ? 0 : summary->series_count;
}

static void make_plan(struct store_plan *plan, struct single *single, const struct client *client,
                      bool ran) {
  const struct scenario *cast = &client->cast;
  calendar_print(cast->epoch, single->epoch);
  *plan = (struct store_plan){.scenario = cast->name,
                              .title = cast->title == NULL ? "" : cast->title,
                              .epoch = single->epoch,
                              .engine = DEMARCHE_VERSION,
                              .days = ran                      ? client->summary.days
                                      : client->order.days > 0 ? client->order.days
                                                               : cast->days,
                              .seed = client->order.seed,
                              .points = 1,
                              .planned = 1,
                              .lines = single->lines,
                              .bundle = &client->bundle};
  add_lines(plan, single, client);
  if (ran) {
    add_measures(plan, single, &client->summary);
  }
}

/* --- writing -----------------------------------------------------------------------------------
 */

static enum err_code put_run(struct store *store, const struct run_file *file,
                             const struct client *client, const struct err *failure,
                             struct err *err) {
  struct text reason = {0};
  if (failure != NULL) {
    text_add_err(&reason, failure);
  }
  const struct store_run run = {.run_id = RUN_FILE_ID,
                                .seed = client->order.seed,
                                .status =
                                    failure == NULL ? RUN_STATUS_OK : run_status_of(failure->code),
                                .reason = text_string(&reason),
                                .summary = failure == NULL ? &client->summary : NULL,
                                .seconds = failure == NULL ? client->summary.seconds : 0,
                                .attempts = 1};
  enum err_code rc = store_put_run(store, &run, err);
  for (const struct event_node *node = file->first; rc == ERR_OK && failure == NULL && node != NULL;
       node = node->next) {
    rc = store_put_event(store, &node->event, err);
  }
  text_free(&reason);
  return rc;
}

enum err_code run_file_write(const struct run_file *file, const struct client *client,
                             const struct err *failure, struct err *err) {
  struct store *store = NULL;
  struct store_plan plan;
  struct single single = {.failed = false};
  enum err_code rc = ERR_OK;
  if (file->path == NULL || !client->has_cast) {
    return ERR_OK; /* what does not load was never a run */
  }
  arena_open_blocks(&single.arena, ARENA_LIMIT);
  make_plan(&plan, &single, client, failure == NULL);
  rc = single.failed ? err_set(err, ERR_NOMEM, NULL, "no memory for the plan")
                     : store_create(&store, file->path, &plan, err);
  if (rc == ERR_OK) {
    rc = put_run(store, file, client, failure, err);
  }
  if (rc == ERR_OK) {
    rc = store_close(store, err);
  } else {
    (void)store_close(store, NULL);
  }
  arena_close(&single.arena);
  return rc;
}
