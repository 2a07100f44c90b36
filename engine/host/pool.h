/* A pool of workers on one libuv loop: started, fed, watched, replaced.
 *
 * Each worker has the next jobs waiting in its pipe, so that it never idles while the front
 * commits. A worker that crashes or hangs is replaced; the job it was at is blamed, the ones behind
 * it are handed out again without blame. */
#ifndef DEMARCHE_HOST_POOL_H
#define DEMARCHE_HOST_POOL_H

#include "base/err.h"
#include "base/text.h"
#include "wire/frame.h"

#include <stdbool.h>
#include <stdint.h>

enum { POOL_JOBS_MAX = 256, POOL_TRIES = 3 };

enum pool_next {
  POOL_JOB,  /* there is one */
  POOL_WAIT, /* none before some answer has come */
  POOL_END   /* none any more */
};

/* How a job ended. */
struct pool_answer {
  int64_t job;
  int attempts;                /* times it was handed out, from 1 */
  const unsigned char *frames; /* the answer's frames, the last of them RESULT or FAILED; NULL: the
                                  job crashed or hung its worker each time it was tried */
  size_t length;
  const char *reason; /* "" unless it crashed or hung */
};

struct pool_order {
  int workers;                       /* 1 to POOL_JOBS_MAX */
  const struct text *prologue;       /* frames that each fresh worker gets first */
  const char *const *worker_options; /* NULL-terminated words after `worker`; NULL: none */
  int timeout_s; /* seconds of silence after which a worker is killed; 0: CONVERSATION_TIMEOUT_S */
  int tick_ms;   /* how often [tick] is called */
  void *context;
  /* The next job: its number, and its frames added to [request]. Asked again after each answer and
   * each tick while it says POOL_WAIT. */
  enum pool_next (*next)(void *context, int64_t *job, struct text *request);
  /* Takes a finished job. An error ends the pool. */
  enum err_code (*answer)(void *context, const struct pool_answer *answer, struct err *err);
  /* Called every tick_ms and once at the end. An error ends the pool. */
  enum err_code (*tick)(void *context, struct err *err);
};

/* Runs jobs until there are none any more, or an error, or SIGINT, SIGTERM or SIGHUP (then
 * [*interrupted] is its number and workers are killed at once). ERR_WORKER when workers cannot be
 * started, or so many die in a row before they have answered anything that it cannot be the jobs;
 * then those jobs have been reported as crashed. Every handle is closed when this returns. */
enum err_code pool_run(const struct pool_order *order, int *interrupted, struct err *err);

/* Processors this process may use. */
int pool_processors(void);

#endif
