/* Opening and closing a results file. */
#include "store/handle.h"

#include <assert.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_SIZE = 100, AT_PAGE_SIZE = 16, AT_VERSION = 60, AT_APPLICATION = 68 };

/* The folder of a file that is not there yet, with its links followed. */
static enum err_code resolve_new(const char *path, char **real, struct err *err) {
  struct stat link;
  if (path[strlen(path) - 1] == '/') {
    return err_set(err, ERR_STORE, path, "found the name of a folder; expected a results file");
  }
  if (lstat(path, &link) == 0) {
    return err_set(err, ERR_STORE, path, "is a symbolic link to a file that is not there");
  }
  char *copies[2] = {strdup(path), strdup(path)};
  enum err_code rc = ERR_OK;
  char *folder = NULL;
  if (copies[0] == NULL || copies[1] == NULL) {
    rc = err_set(err, ERR_NOMEM, path, "no memory");
    goto done;
  }
  folder = realpath(dirname(copies[0]), NULL);
  if (folder == NULL) {
    rc = err_set(err, ERR_STORE, path, "its folder cannot be used: %s", strerror(errno));
    goto done;
  }
  const char *name = basename(copies[1]);
  size_t size = strlen(folder) + strlen(name) + 2;
  *real = malloc(size);
  if (*real == NULL) {
    rc = err_set(err, ERR_NOMEM, path, "no memory");
    goto done;
  }
  (void)snprintf(*real, size, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
done:
  free(folder);
  free(copies[0]);
  free(copies[1]);
  return rc;
}

enum err_code store_resolve(const char *path, char **real, int64_t *size, struct err *err) {
  struct stat found;
  *size = -1;
  *real = realpath(path, NULL);
  if (*real == NULL && errno == ENOENT && path[0] != '\0') {
    return resolve_new(path, real, err);
  }
  if (*real == NULL || stat(*real, &found) != 0) {
    free(*real);
    *real = NULL;
    return err_set(err, ERR_STORE, path, "cannot be used: %s", strerror(errno));
  }
  if (!S_ISREG(found.st_mode)) {
    free(*real);
    *real = NULL;
    return err_set(err, ERR_STORE, path, "found %s; expected a results file",
                   S_ISDIR(found.st_mode) ? "a folder" : "a device or pipe");
  }
  *size = found.st_size;
  return ERR_OK;
}

enum err_code store_new(struct store **out, const char *path, char *real, struct err *err) {
  struct store *store = calloc(1, sizeof *store);
  char *copy = strdup(path);
  if (store == NULL || copy == NULL) {
    free(store);
    free(copy);
    free(real);
    return err_set(err, ERR_NOMEM, path, "no memory");
  }
  store->path = copy;
  store->real = real;
  arena_open_blocks(&store->arena, STORE_PLAN_BYTES);
  *out = store;
  return ERR_OK;
}

void store_free(struct store *store) {
  for (int i = 0; i < KEPT_COUNT; i++) {
    (void)sqlite3_finalize(store->kept[i]);
  }
  if (store->db != NULL && store->writer) {
    /* What could not be written once is not tried again behind the caller's back, and a file that
     * was refused stays as it is. */
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  }
  (void)sqlite3_close(store->db);
  store_lock_release(&store->lock);
  arena_close(&store->arena);
  free(store->packed);
  free(store->path);
  free(store->real);
  free(store);
}

/* Whether the file "[real][ending]" is there and holds something. */
static bool has_companion(const struct store *store, const char *ending) {
  struct text name = {0};
  struct stat found;
  text_add(&name, store->real);
  text_add(&name, ending);
  bool there = stat(text_string(&name), &found) == 0 && found.st_size > 0;
  text_free(&name);
  return there;
}

/* Whether a log or journal is there, which may hold what the file lacks. */
static bool is_unfinished(const struct store *store) {
  return has_companion(store, "-wal") || has_companion(store, "-journal");
}

static uint32_t big_endian(const unsigned char *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* Looks at the first bytes before SQLite does. Read through SQLite's own file: to open and close
 * the file beside it would drop the locks that this process has on it. */
static enum err_code check_header(struct store *store, struct err *err) {
  unsigned char header[HEADER_SIZE] = {0};
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  int code = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  code = code == SQLITE_OK ? file->pMethods->xFileSize(file, &size) : code;
  if (code == SQLITE_OK && size == 0) {
    return err_set(err, ERR_STORE, store->path, "is empty; expected a results file");
  }
  code = code == SQLITE_OK ? file->pMethods->xRead(file, header, HEADER_SIZE, 0) : code;
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) {
    return store_fault(store, code, err);
  }
  if (size < HEADER_SIZE || memcmp(header, "SQLite format 3", 16) != 0 ||
      big_endian(header + AT_APPLICATION) != STORE_APPLICATION) {
    return err_set(err, ERR_STORE, store->path, "is no results file of this program");
  }
  if (big_endian(header + AT_VERSION) != STORE_VERSION) {
    return err_set(err, ERR_STORE, store->path, "is of version %u; this program reads %d",
                   (unsigned)big_endian(header + AT_VERSION), STORE_VERSION);
  }
  /* SQLite takes what a cut page lacks for zeros. */
  int64_t page = big_endian(header + AT_PAGE_SIZE) >> 16;
  if (page > 1 && size % page != 0 && !is_unfinished(store)) {
    return store_damaged(store, err, "its end was cut off");
  }
  return ERR_OK;
}

static int defend(sqlite3 *db) {
  static const int on[] = {SQLITE_DBCONFIG_DEFENSIVE};
  static const int off[] = {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                            SQLITE_DBCONFIG_ENABLE_VIEW,    SQLITE_DBCONFIG_DQS_DML,
                            SQLITE_DBCONFIG_DQS_DDL,        SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION};
  int code = SQLITE_OK;
  for (size_t i = 0; i < sizeof on / sizeof on[0] && code == SQLITE_OK; i++) {
    code = sqlite3_db_config(db, on[i], 1, NULL);
  }
  for (size_t i = 0; i < sizeof off / sizeof off[0] && code == SQLITE_OK; i++) {
    code = sqlite3_db_config(db, off[i], 0, NULL);
  }
  (void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, STORE_VALUE_MAX);
  (void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  (void)sqlite3_extended_result_codes(db, 1);
  (void)sqlite3_busy_timeout(db, STORE_BUSY_MS);
  return code;
}

enum err_code store_connect(struct store *store, const char *name, int flags, struct err *err) {
  int code =
      sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
  code = code == SQLITE_OK ? defend(store->db) : code;
  if (code != SQLITE_OK) {
    return store_fault(store, code, err);
  }
  enum err_code rc = (flags & SQLITE_OPEN_CREATE) != 0 ? ERR_OK : check_header(store, err);
  return rc != ERR_OK ? rc
                      : store_execute(store,
                                      "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                                      "PRAGMA mmap_size = 0",
                                      err);
}

enum err_code store_open_writer(struct store *store, struct err *err) {
  bool begun = false;
  store->writer = true;
  enum err_code rc = store_connect(store, store->real, SQLITE_OPEN_READWRITE, err);
  rc = rc != ERR_OK ? rc : store_remember_file(store, err);
  if (rc == ERR_OK && sqlite3_db_readonly(store->db, "main") != 0) {
    rc = err_set(err, ERR_STORE, store->path, "may not be written; give yourself the right to");
  }
  rc = rc != ERR_OK ? rc : store_begin_reading(store, &begun, err);
  rc = rc != ERR_OK ? rc : store_read_plan(store, err);
  store_end_reading(store, begun);
  return rc;
}

/* One attempt to read; [code] is SQLite's if the connection is there but cannot be read through. */
static enum err_code try_reading(struct store *store, const char *name, int flags, int *code,
                                 struct err *err) {
  int64_t count = 0;
  (void)sqlite3_close(store->db);
  store->db = NULL;
  enum err_code rc = store_connect(store, name, flags, err);
  *code = SQLITE_OK;
  if (rc == ERR_OK) {
    rc = store_number(store, "SELECT count(*) FROM sqlite_schema", &count, err);
    *code = sqlite3_errcode(store->db) & 0xff;
  }
  return rc;
}

/* On read-only media SQLite would want to make files for its log; nobody can be writing there. */
static enum err_code read_unchanging(struct store *store, struct err *err) {
  struct text uri = {0};
  int code = SQLITE_OK;
  text_add(&uri, "file:");
  for (const char *at = store->real; *at != '\0'; at++) {
    text_add_format(&uri, "%%%02x", (unsigned)(unsigned char)*at);
  }
  text_add(&uri, "?immutable=1");
  enum err_code rc =
      try_reading(store, text_string(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &code, err);
  text_free(&uri);
  return rc;
}

/* A writer that was killed may have left a journal to roll back, or a log whose index is to be made
 * again, before anybody can read: that takes a connection that may write, and SQLite sees to it
 * that the writer is gone. */
static enum err_code connect_reader(struct store *store, struct err *err) {
  struct err fault = {0};
  int code = SQLITE_OK;
  enum err_code rc = try_reading(store, store->real, SQLITE_OPEN_READONLY, &code, &fault);
  if (rc != ERR_OK && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
    rc = try_reading(store, store->real, SQLITE_OPEN_READWRITE, &code, &fault);
    rc = rc != ERR_OK ? rc : store_execute(store, "PRAGMA query_only = ON", &fault);
  }
  if (rc != ERR_OK && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
    rc = is_unfinished(store)
             ? err_set(&fault, ERR_STORE, store->path,
                       "was not closed by its writer and cannot be mended here; copy it with its "
                       "-wal or -journal file to a folder that can be written")
             : read_unchanging(store, &fault);
  }
  if (rc != ERR_OK && err != NULL) {
    *err = fault;
  }
  return rc;
}

enum err_code store_open(struct store **out, const char *path, struct err *err) {
  char *real = NULL;
  int64_t size = 0;
  bool begun = false;
  struct store *store = NULL;
  enum err_code rc = store_resolve(path, &real, &size, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (size < 0) {
    free(real);
    return err_set(err, ERR_STORE, path, "does not exist");
  }
  rc = store_new(&store, path, real, err);
  if (rc != ERR_OK) {
    return rc;
  }
  assert(store != NULL);
  rc = connect_reader(store, err);
  rc = rc != ERR_OK ? rc : store_begin_reading(store, &begun, err);
  rc = rc != ERR_OK ? rc : store_read_plan(store, err);
  store_end_reading(store, begun);
  if (rc != ERR_OK) {
    store_free(store);
    return rc;
  }
  *out = store;
  return ERR_OK;
}

enum err_code store_close(struct store *store, struct err *err) {
  enum err_code rc = ERR_OK;
  if (store == NULL) {
    return ERR_OK;
  }
  if (store->writer && !store->failed) {
    rc = store_commit(store, err);
    rc = rc != ERR_OK ? rc : store_same_file(store, err);
  }
  for (int i = 0; i < KEPT_COUNT; i++) {
    (void)sqlite3_finalize(store->kept[i]);
    store->kept[i] = NULL;
  }
  if (store->writer && !store->failed && rc == ERR_OK) {
    rc = store_put_log_away(store, err);
  }
  store_free(store);
  return rc;
}

const struct store_plan *store_plan(const struct store *store) {
  return &store->plan;
}

const char *store_path(const struct store *store) {
  return store->path;
}
