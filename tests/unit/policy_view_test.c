/* What a woken policy sees and may answer, as the records of a run show it. */
#include "lua/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS_MAX = 64, DAYS = 30 };

static const char crisis[] =
    "return scenario {\n"
    "  name = 'view', epoch = '2020-03-01', days = 30,\n"
    "  actors = {\n"
    "    AAA = { name = 'Arcadia', policy = 'tested', capability = 0.1, approval = 0.6,\n"
    "      voices = { ministry = { title = 'the Ministry', authority = 0.9 } } },\n"
    "    BBB = { name = 'Borduria', policy = 'other', capability = 0.2 },\n"
    "    CCC = { name = 'Cascara', capability = 0.4 },\n"
    "  },\n"
    "  treaties = { pact = { name = 'the Pact', members = { 'AAA', 'CCC' },\n"
    "    articles = { art1 = { obligation = 'assist' } } } },\n"
    "  theatres = { river = { name = 'the river', holder = 'AAA', claimant = 'BBB', claim = 0.75,\n"
    "    in_area = { 'pact' }, salience = { AAA = 1, BBB = 1, CCC = 0.25 },\n"
    "    incident_rate = 2, incident_branching = 0,\n"
    "    forces = { AAA = { men = 5000 }, BBB = { men = 5000 } } } },\n"
    "  relations = { AAA = { BBB = { tension = 0.5, grievance = 0.25, both = true } } },\n"
    "}\n";

static const char verbs[] =
    "return { appeal = { speech = true }, remark = { speech = true }, tinker = {} }\n";

static const char nothing[] = "return policy { decide = function() end }\n";

/* What AAA gave as reasons, in order. */
struct told {
  char texts[TEXTS_MAX][BECAUSE_MAX];
  int64_t minutes[TEXTS_MAX];
  int count;
};

static enum err_code keep(void *context, const struct record *record, struct err *err) {
  struct told *told = context;
  (void)err;
  if (record->kind == RECORD_ACT && record->actor == 0 && record->because != NULL &&
      told->count < TEXTS_MAX) {
    told->minutes[told->count] = record->at;
    (void)snprintf(told->texts[told->count++], BECAUSE_MAX, "%s", record->because);
  }
  return ERR_OK;
}

/* One run in which AAA follows [tested] and BBB follows [other]. */
static enum err_code run(const char *tested, const char *other, struct told *told,
                         struct err *err) {
  struct arena arena = {0};
  struct arena notes = {0};
  struct stage *stage = NULL;
  static struct faults faults;
  struct source items[] = {{"scenario/scenario.lua", "s.lua", crisis, sizeof crisis - 1},
                           {"scenario/tested.lua", "tested.lua", tested, strlen(tested)},
                           {"scenario/other.lua", "other.lua", other, strlen(other)},
                           {"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1}};
  const struct source_set sources = {items, 4};
  const struct run_order order = {.seed = 7, .days = DAYS, .sink = keep, .sink_context = told};
  struct run_result result;
  bool slow = false;
  faults = (struct faults){.count = 0};
  *told = (struct told){.count = 0};
  arena_open_blocks(&arena, (size_t)256 << 20);
  arena_open_blocks(&notes, (size_t)64 << 20);
  if (stage_load(&stage, &arena, &notes, &sources, NULL, 0, &faults) != ERR_OK) {
    fail_msg("%s: %s", faults.items[0].where, faults.items[0].text);
  }
  enum err_code rc = stage_run(stage, &order, true, NULL, &result, &slow, err);
  stage_close(stage);
  arena_close(&arena);
  arena_close(&notes);
  return rc;
}

struct sight {
  const char *expression, *expected;
};

/* Each expression, evaluated at the first waking of AAA, gives its text. */
static void expect_sights(const struct sight *list, size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char policy[1024];
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy,
                   "return policy { decide = function(view, self)\n"
                   "return act.appeal { at = 'river', because = tostring(%s) } end }",
                   list[i].expression);
    enum err_code rc = run(policy, nothing, &told, &err);
    const char *found = rc != ERR_OK ? err.text : told.count == 0 ? "no act" : told.texts[0];
    if (strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %s\n  expected %s\n", list[i].expression, found, list[i].expected);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void fields_have_their_units(void **state) {
  static const struct sight list[] = {
      {"view.me.id", "AAA"},
      {"view.me.kind", "state"},
      {"view.me.approval", "0.6"},
      {"view.me.capability", "0.1"},
      {"view.me.readiness", "0.0"},
      {"view.me.arms_stock", "1.0"},
      {"view.me.stakes.river", "1.0"},
      {"#view.me.conflicts .. view.me.conflicts[1]", "1river"},
      {"view.actors.BBB.name", "Borduria"},
      {"#view.allies .. view.allies[1]", "1CCC"},
      {"#view.adversaries .. view.adversaries[1]", "1BBB"},
      {"view.patron", "CCC"},
      {"#view.organisations", "0"},
      {"view.theatre('river').rival", "BBB"},
      {"view.theatre('river').claim", "0.75"},
      {"view.theatre('river').contested", "true"},
      {"view.theatre('river').in_area.pact", "true"},
      {"view.theatre('river').recognised_mine", "false"},
      {"view.theatre('river').base_rate", "2.0"},
      {"view.theatre('river').campaign", "nil"},
      {"view.dyad('AAA', 'BBB').adversary", "true"},
      {"view.dyad('AAA', 'CCC').allied", "true"},
      {"view.dyad('AAA', 'CCC').meeting_days", "nil"},
      {"view.treaty('pact').members[2]", "CCC"},
      {"view.threat().theatre .. view.threat().rival", "riverBBB"},
      {"view.day == view.now // 1440", "true"},
      {"view.date:sub(1, 8)", "2020-03-"},
      {"view.last { verb = 'appeal', actor = 'AAA' }", "nil"},
      {"view.recent { verb = 'appeal', actor = 'AAA' }", "0"},
      {"chance.pick {}", "nil"},
      {"chance.bernoulli(0)", "false"},
      {"chance.bernoulli(1)", "true"},
      {"chance.normal(3, 0)", "3.0"},
  };
  (void)state;
  expect_sights(list, sizeof list / sizeof list[0]);
}

/* More help is less likely: words, arms, mission, troops. */
static void belief_falls_from_rung_to_rung(void **state) {
  static const char policy[] =
      "return policy { decide = function(view)\n"
      "  local function b(rung) return view.belief { help = 'CCC', of = 'AAA', at = 'river',\n"
      "    rung = rung, gravity = 3 } end\n"
      "  local w, a, m, t = b('words'), b('arms'), b('mission'), b('troops')\n"
      "  local ordered = 1 > w and w > a and a > m and m > t and t > 0\n"
      "  return act.appeal { at = 'river', because = ordered and 'ordered' or 'not' }\n"
      "end }";
  struct told told;
  struct err err = {0};
  (void)state;
  assert_int_equal(run(policy, nothing, &told, &err), ERR_OK);
  assert_true(told.count > 0);
  assert_string_equal(told.texts[0], "ordered");
}

/* Before the n-th appeal, n - 1 are remembered, and the last is as old as the record says. */
static void what_was_done_is_remembered(void **state) {
  static const char policy[] =
      "return policy { decide = function(view)\n"
      "  local q = { verb = 'appeal', actor = 'AAA', days = 60 }\n"
      "  return act.appeal { at = 'river', because = string.format('%d %d %.0f',\n"
      "    view.recent(q), view.now, (view.last(q) or 0) * 1440) }\n"
      "end }";
  struct told told;
  struct err err = {0};
  (void)state;
  assert_int_equal(run(policy, nothing, &told, &err), ERR_OK);
  assert_true(told.count >= 3);
  for (int i = 0; i < told.count; i++) {
    int found = -1;
    long long now = -1;
    long long age = -1;
    assert_int_equal(sscanf(told.texts[i], "%d %lld %lld", &found, &now, &age), 3);
    assert_int_equal(found, i);
    assert_true(now > 0 && now <= told.minutes[i]);
    assert_int_equal(age, i == 0 ? 0 : now - told.minutes[i - 1]);
  }
}

/* The n-th waking draws the same in every run, whatever other actors draw. */
static void draws_are_an_actors_own(void **state) {
  static const char policy[] = "return policy { decide = function()\n"
                               "  local a, b = chance.uniform(), chance.uniform()\n"
                               "  return act.appeal { at = 'river', because = a .. ' ' .. b }\n"
                               "end }";
  static const char busy[] = "return policy { decide = function()\n"
                             "  for _ = 1, 20 do chance.uniform() end\n"
                             "end }";
  struct told told[3];
  struct err err = {0};
  double a = 0;
  double b = 0;
  (void)state;
  assert_int_equal(run(policy, nothing, &told[0], &err), ERR_OK);
  assert_int_equal(run(policy, nothing, &told[1], &err), ERR_OK);
  assert_int_equal(run(policy, busy, &told[2], &err), ERR_OK);
  assert_true(told[0].count >= 2);
  assert_memory_equal(&told[0], &told[1], sizeof told[0]);
  assert_memory_equal(&told[0], &told[2], sizeof told[0]);
  assert_string_not_equal(told[0].texts[0], told[0].texts[1]);
  assert_int_equal(sscanf(told[0].texts[0], "%lf %lf", &a, &b), 2);
  assert_true(a > 0 && a < 1 && b > 0 && b < 1 && a != b);
}

/* An exchange of fire, as the handler of a side sees it: who fired is not known, only believed. */
static void an_incident_is_seen_by_its_side(void **state) {
  static const struct sight list[] = {
      {"event.kind", "incident"},
      {"event.at", "river"},
      {"event.actor", "nil"},
      {"event.to", "nil"},
      {"event.about_me", "true"},
      {"event.stake", "1.0"},
      {"event.in_area.pact", "true"},
      {"event.public", "true"},
      {"event.p_blamed >= 0.5 and event.p_blamed <= 1", "true"},
      {"event.blamed == 'AAA' or event.blamed == 'BBB'", "true"},
      {"event.deaths == event.deaths_mine + event.deaths_rival", "true"},
      {"event.days_ago == (view.now - event.minute) / 1440", "true"},
      {"#view.inbox >= 1 and #view.inbox <= 4", "true"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char policy[512];
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy,
                   "return policy { on = { incident = function(view, self, event)\n"
                   "return act.appeal { at = 'river', because = tostring(%s) } end } }",
                   list[i].expression);
    if (run(policy, nothing, &told, &err) != ERR_OK) {
      fail_msg("%s: %s", err.where, err.text);
    }
    assert_true(told.count > 0);
    for (int n = 0; n < told.count; n++) {
      if (strcmp(told.texts[n], list[i].expected) != 0) {
        fail_msg("%s: found %s; expected %s", list[i].expression, told.texts[n], list[i].expected);
      }
    }
  }
}

/* Fails the test unless every act of the policy gave [expected] as its reason. */
static void expect_reasons(const char *policy, const char *other, const char *expected) {
  struct told told;
  struct err err = {0};
  if (run(policy, other, &told, &err) != ERR_OK) {
    fail_msg("%s: %s", err.where, err.text);
  }
  assert_true(told.count > 0);
  for (int n = 0; n < told.count; n++) {
    assert_string_equal(told.texts[n], expected);
  }
}

/* What is made only when it is read can be gone through like any table: every field that can be
 * read, in order, and none that is nil. */
static void an_event_can_be_gone_through(void **state) {
  static const char policy[] =
      "return policy { on = { incident = function(view, self, event)\n"
      "  local found, before = 0, ''\n"
      "  for name, value in pairs(event) do\n"
      "    if name <= before or value ~= event[name] then error(name) end\n"
      "    found, before = found + 1, name\n"
      "  end\n"
      "  for _, name in ipairs { 'actor', 'to', 'verb', 'step', 'asked', 'implied', 1 "
      "} do\n"
      "    if event[name] ~= nil then error(name) end\n"
      "  end\n"
      "  return act.appeal { at = 'river', because = found .. ' ' .. #event .. ' '\n"
      "    .. tostring(event.in_area == event.in_area and event.claims == event.claims) }\n"
      "end } }";
  (void)state;
  expect_reasons(policy, nothing, "26 0 true");
}

static void the_inbox_holds_the_events_of_the_handlers(void **state) {
  static const char policy[] =
      "return policy { on = { statement = function(view, self, event)\n"
      "  local same = 0\n"
      "  for _, other in ipairs(view.inbox) do same = same + (other == event and 1 or 0) end\n"
      "  local listed = false\n"
      "  for name, value in pairs(view) do listed = listed or name == 'inbox' and value == "
      "view.inbox end\n"
      "  local fresh = event.days_ago == (view.now - event.minute) / 1440\n"
      "  return act.appeal { at = 'river', because = same .. tostring(listed) .. tostring(fresh)\n"
      "    .. event.kind .. event.actor }\n"
      "end } }";
  static const char talking[] =
      "return policy { decide = function() return act.remark { at = 'river' } end }";
  (void)state;
  expect_reasons(policy, talking, "1truetruestatementBBB");
}

/* An event kept in memory says later what it said, and the inbox it lay in holds it still. */
static void a_kept_event_does_not_change(void **state) {
  static const char policy[] =
      "return policy { memory = {}, on = { incident = function(view, self, event)\n"
      "  local m = self.memory\n"
      "  local function all(e)\n"
      "    local text = ''\n"
      "    for name, value in pairs(e) do\n"
      "      text = text .. name .. (type(value) == 'table' and 'table' or tostring(value)) .. ' "
      "'\n"
      "    end\n"
      "    return text\n"
      "  end\n"
      "  if not m.event then\n"
      "    m.event, m.inbox, m.text, m.now = event, view.inbox, all(event), view.now\n"
      "    return nil\n"
      "  end\n"
      "  if m.now == view.now then return nil end\n"
      "  local among = false\n"
      "  for _, e in ipairs(m.inbox) do among = among or e == m.event end\n"
      "  return act.appeal { at = 'river', because = tostring(all(m.event) == m.text)\n"
      "    .. tostring(among) .. tostring(m.event ~= event) .. tostring(m.inbox ~= view.inbox) }\n"
      "end } }";
  (void)state;
  expect_reasons(policy, nothing, "truetruetruetrue");
}

/* Reasons of acts that came of one waking, whose lags put them in any order: sorted. */
static void in_order_of_answers(const struct told *told, char *out, size_t size) {
  const char *sorted[TEXTS_MAX];
  int count = 0;
  for (int i = 0; i < told->count; i++) {
    int at = count++;
    while (at > 0 && (strlen(sorted[at - 1]) > strlen(told->texts[i]) ||
                      (strlen(sorted[at - 1]) == strlen(told->texts[i]) &&
                       strcmp(sorted[at - 1], told->texts[i]) > 0))) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = told->texts[i];
  }
  for (int i = 0; i < count; i++) {
    (void)strncat(out, sorted[i], size - strlen(out) - 1);
  }
}

/* Whatever is neither silence nor an act nor a choice fails the run. */
static void nonsense_is_no_answer(void **state) {
  static const struct sight list[] = {{"5", "number"},
                                      {"{}", "table"},
                                      {"'appeal'", "string"},
                                      {"true", "boolean"},
                                      {"function() end", "function"},
                                      {"act.appeal", "function"},
                                      {"view", "table"}};
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char policy[128];
    char expected[128];
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy, "return policy { decide = function(view) return %s end }",
                   list[i].expression);
    (void)snprintf(expected, sizeof expected,
                   "decide: found a %s returned; expected nil, act.VERB{...} or choose{...}",
                   list[i].expected);
    assert_int_equal(run(policy, nothing, &told, &err), ERR_RUN);
    assert_non_null(strstr(err.text, expected));
    assert_non_null(strstr(err.where, "tested.lua"));
    assert_int_equal(told.count, 0);
  }
}

/* One waking on the first day it looks up, and no other answer. */
static const char once[] =
    "return policy { memory = { done = false }, decide = function(view, self)\n"
    "if self.memory.done then return nil end\n"
    "self.memory.done = true\n"
    "local function deed(text) return act.tinker { because = text } end\n"
    "local function pick(text, matter) return choose {\n"
    "  { deed(text), worth = 1000 }, matter = matter } end\n"
    "%s end }";

/* Each of what a function returns is an answer; nil and silence are none. */
static void a_function_may_return_several_answers(void **state) {
  /* clang-format off */
  static const struct sight list[] = {
    {"return pick 'a', nil, deed 'b', act.silence {}, pick 'c'", "abc"},
    {"return nil, nil, pick 'a'", "a"},
    {"return pick('a', 'm'), pick('b', 'n')", "ab"},
    {"return pick('a', 'm'), pick('b', 'm')", "a"}, /* one matter is acted upon once */
    {"local same = pick 'a'; return same, same", "aa"},
    {"local same = pick('a', 'm'); return same, same, pick 'b'", "ab"},
    {"local dropped = pick 'a'; return pick 'b'", "b"},
    {"return deed '1', deed '2', deed '3', deed '4', deed '5', deed '6', deed '7', deed '8', deed '9', deed '10', deed '11', deed '12'",
     "123456789101112"},
  };
  /* clang-format on */
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char policy[1024];
    char found[256] = "";
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy, once, list[i].expression);
    if (run(policy, nothing, &told, &err) != ERR_OK) {
      fail_msg("%s: %s: %s", list[i].expression, err.where, err.text);
    }
    in_order_of_answers(&told, found, sizeof found);
    assert_string_equal(found, list[i].expected);
  }
}

/* A waking has room for twelve answers, of its handlers and its decide together. */
static void too_many_answers_are_refused(void **state) {
  static const struct sight list[] = {
      {"local c = pick 'a'; return c, c, c, c, c, c, c, c, c, c, c, c, c",
       "decide: more than 12 choices returned at one waking"},
      {"return deed(), deed(), deed(), deed(), deed(), deed(), deed(), deed(), deed(), deed(), "
       "deed(), deed(), deed()",
       "decide: more than 12 choices returned at one waking"},
      {"local list = {}; for i = 1, 200 do list[i] = deed() end; return table.unpack(list)",
       "decide: more than 12 choices returned at one waking"},
      {"for i = 1, 13 do pick 'a' end", "choose: more than 12 times at one waking"},
      {"return pick 'a', 5", "decide: found a number returned"}};
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char policy[1024];
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy, once, list[i].expression);
    assert_int_equal(run(policy, nothing, &told, &err), ERR_RUN);
    if (strstr(err.text, list[i].expected) == NULL || strstr(err.where, "tested.lua:") == NULL) {
      fail_msg("%s: found %s: %s", list[i].expression, err.where, err.text);
    }
    assert_int_equal(told.count, 0);
  }
}

struct blunder {
  const char *line, *expected; /* second line of the policy; "where: text" */
};

static void mistakes_fail_the_run_with_their_line(void **state) {
  /* clang-format off */
  static const struct blunder list[] = {
    {"view.day = 1", "tested.lua:2: view is read-only"},
    {"view.me.approval = 1", "tested.lua:2: view is read-only"},
    {"view.actors.BBB = nil", "tested.lua:2: view.actors is read-only"},
    {"self.params.x = 1", "tested.lua:2: self.params is read-only"},
    {"return self.params.x", "tested.lua:2: self.params: found no parameter \"x\""},
    {"return view.inbox[1].gravty", "tested.lua:2: event: found no field \"gravty\"; did you mean \"gravity\"?"},
    {"view.inbox[1] = 1", "tested.lua:2: view.inbox is read-only"},
    {"act.appeal = 1", "tested.lua:2: act is read-only"},
    {"return act.appeal { to = 'BBC' }", "tested.lua:2: to: found no actor \"BBC\"; did you mean \"BBB\"?"},
    {"return act.appeal { at = 'rivre' }", "tested.lua:2: at: found no theatre \"rivre\"; did you mean \"river\"?"},
    {"return act.appeal { regsiter = 2 }", "tested.lua:2: act: found no word \"regsiter\"; did you mean \"register\"?"},
    {"return act.appeal { register = 6 }", "tested.lua:2: register: found 6; expected a number from 0 to 5"},
    {"return act.appeal { register = -1 }", "tested.lua:2: register: found -1; expected a number from 0 to 5"},
    {"return act.appeal { register = 0/0 }", "tested.lua:2: register: found nan; expected a number from 0 to 5"},
    {"return act.appeal { claims = { 'deneis' } }", "tested.lua:2: claims: found no word \"deneis\"; did you mean \"denies\"?"},
    {"return act.appeal { claims = 'denies' }", "tested.lua:2: claims: found a string; expected a list of words"},
    {"return act.appeal { size = 101 }", "tested.lua:2: size: found 101; expected a number from 0 to 100"},
    {"return act.appeal { voice = 'minstry' }", "tested.lua:2: voice: found no word \"minstry\"; did you mean \"ministry\"?"},
    {"return act.appeal { hat = 'offise' }", "tested.lua:2: hat: found no word \"offise\"; did you mean \"office\"?"},
    {"return act.appeal { closed = 1 }", "tested.lua:2: closed: found a number; expected true or false"},
    {"return act.appeal { because = 5 }", "tested.lua:2: because: found a number; expected text"},
    {"return choose { { act.appeal { at = 'river' }, worth = 0/0 } }", "tested.lua:2: choose: term worth is no finite number"},
    {"return choose { { act.appeal { at = 'river' }, worth = 1/0 } }", "tested.lua:2: choose: term worth is no finite number"},
    {"return choose { { act.appeal { at = 'river' }, worth = 'much' } }", "tested.lua:2: choose: found a string as a term; expected name = number"},
    {"return choose { 5 }", "tested.lua:2: choose: found a number; expected { act.VERB{...}, term = number, ... }"},
    {"return choose { { 5 } }", "tested.lua:2: choose: found a number first in an option; expected act.VERB{...}"},
    {"return choose { { act.appeal { at = 'river' } }, matter = 5 }", "tested.lua:2: choose: found key \"matter\"; expected options, silence = { ... }, precision, matter or mood = text"},
    {"return choose { { act.appeal { at = 'river' } }, moood = 'x' }", "tested.lua:2: choose: found key \"moood\"; expected options, silence = { ... }, precision, matter or mood = text"},
    {"return act.appeal { if_needed = 1 }", "tested.lua:2: if_needed: found a number; expected true or false"},
    {"return choose { { act.appeal { at = 'river' } }, precision = 0 }", "tested.lua:2: precision: found 0; expected a number from 0.1 to 10"},
    {"return view.belief {}", "tested.lua:2: view.belief: expected help = ACTOR, of = ACTOR; or resolve = ACTOR; or mandate = OFFICIAL"},
    {"return view.belief { help = 'CCD', of = 'AAA' }", "tested.lua:2: help: found no actor \"CCD\"; did you mean \"CCC\"?"},
    {"return view.belief { help = 'CCC', of = 'AAA', rung = 'arm' }", "tested.lua:2: rung: found no word \"arm\"; did you mean \"arms\"?"},
    {"return view.dyad('AAA', 'BBX')", "tested.lua:2: view.dyad: found no actor \"BBX\"; did you mean \"BBB\"?"},
    {"return view.theatre('rivre')", "tested.lua:2: view.theatre: found no theatre \"rivre\"; did you mean \"river\"?"},
    {"return view.treaty('pcat')", "tested.lua:2: view.treaty: found no treaty \"pcat\"; did you mean \"pact\"?"},
    {"return view.organisation('CCC')", "tested.lua:2: view.organisation: CCC is no organisation"},
    {"return view.recent { verb = 'apeal' }", "tested.lua:2: verb: found no verb \"apeal\"; did you mean \"appeal\"?"},
    {"return chance.bernoulli(2)", "tested.lua:2: chance.bernoulli: found 2; expected a number from 0 to 1"},
    {"return chance.normal(0, -1)", "tested.lua:2: chance.normal spread: found -1; expected a number from 0 to 1000000000000"},
  };
  /* clang-format on */
  int wrong = 0;
  (void)state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char policy[512];
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2];
    struct told told;
    struct err err = {0};
    (void)snprintf(policy, sizeof policy,
                   "return policy { decide = function(view, self)\n%s\nend }", list[i].line);
    enum err_code rc = run(policy, nothing, &told, &err);
    (void)snprintf(found, sizeof found, "%s: %s", err.where, err.text);
    if (rc != ERR_RUN || strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].line, (int)rc, found,
                  list[i].expected);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fields_have_their_units),
      cmocka_unit_test(belief_falls_from_rung_to_rung),
      cmocka_unit_test(what_was_done_is_remembered),
      cmocka_unit_test(draws_are_an_actors_own),
      cmocka_unit_test(an_incident_is_seen_by_its_side),
      cmocka_unit_test(an_event_can_be_gone_through),
      cmocka_unit_test(the_inbox_holds_the_events_of_the_handlers),
      cmocka_unit_test(a_kept_event_does_not_change),
      cmocka_unit_test(nonsense_is_no_answer),
      cmocka_unit_test(a_function_may_return_several_answers),
      cmocka_unit_test(too_many_answers_are_refused),
      cmocka_unit_test(mistakes_fail_the_run_with_their_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
