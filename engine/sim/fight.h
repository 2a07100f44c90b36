/* Incidents (a self-exciting process per theatre) and offensives (contest on theatre forces). */
#ifndef DEMARCHE_SIM_FIGHT_H
#define DEMARCHE_SIM_FIGHT_H

#include "sim/run.h"

/* Rate of incidents per day now in a theatre: base x tension and readiness x weather, plus the
 * excitation's decay. */
double fight_incident_rate(const struct world *world, int theatre);

/* Schedules the next candidate incident of each theatre at the start (thinning, Ogata 1981). */
void fight_begin(struct run *run);

/* A candidate incident is due: accepted with the ratio of the rates, drawn (who fired, gravity,
 * deaths), recorded, perceived; the next candidate is scheduled. */
void fight_incident(struct run *run, int theatre);

/* The incident by which a crisis began: [actor], a side of [theatre], opened fire and left [deaths]
 * of the other side dead. */
void fight_trigger(struct run *run, int theatre, int actor, double deaths, bool civilians,
                   uint32_t cause);

/* An offensive begins in the record's theatre; the first day of fighting is scheduled. */
void fight_campaign(struct run *run, const struct record *record, double intensity, double days);

/* A day of the offensive in [theatre]: losses and ground by contest success; ends when its days are
 * over, when both sides have agreed, or when for a side the continuation value less the daily cost
 * falls below the settlement on offer (status quo of ground). */
void fight_day(struct run *run, int theatre);

/* Whether help for a [side] is called for in [theatre] (-1: for either): an offensive is under way,
 * or the other side has mobilised against it beyond its readiness at the start, or an attack with
 * many dead (gravity 4) is at most emergency_days old; and no ceasefire is in force. */
bool fight_emergency(const struct world *world, int theatre, int side);

/* Chance of success of [attacker] in [theatre] now: m_a^g / (m_a^g + (terrain m_d)^g), m = men x
 * quality x supply x readiness (Hirshleifer). */
double fight_success(const struct world *world, int theatre, int attacker);

/* Ends fighting in a theatre; CEASEFIRE record, whose `flag` says that both sides had agreed. */
void fight_cease(struct run *run, int theatre, uint32_t cause);

/* The rate of a theatre may have risen: draws the next candidate anew if it did rise above the
 * bound that the last one was drawn under. Exact, since a Poisson process has no memory. */
void fight_stir(struct run *run, int theatre);

/* Adds [amount] expected incidents to a theatre's excitation (negative calms it). */
void fight_excite(struct world *world, int theatre, double amount);

/* The side that [actor] fights on: as a party, or where its troops stand by; -1. */
int fight_side(const struct world *world, int theatre, int actor);

/* MID level of a theatre now: that of the acts of its parties there (or against each other with no
 * place named) within hostility_days. 5 (war) while force is used and 1,000 have died between its
 * sides in the run; never from an act alone. */
int fight_level(const struct world *world, int theatre);

/* The highest of MID levels 2 to 5 whose last day ([level_day]: 1 + day, 0 none) lies at most
 * [days] before [today] (1 + day); 1 if none does. */
int fight_standing_level(const int level_day[6], int today, double days);

/* An act of MID level [level] (1 to 4) by [from] against [to], now, in [theatre] (-1: wherever the
 * two face each other). */
void fight_hostility(struct world *world, int from, int to, int level, int theatre);

/* A day is over: it is counted at each theatre's MID level, and at the highest. */
void fight_count_day(struct world *world);

/* Daily part for one theatre: recent fire and the standing of its case fade, men arrive, supply
 * recovers, lone offers of a ceasefire lapse. */
void fight_theatre_day(struct run *run, int theatre);

/* Deaths on [side] of a theatre by the other side's hand: counts, dyad deaths, recent deaths,
 * intensity, approval. */
void fight_deaths(struct run *run, int theatre, int side, double deaths, double civilians);

#endif
