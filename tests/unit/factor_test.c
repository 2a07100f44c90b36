/* Factors as people write them: ranges, lists, and what is refused by name. */
#include "study/design.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct factor read_good(const char *text) {
  struct factor factor;
  struct err err;
  assert_int_equal(factor_read(&factor, "a.b", text, &err), ERR_OK);
  assert_string_equal(factor.path, "a.b");
  assert_string_equal(factor.levels_text, text);
  assert_string_equal(factor.source, "");
  assert_true(isnan(factor.base));
  return factor;
}

static void expect_refused(const char *text, const char *part) {
  struct factor factor;
  struct err err = {0};
  assert_int_equal(factor_read(&factor, "a.b", text, &err), ERR_INVALID);
  if (strncmp(err.text, "a.b: found ", 11) != 0 || strstr(err.text, part) == NULL) {
    fail_msg("\"%s\": said \"%s\"; expected \"%s\" in it", text, err.text, part);
  }
  assert_null(factor.block);
}

static void a_range_is_a_range(void **state) {
  (void)state;
  struct factor factor = read_good("-0.5: 2e1");
  assert_true(factor.number);
  assert_false(factor.list);
  assert_true(factor.low == -0.5);
  assert_true(factor.high == 20);
  assert_int_equal(factor.level_count, 0);
  assert_null(factor.levels);
  factor_free(&factor);
}

static void levels_of_a_range_are_exact(void **state) {
  (void)state;
  static const double tenths[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  struct factor factor = read_good("0:1:11");
  assert_int_equal(factor.level_count, 11);
  for (int i = 0; i < 11; i++) {
    assert_true(factor.levels[i] == tenths[i]);
  }
  factor_free(&factor);
  /* Here the sum of the steps misses the end. */
  factor = read_good("0.3:0.9:4");
  assert_true(factor.levels[3] == 0.9);
  factor_free(&factor);
  factor = read_good("0.1:0.7:4096");
  assert_int_equal(factor.level_count, LEVEL_MAX);
  assert_true(factor.levels[0] == 0.1);
  assert_true(factor.levels[LEVEL_MAX - 1] == 0.7);
  for (int i = 1; i < LEVEL_MAX; i++) {
    assert_true(factor.levels[i] > factor.levels[i - 1]);
  }
  factor_free(&factor);
}

static void a_list_of_numbers_keeps_its_order(void **state) {
  (void)state;
  struct factor factor = read_good("3, -1,0.5");
  assert_true(factor.number);
  assert_true(factor.list);
  assert_int_equal(factor.level_count, 3);
  assert_true(factor.levels[0] == 3 && factor.levels[1] == -1 && factor.levels[2] == 0.5);
  assert_true(factor.low == -1);
  assert_true(factor.high == 3);
  factor_free(&factor);
}

static void a_list_of_words_is_one_of_words(void **state) {
  (void)state;
  struct factor factor = read_good("alliance_patron, hedging_ally,on");
  assert_false(factor.number);
  assert_int_equal(factor.level_count, 3);
  assert_string_equal(factor.words[0], "alliance_patron");
  assert_string_equal(factor.words[1], "hedging_ally");
  assert_string_equal(factor.words[2], "on");
  assert_null(factor.levels);
  assert_true(isnan(factor.low) && isnan(factor.high));
  factor_free(&factor);
  factor_free(&factor);
}

static void one_level_is_a_list(void **state) {
  (void)state;
  struct factor factor = read_good("0.5");
  assert_true(factor.number && factor.list);
  assert_int_equal(factor.level_count, 1);
  factor_free(&factor);
}

static void texts_are_copied(void **state) {
  (void)state;
  char path[] = "a.b";
  char text[] = "x,y";
  struct factor factor;
  assert_int_equal(factor_read(&factor, path, text, NULL), ERR_OK);
  memset(path, '?', sizeof path - 1);
  memset(text, '?', sizeof text - 1);
  assert_string_equal(factor.path, "a.b");
  assert_string_equal(factor.levels_text, "x,y");
  assert_string_equal(factor.words[1], "y");
  factor_free(&factor);
}

static void faults_are_named(void **state) {
  (void)state;
  expect_refused("", "expected lo:hi");
  expect_refused("1,,2", "\"1,,2\"");
  expect_refused("1,2,", "expected");
  expect_refused("1:0", "lo below hi");
  expect_refused("1:1", "lo below hi");
  expect_refused("0:", "\"0:\"");
  expect_refused(":", "expected lo:hi");
  expect_refused("0:1:1", "n from 2");
  expect_refused("0:1:2.5", "n from 2");
  expect_refused("0:1:4097", "4096");
  expect_refused("0:1:", "n from 2");
  expect_refused("0:1:5:", "lo:hi:n");
  expect_refused("0:x", "lo:hi");
  expect_refused("0:inf", "lo:hi");
  expect_refused("-1e308:1e308", "lo:hi");
  expect_refused("0.1,O.2", "\"O.2\"; expected a number");
  expect_refused("on,1", "\"1\"; expected a word");
  expect_refused("1,2,1.0", "1.0 twice");
  expect_refused("a,b,a", "a twice");
  expect_refused("a,a,b", "a twice");
}

static void too_long_lists_are_refused(void **state) {
  (void)state;
  struct text list = {0};
  for (int i = 0; i < LEVEL_MAX; i++) {
    text_add_format(&list, "%s%d", i > 0 ? "," : "", i);
  }
  struct factor factor = read_good(text_string(&list));
  assert_int_equal(factor.level_count, LEVEL_MAX);
  assert_true(factor.levels[LEVEL_MAX - 1] == LEVEL_MAX - 1);
  factor_free(&factor);
  text_add(&list, ",-1");
  expect_refused(text_string(&list), "4097 levels; expected at most 4096");
  text_clear(&list);
  for (int i = 0; i < 1000; i++) {
    text_add(&list, "0:");
  }
  expect_refused(text_string(&list), "lo:hi");
  text_free(&list);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_range_is_a_range),
      cmocka_unit_test(levels_of_a_range_are_exact),
      cmocka_unit_test(a_list_of_numbers_keeps_its_order),
      cmocka_unit_test(a_list_of_words_is_one_of_words),
      cmocka_unit_test(one_level_is_a_list),
      cmocka_unit_test(texts_are_copied),
      cmocka_unit_test(faults_are_named),
      cmocka_unit_test(too_long_lists_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
