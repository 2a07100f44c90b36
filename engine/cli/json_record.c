/* JSON by jansson; NaN becomes null, yes/no measures become booleans. */
#include "cli/json_record.h"

#include "base/calendar.h"
#include "cli/json_number.h"
#include "model/render.h"
#include "model/schema_words.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *number(double value) {
  if (isnan(value) || isinf(value)) {
    return json_null();
  }
  bool whole = value == floor(value) && fabs(value) < 1e15;
  return whole ? json_integer((json_int_t)value) : json_real(value);
}

/* Text of scripts may be any bytes up to here; what is not UTF-8 is escaped before it gets this
 * far. */
static void set_text(json_t *object, const char *key, const char *text) {
  if (text != NULL && text[0] != '\0') {
    struct text safe = {0};
    text_add_safe(&safe, text, strlen(text));
    (void)json_object_set_new(object, key, json_string(text_string(&safe)));
    text_free(&safe);
  }
}

static void set_number(json_t *object, const char *key, double value) {
  (void)json_object_set_new(object, key, number(value));
}

static void set_actor(json_t *object, const char *key, const struct scenario *cast, int actor) {
  if (actor >= 0) {
    set_text(object, key, scenario_actor(cast, actor)->id);
  }
}

static void set_words(json_t *object, const char *key, const char *const *words, uint32_t bits) {
  if (bits == 0) {
    return;
  }
  json_t *list = json_array();
  for (int i = 0; words[i] != NULL; i++) {
    if ((bits >> i & 1) != 0) {
      (void)json_array_append_new(list, json_string(words[i]));
    }
  }
  (void)json_object_set_new(object, key, list);
}

static void set_place(json_t *object, const struct scenario *cast, int theatre) {
  if (theatre < 0) {
    return;
  }
  json_t *areas = json_array();
  for (int i = 0; i < cast->treaties.count; i++) {
    if ((scenario_theatre(cast, theatre)->in_area >> i & 1) != 0) {
      (void)json_array_append_new(areas, json_string(scenario_treaty(cast, i)->id));
    }
  }
  set_text(object, "theatre", scenario_theatre(cast, theatre)->id);
  (void)json_object_set_new(object, "in_area", areas);
}

static void set_codes(json_t *object, const struct verb *verb) {
  set_text(object, "verb", verb->id);
  set_text(object, "cameo", verb->cameo);
  set_number(object, "goldstein", verb->goldstein);
  set_number(object, "quad", verb->quad);
  set_text(object, "plover", verb->plover);
  set_number(object, "mid_action", verb->mid_action);
  set_number(object, "mid_hostility", verb->mid_hostility);
  set_number(object, "rivera", verb->rivera);
}

static void set_statement(json_t *object, const struct scenario *cast,
                          const struct record *record) {
  const struct statement *said = &record->statement;
  const struct actor *actor = scenario_actor(cast, record->actor);
  set_number(object, "register", said->register_level);
  if (said->voice >= 0 && said->voice < actor->voices.count) {
    const struct voice *voice = &((const struct voice *)actor->voices.items)[said->voice];
    set_text(object, "voice", voice->id);
    set_number(object, "authority", voice->authority);
  }
  set_text(object, "hat", said->hat == HAT_OFFICE ? "office" : "personal");
  set_actor(object, "implied_target", cast, said->implied);
  set_actor(object, "authorised_by", cast, said->authorised_by);
  set_words(object, "claims", schema_claims, said->claims);
  set_words(object, "demands", schema_demands, said->demands);
  set_words(object, "frames", schema_frames, said->frames);
  set_words(object, "conditions", schema_provisos, said->provisos);
  set_text(object, "medium", schema_media[said->medium]);
  set_text(object, "consequence", schema_consequences[said->consequence]);
}

static json_t *option_of(const struct scenario *cast, const struct weighed_option *option) {
  json_t *object = json_object();
  json_t *terms = json_object();
  set_text(object, "verb", option->verb < 0 ? "silence" : scenario_verb(cast, option->verb)->id);
  set_actor(object, "target", cast, option->target);
  if (option->theatre >= 0) {
    set_text(object, "theatre", scenario_theatre(cast, option->theatre)->id);
  }
  for (int i = 0; i < option->term_count; i++) {
    set_number(terms, option->terms[i].name, option->terms[i].value);
  }
  (void)json_object_set_new(object, "terms", terms);
  set_number(object, "utility", option->utility);
  set_number(object, "p", option->probability);
  return object;
}

static void set_choice(json_t *object, const struct scenario *cast,
                       const struct weighed_choice *choice) {
  if (choice == NULL) {
    return;
  }
  json_t *options = json_array();
  for (int i = 0; i < choice->option_count; i++) {
    (void)json_array_append_new(options, option_of(cast, &choice->options[i]));
  }
  set_text(object, "policy", choice->policy);
  set_number(object, "draw", choice->draw);
  set_number(object, "chosen", choice->chosen);
  (void)json_object_set_new(object, "options", options);
}

/* Fields that only some kinds of records have. */
static void set_kind(json_t *object, const struct scenario *cast, const struct record *record) {
  switch (record->kind) {
  case RECORD_ACT:
    set_statement(object, cast, record);
    set_number(object, "size", record->size);
    break;
  case RECORD_INCIDENT:
    (void)json_object_set_new(object, "civilians", json_boolean(record->flag));
    set_number(object, "gravity", record->size);
    break;
  case RECORD_ENGAGEMENT:
    set_number(object, "ground_km2", record->ground);
    break;
  case RECORD_PROCEDURE:
  case RECORD_MEETING:
  case RECORD_REFUSED:
    set_text(object, "result", schema_results[record->outcome]);
    break;
  case RECORD_INJECT:
    set_text(object, "event", schema_injects[record->outcome]);
    break;
  case RECORD_CLAUSE: {
    static const char *const clauses[] = {
#define X(name, word, bit) word,
        CLAUSE_MAP(X)
#undef X
            NULL};
    set_words(object, "clauses", clauses, record->frames);
    (void)json_object_set_new(object, "casus_foederis", json_boolean(record->flag));
    break;
  }
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
    set_number(object, "value", record->size);
    break;
  case RECORD_DECISION:
    set_choice(object, cast, record->choice);
    break;
  case RECORD_PERCEPTION:
    break;
  case RECORD_CEASEFIRE:
    (void)json_object_set_new(object, "agreed", json_boolean(record->flag));
    break;
  case RECORD_ACCIDENT:
  case RECORD_KIND_COUNT:
    break;
  }
}

void json_record(struct text *out, const struct scenario *cast, const struct record *record) {
  json_t *object = json_object();
  struct text sentence = {0};
  char date[CALENDAR_TEXT_SIZE];
  calendar_print(cast->epoch + record->at, date);
  set_number(object, "event_id", record->id);
  if (record->cause != 0) {
    set_number(object, "cause_id", record->cause);
  }
  if (record->cause2 != 0) {
    set_number(object, "cause2_id", record->cause2);
  }
  set_text(object, "at", date);
  set_number(object, "minute", (double)record->at);
  set_text(object, "kind", record_kind_word(record->kind));
  set_actor(object, "actor", cast, record->actor);
  set_actor(object, record->kind == RECORD_ACT ? "explicit_target" : "target", cast,
            record->target);
  set_place(object, cast, record->theatre);
  if (record->verb >= 0) {
    set_codes(object, scenario_verb(cast, record->verb));
  }
  (void)json_object_set_new(object, "public", json_boolean(!record->closed));
  set_kind(object, cast, record);
  if (record->deaths[0] + record->deaths[1] > 0) {
    set_number(object, "deaths_holder", record->deaths[0]);
    set_number(object, "deaths_claimant", record->deaths[1]);
  }
  set_text(object, "because", record->because);
  render_sentence(&sentence, cast, record);
  set_text(object, "text", text_string(&sentence));
  text_free(&sentence);
  json_add_line(out, object);
}

void json_result(struct text *out, const struct scenario *cast, uint64_t seed,
                 const struct run_summary *summary) {
  json_t *object = json_object();
  json_t *outcomes = json_object();
  for (int i = 0; i < summary->outcome_count; i++) {
    const struct summary_outcome *outcome = &summary->outcomes[i];
    json_t *value = outcome->flag ? json_boolean(outcome->value != 0) : number(outcome->value);
    (void)json_object_set_new(outcomes, outcome->name, value);
  }
  set_text(object, "scenario", cast->name);
  (void)json_object_set_new(object, "seed", json_integer((json_int_t)seed));
  set_text(object, "digest", summary->digest);
  set_number(object, "days", summary->days);
  set_number(object, "events", summary->events);
  (void)json_object_set_new(object, "outcomes", outcomes);
  json_add_line(out, object);
}
