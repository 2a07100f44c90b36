/* Designs from and to CSV: what people's programs write is read, and what is wrong is named by line
 * and column. */
#include "study/design.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct loaded {
  struct factor *factors;
  int count;
  struct points points;
};

/* A copy of exactly that size, so that a sanitizer sees a read past the end. */
static char *exact(const char *bytes, size_t length) {
  char *copy = malloc(length > 0 ? length : 1);
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  return copy;
}

static struct loaded read_good(const char *text) {
  struct loaded loaded;
  struct err err = {0};
  size_t length = strlen(text);
  char *bytes = exact(text, length);
  if (design_read_csv("p.csv", bytes, length, &loaded.factors, &loaded.count, &loaded.points,
                      &err) != ERR_OK) {
    fail_msg("%s: %s", err.where, err.text);
  }
  free(bytes);
  return loaded;
}

static void loaded_free(struct loaded *loaded) {
  factors_free(loaded->factors, loaded->count);
  points_free(&loaded->points);
}

static void expect_values(const char *text, int columns, int64_t count, const double *values) {
  struct loaded loaded = read_good(text);
  assert_int_equal(loaded.count, columns);
  assert_int_equal(loaded.points.factor_count, columns);
  assert_int_equal(loaded.points.count, count);
  for (int64_t i = 0; i < count * columns; i++) {
    assert_true(loaded.points.values[i] == values[i]);
  }
  loaded_free(&loaded);
}

static void expect_refused_bytes(const char *bytes, size_t length, const char *where,
                                 const char *text) {
  struct loaded loaded;
  struct err err = {0};
  char *copy = malloc(length > 0 ? length : 1);
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  assert_int_equal(
      design_read_csv("p.csv", copy, length, &loaded.factors, &loaded.count, &loaded.points, &err),
      ERR_INVALID);
  free(copy);
  assert_null(loaded.factors);
  assert_null(loaded.points.values);
  if (strcmp(err.where, where) != 0 || strcmp(err.text, text) != 0) {
    fail_msg("said \"%s: %s\"; expected \"%s: %s\"", err.where, err.text, where, text);
  }
}

static void expect_refused(const char *bytes, const char *where, const char *text) {
  expect_refused_bytes(bytes, strlen(bytes), where, text);
}

static void every_dialect_gives_the_same_points(void **state) {
  (void)state;
  static const double values[] = {1, -2, 0.5, 4e3};
  expect_values("a.x,b\n1,-2\n0.5,4e3\n", 2, 2, values);
  expect_values("a.x,b\r\n1,-2\r\n0.5,4e3", 2, 2, values);
  expect_values("\xEF\xBB\xBF"
                "a.x,b\r\n1,-2\r\n0.5,4e3\r\n",
                2, 2, values);
  expect_values("a.x,b\r1,-2\r0.5,4e3\r", 2, 2, values);
  expect_values("\"a.x\",\"b\"\n\"1\",\"-2\"\n\"0.5\",\"4e3\"\n", 2, 2, values);
  expect_values("a.x, b\n 1 , -2\n\n0.5,+4.000e+03 \n\n\n", 2, 2, values);
  expect_values("\na.x,b\n1,'-2\n0.5,4000\n", 2, 2, values);
}

static void columns_become_factors(void **state) {
  (void)state;
  struct loaded loaded = read_good("a.policy,x\nhawk,3\n\"dove, really\",-1\nhawk,2\n");
  const struct factor *words = &loaded.factors[0];
  const struct factor *numbers = &loaded.factors[1];
  assert_string_equal(words->path, "a.policy");
  assert_string_equal(words->levels_text, "file");
  assert_false(words->number);
  assert_int_equal(words->level_count, 2);
  assert_string_equal(words->words[0], "hawk");
  assert_string_equal(words->words[1], "dove, really");
  assert_true(isnan(words->base) && isnan(words->low));
  assert_true(numbers->number);
  assert_true(numbers->low == -1 && numbers->high == 3);
  assert_int_equal(numbers->level_count, 0);
  const double values[] = {0, 3, 1, -1, 0, 2};
  assert_memory_equal(loaded.points.values, values, sizeof values);
  loaded_free(&loaded);
}

static void repeated_rows_stay(void **state) {
  (void)state;
  static const double values[] = {1, 1, 1, 2};
  expect_values("x\n1\n1\n1\n2\n", 1, 4, values);
}

static void quoted_cells_may_hold_anything(void **state) {
  (void)state;
  struct loaded loaded = read_good("w,x\n\"a \"\"b\"\"\r\nc,d\",1\n\"'=1\",2\n''=1,3\n");
  assert_string_equal(loaded.factors[0].words[0], "a \"b\"\r\nc,d");
  assert_string_equal(loaded.factors[0].words[1], "=1");
  assert_string_equal(loaded.factors[0].words[2], "'=1");
  loaded_free(&loaded);
}

static void faults_are_named_by_line_and_column(void **state) {
  (void)state;
  expect_refused("", "p.csv", "found no line; expected a header of paths and a row a point");
  expect_refused("x,y\n", "p.csv", "found a header and no rows; expected a row a point");
  expect_refused("x,\n1,2\n", "p.csv:1", "column 2: found nothing; expected the path of a factor");
  expect_refused("x,x\n1,2\n", "p.csv:1", "column 2: found \"x\"; expected each factor once");
  expect_refused("x,y\n1,2\n3\n", "p.csv:3", "row: found 1 cells; expected 2, as in the header");
  expect_refused("x\n1,2\n", "p.csv:2", "row: found 2 cells; expected 1, as in the header");
  expect_refused("x,y\n1,\n", "p.csv:2", "y: found nothing; expected a number or a word");
  expect_refused("x,y\r\n\r\n1,2\r\n1,O.5\r\n", "p.csv:4",
                 "y: found \"O.5\"; expected a number, as in the rows before");
  expect_refused("x\non\n1\n", "p.csv:3", "x: found \"1\"; expected a word, as in the rows before");
  expect_refused("x\n1\nnan\n", "p.csv:3",
                 "x: found \"nan\"; expected a number, as in the rows before");
  expect_refused("x\n1\n1e999\n", "p.csv:3",
                 "x: found \"1e999\"; expected a number, as in the rows before");
  expect_refused("x\n1\n\x1b[31m\n", "p.csv:3",
                 "x: found \"\\x1b[31m\"; expected a number, as in the rows before");
}

static void broken_quotes_are_named(void **state) {
  (void)state;
  expect_refused("x\n\"a\nb\nc", "p.csv:2",
                 "found a quote that nothing closes; expected one more quote");
  expect_refused("x\n\"a\n\"b\n", "p.csv:3",
                 "found text after a closing quote; expected a comma or the row's end");
  expect_refused(
      "x,y\n1,a\"b\n", "p.csv:2",
      "found a quote inside a cell; expected the whole cell in quotes, and each quote in "
      "it twice");
  /* A row after one of several lines still has its own number. */
  expect_refused("w,x\n\"a\r\nb\nc\",1\nd\n", "p.csv:5",
                 "row: found 1 cells; expected 2, as in the header");
  expect_refused_bytes("x\0\n1\n", 5, "p.csv:1", "found a NUL byte; expected text in UTF-8");
  expect_refused_bytes("\xFF\xFEx\0\n\0", 6, "p.csv:1", "found a NUL byte; expected text in UTF-8");
}

static void no_cut_file_reads_past_its_end(void **state) {
  (void)state;
  static const char whole[] = "\xEF\xBB\xBF\"a\"\"\",b\r\n\"1\",\"x\r\ny\"\r\n\"2\",\"\"\"z\"\r\n";
  for (size_t length = 0; length < sizeof whole; length++) {
    struct loaded loaded;
    struct err err;
    char *bytes = exact(whole, length);
    enum err_code code = design_read_csv("p.csv", bytes, length, &loaded.factors, &loaded.count,
                                         &loaded.points, &err);
    assert_true(code == ERR_OK || code == ERR_INVALID);
    free(bytes);
    if (code == ERR_OK) {
      loaded_free(&loaded);
    }
  }
}

static void what_is_written_reads_back(void **state) {
  (void)state;
  static const char *const words[] = {"plain", "=SUM(A1)", "'=x", "a,\"b\"", "-", "two\nlines"};
  const struct factor factors[] = {
      {.path = "actors.AAA.policy", .words = words, .level_count = 6},
      {.path = "=x,y", .number = true, .low = -1, .high = 1},
  };
  struct points points;
  struct err err;
  assert_int_equal(design_points(DESIGN_LHS, factors, 2, 200, 7, &points, &err), ERR_OK);
  struct text out = {0};
  design_write_csv(&out, factors, 2, &points);
  assert_false(out.failed);
  struct loaded loaded = read_good(text_string(&out));
  assert_int_equal(loaded.points.count, 200);
  assert_string_equal(loaded.factors[1].path, "=x,y");
  assert_int_equal(loaded.factors[0].level_count, 6);
  for (int64_t i = 0; i < 200; i++) {
    const char *word = loaded.factors[0].words[(int)loaded.points.values[2 * i]];
    assert_string_equal(word, words[(int)points.values[2 * i]]);
    assert_true(loaded.points.values[2 * i + 1] == points.values[2 * i + 1]);
  }
  /* Negative numbers are no formulas. */
  assert_non_null(strstr(text_string(&out), ",-0."));
  assert_null(strstr(text_string(&out), ",'-0."));
  loaded_free(&loaded);
  points_free(&points);
  text_free(&out);
}

static void numbers_are_written_as_short_as_can_be(void **state) {
  (void)state;
  const struct factor factor = {.path = "x", .number = true};
  double values[] = {0.1, -3, 1.0 / 3, 1e-9};
  struct points points = {.count = 4, .factor_count = 1, .values = values};
  struct text out = {0};
  design_write_csv(&out, &factor, 1, &points);
  assert_string_equal(text_string(&out), "x\n0.1\n-3\n0.3333333333333333\n1e-09\n");
  text_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_dialect_gives_the_same_points),
      cmocka_unit_test(columns_become_factors),
      cmocka_unit_test(repeated_rows_stay),
      cmocka_unit_test(quoted_cells_may_hold_anything),
      cmocka_unit_test(faults_are_named_by_line_and_column),
      cmocka_unit_test(broken_quotes_are_named),
      cmocka_unit_test(no_cut_file_reads_past_its_end),
      cmocka_unit_test(what_is_written_reads_back),
      cmocka_unit_test(numbers_are_written_as_short_as_can_be),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
