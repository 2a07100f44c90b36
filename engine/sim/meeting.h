/* Meetings on the calendar: who comes, who stays away, whether they are moved. */
#ifndef DEMARCHE_SIM_MEETING_H
#define DEMARCHE_SIM_MEETING_H

#include "sim/run.h"

/* A meeting stays open to its attendees for two days: delegations talk after the leaders have
 * left. */
enum { MEETING_TAIL = 2 * MINUTES_PER_DAY };

/* Enters in every dyad the next meeting that both attend; -1 where there is none. */
void meeting_enter_all(struct world *world);

/* Whether the two are at a meeting now: from a day before its date to its end. */
bool meeting_now(const struct world *world, int a, int b);

/* The two have come to terms at their meeting; there is no second time. */
void meeting_close(struct world *world, int a, int b);

/* [actor] will not attend the next meeting with [target] ([cause]: the ACT). The host loses
 * standing at home (venue_prestige). If the target is the host, the leading attendee may have the
 * meeting moved to itself, so that the one who stayed away comes after all:
 *
 *   P(moved) = logistic(venue_ties (leader's affinity for the boycotter - for the host))
 *
 * written as a MEETING record. Nothing happens where the two meet nowhere. */
void meeting_boycott(struct run *run, int actor, int target, uint32_t cause);

/* The meeting of inject [inject] is due. False, with a MEETING record that says it failed, if fewer
 * than two come. */
bool meeting_held(struct run *run, int inject);

#endif
