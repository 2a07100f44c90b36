/* Series: what stood at each midnight of a run. Only looks: a run with series is the run without.
 */
#ifndef DEMARCHE_SIM_SERIES_H
#define DEMARCHE_SIM_SERIES_H

#include "sim/run.h"

/* A run's series are at most so many values: days times series. */
enum { SERIES_VALUES_MAX = 4 << 20 };

struct series;

/* Makes the list and takes day 0, if the run's order wants series; else leaves run->series NULL.
 * Called when beliefs have begun and nothing has happened. Fails the run (ERR_LIMIT) when there are
 * too many values, or no room for them. */
void series_begin(struct run *run);

/* A midnight or the end of the run: takes what stands before the day's own changes, so that a run
 * that ends there ends with the same values. [day] is 1 to the days of the run. */
void series_take(struct run *run, int day);

/* Hands the series to [result]. */
void series_give(const struct run *run, struct run_result *result);

#endif
