/* Measures of speech acts: warnings by officials, replies to them, endorsements, drills and
 * counter-drills. */
#ifndef DEMARCHE_SIM_MEASURE_SPEECH_H
#define DEMARCHE_SIM_MEASURE_SPEECH_H

#include "model/world.h"

struct measure_speech {
  int warnings;       /* statements by an official about a theatre */
  int64_t warned_at;  /* the first of them, minutes */
  bool named_culprit; /* some warning was addressed to a state */
  int adversary;      /* the side of that theatre that the official did not speak up for, -1 */
  int replies;        /* statements by that side aimed at the official or his organisation */
  int64_t replied_at;
  bool at_messenger; /* some reply doubts mandate, members' backing, fairness or use of office */
  int endorsements;  /* by members, of the official's position */
  int disavowals;
  int driller; /* last actor that drilled */
  int64_t drilled_at;
  int counter_drills; /* drills by the adversary of one who had drilled before */
  int64_t countered_at;
};

void measure_speech_begin(struct measure_speech *speech);

/* Takes one ACT record, in order. */
void measure_speech_act(struct measure_speech *speech, const struct world *world,
                        const struct record *record);

/* Whose belief in an official matters when he never spoke: the opponent of a member of his
 * organisation in the first theatre that has one; -1 if none. */
int measure_speech_observer(const struct world *world, int official);

#endif
