/* Words of progress. */
#include "host/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void counts_have_commas(void **state) {
  static const struct {
    int64_t count;
    const char *text;
  } cases[] = {{0, "0"},
               {999, "999"},
               {1000, "1,000"},
               {-123456, "-123,456"},
               {INT64_MIN, "-9,223,372,036,854,775,808"}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[PROGRESS_WORD_SIZE];
    progress_count(cases[i].count, text);
    assert_string_equal(text, cases[i].text);
  }
}

/* The time to go comes from what a worker says a run took, which may be anything. */
static void spans_have_no_end(void **state) {
  static const struct {
    double seconds;
    const char *text;
  } cases[] = {{0.04, "0.0 s"},         {9.94, "9.9 s"},         {59.6, "60 s"},
               {200, "3 min 20 s"},     {7260, "2 h 1 min"},     {400000, "4 days"},
               {1e18, "11574074 days"}, {1e300, "11574074 days"}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[PROGRESS_WORD_SIZE];
    progress_span(cases[i].seconds, text);
    assert_string_equal(text, cases[i].text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_have_commas),
      cmocka_unit_test(spans_have_no_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
