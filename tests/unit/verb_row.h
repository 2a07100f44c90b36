/* One row a verb: a legal use of it, what it does there, who is told, and uses that are refused. */
#ifndef DEMARCHE_TESTS_VERB_ROW_H
#define DEMARCHE_TESTS_VERB_ROW_H

#include "unit/realm.h"

/* What was so before. Bits. */
enum setting_bit {
  REPORTED = 1,     /* AAA has informed ORG of the border */
  REQUESTED = 2,    /* AAA has asked ORG for assistance there */
  VOTING = 4,       /* and the vote is open */
  AT_MEETING = 8,   /* it is the day of the summit */
  OFFERED = 16,     /* EEE has offered its good offices over the border */
  KILLED = 32,      /* somebody died there today */
  FIGHTING = 64,    /* BBB is on a general offensive there */
  COMMITTED = 128,  /* AAA has threatened BBB with force */
  EXCITED = 256,    /* three incidents are in the pipe in either theatre */
  GESTURE = 512,    /* AAA's village has offended CCC */
  WARNED = 1024,    /* SPK has warned BBB */
  NEWS = 2048,      /* AAA and BBB each have an act of the other before them */
  ALERTED = 4096,   /* everyone's readiness is 2; BBB's nuclear alert is full */
  MOBILISED = 8192, /* BBB mobilises by its timetable */
  WORN = 16384,     /* there are no shells left */
  PLACED = 32768 /* in either theatre AAA has old weapons against BBB, .4, and BBB new ones, .8 */
};

struct use {
  int actor, target, theatre;
  unsigned settings;
  int level; /* register; 0: the verb's own */
  uint32_t frames;
  double size; /* 0: 1 */
  bool closed, civil;
  bool by_village;   /* AAA speaks with its village's voice */
  bool in_orgs_name; /* SPK claims that ORG authorised him */
};

/* One effect as the row of the verb declares it, in its order. */
struct seen_effect {
  enum effect_kind kind;
  int sign; /* of its size; 0: its condition does not hold here, or there is nobody that it falls on
             */
  enum step step;
  int from, to; /* on whom: EFFECT_GRIEVANCE, AFFINITY: whose, for whom; others: by whom, on whom */
};

struct refusal {
  enum result result; /* RESULT_NONE ends the list */
  struct use use;
};

enum { REFUSAL_MAX = 3 };

struct verb_row {
  const char *verb;
  struct use use;
  const char *told; /* letters as in realm_set */
  struct seen_effect effects[VERB_EFFECT_MAX];
  struct refusal refusals[REFUSAL_MAX];
};

extern const struct verb_row verb_rows[];
extern const int verb_row_count;

/* Brings a started realm into the state that the use begins from. */
void verb_row_set_up(struct realm *realm, const struct use *use);

/* The act itself. */
const struct record *verb_row_act(struct realm *realm, const char *verb, const struct use *use);

#endif
