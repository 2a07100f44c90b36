/* Laws of a whole run, over many seeds of the shipped crisis. */
#include "property/study.h"

#include "sim/perceive.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = STUDY_SEEDS, OUTCOME_NAMES = 8, OUTCOME_MAX = 1024 };

/* What the laws look at, gathered record by record. */
struct witness {
  const struct company *company;
  struct record records[RUN_RECORD_MAX];
  uint32_t count;
};

static enum err_code keep(void *context, const struct record *record, struct err *err) {
  struct witness *witness = context;
  (void)err;
  assert_int_equal(record->id, witness->count + 1);
  assert_true(record->cause < record->id && record->cause2 < record->id);
  witness->records[witness->count++] = *record;
  return ERR_OK;
}

static bool is_requested(const struct witness *witness, uint32_t before) {
  for (uint32_t i = 0; i + 1 < before; i++) {
    const struct record *record = &witness->records[i];
    if (record->kind == RECORD_PROCEDURE && (record->outcome == RESULT_CONSULTATION_REQUESTED ||
                                             record->outcome == RESULT_ASSISTANCE_REQUESTED)) {
      return true;
    }
  }
  return false;
}

static bool is_member_or_spokesman(const struct scenario *scenario, int actor, int organisation) {
  int index = organisation < 0 ? -1 : scenario_actor(scenario, organisation)->organisation_index;
  if (index < 0) {
    return false;
  }
  const struct organisation *body = scenario_organisation(scenario, index);
  return (body->members >> actor & 1) != 0 || body->spokesman_actor == actor;
}

/* No collective decision without a request; no closed message perceived by an outsider; nobody
 * learns before it happens. */
static void check_records(const struct witness *witness) {
  const struct scenario *scenario = company_scenario(witness->company);
  for (uint32_t i = 0; i < witness->count; i++) {
    const struct record *record = &witness->records[i];
    if (record->kind == RECORD_PROCEDURE &&
        (record->outcome == RESULT_APPROVED || record->outcome == RESULT_BLOCKED)) {
      assert_true(is_requested(witness, record->id));
    }
    if (record->kind == RECORD_PERCEPTION) {
      const struct record *seen = &witness->records[record->cause - 1];
      assert_true(record->at > seen->at);
      assert_true(!seen->closed || record->actor == seen->actor || record->actor == seen->target ||
                  is_member_or_spokesman(scenario, record->actor, seen->target));
    }
    if (record->kind == RECORD_ACT && scenario_verb(scenario, record->verb)->speech) {
      assert_true(record->deaths[0] == 0 && record->deaths[1] == 0 && record->ground == 0);
    }
  }
}

struct spread {
  double least, most;
};

static void widen(struct spread *spread, double value) {
  if (!isnan(value)) {
    spread->least = fmin(spread->least, value);
    spread->most = fmax(spread->most, value);
  }
}

static void laws_hold_for_every_seed_and_outcomes_vary(void **state) {
  (void)state;
  static struct witness witness;
  static struct company company;
  static const char *const varying[OUTCOME_NAMES] = {
      "deaths", "warnings", "statements", "reply_lag_hours",
      "drills", "reports",  "peak_day",   "counter_drill"};
  struct spread spreads[OUTCOME_NAMES];
  double bystanders = 0;
  for (int i = 0; i < OUTCOME_NAMES; i++) {
    spreads[i] = (struct spread){INFINITY, -INFINITY};
  }
  company_open(&company, "csto-2018", NULL, 0);
  witness.company = &company;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct run_result result = {0};
    witness.count = 0;
    company_run(&company, seed, NULL, 0, keep, &witness, &result);
    check_records(&witness);
    for (int i = 0; i < OUTCOME_NAMES; i++) {
      widen(&spreads[i], company_outcome(&result, varying[i]));
    }
    bystanders += company_outcome(&result, "acts.KGZ") + company_outcome(&result, "acts.TJK");
  }
  for (int i = 0; i < OUTCOME_NAMES; i++) {
    assert_true(spreads[i].most > spreads[i].least);
  }
  printf("[ bystanders ] %.2f acts each in 90 days\n", bystanders / (2.0 * SEEDS));
  assert_true(bystanders / (2.0 * SEEDS) < 1.5);
  company_close(&company);
}

/* --- the same thing told twice -----------------------------------------------------------------
 */

static void equal_seeds_give_equal_digests(void **state) {
  (void)state;
  static struct company one;
  company_open(&one, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; seed <= 20; seed++) {
    struct run_result first = {0};
    char digest[DIGEST_TEXT_SIZE];
    company_run(&one, seed, NULL, 0, NULL, NULL, &first);
    memcpy(digest, first.digest, sizeof digest);
    company_run(&one, 1000 + seed, NULL, 0, NULL, NULL, &first);
    company_run(&one, seed, NULL, 0, NULL, NULL, &first);
    assert_string_equal(first.digest, digest);
  }
  company_close(&one);
}

/* Every id of an actor, an organisation, a treaty, a theatre, a precedent gets another name. */
static void rename_ids(struct source *source, struct arena *arena) {
  static const char *const ids[] = {
      "ARM", "AZE", "RUS", "BLR",  "KAZ",         "KGZ",    "TJK",    "TUR",        "IRN",
      "GEO", "USA", "FRA", "CSTO", "KHACHATUROV", "RA1997", "TA2010", "april_2016", "chinari_2016"};
  if (strncmp(source->name, "scenario/", 9) != 0) {
    return;
  }
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
    char to[32];
    (void)snprintf(to, sizeof to, "%s%zu", i % 2 == 0 ? "ZZ" : "QQ", 90 - i);
    study_replace(source, arena, ids[i], to);
  }
}

struct sample {
  double values[SEEDS];
};

static void take_samples(struct company *company, const struct setting *numbers, int count,
                         const char *const *names, struct sample *samples, int name_count) {
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct run_result result = {0};
    company_run(company, seed, numbers, count, NULL, NULL, &result);
    for (int i = 0; i < name_count; i++) {
      samples[i].values[seed - 1] = company_outcome(&result, names[i]);
    }
  }
}

static void mean_of(const struct sample *sample, double *mean, double *error) {
  double sum = 0;
  double squares = 0;
  int count = 0;
  for (int i = 0; i < SEEDS; i++) {
    if (!isnan(sample->values[i])) {
      sum += sample->values[i];
      squares += sample->values[i] * sample->values[i];
      count++;
    }
  }
  *mean = sum / count;
  *error = sqrt(fmax(0, squares / count - *mean * *mean) / count);
}

enum { MEASURES = 6 };
static const char *const measures[MEASURES] = {"warnings", "statements",    "reports",
                                               "talks",    "counter_drill", "major_fighting"};

/* Means differ by less than four standard errors of their difference: false alarms once in some
 * thousand runs of the test. */
static void expect_same_means(const struct sample *a, const struct sample *b, const char *what) {
  for (int i = 0; i < MEASURES; i++) {
    double mean[2];
    double error[2];
    mean_of(&a[i], &mean[0], &error[0]);
    mean_of(&b[i], &mean[1], &error[1]);
    double width = sqrt(error[0] * error[0] + error[1] * error[1]);
    if (fabs(mean[0] - mean[1]) > 4 * width + 1e-9) {
      fail_msg("%s: %s is %.3f and %.3f, standard error %.3f", what, measures[i], mean[0], mean[1],
               width);
    }
  }
}

static void another_name_for_everything_gives_the_same_distributions(void **state) {
  (void)state;
  static struct company company;
  static struct sample named[MEASURES];
  static struct sample renamed[MEASURES];
  company_open(&company, "csto-2018", NULL, 0);
  take_samples(&company, NULL, 0, measures, named, MEASURES);
  company_close(&company);
  company_open_edited(&company, "csto-2018", rename_ids);
  assert_int_equal(scenario_find_actor(company_scenario(&company), "ARM"), -1);
  take_samples(&company, NULL, 0, measures, renamed, MEASURES);
  company_close(&company);
  expect_same_means(named, renamed, "renamed");
}

/* Swaps two actors' places in the file: the order of writing decides nothing at all. */
static void permute_actors(struct source *source, struct arena *arena) {
  if (strcmp(source->name, "scenario/actors.lua") != 0) {
    return;
  }
  const char *first = strstr(source->bytes, "  ARM = state");
  const char *second = strstr(source->bytes, "  AZE = state");
  const char *third = strstr(source->bytes, "  RUS = state");
  assert_true(first != NULL && second != NULL && third != NULL);
  struct text out = {0};
  text_add_bytes(&out, source->bytes, (size_t)(first - source->bytes));
  text_add_bytes(&out, second, (size_t)(third - second));
  text_add_bytes(&out, first, (size_t)(second - first));
  text_add(&out, third);
  source->bytes = arena_text(arena, text_string(&out), out.length);
  source->length = out.length;
  text_free(&out);
}

static void order_of_actors_in_the_file_changes_no_run(void **state) {
  (void)state;
  static struct company company;
  static char digests[20][DIGEST_TEXT_SIZE];
  struct run_result result = {0};
  company_open(&company, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; seed <= 20; seed++) {
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
    memcpy(digests[seed - 1], result.digest, DIGEST_TEXT_SIZE);
  }
  company_close(&company);
  company_open_edited(&company, "csto-2018", permute_actors);
  for (uint64_t seed = 1; seed <= 20; seed++) {
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
    assert_string_equal(result.digest, digests[seed - 1]);
  }
  company_close(&company);
}

/* --- acting ------------------------------------------------------------------------------------
 */

static void add_double(struct source *source, struct arena *arena) {
  if (strcmp(source->name, "scenario/scenario.lua") == 0) {
    study_replace(
        source, arena, "  actors = require \"actors\",",
        "  actors = require \"actors\",\n  verbs = { bombard = { like = \"shell\" }, "
        "push = { like = \"seize_ground\" }, open_war = { like = \"general_offensive\" } },");
  }
}

static double share_of(const struct sample *sample) {
  double mean = 0;
  double error = 0;
  mean_of(sample, &mean, &error);
  return mean;
}

/* P(war) moves by nothing at all: a double takes its share of its original's stretch of the draw,
 * and what follows is the same. Seen in every run and every measure. */
static void a_doubled_verb_moves_nothing(void **state) {
  (void)state;
  static struct company company;
  static struct sample before[MEASURES];
  static struct sample after[MEASURES];
  company_open(&company, "csto-2018", NULL, 0);
  take_samples(&company, NULL, 0, measures, before, MEASURES);
  company_close(&company);
  company_open_edited(&company, "csto-2018", add_double);
  assert_true(scenario_find_verb(company_scenario(&company), "bombard") >= 0);
  take_samples(&company, NULL, 0, measures, after, MEASURES);
  company_close(&company);
  for (int i = 0; i < MEASURES; i++) {
    for (int seed = 0; seed < SEEDS; seed++) {
      double one = before[i].values[seed];
      double other = after[i].values[seed];
      if (!(one == other || (isnan(one) && isnan(other)))) {
        fail_msg("%s of seed %d: %g, doubled %g", measures[i], seed + 1, one, other);
      }
    }
  }
  printf("[ doubled verb ] major fighting %.3f, then %.3f\n", share_of(&before[5]),
         share_of(&after[5]));
}

static void half_the_review_interval_changes_little(void **state) {
  (void)state;
  static struct company company;
  static struct sample before[MEASURES];
  static struct sample after[MEASURES];
  const struct setting half = {"model.review_hours", "3"};
  company_open(&company, "csto-2018", NULL, 0);
  take_samples(&company, NULL, 0, measures, before, MEASURES);
  take_samples(&company, &half, 1, measures, after, MEASURES);
  company_close(&company);
  printf("[ half interval ] major fighting %.3f, then %.3f; statements %.1f, then %.1f\n",
         share_of(&before[5]), share_of(&after[5]), share_of(&before[1]), share_of(&after[1]));
  assert_true(fabs(share_of(&after[5]) - share_of(&before[5])) <= 0.02);
}

/* --- measures that do not vary -------------------------------------------------------------------
 */

enum { README_SIZE = 1 << 16 };

/* The section of the scenario's README that says which measures do not vary. */
static const char *section_of_constants(char text[README_SIZE]) {
  FILE *file = fopen(SOURCE_DIR "/scenarios/csto-2018/README.md", "re");
  assert_non_null(file);
  text[fread(text, 1, README_SIZE - 1, file)] = '\0';
  (void)fclose(file);
  char *section = strstr(text, "## Measures that do not vary");
  assert_non_null(section);
  char *next = strstr(section + 1, "\n## ");
  if (next != NULL) {
    *next = '\0';
  }
  return section;
}

/* Whether [section] names `days_mid5.loc` or what it is part of: `days_mid5`. */
static bool is_named(const char *section, const char *measure) {
  char quoted[128];
  (void)snprintf(quoted, sizeof quoted, "`%s`", measure);
  for (char *dot = quoted + strlen(quoted) - 1; dot != NULL; dot = strrchr(quoted, '.')) {
    (void)strcpy(dot, "`");
    if (strstr(section, quoted) != NULL) {
      return true;
    }
  }
  return false;
}

static void a_measure_that_never_varies_is_explained(void **state) {
  (void)state;
  static struct company company;
  static char text[README_SIZE];
  static struct spread spreads[OUTCOME_MAX];
  struct run_result result = {0};
  int unexplained = 0;
  for (int i = 0; i < OUTCOME_MAX; i++) {
    spreads[i] = (struct spread){INFINITY, -INFINITY};
  }
  const char *section = section_of_constants(text);
  company_open(&company, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
    assert_true(result.outcome_count <= OUTCOME_MAX);
    for (int i = 0; i < result.outcome_count; i++) {
      widen(&spreads[i], result.outcomes[i].value);
    }
  }
  for (int i = 0; i < result.outcome_count; i++) {
    if (!(spreads[i].most > spreads[i].least) && !is_named(section, result.outcomes[i].name)) {
      printf("%s: %g in every run\n", result.outcomes[i].name, spreads[i].least);
      unexplained++;
    }
  }
  company_close(&company);
  assert_true(unexplained == 0 || !STUDY_DECIDES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(laws_hold_for_every_seed_and_outcomes_vary),
      cmocka_unit_test(a_measure_that_never_varies_is_explained),
      cmocka_unit_test(equal_seeds_give_equal_digests),
      cmocka_unit_test(another_name_for_everything_gives_the_same_distributions),
      cmocka_unit_test(order_of_actors_in_the_file_changes_no_run),
      cmocka_unit_test(a_doubled_verb_moves_nothing),
      cmocka_unit_test(half_the_review_interval_changes_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
