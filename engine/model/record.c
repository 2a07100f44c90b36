/* Records: their words, and their canonical form in the digest. */
#include "model/record.h"

#include <assert.h>

const char *record_kind_word(enum record_kind kind) {
  static const char *const words[] = {
#define X(name, word) [RECORD_##name] = (word),
      RECORD_MAP(X)
#undef X
  };
  assert((unsigned)kind < RECORD_KIND_COUNT);
  return words[kind];
}

const char *record_result_word(enum result result) {
  static const char *const words[] = {
#define X(name, word) [RESULT_##name] = (word),
      RESULT_MAP(X)
#undef X
  };
  assert((unsigned)result < RESULT_COUNT);
  return words[result];
}

/* Indexes are positions among sorted ids, so they are canonical. Ids and causes of records are left
 * out: they count DECISION and BELIEF records, which the digest does not cover. */
static void digest_header(struct digest *digest, const struct record *record) {
  digest_u32(digest, (uint32_t)record->kind);
  digest_u64(digest, (uint64_t)record->at);
  digest_u32(digest, (uint32_t)record->actor);
  digest_u32(digest, (uint32_t)record->target);
  digest_u32(digest, (uint32_t)record->theatre);
  digest_u32(digest, (uint32_t)record->verb);
  digest_u32(digest, (uint32_t)record->outcome);
  digest_u32(digest, (record->closed ? 1u : 0u) | (record->flag ? 2u : 0u));
}

static void digest_statement(struct digest *digest, const struct statement *statement) {
  digest_u32(digest, statement->frames);
  digest_u32(digest, statement->claims);
  digest_u32(digest, statement->demands);
  digest_u32(digest, statement->provisos);
  digest_u32(digest, (uint32_t)statement->medium);
  digest_u32(digest, (uint32_t)statement->consequence);
  digest_u32(digest, (uint32_t)statement->hat);
  digest_u32(digest, (uint32_t)statement->register_level);
  digest_u32(digest, (uint32_t)statement->voice);
  digest_u32(digest, (uint32_t)statement->authorised_by);
  digest_u32(digest, (uint32_t)statement->implied);
}

void record_digest(struct digest *digest, const struct scenario *scenario,
                   const struct record *record) {
  (void)scenario;
  if (record->kind == RECORD_DECISION || record->kind == RECORD_BELIEF) {
    return;
  }
  digest_header(digest, record);
  if (record->kind == RECORD_ACT) {
    digest_statement(digest, &record->statement);
  }
  digest_u32(digest, record->frames);
  digest_double(digest, record->size);
  digest_double(digest, record->deaths[0]);
  digest_double(digest, record->deaths[1]);
  digest_double(digest, record->ground);
}
