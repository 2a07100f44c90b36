/* Whether the file that is written still is the one that its name means. */
#include "store/handle.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Remembers which file the name means. A second name of it would have a lock and a log of its own.
 */
enum err_code store_remember_file(struct store *store, struct err *err) {
  struct stat found;
  if (stat(store->real, &found) != 0) {
    return err_set(err, ERR_STORE, store->path, "cannot be used: %s", strerror(errno));
  }
  if (found.st_nlink > 1) {
    return err_set(err, ERR_STORE, store->path,
                   "found %llu hard links to it; expected one name, since each would have its own "
                   "lock (copy it)",
                   (unsigned long long)found.st_nlink);
  }
  store->device = found.st_dev;
  store->inode = found.st_ino;
  store->size = found.st_size;
  return ERR_OK;
}

static bool find_log(const struct store *store, struct stat *found) {
  struct text name = {0};
  text_add(&name, store->real);
  text_add(&name, "-wal");
  bool there = !name.failed && stat(text_string(&name), found) == 0;
  text_free(&name);
  return there;
}

enum err_code store_remember_log(struct store *store, struct err *err) {
  struct stat found;
  if (!find_log(store, &found)) {
    return err_set(err, ERR_STORE, store->path, "its log cannot be used: %s", strerror(errno));
  }
  store->log_device = found.st_dev;
  store->log_inode = found.st_ino;
  return ERR_OK;
}

enum err_code store_same_file(struct store *store, struct err *err) {
  struct stat found;
  if (stat(store->real, &found) != 0) {
    return err_set(err, ERR_STORE, store->path, "was deleted or renamed while being written: %s",
                   strerror(errno));
  }
  if (found.st_dev != store->device || found.st_ino != store->inode) {
    return err_set(err, ERR_STORE, store->path, "was replaced by another file while being written");
  }
  if (found.st_size < store->size) {
    return err_set(err, ERR_STORE, store->path,
                   "was cut off by another program, from %lld to %lld bytes",
                   (long long)store->size, (long long)found.st_size);
  }
  store->size = found.st_size;
  /* A log that has lost its name is lost with this process. */
  if (store->log && (!find_log(store, &found) || found.st_dev != store->log_device ||
                     found.st_ino != store->log_inode)) {
    return err_set(err, ERR_STORE, store->path,
                   "its log (-wal) was deleted or replaced while being written");
  }
  return ERR_OK;
}

enum err_code store_sync_folder(const struct store *store, struct err *err) {
  char *copy = strdup(store->real);
  int folder = copy == NULL ? -1 : open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  enum err_code rc = ERR_OK;
  /* Some file systems have no such thing for folders and say EINVAL. */
  if (folder < 0 || (fsync(folder) != 0 && errno != EINVAL)) {
    rc = err_set(err, ERR_STORE, store->path, "its folder cannot be synchronised: %s",
                 strerror(errno));
  }
  if (folder >= 0) {
    (void)close(folder);
  }
  free(copy);
  return rc;
}
