/* fill_results OUT SCENARIO EVENTS: a results file of a few real runs of a scenario with the ids of
 * the quiet one, for tests of the commands that read such files.
 *
 * Three rates of incidents, two policies of BORDAVIA, two replicates: runs 0 to 11. Run 12 failed,
 * with a reason that begins like a formula; run 13 was planned and is not there. The first EVENTS
 * runs keep their events. The front starts its own executable as a worker, so this is one too. */
#include "base/calendar.h"
#include "base/number.h"
#include "cli/client.h"
#include "cli/command.h"
#include "cli/event_row.h"
#include "model/measures.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FACTORS = 2, RATES = 3, POLICIES = 2, POINTS = RATES * POLICIES, REPS = 2 };

#define RATE   "theatres.river.incident_rate"
#define POLICY "actors.BORDAVIA.policy"

static const double rates[RATES] = {0.1, 0.3, 2};
static const char *const policies[POLICIES] = {"revisionist_claimant", "status_quo_defender"};

static const struct store_factor factors[FACTORS] = {
    {RATE, true, 0.1, 2, 0.05, "0.1,0.3,2", ""},
    {POLICY, false, NAN, NAN, NAN, "revisionist_claimant,status_quo_defender", ""}};

static const struct store_line lines[] = {
    {"scenario", "border-quiet", false},
    {"set", "model.initiative=0.2", false},
    {"vary", RATE "=0.1,0.3,2", false},
    {"vary", POLICY "=revisionist_claimant,status_quo_defender", false},
    {"design", "grid", false},
    {"reps", "2", true},
    {"seed", "1", false},
    {"days", "30", false}};

struct filling {
  struct store *store;
  struct arena arena;
  struct store_event events[4096];
  int event_count;
  int64_t run_id;
};

static void must(enum err_code rc, const struct err *err) {
  if (rc != ERR_OK) {
    (void)fprintf(stderr, "fill_results: %s: %s\n", err->where, err->text);
    exit(1);
  }
}

static enum err_code on_record(void *context, const struct scenario *cast,
                               const struct record *record) {
  struct filling *filling = context;
  if (event_row_has(record)) {
    assert(filling->event_count < 4096);
    bool made = event_row(&filling->events[filling->event_count++], &filling->arena, cast, record,
                          filling->run_id);
    assert(made);
    (void)made;
  }
  return ERR_OK;
}

static struct factor_value value_of(int64_t point, int factor) {
  return factor == 0 ? (struct factor_value){rates[point % RATES], NULL}
                     : (struct factor_value){NAN, policies[point / RATES % POLICIES]};
}

static void create(struct filling *filling, const char *path, const struct client *client) {
  struct err err = {0};
  const struct run_summary *summary = &client->summary;
  struct store_measure *measures = calloc((size_t)summary->outcome_count, sizeof *measures);
  char epoch[CALENDAR_TEXT_SIZE];
  assert(measures != NULL);
  for (int i = 0; i < summary->outcome_count; i++) {
    const char *name = summary->outcomes[i].name;
    measures[i] = (struct store_measure){name, summary->outcomes[i].flag, measures_unit(name)};
  }
  calendar_print(client->cast.epoch, epoch);
  const struct store_plan plan = {.scenario = client->cast.name,
                                  .title = client->cast.title,
                                  .epoch = epoch,
                                  .engine = DEMARCHE_VERSION,
                                  .days = summary->days,
                                  .seed = 1,
                                  .points = POINTS,
                                  .planned = POINTS * (REPS + 1),
                                  .lines = lines,
                                  .line_count = sizeof lines / sizeof lines[0],
                                  .factors = factors,
                                  .factor_count = FACTORS,
                                  .measures = measures,
                                  .measure_count = summary->outcome_count,
                                  .series = summary->series_names,
                                  .series_count = summary->series_count,
                                  .bundle = &client->bundle};
  must(store_create(&filling->store, path, &plan, &err), &err);
  free(measures);
}

/* One run, put into the file, which the first one makes. */
static void put(struct filling *filling, const char *path, const char *scenario, bool keep_events) {
  struct client client;
  struct err err = {0};
  char rate[NUMBER_TEXT_SIZE];
  int64_t point = filling->run_id % POINTS;
  struct factor_value values[FACTORS] = {value_of(point, 0), value_of(point, 1)};
  number_print(values[0].number, rate);
  struct client_order order = {
      .scenario = scenario,
      .seed = 1000 + (uint64_t)(filling->run_id / POINTS),
      .days = 30,
      .want_records = keep_events,
      .keep_decisions = true,
      .want_series = true,
      .settings = {{"model.initiative", "0.2"}, {RATE, rate}, {POLICY, values[1].word}},
      .setting_count = 3};
  client_open(&client);
  client.on_record = on_record;
  client.context = filling;
  filling->event_count = 0;
  must(client_run(&client, &order, &err), &err);
  if (filling->store == NULL) {
    create(filling, path, &client);
  }
  const struct store_run run = {.run_id = filling->run_id,
                                .point = point,
                                .replicate = filling->run_id / POINTS,
                                .seed = order.seed,
                                .reason = "",
                                .values = values,
                                .summary = &client.summary,
                                .seconds = client.summary.seconds,
                                .attempts = 1};
  must(store_put_run(filling->store, &run, &err), &err);
  for (int i = 0; i < filling->event_count; i++) {
    must(store_put_event(filling->store, &filling->events[i], &err), &err);
  }
  client_close(&client);
}

static void put_failed(struct filling *filling) {
  struct err err = {0};
  const struct factor_value values[FACTORS] = {value_of(0, 0), value_of(0, 1)};
  const struct store_run run = {.run_id = filling->run_id,
                                .replicate = REPS,
                                .seed = 1000 + REPS,
                                .status = RUN_STATUS_FAILED,
                                .reason = "=1+1, \"it\" failed",
                                .values = values,
                                .attempts = 1};
  must(store_put_run(filling->store, &run, &err), &err);
}

int main(int argc, char **argv) {
  struct err err = {0};
  if (argc >= 2 && strcmp(argv[1], "worker") == 0) {
    return cmd_worker(argc - 1, argv + 1);
  }
  if (argc != 4) {
    (void)fprintf(stderr, "usage: fill_results OUT SCENARIO EVENTS\n");
    return EXIT_BAD_USAGE;
  }
  struct filling *filling = calloc(1, sizeof *filling);
  assert(filling != NULL);
  arena_open_blocks(&filling->arena, (size_t)256 << 20);
  for (int i = 0; i < POINTS * REPS; i++) {
    put(filling, argv[1], argv[2], i < atoi(argv[3]));
    filling->run_id++;
  }
  put_failed(filling);
  must(store_close(filling->store, &err), &err);
  arena_close(&filling->arena);
  free(filling);
  return 0;
}
