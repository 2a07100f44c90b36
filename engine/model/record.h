/* Records: the history of a run, in order, each naming its cause. The only thing that leaves a run.
 */
#ifndef DEMARCHE_MODEL_RECORD_H
#define DEMARCHE_MODEL_RECORD_H

#include "base/digest.h"
#include "model/scenario.h"
#include "model/statement.h"

/* clang-format off: one row a line */
#define RECORD_MAP(X)                                                                              \
  X(INJECT, "inject")         /* exogenous event of the scenario */                                \
  X(INCIDENT, "incident")     /* exchange of fire in a theatre */                                  \
  X(DECISION, "decision")     /* a policy was woken and options were weighed; not in the digest */ \
  X(ACT, "act")               /* an act took effect */                                             \
  X(REFUSED, "refused")       /* an intention was illegal or came too late; `outcome` says why */  \
  X(PERCEPTION, "perception") /* an actor came to know of record `cause` */                        \
  X(PROCEDURE, "procedure")   /* a step of an organisation's procedure; `outcome` says which */    \
  X(CLAUSE, "clause")         /* casus foederis tested: clauses in `frames`, `flag` the result */  \
  X(ENGAGEMENT, "engagement") /* a day of an offensive: losses, ground */                          \
  X(CEASEFIRE, "ceasefire")   /* fighting ended in a theatre */                                    \
  X(MEETING, "meeting") /* a meeting moved or failed; actor: its host, target: who stayed away */  \
  X(ACCIDENT, "accident") /* control was lost at nuclear alert */                                  \
  X(BELIEF, "belief")     /* a belief moved; not in the digest */                                  \
  X(OUTCOME, "outcome")   /* one measure at the end of the run */
/* clang-format on */

enum record_kind {
#define X(name, word) RECORD_##name,
  RECORD_MAP(X)
#undef X
      RECORD_KIND_COUNT
};

/* Outcomes of PROCEDURE and REFUSED records. */
/* clang-format off: one row a line */
#define RESULT_MAP(X)                                 \
  X(NONE, "none")                                     \
  X(INFORMED, "informed")                             \
  X(CONSULTATION_REQUESTED, "consultation_requested") \
  X(ASSISTANCE_REQUESTED, "assistance_requested")     \
  X(SESSION_CALLED, "session_called")                 \
  X(POSTPONED, "postponed")                           \
  X(VOTE_OPENED, "vote_opened")                       \
  X(APPROVED, "approved")                             \
  X(BLOCKED, "blocked")                               \
  X(LAPSED, "lapsed")                                 \
  X(REPORT_HEARD, "report_heard")                     \
  X(NOT_ALLOWED, "not_allowed")                       \
  X(WRONG_TARGET, "wrong_target")                     \
  X(NO_THEATRE, "no_theatre")                         \
  X(NOT_PARTY, "not_party")                           \
  X(NOT_MEMBER, "not_member")                         \
  X(NO_CASE, "no_case")                               \
  X(NO_SESSION, "no_session")                         \
  X(NO_FIGHTING, "no_fighting")                       \
  X(NO_MEETING, "no_meeting")                         \
  X(NO_OFFER, "no_offer")                             \
  X(NO_CASUALTIES, "no_casualties")                   \
  X(NO_AUTHORITY, "no_authority")                     \
  X(WORN_OUT, "worn_out")                             \
  X(NOT_NATIONAL, "not_national")                     \
  X(NOT_NUCLEAR, "not_nuclear")                       \
  X(TIMETABLE, "timetable")                           \
  X(NO_QUORUM, "no_quorum")                           \
  X(MOVED, "moved")                                   \
  X(FAILED, "failed")                                 \
  X(NOT_NEEDED, "not_needed")                         \
  X(NO_CHANNEL, "no_channel")
/* clang-format on */

enum result {
#define X(name, word) RESULT_##name,
  RESULT_MAP(X)
#undef X
      RESULT_COUNT
};

/* Clauses of a casus foederis, bits of a CLAUSE record's `frames`: set = holds. */
/* clang-format off: one row a line */
#define CLAUSE_MAP(X)              \
  X(MEMBER, "member", 1u)          \
  X(AREA, "area", 2u)              \
  X(GRAVITY, "gravity", 4u)        \
  X(ATTACKER, "attacker", 8u)      \
  X(UNPROVOKED, "unprovoked", 16u) \
  X(REQUESTED, "requested", 32u)
/* clang-format on */
enum clause {
#define X(name, word, bit) CLAUSE_##name = (int)(bit),
  CLAUSE_MAP(X)
#undef X
      CLAUSE_ALL = 63
};

enum { RECORD_TERM_MAX = 8, RECORD_OPTION_MAX = 24, BECAUSE_MAX = 120 };

/* One option of a DECISION, as it was weighed. */
struct weighed_term {
  const char *name; /* in the run's arena */
  double value;     /* in units of the actor's stake */
};
struct weighed_option {
  int verb; /* -1: silence */
  int target, theatre, register_level;
  double utility;
  double probability;
  int term_count;
  struct weighed_term terms[RECORD_TERM_MAX];
};
struct weighed_choice {
  const char *policy; /* "policies/claimant.lua:41", where the options were returned */
  double draw;        /* the uniform number that decided */
  int chosen;         /* index in options; -1 silence where it was not listed */
  int option_count;
  struct weighed_option *options;
};

struct record {
  uint32_t id;     /* from 1, in order */
  uint32_t cause;  /* record id, 0: none */
  uint32_t cause2; /* second cause, 0: none */
  int64_t at;      /* minutes since the epoch of the scenario */
  enum record_kind kind;
  int actor;   /* who acts, perceives, fired first (INCIDENT); -1 */
  int target;  /* actor addressed or hit; organisation for PROCEDURE; -1 */
  int theatre; /* -1 none */
  int verb;    /* ACT, REFUSED, DECISION: verb; -1 */
  int outcome; /* enum result; CLAUSE: enum obligation; INJECT: enum inject_kind */
  bool closed; /* not public */
  bool flag;   /* CLAUSE: all hold; INCIDENT, ACT of fire: civilians hit; other ACT: a drill that
                  rehearses civil institutions; PERCEPTION: blames `target`, or takes a drill for
                  preparation */
  struct statement statement; /* speech ACTs */
  uint32_t frames;            /* CLAUSE: bits; INJECT of an act: what it rehearses */
  double size;      /* ACT size; INCIDENT, ENGAGEMENT gravity 0 to 5; BELIEF value; OUTCOME value */
  double deaths[2]; /* INCIDENT, ACT, ENGAGEMENT: on the holder's and on the claimant's side */
  double ground;    /* ENGAGEMENT: km2 won by the attacker */
  const char *because; /* NULL or text of the policy, or name of an inject, or measure name */
  const struct weighed_choice *choice; /* DECISION only */
};

/* Adds a record to a digest in canonical form. DECISION and BELIEF records leave it unchanged. */
void record_digest(struct digest *digest, const struct scenario *scenario,
                   const struct record *record);

/* The word of a kind, result, ... never NULL. */
const char *record_kind_word(enum record_kind kind);
const char *record_result_word(enum result result);

#endif
