/* Messages about what a run reports: result and outline. A sweep decodes thousands a second, so the
 * values go in blocks. */
#include "wire/message.h"

#include <math.h>
#include <string.h>

/* Values, flags and names of outcomes; an outline has no values. */
static void put_outcomes(struct text *out, const struct summary_outcome *outcomes, int count,
                         bool valued) {
  put_u32(out, (uint32_t)count);
  char *flags = text_extend(out, (size_t)count);
  for (int i = 0; flags != NULL && i < count; i++) {
    flags[i] = outcomes[i].flag ? 1 : 0;
  }
  if (count > 0) {
    if (valued) {
      put_doubles(out, &outcomes->value, sizeof *outcomes, count);
    }
    put_names(out, &outcomes->name, sizeof *outcomes, count);
  }
}

static struct summary_outcome *take_outcomes(struct decoder *in, struct arena *arena, int *count,
                                             bool valued) {
  uint32_t found = take_count(in, valued ? 10 : 2); /* flag, name's NUL, value */
  struct summary_outcome *outcomes = arena_zeroed(arena, found, sizeof *outcomes);
  *count = 0;
  if (outcomes == NULL) {
    in->bad = true;
    return NULL;
  }
  for (uint32_t i = 0; i < found; i++) {
    outcomes[i].flag = take_u8(in) != 0;
  }
  if (found > 0) {
    if (valued) {
      take_doubles(in, &outcomes->value, sizeof *outcomes, (int)found);
    }
    take_names(in, arena, &outcomes->name, sizeof *outcomes, (int)found);
  }
  *count = in->bad ? 0 : (int)found;
  return outcomes;
}

static void put_series_names(struct text *out, const char *const *names, int count) {
  put_u32(out, (uint32_t)count);
  if (count > 0) {
    put_names(out, names, sizeof *names, count);
  }
}

static const char **take_series_names(struct decoder *in, struct arena *arena, int *count) {
  uint32_t found = take_count(in, 1);
  const char **names = arena_zeroed(arena, found, sizeof *names);
  in->bad = in->bad || names == NULL;
  if (!in->bad && found > 0) {
    take_names(in, arena, names, sizeof *names, (int)found);
  }
  *count = in->bad ? 0 : (int)found;
  return names;
}

void encode_result(struct text *out, const struct run_summary *summary) {
  put_text(out, summary->digest);
  put_i32(out, summary->days);
  put_u32(out, summary->events);
  put_double(out, summary->seconds);
  put_outcomes(out, summary->outcomes, summary->outcome_count, true);
  put_series_names(out, summary->series_names, summary->series_count);
  put_floats(out, summary->series, summary->series_count * (summary->days + 1));
}

/* The series are as many floats as names and days say. */
static void take_series(struct decoder *in, struct arena *arena, struct run_summary *out) {
  out->series_names = take_series_names(in, arena, &out->series_count);
  size_t count = (size_t)out->series_count * ((size_t)out->days + 1);
  if (in->bad || count > (size_t)(in->end - in->at) / sizeof *out->series) {
    in->bad = true;
  } else if (count > 0) {
    out->series = arena_alloc(arena, count * sizeof *out->series);
    in->bad = out->series == NULL;
    take_floats(in, out->series, (int)count);
  }
}

bool decode_result(struct decoder *in, struct arena *arena, struct run_summary *out) {
  *out = (struct run_summary){0};
  const char *digest = take_text(in, arena);
  out->days = take_i32(in);
  out->events = take_u32(in);
  out->seconds = take_double(in);
  if (digest == NULL || strlen(digest) != DIGEST_TEXT_SIZE - 1 || out->days < 0 ||
      out->days > DAYS_MAX || !isfinite(out->seconds) || out->seconds < 0) {
    return false;
  }
  memcpy(out->digest, digest, DIGEST_TEXT_SIZE);
  out->outcomes = take_outcomes(in, arena, &out->outcome_count, true);
  take_series(in, arena, out);
  return take_end(in);
}

void encode_outline(struct text *out, const struct outline *outline) {
  put_u32(out, (uint32_t)outline->base_count);
  put_doubles(out, &outline->bases->value, sizeof *outline->bases, outline->base_count);
  for (int i = 0; i < outline->base_count; i++) {
    put_u8(out, outline->bases[i].whole ? 1 : 0);
  }
  put_i32(out, outline->days);
  put_outcomes(out, outline->outcomes, outline->outcome_count, false);
  put_series_names(out, outline->series_names, outline->series_count);
}

bool decode_outline(struct decoder *in, struct arena *arena, struct outline *out) {
  *out = (struct outline){0};
  uint32_t bases = take_count(in, sizeof out->bases->value + 1);
  out->bases = arena_zeroed(arena, bases, sizeof *out->bases);
  if (out->bases == NULL) {
    return false;
  }
  out->base_count = (int)bases;
  take_doubles(in, &out->bases->value, sizeof *out->bases, out->base_count);
  for (int i = 0; i < out->base_count; i++) {
    out->bases[i].whole = take_u8(in) != 0;
  }
  out->days = take_i32(in);
  if (in->bad || out->days < 1 || out->days > DAYS_MAX) {
    return false;
  }
  out->outcomes = take_outcomes(in, arena, &out->outcome_count, false);
  out->series_names = take_series_names(in, arena, &out->series_count);
  return take_end(in);
}
