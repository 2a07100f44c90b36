/* Every verb of scripts/verbs.lua: a legal use does what its row of effects declares and nothing
 * else, illegal uses are refused with the right reason, and news goes to whom it concerns.
 *
 * What is expected of each is in verb_row.c; what a declared effect means in numbers is said here
 * once more, apart from the engine. */
#include "unit/picture.h"
#include "unit/verb_row.h"

#include "base/trans.h"
#include "sim/home.h"
#include "sim/perceive.h"

#include <math.h>
#include <stdio.h>

enum { SEEDS = 400 };

static const double CLOSE = 1e-9;

/* One row under way. */
struct trial {
  struct realm *realm;
  const struct verb_row *row;
  const struct verb *verb;
  const struct record *record;
  struct picture expected;
};

/* --- what a declared effect means --------------------------------------------------------------
 */

static double clamped(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

static void add(double *where, double amount, double low, double high) {
  *where = clamped(*where + amount, low, high);
}

static double scale_of(const struct trial *trial, const struct effect *effect) {
  const struct use *use = &trial->row->use;
  int level = use->level > 0 ? use->level : trial->verb->register_default;
  return effect->scale == SCALE_REGISTER ? level / 3.0
         : effect->scale == SCALE_SIZE   ? (use->size > 0 ? use->size : 1)
                                         : 1;
}

static void imagine_relation(struct trial *trial, const struct seen_effect *seen, double amount) {
  double *there = trial->expected.dyad[seen->from][seen->to];
  double *back = trial->expected.dyad[seen->to][seen->from];
  if (seen->kind == EFFECT_TENSION) {
    add(&there[OF_TENSION], amount, 0, 1);
    add(&back[OF_TENSION], amount, 0, 1);
  } else if (seen->kind == EFFECT_GRIEVANCE) {
    add(&there[OF_GRIEVANCE], amount, 0, 1);
  } else if (seen->kind == EFFECT_AFFINITY) {
    add(&there[OF_AFFINITY], amount, -1, 1);
  } else if (seen->kind == EFFECT_SANCTION) {
    back[OF_DEPENDENCE] *= 1 - amount;
  } else if (seen->kind == EFFECT_SUPPORT && seen->sign > 0) {
    int rung = seen->step == STEP_WORDS     ? RUNG_WORDS
               : seen->step == STEP_ARMS    ? RUNG_ARMS
               : seen->step == STEP_MISSION ? RUNG_MISSION
                                            : RUNG_TROOPS;
    there[OF_SUPPORT] = rung;
  } else if (seen->kind == EFFECT_DISOWN) { /* of what the gesture did: 0.02 at size 1 */
    add(&there[OF_GRIEVANCE], -0.02 * amount, 0, 1);
  } else if (seen->kind == EFFECT_STANCE) {
    trial->expected.actor[seen->from][seen->sign > 0 ? OF_ENDORSED : OF_DISOWNED] = 1;
  }
}

static void imagine_home(struct trial *trial, const struct seen_effect *seen, double amount) {
  const struct constants *model = &trial->realm->scenario->model;
  double *marks = trial->expected.actor[seen->from];
  if (seen->kind == EFFECT_READINESS) {
    add(&marks[OF_READINESS], amount, 0, 3);
  } else if (seen->kind == EFFECT_APPROVAL) {
    add(&marks[OF_APPROVAL], amount, 0, 1);
  } else if (seen->kind == EFFECT_BRINK) {
    add(&marks[OF_BRINK], amount, 0, 1);
  } else if (seen->kind == EFFECT_COMMITMENT && seen->sign > 0) {
    double rung = trial->verb->rung + trial->record->statement.register_level;
    double *where = seen->to == NOBODY ? &marks[OF_AT_LARGE]
                                       : &trial->expected.dyad[seen->from][seen->to][OF_COMMITTED];
    *where = clamped(amount * rung, 0, 10);
  } else if (seen->kind == EFFECT_COMMITMENT) { /* what was promised is taken back, and paid */
    double *promised = &trial->expected.dyad[seen->from][seen->to][OF_COMMITTED];
    double cost = *promised / 10 * model->audience_at_once;
    *promised = 0;
    marks[OF_PAID] += cost;
    add(&marks[OF_APPROVAL], -cost, 0, 1);
  }
}

/* Parties of the theatre are AAA, the holder, and BBB; somebody else's men stand by AAA. */
static void imagine_force(struct trial *trial, const struct seen_effect *seen, double amount,
                          double days) {
  int here = trial->row->use.theatre;
  const struct scenario *scenario = trial->realm->scenario;
  double *place = trial->expected.place[here < 0 ? 0 : here];
  int own = seen->from == BBB ? 1 : 0;
  if (seen->kind == EFFECT_REINFORCE) {
    static const double reserves[] = {[AAA] = 2000, [BBB] = 4000, [CCC] = 1000};
    trial->expected.side[here][own][OF_ARRIVING] += amount * reserves[seen->from];
  } else if (seen->kind == EFFECT_FIRE) {
    double dead = trial->record->deaths[1 - own];
    trial->expected.side[here][1 - own][OF_DEAD] += dead;
    trial->expected.actor[seen->to][OF_APPROVAL] -=
        scenario->model.approval_deaths * trans_log1p(dead);
    assert_true(trial->record->deaths[own] == 0);
  } else if (seen->kind == EFFECT_EXCITE) {
    add(&place[OF_EXCITATION], amount, 0, INFINITY);
  } else if (seen->kind == EFFECT_CAMPAIGN) {
    int64_t ends = trial->realm->run.world->now + (int64_t)(days * MINUTES_PER_DAY);
    place[OF_INTENSITY] = amount;
    place[OF_ATTACKER] = seen->from;
    place[OF_ENDS] = days > 0 ? (double)ends : (double)INT64_MAX;
  } else if (seen->kind ==
             EFFECT_DEPLOYMENT) { /* on its own side what is its own, else the other's */
    double *side = trial->expected.side[here][seen->to == BBB ? 1 : 0];
    add(&side[OF_DEPLOYED], amount, 0, 1);
    add(&side[OF_CHALLENGE], amount, 0, 1);
  } else if (seen->kind == EFFECT_ARMS) {
    int side = seen->to == BBB ? 1 : 0;
    trial->expected.actor[seen->to][OF_STOCK] += amount;
    for (int t = 0; t < 2; t++) {
      trial->expected.side[t][side][OF_SUPPLY] += scenario->model.arms_to_supply * amount;
    }
  }
}

/* A side's own offer; or terms of leaders, which bind both sides wherever the two face each other.
 */
static void imagine_ceasefire(struct trial *trial, const struct seen_effect *seen,
                              enum subject subject) {
  int own = seen->from == BBB ? 1 : 0;
  int here = trial->row->use.theatre;
  if (subject != SUBJECT_PARTIES) {
    trial->expected.side[here][own][OF_CEASEFIRE] = 1;
    trial->expected.dyad[seen->from][seen->to][OF_OFFERED] = (double)trial->realm->run.world->now;
    return;
  }
  for (int t = 0; t < 2; t++) {
    trial->expected.side[t][0][OF_CEASEFIRE] = trial->expected.side[t][1][OF_CEASEFIRE] = 1;
    trial->expected.place[t][OF_CEASED] = 1;
  }
}

/* Citing a norm: the favoured party likes a third one for it, the other bears it a grudge; a
 * party's own words count less and please nobody. */
static void imagine_legitimacy(struct trial *trial, const struct seen_effect *seen, double amount) {
  int slighted = seen->to == AAA ? BBB : AAA;
  bool party = seen->from == AAA || seen->from == BBB;
  double step = amount * (party ? trial->realm->scenario->model.legitimacy_own : 1);
  trial->expected.place[trial->row->use.theatre][OF_LEGITIMACY] += seen->to == BBB ? step : -step;
  if (!party) {
    trial->expected.dyad[seen->to][seen->from][OF_AFFINITY] += amount / 2;
    trial->expected.dyad[slighted][seen->from][OF_GRIEVANCE] += amount;
  }
}

/* The urgency of what AAA and BBB have before them falls, and the one who talks leaves an offer
 * with each of them. */
static void imagine_relief(struct trial *trial, const struct seen_effect *seen, double amount) {
  for (int party = AAA; party <= BBB; party++) {
    trial->expected.actor[party][OF_URGENCY] *= 1 - amount;
    if (party != seen->from) {
      trial->expected.dyad[seen->from][party][OF_OFFERED] = (double)trial->realm->run.world->now;
    }
  }
}

static int count_records(const struct trial *trial, enum record_kind kind, enum result outcome) {
  int count = 0;
  for (uint32_t id = trial->record->id + 1; id <= trial->realm->run.world->record_count; id++) {
    const struct record *record = world_record(trial->realm->run.world, id);
    count += record->kind == kind && (outcome == RESULT_NONE || record->outcome == (int)outcome);
  }
  return count;
}

static void imagine_meeting(struct trial *trial, const struct seen_effect *seen) {
  if (seen->step == STEP_HOLD) {
    double at = 10 * MINUTES_PER_DAY;
    trial->expected.dyad[seen->from][seen->to][OF_MET] = at;
    trial->expected.dyad[seen->to][seen->from][OF_MET] = at;
    return;
  }
  bool is_moved = count_records(trial, RECORD_MEETING, RESULT_MOVED) == 1;
  trial->expected.actor[seen->from][OF_ABSENT] = is_moved ? 0 : 1;
  trial->expected.actor[seen->to][OF_APPROVAL] -= trial->realm->scenario->model.venue_prestige;
}

/* Votes are counted when the session asks for them: see votes_decide_in_session. */
static void check_procedure(const struct trial *trial, enum step step) {
  static const enum result results[STEP_COUNT] = {[STEP_INFORM] = RESULT_INFORMED,
                                                  [STEP_CONSULT] = RESULT_CONSULTATION_REQUESTED,
                                                  [STEP_REQUEST] = RESULT_ASSISTANCE_REQUESTED,
                                                  [STEP_CALL] = RESULT_SESSION_CALLED,
                                                  [STEP_POSTPONE] = RESULT_POSTPONED};
  bool vote = results[step] == RESULT_NONE;
  assert_int_equal(count_records(trial, RECORD_PROCEDURE, RESULT_NONE), vote ? 0 : 1);
  assert_int_equal(count_records(trial, RECORD_PROCEDURE, results[step]), vote ? 0 : 1);
}

static void imagine_bodies(struct trial *trial, const struct seen_effect *seen) {
  if (seen->kind == EFFECT_MEMBERSHIP) {
    trial->expected.actor[seen->from][OF_MEMBER] = 0;
    trial->expected.actor[seen->from][OF_TREATY] = 0;
    trial->expected.dyad[seen->from][AAA][OF_PLEDGED] = 0;
  } else if (seen->kind == EFFECT_OFFICE) { /* a national of the leading member, without charge */
    trial->expected.actor[seen->to][OF_NATIONALITY] = seen->from;
    trial->expected.actor[seen->to][OF_JEOPARDY] = 0;
  }
}

static void imagine(struct trial *trial, const struct seen_effect *seen,
                    const struct effect *effect) {
  double amount = effect->size * scale_of(trial, effect);
  switch (seen->kind) {
  case EFFECT_TENSION:
  case EFFECT_GRIEVANCE:
  case EFFECT_AFFINITY:
  case EFFECT_SANCTION:
  case EFFECT_SUPPORT:
  case EFFECT_DISOWN:
  case EFFECT_STANCE:
    imagine_relation(trial, seen, amount);
    break;
  case EFFECT_READINESS:
  case EFFECT_APPROVAL:
  case EFFECT_COMMITMENT:
  case EFFECT_BRINK:
    imagine_home(trial, seen, amount);
    break;
  case EFFECT_REINFORCE:
  case EFFECT_FIRE:
  case EFFECT_EXCITE:
  case EFFECT_CAMPAIGN:
  case EFFECT_ARMS:
  case EFFECT_DEPLOYMENT:
    imagine_force(trial, seen, amount, effect->days);
    break;
  case EFFECT_CEASEFIRE:
    imagine_ceasefire(trial, seen, effect->subject);
    break;
  case EFFECT_LEGITIMACY:
    imagine_legitimacy(trial, seen, amount);
    break;
  case EFFECT_RELIEF:
    imagine_relief(trial, seen, amount);
    break;
  case EFFECT_MEETING:
    imagine_meeting(trial, seen);
    break;
  case EFFECT_PROCEDURE:
    check_procedure(trial, seen->step);
    break;
  case EFFECT_MEMBERSHIP:
  case EFFECT_OFFICE:
    imagine_bodies(trial, seen);
    break;
  case EFFECT_SIGNAL: /* evidence: see resolve_moves_by_the_declared_signals */
  case EFFECT_KIND_COUNT:
    break;
  }
}

/* --- legal uses -------------------------------------------------------------------------------
 */

static struct trial stage(struct realm *realm, const struct verb_row *row, uint64_t seed,
                          const struct use *use, struct picture *before) {
  realm_start(realm, seed);
  verb_row_set_up(realm, use);
  picture_take(before, realm);
  struct trial trial = {
      .realm = realm,
      .row = row,
      .verb = scenario_verb(realm->scenario, scenario_find_verb(realm->scenario, row->verb))};
  trial.record = verb_row_act(realm, row->verb, use);
  return trial;
}

/* The row names as many effects as the verb has, of the same kinds, signs and steps. */
static void check_declared(const struct verb_row *row, const struct verb *verb) {
  for (int i = 0; i < verb->effect_count; i++) {
    const struct seen_effect *seen = &row->effects[i];
    const struct effect *effect = &verb->effects[i];
    double sign = effect->size > 0 ? 1 : -1;
    if (seen->kind != effect->kind || (seen->sign != 0 && seen->sign != (int)sign) ||
        seen->step != effect->step) {
      fail_msg("%s: effect %d is another than the row says", row->verb, i + 1);
    }
  }
  for (int i = verb->effect_count; i < VERB_EFFECT_MAX; i++) {
    if (row->effects[i].sign != 0) {
      fail_msg("%s: the row has more effects than the verb", row->verb);
    }
  }
}

static void legal_uses_do_what_is_declared_and_nothing_else(void **state) {
  struct realm *realm = *state;
  for (int i = 0; i < verb_row_count; i++) {
    const struct verb_row *row = &verb_rows[i];
    struct picture found;
    struct picture before;
    struct trial trial = stage(realm, row, 1, &row->use, &before);
    if (trial.record->kind != RECORD_ACT) {
      fail_msg("%s: %s", row->verb, record_result_word((enum result)trial.record->outcome));
    }
    check_declared(row, trial.verb);
    trial.expected = before;
    for (int e = 0; e < trial.verb->effect_count; e++) {
      if (row->effects[e].sign != 0) {
        imagine(&trial, &row->effects[e], &trial.verb->effects[e]);
      }
    }
    picture_take(&found, realm);
    picture_compare(&found, &trial.expected, row->verb);
  }
}

static void illegal_uses_are_refused_with_their_reason(void **state) {
  struct realm *realm = *state;
  bool met[RESULT_COUNT] = {false};
  for (int i = 0; i < verb_row_count; i++) {
    const struct verb_row *row = &verb_rows[i];
    assert_int_not_equal(row->refusals[0].result, RESULT_NONE);
    for (int r = 0; r < REFUSAL_MAX && row->refusals[r].result != RESULT_NONE; r++) {
      struct picture before;
      struct picture after;
      struct trial trial = stage(realm, row, 1, &row->refusals[r].use, &before);
      if (trial.record->kind != RECORD_REFUSED ||
          trial.record->outcome != (int)row->refusals[r].result) {
        fail_msg("%s, refusal %d: found \"%s\"; expected \"%s\"", row->verb, r + 1,
                 record_result_word((enum result)trial.record->outcome),
                 record_result_word(row->refusals[r].result));
      }
      picture_take(&after, realm);
      picture_compare(&after, &before, row->verb);
      assert_true(realm_told(realm, trial.record) == 0);
      met[trial.record->outcome] = true;
    }
  }
  for (int result = RESULT_NOT_ALLOWED; result <= RESULT_TIMETABLE; result++) {
    if (!met[result]) {
      fail_msg("no row is refused with \"%s\"", record_result_word((enum result)result));
    }
  }
}

static void news_goes_to_whom_it_concerns(void **state) {
  struct realm *realm = *state;
  for (int i = 0; i < verb_row_count; i++) {
    const struct verb_row *row = &verb_rows[i];
    struct picture before;
    struct trial trial = stage(realm, row, 1, &row->use, &before);
    uint64_t told = realm_told(realm, trial.record);
    if (told != realm_set(row->told)) {
      char letters[REALM_ACTORS + 1] = "";
      int count = 0;
      for (int actor = 0; actor < REALM_ACTORS; actor++) {
        if ((told >> actor & 1) != 0) {
          letters[count++] = "ABCDEFOS"[actor];
        }
      }
      letters[count] = '\0';
      fail_msg("%s: told %s; expected %s", row->verb, letters, row->told);
    }
    uint64_t close = realm_set("CDS") | UINT64_C(1) << row->use.actor;
    for (int observer = 0; trial.record->closed && observer < REALM_ACTORS; observer++) {
      bool insider = observer == row->use.actor || observer == row->use.target ||
                     (row->use.target == ORG && ((close | realm_set("A")) >> observer & 1) != 0);
      assert_int_equal(perceive_can_see(realm->run.world, observer, trial.record), insider);
    }
  }
}

/* --- what is seen over many draws, or by others ------------------------------------------------
 */

static void deaths_are_drawn_with_the_declared_mean(void **state) {
  struct realm *realm = *state;
  int drawn = 0;
  for (int i = 0; i < verb_row_count; i++) {
    const struct verb_row *row = &verb_rows[i];
    if (row->effects[0].kind != EFFECT_FIRE || row->effects[0].sign == 0) {
      continue;
    }
    double dead = 0;
    double mean = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
      struct picture before;
      struct trial trial = stage(realm, row, seed, &row->use, &before);
      dead += trial.record->deaths[0] + trial.record->deaths[1];
      mean = trial.verb->effects[0].size;
    }
    assert_true(mean > 0);
    assert_true(fabs(dead / SEEDS - mean) < 3.5 * sqrt(mean / SEEDS));
    drawn++;
  }
  assert_int_equal(drawn, 2);
}

/* Log odds of the highest against the lowest resolve, as FFF sees it. */
static double resolve_odds(const struct realm *realm, int of) {
  const struct world *world = realm->run.world;
  const double *grid = &world->resolve[(FFF * REALM_ACTORS + of) * BELIEF_GRID];
  return log(grid[BELIEF_GRID - 1] / grid[0]);
}

static void resolve_moves_by_the_declared_signals(void **state) {
  struct realm *realm = *state;
  const struct constants *model = &realm->scenario->model;
  int moved = 0;
  for (int i = 0; i < verb_row_count; i++) {
    const struct verb_row *row = &verb_rows[i];
    struct picture before;
    struct trial trial = stage(realm, row, 1, &row->use, &before);
    double odds = resolve_odds(realm, row->use.actor);
    double weight = 0;
    for (int e = 0; e < trial.verb->effect_count; e++) {
      const struct seen_effect *seen = &row->effects[e];
      double one = seen->step == STEP_TIED   ? model->tied_hands
                   : seen->step == STEP_SUNK ? model->sunk_cost
                                             : model->cheap_talk;
      weight += seen->kind == EFFECT_SIGNAL ? seen->sign * one * trial.verb->effects[e].size : 0;
    }
    perceive_arrive(&realm->run, FFF, trial.record->id);
    double shift = resolve_odds(realm, row->use.actor) - odds;
    if (fabs(shift - 2 * weight) > CLOSE) {
      fail_msg("%s: log odds of resolve moved by %.9g; expected %.9g", row->verb, shift,
               2 * weight);
    }
    moved += weight > 0 ? 1 : 0;
  }
  assert_true(moved >= 15);
}

/* What a member that votes [verb] alone makes of AAA's request. */
struct ballot {
  const struct realm *realm;
  const char *verbs[REALM_ACTORS];
};

static enum err_code answer(void *context, struct run *run, int actor, int organisation, int matter,
                            struct menu *menu, struct err *err) {
  const struct ballot *ballot = context;
  (void)run;
  (void)organisation;
  (void)matter;
  (void)err;
  menu->choice_count = 0;
  if (ballot->verbs[actor] != NULL) {
    struct choice *choice = &menu->choices[menu->choice_count++];
    memset(choice, 0, sizeof *choice);
    choice->definite = true;
    choice->precision = 1;
    choice->option_count = 1;
    choice->options[0].intention = (struct intention){
        .verb = scenario_find_verb(ballot->realm->scenario, ballot->verbs[actor]),
        .target = ORG,
        .theatre = BORDER,
        .closed = true,
        .size = 1,
        .statement = {.voice = -1, .authorised_by = -1, .implied = -1}};
  }
  return ERR_OK;
}

static void votes_decide_in_session(void **state) {
  struct realm *realm = *state;
  static const struct {
    const char *strong, *weak; /* CCC's and DDD's */
    enum result result;
  } rows[] = {{"vote_approve", "vote_approve", RESULT_APPROVED},
              {"vote_approve", "vote_abstain", RESULT_APPROVED},
              {"vote_abstain", "vote_abstain", RESULT_BLOCKED},
              {"vote_approve", "veto", RESULT_BLOCKED},
              {"vote_approve", "warn", RESULT_APPROVED}}; /* no vote at all is an abstention */
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct ballot ballot = {.realm = realm,
                            .verbs = {[CCC] = rows[i].strong, [DDD] = rows[i].weak}};
    realm_start(realm, 1);
    realm->run.order.host.context = &ballot;
    realm->run.order.host.vote = answer;
    (void)realm_do(realm, AAA, "request_assistance", ORG, BORDER);
    const struct procedure_case *matter = &realm->run.world->organisations[0].cases[0];
    realm->run.world->now = matter->session_at;
    procedure_due(&realm->run, 0, 0);
    assert_int_equal(realm->run.failure, ERR_OK);
    assert_false(matter->open);
    assert_int_equal(matter->stage, rows[i].result);
  }
}

/* --- the table --------------------------------------------------------------------------------
 */

static void the_table_has_the_verbs_of_the_file_and_no_others(void **state) {
  struct realm *realm = *state;
  assert_int_equal(realm->scenario->verbs.count, 64);
  for (int i = 0; i < realm->scenario->verbs.count; i++) {
    const char *id = scenario_verb(realm->scenario, i)->id;
    bool found = false;
    for (int r = 0; r < verb_row_count; r++) {
      found = found || strcmp(verb_rows[r].verb, id) == 0;
    }
    if (!found) {
      fail_msg("%s has no row in verb_row.c", id);
    }
  }
  for (int r = 0; r < verb_row_count; r++) {
    assert_true(scenario_find_verb(realm->scenario, verb_rows[r].verb) >= 0);
  }
}

/* Each effect of each verb is seen with its sign in some row, not only passed over. */
static void no_declared_effect_goes_unseen(void **state) {
  struct realm *realm = *state;
  for (int i = 0; i < realm->scenario->verbs.count; i++) {
    const struct verb *verb = scenario_verb(realm->scenario, i);
    for (int e = 0; e < verb->effect_count; e++) {
      bool seen = false;
      for (int r = 0; r < verb_row_count; r++) {
        seen =
            seen || (strcmp(verb_rows[r].verb, verb->id) == 0 && verb_rows[r].effects[e].sign != 0);
      }
      if (!seen) {
        fail_msg("%s: effect %d is seen in no row", verb->id, e + 1);
      }
    }
  }
}

static int open_realm(void **state) {
  static struct realm realm;
  realm_open(&realm);
  realm.scenario->model.campaign_spread = 0; /* offensives last as long as their verb says */
  *state = &realm;
  return 0;
}

static int close_realm(void **state) {
  realm_close(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_table_has_the_verbs_of_the_file_and_no_others),
      cmocka_unit_test(no_declared_effect_goes_unseen),
      cmocka_unit_test(legal_uses_do_what_is_declared_and_nothing_else),
      cmocka_unit_test(illegal_uses_are_refused_with_their_reason),
      cmocka_unit_test(news_goes_to_whom_it_concerns),
      cmocka_unit_test(deaths_are_drawn_with_the_declared_mean),
      cmocka_unit_test(resolve_moves_by_the_declared_signals),
      cmocka_unit_test(votes_decide_in_session),
  };
  return cmocka_run_group_tests(tests, open_realm, close_realm);
}
