/* Primitive effects on standing, offices and bodies; rows of the table in effect_kinds.c. */
#ifndef DEMARCHE_SIM_EFFECT_POLITICS_H
#define DEMARCHE_SIM_EFFECT_POLITICS_H

#include "sim/acting.h"

/* LEGITIMACY: whom the frames cited speak for likes the speaker better by [amount], the other side
 * bears it a grievance, and the case of the place moves. A party's own words count
 * `legitimacy_own` of a third party's. */
void effect_legitimacy_sum(struct acting *acting, const struct effect *effect, double amount);

/* OFFICE: the official of the organisation aimed at gives way to his deputy, a national of the
 * leading member, without charge and not bound by what was said. */
void effect_office_follow(struct acting *acting, const struct effect *effect, double amount);

/* DISOWN: [amount] of the grievance that a gesture of the actor's own sub-state body caused is
 * undone. */
void effect_disown_follow(struct acting *acting, const struct effect *effect, double amount);

/* BRINK: nuclear alert up or down. */
void effect_brink_follow(struct acting *acting, const struct effect *effect, double amount);
void effect_deployment_sum(struct acting *acting, const struct effect *effect, double amount);
void effect_deployment_follow(struct acting *acting, const struct effect *effect, double amount);

/* MEMBERSHIP: who leaves an organisation leaves its treaty, and the pledges that rest on it. */
void effect_membership_follow(struct acting *acting, const struct effect *effect, double amount);

/* MEETING: terms are come to at a meeting, or it is stayed away from. */
void effect_meeting_follow(struct acting *acting, const struct effect *effect, double amount);

/* Puts [nationality] (-1: of the leading member) in the office of [official]. */
void effect_new_official(struct world *world, int official, int nationality);

/* The last gesture of a sub-state voice of [actor] within thirty days that it may disown; NULL. */
const struct record *effect_substate_gesture(const struct world *world, int actor);

#endif
