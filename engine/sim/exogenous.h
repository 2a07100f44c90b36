/* Exogenous events: scheduled drills, meetings on the calendar, elections, new leaders, weather. */
#ifndef DEMARCHE_SIM_EXOGENOUS_H
#define DEMARCHE_SIM_EXOGENOUS_H

#include "sim/run.h"

/* Schedules the scenario's injects and enters the calendar's meetings in the dyads. */
void exogenous_begin(struct run *run);

/* An inject is due ([event]->index), or its effect ends ([event]->record is 1: the weather turns).
 */
void exogenous_due(struct run *run, const struct queued *event);

#endif
