/* Digests by XXH3-128. */
#include "base/digest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#define XXH_STATIC_LINKING_ONLY /* the size of the state */
#include <xxhash.h>

_Static_assert(sizeof(XXH3_state_t) <= DIGEST_STATE_SIZE, "the hash state must fit its place");

static const unsigned char *aligned(const struct digest *digest) {
  uintptr_t at = (uintptr_t)digest->room;
  return digest->room + (DIGEST_STATE_ALIGN - at % DIGEST_STATE_ALIGN) % DIGEST_STATE_ALIGN;
}

static XXH3_state_t *state_of(struct digest *digest) {
  return (XXH3_state_t *)(uintptr_t)aligned(digest);
}

void digest_begin(struct digest *digest) {
  digest->pending_count = 0;
  (void)XXH3_128bits_reset(state_of(digest));
}

static void flush(struct digest *digest) {
  (void)XXH3_128bits_update(state_of(digest), digest->pending, digest->pending_count);
  digest->pending_count = 0;
}

void digest_bytes(struct digest *digest, const void *bytes, size_t length) {
  if (digest->pending_count + length > DIGEST_PENDING_MAX) {
    flush(digest);
  }
  if (length > DIGEST_PENDING_MAX) {
    (void)XXH3_128bits_update(state_of(digest), bytes, length);
    return;
  }
  memcpy(digest->pending + digest->pending_count, bytes, length);
  digest->pending_count += length;
}

void digest_u32(struct digest *digest, uint32_t value) {
  unsigned char bytes[4];
  for (int i = 0; i < 4; i++) {
    bytes[i] = (unsigned char)(value >> (8 * i));
  }
  digest_bytes(digest, bytes, sizeof bytes);
}

void digest_u64(struct digest *digest, uint64_t value) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++) {
    bytes[i] = (unsigned char)(value >> (8 * i));
  }
  digest_bytes(digest, bytes, sizeof bytes);
}

void digest_double(struct digest *digest, double value) {
  uint64_t bits = UINT64_C(0x7ff8000000000000); /* the one NaN */
  if (!isnan(value)) {
    double canonical = value == 0 ? 0 : value; /* the one zero */
    memcpy(&bits, &canonical, sizeof bits);
  }
  digest_u64(digest, bits);
}

void digest_text_of(struct digest *digest, char text[DIGEST_TEXT_SIZE]) {
  flush(digest);
  XXH128_hash_t hash = XXH3_128bits_digest((const XXH3_state_t *)(const void *)aligned(digest));
  (void)snprintf(text, DIGEST_TEXT_SIZE, "%016llx%016llx", (unsigned long long)hash.high64,
                 (unsigned long long)hash.low64);
}

uint64_t digest_hash64(const void *bytes, size_t length) {
  return XXH3_64bits(bytes, length);
}
