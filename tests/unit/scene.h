/* A moment in a realm, and what one actor's policy makes of it: the options it would weigh, with
 * their chances, as the real policy host hands them over. Two scenes that differ in one thing show
 * what that thing does, without a draw. */
#ifndef DEMARCHE_TESTS_SCENE_H
#define DEMARCHE_TESTS_SCENE_H

#include "unit/realm.h"

enum { ANYWHERE = -2 };

/* Opens a realm whose policies can be woken. Change numbers of realm->scenario, then scene_start.
 */
void scene_open(struct realm *realm);

/* The same with changes in Lua: see realm_open_with. */
void scene_open_with(struct realm *realm, const char *changes);

/* Hands the numbers as they stand to the policies, and begins a run on day 9. */
void scene_start(struct realm *realm);

/* [of] fires at its opponent over [theatre], who counts [deaths]. */
const struct record *scene_incident(struct realm *realm, int of, int theatre, double deaths,
                                    double gravity);

/* The news reaches [observer], whose staff is ready at once. The stimulus; NULL if it lets it pass.
 */
struct stimulus *scene_hear(struct realm *realm, int observer, const struct record *record);

/* Wakes [actor] for all that is in its inbox and for its own initiative. Its choices stand in
 * realm->run.menu until the next waking. */
void scene_wake(struct realm *realm, int actor);

/* The same for its vote on the first case before ORG. */
void scene_ask_vote(struct realm *realm, int actor);

/* Expected number of acts with [verb] (NULL: any) over [theatre] that the last waking leads to. */
double scene_chance(const struct realm *realm, const char *verb, int theatre);

/* The first option with [verb] over [theatre]; NULL if it was not offered. */
const struct option *scene_option(const struct realm *realm, const char *verb, int theatre);

/* Everyone believes that [helper]'s propensity to help AAA is near [theta], inside and outside the
 * area. */
void scene_expect(struct realm *realm, int helper, double theta);

/* [observer]'s credence that [helper] gives AAA at least [rung] over [theatre], in a grave case. */
double scene_help(const struct realm *realm, int observer, int helper, int theatre,
                  enum support_rung rung);

#endif
