/* One conversation with a worker: requests go out, answers come in, on one libuv loop. */
#ifndef DEMARCHE_HOST_CONVERSATION_H
#define DEMARCHE_HOST_CONVERSATION_H

#include "base/err.h"
#include "base/text.h"
#include "wire/frame.h"

/* A budget stops scripts within seconds; a worker silent for this long hangs. */
enum { CONVERSATION_TIMEOUT_S = 120 };

/* Called for each answer, in order. Sets [*over] when the conversation is over: the worker is then
 * asked to leave. [err] is for what is wrong with the answer. */
typedef enum err_code (*answer_fn)(void *context, const struct wire_frame *frame, bool *over,
                                   struct err *err);

struct conversation_order {
  const struct text *requests;       /* frames to send */
  const char *const *worker_options; /* NULL-terminated words after `worker`; NULL: none */
  answer_fn answer;
  void *context;
  int timeout_s; /* seconds of silence after which the worker is killed; 0: CONVERSATION_TIMEOUT_S
                  */
};

/* Starts a worker (this program, as `demarche worker`), sends the requests, hands out answers until
 * the conversation is over or the worker ends; one that does not leave then is killed. ERR_WORKER
 * when it crashed, with its signal; ERR_BUDGET when it was killed for its silence; what [answer]
 * returned if that was an error;
 * [*interrupted] is set to the signal's number when SIGINT, SIGTERM or SIGHUP ended it. Every
 * handle is closed when this returns. */
enum err_code conversation_hold(const struct conversation_order *order, int *interrupted,
                                struct err *err);

#endif
