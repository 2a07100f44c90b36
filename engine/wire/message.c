/* Messages: requests and answers. Cast and records are in message_record.c, results in
 * message_result.c. */
#include "wire/message.h"

#include <stdio.h>
#include <string.h>

void encode_sources(struct text *out, const struct source_set *sources) {
  put_u32(out, (uint32_t)sources->count);
  for (int i = 0; i < sources->count; i++) {
    put_text(out, sources->items[i].name);
    put_text(out, sources->items[i].path);
    put_bytes(out, sources->items[i].bytes, sources->items[i].length);
  }
}

bool decode_sources(struct decoder *in, struct arena *arena, struct source_set *out) {
  uint32_t count = take_count(in, 12);
  size_t total = 0;
  out->items = count > SOURCE_MAX ? NULL : arena_zeroed(arena, count, sizeof *out->items);
  if (out->items == NULL) {
    return false;
  }
  out->count = (int)count;
  for (uint32_t i = 0; i < count; i++) {
    struct source *source = &out->items[i];
    source->name = take_text(in, arena);
    source->path = take_text(in, arena);
    const unsigned char *bytes = take_bytes(in, &source->length);
    source->bytes = bytes == NULL ? NULL : arena_text(arena, (const char *)bytes, source->length);
    total += source->length;
    if (source->name == NULL || source->path == NULL || source->bytes == NULL ||
        source->length > SOURCE_BYTES_MAX || total > SOURCE_TOTAL_MAX) {
      return false;
    }
  }
  return take_end(in);
}

static void put_settings(struct text *out, const struct setting *settings, int count) {
  put_u32(out, (uint32_t)count);
  for (int i = 0; i < count; i++) {
    put_text(out, settings[i].path);
    put_text(out, settings[i].value);
  }
}

static bool take_settings(struct decoder *in, struct arena *arena, struct setting **settings,
                          int *count) {
  uint32_t found = take_count(in, 8);
  *settings = arena_zeroed(arena, found, sizeof **settings);
  *count = (int)found;
  for (uint32_t i = 0; *settings != NULL && i < found; i++) {
    (*settings)[i].path = take_text(in, arena);
    (*settings)[i].value = take_text(in, arena);
    in->bad = in->bad || (*settings)[i].path == NULL || (*settings)[i].value == NULL;
  }
  return *settings != NULL && !in->bad;
}

void encode_settings(struct text *out, const struct setting *settings, int count) {
  put_settings(out, settings, count);
}

bool decode_settings(struct decoder *in, struct arena *arena, struct setting **settings,
                     int *count) {
  return take_settings(in, arena, settings, count) && take_end(in);
}

void encode_run(struct text *out, const struct run_request *request) {
  put_u64(out, request->seed);
  put_i32(out, request->days);
  put_u8(out, request->want_records ? 1 : 0);
  put_u8(out, request->keep_decisions ? 1 : 0);
  put_u8(out, request->want_series ? 1 : 0);
  put_settings(out, request->words, request->word_count);
  put_settings(out, request->numbers, request->number_count);
}

bool decode_run(struct decoder *in, struct arena *arena, struct run_request *out) {
  out->seed = take_u64(in);
  out->days = take_i32(in);
  out->want_records = take_u8(in) != 0;
  out->keep_decisions = take_u8(in) != 0;
  out->want_series = take_u8(in) != 0;
  return take_settings(in, arena, &out->words, &out->word_count) &&
         take_settings(in, arena, &out->numbers, &out->number_count) && take_end(in) &&
         out->days >= 0 && out->days <= DAYS_MAX;
}

void encode_probe(struct text *out, const struct setting *words, int word_count,
                  const struct setting *numbers, int number_count) {
  put_settings(out, words, word_count);
  put_settings(out, numbers, number_count);
}

bool decode_probe(struct decoder *in, struct arena *arena, struct setting **words, int *word_count,
                  struct setting **numbers, int *number_count) {
  return take_settings(in, arena, words, word_count) &&
         take_settings(in, arena, numbers, number_count) && take_end(in);
}

static void put_err(struct text *out, const struct err *err) {
  put_i32(out, (int)err->code);
  put_text(out, err->where);
  put_text(out, err->text);
}

static bool take_err(struct decoder *in, struct arena *arena, struct err *out) {
  int code = take_i32(in);
  const char *where = take_text(in, arena);
  const char *text = take_text(in, arena);
  if (in->bad || code <= ERR_OK || code >= ERR_CODE_COUNT || where == NULL || text == NULL) {
    return false;
  }
  (void)err_set(out, (enum err_code)code, where, "%s", text);
  return true;
}

void encode_err(struct text *out, const struct err *err) {
  put_err(out, err);
}

bool decode_err(struct decoder *in, struct arena *arena, struct err *out) {
  return take_err(in, arena, out) && take_end(in);
}

void encode_faults(struct text *out, const struct faults *faults) {
  put_i32(out, faults->count);
  put_i32(out, faults->dropped);
  for (int i = 0; i < faults->count; i++) {
    put_err(out, &faults->items[i]);
  }
}

bool decode_faults(struct decoder *in, struct arena *arena, struct faults *out) {
  out->count = take_i32(in);
  out->dropped = take_i32(in);
  if (out->count < 0 || out->count > FAULTS_MAX || out->dropped < 0) {
    out->count = 0;
    return false;
  }
  for (int i = 0; i < out->count; i++) {
    if (!take_err(in, arena, &out->items[i])) {
      out->count = i;
      return false;
    }
  }
  return take_end(in);
}
