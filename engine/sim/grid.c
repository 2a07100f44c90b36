/* Grid arithmetic. Points keep a floor, so that no evidence can make anything impossible for ever.
 */
#include "sim/grid.h"

#include "base/trans.h"

static const double FLOOR = 1e-9;

double grid_theta(int i) {
  return -4 + 8.0 * i / (BELIEF_GRID - 1);
}

double grid_share(int i) {
  return (double)i / (BELIEF_GRID - 1);
}

static void norm(double grid[BELIEF_GRID]) {
  double sum = 0;
  for (int i = 0; i < BELIEF_GRID; i++) {
    grid[i] = grid[i] > FLOOR ? grid[i] : FLOOR;
    sum += grid[i];
  }
  for (int i = 0; i < BELIEF_GRID; i++) {
    grid[i] /= sum;
  }
}

void grid_normal(double grid[BELIEF_GRID], double mean, double spread) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    double z = (grid_theta(i) - mean) / spread;
    grid[i] = trans_exp(-z * z / 2);
  }
  norm(grid);
}

void grid_power(const double likelihood[BELIEF_GRID], double weight, double out[BELIEF_GRID]) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    out[i] = weight == 1 ? likelihood[i] : trans_pow(likelihood[i], weight);
  }
}

void grid_update(double grid[BELIEF_GRID], const double factor[BELIEF_GRID]) {
  for (int i = 0; i < BELIEF_GRID; i++) {
    grid[i] *= factor[i];
  }
  norm(grid);
}

double grid_mean(const double grid[BELIEF_GRID], const double values[BELIEF_GRID]) {
  double mean = 0;
  for (int i = 0; i < BELIEF_GRID; i++) {
    mean += grid[i] * values[i];
  }
  return mean;
}
