/* Rounds of a search. */
#include "cli/tipping_search.h"

#include "base/number.h"
#include "host/progress.h"
#include "study/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tipping_search_open(struct tipping_search *search) {
  *search = (struct tipping_search){.report = {.first_bad = -1}};
  sweep_open(&search->sweep);
  arena_open_blocks(&search->texts, SIZE_MAX / 4);
  arena_open_blocks(&search->arena, SIZE_MAX / 4);
}

void tipping_search_close(struct tipping_search *search) {
  sweep_close(&search->sweep);
  arena_close(&search->texts);
  arena_close(&search->arena);
}

static enum err_code no_memory(struct err *err) {
  return err_set(err, ERR_NOMEM, NULL, "no memory for the search");
}

/* --- the plan ----------------------------------------------------------------------------------
 */

/* Reads what is varied; it must be a range. */
static enum err_code read_range(const struct sweep_order *order, double *low, double *high,
                                struct err *err) {
  struct factor factor;
  const struct sweep_vary *vary = &order->varies[0];
  if (factor_read(&factor, vary->path, vary->levels, err) != ERR_OK) {
    (void)snprintf(err->where, sizeof err->where, "--vary");
    return err->code;
  }
  bool range = factor.number && !factor.list && factor.level_count == 0;
  *low = factor.low;
  *high = factor.high;
  factor_free(&factor);
  return range ? ERR_OK
               : err_set(err, ERR_USAGE, NULL,
                         "--vary: found %.80s=%.60s; expected a range of numbers, PATH=lo:hi "
                         "(--levels N says how many levels are tried first)",
                         vary->path, vary->levels);
}

static const char *range_text(struct arena *arena, double low, double high, int64_t levels) {
  char from[NUMBER_TEXT_SIZE];
  char to[NUMBER_TEXT_SIZE];
  char text[3 * NUMBER_TEXT_SIZE];
  number_print(low, from);
  number_print(high, to);
  int length = snprintf(text, sizeof text, "%s:%s:%lld", from, to, (long long)levels);
  return arena_text(arena, text, (size_t)length);
}

/* [count] whole numbers, as even as they can be; there are more in the range. */
static const char *list_text(struct arena *arena, double low, double high, int count) {
  struct text list = {0};
  for (int i = 0; i < count; i++) {
    char number[NUMBER_TEXT_SIZE];
    double level = low + floor((high - low) / (count - 1) * i + 0.5);
    number_print(i == count - 1 ? high : level, number);
    text_add(&list, i == 0 ? "" : ",");
    text_add(&list, number);
  }
  const char *text = list.failed ? NULL : arena_text(arena, text_string(&list), list.length);
  text_free(&list);
  return text;
}

/* All levels that a search may come to, as --vary has them. */
static const char *fine_levels(struct tipping_search *search, double low, double high) {
  int count = (search->levels - 1) * (1 << TIPPING_HALVINGS) + 1;
  if (!search->whole) {
    return range_text(&search->texts, low, high, count);
  }
  return high - low < count ? range_text(&search->texts, low, high, (int64_t)(high - low) + 1)
                            : list_text(&search->texts, low, high, count);
}

/* Measures are numbers. */
static const char *const *no_words(void *context, const char *name, size_t *count) {
  (void)context;
  (void)name;
  *count = 0;
  return NULL;
}

/* The question: whether EXPR holds, in terms of the plan's measures. */
static enum err_code compile(struct tipping_search *search, struct err *err) {
  const struct store_plan *kept = &search->sweep.kept;
  struct arena *arena = &search->texts;
  size_t count = (size_t)kept->measure_count;
  struct err fault = {0};
  const char **names = arena_zeroed(arena, count + 1, sizeof *names);
  search->used = arena_zeroed(arena, count + 1, sizeof *search->used);
  search->column_of = arena_zeroed(arena, count + 1, sizeof *search->column_of);
  if (names == NULL || search->used == NULL || search->column_of == NULL) {
    return no_memory(err);
  }
  for (size_t i = 0; i < count; i++) {
    names[i] = kept->measures[i].name;
  }
  if (expr_compile(&search->expr, search->measure, names, &fault) != ERR_OK ||
      expr_check_values(&search->expr, names, no_words, NULL, &fault) != ERR_OK) {
    return err_set(err, ERR_USAGE, "--measure", "%s", fault.text);
  }
  const struct expr_node *root = &search->expr.nodes[search->expr.root];
  if (root->kind == EXPR_BARE && !kept->measures[root->field].flag) {
    return err_set(
        err, ERR_USAGE, "--measure",
        "found %.80s, a number; expected what is true or false of a run, as '%.80s > 25'",
        names[root->field], names[root->field]);
  }
  search->used_count = 0;
  for (int i = 0; i < kept->measure_count; i++) {
    bool used = expr_uses(&search->expr, i);
    search->column_of[i] = used ? search->used_count : -1;
    if (used) {
      search->used[search->used_count++] = names[i];
    }
  }
  return ERR_OK;
}

/* Once to learn what the factor and the measures are, then with all levels. */
enum err_code tipping_prepare(struct tipping_search *search, struct err *err) {
  struct sweep *sweep = &search->sweep;
  double low = 0;
  double high = 0;
  enum err_code rc = read_range(&sweep->order, &low, &high, err);
  rc = rc != ERR_OK ? rc : sweep_order_settle(&sweep->order, err);
  if (rc != ERR_OK) {
    return rc;
  }
  struct sweep_order order = sweep->order;
  sweep->order.varies[0].levels = range_text(&search->texts, low, high, 2);
  if (sweep->order.varies[0].levels == NULL) {
    return no_memory(err);
  }
  rc = sweep_prepare(sweep, err);
  if (rc != ERR_OK || sweep->interrupted != 0) {
    return rc;
  }
  search->whole = sweep->plan.factors[0].whole;
  order.varies[0].levels = fine_levels(search, low, high);
  if (order.varies[0].levels == NULL) {
    return no_memory(err);
  }
  sweep_close(sweep);
  sweep_open(sweep);
  sweep->order = order;
  rc = sweep_prepare(sweep, err);
  if (rc != ERR_OK || sweep->interrupted != 0) {
    return rc;
  }
  int count = (int)sweep->plan.points.count;
  search->levels = search->levels < count ? search->levels : count;
  search->chosen = arena_zeroed(&search->texts, (size_t)count, sizeof *search->chosen);
  return search->chosen == NULL ? no_memory(err) : compile(search, err);
}

/* --- outcomes ----------------------------------------------------------------------------------
 */

/* A run as the expression sees it. */
struct seen {
  const struct tipping_search *search;
  const struct store_columns *columns;
  int64_t run;
};

static void fetch(void *context, int field, struct expr_value *out) {
  const struct seen *seen = context;
  int column = seen->search->column_of[field];
  *out = (struct expr_value){NULL, seen->columns->columns[column].values[seen->run]};
}

/* Fills the levels chosen and the outcomes of their runs, in the arena. */
static bool fill(struct tipping_search *search, const struct store_columns *columns,
                 struct tipping_runs *out) {
  const struct plan *plan = &search->sweep.plan;
  size_t cells = (size_t)(search->chosen_count * plan->max_reps);
  double *levels = arena_zeroed(&search->arena, (size_t)search->chosen_count, sizeof *levels);
  int *rows = arena_zeroed(&search->arena, (size_t)plan->points.count, sizeof *rows);
  signed char *outcomes = arena_alloc(&search->arena, cells);
  if (levels == NULL || rows == NULL || outcomes == NULL) {
    return false;
  }
  *out = (struct tipping_runs){0, levels, plan->max_reps, outcomes};
  for (int64_t point = 0; point < plan->points.count; point++) {
    if (search->chosen[point]) {
      rows[point] = out->count;
      levels[out->count++] = plan->points.values[point];
    }
  }
  memset(outcomes, -1, cells);
  for (int64_t run = 0; run < columns->count; run++) {
    int64_t point = columns->point[run];
    int64_t replicate = columns->replicate[run];
    if (columns->status[run] == RUN_STATUS_OK && point >= 0 && point < plan->points.count &&
        search->chosen[point] && replicate >= 0 && replicate < plan->max_reps) {
      struct seen seen = {search, columns, run};
      outcomes[rows[point] * plan->max_reps + replicate] =
          expr_evaluate(&search->expr, fetch, &seen) ? 1 : 0;
    }
  }
  return true;
}

static enum err_code estimate(struct tipping_search *search, struct store *store, struct err *err) {
  struct store_columns columns = {0};
  struct tipping_runs runs;
  arena_rewind(&search->arena, 0);
  enum err_code rc = store_read_columns(store, search->used, search->used_count, &columns, err);
  if (rc == ERR_OK && !fill(search, &columns, &runs)) {
    rc = no_memory(err);
  }
  store_columns_free(&columns);
  return rc != ERR_OK
             ? rc
             : tipping_estimate(&search->found, &runs, BOOTSTRAP_RESAMPLES, &search->arena, err);
}

/* --- rounds ------------------------------------------------------------------------------------
 */

static void tell_round(const struct tipping_search *search, int added) {
  const struct sweep *sweep = &search->sweep;
  char runs[PROGRESS_WORD_SIZE];
  struct text line = {0};
  progress_count(added * sweep->plan.max_reps, runs);
  text_add_safe(&line, sweep->kept.scenario, strlen(sweep->kept.scenario));
  text_add_format(&line, ": round %d: %d %slevel%s x %lld replicates = %s runs\n", search->rounds,
                  added, search->rounds > 1 ? "more " : "", added == 1 ? "" : "s",
                  (long long)sweep->plan.max_reps, runs);
  if (!sweep->order.quiet) {
    (void)fputs(text_string(&line), stderr);
  }
  text_free(&line);
}

static enum err_code run_round(struct tipping_search *search, struct store *store,
                               struct err *err) {
  const struct sweep *sweep = &search->sweep;
  struct batch_report report = {.first_bad = -1};
  struct batch_order order = {.plan = &sweep->plan,
                              .store = store,
                              .bundle = &sweep->bundle,
                              .points = search->chosen,
                              .workers = sweep->order.jobs,
                              .timeout_s = sweep->order.timeout_s,
                              .keep_series = !sweep->order.no_series,
                              .quiet = sweep->order.quiet};
  enum err_code rc = batch_run(&order, &report, err);
  if (search->report.first_bad >= 0) {
    report.first_bad = search->report.first_bad;
    memcpy(report.first_reason, search->report.first_reason, sizeof report.first_reason);
  }
  search->report = report;
  return rc;
}

enum err_code tipping_search(struct tipping_search *search, struct store *store, struct err *err) {
  const struct points *points = &search->sweep.plan.points;
  int count = (int)points->count;
  int added = search->levels;
  enum err_code rc = ERR_OK;
  tipping_begin(search->chosen, count, search->levels);
  while (rc == ERR_OK && added > 0) {
    search->rounds++;
    search->chosen_count += added;
    tell_round(search, added);
    rc = run_round(search, store, err);
    if (rc != ERR_OK || search->report.interrupted != 0) {
      return rc;
    }
    rc = estimate(search, store, err);
    added = rc == ERR_OK && search->rounds <= TIPPING_HALVINGS
                ? tipping_refine(&search->found, points->values, search->chosen, count)
                : 0;
  }
  return rc;
}
