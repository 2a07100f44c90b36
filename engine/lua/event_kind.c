/* Records sorted by handler. */
#include "lua/event_kind.h"

static bool is_request(const struct verb *verb) {
  for (int i = 0; i < verb->effect_count; i++) {
    enum step step = verb->effects[i].step;
    if (verb->effects[i].kind == EFFECT_PROCEDURE &&
        (step == STEP_INFORM || step == STEP_CONSULT || step == STEP_REQUEST)) {
      return true;
    }
  }
  return false;
}

enum policy_event event_kind(const struct scenario *scenario, const struct record *record) {
  switch (record->kind) {
  case RECORD_INCIDENT:
    return POLICY_EVENT_INCIDENT;
  case RECORD_PROCEDURE:
  case RECORD_CLAUSE:
  case RECORD_INJECT:
  case RECORD_MEETING:
    return POLICY_EVENT_SESSION;
  case RECORD_ENGAGEMENT:
  case RECORD_CEASEFIRE:
  case RECORD_ACCIDENT:
    return POLICY_EVENT_FIGHTING;
  case RECORD_ACT:
    if (is_request(scenario_verb(scenario, record->verb))) {
      return POLICY_EVENT_REQUEST;
    }
    return scenario_verb(scenario, record->verb)->speech ? POLICY_EVENT_STATEMENT
                                                         : POLICY_EVENT_ACT;
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return POLICY_EVENT_ACT;
}

const char *event_kind_word(enum policy_event kind) {
  static const char *const words[] = {
#define X(name, word) word,
      POLICY_EVENT_MAP(X)
#undef X
  };
  return words[kind];
}
