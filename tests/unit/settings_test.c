/* Settings of one run: numbers by path, and words put into the scenario before it is read. */
#include "lua/stage.h"
#include "unit/small_scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char loud[] = "return policy { decide = function() end }\n";

/* One loading of the small scenario under structural settings. */
struct loading {
  struct arena arena, notes;
  struct stage *stage; /* NULL when there were faults */
  struct faults faults;
  struct source items[4];
  struct source_set sources;
};

static struct loading *load(const struct setting *settings, int count) {
  struct loading *loading = calloc(1, sizeof *loading);
  assert_non_null(loading);
  loading->items[0] = (struct source){"scenario/scenario.lua", "s.lua", small, sizeof small - 1};
  loading->items[1] = (struct source){"policies/quiet.lua", "quiet.lua", quiet, sizeof quiet - 1};
  loading->items[2] = (struct source){"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1};
  loading->items[3] = (struct source){"policies/loud.lua", "loud.lua", loud, sizeof loud - 1};
  loading->sources = (struct source_set){loading->items, 4};
  arena_open_blocks(&loading->arena, (size_t)128 << 20);
  arena_open_blocks(&loading->notes, (size_t)64 << 20);
  (void)stage_load(&loading->stage, &loading->arena, &loading->notes, &loading->sources, settings,
                   count, &loading->faults);
  return loading;
}

static void let_go(struct loading *loading) {
  if (loading->stage != NULL) {
    stage_close(loading->stage);
  }
  arena_close(&loading->arena);
  arena_close(&loading->notes);
  free(loading);
}

static int open_loaded(void **state) {
  struct loading *loading = load(NULL, 0);
  assert_non_null(loading->stage);
  *state = loading;
  return 0;
}

static int close_loaded(void **state) {
  let_go(*state);
  return 0;
}

static struct scenario *scenario_of(const struct loading *loading) {
  return stage_loaded(loading->stage)->scenario;
}

/* --- numbers by path ---------------------------------------------------------------------------
 */

/* Pokes [path] and finds [value] at [place], where something else stood before; with the old value
 * put back, nothing of the [size] bytes at [whole] differs from before. */
static void expect_only(struct loading *loading, const char *path, double value, double *place,
                        const void *whole, size_t size) {
  struct err err = {0};
  double old = *place;
  void *before = malloc(size);
  assert_non_null(before);
  memcpy(before, whole, size);
  assert_true(old != value);
  if (stage_poke(loading->stage, path, value, &err) != ERR_OK) {
    fail_msg("%s", err.text);
  }
  if (*place != value) {
    fail_msg("%s did not change its field", path);
  }
  *place = old;
  if (memcmp(before, whole, size) != 0) {
    fail_msg("%s changed more than its field", path);
  }
  free(before);
}

static void a_path_changes_its_own_field_only(void **state) {
  struct loading *loading = *state;
  struct scenario *s = scenario_of(loading);
  const size_t actors = (size_t)s->actors.count * sizeof(struct actor);
  const size_t relations = (size_t)(s->actors.count * s->actors.count) * sizeof(struct relation);
  struct theatre *river = scenario_theatre(s, 0);
  struct actor *a = scenario_actor(s, 0);
  struct actor *official = scenario_actor(s, 4);
  struct voice *voice = a->voices.items;
  struct force *force = (struct force *)river->forces.items + 1;
  struct article *article = scenario_treaty(s, 0)->articles.items;
  struct verb *feint = scenario_verb(s, scenario_find_verb(s, "feint"));
  expect_only(loading, "model.hazard_max", 5, &s->model.hazard_max, s, sizeof *s);
  expect_only(loading, "lags.verbal_reply.median", 9, &s->lags[LAG_VERBAL_REPLY].median, s,
              sizeof *s);
  expect_only(loading, "actors.AAA.approval", 0.25, &a->approval, s->actors.items, actors);
  expect_only(loading, "actors.AAA.params.pride", 0.9, &a->params[0], s->actors.items, actors);
  expect_only(loading, "actors.AAA.voices.ministry.authority", 1, &voice->authority, voice,
              sizeof *voice);
  expect_only(loading, "organisations.ORG.session_hours", 12,
              &scenario_organisation(s, 0)->session_hours, scenario_organisation(s, 0),
              sizeof(struct organisation));
  expect_only(loading, "organisations.ORG.spokesman.mandate", 0.75, &official->mandate,
              s->actors.items, actors);
  expect_only(loading, "treaties.pact.articles.art1.gravity_min", 1, &article->gravity_min, article,
              sizeof *article);
  expect_only(loading, "theatres.river.incident_rate", 2, &river->incidents.rate, river,
              sizeof *river);
  expect_only(loading, "theatres.river.salience.BBB", 0.5, &river->salience[1], river,
              sizeof *river);
  expect_only(loading, "theatres.river.forces.BBB.men", 7000, &force->men, river->forces.items,
              2 * sizeof *force);
  expect_only(loading, "relations.BBB.AAA.trade", 0.5, &scenario_relation(s, 1, 0)->trade,
              s->relations, relations);
  expect_only(loading, "precedents.first.gravity", 4, &scenario_precedent(s, 0)->gravity,
              scenario_precedent(s, 0), sizeof(struct precedent));
  expect_only(loading, "injects.2.size", 3, &scenario_inject(s, 1)->size, s->injects.items,
              2 * sizeof(struct inject));
  expect_only(loading, "verbs.feint.goldstein", -3, &feint->goldstein, feint, sizeof *feint);
}

static void the_length_of_a_run_is_a_whole_number(void **state) {
  struct loading *loading = *state;
  struct err err = {0};
  assert_int_equal(stage_poke(loading->stage, "days", 45, &err), ERR_OK);
  assert_int_equal(scenario_of(loading)->days, 45);
  assert_int_equal(stage_poke(loading->stage, "days", 4.5, &err), ERR_INVALID);
  assert_string_equal(err.text, "days: found 4.5; expected a whole number 1 to 3660 days");
  assert_int_equal(scenario_of(loading)->days, 45);
}

struct refusal {
  const char *path;
  double value;
  const char *expected;
};

/* Each is refused with its message, and the scenario is as it was. */
static void expect_refusals(struct loading *loading, const struct refusal *list, size_t count) {
  struct scenario *s = scenario_of(loading);
  const struct scenario kept = *s;
  const size_t actors = (size_t)s->actors.count * sizeof(struct actor);
  unsigned char *people = malloc(actors);
  const struct theatre river = *scenario_theatre(s, 0);
  int wrong = 0;
  assert_non_null(people);
  memcpy(people, s->actors.items, actors);
  for (size_t i = 0; i < count; i++) {
    struct err err = {0};
    enum err_code rc = stage_poke(loading->stage, list[i].path, list[i].value, &err);
    if (rc != ERR_INVALID || strcmp(err.text, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].path, (int)rc, err.text,
                  list[i].expected);
      wrong++;
    }
    assert_memory_equal(&kept, s, sizeof kept);
    assert_memory_equal(people, s->actors.items, actors);
    assert_memory_equal(&river, scenario_theatre(s, 0), sizeof river);
  }
  free(people);
  assert_int_equal(wrong, 0);
}

static void paths_that_lead_nowhere_name_the_nearest_word(void **state) {
  /* clang-format off */
  static const struct refusal list[] = {
    {"model.hazard_mx", 1, "model.hazard_mx: found no field \"hazard_mx\"; expected one that exists; did you mean \"hazard_max\"?"},
    {"modle.hazard_max", 1, "modle.hazard_max: found no field \"modle\"; expected one that exists; did you mean \"model\"?"},
    {"actors.AAB.approval", 0.1, "actors.AAB.approval: found no actor \"AAB\"; expected one that exists; did you mean \"AAA\"?"},
    {"actors.AAA.aproval", 0.1, "actors.AAA.aproval: found no field \"aproval\"; expected one that exists; did you mean \"approval\"?"},
    {"actors.AAA.params.pryde", 0.1, "actors.AAA.params.pryde: found no parameter \"pryde\" in policy quiet; expected one that it declares; did you mean \"pride\"?"},
    {"theatres.rivre.claim", 0.1, "theatres.rivre.claim: found no theatre \"rivre\"; expected one that exists; did you mean \"river\"?"},
    {"theatres.river.salience.BBC", 0.1, "theatres.river.salience.BBC: found no actor \"BBC\"; expected one that exists; did you mean \"BBB\"?"},
    {"theatres.river.forces.CCC.men", 1, "theatres.river.forces.CCC.men: found no force \"CCC\"; expected one that exists"},
    {"relations.AAA.BBB.tirade", 0.1, "relations.AAA.BBB.tirade: found no field \"tirade\"; expected one that exists; did you mean \"trade\"?"},
    {"relations.AAX.BBB.trade", 0.1, "relations.AAX.BBB.trade: found no actor \"AAX\"; expected one that exists; did you mean \"AAA\"?"},
    {"relations.AAA.BBX.trade", 0.1, "relations.AAA.BBX.trade: found no actor \"BBX\"; expected one that exists; did you mean \"BBB\"?"},
    {"treaties.pcat.articles.art1.gravity_min", 1, "treaties.pcat.articles.art1.gravity_min: found no treaty \"pcat\"; expected one that exists; did you mean \"pact\"?"},
    {"treaties.pact.articles.art2.gravity_min", 1, "treaties.pact.articles.art2.gravity_min: found no article \"art2\"; expected one that exists; did you mean \"art1\"?"},
    {"organisations.ORG.spokesman.mandat", 1, "organisations.ORG.spokesman.mandat: found no field \"mandat\"; expected one that exists; did you mean \"mandate\"?"},
    {"organisations.ORG.organs.coucil.level", 1, "organisations.ORG.organs.coucil.level: found no organ \"coucil\"; expected one that exists; did you mean \"council\"?"},
    {"precedents.frist.gravity", 1, "precedents.frist.gravity: found no precedent \"frist\"; expected one that exists; did you mean \"first\"?"},
    {"lags.verbal_replay.median", 1, "lags.verbal_replay.median: found no field \"verbal_replay\"; expected one that exists; did you mean \"verbal_reply\"?"},
    {"verbs.fient.rung", 1, "verbs.fient.rung: found no verb \"fient\"; expected one that exists; did you mean \"feint\"?"},
    {"injects.3.size", 1, "injects.3.size: found no such position; expected a number counted from 1"},
    {"injects.0.size", 1, "injects.0.size: found no such position; expected a number counted from 1"},
    {"injects.first.size", 1, "injects.first.size: found no such position; expected a number counted from 1"},
    {"model.hazard_max.more", 1, "model.hazard_max.more: a number has no parts; expected a path that ends earlier"},
    {"model", 1, "model: not a number; expected the path of a number, as \"model.hazard_max\""},
    {"title", 5, "title: found a number for what is none; expected a word"},
    {"actors.AAA.policy", 5, "actors.AAA.policy: found a number for what is none; expected a word"},
    {"precedents.first.off", 1, "precedents.first.off: found a number for what is none; expected a word"},
  };
  /* clang-format on */
  expect_refusals(*state, list, sizeof list / sizeof list[0]);
}

static void values_out_of_range_change_nothing(void **state) {
  /* clang-format off */
  static const struct refusal list[] = {
    {"model.hazard_max", 25, "model.hazard_max: found 25; expected 0.05 to 24 per day"},
    {"model.hazard_max", NAN, "model.hazard_max: found nan; expected 0.05 to 24 per day"},
    {"model.hazard_max", INFINITY, "model.hazard_max: found inf; expected 0.05 to 24 per day"},
    {"actors.AAA.approval", -0.5, "actors.AAA.approval: found -0.5; expected 0 to 1 share"},
    {"actors.AAA.params.pride", 1.5, "actors.AAA.params.pride: found 1.5; expected 0 to 1 stake"},
    {"actors.AAA.params.pride", NAN, "actors.AAA.params.pride: found nan; expected 0 to 1 stake"},
    {"theatres.river.incident_branching", 1, "theatres.river.incident_branching: found 1; expected 0 to 0.99 incidents"},
    {"theatres.river.salience.BBB", 2, "theatres.river.salience.BBB: found 2; expected 0 to 1 share"},
    {"organisations.ORG.spokesman.mandate", 2, "organisations.ORG.spokesman.mandate: found 2; expected 0 to 1 share"},
    {"days", 0, "days: found 0; expected a whole number 1 to 3660 days"},
    {"relations.AAA.BBB.tension", 1.5, "relations.AAA.BBB.tension: found 1.5; expected 0 to 1 share"},
  };
  /* clang-format on */
  expect_refusals(*state, list, sizeof list / sizeof list[0]);
}

/* --- words ---------------------------------------------------------------------------------------
 */

static void a_precedent_can_be_forgotten(void **state) {
  (void)state;
  const struct setting off = {"precedents.first", "off"};
  const struct setting on = {"precedents.first", "on"};
  struct loading *loading = load(&off, 1);
  assert_non_null(loading->stage);
  assert_true(scenario_precedent(scenario_of(loading), 0)->off);
  assert_int_equal(scenario_of(loading)->precedents.count, 1);
  let_go(loading);
  loading = load(&on, 1);
  assert_false(scenario_precedent(scenario_of(loading), 0)->off);
  let_go(loading);
}

static void an_actor_can_be_given_a_policy(void **state) {
  (void)state;
  const struct setting settings[] = {{"actors.BBB.policy", "loud"},
                                     {"organisations.ORG.spokesman.policy", "quiet"}};
  struct loading *loading = load(settings, 2);
  assert_non_null(loading->stage);
  const struct loaded *loaded = stage_loaded(loading->stage);
  assert_string_equal(loaded->policies[0]->name, "quiet");
  assert_string_equal(loaded->policies[1]->name, "loud");
  assert_string_equal(loaded->policies[1]->path, "loud.lua");
  assert_null(loaded->policies[2]);
  assert_string_equal(loaded->policies[4]->name, "quiet");
  struct err err = {0};
  assert_int_equal(
      stage_poke(loading->stage, "organisations.ORG.spokesman.params.pride", 0.125, &err), ERR_OK);
  assert_true(scenario_actor(loaded->scenario, 4)->params[0] == 0.125);
  assert_true(scenario_actor(loaded->scenario, 0)->params[0] == 0.4);
  let_go(loading);
}

static void words_and_flags_are_put_in(void **state) {
  (void)state;
  const struct setting settings[] = {{"theatres.river.holder", "CCC"},
                                     {"treaties.pact.articles.art1.on_request", "false"},
                                     {"organisations.ORG.rule", "silence"},
                                     {"epoch", "2020-04-01"}};
  struct loading *loading = load(settings, 1);
  assert_null(loading->stage); /* the force of the old holder has no side any more */
  assert_string_equal(loading->faults.items[0].text,
                      "theatres.river.forces.AAA: no side of the theatre; expected CCC or BBB, or "
                      "another with `beside` one of them");
  let_go(loading);
  loading = load(settings + 1, 3);
  assert_non_null(loading->stage);
  const struct article *article = scenario_treaty(scenario_of(loading), 0)->articles.items;
  assert_false(article->on_request);
  assert_int_equal(scenario_organisation(scenario_of(loading), 0)->rule, 2);
  struct loading *plain = load(NULL, 0);
  assert_int_equal(scenario_of(loading)->epoch - scenario_of(plain)->epoch, 31 * 24 * 60);
  let_go(plain);
  let_go(loading);
}

/* A sweep varies presence as `on,off`: one of the two is what the scenario says. */
static void what_is_so_already_may_be_set(void **state) {
  (void)state;
  const struct setting settings[] = {{"injects.1", "on"},
                                     {"injects", "on"},
                                     {"precedents", "on"},
                                     {"actors.BBB", "on"},
                                     {"theatres.river", "on"},
                                     {"organisations.ORG.spokesman", "on"},
                                     {"organisations.ORG.members.AAA", "on"},
                                     {"organisations.ORG.members.BBB", "off"},
                                     {"theatres.river.in_area.pact", "on"},
                                     {"actors.AAA.upholds.treaty", "off"}};
  struct loading *loading = load(settings, sizeof settings / sizeof settings[0]);
  assert_int_equal(loading->faults.count, 0);
  assert_non_null(loading->stage);
  const struct scenario *scenario = scenario_of(loading);
  assert_int_equal(scenario->injects.count, 2);
  assert_int_equal(scenario->precedents.count, 1);
  assert_int_equal(scenario->actors.count, 5);
  let_go(loading);
}

struct wrong_setting {
  struct setting setting;
  const char *expected; /* "where: text" */
};

static void expect_wrong(const struct wrong_setting *list, size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2] = "no fault";
    struct loading *loading = load(&list[i].setting, 1);
    if (loading->faults.count > 0) {
      (void)snprintf(found, sizeof found, "%s: %s", loading->faults.items[0].where,
                     loading->faults.items[0].text);
    }
    if (loading->faults.count != 1 || strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].setting.path,
                  loading->faults.count, found, list[i].expected);
      wrong++;
    }
    let_go(loading);
  }
  assert_int_equal(wrong, 0);
}

static void wrong_words_are_refused(void **state) {
  static const struct wrong_setting list[] = {
      {{"actors.AAX.policy", "loud"},
       "--set: actors.AAX.policy: found no \"AAX\"; expected a path of the scenario; did you mean "
       "\"AAA\"?"},
      {{"actor.AAA.policy", "loud"},
       "--set: actor.AAA.policy: found no \"actor\"; expected a path of the scenario; did you mean "
       "\"actors\"?"},
      {{"precedents.frist.off", "off"},
       "--set: precedents.frist.off: found no \"frist\"; expected a path of the scenario; did you "
       "mean \"first\"?"},
      {{"actors.BBB.policy", "luod"},
       "s.lua:7: actors.BBB.policy: found no policy \"luod\"; expected one of scripts/policies or "
       "of the scenario's folder; did you mean \"loud\"?"},
      {{"actors.BBB.polciy", "loud"},
       "--set: actors.BBB.polciy: found no \"polciy\"; expected a path of the scenario; did you "
       "mean \"policy\"?"},
      {{"organisations.ORG.rule", "silent"},
       "s.lua:11: organisations.ORG.rule: found \"silent\"; expected one of consensus, quota, "
       "silence, limited; did you mean \"silence\"?"},
      {{"theatres.river.holder", "AAB"},
       "s.lua:20: theatres.river.holder: found \"AAB\"; expected one of AAA, BBB, CCC, ORG, "
       "ORG_SPOKESMAN; did you mean \"AAA\"?"},
      {{"epoch", "tomorrow"},
       "s.lua:2: epoch: found \"tomorrow\"; expected a date \"2018-09-21\" or \"2018-09-21 "
       "14:05\""},
      {{"precedents.first.off", "perhaps"},
       "--set: precedents.first.off: found \"perhaps\"; expected on or off"},
      {{"days", "long"}, "--set: days: found \"long\"; expected a number"},
      {{"verbs", "off"}, "--set: verbs: found \"off\"; expected the path of one of its entries"},
      {{"actors.AAA.params.pride", "nan"},
       "--set: actors.AAA.params.pride: found \"nan\"; expected a number"},
  };
  (void)state;
  expect_wrong(list, sizeof list / sizeof list[0]);
}

static void wrong_presence_is_refused(void **state) {
  static const struct wrong_setting list[] = {
      {{"injects.shant", "off"},
       "--set: injects.shant: found no entry shant; expected a position from 1 to 2"},
      {{"injects.3", "off"}, "--set: injects.3: found no entry 3; expected a position from 1 to 2"},
      {{"injects.1", "perhaps"},
       "--set: injects.1: found \"perhaps\"; expected on or off, or the path of one of its fields"},
      {{"injects.3", "on"}, "--set: injects.3: found no entry 3; expected a position from 1 to 2"},
      {{"organisations.ORG.members", "on"},
       "--set: organisations.ORG.members: found \"on\"; expected the path of one entry, as "
       "members.ID=on or off"},
      {{"organisations.ORG.members.1", "BBB"},
       "--set: organisations.ORG.members.1: found \"BBB\"; expected on or off for one entry, as "
       "members.ID=off"},
      {{"organisations.ORG.members.AAX", "off"},
       "--set: organisations.ORG.members.AAX: found no \"AAX\", in the list or elsewhere; expected "
       "an entry that could be in it"},
      {{"theatres.river.in_area.AAA", "off"},
       "--set: theatres.river.in_area.AAA: found no \"AAA\", in the list or elsewhere; expected an "
       "entry that could be in it"},
      {{"actors.AAA.upholds.peace", "off"},
       "--set: actors.AAA.upholds.peace: found no \"peace\", in the list or elsewhere; expected an "
       "entry that could be in it"},
      {{"organisations.ORG.spokesman", "perhaps"},
       "--set: organisations.ORG.spokesman: found \"perhaps\"; expected the path of one of its "
       "entries"},
      {{"actors.BBB", "perhaps"},
       "--set: actors.BBB: found \"perhaps\"; expected on or off, or the path of one of its "
       "fields"},
  };
  (void)state;
  expect_wrong(list, sizeof list / sizeof list[0]);
}

int main(void) {
#define LOADED(test) cmocka_unit_test_setup_teardown(test, open_loaded, close_loaded)
  const struct CMUnitTest tests[] = {
      LOADED(a_path_changes_its_own_field_only),
      LOADED(the_length_of_a_run_is_a_whole_number),
      LOADED(paths_that_lead_nowhere_name_the_nearest_word),
      LOADED(values_out_of_range_change_nothing),
      cmocka_unit_test(a_precedent_can_be_forgotten),
      cmocka_unit_test(an_actor_can_be_given_a_policy),
      cmocka_unit_test(words_and_flags_are_put_in),
      cmocka_unit_test(what_is_so_already_may_be_set),
      cmocka_unit_test(wrong_words_are_refused),
      cmocka_unit_test(wrong_presence_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
