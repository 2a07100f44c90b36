/* One writer a results file: an advisory lock on PATH.lock.
 *
 * The lock is flock's on a file beside the results file, so that it goes with the process however
 * that ends. The file holds the holder's process id for the message another gets, and is removed by
 * the holder while it still holds it. */
#ifndef DEMARCHE_STORE_LOCK_H
#define DEMARCHE_STORE_LOCK_H

#include "base/err.h"

/* Closed on exec, so that no worker process inherits it. */
struct store_lock {
  char *path; /* "PATH.lock"; NULL: not held */
  int file;
};

/* Takes the lock of the results file at [path], whose links have been followed. ERR_BUSY naming the
 * process that has it; ERR_STORE if the folder cannot be written to. [where] is for messages. */
enum err_code store_lock_take(struct store_lock *lock, const char *path, const char *where,
                              struct err *err);

/* Removes the file and lets go. Safe when nothing is held. */
void store_lock_release(struct store_lock *lock);

#endif
