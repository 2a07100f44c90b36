/* Shapes of verbs and their effects, and the words of all closed lists. */
#include "model/schema.h"

#include "model/record.h"
#include "model/schema_words.h"

#define X(name, word) word,
const char *const schema_actor_kinds[] = {ACTOR_KIND_MAP(X) NULL};
const char *const schema_readiness[] = {READINESS_MAP(X) NULL};
const char *const schema_rungs[] = {RUNG_MAP(X) NULL};
const char *const schema_injects[] = {INJECT_MAP(X) NULL};
const char *const schema_media[] = {MEDIUM_MAP(X) NULL};
const char *const schema_voice_kinds[] = {VOICE_KIND_MAP(X) NULL};
const char *const schema_attackers[] = {ATTACKER_MAP(X) NULL};
const char *const schema_consequences[] = {CONSEQUENCE_MAP(X) NULL};
const char *const schema_effects[] = {EFFECT_MAP(X) NULL};
const char *const schema_subjects[] = {SUBJECT_MAP(X) NULL};
const char *const schema_conditions[] = {CONDITION_MAP(X) NULL};
const char *const schema_scales[] = {SCALE_MAP(X) NULL};
const char *const schema_steps[] = {STEP_MAP(X) NULL};
const char *const schema_domains[] = {DOMAIN_MAP(X) NULL};
const char *const schema_publicities[] = {PUBLICITY_MAP(X) NULL};
const char *const schema_aims[] = {AIM_MAP(X) NULL};
const char *const schema_results[] = {RESULT_MAP(X) NULL};
const char *const schema_records[] = {RECORD_MAP(X) NULL};
#undef X
#define X(name, word, bit) word,
const char *const schema_frames[] = {FRAME_MAP(X) NULL};
const char *const schema_claims[] = {CLAIM_MAP(X) NULL};
const char *const schema_demands[] = {DEMAND_MAP(X) NULL};
const char *const schema_provisos[] = {PROVISO_MAP(X) NULL};
const char *const schema_needs[] = {NEED_MAP(X) NULL};
#undef X
const char *const schema_organ_levels[] = {"ambassadors", "ministers", "heads", NULL};
const char *const schema_rules[] = {"consensus", "quota", "silence", "limited", NULL};
const char *const schema_obligations[] = {"consult", "assist", "refrain", NULL};

#define NUMBER(name, member, low, high, fallback, about)                                        \
  {                                                                                             \
    name, FIELD_NUMBER, offsetof(struct verb, member), low, high, fallback, false, NULL, about, \
        NULL, NULL                                                                              \
  }
#define COUNT(name, member, low, high, fallback, about)                                        \
  {                                                                                            \
    name, FIELD_COUNT, offsetof(struct verb, member), low, high, fallback, false, NULL, about, \
        NULL, NULL                                                                             \
  }
#define PLAIN(kind, name, member, about) \
  { name, kind, offsetof(struct verb, member), 0, 0, 0, false, NULL, about, NULL, NULL }
#define WORD(name, type, member, words, about) \
  { name, FIELD_WORD, offsetof(type, member), 0, 0, 0, false, NULL, about, words, NULL }
#define END \
  { NULL, FIELD_NUMBER, 0, 0, 0, 0, false, NULL, NULL, NULL, NULL }

static const struct field effect_fields[] = {
    WORD("on", struct effect, kind, schema_effects, "Which primitive."),
    WORD("subject", struct effect, subject, schema_subjects, "On whom."),
    WORD("when", struct effect, condition, schema_conditions, "Under which condition."),
    WORD("scale", struct effect, scale, schema_scales, "What the size is multiplied by."),
    WORD("step", struct effect, step, schema_steps, "Which step, rung or kind of signal."),
    {"size", FIELD_NUMBER, offsetof(struct effect, size), -100, 100, 1, false, NULL,
     "How much, in the unit of the primitive.", NULL, NULL},
    {"days", FIELD_NUMBER, offsetof(struct effect, days), 0, 3660, 0, false, "days",
     "How long an offensive is meant to last; 0: no end of its own.", NULL, NULL},
    END};
const struct shape schema_effect = {"effect", effect_fields, sizeof(struct effect)};

/* `like` is read by the loader before the rest; `effects` fill an array of fixed room. */
static const struct field verb_fields[] = {
    PLAIN(FIELD_TEXT, "like", id, "A verb whose row this one starts from, and doubles."),
    PLAIN(FIELD_TEXT, "about", about, "One line."),
    PLAIN(FIELD_TEXT, "phrase", phrase, "Third person, for the timeline."),
    WORD("domain", struct verb, domain, schema_domains, "Words, deeds or symbols."),
    WORD("publicity", struct verb, publicity, schema_publicities, "Who can see it."),
    WORD("aim", struct verb, aim, schema_aims, "Whom it may be aimed at."),
    {"needs", FIELD_WORDS, offsetof(struct verb, needs), 0, 0, 0, false, NULL, "What must be so.",
     schema_needs, NULL},
    {"who", FIELD_WORDS, offsetof(struct verb, kinds), 0, 0, 1, false, NULL,
     "Kinds of actors that may use it.", schema_actor_kinds, NULL},
    NUMBER("authority", authority_min, 0, 1, 0, "Least authority of the voice."),
    COUNT("rung", rung, 0, 10, 0, "Rung of the ladder, 0 words to 10 general offensive."),
    PLAIN(FIELD_FLAG, "speech", speech, "Whether it is a statement."),
    COUNT("register", register_default, 0, 5, 1, "Register unless the act says otherwise."),
    NUMBER("delay_hours", delay_hours, 0, 8760, 0, "From intention to act."),
    PLAIN(FIELD_FLAG, "assistance", assistance,
          "Help to an ally: takes the time that such help takes besides."),
    COUNT("mid", mid_hostility, 1, 4, 1, "MID hostility level."),
    COUNT("mid_action", mid_action, 0, 21, 0, "MID action code."),
    PLAIN(FIELD_TEXT, "cameo", cameo, "CAMEO code."),
    NUMBER("goldstein", goldstein, -10, 10, 0, "Goldstein score; a reporting scale."),
    NUMBER("rivera", rivera, -10, 60, 0, "Rivera score; a reporting scale."),
    COUNT("quad", quad, 0, 4, 0, "Quad class."),
    PLAIN(FIELD_TEXT, "plover", plover, "PLOVER event/mode."),
    {"effects", FIELD_LIST, offsetof(struct verb, effects), 0, VERB_EFFECT_MAX, 0, false, NULL,
     "Primitive effects.", NULL, &schema_effect},
    END};
const struct shape schema_verb = {"verb", verb_fields, sizeof(struct verb)};
