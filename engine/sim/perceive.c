/* Perception: news travels, is noticed by those whom it concerns, and is bent by affinity on the
 * way. */
#include "sim/perceive.h"

#include "base/trans.h"
#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/mobilise.h"

#include <assert.h>

/* Being addressed concerns an actor fully, whatever its stake. */
static const double WEIGHT_ADDRESSED = 1;

/* Whether the observer belongs to, or speaks for, the organisation that [body] is or speaks for. */
static bool is_of_organisation(const struct world *world, int observer, int body) {
  int index = scenario_organisation_of(world->scenario, body);
  return index >= 0 && ((world->organisations[index].members >> observer & 1) != 0 ||
                        scenario_organisation(world->scenario, index)->spokesman_actor == observer);
}

bool perceive_can_see(const struct world *world, int observer, const struct record *record) {
  if (!record->closed || observer == record->actor || observer == record->target) {
    return true;
  }
  return record->target >= 0 &&
         scenario_actor(world->scenario, record->target)->kind == ACTOR_ORGANISATION &&
         is_of_organisation(world, observer, record->target);
}

static double larger(double a, double b) {
  return a > b ? a : b;
}

/* How much a record concerns an observer, 0 to 1. */
static double concern(const struct world *world, int observer, const struct record *record) {
  double weight = record->theatre >= 0 ? world_stake(world, observer, record->theatre) : 0;
  if (record->target == observer || record->statement.implied == observer) {
    weight = larger(weight, WEIGHT_ADDRESSED);
  }
  if (record->actor >= 0 && record->actor != observer &&
      world_adversaries(world, observer, record->actor)) {
    weight = larger(weight, world->scenario->model.concern_rival);
  }
  for (int i = 0; i < 2; i++) {
    int other = i == 0 ? record->actor : record->target;
    if (other < 0) {
      continue;
    }
    bool office = scenario_actor(world->scenario, observer)->kind == ACTOR_OFFICIAL;
    bool house = other == record->target && record->theatre < 0; /* not about a place: about us */
    if ((office || house) && is_of_organisation(world, observer, other)) {
      weight = larger(weight, world->scenario->model.concern_office);
    }
  }
  return weight;
}

/* Whether the observer attends the meeting that an INJECT record announces. */
static bool attends(const struct world *world, int observer, const struct record *record) {
  for (int i = 0; i < world->scenario->injects.count; i++) {
    const struct inject *inject = scenario_inject(world->scenario, i);
    if (inject->kind == INJECT_MEETING && inject->name == record->because &&
        inject->at - world->scenario->epoch == record->at) {
      return (inject->attendees >> observer & 1) != 0;
    }
  }
  return false;
}

static double concern_of(const struct world *world, int observer, const struct record *record) {
  if (record->kind == RECORD_INJECT && record->outcome == INJECT_MEETING) {
    return attends(world, observer, record) ? 1 : 0;
  }
  return concern(world, observer, record);
}

static int64_t news_minutes(const struct run *run, int observer, const struct record *record) {
  const struct constants *model = &run->order.scenario->model;
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, observer)->hash,
                               RNG_PERCEPTION, (uint32_t)record->at);
  uint32_t draw = run_draw(run->order.scenario, record);
  double median = record->closed ? model->news_closed_hours : model->news_public_hours;
  double hours = rng_lognormal(&key, draw, trans_log(median), model->news_spread);
  int64_t minutes = (int64_t)(hours * MINUTES_PER_HOUR);
  return minutes < 1 ? 1 : minutes;
}

/* A demand with a date comes back to him who made it when its time is up: nobody else will remind
 * him if there is no answer. */
static void set_deadline(struct run *run, const struct record *record) {
  const struct scenario *scenario = run->order.scenario;
  double hours = scenario->model.ultimatum_hours;
  if (record->kind == RECORD_ACT && scenario_actor(scenario, record->actor)->policy != NULL &&
      scenario_verb(scenario, record->verb)->mid_action == MID_ULTIMATUM) {
    run_schedule(run, &(struct queued){.at = record->at + (int64_t)(hours * MINUTES_PER_HOUR),
                                       .phase = PHASE_PERCEIVE,
                                       .actor = record->actor,
                                       .record = record->id});
  }
}

void perceive_spread(struct run *run, const struct record *record) {
  const struct scenario *scenario = run->order.scenario;
  for (int observer = 0; observer < scenario->actors.count; observer++) {
    const struct actor *who = scenario_actor(scenario, observer);
    bool own_act = observer == record->actor && record->kind == RECORD_ACT;
    if (own_act || who->policy == NULL || !perceive_can_see(run->world, observer, record) ||
        concern_of(run->world, observer, record) < scenario->model.concern_min) {
      continue;
    }
    run_schedule(run, &(struct queued){.at = record->at + news_minutes(run, observer, record),
                                       .phase = PHASE_PERCEIVE,
                                       .actor = observer,
                                       .record = record->id});
  }
  set_deadline(run, record);
}

/* --- how it looks from there -------------------------------------------------------------------
 */

/* Credence of [observer] that the real initiator of an incident fired first: parties believe their
 * own side, outsiders see through a glass of affinity. logit p = truth + bias (affinity for the
 * other - affinity for the initiator). */
static double credence_in_truth(const struct world *world, int observer,
                                const struct record *record) {
  const struct constants *model = &world->scenario->model;
  if (observer == record->target) {
    return 1;
  }
  double lean = world_dyad(world, observer, record->target)->affinity -
                world_dyad(world, observer, record->actor)->affinity;
  return trans_logistic(model->attribution_truth + model->attribution_bias * lean);
}

static void attribute(struct run *run, int observer, const struct record *record,
                      struct stimulus *stimulus, struct record *perception) {
  if (record->kind != RECORD_INCIDENT) {
    return;
  }
  double p_truth = credence_in_truth(run->world, observer, record);
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, observer)->hash,
                               RNG_ATTRIBUTION, (uint32_t)record->at);
  bool sees_truth = rng_uniform(&key, run_draw(run->order.scenario, record)) < p_truth;
  stimulus->blamed = sees_truth ? record->actor : record->target;
  stimulus->p_initiator = sees_truth ? p_truth : 1 - p_truth;
  perception->target = stimulus->blamed;
  perception->flag = true;
  if (world_side(run->world, record->theatre, observer) >= 0 &&
      world_opponent(run->world, record->theatre, observer) == stimulus->blamed) {
    run->world->actors[observer].fire_felt[record->theatre] += 1;
  }
}

static bool is_drill(const struct world *world, const struct record *record) {
  int action =
      record->kind == RECORD_ACT ? scenario_verb(world->scenario, record->verb)->mid_action : 0;
  return action == MID_SHOW_OF_FORCE || action == MID_ALERT || action == MID_MOBILISATION;
}

/* A drill, or preparation? Tension, size and rehearsed declarations of war make it look like the
 * latter to a rival (Jervis 1976); it then says as much about resolve as a public commitment. */
static void suspect(struct run *run, int observer, const struct record *record,
                    struct stimulus *stimulus, struct record *perception) {
  struct world *world = run->world;
  if (!is_drill(world, record) || !world_adversaries(world, observer, record->actor)) {
    return;
  }
  const struct constants *model = &run->order.scenario->model;
  const struct dyad *tie = world_dyad(world, observer, record->actor);
  stimulus->p_preparation = trans_logistic(model->alarm_base + model->alarm_tension * tie->tension +
                                           model->alarm_size * (record->size - 1) +
                                           (record->flag ? model->alarm_civil : 0));
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, observer)->hash, RNG_ALARM,
                               (uint32_t)record->at);
  stimulus->alarmed =
      rng_uniform(&key, run_draw(run->order.scenario, record)) < stimulus->p_preparation;
  perception->flag = stimulus->alarmed;
  if (stimulus->alarmed) {
    believe_alarm(run, observer, record->actor);
  }
}

/* How pressing an event is in itself, 0 to about 1: fire by gravity, words by register, deeds by
 * the level of force. */
static double severity(const struct world *world, const struct record *record) {
  const struct constants *model = &world->scenario->model;
  const struct verb *verb = record->verb >= 0 ? scenario_verb(world->scenario, record->verb) : NULL;
  switch (record->kind) {
  case RECORD_INCIDENT:
    return model->severity_shots + model->severity_gravity * (record->size - 1);
  case RECORD_ENGAGEMENT:
  case RECORD_ACCIDENT:
    return 1;
  case RECORD_PROCEDURE:
    return record->outcome == RESULT_INFORMED ? model->severity_procedure / 3
                                              : model->severity_procedure;
  case RECORD_CEASEFIRE:
  case RECORD_MEETING:
  case RECORD_INJECT:
    return model->severity_procedure;
  case RECORD_ACT:
    assert(verb != NULL);
    if (verb->speech) {
      return model->severity_words + model->severity_register * record->statement.register_level;
    }
    return model->severity_deeds + model->severity_mid * (verb->mid_hostility - 1) +
           model->severity_rung * verb->rung;
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_CLAUSE:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return 0;
}

static enum habit_class habit_of(const struct world *world, const struct record *record) {
  switch (record->kind) {
  case RECORD_INCIDENT:
  case RECORD_ENGAGEMENT:
    return HABIT_VIOLENCE;
  case RECORD_ACT:
    return scenario_verb(world->scenario, record->verb)->speech ? HABIT_WORDS : HABIT_DEEDS;
  case RECORD_ACCIDENT:
    return HABIT_VIOLENCE;
  case RECORD_INJECT:
  case RECORD_PROCEDURE:
  case RECORD_CEASEFIRE:
  case RECORD_MEETING:
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_CLAUSE:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return HABIT_PROCEDURE;
}

/* News value: what has been heard of the same kind in the same place makes the next less pressing,
 * by s / (s + heard). The first shot of a quiet month is news, the tenth of a week is not, a death
 * among shots is again. */
static double news_value(struct world *world, int observer, const struct record *record,
                         double severe) {
  double life = world->scenario->model.habituation_days;
  int row = record->theatre >= 0 ? record->theatre : THEATRE_MAX;
  struct habit *habit = &world->actors[observer].habits[row][habit_of(world, record)];
  if (life <= 0 || severe <= 0) {
    return severe > 0 ? 1 : 0;
  }
  double days = (double)(world->now - habit->at) / MINUTES_PER_DAY;
  double heard = habit->heard * trans_exp(-days / life);
  *habit = (struct habit){heard + severe, world->now};
  return severe / (severe + heard);
}

/* Whether the observer is outside the matter: neither party nor addressed nor serving the body
 * addressed. */
static bool is_outsider(const struct world *world, int observer, const struct record *record) {
  bool is_party = record->theatre >= 0 && world_side(world, record->theatre, observer) >= 0;
  return !is_party && record->target != observer && record->statement.implied != observer &&
         scenario_actor(world->scenario, observer)->kind != ACTOR_OFFICIAL;
}

/* The kind of event decides the lag of a foreign ministry's answer: one distribution for all. */
static enum lag_kind lag_of(const struct world *world, int observer, const struct record *record) {
  bool outsider = is_outsider(world, observer, record);
  switch (record->kind) {
  case RECORD_INCIDENT:
  case RECORD_ENGAGEMENT:
  case RECORD_CEASEFIRE:
  case RECORD_ACCIDENT:
    return outsider ? LAG_THIRD_STATEMENT : LAG_PARTY_STATEMENT;
  case RECORD_PROCEDURE:
    return scenario_actor(world->scenario, observer)->kind == ACTOR_OFFICIAL ? LAG_NONE
                                                                             : LAG_REQUEST_ANSWER;
  case RECORD_ACT:
    if (mobilise_alarms(world, observer, record)) {
      return LAG_PARTY_STATEMENT; /* the plans lie ready */
    }
    if (outsider) {
      return LAG_THIRD_STATEMENT;
    }
    return scenario_verb(world->scenario, record->verb)->speech ? LAG_VERBAL_REPLY
                                                                : LAG_COERCIVE_REPLY;
  case RECORD_MEETING:
  case RECORD_INJECT:
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_PERCEPTION:
  case RECORD_CLAUSE:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
  return LAG_NONE;
}

static int64_t lag_minutes(const struct run *run, int observer, const struct record *record) {
  enum lag_kind kind = lag_of(run->world, observer, record);
  if (kind == LAG_NONE) {
    return 0;
  }
  const struct lag *lag = &run->order.scenario->lags[kind];
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, observer)->hash, RNG_LAG,
                               (uint32_t)record->at);
  uint32_t draw = run_draw(run->order.scenario, record);
  return (int64_t)(rng_lognormal(&key, draw, trans_log(lag->median), lag->spread) *
                   MINUTES_PER_HOUR);
}

/* Whether a treaty would have the observer help one of the two sides over this event, asked or not:
 * place, gravity and attacker are what its article of assistance means. */
static bool is_obliged(const struct world *world, int observer, const struct record *record) {
  double gravity = record->theatre < 0 ? 0 : casus_gravity(world->scenario, record);
  for (int t = 0; gravity > 0 && t < world->scenario->treaties.count; t++) {
    uint64_t members = world->treaty_members[t];
    const struct article *article = casus_article(world->scenario, t, OBLIGATION_ASSIST);
    int side = world_member_side(world, members, record->theatre);
    if (article == NULL || side < 0 || (members >> observer & 1) == 0) {
      continue;
    }
    int victim = world_side_actor(world, record->theatre, side);
    const struct casus_event event = {.victim = victim,
                                      .attacker =
                                          world_side_actor(world, record->theatre, 1 - side),
                                      .theatre = record->theatre,
                                      .gravity = gravity,
                                      .victim_fired_first = record->actor == victim,
                                      .requested = true};
    if (casus_clauses(world, t, article, &event) == CLAUSE_ALL) {
      return true;
    }
  }
  return false;
}

/* Some verbal occasions meet no answer at all, whoever might give it (lags table, P_silence). An
 * attack of the kind that a treaty obliges to answer is not among them. */
static bool is_let_pass(const struct run *run, int observer, const struct record *record) {
  if (record->kind == RECORD_PROCEDURE || record->kind == RECORD_INJECT ||
      !is_outsider(run->world, observer, record) || is_obliged(run->world, observer, record) ||
      mobilise_alarms(run->world, observer, record)) {
    return false;
  }
  struct rng_key key = run_key(run, scenario_actor(run->order.scenario, observer)->hash,
                               RNG_SILENCE, (uint32_t)record->at);
  return rng_uniform(&key, run_draw(run->order.scenario, record)) <
         run->order.scenario->model.silence_share;
}

/* A full inbox lets the least urgent matter fall out. */
static void put_in_inbox(struct actor_state *state, const struct stimulus *stimulus) {
  if (state->inbox_count < STIMULUS_MAX) {
    state->inbox[state->inbox_count++] = *stimulus;
    return;
  }
  int least = 0;
  for (int i = 1; i < STIMULUS_MAX; i++) {
    if (state->inbox[i].urgency < state->inbox[least].urgency) {
      least = i;
    }
  }
  if (state->inbox[least].urgency < stimulus->urgency) {
    state->inbox[least] = *stimulus;
  }
}

void perceive_arrive(struct run *run, int observer, uint32_t id) {
  struct world *world = run->world;
  struct record *perception = run_record(run, RECORD_PERCEPTION, id);
  if (perception == NULL) {
    return;
  }
  const struct record *record = world_record(world, id);
  struct stimulus stimulus = {.record = id, .perception = perception->id, .blamed = -1};
  perception->actor = observer;
  perception->theatre = record->theatre;
  perception->closed = record->closed;
  attribute(run, observer, record, &stimulus, perception);
  suspect(run, observer, record, &stimulus, perception);
  run_publish(run, perception);
  bool is_deadline = observer == record->actor && record->kind == RECORD_ACT;
  if (record->kind == RECORD_ACT && !is_deadline) {
    world_note(world, observer, id);
    believe_act(run, observer, record, perception->id);
  }
  double severe = severity(world, record);
  stimulus.urgency = concern_of(world, observer, record) * severe *
                     news_value(world, observer, record, severe) *
                     (stimulus.alarmed ? world->scenario->model.alarm_urgency : 1);
  stimulus.urgency = is_deadline ? severe : stimulus.urgency;
  stimulus.ready_at = world->now + (is_deadline ? 0 : lag_minutes(run, observer, record));
  if (stimulus.urgency > 0 && (is_deadline || !is_let_pass(run, observer, record))) {
    put_in_inbox(&world->actors[observer], &stimulus);
  }
}
