/* Verbs: what an actor may do, as rows of data.
 *
 * A verb is loaded from Lua (scripts/verbs.lua and a scenario's own `verbs`), so that adding one
 * needs no C. What a verb does is a list of primitive effects; the code behind a primitive is
 * sim/effect.c. */
#ifndef DEMARCHE_MODEL_VERB_H
#define DEMARCHE_MODEL_VERB_H

#include <stdbool.h>
#include <stdint.h>

enum { VERB_MAX = 96, VERB_EFFECT_MAX = 8 };

/* X(NAME, "word in Lua") for every closed list: one table gives enum, words and messages. */
/* clang-format off: one row a line */
#define EFFECT_MAP(X)                                                                             \
  X(TENSION, "tension")       /* tension between the actor and its adversary, both directions */  \
  X(GRIEVANCE, "grievance")   /* the target's grievance against the actor */                      \
  X(AFFINITY, "affinity")     /* the target's affinity for the actor */                           \
  X(READINESS, "readiness")   /* the actor's readiness, levels up (or down) */                    \
  X(REINFORCE, "reinforce")   /* share of the actor's reserve for the theatre set in motion */    \
  X(FIRE, "fire")             /* mean deaths on the target's side in the theatre, Poisson */      \
  X(EXCITE, "excite")         /* incidents this act triggers in the theatre, expected number */   \
  X(CAMPAIGN, "campaign")     /* an offensive: intensity 0 to 1 per day, for `days` */            \
  X(CEASEFIRE, "ceasefire")   /* takes effect if the other side has agreed or agrees in time */   \
  X(APPROVAL, "approval")     /* the actor's own approval at home */                              \
  X(COMMITMENT, "commitment") /* public commitment: audience cost at stake if backed down from */ \
  X(PROCEDURE, "procedure")   /* a step of an organisation's procedure; word in `step` */         \
  X(MEETING, "meeting")       /* a meeting is held to terms or boycotted; word in `step` */       \
  X(MEMBERSHIP, "membership") /* leaves an organisation */                                        \
  X(ARMS, "arms")             /* arms stock of the target, supply in its theatres */              \
  X(SANCTION, "sanction")     /* dependence of the target on the actor is cut by this share */    \
  X(SUPPORT, "support")       /* counts as support at rung `step` for the target */               \
  X(STANCE, "stance")         /* +1 adopts, -1 disowns the target's or official's position */     \
  X(SIGNAL, "signal")         /* evidence of resolve: `step` cheap, sunk or tied */               \
  X(RELIEF, "relief")         /* urgency that the dispute loses for its parties (talks) */        \
  X(LEGITIMACY, "legitimacy") /* the frames cited take a side: affinity, grievance, the case */   \
  X(OFFICE, "office")         /* the target organisation's official gives way to his deputy */    \
  X(DISOWN, "disown") /* share of the grievance by an own sub-state body's gesture undone */      \
  X(BRINK, "brink")   /* the actor's nuclear alert, up or down */                                 \
  X(DEPLOYMENT, "deployment") /* what its side has placed against the other, share, up or down */
/* clang-format on */

enum effect_kind {
#define X(name, word) EFFECT_##name,
  EFFECT_MAP(X)
#undef X
      EFFECT_KIND_COUNT
};

/* On whom an effect falls, where it is not clear from its kind. */
/* clang-format off: one row a line */
#define SUBJECT_MAP(X)                                                    \
  X(DEFAULT, "default")                                                   \
  X(ACTOR, "actor")                                                       \
  X(TARGET, "target")                                                     \
  X(ADVERSARY, "adversary")                                               \
  X(ALLIES, "allies")   /* all fellow members of the actor's alliances */ \
  X(PARTIES, "parties") /* TENSION: between the two sides of the theatre */
/* clang-format on */

enum subject {
#define X(name, word) SUBJECT_##name,
  SUBJECT_MAP(X)
#undef X
      SUBJECT_COUNT
};

/* When an effect applies. */
/* clang-format off: one row a line */
#define CONDITION_MAP(X)                                                                         \
  X(ALWAYS, "always")                                                                            \
  X(PUBLIC, "public")                                                                            \
  X(CLOSED, "closed")                                                                            \
  X(HOSTILE, "hostile")         /* the target is an adversary of the actor (shares a theatre) */ \
  X(FRIENDLY, "friendly")       /* it is not */                                                  \
  X(CONSEQUENCE, "consequence") /* the statement names a consequence */                          \
  X(CIVIL, "civil")             /* a drill rehearses civil institutions: a declaration of war */
/* clang-format on */

enum condition {
#define X(name, word) CONDITION_##name,
  CONDITION_MAP(X)
#undef X
      CONDITION_COUNT
};

/* What an effect's size is multiplied by. */
/* clang-format off: one row a line */
#define SCALE_MAP(X)                                                              \
  X(ONE, "one")                                                                   \
  X(REGISTER, "register")   /* register / 3 */                                    \
  X(SIZE, "size")           /* the act's own `size` (exercise: 10 000 men = 1) */ \
  X(AUTHORITY, "authority") /* authority of the voice, 0 to 1 */
/* clang-format on */

enum scale {
#define X(name, word) SCALE_##name,
  SCALE_MAP(X)
#undef X
      SCALE_COUNT
};

/* Steps named by PROCEDURE, MEETING, SUPPORT and SIGNAL effects. */
/* clang-format off: one row a line */
#define STEP_MAP(X)       \
  X(NONE, "none")         \
  X(INFORM, "inform")     \
  X(CONSULT, "consult")   \
  X(REQUEST, "request")   \
  X(CALL, "call")         \
  X(POSTPONE, "postpone") \
  X(APPROVE, "approve")   \
  X(ABSTAIN, "abstain")   \
  X(VETO, "veto")         \
  X(HOLD, "hold")         \
  X(BOYCOTT, "boycott")   \
  X(WORDS, "words")       \
  X(ARMS, "arms")         \
  X(MISSION, "mission")   \
  X(TROOPS, "troops")     \
  X(CHEAP, "cheap")       \
  X(SUNK, "sunk")         \
  X(TIED, "tied")
/* clang-format on */

enum step {
#define X(name, word) STEP_##name,
  STEP_MAP(X)
#undef X
      STEP_COUNT
};

struct effect {
  enum effect_kind kind;
  enum subject subject;
  enum condition condition;
  enum scale scale;
  enum step step;
  double size; /* unit as in EFFECT_MAP */
  double days; /* CAMPAIGN: how long; others 0 */
};

/* clang-format off: one row a line */
#define DOMAIN_MAP(X)     \
  X(VERBAL, "verbal")     \
  X(MATERIAL, "material") \
  X(SYMBOLIC, "symbolic")
/* clang-format on */

enum domain {
#define X(name, word) DOMAIN_##name,
  DOMAIN_MAP(X)
#undef X
      DOMAIN_COUNT
};

/* clang-format off: one row a line */
#define PUBLICITY_MAP(X)                                                         \
  X(PUBLIC, "public")                                                            \
  X(CLOSED, "closed") /* seen by the actor, its target and a target's members */ \
  X(EITHER, "either") /* the act says which; public unless it does */
/* clang-format on */

enum publicity {
#define X(name, word) PUBLICITY_##name,
  PUBLICITY_MAP(X)
#undef X
      PUBLICITY_COUNT
};

/* Whom a verb may be aimed at. */
/* clang-format off: one row a line */
#define AIM_MAP(X)                                            \
  X(ANY, "any")                                               \
  X(NOBODY, "nobody")                                         \
  X(ADVERSARY, "adversary")                                   \
  X(ALLY, "ally")                                             \
  X(ORGANISATION, "organisation")                             \
  X(SPEAKER, "speaker") /* an official, or an organisation */ \
  X(THIRD, "third")     /* not an adversary */
/* clang-format on */

enum aim {
#define X(name, word) AIM_##name,
  AIM_MAP(X)
#undef X
      AIM_COUNT
};

/* What must be so before the verb is legal, beyond aim and kind. Bits. */
/* clang-format off: one row a line */
#define NEED_MAP(X)                                                                              \
  X(THEATRE, "theatre", 1u)    /* names a theatre */                                             \
  X(PARTY, "party", 2u)        /* the actor has forces in that theatre */                        \
  X(MEMBER, "member", 4u)      /* the actor is a member of the organisation aimed at */          \
  X(SESSION, "session", 8u)    /* that organisation has a vote open */                           \
  X(CASE, "case", 16u)         /* that organisation has a case open */                           \
  X(FIGHTING, "fighting", 32u) /* a campaign is going on in the theatre */                       \
  X(MEETING, "meeting", 64u)   /* a meeting with the target is on the calendar within 14 days */ \
  X(OFFER, "offer", 128u)      /* an offer by the target stands */                               \
  X(CASUALTIES, "casualties", 256u) /* fire has killed in the theatre within 30 days */          \
  X(NATIONAL, "national", 512u)     /* the official aimed at is the actor's national */          \
  X(NUCLEAR, "nuclear", 1024u)      /* the actor has nuclear forces */                           \
  X(PRESENT, "present", 2048u)      /* actor and target are at a meeting now */
/* clang-format on */

enum need {
#define X(name, word, bit) NEED_##name = (int)(bit),
  NEED_MAP(X)
#undef X
};

/* Kinds of answer with a lag of their own (scenario `lags`): the time from an event to the answer.
 */
/* clang-format off: one row a line */
#define LAG_MAP(X)                            \
  X(PARTY_STATEMENT, "party_statement")       \
  X(THIRD_STATEMENT, "third_statement")       \
  X(VERBAL_REPLY, "verbal_reply")             \
  X(REQUEST_ANSWER, "request_answer")         \
  X(DECISION_TO_TROOPS, "decision_to_troops") \
  X(COERCIVE_REPLY, "coercive_reply")         \
  X(MEDIATED_END, "mediated_end")
/* clang-format on */

enum lag_kind {
  LAG_NONE,
#define X(name, word) LAG_##name,
  LAG_MAP(X)
#undef X
      LAG_COUNT
};

/* Action codes of the Militarized Interstate Disputes data (COW) that mean something to the engine.
 */
enum mid_action {
  MID_ULTIMATUM = 4,
  MID_SHOW_OF_FORCE = 7,
  MID_ALERT = 8,
  MID_MOBILISATION = 10,
  MID_ATTACK = 16
};

struct verb {
  const char *id;
  const char *about;  /* one line */
  const char *phrase; /* verb phrase for the timeline, "accuses {target} of ..." */
  enum domain domain;
  enum publicity publicity;
  enum aim aim;
  uint32_t needs;       /* NEED_* bits */
  uint32_t kinds;       /* bit per enum actor_kind: who may use it */
  double authority_min; /* least authority of the voice, 0 to 1 */
  int rung;             /* 0 (words) to 10 (general offensive): ladder for the nested choice */
  bool speech;          /* a statement: has register, frames, claims, demands */
  int register_default; /* 0 to 5 */
  double delay_hours;   /* from intention to act (the staff work, the march) */
  bool assistance;      /* help to an ally: comes after a lag of its own besides (A8) */
  int mid_hostility;    /* 1 to 4; 5 is derived */
  int mid_action;       /* COW MID action code, 0 to 21 */
  const char *cameo;    /* CAMEO code or NULL */
  double goldstein;     /* reporting only */
  double rivera;        /* reporting only */
  int quad;             /* 1 to 4, 0 none */
  const char *plover;   /* "EVENT/mode" or NULL */
  struct effect effects[VERB_EFFECT_MAX];
  int effect_count;
  int like;       /* index of the verb this one doubles, else its own index */
  int path_class; /* verbs with equal rung, domain and effects share one (path-size logit) */
  bool binds;     /* some effect is a public commitment: a consequence is to be expected */
  int meant;      /* the verb it is but for the name: `like` for a double, else its own index */
  uint32_t hash;  /* names_hash of the verb meant: part of random draws about its acts */
};

#endif
