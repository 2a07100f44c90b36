/* Rows of events. */
#include "cli/event_row.h"

#include "base/calendar.h"
#include "cli/json_record.h"
#include "model/render.h"

#include <math.h>
#include <string.h>

bool event_row_has(const struct record *record) {
  return record->kind != RECORD_OUTCOME;
}

/* A copy of [text] in [arena]; what it held is freed. */
static const char *keep(struct arena *arena, struct text *text) {
  const char *kept = text->failed ? NULL : arena_text(arena, text_string(text), text->length);
  text_free(text);
  return kept;
}

static const char *actor_id(const struct scenario *cast, int actor) {
  return actor < 0 ? NULL : scenario_actor(cast, actor)->id;
}

static void set_verb(struct store_event *out, const struct verb *verb) {
  out->verb = verb->id;
  out->cameo = verb->cameo;
  out->plover = verb->plover;
  out->goldstein = verb->goldstein;
  out->mid_hostility = verb->mid_hostility;
}

bool event_row(struct store_event *out, struct arena *arena, const struct scenario *cast,
               const struct record *record, int64_t run_id) {
  struct text sentence = {0};
  struct text detail = {0};
  char date[CALENDAR_TEXT_SIZE];
  *out = (struct store_event){.run_id = run_id,
                              .id = record->id,
                              .cause = record->cause,
                              .cause2 = record->cause2,
                              .minute = record->at,
                              .kind = record_kind_word(record->kind),
                              .actor = actor_id(cast, record->actor),
                              .target = actor_id(cast, record->target),
                              .goldstein = NAN};
  calendar_print(cast->epoch + record->at, date);
  out->date = arena_text(arena, date, strlen(date));
  if (record->theatre >= 0) {
    out->theatre = scenario_theatre(cast, record->theatre)->id;
  }
  if (record->verb >= 0) {
    set_verb(out, scenario_verb(cast, record->verb));
  }
  render_sentence(&sentence, cast, record);
  out->sentence = keep(arena, &sentence);
  json_record(&detail, cast, record);
  if (detail.length > 0) {
    detail.length--; /* the line's end */
    detail.bytes[detail.length] = '\0';
  }
  out->detail = keep(arena, &detail);
  return out->date != NULL && out->sentence != NULL && out->detail != NULL;
}
