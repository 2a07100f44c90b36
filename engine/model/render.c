/* The timeline: which records it shows, the sentence of each, dates, wrapping, colour. */
#include "model/render.h"

#include "base/calendar.h"
#include "base/number.h"
#include "model/render_statement.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 9 };

bool render_shows(const struct scenario *scenario, const struct record *record,
                  const struct render_style *style) {
  (void)scenario;
  if (style->everything) {
    return record->kind != RECORD_OUTCOME;
  }
  switch (record->kind) {
  case RECORD_INJECT:
  case RECORD_ACT:
  case RECORD_ENGAGEMENT:
  case RECORD_CEASEFIRE:
  case RECORD_MEETING:
  case RECORD_ACCIDENT:
    return record->kind != RECORD_INJECT || record->outcome != INJECT_ACT;
  case RECORD_INCIDENT:
    return record->deaths[0] + record->deaths[1] > 0;
  case RECORD_PROCEDURE:
    /* what only repeats the act that brought it about is not told twice */
    return record->outcome != RESULT_INFORMED && record->outcome != RESULT_SESSION_CALLED &&
           record->outcome != RESULT_CONSULTATION_REQUESTED &&
           record->outcome != RESULT_ASSISTANCE_REQUESTED;
  case RECORD_CLAUSE:
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return false;
}

static const char *name_of(const struct scenario *scenario, int actor) {
  return actor >= 0 ? scenario_actor(scenario, actor)->name : "nobody";
}

static const char *place_of(const struct scenario *scenario, int theatre) {
  return theatre >= 0 ? scenario_theatre(scenario, theatre)->name : "no place in particular";
}

static const char *side_word(const struct scenario *scenario, int actor) {
  const struct actor *side = scenario_actor(scenario, actor);
  return side->adjective != NULL ? side->adjective : side->name;
}

/* "1 killed on the Arcadian side, 2 killed on the Utopian side"; [among]: civilians among the dead
 */
static void add_deaths(struct text *out, const struct scenario *scenario,
                       const struct record *record, bool among) {
  const struct theatre *theatre = scenario_theatre(scenario, record->theatre);
  int sides[2] = {theatre->holder, theatre->claimant};
  double total = record->deaths[0] + record->deaths[1];
  bool any = false;
  for (int side = 0; side < 2; side++) {
    if (record->deaths[side] > 0) {
      text_add_format(out, "%s%.0f %skilled on the %s side", any ? ", " : "", record->deaths[side],
                      among && total == 1 ? "civilian " : "", side_word(scenario, sides[side]));
      any = true;
    }
  }
  if (!any) {
    text_add(out, "nobody is reported killed");
  }
  text_add(out, among && total > 1 ? ", civilians among them" : "");
}

static void sentence_inject(struct text *out, const struct scenario *scenario,
                            const struct record *record) {
  static const char *const what[INJECT_KIND_COUNT] = {
      "A long-planned event begins", "On the calendar",
      "Voters go to the polls in",   "A new leadership takes office in",
      "Charges are brought against", "The weather turns",
      "The crisis begins with"};
  text_add(out, what[record->outcome]);
  if (record->actor >= 0 && record->outcome != INJECT_MEETING) {
    text_add_format(out, " %s", name_of(scenario, record->actor));
  }
  if (record->because != NULL) {
    text_add(out, ": ");
    text_add_safe(out, record->because, strlen(record->because));
  }
  text_add(out, ".");
}

static void sentence_incident(struct text *out, const struct scenario *scenario,
                              const struct record *record) {
  text_add_format(out, "Fire on %s: ", place_of(scenario, record->theatre));
  add_deaths(out, scenario, record, record->flag);
  text_add(out, ".");
}

static void sentence_engagement(struct text *out, const struct scenario *scenario,
                                const struct record *record) {
  text_add_format(out, "%s attacks on %s: ", name_of(scenario, record->actor),
                  place_of(scenario, record->theatre));
  add_deaths(out, scenario, record, false);
  text_add_format(out, "; %.1f km2 change hands.", record->ground);
}

static void sentence_procedure(struct text *out, const struct scenario *scenario,
                               const struct record *record) {
  static const char *const what[RESULT_COUNT] = {
      [RESULT_INFORMED] = "receives a report from",
      [RESULT_REPORT_HEARD] = "hears the report of",
      [RESULT_CONSULTATION_REQUESTED] = "is asked for consultations by",
      [RESULT_ASSISTANCE_REQUESTED] = "is asked for assistance by",
      [RESULT_SESSION_CALLED] = "is called to a session on the matter raised by",
      [RESULT_POSTPONED] = "puts off its session on the matter raised by",
      [RESULT_VOTE_OPENED] = "begins to vote on the request of",
      [RESULT_APPROVED] = "approves the request of",
      [RESULT_BLOCKED] = "finds no agreement on the request of",
      [RESULT_NO_QUORUM] = "lacks the members to decide on the request of",
      [RESULT_LAPSED] = "lets lapse the matter raised by"};
  const char *verb = what[record->outcome];
  text_add_format(out, "%s %s %s", name_of(scenario, record->target),
                  verb != NULL ? verb : record_result_word((enum result)record->outcome),
                  record->actor >= 0 ? name_of(scenario, record->actor) : "a member");
  if (record->theatre >= 0) {
    text_add_format(out, " on %s", place_of(scenario, record->theatre));
  }
  text_add(out, ".");
}

static void sentence_meeting(struct text *out, const struct scenario *scenario,
                             const struct record *record) {
  text_add(out, "The meeting");
  if (record->because != NULL) {
    text_add(out, " \"");
    text_add_safe(out, record->because, strlen(record->because));
    text_add(out, "\"");
  }
  if (record->outcome == RESULT_MOVED) {
    text_add_format(out, " is moved away from %s, so that %s comes.",
                    name_of(scenario, record->actor), name_of(scenario, record->target));
  } else {
    text_add(out, " does not take place: too few come.");
  }
}

static void sentence_clause(struct text *out, const struct record *record) {
  static const char *const words[] = {
#define X(name, word, bit) word,
      CLAUSE_MAP(X)
#undef X
  };
  text_add_format(out, "Casus foederis %s:", record->flag ? "given" : "not given");
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    text_add_format(out, " %s%s", (record->frames >> i & 1) != 0 ? "" : "not ", words[i]);
  }
  text_add(out, ".");
}

static void sentence_inner(struct text *out, const struct scenario *scenario,
                           const struct record *record) {
  char value[NUMBER_TEXT_SIZE];
  number_print(record->size, value);
  text_add_format(out, "%s: %s", record_kind_word(record->kind), name_of(scenario, record->actor));
  if (record->kind == RECORD_DECISION) {
    text_add_format(out, " decides on %s",
                    record->verb >= 0 ? scenario_verb(scenario, record->verb)->id : "silence");
  } else if (record->kind == RECORD_REFUSED) {
    text_add_format(out, " may not %s: %s", scenario_verb(scenario, record->verb)->id,
                    record_result_word((enum result)record->outcome));
  } else if (record->kind == RECORD_PERCEPTION) {
    text_add_format(out, " learns of record %u", (unsigned)record->cause);
    if (record->flag && record->target >= 0) {
      text_add_format(out, " and blames %s", name_of(scenario, record->target));
    }
  } else if (record->target >= 0) {
    text_add_format(out, " of %s: %s", name_of(scenario, record->target), value);
  }
  text_add(out, ".");
}

static void add_sentence(struct text *out, const struct scenario *scenario,
                         const struct record *record) {
  switch (record->kind) {
  case RECORD_INJECT:
    sentence_inject(out, scenario, record);
    break;
  case RECORD_INCIDENT:
    sentence_incident(out, scenario, record);
    break;
  case RECORD_ACT:
    render_act(out, scenario, record);
    break;
  case RECORD_ENGAGEMENT:
    sentence_engagement(out, scenario, record);
    break;
  case RECORD_CEASEFIRE:
    text_add_format(out, "The guns fall silent on %s.", place_of(scenario, record->theatre));
    break;
  case RECORD_PROCEDURE:
    sentence_procedure(out, scenario, record);
    break;
  case RECORD_MEETING:
    sentence_meeting(out, scenario, record);
    break;
  case RECORD_ACCIDENT:
    text_add_format(out, "At nuclear alert %s loses control of a weapon.",
                    name_of(scenario, record->actor));
    break;
  case RECORD_CLAUSE:
    sentence_clause(out, record);
    break;
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    sentence_inner(out, scenario, record);
    break;
  }
}

/* Names may begin with a small letter ("the alliance"); sentences do not. */
void render_sentence(struct text *out, const struct scenario *scenario,
                     const struct record *record) {
  size_t start = out->length;
  add_sentence(out, scenario, record);
  if (out->length > start && out->bytes[start] >= 'a' && out->bytes[start] <= 'z') {
    out->bytes[start] = (char)(out->bytes[start] - 'a' + 'A');
  }
}

/* --- layout ------------------------------------------------------------------------------------
 */

static const char *colour_of(const struct scenario *scenario, const struct record *record) {
  if (record->kind == RECORD_INCIDENT || record->kind == RECORD_ENGAGEMENT) {
    return "\033[31m";
  }
  if (record->kind == RECORD_ACT) {
    int level = scenario_verb(scenario, record->verb)->mid_hostility;
    return level >= 4 ? "\033[31m" : level == 3 ? "\033[33m" : "";
  }
  return record->kind == RECORD_PROCEDURE ? "\033[36m" : "\033[2m";
}

static void add_heading(struct text *out, const struct scenario *scenario,
                        const struct record *record, const struct render_style *style) {
  char stamp[CALENDAR_TEXT_SIZE];
  int64_t minutes = scenario->epoch + record->at;
  calendar_print(minutes, stamp);
  stamp[10] = '\0'; /* the date alone */
  text_add_format(out, "%s%s %s%s\n", style->colour ? "\033[1m" : "", calendar_weekday(minutes),
                  stamp, style->colour ? "\033[0m" : "");
}

/* Columns of a word: bytes that do not continue a UTF-8 sequence. */
static int columns(const char *word, size_t length) {
  int count = 0;
  for (size_t i = 0; i < length; i++) {
    count += ((unsigned char)word[i] & 0xC0) != 0x80 ? 1 : 0;
  }
  return count;
}

static void add_wrapped(struct text *out, const char *sentence, int width) {
  int column = INDENT;
  const char *word = sentence;
  while (*word != '\0') {
    size_t length = strcspn(word, " ");
    int wide = columns(word, length);
    if (width > 0 && column + wide > width && column > INDENT) {
      text_add_format(out, "\n%*s", INDENT, "");
      column = INDENT;
    }
    text_add_bytes(out, word, length);
    column += wide + 1;
    word += length;
    if (*word == ' ') {
      word++;
      if (width == 0 || column + columns(word, strcspn(word, " ")) <= width) {
        text_add(out, " ");
      }
    }
  }
}

void render_record(struct text *out, const struct scenario *scenario, const struct record *record,
                   const struct render_style *style, struct render_state *state) {
  if (!render_shows(scenario, record, style)) {
    return;
  }
  int64_t day = record->at / MINUTES_PER_DAY + 1;
  if (day != state->day) {
    add_heading(out, scenario, record, style);
    state->day = day;
  }
  struct text sentence = {0};
  render_sentence(&sentence, scenario, record);
  char stamp[CALENDAR_TEXT_SIZE];
  calendar_print(scenario->epoch + record->at, stamp);
  text_add_format(out, "  %s  %s", stamp + 11, style->colour ? colour_of(scenario, record) : "");
  add_wrapped(out, text_string(&sentence), style->width);
  text_add(out, style->colour ? "\033[0m\n" : "\n");
  text_free(&sentence);
}
