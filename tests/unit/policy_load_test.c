/* Policies as files: what is refused with which message, what is loaded, what actors share. */
#include "lua/stage.h"

#include <lauxlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INSTRUCTIONS = 3000000 };

/* A stage without a scenario, and the files it can reach. */
struct desk {
  struct arena arena;
  struct stage *stage;
  struct source items[3];
  struct source_set sources;
  struct faults faults;
};

static struct desk *open_desk(const char *text) {
  struct desk *desk = calloc(1, sizeof *desk);
  struct err err = {0};
  assert_non_null(desk);
  desk->items[0] = (struct source){"policies/own.lua", "own.lua", text, strlen(text)};
  desk->items[1] = (struct source){"policies/second.lua", "second.lua", text, strlen(text)};
  desk->items[2] = desk->items[1];
  desk->sources = (struct source_set){desk->items, 2};
  arena_open_blocks(&desk->arena, (size_t)128 << 20);
  assert_int_equal(stage_open(&desk->stage, &desk->arena, &desk->sources, &err), ERR_OK);
  stage_sandbox(desk->stage)->budget.instructions_max = INSTRUCTIONS;
  return desk;
}

static void close_desk(struct desk *desk) {
  stage_close(desk->stage);
  arena_close(&desk->arena);
  free(desk);
}

static enum err_code load(struct desk *desk, const char *name, struct policy *out) {
  return policy_load(stage_sandbox(desk->stage), &desk->sources, name, out, &desk->faults);
}

struct mistake {
  const char *text, *expected; /* the file; "where: text" of its only fault */
};

static void expect_all(const struct mistake *list, size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2] = "no fault";
    struct policy policy;
    struct desk *desk = open_desk(list[i].text);
    enum err_code rc = load(desk, "own", &policy);
    const struct err *first = &desk->faults.items[0];
    if (desk->faults.count > 0) {
      (void)snprintf(found, sizeof found, "%s: %s", first->where, first->text);
    }
    if (rc != ERR_INVALID || desk->faults.count != 1 || strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].text, desk->faults.count, found,
                  list[i].expected);
      wrong++;
    }
    close_desk(desk);
  }
  assert_int_equal(wrong, 0);
}

static void what_is_no_policy_is_refused(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"return { decide = function() end }",
     "own.lua:1: found a table returned; expected `return policy { ... }`"},
    {"return 5",
     "own.lua:1: found a number returned; expected `return policy { ... }`"},
    {"",
     "own.lua:1: found a nil returned; expected `return policy { ... }`"},
    {"\n\nreturn policy(7)",
     "own.lua:3: bad argument #1 to 'policy' (table expected, got number)"},
    {"return policy",
     "own.lua:1: found a function returned; expected `return policy { ... }`"},
    {"return policy {\n  decide = = 1 }",
     "own.lua:2: unexpected symbol near '='"},
    {"local x\nx.y = 1",
     "own.lua:2: attempt to index a nil value (local 'x')"},
    {"\nerror('by itself')",
     "own.lua:2: by itself"},
    {"return policy {}",
     "own.lua:1: found no function; expected decide, a function in `on`, or utility"},
    {"return policy { on = {} }",
     "own.lua:1: found no function; expected decide, a function in `on`, or utility"},
    {"return require 'absent'",
     "own.lua:1: require: found no module \"absent\" in scripts/lib or the scenario's folder"},
    {"while true do end",
     "own.lua:1: more than 500 million instructions in one call"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void unknown_keys_name_the_nearest_word(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"return policy {\n  decied = 1,\n  decide = function() end }",
     "own.lua:2: decied: found an unknown key; expected one of about, source, params, memory, on, decide, utility; did you mean \"decide\"?"},
    {"return policy {\n  about = 'x',\n  parms = {},\n  decide = function() end }",
     "own.lua:3: parms: found an unknown key; expected one of about, source, params, memory, on, decide, utility; did you mean \"params\"?"},
    {"return policy {\n  params = {\n    pride = { defualt = 1, default = 1 } },\n  decide = function() end }",
     "own.lua:3: params.pride.defualt: found an unknown key; expected one of default, min, max, unit, about, source; did you mean \"default\"?"},
    {"return policy {\n  xyzzyx = 1,\n  decide = function() end }",
     "own.lua:2: xyzzyx: found an unknown key; expected one of about, source, params, memory, on, decide, utility"},
    {"return policy {\n  on = {\n    statement = function() end,\n    xyzzyx = 1 } }",
     "own.lua:4: on.xyzzyx: found an unknown key; expected one of statement, incident, act, request, session, fighting, vote"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void parameters_have_numbers_and_limits(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"return policy {\n  params = { pride = {} },\n  decide = function() end }",
     "own.lua:2: params.pride.default: found nothing; expected a finite number"},
    {"return policy {\n  params = {\n    pride = { default = 2, min = 0, max = 1 } },\n  decide = function() end }",
     "own.lua:3: params.pride: found default 2; expected 0 to 1"},
    {"return policy {\n  params = {\n    pride = 0.5 },\n  decide = function() end }",
     "own.lua:3: params.pride: found a number; expected { default = n, min = n, max = n, unit =, about = }"},
    {"return policy {\n  params = 5,\n  decide = function() end }",
     "own.lua:2: params: found a number; expected a table"},
    {"return policy {\n  params = {\n    { default = 1 } },\n  decide = function() end }",
     "own.lua:2: params: found too many, or one without a name; expected at most 24"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void functions_and_memory_have_their_types(void **state) {
  /* clang-format off */
  static const struct mistake list[] = {
    {"return policy {\n  on = 5,\n  decide = function() end }",
     "own.lua:2: on: found a number; expected a table of functions"},
    {"return policy {\n  on = {\n    vote = true },\n  decide = function() end }",
     "own.lua:3: on.vote: found a boolean; expected a function"},
    {"return policy {\n  utility = 5,\n  decide = function() end }",
     "own.lua:2: utility: found a number; expected a table"},
    {"return policy {\n  memory = 5,\n  decide = function() end }",
     "own.lua:2: memory: found a number; expected a table"},
    {"return policy {\n  memory = {\n    f = function() end },\n  decide = function() end }",
     "own.lua:2: memory: found a function; expected numbers, text, booleans and tables of them"},
  };
  /* clang-format on */
  (void)state;
  expect_all(list, sizeof list / sizeof list[0]);
}

static void a_name_that_is_nowhere_names_the_nearest(void **state) {
  (void)state;
  struct desk *desk = open_desk("return policy { decide = function() end }");
  struct policy policy;
  assert_int_equal(load(desk, "secnod", &policy), ERR_INVALID);
  assert_string_equal(desk->faults.items[0].text,
                      "found no policy \"secnod\"; expected one of scripts/policies or of the "
                      "scenario's folder; did you mean \"second\"?");
  assert_int_equal(load(desk, "../own", &policy), ERR_INVALID);
  close_desk(desk);
}

static void the_scenarios_own_file_comes_first(void **state) {
  (void)state;
  struct desk *desk = open_desk("return policy { decide = function() end }");
  struct policy policy;
  desk->items[2] = (struct source){"scenario/own.lua", "beside.lua", desk->items[0].bytes,
                                   desk->items[0].length};
  desk->sources.count = 3;
  assert_int_equal(load(desk, "own", &policy), ERR_OK);
  assert_string_equal(policy.path, "beside.lua");
  assert_int_equal(load(desk, "second", &policy), ERR_OK);
  assert_string_equal(policy.path, "second.lua");
  close_desk(desk);
}

static void a_good_policy_is_read_as_written(void **state) {
  static const char text[] =
      "return policy { about = 'a', source = 'b',\n"
      "  params = { zeal = { default = 2, min = 1, max = 3, unit = 'days', about = 'z' },\n"
      "             calm = { default = -1 } },\n"
      "  on = { vote = function() end, act = function() end } }";
  (void)state;
  struct desk *desk = open_desk(text);
  struct policy policy;
  assert_int_equal(load(desk, "own", &policy), ERR_OK);
  assert_string_equal(policy.name, "own");
  assert_int_equal(policy.param_count, 2);
  assert_string_equal(policy.params[0].name, "calm"); /* in the order of names */
  assert_true(policy.params[0].fallback == -1);
  assert_true(policy.params[0].low < -1e100 && policy.params[0].high > 1e100);
  assert_string_equal(policy.params[1].name, "zeal");
  assert_string_equal(policy.params[1].unit, "days");
  assert_true(policy.params[1].low == 1 && policy.params[1].high == 3);
  assert_int_not_equal(policy.on_ref[POLICY_EVENT_VOTE], LUA_NOREF);
  assert_int_not_equal(policy.on_ref[POLICY_EVENT_ACT], LUA_NOREF);
  assert_int_equal(policy.on_ref[POLICY_EVENT_STATEMENT], LUA_NOREF);
  assert_int_equal(policy.decide_ref, LUA_NOREF);
  assert_int_equal(policy.utility_ref, LUA_NOREF);
  close_desk(desk);
}

/* The number that the policy's decide gives. */
static lua_Number decide(struct desk *desk, const struct policy *policy) {
  struct sandbox *sandbox = stage_sandbox(desk->stage);
  struct err err = {0};
  (void)lua_rawgeti(sandbox->L, LUA_REGISTRYINDEX, policy->decide_ref);
  if (sandbox_call(sandbox, 0, 1, &err) != ERR_OK) {
    fail_msg("%s: %s", err.where, err.text);
  }
  lua_Number value = lua_tonumber(sandbox->L, -1);
  lua_pop(sandbox->L, 1);
  return value;
}

/* Globals, locals of the file and constructors that one actor overwrites stay its own. */
static void actors_share_no_environment(void **state) {
  static const char text[] = "local own = 0\n"
                             "return policy { decide = function()\n"
                             "  own = own + 1\n"
                             "  shared = (shared or 0) + 1\n"
                             "  local broken = choose == 1\n"
                             "  choose = 1\n"
                             "  return own * 100 + shared * 10 + (broken and 1 or 0)\n"
                             "end }";
  (void)state;
  struct desk *desk = open_desk(text);
  struct policy first;
  struct policy second;
  assert_int_equal(load(desk, "own", &first), ERR_OK);
  assert_int_equal(load(desk, "own", &second), ERR_OK);
  assert_true(decide(desk, &first) == 110);
  assert_true(decide(desk, &first) == 221);
  assert_true(decide(desk, &second) == 110);
  close_desk(desk);
}

/* Each has a deep copy of what the file's `memory` says. */
static void actors_share_no_memory(void **state) {
  static const char text[] = "return policy { memory = { list = { 7 } }, decide = function() end }";
  (void)state;
  struct desk *desk = open_desk(text);
  lua_State *L = stage_sandbox(desk->stage)->L;
  struct policy policies[2];
  for (int i = 0; i < 2; i++) {
    assert_int_equal(load(desk, "own", &policies[i]), ERR_OK);
    (void)lua_rawgeti(L, LUA_REGISTRYINDEX, policies[i].memory_ref);
    (void)lua_getfield(L, -1, "list");
  }
  assert_false(lua_rawequal(L, -1, -3));
  assert_false(lua_rawequal(L, -2, -4));
  lua_pushinteger(L, 8);
  lua_rawseti(L, -2, 1);
  (void)lua_rawgeti(L, -3, 1);
  assert_int_equal(lua_tointeger(L, -1), 7);
  lua_settop(L, 0);
  close_desk(desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_no_policy_is_refused),
      cmocka_unit_test(unknown_keys_name_the_nearest_word),
      cmocka_unit_test(parameters_have_numbers_and_limits),
      cmocka_unit_test(functions_and_memory_have_their_types),
      cmocka_unit_test(a_name_that_is_nowhere_names_the_nearest),
      cmocka_unit_test(the_scenarios_own_file_comes_first),
      cmocka_unit_test(a_good_policy_is_read_as_written),
      cmocka_unit_test(actors_share_no_environment),
      cmocka_unit_test(actors_share_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
