/* All that verbs can change in a realm, as numbers: taken before and after an act, and compared. */
#ifndef DEMARCHE_TESTS_PICTURE_H
#define DEMARCHE_TESTS_PICTURE_H

#include "unit/realm.h"

/* clang-format off */
#define DYAD_MARKS(X) \
  X(AFFINITY) X(TENSION) X(GRIEVANCE) X(DEPENDENCE) X(OFFERED) X(MET) X(SUPPORT) X(COMMITTED) X(PLEDGED)
#define ACTOR_MARKS(X) \
  X(READINESS) X(APPROVAL) X(PAID) X(STOCK) X(BRINK) X(NATIONALITY) X(JEOPARDY) X(MEMBER) X(TREATY) \
  X(ABSENT) X(ENDORSED) X(DISOWNED) X(URGENCY) X(AT_LARGE)
#define PLACE_MARKS(X) X(LEGITIMACY) X(EXCITATION) X(INTENSITY) X(ATTACKER) X(ENDS) X(CEASED)
#define SIDE_MARKS(X) X(MEN) X(ARRIVING) X(SUPPLY) X(DEAD) X(CEASEFIRE) X(DEPLOYED) X(CHALLENGE)
/* clang-format on */

#define X(name) OF_##name,
enum dyad_mark { DYAD_MARKS(X) DYAD_MARK_COUNT };
enum actor_mark { ACTOR_MARKS(X) ACTOR_MARK_COUNT };
enum place_mark { PLACE_MARKS(X) PLACE_MARK_COUNT };
enum side_mark { SIDE_MARKS(X) SIDE_MARK_COUNT };
#undef X

/* OF_COMMITTED: rung of the open commitment against the other, OF_AT_LARGE: against nobody named.
 * OF_OFFERED, OF_MET: minutes. OF_SUPPORT: enum support_rung. OF_URGENCY: of the whole inbox.
 * OF_PLEDGED: a treaty binds the one to the other. */
struct picture {
  double dyad[REALM_ACTORS][REALM_ACTORS][DYAD_MARK_COUNT];
  double actor[REALM_ACTORS][ACTOR_MARK_COUNT];
  double place[2][PLACE_MARK_COUNT];
  double side[2][2][SIDE_MARK_COUNT];
};

void picture_take(struct picture *picture, const struct realm *realm);

/* Fails, naming the number and [what] was done, if the two differ anywhere. */
void picture_compare(const struct picture *found, const struct picture *expected, const char *what);

#endif
