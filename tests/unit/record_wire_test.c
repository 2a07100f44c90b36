/* Records and casts from a worker that may lie. */
#include "wire/message.h"

#include "base/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A cast of one actor, as it arrives. */
static bool cast_arrives(const char *name, int64_t epoch, struct arena *arena,
                         struct scenario *out) {
  struct actor actors[1] = {{.id = "AAA", .name = name, .organisation = -1, .nationality = -1}};
  struct scenario sent = {.name = "small", .epoch = epoch, .days = 3, .actors = {actors, 1}};
  struct text bytes = {0};
  int assumptions = 0;
  int facts = 0;
  actors[0].organisation_index = -1;
  encode_cast(&bytes, &sent, 0, 0);
  struct decoder in = {(const unsigned char *)bytes.bytes,
                       (const unsigned char *)bytes.bytes + bytes.length, false};
  bool ok = decode_cast(&in, arena, out, &assumptions, &facts);
  text_free(&bytes);
  return ok;
}

static bool record_arrives(struct arena *arena, enum record_kind kind, int outcome, int64_t at) {
  struct scenario cast;
  struct record out = {0};
  struct text bytes = {0};
  const struct record sent = {.id = 1,
                              .kind = kind,
                              .outcome = outcome,
                              .at = at,
                              .actor = -1,
                              .target = -1,
                              .theatre = -1,
                              .verb = -1,
                              .statement = {.voice = -1, .authorised_by = -1, .implied = -1}};
  assert_true(cast_arrives("Arcadia", 0, arena, &cast));
  encode_record(&bytes, &sent);
  struct decoder in = {(const unsigned char *)bytes.bytes,
                       (const unsigned char *)bytes.bytes + bytes.length, false};
  bool ok = decode_record(&in, arena, &cast, &out);
  text_free(&bytes);
  return ok;
}

static void an_outcome_is_one_of_its_kind(void **state) {
  struct arena arena;
  (void)state;
  arena_open_blocks(&arena, 1 << 20);
  assert_true(record_arrives(&arena, RECORD_INJECT, INJECT_KIND_COUNT - 1, 0));
  assert_false(record_arrives(&arena, RECORD_INJECT, INJECT_KIND_COUNT, 0));
  assert_true(record_arrives(&arena, RECORD_PROCEDURE, RESULT_COUNT - 1, 0));
  assert_false(record_arrives(&arena, RECORD_PROCEDURE, RESULT_COUNT, 0));
  arena_close(&arena);
}

static void a_time_lies_within_the_longest_run(void **state) {
  struct arena arena;
  struct scenario cast;
  (void)state;
  arena_open_blocks(&arena, 1 << 20);
  assert_true(record_arrives(&arena, RECORD_INJECT, 0, INT64_C(3660) * MINUTES_PER_DAY));
  assert_false(record_arrives(&arena, RECORD_INJECT, 0, INT64_C(3700) * MINUTES_PER_DAY));
  assert_false(record_arrives(&arena, RECORD_INJECT, 0, INT64_MAX));
  assert_false(cast_arrives("Arcadia", INT64_MAX, &arena, &cast));
  arena_close(&arena);
}

static void names_cannot_steer_a_terminal(void **state) {
  struct arena arena;
  struct scenario cast;
  (void)state;
  arena_open_blocks(&arena, 1 << 20);
  assert_true(cast_arrives("\033[2JArcadia", 0, &arena, &cast));
  assert_string_equal(scenario_actor(&cast, 0)->name, "\\x1b[2JArcadia");
  arena_close(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_outcome_is_one_of_its_kind),
      cmocka_unit_test(a_time_lies_within_the_longest_run),
      cmocka_unit_test(names_cannot_steer_a_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
