/* Long output. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GATHER = 1 << 16, MODE = 0666, TRIES = 100, PATH_ROOM = 4096 };

static const char *where_of(const struct output *output) {
  return output->path == NULL ? "standard output" : output->path;
}

static enum err_code refuse(const struct output *output, const char *what, struct err *err) {
  return err_set(err, ERR_OUTPUT, where_of(output), "cannot be %s: %s", what, strerror(errno));
}

/* The folder that [path] lies in. */
static void folder_of(const char *path, char folder[PATH_ROOM]) {
  const char *slash = strrchr(path, '/');
  int length = slash == NULL ? 0 : slash == path ? 1 : (int)(slash - path);
  (void)snprintf(folder, PATH_ROOM, "%.*s", length == 0 ? 1 : length, length == 0 ? "." : path);
}

/* Makes a name beside the target by [make], which fails with EEXIST when it is taken. */
static bool name_beside(struct output *output, bool (*make)(struct output *output)) {
  char name[PATH_ROOM];
  for (int i = 0; i < TRIES; i++) {
    int length = snprintf(name, sizeof name, "%s.%ld-%d.tmp", output->target, (long)getpid(), i);
    if (length < 0 || (size_t)length >= sizeof name) {
      errno = ENAMETOOLONG;
      return false;
    }
    output->temporary = strdup(name);
    if (output->temporary != NULL && make(output)) {
      return true;
    }
    free(output->temporary);
    output->temporary = NULL;
    if (errno != EEXIST) {
      return false;
    }
  }
  return false;
}

static bool make_file(struct output *output) {
  output->file = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE);
  return output->file >= 0;
}

static bool make_link(struct output *output) {
  char open_file[64];
  (void)snprintf(open_file, sizeof open_file, "/proc/self/fd/%d", output->file);
  return linkat(AT_FDCWD, open_file, AT_FDCWD, output->temporary, AT_SYMLINK_FOLLOW) == 0;
}

/* A file without a name where there are such, else one that is named as unfinished. */
static enum err_code open_beside(struct output *output, struct err *err) {
  char folder[PATH_ROOM];
  folder_of(output->target, folder);
  output->file = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, MODE);
  if (output->file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    (void)name_beside(output, make_file);
  }
  return output->file < 0 ? refuse(output, "written", err) : ERR_OK;
}

/* Devices and pipes are written to as they are. */
static enum err_code open_in_place(struct output *output, struct err *err) {
  output->in_place = true;
  output->file = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  return output->file < 0 ? refuse(output, "opened", err) : ERR_OK;
}

enum err_code output_open(struct output *output, const char *path, struct err *err) {
  struct stat status;
  *output = (struct output){.file = STDOUT_FILENO, .in_place = true};
  if (path == NULL || strcmp(path, "-") == 0) {
    return ERR_OK;
  }
  output->path = path;
  output->in_place = false;
  output->file = -1;
  bool there = stat(path, &status) == 0;
  if (!there && errno != ENOENT) {
    return refuse(output, "written", err);
  }
  if (there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    return open_in_place(output, err);
  }
  if (there && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return refuse(output, "written", err);
  }
  output->target = there ? realpath(path, NULL) : strdup(path);
  enum err_code rc =
      output->target == NULL ? refuse(output, "written", err) : open_beside(output, err);
  if (rc != ERR_OK) {
    free(output->target);
    free(output->temporary);
    output->target = NULL;
    output->temporary = NULL;
  }
  return rc;
}

static enum err_code write_out(struct output *output, struct err *err) {
  size_t sent = 0;
  if (output->text.failed) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the output");
  }
  while (sent < output->text.length) {
    ssize_t wrote = write(output->file, output->text.bytes + sent, output->text.length - sent);
    if (wrote < 0 && errno == EINTR) {
      continue;
    }
    if (wrote < 0) {
      return refuse(output, "written", err);
    }
    sent += (size_t)wrote;
  }
  text_clear(&output->text);
  return ERR_OK;
}

enum err_code output_settle(struct output *output, struct err *err) {
  bool little = output->text.length < GATHER && !output->text.failed;
  return little ? ERR_OK : write_out(output, err);
}

/* Makes the new name outlive a power cut. A file system that cannot sync a folder has no promise to
 * keep. */
static enum err_code sync_folder(const struct output *output, struct err *err) {
  char folder[PATH_ROOM];
  folder_of(output->target, folder);
  int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool failed = file >= 0 && fsync(file) != 0 && errno != EINVAL && errno != EROFS;
  enum err_code rc = failed ? refuse(output, "synced", err) : ERR_OK;
  if (file >= 0) {
    (void)close(file);
  }
  return rc;
}

/* The complete file takes the place of the old one. */
static enum err_code install(struct output *output, struct err *err) {
  if (fsync(output->file) != 0) {
    return refuse(output, "written", err);
  }
  if (output->temporary == NULL && !name_beside(output, make_link)) {
    return refuse(output, "named", err);
  }
  if (rename(output->temporary, output->target) != 0) {
    return refuse(output, "replaced", err);
  }
  free(output->temporary);
  output->temporary = NULL;
  return sync_folder(output, err);
}

enum err_code output_close(struct output *output, bool keep, struct err *err) {
  enum err_code rc = ERR_OK;
  if (keep && output->file >= 0) {
    rc = write_out(output, err);
    if (rc == ERR_OK && !output->in_place) {
      rc = install(output, err);
    }
  }
  if (output->path != NULL && output->file >= 0 && close(output->file) != 0 && keep &&
      rc == ERR_OK) {
    rc = refuse(output, "written", err);
  }
  if (output->temporary != NULL) {
    (void)unlink(output->temporary);
  }
  free(output->temporary);
  free(output->target);
  text_free(&output->text);
  *output = (struct output){.file = -1};
  return rc;
}
