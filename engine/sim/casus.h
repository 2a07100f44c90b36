/* Casus foederis: is this event what the treaty means? A conjunction, each clause on its own. */
#ifndef DEMARCHE_SIM_CASUS_H
#define DEMARCHE_SIM_CASUS_H

#include "model/world.h"

struct casus_event {
  int victim, attacker; /* actors; attacker -1 unknown */
  int theatre;
  double
      gravity; /* 0 to 5: 1 shots, 2 deaths, 3 shelling or raid, 4 offensive, 5 general offensive */
  bool victim_fired_first;
  bool requested; /* by the victim, formally */
};

/* Clauses of the article that hold, as CLAUSE bits; all six set means the casus is given. Clauses
 * that the article does not ask for (request, provocation) count as holding. */
uint32_t casus_clauses(const struct world *world, int treaty, const struct article *article,
                       const struct casus_event *event);

/* The first article of [treaty] with that obligation, NULL if none. */
const struct article *casus_article(const struct scenario *scenario, int treaty,
                                    enum obligation obligation);

/* Gravity, 0 to 5, of what the other side of a theatre than [victim]'s has newly placed there: a
 * full challenge weighs like an offensive (level 4). */
double casus_challenge(const struct world *world, int theatre, int victim);

/* Gravity of a record (INCIDENT, ACT, ENGAGEMENT), 0 to 5; 0 for words. */
double casus_gravity(const struct scenario *scenario, const struct record *record);

#endif
