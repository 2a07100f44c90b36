/* Steps of an organisation's procedure, from the first report to the day that a case lapses. */
#include "sim/procedure.h"

#include "sim/acting.h"
#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/perceive.h"
#include "sim/procedure_case.h"

#include "base/calendar.h"
#include "base/trans.h"

#include <assert.h>

enum { GRAVITY_DAYS = 14, POSTPONED_MAX = 2, POSTPONED_DAYS = 7 };
enum { DRAW_HEARD = 1, DRAW_SESSION = 2 }; /* RNG_PROCEDURE of the organisation, by minute */

struct record *procedure_record(struct run *run, int index, const struct procedure_case *matter,
                                enum result outcome, bool closed, uint32_t cause) {
  struct record *record = run_record(run, RECORD_PROCEDURE, cause);
  if (record == NULL) {
    return NULL;
  }
  record->actor = matter->requester;
  record->target = scenario_organisation(run->order.scenario, index)->actor;
  record->theatre = matter->theatre;
  record->outcome = (int)outcome;
  record->closed = closed;
  record->size = matter->gravity;
  run_publish(run, record);
  perceive_spread(run, record);
  return record;
}

struct procedure_case *procedure_find(struct world *world, int organisation, int requester,
                                      int theatre) {
  for (int i = 0; i < CASE_MAX; i++) {
    struct procedure_case *matter = &world->organisations[organisation].cases[i];
    if (matter->open && matter->requester == requester && matter->theatre == theatre) {
      return matter;
    }
  }
  return NULL;
}

static int case_index(const struct world *world, int organisation,
                      const struct procedure_case *matter) {
  return (int)(matter - world->organisations[organisation].cases);
}

static void schedule(struct run *run, int organisation, const struct procedure_case *matter,
                     int64_t at) {
  run_schedule(run, &(struct queued){.at = at,
                                     .phase = PHASE_PROCEDURE,
                                     .actor = organisation,
                                     .index = case_index(run->world, organisation, matter)});
}

static struct rng_key key_of(const struct run *run, int organisation) {
  const struct scenario *scenario = run->order.scenario;
  int actor = scenario_organisation(scenario, organisation)->actor;
  return run_key(run, scenario_actor(scenario, actor)->hash, RNG_PROCEDURE,
                 (uint32_t)run->world->now);
}

/* The gravest event of the last fortnight in a theatre, or what the other side has placed there,
 * and whether the requester fired first in it. */
static double gravest(const struct world *world, int theatre, int requester, bool *fired_first) {
  int64_t since = world->now - (int64_t)GRAVITY_DAYS * MINUTES_PER_DAY;
  double gravity = casus_challenge(world, theatre, requester);
  *fired_first = false;
  for (uint32_t id = world->record_count; id > 0 && theatre >= 0; id--) {
    const struct record *record = world_record(world, id);
    if (record->at < since) {
      break;
    }
    if (record->theatre != theatre) {
      continue;
    }
    double found = casus_gravity(world->scenario, record);
    if (found > gravity) {
      gravity = found;
      *fired_first = record->actor == requester;
    }
  }
  return gravity;
}

/* A free slot; a full docket drops the oldest report that nothing was asked about. */
static struct procedure_case *free_slot(struct organisation_state *state) {
  struct procedure_case *oldest = NULL;
  for (int i = 0; i < CASE_MAX; i++) {
    struct procedure_case *matter = &state->cases[i];
    if (!matter->open) {
      return matter;
    }
    if (!matter->requested && (oldest == NULL || matter->opened_at < oldest->opened_at)) {
      oldest = matter;
    }
  }
  return oldest;
}

static struct procedure_case *open_case(struct run *run, int organisation,
                                        const struct record *record) {
  struct world *world = run->world;
  struct procedure_case *matter =
      procedure_find(world, organisation, record->actor, record->theatre);
  if (matter != NULL) {
    return matter;
  }
  matter = free_slot(&world->organisations[organisation]);
  if (matter == NULL) {
    return NULL; /* every slot holds a pending request: the organ takes no more on */
  }
  *matter = (struct procedure_case){.open = true,
                                    .stage = RESULT_INFORMED,
                                    .requester = record->actor,
                                    .adversary =
                                        acting_adversary(world, record->actor, -1, record->theatre),
                                    .theatre = record->theatre,
                                    .opened_at = world->now,
                                    .session_at = -1,
                                    .heard_at = -1,
                                    .asked = OBLIGATION_CONSULT};
  if (matter->adversary < 0) {
    matter->adversary = record->statement.implied;
  }
  return matter;
}

/* What was asked for stands for a month from the last step; a report alone is old news sooner, and
 * another report does not keep it alive. */
static void keep_alive(struct run *run, int organisation, struct procedure_case *matter) {
  const struct constants *model = &run->order.scenario->model;
  bool is_new = matter->lapses_at == 0;
  if (!is_new && !matter->requested) {
    return;
  }
  double days = matter->requested ? model->case_lapse_days : model->report_lapse_days;
  matter->lapses_at = run->world->now + (int64_t)(days * MINUTES_PER_DAY);
  schedule(run, organisation, matter, matter->lapses_at);
}

/* The lowest organ sits every day or so: it hears a report within a day. */
static void inform(struct run *run, int organisation, struct procedure_case *matter,
                   const struct record *record) {
  struct record *step =
      procedure_record(run, organisation, matter, RESULT_INFORMED, true, record->id);
  if (step == NULL || matter->heard_at >= 0) {
    return;
  }
  struct rng_key key = key_of(run, organisation);
  matter->informed = step->id;
  matter->heard_at =
      run->world->now + 1 + (int64_t)(rng_uniform(&key, DRAW_HEARD) * MINUTES_PER_DAY);
  schedule(run, organisation, matter, matter->heard_at);
}

/* Is this what the treaty means? Each clause is written down, whatever comes of it. */
static void test_clauses(struct run *run, int organisation, const struct procedure_case *matter,
                         const struct record *record, enum obligation obligation,
                         bool fired_first) {
  const struct scenario *scenario = run->order.scenario;
  int treaty = scenario_organisation(scenario, organisation)->treaty;
  const struct article *article = treaty < 0 ? NULL : casus_article(scenario, treaty, obligation);
  if (article == NULL || (article->on_request && !matter->requested)) {
    return;
  }
  const struct casus_event event = {.victim = matter->requester,
                                    .attacker = matter->adversary,
                                    .theatre = matter->theatre,
                                    .gravity = matter->gravity,
                                    .victim_fired_first = fired_first,
                                    .requested = matter->requested};
  uint32_t clauses = casus_clauses(run->world, treaty, article, &event);
  struct record *clause = run_record(run, RECORD_CLAUSE, record->id);
  if (clause == NULL) {
    return;
  }
  clause->actor = matter->requester;
  clause->target = scenario_organisation(scenario, organisation)->actor;
  clause->theatre = matter->theatre;
  clause->frames = clauses;
  clause->outcome = (int)obligation;
  clause->flag = clauses == CLAUSE_ALL;
  clause->closed = record->closed;
  clause->size = matter->gravity;
  run_publish(run, clause);
}

static void plan_session(struct run *run, int organisation, struct procedure_case *matter) {
  const struct scenario *scenario = run->order.scenario;
  double own = scenario_organisation(scenario, organisation)->session_hours;
  double median = own > 0 ? own : scenario->model.session_hours;
  struct rng_key key = key_of(run, organisation);
  double hours = rng_lognormal(&key, DRAW_SESSION, trans_log(median),
                               run->order.scenario->model.session_spread);
  int64_t at = run->world->now + 1 + (int64_t)(hours * MINUTES_PER_HOUR);
  int64_t put_off = (int64_t)matter->postponed * POSTPONED_DAYS * MINUTES_PER_DAY;
  if (matter->session_at < 0 || at + put_off < matter->session_at) {
    matter->session_at = at + put_off; /* calling and putting off commute */
    schedule(run, organisation, matter, matter->session_at);
  }
}

static void request(struct run *run, int organisation, struct procedure_case *matter,
                    const struct record *record, enum obligation asked) {
  bool fired_first = false;
  double gravity = gravest(run->world, matter->theatre, matter->requester, &fired_first);
  bool assist = asked == OBLIGATION_ASSIST;
  if (assist || !matter->requested) {
    matter->stage = assist ? RESULT_ASSISTANCE_REQUESTED : RESULT_CONSULTATION_REQUESTED;
    matter->asked = (int)asked;
  }
  matter->gravity = gravity > matter->gravity ? gravity : matter->gravity;
  matter->requested = true;
  enum result outcome = assist ? RESULT_ASSISTANCE_REQUESTED : RESULT_CONSULTATION_REQUESTED;
  (void)procedure_record(run, organisation, matter, outcome, record->closed, record->id);
  test_clauses(run, organisation, matter, record, (enum obligation)matter->asked, fired_first);
  if (assist) {
    plan_session(run, organisation, matter);
  }
}

/* The case that a call or a postponement is about: the one furthest on in that theatre, the oldest
 * of those. */
static struct procedure_case *pending(struct world *world, int organisation, int theatre,
                                      bool scheduled) {
  struct procedure_case *best = NULL;
  for (int i = 0; i < CASE_MAX; i++) {
    struct procedure_case *matter = &world->organisations[organisation].cases[i];
    bool fits = matter->open && matter->requested && (theatre < 0 || matter->theatre == theatre) &&
                (!scheduled || matter->session_at >= 0);
    if (!fits) {
      continue;
    }
    if (best == NULL || matter->asked > best->asked ||
        (matter->asked == best->asked && matter->opened_at < best->opened_at)) {
      best = matter;
    }
  }
  return best;
}

static void call(struct run *run, int organisation, const struct record *record) {
  struct procedure_case *matter = pending(run->world, organisation, record->theatre, false);
  if (matter == NULL) {
    return; /* decided or lapsed in this very instant */
  }
  matter->stage = RESULT_SESSION_CALLED;
  matter->cause = record->id;
  plan_session(run, organisation, matter);
  keep_alive(run, organisation, matter);
  (void)procedure_record(run, organisation, matter, RESULT_SESSION_CALLED, record->closed,
                         record->id);
}

bool procedure_put_off(struct run *run, int index, struct procedure_case *matter) {
  if (matter->postponed >= POSTPONED_MAX) {
    matter->session_at = -1;
    return false;
  }
  matter->postponed++;
  matter->session_at += (int64_t)POSTPONED_DAYS * MINUTES_PER_DAY;
  schedule(run, index, matter, matter->session_at);
  return true;
}

static void postpone(struct run *run, int organisation, const struct record *record) {
  struct procedure_case *matter = pending(run->world, organisation, record->theatre, true);
  if (matter == NULL || matter->postponed >= POSTPONED_MAX) {
    return;
  }
  matter->cause = record->id;
  (void)procedure_put_off(run, organisation, matter);
  (void)procedure_record(run, organisation, matter, RESULT_POSTPONED, record->closed, record->id);
}

void procedure_step(struct run *run, const struct record *record, enum step step) {
  int organisation = scenario_organisation_of(run->order.scenario, record->target);
  if (organisation < 0) {
    return;
  }
  if (step == STEP_CALL) {
    call(run, organisation, record);
    return;
  }
  if (step == STEP_POSTPONE) {
    postpone(run, organisation, record);
    return;
  }
  if (step != STEP_INFORM && step != STEP_CONSULT && step != STEP_REQUEST) {
    return; /* votes are cast in session */
  }
  struct procedure_case *matter = open_case(run, organisation, record);
  if (matter == NULL) {
    return;
  }
  matter->cause = record->id;
  if (step == STEP_INFORM) {
    keep_alive(run, organisation, matter);
    bool fired_first = false;
    double gravity = gravest(run->world, matter->theatre, matter->requester, &fired_first);
    matter->gravity = gravity > matter->gravity ? gravity : matter->gravity;
    inform(run, organisation, matter, record);
    if (!matter->requested) { /* help that need not be asked for is owed on the report */
      test_clauses(run, organisation, matter, record, OBLIGATION_ASSIST, fired_first);
    }
  } else {
    request(run, organisation, matter, record,
            step == STEP_REQUEST ? OBLIGATION_ASSIST : OBLIGATION_CONSULT);
    keep_alive(run, organisation, matter);
  }
}

/* Nobody took the case up. Silence after a request is an answer; silence after a report says
 * little, as its circumstances have it. */
static void lapse(struct run *run, int organisation, struct procedure_case *matter) {
  matter->open = false;
  matter->stage = RESULT_LAPSED;
  struct record *record =
      procedure_record(run, organisation, matter, RESULT_LAPSED, true, matter->cause);
  if (record != NULL) {
    believe_episode(run, matter, record->id);
  }
}

void procedure_due(struct run *run, int organisation, int index) {
  struct world *world = run->world;
  struct procedure_case *matter = &world->organisations[organisation].cases[index];
  if (matter->open && matter->heard_at == world->now) {
    matter->heard_at = -1;
    (void)procedure_record(run, organisation, matter, RESULT_REPORT_HEARD, true, matter->informed);
  }
  if (matter->open && matter->requested && matter->session_at == world->now) {
    session_hold(run, organisation, index);
  }
  if (matter->open && matter->lapses_at == world->now) {
    lapse(run, organisation, matter);
  }
}
