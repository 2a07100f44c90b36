/* Series as bytes. */
#include "store/handle.h"

#include <math.h>
#include <string.h>

void store_pack(const float *values, size_t count, unsigned char *out) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = UINT32_C(0x7fc00000); /* the one NaN */
    if (!isnan(values[i])) {
      memcpy(&bits, &values[i], sizeof bits);
    }
    for (size_t byte = 0; byte < 4; byte++) {
      out[i * 4 + byte] = (unsigned char)(bits >> (8 * byte));
    }
  }
}

void store_unpack(const unsigned char *bytes, size_t count, float *out) {
  for (size_t i = 0; i < count; i++) {
    const unsigned char *at = bytes + i * 4;
    uint32_t bits =
        (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
    memcpy(&out[i], &bits, sizeof bits);
  }
}
