/* The pass. */
#include "sim/measure_tally.h"

#include <string.h>

enum { LEVEL_FORCE = 4, HARSH_REGISTER = 4 };

/* PLOVER scores by event, and by mode where they differ (code book of 2021). Reporting only. */
static const struct {
  const char *code;
  double score;
} plover_scores[] = {
    {"AGREE/", 2.5},
    {"CONSULT/phone", 1.5},
    {"CONSULT/visit", 4},
    {"CONSULT/multilateral", 4},
    {"CONSULT/", 2.5},
    {"SUPPORT/", 5},
    {"CONCEDE/", 4.5},
    {"COOPERATE/", 9.5},
    {"AID/", 10},
    {"RETREAT/ceasefire", 7.5},
    {"RETREAT/", 6.5},
    {"REQUEST/assist", 0.5},
    {"REQUEST/yield", -1},
    {"REQUEST/", 0},
    {"ACCUSE/disapprove", -2},
    {"ACCUSE/", -3.5},
    {"REJECT/assist", -1.5},
    {"REJECT/", -2},
    {"THREATEN/", -3.5},
    {"PROTEST/", -5},
    {"SANCTION/expel", -5.5},
    {"SANCTION/", -6},
    {"MOBILIZE/troops", -6.5},
    {"MOBILIZE/", -5.5},
    {"COERCE/", -7},
    {"ASSAULT/heavy", -9.5},
    {"ASSAULT/", -9},
};

double tally_plover_score(const char *code) {
  for (size_t i = 0; code != NULL && i < sizeof plover_scores / sizeof plover_scores[0]; i++) {
    size_t length = strlen(plover_scores[i].code);
    bool whole = plover_scores[i].code[length - 1] != '/';
    if (whole ? strcmp(code, plover_scores[i].code) == 0
              : strncmp(code, plover_scores[i].code, length) == 0) {
      return plover_scores[i].score;
    }
  }
  return 0;
}

static bool has_effect(const struct verb *verb, enum effect_kind kind) {
  for (int i = 0; i < verb->effect_count; i++) {
    if (verb->effects[i].kind == kind) {
      return true;
    }
  }
  return false;
}

static bool has_step(const struct verb *verb, enum effect_kind kind, enum step step) {
  for (int i = 0; i < verb->effect_count; i++) {
    if (verb->effects[i].kind == kind && verb->effects[i].step == step) {
      return true;
    }
  }
  return false;
}

/* Conflict scores count between adversaries only: an appeal to an ally is no escalation. */
static void add_scales(struct tally *tally, const struct world *world, const struct record *record,
                       const struct verb *verb) {
  double plover = tally_plover_score(verb->plover);
  bool between = record->target >= 0 && world_adversaries(world, record->actor, record->target);
  tally->goldstein += between && verb->goldstein < 0 ? -verb->goldstein : 0;
  tally->plover += between && plover < 0 ? -plover : 0;
  tally->rivera += verb->rivera;
}

/* A complaint, a gesture or a sanction of state against state within one alliance. */
static bool is_retaliation(const struct world *world, const struct record *record,
                           const struct verb *verb) {
  return record->target >= 0 && has_effect(verb, EFFECT_GRIEVANCE) &&
         world_allies(world, record->actor, record->target);
}

static void add_force(struct tally *tally, const struct world *world, const struct record *record,
                      const struct verb *verb) {
  bool against = record->theatre >= 0 ||
                 (record->target >= 0 && world_adversaries(world, record->actor, record->target));
  bool party = (world->parties >> record->actor & 1) != 0;
  if (party && against && verb->mid_hostility > tally->peak_level) {
    tally->peak_level = verb->mid_hostility;
    tally->peak_at = record->at;
  }
  if (verb->mid_hostility >= LEVEL_FORCE) {
    tally->last_force_at = record->at;
    tally->offensives += has_effect(verb, EFFECT_CAMPAIGN) ? 1 : 0;
    tally->ordered_fire += has_effect(verb, EFFECT_FIRE) ? 1 : 0;
    if (record->theatre >= 0 && has_effect(verb, EFFECT_FIRE)) {
      tally->ordered[record->theatre]++;
    }
  }
}

static void add_act(struct tally *tally, const struct world *world, const struct record *record) {
  const struct verb *verb = scenario_verb(world->scenario, record->verb);
  tally->acts[record->actor]++;
  if (verb->speech) {
    int level = record->statement.register_level;
    tally->statements++;
    tally->said[record->verb]++;
    tally->registers += level;
    tally->harsh += level >= HARSH_REGISTER ? 1 : 0;
  }
  tally->symbolic += verb->domain == DOMAIN_SYMBOLIC ? 1 : 0;
  tally->drills +=
      verb->mid_action == MID_SHOW_OF_FORCE && !has_effect(verb, EFFECT_SUPPORT) ? 1 : 0;
  tally->talks += has_effect(verb, EFFECT_RELIEF) ? 1 : 0;
  tally->boycotts += has_step(verb, EFFECT_MEETING, STEP_BOYCOTT) ? 1 : 0;
  tally->exits += has_effect(verb, EFFECT_MEMBERSHIP) ? 1 : 0;
  tally->exit_threats += verb->speech && (verb->needs & (uint32_t)NEED_MEMBER) != 0 &&
                         has_effect(verb, EFFECT_COMMITMENT);
  tally->replaced += has_effect(verb, EFFECT_OFFICE) ? 1 : 0;
  tally->retaliation += is_retaliation(world, record, verb) ? 1 : 0;
  add_scales(tally, world, record, verb);
  add_force(tally, world, record, verb);
  measure_speech_act(&tally->speech, world, record);
}

static void add_violence(struct tally *tally, const struct record *record) {
  bool fatal = record->deaths[0] + record->deaths[1] > 0;
  if (record->kind == RECORD_INCIDENT) {
    tally->incidents[record->theatre]++;
    tally->fatal[record->theatre] += fatal ? 1 : 0;
  }
  if (fatal) {
    tally->last_force_at = record->at;
    if (tally->peak_level < LEVEL_FORCE) {
      tally->peak_level = LEVEL_FORCE;
      tally->peak_at = record->at;
    }
  }
}

static void add_procedure(struct tally *tally, const struct record *record) {
  tally->results[record->outcome]++;
  if (record->outcome == RESULT_REPORT_HEARD) {
    measure_speech_heard(&tally->speech, record);
  }
  bool asks = record->outcome == RESULT_CONSULTATION_REQUESTED ||
              record->outcome == RESULT_ASSISTANCE_REQUESTED;
  tally->asked |= asks && record->actor >= 0 ? UINT64_C(1) << record->actor : 0;
}

static void add_record(struct tally *tally, const struct world *world,
                       const struct record *record) {
  switch (record->kind) {
  case RECORD_ACT:
    add_act(tally, world, record);
    break;
  case RECORD_INCIDENT:
  case RECORD_ENGAGEMENT:
    add_violence(tally, record);
    break;
  case RECORD_PROCEDURE:
    add_procedure(tally, record);
    break;
  case RECORD_CLAUSE:
    tally->casus += record->flag ? 1 : 0;
    tally->owed |=
        record->flag && record->outcome == OBLIGATION_ASSIST ? UINT64_C(1) << record->actor : 0;
    break;
  case RECORD_CEASEFIRE:
    tally->ceasefires += record->flag ? 1 : 0;
    break;
  case RECORD_MEETING:
    tally->moved += record->outcome == RESULT_MOVED ? 1 : 0;
    break;
  case RECORD_ACCIDENT:
    tally->accidents++;
    break;
  case RECORD_PERCEPTION:
    tally->alarms += record->flag && world_record(world, record->cause)->kind == RECORD_ACT ? 1 : 0;
    break;
  case RECORD_INJECT:
  case RECORD_DECISION:
  case RECORD_REFUSED:
  case RECORD_BELIEF:
  case RECORD_OUTCOME:
  case RECORD_KIND_COUNT:
    break;
  }
}

void tally_run(struct tally *tally, const struct world *world) {
  measure_speech_begin(&tally->speech);
  for (uint32_t id = 1; id <= world->record_count; id++) {
    const struct record *record = world_record(world, id);
    add_record(tally, world, record);
    tally->events += record->kind != RECORD_DECISION && record->kind != RECORD_BELIEF ? 1 : 0;
  }
}
