/* The plan of a batch: which runs there are, with which settings and seeds, in which order.
 *
 * Runs are numbered from 0, replicate by replicate: run = replicate * points + k, where k counts
 * along a seeded permutation of the points, so that a batch that is cut short is an even sample.
 * Shard I of N has the runs k = I - 1 (mod N), or whole points in the same way when a rule of
 * precision (`until`) looks at all replicates of a point. */
#ifndef DEMARCHE_STUDY_PLAN_H
#define DEMARCHE_STUDY_PLAN_H

#include "base/arena.h"
#include "base/err.h"
#include "model/source.h"
#include "store/store.h"
#include "study/design.h"

#include <stdbool.h>
#include <stdint.h>

enum { PLAN_SETS_MAX = 64, PLAN_FIRST_LOOK = 100, PLAN_SHARDS_MAX = 100000 };
#define PLAN_RUNS_MAX INT64_C(200000000)

enum keep_events { EVENTS_NONE, EVENTS_SAMPLE, EVENTS_ALL };

/* `ci(MEASURE)<W`: replicates are added until the 95 % interval of a point's mean is narrower than
 * W. Looked at after 100, 200, 400, ... replicates only; stopping at a look makes intervals cover a
 * little less often than they say. */
struct precision_rule {
  const char *text; /* as written; NULL: no rule */
  char measure[96];
  double width; /* from the lower to the upper end */
};

struct plan {
  const char *scenario; /* name or folder, as given */
  struct setting sets[PLAN_SETS_MAX];
  int set_count;
  enum design design;
  const char *file; /* of DESIGN_FILE; NULL else */
  struct factor *factors;
  int factor_count;
  int64_t samples;  /* 0: the design has none */
  int64_t reps;     /* replicates of each point */
  int64_t max_reps; /* with a rule of precision, else equal to reps */
  uint64_t seed;
  bool independent_seeds; /* points do not share random numbers */
  int days;               /* 0: the scenario's */
  struct precision_rule until;
  enum keep_events events;
  int64_t event_sample; /* how many runs keep theirs */
  int max_failures;
  int shard, shards; /* 1 of 1: the whole */
  struct points points;
  int64_t *order; /* point that stands at place k */
};

struct plan_run {
  int64_t run_id, point, replicate;
  uint64_t seed;
};

/* Runs of the whole plan, all shards; with a rule of precision the most there can be. */
int64_t plan_total(const struct plan *plan);

struct plan_run plan_run_of(const struct plan *plan, int64_t run_id);

/* Whether a run belongs to this shard. */
bool plan_is_mine(const struct plan *plan, int64_t run_id);

/* Runs of this shard, of the first [replicates] replicates. */
int64_t plan_mine(const struct plan *plan, int64_t replicates);

/* Whether the events of a run are kept. */
bool plan_keeps_events(const struct plan *plan, int64_t run_id);

/* The value of factor [factor] at a point, as the results file has it. */
struct factor_value plan_value(const struct plan *plan, int64_t point, int factor);

/* A point's settings, those of the whole batch first: [words] change the scenario before it is
 * loaded, [numbers] are poked into it. Room for set_count + factor_count in each; texts in [arena].
 * False: no memory. */
bool plan_settings(const struct plan *plan, int64_t point, struct arena *arena,
                   struct setting *words, int *word_count, struct setting *numbers,
                   int *number_count);

/* Reads `ci(MEASURE)<W`. ERR_USAGE. */
enum err_code precision_rule_read(struct precision_rule *out, const char *text, struct err *err);

/* The plan as lines of a results file, in [arena]; NULL: no memory. */
struct store_line *plan_lines(const struct plan *plan, struct arena *arena, int *count);

/* Its factors, likewise. */
struct store_factor *plan_factors(const struct plan *plan, struct arena *arena);

#endif
