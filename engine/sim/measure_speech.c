/* Who warned, who answered whom, who stood by whom. */
#include "sim/measure_speech.h"

enum { MID_DRILL = 7 };

static const uint32_t AT_MESSENGER = (uint32_t)CLAIM_BIASED | (uint32_t)CLAIM_BEYOND_MANDATE |
                                     (uint32_t)CLAIM_NOT_MEMBERS_VIEW |
                                     (uint32_t)CLAIM_ABUSE_OF_OFFICE;

void measure_speech_begin(struct measure_speech *speech) {
  *speech = (struct measure_speech){.adversary = -1, .driller = -1};
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

static void take_warning(struct measure_speech *speech, const struct world *world,
                         const struct record *record) {
  if (speech->warnings++ == 0) {
    speech->warned_at = record->at;
    speech->adversary = outsider_side(world, members_of(world, record->actor), record->theatre);
  }
  if (record->target >= 0 && scenario_actor(world->scenario, record->target)->kind == ACTOR_STATE) {
    speech->named_culprit = true;
  }
}

static bool speaks_for_body(const struct world *world, int actor) {
  int kind = actor >= 0 ? scenario_actor(world->scenario, actor)->kind : ACTOR_STATE;
  return kind == ACTOR_OFFICIAL || kind == ACTOR_ORGANISATION;
}

static void take_reply(struct measure_speech *speech, const struct record *record) {
  if (speech->replies++ == 0) {
    speech->replied_at = record->at;
  }
  if ((record->statement.claims & AT_MESSENGER) != 0) {
    speech->at_messenger = true;
  }
}

static void take_drill(struct measure_speech *speech, const struct world *world,
                       const struct record *record) {
  if (speech->driller >= 0 && world_adversaries(world, speech->driller, record->actor)) {
    if (speech->counter_drills++ == 0) {
      speech->countered_at = record->at;
      return; /* the lag stays that to the first drill */
    }
  }
  if (speech->counter_drills == 0) {
    speech->driller = record->actor;
    speech->drilled_at = record->at;
  }
}

static void take_stance(struct measure_speech *speech, const struct verb *verb) {
  for (int i = 0; i < verb->effect_count; i++) {
    if (verb->effects[i].kind == EFFECT_STANCE) {
      speech->endorsements += verb->effects[i].size > 0 ? 1 : 0;
      speech->disavowals += verb->effects[i].size < 0 ? 1 : 0;
    }
  }
}

void measure_speech_act(struct measure_speech *speech, const struct world *world,
                        const struct record *record) {
  const struct verb *verb = scenario_verb(world->scenario, record->verb);
  const struct actor *actor = scenario_actor(world->scenario, record->actor);
  if (verb->mid_action == MID_DRILL) {
    take_drill(speech, world, record);
  }
  if (!verb->speech || record->closed) {
    return;
  }
  if (actor->kind == ACTOR_OFFICIAL && record->theatre >= 0) {
    take_warning(speech, world, record);
  } else if (speech->warnings > 0 && record->actor == speech->adversary &&
             speaks_for_body(world, record->target)) {
    take_reply(speech, record);
  } else if (speaks_for_body(world, record->target) && record->actor != speech->adversary) {
    take_stance(speech, verb);
  }
}
