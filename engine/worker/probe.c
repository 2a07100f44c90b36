/* Probing a variant before a batch begins. */
#include "worker/house.h"

#include "base/number.h"

#include <string.h>

static enum err_code no_memory(struct faults *faults) {
  return err_set(faults_next(faults), ERR_NOMEM, NULL, "no memory for the probe");
}

/* A path that leads nowhere gives every number tried on it the same fault: it is told once. */
static void drop_repeated(struct faults *faults, int before) {
  const struct err *last = &faults->items[faults->count - 1];
  if (before > 0 && faults->count == before + 1 && strcmp(last->text, last[-1].text) == 0) {
    faults->count--;
  }
}

/* Numbers are tried one on top of the other: what counts is each one's own range. */
static void try_number(struct stage *stage, const struct setting *number, struct faults *faults) {
  struct err err = {0};
  double value = 0;
  int before = faults->count;
  if (!number_parse(number->value, &value)) {
    (void)err_set(faults_next(faults), ERR_INVALID, "--vary",
                  "%.160s: found \"%.60s\"; expected a number", number->path, number->value);
  } else if (stage_poke(stage, number->path, value, &err) != ERR_OK) {
    (void)err_set(faults_next(faults), ERR_INVALID, err.where[0] == '\0' ? "--vary" : err.where,
                  "%s", err.text);
    drop_repeated(faults, before);
  }
}

/* The scenario's own values, all of them before any is changed; a path that leads nowhere is told
 * when its number is tried. */
static bool read_bases(struct house *house, const struct setting *numbers, int count,
                       struct outline *out) {
  struct err ignored;
  out->bases = arena_zeroed(&house->requests, (size_t)count, sizeof *out->bases);
  out->base_count = count;
  for (int i = 0; out->bases != NULL && i < count; i++) {
    (void)stage_peek(house->variant->stage, numbers[i].path, &out->bases[i], &ignored);
  }
  return out->bases != NULL;
}

static enum err_code list_reports(struct house *house, struct outline *out, struct faults *faults) {
  struct run_result result = {0};
  struct err err = {0};
  struct stage *stage = house->variant->stage;
  out->days = stage_loaded(stage)->scenario->days;
  if (stage_outline(stage, &result, &err) != ERR_OK) {
    return err_set(faults_next(faults), err.code, err.where, "%s", err.text);
  }
  out->outcomes =
      arena_zeroed(&house->requests, (size_t)result.outcome_count, sizeof *out->outcomes);
  for (int i = 0; out->outcomes != NULL && i < result.outcome_count; i++) {
    out->outcomes[i] =
        (struct summary_outcome){.name = result.outcomes[i].name, .flag = result.outcomes[i].flag};
  }
  out->outcome_count = result.outcome_count;
  out->series_count = result.series_count;
  out->series_names = result.series_names;
  return out->outcomes == NULL ? no_memory(faults) : ERR_OK;
}

enum err_code house_probe(struct house *house, const struct setting *words, int word_count,
                          const struct setting *numbers, int number_count, struct outline *out,
                          struct faults *faults) {
  *out = (struct outline){0};
  enum err_code rc = house_load(house, words, word_count, faults);
  if (rc != ERR_OK) {
    return rc;
  }
  if (!read_bases(house, numbers, number_count, out)) {
    return no_memory(faults);
  }
  for (int i = 0; i < number_count; i++) {
    try_number(house->variant->stage, &numbers[i], faults);
  }
  if (faults->count > 0) {
    return ERR_INVALID;
  }
  rc = house_load(house, words, word_count, faults);
  return rc == ERR_OK ? list_reports(house, out, faults) : rc;
}
