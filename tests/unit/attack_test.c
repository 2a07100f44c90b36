/* Hostile scripts are contained, as a chunk and inside a function, and leave nothing behind for the
 * next run. */
#include "unit/script.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCRIPT_MAX = 65536 };

static const char probe_text[] =
    "local t, s = {}, 0 for i = 1, 50 do t['k' .. i] = i end "
    "for k, v in pairs(t) do s = s * 3 % 1000003 + v + #k end "
    "table.sort(t) return s .. ('x'):rep(3) .. string.format('%5.2f', math.exp(1.5) ^ 0.3)";

static void expect_probe(struct sandbox *sandbox, const char *expected) {
  char out[SCRIPT_OUT_MAX];
  assert_int_equal(script_run(sandbox, probe_text, sizeof probe_text - 1, out), ERR_OK);
  assert_string_equal(out, expected);
}

/* The image of a fresh state, as the worker keeps it. */
struct image {
  struct arena arena;
  struct sandbox *sandbox;
  unsigned char *bytes;
  size_t used;
  char probe[SCRIPT_OUT_MAX];
};

static void make_image(struct image *image) {
  assert_true(arena_map(&image->arena, SCRIPT_ARENA_MAX));
  image->sandbox = script_sandbox(&image->arena);
  sandbox_begin_run(image->sandbox, true, NULL);
  image->used = image->arena.used;
  image->bytes = malloc(image->used);
  assert_non_null(image->bytes);
  memcpy(image->bytes, image->arena.base, image->used);
  char out[SCRIPT_OUT_MAX];
  assert_int_equal(script_run(image->sandbox, probe_text, sizeof probe_text - 1, out), ERR_OK);
  (void)snprintf(image->probe, sizeof image->probe, "%s", out);
}

static void restore(struct image *image) {
  memcpy(image->arena.base, image->bytes, image->used);
  arena_rewind(&image->arena, image->used);
}

static void attack(struct image *image, const char *name, const char *text, size_t length) {
  char out[SCRIPT_OUT_MAX];
  char wrapped[SCRIPT_MAX + 256];
  restore(image);
  (void)script_run(image->sandbox, text, length, out);
  assert_true(strncmp(out, "LEAK", 4) != 0);
  restore(image);
  expect_probe(image->sandbox, image->probe);
  restore(image);
  int size = snprintf(wrapped, sizeof wrapped,
                      "local function decide(view, self) %.*s\nend return decide({}, {})",
                      (int)length, text);
  (void)script_run(image->sandbox, wrapped, (size_t)size, out);
  if (strncmp(out, "LEAK", 4) == 0) {
    fail_msg("%s: %s", name, out);
  }
  restore(image);
  expect_probe(image->sandbox, image->probe);
}

static size_t read_script(const char *path, char text[SCRIPT_MAX]) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t length = fread(text, 1, SCRIPT_MAX, file);
  (void)fclose(file);
  return length;
}

static void every_script_is_contained(void **state) {
  (void)state;
  struct image image = {0};
  make_image(&image);
  DIR *folder = opendir(SOURCE_DIR "/tests/attack/scripts");
  assert_non_null(folder);
  int count = 0;
  static char text[SCRIPT_MAX];
  for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    char path[1024];
    if (strstr(entry->d_name, ".lua") == NULL) {
      continue;
    }
    (void)snprintf(path, sizeof path, "%s/%s", SOURCE_DIR "/tests/attack/scripts", entry->d_name);
    attack(&image, entry->d_name, text, read_script(path, text));
    count++;
  }
  (void)closedir(folder);
  assert_true(count >= 60);
  free(image.bytes);
  arena_close(&image.arena);
}

static void loops_are_stopped_by_the_instruction_hook(void **state) {
  (void)state;
  static const char *const loops[] = {"while true do end", "::a:: goto a",
                                      "while true do pcall(error) end",
                                      "local function f() while true do pcall(f) end end f()"};
  for (size_t i = 0; i < sizeof loops / sizeof loops[0]; i++) {
    struct arena arena;
    char out[SCRIPT_OUT_MAX];
    arena_open_blocks(&arena, SCRIPT_ARENA_MAX);
    struct sandbox *sandbox = script_sandbox(&arena);
    sandbox_begin_run(sandbox, true, NULL);
    assert_int_equal(script_run(sandbox, loops[i], strlen(loops[i]), out), ERR_BUDGET);
    assert_int_equal(sandbox->budget.kill, KILL_INSTRUCTIONS);
    sandbox_close(sandbox);
    arena_close(&arena);
  }
}

static void the_watchdog_stops_a_loop_in_the_first_pass(void **state) {
  (void)state;
  struct arena arena;
  struct watchdog watchdog;
  char out[SCRIPT_OUT_MAX];
  arena_open_blocks(&arena, SCRIPT_ARENA_MAX);
  struct sandbox *sandbox = script_sandbox(&arena);
  assert_true(watchdog_start(&watchdog));
  sandbox_begin_run(sandbox, false, &watchdog);
  assert_int_equal(script_run(sandbox, "while true do end", 17, out), ERR_BUDGET);
  assert_true(sandbox_was_slow(sandbox));
  watchdog_stop(&watchdog);
  sandbox_close(sandbox);
  arena_close(&arena);
}

static void a_refused_allocation_cannot_be_caught(void **state) {
  (void)state;
  static const char text[] = "pcall(function() local t = {} for i = 1, 1e9 do t[i] = {} end end) "
                             "return 'survived'";
  struct arena arena;
  char out[SCRIPT_OUT_MAX];
  arena_open_blocks(&arena, SCRIPT_ARENA_MAX);
  struct sandbox *sandbox = script_sandbox(&arena);
  sandbox_begin_run(sandbox, true, NULL);
  sandbox->budget.instructions_max = 2000000000;
  assert_int_not_equal(script_run(sandbox, text, sizeof text - 1, out), ERR_OK);
  assert_int_not_equal(sandbox->budget.kill, KILL_NONE);
  sandbox_close(sandbox);
  arena_close(&arena);
}

/* The n-th allocation is refused, n = 1, 2, ... until everything passes: no crash, no leak, always
 * an error. */
static void any_allocation_may_be_refused(void **state) {
  (void)state;
  bool passed = false;
  for (long n = 0; !passed; n++) {
    struct arena arena;
    char out[SCRIPT_OUT_MAX];
    arena_open_blocks(&arena, SCRIPT_ARENA_MAX);
    struct sandbox *sandbox = script_sandbox(&arena);
    sandbox->heap->refuse_after = n;
    passed = script_run(sandbox, probe_text, sizeof probe_text - 1, out) == ERR_OK;
    assert_true(passed || sandbox->budget.kill == KILL_MEMORY);
    sandbox_close(sandbox);
    arena_close(&arena);
  }
}

static void both_kinds_of_memory_count_alike(void **state) {
  (void)state;
  struct arena region;
  struct arena blocks;
  char out[SCRIPT_OUT_MAX];
  assert_true(arena_map(&region, SCRIPT_ARENA_MAX));
  arena_open_blocks(&blocks, SCRIPT_ARENA_MAX);
  struct sandbox *one = script_sandbox(&region);
  struct sandbox *two = script_sandbox(&blocks);
  (void)script_run(one, probe_text, sizeof probe_text - 1, out);
  (void)script_run(two, probe_text, sizeof probe_text - 1, out);
  assert_int_equal(one->heap->held, two->heap->held);
  assert_int_equal(one->heap->peak, two->heap->peak);
  assert_int_equal(one->budget.bytes_left, two->budget.bytes_left);
  assert_int_equal(one->budget.work_left, two->budget.work_left);
  sandbox_close(two);
  arena_close(&blocks);
  arena_close(&region);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_script_is_contained),
      cmocka_unit_test(loops_are_stopped_by_the_instruction_hook),
      cmocka_unit_test(the_watchdog_stops_a_loop_in_the_first_pass),
      cmocka_unit_test(a_refused_allocation_cannot_be_caught),
      cmocka_unit_test(any_allocation_may_be_refused),
      cmocka_unit_test(both_kinds_of_memory_count_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
