/* Where the numbers of a scenario come from. */
#ifndef DEMARCHE_MODEL_PROVENANCE_H
#define DEMARCHE_MODEL_PROVENANCE_H

/* Marks of confidence, the surest first; a bare number is an assumption. */
/* clang-format off: one row a line */
#define CONFIDENCE_MAP(X)   \
  X(CHECKED, "checked")     \
  X(HIGH, "high")           \
  X(MEDIUM, "medium")       \
  X(LOW, "low")             \
  X(JUDGEMENT, "judgement") \
  X(ASSUMPTION, "assumption")
/* clang-format on */
enum confidence {
#define X(name, word) CONFIDENCE_##name,
  CONFIDENCE_MAP(X)
#undef X
      CONFIDENCE_COUNT
};

/* The words of [enum confidence], in its order. */
extern const char *const provenance_confidences[CONFIDENCE_COUNT];

/* Where a number comes from: one row per `fact(...)`, and one per bare number (confidence
 * "assumption"). Strings are owned by whoever holds the row. */
struct provenance {
  const char *path;        /* "actors.AAA.capability" */
  double value, low, high; /* low and high NaN when not given */
  const char *source;      /* "" for an assumption */
  const char *confidence;  /* a word of CONFIDENCE_MAP */
};

#endif
