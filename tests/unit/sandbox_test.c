/* The language given to scripts: what its library answers, what it refuses, and what can be
 * reached. */
#include "unit/script.h"

#include <lauxlib.h>
#include <stdlib.h>

struct script {
  struct arena arena;
  struct sandbox *sandbox;
  struct source_set sources;
};

/* Modules for require. */
static struct source modules[] = {
    {.name = "lib/nested.lua",
     .path = "scripts/lib/nested.lua",
     .bytes = "local t = { x = 1, deep = { { y = 2 } } } t.self = t return { t = t, u = t }"},
    {.name = "lib/broken.lua", .path = "scripts/lib/broken.lua", .bytes = "local x = = 1"},
    {.name = "lib/raises.lua", .path = "scripts/lib/raises.lua", .bytes = "\nerror('no')"},
    {.name = "lib/empty.lua", .path = "scripts/lib/empty.lua", .bytes = ""},
    {.name = "scenario/one.lua", .path = "s/one.lua", .bytes = "return require 'two'"},
    {.name = "scenario/two.lua", .path = "s/two.lua", .bytes = "return require 'one'"},
    {.name = "scenario/forever.lua", .path = "s/forever.lua", .bytes = "while true do end"},
    {.name = "scenario/text.lua", .path = "s/text.lua", .bytes = "return 'text'"},
};

enum { MODULES = sizeof modules / sizeof modules[0] };

static int open_script(void **state) {
  struct script *script = calloc(1, sizeof *script);
  assert_non_null(script);
  arena_open_blocks(&script->arena, SCRIPT_ARENA_MAX);
  script->sandbox = script_sandbox(&script->arena);
  for (int i = 0; i < MODULES; i++) {
    modules[i].length = strlen(modules[i].bytes);
  }
  script->sources = (struct source_set){modules, MODULES};
  sandbox_set_sources(script->sandbox, &script->sources);
  sandbox_begin_run(script->sandbox, true, NULL);
  *state = script;
  return 0;
}

static int close_script(void **state) {
  struct script *script = *state;
  sandbox_close(script->sandbox);
  arena_close(&script->arena);
  free(script);
  return 0;
}

struct expectation {
  const char *script, *expected;
};

/* Every script gives its text: the result, or what the error says. */
static void expect_all(struct script *script, const struct expectation *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char out[SCRIPT_OUT_MAX];
    (void)script_run(script->sandbox, list[i].script, strlen(list[i].script), out);
    if (strcmp(out, list[i].expected) != 0) {
      fail_msg("%s: found %s; expected %s", list[i].script, out, list[i].expected);
    }
    assert_int_equal(lua_gettop(script->sandbox->L), 0);
  }
}

static void tables_work_as_in_lua(void **state) {
  static const struct expectation list[] = {
      {"return table.concat({'a','b'})", "ab"},
      {"return table.concat({'a','b','c'}, ', ')", "a, b, c"},
      {"return table.concat({'a','b','c'}, ',', 2, 3)", "b,c"},
      {"return table.concat({1, 2.5}, '|')", "1|2.5"},
      {"return table.concat({}, ',')", ""},
      {"return select('#', table.unpack({1, 2, 3}))", "3"},
      {"local a, b, c = table.unpack({1, 2, 3}, 2) return a .. b .. tostring(c)", "23nil"},
      {"return select('#', table.unpack({}, math.maxinteger, math.maxinteger))", "1"},
      {"return select('#', table.unpack({}, math.mininteger, math.mininteger + 1))", "2"},
      {"return select('#', table.unpack({}, 1, 0))", "0"},
      {"return table.unpack({}, math.mininteger, math.maxinteger)",
       "table.unpack: more than 200 values"},
      {"local t = {1, 2, 3} table.insert(t, 2, 9) return table.concat(t, ' ')", "1 9 2 3"},
      {"local t = {1, 2, 3} local x = table.remove(t, 1) return x .. #t .. t[1]", "122"},
      {"local t = {3, 1, 2} table.sort(t) return table.concat(t)", "123"},
      {"local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) return "
       "table.concat(t)",
       "321"},
      {"local t = {1, 2, 3} table.move(t, 1, 3, 2) return table.concat(t)", "1123"},
      {"local t = {1, 2, 3} table.move(t, 2, 3, 1) return table.concat(t)", "233"},
      {"return table.concat(table.move({1, 2, 3}, 2, 3, 1, {}))", "23"},
      {"return #table.move({1}, 2, 1, 1, {})", "0"},
      {"local t = {} t[math.maxinteger] = 1 for i = 62, 0, -1 do t[1 << i] = 1 end "
       "table.insert(t, 1)",
       "bad argument #1 to 'insert' (expected a list with room for one more)"},
      {"return table.concat({0/0, -(0/0)}, ' ')", "nan nan"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

static void strings_work_as_in_lua(void **state) {
  static const struct expectation list[] = {
      {"return string.find('abc', 'c')", "3"},
      {"return tostring(string.find('abc', '', 10))", "nil"},
      {"return string.find('abc', '', 4)", "4"},
      {"return string.find('a.c', '.')", "2"},
      {"return ('abc'):sub(-2) .. ('abc'):sub(2, 2) .. ('abc'):sub(5)", "bcb"},
      {"return ('ab'):rep(3, '-')", "ab-ab-ab"},
      {"return #('x'):rep(4096)", "4096"},
      {"return #('x'):rep(4097)", "a string over 4096 bytes; expected at most that"},
      {"return string.format('%5.2f|%-4s|%03d|%x|%%', 1.005, 'ab', 7, 255)", " 1.00|ab  |007|ff|%"},
      {"return string.format('%f %s %.3g', 0/0, -(0/0), 0/0)", "nan nan nan"},
      {"return tostring(0/0) .. tostring(1/0)", "naninf"},
      {"return (0/0) .. ' ' .. -(0/0) .. ' ' .. #((0/0) .. '') .. #(-(0/0) .. '')", "nan nan 33"},
      {"return -1.5 .. ' ' .. -(1/0) .. ' ' .. 1e100", "-1.5 -inf 1e+100"},
      {"return string.format('%s', {})", "table"},
      {"return tostring(print) .. tostring({}) .. tostring(tostring)", "niltablefunction"},
      {"return string.byte('A') .. string.char(66, 67)", "65BC"},
      {"return ('Abc'):upper() .. ('Abc'):lower() .. ('Abc'):reverse()", "ABCabccbA"},
      {"return 'b' < 'c' and 'B' < 'a' and 'ordered'", "ordered"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

static void numbers_work_as_in_lua(void **state) {
  static const struct expectation list[] = {
      {"return math.fmod(7, 3)", "1"},
      {"return math.fmod(-7, 3)", "-1"},
      {"return math.fmod(7, 2.5)", "2.0"},
      {"return math.fmod(math.mininteger, -1)", "0"},
      {"local a, b = math.modf(-2.5) return a .. ' ' .. b", "-2.0 -0.5"},
      {"return tostring(math.ult(1, -1))", "true"},
      {"return math.floor(2.7) .. math.ceil(2.2) .. math.abs(-3)", "233"},
      {"return math.max(1, 2.5) .. ' ' .. math.min(3, -1)", "2.5 -1"},
      {"return math.type(1) .. math.type(1.0) .. tostring(math.type('1'))", "integerfloatnil"},
      {"return tostring(math.tointeger(3.0)) .. tostring(math.tointeger(3.5))", "3nil"},
      {"return tonumber('0x10') .. tonumber('z', 36) .. tostring(tonumber('1e'))", "1635nil"},
      {"return 2 ^ 10", "1024.0"},
      {"return 7 // 2 .. ' ' .. 7 % -3", "3 -2"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

static void iteration_follows_the_order_of_keys(void **state) {
  static const struct expectation list[] = {
      {"local s = '' for k in pairs { b = 1, a = 1, [2] = 1, [1] = 1, [1.5] = 1 } do s = s .. k "
       ".. ' ' end return s",
       "1 1.5 2 a b "},
      {"local s = '' for k in pairs(require 'nested') do s = s .. k end return s", "tu"},
      {"local t = { a = 1, b = 2, c = 3 } local s = '' for k in pairs(t) do t[k] = nil t.c = nil "
       "s = s .. k end return s",
       "ab"},
      {"for _ in pairs { [{}] = 1 } do end",
       "pairs: a key is a table; expected numbers and strings, which have an order"},
      {"local s = '' for i, v in ipairs { 'x', 'y', nil, 'z' } do s = s .. i .. v end return s",
       "1x2y"},
      {"return tostring(ipairs {}({}, math.maxinteger))", "nil"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

static void modules_are_frozen_to_the_bottom(void **state) {
  static const struct expectation list[] = {
      {"require('nested').z = 1", "a module is read-only"},
      {"require('nested').t.x = 2", "a module is read-only"},
      {"require('nested').t.deep[1].y = 2", "a module is read-only"},
      {"table.insert(require('nested').t.deep, 1)", "this table is read-only"},
      {"local m = require 'nested' return tostring(m.t == m.u) .. tostring(m.t.self == m.t)",
       "truetrue"},
      {"return require('nested').t.deep[1].y .. #require('nested').t.deep", "21"},
      {"return require 'text'", "text"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

static void modules_that_fail_say_why(void **state) {
  static const struct expectation list[] = {
      {"return require 'absent'",
       "require: found no module \"absent\" in scripts/lib or the scenario's folder"},
      {"return require '../x'",
       "require: no module has that name; expected letters a-z, digits, _ and /"},
      {"return require 'raises'", "no"},
      {"return require 'raises'", "no"},
      {"local _, a = pcall(require, 'broken') local _, b = pcall(require, 'broken') return a == b "
       "and a",
       "lib/broken.lua:1: unexpected symbol near '='"},
      {"return require 'empty'",
       "require: scripts/lib/empty.lua returned nothing; expected a value"},
      {"return require 'one'",
       "require: found a circle: s/one.lua requires s/two.lua requires s/one.lua"},
      {"return require 'two'",
       "require: found a circle: s/two.lua requires s/one.lua requires s/two.lua"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

/* Where an uncaught error is said to be: where it was raised, whatever its text begins with. */
static void errors_say_where_they_were_raised(void **state) {
  static const struct expectation list[] = {
      {"\nerror 'plain'", "script.lua:2: plain"},
      {"\n\nerror({})", "script.lua:3: found an error that is a table; expected text"},
      {"\nerror()", "script.lua:2: found an error that is a nil; expected text"},
      {"\nerror('scenario/p.lua:999: forged', 0)", "script.lua:2: scenario/p.lua:999: forged"},
      {"\nerror('scenario/p.lua:999: forged', 60)", "script.lua:2: scenario/p.lua:999: forged"},
      {"local function f() error('of the caller', 2) end\n\nf() return 1",
       "script.lua:3: of the caller"},
      {"\nlocal ok, e = pcall(function()\nerror 'inner' end)\nerror(e, 0)",
       "script.lua:4: script.lua:3: inner"},
      {"\nrequire 'broken'", "scripts/lib/broken.lua:1: unexpected symbol near '='"},
      {"\nrequire 'raises'", "scripts/lib/raises.lua:2: no"},
      {"\nreturn 1 + nil", "script.lua:2: attempt to perform arithmetic on a nil value"},
      {"\nlocal function f() return 1 + f() end\nf()", "script.lua:2: an allocation was refused"},
      {"\nlocal function f() return pcall(f) end\nlocal a, b = f()\nerror(b)",
       "script.lua:4: found an error"},
      {"\nwhile true do end", "script.lua:2: more than 500 million instructions in one call"},
      {"\n\nlocal s = ('x'):rep(4096) while true do s:find('y') end",
       "script.lua:3: too much work in library functions in one call"},
      {"\nlocal t = {} while true do t[#t + 1] = {} end", "script.lua:2: more than 16 MiB"},
  };
  struct script *unused = *state;
  (void)unused;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    void *fresh = NULL;
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 4];
    struct err err = {0};
    (void)open_script(&fresh);
    struct sandbox *sandbox = ((struct script *)fresh)->sandbox;
    const char *text = list[i].script;
    assert_int_equal(sandbox_load(sandbox, "script.lua", text, strlen(text), &err), ERR_OK);
    assert_int_not_equal(sandbox_call(sandbox, 0, 0, &err), ERR_OK);
    (void)snprintf(found, sizeof found, "%s: %s", err.where, err.text);
    if (strncmp(found, list[i].expected, strlen(list[i].expected)) != 0) {
      fail_msg("%s: found %s; expected %s", text, found, list[i].expected);
    }
    assert_int_equal(lua_gettop(sandbox->L), 0);
    (void)close_script(&fresh);
  }
}

/* Many calls that each stay within their own purse come to the end of the run's. */
static void a_run_has_a_purse_of_its_own(void **state) {
  static const struct {
    const char *script;
    enum kill kill;
  } list[] = {
      {"for i = 1, 900000 do end", KILL_RUN_INSTRUCTIONS},
      {"local s = ('x'):rep(4096) for i = 1, 30000 do s:find('y') end", KILL_RUN_WORK},
      {"for i = 1, 3000 do local s = ('x'):rep(4000 + i % 90) end", KILL_RUN_BYTES},
  };
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    void *fresh = NULL;
    char out[SCRIPT_OUT_MAX];
    enum err_code rc = ERR_OK;
    int calls = 0;
    (void)open_script(&fresh);
    struct sandbox *sandbox = ((struct script *)fresh)->sandbox;
    sandbox->budget.run_instructions_left = 20 * SCRIPT_INSTRUCTIONS;
    sandbox->budget.run_bytes_left = UINT64_C(12) * BUDGET_BYTES_MAX;
    while (rc == ERR_OK && calls < 1000) {
      rc = script_run(sandbox, list[i].script, strlen(list[i].script), out);
      calls++;
    }
    assert_int_equal(sandbox->budget.kill, list[i].kill);
    assert_true(calls > 10);
    (void)close_script(&fresh);
  }
}

/* Loading a module must not hand the caller a new purse, nor take the hook off. */
static void require_spends_the_budget_of_the_call(void **state) {
  static const char *const scripts[] = {
      "require 'nested' while true do end",          "pcall(require, 'broken') while true do end",
      "pcall(require, 'raises') while true do end",  "require 'forever'",
      "pcall(require, 'forever') return 'survived'",
  };
  (void)state;
  for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
    void *fresh = NULL;
    char out[SCRIPT_OUT_MAX];
    (void)open_script(&fresh);
    struct script *script = fresh;
    assert_int_equal(script_run(script->sandbox, scripts[i], strlen(scripts[i]), out), ERR_BUDGET);
    assert_int_equal(script->sandbox->budget.kill, KILL_INSTRUCTIONS);
    (void)close_script(&fresh);
  }
}

static void what_is_absent_is_absent(void **state) {
  static const char *const names[] = {
      "setmetatable", "getmetatable",   "rawget",      "rawset",
      "rawequal",     "rawlen",         "next",        "load",
      "loadstring",   "loadfile",       "dofile",      "coroutine",
      "xpcall",       "collectgarbage", "io",          "os",
      "debug",        "package",        "utf8",        "print",
      "warn",         "string.dump",    "string.gsub", "string.gmatch",
      "string.match", "string.pack",    "math.random", "math.randomseed",
      "_G",           "policy.x",
  };
  struct script *script = *state;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char text[128];
    char out[SCRIPT_OUT_MAX];
    (void)snprintf(text, sizeof text,
                   "local ok, v = pcall(function() return %s end) "
                   "return tostring(ok and v)",
                   names[i]);
    assert_int_equal(script_run(script->sandbox, text, strlen(text), out), ERR_OK);
    if (strcmp(out, "nil") != 0 && strcmp(out, "false") != 0) {
      fail_msg("%s can be reached: %s", names[i], out);
    }
  }
}

/* Nothing reachable from an environment is a table that can be written, and no metatable shows. */
static void nothing_shared_can_be_written(void **state) {
  static const struct expectation list[] = {
      {"string.len = 1", "string is read-only"},
      {"math.pi = 3", "math is read-only"},
      {"table.x = 1", "table is read-only"},
      {"('').x = 1", "attempt to index a string value (constant '')"},
      {"pairs = 1 return 'own'", "own"},
      {"return type(pairs)", "function"},
  };
  expect_all(*state, list, sizeof list / sizeof list[0]);
}

int main(void) {
#define WITH_SCRIPT(test) cmocka_unit_test_setup_teardown(test, open_script, close_script)
  const struct CMUnitTest tests[] = {
      WITH_SCRIPT(tables_work_as_in_lua),
      WITH_SCRIPT(strings_work_as_in_lua),
      WITH_SCRIPT(numbers_work_as_in_lua),
      WITH_SCRIPT(iteration_follows_the_order_of_keys),
      WITH_SCRIPT(modules_are_frozen_to_the_bottom),
      WITH_SCRIPT(modules_that_fail_say_why),
      WITH_SCRIPT(errors_say_where_they_were_raised),
      WITH_SCRIPT(a_run_has_a_purse_of_its_own),
      cmocka_unit_test(require_spends_the_budget_of_the_call),
      WITH_SCRIPT(what_is_absent_is_absent),
      WITH_SCRIPT(nothing_shared_can_be_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
