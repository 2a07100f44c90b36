/* The rows, in the order of the file, and how a use is staged. */
#include "unit/verb_row.h"

#include <stdint.h>

/* clang-format off */
#define BY(who, whom, where) .actor = (who), .target = (whom), .theatre = (where)
#define USE(...) {BY(__VA_ARGS__)}
#define UP(what, a, b) {EFFECT_##what, 1, STEP_NONE, a, b}
#define DOWN(what, a, b) {EFFECT_##what, -1, STEP_NONE, a, b}
#define OFF(what) {EFFECT_##what, 0, STEP_NONE, 0, 0}
#define STEP(what, step, a, b) {EFFECT_##what, 1, STEP_##step, a, b}
#define OFF_STEP(what, step) {EFFECT_##what, 0, STEP_##step, 0, 0}
#define CHEAP STEP(SIGNAL, CHEAP, 0, 0)
#define SUNK STEP(SIGNAL, SUNK, 0, 0)
#define TIED STEP(SIGNAL, TIED, 0, 0)
#define CASE(step) STEP(PROCEDURE, step, 0, 0)
#define FOR_HOLDER(who) {EFFECT_LEGITIMACY, 1, STEP_NONE, who, AAA}
#define FOR_CLAIMANT(who) {EFFECT_LEGITIMACY, 1, STEP_NONE, who, BBB}
#define HOLDERS FRAME_SELF_DETERMINATION
#define CLAIMANTS FRAME_TERRITORIAL_INTEGRITY
/* Refused with RESULT_[why]; UNFIT: in that setting. */
#define NOT(why, ...) {RESULT_##why, {BY(__VA_ARGS__)}}
#define UNFIT(why, bits, ...) {RESULT_##why, {BY(__VA_ARGS__), .settings = (bits)}}
#define VILLAGE(...) {RESULT_NO_AUTHORITY, {BY(__VA_ARGS__), .by_village = true}}
#define UNAUTHORISED(...) {RESULT_NO_AUTHORITY, {BY(__VA_ARGS__), .in_orgs_name = true}}
/* clang-format on */

const struct verb_row verb_rows[] = {
    /* statements */
    {"no_comment", USE(AAA, NOBODY, BORDER), "BCDES", {{0}}, {NOT(WRONG_TARGET, AAA, AAA, BORDER)}},
    {"state_position",
     {BY(EEE, NOBODY, LINE), .frames = CLAIMANTS},
     "ABCDS",
     {CHEAP, FOR_CLAIMANT(EEE)},
     {UNAUTHORISED(SPK, NOBODY, LINE)}},
    {"express_concern",
     USE(SPK, BBB, BORDER),
     "ABCDE",
     {STEP(SUPPORT, WORDS, SPK, AAA), UP(TENSION, SPK, BBB)},
     {UNAUTHORISED(SPK, BBB, BORDER)}},
    {"appeal_deescalate",
     {BY(EEE, NOBODY, BORDER), .frames = HOLDERS},
     "ABCDS",
     {DOWN(TENSION, AAA, BBB), FOR_HOLDER(EEE)},
     {NOT(WRONG_TARGET, EEE, EEE, BORDER)}},
    {"demand_deescalate",
     {BY(CCC, BBB, BORDER), .frames = HOLDERS},
     "ABDES",
     {STEP(SUPPORT, WORDS, CCC, AAA), UP(TENSION, CCC, BBB), CHEAP, FOR_HOLDER(CCC)},
     {NOT(WRONG_TARGET, CCC, CCC, BORDER), UNAUTHORISED(SPK, BBB, BORDER)}},
    {"demand_concession",
     {BY(AAA, BBB, LINE), .frames = HOLDERS, .level = 2},
     "BCDES",
     {UP(TENSION, AAA, BBB), UP(COMMITMENT, AAA, BBB), CHEAP, FOR_HOLDER(AAA)},
     {NOT(NOT_ALLOWED, SPK, BBB, LINE), NOT(WRONG_TARGET, AAA, AAA, LINE)}},
    {"accuse_aggression",
     {BY(AAA, BBB, BORDER), .frames = HOLDERS},
     "BCDES",
     {UP(TENSION, AAA, BBB), UP(GRIEVANCE, BBB, AAA), UP(APPROVAL, AAA, 0), CHEAP, FOR_HOLDER(AAA)},
     {NOT(WRONG_TARGET, AAA, CCC, BORDER), NOT(NOT_ALLOWED, SPK, BBB, BORDER)}},
    {"delegitimise_messenger",
     {BY(BBB, SPK, BORDER), .frames = CLAIMANTS},
     "ACDES",
     {UP(GRIEVANCE, SPK, BBB), UP(APPROVAL, BBB, 0), FOR_CLAIMANT(BBB)},
     {NOT(WRONG_TARGET, BBB, AAA, BORDER), NOT(NOT_ALLOWED, SPK, SPK, BORDER)}},
    {"deny_responsibility",
     USE(AAA, BBB, BORDER),
     "BCDES",
     {UP(TENSION, AAA, BBB)},
     {NOT(NOT_ALLOWED, SPK, BBB, BORDER), NOT(WRONG_TARGET, AAA, AAA, BORDER)}},
    {"invoke_norm",
     {BY(DDD, NOBODY, LINE), .frames = CLAIMANTS},
     "ABCES",
     {CHEAP, FOR_CLAIMANT(DDD)},
     {NOT(WRONG_TARGET, DDD, DDD, LINE), UNAUTHORISED(SPK, NOBODY, LINE)}},
    {"endorse",
     {BY(CCC, SPK, BORDER), .settings = WARNED},
     "ABDES",
     {STEP(SUPPORT, WORDS, CCC, AAA), UP(STANCE, CCC, SPK), UP(AFFINITY, SPK, CCC)},
     {NOT(WRONG_TARGET, AAA, BBB, BORDER), NOT(WRONG_TARGET, CCC, NOBODY, BORDER)}},
    {"distance_from",
     {BY(CCC, SPK, BORDER), .settings = WARNED},
     "ABDES",
     {{EFFECT_STANCE, -1, STEP_NONE, CCC, SPK}, UP(GRIEVANCE, SPK, CCC), OFF(DISOWN)},
     {NOT(WRONG_TARGET, AAA, BBB, BORDER), NOT(WRONG_TARGET, AAA, AAA, NOWHERE)}},
    {"distance_from",
     {BY(AAA, AAA, NOWHERE), .settings = GESTURE},
     "B",
     {OFF(STANCE), OFF(GRIEVANCE), UP(DISOWN, CCC, AAA)},
     {NOT(WRONG_TARGET, CCC, CCC, NOWHERE)}},
    {"reassure_public",
     USE(AAA, NOBODY, LINE),
     "BCDES",
     {UP(APPROVAL, AAA, 0)},
     {NOT(WRONG_TARGET, AAA, CCC, LINE), NOT(NOT_ALLOWED, SPK, NOBODY, LINE)}},
    {"limit_commitment",
     USE(SPK, AAA, LINE),
     "ABCDE",
     {{EFFECT_SUPPORT, -1, STEP_WORDS, SPK, AAA}, UP(GRIEVANCE, AAA, SPK)},
     {NOT(WRONG_TARGET, BBB, AAA, LINE), UNAUTHORISED(SPK, AAA, LINE)}},
    {"warn",
     USE(SPK, BBB, BORDER),
     "ABCDE",
     {STEP(SUPPORT, WORDS, SPK, AAA), UP(TENSION, SPK, BBB), UP(COMMITMENT, SPK, BBB), CHEAP},
     {UNAUTHORISED(SPK, BBB, BORDER), NOT(WRONG_TARGET, SPK, SPK, BORDER)}},
    {"warn",
     {BY(BBB, AAA, BORDER), .closed = true},
     "A",
     {OFF_STEP(SUPPORT, WORDS), UP(TENSION, AAA, BBB), OFF(COMMITMENT), OFF_STEP(SIGNAL, CHEAP)},
     {NOT(WRONG_TARGET, BBB, BBB, BORDER)}},
    {"threaten_nonforce",
     USE(BBB, CCC, NOWHERE),
     "AC",
     {UP(TENSION, BBB, CCC), UP(COMMITMENT, BBB, NOBODY), TIED},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(NOT_ALLOWED, SPK, BBB, NOWHERE)}},
    {"threaten_force",
     USE(AAA, BBB, BORDER),
     "BCDES",
     {UP(TENSION, AAA, BBB), UP(COMMITMENT, AAA, BBB), UP(APPROVAL, AAA, 0), TIED},
     {VILLAGE(AAA, BBB, BORDER), NOT(WRONG_TARGET, AAA, CCC, BORDER),
      NOT(NOT_ALLOWED, SPK, BBB, BORDER)}},
    {"threaten_force",
     {BY(AAA, BBB, BORDER), .closed = true},
     "B",
     {UP(TENSION, AAA, BBB), OFF(COMMITMENT), UP(APPROVAL, AAA, 0), OFF_STEP(SIGNAL, TIED)},
     {NOT(WRONG_TARGET, AAA, EEE, BORDER)}},
    {"issue_ultimatum",
     USE(BBB, AAA, BORDER),
     "ABCDES", /* it comes back to its author when its time is up */
     {UP(TENSION, BBB, AAA), UP(COMMITMENT, BBB, AAA), TIED},
     {NOT(WRONG_TARGET, AAA, EEE, BORDER), VILLAGE(AAA, BBB, BORDER)}},
    {"guarantee",
     USE(CCC, AAA, BORDER),
     "ABDES",
     {STEP(SUPPORT, WORDS, CCC, AAA), UP(AFFINITY, AAA, CCC), UP(COMMITMENT, CCC, BBB)},
     {NOT(WRONG_TARGET, AAA, BBB, BORDER), VILLAGE(AAA, CCC, BORDER)}},

    /* organisations and procedure */
    {"inform_organisation",
     USE(AAA, ORG, BORDER),
     "CDS",
     {CASE(INFORM)},
     {NOT(NOT_MEMBER, BBB, ORG, BORDER), NOT(NO_THEATRE, AAA, ORG, NOWHERE),
      NOT(WRONG_TARGET, AAA, CCC, BORDER)}},
    {"request_consultation",
     {BY(AAA, ORG, BORDER), .closed = true},
     "CDS",
     {CASE(CONSULT)},
     {VILLAGE(AAA, ORG, BORDER), NOT(NOT_MEMBER, EEE, ORG, BORDER)}},
    {"request_assistance",
     USE(AAA, ORG, BORDER),
     "BCDES",
     {CASE(REQUEST)},
     {VILLAGE(AAA, ORG, BORDER), NOT(NOT_MEMBER, BBB, ORG, BORDER),
      NOT(NO_THEATRE, AAA, ORG, NOWHERE)}},
    {"call_session",
     {BY(DDD, ORG, BORDER), .settings = REQUESTED},
     "ABCES",
     {CASE(CALL)},
     {NOT(NO_CASE, DDD, ORG, BORDER), UNFIT(NO_CASE, REPORTED, DDD, ORG, BORDER),
      UNFIT(NOT_MEMBER, REQUESTED, EEE, ORG, BORDER)}},
    {"postpone_session",
     {BY(CCC, ORG, BORDER), .settings = REQUESTED, .closed = true},
     "ADS",
     {CASE(POSTPONE)},
     {NOT(NO_CASE, CCC, ORG, BORDER), UNFIT(NO_SESSION, REPORTED, CCC, ORG, BORDER)}},
    {"vote_approve",
     {BY(CCC, ORG, BORDER), .settings = VOTING},
     "ADS",
     {CASE(APPROVE)},
     {UNFIT(NO_SESSION, REQUESTED, CCC, ORG, BORDER), NOT(NO_CASE, CCC, ORG, BORDER),
      UNFIT(NOT_MEMBER, VOTING, BBB, ORG, BORDER)}},
    {"vote_abstain",
     {BY(DDD, ORG, BORDER), .settings = VOTING},
     "ACS",
     {CASE(ABSTAIN)},
     {UNFIT(NO_SESSION, REQUESTED, DDD, ORG, BORDER), UNFIT(NO_CASE, VOTING, DDD, ORG, LINE)}},
    {"veto",
     {BY(DDD, ORG, BORDER), .settings = VOTING},
     "ACS",
     {CASE(VETO)},
     {UNFIT(NO_SESSION, REQUESTED, DDD, ORG, BORDER), UNFIT(NOT_MEMBER, VOTING, EEE, ORG, BORDER)}},
    {"boycott_meeting",
     USE(CCC, AAA, NOWHERE),
     "A",
     {STEP(MEETING, BOYCOTT, CCC, AAA), UP(GRIEVANCE, AAA, CCC), DOWN(AFFINITY, AAA, CCC)},
     {NOT(NO_MEETING, FFF, AAA, NOWHERE), NOT(WRONG_TARGET, AAA, BBB, NOWHERE)}},
    {"boycott_meeting",
     {BY(CCC, ORG, BORDER), .settings = VOTING},
     "ABDES",
     {OFF_STEP(MEETING, BOYCOTT), UP(GRIEVANCE, ORG, CCC), DOWN(AFFINITY, ORG, CCC)},
     {UNFIT(NO_MEETING, REQUESTED, CCC, ORG, BORDER)}},
    {"replace_official",
     USE(DDD, SPK, NOWHERE),
     "ACS",
     {UP(OFFICE, CCC, SPK)},
     {NOT(NOT_NATIONAL, AAA, SPK, NOWHERE), NOT(WRONG_TARGET, DDD, CCC, NOWHERE)}},
    {"threaten_exit",
     USE(DDD, ORG, NOWHERE),
     "ACS",
     {UP(COMMITMENT, DDD, NOBODY), TIED},
     {NOT(NOT_MEMBER, BBB, ORG, NOWHERE), VILLAGE(AAA, ORG, NOWHERE)}},
    {"threaten_exit",
     {BY(DDD, ORG, NOWHERE), .closed = true},
     "ACS",
     {OFF(COMMITMENT), OFF_STEP(SIGNAL, TIED)},
     {NOT(WRONG_TARGET, DDD, SPK, NOWHERE)}},
    {"exit_organisation",
     USE(DDD, ORG, NOWHERE),
     "ACS",
     {UP(MEMBERSHIP, DDD, ORG)},
     {NOT(NOT_MEMBER, BBB, ORG, NOWHERE), VILLAGE(AAA, ORG, NOWHERE)}},

    /* diplomacy */
    {"summon_ambassador",
     USE(AAA, CCC, NOWHERE),
     "BC",
     {UP(GRIEVANCE, CCC, AAA), UP(APPROVAL, AAA, 0)},
     {NOT(NOT_ALLOWED, SPK, CCC, NOWHERE), NOT(WRONG_TARGET, AAA, AAA, NOWHERE)}},
    {"recall_ambassador",
     USE(BBB, CCC, NOWHERE),
     "AC",
     {UP(GRIEVANCE, CCC, BBB), DOWN(AFFINITY, CCC, BBB)},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(NOT_ALLOWED, ORG, BBB, NOWHERE)}},
    {"expel_diplomats",
     USE(AAA, BBB, NOWHERE),
     "B",
     {UP(GRIEVANCE, BBB, AAA), UP(TENSION, AAA, BBB)},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(NOT_ALLOWED, SPK, BBB, NOWHERE)}},
    {"break_relations",
     USE(AAA, BBB, NOWHERE),
     "B",
     {DOWN(AFFINITY, BBB, AAA), UP(TENSION, AAA, BBB)},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(WRONG_TARGET, AAA, AAA, NOWHERE)}},
    {"symbolic_act",
     {BY(AAA, CCC, NOWHERE), .size = 0.5, .by_village = true},
     "BC",
     {UP(APPROVAL, AAA, 0), UP(GRIEVANCE, CCC, AAA)},
     {NOT(NOT_ALLOWED, SPK, CCC, NOWHERE)}},
    {"file_legal",
     USE(AAA, BBB, NOWHERE),
     "B",
     {UP(GRIEVANCE, BBB, AAA)},
     {NOT(WRONG_TARGET, AAA, CCC, NOWHERE)}},
    {"call_hotline",
     {BY(AAA, BBB, BORDER), .settings = NEWS},
     "B",
     {DOWN(TENSION, AAA, BBB), UP(RELIEF, AAA, BBB)},
     {NOT(NOT_ALLOWED, SPK, BBB, BORDER), NOT(WRONG_TARGET, AAA, AAA, BORDER)}},
    {"hold_summit",
     {BY(AAA, BBB, BORDER), .settings = AT_MEETING | EXCITED | NEWS},
     "BCDES",
     {STEP(MEETING, HOLD, AAA, BBB), UP(CEASEFIRE, AAA, BBB), DOWN(TENSION, AAA, BBB),
      DOWN(EXCITE, 0, 0), UP(RELIEF, AAA, BBB)},
     {NOT(NO_MEETING, AAA, BBB, BORDER), UNFIT(NO_MEETING, AT_MEETING, AAA, EEE, BORDER)}},
    {"mediate",
     {BY(EEE, AAA, BORDER), .settings = NEWS},
     "ABCDS",
     {UP(RELIEF, EEE, AAA), DOWN(TENSION, AAA, BBB)},
     {NOT(WRONG_TARGET, AAA, BBB, BORDER), NOT(NOT_ALLOWED, SPK, AAA, BORDER)}},
    {"mediate",
     {BY(EEE, AAA, BORDER), .settings = NEWS, .closed = true},
     "A",
     {UP(RELIEF, EEE, AAA), DOWN(TENSION, AAA, BBB)},
     {NOT(WRONG_TARGET, EEE, NOBODY, BORDER)}},
    {"accept_mediation",
     {BY(AAA, EEE, BORDER), .settings = OFFERED | NEWS},
     "BCDES",
     {UP(RELIEF, AAA, EEE), DOWN(TENSION, AAA, BBB)},
     {NOT(NO_OFFER, AAA, EEE, BORDER), UNFIT(NO_OFFER, OFFERED, AAA, CCC, BORDER)}},
    {"refuse_mediation",
     {BY(AAA, EEE, BORDER), .settings = OFFERED},
     "BCDES",
     {UP(GRIEVANCE, EEE, AAA)},
     {NOT(NO_OFFER, AAA, EEE, BORDER), UNFIT(WRONG_TARGET, OFFERED, AAA, BBB, BORDER)}},
    {"negotiate",
     {BY(AAA, BBB, LINE), .settings = NEWS},
     "BCDES",
     {DOWN(TENSION, AAA, BBB), UP(RELIEF, AAA, BBB)},
     {VILLAGE(AAA, BBB, LINE), NOT(WRONG_TARGET, AAA, CCC, LINE)}},
    {"offer_privately",
     {BY(AAA, BBB, NOWHERE), .settings = NEWS},
     "B",
     {UP(RELIEF, AAA, BBB), DOWN(TENSION, AAA, BBB)},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(WRONG_TARGET, AAA, AAA, NOWHERE)}},
    {"concede",
     {BY(AAA, BBB, BORDER), .settings = COMMITTED | PLACED},
     "BCDES",
     {DOWN(TENSION, AAA, BBB), DOWN(COMMITMENT, AAA, BBB), DOWN(APPROVAL, AAA, 0),
      DOWN(DEPLOYMENT, AAA, AAA)},
     {VILLAGE(AAA, BBB, BORDER), NOT(WRONG_TARGET, AAA, CCC, BORDER)}},

    /* pressure and support */
    {"supply_arms",
     USE(CCC, AAA, NOWHERE),
     "A",
     {UP(ARMS, CCC, AAA), STEP(SUPPORT, ARMS, CCC, AAA), UP(AFFINITY, AAA, CCC)},
     {NOT(WRONG_TARGET, AAA, BBB, NOWHERE), VILLAGE(AAA, CCC, NOWHERE)}},
    {"supply_arms",
     {BY(CCC, AAA, BORDER), .closed = true},
     "A",
     {UP(ARMS, CCC, AAA), STEP(SUPPORT, ARMS, CCC, AAA), UP(AFFINITY, AAA, CCC)},
     {NOT(WRONG_TARGET, CCC, NOBODY, BORDER)}},
    {"supply_arms", /* the adversary hears of it where a place is named */
     USE(CCC, AAA, BORDER),
     "ABDES",
     {UP(ARMS, CCC, AAA), STEP(SUPPORT, ARMS, CCC, AAA), UP(AFFINITY, AAA, CCC)},
     {UNFIT(WRONG_TARGET, FIGHTING, AAA, BBB, BORDER)}},
    {"cut_arms",
     USE(CCC, AAA, NOWHERE),
     "A",
     {DOWN(ARMS, CCC, AAA), UP(GRIEVANCE, AAA, CCC)},
     {VILLAGE(AAA, CCC, NOWHERE), NOT(NOT_ALLOWED, SPK, AAA, NOWHERE)}},
    {"impose_sanctions",
     USE(EEE, AAA, NOWHERE),
     "A",
     {UP(SANCTION, EEE, AAA), UP(GRIEVANCE, AAA, EEE), DOWN(AFFINITY, AAA, EEE)},
     {VILLAGE(AAA, CCC, NOWHERE), NOT(NOT_ALLOWED, ORG, BBB, NOWHERE)}},
    {"cyber_attack",
     USE(AAA, BBB, BORDER),
     "B",
     {UP(TENSION, AAA, BBB), UP(GRIEVANCE, BBB, AAA)},
     {NOT(WRONG_TARGET, AAA, EEE, BORDER), NOT(NOT_ALLOWED, SPK, BBB, BORDER)}},
    {"deploy_observers",
     {BY(EEE, AAA, BORDER), .settings = EXCITED},
     "ABCDS",
     {STEP(SUPPORT, MISSION, EEE, AAA), DOWN(TENSION, AAA, BBB), DOWN(EXCITE, 0, 0)},
     {NOT(NO_THEATRE, EEE, AAA, NOWHERE), NOT(WRONG_TARGET, AAA, BBB, BORDER),
      NOT(NOT_ALLOWED, SPK, AAA, BORDER)}},
    {"deploy_troops",
     USE(CCC, AAA, BORDER),
     "ABDES",
     {STEP(SUPPORT, TROOPS, CCC, AAA), UP(REINFORCE, CCC, AAA), UP(TENSION, CCC, BBB), SUNK,
      UP(DEPLOYMENT, CCC, AAA)},
     {NOT(WRONG_TARGET, CCC, EEE, BORDER), VILLAGE(AAA, CCC, BORDER)}},

    /* shows of force */
    {"hold_exercise",
     {BY(AAA, BBB, NOWHERE), .size = 2},
     "B",
     {UP(TENSION, AAA, BBB), UP(READINESS, AAA, 0), UP(GRIEVANCE, BBB, AAA), SUNK,
      OFF_STEP(SIGNAL, TIED), UP(APPROVAL, AAA, 0)},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(NOT_ALLOWED, SPK, BBB, NOWHERE)}},
    {"hold_exercise",
     {BY(BBB, AAA, BORDER), .civil = true},
     "ACDES",
     {UP(TENSION, AAA, BBB), UP(READINESS, BBB, 0), UP(GRIEVANCE, AAA, BBB), SUNK, TIED,
      UP(APPROVAL, BBB, 0)},
     {NOT(WRONG_TARGET, BBB, BBB, NOWHERE)}},
    {"raise_alert",
     USE(BBB, AAA, NOWHERE),
     "A",
     {UP(READINESS, BBB, 0), UP(TENSION, BBB, AAA), SUNK},
     {VILLAGE(AAA, BBB, NOWHERE), NOT(NOT_ALLOWED, ORG, BBB, NOWHERE)}},
    {"mobilise",
     USE(BBB, NOBODY, BORDER),
     "ACDES",
     {UP(READINESS, BBB, 0), UP(REINFORCE, BBB, BBB), UP(TENSION, BBB, AAA), SUNK},
     {NOT(NOT_PARTY, EEE, NOBODY, BORDER), NOT(NO_THEATRE, BBB, NOBODY, NOWHERE),
      VILLAGE(AAA, NOBODY, BORDER)}},
    {"raise_nuclear_alert",
     USE(BBB, AAA, NOWHERE),
     "A",
     {UP(BRINK, BBB, 0), UP(READINESS, BBB, 0), UP(TENSION, BBB, AAA), SUNK, TIED},
     {NOT(NOT_NUCLEAR, AAA, BBB, NOWHERE), VILLAGE(AAA, BBB, NOWHERE)}},
    {"stand_down",
     {BY(BBB, AAA, BORDER), .settings = ALERTED | PLACED},
     "ACDES",
     {DOWN(READINESS, BBB, 0), DOWN(BRINK, BBB, 0), DOWN(TENSION, BBB, AAA),
      DOWN(DEPLOYMENT, BBB, BBB)},
     {UNFIT(TIMETABLE, MOBILISED, BBB, AAA, NOWHERE), VILLAGE(AAA, BBB, NOWHERE)}},

    /* fire */
    {"fire_small_arms",
     USE(BBB, AAA, BORDER),
     "ACDES",
     {UP(FIRE, BBB, AAA), UP(EXCITE, 0, 0), UP(TENSION, AAA, BBB), UP(GRIEVANCE, AAA, BBB)},
     {NOT(NOT_PARTY, DDD, BBB, BORDER), NOT(NO_THEATRE, BBB, AAA, NOWHERE),
      NOT(WRONG_TARGET, BBB, EEE, BORDER)}},
    {"shell",
     {BY(AAA, BBB, LINE), .settings = PLACED},
     "BCDES",
     {UP(FIRE, AAA, BBB), UP(EXCITE, 0, 0), UP(TENSION, AAA, BBB), UP(GRIEVANCE, BBB, AAA), SUNK,
      DOWN(DEPLOYMENT, AAA, BBB)},
     {VILLAGE(AAA, BBB, LINE), NOT(NO_THEATRE, AAA, BBB, NOWHERE), NOT(NOT_PARTY, DDD, BBB, LINE)}},
    {"seize_ground",
     USE(BBB, AAA, LINE),
     "ACDES",
     {UP(CAMPAIGN, BBB, AAA), UP(TENSION, AAA, BBB), UP(GRIEVANCE, AAA, BBB), SUNK},
     {UNFIT(WORN_OUT, WORN, BBB, AAA, LINE), NOT(NO_THEATRE, BBB, AAA, NOWHERE),
      NOT(NOT_PARTY, DDD, BBB, LINE)}},
    {"blockade",
     USE(BBB, AAA, NOWHERE),
     "A",
     {UP(SANCTION, BBB, AAA), UP(TENSION, AAA, BBB), UP(GRIEVANCE, AAA, BBB)},
     {NOT(WRONG_TARGET, BBB, EEE, NOWHERE), VILLAGE(AAA, BBB, NOWHERE)}},
    {"general_offensive",
     USE(BBB, AAA, BORDER),
     "ACDES",
     {UP(CAMPAIGN, BBB, AAA), UP(TENSION, AAA, BBB), UP(GRIEVANCE, AAA, BBB), SUNK},
     {UNFIT(WORN_OUT, WORN, BBB, AAA, BORDER), NOT(NO_THEATRE, BBB, AAA, NOWHERE),
      VILLAGE(AAA, BBB, BORDER)}},
    {"join_war",
     {BY(CCC, BBB, BORDER), .settings = FIGHTING},
     "ABDES",
     {UP(REINFORCE, CCC, AAA), STEP(SUPPORT, TROOPS, CCC, AAA), UP(TENSION, CCC, BBB), SUNK},
     {NOT(NO_FIGHTING, CCC, BBB, BORDER), UNFIT(NO_FIGHTING, FIGHTING, CCC, BBB, LINE),
      UNFIT(WRONG_TARGET, FIGHTING, CCC, AAA, BORDER)}},
    {"harass_vessel",
     USE(AAA, BBB, LINE),
     "BCDES",
     {UP(TENSION, AAA, BBB), UP(GRIEVANCE, BBB, AAA)},
     {NOT(NOT_PARTY, DDD, BBB, LINE), NOT(NO_THEATRE, AAA, BBB, NOWHERE)}},
    {"agree_ceasefire",
     {BY(AAA, BBB, BORDER), .settings = KILLED},
     "BCDES",
     {UP(CEASEFIRE, AAA, BBB), DOWN(TENSION, AAA, BBB)},
     {NOT(NO_CASUALTIES, AAA, BBB, BORDER), UNFIT(NOT_PARTY, KILLED, DDD, BBB, BORDER),
      UNFIT(WRONG_TARGET, KILLED, AAA, CCC, BORDER)}},
};

const int verb_row_count = (int)(sizeof verb_rows / sizeof verb_rows[0]);

/* --- the stage ---------------------------------------------------------------------------------
 */

static void put_news(struct realm *realm, int reader, int author, int theatre) {
  struct record *record = run_record(&realm->run, RECORD_ACT, 0);
  assert_non_null(record);
  record->actor = author;
  record->theatre = theatre;
  record->verb = scenario_find_verb(realm->scenario, "state_position");
  struct actor_state *state = &realm->run.world->actors[reader];
  state->inbox[state->inbox_count++] =
      (struct stimulus){.record = record->id, .urgency = 1, .blamed = -1};
}

static void set_up_procedure(struct realm *realm, unsigned settings) {
  if ((settings & REPORTED) != 0) {
    (void)realm_do(realm, AAA, "inform_organisation", ORG, BORDER);
  }
  if ((settings & (REQUESTED | VOTING)) != 0) {
    (void)realm_do(realm, AAA, "request_assistance", ORG, BORDER);
  }
  if ((settings & VOTING) != 0) {
    realm->run.world->organisations[0].cases[0].stage = RESULT_VOTE_OPENED;
  }
  if ((settings & WARNED) != 0) {
    (void)realm_do(realm, SPK, "warn", BBB, BORDER);
  }
}

static void set_up_forces(struct realm *realm, unsigned settings) {
  struct world *world = realm->run.world;
  if ((settings & FIGHTING) != 0) {
    (void)realm_do(realm, BBB, "general_offensive", AAA, BORDER);
  }
  if ((settings & KILLED) != 0) {
    world->theatres[BORDER].killed_day = (int)(world->now / MINUTES_PER_DAY) + 1;
  }
  scenario_actor(realm->scenario, BBB)->mobilisation_days = (settings & MOBILISED) != 0 ? 5 : 0;
  if ((settings & MOBILISED) != 0) {
    (void)realm_do(realm, BBB, "mobilise", NOBODY, BORDER);
  }
  for (int i = 0; (settings & ALERTED) != 0 && i < REALM_ACTORS; i++) {
    world->actors[i].readiness = 2;
    world->actors[i].brink = i == BBB ? 1 : 0;
  }
  for (int t = 0; t < 2; t++) {
    struct side_state *sides = world->theatres[t].side;
    if ((settings & PLACED) != 0) {
      sides[0].deployment = 0.4;
      sides[0].deployer = AAA;
      sides[1].deployment = sides[1].challenge = 0.8;
      sides[1].challenge_at = 0;
      sides[1].deployer = BBB;
    }
    for (int side = 0; (settings & WORN) != 0 && side < 2; side++) {
      world->theatres[t].side[side].supply = 0;
    }
    if ((settings & EXCITED) != 0) {
      fight_excite(world, t, 3);
    }
  }
}

void verb_row_set_up(struct realm *realm, const struct use *use) {
  unsigned settings = use->settings;
  realm->run.world->now = (settings & AT_MEETING) != 0 ? 10 * MINUTES_PER_DAY : MINUTES_PER_DAY;
  set_up_procedure(realm, settings);
  set_up_forces(realm, settings);
  if ((settings & OFFERED) != 0) {
    (void)realm_do(realm, EEE, "mediate", AAA, BORDER);
  }
  if ((settings & COMMITTED) != 0) {
    (void)realm_do(realm, AAA, "threaten_force", BBB, BORDER);
  }
  if ((settings & GESTURE) != 0) {
    struct intention *gesture = realm_intend(realm, "symbolic_act", CCC, NOWHERE);
    gesture->statement.voice = VOICE_VILLAGE;
    assert_int_equal(realm_act(realm, AAA, gesture)->kind, RECORD_ACT);
  }
  if ((settings & NEWS) != 0) {
    put_news(realm, AAA, BBB, use->theatre);
    put_news(realm, BBB, AAA, use->theatre);
  }
}

const struct record *verb_row_act(struct realm *realm, const char *verb, const struct use *use) {
  struct intention *intention = realm_intend(realm, verb, use->target, use->theatre);
  struct statement *said = &intention->statement;
  said->register_level = use->level > 0 ? (int8_t)use->level : said->register_level;
  said->frames = use->frames;
  said->voice = use->by_village ? VOICE_VILLAGE : -1;
  said->authorised_by = use->in_orgs_name ? ORG : -1;
  intention->closed = use->closed;
  intention->civil = use->civil;
  intention->size = use->size > 0 ? use->size : 1;
  return realm_act(realm, use->actor, intention);
}
