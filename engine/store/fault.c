/* What goes wrong with a file, in words. */
#include "store/handle.h"

#include <errno.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* A file beside the results file that is there but not ours to read. */
static bool name_unreadable(const struct store *store, char *out, size_t size) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    (void)snprintf(out, size, "%s%s", store->real, endings[i]);
    if (access(out, F_OK) == 0 && access(out, R_OK | (store->writer ? W_OK : 0)) != 0) {
      return true;
    }
  }
  return false;
}

static enum err_code cannot_open(struct store *store, struct err *err) {
  char name[600];
  int error = sqlite3_system_errno(store->db);
  if (name_unreadable(store, name, sizeof name)) {
    return err_set(err, ERR_STORE, store->path, "cannot be opened: %s may not be %s", name,
                   store->writer ? "written" : "read");
  }
  return err_set(err, ERR_STORE, store->path, "cannot be %s%s%s",
                 store->writer ? "written" : "read", error == 0 ? "" : ": ",
                 error == 0 ? "" : strerror(error));
}

/* How many runs are safe, when that can still be asked. Asked without store_number, whose faults
 * would be told here again. */
static void add_committed(struct store *store, char *out, size_t size) {
  sqlite3_stmt *count = NULL;
  out[0] = '\0';
  if (store->writer && sqlite3_get_autocommit(store->db) != 0 &&
      sqlite3_prepare_v2(store->db, "SELECT count(*) FROM runs", -1, &count, NULL) == SQLITE_OK &&
      sqlite3_step(count) == SQLITE_ROW) {
    (void)snprintf(out, size, "; %lld runs are committed and safe",
                   (long long)sqlite3_column_int64(count, 0));
  }
  (void)sqlite3_finalize(count);
}

/* Of the folder, since a new file has no name yet. */
static bool look_at_disk(const struct store *store, struct statvfs *disk) {
  char *copy = strdup(store->real);
  bool seen = copy != NULL && statvfs(dirname(copy), disk) == 0;
  free(copy);
  return seen;
}

static enum err_code disk_full(struct store *store, struct err *err) {
  struct statvfs disk;
  char committed[64];
  add_committed(store, committed, sizeof committed);
  if (!look_at_disk(store, &disk)) {
    return err_set(err, ERR_STORE, store->path, "the disk is full%s", committed);
  }
  return err_set(err, ERR_STORE, store->path, "the disk is full (%llu bytes free)%s",
                 (unsigned long long)disk.f_bavail * disk.f_frsize, committed);
}

/* The system's reason for the last failure of a file; SQLite itself forgets it when it is a commit
 * that fails. 0: not known. */
static int reason_of_file(struct store *store, int which) {
  sqlite3_file *file = NULL;
  int reason = 0;
  if (sqlite3_file_control(store->db, "main", which, &file) != SQLITE_OK || file == NULL ||
      file->pMethods == NULL ||
      file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason) != SQLITE_OK) {
    return 0;
  }
  return reason;
}

static int reason_of(struct store *store) {
  int reason = store->db == NULL ? 0 : sqlite3_system_errno(store->db);
  reason = reason != 0 ? reason : reason_of_file(store, SQLITE_FCNTL_JOURNAL_POINTER);
  return reason != 0 ? reason : reason_of_file(store, SQLITE_FCNTL_FILE_POINTER);
}

static enum err_code input_output(struct store *store, int code, int reason, struct err *err) {
  char committed[64];
  if (reason == ENOSPC || reason == EDQUOT) {
    return disk_full(store, err);
  }
  add_committed(store, committed, sizeof committed);
  if (reason == EFBIG) {
    return err_set(err, ERR_STORE, store->path,
                   "may not grow any further; expected a higher limit (ulimit -f)%s", committed);
  }
  return err_set(err, ERR_STORE, store->path, "the disk failed: %s%s",
                 reason == 0 ? sqlite3_errstr(code) : strerror(reason), committed);
}

enum err_code store_fault(struct store *store, int code, struct err *err) {
  switch (code & 0xff) {
  case SQLITE_NOMEM:
    return err_set(err, ERR_NOMEM, store->path, "no memory");
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return err_set(err, ERR_BUSY, store->path, "another program holds it locked; try again");
  case SQLITE_FULL:
    return disk_full(store, err);
  case SQLITE_IOERR:
    return input_output(store, code, reason_of(store), err);
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_READONLY:
    return cannot_open(store, err);
  case SQLITE_NOTADB:
    return err_set(err, ERR_STORE, store->path, "is damaged or no results file");
  default: /* SQLITE_CORRUPT, and SQLITE_ERROR: what is asked for is not there */
    return store_damaged(store, err, "%s", sqlite3_errmsg(store->db));
  }
}

enum err_code store_give_in(struct store *store, enum err_code code, const struct err *err) {
  if (!store->failed) {
    store->failed = true;
    store->fault = *err;
    store->fault.code = code;
    store->begun = false;
    store->pending = 0;
    (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  }
  return code;
}

enum err_code store_fault_write(struct store *store, int code, struct err *err) {
  struct err fault = {0};
  int reason = reason_of(store);
  /* SQLite has undone the transaction or this does: only then can committed runs be counted. */
  bool disk = (code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR;
  if (disk) {
    (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  }
  enum err_code rc = (code & 0xff) == SQLITE_IOERR ? input_output(store, code, reason, &fault)
                                                   : store_fault(store, code, &fault);
  if (err != NULL) {
    *err = fault;
  }
  return store_give_in(store, rc, &fault);
}

enum err_code store_damaged(struct store *store, struct err *err, const char *format, ...) {
  char text[ERR_TEXT_MAX];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return err_set(err, ERR_STORE, store->path, "is damaged: %.*s", ERR_TEXT_MAX - 16, text);
}
