/* Distribution functions that intervals and tests need. */
#ifndef DEMARCHE_STUDY_DISTRIBUTION_H
#define DEMARCHE_STUDY_DISTRIBUTION_H

/* 0.975 quantile of the standard normal distribution: all intervals are of 95 %. */
#define NORMAL_975 1.959963984540054

/* Logarithm of the gamma function, x > 0 (Stirling's series above 12, recurrence below). */
double log_gamma(double x);

/* Regularised incomplete beta function I_x(a, b), a and b > 0, x in [0, 1], by its continued
 * fraction (Lentz's method as modified by Thompson & Barnett 1986); relative error below 1e-12. */
double incomplete_beta(double x, double a, double b);

/* P(|T| >= |t|) of Student's t with [df] degrees of freedom; NaN, cannot be said, if [t] is NaN or
 * [df] is not above 0 and finite. */
double t_two_sided(double t, double df);

/* Quantile of Student's t at [p] in (0, 1), relative error below 1e-9. */
double t_quantile(double p, double df);

/* P(X <= k) of a binomial with [n] trials of probability one half. */
double binomial_half(double k, double n);

#endif
