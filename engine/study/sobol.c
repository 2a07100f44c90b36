/* Sobol's sequence. */
#include "study/sobol.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

enum { DEGREE_MAX = 13 };

/* [dimension]: the primitive polynomial, then the initial direction numbers m. */
static const uint16_t JOE_KUO[SOBOL_DIMENSIONS_MAX][1 + DEGREE_MAX] = {
#include "study/joe_kuo.inc"
};

static int degree(unsigned polynomial) {
  int bits = 0;
  while (polynomial >> (bits + 1) != 0) {
    bits++;
  }
  return bits;
}

/* The direction numbers of one dimension as binary fractions: v[j] is m_(j+1) / 2^(j+1). */
static void directions_of(int dimension, uint32_t v[SOBOL_BITS]) {
  unsigned polynomial = JOE_KUO[dimension][0];
  int s = degree(polynomial);
  for (int j = 0; j < SOBOL_BITS; j++) {
    if (s == 0) {
      v[j] = 1U << (SOBOL_BITS - 1 - j);
    } else if (j < s) {
      v[j] = (uint32_t)JOE_KUO[dimension][1 + j] << (SOBOL_BITS - 1 - j);
    } else {
      v[j] = v[j - s] ^ v[j - s] >> s;
      for (int k = 1; k < s; k++) {
        v[j] ^= (polynomial >> (s - k) & 1) != 0 ? v[j - k] : 0;
      }
    }
  }
}

bool sobol_open(struct sobol_stream *stream, int dimensions) {
  assert(dimensions >= 1 && dimensions <= SOBOL_DIMENSIONS_MAX);
  size_t count = (size_t)dimensions;
  *stream = (struct sobol_stream){.dimensions = dimensions,
                                  .directions = calloc(count * SOBOL_BITS, sizeof(uint32_t)),
                                  .point = calloc(count, sizeof(uint32_t))};
  if (stream->directions == NULL || stream->point == NULL) {
    sobol_close(stream);
    return false;
  }
  for (int i = 0; i < dimensions; i++) {
    uint32_t v[SOBOL_BITS];
    directions_of(i, v);
    for (int j = 0; j < SOBOL_BITS; j++) {
      stream->directions[j * dimensions + i] = v[j];
    }
  }
  return true;
}

const uint32_t *sobol_next(struct sobol_stream *stream) {
  assert(stream->index >> SOBOL_BITS == 0);
  if (stream->index > 0) {
    /* Neighbours differ in the one bit by which their Gray codes do. */
    int bit = __builtin_ctzll(stream->index);
    const uint32_t *directions = stream->directions + (ptrdiff_t)bit * stream->dimensions;
    for (int i = 0; i < stream->dimensions; i++) {
      stream->point[i] ^= directions[i];
    }
  }
  stream->index++;
  return stream->point;
}

void sobol_close(struct sobol_stream *stream) {
  free(stream->directions);
  free(stream->point);
  *stream = (struct sobol_stream){0};
}
