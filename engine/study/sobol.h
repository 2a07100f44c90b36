/* Sobol's low-discrepancy sequence (Sobol 1967) in the order of Gray codes (Antonov & Saleev 1979),
 * with the direction numbers of Joe & Kuo (2008). From the first point, which is all zeros. */
#ifndef DEMARCHE_STUDY_SOBOL_H
#define DEMARCHE_STUDY_SOBOL_H

#include <stdbool.h>
#include <stdint.h>

enum { SOBOL_DIMENSIONS_MAX = 1111, SOBOL_BITS = 32 };

/* The sequence, point by point: one exclusive-or a coordinate. */
struct sobol_stream {
  int dimensions;
  uint64_t index;       /* of the next point */
  uint32_t *directions; /* [bit * dimensions + dimension] */
  uint32_t *point;      /* [dimension] */
};

/* Begins at the first point of the sequence in [dimensions] (1 to SOBOL_DIMENSIONS_MAX). False: no
 * memory. Freed by sobol_close. */
bool sobol_open(struct sobol_stream *stream, int dimensions);

/* The next point, of the 2^32 there are: the coordinates times 2^32, [dimension]. Owned by the
 * stream and overwritten by the next call. */
const uint32_t *sobol_next(struct sobol_stream *stream);

void sobol_close(struct sobol_stream *stream);

#endif
