/* Whole files under their names. */
#include "host/file_put.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char there_already[] = "is there already; expected a new file";

static int write_all(int file, const struct text *text) {
  for (size_t sent = 0; sent < text->length;) {
    ssize_t wrote = write(file, text->bytes + sent, text->length - sent);
    if (wrote < 0 && errno != EINTR) {
      return errno;
    }
    sent += wrote > 0 ? (size_t)wrote : 0;
  }
  return 0;
}

/* mkostemp makes files for the owner alone. */
static int set_mode(int file, mode_t mode) {
  mode_t mask = umask(0);
  (void)umask(mask);
  return fchmod(file, mode & ~mask) != 0 ? errno : 0;
}

static int fill(int file, const struct text *text, mode_t mode) {
  int fault = write_all(file, text);
  fault = fault != 0 ? fault : set_mode(file, mode);
  if (fault == 0 && fsync(file) != 0) {
    fault = errno;
  }
  if (close(file) != 0 && fault == 0) {
    fault = errno;
  }
  return fault;
}

/* link(2) refuses a name that is taken, on network file systems too; some file systems have no
 * links, and there the look before the rename must do. */
static int give_new_name(const char *temporary, const char *path) {
  if (link(temporary, path) == 0) {
    (void)unlink(temporary);
    return 0;
  }
  if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP) {
    return errno;
  }
  if (access(path, F_OK) == 0) {
    return EEXIST;
  }
  return rename(temporary, path) != 0 ? errno : 0;
}

enum err_code file_put(const char *path, const struct text *text, mode_t mode, bool replace,
                       struct err *err) {
  struct text temporary = {0};
  int fault = 0;
  text_add_format(&temporary, "%s.XXXXXX", path);
  if (text->failed || temporary.failed) {
    text_free(&temporary);
    return err_set(err, ERR_NOMEM, path, "no memory for the file");
  }
  int file = mkostemp(temporary.bytes, O_CLOEXEC);
  if (file < 0) {
    fault = errno;
    goto done;
  }
  fault = fill(file, text, mode);
  if (fault == 0 && replace) {
    fault = rename(temporary.bytes, path) != 0 ? errno : 0;
  } else if (fault == 0) {
    fault = give_new_name(temporary.bytes, path);
  }
  if (fault != 0) {
    (void)unlink(temporary.bytes);
  }
done:
  text_free(&temporary);
  if (fault == EEXIST) {
    return err_set(err, ERR_OUTPUT, path, "%s", there_already);
  }
  return fault == 0 ? ERR_OK
                    : err_set(err, ERR_OUTPUT, path, "cannot be written: %s", strerror(fault));
}
