/* A small crisis in which chosen actors follow shipped policies, and what the first of them
 * decided.
 *
 * AAA holds, and BBB claims, the border (inside the pact's area) and the line (outside); CCC and
 * DDD are AAA's allies, ORG is their organisation, SPK its spokesman; EEE is an outsider with a
 * stake. A role without a policy keeps quiet. */
#ifndef DEMARCHE_TESTS_CRISIS_H
#define DEMARCHE_TESTS_CRISIS_H

#include "lua/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ANYWHERE = -1, BORDER = 0, LINE = 1 }; /* theatres in order of id */

#define CRISIS_STAKE_E 0.5

/* Who follows what. The policy "puppet" does its actor's _act again and again (at the line, to the
 * adversary; the spokesman: where fire fell). The decisions of the first role with a shipped policy
 * are kept. */
struct cast {
  const char *a, *a_params, *a_act;
  bool a_once; /* the puppet acts once only */
  const char *b, *b_params, *b_act;
  const char *b_capability; /* NULL: 0.2 */
  const char *c, *c_params;
  const char *d, *d_params;
  const char *e, *e_params;
  const char *s, *s_params, *s_act;
  bool calm;          /* no incidents */
  const char *replay; /* text of replay.lua */
};

enum { SEEN_OPTION_MAX = 26, SEEN_TERM_MAX = 8, SEEN_MAX = 400, ACT_SEEN_MAX = 64 };

struct seen_option {
  char verb[40]; /* "" silence */
  int theatre, rung;
  double utility, probability;
  int term_count;
  struct {
    char name[24];
    double value;
  } terms[SEEN_TERM_MAX];
};

struct seen {
  int64_t minute;
  char stimulus[40];        /* verb of the act reacted to, "" if none */
  int chosen, option_count; /* silence included, last */
  struct seen_option options[SEEN_OPTION_MAX];
};

struct crisis {
  int actor; /* whose decisions these are */
  int count;
  struct seen seen[SEEN_MAX];
  int act_count;
  struct {
    int64_t minute;
    char verb[40];
  } acts[ACT_SEEN_MAX];
  const struct scenario *scenario;
  char (*verbs)[40]; /* by record id, while the run goes on */
  uint32_t verb_room;
};

/* One run; fails the test if it fails. */
struct crisis *crisis_play(const struct cast *cast, uint64_t seed, int days);
void crisis_end(struct crisis *crisis);

/* The first option with [verb] (NULL: any) over [theatre] (ANYWHERE: any); NULL if there is none.
 */
const struct seen_option *crisis_option(const struct seen *seen, const char *verb, int theatre);

/* A term's value; 0 if the option has no such term. */
double crisis_term(const struct seen_option *option, const char *name);

/* Mean of a term over all decisions that offered [verb] (NULL: any) over [theatre]; NaN if none
 * did.
 */
double crisis_mean_term(const struct crisis *crisis, const char *verb, int theatre,
                        const char *term);

/* A term of [verb] when it was first offered; fails the test if it never was. */
double crisis_first_term(const struct crisis *crisis, const char *verb, const char *term);

/* Mean probability of an option where it was offered; NaN if it never was. */
double crisis_mean_probability(const struct crisis *crisis, const char *verb, int theatre);

bool crisis_offers(const struct crisis *crisis, const char *verb, int theatre);
bool crisis_never_offers(const struct crisis *crisis, const char *verb);

/* Fails the test, showing both, unless they differ by at most [tolerance]. */
void crisis_assert_near(double found, double expected, double tolerance);

/* First and last decision that offered a verb over the line; NULL if none did. */
const struct seen *crisis_first(const struct crisis *crisis, const char *verb);
const struct seen *crisis_last(const struct crisis *crisis, const char *verb);

#endif
