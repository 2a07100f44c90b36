/* Speech acts in English. The words come from tables here, by kind of voice, register and a number
 * drawn from the record; names and phrases come from the scenario. Wording is never state. */
#include "model/render_statement.h"

#include <string.h>

/* FIRST_ITEM: kinds of phrase from here on are the items of a list. */
enum { VARIANTS = 3, REGISTERS = 6, FIRST_ITEM = 16 };

/* What is said again and again has VARIANTS wordings, everything else one. */
struct clause_text {
  uint32_t bit;
  const char *texts[VARIANTS];
};

static const struct clause_text claims[] = {
    {CLAIM_FIRED_FIRST,
     {"the other side opened fire", "the fire was opened by the other side",
      "the first shots came from the other side"}},
    {CLAIM_DENIES,
     {"the accusation is untrue", "the charge has no ground in fact",
      "nothing of the kind took place"}},
    {CLAIM_BIASED,
     {"the statement takes one side", "what was said hears one party only",
      "the words lack balance"}},
    {CLAIM_BEYOND_MANDATE,
     {"the speaker has no mandate to say so", "nobody empowered the speaker to say this",
      "such words go beyond the office"}},
    {CLAIM_NOT_MEMBERS_VIEW,
     {"the members do not share that view", "these are not the words of the members",
      "the member states think otherwise"}},
    {CLAIM_ABUSE_OF_OFFICE,
     {"an office is being put to private use", "an office serves a private purpose",
      "personal motives stand behind it"}},
    {CLAIM_PARTY_TO_CONFLICT,
     {"the other side is itself a party to the conflict", "who speaks is a party to the conflict",
      "a party to the conflict is no witness"}},
    {CLAIM_CIVILIANS_HIT,
     {"civilians are under fire", "the fire falls on civilians",
      "villages are in the line of fire"}},
    {CLAIM_COMMITMENT_HOLDS,
     {"allied commitments stand", "what allies have promised holds",
      "the commitments of the allies are in force"}},
    {CLAIM_ONLY_RECOGNISED_TERRITORY,
     {"the obligation covers recognised territory only",
      "the obligation ends at the recognised border",
      "the treaty reaches no further than recognised territory"}},
    {CLAIM_SOLIDARITY,
     {"an attack on one concerns all", "whoever attacks one has to do with all",
      "an ally attacked does not stand alone"}},
    {CLAIM_CONCERN,
     {"the situation gives cause for concern", "developments are a cause for concern",
      "there is reason for concern"}},
    {CLAIM_BOTH_SIDES,
     {"both sides bear responsibility", "responsibility lies with both sides",
      "neither side is free of blame"}},
    {CLAIM_INFORMED_ALLIES,
     {"the allies are being kept informed", "the allies know of each step",
      "word is being sent to the allies"}},
};

static const struct clause_text demands[] = {
    {DEMAND_STOP_FIRE, {"an end to the firing"}},
    {DEMAND_WITHDRAW, {"the withdrawal of troops"}},
    {DEMAND_RESTRAINT, {"restraint"}},
    {DEMAND_TALKS, {"a return to talks"}},
    {DEMAND_EXPLANATION, {"an explanation"}},
    {DEMAND_RESPOND, {"a response by the allies"}},
    {DEMAND_NEUTRALITY, {"neutrality on the part of others"}},
};

static const struct clause_text frames[] = {
    {FRAME_TERRITORIAL_INTEGRITY, {"territorial integrity"}},
    {FRAME_SELF_DETERMINATION, {"self-determination"}},
    {FRAME_SELF_DEFENCE, {"the right of self-defence"}},
    {FRAME_NON_USE_OF_FORCE, {"the ban on the use of force"}},
    {FRAME_INVIOLABILITY, {"the inviolability of borders"}},
    {FRAME_UN_RESOLUTIONS, {"resolutions of the Security Council"}},
    {FRAME_MEDIATION_FORMAT, {"the agreed format of mediation"}},
    {FRAME_TREATY, {"the treaty"}},
    {FRAME_OCCUPATION, {"the end of the occupation"}},
    {FRAME_HUMANITARIAN, {"the protection of civilians"}},
    {FRAME_CEASEFIRE, {"the ceasefire"}},
};

static const struct clause_text provisos[] = {
    {PROVISO_IF_REQUESTED, {"if a request is made"}},
    {PROVISO_IF_COVERED, {"if the treaty's terms are met"}},
    {PROVISO_IF_CONTINUED, {"if this goes on"}},
    {PROVISO_IF_RECIPROCATED, {"if the other side does the same"}},
    {PROVISO_IF_AGREED, {"if all members agree"}},
};

static const char *const tones[REGISTERS][VARIANTS] = {
    {"in passing", "without emphasis", "briefly"},
    {"in measured words", "calmly", "in the language of diplomacy"},
    {"firmly", "in plain words", "openly"},
    {"in sharp words", "with emphasis", "pointedly"},
    {"harshly", "in bitter words", "in the strongest terms"},
    {"as a last word", "for the last time", "in terms that leave no way back"},
};

static const char *const media[MEDIUM_COUNT] = {
    [MEDIUM_STATEMENT] = "",
    [MEDIUM_WEBSITE] = " on the official website",
    [MEDIUM_BRIEFING] = " at a briefing",
    [MEDIUM_INTERVIEW] = " in an interview",
    [MEDIUM_SPEECH] = " in a speech",
    [MEDIUM_BROADCAST] = " on television",
    [MEDIUM_RESOLUTION] = " by resolution",
    [MEDIUM_NOTE] = " in a note",
    [MEDIUM_LETTER] = " in a letter",
};

enum { NO_VOICE = VOICE_KIND_COUNT }; /* a state without voices speaks for itself */

/* How each kind of voice introduces what it holds to be so; "that ..." follows. */
static const char *const introductions[VOICE_KIND_COUNT + 1][VARIANTS] = {
    [VOICE_MINISTRY] = {"It states", "It points out", "It maintains"},
    [VOICE_LEADER] = {"The leadership declares", "The leadership leaves no doubt",
                      "The leadership holds"},
    [VOICE_MINISTER] = {"The minister explains", "The minister stresses",
                        "The minister reminds the press"},
    [VOICE_DEFENCE] = {"The command reports", "The army holds", "The military finds"},
    [VOICE_PARLIAMENT] = {"The chamber finds", "The chamber holds", "The chamber declares"},
    [VOICE_AMBASSADOR] = {"The envoy conveys", "The embassy notes",
                          "The envoy is instructed to say"},
    [VOICE_LOCAL] = {"The villagers say", "People there write", "Those who live there insist"},
    [VOICE_OFFICE] = {"The office observes", "The office notes", "The office underlines"},
    [NO_VOICE] = {"The government states", "The government points out", "The government maintains"},
};

/* Who demands and invokes, in a sentence that opens a matter and in one that follows another. */
static const char *const subjects[VOICE_KIND_COUNT + 1][2] = {
    [VOICE_MINISTRY] = {"It", "It"},
    [VOICE_LEADER] = {"The leadership", "It"},
    [VOICE_MINISTER] = {"The minister", "The minister"},
    [VOICE_DEFENCE] = {"It", "It"},
    [VOICE_PARLIAMENT] = {"The chamber", "It"},
    [VOICE_AMBASSADOR] = {"The envoy", "The envoy"},
    [VOICE_LOCAL] = {"The community", "The community"},
    [VOICE_OFFICE] = {"The office", "It"},
    [NO_VOICE] = {"The government", "It"},
};

static const char *const askings[REGISTERS][VARIANTS] = {
    {"would welcome", "would see merit in", "would be glad of"},
    {"hopes for", "would welcome", "favours"},
    {"asks for", "urges", "counts on"},
    {"calls for", "insists on", "expects"},
    {"demands", "requires", "will accept nothing less than"},
    {"demands at once", "requires without delay", "demands with immediate effect"},
};

static const char *const invocations[VARIANTS] = {", invoking", ", with reference to", ", citing"};

static const char *const consequences[CONSEQUENCE_COUNT] = {
    [CONSEQUENCE_NONE] = NULL,
    [CONSEQUENCE_DIPLOMATIC] = "there will be diplomatic steps",
    [CONSEQUENCE_ECONOMIC] = "there will be economic measures",
    [CONSEQUENCE_TREATY] = "the treaty will take its course",
    [CONSEQUENCE_FORCE] = "force will be used",
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Which of the variants of one kind of phrase this record takes. */
static size_t variant(const struct record *record, uint32_t kind) {
  uint32_t hash = ((uint32_t)record->at * 2654435761u) ^ (kind * 40503u) ^
                  ((uint32_t)record->actor * 97u + (uint32_t)record->verb * 8191u);
  hash = (hash ^ hash >> 15) * 2246822519u;
  return (hash >> 16) % VARIANTS;
}

/* "a", "a and b", "a, b and c"; each in a wording of its own that [various] decides; NULL: in
 * the first. */
static void add_list(struct text *out, const struct clause_text *table, size_t count, uint32_t bits,
                     const char *prefix, const struct record *various) {
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
    size_t wording = various == NULL ? 0 : variant(various, FIRST_ITEM + (uint32_t)i);
    text_add_format(out, "%s%s%s", joint, prefix, table[i].texts[wording]);
    done++;
  }
}

static const struct voice *voice_of(const struct scenario *scenario, const struct record *record) {
  const struct actor *actor = scenario_actor(scenario, record->actor);
  int voice = record->statement.voice;
  return voice >= 0 && voice < actor->voices.count
             ? &((const struct voice *)actor->voices.items)[voice]
             : NULL;
}

/* "Arcadia's Foreign Ministry", "The department of the authority in X", "Arcadia", "Secretary
 * General N." */
static void add_speaker(struct text *out, const struct scenario *scenario,
                        const struct record *record) {
  const struct actor *actor = scenario_actor(scenario, record->actor);
  const struct voice *voice = voice_of(scenario, record);
  if (voice == NULL || actor->kind == ACTOR_OFFICIAL ||
      !scenario_verb(scenario, record->verb)->speech) {
    text_add(out, actor->name);
    return;
  }
  size_t length = strlen(actor->name);
  bool plural = strncmp(actor->name, "the ", 4) == 0 && actor->name[length - 1] == 's';
  const char *title = strncmp(voice->title, "the ", 4) == 0 ? voice->title + 4 : voice->title;
  if (strstr(actor->name, " in ") != NULL || strstr(actor->name, " of ") != NULL) {
    bool person = voice->kind == VOICE_LEADER || voice->kind == VOICE_MINISTER;
    text_add_format(out, "%s%s of %s", person ? "" : "the ", title, actor->name);
  } else {
    text_add_format(out, "%s%s %s", actor->name, plural ? "'" : "'s", title);
  }
}

/* Replaces {target} and {theatre} in a verb's phrase. One who is meant and not named is not named
 * as the one addressed. */
static void add_phrase(struct text *out, const struct scenario *scenario,
                       const struct record *record) {
  const struct verb *verb = scenario_verb(scenario, record->verb);
  int implied = record->target < 0 ? record->statement.implied : -1;
  const char *target = record->target >= 0 ? scenario_actor(scenario, record->target)->name
                       : implied >= 0      ? "those responsible"
                                           : "all concerned";
  const char *theatre =
      record->theatre >= 0 ? scenario_theatre(scenario, record->theatre)->name : "the dispute";
  const char *rest = verb->phrase != NULL ? verb->phrase : verb->id;
  bool addressed = strstr(rest, "{target}") != NULL;
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
  if (addressed && implied >= 0) {
    text_add_format(out, " (%s is meant but not named)", scenario_actor(scenario, implied)->name);
  }
}

/* What is demanded, and in whose name. */
static void add_demands(struct text *out, const struct record *record, int level, int kind) {
  const struct statement *said = &record->statement;
  const char *subject = subjects[kind][said->claims != 0 ? 1 : 0];
  if (said->demands != 0) {
    text_add_format(out, " %s %s ", subject, askings[level][variant(record, 3)]);
    add_list(out, demands, LENGTH(demands), said->demands, "", NULL);
  }
  if (said->frames != 0) {
    if (said->demands != 0) {
      text_add_format(out, "%s ", invocations[variant(record, 4)]);
    } else {
      text_add_format(out, " %s invokes ", subject);
    }
    add_list(out, frames, LENGTH(frames), said->frames, "", NULL);
  }
  if (said->demands != 0 || said->frames != 0) {
    text_add(out, ".");
  }
}

/* "This holds if ...", "If ..., force will be used.", "Otherwise force will be used." */
static void add_conditions(struct text *out, const struct verb *verb,
                           const struct statement *said) {
  const char *consequence = consequences[said->consequence];
  if (said->provisos != 0) {
    text_add(out, consequence == NULL ? " This holds " : " ");
    size_t start = out->length;
    add_list(out, provisos, LENGTH(provisos), said->provisos, "", NULL);
    if (consequence == NULL) {
      text_add(out, ".");
    } else {
      if (out->length > start) {
        out->bytes[start] = 'I'; /* of "if" */
      }
      text_add_format(out, ", %s.", consequence);
    }
  } else if (consequence != NULL) {
    text_add_format(out, " Otherwise %s.", consequence);
  }
  bool promise = verb->quad == 1 || verb->quad == 2; /* help is not a threat that lacks one */
  if (consequence == NULL && verb->binds && !promise) {
    text_add(out, " No consequence is named.");
  }
}

static void add_statement(struct text *out, const struct scenario *scenario,
                          const struct record *record) {
  const struct statement *said = &record->statement;
  const struct voice *voice = voice_of(scenario, record);
  bool official = scenario_actor(scenario, record->actor)->kind == ACTOR_OFFICIAL;
  int kind = voice != NULL ? voice->kind : official ? VOICE_OFFICE : NO_VOICE;
  int level = said->register_level < 0 ? 0 : said->register_level > 5 ? 5 : said->register_level;
  text_add_format(out, ", %s%s", tones[level][variant(record, 1)], media[said->medium]);
  text_add(out, said->hat == HAT_PERSONAL ? ", in a personal capacity" : "");
  if (said->authorised_by >= 0) {
    text_add_format(out, ", on behalf of %s", scenario_actor(scenario, said->authorised_by)->name);
  }
  text_add(out, record->closed ? " (not public)." : ".");
  if (said->claims != 0) {
    text_add_format(out, " %s ", introductions[kind][variant(record, 2)]);
    add_list(out, claims, LENGTH(claims), said->claims, "that ", record);
    text_add(out, ".");
  }
  add_demands(out, record, level, kind);
  add_conditions(out, scenario_verb(scenario, record->verb), said);
}

void render_act(struct text *out, const struct scenario *scenario, const struct record *record) {
  const struct verb *verb = scenario_verb(scenario, record->verb);
  add_speaker(out, scenario, record);
  text_add(out, " ");
  add_phrase(out, scenario, record);
  if (record->deaths[0] + record->deaths[1] > 0) {
    text_add_format(out, "; %.0f killed", record->deaths[0] + record->deaths[1]);
  }
  if (verb->speech) {
    add_statement(out, scenario, record);
  } else {
    text_add(out, record->closed ? " (not public)." : ".");
  }
  if (record->because != NULL && record->because[0] != '\0') {
    text_add(out, " Why: ");
    text_add_safe(out, record->because, strlen(record->because));
    text_add(out, ".");
  }
}
