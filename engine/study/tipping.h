/* Tipping points: the value of a factor at which the modal outcome flips, that is where the share
 * of runs in which something holds crosses one half.
 *
 * Data. Every replicate (seed) is run at every level, with the same random numbers at all of them.
 * What differs between levels is then the factor and not chance, and a replicate, not a run, is
 * what was drawn.
 *
 * Fit. Isotonic regression of the shares on the levels by pooling adjacent violators (Ayer et al.
 * 1955), weighted by runs; rising or falling, whichever leaves the smaller sum of squares. No curve
 * is assumed: in a model with thresholds the share may be a step, a ramp or a plateau, and where a
 * logistic curve does not fit, its tails move its middle. Centred isotonic regression (Oron &
 * Flournoy 2017) is not used: it draws the ends of long flat stretches towards their middle, and
 * with that the crossing of a steep curve.
 *
 * Crossing. By straight lines between the last level fitted below one half and the first above; the
 * middle of the levels fitted at exactly one half, if there are such. These two levels are the
 * bracket. A curve that does not come to lie strictly on both sides does not cross.
 *
 * Interval. 2.5 and 97.5 % quantiles of the crossings in resamples of the replicates (percentile
 * bootstrap, Efron 1979; whole replicates because the runs of one are alike), of one direction. A
 * resample that does not cross counts as a crossing beyond the end it would be at, so that the
 * interval may have an infinite end. Where the shares jump between two neighbouring levels, no
 * resample can tell where in between: if the bracket is wider than the interval of the resamples,
 * the interval is widened by the bracket and [coarse] is set.
 *
 * More than one crossing. A level is decided when its share differs from one half at the level
 * 0.05 / levels (sign test, Bonferroni): where no level's true share is on the other side, a second
 * crossing is claimed in less than one search of twenty. Decided levels that change side more than
 * once are as many crossings, each fitted by itself between its neighbours. What happens between
 * two levels is not seen.
 *
 * Refinement. A search begins with an even grid; in each round the gaps between levels that the
 * interval or the bracket touches, and that are wider than the interval, are halved. That the data
 * say where to look, and when to stop, costs a little: simulated searches over logistic curves hold
 * the truth in 93 % of intervals where runs of a replicate have nothing in common, in 95 to 97 %
 * where they share their random numbers (tests/unit/tipping_test.c). */
#ifndef DEMARCHE_STUDY_TIPPING_H
#define DEMARCHE_STUDY_TIPPING_H

#include "base/arena.h"
#include "base/err.h"
#include "study/interval.h"

#include <stdbool.h>
#include <stdint.h>

/* TIPPING_HALVINGS: rounds of refinement at most. */
enum { TIPPING_CROSSINGS_MAX = 16, TIPPING_HALVINGS = 5 };

/* What was run. */
struct tipping_runs {
  int count;                   /* of levels; at least 2 */
  const double *levels;        /* ascending */
  int64_t replicates;          /* at least 1 */
  const signed char *outcomes; /* [level * replicates + replicate]: 1 it holds, 0 not, -1 no result.
                                  A level without any result tells nothing and is passed over */
};

struct tipping_level {
  double value;
  int64_t runs, holds;      /* with a result; of these, in which it holds */
  double share;             /* NaN without runs */
  struct interval interval; /* of the share, Wilson's */
  int side;                 /* of one half, if decided: -1 below, 1 above; else 0 */
};

struct tipping_crossing {
  int direction;            /* 1: the share rises, -1: it falls */
  double value;             /* NaN: none, the curve stays on one side */
  struct interval interval; /* NaN: cannot be said. An infinite end: beyond the levels, or of one of
                               many crossings beyond its neighbours' levels. Without a crossing,
                               where resamples have theirs */
  struct interval resampled; /* the same before it was widened */
  struct interval bracket;   /* levels on either side; NaN without a crossing */
  bool coarse;               /* the distance of the levels limits the interval */
};

struct tipping {
  struct tipping_level *levels; /* [count] of the runs, in the arena */
  int count;
  double least, greatest; /* shares; NaN without any result */
  int crossing_count;     /* 1, or more than 1 if the decided levels say so; 0: no result at all */
  struct tipping_crossing
      crossings[TIPPING_CROSSINGS_MAX]; /* ascending; further ones are left out */
};

/* Deterministic in its arguments; resamples are keyed by [resamples]' number alone
 * (bootstrap_draw). ERR_NOMEM. */
enum err_code tipping_estimate(struct tipping *out, const struct tipping_runs *runs, int resamples,
                               struct arena *arena, struct err *err);

/* --- which levels to run -----------------------------------------------------------------------
 *
 * A search chooses from [count] possible levels, ascending, by their place in [values]. */

/* Marks the even grid of [levels] (at least 2, at most [count]) places from the first to the last
 * in [chosen]. */
void tipping_begin(bool *chosen, int count, int levels);

/* Marks the middle of each gap between chosen places that is to be halved; returns how many there
 * are. 0: the search is over. */
int tipping_refine(const struct tipping *found, const double *values, bool *chosen, int count);

#endif
