/* A sweep's spec file becomes the options that the command line would have had; whatever is wrong
 * is named with its line. */
#include "lua/sweep_spec.h"
#include "study/design.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena, notes;
static struct faults faults;
static struct setting *settings;
static int count;

static int open_arenas(void **state) {
  (void)state;
  arena_open_blocks(&arena, (size_t)256 << 20);
  arena_open_blocks(&notes, (size_t)64 << 20);
  return 0;
}

static int close_arenas(void **state) {
  (void)state;
  arena_close(&arena);
  arena_close(&notes);
  return 0;
}

static enum err_code read_spec(const char *text) {
  struct source items[1] = {{"sweep/warning.lua", "warning.lua", text, strlen(text)}};
  const struct source_set sources = {items, 1};
  arena_rewind(&arena, 0);
  arena_rewind(&notes, 0);
  faults = (struct faults){.count = 0};
  return sweep_spec_read(&arena, &notes, &sources, "sweep/warning.lua", &settings, &count, &faults);
}

static void expect_settings(const char *const (*expected)[2], int expected_count) {
  for (int i = 0; i < count && i < expected_count; i++) {
    assert_string_equal(settings[i].path, expected[i][0]);
    assert_string_equal(settings[i].value, expected[i][1]);
  }
  assert_int_equal(count, expected_count);
}

static void a_spec_says_what_the_command_line_would(void **state) {
  (void)state;
  static const char *const expected[][2] = {
      {"scenario", "csto-2018"},
      {"set", "actors.RUS.policy=alliance_patron"},
      {"set", "model.hazard_max=2.5"},
      {"set", "precedents.april_2016=off"},
      {"vary", "actors.ARM.params.resolve=0.1,0.5,0.9"},
      {"vary", "actors.AZE.params.resolve=0:1:5"},
      {"vary", "actors.AZE.policy=spoiler,tit_for_tat"},
      {"vary", "precedents.april_2016=on,off"},
      {"vary", "theatres.loc.incident_rate=0.01:0.2"},
      {"design", "lhs"},
      {"file", "points.csv"},
      {"samples", "100"},
      {"reps", "20"},
      {"seed", "9223372036854775807"},
      {"days", "60"},
      {"until", "ci(war)<0.02"},
      {"max-reps", "800"},
      {"events", "sample:10"},
      {"max-failures", "3"},
      {"independent-seeds", ""},
  };
  enum err_code rc = read_spec("return sweep {\n"
                               "  seed = math.maxinteger, scenario = 'csto-2018', reps = 2e1,\n"
                               "  set = { ['model.hazard_max'] = 2.5,\n"
                               "    ['precedents.april_2016'] = false,\n"
                               "    ['actors.RUS.policy'] = 'alliance_patron' },\n"
                               "  vary = {\n"
                               "    ['theatres.loc.incident_rate'] = { low = 0.01, high = 0.2 },\n"
                               "    ['actors.AZE.params.resolve'] = { low = 0, high = 1, n = 5 },\n"
                               "    ['actors.ARM.params.resolve'] = { 0.1, 0.5, 0.9 },\n"
                               "    ['actors.AZE.policy'] = { 'spoiler', 'tit_for_tat' },\n"
                               "    ['precedents.april_2016'] = { values = { true, false } },\n"
                               "  },\n"
                               "  design = 'lhs', samples = 100, days = 60,\n"
                               "  stop_when = 'ci(war)<0.02', max_reps = 800,\n"
                               "  events = 'sample:10', max_failures = 3,\n"
                               "  independent_seeds = true, file = 'points.csv',\n"
                               "}\n");
  if (rc != ERR_OK) {
    fail_msg("%s: %s", faults.items[0].where, faults.items[0].text);
  }
  expect_settings(expected, (int)(sizeof expected / sizeof expected[0]));
}

static void a_list_keeps_its_order(void **state) {
  (void)state;
  static const char *const expected[][2] = {
      {"scenario", "s"}, {"vary", "b=1:2"}, {"vary", "a=x,y"}, {"vary", "c=3"}};
  assert_int_equal(read_spec("local list = {}\n"
                             "list[1] = { path = 'b', low = 1, high = 2 }\n"
                             "list[2] = { path = 'a', values = { 'x', 'y' } }\n"
                             "list[3] = { path = 'c', 3 }\n"
                             "return sweep { scenario = 's', vary = list, "
                             "independent_seeds = false }\n"),
                   ERR_OK);
  expect_settings(expected, 4);
}

static void values_may_be_computed(void **state) {
  (void)state;
  static const char *const expected[][2] = {{"scenario", "s"}, {"vary", "a=0.25,0.5,1,2"}};
  assert_int_equal(read_spec("local values = {}\n"
                             "for i = 1, 4 do values[i] = 2.0 ^ (i - 3) end\n"
                             "return sweep { scenario = 's', vary = { a = values } }\n"),
                   ERR_OK);
  expect_settings(expected, 2);
}

static void every_design_has_its_word(void **state) {
  (void)state;
#define X(name, word)                                                                          \
  assert_int_equal(read_spec("return sweep { scenario = 's', design = '" word "' }"), ERR_OK); \
  assert_string_equal(settings[1].value, word);
  DESIGN_MAP(X)
#undef X
}

struct mistake {
  const char *text, *where, *expected; /* both parts of the first fault */
};

static const struct mistake mistakes[] = {
    {"return sweep {\n desgin = 'lhs', scenario = 's' }", "warning.lua:2",
     "desgin: found an unknown key; expected a key of sweep; did you mean \"design\"?"},
    {"return sweep { }", "warning.lua:1", "scenario: found nothing; expected the name"},
    {"return sweep { scenario = 4 }", "warning.lua:1", "scenario: found a number; expected text"},
    {"return sweep { scenario = '' }", "warning.lua:1", "scenario: found nothing between"},
    {"return sweep { scenario = 'a\\nb' }", "warning.lua:1", "scenario: found a control"},
    {"return sweep { scenario = 's',\n\n design = 'lsh' }", "warning.lua:3",
     "design: found \"lsh\"; expected one of grid, oat, random, lhs, sobol, saltelli, morris, "
     "prior, "
     "file; did you mean \"lhs\"?"},
    {"return sweep { scenario = 's',\n reps = 0 }", "warning.lua:2",
     "reps: found 0; expected a whole number from 1 to 1000000"},
    {"return sweep { scenario = 's',\n reps = 1.5 }", "warning.lua:2", "reps: found 1.5;"},
    {"return sweep { scenario = 's',\n reps = '20' }", "warning.lua:2", "reps: found a string;"},
    {"return sweep { scenario = 's',\n seed = -1 }", "warning.lua:2", "seed: found -1;"},
    {"return sweep { scenario = 's',\n seed = 0/0 }", "warning.lua:2", "seed: found nan;"},
    {"return sweep { scenario = 's',\n days = 3661 }", "warning.lua:2",
     "days: found 3661; expected a whole number from 1 to 3660"},
    {"return sweep { scenario = 's',\n max_failures = {} }", "warning.lua:2",
     "max_failures: found a table;"},
    {"return sweep { scenario = 's',\n independent_seeds = 1 }", "warning.lua:2",
     "independent_seeds: found a number; expected true or false"},
    {"return sweep { scenario = 's',\n events = 'sample:0' }", "warning.lua:2",
     "events: found \"sample:0\"; expected none, all, or sample:K"},
    {"return sweep { scenario = 's',\n set = { ['a.b'] = {} } }", "warning.lua:2",
     "set.a.b: found a table; expected a finite number, a word, true or false"},
    {"return sweep { scenario = 's',\n set = { 'a.b=1' } }", "warning.lua:2",
     "set: found an entry without a path; expected [\"PATH\"] = ..."},
    {"return sweep { scenario = 's',\n set = { ['a=b'] = 1 } }", "warning.lua:2",
     "set: found no path;"},
    {"return sweep { scenario = 's', set = {\n ['a.b'] = 1/0 } }", "warning.lua:2",
     "set.a.b: found a number; expected a finite number"},
    {"return sweep { scenario = 's',\n vary = 'a=1:2' }", "warning.lua:2",
     "vary: found a string; expected"},
    {"return sweep { scenario = 's', vary = {\n\n ['a.b.c'] = 5 } }", "warning.lua:3",
     "vary.a.b.c: found a number; expected { low"},
    {"return sweep { scenario = 's', vary = {\n a = {},\n ['b.c'] = { 1 } } }", "warning.lua:2",
     "vary.a: found neither a range nor values;"},
    {"return sweep { scenario = 's', vary = {\n a = { low = 0, high = 1, 3 } } }", "warning.lua:2",
     "vary.a: found more than one way to vary;"},
    {"return sweep { scenario = 's', vary = { ['b.c'] = {\n low = 0,\n high = 0 } } }",
     "warning.lua:3", "vary.b.c.high: found 0 to 0; expected high above low"},
    {"return sweep { scenario = 's', vary = { ['b.c'] = {\n low = 0,\n hihg = 1 } } }",
     "warning.lua:3",
     "vary.b.c.hihg: found an unknown key; expected a key of what is varied; did "
     "you mean \"high\"?"},
    {"return sweep { scenario = 's', vary = { ['b.c'] = {\n low = 0 } } }", "warning.lua:1",
     "vary.b.c.high: found nothing; expected a finite number"},
    {"return sweep { scenario = 's', vary = { b = {\n low = 0, high = 1/0 } } }", "warning.lua:2",
     "vary.b.high: found one without end; expected a finite number"},
    {"return sweep { scenario = 's', vary = { b = {\n low = 0, high = 1,\n n = 1 } } }",
     "warning.lua:3", "vary.b.n: found 1; expected a whole number from 2 to 4096"},
    {"return sweep { scenario = 's', vary = { b = { path = 'x', low = 0, high = 1 } } }",
     "warning.lua:1", "vary.b.path: found an unknown key;"},
    {"return sweep { scenario = 's', vary = { b = {\n 1,\n 'x' } } }", "warning.lua:3",
     "vary.b.2: found a string after a number; expected values of one kind"},
    {"return sweep { scenario = 's', vary = { b = {\n 'x,y' } } }", "warning.lua:2",
     "vary.b.1: found \"x,y\"; expected a word without comma and colon"},
    {"return sweep { scenario = 's', vary = { b = {\n values = 3 } } }", "warning.lua:2",
     "vary.b.values: found a number;"},
    {"return sweep { scenario = 's', vary = {\n { low = 0, high = 1 } } }", "warning.lua:2",
     "vary.1.path: found no path;"},
    {"return sweep { scenario = 's', vary = {\n { path = 'a', low = 0, high = 1 },\n 7 } }",
     "warning.lua:3", "vary.2: found a number; expected { path"},
    {"return { scenario = 's' }", "warning.lua:1",
     "found no sweep returned; expected `return sweep"},
    {"sweep { scenario = 's' }", "warning.lua:1", "found no sweep returned"},
    {"return sweep 's'", "warning.lua:1", "table expected"},
    {"return sweep {", "warning.lua:1", "expected"},
    {"local x\nreturn sweep { scenario = x.y }", "warning.lua:2", "nil"},
    {"return sweep { scenario = os.getenv('HOME') }", "warning.lua:1", "nil"},
    {"return scenario { }", "warning.lua:1", "scenario"},
};

static void every_mistake_is_named_with_its_line(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
    const struct mistake *mistake = &mistakes[i];
    assert_int_equal(read_spec(mistake->text), ERR_INVALID);
    assert_true(faults.count > 0);
    const struct err *fault = &faults.items[0];
    if (strcmp(fault->where, mistake->where) != 0 ||
        strstr(fault->text, mistake->expected) == NULL) {
      fail_msg("%s\n  gave %s: %s\n  expected %s: %s", mistake->text, fault->where, fault->text,
               mistake->where, mistake->expected);
    }
  }
}

static void all_mistakes_are_told_at_once(void **state) {
  (void)state;
  assert_int_equal(read_spec("return sweep {\n reps = 0,\n seed = 'x',\n vary = { a = 1, b = 2 },\n"
                             " colour = 'red' }"),
                   ERR_INVALID);
  assert_int_equal(faults.count, 6); /* colour, scenario, a, b, reps, seed */
}

/* Loops and bombs: an end within seconds, with a reason. */
static void a_hostile_spec_ends(void **state) {
  (void)state;
  static const char *const specs[] = {
      "while true do end",
      "local function f() return pcall(f) end while true do f() end",
      "local t = {} for i = 1, 1e9 do t[i] = { i } end",
      "local s = 'x' while true do s = s .. s end",
      "local s = ('x'):rep(1e9) return sweep { scenario = s }",
      "local t = {} for i = 1, 1e6 do t[i] = i end return sweep { scenario = 's', vary = { a = t } "
      "}",
      "local t = {} for i = 1, 1e5 do t['k' .. i] = i end return sweep(t)",
      "local t = {} for i = 1, 1e5 do t['k' .. i] = i end return sweep { scenario = 's', set = t }",
      "local t = {} t.scenario = t t.vary = t t.set = t t[1] = t t.path = 'x' return sweep(t)",
      "local v = {} for i = 1, 4096 do v[i] = ('w'):rep(3000) .. i end\n"
      "local t = {} for i = 1, 512 do t['k' .. i] = v end\n"
      "return sweep { scenario = 's', vary = t }",
      "local function f(n) return f(n + 1) + 1 end return f(1)",
  };
  for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
    if (read_spec(specs[i]) != ERR_INVALID || faults.count == 0 ||
        faults.items[0].text[0] == '\0') {
      fail_msg("was taken: %s", specs[i]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_spec_says_what_the_command_line_would),
      cmocka_unit_test(a_list_keeps_its_order),
      cmocka_unit_test(values_may_be_computed),
      cmocka_unit_test(every_design_has_its_word),
      cmocka_unit_test(every_mistake_is_named_with_its_line),
      cmocka_unit_test(all_mistakes_are_told_at_once),
      cmocka_unit_test(a_hostile_spec_ends),
  };
  return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
