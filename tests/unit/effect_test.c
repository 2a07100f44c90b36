/* Acts of one instant: legal or refused by the world before them, summed without regard to order,
 * paid for at home. */
#include "clash.h"

#include "sim/meeting.h"

#include "sim/home.h"

#include <math.h>
#include <stdlib.h>

enum { SEEDS = 300, BATCH = 8 };

static const double CLOSE = 1e-12;

static struct dyad *dyad(const struct clash *clash, int from, int to) {
  return world_dyad(clash->run.world, from, to);
}

/* --- order ------------------------------------------------------------------------------------ */

/* Eight acts of several actors, some of them twice, some illegal. */
static void make_batch(struct clash *clash, struct queued *events, const struct rng_key *key) {
  static const int actors[] = {BORDAVIA, RURITANIA, PATRONIA, ALLIUM, THIRDLAND};
  for (uint32_t i = 0; i < BATCH; i++) {
    int actor = actors[(int)(rng_uniform(key, 4 * i) * 5)];
    int verb = (int)(rng_uniform(key, 4 * i + 1) * CLASH_VERBS);
    int target = (int)(rng_uniform(key, 4 * i + 2) * CLASH_ACTORS);
    if (rng_uniform(key, 4 * i + 3) < 0.6) {
      target = actor == BORDAVIA ? RURITANIA : BORDAVIA;
    }
    events[i] = clash_event(clash, actor, verb, target);
    clash->intentions[clash->intention_count - 1].statement.register_level = 3;
  }
}

static void shuffle(struct queued *events, const struct rng_key *key) {
  for (int i = BATCH - 1; i > 0; i--) {
    int j = (int)(rng_uniform(key, 100u + (uint32_t)i) * (i + 1));
    struct queued kept = events[i];
    events[i] = events[j];
    events[j] = kept;
  }
}

struct snapshot {
  char digest[DIGEST_TEXT_SIZE];
  struct dyad dyads[CLASH_ACTORS * CLASH_ACTORS];
  double actors[CLASH_ACTORS][4];
  double hills[8];
};

static void take(struct clash *clash, struct snapshot *shot) {
  const struct world *world = clash->run.world;
  memset(shot, 0, sizeof *shot);
  digest_text_of(&clash->run.digest, shot->digest);
  memcpy(shot->dyads, world->dyads, sizeof shot->dyads);
  for (int i = 0; i < CLASH_ACTORS; i++) {
    const struct actor_state *actor = &world->actors[i];
    shot->actors[i][0] = actor->approval;
    shot->actors[i][1] = actor->readiness;
    shot->actors[i][2] = actor->arms_stock;
    shot->actors[i][3] = actor->audience_paid;
  }
  const struct theatre_state *hills = &world->theatres[HILLS];
  shot->hills[0] = hills->campaign.active;
  shot->hills[1] = hills->campaign.attacker;
  shot->hills[2] = hills->campaign.intensity;
  shot->hills[3] = hills->ceased;
  shot->hills[4] = hills->side[0].dead;
  shot->hills[5] = hills->side[1].dead;
  shot->hills[6] = hills->side[0].supply;
  shot->hills[7] = hills->side[1].supply;
}

static void order_of_events_in_an_instant_decides_nothing(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct snapshot shots[2];
    for (int shuffled = 0; shuffled < 2; shuffled++) {
      clash_start(&clash, seed, 30);
      struct rng_key key = {.seed = seed, .purpose = RNG_POLICY};
      struct queued events[BATCH];
      make_batch(&clash, events, &key);
      if (shuffled) {
        shuffle(events, &key);
      }
      effect_apply(&clash.run, events, BATCH);
      assert_int_equal(clash.run.failure, ERR_OK);
      take(&clash, &shots[shuffled]);
    }
    assert_memory_equal(&shots[0], &shots[1], sizeof shots[0]);
  }
  clash_close(&clash);
}

static void numbers_are_clamped_once_after_all_are_summed(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  dyad(&clash, BORDAVIA, RURITANIA)->tension = 0.9;
  struct queued events[2] = {clash_event(&clash, BORDAVIA, DRILL, RURITANIA),
                             clash_event(&clash, RURITANIA, CALM, BORDAVIA)};
  effect_apply(&clash.run, events, 2);
  assert_true(fabs(dyad(&clash, BORDAVIA, RURITANIA)->tension - 0.3) < CLOSE);
  clash_close(&clash);
}

static void both_sides_striking_at_once_give_one_attacker_whatever_their_names(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  int bordavia = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 30);
    struct queued events[2] = {clash_event(&clash, BORDAVIA, ATTACK, RURITANIA),
                               clash_event(&clash, RURITANIA, ATTACK, BORDAVIA)};
    effect_apply(&clash.run, events, 2);
    assert_true(clash.run.world->theatres[HILLS].campaign.active);
    bordavia += clash.run.world->theatres[HILLS].campaign.attacker == BORDAVIA ? 1 : 0;
  }
  assert_true(abs(bordavia - SEEDS / 2) < 40);
  clash_close(&clash);
}

static void both_offers_of_one_instant_make_a_ceasefire(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  (void)clash_act(&clash, BORDAVIA, ATTACK, RURITANIA);
  struct queued events[2] = {clash_event(&clash, RURITANIA, CEASE, BORDAVIA),
                             clash_event(&clash, BORDAVIA, CEASE, RURITANIA)};
  effect_apply(&clash.run, events, 2);
  assert_false(clash.run.world->theatres[HILLS].campaign.active);
  assert_int_equal(clash_count(&clash, RECORD_CEASEFIRE, -1), 1);
  clash_close(&clash);
}

/* --- legality --------------------------------------------------------------------------------- */

static void illegal_intentions_are_refused_and_change_nothing(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 30);
  struct snapshot before;
  struct snapshot after;
  take(&clash, &before);
  assert_int_equal(clash_act(&clash, BORDAVIA, SHELL, PATRONIA), RESULT_WRONG_TARGET);
  assert_int_equal(clash_act(&clash, THIRDLAND, SHELL, BORDAVIA), RESULT_WRONG_TARGET);
  assert_int_equal(clash_act(&clash, PATRONIA, SHELL, BORDAVIA), RESULT_NOT_PARTY);
  assert_int_equal(clash_act(&clash, BORDAVIA, ARM, RURITANIA), RESULT_WRONG_TARGET);
  assert_int_equal(clash_act(&clash, BORDAVIA, SAY, BORDAVIA), RESULT_WRONG_TARGET);
  clash.verbs[DRILL].authority_min = 1.1;
  assert_int_equal(clash_act(&clash, BORDAVIA, DRILL, RURITANIA), RESULT_NO_AUTHORITY);
  clash.verbs[DRILL].kinds = 1u << ACTOR_BODY;
  assert_int_equal(clash_act(&clash, BORDAVIA, DRILL, RURITANIA), RESULT_NOT_ALLOWED);
  clash.run.world->theatres[HILLS].side[1].supply = 0;
  assert_int_equal(clash_act(&clash, BORDAVIA, ATTACK, RURITANIA), RESULT_WORN_OUT);
  clash.run.world->theatres[HILLS].side[1].supply = 1;
  assert_int_equal(clash_count(&clash, RECORD_REFUSED, -1), 8);
  assert_int_equal(clash_count(&clash, RECORD_ACT, -1), 0);
  take(&clash, &after);
  memcpy(after.digest, before.digest, sizeof after.digest);
  assert_memory_equal(&before, &after, sizeof before);
  clash_close(&clash);
}

static void needs_are_looked_up_in_the_world(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 90);
  const struct {
    enum need need;
    enum result otherwise;
  } rows[] = {{NEED_FIGHTING, RESULT_NO_FIGHTING},
              {NEED_MEETING, RESULT_NO_MEETING},
              {NEED_OFFER, RESULT_NO_OFFER},
              {NEED_CASUALTIES, RESULT_NO_CASUALTIES}};
  for (int met = 0; met < 2; met++) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
      clash.verbs[SAY].needs = (uint32_t)rows[i].need;
      assert_int_equal(clash_act(&clash, BORDAVIA, SAY, RURITANIA),
                       met ? RESULT_NONE : rows[i].otherwise);
    }
    clash.run.world->theatres[HILLS].campaign.active = true;
    dyad(&clash, BORDAVIA, RURITANIA)->meeting_at = 3 * MINUTES_PER_DAY;
    dyad(&clash, RURITANIA, BORDAVIA)->offer_at = 0;
    fight_deaths(&clash.run, HILLS, 0, 1, 0);
  }
  clash.run.world->now = 40 * MINUTES_PER_DAY;
  clash.verbs[SAY].needs = NEED_CASUALTIES;
  assert_int_equal(clash_act(&clash, BORDAVIA, SAY, RURITANIA), RESULT_NO_CASUALTIES);
  clash_close(&clash);
}

static void legality_is_judged_before_any_act_of_the_instant(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (int talker_first = 0; talker_first < 2; talker_first++) {
    clash_start(&clash, 1, 30);
    clash.verbs[SAY].needs = NEED_FIGHTING;
    struct queued attack = clash_event(&clash, BORDAVIA, ATTACK, RURITANIA);
    struct queued talk = clash_event(&clash, talker_first ? ALLIUM : RURITANIA, SAY, BORDAVIA);
    struct queued events[2] = {attack, talk};
    effect_apply(&clash.run, events, 2);
    assert_int_equal(clash_count(&clash, RECORD_REFUSED, RESULT_NO_FIGHTING), 1);
  }
  clash_close(&clash);
}

/* --- what acts do ----------------------------------------------------------------------------- */

static void words_alone_move_neither_men_nor_ground(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  for (uint64_t seed = 1; seed <= 50; seed++) {
    clash_start(&clash, seed, 60);
    fight_begin(&clash.run);
    for (int day = 0; day < 40; day++) {
      (void)clash_act(&clash, day % 2 == 0 ? BORDAVIA : RURITANIA, SAY,
                      day % 2 == 0 ? RURITANIA : BORDAVIA);
      clash_play(&clash, day + 1);
    }
    const struct theatre_state *hills = &clash.run.world->theatres[HILLS];
    assert_true(hills->ground == 0);
    assert_true(hills->side[0].men == 9000 && hills->side[1].men == 4000);
    assert_true(hills->side[0].dead + hills->side[1].dead == 0);
    assert_int_equal(fight_level(clash.run.world, HILLS), 1);
  }
  clash_close(&clash);
}

static void an_act_raises_its_mid_level_for_a_week(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash_start(&clash, 1, 60);
  (void)clash_act(&clash, BORDAVIA, DRILL, RURITANIA);
  assert_int_equal(dyad(&clash, BORDAVIA, RURITANIA)->hostility, 3);
  assert_int_equal(dyad(&clash, RURITANIA, BORDAVIA)->hostility, 1);
  clash_play(&clash, 6);
  assert_int_equal(dyad(&clash, BORDAVIA, RURITANIA)->hostility, 3);
  clash_play(&clash, 8);
  assert_int_equal(dyad(&clash, BORDAVIA, RURITANIA)->hostility, 1);
  clash_close(&clash);
}

static void records_carry_causes_deaths_and_publicity(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  double dead = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash_start(&clash, seed, 60);
    struct record *decision = run_record(&clash.run, RECORD_DECISION, 0);
    struct queued event = clash_event(&clash, BORDAVIA, SHELL, RURITANIA);
    event.record = decision->id;
    event.stimulus = decision->id;
    clash.intentions[0].closed = true; /* shelling is public whatever its author says */
    effect_apply(&clash.run, &event, 1);
    const struct record *record = world_record(clash.run.world, 2);
    assert_int_equal(record->kind, RECORD_ACT);
    assert_int_equal(record->cause, decision->id);
    assert_int_equal(record->cause2, decision->id);
    assert_false(record->closed);
    assert_true(record->deaths[1] == 0);
    assert_true(record->deaths[0] == clash.run.world->theatres[HILLS].side[0].dead);
    assert_true(record->deaths[0] == dyad(&clash, RURITANIA, BORDAVIA)->deaths +
                                         clash.run.world->theatres[HILLS].side[0].civilians);
    assert_int_equal(clash.run.world->actors[BORDAVIA].acts, 1);
    dead += record->deaths[0];
  }
  assert_true(fabs(dead / SEEDS - 2) < 3.5 * sqrt(2.0 / SEEDS));
  clash_close(&clash);
}

static void an_unrelated_act_leaves_the_deaths_alone(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  for (uint64_t seed = 1; seed <= 100; seed++) {
    double deaths[2];
    for (int other = 0; other < 2; other++) {
      clash_start(&clash, seed, 60);
      if (other) {
        (void)clash_act(&clash, ALLIUM, SAY, THIRDLAND);
      }
      (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
      deaths[other] = clash.run.world->theatres[HILLS].side[0].dead;
    }
    assert_true(deaths[0] == deaths[1]);
  }
  clash_close(&clash);
}

static void arms_count_as_support_and_fill_depots(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 60);
  clash.run.world->theatres[HILLS].side[0].supply = 0.5;
  assert_int_equal(clash_act(&clash, PATRONIA, ARM, RURITANIA), RESULT_NONE);
  assert_int_equal(clash.run.world->actors[PATRONIA].support[RURITANIA], RUNG_ARMS);
  assert_true(fabs(clash.run.world->actors[RURITANIA].arms_stock - 1.5) < CLOSE);
  assert_true(fabs(clash.run.world->theatres[HILLS].side[0].supply - 0.6) < CLOSE);
  clash_close(&clash);
}

static void reinforcements_arrive_after_their_march_and_only_once(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash.verbs[DRILL].effects[0] = (struct effect){.kind = EFFECT_REINFORCE, .size = 1};
  clash_start(&clash, 1, 60);
  (void)clash_act(&clash, BORDAVIA, DRILL, RURITANIA);
  (void)clash_act(&clash, BORDAVIA, DRILL, RURITANIA);
  clash_play(&clash, 1.5);
  assert_true(clash.run.world->theatres[HILLS].side[1].men == 4000);
  clash_play(&clash, 3);
  assert_true(clash.run.world->theatres[HILLS].side[1].men == 7000);
  (void)clash_act(&clash, BORDAVIA, DRILL, RURITANIA);
  clash_play(&clash, 9);
  assert_true(clash.run.world->theatres[HILLS].side[1].men == 7000);
  clash_close(&clash);
}

/* Gives a verb without needs one effect only. */
static void only_effect(struct clash *clash, int verb, enum effect_kind kind, double size,
                        enum step step) {
  clash->verbs[verb].effect_count = 0;
  clash->verbs[verb].aim = AIM_ANY;
  clash_effect(&clash->verbs[verb], kind, size, step);
}

static void sanctions_cut_dependence_by_their_share(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  only_effect(&clash, DRILL, EFFECT_SANCTION, 0.5, STEP_NONE);
  clash_start(&clash, 1, 60);
  dyad(&clash, RURITANIA, THIRDLAND)->dependence = 0.8;
  dyad(&clash, THIRDLAND, RURITANIA)->dependence = 0.8;
  (void)clash_act(&clash, THIRDLAND, DRILL, RURITANIA);
  assert_true(fabs(dyad(&clash, RURITANIA, THIRDLAND)->dependence - 0.4) < CLOSE);
  assert_true(fabs(dyad(&clash, THIRDLAND, RURITANIA)->dependence - 0.8) < CLOSE);
  clash_close(&clash);
}

static void who_leaves_an_organisation_has_no_say_in_it(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  only_effect(&clash, DRILL, EFFECT_MEMBERSHIP, 1, STEP_NONE);
  clash_start(&clash, 1, 60);
  assert_int_equal(clash_act(&clash, RURITANIA, INFORM, PACT), RESULT_NONE);
  (void)clash_act(&clash, RURITANIA, DRILL, PACT);
  assert_int_equal(clash_act(&clash, RURITANIA, INFORM, PACT), RESULT_NOT_MEMBER);
  for (int i = 0; i < clash.run.world->pledge_count; i++) {
    const struct pledge *pledge = &clash.run.world->pledges[i];
    assert_true((pledge->helper != RURITANIA && pledge->beneficiary != RURITANIA) ||
                pledge->treaties == 0);
  }
  clash_close(&clash);
}

static void talks_leave_an_offer_and_cool_what_lies_in_the_inbox(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 60);
  (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
  struct actor_state *ruritania = &clash.run.world->actors[RURITANIA];
  ruritania->inbox[0] = (struct stimulus){.record = 1, .urgency = 1, .blamed = -1};
  ruritania->inbox_count = 1;
  (void)clash_act(&clash, THIRDLAND, MEDIATE, BORDAVIA);
  assert_true(fabs(ruritania->inbox[0].urgency - 0.7) < CLOSE);
  assert_int_equal(dyad(&clash, THIRDLAND, RURITANIA)->offer_at, 0);
  assert_int_equal(dyad(&clash, THIRDLAND, BORDAVIA)->offer_at, 0);
  clash_close(&clash);
}

static struct inject summit(int host, int day) {
  return (struct inject){.at = (int64_t)day * MINUTES_PER_DAY,
                         .kind = INJECT_MEETING,
                         .actor = host,
                         .verb = -1,
                         .to = -1,
                         .theatre = -1,
                         .attendees = 1u << BORDAVIA | 1u << RURITANIA | 1u << PATRONIA,
                         .name = "summit"};
}

/* Ruritania is host on day 10; how many of a hundred runs see the meeting moved, when Bordavia
 * stays away and Patronia likes Ruritania better than Bordavia by [lean]. */
static int moved(struct clash *clash, double lean) {
  struct inject injects[1] = {summit(RURITANIA, 10)};
  clash->scenario.injects = (struct collection){injects, 1};
  clash->actors[PATRONIA].capability = 0.02;
  int count = 0;
  for (uint64_t seed = 1; seed <= 100; seed++) {
    clash_start(clash, seed, 60);
    meeting_enter_all(clash->run.world);
    assert_int_equal(dyad(clash, BORDAVIA, RURITANIA)->meeting_at, 10 * MINUTES_PER_DAY);
    dyad(clash, PATRONIA, RURITANIA)->affinity = lean;
    dyad(clash, PATRONIA, BORDAVIA)->affinity = 0;
    double approval = clash->run.world->actors[RURITANIA].approval;
    only_effect(clash, DRILL, EFFECT_MEETING, 1, STEP_BOYCOTT);
    (void)clash_act(clash, BORDAVIA, DRILL, RURITANIA);
    bool is_moved = clash_count(clash, RECORD_MEETING, RESULT_MOVED) == 1;
    int64_t expected = is_moved ? 10 * MINUTES_PER_DAY : -1;
    assert_int_equal(dyad(clash, BORDAVIA, RURITANIA)->meeting_at, expected);
    assert_int_equal(dyad(clash, PATRONIA, BORDAVIA)->meeting_at, expected);
    assert_int_equal(dyad(clash, PATRONIA, RURITANIA)->meeting_at, 10 * MINUTES_PER_DAY);
    assert_true(clash->run.world->actors[RURITANIA].approval < approval);
    count += is_moved ? 1 : 0;
  }
  return count;
}

static void a_boycotted_meeting_may_be_moved_by_the_leading_guest(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  int friend_of_host = moved(&clash, 1);
  int stranger = moved(&clash, 0);
  int friend_of_guest = moved(&clash, -1);
  assert_true(friend_of_host < stranger && stranger < friend_of_guest);
  clash_close(&clash);
}

static void terms_are_come_to_once_at_a_meeting_and_only_then(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  struct inject injects[1] = {summit(RURITANIA, 10)};
  clash.scenario.injects = (struct collection){injects, 1};
  clash_start(&clash, 1, 60);
  meeting_enter_all(clash.run.world);
  only_effect(&clash, DRILL, EFFECT_MEETING, 1, STEP_HOLD);
  clash.verbs[DRILL].needs = (uint32_t)NEED_PRESENT;
  static const struct {
    double day;
    enum result result;
  } rows[] = {{8.9, RESULT_NO_MEETING}, {9.1, RESULT_NONE}, {10, RESULT_NO_MEETING}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    clash.run.world->now = (int64_t)(rows[i].day * MINUTES_PER_DAY);
    assert_int_equal(clash_act(&clash, BORDAVIA, DRILL, RURITANIA), rows[i].result);
  }
  clash_close(&clash);
}

static void a_spokesmans_public_word_on_a_theatre_is_noted(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 60);
  const struct organisation_state *pact = &clash.run.world->organisations[0];
  assert_int_equal(clash_act(&clash, SPEAKER, SAY, BORDAVIA), RESULT_NONE);
  assert_int_equal(pact->warning, 1);
  assert_int_equal(pact->warned_at, 0);
  (void)clash_act(&clash, PATRONIA, SAY, BORDAVIA);
  assert_int_equal(pact->warning, 1);
  clash_close(&clash);
}

/* --- home ------------------------------------------------------------------------------------- */

static void audience_cost_grows_with_rung_and_time_within_bounds(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  const struct constants *model = &clash.scenario.model;
  for (int rung = 1; rung <= 10; rung++) {
    for (int days = 1; days <= 400; days += 7) {
      double cost = home_audience_cost(model, rung, days);
      assert_true(cost > home_audience_cost(model, rung - 1, days));
      assert_true(cost > home_audience_cost(model, rung, days - 1));
      assert_true(rung < 10 || (cost >= 0.10 && cost <= 0.22));
    }
  }
  clash_close(&clash);
}

static double paid_after(struct clash *clash, bool closed, double wait_days, bool mediated) {
  clash_start(clash, 1, 60);
  struct queued word = clash_event(clash, BORDAVIA, SAY, RURITANIA);
  clash->intentions[0].closed = closed;
  clash->intentions[0].statement.register_level = 5;
  effect_apply(&clash->run, &word, 1);
  clash_play(clash, wait_days);
  if (mediated) {
    assert_int_equal(clash_act(clash, THIRDLAND, MEDIATE, BORDAVIA), RESULT_NONE);
  }
  assert_int_equal(clash_act(clash, BORDAVIA, CEASE, RURITANIA), RESULT_NONE);
  return clash->run.world->actors[BORDAVIA].audience_paid;
}

static void backing_down_from_public_words_is_paid_for_at_home(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  double soon = paid_after(&clash, false, 1, false);
  assert_true(fabs(clash.run.world->actors[BORDAVIA].approval - (0.5 - soon)) < CLOSE);
  double late = paid_after(&clash, false, 20, false);
  assert_true(soon > 0.05 && late > soon);
  assert_true(paid_after(&clash, true, 1, false) == 0); /* nobody heard it */
  assert_true(fabs(paid_after(&clash, false, 20, true) - late / 2) < CLOSE);
  clash_close(&clash);
}

static void a_deed_as_strong_as_the_word_redeems_it(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  clash_start(&clash, 1, 60);
  (void)clash_act(&clash, BORDAVIA, SAY, RURITANIA);
  (void)clash_act(&clash, BORDAVIA, SHELL, RURITANIA);
  (void)clash_act(&clash, BORDAVIA, CEASE, RURITANIA);
  assert_true(clash.run.world->actors[BORDAVIA].audience_paid == 0);
  clash_close(&clash);
}

static void an_unanswered_challenge_costs_and_an_untested_word_does_not(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.theatres[0].incidents.rate = 0;
  for (int challenged = 0; challenged < 2; challenged++) {
    clash_start(&clash, 1, 90);
    (void)clash_act(&clash, RURITANIA, SAY, BORDAVIA);
    clash_play(&clash, 5);
    if (challenged) {
      (void)clash_act(&clash, BORDAVIA, DRILL, RURITANIA);
    }
    clash_play(&clash, 40);
    assert_int_equal(clash.run.world->actors[RURITANIA].audience_paid > 0, challenged);
    assert_false(clash.run.world->actors[RURITANIA].commitments[0].open);
  }
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order_of_events_in_an_instant_decides_nothing),
      cmocka_unit_test(numbers_are_clamped_once_after_all_are_summed),
      cmocka_unit_test(both_sides_striking_at_once_give_one_attacker_whatever_their_names),
      cmocka_unit_test(both_offers_of_one_instant_make_a_ceasefire),
      cmocka_unit_test(illegal_intentions_are_refused_and_change_nothing),
      cmocka_unit_test(needs_are_looked_up_in_the_world),
      cmocka_unit_test(legality_is_judged_before_any_act_of_the_instant),
      cmocka_unit_test(words_alone_move_neither_men_nor_ground),
      cmocka_unit_test(an_act_raises_its_mid_level_for_a_week),
      cmocka_unit_test(records_carry_causes_deaths_and_publicity),
      cmocka_unit_test(an_unrelated_act_leaves_the_deaths_alone),
      cmocka_unit_test(arms_count_as_support_and_fill_depots),
      cmocka_unit_test(reinforcements_arrive_after_their_march_and_only_once),
      cmocka_unit_test(sanctions_cut_dependence_by_their_share),
      cmocka_unit_test(who_leaves_an_organisation_has_no_say_in_it),
      cmocka_unit_test(talks_leave_an_offer_and_cool_what_lies_in_the_inbox),
      cmocka_unit_test(a_boycotted_meeting_may_be_moved_by_the_leading_guest),
      cmocka_unit_test(terms_are_come_to_once_at_a_meeting_and_only_then),
      cmocka_unit_test(a_spokesmans_public_word_on_a_theatre_is_noted),
      cmocka_unit_test(audience_cost_grows_with_rung_and_time_within_bounds),
      cmocka_unit_test(backing_down_from_public_words_is_paid_for_at_home),
      cmocka_unit_test(a_deed_as_strong_as_the_word_redeems_it),
      cmocka_unit_test(an_unanswered_challenge_costs_and_an_untested_word_does_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
