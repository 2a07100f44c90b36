/* Messages: what a loaded scenario holds, and where its numbers come from. */
#include "wire/message.h"

#include "base/names.h"
#include "wire/message_target.h"

#include <math.h>

/* Bytes of the smallest row: three texts and three numbers. */
enum { ROW_LEAST = 3 * 4 + 3 * 8, COUNT_MOST = 1 << 20 };

static void put_row(struct text *out, const struct provenance *row) {
  put_text(out, row->path);
  put_double(out, row->value);
  put_double(out, row->low);
  put_double(out, row->high);
  put_text(out, row->source);
  put_text(out, row->confidence);
}

void encode_description(struct text *out, const struct description *description) {
  put_text(out, description->about);
  put_i32(out, description->organisations);
  put_i32(out, description->precedents);
  put_i32(out, description->forces);
  for (int i = 0; i < INJECT_KIND_COUNT; i++) {
    put_i32(out, description->injects[i]);
  }
  put_u32(out, (uint32_t)description->row_count);
  for (int i = 0; i < description->row_count; i++) {
    put_row(out, &description->rows[i]);
  }
  put_u32(out, (uint32_t)description->policy_count);
  for (int i = 0; i < description->policy_count; i++) {
    put_text(out, description->policies[i].name);
    put_i32(out, description->policies[i].params);
  }
  put_targets(out, description->targets);
}

/* A number of things; bad when it cannot be one. */
static int take_amount(struct decoder *in) {
  int amount = take_i32(in);
  in->bad = in->bad || amount < 0 || amount > COUNT_MOST;
  return in->bad ? 0 : amount;
}

/* A value is finite; its range is two numbers around it, or none. */
static void take_row(struct decoder *in, struct arena *arena, struct provenance *out) {
  out->path = take_text(in, arena);
  out->value = take_double(in);
  out->low = take_double(in);
  out->high = take_double(in);
  out->source = take_text(in, arena);
  const char *confidence = take_text(in, arena);
  int position =
      confidence == NULL ? -1 : names_find(confidence, provenance_confidences, CONFIDENCE_COUNT);
  bool ranged = out->low <= out->value && out->value <= out->high;
  in->bad = in->bad || out->path == NULL || out->source == NULL || position < 0 ||
            !isfinite(out->value) || !(ranged || (isnan(out->low) && isnan(out->high)));
  out->confidence = position < 0 ? "" : provenance_confidences[position];
}

static void take_policies(struct decoder *in, struct arena *arena, struct description *out) {
  uint32_t count = take_count(in, 2 * 4);
  struct followed_policy *policies = arena_zeroed(arena, count, sizeof *policies);
  for (uint32_t i = 0; policies != NULL && i < count && !in->bad; i++) {
    policies[i].name = take_text(in, arena);
    policies[i].params = take_amount(in);
    in->bad = in->bad || policies[i].name == NULL;
  }
  in->bad = in->bad || policies == NULL;
  out->policies = policies;
  out->policy_count = in->bad ? 0 : (int)count;
}

bool decode_description(struct decoder *in, struct arena *arena, struct description *out) {
  *out = (struct description){.about = take_text(in, arena)};
  out->organisations = take_amount(in);
  out->precedents = take_amount(in);
  out->forces = take_amount(in);
  for (int i = 0; i < INJECT_KIND_COUNT; i++) {
    out->injects[i] = take_amount(in);
  }
  uint32_t count = take_count(in, ROW_LEAST);
  struct provenance *rows = arena_zeroed(arena, count, sizeof *rows);
  for (uint32_t i = 0; rows != NULL && i < count && !in->bad; i++) {
    take_row(in, arena, &rows[i]);
  }
  out->rows = rows;
  out->row_count = rows == NULL || in->bad ? 0 : (int)count;
  take_policies(in, arena, out);
  out->targets = take_targets(in, arena);
  return rows != NULL && take_end(in);
}
