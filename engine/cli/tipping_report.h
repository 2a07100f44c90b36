/* What a search for a tipping point found, as people and programs read it. */
#ifndef DEMARCHE_CLI_TIPPING_REPORT_H
#define DEMARCHE_CLI_TIPPING_REPORT_H

#include "cli/tipping_search.h"

/* Runs at the levels that were tried, and how many of them have a result. */
int64_t tipping_report_runs(const struct tipping_search *search, int64_t *results);

/* "once", "often", "never", or "unknown" where no run has a result. */
const char *tipping_report_verdict(const struct tipping_search *search);

/* The answer, the levels, what to do next. Where runs were not kept, order.out is NULL. */
void tipping_table(struct text *out, const struct tipping_search *search);

/* what,value,share,low,high,runs: a row for each crossing (low and high bound its value) and each
 * level (they bound its share). */
void tipping_csv(struct text *out, const struct tipping_search *search);

void tipping_json(struct text *out, const struct tipping_search *search);

#endif
