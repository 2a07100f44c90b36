/* Messages between front and worker, each an encoder and a checked decoder. */
#ifndef DEMARCHE_WIRE_MESSAGE_H
#define DEMARCHE_WIRE_MESSAGE_H

#include "base/faults.h"
#include "model/provenance.h"
#include "model/record.h"
#include "model/source.h"
#include "model/summary.h"
#include "model/target.h"
#include "wire/codec.h"

/* One run. */
struct run_request {
  uint64_t seed;
  int days;              /* 0: the scenario's */
  bool want_records;     /* send them; else only the result */
  bool keep_decisions;   /* with options and terms */
  bool want_series;      /* sends the series with the result */
  struct setting *words; /* structural settings: the variant to run; loaded, or from the cache of
                            images */
  int word_count;
  struct setting *numbers; /* numeric settings */
  int number_count;
};

/* What a variant of the scenario has, asked for before a batch begins. */
struct outline {
  int base_count;
  struct settable
      *bases; /* the scenario's own values of the numbers that were tried, in their order */
  int days;
  int outcome_count;
  struct summary_outcome *outcomes; /* names and flags of what a run will report */
  int series_count;
  const char **series_names;
};

/* A policy that some actor of a scenario follows. */
struct followed_policy {
  const char *name;
  int params; /* how many parameters it declares */
};

/* What a loaded scenario holds beyond its cast. */
struct description {
  const char *about; /* NULL: it says nothing */
  int organisations, precedents, forces;
  int injects[INJECT_KIND_COUNT];
  const struct provenance *rows; /* in the order of reading */
  int row_count;
  const struct followed_policy *policies; /* each once */
  int policy_count;
  const struct target_set *targets; /* NULL: none; arrives as an empty set */
};

/* All decoders: false on anything malformed; results are copied into [arena]. */
void encode_sources(struct text *out, const struct source_set *sources);
bool decode_sources(struct decoder *in, struct arena *arena, struct source_set *out);

void encode_settings(struct text *out, const struct setting *settings, int count);
bool decode_settings(struct decoder *in, struct arena *arena, struct setting **settings,
                     int *count);

void encode_run(struct text *out, const struct run_request *request);
bool decode_run(struct decoder *in, struct arena *arena, struct run_request *out);

/* What renderers need of a scenario: names, voices, theatres, treaties, verbs, epoch, length. */
void encode_cast(struct text *out, const struct scenario *scenario, int assumption_count,
                 int fact_count);
bool decode_cast(struct decoder *in, struct arena *arena, struct scenario *out,
                 int *assumption_count, int *fact_count);

void encode_record(struct text *out, const struct record *record);
bool decode_record(struct decoder *in, struct arena *arena, const struct scenario *cast,
                   struct record *out);

void encode_description(struct text *out, const struct description *description);
bool decode_description(struct decoder *in, struct arena *arena, struct description *out);

void encode_result(struct text *out, const struct run_summary *summary);
bool decode_result(struct decoder *in, struct arena *arena, struct run_summary *out);

/* A variant and the numbers to be tried on it; the answer is FAULTS, and then OUTLINE if there are
 * none. */
void encode_probe(struct text *out, const struct setting *words, int word_count,
                  const struct setting *numbers, int number_count);
bool decode_probe(struct decoder *in, struct arena *arena, struct setting **words, int *word_count,
                  struct setting **numbers, int *number_count);

void encode_outline(struct text *out, const struct outline *outline);
bool decode_outline(struct decoder *in, struct arena *arena, struct outline *out);

void encode_faults(struct text *out, const struct faults *faults);
bool decode_faults(struct decoder *in, struct arena *arena, struct faults *out);

void encode_err(struct text *out, const struct err *err);
bool decode_err(struct decoder *in, struct arena *arena, struct err *out);

#endif
