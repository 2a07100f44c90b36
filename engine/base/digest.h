/* XXH3-128 over canonical bytes: integers little-endian, doubles as IEEE bits with one NaN and one
 * zero, text as length and bytes. Equal histories give equal digests on every machine. */
#ifndef DEMARCHE_BASE_DIGEST_H
#define DEMARCHE_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum {
  DIGEST_TEXT_SIZE = 33,
  DIGEST_STATE_SIZE = 640,
  DIGEST_STATE_ALIGN = 64,
  DIGEST_PENDING_MAX = 1024
};

/* Holds the hash state inside itself, so that it can live in an arena; with room to align it, which
 * an arena does not do so far. May not be copied while in use. */
struct digest {
  unsigned char room[DIGEST_STATE_SIZE + DIGEST_STATE_ALIGN];
  unsigned char pending[DIGEST_PENDING_MAX]; /* not hashed yet: small pieces go in together */
  size_t pending_count;
};

void digest_begin(struct digest *digest);
void digest_bytes(struct digest *digest, const void *bytes, size_t length);
void digest_u32(struct digest *digest, uint32_t value);
void digest_u64(struct digest *digest, uint64_t value);
void digest_double(struct digest *digest, double value);

/* The digest so far, as 32 lower-case hex digits and a NUL. The state may go on. */
void digest_text_of(struct digest *digest, char text[DIGEST_TEXT_SIZE]);

/* 64-bit XXH3 of some bytes, for names and files. */
uint64_t digest_hash64(const void *bytes, size_t length);

#endif
