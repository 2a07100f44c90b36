/* A session: every member is asked, the rule is applied, the decision is written down. */
#include "sim/procedure_case.h"

#include "sim/attend.h"
#include "sim/believe.h"
#include "sim/council.h"
#include "sim/effect.h"
#include "sim/perceive.h"

#include <assert.h>
#include <string.h>

static uint64_t bit(int actor) {
  return (uint64_t)1 << actor;
}

/* The step of a vote verb, BOYCOTT for staying away; NONE if the verb is no vote. */
static enum step vote_of(const struct scenario *scenario, int verb) {
  const struct verb *row = verb < 0 ? NULL : scenario_verb(scenario, verb);
  for (int i = 0; row != NULL && i < row->effect_count; i++) {
    enum step step = row->effects[i].step;
    if (row->effects[i].kind == EFFECT_MEETING && step == STEP_BOYCOTT) {
      return step;
    }
    if (row->effects[i].kind == EFFECT_PROCEDURE &&
        (step == STEP_APPROVE || step == STEP_ABSTAIN || step == STEP_VETO)) {
      return step;
    }
  }
  return STEP_NONE;
}

/* What the member's policy answers, drawn and recorded like any choice. NULL: no answer, or none
 * that it may give. */
static const struct intention *ask(struct run *run, int index, int matter, int member,
                                   uint32_t cause, const struct record **decision) {
  struct menu *menu = run->menu;
  menu->choice_count = 0;
  const struct scenario *scenario = run->order.scenario;
  if (run->order.host.vote == NULL || scenario_actor(scenario, member)->policy == NULL) {
    return NULL;
  }
  struct err err = {0};
  enum err_code rc =
      run->order.host.vote(run->order.host.context, run, member, index, matter, menu, &err);
  if (rc != ERR_OK) {
    run_fail(run, rc, "%s%s%s", err.where, err.where[0] != '\0' ? ": " : "", err.text);
    return NULL;
  }
  if (menu->choice_count == 0) {
    return NULL;
  }
  struct rng_key key = run_key(run, scenario_actor(scenario, member)->hash, RNG_PROCEDURE,
                               (uint32_t)run->world->now);
  menu->choices[0].stimulus = cause;
  const struct intention *intention =
      attend_choose(run, member, &menu->choices[0], rng_uniform(&key, (uint32_t)matter), decision);
  enum step step = intention == NULL ? STEP_NONE : vote_of(scenario, intention->verb);
  bool legal = step == STEP_BOYCOTT || /* nobody can be made to come */
               (step != STEP_NONE && effect_legality(run->world, member, intention) == RESULT_NONE);
  return legal ? intention : NULL;
}

static void cast(struct run *run, int index, struct procedure_case *matter, int member,
                 const struct intention *intention, uint32_t cause) {
  const struct scenario *scenario = run->order.scenario;
  enum step step = vote_of(scenario, intention->verb);
  struct record *record = run_record(run, RECORD_ACT, cause);
  if (record == NULL) {
    return;
  }
  record->actor = member;
  record->target = scenario_organisation(scenario, index)->actor;
  record->theatre = matter->theatre;
  record->verb = intention->verb;
  record->closed = step != STEP_BOYCOTT; /* an empty chair is seen */
  record->statement = intention->statement;
  record->size = intention->size;
  record->because = intention->because[0] != '\0' ? intention->because : NULL;
  run->world->actors[member].acts++;
  world_note(run->world, member, record->id);
  matter->approved |= step == STEP_APPROVE ? bit(member) : 0;
  matter->abstained |= step == STEP_ABSTAIN ? bit(member) : 0;
  matter->vetoed |= step == STEP_VETO ? bit(member) : 0;
  matter->away |= step == STEP_BOYCOTT ? bit(member) : 0;
  run_publish(run, record);
  perceive_spread(run, record);
}

static void decide(struct run *run, int index, struct procedure_case *matter, uint32_t cause) {
  const struct organisation *organisation = scenario_organisation(run->order.scenario, index);
  const struct council_votes votes = {.members = run->world->organisations[index].members,
                                      .requester = bit(matter->requester),
                                      .approved = matter->approved,
                                      .vetoed = matter->vetoed};
  bool adopted = council_adopts((enum council_rule)organisation->rule, organisation->quota, &votes);
  assert(matter->requested); /* no request, no decision */
  matter->open = false;
  matter->stage = adopted ? RESULT_APPROVED : RESULT_BLOCKED;
  if (adopted) {
    run->world->organisations[index].approved_at = run->world->now;
  }
  struct record *record = procedure_record(run, index, matter, matter->stage,
                                           matter->asked == OBLIGATION_CONSULT, cause);
  if (record != NULL) {
    believe_episode(run, matter, record->id);
  }
}

static int count_bits(uint64_t set) {
  int count = 0;
  for (; set != 0; set &= set - 1) {
    count++;
  }
  return count;
}

/* Too few came: the session is put off as if a member had asked for it, as often as that can be;
 * then nothing is decided, and the case lapses. */
static bool has_quorum(struct run *run, int index, struct procedure_case *matter, uint32_t cause) {
  const struct organisation *organisation = scenario_organisation(run->order.scenario, index);
  uint64_t members = run->world->organisations[index].members;
  int here = count_bits(members & ~matter->away);
  if (here >= organisation->quorum * count_bits(members)) {
    return true;
  }
  (void)procedure_record(run, index, matter, RESULT_NO_QUORUM, false, cause);
  procedure_put_off(run, index, matter);
  matter->stage = matter->asked == OBLIGATION_ASSIST ? RESULT_ASSISTANCE_REQUESTED
                                                     : RESULT_CONSULTATION_REQUESTED;
  return false;
}

void session_hold(struct run *run, int index, int number) {
  struct organisation_state *state = &run->world->organisations[index];
  struct procedure_case *matter = &state->cases[number];
  assert(matter->open && matter->requested);
  matter->stage = RESULT_VOTE_OPENED;
  matter->approved = 0;
  matter->abstained = 0;
  matter->vetoed = 0;
  matter->away = 0;
  struct record *opened =
      procedure_record(run, index, matter, RESULT_VOTE_OPENED, true, matter->cause);
  if (opened == NULL) {
    return;
  }
  for (int member = 0; member < run->order.scenario->actors.count; member++) {
    if ((state->members >> member & 1) == 0 || member == matter->requester) {
      continue;
    }
    const struct record *decision = NULL;
    const struct intention *intention = ask(run, index, number, member, opened->id, &decision);
    if (intention != NULL) {
      cast(run, index, matter, member, intention, decision->id);
    } else {
      matter->abstained |= bit(member); /* no answer is an abstention */
    }
  }
  if (run->failure == ERR_OK && has_quorum(run, index, matter, opened->id)) {
    decide(run, index, matter, opened->id);
  }
}
