/* The lock that keeps a second writer out. */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PID_TEXT = 24 };

static enum err_code busy(int file, const char *where, struct err *err) {
  char text[PID_TEXT] = "";
  ssize_t length = pread(file, text, sizeof text - 1, 0);
  size_t digits = length > 0 ? strspn(text, "0123456789") : 0;
  text[digits] = '\0';
  return err_set(err, ERR_BUSY, where, "is being written by process %s; try again when it is done",
                 digits == 0 ? "(not told)" : text);
}

static enum err_code refused(const char *what, const char *where, struct err *err) {
  return err_set(err, ERR_STORE, where, "cannot be written: %s: %s", what, strerror(errno));
}

/* Whether the file that is locked still has its name: its last holder may have removed it between
 * our open and our lock, and then another process can lock a new one of that name. False with
 * errno 0 if it has not, with another if that cannot be found out. */
static bool still_named(int file, const char *path) {
  struct stat locked;
  struct stat named;
  if (fstat(file, &locked) != 0) {
    return false;
  }
  if (lstat(path, &named) != 0) {
    errno = errno == ENOENT ? 0 : errno;
    return false;
  }
  errno = 0;
  return locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

static void write_pid(int file) {
  char text[PID_TEXT];
  int length = snprintf(text, sizeof text, "%ld\n", (long)getpid());
  /* Only for the other's message: a full disk must not keep anybody from reading on. */
  if (ftruncate(file, 0) == 0) {
    ssize_t wrote = pwrite(file, text, (size_t)length, 0);
    (void)wrote;
  }
}

/* One attempt; [again] when the file was removed meanwhile. */
static enum err_code try_once(struct store_lock *lock, const char *where, bool *again,
                              struct err *err) {
  enum err_code rc = ERR_OK;
  *again = false;
  lock->file = open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  if (lock->file < 0) {
    return refused("its lock file", where, err);
  }
  if (flock(lock->file, LOCK_EX | LOCK_NB) != 0) {
    rc = errno == EWOULDBLOCK ? busy(lock->file, where, err)
                              : refused("locks do not work here", where, err);
  } else if (!still_named(lock->file, lock->path)) {
    *again = errno == 0;
    rc = *again ? ERR_OK : refused("its lock file", where, err);
  } else {
    write_pid(lock->file);
    return ERR_OK;
  }
  (void)close(lock->file);
  return rc;
}

enum err_code store_lock_take(struct store_lock *lock, const char *path, const char *where,
                              struct err *err) {
  bool again = true;
  enum err_code rc = ERR_OK;
  size_t size = strlen(path) + sizeof ".lock";
  lock->path = malloc(size);
  if (lock->path == NULL) {
    return err_set(err, ERR_NOMEM, where, "no memory");
  }
  (void)snprintf(lock->path, size, "%s.lock", path);
  while (rc == ERR_OK && again) {
    rc = try_once(lock, where, &again, err);
  }
  if (rc != ERR_OK) {
    free(lock->path);
    lock->path = NULL;
  }
  return rc;
}

void store_lock_release(struct store_lock *lock) {
  if (lock->path == NULL) {
    return;
  }
  if (still_named(lock->file, lock->path)) {
    (void)unlink(lock->path);
  }
  (void)close(lock->file);
  free(lock->path);
  lock->path = NULL;
}
