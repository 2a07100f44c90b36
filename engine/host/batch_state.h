/* The inside of a batch, shared by the files that make it up. */
#ifndef DEMARCHE_HOST_BATCH_STATE_H
#define DEMARCHE_HOST_BATCH_STATE_H

#include "host/batch.h"
#include "host/pool.h"
#include "wire/message.h"

struct batch {
  const struct batch_order *order;
  struct batch_report *report;
  struct progress progress;
  struct arena arena;  /* wound back after each request and each answer */
  unsigned char *done; /* a bit for each run of the plan */
  int *costly;         /* [point] exhausted or crashed runs */
  bool *precise;       /* [point] satisfied by the rule of precision */
  int64_t cursor;      /* the next run to look at */
  int64_t wave;        /* replicates handed out before the next look */
  int64_t under_way;
  int64_t uncommitted[RUN_STATUS_COUNT];
  struct setting *words, *numbers;  /* of a request */
  struct factor_value *values;      /* [factor] of an answer */
  struct run_summary result;        /* of an answer, as it came */
  struct run_summary arranged;      /* and in the plan's order */
  struct summary_outcome *outcomes; /* [measure] */
  float *series;                    /* [series * (days + 1)] */
  size_t series_room;
  struct text reason;
  enum err_code failure; /* of a look; reported by the next tick */
  struct err fault;
};

/* After a wave: finds out which points are precise enough and moves batch->wave on. A failure is
 * kept in batch->failure as well. */
enum err_code batch_look(struct batch *batch);

/* Puts the measures and series of batch->result in the plan's order and hangs them on [run].
 * ERR_INTERNAL for a measure or series that the plan does not have; ERR_NOMEM. */
enum err_code batch_arrange(struct batch *batch, struct store_run *run, struct err *err);

/* The last frame of an answer. */
struct wire_frame batch_last_frame(const unsigned char *frames, size_t length);

/* Puts the records of an answer, after the run itself. ERR_WIRE when they are malformed, or what
 * keeping one returned. */
enum err_code batch_keep_records(struct batch *batch, const struct pool_answer *answer,
                                 int64_t run_id, struct err *err);

#endif
