/* Values to bytes and back: little-endian, doubles as IEEE bits, text as length and bytes. */
#ifndef DEMARCHE_WIRE_CODEC_H
#define DEMARCHE_WIRE_CODEC_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Writers add to a growable text; a failed allocation shows in text->failed. */
void put_u8(struct text *out, uint8_t value);
void put_u32(struct text *out, uint32_t value);
void put_u64(struct text *out, uint64_t value);
void put_i32(struct text *out, int value);
void put_i64(struct text *out, int64_t value);
void put_double(struct text *out, double value);
void put_text(struct text *out, const char *text); /* NULL is told from "" */
void put_bytes(struct text *out, const void *bytes, size_t length);

/* Many values at once, without their count: the first at [first], each [stride] bytes after the one
 * before. */
void put_doubles(struct text *out, const double *first, size_t stride, int count);
void put_floats(struct text *out, const float *first, int count);

/* Texts, none of them NULL, in one block. */
void put_names(struct text *out, const char *const *first, size_t stride, int count);

/* Reads from bytes that may be hostile: past the end everything is zero and [bad] is set, once and
 * for all. */
struct decoder {
  const unsigned char *at, *end;
  bool bad;
};

uint8_t take_u8(struct decoder *in);
uint32_t take_u32(struct decoder *in);
uint64_t take_u64(struct decoder *in);
int take_i32(struct decoder *in);
int64_t take_i64(struct decoder *in);
double take_double(struct decoder *in);

/* A copy in [arena] with a terminating NUL; NULL for NULL, or when bad. */
const char *take_text(struct decoder *in, struct arena *arena);

/* Bytes in place: [*length] of them, no copy; NULL when bad. */
const unsigned char *take_bytes(struct decoder *in, size_t *length);

/* What put_doubles, put_floats and put_names wrote; the texts are in one copy in [arena]. Bad
 * unless there are exactly [count] of them. */
void take_doubles(struct decoder *in, double *first, size_t stride, int count);
void take_floats(struct decoder *in, float *first, int count);
void take_names(struct decoder *in, struct arena *arena, const char **first, size_t stride,
                int count);

/* A count of items of which each takes at least [least] bytes: bad if they cannot all be there. */
uint32_t take_count(struct decoder *in, size_t least);

/* An index from -1 to [count] - 1; bad otherwise. */
int take_index(struct decoder *in, int count);

/* Whether everything was read and nothing was bad. */
bool take_end(const struct decoder *in);

#endif
