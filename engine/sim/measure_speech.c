/* Who warned, who answered whom, who stood by whom. */
#include "sim/measure_speech.h"

#include "base/calendar.h"

enum { WARNING_REGISTER = 2 };

static const uint32_t AT_MESSENGER = (uint32_t)CLAIM_BIASED | (uint32_t)CLAIM_BEYOND_MANDATE |
                                     (uint32_t)CLAIM_NOT_MEMBERS_VIEW |
                                     (uint32_t)CLAIM_ABUSE_OF_OFFICE;

void measure_speech_begin(struct measure_speech *speech) {
  *speech = (struct measure_speech){
      .adversary = -1, .driller = -1, .heard_at = -1, .report_gap = -1, .reply_gap = -1};
}

static uint64_t members_of(const struct world *world, int official) {
  int index = scenario_organisation_of(world->scenario, official);
  return index >= 0 ? world->organisations[index].members : 0;
}

/* The side of a theatre that is no member, if the other is one. */
static int outsider_side(const struct world *world, uint64_t members, int theatre) {
  int side = world_member_side(world, members, theatre);
  return side < 0 ? -1 : world_side_actor(world, theatre, 1 - side);
}

int measure_speech_observer(const struct world *world, int official) {
  uint64_t members = members_of(world, official);
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    int side = outsider_side(world, members, t);
    if (side >= 0) {
      return side;
    }
  }
  return -1;
}

/* Whether an act is a public statement by an official about a theatre. */
static bool is_official_word(const struct world *world, const struct record *record) {
  return record->theatre >= 0 && !record->closed &&
         scenario_verb(world->scenario, record->verb)->speech &&
         scenario_actor(world->scenario, record->actor)->kind == ACTOR_OFFICIAL;
}

int measure_speech_adversary(const struct world *world, const struct record *record) {
  return record->kind == RECORD_ACT && is_official_word(world, record)
             ? outsider_side(world, members_of(world, record->actor), record->theatre)
             : -1;
}

static void take_warning(struct measure_speech *speech, const struct world *world,
                         const struct record *record) {
  if (speech->warnings++ == 0) {
    speech->warned_at = record->at;
    speech->report_gap = speech->heard_at < 0 ? -1 : record->at - speech->heard_at;
  }
  if (record->target >= 0 && scenario_actor(world->scenario, record->target)->kind == ACTOR_STATE) {
    speech->named_culprit = true;
  }
  if (record->statement.consequence != CONSEQUENCE_NONE) {
    speech->named_consequence = true;
  }
}

static void take_official(struct measure_speech *speech, const struct world *world,
                          const struct record *record) {
  int outsider = measure_speech_adversary(world, record);
  speech->spoken++;
  speech->last_register = record->statement.register_level;
  speech->adversary = outsider >= 0 ? outsider : speech->adversary;
  speech->spoken_at = speech->replies == 0 ? record->at : speech->spoken_at;
  if (record->statement.demands != 0 && record->statement.register_level >= WARNING_REGISTER) {
    take_warning(speech, world, record);
  }
}

static bool speaks_for_body(const struct world *world, int actor) {
  int kind = actor >= 0 ? scenario_actor(world->scenario, actor)->kind : ACTOR_STATE;
  return kind == ACTOR_OFFICIAL || kind == ACTOR_ORGANISATION;
}

static void take_reply(struct measure_speech *speech, const struct record *record) {
  if (speech->replies++ == 0) {
    speech->reply_gap = record->at - speech->spoken_at;
  }
  if ((record->statement.claims & AT_MESSENGER) != 0) {
    speech->at_messenger = true;
  }
}

/* A drill from the calendar has a length; of others only the beginning is known. */
static int64_t end_of_drill(const struct world *world, const struct record *record) {
  const struct record *cause = record->cause > 0 ? world_record(world, record->cause) : NULL;
  for (int i = 0; cause != NULL && i < world->scenario->injects.count; i++) {
    const struct inject *inject = scenario_inject(world->scenario, i);
    if (cause->kind == RECORD_INJECT && inject->name == cause->because &&
        inject->at - world->scenario->epoch == cause->at) {
      return record->at + (int64_t)(inject->days * MINUTES_PER_DAY);
    }
  }
  return record->at;
}

static void take_drill(struct measure_speech *speech, const struct world *world,
                       const struct record *record) {
  if (speech->driller >= 0 && world_adversaries(world, speech->driller, record->actor)) {
    if (speech->counter_drills++ == 0) {
      int64_t gap = record->at - speech->drilled_at;
      speech->counter_gap = gap > 0 ? gap : 0;
      speech->countered_at = record->at;
      return; /* the lag stays that to the first drill */
    }
  }
  if (speech->counter_drills == 0) {
    speech->driller = record->actor;
    speech->drilled_at = end_of_drill(world, record);
  }
}

/* Only members that are no party stand behind an official, or do not. */
static void take_stance(struct measure_speech *speech, const struct world *world,
                        const struct record *record, const struct verb *verb) {
  bool member = (members_of(world, record->target) >> record->actor & 1) != 0;
  bool party = record->theatre >= 0 && world_side(world, record->theatre, record->actor) >= 0;
  for (int i = 0; member && !party && i < verb->effect_count; i++) {
    if (verb->effects[i].kind == EFFECT_STANCE) {
      speech->endorsements += verb->effects[i].size > 0 ? 1 : 0;
      speech->disavowals += verb->effects[i].size < 0 ? 1 : 0;
    }
  }
}

void measure_speech_heard(struct measure_speech *speech, const struct record *record) {
  speech->heard_at = record->at;
}

void measure_speech_act(struct measure_speech *speech, const struct world *world,
                        const struct record *record) {
  const struct verb *verb = scenario_verb(world->scenario, record->verb);
  bool is_drill = verb->mid_action == MID_SHOW_OF_FORCE && record->target != record->actor &&
                  verb->aim != AIM_ALLY;
  if (is_drill) {
    take_drill(speech, world, record);
  }
  if (!verb->speech || record->closed) {
    return;
  }
  if (is_official_word(world, record)) {
    take_official(speech, world, record);
  } else if (speech->spoken > 0 && record->actor == speech->adversary &&
             speaks_for_body(world, record->target)) {
    take_reply(speech, record);
  } else if (speaks_for_body(world, record->target)) {
    take_stance(speech, world, record, verb);
  }
}
