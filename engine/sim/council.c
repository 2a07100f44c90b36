/* The rule of decision of an organ. */
#include "sim/council.h"

#include <assert.h>

static int count_bits(uint64_t set) {
  int count = 0;
  for (; set != 0; set &= set - 1) {
    count++;
  }
  return count;
}

bool council_adopts(enum council_rule rule, double quota, const struct council_votes *votes) {
  uint64_t vetoed = votes->vetoed & votes->members;
  uint64_t others = votes->approved & votes->members & ~votes->requester & ~vetoed;
  switch (rule) {
  case COUNCIL_CONSENSUS:
    return vetoed == 0 && others != 0;
  case COUNCIL_QUOTA: {
    int approving = count_bits(others | (votes->requester & votes->members));
    return approving >= quota * count_bits(votes->members);
  }
  case COUNCIL_SILENCE:
    return vetoed == 0;
  case COUNCIL_LIMITED:
    return others != 0;
  }
  assert(false);
  return false;
}
