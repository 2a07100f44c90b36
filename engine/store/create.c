/* New files, and old ones that are written on.
 *
 * A new file is made whole under another name and then given its own, so that there is never half a
 * file to be found, wherever the making is cut off. */
#include "store/handle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "[real][ending]", to be freed; NULL: no memory. */
static char *beside(const char *real, const char *ending) {
  size_t size = strlen(real) + strlen(ending) + 1;
  char *name = malloc(size);
  if (name != NULL) {
    (void)snprintf(name, size, "%s%s", real, ending);
  }
  return name;
}

/* Removes what an earlier file of that name left: SQLite would take its log for the new one's. */
static enum err_code remove_leftovers(const struct store *store, struct err *err) {
  static const char *const endings[] = {"-wal", "-shm", "-journal", ".new", ".new-journal"};
  enum err_code rc = ERR_OK;
  for (size_t i = 0; i < sizeof endings / sizeof endings[0] && rc == ERR_OK; i++) {
    char *name = beside(store->real, endings[i]);
    if (name == NULL) {
      rc = err_set(err, ERR_NOMEM, store->path, "no memory");
    } else if (unlink(name) != 0 && errno != ENOENT) {
      rc = err_set(err, ERR_STORE, store->path, "%s is in the way: %s", name, strerror(errno));
    }
    free(name);
  }
  return rc;
}

static enum err_code fill(struct store *store, const struct store_plan *plan, struct err *err) {
  struct text sql = {0};
  const char **columns = NULL;
  text_add(&sql, "PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY;"
                 "PRAGMA synchronous = FULL; BEGIN IMMEDIATE;");
  enum err_code rc = store_schema(&sql, plan, &store->arena, &columns, store->path, err);
  rc = rc != ERR_OK ? rc : store_execute(store, text_string(&sql), err);
  rc = rc != ERR_OK ? rc : store_write_plan(store, plan, columns, err);
  rc = rc != ERR_OK ? rc : store_execute(store, "COMMIT", err);
  text_free(&sql);
  return rc;
}

/* Gives the new file its name, without ever taking it from a file that has something in it: only
 * our own lock keeps other writers out. */
static enum err_code rename_new(const struct store *store, const char *name, bool replace,
                                struct err *err) {
  int done = replace ? rename(name, store->real)
                     : renameat2(AT_FDCWD, name, AT_FDCWD, store->real, RENAME_NOREPLACE);
  if (done != 0 && !replace && (errno == EINVAL || errno == ENOSYS)) {
    done = access(store->real, F_OK) == 0 ? -1 : rename(name, store->real);
  }
  return done == 0 ? ERR_OK
                   : err_set(err, ERR_STORE, store->path, "cannot be made: %s", strerror(errno));
}

static enum err_code make(struct store *store, const struct store_plan *plan, bool replace,
                          struct err *err) {
  char *name = beside(store->real, ".new");
  enum err_code rc = name == NULL ? err_set(err, ERR_NOMEM, store->path, "no memory")
                                  : remove_leftovers(store, err);
  if (rc == ERR_OK) {
    store->writer = true;
    rc = store_connect(store, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    rc = rc != ERR_OK ? rc : fill(store, plan, err);
    store->writer = false;
    if (sqlite3_close(store->db) != SQLITE_OK && rc == ERR_OK) {
      rc = err_set(err, ERR_INTERNAL, store->path, "a new file stays open");
    }
    store->db = NULL;
    rc = rc != ERR_OK ? rc : rename_new(store, name, replace, err);
    if (rc != ERR_OK) {
      (void)unlink(name);
    }
  }
  arena_rewind(&store->arena, 0);
  free(name);
  return rc != ERR_OK ? rc : store_sync_folder(store, err);
}

/* A handle that holds the lock of [path]; [size] of the file, -1: none. */
static enum err_code lock(struct store **out, const char *path, int64_t *size, struct err *err) {
  char *real = NULL;
  enum err_code rc = store_resolve(path, &real, size, err);
  rc = rc != ERR_OK ? rc : store_new(out, path, real, err);
  if (rc != ERR_OK) {
    return rc;
  }
  rc = store_lock_take(&(*out)->lock, (*out)->real, path, err);
  /* Another writer may have made or ended the file before the lock was ours. */
  if (rc == ERR_OK) {
    rc = store_resolve(path, &real, size, err);
    if (rc == ERR_OK) {
      free(real);
    }
  }
  if (rc != ERR_OK) {
    store_free(*out);
    *out = NULL;
  }
  return rc;
}

enum err_code store_create(struct store **out, const char *path, const struct store_plan *plan,
                           struct err *err) {
  struct store *store = NULL;
  int64_t size = 0;
  enum err_code rc = lock(&store, path, &size, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (size > 0) {
    rc = err_set(err, ERR_STORE, path, "exists already; expected a new file, or --resume");
  }
  rc = rc != ERR_OK ? rc : make(store, plan, size == 0, err);
  rc = rc != ERR_OK ? rc : store_open_writer(store, err);
  rc = rc != ERR_OK ? rc : store_set_journal(store, err);
  if (rc != ERR_OK) {
    store_free(store);
    return rc;
  }
  *out = store;
  return ERR_OK;
}

static bool lines_differ(const struct store_plan *a, const struct store_plan *b) {
  bool differ = a->line_count != b->line_count || a->planned != b->planned;
  for (int i = 0; !differ && i < a->line_count; i++) {
    differ = strcmp(a->lines[i].key, b->lines[i].key) != 0 ||
             strcmp(a->lines[i].value, b->lines[i].value == NULL ? "" : b->lines[i].value) != 0;
  }
  return differ;
}

/* Writes what may change, and reads the plan again. */
static enum err_code take_changes(struct store *store, const struct store_plan *plan,
                                  struct err *err) {
  if (!lines_differ(&store->plan, plan)) {
    return ERR_OK;
  }
  enum err_code rc = store_update_plan(store, plan, err);
  if (rc == ERR_OK) {
    (void)sqlite3_finalize(store->kept[KEPT_READ_RUN]);
    store->kept[KEPT_READ_RUN] = NULL;
    arena_rewind(&store->arena, 0);
    rc = store_read_plan(store, err);
  }
  return rc;
}

enum err_code store_resume(struct store **out, const char *path, const struct store_plan *plan,
                           struct err *err) {
  struct store *store = NULL;
  int64_t size = 0;
  enum err_code rc = lock(&store, path, &size, err);
  if (rc != ERR_OK) {
    return rc;
  }
  if (size < 0) {
    rc = err_set(err, ERR_STORE, path, "does not exist");
  }
  rc = rc != ERR_OK ? rc : store_open_writer(store, err);
  rc = rc != ERR_OK ? rc
                    : store_compare(plan, &store->plan, false, path,
                                    "as the sweep began; a changed plan needs a new file", err);
  rc = rc != ERR_OK ? rc : store_set_journal(store, err);
  rc = rc != ERR_OK ? rc : take_changes(store, plan, err);
  if (rc != ERR_OK) {
    store_free(store);
    return rc;
  }
  *out = store;
  return ERR_OK;
}
