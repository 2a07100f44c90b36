/* Runs of a shipped scenario inside the test's own process, by the worker's own parts: image, restore, poke, run. */
#ifndef TESTS_PROPERTY_COMPANY_H
#define TESTS_PROPERTY_COMPANY_H

#include "worker/house.h"

struct company {
  struct house house;
  struct arena files;
};

/* Loads scenarios/[name] with structural [settings]; fails the test on any fault. */
void company_open(struct company *company, const char *name, const struct setting *settings,
                  int count);

/* The same with the text of one source changed by [edit] before it is loaded (NULL: unchanged). */
typedef void (*company_edit_fn)(struct source *source, struct arena *arena);
void company_open_edited(struct company *company, const char *name, company_edit_fn edit);

/* One run; records go to [sink]. Fails the test if the run fails. */
void company_run(struct company *company, uint64_t seed, const struct setting *numbers, int count,
                 record_sink_fn sink, void *context, struct run_result *result);

void company_close(struct company *company);

const struct scenario *company_scenario(const struct company *company);

/* An outcome by name; NaN if there is none. */
double company_outcome(const struct run_result *result, const char *name);

#endif
