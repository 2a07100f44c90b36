/* Distributions on a grid: averages and updates. */
#ifndef DEMARCHE_SIM_GRID_H
#define DEMARCHE_SIM_GRID_H

#include "model/world.h"

/* Point [i] of the grid for a propensity, -4 to 4. */
double grid_theta(int i);

/* exp(-theta) at point [i], for logistic functions over the grid: 1 / (1 + exp(-shift)
 * exp(-theta)). */
double grid_exp_minus_theta(int i);

/* Point [i] of the grid for a resolve, 0 to 1. */
double grid_share(int i);

/* A normal density with [mean] and [spread] over theta, normed to sum 1. */
void grid_normal(double grid[BELIEF_GRID], double mean, double spread);

/* [likelihood] (positive), raised to [weight] (0 to 1). */
void grid_power(const double likelihood[BELIEF_GRID], double weight, double out[BELIEF_GRID]);

/* Multiplies by [factor] (positive) and norms. */
void grid_update(double grid[BELIEF_GRID], const double factor[BELIEF_GRID]);

/* Mean of [values] under the grid. */
double grid_mean(const double grid[BELIEF_GRID], const double values[BELIEF_GRID]);

#endif
