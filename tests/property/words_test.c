/* What statements say in English: every part of a statement shows in its words, and what whole runs
 * say is grammatical by simple checks and does not repeat itself. */
#include "property/company.h"
#include "unit/realm.h"

#include "model/render.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEXT_MAX = 1200, STATEMENTS = 500, PER_RUN_MAX = 400, INSTANTS = 12 };

/* --- every part of a statement ----------------------------------------------------------------
 */

static struct realm realm;

/* AAA's first voice demands something of BBB over the border, at minute [at], with everything said
 * once. */
static struct record plain(int64_t at) {
  struct record record = {.id = 1,
                          .at = at,
                          .kind = RECORD_ACT,
                          .actor = AAA,
                          .target = BBB,
                          .theatre = BORDER,
                          .verb = scenario_find_verb(realm.scenario, "threaten_force")};
  record.statement = (struct statement){.frames = FRAME_TREATY,
                                        .claims = CLAIM_CONCERN,
                                        .demands = DEMAND_RESTRAINT,
                                        .consequence = CONSEQUENCE_TREATY,
                                        .register_level = 3,
                                        .voice = 0,
                                        .authorised_by = -1,
                                        .implied = -1};
  return record;
}

struct words {
  char texts[24][TEXT_MAX];
  int count;
};

/* Adds what [record] says, which nothing so far may have said. */
static void say_new(struct words *words, const struct record *record, const char *what) {
  struct text text = {0};
  render_sentence(&text, realm.scenario, record);
  assert_false(text.failed);
  assert_in_range(text.length, 1, TEXT_MAX - 1);
  for (int i = 0; i < words->count; i++) {
    if (strcmp(words->texts[i], text_string(&text)) == 0) {
      fail_msg("%s: said twice: %s", what, text_string(&text));
    }
  }
  assert_in_range(words->count, 0, 23);
  memcpy(words->texts[words->count++], text_string(&text), text.length + 1);
  text_free(&text);
}

/* Sets one part of a statement to its [i]th value; false when there is no such value. */
typedef bool (*vary_fn)(struct record *record, int i);

static bool vary_register(struct record *record, int i) {
  record->statement.register_level = (int8_t)i;
  return i <= 5;
}

static bool vary_frame(struct record *record, int i) {
  record->statement.frames = i == 0 ? 0 : 1u << (i - 1);
  return i <= 11;
}

static bool vary_claim(struct record *record, int i) {
  record->statement.claims = i == 0 ? 0 : 1u << (i - 1);
  return i <= 14;
}

static bool vary_demand(struct record *record, int i) {
  record->statement.demands = i == 0 ? 0 : 1u << (i - 1);
  return i <= 7;
}

static bool vary_condition(struct record *record, int i) {
  record->statement.provisos = i == 0 ? 0 : 1u << (i - 1);
  return i <= 5;
}

static bool vary_consequence(struct record *record, int i) {
  record->statement.consequence = (enum consequence)i;
  return i < CONSEQUENCE_COUNT;
}

static bool vary_medium(struct record *record, int i) {
  record->statement.medium = (enum medium)i;
  return i < MEDIUM_COUNT;
}

static bool vary_voice(struct record *record, int i) {
  record->statement.voice = (int8_t)(i - 1);
  return i <= VOICE_KIND_COUNT;
}

static bool vary_kind_of_speaker(struct record *record, int i) {
  static const int speakers[] = {AAA, CCC, SPK};
  record->actor = i < 3 ? speakers[i] : AAA;
  record->statement.voice = -1;
  return i < 3;
}

static bool vary_standing(struct record *record, int i) {
  record->statement.hat = i == 1 ? HAT_PERSONAL : HAT_OFFICE;
  record->statement.authorised_by = i == 2 ? ORG : -1;
  record->closed = i == 3;
  return i < 4;
}

static bool vary_addressee(struct record *record, int i) {
  record->target = i == 0 ? BBB : i == 1 ? EEE : -1;
  record->statement.implied = i == 3 ? CCC : -1;
  return i < 4;
}

static bool vary_place(struct record *record, int i) {
  record->theatre = i - 1;
  return i < 3;
}

static void every_part_of_a_statement_shows_in_its_words(void **state) {
  (void)state;
  static const struct {
    const char *what;
    vary_fn vary;
    int values;
  } rows[] = {{"register", vary_register, 6},
              {"frames", vary_frame, 12},
              {"claims", vary_claim, 15},
              {"demands", vary_demand, 8},
              {"conditions", vary_condition, 6},
              {"consequence", vary_consequence, CONSEQUENCE_COUNT},
              {"medium", vary_medium, MEDIUM_COUNT},
              {"voice", vary_voice, VOICE_KIND_COUNT + 1},
              {"kind of speaker", vary_kind_of_speaker, 3},
              {"standing", vary_standing, 4},
              {"addressee", vary_addressee, 4},
              {"place", vary_place, 3}};
  static struct words words;
  static struct voice voices[VOICE_KIND_COUNT];
  realm_open(&realm);
  for (int i = 0; i < VOICE_KIND_COUNT; i++) { /* one title, so that the kind alone tells them */
    voices[i] = (struct voice){.id = "voice", .title = "the voice", .kind = i, .authority = 1};
  }
  scenario_actor(realm.scenario, AAA)->voices = (struct collection){voices, VOICE_KIND_COUNT};
  for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
    for (int at = 0; at < INSTANTS; at++) { /* the wording of one moment and of others */
      int values = 0;
      words.count = 0;
      struct record record = plain(at * 61);
      for (int i = 0; rows[r].vary(&record, i); i++) {
        say_new(&words, &record, rows[r].what);
        values++;
      }
      assert_int_equal(values, rows[r].values);
    }
  }
  realm_close(&realm);
}

/* --- what runs say -----------------------------------------------------------------------------
 */

/* The statements of one run. */
struct speech {
  const struct scenario *scenario;
  char *texts[PER_RUN_MAX];
  int count;
};

static enum err_code keep_speech(void *context, const struct record *record, struct err *err) {
  struct speech *speech = context;
  struct text text = {0};
  (void)err;
  if (record->kind != RECORD_ACT || !scenario_verb(speech->scenario, record->verb)->speech ||
      speech->count == PER_RUN_MAX) {
    return ERR_OK;
  }
  render_sentence(&text, speech->scenario, record);
  assert_false(text.failed);
  speech->texts[speech->count] = strdup(text_string(&text));
  assert_non_null(speech->texts[speech->count++]);
  text_free(&text);
  return ERR_OK;
}

static void assert_without(const char *text, const char *fault) {
  for (const char *at = text; *at != '\0'; at++) {
    if (strncasecmp(at, fault, strlen(fault)) == 0) {
      fail_msg("\"%s\" in: %s", fault, text);
    }
  }
}

/* A capital at the start and after each full stop. */
static void check_capitals(const char *text) {
  assert_true(isupper((unsigned char)text[0]));
  for (const char *at = strstr(text, ". "); at != NULL; at = strstr(at + 1, ". ")) {
    if (!isupper((unsigned char)at[2])) {
      fail_msg("a small letter after a full stop: %s", text);
    }
  }
}

static int count_of(const char *text, char c) {
  int count = 0;
  for (; *text != '\0'; text++) {
    count += *text == c ? 1 : 0;
  }
  return count;
}

static void check_grammar(const char *text) {
  static const char *const faults[] = {
      "  ",        " .",      " ,",      " ;",        ",,",      "..",          ", .",  ",.",
      " the the ", " a the ", " of of ", " and and ", " to to ", " that that ", "and.", " an the ",
      "{",         "}",       "(null)",  "\n",        "\t",      "( ",          " )",   ": ."};
  for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
    assert_without(text, faults[i]);
  }
  size_t length = strlen(text);
  assert_true(length > 10 && text[length - 1] == '.');
  check_capitals(text);
  assert_int_equal(count_of(text, '"') % 2, 0);
  assert_int_equal(count_of(text, '('), count_of(text, ')'));
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* How many say something else than the others; why it was said is left aside. */
static int count_distinct(struct speech *speech) {
  int distinct = 0;
  for (int i = 0; i < speech->count; i++) {
    char *why = strstr(speech->texts[i], " Why: ");
    if (why != NULL) {
      *why = '\0';
    }
  }
  qsort(speech->texts, (size_t)speech->count, sizeof speech->texts[0], compare_texts);
  for (int i = 0; i < speech->count; i++) {
    distinct += i == 0 || strcmp(speech->texts[i], speech->texts[i - 1]) != 0 ? 1 : 0;
  }
  return distinct;
}

static void statements_of_runs_are_grammatical_and_mostly_new(void **state) {
  (void)state;
  static struct company company;
  static struct speech speech;
  int checked = 0;
  int runs = 0;
  double least = 1;
  company_open(&company, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; checked < STATEMENTS; seed++) {
    struct run_result result = {0};
    speech.scenario = company_scenario(&company);
    speech.count = 0;
    company_run(&company, seed, NULL, 0, keep_speech, &speech, &result);
    for (int i = 0; i < speech.count; i++) {
      check_grammar(speech.texts[i]);
    }
    double share = speech.count > 0 ? (double)count_distinct(&speech) / speech.count : 1;
    least = share < least ? share : least;
    checked += speech.count;
    runs++;
    for (int i = 0; i < speech.count; i++) {
      free(speech.texts[i]);
    }
  }
  printf("[ words ] %d statements of %d runs; distinct in a run at least %.2f\n", checked, runs,
         least);
  assert_true(least >= 0.6);
  company_close(&company);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_part_of_a_statement_shows_in_its_words),
      cmocka_unit_test(statements_of_runs_are_grammatical_and_mostly_new),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
