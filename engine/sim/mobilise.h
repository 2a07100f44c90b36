/* Mobilisation by timetable: who is ahead, and what that is taken to be worth.
 *
 * An actor with `mobilisation_days` cannot call a mobilisation off before it is done, and every day
 * by which a rival is done earlier is held to be lost (`first_mover`, share of what is at stake):
 * the staffs' belief in the first blow, true or not (Schelling 1966, ch. 6; Snyder 1984; Van Evera
 * 1984). It enters perception and what policies see, never the fighting itself. Without timetables,
 * and with first_mover = 0, everything here is 0. */
#ifndef DEMARCHE_SIM_MOBILISE_H
#define DEMARCHE_SIM_MOBILISE_H

#include "model/world.h"

/* The actor's forces are on the move, or stand mobilised, from now on; one that is under way goes
 * on.
 */
void mobilise_begin(struct world *world, int actor);

/* They go home. Legal only once the timetable is done. */
void mobilise_end(struct world *world, int actor);

/* Share of the timetable that is done, 0 (not begun, or no timetable) to 1. */
double mobilise_progress(const struct world *world, int actor);

/* What standing still costs [actor] while [rival] is mobilising or mobilised, as a share of what is
 * at stake, 0 to 1: first_mover times the days by which it would be behind him if it began only
 * when he is done, or a week from now, whichever is later. 0 if it has begun itself. */
double mobilise_delay(const struct world *world, int actor, int rival);

/* What striking now is worth more than striking once [rival] is ready, as a share of what is at
 * stake, 0 to 1: first_mover times the days that [actor], itself ready, is still ahead of him. */
double mobilise_window(const struct world *world, int actor, int rival);

/* Whether the actor's plan of war has it attack in a theatre (`plan` of its forces there). */
bool mobilise_planned(const struct scenario *scenario, int theatre, int actor);

/* How pressing the race is for an actor: the largest of delay and window over its rivals, each
 * times its stake there. */
double mobilise_pressure(const struct world *world, int actor);

/* Whether a record is the mobilisation of a rival in a race with [observer]. */
bool mobilise_alarms(const struct world *world, int observer, const struct record *record);

#endif
