/* Asking a worker, before a sweep begins, whether the variants of a scenario load, whether the
 * numbers fit, and what runs will report. */
#ifndef DEMARCHE_CLI_SWEEP_PROBE_H
#define DEMARCHE_CLI_SWEEP_PROBE_H

#include "wire/message.h"

/* One variant: what changes the scenario before it is loaded, and the numbers to try on it. */
struct probed_variant {
  struct setting *words;
  int word_count;
  struct setting *numbers;
  int number_count;
};

struct probe_order {
  const struct text *bundle; /* the frame of SOURCES */
  const struct probed_variant *variants;
  int count;
  struct arena *arena;      /* holds the answers */
  struct outline *outlines; /* [variant] */
  struct faults *faults;    /* of the first variant that has some */
  int interrupted;          /* signal that ended it, 0: none */
};

/* ERR_INVALID when there are faults. */
enum err_code sweep_probe(struct probe_order *order, struct err *err);

#endif
