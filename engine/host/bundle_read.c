/* Files into sources. Reading stops at the caps whatever a file claims to be. */
#include "host/bundle_read.h"

#include "base/names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, DEPTH_MAX = 8, ENTRIES_MAX = 1024 };

static bool is_folder(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* --- where things are --------------------------------------------------------------------------
 */

/* The folder as seen from here when it lies below the current one, else in full: what messages
 * show. */
static void shorten(char path[PATH_ROOM]) {
  char full[PATH_ROOM];
  char here[PATH_ROOM];
  if (realpath(path, full) == NULL || getcwd(here, sizeof here) == NULL) {
    return;
  }
  size_t length = strlen(here);
  bool below = strncmp(full, here, length) == 0 && full[length] == '/';
  (void)snprintf(path, PATH_ROOM, "%s", below ? full + length + 1 : full);
}

static bool try_home(struct shipped *out, const char *home, const char *down) {
  int one = snprintf(out->scripts, sizeof out->scripts, "%s%s/scripts", home, down);
  int two = snprintf(out->scenarios, sizeof out->scenarios, "%s%s/scenarios", home, down);
  (void)snprintf(out->cases, sizeof out->cases, "%s%s/cases", home, down);
  if (one < 0 || two < 0 || (size_t)two >= sizeof out->scenarios || !is_folder(out->scripts) ||
      !is_folder(out->scenarios)) {
    return false;
  }
  shorten(out->scripts);
  shorten(out->scenarios);
  shorten(out->cases);
  return true;
}

enum err_code bundle_find_shipped(struct shipped *out, struct err *err) {
  char executable[PATH_ROOM];
  const char *home = getenv("DEMARCHE_HOME");
  if (home != NULL && home[0] != '\0') {
    return try_home(out, home, "")
               ? ERR_OK
               : err_set(err, ERR_INVALID, "DEMARCHE_HOME",
                         "%.200s: found no scripts and scenarios there; expected both", home);
  }
  ssize_t length = readlink("/proc/self/exe", executable, sizeof executable - 1);
  if (length <= 0) {
    return err_set(err, ERR_INTERNAL, NULL, "cannot tell where the program is: %s",
                   strerror(errno));
  }
  executable[length] = '\0';
  char *slash = strrchr(executable, '/');
  *slash = '\0';
  if (try_home(out, executable, "/../..") || try_home(out, executable, "/../share/demarche")) {
    return ERR_OK;
  }
  return err_set(err, ERR_INVALID, executable,
                 "found no scripts beside the program; expected ../../scripts or "
                 "../share/demarche/scripts, or DEMARCHE_HOME to name the folder");
}

static enum err_code unknown_scenario(const struct shipped *shipped, const char *argument,
                                      struct err *err) {
  struct text list = {0};
  const char *words[64];
  size_t count = 0;
  if (bundle_list(shipped->scenarios, true, &list, err) != ERR_OK) {
    return err->code;
  }
  for (char *at = list.bytes; at != NULL && *at != '\0' && count < 64;) {
    char *end = strchr(at, '\n');
    *end = '\0';
    words[count++] = at;
    at = end + 1;
  }
  const char *near = names_nearest(argument, words, count);
  enum err_code rc = err_set(err, ERR_INVALID, NULL,
                             "%.200s: found no folder and no shipped scenario of that name; "
                             "expected one of `demarche list "
                             "scenarios`%s%s%s",
                             argument, near == NULL ? "" : "; did you mean \"",
                             near == NULL ? "" : near, near == NULL ? "" : "\"?");
  text_free(&list);
  return rc;
}

enum err_code bundle_find_scenario(const struct shipped *shipped, const char *argument,
                                   char path[4096], struct err *err) {
  struct stat status;
  char found[PATH_ROOM + 4096];
  if (stat(argument, &status) == 0) {
    if (!S_ISDIR(status.st_mode)) {
      return err_set(err, ERR_INVALID, argument,
                     "found a file; expected the folder that holds "
                     "scenario.lua");
    }
    (void)snprintf(path, PATH_ROOM, "%s", argument);
    return ERR_OK;
  }
  (void)snprintf(found, sizeof found, "%s/%s", shipped->scenarios, argument);
  if (strchr(argument, '/') == NULL && argument[0] != '\0' && argument[0] != '.' &&
      is_folder(found)) {
    (void)snprintf(path, PATH_ROOM, "%.4095s", found);
    return ERR_OK;
  }
  return unknown_scenario(shipped, argument, err);
}

bool bundle_has_scenario(const char *folder) {
  struct stat status;
  char path[PATH_ROOM + 16];
  (void)snprintf(path, sizeof path, "%.4095s/scenario.lua", folder);
  return lstat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

static int is_csv(const struct dirent *entry) {
  size_t length = strlen(entry->d_name);
  return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0 ? 1 : 0;
}

static enum err_code unknown_cases(const struct shipped *shipped, const char *argument,
                                   struct err *err) {
  struct dirent **entries = NULL;
  struct text list = {0};
  int count = scandir(shipped->cases, &entries, is_csv, alphasort);
  for (int i = 0; i < count; i++) {
    const char *name = entries[i]->d_name;
    text_add_format(&list, "%s%.*s", i > 0 ? ", " : "", (int)strlen(name) - 4, name);
    free(entries[i]);
  }
  free(entries);
  enum err_code rc =
      err_set(err, ERR_INVALID, argument, "found no such file; expected a CSV file%s%s",
              count > 0 ? ", or the name of a shipped one: " : "", text_string(&list));
  text_free(&list);
  return rc;
}

enum err_code bundle_find_cases(const struct shipped *shipped, const char *argument,
                                char path[4096], struct err *err) {
  struct stat status;
  char found[PATH_ROOM + 4096];
  bool there = stat(argument, &status) == 0;
  bool plain = strchr(argument, '/') == NULL && argument[0] != '.';
  (void)snprintf(found, sizeof found, "%s/%.255s.csv", shipped->cases, argument);
  if (!there && (!plain || stat(found, &status) != 0)) {
    return unknown_cases(shipped, argument, err);
  }
  (void)snprintf(path, PATH_ROOM, "%.4095s", there ? argument : found);
  return ERR_OK;
}

/* --- one file ----------------------------------------------------------------------------------
 */

/* Offset of the first byte that is not plain UTF-8 text, -1 if all is well. */
static long first_bad_byte(const unsigned char *bytes, size_t length) {
  size_t at = 0;
  while (at < length) {
    unsigned char c = bytes[at];
    size_t more = c < 0x80 ? 0 : c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4 || at + more >= length + (more == 0)) {
      return (long)at;
    }
    for (size_t i = 1; i <= more; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return (long)at;
      }
    }
    bool overlong = (c == 0xE0 && bytes[at + 1] < 0xA0) || (c == 0xF0 && bytes[at + 1] < 0x90);
    bool surrogate = c == 0xED && bytes[at + 1] >= 0xA0;
    if (overlong || surrogate || (c == 0xF4 && bytes[at + 1] >= 0x90)) {
      return (long)at;
    }
    at += more + 1;
  }
  return -1;
}

/* Reads at most SOURCE_BYTES_MAX + 1 bytes. */
static enum err_code read_file(int file, const char *path, struct text *out, struct err *err) {
  char chunk[65536];
  for (;;) {
    ssize_t got = read(file, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return err_set(err, ERR_INVALID, path, "cannot be read: %s", strerror(errno));
    }
    text_add_bytes(out, chunk, (size_t)got);
    if (out->length > SOURCE_BYTES_MAX) {
      return err_set(err, ERR_INVALID, path, "found over %d MiB; expected a script of at most that",
                     SOURCE_BYTES_MAX >> 20);
    }
    if (got == 0) {
      return ERR_OK;
    }
  }
}

static enum err_code check_text(const char *path, const struct text *text, size_t *skip,
                                struct err *err) {
  const unsigned char *bytes = (const unsigned char *)text_string(text);
  *skip = text->length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  long bad = first_bad_byte(bytes, text->length);
  if (bad >= 0) {
    return err_set(err, ERR_INVALID, path, "found byte 0x%02x at offset %ld; expected UTF-8 text",
                   bytes[bad], bad);
  }
  return ERR_OK;
}

static enum err_code add_source(struct source_set *out, struct arena *arena, const char *path,
                                const char *name, const struct text *text, size_t skip,
                                struct err *err) {
  if (out->items == NULL) {
    out->items = arena_zeroed(arena, SOURCE_MAX, sizeof *out->items);
  }
  if (out->items == NULL || out->count == SOURCE_MAX) {
    return err_set(err, ERR_INVALID, path, "more than %d scripts", (int)SOURCE_MAX);
  }
  struct source *source = &out->items[out->count];
  source->name = arena_text(arena, name, strlen(name));
  source->path = arena_text(arena, path, strlen(path));
  source->length = text->length - skip;
  source->bytes = arena_text(arena, text_string(text) + skip, source->length);
  if (source->name == NULL || source->path == NULL || source->bytes == NULL) {
    return err_set(err, ERR_INVALID, path, "more than %d MiB of scripts", SOURCE_TOTAL_MAX >> 20);
  }
  out->count++;
  return ERR_OK;
}

enum err_code bundle_add_file(struct source_set *out, struct arena *arena, const char *path,
                              const char *name, struct err *err) {
  struct text text = {0};
  struct stat status;
  size_t skip = 0;
  enum err_code rc = ERR_OK;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0 || fstat(file, &status) != 0) {
    rc = err_set(err, ERR_INVALID, path, "cannot be opened: %s", strerror(errno));
  } else if (!S_ISREG(status.st_mode)) {
    rc = err_set(err, ERR_INVALID, path, "found %s; expected a file of text",
                 S_ISDIR(status.st_mode) ? "a folder" : "no regular file");
  }
  if (rc == ERR_OK) {
    rc = read_file(file, path, &text, err);
  }
  if (rc == ERR_OK) {
    rc = check_text(path, &text, &skip, err);
  }
  if (rc == ERR_OK && text.length == skip) {
    rc = err_set(err, ERR_INVALID, path, "found an empty file; expected a script");
  }
  if (rc == ERR_OK) {
    rc = add_source(out, arena, path, name, &text, skip, err);
  }
  if (file >= 0) {
    (void)close(file);
  }
  text_free(&text);
  return rc;
}

/* --- folders -----------------------------------------------------------------------------------
 */

static bool is_script(const char *name) {
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, ".lua") == 0 && name[0] != '.';
}

static int no_dots(const struct dirent *entry) {
  return entry->d_name[0] != '.';
}

static enum err_code add_folder(struct source_set *out, struct arena *arena, const char *folder,
                                const char *prefix, int depth, struct err *err) {
  struct dirent **entries = NULL;
  enum err_code rc = ERR_OK;
  int count = scandir(folder, &entries, no_dots, alphasort);
  if (count < 0) {
    return err_set(err, ERR_INVALID, folder, "cannot be read: %s", strerror(errno));
  }
  if (count > ENTRIES_MAX || depth > DEPTH_MAX) {
    rc = err_set(err, ERR_INVALID, folder, "found over %d entries, or folders %d deep",
                 (int)ENTRIES_MAX, (int)DEPTH_MAX);
  }
  for (int i = 0; i < count; i++) {
    char path[PATH_ROOM];
    char name[512];
    struct stat status;
    int wide = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
    (void)snprintf(name, sizeof name, "%.200s%.255s", prefix, entries[i]->d_name);
    if (rc == ERR_OK && wide > 0 && (size_t)wide < sizeof path && lstat(path, &status) == 0) {
      if (S_ISDIR(status.st_mode)) {
        strncat(name, "/", sizeof name - strlen(name) - 1);
        rc = add_folder(out, arena, path, name, depth + 1, err);
      } else if (is_script(entries[i]->d_name)) {
        rc = S_ISLNK(status.st_mode)
                 ? err_set(err, ERR_INVALID, path, "found a link; expected a file of the folder")
                 : bundle_add_file(out, arena, path, name, err);
      }
    }
    free(entries[i]);
  }
  free(entries);
  return rc;
}

enum err_code bundle_add_folder(struct source_set *out, struct arena *arena, const char *folder,
                                const char *prefix, struct err *err) {
  return add_folder(out, arena, folder, prefix, 0, err);
}

enum err_code bundle_add_scripts(struct source_set *out, struct arena *arena,
                                 const struct shipped *shipped, struct err *err) {
  char path[PATH_ROOM + 16];
  (void)snprintf(path, sizeof path, "%s/lib", shipped->scripts);
  enum err_code rc = bundle_add_folder(out, arena, path, "lib/", err);
  if (rc == ERR_OK) {
    (void)snprintf(path, sizeof path, "%s/policies", shipped->scripts);
    rc = bundle_add_folder(out, arena, path, "policies/", err);
  }
  if (rc == ERR_OK) {
    (void)snprintf(path, sizeof path, "%s/verbs.lua", shipped->scripts);
    rc = bundle_add_file(out, arena, path, "verbs.lua", err);
  }
  return rc;
}

enum err_code bundle_list(const char *folder, bool scenarios, struct text *out, struct err *err) {
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, no_dots, alphasort);
  if (count < 0) {
    return err_set(err, ERR_INVALID, folder, "cannot be read: %s", strerror(errno));
  }
  for (int i = 0; i < count; i++) {
    char path[PATH_ROOM + 16];
    const char *name = entries[i]->d_name;
    (void)snprintf(path, sizeof path, "%s/%.255s/scenario.lua", folder, name);
    if (scenarios && access(path, R_OK) == 0) {
      text_add_format(out, "%s\n", name);
    } else if (!scenarios && is_script(name)) {
      text_add_format(out, "%.*s\n", (int)strlen(name) - 4, name);
    }
    free(entries[i]);
  }
  free(entries);
  return ERR_OK;
}

enum err_code bundle_add_scenario(struct source_set *out, struct arena *arena, const char *scenario,
                                  struct err *err) {
  struct shipped shipped;
  char path[4096];
  enum err_code rc = bundle_find_shipped(&shipped, err);
  if (rc == ERR_OK) {
    rc = bundle_find_scenario(&shipped, scenario, path, err);
  }
  if (rc == ERR_OK && !bundle_has_scenario(path)) { /* before a whole tree is read for nothing */
    rc = err_set(err, ERR_INVALID, path, "found no scenario.lua; expected one in the folder");
  }
  if (rc == ERR_OK) {
    rc = bundle_add_folder(out, arena, path, "scenario/", err);
  }
  return rc == ERR_OK ? bundle_add_scripts(out, arena, &shipped, err) : rc;
}

static bool ends_in(const char *text, const char *end) {
  size_t length = strlen(text);
  size_t wanted = strlen(end);
  return length > wanted && strcmp(text + length - wanted, end) == 0;
}

enum err_code bundle_add_policy(struct source_set *out, struct arena *arena,
                                struct setting *setting, struct err *err) {
  if (!ends_in(setting->path, ".policy") || !ends_in(setting->value, ".lua")) {
    return ERR_OK;
  }
  char logical[128];
  const char *slash = strrchr(setting->value, '/');
  const char *name = slash == NULL ? setting->value : slash + 1;
  int length = (int)strlen(name) - 4;
  (void)snprintf(logical, sizeof logical, "scenario/%.*s.lua", length < 60 ? length : 60, name);
  const struct source *there = source_find(out, logical);
  char shipped[128];
  (void)snprintf(shipped, sizeof shipped, "policies/%.*s.lua", length < 60 ? length : 60, name);
  if (source_find(out, shipped) != NULL) { /* it would take that one's place for all actors */
    return err_set(err, ERR_INVALID, "--set",
                   "%.100s: found %.100s, and a shipped policy of that name; expected another name",
                   setting->path, setting->value);
  }
  if (there != NULL && strcmp(there->path, setting->value) != 0) {
    return err_set(err, ERR_INVALID, "--set",
                   "%.100s: found %.100s, and %.100s of that name; expected another name",
                   setting->path, setting->value, there->path);
  }
  enum err_code rc =
      there != NULL ? ERR_OK : bundle_add_file(out, arena, setting->value, logical, err);
  setting->value = arena_text(arena, name, length > 0 ? (size_t)length : 0);
  return setting->value == NULL ? err_set(err, ERR_NOMEM, NULL, "no memory for the settings") : rc;
}
