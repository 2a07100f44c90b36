/* The codec. */
#include "wire/codec.h"

#include <string.h>

static void put_little(struct text *out, uint64_t value, int bytes) {
  unsigned char buffer[8];
  for (int i = 0; i < bytes; i++) {
    buffer[i] = (unsigned char)(value >> (8 * i));
  }
  text_add_bytes(out, buffer, (size_t)bytes);
}

void put_u8(struct text *out, uint8_t value) {
  put_little(out, value, 1);
}

void put_u32(struct text *out, uint32_t value) {
  put_little(out, value, 4);
}

void put_u64(struct text *out, uint64_t value) {
  put_little(out, value, 8);
}

void put_i32(struct text *out, int value) {
  put_little(out, (uint32_t)value, 4);
}

void put_i64(struct text *out, int64_t value) {
  put_little(out, (uint64_t)value, 8);
}

void put_double(struct text *out, double value) {
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof bits);
  put_little(out, bits, 8);
}

void put_bytes(struct text *out, const void *bytes, size_t length) {
  put_u32(out, (uint32_t)length);
  text_add_bytes(out, bytes, length);
}

/* Length + 1, so that 0 can mean NULL. */
void put_text(struct text *out, const char *text) {
  size_t length = text == NULL ? 0 : strlen(text);
  put_u32(out, text == NULL ? 0 : (uint32_t)length + 1);
  text_add_bytes(out, text == NULL ? "" : text, length);
}

/* Shifts of whole words, which a compiler makes one instruction of. */
static void store_u64(char *at, uint64_t value) {
  for (int i = 0; i < 8; i++) {
    at[i] = (char)(unsigned char)(value >> (8 * i));
  }
}

static void store_u32(char *at, uint32_t value) {
  for (int i = 0; i < 4; i++) {
    at[i] = (char)(unsigned char)(value >> (8 * i));
  }
}

void put_doubles(struct text *out, const double *first, size_t stride, int count) {
  const char *from = (const char *)first;
  char *at = text_extend(out, (size_t)count * sizeof *first);
  for (int i = 0; at != NULL && i < count; i++) {
    uint64_t bits = 0;
    memcpy(&bits, from + (size_t)i * stride, sizeof bits);
    store_u64(at + (size_t)i * sizeof bits, bits);
  }
}

void put_floats(struct text *out, const float *first, int count) {
  char *at = text_extend(out, (size_t)count * sizeof *first);
  for (int i = 0; at != NULL && i < count; i++) {
    uint32_t bits = 0;
    memcpy(&bits, first + i, sizeof bits);
    store_u32(at + (size_t)i * sizeof bits, bits);
  }
}

static const char *name_at(const char *const *first, size_t stride, int index) {
  const char *name = NULL;
  memcpy(&name, (const char *)first + (size_t)index * stride, sizeof name);
  return name;
}

/* The texts one after the other, each with its NUL. */
void put_names(struct text *out, const char *const *first, size_t stride, int count) {
  size_t length = 0;
  for (int i = 0; i < count; i++) {
    length += strlen(name_at(first, stride, i)) + 1;
  }
  put_u32(out, (uint32_t)length);
  char *at = text_extend(out, length);
  for (int i = 0; at != NULL && i < count; i++) {
    const char *name = name_at(first, stride, i);
    size_t bytes = strlen(name) + 1;
    memcpy(at, name, bytes);
    at += bytes;
  }
}

static uint64_t take_little(struct decoder *in, int bytes) {
  uint64_t value = 0;
  if (in->bad || in->end - in->at < bytes) {
    in->bad = true;
    return 0;
  }
  for (int i = 0; i < bytes; i++) {
    value |= (uint64_t)in->at[i] << (8 * i);
  }
  in->at += bytes;
  return value;
}

uint8_t take_u8(struct decoder *in) {
  return (uint8_t)take_little(in, 1);
}

uint32_t take_u32(struct decoder *in) {
  return (uint32_t)take_little(in, 4);
}

uint64_t take_u64(struct decoder *in) {
  return take_little(in, 8);
}

int take_i32(struct decoder *in) {
  return (int)(int32_t)(uint32_t)take_little(in, 4);
}

int64_t take_i64(struct decoder *in) {
  return (int64_t)take_little(in, 8);
}

double take_double(struct decoder *in) {
  uint64_t bits = take_little(in, 8);
  double value = 0;
  memcpy(&value, &bits, sizeof value);
  return value;
}

const unsigned char *take_bytes(struct decoder *in, size_t *length) {
  uint32_t wanted = take_u32(in);
  if (in->bad || (size_t)(in->end - in->at) < wanted) {
    in->bad = true;
    *length = 0;
    return NULL;
  }
  const unsigned char *bytes = in->at;
  in->at += wanted;
  *length = wanted;
  return bytes;
}

const char *take_text(struct decoder *in, struct arena *arena) {
  uint32_t plus_one = take_u32(in);
  if (plus_one == 0 || in->bad) {
    return NULL;
  }
  size_t length = plus_one - 1;
  if ((size_t)(in->end - in->at) < length || memchr(in->at, 0, length) != NULL) {
    in->bad = true;
    return NULL;
  }
  const char *text = arena_text(arena, (const char *)in->at, length);
  in->at += length;
  in->bad = in->bad || text == NULL;
  return text;
}

/* [count] values of [size] bytes in place; NULL, and bad, if they are not there. */
static const unsigned char *take_block(struct decoder *in, int count, size_t size) {
  if (in->bad || count < 0 || (size_t)(in->end - in->at) / size < (size_t)count) {
    in->bad = true;
    return NULL;
  }
  const unsigned char *block = in->at;
  in->at += (size_t)count * size;
  return block;
}

void take_doubles(struct decoder *in, double *first, size_t stride, int count) {
  const unsigned char *block = take_block(in, count, sizeof *first);
  for (int i = 0; block != NULL && i < count; i++) {
    uint64_t bits = 0;
    for (int b = 0; b < 8; b++) {
      bits |= (uint64_t)block[8 * i + b] << (8 * b);
    }
    memcpy((char *)first + (size_t)i * stride, &bits, sizeof bits);
  }
}

void take_floats(struct decoder *in, float *first, int count) {
  const unsigned char *block = take_block(in, count, sizeof *first);
  for (int i = 0; block != NULL && i < count; i++) {
    uint32_t bits = 0;
    for (int b = 0; b < 4; b++) {
      bits |= (uint32_t)block[4 * i + b] << (8 * b);
    }
    memcpy(first + i, &bits, sizeof bits);
  }
}

void take_names(struct decoder *in, struct arena *arena, const char **first, size_t stride,
                int count) {
  size_t length = 0;
  const unsigned char *bytes = take_bytes(in, &length);
  bool whole = bytes != NULL && (length == 0 || bytes[length - 1] == 0);
  const char *at = whole ? arena_text(arena, (const char *)bytes, length) : NULL;
  const char *end = at == NULL ? NULL : at + length;
  for (int i = 0; at != NULL && i < count; i++) {
    if (at == end) {
      in->bad = true; /* fewer than there should be */
      return;
    }
    memcpy((char *)first + (size_t)i * stride, &at, sizeof at);
    at += strlen(at) + 1;
  }
  in->bad = in->bad || at == NULL || at != end;
}

uint32_t take_count(struct decoder *in, size_t least) {
  uint32_t count = take_u32(in);
  if (in->bad || (least > 0 && count > (size_t)(in->end - in->at) / least)) {
    in->bad = true;
    return 0;
  }
  return count;
}

int take_index(struct decoder *in, int count) {
  int index = take_i32(in);
  if (index < -1 || index >= count) {
    in->bad = true;
    return -1;
  }
  return index;
}

bool take_end(const struct decoder *in) {
  return !in->bad && in->at == in->end;
}
