/* Acts and statements in full: speaker, phrase, claims, demands, frames, consequence, reason. */
#ifndef DEMARCHE_MODEL_RENDER_STATEMENT_H
#define DEMARCHE_MODEL_RENDER_STATEMENT_H

#include "base/text.h"
#include "model/record.h"

/* "The Foreign Ministry of Arcadia accuses Utopia of opening fire on the border, in sharp terms:
 * ..." */
void render_act(struct text *out, const struct scenario *scenario, const struct record *record);

#endif
