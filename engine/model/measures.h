/* The built-in measures of a run: what each is called, its unit, and what it means. A measure with
 * parts is reported as "name.PART", one for each theatre, actor, verb or pair. */
#ifndef DEMARCHE_MODEL_MEASURES_H
#define DEMARCHE_MODEL_MEASURES_H

/* X(NAME, "name", flag, "unit", "what it means"); flag: yes or no. Days count from the first. NaN
 * (null in JSON) where a measure does not apply to a run. */
/* clang-format off: one row a line */
#define MEASURE_VIOLENCE_MAP(X)                                                                    \
  X(PEAK_HOSTILITY, "peak_hostility", false, "MID level",                                          \
    "highest hostility level of acts between parties; 5 is derived from deaths")                   \
  X(WAR, "war", true, "", "1,000 battle deaths while force is used (COW)")                         \
  X(MAJOR_FIGHTING, "major_fighting", true, "", "25 deaths or more (UCDP)")                        \
  X(DEATHS, "deaths", false, "persons", "killed by fire and fighting; also by theatre")            \
  X(GROUND, "ground_km2", false, "km2",                                                            \
    "ground that changed hands, either way; by theatre the claimant's gain")                       \
  X(PEAK_INTENSITY, "peak_intensity", false, "deaths",                                             \
    "highest intensity: deaths with a mean life of a week; also by theatre")                       \
  X(PEAK_INTENSITY_DAY, "peak_intensity_day", false, "day", "when intensity was highest")          \
  X(PEAK_DAY, "peak_day", false, "day",                                                            \
    "when the highest hostility level was first reached, if it is 3 or more")                      \
  X(LAST_FORCE_DAY, "last_force_day", false, "day", "last act of force or fatal incident")         \
  X(DEESCALATED, "deescalated", true, "",                                                          \
    "a fortnight without deaths followed the peak of intensity within the run")                    \
  X(DEESCALATION_DAYS, "deescalation_days", false, "days",                                         \
    "from the peak of intensity to the first day of that fortnight; censored where there is none") \
  X(DAYS_MID2, "days_mid2", false, "days",                                                         \
    "days whose highest level is 2; by theatre, and over all")                                     \
  X(DAYS_MID3, "days_mid3", false, "days", "the same, 3")                                          \
  X(DAYS_MID4, "days_mid4", false, "days", "the same, 4")                                          \
  X(DAYS_MID5, "days_mid5", false, "days", "the same, 5")                                          \
  X(INCIDENTS, "incidents", false, "", "exchanges of fire that nobody ordered, by theatre")        \
  X(FATAL_INCIDENTS, "fatal_incidents", false, "", "those that killed, by theatre")                \
  X(ORDERED_FIRE, "ordered_fire", false, "",                                                       \
    "acts of force short of an offensive; also by theatre")                                        \
  X(OFFENSIVES, "offensives", false, "", "offensives begun")                                       \
  X(CEASEFIRE, "ceasefire", true, "", "a ceasefire that both sides agreed to")                     \
  X(ACCIDENTS, "accidents", false, "", "losses of control at nuclear alert")                       \
  X(LEGITIMACY, "legitimacy", false, "-1 to 1",                                                    \
    "whose case third parties' words favour at the end: the holder's to the claimant's, by "       \
    "theatre")

#define MEASURE_DEEDS_MAP(X)                                                                       \
  X(STATEMENTS, "statements", false, "", "speech acts")                                            \
  X(REGISTER, "register_mean", false, "0 to 5", "their mean register")                             \
  X(HARSH, "harsh_statements", false, "", "those of register 4 or 5")                              \
  X(SAID, "said", false, "", "speech acts by verb")                                                \
  X(ACTS, "acts", false, "", "acts by actor")                                                      \
  X(SYMBOLIC, "symbolic_acts", false, "", "gestures")                                              \
  X(DRILLS, "drills", false, "", "large exercises")                                                \
  X(ALARMS, "alarms", false, "", "drills that a rival took for preparation of an attack")          \
  X(COUNTER_DRILL, "counter_drill", true, "", "a drill by the rival of one who had drilled")       \
  X(COUNTER_DRILL_DAY, "counter_drill_day", false, "day", "the first of them")                     \
  X(COUNTER_DRILL_LAG, "counter_drill_lag_days", false, "days", "from the end of the drill to it") \
  X(TALKS, "talks", false, "", "calls, offers, mediation, meetings that take heat out")            \
  X(BOYCOTTS, "boycotts", false, "", "meetings stayed away from")                                  \
  X(MOVED, "meetings_moved", false, "", "meetings moved to another host")                          \
  X(EXITS, "exits", false, "", "departures from an organisation")                                  \
  X(EXIT_THREATS, "exit_threats", false, "", "threats of it")                                      \
  X(REPLACED, "officials_replaced", false, "", "officials recalled by their state")                \
  X(RETALIATION, "retaliation_against_allies", false, "",                                          \
    "complaints, gestures and sanctions against fellow members")

#define MEASURE_PROCEDURE_MAP(X)                                                      \
  X(REPORTS, "reports", false, "", "reports to an organ without a request")           \
  X(REPORT_HEARD, "report_heard", true, "", "an organ heard one")                     \
  X(CONSULTATION, "consultation_requested", true, "", "consultations were requested") \
  X(ASSISTANCE, "assistance_requested", true, "", "assistance was requested")         \
  X(REQUESTS, "requests", false, "", "requests for consultations or assistance")      \
  X(CASUS, "casus_given", false, "", "times that all clauses of an article held")     \
  X(SESSIONS, "sessions", false, "", "sessions that came to a vote")                  \
  X(POSTPONED, "postponed", false, "", "sessions put off")                            \
  X(NO_QUORUM, "no_quorum", false, "", "sessions that too few attended")              \
  X(DECISIONS, "collective_decisions", false, "", "requests decided, either way")     \
  X(APPROVED, "approved", false, "", "requests approved")                             \
  X(LAPSED, "lapsed", false, "", "matters that lapsed undecided")

#define MEASURE_OFFICIALS_MAP(X)                                                                \
  X(SPOKE, "spokesman_statements", false, "", "public statements by officials about a theatre") \
  X(WARNING, "warning", true, "",                                                               \
    "an official demanded something of a party in public, firmly (register 2 or more)")         \
  X(WARNINGS, "warnings", false, "", "how many such statements")                                \
  X(WARNING_DAY, "warning_day", false, "day", "the first of them")                              \
  X(WARNING_AFTER_REPORT, "warning_after_report_hours", false, "hours",                         \
    "from the last report heard before it to the first warning")                                \
  X(NAMES_CULPRIT, "warning_names_culprit", true, "", "some warning was addressed to a state")  \
  X(CONSEQUENCE, "warning_names_consequence", true, "", "some warning named a consequence")     \
  X(REPLY, "reply", true, "",                                                                   \
    "the side not spoken up for answered the official or his organisation")                     \
  X(REPLY_LAG, "reply_lag_hours", false, "hours",                                               \
    "from his last statement before it to the first answer")                                    \
  X(AT_MESSENGER, "reply_at_messenger", true, "",                                               \
    "some answer doubts mandate, members' backing, fairness or use of office")                  \
  X(ENDORSEMENTS, "endorsements", false, "", "members' public endorsements of the official")    \
  X(DISAVOWALS, "disavowals", false, "", "members' public disavowals of him")                   \
  X(GAP, "spokesman_gap", false, "0 to 2",                                                      \
    "spoken firmness of the official (share of 5) less the share of members behind him, by "    \
    "official")                                                                                 \
  X(MANDATE, "mandate", false, "probability",                                                   \
    "the adversary's credence at the end that an official speaks for his principals, by official")

#define MEASURE_SUPPORT_MAP(X)                                                                    \
  X(SUPPORT, "support", false, "rung 0 to 4",                                                     \
    "highest rung of support given, by helper and beneficiary")                                   \
  X(SUPPORT_REQUESTED, "support_given_request", false, "rung 0 to 4",                             \
    "the same in runs in which help was asked for")                                               \
  X(SUPPORT_UNASKED, "support_given_none", false, "rung 0 to 4",                                  \
    "the same in runs in which it was not")                                                       \
  X(FULFILMENT, "fulfilment", false, "share",                                                     \
    "support as a share of the highest rung, where an obligation to assist was given")            \
  X(HELP_START, "p_help_start", false, "probability",                                             \
    "the adversary's credence on the first day that a helper sends arms or more, if asked, were " \
    "it to attack; by helper and theatre")                                                        \
  X(HELP, "p_help", false, "probability", "the same on the last day")                             \
  X(HELP_ATTACK, "p_help_given_attack", false, "probability",                                     \
    "the same given that it attacks: selection")

#define MEASURE_HOME_MAP(X)                                                \
  X(AUDIENCE, "audience_cost_paid", false, "approval",                     \
    "approval lost by backing down; by party, and over all")               \
  X(APPROVAL, "approval", false, "share", "approval at the end, by party") \
  X(GOLDSTEIN, "goldstein", false, "sum",                                  \
    "conflict scores of acts between adversaries (reporting scale)")       \
  X(PLOVER, "plover", false, "sum", "the same on PLOVER's scale")          \
  X(RIVERA, "rivera", false, "sum", "escalation scores of all acts per state (reporting scale)")

/* Y(GROUP, "heading of the table in docs/measures.md") */
#define MEASURE_GROUP_MAP(Y)       \
  Y(VIOLENCE, "Violence")          \
  Y(DEEDS, "Words and deeds")      \
  Y(PROCEDURE, "Procedure")        \
  Y(OFFICIALS, "Officials")        \
  Y(SUPPORT, "Support and belief") \
  Y(HOME, "Home and reporting scales")

#define MEASURE_MAP(X)     \
  MEASURE_VIOLENCE_MAP(X)  \
  MEASURE_DEEDS_MAP(X)     \
  MEASURE_PROCEDURE_MAP(X) \
  MEASURE_OFFICIALS_MAP(X) \
  MEASURE_SUPPORT_MAP(X)   \
  MEASURE_HOME_MAP(X)
/* clang-format on */

enum measure {
#define X(name, word, flag, unit, about) MEASURE_##name,
  MEASURE_MAP(X)
#undef X
      MEASURE_COUNT
};

/* The unit of a measure by its name, parts and all: "deaths.loc" is in persons. "" for one without,
 * and for a scenario's own. */
const char *measures_unit(const char *name);

#endif
