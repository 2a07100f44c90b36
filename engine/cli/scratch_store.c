/* Scratch stores. */
#include "cli/scratch_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum err_code scratch_store_open(struct scratch_store *scratch, const struct sweep *sweep,
                                 struct err *err) {
  const char *out = sweep->order.out;
  const char *temporary = getenv("TMPDIR");
  if (out != NULL) {
    return sweep_open_store(sweep, out, &scratch->store, err);
  }
  temporary = temporary == NULL || temporary[0] == '\0' ? "/tmp" : temporary;
  int length = snprintf(scratch->folder, sizeof scratch->folder, "%s/demarche-XXXXXX", temporary);
  if (length < 0 || (size_t)length >= sizeof scratch->folder || mkdtemp(scratch->folder) == NULL) {
    scratch->folder[0] = '\0';
    return err_set(err, ERR_STORE, temporary,
                   "no folder for the runs can be made there: %s; TMPDIR says where, or --out",
                   strerror(errno));
  }
  (void)snprintf(scratch->path, sizeof scratch->path, "%s/runs.db", scratch->folder);
  return store_create(&scratch->store, scratch->path, &sweep->kept, err);
}

enum err_code scratch_store_close(struct scratch_store *scratch, struct err *err) {
  static const char *const ends[] = {"", "-wal", "-shm", "-journal", ".lock", ".new"};
  enum err_code rc = store_close(scratch->store, err);
  if (scratch->folder[0] == '\0') {
    return rc;
  }
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
    char path[4200];
    (void)snprintf(path, sizeof path, "%s%s", scratch->path, ends[i]);
    (void)unlink(path);
  }
  (void)rmdir(scratch->folder);
  return ERR_OK;
}
