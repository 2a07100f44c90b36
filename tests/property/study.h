/* Studies in miniature: the same seeds under two conditions, and whether the difference has a sign.
 *
 * In a sanitized build runs are slow: there the seeds are few, and only what holds in every run is
 * asserted; the intervals are judged in the release build. */
#ifndef TESTS_PROPERTY_STUDY_H
#define TESTS_PROPERTY_STUDY_H

#include "property/company.h"

enum { STUDY_SEEDS = DEMARCHE_SANITIZED ? 12 : 500, STUDY_DECIDES = !DEMARCHE_SANITIZED };

/* One arm of a study: settings as in --set (structural ones too), and an edit of its
 * files.
 */
struct arm {
  const struct setting *settings;
  int count;
  company_edit_fn edit;
};

/* Values in runs of a shipped scenario of [names] ([count] of them; "a+b" is the sum of two) for
 * seeds 1 to STUDY_SEEDS: values[seed - 1][name], NaN where a measure does not apply. */
void study_values_of(const char *scenario, const struct arm *arm, const char *const *names,
                     int count, double *values);

/* The same of csto-2018. */
void study_values(const struct arm *arm, const char *const *names, int count, double *values);

struct difference {
  double mean; /* second less first, over seeds in which both apply */
  double half; /* half width of its 95 % interval */
  int n;
};

/* Paired difference of column [name] of two tables of study_values. */
struct difference study_difference(const double *first, const double *second, int count, int name);

/* Fails unless the interval of second less first excludes zero on the side of [sign]. */
void study_expect(const char *what, const char *name, struct difference difference, int sign);

/* Replaces every [from] in a source's text. */
void study_replace(struct source *source, struct arena *arena, const char *from, const char *to);

#endif
