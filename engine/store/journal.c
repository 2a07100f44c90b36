/* The journal of a file that is written: a log, or where that cannot work, pages to roll back. */
#include "store/handle.h"

#include <stdio.h>
#include <sys/vfs.h>

static int on_log(void *context, sqlite3 *db, const char *name, int pages) {
  struct store *store = context;
  (void)db;
  (void)name;
  store->log_pages = pages;
  return SQLITE_OK;
}

/* File systems of other machines, where the log's shared memory cannot work; FUSE may be one. */
static bool is_remote(const char *path) {
  static const uint32_t remote[] = {0x6969,     0x517b,     0xff534d42, 0xfe534d42, 0x0bd00bd0,
                                    0x47504653, 0x5346414f, 0x00c36400, 0x65735546, 0x01021997,
                                    0x19830326, 0x7461636f, 0xaad7aaea, 0x01161970, 0x73757245};
  struct statfs system;
  if (statfs(path, &system) != 0) {
    return true;
  }
  for (size_t i = 0; i < sizeof remote / sizeof remote[0]; i++) {
    if ((uint32_t)system.f_type == remote[i]) {
      return true;
    }
  }
  return false;
}

/* Asks for a journal; the answer is the one there will be. It is told before the change is
 * committed: only the end of the statement says that it was. */
static enum err_code ask_journal(struct store *store, const char *mode, bool *granted,
                                 struct err *err) {
  char sql[64];
  sqlite3_stmt *statement = NULL;
  (void)snprintf(sql, sizeof sql, "PRAGMA main.journal_mode = %s", mode);
  int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
  code = code == SQLITE_OK ? sqlite3_step(statement) : code;
  const char *answer = code == SQLITE_ROW ? store_column_text(statement, 0) : NULL;
  *granted = answer != NULL && sqlite3_stricmp(answer, mode) == 0;
  while (code == SQLITE_ROW) {
    code = sqlite3_step(statement);
  }
  int end = sqlite3_finalize(statement);
  code = code == SQLITE_DONE ? end : code;
  if (code != SQLITE_OK) {
    *granted = false;
    return store_fault(store, code, err);
  }
  return ERR_OK;
}

enum err_code store_set_journal(struct store *store, struct err *err) {
  bool granted = false;
  enum err_code rc = ERR_OK;
  int code = SQLITE_OK;
  if (!is_remote(store->real)) {
    rc = ask_journal(store, "wal", &store->log, err);
  }
  if (rc == ERR_OK && !store->log) {
    rc = ask_journal(store, "truncate", &granted, err);
    if (rc == ERR_OK && !granted) {
      rc = err_set(err, ERR_STORE, store->path, "no journal can be kept here");
    }
  }
  rc = rc != ERR_OK
           ? rc
           : store_execute(store, "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768", err);
  if (rc != ERR_OK || !store->log) {
    return rc;
  }
  /* The log is written back here and not by SQLite itself, which would keep quiet if it failed.
   * What an earlier process left in it may not have reached the disk when that died: all of it goes
   * into the file, and is synchronised there, before anything is added. */
  (void)sqlite3_wal_hook(store->db, on_log, store);
  code = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  rc = code == SQLITE_OK || code == SQLITE_BUSY ? ERR_OK : store_fault(store, code, err);
  /* SQLite makes the log's name last as well, but does not tell when that fails. */
  rc = rc != ERR_OK ? rc : store_remember_log(store, err);
  return rc != ERR_OK ? rc : store_sync_folder(store, err);
}

static bool is_disk_fault(int code) {
  return (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_FULL;
}

enum err_code store_put_log_away(struct store *store, struct err *err) {
  struct err fault = {0};
  bool granted = false;
  int code = SQLITE_OK;
  enum err_code rc = ERR_OK;
  (void)sqlite3_busy_timeout(store->db, 0);
  if (store->log) {
    code = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    rc = is_disk_fault(code) ? store_fault(store, code, &fault) : ERR_OK;
  }
  if (code == SQLITE_OK) {
    rc = ask_journal(store, "delete", &granted, &fault);
  }
  if (rc == ERR_STORE && err != NULL) {
    *err = fault;
  }
  return rc == ERR_STORE ? rc : ERR_OK;
}
