/* Statements as speech acts: who speaks under which hat, to whom, saying what. */
#ifndef DEMARCHE_MODEL_STATEMENT_H
#define DEMARCHE_MODEL_STATEMENT_H

#include <stdint.h>

/* Legitimacy frames that a statement cites. Bits. */
/* clang-format off: one row a line */
#define FRAME_MAP(X)                                    \
  X(TERRITORIAL_INTEGRITY, "territorial_integrity", 1u) \
  X(SELF_DETERMINATION, "self_determination", 2u)       \
  X(SELF_DEFENCE, "self_defence", 4u)                   \
  X(NON_USE_OF_FORCE, "non_use_of_force", 8u)           \
  X(INVIOLABILITY, "inviolability", 16u)                \
  X(UN_RESOLUTIONS, "un_resolutions", 32u)              \
  X(MEDIATION_FORMAT, "mediation_format", 64u)          \
  X(TREATY, "treaty", 128u)                             \
  X(OCCUPATION, "occupation", 256u)                     \
  X(HUMANITARIAN, "humanitarian", 512u)                 \
  X(CEASEFIRE, "ceasefire", 1024u)
/* clang-format on */

/* Claims of fact or status. Bits. */
/* clang-format off: one row a line */
#define CLAIM_MAP(X)                                              \
  X(FIRED_FIRST, "fired_first", 1u)                               \
  X(DENIES, "denies", 2u)                                         \
  X(BIASED, "biased", 4u)                                         \
  X(BEYOND_MANDATE, "beyond_mandate", 8u)                         \
  X(NOT_MEMBERS_VIEW, "not_members_view", 16u)                    \
  X(ABUSE_OF_OFFICE, "abuse_of_office", 32u)                      \
  X(PARTY_TO_CONFLICT, "party_to_conflict", 64u)                  \
  X(CIVILIANS_HIT, "civilians_hit", 128u)                         \
  X(COMMITMENT_HOLDS, "commitment_holds", 256u)                   \
  X(ONLY_RECOGNISED_TERRITORY, "only_recognised_territory", 512u) \
  X(SOLIDARITY, "solidarity", 1024u)                              \
  X(CONCERN, "concern", 2048u)                                    \
  X(BOTH_SIDES, "both_sides", 4096u)                              \
  X(INFORMED_ALLIES, "informed_allies", 8192u)
/* clang-format on */

/* What is demanded. Bits. */
/* clang-format off: one row a line */
#define DEMAND_MAP(X)                \
  X(STOP_FIRE, "stop_fire", 1u)      \
  X(WITHDRAW, "withdraw", 2u)        \
  X(RESTRAINT, "restraint", 4u)      \
  X(TALKS, "talks", 8u)              \
  X(EXPLANATION, "explanation", 16u) \
  X(RESPOND, "respond", 32u)         \
  X(NEUTRALITY, "neutrality", 64u)
/* clang-format on */

/* The consequence a threat names; NONE is what makes a warning cheap. */
/* clang-format off: one row a line */
#define CONSEQUENCE_MAP(X)    \
  X(NONE, "none")             \
  X(DIPLOMATIC, "diplomatic") \
  X(ECONOMIC, "economic")     \
  X(TREATY, "treaty")         \
  X(FORCE, "force")
/* clang-format on */

/* On what a statement makes its commitment or demand depend. Bits. A commitment with a condition
 * binds less: it keeps the option and avoids the test. */
/* clang-format off: one row a line */
#define PROVISO_MAP(X)                      \
  X(IF_REQUESTED, "if_requested", 1u)       \
  X(IF_COVERED, "if_covered", 2u)           \
  X(IF_CONTINUED, "if_continued", 4u)       \
  X(IF_RECIPROCATED, "if_reciprocated", 8u) \
  X(IF_AGREED, "if_agreed", 16u)
/* clang-format on */

/* How it reaches its audience. What is said in passing weighs less than what is written. */
/* clang-format off: one row a line */
#define MEDIUM_MAP(X)         \
  X(STATEMENT, "statement")   \
  X(WEBSITE, "website")       \
  X(BRIEFING, "briefing")     \
  X(INTERVIEW, "interview")   \
  X(SPEECH, "speech")         \
  X(BROADCAST, "broadcast")   \
  X(RESOLUTION, "resolution") \
  X(NOTE, "note")             \
  X(LETTER, "letter")
/* clang-format on */

#define X(name, word, bit) FRAME_##name = (int)(bit),
enum frame { FRAME_MAP(X) };
#undef X
#define X(name, word, bit) CLAIM_##name = (int)(bit),
enum claim { CLAIM_MAP(X) };
#undef X
#define X(name, word, bit) DEMAND_##name = (int)(bit),
enum demand { DEMAND_MAP(X) };
#undef X
#define X(name, word, bit) PROVISO_##name = (int)(bit),
enum proviso { PROVISO_MAP(X) };
#undef X
enum medium {
#define X(name, word) MEDIUM_##name,
  MEDIUM_MAP(X)
#undef X
      MEDIUM_COUNT
};
enum consequence {
#define X(name, word) CONSEQUENCE_##name,
  CONSEQUENCE_MAP(X)
#undef X
      CONSEQUENCE_COUNT
};

enum hat { HAT_OFFICE, HAT_PERSONAL };

struct statement {
  uint32_t frames;
  uint32_t claims;
  uint32_t demands;
  uint32_t provisos; /* `conditions` in Lua */
  enum consequence consequence;
  enum hat hat;
  enum medium medium;
  int8_t register_level; /* 0 (flat) to 5 (ultimatum) */
  int8_t voice;          /* index in the actor's voices, -1 none */
  int8_t authorised_by;  /* actor index of the organ's organisation that authorised it, -1 nobody */
  int8_t implied;        /* actor index of the implied target, -1 none */
};

#endif
