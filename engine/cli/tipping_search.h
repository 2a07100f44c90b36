/* The search for a tipping point: rounds of runs at levels that the rounds before ask for.
 *
 * There is one plan, a grid of all levels that any round may ask for, of which rounds run some; so
 * the file is a results file of a sweep over that grid that has not been finished, and a search
 * that was cut short goes on where it stopped. What is asked for depends on results alone, not on
 * the number of workers. */
#ifndef DEMARCHE_CLI_TIPPING_SEARCH_H
#define DEMARCHE_CLI_TIPPING_SEARCH_H

#include "cli/sweep_prepare.h"
#include "host/batch.h"
#include "study/expr.h"
#include "study/tipping.h"

struct tipping_search {
  struct sweep sweep;  /* prepared by tipping_prepare; its one factor has all possible levels */
  struct arena texts;  /* of the levels as an option */
  const char *measure; /* EXPR, as typed */
  int levels;          /* of the first round */
  bool whole;          /* the factor takes whole numbers only */
  struct expr expr;    /* over the measures of the plan */
  const char **used;   /* measures that it names */
  int *column_of;      /* [measure] which column of those, -1: none */
  int used_count;
  bool *chosen; /* [point] levels run so far */
  int chosen_count;
  int rounds;
  struct arena arena; /* of the last round's estimate */
  struct tipping found;
  struct batch_report report; /* of the last round; the first failure of all */
};

void tipping_search_open(struct tipping_search *search);
void tipping_search_close(struct tipping_search *search);

/* From sweep.order (of one --vary PATH=lo:hi, not settled), measure and levels to a plan. ERR_USAGE
 * for what is no range and no question, ERR_INVALID with faults in search->sweep.faults or its
 * client's. An interruption is in sweep.interrupted. */
enum err_code tipping_prepare(struct tipping_search *search, struct err *err);

/* All rounds, into [store]. An interruption is in report.interrupted. */
enum err_code tipping_search(struct tipping_search *search, struct store *store, struct err *err);

#endif
