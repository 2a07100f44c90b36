/* What a validation found, as people and programs read it. */
#ifndef DEMARCHE_CLI_VALIDATE_REPORT_H
#define DEMARCHE_CLI_VALIDATE_REPORT_H

#include "cli/validate_run.h"

/* Free parameters of the scenarios validated, and targets. */
struct parameter_count {
  int constants; /* of the model, that stand on judgement */
  int archetype; /* parameters that the policies followed declare, each policy once */
  int policies;
  int targets, fit;
};

struct parameter_count validate_parameters(const struct trial *trials, int count);

/* Tables, at most 110 columns wide. */
void validate_table(struct text *out, const struct trial *trials, int count);

/* One document; keys in a fixed order. */
void validate_json(struct text *out, const struct trial *trials, int count);

#endif
