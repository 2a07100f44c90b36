/* The growable string. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Adding byte by byte costs time in proportion to the length: room is not made each time. */
static void room_grows_by_doubling(void **state) {
  enum { LENGTH = 1000000, GROWTHS_MAX = 32 };
  struct text text = {0};
  size_t room = 0;
  int growths = 0;
  (void)state;
  for (int i = 0; i < LENGTH; i++) {
    text_add(&text, "x");
    growths += text.room != room ? 1 : 0;
    room = text.room;
  }
  assert_false(text.failed);
  assert_int_equal(text.length, LENGTH);
  assert_int_equal(strlen(text_string(&text)), LENGTH);
  assert_true(growths < GROWTHS_MAX);
  text_free(&text);
}

static void what_cannot_be_is_a_failure_that_stays(void **state) {
  struct text text = {0};
  (void)state;
  text_add(&text, "kept");
  assert_null(text_extend(&text, SIZE_MAX - 2));
  assert_true(text.failed);
  text_add(&text, " and more");
  assert_string_equal(text_string(&text), "kept");
  text_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(room_grows_by_doubling),
      cmocka_unit_test(what_cannot_be_is_a_failure_that_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
