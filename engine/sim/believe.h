/* Believing: grids over an ally's propensity to help and an adversary's resolve, and the credence
 * that a speaker speaks for his principals (docs/model.md, Believing). */
#ifndef DEMARCHE_SIM_BELIEVE_H
#define DEMARCHE_SIM_BELIEVE_H

#include "sim/run.h"

/* The circumstances under which help is or was given. */
struct circumstance {
  bool in_area;
  bool requested;
  bool patron_moved;
  double gravity;  /* 0 to 5 */
  double affinity; /* of the helper with the adversary, -1 to 1 */
};

/* P(support >= rung | theta, x) = logistic(theta + b1 in_area + b2 requested + b3 patron_moved + b4
 * gravity - b5 affinity - kappa_rung); 1 for SILENCE. */
double believe_support(const struct constants *model, double theta, const struct circumstance *x,
                       enum support_rung rung);

/* Priors of all beliefs, then every precedent that is not off, by its likelihood under its own
 * circumstances. Called once, at minute 0. */
void believe_begin(struct run *run);

/* [observer]'s probability that [pledge]'s helper gives at least [rung] under [x] (x.affinity is
 * filled in by the function from the observer's world). */
double believe_help(const struct world *world, int observer, int pledge,
                    const struct circumstance *x, enum support_rung rung);

/* Everything of the world that believe_help with a given rung and circumstance (patron_moved false)
 * rests on: while that is the same, so is the prediction. */
struct help_basis {
  double own[BELIEF_GRID], leader[BELIEF_GRID]; /* the observer's grids of helper and leader */
  double affinity[2], limit[2];                 /* of both with the adversary; of both's scope */
  double in_area;
};

void believe_help_basis(const struct world *world, int observer, int pledge, bool in_area,
                        struct help_basis *out);
bool believe_same_basis(const struct help_basis *a, const struct help_basis *b);

/* The same of the helper by itself, whatever its leader does; [rung] above SILENCE. */
double believe_own_help(const struct world *world, int observer, int pledge,
                        const struct circumstance *x, enum support_rung rung);

/* The same given that the adversary attacks, that is: theta weighted by how likely the adversary,
 * as the observer would be in its place, is to attack at all (selection; Smith 1995, Morrow 1994).
 */
double believe_help_given_attack(const struct world *world, int observer, int pledge,
                                 const struct circumstance *x, enum support_rung rung);

/* Expected resolve of [of] as [observer] sees it, 0 to 1. */
double believe_resolve(const struct world *world, int observer, int of);

/* Credence of [observer] that [official] speaks for his principals, 0 to 1: nationality, jeopardy,
 * authorisation, endorsement and silence of the members since he last warned. */
double believe_mandate(const struct world *world, int observer, int official);

/* [observer] has perceived the act [record] (any verb): statements, endorsements, support given,
 * signals of resolve move its beliefs. Writes a BELIEF record when decisions are kept and something
 * moved by more than .005. */
void believe_act(struct run *run, int observer, const struct record *record, uint32_t perception);

/* [observer] takes a drill of [of] for preparation: evidence of resolve as strong as a public
 * commitment. */
void believe_alarm(struct run *run, int observer, int of);

/* Share of the capability of an organisation's members, the parties to the matter its spokesman
 * last spoke about left out, that [members] have; 0 to 1. */
double believe_stance_share(const struct world *world, int organisation, uint64_t members);

/* The actor of [record] adopts (+1) or disowns (-1) the position of its target: an official's or an
 * organisation's last warning, or an ally's (STANCE effects). */
void believe_stance(struct run *run, const struct record *record);

/* What each helper did in an episode is now plain (a case was decided or lapsed, whether anything
 * was asked for or only reported): the likelihood of the rung it reached, under its circumstances,
 * for every observer. Silence where nothing was asked discounts itself. */
void believe_episode(struct run *run, const struct procedure_case *matter, uint32_t cause);

#endif
