/* Shapes of the scenario: one table that reads a scenario, names its errors, resolves the paths of
 * --set, and documents itself. */
#ifndef DEMARCHE_MODEL_SCHEMA_H
#define DEMARCHE_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scenario;
struct shape;

enum field_kind {
  FIELD_NUMBER,        /* double; may be fact(...) */
  FIELD_COUNT,         /* int; may be fact(...) */
  FIELD_FLAG,          /* bool */
  FIELD_WORD,          /* int: position in `words` */
  FIELD_WORDS,         /* uint32_t: bit n for words[n], from a list of words */
  FIELD_TEXT,          /* const char *, UTF-8, no control bytes */
  FIELD_DATE,          /* int64_t minutes of the calendar */
  FIELD_ACTOR,         /* int: actor index; id in Lua */
  FIELD_ACTORS,        /* uint64_t: bit per actor; list of ids */
  FIELD_THEATRE,       /* int */
  FIELD_TREATY,        /* int */
  FIELD_TREATIES,      /* uint64_t: bit per treaty; list of ids */
  FIELD_BY_ACTOR,      /* double[ACTOR_MAX]: { ID = number, ... }; absent = fallback */
  FIELD_RUNG_BY_ACTOR, /* int8_t[ACTOR_MAX]: { ID = "words", ... }; position in `words`, absent -1
                        */
  FIELD_SHAPE,         /* nested struct at `offset` */
  FIELD_MAP,           /* struct collection at `offset`: { id = {...}, ... }, sorted by id */
  FIELD_LIST,          /* struct collection at `offset`: { {...}, {...} } in order */
  FIELD_DYADS,         /* struct relation[count*count]: { A = { B = {...} } } */
  FIELD_PARAMS         /* a policy's own parameters: checked against what the policy declares */
};

struct field {
  const char *name;
  enum field_kind kind;
  size_t offset;
  double low, high; /* NUMBER, COUNT, BY_ACTOR: legal range, both ends included; MAP, LIST: [high]
                       entries at most, 0: as many as any list */
  double fallback;  /* value when absent */
  bool required;
  const char *unit;          /* "per day", "share", "men"; NULL: none */
  const char *about;         /* one sentence */
  const char *const *words;  /* WORD, WORDS, RUNG_BY_ACTOR: NULL-terminated */
  const struct shape *shape; /* SHAPE, MAP, LIST, DYADS */
};

struct shape {
  const char *name;
  const struct field *fields; /* ends with a NULL name */
  size_t size; /* bytes of the struct; its first member is `const char *id` for MAP */
};

struct collection {
  void *items; /* array of the shape's struct, in the arena */
  int count;
};

/* The shape of a whole scenario (struct scenario), of a verb row, and of the model constants. */
extern const struct shape schema_scenario;
extern const struct shape schema_verb;
extern const struct shape schema_effect;
extern const struct shape schema_actor;
extern const struct shape schema_spokesman;
extern const struct shape schema_relation;
extern const struct shape schema_constants;

#endif
