/* Measures of one run: a pass over the records, then the state of the world. */
#include "sim/measure.h"

#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/measure_speech.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { OUTCOME_MAX = 512, MID_DRILL = 7 };

/* What one pass over the records gathers. */
struct tally {
  int acts[ACTOR_MAX];
  int incidents[THEATRE_MAX];
  int fatal[THEATRE_MAX];
  int statements, drills, talks;
  int informed, heard, consultations, requests, sessions, decisions, approved, lapsed, ceasefires;
  int peak_level;
  int64_t peak_at, last_force_at;
  struct measure_speech speech;
};

struct list {
  struct run *run;
  struct outcome *items;
  int count;
};

static void put(struct list *list, const char *name, const char *part, double value, bool flag) {
  char text[96];
  int length = snprintf(text, sizeof text, part == NULL ? "%s" : "%s.%s", name, part);
  assert(length > 0 && list->count < OUTCOME_MAX);
  const char *kept = arena_text(list->run->arena, text, strlen(text));
  if (kept == NULL) {
    run_fail(list->run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  list->items[list->count++] = (struct outcome){kept, value, flag};
}

static void number(struct list *list, const char *name, double value) {
  put(list, name, NULL, value, false);
}

static void yes_no(struct list *list, const char *name, bool value) {
  put(list, name, NULL, value ? 1 : 0, true);
}

/* --- one pass ----------------------------------------------------------------------------------
 */

static void tally_act(struct tally *tally, const struct world *world, const struct record *record) {
  const struct verb *verb = scenario_verb(world->scenario, record->verb);
  tally->acts[record->actor]++;
  tally->statements += verb->speech ? 1 : 0;
  tally->drills += verb->mid_action == MID_DRILL ? 1 : 0;
  for (int i = 0; i < verb->effect_count; i++) {
    tally->talks += verb->effects[i].kind == EFFECT_RELIEF ? 1 : 0;
  }
  if (record->theatre >= 0 && verb->mid_hostility > tally->peak_level) {
    tally->peak_level = verb->mid_hostility;
    tally->peak_at = record->at;
  }
  if (verb->mid_hostility >= 4) {
    tally->last_force_at = record->at;
  }
}

static void tally_procedure(struct tally *tally, enum result outcome) {
  tally->informed += outcome == RESULT_INFORMED ? 1 : 0;
  tally->heard += outcome == RESULT_REPORT_HEARD ? 1 : 0;
  tally->consultations += outcome == RESULT_CONSULTATION_REQUESTED ? 1 : 0;
  tally->requests += outcome == RESULT_ASSISTANCE_REQUESTED ? 1 : 0;
  tally->sessions += outcome == RESULT_VOTE_OPENED ? 1 : 0;
  tally->approved += outcome == RESULT_APPROVED ? 1 : 0;
  tally->decisions += outcome == RESULT_APPROVED || outcome == RESULT_BLOCKED ? 1 : 0;
  tally->lapsed += outcome == RESULT_LAPSED ? 1 : 0;
}

static void tally_violence(struct tally *tally, const struct record *record) {
  bool fatal = record->deaths[0] + record->deaths[1] > 0;
  if (record->kind == RECORD_INCIDENT) {
    tally->incidents[record->theatre]++;
    tally->fatal[record->theatre] += fatal ? 1 : 0;
  }
  if (fatal) {
    tally->last_force_at = record->at;
    if (tally->peak_level < 4) {
      tally->peak_level = 4;
      tally->peak_at = record->at;
    }
  }
}

static void tally_record(struct tally *tally, const struct world *world,
                         const struct record *record) {
  if (record->kind == RECORD_ACT) {
    tally_act(tally, world, record);
    measure_speech_act(&tally->speech, world, record);
  } else if (record->kind == RECORD_PROCEDURE) {
    tally_procedure(tally, (enum result)record->outcome);
  } else if (record->kind == RECORD_INCIDENT || record->kind == RECORD_ENGAGEMENT) {
    tally_violence(tally, record);
  } else if (record->kind == RECORD_CEASEFIRE) {
    tally->ceasefires++;
  }
}

/* --- what is reported --------------------------------------------------------------------------
 */

static double days(int64_t minutes) {
  return (double)minutes / MINUTES_PER_DAY;
}

static double theatre_deaths(const struct theatre_state *state) {
  return state->side[0].dead + state->side[1].dead;
}

static void report_violence(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  double deaths = 0;
  double intensity = 0;
  double ground = 0;
  int level4 = 0;
  int level5 = 0;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct theatre_state *state = &world->theatres[t];
    deaths += theatre_deaths(state);
    intensity = fmax(intensity, state->peak);
    ground += fabs(state->ground);
    level4 += state->days_at_level[4];
    level5 += state->days_at_level[5];
  }
  int peak = level5 > 0 ? 5 : tally->peak_level;
  number(list, "peak_hostility", peak < 1 ? 1 : peak);
  yes_no(list, "war", level5 > 0);
  yes_no(list, "major_fighting", deaths >= 25); /* UCDP: 25 battle deaths */
  number(list, "deaths", deaths);
  number(list, "ground_km2", ground);
  number(list, "peak_intensity", intensity);
  number(list, "peak_day", tally->peak_level >= 3 ? days(tally->peak_at) : NAN);
  number(list, "last_force_day", tally->last_force_at > 0 ? days(tally->last_force_at) : NAN);
  number(list, "days_mid4", level4);
  yes_no(list, "ceasefire", tally->ceasefires > 0);
}

static void report_theatres(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct theatre_state *state = &world->theatres[t];
    const char *id = scenario_theatre(world->scenario, t)->id;
    put(list, "incidents", id, tally->incidents[t], false);
    put(list, "fatal_incidents", id, tally->fatal[t], false);
    put(list, "deaths", id, theatre_deaths(state), false);
    put(list, "days_mid4", id, state->days_at_level[4], false);
  }
}

static void report_procedure(struct list *list, const struct tally *tally) {
  number(list, "statements", tally->statements);
  number(list, "drills", tally->drills);
  number(list, "talks", tally->talks);
  number(list, "reports", tally->informed);
  yes_no(list, "report_heard", tally->heard > 0);
  yes_no(list, "consultation_requested", tally->consultations > 0);
  yes_no(list, "assistance_requested", tally->requests > 0);
  number(list, "collective_decisions", tally->decisions);
  number(list, "approved", tally->approved);
}

static void report_actors(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  double audience = 0;
  for (int a = 0; a < world->scenario->actors.count; a++) {
    const struct actor *actor = scenario_actor(world->scenario, a);
    if (actor->kind == ACTOR_ORGANISATION) {
      continue;
    }
    audience += world->actors[a].audience_paid;
    put(list, "acts", actor->id, tally->acts[a], false);
    if (actor->kind == ACTOR_STATE) {
      put(list, "approval", actor->id, world->actors[a].approval, false);
    }
  }
  number(list, "audience_cost_paid", audience);
}

/* Credibility as the adversary sees it at the end: the chance that each helper gives arms or more,
 * if asked, in each theatre, were it to attack; and the same given that it does attack. */
static void report_credibility(struct list *list) {
  const struct world *world = list->run->world;
  const struct scenario *scenario = world->scenario;
  for (int p = 0; p < world->pledge_count; p++) {
    const struct pledge *pledge = &world->pledges[p];
    const char *helper = scenario_actor(scenario, pledge->helper)->id;
    int given = world->actors[pledge->helper].support[pledge->beneficiary];
    char part[64];
    (void)snprintf(part, sizeof part, "%.20s.%.20s", helper,
                   scenario_actor(scenario, pledge->beneficiary)->id);
    put(list, "support", part, given, false);
    for (int t = 0; t < scenario->theatres.count; t++) {
      if (world_side(world, t, pledge->beneficiary) < 0) {
        continue;
      }
      const struct theatre *theatre = scenario_theatre(scenario, t);
      int adversary = world_opponent(world, t, pledge->beneficiary);
      struct circumstance x = {
          .in_area = (theatre->in_area & pledge->treaties) != 0, .requested = true, .gravity = 4};
      (void)snprintf(part, sizeof part, "%.20s.%.20s", helper, theatre->id);
      put(list, "p_help", part, believe_help(world, adversary, p, &x, RUNG_ARMS), false);
      put(list, "p_help_given_attack", part,
          believe_help_given_attack(world, adversary, p, &x, RUNG_ARMS), false);
    }
  }
}

static void report_speech(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  const struct measure_speech *speech = &tally->speech;
  yes_no(list, "warning", speech->warnings > 0);
  number(list, "warnings", speech->warnings);
  number(list, "warning_day", speech->warnings > 0 ? days(speech->warned_at) : NAN);
  yes_no(list, "warning_names_culprit", speech->named_culprit);
  yes_no(list, "reply", speech->replies > 0);
  number(list, "reply_lag_hours",
         speech->replies > 0 ? (double)(speech->replied_at - speech->warned_at) / MINUTES_PER_HOUR
                             : NAN);
  yes_no(list, "reply_at_messenger", speech->at_messenger);
  number(list, "endorsements", speech->endorsements);
  number(list, "disavowals", speech->disavowals);
  yes_no(list, "counter_drill", speech->counter_drills > 0);
  number(list, "counter_drill_lag_days",
         speech->counter_drills > 0 ? days(speech->countered_at - speech->drilled_at) : NAN);
  for (int a = 0; a < world->scenario->actors.count; a++) {
    const struct actor *official = scenario_actor(world->scenario, a);
    if (official->kind != ACTOR_OFFICIAL) {
      continue;
    }
    int observer = speech->adversary >= 0 ? speech->adversary : measure_speech_observer(world, a);
    put(list, "mandate", official->id, observer >= 0 ? believe_mandate(world, observer, a) : NAN,
        false);
  }
}

void measure_all(struct run *run, struct run_result *result) {
  struct list list = {.run = run};
  list.items = arena_zeroed(run->arena, OUTCOME_MAX, sizeof *list.items);
  struct tally *tally = arena_zeroed(run->arena, 1, sizeof *tally);
  if (list.items == NULL || tally == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  measure_speech_begin(&tally->speech);
  uint32_t count = run->world->record_count;
  uint32_t events = 0;
  for (uint32_t id = 1; id <= count; id++) {
    const struct record *record = world_record(run->world, id);
    tally_record(tally, run->world, record);
    events += record->kind != RECORD_DECISION && record->kind != RECORD_BELIEF ? 1 : 0;
  }
  report_violence(&list, tally);
  report_procedure(&list, tally);
  report_speech(&list, tally);
  report_theatres(&list, tally);
  report_actors(&list, tally);
  report_credibility(&list);
  for (int i = 0; i < list.count; i++) {
    struct record *record = run_record(run, RECORD_OUTCOME, 0);
    if (record == NULL) {
      return;
    }
    record->size = list.items[i].value;
    record->flag = list.items[i].flag;
    record->because = list.items[i].name;
    run_publish(run, record);
  }
  result->outcome_count = list.count;
  result->outcomes = list.items;
  result->events = events;
}
