/* A scenario: what is true before the first minute of a run, as validated data.
 *
 * Filled by lua/scenario_load from scenario.lua by way of the shapes in model/schema.h; lives in
 * the worker's arena and is restored with it, so a run may be given other numbers (scenario_poke)
 * without touching the next. Indexes are positions in collections sorted by id. An actor may be a
 * state, a body, an organisation or an official: one index space, so that anyone can be addressed.
 */
#ifndef DEMARCHE_MODEL_SCENARIO_H
#define DEMARCHE_MODEL_SCENARIO_H

#include "base/err.h"
#include "model/constants.h"
#include "model/schema.h"
#include "model/statement.h"
#include "model/verb.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  ACTOR_MAX = 64,
  PARAM_MAX = 24,
  THEATRE_MAX = 16,
  TREATY_MAX = 16,
  VOICE_MAX = 32, /* a voice is one byte of a statement */
  INJECT_MAX = 1024,
  DAYS_MAX = 3660 /* of a run */
};

/* clang-format off: one row a line */
#define ACTOR_KIND_MAP(X)         \
  X(STATE, "state")               \
  X(BODY, "body")                 \
  X(ORGANISATION, "organisation") \
  X(OFFICIAL, "official")
/* clang-format on */
enum actor_kind {
#define X(name, word) ACTOR_##name,
  ACTOR_KIND_MAP(X)
#undef X
      ACTOR_KIND_COUNT
};

/* clang-format off: one row a line */
#define READINESS_MAP(X)    \
  X(PEACE, "peace")         \
  X(ALERT, "alert")         \
  X(MOBILISED, "mobilised") \
  X(WAR, "war")
/* clang-format on */
enum readiness {
#define X(name, word) READINESS_##name,
  READINESS_MAP(X)
#undef X
      READINESS_COUNT
};

/* The support ladder. Order is meaning. */
/* clang-format off: one row a line */
#define RUNG_MAP(X)     \
  X(SILENCE, "silence") \
  X(WORDS, "words")     \
  X(ARMS, "arms")       \
  X(MISSION, "mission") \
  X(TROOPS, "troops")
/* clang-format on */
enum support_rung {
#define X(name, word) RUNG_##name,
  RUNG_MAP(X)
#undef X
      RUNG_COUNT
};

/* What kind of voice it is decides how it is told, and by which medium it speaks if it does not
 * say. */
/* clang-format off: one row a line */
#define VOICE_KIND_MAP(X)     \
  X(MINISTRY, "ministry")     \
  X(LEADER, "leader")         \
  X(MINISTER, "minister")     \
  X(DEFENCE, "defence")       \
  X(PARLIAMENT, "parliament") \
  X(AMBASSADOR, "ambassador") \
  X(LOCAL, "local")           \
  X(OFFICE, "office")
/* clang-format on */
enum voice_kind {
#define X(name, word) VOICE_##name,
  VOICE_KIND_MAP(X)
#undef X
      VOICE_KIND_COUNT
};

/* A voice of an actor: who speaks, with how much authority. */
struct voice {
  const char *id;
  const char *title; /* "the Foreign Ministry", "President N." */
  int kind;          /* enum voice_kind */
  double authority;  /* 0 to 1 */
};

struct actor {
  const char *id;
  const char *name;      /* "Arcadia" */
  const char *adjective; /* "Arcadian", or NULL */
  int kind;              /* enum actor_kind */
  const char *policy;    /* name of the policy script, NULL: never acts */
  double
      params[PARAM_MAX]; /* in the order of the policy's declaration, filled by the policy host */
  int param_count;
  double capability;        /* CINC share, 0 to 1 */
  double personnel;         /* thousand men */
  double spending;          /* USD million a year */
  double approval;          /* 0 to 1 */
  int readiness;            /* enum readiness */
  uint32_t upholds;         /* FRAME bits: norms that it stands for, whoever's side they take */
  double mobilisation_days; /* a mobilisation once begun runs that long; 0: no timetable */
  bool nuclear;             /* has weapons that can be put on alert */
  struct collection voices; /* struct voice, best authority is used where an act names none */
  /* officials */
  int organisation; /* actor index of the organisation he serves, -1 */
  int nationality;  /* actor index of his state, -1 */
  double mandate;   /* breadth of what he may say without asking, 0 to 1 */
  double jeopardy;  /* legal or career jeopardy at home, 0 to 1 */
  /* derived at load */
  uint32_t hash;          /* names_hash(id): key of its random streams */
  int organisation_index; /* ORGANISATION: index in scenario.organisations, else -1 */
};

struct organ {
  const char *id;
  const char *name;
  int level;    /* position in ORGAN_LEVEL words: ambassadors, ministers, heads */
  bool decides; /* may decide on assistance */
};

struct organisation {
  const char *id;
  const char *name;
  uint64_t members; /* bit per actor */
  int rule;         /* enum council_rule (sim/council.h): consensus, quota, silence, limited */
  double quota;     /* share of members, for rule quota */
  double quorum;    /* share of members that must come to a session */
  int treaty;       /* treaty it serves, -1 */
  struct actor spokesman;   /* loaded here, then copied into scenario.actors; see spokesman_actor */
  struct collection organs; /* struct organ */
  double session_hours;     /* median hours from a request to a session; 0: model.session_hours */
  int actor;                /* its own actor index (derived) */
  int spokesman_actor;      /* actor index of the spokesman, -1 (derived) */
};

enum obligation { OBLIGATION_CONSULT, OBLIGATION_ASSIST, OBLIGATION_REFRAIN };

/* What kind of attacker an article means. */
/* clang-format off: one row a line */
#define ATTACKER_MAP(X)                          \
  X(ANY, "any")                                  \
  X(STATE, "state")         /* a state itself */ \
  X(SUPPORTED, "supported") /* a state, or others who depend on one of them */
/* clang-format on */
enum attacker_kind {
#define X(name, word) ATTACKER_##name,
  ATTACKER_MAP(X)
#undef X
      ATTACKER_KIND_COUNT
};

struct article {
  const char *id; /* "art2" */
  const char *about;
  int obligation;     /* enum obligation: consult, assist, refrain */
  double gravity_min; /* least gravity of the event, 0 to 5 */
  int attacker;       /* enum attacker_kind */
  bool unprovoked;    /* not if the victim fired first */
  bool on_request;    /* only at the victim's request */
};

struct treaty {
  const char *id;
  const char *name;
  uint64_t members;
  struct collection articles; /* struct article */
};

/* Forces of one actor in one theatre. */
struct force {
  const char *id; /* actor id */
  int beside;     /* holder or claimant that a third actor's troops stand by; -1 for those two */
  int actor;      /* derived */
  double men;
  double quality;       /* 0 to 2, 1 is average */
  double readiness;     /* 0 to 1 */
  double supply;        /* 0 to 1 */
  double reserve;       /* men who can be brought */
  double reserve_hours; /* time to bring them */
  bool plan;            /* its plan of war attacks here once it is mobilised */
  double deployment;    /* how far what it has placed there threatens the other side, 0 to 1 */
};

struct incidents {
  double rate;        /* exchanges of fire worth reporting, per day, at baseline tension */
  double branching;   /* expected further incidents per incident, below 1 */
  double decay_hours; /* mean life of the excitation */
  double fatal;       /* probability that an incident kills */
  double deaths;      /* mean deaths of a fatal incident beyond the first */
  double civilian;    /* share of fatal incidents that hit civilians */
};

struct theatre {
  const char *id;
  uint32_t hash; /* names_hash(id), derived at load */
  const char *name;
  int holder;                 /* actor that holds the ground, or the first side */
  int claimant;               /* actor that claims it, or the second side */
  uint64_t recognised;        /* actors whose internationally recognised territory it (partly) is */
  uint64_t in_area;           /* bit per treaty inside whose area it lies */
  double salience[ACTOR_MAX]; /* stake of each actor in what happens here, 0 to 1 */
  double claim;              /* how far the claimant disputes the holder: 0 (settled border) to 1 */
  uint32_t favours_holder;   /* FRAME bits: whoever cites them speaks for the holder */
  uint32_t favours_claimant; /* the same for the claimant */
  struct incidents incidents;
  struct collection forces; /* struct force */
  double terrain;           /* defender's multiplier, 1 to 4 */
  /* derived at load */
  uint64_t troops;        /* actors with an entry in `forces` */
  uint64_t parties;       /* holder, claimant, and those with men there from the start */
  int8_t side[ACTOR_MAX]; /* of those in `troops`: 0 holder's, 1 claimant's */
};

/* A directed relation from -> to. Shares are of from's total. */
struct relation {
  double agreement; /* chance-corrected voting agreement, -1 to 1; symmetric */
  double arms;      /* share of from's major-arms imports that come from to */
  double trade;     /* share of from's trade */
  double energy;    /* share of from's energy imports */
  double treaty;    /* strength of treaties beyond those in `treaties`, bases included, 0 to 1 */
  double rivalry;   /* open dispute, closed border, no relations: 0 to 1 */
  double bilateral; /* value of high-level bilateral ties that votes do not show, 0 to 1 */
  double tension;   /* baseline tension, 0 to 1 */
  double grievance; /* 0 to 1 */
};

/* What observers remember: an episode and what each helper did in it. */
struct precedent {
  const char *id;
  const char *about;
  int64_t at;
  int beneficiary; /* actor that could have been helped */
  int adversary;
  bool in_area;
  bool requested;
  bool patron_moved;
  double gravity;             /* 0 to 5 */
  int8_t response[ACTOR_MAX]; /* enum support_rung reached, -1 not concerned */
  bool off;                   /* removed by --set precedents.ID=off */
};

/* clang-format off: one row a line */
#define INJECT_MAP(X)         \
  X(ACT, "act")               \
  X(MEETING, "meeting")       \
  X(ELECTION, "election")     \
  X(LEADERSHIP, "leadership") \
  X(INDICTMENT, "indictment") \
  X(WEATHER, "weather")       \
  X(TRIGGER, "trigger")
/* clang-format on */
enum inject_kind {
#define X(name, word) INJECT_##name,
  INJECT_MAP(X)
#undef X
      INJECT_KIND_COUNT
};

/* An exogenous dated event. An ACT may only be a drill scheduled before the first day. A TRIGGER is
 * that by which the crisis began, in the sense of the International Crisis Behavior project: an act
 * of any verb, or an incident; one at most, within a day of the epoch. */
struct inject {
  int64_t at;
  int kind;           /* enum inject_kind */
  int actor;          /* who drills, hosts, votes; -1 */
  const char *act;    /* ACT: verb id; TRIGGER: verb id, or NULL for an incident */
  int verb;           /* derived */
  int to;             /* ACT: target, -1 */
  int theatre;        /* -1 */
  double size;        /* ACT: 10 000 men = 1; WEATHER: factor on incidents; INDICTMENT: jeopardy */
  double days;        /* how long */
  uint64_t attendees; /* MEETING */
  const char *name;
  uint32_t frames; /* ACT: what it cites (FRAME bits) */
  bool civil;      /* ACT: the drill rehearses civil institutions too: a declaration of war */
  double deaths;   /* TRIGGER, an incident: dead of the other side */
  bool civilian;   /* TRIGGER, an incident: they were civilians, no battle deaths */
  int nationality; /* LEADERSHIP of an official: state of the new one; -1: of the leading member */
};

/* Lognormal response lags, one per kind of event, in hours. */
struct lag {
  double median; /* hours */
  double spread; /* sigma of log hours */
};

struct scenario {
  const char *name;
  const char *title;
  const char *about;
  int64_t epoch;                   /* minutes of the calendar */
  int days;                        /* length of a run, 1 to DAYS_MAX */
  struct collection actors;        /* struct actor: all kinds, sorted by id */
  struct collection organisations; /* struct organisation */
  struct collection treaties;      /* struct treaty */
  struct collection theatres;      /* struct theatre */
  struct collection precedents;    /* struct precedent */
  struct collection injects;       /* struct inject, in order of time, then as written */
  struct collection verbs;         /* struct verb: scripts/verbs.lua and the scenario's own */
  struct relation *relations;      /* [from * actors.count + to] */
  struct lag lags[LAG_COUNT];      /* by enum lag_kind; NONE unused */
  struct constants model;
};

static inline struct actor *scenario_actor(const struct scenario *scenario, int index) {
  return &((struct actor *)scenario->actors.items)[index];
}
static inline struct organisation *scenario_organisation(const struct scenario *scenario,
                                                         int index) {
  return &((struct organisation *)scenario->organisations.items)[index];
}
static inline struct treaty *scenario_treaty(const struct scenario *scenario, int index) {
  return &((struct treaty *)scenario->treaties.items)[index];
}
static inline struct theatre *scenario_theatre(const struct scenario *scenario, int index) {
  return &((struct theatre *)scenario->theatres.items)[index];
}
static inline struct precedent *scenario_precedent(const struct scenario *scenario, int index) {
  return &((struct precedent *)scenario->precedents.items)[index];
}
static inline struct inject *scenario_inject(const struct scenario *scenario, int index) {
  return &((struct inject *)scenario->injects.items)[index];
}
static inline struct verb *scenario_verb(const struct scenario *scenario, int index) {
  return &((struct verb *)scenario->verbs.items)[index];
}
static inline struct relation *scenario_relation(const struct scenario *scenario, int from,
                                                 int to) {
  return &scenario->relations[from * scenario->actors.count + to];
}

/* Side of a theatre (0 holder's, 1 claimant's) on which an actor is a party, -1. */
static inline int theatre_side(const struct theatre *theatre, int actor) {
  return actor == theatre->holder               ? 0
         : actor == theatre->claimant           ? 1
         : (theatre->parties >> actor & 1) != 0 ? theatre->side[actor]
                                                : -1;
}

/* Index of an id, or -1. */
int scenario_find_actor(const struct scenario *scenario, const char *id);
int scenario_find_theatre(const struct scenario *scenario, const char *id);
int scenario_find_treaty(const struct scenario *scenario, const char *id);
int scenario_find_verb(const struct scenario *scenario, const char *id);

/* Index of the organisation that [actor] (-1: nobody) is, or speaks for; -1. */
int scenario_organisation_of(const struct scenario *scenario, int actor);

/* Fills what is derived (hashes, indexes, path classes) and checks what spans several fields:
 * colliding hashes, branching below 1, sides of theatres, injects of a legal kind, officials'
 * organisations. Returns ERR_INVALID with the field's path in err->text; err->where is left for the
 * loader. */
enum err_code scenario_finish(struct scenario *scenario, struct err *err);

/* Sets one number of a scenario by path: "theatres.loc.incidents.rate", "actors.AAA.approval",
 * "model.hazard_max", "relations.AAA.BBB.trade". Policy parameters ("actors.AAA.params.x") and
 * structural changes (policy choice, presence) are the loader's. A path that is not there, or a
 * value out of range, is ERR_INVALID naming the nearest legal word; nothing is changed then. */
enum err_code scenario_poke(struct scenario *scenario, const char *path, double value,
                            struct err *err);

/* A number that scenario_poke can set. */
struct settable {
  double value;
  bool whole; /* only whole numbers fit */
};

/* Reads it. Errors as there, but for the range. */
enum err_code scenario_peek(struct scenario *scenario, const char *path, struct settable *out,
                            struct err *err);

#endif
