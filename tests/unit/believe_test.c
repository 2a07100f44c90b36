/* Beliefs about help and resolve against the formulas of docs/model.md, computed here anew. */
#include "clash.h"

#include "sim/evidence.h"
#include "sim/grid.h"

#include <math.h>

enum { PRECEDENTS = 4, FINE = 8001, DRAWS = 300 };

/* The C library's exponential stands in for SLEEF's: they differ in the last bits only. */
static const double CLOSE = 1e-9;
static const double YEAR = 365.25 * 24 * 60;

struct memory {
  struct clash clash;
  struct precedent precedents[PRECEDENTS];
};

static struct precedent episode(bool asked, bool in_area, enum support_rung given) {
  struct precedent precedent = {.id = "episode",
                                .about = "an episode",
                                .at = -(int64_t)(5 * YEAR),
                                .beneficiary = RURITANIA,
                                .adversary = BORDAVIA,
                                .in_area = in_area,
                                .requested = asked,
                                .gravity = 3};
  memset(precedent.response, -1, sizeof precedent.response);
  precedent.response[PATRONIA] = (int8_t)given;
  return precedent;
}

/* Patronia leads the helpers of Ruritania; everyone remembers [count] episodes. */
static void remember(struct memory *memory, const struct precedent *episodes, int count) {
  clash_open(&memory->clash);
  memory->clash.actors[PATRONIA].capability = 0.03;
  scenario_relation(&memory->clash.scenario, PATRONIA, BORDAVIA)->agreement = 0.4;
  for (int i = 0; i < count; i++) {
    memory->precedents[i] = episodes[i];
  }
  memory->clash.scenario.precedents = (struct collection){memory->precedents, count};
  clash_start(&memory->clash, 1, 60);
}

static struct circumstance question(bool in_area, bool asked) {
  return (struct circumstance){.in_area = in_area, .requested = asked, .gravity = 4};
}

static double help(const struct clash *clash, int helper, const struct circumstance *x,
                   enum support_rung rung) {
  int pledge = world_pledge(clash->run.world, helper, RURITANIA);
  assert_true(pledge >= 0);
  return believe_help(clash->run.world, BORDAVIA, pledge, x, rung);
}

/* P(help) in the standard case after one episode (or none) is remembered. */
static double help_after(const struct precedent *episodes, int count) {
  struct memory memory;
  remember(&memory, episodes, count);
  struct circumstance x = question(true, true);
  double p = help(&memory.clash, PATRONIA, &x, RUNG_ARMS);
  clash_close(&memory.clash);
  return p;
}

/* --- the formula, written again --------------------------------------------------------------- */

static double logistic(double x) {
  return 1 / (1 + exp(-x));
}

static double at_least(const struct constants *model, double theta, const struct circumstance *x,
                       int rung) {
  const double kappa[] = {0, model->kappa_words, model->kappa_arms, model->kappa_mission,
                          model->kappa_troops};
  double shift = model->help_in_area * x->in_area + model->help_requested * x->requested +
                 model->help_patron_moved * x->patron_moved + model->help_gravity * x->gravity -
                 model->help_affinity * x->affinity;
  return rung == 0 ? 1 : rung > 4 ? 0 : logistic(theta + shift - kappa[rung]);
}

/* P(help | one precedent) by sums over [points] evenly spaced from -4 to 4. */
static double posterior_help(const struct clash *clash, const struct precedent *precedent,
                             struct circumstance x, int points) {
  const struct constants *model = &clash->scenario.model;
  double ties = world_dyad(clash->run.world, PATRONIA, RURITANIA)->affinity;
  double enmity = world_dyad(clash->run.world, PATRONIA, BORDAVIA)->affinity;
  double mean = model->help_mean + model->help_ties * ties;
  double age = exp((double)precedent->at / YEAR / model->precedent_memory_years);
  age *= precedent->in_area == x.in_area ? 1 : model->scope_transfer;
  struct circumstance then = {precedent->in_area, precedent->requested, false, precedent->gravity,
                              enmity};
  int seen = precedent->response[PATRONIA];
  double sum = 0;
  double total = 0;
  x.affinity = enmity;
  for (int i = 0; i < points; i++) {
    double theta = -4 + 8.0 * i / (points - 1);
    double z = (theta - mean) / model->help_spread;
    double seen_so = at_least(model, theta, &then, seen) - at_least(model, theta, &then, seen + 1);
    double weight = exp(-z * z / 2) * pow(seen_so, age);
    total += weight;
    sum += weight * at_least(model, theta, &x, RUNG_ARMS);
  }
  return sum / total;
}

/* On 17 points the two must agree to rounding. On 8001 points they differ by what the coarse grid
 * leaves out: the sum of a smooth density at steps of half its spread is exact but for its ends,
 * where half a step times the density at -4 (below .003) is left: 2e-3 is the bound stated. */
static void one_precedent_gives_the_posterior_of_the_formula(void **state) {
  (void)state;
  for (int given = RUNG_SILENCE; given <= RUNG_TROOPS; given++) {
    for (int which = 0; which < 4; which++) {
      struct memory memory;
      struct precedent precedent =
          episode((which & 1) != 0, (which & 2) != 0, (enum support_rung)given);
      remember(&memory, &precedent, 1);
      struct circumstance x = question(which != 1, which != 2);
      double p = help(&memory.clash, PATRONIA, &x, RUNG_ARMS);
      assert_true(fabs(p - posterior_help(&memory.clash, &precedent, x, BELIEF_GRID)) < CLOSE);
      assert_true(fabs(p - posterior_help(&memory.clash, &precedent, x, FINE)) < 2e-3);
      clash_close(&memory.clash);
    }
  }
}

static void silence_says_less_where_nothing_was_owed(void **state) {
  (void)state;
  struct precedent owed = episode(true, true, RUNG_SILENCE);
  struct precedent not_owed = episode(false, false, RUNG_SILENCE);
  struct precedent not_asked = episode(false, true, RUNG_SILENCE);
  double before = help_after(NULL, 0);
  assert_true(help_after(&owed, 1) < help_after(&not_asked, 1) - 1e-3);
  assert_true(help_after(&not_asked, 1) < help_after(&not_owed, 1) - 1e-3);
  assert_true(help_after(&not_owed, 1) < before - 1e-3);
}

static void help_that_was_not_asked_for_says_more(void **state) {
  (void)state;
  struct precedent owed = episode(true, true, RUNG_TROOPS);
  struct precedent not_owed = episode(false, true, RUNG_TROOPS);
  assert_true(help_after(&owed, 1) > help_after(NULL, 0));
  assert_true(help_after(&not_owed, 1) > help_after(&owed, 1));
}

/* What was seen outside the area moves beliefs about places outside it by more, on the scale of the
 * propensity, than beliefs about places inside; and the other way round. */
static void a_precedent_says_more_about_its_own_kind_of_place(void **state) {
  (void)state;
  for (int in_area = 0; in_area < 2; in_area++) {
    struct memory before;
    struct memory after;
    struct precedent silence = episode(true, in_area != 0, RUNG_SILENCE);
    remember(&before, NULL, 0);
    remember(&after, &silence, 1);
    double fall[2];
    for (int place = 0; place < 2; place++) {
      struct circumstance x = question(place != 0, true);
      double was = help(&before.clash, PATRONIA, &x, RUNG_ARMS);
      double is = help(&after.clash, PATRONIA, &x, RUNG_ARMS);
      fall[place] = log(was / (1 - was)) - log(is / (1 - is));
    }
    assert_true(fall[in_area] > fall[1 - in_area] && fall[1 - in_area] > 0);
    clash_close(&before.clash);
    clash_close(&after.clash);
  }
}

static void the_order_of_precedents_does_not_matter(void **state) {
  (void)state;
  const struct precedent episodes[PRECEDENTS] = {
      episode(true, true, RUNG_ARMS), episode(false, false, RUNG_SILENCE),
      episode(true, false, RUNG_WORDS), episode(false, true, RUNG_MISSION)};
  double first = help_after(episodes, PRECEDENTS);
  for (int swap = 1; swap < 24; swap++) {
    struct precedent shuffled[PRECEDENTS];
    int rest = swap;
    memcpy(shuffled, episodes, sizeof shuffled);
    for (int i = PRECEDENTS - 1; i > 0; i--) { /* the swaps of a permutation's number */
      struct precedent kept = shuffled[i];
      shuffled[i] = shuffled[rest % (i + 1)];
      shuffled[rest % (i + 1)] = kept;
      rest /= i + 1;
    }
    assert_true(fabs(help_after(shuffled, PRECEDENTS) - first) < CLOSE);
  }
}

static void a_precedent_about_others_changes_nothing(void **state) {
  (void)state;
  double before = help_after(NULL, 0);
  struct precedent placebo = episode(true, true, RUNG_SILENCE);
  placebo.beneficiary = THIRDLAND;
  assert_true(help_after(&placebo, 1) == before);
  placebo = episode(true, true, RUNG_SILENCE);
  placebo.response[PATRONIA] = -1;
  placebo.response[ALLIUM] = RUNG_SILENCE;
  assert_true(help_after(&placebo, 1) == before);
  placebo = episode(true, true, RUNG_SILENCE);
  placebo.off = true;
  assert_true(help_after(&placebo, 1) == before);
  placebo.off = false;
  assert_false(help_after(&placebo, 1) == before);
}

/* Who leads cannot wait for himself; a member that stayed silent although its leader moved has
 * shown more. */
static void a_moving_leader_makes_a_members_silence_tell(void **state) {
  (void)state;
  double after[2][2];
  for (int moved = 0; moved < 2; moved++) {
    struct memory memory;
    struct circumstance x = question(true, true);
    struct precedent precedent = episode(true, true, RUNG_SILENCE);
    precedent.response[ALLIUM] = RUNG_SILENCE;
    precedent.patron_moved = moved == 1;
    remember(&memory, &precedent, 1);
    after[0][moved] = help(&memory.clash, PATRONIA, &x, RUNG_ARMS);
    after[1][moved] = help(&memory.clash, ALLIUM, &x, RUNG_ARMS);
    clash_close(&memory.clash);
  }
  assert_true(after[0][1] == after[0][0]);
  assert_true(after[1][1] < after[1][0] - 1e-3);
}

static void age_wears_a_precedent_down(void **state) {
  (void)state;
  double before = help_after(NULL, 0);
  double last = 1;
  for (int years = 0; years <= 300; years += 20) {
    struct precedent old = episode(true, true, RUNG_SILENCE);
    old.at = -(int64_t)(years * YEAR);
    double loss = before - help_after(&old, 1);
    assert_true(loss > 0 && loss < last);
    last = loss;
  }
  assert_true(last < 1e-12); /* a weight of exp(-30) of a loss below 1 */
}

/* --- predictions ------------------------------------------------------------------------------ */

static void randomise(struct clash *clash, uint64_t seed) {
  struct world *world = clash->run.world;
  struct rng_key key = {.seed = seed, .who = 1, .purpose = RNG_POLICY};
  for (int p = 0; p < world->pledge_count; p++) {
    double mean = 6 * rng_uniform(&key, (uint32_t)(2 * p)) - 3;
    double spread = 0.3 + 2 * rng_uniform(&key, (uint32_t)(2 * p + 1));
    grid_normal(evidence_help_grid(world, BORDAVIA, p, false), mean, spread);
    grid_normal(evidence_help_grid(world, BORDAVIA, p, true), mean, spread);
  }
}

static struct circumstance drawn_question(uint64_t seed) {
  struct rng_key key = {.seed = seed, .who = 2, .purpose = RNG_POLICY};
  return (struct circumstance){.in_area = rng_uniform(&key, 0) < 0.5,
                               .requested = rng_uniform(&key, 1) < 0.5,
                               .patron_moved = rng_uniform(&key, 2) < 0.5,
                               .gravity = 5 * rng_uniform(&key, 3)};
}

static void rungs_stay_ordered(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  for (uint64_t seed = 1; seed <= DRAWS; seed++) {
    randomise(&memory.clash, seed);
    struct circumstance x = drawn_question(seed);
    for (int helper = 0; helper < 2; helper++) {
      int who = helper == 0 ? PATRONIA : ALLIUM;
      assert_true(fabs(help(&memory.clash, who, &x, RUNG_SILENCE) - 1) < CLOSE);
      for (int rung = RUNG_WORDS; rung <= RUNG_TROOPS; rung++) {
        assert_true(help(&memory.clash, who, &x, (enum support_rung)rung) <
                    help(&memory.clash, who, &x, (enum support_rung)(rung - 1)));
      }
    }
  }
  clash_close(&memory.clash);
}

static double given_attack(const struct clash *clash, int pledge, const struct circumstance *x) {
  return believe_help_given_attack(clash->run.world, BORDAVIA, pledge, x, RUNG_ARMS);
}

static void who_is_attacked_was_expected_to_stand_alone(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  struct constants *model = &memory.clash.scenario.model;
  const double precision = model->attack_precision;
  for (uint64_t seed = 1; seed <= DRAWS; seed++) {
    randomise(&memory.clash, seed);
    struct circumstance x = drawn_question(seed);
    for (int p = 0; p < memory.clash.run.world->pledge_count; p++) {
      double done = believe_help(memory.clash.run.world, BORDAVIA, p, &x, RUNG_ARMS);
      assert_true(given_attack(&memory.clash, p, &x) < done);
      model->attack_precision = 0; /* it attacks whatever it expects: no selection */
      assert_true(fabs(given_attack(&memory.clash, p, &x) - done) < CLOSE);
      model->attack_precision = precision;
    }
  }
  clash_close(&memory.clash);
}

static void selection_weighs_by_the_chance_of_an_attack(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  const struct constants *model = &memory.clash.scenario.model;
  const struct world *world = memory.clash.run.world;
  int pledge = world_pledge(world, PATRONIA, RURITANIA);
  const double *grid = evidence_help_grid(world, BORDAVIA, pledge, true);
  struct circumstance x = question(true, true);
  double sum = 0;
  double total = 0;
  x.affinity = world_dyad(world, PATRONIA, BORDAVIA)->affinity;
  for (int i = 0; i < BELIEF_GRID; i++) {
    double helped = at_least(model, -4 + i * 0.5, &x, RUNG_ARMS);
    double attack = logistic(model->attack_precision * (model->attack_threshold - helped));
    sum += grid[i] * attack * helped;
    total += grid[i] * attack;
  }
  assert_true(fabs(given_attack(&memory.clash, pledge, &x) - sum / total) < CLOSE);
  clash_close(&memory.clash);
}

static void a_member_follows_its_leader_in_expectation(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  struct circumstance still = question(true, true);
  struct circumstance moved = still;
  moved.patron_moved = true;
  double p = help(&memory.clash, PATRONIA, &still, RUNG_ARMS);
  assert_true(help(&memory.clash, ALLIUM, &moved, RUNG_ARMS) >
              help(&memory.clash, ALLIUM, &still, RUNG_ARMS));
  /* P(help) = p P(help | leader moves) + (1 - p) P(help | not); with no pull from the leader the
   * two cases are one. */
  double mixed = help(&memory.clash, ALLIUM, &still, RUNG_ARMS);
  double with = help(&memory.clash, ALLIUM, &moved, RUNG_ARMS);
  memory.clash.scenario.model.help_patron_moved = 0;
  double without = help(&memory.clash, ALLIUM, &still, RUNG_ARMS);
  assert_true(fabs(mixed - (p * with + (1 - p) * without)) < CLOSE);
  clash_close(&memory.clash);
}

/* --- episodes ----------------------------------------------------------------------------------
 */

/* Ruritania's case over the hills is over; Patronia has given nothing, or arms before it (an old
 * matter) or since. */
static double help_after_case(bool asked, int given, int64_t given_at) {
  struct memory memory;
  remember(&memory, NULL, 0);
  struct clash *clash = &memory.clash;
  struct procedure_case matter = {
      .requester = RURITANIA, .theatre = HILLS, .gravity = 3, .requested = asked, .opened_at = 100};
  struct circumstance x = question(true, true);
  clash->run.world->now = 200;
  clash->run.world->actors[PATRONIA].aid[RURITANIA] = given;
  clash->run.world->actors[PATRONIA].aid_at[RURITANIA] = given_at;
  believe_episode(&clash->run, &matter, 0);
  double chance = help(clash, PATRONIA, &x, RUNG_ARMS);
  clash_close(&memory.clash);
  return chance;
}

/* The same by the formula: the likelihood of the rung seen, to the weight .7. */
static double formula_after_case(bool asked, int rung) {
  struct memory memory;
  remember(&memory, NULL, 0);
  const struct constants *model = &memory.clash.scenario.model;
  const struct world *world = memory.clash.run.world;
  double enmity = world_dyad(world, PATRONIA, BORDAVIA)->affinity;
  double mean =
      model->help_mean + model->help_ties * world_dyad(world, PATRONIA, RURITANIA)->affinity;
  struct circumstance then = {true, asked, false, 3, enmity};
  struct circumstance now = {true, true, false, 4, enmity};
  double sum = 0;
  double total = 0;
  for (int i = 0; i < BELIEF_GRID; i++) {
    double theta = -4 + i / 2.0;
    double z = (theta - mean) / model->help_spread;
    double seen = at_least(model, theta, &then, (enum support_rung)rung) -
                  at_least(model, theta, &then, (enum support_rung)(rung + 1));
    double weight = exp(-z * z / 2) * pow(seen, 0.7);
    total += weight;
    sum += weight * at_least(model, theta, &now, RUNG_ARMS);
  }
  clash_close(&memory.clash);
  return sum / total;
}

static void an_episode_tells_what_was_done_in_it(void **state) {
  (void)state;
  double silent = help_after_case(true, RUNG_SILENCE, 0);
  assert_true(fabs(silent - formula_after_case(true, RUNG_SILENCE)) < 1e-6);
  assert_true(fabs(help_after_case(false, RUNG_SILENCE, 0) -
                   formula_after_case(false, RUNG_SILENCE)) < 1e-6);
  assert_true(fabs(help_after_case(true, RUNG_ARMS, 150) - formula_after_case(true, RUNG_ARMS)) <
              1e-6);
  assert_true(fabs(help_after_case(true, RUNG_ARMS, 50) - silent) < CLOSE); /* an older matter */
  assert_true(silent < help_after_case(false, RUNG_SILENCE, 0));            /* nobody had asked */
}

/* --- statements ------------------------------------------------------------------------------- */

/* The spokesman's public word for Ruritania, as a record. */
static struct record *spoken(struct clash *clash, enum consequence consequence) {
  struct record *record = run_record(&clash->run, RECORD_ACT, 0);
  assert_non_null(record);
  record->actor = SPEAKER;
  record->target = BORDAVIA;
  record->theatre = HILLS;
  record->verb = SAY;
  record->size = 1;
  record->statement.consequence = consequence;
  return record;
}

/* How far one statement tilts Bordavia's odds of the highest against the lowest propensity. */
static double tilt(double evidence, enum consequence consequence, double sign) {
  struct memory memory;
  remember(&memory, NULL, 0);
  struct clash *clash = &memory.clash;
  struct world *world = clash->run.world;
  clash->verbs[SAY].effect_count = 0;
  clash_effect(&clash->verbs[SAY], EFFECT_SUPPORT, sign, STEP_WORDS);
  world->mandate[BORDAVIA * CLASH_ACTORS + SPEAKER] = evidence;
  int pledge = world_pledge(world, PATRONIA, RURITANIA);
  const double *grid = evidence_help_grid(world, BORDAVIA, pledge, true);
  const double *other = evidence_help_grid(world, THIRDLAND, pledge, true);
  double before = log(grid[BELIEF_GRID - 1] / grid[0]);
  struct circumstance x = question(true, true);
  double p = help(clash, PATRONIA, &x, RUNG_ARMS);
  believe_act(&clash->run, BORDAVIA, spoken(clash, consequence), 0);
  assert_true(sign * (help(clash, PATRONIA, &x, RUNG_ARMS) - p) > 0);
  assert_true(fabs(log(other[BELIEF_GRID - 1] / other[0]) - before) < CLOSE);
  double after = log(grid[BELIEF_GRID - 1] / grid[0]);
  clash_close(&memory.clash);
  return after - before;
}

/* tilt = weight * credence * (2 logistic(4) - 1) * 2, so that tilts are to each other as the
 * credences, logistic(base - kin + evidence), and a word without consequence is statement_null of
 * one with it. The floor of 1e-9 under every point leaves 1e-5 of the least. */
static void words_weigh_by_the_mandate_and_the_consequence(void **state) {
  (void)state;
  double base = 0.6 - 1.0;
  double low = tilt(-1, CONSEQUENCE_FORCE, 1);
  double middle = tilt(0, CONSEQUENCE_FORCE, 1);
  double high = tilt(2, CONSEQUENCE_FORCE, 1);
  assert_true(low > 0 && middle > low && high > middle);
  assert_true(fabs(middle / high - logistic(base) / logistic(base + 2)) < 1e-6);
  assert_true(fabs(low / high - logistic(base - 1) / logistic(base + 2)) < 1e-6);
  assert_true(fabs(tilt(0, CONSEQUENCE_NONE, 1) / middle - 0.2) < 1e-6);
  assert_true(fabs(tilt(0, CONSEQUENCE_DIPLOMATIC, 1) - middle) < 1e-6);
  assert_true(fabs(tilt(0, CONSEQUENCE_FORCE, -1) + middle) < 1e-6);
}

static void a_limit_to_recognised_ground_lowers_help_beyond_it_only(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  struct circumstance inside = question(true, true);
  struct circumstance beyond = question(false, true);
  double in_area = help(&memory.clash, PATRONIA, &inside, RUNG_ARMS);
  double outside = help(&memory.clash, PATRONIA, &beyond, RUNG_ARMS);
  memory.clash.verbs[SAY].effect_count = 0;
  struct record *record = spoken(&memory.clash, CONSEQUENCE_NONE);
  record->statement.claims = (uint32_t)CLAIM_ONLY_RECOGNISED_TERRITORY;
  believe_act(&memory.clash.run, BORDAVIA, record, 0);
  assert_true(help(&memory.clash, PATRONIA, &inside, RUNG_ARMS) == in_area);
  assert_true(help(&memory.clash, PATRONIA, &beyond, RUNG_ARMS) < outside - 0.05);
  clash_close(&memory.clash);
}

/* How much likelier help is after a deed of Patronia for Ruritania; Allium's is left alone. */
static double moved_by_deed(enum effect_kind kind, double size, enum step step, int observer) {
  struct memory memory;
  remember(&memory, NULL, 0);
  struct clash *clash = &memory.clash;
  struct circumstance x = question(true, true);
  x.patron_moved = true;
  double before = help(clash, PATRONIA, &x, RUNG_ARMS);
  double other = help(clash, ALLIUM, &x, RUNG_ARMS);
  clash->verbs[SAY].effect_count = 0;
  clash_effect(&clash->verbs[SAY], kind, size, step);
  struct record *record = spoken(clash, CONSEQUENCE_NONE);
  record->actor = PATRONIA;
  record->target = RURITANIA;
  believe_act(&clash->run, observer, record, 0);
  assert_true(help(clash, ALLIUM, &x, RUNG_ARMS) == other);
  double moved = help(clash, PATRONIA, &x, RUNG_ARMS) - before;
  clash_close(&memory.clash);
  return moved;
}

static void deeds_of_a_helper_speak_for_themselves(void **state) {
  (void)state;
  double words = moved_by_deed(EFFECT_SUPPORT, 1, STEP_WORDS, BORDAVIA);
  double arms = moved_by_deed(EFFECT_SUPPORT, 1, STEP_ARMS, BORDAVIA);
  double troops = moved_by_deed(EFFECT_SUPPORT, 1, STEP_TROOPS, BORDAVIA);
  assert_true(0 < words && words < arms && arms < troops);
  assert_true(moved_by_deed(EFFECT_SUPPORT, -1, STEP_WORDS, BORDAVIA) < 0);
  assert_true(moved_by_deed(EFFECT_STANCE, -1, STEP_NONE, BORDAVIA) < 0);
  assert_true(moved_by_deed(EFFECT_SUPPORT, 1, STEP_TROOPS, THIRDLAND) == 0);
}

static void nobody_learns_from_his_own_words(void **state) {
  (void)state;
  struct memory memory;
  remember(&memory, NULL, 0);
  struct clash *clash = &memory.clash;
  clash->verbs[SAY].effect_count = 0;
  clash_effect(&clash->verbs[SAY], EFFECT_SIGNAL, 1, STEP_TIED);
  struct record *record = spoken(clash, CONSEQUENCE_NONE);
  record->actor = BORDAVIA;
  record->target = RURITANIA;
  believe_act(&clash->run, BORDAVIA, record, 0);
  assert_true(fabs(believe_resolve(clash->run.world, BORDAVIA, BORDAVIA) - 0.5) < CLOSE);
  believe_act(&clash->run, RURITANIA, record, 0);
  assert_true(believe_resolve(clash->run.world, RURITANIA, BORDAVIA) > 0.5 + 1e-3);
  clash_close(&memory.clash);
}

/* --- resolve ---------------------------------------------------------------------------------- */

static double resolve_after(enum step step, bool closed, int observer) {
  struct memory memory;
  remember(&memory, NULL, 0);
  struct clash *clash = &memory.clash;
  clash->verbs[SAY].effect_count = 0;
  clash_effect(&clash->verbs[SAY], EFFECT_SIGNAL, 1, step);
  struct record *record = spoken(clash, CONSEQUENCE_NONE);
  record->actor = RURITANIA;
  record->closed = closed;
  believe_act(&clash->run, observer, record, 0);
  double resolve = believe_resolve(clash->run.world, BORDAVIA, RURITANIA);
  clash_close(&memory.clash);
  return resolve;
}

/* The prior is symmetric about one half; a signal of log likelihood ratio w tilts it by
 * exp(w (2 share - 1)). */
static double tilted_resolve(double weight) {
  double sum = 0;
  double total = 0;
  for (int i = 0; i < BELIEF_GRID; i++) {
    double theta = -4 + i * 0.5;
    double p = exp(-theta * theta / 8) * exp(weight * theta / 4);
    sum += p * i / 16.0;
    total += p;
  }
  return sum / total;
}

static void cheap_talk_moves_resolve_less_than_tied_hands(void **state) {
  (void)state;
  double cheap = resolve_after(STEP_CHEAP, false, BORDAVIA);
  double sunk = resolve_after(STEP_SUNK, false, BORDAVIA);
  double tied = resolve_after(STEP_TIED, false, BORDAVIA);
  assert_true(0.5 < cheap && cheap < sunk && sunk < tied);
  assert_true(fabs(cheap - tilted_resolve(0.1)) < CLOSE);
  assert_true(fabs(sunk - tilted_resolve(0.4)) < CLOSE);
  assert_true(fabs(tied - tilted_resolve(0.5)) < CLOSE);
  assert_true(fabs(resolve_after(STEP_TIED, true, BORDAVIA) - 0.5) < CLOSE); /* nobody saw it */
  assert_true(fabs(resolve_after(STEP_TIED, false, THIRDLAND) - 0.5) < CLOSE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_precedent_gives_the_posterior_of_the_formula),
      cmocka_unit_test(silence_says_less_where_nothing_was_owed),
      cmocka_unit_test(help_that_was_not_asked_for_says_more),
      cmocka_unit_test(a_precedent_says_more_about_its_own_kind_of_place),
      cmocka_unit_test(the_order_of_precedents_does_not_matter),
      cmocka_unit_test(a_precedent_about_others_changes_nothing),
      cmocka_unit_test(a_moving_leader_makes_a_members_silence_tell),
      cmocka_unit_test(age_wears_a_precedent_down),
      cmocka_unit_test(rungs_stay_ordered),
      cmocka_unit_test(who_is_attacked_was_expected_to_stand_alone),
      cmocka_unit_test(selection_weighs_by_the_chance_of_an_attack),
      cmocka_unit_test(a_member_follows_its_leader_in_expectation),
      cmocka_unit_test(words_weigh_by_the_mandate_and_the_consequence),
      cmocka_unit_test(a_limit_to_recognised_ground_lowers_help_beyond_it_only),
      cmocka_unit_test(deeds_of_a_helper_speak_for_themselves),
      cmocka_unit_test(nobody_learns_from_his_own_words),
      cmocka_unit_test(an_episode_tells_what_was_done_in_it),
      cmocka_unit_test(cheap_talk_moves_resolve_less_than_tied_hands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
