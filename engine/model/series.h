/* Series of a run: what stood at each midnight. Each has parts and is called "name.PART", one for
 * each theatre, actor or pair. */
#ifndef DEMARCHE_MODEL_SERIES_H
#define DEMARCHE_MODEL_SERIES_H

/* X(NAME, "name", "unit", "what it means") */
/* clang-format off: one row a line */
#define SERIES_MAP(X)                                                                             \
  X(INTENSITY, "intensity", "deaths", "deaths with a mean life of a week, by theatre")            \
  X(DEATHS, "deaths", "persons", "killed since the start by fire and fighting, by theatre")       \
  X(LEGITIMACY, "legitimacy", "-1 to 1",                                                          \
    "whose case third parties' words favour: the holder's to the claimant's, by theatre")         \
  X(HOSTILITY, "hostility", "MID level",                                                          \
    "the level at which the day just over is counted by `days_mid*`, by theatre; 1 at the start") \
  X(TENSION, "tension", "0 to 1", "of the first with the second, by parties on opposite sides")   \
  X(APPROVAL, "approval", "share", "approval of a government, by party")                          \
  X(MANDATE, "mandate", "probability",                                                            \
    "the adversary's credence that an official speaks for his principals, by official")           \
  X(HELP, "p_help", "probability",                                                                \
    "the adversary's credence that a helper sends arms or more, if asked, were it to attack; by " \
    "helper and theatre")
/* clang-format on */

enum series_kind {
#define X(name, word, unit, about) SERIES_##name,
  SERIES_MAP(X)
#undef X
      SERIES_KIND_COUNT
};

#endif
