/* Records of cases: what is read, what is refused, and with which words. */
#include "study/case_table.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* Fails with the line of the test. */
#define EXPECT_NEAR(found, expected, slack) near(found, expected, slack, __LINE__)

static void near(double found, double expected, double slack, int line) {
  if (!(fabs(found - expected) <= slack)) {
    fail_msg("line %d: found %.17g; expected %.17g", line, found, expected);
  }
}

static const char good[] = "id,kind,size\r\n"
                           "one, state ,1\n"
                           "\n"
                           "\"two,\nor so\",band,-2.5\n"
                           "three,state,1e2\n";

/* Reads and asks; the arena is the caller's to close. */
static enum err_code read_table(struct case_table *table, struct arena *arena, const char *text,
                                struct err *err) {
  arena_open_blocks(arena, (size_t)64 << 20);
  return case_table_read(table, "cases.csv", text, strlen(text), arena, err);
}

static void cells_lines_and_numbers(void **state) {
  (void)state;
  struct arena arena;
  struct case_table table;
  struct err err;
  double numbers[3];
  assert_int_equal(read_table(&table, &arena, good, &err), ERR_OK);
  assert_int_equal(table.columns, 3);
  assert_int_equal(table.count, 3);
  assert_string_equal(case_table_cell(&table, 0, 1), "state");
  assert_string_equal(case_table_cell(&table, 1, 0), "two,\nor so");
  assert_int_equal(table.lines[0], 2);
  assert_int_equal(table.lines[1], 4);
  assert_int_equal(table.lines[2], 6);
  assert_int_equal(case_table_term(&table, "--on", "size", numbers, 1, &err), ERR_OK);
  EXPECT_NEAR(numbers[1], -2.5, 0);
  EXPECT_NEAR(numbers[2], 100, 0);
  arena_close(&arena);
}

static void values_make_indicators(void **state) {
  (void)state;
  struct arena arena;
  struct case_table table;
  struct err err;
  double numbers[6] = {0};
  assert_int_equal(read_table(&table, &arena, good, &err), ERR_OK);
  assert_int_equal(case_table_term(&table, "--on", "kind=state", numbers, 2, &err), ERR_OK);
  EXPECT_NEAR(numbers[0], 1, 0);
  EXPECT_NEAR(numbers[2], 0, 0);
  EXPECT_NEAR(numbers[4], 1, 0);
  assert_int_equal(case_table_term(&table, "--on", "kind=stat", numbers, 1, &err), ERR_USAGE);
  assert_string_equal(err.text,
                      "kind: found \"stat\"; expected a value of the column; did you mean "
                      "\"state\"?");
  assert_int_equal(case_table_term(&table, "--on", "knid=state", numbers, 1, &err), ERR_USAGE);
  assert_string_equal(err.text, "found \"knid\"; expected a column of cases.csv; did you mean "
                                "\"kind\"?");
  arena_close(&arena);
}

static void a_column_may_hold_an_equals_sign(void **state) {
  (void)state;
  struct arena arena;
  struct case_table table;
  struct err err;
  double number = 0;
  assert_int_equal(read_table(&table, &arena, "a=b,a\n5,b\n", &err), ERR_OK);
  assert_int_equal(case_table_term(&table, "--on", "a=b", &number, 1, &err), ERR_OK);
  EXPECT_NEAR(number, 5, 0);
  arena_close(&arena);
}

static void numbers_are_refused_with_their_line(void **state) {
  (void)state;
  struct arena arena;
  struct case_table table;
  struct err err;
  double numbers[3];
  assert_int_equal(read_table(&table, &arena, "a,b\n0.5,1\n1.5,\n", &err), ERR_OK);
  assert_int_equal(case_table_number(&table, 1, 0, 0, 1, "from 0 to 1", numbers, &err),
                   ERR_INVALID);
  assert_string_equal(err.where, "cases.csv:3");
  assert_string_equal(err.text, "a: found \"1.5\"; expected a number from 0 to 1");
  assert_int_equal(case_table_term(&table, "--on", "b", numbers, 1, &err), ERR_INVALID);
  assert_string_equal(err.where, "cases.csv:3");
  assert_non_null(strstr(err.text, "b: found \"\"; expected a number"));
  arena_close(&arena);
}

static void groups_are_numbered_as_they_come(void **state) {
  (void)state;
  struct arena arena;
  struct case_table table;
  struct err err;
  int32_t groups[4];
  assert_int_equal(read_table(&table, &arena, "a\nx\ny\nx\nz\n", &err), ERR_OK);
  case_table_groups(&table, 0, groups);
  assert_int_equal(groups[0], 0);
  assert_int_equal(groups[1], 1);
  assert_int_equal(groups[2], 0);
  assert_int_equal(groups[3], 2);
  arena_close(&arena);
}

static void expect_refused(const char *text, const char *where, const char *what) {
  struct arena arena;
  struct case_table table;
  struct err err = {0};
  assert_int_equal(read_table(&table, &arena, text, &err), ERR_INVALID);
  assert_string_equal(err.where, where);
  if (strstr(err.text, what) == NULL) {
    fail_msg("found \"%s\"; expected \"%s\"", err.text, what);
  }
  arena_close(&arena);
}

static void what_is_no_record_is_refused(void **state) {
  (void)state;
  expect_refused("", "cases.csv", "header: found 0 columns");
  expect_refused("a,b\n", "cases.csv", "found a header and no rows");
  expect_refused("a,,b\n1,2,3\n", "cases.csv:1", "header: found no name");
  expect_refused("a,b,a\n1,2,3\n", "cases.csv:1", "header: found \"a\" twice");
  expect_refused("a,b\n1,2\n3\n", "cases.csv:3", "row: found 1 cells; expected 2");
  expect_refused("a,b\n1,\"2\n", "cases.csv:2", "quote that nothing closes");
}

static void too_many_cases_are_refused(void **state) {
  (void)state;
  static char text[2 + 2 * (CASES_MAX + 1) + 1];
  char where[32];
  for (int i = 0; i < CASES_MAX + 2; i++) {
    memcpy(text + 2 * i, i == 0 ? "a\n" : "1\n", 3);
  }
  (void)snprintf(where, sizeof where, "cases.csv:%d", CASES_MAX + 2);
  expect_refused(text, where, "found more than 2000 cases");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_lines_and_numbers),
      cmocka_unit_test(values_make_indicators),
      cmocka_unit_test(a_column_may_hold_an_equals_sign),
      cmocka_unit_test(numbers_are_refused_with_their_line),
      cmocka_unit_test(groups_are_numbered_as_they_come),
      cmocka_unit_test(what_is_no_record_is_refused),
      cmocka_unit_test(too_many_cases_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
