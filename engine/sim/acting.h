/* One act while it takes effect, and the table of primitive effects: shared by effect.c and
 * effect_kinds.c. */
#ifndef DEMARCHE_SIM_ACTING_H
#define DEMARCHE_SIM_ACTING_H

#include "sim/delta.h"
#include "sim/run.h"

struct acting {
  struct run *run;
  struct world *world;
  const struct queued *event;
  const struct intention *intention;
  const struct verb *verb;
  int actor;
  int target;    /* -1 */
  int theatre;   /* -1 */
  int adversary; /* against whom the act is, -1 nobody */
  double authority;
  bool closed;
  enum result legality;
  struct deltas *deltas;
  struct record *record; /* NULL until it is written */
};

/* One primitive effect of an act; [amount] is its size times its scale. */
typedef void (*effect_fn)(struct acting *acting, const struct effect *effect, double amount);

/* When the parts of an effect run. All acts of an instant pass a stage before any enters the next;
 * within EFFECT_DRAW and EFFECT_FOLLOW they go in order of actor. */
enum effect_stage {
  EFFECT_SUM,    /* adds to the delta buffer; changes nothing */
  EFFECT_AGREE,  /* raises flags that two sides must both raise */
  EFFECT_BREACH, /* lowers them again */
  EFFECT_DRAW,   /* chance, before the record is final */
  EFFECT_FOLLOW, /* what follows from the record */
  EFFECT_STAGE_COUNT
};

/* Runs the effects of [acting] that hold and have something to do in [stage]. */
void acting_run(struct acting *acting, enum effect_stage stage);

/* Largest number of deltas one act can make in a world of [actors]. */
int acting_deltas_max(int actors, int theatres);

/* Whom an act of [actor] against [target] in [theatre] is hostile to: the target if it opposes the
 * actor, else the opponent of the actor, or of the target, in the theatre; -1. */
int acting_adversary(const struct world *world, int actor, int target, int theatre);

/* Whether [actor], its allies or the members of the organisation it serves face [target] in a
 * theatre. */
bool acting_opposes(const struct world *world, int actor, int target);

/* Authority of the voice a statement names, or of the actor's best, 0 to 1. */
double acting_authority(const struct scenario *scenario, int actor, const struct statement *said);

#endif
