/* Attention and choice: who looks up, what it weighs, what it draws (docs/model.md, Acting). */
#ifndef DEMARCHE_SIM_ATTEND_H
#define DEMARCHE_SIM_ATTEND_H

#include "sim/run.h"

/* Urgency for [actor] of everything ready in its inbox and of its standing interests, now. */
double attend_urgency(const struct world *world, int actor);

/* Schedules the first review. */
void attend_begin(struct run *run);

/* Whether some verb doubles another, so that options must be multiplied. */
bool attend_has_doubles(const struct scenario *scenario);

/* A review instant: every actor with something to react to attends with probability 1 - exp(-h dt);
 * those who attend are woken against the world as it is, and their intentions are scheduled. */
void attend_review(struct run *run);

/* Draws from one choice by nested logit (addressee and theatre -> rung -> verb and register) with
 * path-size correction for verbs that are doubles of each other. Returns the position of the option
 * drawn, -1 for silence. [probabilities] ([option_count] + 1, silence last) is filled. Pure. */
int attend_draw(const struct scenario *scenario, const struct choice *choice, double draw,
                double *probabilities);

/* Writes the DECISION record of [choice], decided by [draw] (0 to 1), into [*written]; returns what
 * was drawn, in the run's arena; NULL for silence and after failure. */
const struct intention *attend_choose(struct run *run, int actor, const struct choice *choice,
                                      double draw, const struct record **written);

/* Chooses by the actor's own stream and schedules what was drawn, which it returns; NULL for
 * silence. */
const struct intention *attend_decide(struct run *run, int actor, const struct choice *choice,
                                      int occasion);

#endif
