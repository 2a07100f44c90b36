/* Beliefs about help: priors, precedents, predictions. */
#include "sim/believe.h"

#include "base/trans.h"
#include "sim/evidence.h"
#include "sim/grid.h"

#include <assert.h>
#include <string.h>

static const double MINUTES_PER_YEAR = 365.25 * 24 * 60;

static double kappa(const struct constants *model, enum support_rung rung) {
  switch (rung) {
  case RUNG_WORDS:
    return model->kappa_words;
  case RUNG_ARMS:
    return model->kappa_arms;
  case RUNG_MISSION:
    return model->kappa_mission;
  case RUNG_TROOPS:
    return model->kappa_troops;
  case RUNG_SILENCE:
  case RUNG_COUNT:
    break;
  }
  return 0;
}

/* All of the argument of the logistic but theta and kappa. */
static double pull(const struct constants *model, const struct circumstance *x) {
  return (x->in_area ? model->help_in_area : 0) + (x->requested ? model->help_requested : 0) +
         (x->patron_moved ? model->help_patron_moved : 0) + model->help_gravity * x->gravity -
         model->help_affinity * x->affinity;
}

double believe_support(const struct constants *model, double theta, const struct circumstance *x,
                       enum support_rung rung) {
  return rung == RUNG_SILENCE ? 1 : trans_logistic(theta + pull(model, x) - kappa(model, rung));
}

double *evidence_help_grid(const struct world *world, int observer, int pledge, bool in_area) {
  int grid = (observer * world->pledge_count + pledge) * 2 + (in_area ? 1 : 0);
  return &world->help[grid * BELIEF_GRID];
}

void evidence_weigh(const struct constants *model, const double likelihood[BELIEF_GRID],
                    double weight, bool in_area, struct evidence *out) {
  out->in_area = in_area;
  grid_power(likelihood, weight, out->near);
  grid_power(likelihood, weight * model->scope_transfer, out->far);
}

void evidence_take(const struct world *world, int observer, int pledge,
                   const struct evidence *evidence) {
  bool in_area = evidence->in_area;
  grid_update(evidence_help_grid(world, observer, pledge, in_area), evidence->near);
  grid_update(evidence_help_grid(world, observer, pledge, !in_area), evidence->far);
}

double *evidence_resolve_grid(const struct world *world, int observer, int of) {
  return &world->resolve[(observer * world->scenario->actors.count + of) * BELIEF_GRID];
}

void evidence_at_least(const struct constants *model, const struct circumstance *x,
                       enum support_rung rung, double likelihood[BELIEF_GRID]) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    likelihood[i] = believe_support(model, grid_theta(i), x, rung);
  }
}

void evidence_exactly(const struct constants *model, const struct circumstance *x,
                      enum support_rung rung, double likelihood[BELIEF_GRID]) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    double theta = grid_theta(i);
    double above =
        rung == RUNG_TROOPS ? 0 : believe_support(model, theta, x, (enum support_rung)(rung + 1));
    likelihood[i] = believe_support(model, theta, x, rung) - above;
  }
}

/* --- minute 0 ----------------------------------------------------------------------------------
 */

/* A precedent counts as the likelihood of what was seen under its own circumstances; age wears it
 * down. */
static void apply_precedent(const struct run *run, const struct precedent *precedent, int index) {
  const struct scenario *scenario = run->order.scenario;
  const struct pledge *pledge = &run->world->pledges[index];
  int rung = precedent->response[pledge->helper];
  if (precedent->off || precedent->beneficiary != pledge->beneficiary || rung < 0) {
    return;
  }
  bool leads = run->world->pledges[pledge->leader].helper == pledge->helper;
  double years = (double)(scenario->epoch - precedent->at) / MINUTES_PER_YEAR;
  double weight = trans_exp(-(years > 0 ? years : 0) / scenario->model.precedent_memory_years);
  struct circumstance x = {
      .in_area = precedent->in_area,
      .requested = precedent->requested,
      .patron_moved = precedent->patron_moved && !leads,
      .gravity = precedent->gravity,
      .affinity = world_dyad(run->world, pledge->helper, precedent->adversary)->affinity};
  double likelihood[BELIEF_GRID];
  evidence_exactly(&scenario->model, &x, (enum support_rung)rung, likelihood);
  struct evidence evidence;
  evidence_weigh(&scenario->model, likelihood, weight, precedent->in_area, &evidence);
  evidence_take(run->world, 0, index, &evidence);
}

/* At the start everyone knows the same history: what the first observer believes, all believe. */
static void begin_help(struct run *run, int index) {
  struct world *world = run->world;
  const struct constants *model = &run->order.scenario->model;
  const struct pledge *pledge = &world->pledges[index];
  double *first = evidence_help_grid(world, 0, index, false);
  double ties = world_dyad(world, pledge->helper, pledge->beneficiary)->affinity;
  grid_normal(first, model->help_mean + model->help_ties * ties, model->help_spread);
  memcpy(first + BELIEF_GRID, first, BELIEF_GRID * sizeof *first);
  for (int i = 0; i < run->order.scenario->precedents.count; i++) {
    apply_precedent(run, scenario_precedent(run->order.scenario, i), index);
  }
  for (int observer = 1; observer < run->order.scenario->actors.count; observer++) {
    memcpy(evidence_help_grid(world, observer, index, false), first,
           2 * BELIEF_GRID * sizeof *first);
  }
}

void believe_begin(struct run *run) {
  struct world *world = run->world;
  int count = run->order.scenario->actors.count;
  double resolve[BELIEF_GRID];
  grid_normal(resolve, 0, 2); /* over 0..1: middling resolve likelier than extremes */
  for (int i = 0; i < world->pledge_count; i++) {
    begin_help(run, i);
  }
  for (int i = 0; i < count * count; i++) {
    memcpy(&world->resolve[i * BELIEF_GRID], resolve, sizeof resolve);
  }
}

/* --- predictions -------------------------------------------------------------------------------
 */

static struct circumstance complete(const struct world *world, const struct pledge *pledge,
                                    const struct circumstance *x) {
  struct circumstance full = *x;
  full.affinity = world_dyad(world, pledge->helper, pledge->adversary)->affinity;
  return full;
}

/* exp(-shift) of the logistic that gives the support of at least [rung] by theta; the scope
 * statement counted. */
static double factor_of(const struct world *world, const struct pledge *pledge,
                        const struct circumstance *x, enum support_rung rung) {
  const struct constants *model = &world->scenario->model;
  struct circumstance full = complete(world, pledge, x);
  double limit = x->in_area ? 0 : pledge->scope_limited;
  return trans_exp(limit + kappa(model, rung) - pull(model, &full));
}

static void logistic_grid(double factor, double values[BELIEF_GRID]) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    values[i] = 1 / (1 + factor * grid_exp_minus_theta(i));
  }
}

/* Members move with their leader: the chance that he gives arms is mixed in, unless it is known. */
static void predict_mixed(const struct world *world, int observer, int index,
                          const struct circumstance *x, enum support_rung rung,
                          double values[BELIEF_GRID]) {
  const struct pledge *pledge = &world->pledges[index];
  if (rung == RUNG_SILENCE) {
    for (int i = 0; i < BELIEF_GRID; i++) {
      values[i] = 1;
    }
    return;
  }
  double factor = factor_of(world, pledge, x, rung);
  logistic_grid(factor, values);
  if (pledge->leader == index || x->patron_moved) {
    return;
  }
  double leader[BELIEF_GRID];
  double moved[BELIEF_GRID];
  const struct pledge *leading = &world->pledges[pledge->leader];
  logistic_grid(factor_of(world, leading, x, RUNG_ARMS), leader);
  logistic_grid(factor * trans_exp(-world->scenario->model.help_patron_moved), moved);
  double p = grid_mean(evidence_help_grid(world, observer, pledge->leader, x->in_area), leader);
  for (int i = 0; i < BELIEF_GRID; i++) {
    values[i] = p * moved[i] + (1 - p) * values[i];
  }
}

double believe_own_help(const struct world *world, int observer, int pledge,
                        const struct circumstance *x, enum support_rung rung) {
  double values[BELIEF_GRID];
  logistic_grid(factor_of(world, &world->pledges[pledge], x, rung), values);
  return grid_mean(evidence_help_grid(world, observer, pledge, x->in_area), values);
}

double believe_help(const struct world *world, int observer, int pledge,
                    const struct circumstance *x, enum support_rung rung) {
  double values[BELIEF_GRID];
  predict_mixed(world, observer, pledge, x, rung, values);
  return grid_mean(evidence_help_grid(world, observer, pledge, x->in_area), values);
}

void believe_help_basis(const struct world *world, int observer, int index, bool in_area,
                        struct help_basis *out) {
  const struct pledge *pledge = &world->pledges[index];
  const struct pledge *leading = &world->pledges[pledge->leader];
  memcpy(out->own, evidence_help_grid(world, observer, index, in_area), sizeof out->own);
  memcpy(out->leader, evidence_help_grid(world, observer, pledge->leader, in_area),
         sizeof out->leader);
  out->affinity[0] = world_dyad(world, pledge->helper, pledge->adversary)->affinity;
  out->affinity[1] = world_dyad(world, leading->helper, leading->adversary)->affinity;
  out->limit[0] = pledge->scope_limited;
  out->limit[1] = leading->scope_limited;
  out->in_area = in_area ? 1 : 0;
}

bool believe_same_basis(const struct help_basis *a, const struct help_basis *b) {
  bool same = a->in_area == b->in_area;
  for (int i = 0; i < BELIEF_GRID; i++) {
    same = same && a->own[i] == b->own[i] && a->leader[i] == b->leader[i];
  }
  for (int i = 0; i < 2; i++) {
    same = same && a->affinity[i] == b->affinity[i] && a->limit[i] == b->limit[i];
  }
  return same;
}

double believe_help_given_attack(const struct world *world, int observer, int pledge,
                                 const struct circumstance *x, enum support_rung rung) {
  const struct constants *model = &world->scenario->model;
  const double *grid = evidence_help_grid(world, observer, pledge, x->in_area);
  double values[BELIEF_GRID];
  double weighted = 0;
  double total = 0;
  predict_mixed(world, observer, pledge, x, rung, values);
  for (int i = 0; i < BELIEF_GRID; i++) {
    double attacks =
        trans_logistic(model->attack_precision * (model->attack_threshold - values[i]));
    weighted += grid[i] * attacks * values[i];
    total += grid[i] * attacks;
  }
  return weighted / total;
}

double believe_resolve(const struct world *world, int observer, int of) {
  const double *grid = evidence_resolve_grid(world, observer, of);
  double mean = 0;
  for (int i = 0; i < BELIEF_GRID; i++) {
    mean += grid[i] * grid_share(i);
  }
  return mean;
}
