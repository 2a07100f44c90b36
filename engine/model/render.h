/* Records in readable English, for the timeline. */
#ifndef DEMARCHE_MODEL_RENDER_H
#define DEMARCHE_MODEL_RENDER_H

#include "base/text.h"
#include "model/record.h"

struct render_style {
  bool colour;     /* ANSI colours; otherwise plain text */
  bool everything; /* also perceptions, decisions, beliefs, shots without effect */
  int width;       /* columns to wrap at, 40 to 200; 0: no wrapping */
};

/* Where a rendering stands: needed to print each date once. Zero-initialise, keep over all records
 * of a run. */
struct render_state {
  int64_t day; /* day of the last heading, plus one */
};

/* Whether a timeline of this style shows the record at all. */
bool render_shows(const struct scenario *scenario, const struct record *record,
                  const struct render_style *style);

/* Adds the record to [out] as one wrapped line ("  14:05  The Foreign Ministry of Arcadia ..."),
 * under a heading with the date when the day is new. Adds nothing for a record that the style does
 * not show. Text that comes from scripts is made safe for terminals. */
void render_record(struct text *out, const struct scenario *scenario, const struct record *record,
                   const struct render_style *style, struct render_state *state);

/* The sentence alone, without date, colour or wrapping. */
void render_sentence(struct text *out, const struct scenario *scenario,
                     const struct record *record);

#endif
