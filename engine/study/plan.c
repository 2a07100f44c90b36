/* Numbers of runs, their settings and seeds; the plan as text. */
#include "study/plan.h"

#include "base/digest.h"
#include "base/number.h"
#include "base/rng.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

int64_t plan_total(const struct plan *plan) {
  return plan->points.count * plan->max_reps;
}

struct plan_run plan_run_of(const struct plan *plan, int64_t run_id) {
  struct plan_run run = {.run_id = run_id,
                         .point = plan->order[run_id % plan->points.count],
                         .replicate = run_id / plan->points.count};
  run.seed = plan->independent_seeds
                 ? rng_run_seed_of_point(plan->seed, (uint64_t)run.replicate, (uint64_t)run.point)
                 : rng_run_seed(plan->seed, (uint64_t)run.replicate);
  return run;
}

bool plan_is_mine(const struct plan *plan, int64_t run_id) {
  int64_t place = plan->until.text != NULL ? run_id % plan->points.count : run_id;
  return place % plan->shards == plan->shard - 1;
}

int64_t plan_mine(const struct plan *plan, int64_t replicates) {
  int64_t places = plan->until.text != NULL ? plan->points.count : plan->points.count * replicates;
  int64_t mine = places / plan->shards + (places % plan->shards >= plan->shard ? 1 : 0);
  return plan->until.text != NULL ? mine * replicates : mine;
}

/* An even sample: one run in each of [event_sample] stretches of equal length. */
bool plan_keeps_events(const struct plan *plan, int64_t run_id) {
  int64_t total = plan_total(plan);
  if (plan->events != EVENTS_SAMPLE) {
    return plan->events == EVENTS_ALL;
  }
  int64_t wanted = plan->event_sample < total ? plan->event_sample : total;
  return run_id == 0 || run_id * wanted / total != (run_id - 1) * wanted / total;
}

struct factor_value plan_value(const struct plan *plan, int64_t point, int factor) {
  const struct factor *what = &plan->factors[factor];
  double value = plan->points.values[point * plan->factor_count + factor];
  if (what->number) {
    return (struct factor_value){value, NULL};
  }
  int word = (int)value;
  assert(word >= 0 && word < what->level_count);
  return (struct factor_value){NAN, what->words[word]};
}

static void add_setting(struct setting setting, struct setting *words, int *word_count,
                        struct setting *numbers, int *number_count) {
  if (setting_is_number(&setting)) {
    numbers[(*number_count)++] = setting;
  } else {
    words[(*word_count)++] = setting;
  }
}

bool plan_settings(const struct plan *plan, int64_t point, struct arena *arena,
                   struct setting *words, int *word_count, struct setting *numbers,
                   int *number_count) {
  *word_count = 0;
  *number_count = 0;
  for (int i = 0; i < plan->set_count; i++) {
    add_setting(plan->sets[i], words, word_count, numbers, number_count);
  }
  for (int i = 0; i < plan->factor_count; i++) {
    struct factor_value value = plan_value(plan, point, i);
    char text[NUMBER_TEXT_SIZE];
    struct setting setting = {plan->factors[i].path, value.word};
    if (value.word == NULL) {
      number_print(value.number, text);
      setting.value = arena_text(arena, text, strlen(text));
    }
    if (setting.value == NULL) {
      return false;
    }
    add_setting(setting, words, word_count, numbers, number_count);
  }
  return true;
}

enum err_code precision_rule_read(struct precision_rule *out, const char *text, struct err *err) {
  char width[NUMBER_TEXT_SIZE];
  int end = 0;
  *out = (struct precision_rule){.text = text};
  bool read = sscanf(text, " ci( %95[^() ] ) < %31s %n", out->measure, width, &end) == 2 &&
              text[end] == '\0' && number_parse(width, &out->width) && out->width > 0;
  return read ? ERR_OK
              : err_set(err, ERR_USAGE, NULL,
                        "--until: found \"%.80s\"; expected ci(MEASURE)<WIDTH, as ci(war)<0.02",
                        text);
}

/* --- as text -----------------------------------------------------------------------------------
 */

struct lines {
  struct arena *arena;
  struct store_line *items;
  int count, room;
  bool failed;
};

static void add_line(struct lines *lines, const char *key, bool may_change, const char *value) {
  const char *kept = arena_text(lines->arena, value, strlen(value));
  assert(lines->count < lines->room);
  lines->failed = lines->failed || kept == NULL;
  lines->items[lines->count++] = (struct store_line){key, kept, may_change};
}

static void add_number(struct lines *lines, const char *key, bool may_change, int64_t value) {
  char text[NUMBER_TEXT_SIZE];
  (void)snprintf(text, sizeof text, "%" PRId64, value);
  add_line(lines, key, may_change, text);
}

static void add_pair(struct lines *lines, const char *key, const char *left, const char *right) {
  struct text pair = {0};
  text_add_format(&pair, "%s=%s", left, right);
  add_line(lines, key, false, text_string(&pair));
  lines->failed = lines->failed || pair.failed;
  text_free(&pair);
}

static void add_events(struct lines *lines, const struct plan *plan) {
  char text[NUMBER_TEXT_SIZE + 8];
  (void)snprintf(text, sizeof text, "sample:%" PRId64, plan->event_sample);
  add_line(lines, "events", false,
           plan->events == EVENTS_NONE  ? "none"
           : plan->events == EVENTS_ALL ? "all"
                                        : text);
}

/* What counts of a file is not its name but its points. */
static void add_file(struct lines *lines, const struct plan *plan) {
  char digest[NUMBER_TEXT_SIZE];
  size_t size = (size_t)(plan->points.count * plan->factor_count) * sizeof *plan->points.values;
  (void)snprintf(digest, sizeof digest, "%016" PRIx64, digest_hash64(plan->points.values, size));
  add_line(lines, "file", true, plan->file);
  add_line(lines, "file_digest", false, digest);
}

struct store_line *plan_lines(const struct plan *plan, struct arena *arena, int *count) {
  enum { FIXED_LINES = 16 };
  struct lines lines = {.arena = arena, .room = FIXED_LINES + plan->set_count + plan->factor_count};
  lines.items = arena_zeroed(arena, (size_t)lines.room, sizeof *lines.items);
  if (lines.items == NULL) {
    return NULL;
  }
  add_line(&lines, "design", false, design_word(plan->design));
  if (plan->file != NULL) {
    add_file(&lines, plan);
  }
  add_number(&lines, "samples", false, plan->samples);
  add_number(&lines, "points", false, plan->points.count);
  add_number(&lines, "reps", true, plan->reps);
  add_line(&lines, "until", false, plan->until.text == NULL ? "" : plan->until.text);
  add_number(&lines, "max_reps", true, plan->max_reps);
  add_number(&lines, "seed", false, (int64_t)plan->seed);
  add_line(&lines, "independent_seeds", false, plan->independent_seeds ? "yes" : "no");
  if (plan->days > 0) {
    add_number(&lines, "days", false, plan->days);
  } else {
    add_line(&lines, "days", false, "the scenario's");
  }
  add_events(&lines, plan);
  add_number(&lines, "max_failures", true, plan->max_failures);
  for (int i = 0; i < plan->set_count; i++) {
    add_pair(&lines, "set", plan->sets[i].path, plan->sets[i].value);
  }
  for (int i = 0; i < plan->factor_count; i++) {
    add_pair(&lines, "vary", plan->factors[i].path, plan->factors[i].levels_text);
  }
  *count = lines.count;
  return lines.failed ? NULL : lines.items;
}

struct store_factor *plan_factors(const struct plan *plan, struct arena *arena) {
  struct store_factor *factors =
      arena_zeroed(arena, (size_t)plan->factor_count + 1, sizeof *factors);
  for (int i = 0; factors != NULL && i < plan->factor_count; i++) {
    const struct factor *factor = &plan->factors[i];
    factors[i] = (struct store_factor){.path = factor->path,
                                       .number = factor->number,
                                       .low = factor->number ? factor->low : NAN,
                                       .high = factor->number ? factor->high : NAN,
                                       .base = factor->number ? factor->base : NAN,
                                       .levels = factor->levels_text,
                                       .source = factor->source == NULL ? "" : factor->source};
  }
  return factors;
}
