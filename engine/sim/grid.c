/* Grid arithmetic. Points keep a floor, so that no evidence can make anything impossible for ever.
 */
#include "sim/grid.h"

#include "base/trans.h"

static const double FLOOR = 1e-9;

double grid_theta(int i) {
  return -4 + 8.0 * i / (BELIEF_GRID - 1);
}

double grid_exp_minus_theta(int i) {
  static const double exp_minus_theta[BELIEF_GRID] = {
      0x1.b4c902e273a58p+5, 0x1.08ec721396bdbp+5, 0x1.415e5bf6fb106p+4, 0x1.85d6fd931e0bbp+3,
      0x1.d8e64b8d4ddaep+2, 0x1.1ed3fe64fc541p+2, 0x1.5bf0a8b145769p+1, 0x1.a61298e1e069cp+0,
      0x1.0000000000000p+0, 0x1.368b2fc6f960ap-1, 0x1.78b56362cef38p-2, 0x1.c8f87724b5c1dp-3,
      0x1.152aaa3bf81ccp-3, 0x1.50385c094f425p-4, 0x1.97db0ccceb0afp-5, 0x1.eec1018e4ff66p-6,
      0x1.2c155b8213cf4p-6};
  return exp_minus_theta[i];
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
