/* Estimates with their 95 % intervals.
 *
 * Runs of one replicate share their random numbers across the points of a design, so runs of one
 * seed are alike and not independent. Means and shares therefore count seeds, not runs, as what was
 * drawn: the variance is that of the seeds' totals about the mean (linearised ratio estimator,
 * Cochran 1977, 6.3), with as many degrees of freedom as there are seeds less one. It says how far
 * chance could have moved the mean over the points that were run. With one run a seed this is the
 * textbook variance. Where there are fewer than SEEDS_LEAST seeds, too few to see how seeds differ,
 * each run stands for itself. */
#ifndef DEMARCHE_STUDY_INTERVAL_H
#define DEMARCHE_STUDY_INTERVAL_H

#include <stdint.h>

enum { SEEDS_LEAST = 5 };

/* NaN, NaN: cannot be said of so few values. */
struct interval {
  double low, high;
};

/* Values of runs, without NaN, and the number of each run's seed, 0 to seed_count - 1. */
struct observations {
  int64_t count;
  const double *values; /* [count] */
  const int32_t *seeds; /* [count] */
  int32_t seed_count;
};

/* What is known of a mean. Of no values everything is NaN; of one, and of values whose
 * spread is beyond numbers, all but the mean and the counts. */
struct mean_estimate {
  int64_t count;
  int64_t seeds;            /* independent units among them */
  double mean, sd;          /* sd: of the values, by count - 1 */
  double error;             /* standard error of the mean */
  double effective;         /* independent values that would have this error; at most count */
  struct interval interval; /* Student's t */
};

/* [sums] and [counts] are room for seed_count numbers each. */
struct mean_estimate mean_estimate(const struct observations *of, double *sums, double *counts);

/* Wilson's (1927) interval of a share of [n] values; [n] need not be whole (an effective number:
 * Korn & Graubard 1998 for the idea). */
struct interval interval_wilson(double share, double n);

/* mean +- t error; NaN, NaN where one of them is no finite number. */
struct interval interval_t(double mean, double error, double df);

/* Degrees of freedom of the difference of two means with squared errors [a] and [b] (Welch 1947),
 * by shares of their sum: the squares of large ones are beyond numbers. */
double welch_freedom(double a, double count_a, double b, double count_b);

/* Quantile [p] of [count] > 0 sorted values, interpolated (type 7 of Hyndman & Fan 1996). */
double quantile(const double *sorted, int64_t count, double p);

/* Interval of the median by order statistics: ranks l and n + 1 - l with the greatest l such that
 * P(X < l) <= 0.025 for X binomial (n, 1/2). [effective], at most [count], widens it by the number
 * of independent values. NaN where fewer than 6 are. */
struct interval interval_median(const double *sorted, int64_t count, double effective);

/* Sorts numbers ascending, in place; no NaN among them. */
void sort_numbers(double *values, int64_t count);

#endif
