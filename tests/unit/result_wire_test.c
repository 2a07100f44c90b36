/* Results, outlines, requests of runs and probes: what is sent arrives, and nothing malformed is
 * taken. */
#include "wire/message.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { OUTCOMES = 3, SERIES = 2, DAYS = 4 };

typedef bool (*decode_fn)(struct decoder *in, struct arena *arena);

static bool decode_any_result(struct decoder *in, struct arena *arena) {
  struct run_summary out;
  return decode_result(in, arena, &out);
}

static bool decode_any_outline(struct decoder *in, struct arena *arena) {
  struct outline out;
  return decode_outline(in, arena, &out);
}

static bool decode_any_run(struct decoder *in, struct arena *arena) {
  struct run_request out;
  return decode_run(in, arena, &out);
}

static bool decode_any_probe(struct decoder *in, struct arena *arena) {
  struct setting *words;
  struct setting *numbers;
  int counts[2];
  return decode_probe(in, arena, &words, &counts[0], &numbers, &counts[1]);
}

static struct decoder over(const struct text *bytes, size_t length) {
  const unsigned char *at = (const unsigned char *)bytes->bytes;
  return (struct decoder){at, at + length, false};
}

/* Cut anywhere, or longer by a byte, it is refused; with any byte spoilt it is survived. */
static void is_taken_whole_or_not_at_all(const struct text *bytes, decode_fn decode) {
  struct arena arena;
  for (size_t length = 0; length <= bytes->length; length++) {
    struct decoder in = over(bytes, length);
    arena_open_blocks(&arena, 1 << 20);
    assert_int_equal(decode(&in, &arena), length == bytes->length);
    arena_close(&arena);
  }
  struct text spoilt = {0};
  text_add_bytes(&spoilt, bytes->bytes, bytes->length);
  text_add_bytes(&spoilt, "", 1);
  struct decoder longer = over(&spoilt, spoilt.length);
  arena_open_blocks(&arena, 1 << 20);
  assert_false(decode(&longer, &arena));
  arena_close(&arena);
  for (size_t at = 0; at < bytes->length; at++) {
    static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
    for (size_t v = 0; v < sizeof values; v++) {
      spoilt.bytes[at] = (char)values[v];
      struct decoder in = over(&spoilt, bytes->length);
      arena_open_blocks(&arena, 1 << 20);
      (void)decode(&in, &arena);
      arena_close(&arena);
    }
    spoilt.bytes[at] = bytes->bytes[at];
  }
  text_free(&spoilt);
}

static struct summary_outcome sent_outcomes[OUTCOMES] = {
    {"deaths.loc", 17, false}, {"war", 1, true}, {"reply_lag_hours", NAN, false}};
static const char *sent_names[SERIES] = {"intensity.loc", "approval.AAA"};
static float sent_series[SERIES * (DAYS + 1)] = {0,    0.5F, 1e-30F, -0.0F, INFINITY,
                                                 0.4F, NAN,  0.3F,   1,     0.25F};

static struct run_summary sent_result(void) {
  return (struct run_summary){.digest = "0123456789abcdef0123456789abcdef",
                              .days = DAYS,
                              .events = 1672,
                              .seconds = 0.005,
                              .outcome_count = OUTCOMES,
                              .outcomes = sent_outcomes,
                              .series_count = SERIES,
                              .series_names = sent_names,
                              .series = sent_series};
}

static bool arrives(const struct run_summary *summary) {
  struct arena arena;
  struct text bytes = {0};
  struct run_summary out;
  arena_open_blocks(&arena, 1 << 20);
  encode_result(&bytes, summary);
  struct decoder in = over(&bytes, bytes.length);
  bool ok = decode_result(&in, &arena, &out);
  text_free(&bytes);
  arena_close(&arena);
  return ok;
}

static void a_result_arrives_bit_by_bit(void **state) {
  (void)state;
  struct arena arena;
  struct text bytes = {0};
  struct run_summary out;
  struct run_summary summary = sent_result();
  arena_open_blocks(&arena, 1 << 20);
  encode_result(&bytes, &summary);
  struct decoder in = over(&bytes, bytes.length);
  assert_true(decode_result(&in, &arena, &out));
  assert_string_equal(out.digest, summary.digest);
  assert_int_equal(out.days, DAYS);
  assert_int_equal(out.events, 1672);
  assert_true(out.seconds == 0.005);
  assert_int_equal(out.outcome_count, OUTCOMES);
  for (int i = 0; i < OUTCOMES; i++) {
    assert_string_equal(out.outcomes[i].name, sent_outcomes[i].name);
    assert_memory_equal(&out.outcomes[i].value, &sent_outcomes[i].value, sizeof(double));
    assert_int_equal(out.outcomes[i].flag, sent_outcomes[i].flag);
  }
  assert_int_equal(out.series_count, SERIES);
  assert_string_equal(out.series_names[0], "intensity.loc");
  assert_string_equal(out.series_names[1], "approval.AAA");
  assert_memory_equal(out.series, sent_series, sizeof sent_series);
  is_taken_whole_or_not_at_all(&bytes, decode_any_result);
  text_free(&bytes);
  arena_close(&arena);
}

/* The bytes do not depend on the machine: doubles and floats stand little end first. */
static void numbers_stand_little_end_first(void **state) {
  (void)state;
  static const double doubles[] = {1.0, -2.0};
  static const float floats[] = {1.0F};
  static const unsigned char expected[] = {0, 0, 0, 0, 0, 0,    0xF0, 0x3F, 0,    0,
                                           0, 0, 0, 0, 0, 0xC0, 0,    0,    0x80, 0x3F};
  struct text bytes = {0};
  put_doubles(&bytes, doubles, sizeof doubles[0], 2);
  put_floats(&bytes, floats, 1);
  assert_int_equal(bytes.length, sizeof expected);
  assert_memory_equal(bytes.bytes, expected, sizeof expected);
  text_free(&bytes);
}

static void a_result_need_have_no_series_and_no_outcomes(void **state) {
  (void)state;
  struct run_summary bare = sent_result();
  bare.series_count = 0;
  bare.series = NULL;
  bare.series_names = NULL;
  assert_true(arrives(&bare));
  bare.outcome_count = 0;
  bare.outcomes = NULL;
  assert_true(arrives(&bare));
}

static void results_that_cannot_be_are_refused(void **state) {
  (void)state;
  struct run_summary bad = sent_result();
  assert_true(arrives(&bad));
  bad.seconds = NAN;
  assert_false(arrives(&bad));
  bad.seconds = -1;
  assert_false(arrives(&bad));
  bad.seconds = INFINITY;
  assert_false(arrives(&bad));
  bad = sent_result();
  bad.series_count = 0;
  bad.days = DAYS_MAX + 1;
  assert_false(arrives(&bad));
  bad.days = -1;
  assert_false(arrives(&bad));
  bad = sent_result();
  bad.digest[3] = '\0';
  assert_false(arrives(&bad));
}

/* Counts that promise more than there is must not be believed before it is looked for. */
static void counts_without_their_bytes_are_refused(void **state) {
  (void)state;
  struct run_summary bare = sent_result();
  bare.outcome_count = 0;
  bare.series_count = 0;
  bare.days = DAYS_MAX;
  struct text bytes = {0};
  encode_result(&bytes, &bare);
  for (int back = 4; back <= 8; back += 4) { /* of series, of outcomes */
    for (int b = 0; b < 4; b++) {
      bytes.bytes[bytes.length - (size_t)back + (size_t)b] = (char)(b == 3 ? 0x7F : 0xFF);
    }
    struct arena arena;
    struct run_summary out;
    arena_open_blocks(&arena, 1 << 20);
    struct decoder in = over(&bytes, bytes.length);
    assert_false(decode_result(&in, &arena, &out));
    assert_true(arena.used < 4096);
    arena_close(&arena);
  }
  text_free(&bytes);
}

static void names_are_as_many_as_the_values(void **state) {
  (void)state;
  static const char *const names[] = {"a", "bc", ""};
  struct text bytes = {0};
  put_names(&bytes, names, sizeof names[0], 3);
  for (int count = 0; count <= 5; count++) {
    struct arena arena;
    const char *found[5] = {0};
    arena_open_blocks(&arena, 1 << 16);
    struct decoder in = over(&bytes, bytes.length);
    take_names(&in, &arena, found, sizeof found[0], count);
    assert_int_equal(in.bad, count != 3);
    if (count == 3) {
      assert_string_equal(found[0], "a");
      assert_string_equal(found[1], "bc");
      assert_string_equal(found[2], "");
    }
    arena_close(&arena);
  }
  text_free(&bytes);
}

static void an_outline_arrives_as_it_was_sent(void **state) {
  (void)state;
  struct arena arena;
  struct text bytes = {0};
  struct settable bases[] = {{0.5, false}, {-3, true}};
  struct outline out;
  const struct outline outline = {.base_count = 2,
                                  .bases = bases,
                                  .days = 90,
                                  .outcome_count = OUTCOMES,
                                  .outcomes = sent_outcomes,
                                  .series_count = SERIES,
                                  .series_names = sent_names};
  arena_open_blocks(&arena, 1 << 20);
  encode_outline(&bytes, &outline);
  struct decoder in = over(&bytes, bytes.length);
  assert_true(decode_outline(&in, &arena, &out));
  assert_int_equal(out.base_count, 2);
  for (int i = 0; i < 2; i++) {
    assert_true(out.bases[i].value == bases[i].value && out.bases[i].whole == bases[i].whole);
  }
  assert_int_equal(out.days, 90);
  assert_int_equal(out.outcome_count, OUTCOMES);
  assert_string_equal(out.outcomes[1].name, "war");
  assert_true(out.outcomes[1].flag);
  assert_false(out.outcomes[0].flag);
  assert_int_equal(out.series_count, SERIES);
  assert_string_equal(out.series_names[1], "approval.AAA");
  is_taken_whole_or_not_at_all(&bytes, decode_any_outline);
  text_free(&bytes);
  arena_close(&arena);
}

static void a_run_names_its_variant(void **state) {
  (void)state;
  struct arena arena;
  struct text bytes = {0};
  struct setting words[] = {{"actors.AAA.policy", "hawk"}, {"precedents.old=war", "off"}};
  struct setting numbers[] = {{"actors.AAA.params.resolve", "0.25"}};
  struct run_request out;
  const struct run_request request = {.seed = UINT64_MAX,
                                      .days = 60,
                                      .want_series = true,
                                      .words = words,
                                      .word_count = 2,
                                      .numbers = numbers,
                                      .number_count = 1};
  arena_open_blocks(&arena, 1 << 20);
  encode_run(&bytes, &request);
  struct decoder in = over(&bytes, bytes.length);
  assert_true(decode_run(&in, &arena, &out));
  assert_true(out.seed == UINT64_MAX);
  assert_int_equal(out.days, 60);
  assert_true(out.want_series && !out.want_records && !out.keep_decisions);
  assert_int_equal(out.word_count, 2);
  assert_string_equal(out.words[1].path, "precedents.old=war");
  assert_string_equal(out.words[1].value, "off");
  assert_int_equal(out.number_count, 1);
  assert_string_equal(out.numbers[0].value, "0.25");
  is_taken_whole_or_not_at_all(&bytes, decode_any_run);
  text_free(&bytes);
  arena_close(&arena);
}

static void a_probe_arrives_as_it_was_sent(void **state) {
  (void)state;
  struct arena arena;
  struct text bytes = {0};
  struct setting sent[] = {{"actors.AAA.policy", "hawk"}, {"model.hazard_max", "0.5"}};
  struct setting *words = NULL;
  struct setting *numbers = NULL;
  int word_count = -1;
  int number_count = -1;
  arena_open_blocks(&arena, 1 << 20);
  encode_probe(&bytes, sent, 1, sent + 1, 1);
  struct decoder in = over(&bytes, bytes.length);
  assert_true(decode_probe(&in, &arena, &words, &word_count, &numbers, &number_count));
  assert_int_equal(word_count, 1);
  assert_int_equal(number_count, 1);
  assert_string_equal(words[0].value, "hawk");
  assert_string_equal(numbers[0].path, "model.hazard_max");
  is_taken_whole_or_not_at_all(&bytes, decode_any_probe);
  text_free(&bytes);
  arena_close(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_result_arrives_bit_by_bit),
      cmocka_unit_test(numbers_stand_little_end_first),
      cmocka_unit_test(a_result_need_have_no_series_and_no_outcomes),
      cmocka_unit_test(results_that_cannot_be_are_refused),
      cmocka_unit_test(counts_without_their_bytes_are_refused),
      cmocka_unit_test(names_are_as_many_as_the_values),
      cmocka_unit_test(an_outline_arrives_as_it_was_sent),
      cmocka_unit_test(a_run_names_its_variant),
      cmocka_unit_test(a_probe_arrives_as_it_was_sent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
