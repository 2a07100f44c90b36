/* Measures of one run: the tally of its records and the state of its world, by name. */
#include "sim/measure.h"

#include "model/measures.h"
#include "sim/believe.h"
#include "sim/casus.h"
#include "sim/fight.h"
#include "sim/measure_tally.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { QUIET_DAYS = 14, UCDP_DEATHS = 25, GAP_FULL = 5, NAME_MAX = 96 };

/* Parts that families of measures may have: what the room for outcomes is reckoned from. */
enum {
  PER_THEATRE = 13,
  PER_ACTOR = 5,
  PER_PLEDGE = 4,
  PER_PLEDGE_THEATRE = 3,
  OWN_MAX = 128 /* measures and targets that a scenario declares */
};

struct list {
  struct run *run;
  struct outcome *items;
  int count, room;
};

static const char *const words[MEASURE_COUNT] = {
#define X(name, word, flag, unit, about) [MEASURE_##name] = (word),
    MEASURE_MAP(X)
#undef X
};
static const bool flags[MEASURE_COUNT] = {
#define X(name, word, flag, unit, about) [MEASURE_##name] = (flag),
    MEASURE_MAP(X)
#undef X
};

static void add(struct list *list, const char *name, double value, bool flag) {
  const char *kept = arena_text(list->run->arena, name, strlen(name));
  assert(list->count < list->room);
  if (kept == NULL) {
    run_fail(list->run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  list->items[list->count++] = (struct outcome){kept, value, flag};
}

static void put(struct list *list, enum measure measure, double value) {
  add(list, words[measure], value, flags[measure]);
}

static void put_part(struct list *list, enum measure measure, const char *part, double value) {
  char text[NAME_MAX];
  int length = snprintf(text, sizeof text, "%s.%s", words[measure], part);
  assert(length > 0 && length < NAME_MAX);
  add(list, text, value, flags[measure]);
}

static double days(int64_t minutes) {
  return (double)minutes / MINUTES_PER_DAY;
}

static double hours_or_none(int64_t minutes) {
  return minutes < 0 ? NAN : (double)minutes / MINUTES_PER_HOUR;
}

/* --- violence --------------------------------------------------------------------------------- */

static double theatre_deaths(const struct theatre_state *state) {
  return state->side[0].dead + state->side[1].dead;
}

/* Minutes from [peak] to the first death after which a fortnight passes without one; -1: none. */
static int64_t quiet_after(const struct world *world, int64_t peak) {
  int64_t last = peak;
  for (uint32_t id = 1; id <= world->record_count; id++) {
    const struct record *record = world_record(world, id);
    bool kills = record->deaths[0] + record->deaths[1] > 0 && record->at >= peak;
    if (kills && record->at - last >= (int64_t)QUIET_DAYS * MINUTES_PER_DAY) {
      break;
    }
    last = kills ? record->at : last;
  }
  bool quiet = world->now - last >= (int64_t)QUIET_DAYS * MINUTES_PER_DAY;
  return quiet ? last - peak : -1;
}

static void report_peak(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  const struct theatre_state *fiercest = NULL;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct theatre_state *state = &world->theatres[t];
    fiercest = fiercest == NULL || state->peak > fiercest->peak ? state : fiercest;
  }
  bool any = fiercest != NULL && fiercest->peak > 0;
  int64_t quiet = any ? quiet_after(world, fiercest->peak_at) : -1;
  put(list, MEASURE_PEAK_INTENSITY, any ? fiercest->peak : 0);
  put(list, MEASURE_PEAK_INTENSITY_DAY, any ? days(fiercest->peak_at) : NAN);
  put(list, MEASURE_PEAK_DAY, tally->peak_level >= 3 ? days(tally->peak_at) : NAN);
  put(list, MEASURE_LAST_FORCE_DAY, tally->last_force_at > 0 ? days(tally->last_force_at) : NAN);
  put(list, MEASURE_DEESCALATED, quiet >= 0 ? 1 : 0);
  put(list, MEASURE_DEESCALATION_DAYS, quiet >= 0 ? days(quiet) : NAN);
}

static void report_violence(struct list *list, const struct tally *tally) {
  static const enum measure levels[] = {MEASURE_DAYS_MID2, MEASURE_DAYS_MID3, MEASURE_DAYS_MID4,
                                        MEASURE_DAYS_MID5};
  const struct world *world = list->run->world;
  double deaths = 0;
  double ground = 0;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    deaths += theatre_deaths(&world->theatres[t]);
    ground += fabs(world->theatres[t].ground);
  }
  int peak = world->days_at_level[5] > 0 ? 5 : tally->peak_level;
  put(list, MEASURE_PEAK_HOSTILITY, peak < 1 ? 1 : peak);
  put(list, MEASURE_WAR, peak == 5 ? 1 : 0);
  put(list, MEASURE_MAJOR_FIGHTING, deaths >= UCDP_DEATHS ? 1 : 0);
  put(list, MEASURE_DEATHS, deaths);
  put(list, MEASURE_GROUND, ground);
  report_peak(list, tally);
  for (int i = 0; i < 4; i++) {
    put(list, levels[i], world->days_at_level[i + 2]);
  }
  put(list, MEASURE_ORDERED_FIRE, tally->ordered_fire);
  put(list, MEASURE_OFFENSIVES, tally->offensives);
  put(list, MEASURE_CEASEFIRE, tally->ceasefires > 0 ? 1 : 0);
  put(list, MEASURE_ACCIDENTS, tally->accidents);
}

static void report_theatre(struct list *list, const struct tally *tally, int t) {
  static const enum measure levels[] = {MEASURE_DAYS_MID2, MEASURE_DAYS_MID3, MEASURE_DAYS_MID4,
                                        MEASURE_DAYS_MID5};
  const struct world *world = list->run->world;
  const struct theatre_state *state = &world->theatres[t];
  const char *id = scenario_theatre(world->scenario, t)->id;
  put_part(list, MEASURE_INCIDENTS, id, tally->incidents[t]);
  put_part(list, MEASURE_FATAL_INCIDENTS, id, tally->fatal[t]);
  put_part(list, MEASURE_ORDERED_FIRE, id, tally->ordered[t]);
  put_part(list, MEASURE_DEATHS, id, theatre_deaths(state));
  put_part(list, MEASURE_GROUND, id, state->ground);
  put_part(list, MEASURE_PEAK_INTENSITY, id, state->peak);
  for (int i = 0; i < 4; i++) {
    put_part(list, levels[i], id, state->days_at_level[i + 2]);
  }
  put_part(list, MEASURE_LEGITIMACY, id, state->legitimacy);
}

/* --- words, deeds, procedure ------------------------------------------------------------------ */

static void report_words(struct list *list, const struct tally *tally) {
  put(list, MEASURE_STATEMENTS, tally->statements);
  put(list, MEASURE_REGISTER, tally->statements > 0 ? tally->registers / tally->statements : NAN);
  put(list, MEASURE_HARSH, tally->harsh);
  put(list, MEASURE_SYMBOLIC, tally->symbolic);
  put(list, MEASURE_DRILLS, tally->drills);
  put(list, MEASURE_ALARMS, tally->alarms);
  put(list, MEASURE_COUNTER_DRILL, tally->speech.counter_drills > 0 ? 1 : 0);
  put(list, MEASURE_COUNTER_DRILL_DAY,
      tally->speech.counter_drills > 0 ? days(tally->speech.countered_at) : NAN);
  put(list, MEASURE_COUNTER_DRILL_LAG,
      tally->speech.counter_drills > 0 ? days(tally->speech.counter_gap) : NAN);
  put(list, MEASURE_TALKS, tally->talks);
  put(list, MEASURE_BOYCOTTS, tally->boycotts);
  put(list, MEASURE_MOVED, tally->moved);
  put(list, MEASURE_EXITS, tally->exits);
  put(list, MEASURE_EXIT_THREATS, tally->exit_threats);
  put(list, MEASURE_REPLACED, tally->replaced);
  put(list, MEASURE_RETALIATION, tally->retaliation);
}

static void report_procedure(struct list *list, const struct tally *tally) {
  const int *results = tally->results;
  put(list, MEASURE_REPORTS, results[RESULT_INFORMED]);
  put(list, MEASURE_REPORT_HEARD, results[RESULT_REPORT_HEARD] > 0 ? 1 : 0);
  put(list, MEASURE_CONSULTATION, results[RESULT_CONSULTATION_REQUESTED] > 0 ? 1 : 0);
  put(list, MEASURE_ASSISTANCE, results[RESULT_ASSISTANCE_REQUESTED] > 0 ? 1 : 0);
  put(list, MEASURE_REQUESTS,
      results[RESULT_CONSULTATION_REQUESTED] + results[RESULT_ASSISTANCE_REQUESTED]);
  put(list, MEASURE_CASUS, tally->casus);
  put(list, MEASURE_SESSIONS, results[RESULT_VOTE_OPENED]);
  put(list, MEASURE_POSTPONED, results[RESULT_POSTPONED]);
  put(list, MEASURE_NO_QUORUM, results[RESULT_NO_QUORUM]);
  put(list, MEASURE_DECISIONS, results[RESULT_APPROVED] + results[RESULT_BLOCKED]);
  put(list, MEASURE_APPROVED, results[RESULT_APPROVED]);
  put(list, MEASURE_LAPSED, results[RESULT_LAPSED]);
}

static void report_officials(struct list *list, const struct measure_speech *speech) {
  const struct world *world = list->run->world;
  put(list, MEASURE_SPOKE, speech->spoken);
  put(list, MEASURE_WARNING, speech->warnings > 0 ? 1 : 0);
  put(list, MEASURE_WARNINGS, speech->warnings);
  put(list, MEASURE_WARNING_DAY, speech->warnings > 0 ? days(speech->warned_at) : NAN);
  put(list, MEASURE_WARNING_AFTER_REPORT, hours_or_none(speech->report_gap));
  put(list, MEASURE_NAMES_CULPRIT, speech->named_culprit ? 1 : 0);
  put(list, MEASURE_CONSEQUENCE, speech->named_consequence ? 1 : 0);
  put(list, MEASURE_REPLY, speech->replies > 0 ? 1 : 0);
  put(list, MEASURE_REPLY_LAG, hours_or_none(speech->reply_gap));
  put(list, MEASURE_AT_MESSENGER, speech->at_messenger ? 1 : 0);
  put(list, MEASURE_ENDORSEMENTS, speech->endorsements);
  put(list, MEASURE_DISAVOWALS, speech->disavowals);
  for (int i = 0; i < world->scenario->organisations.count; i++) {
    int official = scenario_organisation(world->scenario, i)->spokesman_actor;
    if (official < 0) {
      continue;
    }
    const struct organisation_state *state = &world->organisations[i];
    const char *id = scenario_actor(world->scenario, official)->id;
    int observer =
        speech->adversary >= 0 ? speech->adversary : measure_speech_observer(world, official);
    double behind = believe_stance_share(world, i, state->endorsed_by) -
                    believe_stance_share(world, i, state->disowned_by);
    double spoke = (double)speech->last_register / GAP_FULL;
    put_part(list, MEASURE_GAP, id, state->warned_at >= 0 ? fmax(0, spoke - behind) : NAN);
    put_part(list, MEASURE_MANDATE, id,
             observer >= 0 ? believe_mandate(world, observer, official) : NAN);
  }
}

/* --- support, belief, home -------------------------------------------------------------------- */

static bool is_in_area(const struct world *world, const struct pledge *pledge, int theatre) {
  return (scenario_theatre(world->scenario, theatre)->in_area & pledge->treaties) != 0;
}

void measure_credence_basis(const struct world *world, int pledge, int theatre,
                            struct help_basis *out) {
  const struct pledge *about = &world->pledges[pledge];
  believe_help_basis(world, world_opponent(world, theatre, about->beneficiary), pledge,
                     is_in_area(world, about, theatre), out);
}

double measure_credence(const struct world *world, int pledge, int theatre) {
  const struct pledge *about = &world->pledges[pledge];
  struct circumstance x = {
      .in_area = is_in_area(world, about, theatre), .requested = true, .gravity = 4};
  int adversary = world_opponent(world, theatre, about->beneficiary);
  return believe_help(world, adversary, pledge, &x, RUNG_ARMS);
}

static void report_beliefs(struct list *list, int p) {
  const struct world *world = list->run->world;
  const struct scenario *scenario = world->scenario;
  const struct pledge *pledge = &world->pledges[p];
  char part[NAME_MAX / 2];
  for (int t = 0; t < scenario->theatres.count; t++) {
    if (world_side(world, t, pledge->beneficiary) < 0) {
      continue;
    }
    const struct theatre *theatre = scenario_theatre(scenario, t);
    struct circumstance x = {
        .in_area = is_in_area(world, pledge, t), .requested = true, .gravity = 4};
    int adversary = world_opponent(world, t, pledge->beneficiary);
    (void)snprintf(part, sizeof part, "%.20s.%.20s", scenario_actor(scenario, pledge->helper)->id,
                   theatre->id);
    put_part(list, MEASURE_HELP_START, part, list->run->credence[p * scenario->theatres.count + t]);
    put_part(list, MEASURE_HELP, part, measure_credence(world, p, t));
    put_part(list, MEASURE_HELP_ATTACK, part,
             believe_help_given_attack(world, adversary, p, &x, RUNG_ARMS));
  }
}

static void report_support(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  for (int p = 0; p < world->pledge_count; p++) {
    const struct pledge *pledge = &world->pledges[p];
    int given = world->actors[pledge->helper].support[pledge->beneficiary];
    bool asked = (tally->asked >> pledge->beneficiary & 1) != 0;
    bool owed = (tally->owed >> pledge->beneficiary & 1) != 0;
    char part[NAME_MAX / 2];
    (void)snprintf(part, sizeof part, "%.20s.%.20s",
                   scenario_actor(world->scenario, pledge->helper)->id,
                   scenario_actor(world->scenario, pledge->beneficiary)->id);
    put_part(list, MEASURE_SUPPORT, part, given);
    put_part(list, MEASURE_SUPPORT_REQUESTED, part, asked ? (double)given : (double)NAN);
    put_part(list, MEASURE_SUPPORT_UNASKED, part, asked ? (double)NAN : (double)given);
    put_part(list, MEASURE_FULFILMENT, part, owed ? given / (double)RUNG_TROOPS : NAN);
    report_beliefs(list, p);
  }
}

static bool is_party(const struct scenario *scenario, int actor) {
  for (int t = 0; t < scenario->theatres.count; t++) {
    if (theatre_side(scenario_theatre(scenario, t), actor) >= 0) {
      return true;
    }
  }
  return false;
}

static void report_actors(struct list *list, const struct tally *tally) {
  const struct world *world = list->run->world;
  double audience = 0;
  int states = 0;
  for (int a = 0; a < world->scenario->actors.count; a++) {
    const struct actor *actor = scenario_actor(world->scenario, a);
    states += actor->kind == ACTOR_STATE ? 1 : 0;
    audience += world->actors[a].audience_paid;
    if (actor->policy != NULL) {
      put_part(list, MEASURE_ACTS, actor->id, tally->acts[a]);
    }
    if (is_party(world->scenario, a)) {
      put_part(list, MEASURE_APPROVAL, actor->id, world->actors[a].approval);
      put_part(list, MEASURE_AUDIENCE, actor->id, world->actors[a].audience_paid);
    }
  }
  put(list, MEASURE_AUDIENCE, audience);
  put(list, MEASURE_GOLDSTEIN, tally->goldstein);
  put(list, MEASURE_PLOVER, tally->plover);
  put(list, MEASURE_RIVERA, states > 0 ? tally->rivera / states : 0);
}

static void report_said(struct list *list, const struct tally *tally) {
  const struct scenario *scenario = list->run->order.scenario;
  for (int v = 0; v < scenario->verbs.count; v++) {
    if (scenario_verb(scenario, v)->speech) {
      put_part(list, MEASURE_SAID, scenario_verb(scenario, v)->id, tally->said[v]);
    }
  }
}

/* --- the whole -------------------------------------------------------------------------------- */

/* A scenario's own measure, by way of the policy host. */
static void add_own(void *context, const char *name, double value, bool flag) {
  struct list *list = context;
  if (list->count < list->room) {
    add(list, name, value, flag);
  }
}

static int room_for(const struct world *world) {
  const struct scenario *scenario = world->scenario;
  int theatres = scenario->theatres.count;
  return MEASURE_COUNT + PER_THEATRE * theatres + PER_ACTOR * scenario->actors.count +
         world->pledge_count * (PER_PLEDGE + PER_PLEDGE_THEATRE * theatres) +
         scenario->verbs.count + OWN_MAX;
}

static void publish(struct run *run, const struct list *list) {
  for (int i = 0; i < list->count; i++) {
    struct record *record = run_record(run, RECORD_OUTCOME, 0);
    if (record == NULL) {
      return;
    }
    record->size = list->items[i].value;
    record->flag = list->items[i].flag;
    record->because = list->items[i].name;
    run_publish(run, record);
  }
}

void measure_all(struct run *run, struct run_result *result) {
  struct list list = {.run = run, .room = room_for(run->world)};
  list.items = arena_zeroed(run->arena, (size_t)list.room, sizeof *list.items);
  struct tally *tally = arena_zeroed(run->arena, 1, sizeof *tally);
  if (list.items == NULL || tally == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return;
  }
  fight_count_day(run->world); /* the last day ends with the run, not at a midnight */
  tally_run(tally, run->world);
  report_violence(&list, tally);
  report_words(&list, tally);
  report_procedure(&list, tally);
  report_officials(&list, &tally->speech);
  for (int t = 0; t < run->order.scenario->theatres.count; t++) {
    report_theatre(&list, tally, t);
  }
  report_actors(&list, tally);
  report_said(&list, tally);
  report_support(&list, tally);
  result->outcome_count = list.count;
  result->outcomes = list.items;
  if (run->order.host.measure != NULL) {
    enum err_code rc =
        run->order.host.measure(run->order.host.context, run, result, add_own, &list, run->err);
    run->failure = run->failure == ERR_OK ? rc : run->failure;
  }
  publish(run, &list);
  result->outcome_count = list.count;
  result->events = tally->events;
}
