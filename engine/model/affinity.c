/* The baseline formula of affinity. */
#include "model/affinity.h"

static double larger(double a, double b) {
  return a > b ? a : b;
}

bool affinity_obliges(const struct treaty *treaty) {
  for (int i = 0; i < treaty->articles.count; i++) {
    if (((const struct article *)treaty->articles.items)[i].obligation == OBLIGATION_ASSIST) {
      return true;
    }
  }
  return false;
}

bool affinity_allied(const struct scenario *scenario, int a, int b, uint64_t *treaties) {
  uint64_t found = 0;
  for (int t = 0; t < scenario->treaties.count; t++) {
    const struct treaty *treaty = scenario_treaty(scenario, t);
    if ((treaty->members >> a & 1) != 0 && (treaty->members >> b & 1) != 0 &&
        affinity_obliges(treaty)) {
      found |= UINT64_C(1) << t;
    }
  }
  if (treaties != NULL) {
    *treaties = found;
  }
  return found != 0;
}

bool affinity_dispute(const struct scenario *scenario, int a, int b, double claim_min) {
  for (int t = 0; t < scenario->theatres.count; t++) {
    const struct theatre *theatre = scenario_theatre(scenario, t);
    int side = theatre_side(theatre, a);
    if (side >= 0 && theatre_side(theatre, b) == 1 - side && theatre->claim >= claim_min) {
      return true;
    }
  }
  return false;
}

double affinity_dependence(const struct relation *relation) {
  return larger(relation->arms, larger(relation->trade, relation->energy));
}

double affinity_baseline(const struct scenario *scenario, int from, int to) {
  const struct constants *model = &scenario->model;
  const struct relation *relation = scenario_relation(scenario, from, to);
  double shared = affinity_allied(scenario, from, to, NULL) ? 1 : 0;
  double treaty = shared + relation->treaty < 1 ? shared + relation->treaty : 1;
  double rivalry = affinity_dispute(scenario, from, to, 0.5) ? 1 : relation->rivalry;
  double sum = model->affinity_votes * relation->agreement +
               model->affinity_trade * relation->trade + model->affinity_arms * relation->arms +
               model->affinity_energy * relation->energy + model->affinity_treaty * treaty +
               model->affinity_bilateral * relation->bilateral - model->affinity_rivalry * rivalry;
  double most = model->affinity_votes + model->affinity_trade + model->affinity_arms +
                model->affinity_energy + model->affinity_treaty + model->affinity_bilateral;
  double least = model->affinity_votes + model->affinity_rivalry;
  double limit = sum >= 0 ? most : least;
  return limit > 0 ? sum / limit : 0;
}
