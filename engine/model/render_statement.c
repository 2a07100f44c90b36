/* Speech acts in English. The words come from tables here; names and phrases come from the
 * scenario. */
#include "model/render_statement.h"

#include <string.h>

struct clause_text {
  uint32_t bit;
  const char *text;
};

static const struct clause_text claims[] = {
    {CLAIM_FIRED_FIRST, "the other side opened fire"},
    {CLAIM_DENIES, "the accusation is untrue"},
    {CLAIM_BIASED, "the statement takes one side"},
    {CLAIM_BEYOND_MANDATE, "its author went beyond his mandate"},
    {CLAIM_NOT_MEMBERS_VIEW, "the members do not share that view"},
    {CLAIM_ABUSE_OF_OFFICE, "an office is being put to private use"},
    {CLAIM_PARTY_TO_CONFLICT, "the other side is itself a party to the conflict"},
    {CLAIM_CIVILIANS_HIT, "civilians are under fire"},
    {CLAIM_COMMITMENT_HOLDS, "allied commitments stand"},
    {CLAIM_ONLY_RECOGNISED_TERRITORY, "the obligation covers recognised territory only"},
    {CLAIM_SOLIDARITY, "an attack on one concerns all"},
    {CLAIM_CONCERN, "the situation gives cause for concern"},
    {CLAIM_BOTH_SIDES, "both sides bear responsibility"},
    {CLAIM_INFORMED_ALLIES, "the allies are being kept informed"},
};

static const struct clause_text demands[] = {
    {DEMAND_STOP_FIRE, "an end to the firing"},
    {DEMAND_WITHDRAW, "the withdrawal of troops"},
    {DEMAND_RESTRAINT, "restraint"},
    {DEMAND_TALKS, "a return to talks"},
    {DEMAND_EXPLANATION, "an explanation"},
    {DEMAND_RESPOND, "a response by the allies"},
    {DEMAND_NEUTRALITY, "others to keep out of it"},
};

static const struct clause_text frames[] = {
    {FRAME_TERRITORIAL_INTEGRITY, "territorial integrity"},
    {FRAME_SELF_DETERMINATION, "self-determination"},
    {FRAME_SELF_DEFENCE, "the right of self-defence"},
    {FRAME_NON_USE_OF_FORCE, "the ban on the use of force"},
    {FRAME_INVIOLABILITY, "the inviolability of borders"},
    {FRAME_UN_RESOLUTIONS, "resolutions of the Security Council"},
    {FRAME_MEDIATION_FORMAT, "the agreed format of mediation"},
    {FRAME_TREATY, "the treaty"},
    {FRAME_OCCUPATION, "the end of occupation"},
    {FRAME_HUMANITARIAN, "the protection of civilians"},
    {FRAME_CEASEFIRE, "the ceasefire"},
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* "a", "a and b", "a, b and c" */
static void add_list(struct text *out, const struct clause_text *table, size_t count, uint32_t bits,
                     const char *prefix) {
  int total = 0;
  for (size_t i = 0; i < count; i++) {
    total += (bits & table[i].bit) != 0 ? 1 : 0;
  }
  int done = 0;
  for (size_t i = 0; i < count; i++) {
    if ((bits & table[i].bit) == 0) {
      continue;
    }
    const char *joint = done == 0 ? "" : done == total - 1 ? " and " : ", ";
    text_add_format(out, "%s%s%s", joint, prefix, table[i].text);
    done++;
  }
}

static void add_speaker(struct text *out, const struct scenario *scenario,
                        const struct record *record) {
  const struct actor *actor = scenario_actor(scenario, record->actor);
  int voice = record->statement.voice;
  bool speaks = scenario_verb(scenario, record->verb)->speech;
  if (speaks && voice >= 0 && voice < actor->voices.count && actor->kind != ACTOR_OFFICIAL) {
    text_add_format(out, "%s: %s", actor->name,
                    ((const struct voice *)actor->voices.items)[voice].title);
  } else {
    text_add(out, actor->name);
  }
}

/* Replaces {target} and {theatre} in a verb's phrase. */
static void add_phrase(struct text *out, const struct scenario *scenario,
                       const struct record *record) {
  const struct verb *verb = scenario_verb(scenario, record->verb);
  int whom = record->target >= 0 ? record->target : record->statement.implied;
  const char *target = whom >= 0 ? scenario_actor(scenario, whom)->name : "all concerned";
  const char *theatre =
      record->theatre >= 0 ? scenario_theatre(scenario, record->theatre)->name : "the dispute";
  const char *rest = verb->phrase != NULL ? verb->phrase : verb->id;
  while (*rest != '\0') {
    if (strncmp(rest, "{target}", 8) == 0) {
      text_add(out, target);
      rest += 8;
    } else if (strncmp(rest, "{theatre}", 9) == 0) {
      text_add(out, theatre);
      rest += 9;
    } else {
      text_add_bytes(out, rest++, 1);
    }
  }
}

static void add_statement(struct text *out, const struct record *record) {
  static const char *const tone[] = {"in passing",     "in measured words", "firmly",
                                     "in sharp words", "harshly",           "as a last word"};
  static const char *const consequence[CONSEQUENCE_COUNT] = {
      "no consequence", "diplomatic steps", "economic steps", "the treaty's remedies",
      "the use of force"};
  const struct statement *said = &record->statement;
  int level = said->register_level;
  text_add_format(out, ", %s", tone[level < 0 ? 0 : level > 5 ? 5 : level]);
  if (said->claims != 0) {
    text_add(out, ", saying ");
    add_list(out, claims, LENGTH(claims), said->claims, "that ");
  }
  if (said->demands != 0) {
    text_add(out, said->claims != 0 ? "; it asks for " : ", asking for ");
    add_list(out, demands, LENGTH(demands), said->demands, "");
  }
  if (said->frames != 0) {
    text_add(out, "; it invokes ");
    add_list(out, frames, LENGTH(frames), said->frames, "");
  }
  if (said->consequence != CONSEQUENCE_NONE) {
    text_add_format(out, "; the consequence named: %s", consequence[said->consequence]);
  }
}

void render_act(struct text *out, const struct scenario *scenario, const struct record *record) {
  const struct verb *verb = scenario_verb(scenario, record->verb);
  add_speaker(out, scenario, record);
  text_add(out, " ");
  add_phrase(out, scenario, record);
  if (verb->speech) {
    add_statement(out, record);
  }
  if (record->deaths[0] + record->deaths[1] > 0) {
    text_add_format(out, "; %.0f killed", record->deaths[0] + record->deaths[1]);
  }
  text_add(out, record->closed ? " (not public)." : ".");
  if (record->because != NULL && record->because[0] != '\0') {
    text_add(out, " Why: ");
    text_add_safe(out, record->because, strlen(record->because));
    text_add(out, ".");
  }
}
