/* Files that are there whole or not at all. */
#include "host/file_put.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_ROOM = 128 };

static int open_folder(void **state) {
  static const char template[] = "/tmp/file_put_XXXXXX";
  char *folder = malloc(sizeof template);
  if (folder == NULL) {
    return -1;
  }
  memcpy(folder, template, sizeof template);
  *state = mkdtemp(folder);
  return *state == NULL ? -1 : 0;
}

static int entries(const char *folder) {
  int count = -2; /* . and .. */
  DIR *opened = opendir(folder);
  assert_non_null(opened);
  while (readdir(opened) != NULL) {
    count++;
  }
  (void)closedir(opened);
  return count;
}

static int close_folder(void **state) {
  char path[PATH_ROOM];
  static const char *const names[] = {"a", "kept", "taken", "big"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    (void)snprintf(path, sizeof path, "%s/%s", (char *)*state, names[i]);
    (void)remove(path);
  }
  int rc = rmdir(*state);
  free(*state);
  return rc;
}

static enum err_code put(const char *path, const char *words, bool replace, struct err *err) {
  struct text text = {0};
  text_add(&text, words);
  enum err_code rc = file_put(path, &text, 0777, replace, err);
  text_free(&text);
  return rc;
}

static void expect_contents(const char *path, const char *words) {
  char found[64] = "";
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  size_t length = fread(found, 1, sizeof found - 1, file);
  (void)fclose(file);
  assert_int_equal(length, strlen(words));
  assert_string_equal(found, words);
}

static void file_has_its_contents_and_mode(void **state) {
  char path[PATH_ROOM];
  struct stat status;
  (void)snprintf(path, sizeof path, "%s/a", (char *)*state);
  mode_t before = umask(027);
  assert_int_equal(put(path, "one\n", false, NULL), ERR_OK);
  (void)umask(before);
  expect_contents(path, "one\n");
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0750);
  assert_int_equal(entries(*state), 1);
}

static void existing_file_stays_unless_replaced(void **state) {
  char path[PATH_ROOM];
  struct err err = {0};
  (void)snprintf(path, sizeof path, "%s/kept", (char *)*state);
  assert_int_equal(put(path, "first", false, &err), ERR_OK);
  assert_int_equal(put(path, "second", false, &err), ERR_OUTPUT);
  assert_string_equal(err.text, "is there already; expected a new file");
  assert_string_equal(err.where, path);
  expect_contents(path, "first");
  assert_int_equal(put(path, "third", true, &err), ERR_OK);
  expect_contents(path, "third");
  assert_int_equal(entries(*state), 1);
}

/* A dangling link is a name that is taken, too: nothing is written through it. */
static void link_is_not_followed(void **state) {
  char path[PATH_ROOM];
  (void)snprintf(path, sizeof path, "%s/taken", (char *)*state);
  assert_int_equal(symlink("nowhere", path), 0);
  assert_int_equal(put(path, "text", false, NULL), ERR_OUTPUT);
  assert_int_equal(entries(*state), 1);
  assert_int_equal(put(path, "text", true, NULL), ERR_OK);
  expect_contents(path, "text");
}

static void fault_leaves_nothing_behind(void **state) {
  char path[PATH_ROOM];
  struct err err = {0};
  struct rlimit limit;
  struct rlimit small = {.rlim_cur = 2};
  (void)snprintf(path, sizeof path, "%s/none/a", (char *)*state);
  assert_int_equal(put(path, "text", false, &err), ERR_OUTPUT);
  assert_non_null(strstr(err.text, "cannot be written: No such file"));
  (void)snprintf(path, sizeof path, "%s/big", (char *)*state);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
  small.rlim_max = limit.rlim_max;
  (void)signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  enum err_code rc = put(path, "text", true, &err);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
  (void)signal(SIGXFSZ, SIG_DFL);
  assert_int_equal(rc, ERR_OUTPUT);
  assert_non_null(strstr(err.text, "cannot be written: File too large"));
  assert_int_equal(entries(*state), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(file_has_its_contents_and_mode, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(existing_file_stays_unless_replaced, open_folder,
                                      close_folder),
      cmocka_unit_test_setup_teardown(link_is_not_followed, open_folder, close_folder),
      cmocka_unit_test_setup_teardown(fault_leaves_nothing_behind, open_folder, close_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
