/* Clause by clause. */
#include "sim/casus.h"

#include <assert.h>

static const double GRAVITY_CHALLENGE = 4;

const struct article *casus_article(const struct scenario *scenario, int treaty,
                                    enum obligation obligation) {
  const struct collection *articles = &scenario_treaty(scenario, treaty)->articles;
  for (int i = 0; i < articles->count; i++) {
    const struct article *article = &((const struct article *)articles->items)[i];
    if (article->obligation == (int)obligation) {
      return article;
    }
  }
  return NULL;
}

/* The place must lie inside the area and be territory that others recognise as the victim's. */
static bool place_fits(const struct scenario *scenario, int treaty,
                       const struct casus_event *event) {
  if (event->theatre < 0) {
    return false;
  }
  const struct theatre *place = scenario_theatre(scenario, event->theatre);
  return (place->in_area >> treaty & 1) != 0 && (place->recognised >> event->victim & 1) != 0;
}

static bool attacker_fits(const struct world *world, const struct article *article, int attacker) {
  bool is_state = attacker >= 0 && scenario_actor(world->scenario, attacker)->kind == ACTOR_STATE;
  switch ((enum attacker_kind)article->attacker) {
  case ATTACKER_ANY:
    return true;
  case ATTACKER_STATE:
    return is_state;
  case ATTACKER_SUPPORTED:
    return is_state || (attacker >= 0 && world_supported(world, attacker));
  case ATTACKER_KIND_COUNT:
    break;
  }
  assert(false);
  return false;
}

uint32_t casus_clauses(const struct world *world, int treaty, const struct article *article,
                       const struct casus_event *event) {
  const struct scenario *scenario = world->scenario;
  uint32_t clauses = 0;
  assert(event->victim >= 0);
  if ((world->treaty_members[treaty] >> event->victim & 1) != 0) {
    clauses |= CLAUSE_MEMBER;
  }
  if (place_fits(scenario, treaty, event)) {
    clauses |= CLAUSE_AREA;
  }
  if (event->gravity >= article->gravity_min) {
    clauses |= CLAUSE_GRAVITY;
  }
  if (attacker_fits(world, article, event->attacker)) {
    clauses |= CLAUSE_ATTACKER;
  }
  if (!article->unprovoked || !event->victim_fired_first) {
    clauses |= CLAUSE_UNPROVOKED;
  }
  if (!article->on_request || event->requested) {
    clauses |= CLAUSE_REQUESTED;
  }
  return clauses;
}

/* Shells weigh more than rifles even where nobody dies: artillery means intent. */
static double gravity_of_verb(const struct verb *verb, const struct record *record) {
  double gravity = 0;
  for (int i = 0; i < verb->effect_count; i++) {
    const struct effect *effect = &verb->effects[i];
    if (effect->kind == EFFECT_CAMPAIGN) {
      return effect->days > 0 ? 4 : 5;
    }
    if (effect->kind == EFFECT_FIRE) {
      gravity = verb->mid_action == MID_ATTACK              ? 3
                : record->deaths[0] + record->deaths[1] > 0 ? 2
                                                            : 1;
    }
  }
  return gravity;
}

double casus_challenge(const struct world *world, int theatre, int victim) {
  return GRAVITY_CHALLENGE * world_challenge(world, theatre, victim, false);
}

double casus_gravity(const struct scenario *scenario, const struct record *record) {
  switch (record->kind) {
  case RECORD_INCIDENT:
  case RECORD_ENGAGEMENT:
    return record->size;
  case RECORD_ACT:
    return gravity_of_verb(scenario_verb(scenario, record->verb), record);
  case RECORD_INJECT:
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_PROCEDURE:
  case RECORD_CLAUSE:
  case RECORD_CEASEFIRE:
  case RECORD_MEETING:
  case RECORD_ACCIDENT:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return 0;
}
