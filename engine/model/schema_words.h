/* Closed lists of words as the shapes need them: NULL-terminated, in the order of their enums. */
#ifndef DEMARCHE_MODEL_SCHEMA_WORDS_H
#define DEMARCHE_MODEL_SCHEMA_WORDS_H

extern const char *const schema_actor_kinds[];
extern const char *const schema_readiness[];
extern const char *const schema_organ_levels[]; /* ambassadors, ministers, heads */
extern const char *const schema_rules[];        /* consensus, quota, silence */
extern const char *const schema_obligations[];  /* consult, assist, refrain */
extern const char *const schema_rungs[];
extern const char *const schema_injects[];
extern const char *const schema_frames[];
extern const char *const schema_claims[];
extern const char *const schema_demands[];
extern const char *const schema_provisos[];
extern const char *const schema_attackers[];
extern const char *const schema_media[];
extern const char *const schema_consequences[];
extern const char *const schema_voice_kinds[];
extern const char *const schema_effects[];
extern const char *const schema_subjects[];
extern const char *const schema_conditions[];
extern const char *const schema_scales[];
extern const char *const schema_steps[];
extern const char *const schema_domains[];
extern const char *const schema_publicities[];
extern const char *const schema_aims[];
extern const char *const schema_needs[];
extern const char *const schema_results[];
extern const char *const schema_records[];

#endif
