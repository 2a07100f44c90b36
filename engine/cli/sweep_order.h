/* What a sweep is asked for, on the command line or by a spec file: the same options, one reader.
 */
#ifndef DEMARCHE_CLI_SWEEP_ORDER_H
#define DEMARCHE_CLI_SWEEP_ORDER_H

#include "base/err.h"
#include "study/plan.h"

#include <argp.h>

struct sweep_vary {
  const char *path, *levels;
};

struct sweep_order {
  const char *scenario; /* as given */
  struct setting sets[PLAN_SETS_MAX];
  int set_count;
  int spec_set_count; /* the first so many come from the spec */
  struct sweep_vary varies[FACTOR_MAX];
  int vary_count;
  int spec_vary_count;
  enum design design;     /* DESIGN_COUNT: not said */
  const char *file;       /* of DESIGN_FILE */
  int64_t samples;        /* 0: not said */
  int64_t reps, max_reps; /* 0: not said */
  uint64_t seed;
  bool independent_seeds;
  int days; /* 0: the scenario's */
  struct precision_rule until;
  enum keep_events events;
  int64_t event_sample;
  int max_failures;
  /* not part of the plan */
  int jobs; /* 0: as many as there are processors */
  const char *out;
  const char *points; /* file for the points of the design; NULL: none */
  int shard, shards;
  int timeout_s;
  bool resume, retry_failed, dry_run, quiet, no_series;
};

void sweep_order_init(struct sweep_order *order);

/* Takes one option, by its long name without dashes. ERR_USAGE: "--samples: found ...; expected
 * ...". Texts must live as long as the order; those of `set` and `vary` are split in place. */
enum err_code sweep_order_set(struct sweep_order *order, const char *option, const char *value,
                              struct err *err);

/* Keeps an option as it was typed, by name and value, for an order that is made later. Its name is
 * that of [key] in a command's own table of options. Too many: argp_error. */
enum { SWEEP_KEPT_MAX = 128 };
void sweep_order_keep(struct setting kept[SWEEP_KEPT_MAX], int *count,
                      const struct argp_option *table, int key, const char *text,
                      struct argp_state *state);

/* What was set so far came from a spec: the command line may say otherwise. */
void sweep_order_end_of_spec(struct sweep_order *order);

/* The options as the command line knows them: an argp's table. Keys begin at SWEEP_KEY_FIRST;
 * sweep_order_option gives the name of a key. */
enum { SWEEP_KEY_FIRST = 0x400 };
extern const struct argp_option sweep_order_options[];
const char *sweep_order_option(int key);

/* After the last option: what is not said gets its default. ERR_USAGE for what contradicts itself.
 */
enum err_code sweep_order_settle(struct sweep_order *order, struct err *err);

#endif
