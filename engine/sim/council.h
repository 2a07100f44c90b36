/* The rule by which an organ decides. */
#ifndef DEMARCHE_SIM_COUNCIL_H
#define DEMARCHE_SIM_COUNCIL_H

#include <stdbool.h>
#include <stdint.h>

/* In the order of the words of `rule` in a scenario. */
enum council_rule {
  COUNCIL_CONSENSUS, /* nobody objects, and somebody besides the requester approves */
  COUNCIL_QUOTA,     /* a share of the members approves; nobody has a veto */
  COUNCIL_SILENCE,   /* adopted unless somebody objects */
  COUNCIL_LIMITED    /* those who approve go ahead without the others, if there is one besides the
                        requester; an objection does not hold them back */
};

/* Votes of one session. Bits per actor; the requester counts as approving its own request. */
struct council_votes {
  uint64_t members;
  uint64_t requester; /* one bit */
  uint64_t approved;
  uint64_t vetoed;
};

/* Whether the request is adopted. [quota] (0 to 1) matters for COUNCIL_QUOTA only. Votes of actors
 * who are not members count for nothing. Pure. */
bool council_adopts(enum council_rule rule, double quota, const struct council_votes *votes);

#endif
