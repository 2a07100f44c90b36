/* The standard library of policies at random points: laws in tests/unit/laws/, each over many
 * seeds, against independent equations, brute force and simulation. */
#include "unit/library.h"

static int open_laws(void **state) {
  struct err err = {0};
  assert_int_equal(open_library(state), 0);
  struct library *library = *state;
  assert_int_equal(bundle_add_folder(&library->sources, &library->files,
                                     SOURCE_DIR "/tests/unit/laws", "lib/laws/", &err),
                   ERR_OK);
  library->sandbox->budget.instructions_max = 2000000000;
  return 0;
}

static void expect_laws(void **state, const char *file, int seeds) {
  char script[128], out[SCRIPT_OUT_MAX] = "";
  struct library *library = *state;
  int laws = 0;
  for (int seed = 1; seed <= seeds; seed++) {
    for (int place = 1; strcmp(out, "end") != 0; place++) {
      (void)snprintf(script, sizeof script, "return require('laws/frame').run('%s', %d, %d)", file,
                     place, seed);
      sandbox_begin_run(library->sandbox, true, NULL); /* each has the means of a run */
      (void)library_run(library, "", script, out);
      if (strcmp(out, "end") != 0) {
        assert_string_equal(out, "holds");
        laws++;
      }
    }
    out[0] = '\0';
  }
  assert_true(laws >= seeds);
}

static void crises_have_no_better_moves(void **state) {
  expect_laws(state, "crisis", 60);
}

static void bargains_and_signals_are_best_replies(void **state) {
  expect_laws(state, "bargain", 60);
}

static void beliefs_alliances_and_councils_add_up(void **state) {
  expect_laws(state, "belief", 60);
}

static void choices_are_in_equilibrium(void **state) {
  expect_laws(state, "choice", 60);
}

static void games_of_many_are_as_played(void **state) {
  expect_laws(state, "game", 60);
}

static void wrong_arguments_are_named(void **state) {
  expect_laws(state, "argument", 1);
}

int main(void) {
#define WITH_LAWS(test) cmocka_unit_test_setup_teardown(test, open_laws, close_library)
  const struct CMUnitTest tests[] = {
      WITH_LAWS(crises_have_no_better_moves),
      WITH_LAWS(bargains_and_signals_are_best_replies),
      WITH_LAWS(beliefs_alliances_and_councils_add_up),
      WITH_LAWS(choices_are_in_equilibrium),
      WITH_LAWS(games_of_many_are_as_played),
      WITH_LAWS(wrong_arguments_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
