/* What every process that talks to workers does alike: spawning one, listening for signals. */
#ifndef DEMARCHE_HOST_CHILD_WORKER_H
#define DEMARCHE_HOST_CHILD_WORKER_H

#include "base/err.h"

#include <stdbool.h>
#include <uv.h>

enum { CHILD_SIGNALS = 3, CHILD_CHUNK = 65536 };

/* Starts this program as `demarche worker OPTIONS...` on two pipes that uv_pipe_init has seen.
 * Returns libuv's status. */
int child_worker_spawn(uv_loop_t *loop, uv_process_t *process, uv_pipe_t *to_worker,
                       uv_pipe_t *from_worker, const char *const *options, uv_exit_cb on_exit);

/* Initialises and starts the signals that end a program in order: SIGINT, SIGTERM, SIGHUP (unless
 * it was ignored from the start, as under nohup). [context] becomes their `data`. */
void child_worker_signals(uv_loop_t *loop, uv_signal_t signals[CHILD_SIGNALS],
                          uv_signal_cb on_signal, void *context);

/* Closes a handle that is not closing yet; fits uv_walk. */
void child_worker_close(uv_handle_t *handle, void *unused);

/* Room for what a worker says: CHILD_CHUNK bytes of malloc, which the reader frees. */
void child_worker_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer);

/* ERR_WORKER unless so many more files can be opened; libuv aborts when it lacks them. */
enum err_code child_worker_files(int wanted, struct err *err);

#endif
