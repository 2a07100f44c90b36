/* Cells of CSV files: quotes, formulas, numbers. */
#include "base/csv.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect_cell(const char *cell, const char *expected) {
  struct text out = {0};
  csv_text(&out, cell);
  assert_string_equal(text_string(&out), expected);
  text_free(&out);
}

static void cells_are_quoted_only_when_they_must_be(void **state) {
  (void)state;
  expect_cell("plain", "plain");
  expect_cell(NULL, "");
  expect_cell("", "");
  expect_cell("a b", "a b");
  expect_cell("a,b", "\"a,b\"");
  expect_cell("say \"no\"", "\"say \"\"no\"\"\"");
  expect_cell("two\nlines", "\"two\nlines\"");
  expect_cell("two\r\nlines", "\"two\r\nlines\"");
}

static void formulas_are_defused(void **state) {
  (void)state;
  expect_cell("=1+1", "'=1+1");
  expect_cell("+1", "'+1");
  expect_cell("-1", "'-1");
  expect_cell("@SUM(A1)", "'@SUM(A1)");
  expect_cell("\t=1", "'\t=1");
  expect_cell("\r=1", "\"'\r=1\"");
  expect_cell("=\"a\",1", "\"'=\"\"a\"\",1\"");
  expect_cell("'=1", "''=1");
  expect_cell("'tis", "'tis");
  expect_cell("1-1", "1-1");
}

static void every_text_comes_back(void **state) {
  (void)state;
  const char *const texts[] = {"", "a", "'", "''", "'a", "=1", "'=1", "''=1", "-", "'-", "\t", "@"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct text out = {0};
    csv_text(&out, texts[i]);
    assert_string_equal(csv_plain(text_string(&out)), texts[i]);
    text_free(&out);
  }
}

static void numbers_keep_their_sign_and_every_bit(void **state) {
  (void)state;
  const double values[] = {-3, 0.1, -0.1, 1.0 / 3, 1e-300, -1.7976931348623157e308, 5e-324};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    struct text out = {0};
    csv_number(&out, values[i]);
    assert_true(strtod(text_string(&out), NULL) == values[i]);
    assert_true(out.bytes[0] != '\'');
    text_free(&out);
  }
}

static void what_is_no_number_has_its_form(void **state) {
  (void)state;
  struct text out = {0};
  csv_number(&out, (double)NAN);
  assert_string_equal(text_string(&out), "");
  csv_number(&out, -0.0);
  text_add(&out, ",");
  csv_number(&out, (double)INFINITY);
  text_add(&out, ",");
  csv_number(&out, -(double)INFINITY);
  text_add(&out, ",");
  csv_number(&out, -3);
  assert_string_equal(text_string(&out), "0,inf,-inf,-3");
  text_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_are_quoted_only_when_they_must_be),
      cmocka_unit_test(formulas_are_defused),
      cmocka_unit_test(every_text_comes_back),
      cmocka_unit_test(numbers_keep_their_sign_and_every_bit),
      cmocka_unit_test(what_is_no_number_has_its_form),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
