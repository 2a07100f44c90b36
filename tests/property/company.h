/* Runs of a shipped scenario inside the test's own process, by the worker's own parts: image,
 * restore, poke, run. */
#ifndef TESTS_PROPERTY_COMPANY_H
#define TESTS_PROPERTY_COMPANY_H

#include "worker/house.h"

struct company {
  struct house house;
  struct arena files;
  struct setting *words; /* structural settings of all its runs */
  int word_count;
  int days;         /* of the runs to come; 0: the scenario's */
  bool want_series; /* in their results */
};

/* Loads scenarios/[name] with structural [settings]; fails the test on any fault. */
void company_open(struct company *company, const char *name, const struct setting *settings,
                  int count);

/* The same with the text of sources changed by [edit] before they are loaded (NULL: unchanged). */
typedef void (*company_edit_fn)(struct source *source, struct arena *arena);
void company_open_edited(struct company *company, const char *name, company_edit_fn edit);

/* Both. */
void company_open_under(struct company *company, const char *name, const struct setting *settings,
                        int count, company_edit_fn edit);

/* Injects of any verb in the runs to come; [injects] outlive them. */
void company_what_if(struct company *company, const struct inject *injects, int count);

/* Loads again what the house holds, after its sources were changed. False on faults, which are then
 * in [faults]. */
bool company_reload(struct company *company, struct faults *faults);

/* Turns the worker's watchdog on, as hostile policies need it, and shortens the counted pass to
 * [instructions] so that a test does not take the seconds that the real one does. Call after each
 * load. */
void company_watch(struct company *company, int instructions);

/* One run; records go to [sink]. Fails the test if the run fails. */
void company_run(struct company *company, uint64_t seed, const struct setting *numbers, int count,
                 record_sink_fn sink, void *context, struct run_result *result);

void company_close(struct company *company);

const struct scenario *company_scenario(const struct company *company);

/* An outcome by name; NaN if there is none. */
double company_outcome(const struct run_result *result, const char *name);

#endif
