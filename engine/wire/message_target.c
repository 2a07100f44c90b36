/* Targets in a description. */
#include "wire/message_target.h"

#include "base/calendar.h"

#include <math.h>

static void put_target(struct text *out, const struct target *target) {
  put_text(out, target->id);
  put_i32(out, target->kind);
  put_text(out, target->about);
  put_text(out, target->unit);
  put_text(out, target->source);
  put_text(out, target->note);
  put_i64(out, target->from);
  put_i64(out, target->to);
  put_u8(out, target->fit ? 1 : 0);
  put_double(out, target->low);
  put_double(out, target->high);
  put_double(out, target->base.probability);
  put_double(out, target->base.median);
  put_double(out, target->base.spread);
  put_double(out, target->base.none);
}

static void put_placebo(struct text *out, const struct placebo *placebo) {
  put_text(out, placebo->about);
  put_i32(out, placebo->set_count);
  for (int i = 0; i < placebo->set_count; i++) {
    put_text(out, placebo->sets[i].path);
    put_text(out, placebo->sets[i].value);
  }
  put_i32(out, placebo->alarm_count);
  for (int i = 0; i < placebo->alarm_count; i++) {
    put_text(out, placebo->alarms[i].id);
    put_text(out, placebo->alarms[i].about);
    put_double(out, placebo->alarms[i].base);
  }
}

void put_targets(struct text *out, const struct target_set *set) {
  static const struct placebo no_placebo;
  int count = set == NULL ? 0 : set->count;
  put_i32(out, count);
  for (int i = 0; i < count; i++) {
    put_target(out, &set->items[i]);
  }
  put_placebo(out, set == NULL ? &no_placebo : &set->placebo);
}

/* --- and back ----------------------------------------------------------------------------------
 */

static int take_number(struct decoder *in, int most) {
  int number = take_i32(in);
  in->bad = in->bad || number < 0 || number > most;
  return in->bad ? 0 : number;
}

static const char *take_some_text(struct decoder *in, struct arena *arena) {
  const char *text = take_text(in, arena);
  in->bad = in->bad || text == NULL;
  return text == NULL ? "" : text;
}

static double take_within(struct decoder *in, double low, double high) {
  double value = take_double(in);
  in->bad = in->bad || !(value >= low && value <= high);
  return value;
}

static void take_base(struct decoder *in, bool event, struct target_base *out) {
  out->probability = take_within(in, 0, 1);
  out->median = take_within(in, event ? 0 : 1e-6, 1e9);
  out->spread = take_within(in, 0, 5);
  out->none = take_within(in, 0, 1);
}

static void take_target(struct decoder *in, struct arena *arena, struct target *out) {
  enum { DAYS_MOST = 10000 * 366 };
  const int64_t most = (int64_t)DAYS_MOST * MINUTES_PER_DAY;
  out->id = take_some_text(in, arena);
  out->kind = take_number(in, TARGET_KIND_COUNT - 1);
  out->about = take_some_text(in, arena);
  out->unit = take_text(in, arena);
  out->source = take_some_text(in, arena);
  out->note = take_text(in, arena);
  out->from = take_i64(in);
  out->to = take_i64(in);
  out->fit = take_u8(in) != 0;
  out->low = take_within(in, 0, HUGE_VAL);
  out->high = take_within(in, out->low, HUGE_VAL);
  in->bad =
      in->bad || out->from < 0 || out->to < out->from || out->to > most || !isfinite(out->high);
  take_base(in, target_is_event(out), &out->base);
}

static void take_placebo(struct decoder *in, struct arena *arena, struct placebo *out) {
  out->about = take_text(in, arena);
  out->set_count = take_number(in, PLACEBO_SETS_MAX);
  for (int i = 0; i < out->set_count; i++) {
    out->sets[i].path = take_some_text(in, arena);
    out->sets[i].value = take_some_text(in, arena);
  }
  out->alarm_count = take_number(in, ALARM_MAX);
  for (int i = 0; i < out->alarm_count; i++) {
    out->alarms[i].id = take_some_text(in, arena);
    out->alarms[i].about = take_some_text(in, arena);
    out->alarms[i].base = take_within(in, 0, 1);
  }
}

struct target_set *take_targets(struct decoder *in, struct arena *arena) {
  struct target_set *set = arena_zeroed(arena, 1, sizeof *set);
  if (set == NULL) {
    in->bad = true;
    return NULL;
  }
  set->count = take_number(in, TARGET_MAX);
  for (int i = 0; i < set->count && !in->bad; i++) {
    take_target(in, arena, &set->items[i]);
  }
  take_placebo(in, arena, &set->placebo);
  return in->bad ? NULL : set;
}
