/* Modules of the library for writing scenarios: what they make is read with its provenance, and
 * what is wrong is told of the scenario's own line. */
#include "host/bundle_read.h"
#include "lua/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_ROOM = 4096 };

static const char whole[] =
    "local judgement, ministries, rows = require 'judgement', require 'ministries', require "
    "'rows'\n"
    "local guess, stake = judgement.guess, judgement.stake\n"
    "return scenario {\n"
    "  name = 'small', title = 'A small crisis', epoch = '2020-03-01', days = 30,\n"
    "  actors = {\n"
    "    AAA = ministries.state { name = 'Arcadia', approval = guess(0.6, 0.5, 0.7, 'new'),\n"
    "      voices = { leader = 'the King', defence = 'Admiralty' } },\n"
    "    BBB = ministries.state { name = 'Borduria', voices = { parliament = 'Diet' } },\n"
    "    CCC = { kind = 'body', name = 'Cascara', approval = judgement.no_polls(),\n"
    "      voices = ministries.voices { leader = 'its leader' } },\n"
    "  },\n"
    "  organisations = { ORG = { name = 'the League', members = { 'AAA', 'CCC' },\n"
    "    organs = { council = { name = 'the Council', level = 'heads', decides = true } },\n"
    "    session_hours = ministries.session_hours() } },\n"
    "  theatres = { river = { name = 'the river', holder = 'AAA', claimant = 'BBB', claim = "
    "guess(0.5, 0, 1, 'x'),\n"
    "    salience = { AAA = stake(0.95), BBB = stake(0.5, 0.4, 0.6), CCC = stake(0.1) },\n"
    "    forces = { AAA = { men = 4000, quality = judgement.quality(), supply = judgement.supply() "
    "} } } },\n"
    "  relations = require 'pairs',\n"
    "  precedents = { first = { at = '2010-06-01', beneficiary = 'AAA', adversary = 'BBB', gravity "
    "= 3,\n"
    "    response = rows.responses('silence', { 'CCC' }) } },\n"
    "  lags = ministries.lags(),\n"
    "}\n";

static const char pairs_file[] =
    "local rows = require 'rows'\n"
    "local relations = {}\n"
    "rows.both(relations, { { 'AAA', 'BBB', 'tension', 0.3, 0.1, 0.5, 'a wall' },\n"
    "  { 'AAA', 'CCC', 'bilateral', fact(0.2, 'a table', 'high', 0.1, 0.3) } })\n"
    "rows.directed(relations, { { 'AAA', 'BBB', 0.2 } }, 'trade',\n"
    "  function(share) return fact(share, 'customs', 'low', share / 2, 1) end)\n"
    "rows.put(relations, 'BBB', 'AAA', 'trade', 0.4)\n"
    "return relations\n";

struct loading {
  struct arena arena, notes, files;
  struct stage *stage; /* NULL when there were faults */
  struct faults faults;
  struct source_set sources;
  char text[TEXT_ROOM], pairs[TEXT_ROOM];
};

/* [text] with its one [from] replaced by [to]. */
static bool edit(char out[TEXT_ROOM], const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  int length = at == NULL ? snprintf(out, TEXT_ROOM, "%s", text)
                          : snprintf(out, TEXT_ROOM, "%.*s%s%s", (int)(at - text), text, to,
                                     at + strlen(from));
  assert_in_range(length, 1, TEXT_ROOM - 1);
  return at != NULL;
}

static void add(struct loading *loading, const char *name, const char *path, const char *text) {
  loading->sources.items[loading->sources.count++] =
      (struct source){name, path, text, strlen(text)};
}

static struct loading *load_edited(const char *from, const char *to) {
  struct loading *loading = calloc(1, sizeof *loading);
  struct err err = {0};
  struct shipped shipped = {.scripts = SOURCE_DIR "/scripts", .scenarios = SOURCE_DIR "/scenarios"};
  assert_non_null(loading);
  arena_open_blocks(&loading->files, (size_t)16 << 20);
  arena_open_blocks(&loading->arena, (size_t)128 << 20);
  arena_open_blocks(&loading->notes, (size_t)64 << 20);
  assert_int_equal(bundle_add_scripts(&loading->sources, &loading->files, &shipped, &err), ERR_OK);
  bool found = edit(loading->text, whole, from, to);
  found = edit(loading->pairs, pairs_file, from, to) || found;
  assert_true(found || from[0] == '\0');
  add(loading, "scenario/scenario.lua", "s.lua", loading->text);
  add(loading, "scenario/pairs.lua", "pairs.lua", loading->pairs);
  enum err_code rc = stage_load(&loading->stage, &loading->arena, &loading->notes,
                                &loading->sources, NULL, 0, &loading->faults);
  assert_int_equal(rc == ERR_OK, loading->faults.count == 0);
  return loading;
}

static void let_go(struct loading *loading) {
  if (loading->stage != NULL) {
    stage_close(loading->stage);
  }
  arena_close(&loading->arena);
  arena_close(&loading->notes);
  arena_close(&loading->files);
  free(loading);
}

static const struct provenance *row_of(const struct loaded *loaded, const char *path) {
  for (int i = 0; i < loaded->provenance_count; i++) {
    if (strcmp(loaded->provenance[i].path, path) == 0) {
      return &loaded->provenance[i];
    }
  }
  fail_msg("%s is not among the numbers", path);
  return NULL;
}

static void what_they_make_is_read_with_its_provenance(void **state) {
  (void)state;
  /* clang-format off */
  static const struct { const char *path; double value, low, high; const char *confidence, *source; } list[] = {
    {"actors.AAA.approval", 0.6, 0.5, 0.7, "judgement", "judgement: new"},
    {"actors.BBB.approval", 0.5, 0.3, 0.7, "judgement", "judgement: no comparable polls"},
    {"actors.AAA.voices.leader.authority", 1, 0.8, 1, "judgement", "judgement: who binds a state, the same for all states"},
    {"actors.AAA.voices.ministry.authority", 0.4, 0.2, 0.6, "judgement", "judgement: who binds a state, the same for all states"},
    {"actors.BBB.voices.parliament.authority", 0.55, 0.3, 0.8, "judgement", "judgement: who binds a state, the same for all states"},
    {"organisations.ORG.session_hours", 50, 6, 312, "medium", "median of seven requests to alliances, 1982 to 2012"},
    {"theatres.river.salience.AAA", 0.95, 0.95 - 0.15, 1, "judgement", "judgement: salience, see README.md"},
    {"theatres.river.salience.BBB", 0.5, 0.4, 0.6, "judgement", "judgement: salience, see README.md"},
    {"theatres.river.salience.CCC", 0.1, 0, 0.25, "judgement", "judgement: salience, see README.md"},
    {"theatres.river.forces.AAA.quality", 1, 0.8, 1.2, "judgement", "judgement: no source ranks the troops"},
    {"relations.BBB.AAA.tension", 0.3, 0.1, 0.5, "judgement", "judgement: a wall"},
    {"relations.CCC.AAA.bilateral", 0.2, 0.1, 0.3, "high", "a table"},
    {"relations.AAA.BBB.trade", 0.2, 0.1, 1, "low", "customs"},
    {"lags.verbal_reply.median", 8.5, 1.2, 61, "judgement", NULL},
    {"lags.mediated_end.spread", 0.47, 0.47 / 1.5, 0.47 * 1.5, "judgement", NULL},
  };
  /* clang-format on */
  struct loading *loading = load_edited("", "");
  assert_int_equal(loading->faults.count, 0);
  const struct loaded *loaded = stage_loaded(loading->stage);
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    const struct provenance *row = row_of(loaded, list[i].path);
    if (row->value != list[i].value || row->low != list[i].low || row->high != list[i].high) {
      fail_msg("%s: %.17g (%.17g to %.17g)", list[i].path, row->value, row->low, row->high);
    }
    assert_string_equal(row->confidence, list[i].confidence);
    if (list[i].source != NULL) {
      assert_string_equal(row->source, list[i].source);
    }
  }
  assert_string_equal(row_of(loaded, "relations.BBB.AAA.trade")->confidence, "assumption");
  const struct scenario *read = loaded->scenario;
  assert_int_equal(scenario_actor(read, 0)->voices.count, 3);
  assert_int_equal(scenario_actor(read, 2)->voices.count, 1);
  assert_true(read->lags[LAG_PARTY_STATEMENT].median == 4.6);
  let_go(loading);
}

static void what_is_wrong_is_told_of_the_callers_line(void **state) {
  (void)state;
  /* clang-format off */
  static const struct { const char *from, *to, *expected; } list[] = {
    {"guess(0.6, 0.5, 0.7, 'new')", "guess(0.6, 0.7, 0.8, 'new')", "s.lua:6: low: found 0.7; expected a number up to 0.6"},
    {"guess(0.6, 0.5, 0.7, 'new')", "guess(0.6, 0.5, 0.7)", "s.lua:6: why: found nothing; expected a reason in words"},
    {"guess(0.6, 0.5, 0.7, 'new')", "judgement.around(0.6, 2, 'new')", "s.lua:6: width: found 2; expected a number from 0 to 1"},
    {"guess(0.6, 0.5, 0.7, 'new')", "judgement.around(0.6, 0.2)", "s.lua:6: why: found nothing; expected a reason in words"},
    {"leader = 'the King'", "laeder = 'the King'", "s.lua:6: voices: found key \"laeder\"; expected leader, minister, ministry, defence, parliament, ambassador, local_council"},
    {"leader = 'the King'", "leader = 3", "s.lua:6: voices.leader: found 3; expected a title in words"},
    {"voices = { parliament = 'Diet' }", "policy = 'mediator'", "s.lua:8: voices: found nothing; expected a table"},
    {"leader = 'its leader'", "chief = 'its leader'", "s.lua:10: titles: found key \"chief\"; expected leader, minister, ministry, defence, parliament, ambassador, local_council"},
    {"stake(0.95)", "stake(1.2)", "s.lua:16: value: found 1.2; expected a number from 0 to 1"},
    {"stake(0.95)", "stake(0.95, 0.99)", "s.lua:16: low: found 0.99; expected a number from 0 to 0.95"},
    {"rows.responses('silence', { 'CCC' })", "rows.responses('silence')", "s.lua:20: ids: found nothing; expected a table"},
    {"rows.both(relations, {", "rows.both(relation, {", "pairs.lua:3: relations: found nothing; expected a table"},
    {"'tension', 0.3, 0.1, 0.5", "'tension', 0.3, 0.4, 0.5", "pairs.lua:3: rows[1] (\"AAA\", \"BBB\"): low: found 0.4; expected a number up to 0.3"},
    {"'tension', 0.3, 0.1, 0.5", "0.3, 0.1, 0.5", "pairs.lua:3: rows[1] (\"AAA\", \"BBB\"): field: found 0.3; expected a field of relations, as trade"},
    {"{ 'AAA', 'CCC', 'bilateral'", "{ 'AAA', CCC, 'bilateral'", "pairs.lua:3: rows[2] (\"AAA\", nothing): to: found nothing; expected an actor's id"},
    {"{ 'AAA', 'CCC', 'bilateral'", "{ 'BBB', 'AAA', 'tension'", "pairs.lua:3: relations.BBB.AAA.tension: found a second value; expected one"},
    {"{ { 'AAA', 'BBB', 0.2 } }", "{ 0.2 }", "pairs.lua:5: rows[1]: found 0.2; expected a table"},
    {"return fact(share, 'customs', 'low', share / 2, 1) end", "end", "pairs.lua:5: rows[1] (\"AAA\", \"BBB\"): value: found nothing; expected a fact or a number"},
    {"'BBB', 'AAA', 'trade', 0.4", "'AAA', 'BBB', 'trade', 0.4", "pairs.lua:7: relations.AAA.BBB.trade: found a second value; expected one"},
    {"'BBB', 'AAA', 'trade', 0.4", "'BBB', 'AAA', 'trade'", "pairs.lua:7: value: found nothing; expected a fact or a number"},
    {"stake(0.1)", "guess(2, 1, 3, 'much')", "s.lua:16: theatres.river.salience.CCC: found 2; expected 0 to 1 share"},
    {"lags = ministries.lags()", "lags = ministries.lags(), titel = 'x'", "s.lua:21: titel: found an unknown key; expected a key of scenario; did you mean \"title\"?"},
  };
  /* clang-format on */
  int wrong = 0;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char found[ERR_WHERE_MAX + ERR_TEXT_MAX + 2] = "no fault";
    struct loading *loading = load_edited(list[i].from, list[i].to);
    const struct err *first = &loading->faults.items[0];
    if (loading->faults.count > 0) {
      (void)snprintf(found, sizeof found, "%s: %s", first->where, first->text);
    }
    if (loading->faults.count != 1 || strcmp(found, list[i].expected) != 0) {
      print_error("%s\n  found %d: %s\n  expected: %s\n", list[i].to, loading->faults.count, found,
                  list[i].expected);
      wrong++;
    }
    let_go(loading);
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_they_make_is_read_with_its_provenance),
      cmocka_unit_test(what_is_wrong_is_told_of_the_callers_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
