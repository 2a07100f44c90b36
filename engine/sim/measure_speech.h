/* Measures of speech acts: what officials say, replies to them, endorsements, drills and
 * counter-drills. */
#ifndef DEMARCHE_SIM_MEASURE_SPEECH_H
#define DEMARCHE_SIM_MEASURE_SPEECH_H

#include "model/world.h"

struct measure_speech {
  int spoken;         /* public statements by officials about a theatre */
  int64_t spoken_at;  /* the last of them before the first reply, minutes */
  int last_register;  /* of the last of them */
  int warnings;       /* those that demand something of a party, at register 2 or more */
  int64_t warned_at;  /* the first of them */
  int64_t heard_at;   /* last report that an organ heard, -1 */
  int64_t report_gap; /* minutes from the last report heard to the first warning, -1 */
  bool named_culprit; /* some warning was addressed to a state */
  bool named_consequence;
  int adversary;     /* the side that the official did not speak up for, -1 */
  int replies;       /* statements by that side aimed at the official or his organisation */
  int64_t reply_gap; /* minutes from the official's last statement to the first reply */
  bool at_messenger; /* some reply doubts mandate, members' backing, fairness or use of office */
  int endorsements;  /* public, by members that are no party, of the official's position */
  int disavowals;
  int driller;        /* last actor that drilled */
  int64_t drilled_at; /* end of that drill, as far as its length is known */
  int counter_drills; /* drills by the adversary of one who had drilled before */
  int64_t countered_at;
  int64_t counter_gap; /* minutes from the end of the drill to the first of them */
};

void measure_speech_begin(struct measure_speech *speech);

/* An organ heard a report: [record] is the PROCEDURE. */
void measure_speech_heard(struct measure_speech *speech, const struct record *record);

/* Takes one ACT record, in order. */
void measure_speech_act(struct measure_speech *speech, const struct world *world,
                        const struct record *record);

/* The side that an official's public statement about a theatre does not speak up for; -1 if
 * [record] is no such statement, or there is none. */
int measure_speech_adversary(const struct world *world, const struct record *record);

/* Whose belief in an official matters when he never spoke: the opponent of a member of his
 * organisation in the first theatre that has one; -1 if none. */
int measure_speech_observer(const struct world *world, int official);

#endif
