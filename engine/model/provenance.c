/* Words of confidence. */
#include "model/provenance.h"

const char *const provenance_confidences[CONFIDENCE_COUNT] = {
#define X(name, word) word,
    CONFIDENCE_MAP(X)
#undef X
};
