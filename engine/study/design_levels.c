/* Designs made of levels: every combination, or one factor at a time. */
#include "study/design_draw.h"

#include <stdlib.h>

/* The levels of all factors without repeats: [factor][level], one block. */
struct ladder {
  int *counts;
  int **kept;
  int *block;
};

static void ladder_free(struct ladder *ladder) {
  free(ladder->counts);
  free(ladder->kept);
  free(ladder->block);
}

static bool ladder_open(struct ladder *ladder, const struct factor *factors, int factor_count) {
  size_t total = 1;
  for (int i = 0; i < factor_count; i++) {
    total += (size_t)factors[i].level_count;
  }
  size_t count = (size_t)factor_count + 1;
  *ladder = (struct ladder){.counts = calloc(count, sizeof *ladder->counts),
                            .kept = calloc(count, sizeof *ladder->kept),
                            .block = malloc(total * sizeof *ladder->block)};
  if (ladder->counts == NULL || ladder->kept == NULL || ladder->block == NULL) {
    ladder_free(ladder);
    return false;
  }
  int *next = ladder->block;
  for (int i = 0; i < factor_count; i++) {
    ladder->kept[i] = next;
    ladder->counts[i] = factor_distinct(&factors[i], next);
    next += factors[i].level_count;
  }
  return true;
}

static double level_value(const struct factor *factor, int level) {
  return factor->number ? factor->levels[level] : level;
}

enum err_code fill_grid(const struct factor *factors, struct points *out, struct err *err) {
  struct ladder ladder;
  if (!ladder_open(&ladder, factors, out->factor_count)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the levels");
  }
  int64_t asked = 1;
  for (int i = 0; i < out->factor_count; i++) {
    /* Only a count for people: it stops at what fits. */
    if (__builtin_mul_overflow(asked, (int64_t)factors[i].level_count, &asked)) {
      asked = INT64_MAX;
    }
  }
  out->dropped = asked - out->count;
  for (int64_t point = 0; point < out->count; point++) {
    int64_t rest = point;
    for (int i = out->factor_count - 1; i >= 0; i--) {
      int level = ladder.kept[i][rest % ladder.counts[i]];
      rest /= ladder.counts[i];
      out->values[point * out->factor_count + i] = level_value(&factors[i], level);
    }
  }
  ladder_free(&ladder);
  return ERR_OK;
}

static double base_value(const struct factor *factor) {
  return factor->number ? factor->base : factor_base_level(factor);
}

enum err_code fill_oat(const struct factor *factors, struct points *out, struct err *err) {
  struct ladder ladder;
  int columns = out->factor_count;
  if (!ladder_open(&ladder, factors, columns)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the levels");
  }
  for (int64_t point = 0; point < out->count; point++) {
    for (int i = 0; i < columns; i++) {
      out->values[point * columns + i] = base_value(&factors[i]);
    }
  }
  int64_t point = 1;
  int64_t asked = 1;
  for (int i = 0; i < columns; i++) {
    double base = base_value(&factors[i]);
    asked += factors[i].level_count;
    for (int j = 0; j < ladder.counts[i]; j++) {
      double value = level_value(&factors[i], ladder.kept[i][j]);
      if (value != base) {
        out->values[point * columns + i] = value;
        point++;
      }
    }
  }
  out->dropped = asked - out->count;
  ladder_free(&ladder);
  return ERR_OK;
}
