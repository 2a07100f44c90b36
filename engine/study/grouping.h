/* Which runs are looked at, what they are told apart by, and which share a seed. */
#ifndef DEMARCHE_STUDY_GROUPING_H
#define DEMARCHE_STUDY_GROUPING_H

#include "base/arena.h"
#include "store/store.h"

enum {
  GROUPS_MAX = 64,
  GROUPING_LEVELS_MAX = 12, /* numbers with more distinct values are put into bins */
  GROUPING_BINS = 4         /* of about equal numbers of runs */
};

/* Lives in the arena it was made with. */
struct grouping {
  int count;          /* groups, each with at least one run */
  const char **names; /* [group] "0.25", "hedging_ally", "0.02 to 0.26", "none" (not applicable) */
  int64_t *runs;      /* [group] */
  int32_t *of_run;    /* [run] its group; -1: not looked at */
  int32_t *seed_of_run; /* [run] number of its seed, in order of seeds */
  int32_t seed_count;
  int32_t seeds_chosen;  /* seeds of the runs that are looked at */
  int64_t chosen;        /* runs that are looked at */
  bool seeds_are_shared; /* some seed has more than one of them */
  bool is_paired; /* the groups are a factor's, and each has nearly all seeds that are looked at:
                     they can be compared within seeds. Groups by a measure cannot: a seed whose
                     runs fall into two of them is not like others */
};

/* Groups the runs for which [chosen] holds by column [by]: each word, each value, or, of numbers
 * with many values, quartiles; all in one group when [by] is -1. ERR_NOMEM; ERR_USAGE if there are
 * more words than GROUPS_MAX. */
enum err_code grouping_make(struct grouping *out, const struct store_columns *columns,
                            const bool *chosen, int by, struct arena *arena, struct err *err);

/* Upper ends of at most [most] classes of the [count] sorted [values] into [ends], and how many:
 * the distinct values if there are at most [most], else [bins] classes of about equal numbers. */
int grouping_ends(const double *sorted, int64_t count, int most, int bins, double *ends);

/* The class of [value], the first whose end is not below it. */
int grouping_class(const double *ends, int count, double value);

#endif
