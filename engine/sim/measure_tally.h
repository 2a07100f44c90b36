/* One pass over the records of a run: everything that measures count. */
#ifndef DEMARCHE_SIM_MEASURE_TALLY_H
#define DEMARCHE_SIM_MEASURE_TALLY_H

#include "sim/measure_speech.h"

struct tally {
  int acts[ACTOR_MAX];
  int said[VERB_MAX];
  int incidents[THEATRE_MAX];
  int ordered[THEATRE_MAX];
  int fatal[THEATRE_MAX];
  int statements, harsh, symbolic, drills, alarms, talks, boycotts, moved, exits, exit_threats;
  int replaced, retaliation, ordered_fire, offensives, accidents;
  int results[RESULT_COUNT]; /* PROCEDURE records by outcome */
  int casus, ceasefires;
  double registers; /* sum */
  double goldstein, plover, rivera;
  int peak_level;
  int64_t peak_at, last_force_at;
  uint64_t asked;  /* actors that asked for consultation or help */
  uint64_t owed;   /* actors to whom all clauses of an article of assistance applied */
  uint32_t events; /* records in the digest */
  struct measure_speech speech;
};

/* Fills [tally] (zeroed) from all records. */
void tally_run(struct tally *tally, const struct world *world);

/* Score of "EVENT/mode" on PLOVER's scale; the event's own where the mode has none, 0 unknown. */
double tally_plover_score(const char *code);

#endif
