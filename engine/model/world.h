/* The world of one run: what changes. Made afresh in the run's arena from a scenario. */
#ifndef DEMARCHE_MODEL_WORLD_H
#define DEMARCHE_MODEL_WORLD_H

#include "base/arena.h"
#include "model/record.h"
#include "model/scenario.h"

enum {
  BELIEF_GRID = 17,  /* points of a belief's grid, evenly spaced from -4 to 4 */
  STIMULUS_MAX = 24, /* an actor's inbox; the least urgent falls out */
  COMMITMENT_MAX = 8,
  SETTLED_MAX = 16,
  CASE_MAX = 4 /* open cases of one organisation */
};

/* Something an actor has perceived and may react to. */
struct stimulus {
  uint32_t record;      /* the ACT, INCIDENT, ... perceived */
  uint32_t perception;  /* the PERCEPTION record */
  int64_t ready_at;     /* when the staff has a position ready; minutes */
  double urgency;       /* stake-weighted, when ready; decays */
  double p_initiator;   /* INCIDENT: credence that `blamed` fired first */
  int blamed;           /* INCIDENT: actor believed to have fired first, -1 */
  double p_preparation; /* a drill: chance that it is taken for preparation of an attack */
  bool alarmed;         /* and it was */
};

/* A public commitment that an actor can be seen to back down from. */
struct commitment {
  int64_t at;
  int theatre, adversary;
  double rung; /* 0 to 10 */
  bool open;
};

/* Classes of news to which an actor grows used separately. */
enum habit_class { HABIT_VIOLENCE, HABIT_WORDS, HABIT_DEEDS, HABIT_PROCEDURE, HABIT_CLASS_COUNT };

/* What an actor has heard lately of one class in one theatre: severities, decaying. */
struct habit {
  double heard;
  int64_t at; /* minutes when that was computed */
};

struct actor_state {
  double readiness;     /* 0 peace to 3 war, continuous */
  double approval;      /* 0 to 1 */
  double audience_paid; /* audience cost paid so far, approval points as a share */
  double arms_stock;    /* 1 = as at the start */
  struct stimulus inbox[STIMULUS_MAX];
  int inbox_count;
  uint32_t last_note; /* position of its newest note in world.notes, counted from 1; 0: none */
  struct commitment commitments[COMMITMENT_MAX];
  int commitment_count;
  struct habit habits[THEATRE_MAX + 1][HABIT_CLASS_COUNT]; /* the last row: no theatre */
  double fire_felt[THEATRE_MAX]; /* incidents it blames on the other side, with mean life
                                    recent_days */
  uint32_t settled[SETTLED_MAX]; /* matters acted upon, by hash; the oldest gives way */
  uint32_t settled_count;        /* so far */
  uint32_t acts;                 /* acts that took effect */
  int support[ACTOR_MAX];        /* highest enum support_rung given to each beneficiary so far */
  int aid[ACTOR_MAX];            /* highest rung given lately, */
  int64_t aid_at[ACTOR_MAX]; /* at that minute; within a month a lower one does not replace it */
  int nationality;           /* officials: as it is now; others -1 */
  double mandate;            /* officials, 0 to 1 */
  double jeopardy;           /* officials, 0 to 1 */
  double brink;              /* nuclear alert, 0 none to 1 full */
  int64_t mobilised_until;   /* minutes: a timetable that cannot be called off runs that long */
};

/* A meeting on the calendar, as it stands. */
struct meeting {
  int inject;         /* its position in the scenario's injects */
  int host;           /* actor, -1 */
  uint64_t attendees; /* bit per actor */
  uint64_t absent;    /* of them, those who stay away */
  int64_t at;         /* minutes */
};

struct dyad {
  double affinity;      /* from's affinity for to, -1 to 1 */
  double tension;       /* 0 to 1 */
  double tension_base;  /* what it relaxes to */
  double grievance;     /* 0 to 1, from's against to */
  double dependence;    /* of from on to: largest of arms, trade, energy, 0 to 1 */
  int hostility;        /* MID level of from's acts towards to, 1 to 5 */
  int64_t hostility_at; /* minutes of the last act at that level */
  int level_day[6];     /* per level: 1 + day of the last act at it, 0: none */
  double deaths;        /* from's dead by to's hand, battle deaths and civilians */
  int64_t offer_at;     /* last offer by from to to, -1 */
  int64_t meeting_at;   /* the next meeting of the two, or one just ended; -1 none */
  int64_t met_at;       /* date of the last meeting at which they came to terms, -1 */
};

/* An offensive under way in a theatre. */
struct campaign {
  bool active;
  int attacker, defender;
  double intensity; /* 0 to 1 */
  int64_t ends_at;  /* minutes; a general offensive has no end of its own: INT64_MAX */
  uint32_t cause;   /* record that began it */
  int64_t begun_at;
  int64_t next_at;      /* minutes of the next day of fighting */
  double men_before[2]; /* men of each side when it began */
  double weariness[2];  /* of each side, in units of stake; decays */
};

struct side_state {
  double men;      /* in the theatre now */
  double supply;   /* 0 to 1 */
  double arriving; /* men on the way */
  int64_t arrive_at;
  double dead; /* since the start */
  double civilians;
  bool ceasefire;       /* this side has offered or accepted a ceasefire */
  int64_t ceasefire_at; /* minutes when it did */
  double sent;          /* reserve set in motion so far, men */
  double deployment;    /* how far what this side has placed here threatens the other, 0 to 1 */
  double challenge;     /* the part of it that is new: placed since the start, no war being on */
  int64_t challenge_at; /* minutes when it was placed; -1: there is none */
  int deployer;         /* whose it is, -1 */
};

struct theatre_state {
  struct side_state side[2]; /* 0 holder, 1 claimant */
  double excitation;         /* expected further incidents now in the pipe (Hawkes) */
  int64_t excitation_at;     /* minutes when that was computed */
  double weather;            /* factor on incidents */
  double ground;             /* km2 won by the claimant since the start */
  double recent_deaths[2];   /* dead in the last days, decays with mean life 7 days */
  double intensity;          /* casualty-weighted intensity, decays with mean life 7 days */
  double peak;               /* highest intensity so far */
  int64_t peak_at;           /* minutes */
  double provoked[2];        /* how far each side has fired lately, decays likewise */
  struct campaign campaign;
  int days_at_level[6]; /* days at each MID level 1 to 5 */
  bool ceased;          /* a ceasefire that both sides agreed is in force */
  int killed_day;       /* 1 + day of the last death, 0: none */
  int64_t grave_at;     /* minute after the last incident of gravity 4 or more, 0: none */
  int level_day[6];     /* per MID level: 1 + day of the last act at it here, 0: none */
  double legitimacy;    /* -1 the holder's case prevails with third parties to 1 the claimant's */
  uint32_t candidates;  /* candidate incidents drawn so far: occasions of random draws */
  int64_t candidate_at; /* minutes of the next candidate, -1: none */
  double bound;         /* rate per day under which it was drawn */
};

/* One matter before an organisation. */
struct procedure_case {
  bool open;
  enum result stage; /* INFORMED ... APPROVED, BLOCKED, LAPSED */
  int requester, adversary, theatre;
  double gravity;
  uint32_t cause; /* record that moved it last */
  int64_t opened_at, session_at, lapses_at;
  uint64_t approved, abstained, vetoed; /* bit per actor */
  uint64_t away;                        /* members that stayed away from the session */
  int asked;                            /* obligation asked for: consult or assist */
  bool requested;                       /* something was formally asked for */
  int postponed;                        /* times the session was put off */
  int64_t heard_at;                     /* when the lowest organ hears the report, -1: it has */
  uint32_t informed;                    /* record of the report */
};

struct organisation_state {
  struct procedure_case cases[CASE_MAX];
  uint64_t members;     /* as they are now */
  uint64_t endorsed_by; /* members that adopted the spokesman's last warning in public */
  uint64_t disowned_by; /* members that disowned it */
  int64_t approved_at;  /* last decision in favour of a request, minutes; -1 */
  int64_t warned_at;    /* last statement of the spokesman about a theatre, -1 */
  uint32_t warning;     /* its record */
};

/* Whether helper supports beneficiary: one row per treaty pair that matters. */
struct pledge {
  int helper, beneficiary;
  uint64_t treaties;    /* that join them */
  int adversary;        /* the beneficiary's opponent where it has most at stake */
  int leader;           /* pledge of the most capable helper of that beneficiary; may be this one */
  double scope_limited; /* loss of help outside the area, logit: the scope was limited in public */
};

/* What an actor knows of an act, its own or one perceived: a list from the newest back. */
struct note {
  uint32_t act; /* record */
  uint32_t
      previous; /* position of the actor's note before in world.notes, counted from 1; 0: none */
  int64_t at;   /* minutes when it came to know */
};

struct world {
  const struct scenario *scenario;
  uint64_t seed;
  int64_t now; /* minutes since the epoch */
  struct actor_state *actors;
  struct dyad *dyads; /* [from * count + to] */
  struct theatre_state *theatres;
  uint64_t parties;     /* actors that are a party to some theatre */
  int days_at_level[6]; /* days by the highest MID level of any theatre */
  int crisis_actor;     /* whom the trigger hit, -1: no trigger yet */
  int crisis_theatre;   /* where, -1 */
  int64_t crisis_at;    /* minutes when */
  struct organisation_state *organisations;
  uint64_t treaty_members[TREATY_MAX]; /* as they are now */
  struct meeting *meetings;            /* in order of time */
  int meeting_count;
  struct pledge *pledges;
  int pledge_count;
  double *help;    /* [((observer * pledge_count + pledge) * 2 + in area) * BELIEF_GRID + point] */
  double *resolve; /* [(observer * actors + of) * BELIEF_GRID + point]; parties of theatres only
                      matter */
  double *mandate; /* [observer * actors + official]: evidence in logit beyond the constants */
  struct note *notes; /* of all actors, in order of time */
  uint32_t note_count, note_room;
  struct record *records; /* all so far; record id n is records[n - 1] */
  uint32_t record_count;
};

static inline struct dyad *world_dyad(const struct world *world, int from, int to) {
  return &world->dyads[from * world->scenario->actors.count + to];
}
static inline const struct record *world_record(const struct world *world, uint32_t id) {
  return &world->records[id - 1];
}

/* A world at minute 0: baselines by the affinity formula, priors, precedents not yet applied
 * (sim/believe does that). NULL when the arena is full. */
struct world *world_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                           uint32_t record_max);

/* [actor] knows of act [record] from now on. There is room for a note for each record. */
void world_note(struct world *world, int actor, uint32_t record);

/* Side on which [actor] is a party to a theatre: 0 the holder's, 1 the claimant's, -1 neither. */
int world_side(const struct world *world, int theatre, int actor);

/* The opponent of [actor] in a theatre: claimant or holder; -1 if it is no party. */
int world_opponent(const struct world *world, int theatre, int actor);

/* The side (0 holder, 1 claimant) of a theatre that is among [members] (bit per actor) while the
 * other is not; -1 if both are, or neither. */
int world_member_side(const struct world *world, uint64_t members, int theatre);

/* Whom the organisation that [body] is, or speaks for, stands up for in a theatre: the one of the
 * two sides that is a member; -1 if none is, or both are. */
int world_protected(const struct world *world, int body, int theatre);

/* How far the status quo of a theatre is challenged by what [actor]'s side, or the other side, has
 * newly placed there: 0 to 1. */
double world_challenge(const struct world *world, int theatre, int actor, bool by_own);

/* Holder (side 0) or claimant (1). */
int world_side_actor(const struct world *world, int theatre, int side);

/* Whether the two are parties on opposite sides of some theatre. */
bool world_adversaries(const struct world *world, int a, int b);

/* Whether the two are now members of a treaty with an obligation to assist. */
bool world_allies(const struct world *world, int a, int b);

/* Whether a body that is no state has one behind it: some state on which it depends for at least
 * three tenths of its arms, trade or energy. */
bool world_supported(const struct world *world, int body);

/* Index of the pledge, -1. */
int world_pledge(const struct world *world, int helper, int beneficiary);

/* Whether an offer made at that minute (-1: none) still stands: offer_days. */
bool world_offer_fresh(const struct world *world, int64_t at);

/* Stake of an actor in a theatre: its salience; officials take their mandate's organisation's (mean
 * of members), weighed with that of their own state by jeopardy. */
double world_stake(const struct world *world, int actor, int theatre);

#endif
