/* Messages between front and worker: what is sent arrives, and nothing malformed is taken. */
#include "wire/message.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 3 };

static const struct provenance sent_rows[ROWS] = {
    {"actors.AAA.capability", 0.25, NAN, NAN, "a table", "checked"},
    {"theatres.river.terrain", 1.5, 1, 4, "a map", "judgement"},
    {"days", 60, NAN, NAN, "", "assumption"}};

static const struct followed_policy sent_policies[] = {{"bold", 3}, {"meek", 0}};

static const struct target_set sent_targets = {
    .items = {{.id = "A1",
               .kind = TARGET_LAG,
               .about = "a lag",
               .unit = "days",
               .source = "a book",
               .from = 1440,
               .to = 14400,
               .fit = true,
               .low = 2,
               .high = 3,
               .base = {.median = 2, .spread = 0.5, .none = 0.25}}},
    .count = 1,
    .placebo = {.about = "quiet",
                .sets = {{"days", "20"}},
                .set_count = 1,
                .alarms = {{"noise", "a noise", 0.125}},
                .alarm_count = 1}};

static struct description sent(void) {
  struct description description = {.about = "a river",
                                    .organisations = 1,
                                    .precedents = 2,
                                    .forces = 3,
                                    .rows = sent_rows,
                                    .row_count = ROWS,
                                    .policies = sent_policies,
                                    .policy_count = 2,
                                    .targets = &sent_targets};
  description.injects[INJECT_MEETING] = 4;
  return description;
}

static bool decodes(const struct text *bytes, size_t length, struct arena *arena,
                    struct description *out) {
  const unsigned char *at = (const unsigned char *)bytes->bytes;
  struct decoder in = {at, at + length, false};
  return decode_description(&in, arena, out);
}

/* Whether a description with [row] in place of the first arrives. */
static bool arrives(const struct provenance *row) {
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  description.rows = row;
  description.row_count = 1;
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &description);
  bool ok = decodes(&bytes, bytes.length, &arena, &out);
  text_free(&bytes);
  arena_close(&arena);
  return ok;
}

static void a_description_arrives_as_it_was_sent(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &description);
  assert_true(decodes(&bytes, bytes.length, &arena, &out));
  assert_string_equal(out.about, "a river");
  assert_int_equal(out.organisations, 1);
  assert_int_equal(out.precedents, 2);
  assert_int_equal(out.forces, 3);
  assert_int_equal(out.injects[INJECT_MEETING], 4);
  assert_int_equal(out.injects[INJECT_ACT], 0);
  assert_int_equal(out.row_count, ROWS);
  for (int i = 0; i < ROWS; i++) {
    assert_string_equal(out.rows[i].path, sent_rows[i].path);
    assert_true(out.rows[i].value == sent_rows[i].value);
    assert_int_equal(isnan(out.rows[i].low) != 0, isnan(sent_rows[i].low) != 0);
    assert_string_equal(out.rows[i].source, sent_rows[i].source);
    assert_string_equal(out.rows[i].confidence, sent_rows[i].confidence);
  }
  text_free(&bytes);
  arena_close(&arena);
}

static void targets_arrive_as_they_were_sent(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &description);
  assert_true(decodes(&bytes, bytes.length, &arena, &out));
  assert_int_equal(out.policy_count, 2);
  assert_string_equal(out.policies[0].name, "bold");
  assert_int_equal(out.policies[0].params, 3);
  assert_int_equal(out.targets->count, 1);
  const struct target *target = &out.targets->items[0];
  assert_string_equal(target->id, "A1");
  assert_int_equal(target->kind, TARGET_LAG);
  assert_string_equal(target->unit, "days");
  assert_null(target->note);
  assert_true(target->fit && target->low == 2 && target->high == 3 && target->to == 14400);
  assert_true(target->base.median == 2 && target->base.spread == 0.5 && target->base.none == 0.25);
  assert_string_equal(out.targets->placebo.sets[0].value, "20");
  assert_true(out.targets->placebo.alarms[0].base == 0.125);
  text_free(&bytes);
  arena_close(&arena);
}

/* Whether a set with that first target is taken. */
static bool target_arrives(const struct target *target) {
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct target_set set = sent_targets;
  struct description description = sent();
  set.items[0] = *target;
  description.targets = &set;
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &description);
  bool ok = decodes(&bytes, bytes.length, &arena, &out);
  text_free(&bytes);
  arena_close(&arena);
  return ok;
}

static void targets_out_of_range_are_refused(void **state) {
  (void)state;
  struct target good = sent_targets.items[0];
  struct target bad = good;
  assert_true(target_arrives(&good));
  bad.kind = TARGET_KIND_COUNT;
  assert_false(target_arrives(&bad));
  bad = good;
  bad.to = bad.from - 1;
  assert_false(target_arrives(&bad));
  bad = good;
  bad.high = 1; /* below low */
  assert_false(target_arrives(&bad));
  bad = good;
  bad.base.median = 0;
  assert_false(target_arrives(&bad));
  bad = good;
  bad.base.none = NAN;
  assert_false(target_arrives(&bad));
  bad = good;
  bad.id = NULL;
  assert_false(target_arrives(&bad));
}

static void a_scenario_may_say_nothing_of_itself(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description nothing = {.about = NULL};
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &nothing);
  assert_true(decodes(&bytes, bytes.length, &arena, &out));
  assert_null(out.about);
  assert_int_equal(out.row_count, 0);
  assert_int_equal(out.targets->count, 0);
  text_free(&bytes);
  arena_close(&arena);
}

static void a_cut_description_is_refused_wherever_it_is_cut(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  encode_description(&bytes, &description);
  for (size_t length = 0; length < bytes.length; length++) {
    arena_open_blocks(&arena, 1 << 20);
    assert_false(decodes(&bytes, length, &arena, &out));
    arena_close(&arena);
  }
  text_add(&bytes, "more");
  arena_open_blocks(&arena, 1 << 20);
  assert_false(decodes(&bytes, bytes.length, &arena, &out));
  arena_close(&arena);
  text_free(&bytes);
}

static void any_spoilt_byte_is_survived(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  encode_description(&bytes, &description);
  for (size_t at = 0; at < bytes.length; at++) {
    char kept = bytes.bytes[at];
    bytes.bytes[at] = (char)0xFF;
    arena_open_blocks(&arena, 1 << 20);
    (void)decodes(&bytes, bytes.length, &arena, &out);
    arena_close(&arena);
    bytes.bytes[at] = kept;
  }
  text_free(&bytes);
}

static void rows_that_cannot_be_are_refused(void **state) {
  (void)state;
  const struct provenance good = {"days", 60, 30, 90, "", "low"};
  struct provenance bad = good;
  assert_true(arrives(&good));
  bad.confidence = "certain";
  assert_false(arrives(&bad));
  bad = good;
  bad.confidence = NULL;
  assert_false(arrives(&bad));
  bad = good;
  bad.path = NULL;
  assert_false(arrives(&bad));
  bad = good;
  bad.source = NULL;
  assert_false(arrives(&bad));
  bad = good;
  bad.value = NAN;
  assert_false(arrives(&bad));
  bad = good;
  bad.value = INFINITY;
  assert_false(arrives(&bad));
  bad = good;
  bad.low = 61;
  assert_false(arrives(&bad));
  bad = good;
  bad.high = NAN;
  assert_false(arrives(&bad));
}

static void amounts_below_zero_are_refused(void **state) {
  (void)state;
  struct arena arena = {0};
  struct text bytes = {0};
  struct description out;
  struct description description = sent();
  description.injects[INJECT_WEATHER] = -1;
  arena_open_blocks(&arena, 1 << 20);
  encode_description(&bytes, &description);
  assert_false(decodes(&bytes, bytes.length, &arena, &out));
  text_free(&bytes);
  arena_close(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_description_arrives_as_it_was_sent),
      cmocka_unit_test(targets_arrive_as_they_were_sent),
      cmocka_unit_test(targets_out_of_range_are_refused),
      cmocka_unit_test(a_scenario_may_say_nothing_of_itself),
      cmocka_unit_test(a_cut_description_is_refused_wherever_it_is_cut),
      cmocka_unit_test(any_spoilt_byte_is_survived),
      cmocka_unit_test(rows_that_cannot_be_are_refused),
      cmocka_unit_test(amounts_below_zero_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
