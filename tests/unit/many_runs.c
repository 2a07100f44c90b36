/* Runs in columns, made in memory. */
#include "unit/many_runs.h"

#include "base/rng.h"

#include <assert.h>

void many_runs_open(struct many_runs *runs, int64_t points, int64_t replicates) {
  int64_t count = points * replicates;
  struct arena *arena = &runs->arena;
  *runs = (struct many_runs){.columns = {.count = count}};
  arena_open_blocks(arena, SIZE_MAX / 4);
  runs->columns.run_id = arena_zeroed(arena, (size_t)count, sizeof(int64_t));
  runs->columns.point = arena_zeroed(arena, (size_t)count, sizeof(int64_t));
  runs->columns.replicate = arena_zeroed(arena, (size_t)count, sizeof(int64_t));
  runs->columns.seed = arena_zeroed(arena, (size_t)count, sizeof(uint64_t));
  runs->columns.status = arena_zeroed(arena, (size_t)count, 1);
  runs->chosen = arena_zeroed(arena, (size_t)count, sizeof(bool));
  runs->columns.columns = runs->room;
  for (int64_t run = 0; run < count; run++) {
    runs->columns.run_id[run] = run;
    runs->columns.point[run] = run % points;
    runs->columns.replicate[run] = run / points;
    runs->columns.seed[run] = 100 + (uint64_t)(run / points);
    runs->columns.status[run] = RUN_STATUS_OK;
    runs->chosen[run] = true;
  }
}

void many_runs_close(struct many_runs *runs) {
  arena_close(&runs->arena);
}

static double *add(struct many_runs *runs, struct store_column column) {
  assert(runs->columns.column_count < MANY_COLUMNS_MAX);
  column.values = arena_zeroed(&runs->arena, (size_t)runs->columns.count, sizeof(double));
  runs->room[runs->columns.column_count++] = column;
  return column.values;
}

double *many_runs_factor(struct many_runs *runs, const char *name) {
  return add(runs, (struct store_column){.name = name, .is_factor = true});
}

double *many_runs_words(struct many_runs *runs, const char *name, const char **words, int count) {
  return add(runs, (struct store_column){
                       .name = name, .is_factor = true, .words = words, .word_count = count});
}

double *many_runs_measure(struct many_runs *runs, const char *name, bool flag) {
  return add(runs, (struct store_column){.name = name, .flag = flag});
}

double many_runs_normal(uint64_t seed, uint32_t i) {
  struct rng_key key = {.seed = seed, .who = 7, .purpose = RNG_POLICY};
  return rng_normal(&key, i);
}

double many_runs_uniform(uint64_t seed, uint32_t i) {
  struct rng_key key = {.seed = seed, .who = 8, .purpose = RNG_POLICY};
  return rng_uniform(&key, i);
}
