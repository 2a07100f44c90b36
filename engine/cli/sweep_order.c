/* Options of sweeps. */
#include "cli/sweep_order.h"

#include "base/names.h"
#include "base/number.h"
#include "host/pool.h"
#include "model/scenario.h"

#include <stdio.h>
#include <string.h>

enum {
  KEY_VARY = SWEEP_KEY_FIRST,
  KEY_SET,
  KEY_DESIGN,
  KEY_SAMPLES,
  KEY_REPS,
  KEY_MAX_REPS,
  KEY_UNTIL,
  KEY_SEED,
  KEY_INDEPENDENT,
  KEY_DAYS,
  KEY_EVENTS,
  KEY_MAX_FAILURES,
  KEY_JOBS,
  KEY_OUT,
  KEY_RESUME,
  KEY_RETRY,
  KEY_SHARD,
  KEY_TIMEOUT,
  KEY_NO_SERIES,
  KEY_DRY_RUN,
  KEY_POINTS,
  KEY_QUIET
};

enum { DEFAULT_REPS = 100, DEFAULT_MAX_REPS = 1600, DEFAULT_FAILURES = 3 };

const struct argp_option sweep_order_options[] = {
    {NULL, 0, NULL, 0, "The plan:", 1},
    {"vary", KEY_VARY, "PATH=LEVELS", 0,
     "Vary a number (lo:hi, lo:hi:n or a,b,c) or words (policies, or on,off for an object); may be "
     "repeated",
     1},
    {"set", KEY_SET, "PATH=VALUE", 0, "Change the scenario for all runs; may be repeated", 1},
    {"design", KEY_DESIGN, "DESIGN", 0,
     "grid (default), oat, random, lhs, sobol, saltelli, morris, prior, or FILE.csv", 1},
    {"samples", KEY_SAMPLES, "N", 0,
     "Points of random, lhs, sobol, prior (default 100); base samples of saltelli (128); "
     "trajectories of morris (20)",
     1},
    {"reps", KEY_REPS, "N", 0, "Replicates of each point (default 100 for grid and oat, else 1)",
     1},
    {"until", KEY_UNTIL, "ci(MEASURE)<W", 0,
     "Replicate a point until the 95 % interval of the measure's mean is narrower than W; looked "
     "at after 100, 200, 400, ... replicates",
     1},
    {"max-reps", KEY_MAX_REPS, "N", 0, "At most so many with --until (default 1600)", 1},
    {"seed", KEY_SEED, "N", 0, "Seed of the sweep, a whole number from 0 (default 1)", 1},
    {"independent-seeds", KEY_INDEPENDENT, NULL, 0,
     "Points do not share random numbers (by default a replicate has one seed at all points)", 1},
    {"days", KEY_DAYS, "N", 0, "Length of the runs, 1 to 3660 (default: the scenario's)", 1},
    {"events", KEY_EVENTS, "WHICH", 0, "Keep the events of none (default), sample:K or all runs",
     1},
    {"max-failures", KEY_MAX_FAILURES, "K", 0,
     "Give a point up after K runs that spent their budget or crashed (default 3)", 1},
    {NULL, 0, NULL, 0, "How it is carried out:", 2},
    {"out", KEY_OUT, "RESULTS", 0, "The results file (default SCENARIO.db)", 2},
    {"jobs", KEY_JOBS, "N", 0, "Workers at once (default: one a processor)", 2},
    {"resume", KEY_RESUME, NULL, 0, "Go on with the results file, if there is one", 2},
    {"retry-failed", KEY_RETRY, NULL, 0, "Resume, and try runs again that failed", 2},
    {"shard", KEY_SHARD, "I/N", 0, "Run only part I of N; join them with `demarche merge`", 2},
    {"timeout", KEY_TIMEOUT, "SECONDS", 0,
     "Replace a worker that is silent for so long (default 120)", 2},
    {"no-series", KEY_NO_SERIES, NULL, 0, "Do not keep the series of runs", 2},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "Show the plan and what it would cost, run nothing", 2},
    {"points", KEY_POINTS, "FILE.csv", 0, "Write the points of the design to a file as well", 2},
    {"quiet", KEY_QUIET, NULL, 0, "No progress", 2},
    {NULL, 0, NULL, 0, NULL, 0},
};

const char *sweep_order_option(int key) {
  for (const struct argp_option *option = sweep_order_options;
       option->name != NULL || option->group != 0; option++) {
    if (option->name != NULL && option->key == key) {
      return option->name;
    }
  }
  return NULL;
}

static int key_of(const char *name) {
  for (const struct argp_option *option = sweep_order_options;
       option->name != NULL || option->group != 0; option++) {
    if (option->name != NULL && strcmp(option->name, name) == 0) {
      return option->key;
    }
  }
  return 0;
}

void sweep_order_init(struct sweep_order *order) {
  *order = (struct sweep_order){
      .design = DESIGN_COUNT, .seed = 1, .max_failures = DEFAULT_FAILURES, .shard = 1, .shards = 1};
}

void sweep_order_keep(struct setting kept[SWEEP_KEPT_MAX], int *count,
                      const struct argp_option *table, int key, const char *text,
                      struct argp_state *state) {
  const struct argp_option *option = table;
  while (option->key != key) {
    option++;
  }
  if (*count == SWEEP_KEPT_MAX) {
    argp_error(state, "found more than %d options", (int)SWEEP_KEPT_MAX);
    return;
  }
  kept[(*count)++] = (struct setting){option->name, text == NULL ? "" : text};
}

void sweep_order_end_of_spec(struct sweep_order *order) {
  order->spec_set_count = order->set_count;
  order->spec_vary_count = order->vary_count;
}

/* --- values ------------------------------------------------------------------------------------
 */

static enum err_code whole(int key, const char *value, int64_t least, int64_t most, int64_t *out,
                           struct err *err) {
  uint64_t number = 0;
  if (!number_parse_u64(value, &number) || number > INT64_MAX || (int64_t)number < least ||
      (int64_t)number > most) {
    return err_set(err, ERR_USAGE, NULL,
                   "--%s: found \"%.40s\"; expected a whole number from %lld to %lld",
                   sweep_order_option(key), value, (long long)least, (long long)most);
  }
  *out = (int64_t)number;
  return ERR_OK;
}

static enum err_code whole_int(int key, const char *value, int most, int *out, struct err *err) {
  int64_t number = 0;
  enum err_code rc = whole(key, value, 1, most, &number, err);
  *out = rc == ERR_OK ? (int)number : *out;
  return rc;
}

/* Splits "PATH=VALUE" in place: option texts belong to this program. */
static char *split(const char *text) {
  char *equals = strchr((char *)(uintptr_t)text, '=');
  if (equals == NULL || equals == text || equals[1] == '\0') {
    return NULL;
  }
  *equals = '\0';
  return equals + 1;
}

static enum err_code take_set(struct sweep_order *order, const char *text, struct err *err) {
  char *value = split(text);
  if (value == NULL || order->set_count == PLAN_SETS_MAX) {
    return err_set(err, ERR_USAGE, NULL,
                   "--set: found \"%.60s\"; expected PATH=VALUE, at most %d times", text,
                   (int)PLAN_SETS_MAX);
  }
  for (int i = 0; i < order->set_count; i++) {
    if (strcmp(order->sets[i].path, text) == 0 && i >= order->spec_set_count) {
      return err_set(err, ERR_USAGE, NULL, "--set: found %.80s twice; expected it once", text);
    }
    if (strcmp(order->sets[i].path, text) == 0) {
      order->sets[i].value = value;
      return ERR_OK;
    }
  }
  order->sets[order->set_count++] = (struct setting){text, value};
  return ERR_OK;
}

static enum err_code take_vary(struct sweep_order *order, const char *text, struct err *err) {
  char *levels = split(text);
  if (levels == NULL || order->vary_count == FACTOR_MAX) {
    return err_set(err, ERR_USAGE, NULL,
                   "--vary: found \"%.60s\"; expected PATH=lo:hi, PATH=lo:hi:n or PATH=a,b,c, at "
                   "most %d times",
                   text, (int)FACTOR_MAX);
  }
  for (int i = 0; i < order->vary_count; i++) {
    if (strcmp(order->varies[i].path, text) == 0 && i >= order->spec_vary_count) {
      return err_set(err, ERR_USAGE, NULL, "--vary: found %.80s twice; expected it once", text);
    }
    if (strcmp(order->varies[i].path, text) == 0) {
      order->varies[i].levels = levels;
      return ERR_OK;
    }
  }
  order->varies[order->vary_count++] = (struct sweep_vary){text, levels};
  return ERR_OK;
}

static bool ends_in_csv(const char *text) {
  size_t length = strlen(text);
  return length > 4 && strcmp(text + length - 4, ".csv") == 0;
}

static enum err_code take_design(struct sweep_order *order, const char *value, struct err *err) {
  const char *words[DESIGN_COUNT];
  for (int i = 0; i < DESIGN_COUNT; i++) {
    words[i] = i == DESIGN_FILE ? NULL : design_word((enum design)i);
    if (words[i] != NULL && strcmp(words[i], value) == 0) {
      order->design = (enum design)i;
      order->file = NULL;
      return ERR_OK;
    }
  }
  if (ends_in_csv(value)) {
    order->design = DESIGN_FILE;
    order->file = value;
    return ERR_OK;
  }
  const char *near = names_nearest(value, words, DESIGN_COUNT);
  return err_set(err, ERR_USAGE, NULL,
                 "--design: found \"%.60s\"; expected grid, oat, random, lhs, sobol, saltelli, "
                 "morris, prior or FILE.csv%s%s%s",
                 value, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}

static enum err_code take_events(struct sweep_order *order, const char *value, struct err *err) {
  static const char sample_of[] = "sample:";
  size_t prefix = sizeof sample_of - 1;
  uint64_t sample = 0;
  bool is_sample = strncmp(value, sample_of, prefix) == 0 &&
                   number_parse_u64(value + prefix, &sample) && sample >= 1 && sample <= INT32_MAX;
  if (!is_sample && strcmp(value, "none") != 0 && strcmp(value, "all") != 0) {
    return err_set(err, ERR_USAGE, NULL,
                   "--events: found \"%.40s\"; expected none, all or sample:K, as sample:20",
                   value);
  }
  order->events = is_sample ? EVENTS_SAMPLE : value[0] == 'a' ? EVENTS_ALL : EVENTS_NONE;
  order->event_sample = (int64_t)sample;
  return ERR_OK;
}

static enum err_code take_shard(struct sweep_order *order, const char *value, struct err *err) {
  uint64_t shard = 0;
  uint64_t shards = 0;
  char first[24];
  size_t length = strcspn(value, "/");
  (void)snprintf(first, sizeof first, "%.*s", (int)(length < 20 ? length : 20), value);
  if (value[length] != '/' || !number_parse_u64(first, &shard) ||
      !number_parse_u64(value + length + 1, &shards) || shard < 1 || shard > shards ||
      shards > PLAN_SHARDS_MAX) {
    return err_set(err, ERR_USAGE, NULL,
                   "--shard: found \"%.40s\"; expected I/N with I from 1 to N, as 2/8", value);
  }
  order->shard = (int)shard;
  order->shards = (int)shards;
  return ERR_OK;
}

/* --- one option --------------------------------------------------------------------------------
 */

static enum err_code take_text(struct sweep_order *order, int key, const char *value,
                               struct err *err) {
  switch (key) {
  case KEY_VARY:
    return take_vary(order, value, err);
  case KEY_SET:
    return take_set(order, value, err);
  case KEY_DESIGN:
    return take_design(order, value, err);
  case KEY_UNTIL:
    return precision_rule_read(&order->until, value, err);
  case KEY_EVENTS:
    return take_events(order, value, err);
  case KEY_SHARD:
    return take_shard(order, value, err);
  case KEY_POINTS:
    order->points = value;
    return ERR_OK;
  default:
    order->out = value;
    return ERR_OK;
  }
}

static enum err_code take_number(struct sweep_order *order, int key, const char *value,
                                 struct err *err) {
  int64_t seed = 0;
  enum err_code rc = ERR_OK;
  switch (key) {
  case KEY_SAMPLES:
    return whole(key, value, 1, PLAN_RUNS_MAX, &order->samples, err);
  case KEY_REPS:
    return whole(key, value, 1, PLAN_RUNS_MAX, &order->reps, err);
  case KEY_MAX_REPS:
    return whole(key, value, 1, PLAN_RUNS_MAX, &order->max_reps, err);
  case KEY_DAYS:
    return whole_int(key, value, DAYS_MAX, &order->days, err);
  case KEY_MAX_FAILURES:
    return whole_int(key, value, 1000000, &order->max_failures, err);
  case KEY_JOBS:
    return whole_int(key, value, POOL_JOBS_MAX, &order->jobs, err);
  case KEY_TIMEOUT:
    return whole_int(key, value, 86400, &order->timeout_s, err);
  default:
    rc = whole(key, value, 0, INT64_MAX, &seed, err);
    order->seed = rc == ERR_OK ? (uint64_t)seed : order->seed;
    return rc;
  }
}

/* Options without a value; false: it is none of them. */
static bool take_switch(struct sweep_order *order, int key) {
  order->independent_seeds = order->independent_seeds || key == KEY_INDEPENDENT;
  order->resume = order->resume || key == KEY_RESUME || key == KEY_RETRY;
  order->retry_failed = order->retry_failed || key == KEY_RETRY;
  order->no_series = order->no_series || key == KEY_NO_SERIES;
  order->dry_run = order->dry_run || key == KEY_DRY_RUN;
  order->quiet = order->quiet || key == KEY_QUIET;
  return key == KEY_INDEPENDENT || key == KEY_RESUME || key == KEY_RETRY || key == KEY_NO_SERIES ||
         key == KEY_DRY_RUN || key == KEY_QUIET;
}

enum err_code sweep_order_set(struct sweep_order *order, const char *option, const char *value,
                              struct err *err) {
  int key = key_of(option);
  if (key == 0) {
    return err_set(err, ERR_USAGE, NULL, "found \"%.40s\", which is no option of a sweep", option);
  }
  if (take_switch(order, key)) {
    return ERR_OK;
  }
  switch (key) {
  case KEY_VARY:
  case KEY_SET:
  case KEY_DESIGN:
  case KEY_UNTIL:
  case KEY_EVENTS:
  case KEY_SHARD:
  case KEY_POINTS:
  case KEY_OUT:
    return take_text(order, key, value, err);
  default:
    return take_number(order, key, value, err);
  }
}

/* --- all of them -------------------------------------------------------------------------------
 */

static bool has_samples(enum design design) {
  return design != DESIGN_GRID && design != DESIGN_OAT && design != DESIGN_FILE;
}

static enum err_code settle_reps(struct sweep_order *order, struct err *err) {
  bool ruled = order->until.text != NULL;
  bool indices = order->design == DESIGN_SALTELLI || order->design == DESIGN_MORRIS;
  if (ruled && indices) {
    return err_set(err, ERR_USAGE, NULL,
                   "--until: found it with --design %s; expected another design: its indices need "
                   "equally many replicates at all points",
                   design_word(order->design));
  }
  if (ruled && order->reps > 0) {
    return err_set(err, ERR_USAGE, NULL,
                   "--reps: found it with --until; expected --max-reps, the most a point may have");
  }
  if (!ruled && order->max_reps > 0) {
    return err_set(err, ERR_USAGE, NULL, "--max-reps: found it without --until; expected --reps");
  }
  if (ruled) {
    order->max_reps = order->max_reps > 0 ? order->max_reps : DEFAULT_MAX_REPS;
    order->reps = order->max_reps;
    return ERR_OK;
  }
  if (order->reps == 0) {
    order->reps = has_samples(order->design) || order->design == DESIGN_FILE ? 1 : DEFAULT_REPS;
  }
  order->max_reps = order->reps;
  return ERR_OK;
}

enum err_code sweep_order_settle(struct sweep_order *order, struct err *err) {
  enum { SAMPLES = 100, SALTELLI_SAMPLES = 128, MORRIS_SAMPLES = 20 };
  order->design = order->design == DESIGN_COUNT ? DESIGN_GRID : order->design;
  if (!has_samples(order->design) && order->samples > 0) {
    return err_set(err, ERR_USAGE, NULL,
                   "--samples: found it with --design %s, whose levels say how many points there "
                   "are; expected random, lhs, sobol, saltelli, morris or prior",
                   design_word(order->design));
  }
  if (has_samples(order->design) && order->samples == 0) {
    order->samples = order->design == DESIGN_SALTELLI ? SALTELLI_SAMPLES
                     : order->design == DESIGN_MORRIS ? MORRIS_SAMPLES
                                                      : SAMPLES;
  }
  for (int i = 0; i < order->set_count; i++) {
    if (strcmp(order->sets[i].path, "days") == 0 && order->days > 0) {
      return err_set(err, ERR_USAGE, NULL, "--set: found days, which --days fixes");
    }
  }
  if (order->design == DESIGN_FILE && order->vary_count > 0) {
    return err_set(err, ERR_USAGE, NULL,
                   "--vary: found it with --design FILE.csv, whose columns say what varies");
  }
  return settle_reps(order, err);
}
