/* Writes points of Sobol's sequence to standard output as raw doubles, for a comparison with
 * another implementation: sobol_points stream|design DIMENSIONS COUNT. The design's factors
 * reach from -i to i / 3 + 1. */
#include "study/design.h"
#include "study/sobol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_stream(int dimensions, uint64_t count) {
  struct sobol_stream stream;
  if (!sobol_open(&stream, dimensions)) {
    exit(70);
  }
  for (uint64_t p = 0; p < count; p++) {
    const uint32_t *digits = sobol_next(&stream);
    for (int i = 0; i < dimensions; i++) {
      double value = digits[i] * 0x1p-32;
      (void)fwrite(&value, sizeof value, 1, stdout);
    }
  }
  sobol_close(&stream);
}

static void print_design(int dimensions, uint64_t count) {
  struct factor factors[FACTOR_MAX] = {{0}};
  char paths[FACTOR_MAX][16];
  struct points points;
  struct err err;
  for (int i = 0; i < dimensions; i++) {
    (void)snprintf(paths[i], sizeof paths[i], "x.%d", i);
    factors[i] = (struct factor){.path = paths[i], .number = true, .low = -i, .high = i / 3.0 + 1};
  }
  if (design_points(DESIGN_SOBOL, factors, dimensions, (int64_t)count, 1, &points, &err) !=
      ERR_OK) {
    (void)fprintf(stderr, "%s\n", err.text);
    exit(70);
  }
  (void)fwrite(points.values, sizeof(double), (size_t)dimensions * count, stdout);
  points_free(&points);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    (void)fprintf(stderr, "usage: sobol_points stream|design DIMENSIONS COUNT\n");
    return 2;
  }
  int dimensions = (int)strtol(argv[2], NULL, 10);
  uint64_t count = strtoull(argv[3], NULL, 10);
  if (strcmp(argv[1], "stream") == 0) {
    print_stream(dimensions, count);
  } else {
    print_design(dimensions, count);
  }
  return fflush(stdout) == 0 ? 0 : 6;
}
