/* Programs run to their end: what they print, how they end, what they inherit. */
#include "host/child.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static enum err_code run_sh(const char *script, struct text *out, int *status, struct err *err) {
  const char *argv[] = {"sh", "-c", script, NULL};
  *status = -1;
  return child_run(argv, out, status, err);
}

static void expect(const char *script, int wanted, const char *printed) {
  struct text out = {0};
  struct err err = {0};
  int status = 0;
  assert_int_equal(run_sh(script, &out, &status, &err), ERR_OK);
  assert_int_equal(status, wanted);
  assert_string_equal(text_string(&out), printed);
  text_free(&out);
}

static void output_and_status_are_kept(void **state) {
  (void)state;
  expect("echo 42", 0, "42\n");
  expect("echo some; exit 75", 75, "some\n");
  expect("exit 1", 1, "");
  expect("kill -TERM $$", 128 + SIGTERM, "");
  expect("cat; echo end of an empty input", 0, "end of an empty input\n");
}

static void long_output_arrives_whole(void **state) {
  (void)state;
  struct text out = {0};
  struct err err = {0};
  int status = 0;
  assert_int_equal(run_sh("seq 100000", &out, &status, &err), ERR_OK);
  assert_int_equal(status, 0);
  assert_int_equal(out.length, 588895);
  assert_string_equal(out.bytes + out.length - 7, "100000\n");
  text_free(&out);
}

static void words_are_not_split(void **state) {
  (void)state;
  const char *argv[] = {"printf", "%s|", "two words", "$HOME", "a'b\n", "", NULL};
  struct text out = {0};
  int status = -1;
  assert_int_equal(child_run(argv, &out, &status, NULL), ERR_OK);
  assert_int_equal(status, 0);
  assert_string_equal(text_string(&out), "two words|$HOME|a'b\n||");
  text_free(&out);
}

static void missing_programs_are_named(void **state) {
  (void)state;
  static const char *const names[] = {"no-such-program-here", "/no/such/program", "/"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *argv[] = {names[i], NULL};
    struct text out = {0};
    struct err err = {0};
    int status = -1;
    assert_int_equal(child_run(argv, &out, &status, &err), ERR_OUTPUT);
    assert_string_equal(err.where, names[i]);
    assert_non_null(strstr(err.text, "cannot be started: "));
    assert_int_equal(status, -1);
    text_free(&out);
  }
}

/* What this program ignores or blocks is not passed on, and an ignored SIGCHLD, which makes the
 * system forget how children ended, is ignored again afterwards. */
static void signals_are_as_programs_expect(void **state) {
  (void)state;
  const struct sigaction ignore = {.sa_handler = SIG_IGN};
  struct sigaction before[3];
  struct sigaction after;
  const int signals[] = {SIGCHLD, SIGPIPE, SIGXFSZ};
  sigset_t blocked;
  sigset_t old;
  (void)sigemptyset(&blocked);
  (void)sigaddset(&blocked, SIGTERM);
  assert_int_equal(sigprocmask(SIG_BLOCK, &blocked, &old), 0);
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(sigaction(signals[i], &ignore, &before[i]), 0);
  }
  expect("exit 7", 7, "");
  expect("kill -PIPE $$; echo survived", 128 + SIGPIPE, "");
  expect("kill -TERM $$; echo survived", 128 + SIGTERM, "");
  expect("kill -XFSZ $$; echo survived", 128 + SIGXFSZ, "");
  assert_int_equal(sigaction(SIGCHLD, NULL, &after), 0);
  assert_true(after.sa_handler == SIG_IGN);
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(sigaction(signals[i], &before[i], NULL), 0);
  }
  assert_int_equal(sigprocmask(SIG_SETMASK, &old, NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(output_and_status_are_kept),
      cmocka_unit_test(long_output_arrives_whole),
      cmocka_unit_test(words_are_not_split),
      cmocka_unit_test(missing_programs_are_named),
      cmocka_unit_test(signals_are_as_programs_expect),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
