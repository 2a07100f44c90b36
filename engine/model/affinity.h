/* Affinity at the start: one published formula over data older than the onset, the same in every
 * scenario. */
#ifndef DEMARCHE_MODEL_AFFINITY_H
#define DEMARCHE_MODEL_AFFINITY_H

#include "model/scenario.h"

/* Affinity of [from] for [to], -1 to 1:
 *
 *   s = votes * agreement + trade * trade + arms * arms + energy * energy + treaty * min(1, shared
 * + treaty)
 *       + bilateral * bilateral - rivalry * max(rivalry, dispute)
 *
 * with the weights affinity_* of the constants, shared = 1 if a declared treaty obliges the two to
 * assist each other, dispute = 1 if they are the sides of a theatre with claim > 0.5. Positive sums
 * are divided by the largest possible one, negative ones by the smallest, so that the result needs
 * no clamping. */
double affinity_baseline(const struct scenario *scenario, int from, int to);

/* Whether a treaty has an article that obliges its members to assist each other. */
bool affinity_obliges(const struct treaty *treaty);

/* Whether a declared treaty with an obligation to assist joins the two; its bits in [*treaties] if
 * not NULL. */
bool affinity_allied(const struct scenario *scenario, int a, int b, uint64_t *treaties);

/* Whether the two are parties on opposite sides of a theatre whose claim is at least [claim_min].
 */
bool affinity_dispute(const struct scenario *scenario, int a, int b, double claim_min);

/* What [from] depends on [to] for: the largest of its arms, trade and energy shares. */
double affinity_dependence(const struct relation *relation);

#endif
