/* Legality: who may do what to whom, judged against the world as it is. */
#include "sim/acting.h"
#include "sim/effect.h"
#include "sim/effect_politics.h"
#include "sim/fight.h"
#include "sim/meeting.h"

#include "base/calendar.h"
#include "base/rng.h"

#include <assert.h>

enum { MEETING_DAYS = 14, CASUALTY_DAYS = 30, DECISION_DAYS = 30 };

/* Below these a side cannot mount an offensive. */
static const double SUPPLY_MIN = 0.05;
static const double MEN_MIN = 100;

double acting_authority(const struct scenario *scenario, int actor, const struct statement *said) {
  const struct actor *who = scenario_actor(scenario, actor);
  const struct voice *voices = who->voices.items;
  int named = said->voice;
  if (who->voices.count == 0) {
    return who->kind == ACTOR_OFFICIAL ? who->mandate : 1;
  }
  if (named >= 0 && named < who->voices.count) {
    return voices[named].authority;
  }
  double best = 0;
  for (int i = 0; i < who->voices.count; i++) {
    best = voices[i].authority > best ? voices[i].authority : best;
  }
  return best;
}

bool acting_opposes(const struct world *world, int actor, int target) {
  if (target < 0 || target == actor) {
    return false;
  }
  if (world_adversaries(world, actor, target)) {
    return true;
  }
  const struct scenario *scenario = world->scenario;
  int organisation = scenario_organisation_of(scenario, actor);
  for (int other = 0; other < scenario->actors.count; other++) {
    bool is_own = organisation >= 0 ? (world->organisations[organisation].members >> other & 1) != 0
                                    : world_allies(world, actor, other);
    if (is_own && other != target && world_adversaries(world, other, target)) {
      return true;
    }
  }
  return false;
}

int acting_adversary(const struct world *world, int actor, int target, int theatre) {
  if (acting_opposes(world, actor, target)) {
    return target;
  }
  if (theatre < 0) {
    return -1;
  }
  int opponent = world_opponent(world, theatre, actor);
  if (opponent < 0 && target >= 0) {
    opponent = world_opponent(world, theatre, target);
  }
  return opponent == actor ? -1 : opponent;
}

static bool is_party(const struct world *world, int theatre, int actor) {
  return theatre >= 0 && fight_side(world, theatre, actor) >= 0;
}

/* What one's own sub-state bodies do can be disowned, nothing else of one's own. */
static bool disowns(const struct verb *verb) {
  for (int i = 0; i < verb->effect_count; i++) {
    if (verb->effects[i].kind == EFFECT_DISOWN) {
      return true;
    }
  }
  return false;
}

static enum result check_aim(const struct world *world, int actor,
                             const struct intention *intention, const struct verb *verb) {
  const struct scenario *scenario = world->scenario;
  int target = intention->target;
  int kind = target < 0 ? -1 : scenario_actor(scenario, target)->kind;
  bool fits = target != actor;
  switch (verb->aim) {
  case AIM_ANY:
    break;
  case AIM_NOBODY:
    fits = target < 0;
    break;
  case AIM_ADVERSARY:
    fits = target < 0 ? acting_adversary(world, actor, -1, intention->theatre) >= 0
                      : acting_opposes(world, actor, target);
    break;
  case AIM_ALLY:
    fits = target >= 0 && world_allies(world, actor, target);
    break;
  case AIM_ORGANISATION:
    fits = kind == ACTOR_ORGANISATION;
    break;
  case AIM_SPEAKER:
    fits = kind == ACTOR_ORGANISATION || (kind == ACTOR_OFFICIAL && target != actor);
    break;
  case AIM_THIRD:
    fits = target == actor ? disowns(verb) && effect_substate_gesture(world, actor) != NULL
                           : target >= 0 && !world_adversaries(world, actor, target);
    break;
  case AIM_COUNT:
    assert(false);
  }
  return fits ? RESULT_NONE : RESULT_WRONG_TARGET;
}

static bool case_stands(const struct world *world, int organisation, int theatre,
                        bool (*fits)(const struct procedure_case *)) {
  if (organisation < 0) {
    return false;
  }
  for (int i = 0; i < CASE_MAX; i++) {
    const struct procedure_case *matter = &world->organisations[organisation].cases[i];
    if (matter->open && (theatre < 0 || matter->theatre == theatre) && fits(matter)) {
      return true;
    }
  }
  return false;
}

static bool is_any(const struct procedure_case *matter) {
  return matter->open;
}

static bool is_voting(const struct procedure_case *matter) {
  return matter->stage == RESULT_VOTE_OPENED;
}

static bool is_requested(const struct procedure_case *matter) {
  return matter->requested;
}

static bool is_scheduled(const struct procedure_case *matter) {
  return matter->requested && matter->session_at >= 0 && matter->postponed < 2;
}

static bool within(const struct world *world, int64_t at, int days) {
  return at >= 0 && world->now - at <= (int64_t)days * MINUTES_PER_DAY;
}

static bool meeting_near(const struct world *world, int actor, int target) {
  if (target < 0) {
    return false;
  }
  int64_t at = world_dyad(world, actor, target)->meeting_at;
  return at >= world->now && at - world->now <= (int64_t)MEETING_DAYS * MINUTES_PER_DAY;
}

static bool offer_stands(const struct world *world, int actor, int target) {
  return target >= 0 && world_offer_fresh(world, world_dyad(world, target, actor)->offer_at);
}

static bool has_killed(const struct world *world, int theatre) {
  int today = (int)(world->now / MINUTES_PER_DAY) + 1;
  int last = theatre < 0 ? 0 : world->theatres[theatre].killed_day;
  return last > 0 && today - last <= CASUALTY_DAYS;
}

static bool is_national(const struct world *world, int organisation, int actor) {
  int official =
      organisation < 0 ? -1 : scenario_organisation(world->scenario, organisation)->spokesman_actor;
  return official >= 0 && world->actors[official].nationality == actor;
}

static enum result check_needs(const struct world *world, int actor,
                               const struct intention *intention, uint32_t needs) {
  int theatre = intention->theatre;
  int target = intention->target;
  int organisation = scenario_organisation_of(world->scenario, target);
  bool member = organisation >= 0 && (world->organisations[organisation].members >> actor & 1) != 0;
  const struct {
    enum need need;
    bool met;
    enum result otherwise;
  } rows[] = {
      {NEED_THEATRE, theatre >= 0, RESULT_NO_THEATRE},
      {NEED_PARTY, is_party(world, theatre, actor), RESULT_NOT_PARTY},
      {NEED_MEMBER, member, RESULT_NOT_MEMBER},
      {NEED_CASE, case_stands(world, organisation, theatre, is_any), RESULT_NO_CASE},
      {NEED_SESSION, case_stands(world, organisation, theatre, is_voting), RESULT_NO_SESSION},
      {NEED_FIGHTING, theatre >= 0 && world->theatres[theatre].campaign.active, RESULT_NO_FIGHTING},
      {NEED_MEETING,
       meeting_near(world, actor, target) ||
           (member && case_stands(world, organisation, theatre, is_voting)),
       RESULT_NO_MEETING},
      {NEED_OFFER, offer_stands(world, actor, target), RESULT_NO_OFFER},
      {NEED_CASUALTIES, has_killed(world, theatre), RESULT_NO_CASUALTIES},
      {NEED_NATIONAL, is_national(world, organisation, actor), RESULT_NOT_NATIONAL},
      {NEED_PRESENT, target >= 0 && meeting_now(world, actor, target), RESULT_NO_MEETING},
      {NEED_NUCLEAR, scenario_actor(world->scenario, actor)->nuclear, RESULT_NOT_NUCLEAR},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if ((needs & (uint32_t)rows[i].need) != 0 && !rows[i].met) {
      return rows[i].otherwise;
    }
  }
  return RESULT_NONE;
}

/* Only an organisation's own people move its procedure, and nothing that was not asked for is
 * brought to a vote. */
static enum result check_procedure(const struct world *world, int actor,
                                   const struct intention *intention, enum step step) {
  const struct scenario *scenario = world->scenario;
  int organisation = scenario_organisation_of(scenario, intention->target);
  if (organisation < 0) {
    return RESULT_WRONG_TARGET;
  }
  bool is_own = (world->organisations[organisation].members >> actor & 1) != 0 ||
                scenario_organisation_of(scenario, actor) == organisation;
  bool is_vote = step == STEP_APPROVE || step == STEP_ABSTAIN || step == STEP_VETO;
  if (!is_own) {
    return RESULT_NOT_MEMBER;
  }
  if ((step == STEP_INFORM || step == STEP_CONSULT || step == STEP_REQUEST) &&
      intention->theatre < 0) {
    return RESULT_NO_THEATRE; /* a case is about a place */
  }
  if (step == STEP_CALL && !case_stands(world, organisation, intention->theatre, is_requested)) {
    return RESULT_NO_CASE;
  }
  if (step == STEP_POSTPONE &&
      !case_stands(world, organisation, intention->theatre, is_scheduled)) {
    return RESULT_NO_SESSION;
  }
  if (is_vote && !case_stands(world, organisation, intention->theatre, is_voting)) {
    return RESULT_NO_SESSION;
  }
  return RESULT_NONE;
}

/* An offensive needs men and shells. */
static enum result check_campaign(const struct world *world, int actor, int theatre) {
  int side = theatre < 0 ? -1 : fight_side(world, theatre, actor);
  if (side < 0) {
    return theatre < 0 ? RESULT_NO_THEATRE : RESULT_NOT_PARTY;
  }
  const struct side_state *state = &world->theatres[theatre].side[side];
  return state->supply < SUPPLY_MIN || state->men < MEN_MIN ? RESULT_WORN_OUT : RESULT_NONE;
}

/* The trains cannot be called back, nor sent twice. */
static bool against_timetable(const struct world *world, int actor, const struct verb *verb,
                              const struct effect *effect) {
  int64_t until = world->actors[actor].mobilised_until;
  return (effect->size < 0 && world->now < until) ||
         (verb->mid_action == MID_MOBILISATION && until > 0);
}

static enum result check_effects(const struct world *world, int actor,
                                 const struct intention *intention, const struct verb *verb) {
  enum result result = RESULT_NONE;
  for (int i = 0; i < verb->effect_count && result == RESULT_NONE; i++) {
    const struct effect *effect = &verb->effects[i];
    if (effect->kind == EFFECT_PROCEDURE) {
      result = check_procedure(world, actor, intention, effect->step);
    } else if (effect->kind == EFFECT_CAMPAIGN) {
      result = check_campaign(world, actor, intention->theatre);
    } else if (effect->kind == EFFECT_READINESS && against_timetable(world, actor, verb, effect)) {
      result = RESULT_TIMETABLE;
    }
  }
  return result;
}

/* Words behind closed doors need a door: whether two adversaries have one is drawn day by day. */
static bool channel_open(const struct world *world, int actor, int target) {
  double chance = world->scenario->model.closed_channel;
  struct rng_key key = {.seed = world->seed,
                        .who = scenario_actor(world->scenario, actor)->hash ^
                               scenario_actor(world->scenario, target)->hash,
                        .purpose = RNG_CHANNEL,
                        .occasion = (uint32_t)(world->now / MINUTES_PER_DAY)};
  return chance >= 1 || (chance > 0 && rng_uniform(&key, 0) < chance);
}

static enum result check_channel(const struct world *world, int actor,
                                 const struct intention *intention, const struct verb *verb) {
  bool closed = verb->publicity == PUBLICITY_CLOSED ||
                (verb->publicity == PUBLICITY_EITHER && intention->closed);
  bool words = closed && verb->domain == DOMAIN_VERBAL && intention->target >= 0 &&
               world_adversaries(world, actor, intention->target);
  return words && !channel_open(world, actor, intention->target) ? RESULT_NO_CHANNEL : RESULT_NONE;
}

/* To speak in an organ's name takes a decision of it. */
static bool is_authorised(const struct world *world, const struct statement *said) {
  int organisation = scenario_organisation_of(world->scenario, said->authorised_by);
  return said->authorised_by < 0 ||
         (organisation >= 0 &&
          within(world, world->organisations[organisation].approved_at, DECISION_DAYS));
}

/* Whether whom it is meant for still needs it. */
static bool is_needed(const struct world *world, const struct intention *intention) {
  int theatre = intention->theatre;
  int target = intention->target;
  return theatre >= 0 &&
         fight_emergency(world, theatre, target < 0 ? -1 : world_side(world, theatre, target));
}

enum result effect_legality(const struct world *world, int actor,
                            const struct intention *intention) {
  const struct scenario *scenario = world->scenario;
  assert(intention->verb >= 0 && intention->verb < scenario->verbs.count);
  const struct verb *verb = scenario_verb(scenario, intention->verb);
  enum result result = RESULT_NONE;
  if ((verb->kinds >> scenario_actor(scenario, actor)->kind & 1) == 0) {
    return RESULT_NOT_ALLOWED;
  }
  if (acting_authority(scenario, actor, &intention->statement) < verb->authority_min ||
      !is_authorised(world, &intention->statement)) {
    return RESULT_NO_AUTHORITY;
  }
  result = check_aim(world, actor, intention, verb);
  if (result == RESULT_NONE) {
    result = check_needs(world, actor, intention, verb->needs);
  }
  if (result == RESULT_NONE) {
    result = check_effects(world, actor, intention, verb);
  }
  if (result == RESULT_NONE && intention->if_needed && !is_needed(world, intention)) {
    result = RESULT_NOT_NEEDED;
  }
  if (result == RESULT_NONE) {
    result = check_channel(world, actor, intention, verb);
  }
  return result;
}
