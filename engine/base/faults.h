/* A list of faults, so that a check can name every mistake at once. */
#ifndef DEMARCHE_BASE_FAULTS_H
#define DEMARCHE_BASE_FAULTS_H

#include "base/err.h"

enum { FAULTS_MAX = 50 };

/* Zero-initialise. Faults beyond FAULTS_MAX are counted in [dropped], not kept. */
struct faults {
  struct err items[FAULTS_MAX];
  int count;
  int dropped;
};

/* Adds one fault with code ERR_INVALID: [where] "file:line", text "field: found; expected". */
static inline struct err *faults_next(struct faults *faults) {
  if (faults->count == FAULTS_MAX) {
    faults->dropped++;
    return NULL; /* err_set accepts NULL */
  }
  return &faults->items[faults->count++];
}

#endif
