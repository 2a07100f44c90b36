/* Future events in total order: (time, phase, actor, sequence). Ties are never left to the heap. */
#ifndef DEMARCHE_SIM_QUEUE_H
#define DEMARCHE_SIM_QUEUE_H

#include "base/arena.h"
#include "sim/menu.h"

#include <stdbool.h>
#include <stdint.h>

/* Phases of one instant, in order. Everything due in a phase reads the world as it was when the
 * phase began. */
enum phase {
  PHASE_DAY,       /* daily decay, mobilisation arriving, days counted */
  PHASE_INJECT,    /* exogenous events */
  PHASE_INCIDENT,  /* exchanges of fire */
  PHASE_ACT,       /* intentions take effect, all of an instant together */
  PHASE_FIGHT,     /* a day of an offensive */
  PHASE_PROCEDURE, /* sessions, deadlines */
  PHASE_PERCEIVE,  /* news arrives */
  PHASE_REVIEW     /* attention is looked at; those who attend decide */
};

struct queued {
  int64_t at; /* minutes */
  enum phase phase;
  int actor;                         /* whose event; theatres and organisations use their index */
  uint32_t sequence;                 /* given by queue_push */
  uint32_t record;                   /* PERCEIVE: what; ACT: decision */
  uint32_t stimulus;                 /* ACT: record reacted to, 0: own initiative or exogenous */
  int index;                         /* INJECT: inject; PROCEDURE: case; INCIDENT, FIGHT: theatre */
  const struct intention *intention; /* ACT: in the run's arena */
};

struct queue {
  struct queued *heap;
  uint32_t count, room;
  uint32_t next_sequence;
};

/* Room for [room] events in [arena]; false when it is full. */
bool queue_init(struct queue *queue, struct arena *arena, uint32_t room);

/* Adds a copy of [event]; false when there is no room (an event storm). */
bool queue_push(struct queue *queue, const struct queued *event);

/* Takes the first event in order; false when empty. */
bool queue_pop(struct queue *queue, struct queued *out);

/* The first event without taking it; NULL when empty. Valid until the next push or pop. */
const struct queued *queue_first(const struct queue *queue);

/* Whether [a] comes before [b]. A total order: exactly one of before(a,b), before(b,a) for two
 * events. */
bool queue_before(const struct queued *a, const struct queued *b);

#endif
