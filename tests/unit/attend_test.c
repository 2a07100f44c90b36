/* Attention: how often who looks up, at what, and what it says at one waking. */
#include "clash.h"

#include "sim/attend.h"

#include <math.h>

enum { SEEDS = 20000 };

/* A policy in C: answers with what the test has written down, and notes what it was asked. */
struct desk {
  struct choice choices[CHOICE_MAX];
  int choice_count;
  int woken[CLASH_ACTORS];
  uint32_t seen[STIMULUS_MAX]; /* records handed over at the last waking, in order */
  int seen_count;
};

static enum err_code answer(void *context, struct run *run, int actor, const int *ready, int count,
                            struct menu *menu, struct err *err) {
  struct desk *desk = context;
  (void)err;
  desk->woken[actor]++;
  desk->seen_count = count;
  for (int i = 0; i < count; i++) {
    desk->seen[i] = run->world->actors[actor].inbox[ready[i]].record;
  }
  memcpy(menu->choices, desk->choices, sizeof desk->choices);
  menu->choice_count = desk->choice_count;
  return ERR_OK;
}

static void seat(struct clash *clash, struct desk *desk) {
  clash->run.order.host.context = desk;
  clash->run.order.host.wake = answer;
}

static void put(struct clash *clash, int actor, uint32_t record, double urgency, double ready_day) {
  struct actor_state *state = &clash->run.world->actors[actor];
  state->inbox[state->inbox_count++] =
      (struct stimulus){.record = record,
                        .urgency = urgency,
                        .ready_at = (int64_t)(ready_day * MINUTES_PER_DAY),
                        .blamed = -1};
}

/* Four standard errors of a frequency over SEEDS independent draws; the seeds are fixed. */
static void assert_frequency(int hits, double p) {
  double error = sqrt(p * (1 - p) / SEEDS);
  assert_true(fabs((double)hits / SEEDS - p) < 4 * error);
}

/* --- how often -------------------------------------------------------------------------------- */

/* At how many of the reviews at day 3, one a seed, Thirdland looked up with that before it. */
static int attendances(struct clash *clash, double urgency, double ready_day) {
  struct desk desk;
  memset(&desk, 0, sizeof desk);
  clash_start(clash, 1, 60);
  seat(clash, &desk);
  clash->run.world->now = 3 * MINUTES_PER_DAY;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash->run.order.seed = seed;
    clash->run.queue.count = 0;
    clash->run.world->actors[THIRDLAND].inbox_count = 0;
    put(clash, THIRDLAND, 1, urgency, ready_day);
    attend_review(&clash->run);
  }
  return desk.woken[THIRDLAND];
}

static double chance(double urgency, double power, double hours) {
  double up = pow(urgency, power);
  double hazard = 2.0 * up / (up + pow(0.35, power));
  return 1 - exp(-hazard * hours / 24);
}

static void attention_follows_the_hazard(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  static const double urgencies[] = {0.05, 0.2, 0.35, 0.8, 3};
  static const double powers[] = {1, 2, 3.5};
  for (size_t i = 0; i < sizeof urgencies / sizeof urgencies[0]; i++) {
    for (size_t j = 0; j < sizeof powers / sizeof powers[0]; j++) {
      clash.scenario.model.urgency_power = powers[j];
      assert_frequency(attendances(&clash, urgencies[i], 3), chance(urgencies[i], powers[j], 6));
    }
  }
  clash_close(&clash);
}

/* Ready for three days: exp(-3/4) of the urgency is left. Ready only tomorrow: nothing is there. */
static void urgency_fades_after_the_staff_is_ready_and_not_before(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  assert_frequency(attendances(&clash, 0.8, 0), chance(0.8 * exp(-0.75), 2, 6));
  assert_int_equal(attendances(&clash, 0.8, 4), 0);
  clash_close(&clash);
}

static void urgency_is_the_sum_of_what_is_ready_and_of_standing_interest(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash_start(&clash, 1, 60);
  struct world *world = clash.run.world;
  world->now = 4 * MINUTES_PER_DAY;
  world_dyad(world, RURITANIA, BORDAVIA)->tension = 0.5;
  clash.theatres[0].salience[RURITANIA] = 0.8;
  put(&clash, RURITANIA, 1, 0.4, 4);
  put(&clash, RURITANIA, 2, 0.6, 2);
  put(&clash, RURITANIA, 3, 0.9, 4.01);
  double expected = 0.4 + 0.6 * exp(-0.5) + 0.03 * 0.8 * 0.5;
  assert_true(fabs(attend_urgency(world, RURITANIA) - expected) < 1e-12);
  assert_true(attend_urgency(world, PATRONIA) == 0);
  clash_close(&clash);
}

static void who_has_no_stake_is_never_woken(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  clash_open(&clash);
  clash.scenario.model.initiative = 1;
  clash.theatres[0].salience[RURITANIA] = 0; /* a party that does not care */
  memset(&desk, 0, sizeof desk);
  clash_start(&clash, 1, 60);
  seat(&clash, &desk);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    clash.run.order.seed = seed;
    clash.run.queue.count = 0;
    attend_review(&clash.run);
  }
  /* Bordavia's standing interest is 1 * 1 * .2. */
  assert_frequency(desk.woken[BORDAVIA], chance(0.2, 2, 6));
  for (int actor = 0; actor < CLASH_ACTORS; actor++) {
    assert_true(actor == BORDAVIA || desk.woken[actor] == 0);
  }
  clash_close(&clash);
}

static void who_has_no_policy_is_never_woken(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.actors[THIRDLAND].policy = NULL;
  assert_int_equal(attendances(&clash, 3, 3), 0);
  clash_close(&clash);
}

/* --- the interval ----------------------------------------------------------------------------- */

/* Reviews of one day under a constant standing interest, over SEEDS days: days with a look, and
 * looks. */
static void watch(struct clash *clash, int hours, int *days_with, int *looks) {
  struct desk desk;
  memset(&desk, 0, sizeof desk);
  clash->scenario.model.review_hours = hours;
  clash_start(clash, 1, 60);
  seat(clash, &desk);
  *days_with = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    int before = desk.woken[BORDAVIA];
    clash->run.order.seed = seed;
    for (int hour = 0; hour < 24; hour += hours) {
      clash->run.queue.count = 0;
      clash->run.world->now = (int64_t)hour * MINUTES_PER_HOUR;
      attend_review(&clash->run);
    }
    *days_with += desk.woken[BORDAVIA] > before ? 1 : 0;
  }
  *looks = desk.woken[BORDAVIA];
}

/* In n = 24 / hours reviews nobody looks with probability exp(-h / n)^n = exp(-h), whatever n is.
 * The looks of a day number n (1 - exp(-h / n)) on average, which lies between h - h^2 / (2 n) and
 * h: with h = .05 all intervals agree to .00125 / n, below a standard error of sqrt(h / SEEDS) =
 * .0016. Initiative .2778 gives u = .0556 and h = 2 u^2 / (u^2 + .1225) = .0492. */
static void halving_the_interval_leaves_attendance_per_day_alone(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  static const double initiatives[] = {0.2778, 2};
  for (int i = 0; i < 2; i++) {
    double u = initiatives[i] * 0.2;
    double hazard = 2 * u * u / (u * u + 0.35 * 0.35);
    clash.scenario.model.initiative = initiatives[i];
    for (int hours = 12; hours >= 3; hours /= 2) {
      int days_with;
      int looks;
      watch(&clash, hours, &days_with, &looks);
      assert_frequency(days_with, 1 - exp(-hazard));
      double share = 1 - exp(-hazard * hours / 24);
      double mean = share * 24 / hours; /* looks a day */
      assert_true(fabs((double)looks / SEEDS - mean) < 4 * sqrt(mean * (1 - share) / SEEDS));
      assert_true(i > 0 || fabs((double)looks / SEEDS - hazard) < 5 * sqrt(hazard / SEEDS));
    }
  }
  clash_close(&clash);
}

static void reviews_follow_each_other_at_the_interval(void **state) {
  (void)state;
  struct clash clash;
  clash_open(&clash);
  clash.scenario.model.review_hours = 1.5;
  clash.scenario.model.initiative = 0;
  clash_start(&clash, 1, 60);
  clash.run.queue.count = 0;
  attend_begin(&clash.run);
  for (int review = 1; review <= 10; review++) {
    struct queued event;
    assert_true(queue_pop(&clash.run.queue, &event));
    assert_int_equal(event.phase, PHASE_REVIEW);
    assert_int_equal(event.at, 90 * review);
    clash.run.world->now = event.at;
    attend_review(&clash.run);
    assert_int_equal(clash.run.queue.count, 1);
  }
  clash_close(&clash);
}

/* --- one waking ------------------------------------------------------------------------------- */

/* Everyone with anything before him looks up: exp(-1e9 / 4) is no chance at all. */
static void open_awake(struct clash *clash, struct desk *desk) {
  clash_open(clash);
  clash->scenario.model.hazard_max = 1e9;
  clash->scenario.model.initiative = 0;
  memset(desk, 0, sizeof *desk);
  clash_start(clash, 1, 60);
  seat(clash, desk);
}

static void the_most_urgent_matters_are_seen_first_and_done_with(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  open_awake(&clash, &desk);
  clash.run.world->now = 4 * MINUTES_PER_DAY;
  for (int id = 1; id <= 20; id++) { /* each about another matter but 17, which is more of 15 */
    clash.run.world->records[id - 1] =
        (struct record){.id = (uint32_t)id, .theatre = id == 17 ? 15 : id};
  }
  put(&clash, PATRONIA, 14, 0.3, 4);
  put(&clash, PATRONIA, 12, 0.5, 5); /* not ready */
  put(&clash, PATRONIA, 13, 0.5, 2); /* .5 exp(-1/2) = .303 */
  put(&clash, PATRONIA, 11, 0.3, 4); /* as urgent as 14, but older */
  put(&clash, PATRONIA, 15, 0.9, 4);
  put(&clash, PATRONIA, 16, 0.5, 0); /* .5 exp(-1) = .184 */
  put(&clash, PATRONIA, 17, 0.8, 4);
  attend_review(&clash.run);
  static const uint32_t order[] = {15, 13, 11, 14, 16};
  assert_int_equal(desk.seen_count, HANDLED_MAX);
  for (int i = 0; i < HANDLED_MAX; i++) {
    assert_int_equal(desk.seen[i], order[i]);
  }
  const struct actor_state *patronia = &clash.run.world->actors[PATRONIA];
  assert_int_equal(patronia->inbox_count, 2); /* the least urgent waits, and what is not ready */
  attend_review(&clash.run);
  assert_int_equal(desk.woken[PATRONIA], 2);
  assert_int_equal(desk.seen_count, 1);
  assert_int_equal(desk.seen[0], 16);
  clash_close(&clash);
}

static struct option *offer(struct choice *choice, int verb, int theatre, double worth) {
  struct option *option = &choice->options[choice->option_count++];
  option->intention =
      (struct intention){.verb = verb, .target = BORDAVIA, .theatre = theatre, .size = 1};
  option->intention.statement = (struct statement){.voice = -1, .authorised_by = -1, .implied = -1};
  option->terms[0] = (struct term){.name = "worth", .value = worth};
  option->term_count = 1;
  return option;
}

/* The choice of one handler with a first option. */
static struct choice *reply(struct desk *desk, bool definite, int verb, int theatre) {
  struct choice *choice = &desk->choices[desk->choice_count++];
  choice->definite = definite;
  choice->precision = 1;
  (void)offer(choice, verb, theatre, 100);
  return choice;
}

struct orders {
  int said_of_hills, said_of_nothing, drilled, others;
};

/* What Patronia has ordered at one waking, and that the records agree. */
static struct orders wake_patronia(struct clash *clash) {
  struct orders orders = {0, 0, 0, 0};
  struct queued event;
  clash->run.queue.count = 0;
  put(clash, PATRONIA, 1, 1, 0);
  attend_review(&clash->run);
  assert_int_equal(clash->run.failure, ERR_OK);
  while (queue_pop(&clash->run.queue, &event)) {
    if (event.phase == PHASE_ACT) {
      const struct intention *intention = event.intention;
      assert_int_equal(event.actor, PATRONIA);
      assert_int_equal(world_record(clash->run.world, event.record)->kind, RECORD_DECISION);
      assert_int_equal(world_record(clash->run.world, event.record)->verb, intention->verb);
      orders.said_of_hills += intention->verb == SAY && intention->theatre == HILLS ? 1 : 0;
      orders.said_of_nothing += intention->verb == SAY && intention->theatre == -1 ? 1 : 0;
      orders.drilled += intention->verb == DRILL ? 1 : 0;
      orders.others += intention->verb != SAY && intention->verb != DRILL ? 1 : 0;
    }
  }
  return orders;
}

static void a_waking_gives_one_statement_on_a_matter(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  open_awake(&clash, &desk);
  (void)reply(&desk, true, SAY, HILLS);
  (void)reply(&desk, true, SAY, HILLS);  /* again: dropped */
  (void)reply(&desk, false, SAY, HILLS); /* however dearly it is wished */
  (void)reply(&desk, true, DRILL, HILLS);
  (void)reply(&desk, true, DRILL, HILLS);      /* deeds are not words */
  (void)reply(&desk, true, SAY, -1);           /* another matter */
  for (int waking = 0; waking < 3; waking++) { /* and every waking has a statement again */
    clash.run.world->now = waking * MINUTES_PER_DAY;
    struct orders orders = wake_patronia(&clash);
    assert_int_equal(orders.said_of_hills, 1);
    assert_int_equal(orders.said_of_nothing, 1);
    assert_int_equal(orders.drilled, 2);
    assert_int_equal(orders.others, 0);
  }
  assert_int_equal(desk.woken[PATRONIA], 3);
  clash_close(&clash);
}

/* An option worth 100 against silence's 0 is drawn with all but exp(-500) of certainty. Where the
 * dearest option would repeat the statement, the next dearest is drawn, with its own text. */
static void what_is_left_after_a_statement_is_still_weighed(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  open_awake(&clash, &desk);
  (void)reply(&desk, true, SAY, HILLS);
  struct choice *second = reply(&desk, false, SAY, HILLS);
  (void)offer(second, SAY, HILLS, 90);
  (void)offer(second, DRILL, HILLS, 50);
  (void)offer(second, MEDIATE, HILLS, 20);
  struct orders orders = wake_patronia(&clash);
  assert_int_equal(orders.said_of_hills, 1);
  assert_int_equal(orders.drilled, 1);
  assert_int_equal(orders.others, 0);
  clash_close(&clash);
}

/* Who had a word to say but chose silence may still say it at the next event of the waking. */
static void silence_uses_up_no_statement(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  open_awake(&clash, &desk);
  struct choice *first = reply(&desk, false, SAY, HILLS);
  first->options[0].terms[0].value = -100;
  (void)reply(&desk, true, SAY, HILLS);
  struct orders orders = wake_patronia(&clash);
  assert_int_equal(orders.said_of_hills, 1);
  assert_int_equal(clash_count(&clash, RECORD_DECISION, -1), 2);
  clash_close(&clash);
}

static enum err_code fall_ill(void *context, struct run *run, int actor, const int *ready,
                              int count, struct menu *menu, struct err *err) {
  (void)run;
  (void)actor;
  (void)ready;
  (void)count;
  (void)menu;
  (void)err;
  ++*(int *)context;
  return ERR_RUN;
}

static void a_policys_fault_ends_the_review(void **state) {
  (void)state;
  struct clash clash;
  struct desk desk;
  int calls = 0;
  open_awake(&clash, &desk);
  clash.run.order.host.context = &calls;
  clash.run.order.host.wake = fall_ill;
  put(&clash, ALLIUM, 1, 1, 0);
  put(&clash, PATRONIA, 1, 1, 0);
  attend_review(&clash.run);
  assert_int_equal(clash.run.failure, ERR_RUN);
  assert_int_equal(calls, 1);
  clash_close(&clash);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(attention_follows_the_hazard),
      cmocka_unit_test(urgency_fades_after_the_staff_is_ready_and_not_before),
      cmocka_unit_test(urgency_is_the_sum_of_what_is_ready_and_of_standing_interest),
      cmocka_unit_test(who_has_no_stake_is_never_woken),
      cmocka_unit_test(who_has_no_policy_is_never_woken),
      cmocka_unit_test(halving_the_interval_leaves_attendance_per_day_alone),
      cmocka_unit_test(reviews_follow_each_other_at_the_interval),
      cmocka_unit_test(the_most_urgent_matters_are_seen_first_and_done_with),
      cmocka_unit_test(a_waking_gives_one_statement_on_a_matter),
      cmocka_unit_test(what_is_left_after_a_statement_is_still_weighed),
      cmocka_unit_test(silence_uses_up_no_statement),
      cmocka_unit_test(a_policys_fault_ends_the_review),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
