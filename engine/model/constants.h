/* Constants of the model: every free number of the mechanisms, with unit, range, source,
 * confidence.
 *
 * They stand under `model` in a scenario (`model.hazard_max`), can be set and swept like any other
 * number, and are the same in all scenarios unless a source says otherwise.
 *
 * X(field, default, low, high, unit, source, confidence, about) */
#ifndef DEMARCHE_MODEL_CONSTANTS_H
#define DEMARCHE_MODEL_CONSTANTS_H

/* clang-format off: one row a line */
#define CONSTANT_ACTING_MAP(X)                                                                     \
  X(review_hours, 6, 0.25, 48, "hours", "chosen; halving it changes no distribution", "judgement", \
    "step at which attention is looked at")                                                        \
  X(hazard_max, 2.0, 0.05, 24, "per day", "lags of answers that came within a day", "judgement",   \
    "hazard of attending when urgency is very high")                                               \
  X(urgency_half, 0.35, 0.01, 5, "urgency", "chosen", "judgement",                                 \
    "urgency at which the hazard is half its maximum")                                             \
  X(urgency_power, 2.0, 1, 4, "", "chosen: small matters are mostly left alone", "judgement",      \
    "steepness of the hazard in urgency")                                                          \
  X(urgency_decay_days, 4.0, 0.25, 60, "days", "news cycle of about half a week", "judgement",     \
    "mean life of a stimulus that nobody attends to")                                              \
  X(habituation_days, 10, 0, 90, "days", "news value of repeated events", "judgement",             \
    "mean life of the memory that makes the next event of a kind less pressing")                   \
  X(initiative, 0.03, 0, 1, "urgency", "chosen", "judgement",                                      \
    "standing urgency of a party per unit of stake and tension")                                   \
  X(crisis_attention, 0.2, 0, 2, "urgency", "chosen: it looks up every second day or so",          \
    "judgement", "standing urgency, per unit of stake, of whom the crisis's trigger hit")          \
  X(crisis_days, 30, 1, 365, "days", "chosen: half of ICB's crises last longer than a month",      \
    "judgement", "mean life of that urgency")                                                      \
  X(standoff, 0.2, 0, 2, "urgency", "chosen", "judgement",                                         \
    "standing urgency of a party per unit of stake and of what was newly placed there")            \
  X(lambda_verb, 0.10, 0.01, 2, "stake", "chosen; below lambda_rung as nesting requires",          \
    "judgement", "scale of noise between verbs of one rung")                                       \
  X(lambda_rung, 0.14, 0.01, 2, "stake", "chosen", "judgement", "scale of noise between rungs")    \
  X(lambda_target, 0.18, 0.01, 2, "stake", "chosen", "judgement",                                  \
    "scale of noise between addressees, theatres and silence")                                     \
  X(silence_share, 0.4, 0, 0.95, "share", "lags table, P_silence", "judgement",                    \
    "share of verbal occasions of outsiders that no answer ever meets")

#define CONSTANT_BELIEVING_MAP(X)                                                                  \
  X(help_mean, -0.75, -4, 4, "logit", "Berkemeier and Fuhrmann 2018: .22 to .41 honoured", "high", \
    "prior mean of an ally's propensity theta")                                                    \
  X(help_spread, 1.0, 0.1, 3, "logit", "chosen", "judgement", "prior standard deviation of theta") \
  X(help_ties, 0.8, 0, 4, "logit", "alliance cases: stake of the patron", "judgement",             \
    "shift of the prior per unit of the helper's affinity for the beneficiary")                    \
  X(help_in_area, 1.2, 0, 5, "logit", "alliance cases: area decides", "judgement",                 \
    "b1: the place is inside the treaty's area")                                                   \
  X(help_requested, 0.8, 0, 5, "logit", "alliance cases", "judgement",                             \
    "b2: help was formally requested")                                                             \
  X(help_patron_moved, 0.7, 0, 5, "logit", "alliance cases", "judgement",                          \
    "b3: the leading ally moved")                                                                  \
  X(help_gravity, 0.5, 0, 3, "logit per level", "alliance cases", "judgement",                     \
    "b4: per level of gravity (0 to 5)")                                                           \
  X(help_affinity, 1.5, 0, 5, "logit", "alliance cases: ties to the attacker", "judgement",        \
    "b5: per unit of the helper's affinity with the attacker")                                     \
  X(kappa_words, 0.5, -3, 6, "logit", "chosen", "judgement", "threshold of support by words")      \
  X(kappa_arms, 2.2, -2, 8, "logit", "chosen", "judgement", "threshold of support by arms")        \
  X(kappa_mission, 3.0, -1, 9, "logit", "chosen", "judgement",                                     \
    "threshold of support by a mission")                                                           \
  X(kappa_troops, 3.9, 0, 10, "logit", "chosen", "judgement", "threshold of support by troops")    \
  X(council_objection, 0.3, 0, 1, "share", "chosen: most who will not help abstain", "judgement",  \
    "chance that a member who would not even speak up objects in the organ")                       \
  X(scope_transfer, 0.4, 0, 1, "share",                                                            \
    "chosen: what is done outside an obligation says less about what is done within", "judgement", \
    "weight, inside a treaty's area, of evidence from outside it, and the other way round")        \
  X(office_opens, 5, 0, 24, "hour, UTC", "chosen", "judgement",                                    \
    "before which no statement is published; equal to office_closes: at any hour")                 \
  X(office_closes, 19, 0, 24, "hour, UTC", "chosen", "judgement",                                  \
    "after which none is published till the next day")                                             \
  X(scope_limit, 0.6, 0, 4, "logit", "chosen", "judgement",                                        \
    "loss of help outside the area after a spokesman limits the obligation to recognised "         \
    "territory")                                                                                   \
  X(attack_threshold, 0.5, 0, 1, "probability", "Smith 1995; break-even of a limited attack",      \
    "judgement", "chance of help at which an adversary is as likely as not to attack")             \
  X(attack_precision, 5, 0, 50, "", "chosen", "judgement",                                         \
    "how sharply it is deterred around that")                                                      \
  X(mandate_base, 0.6, -4, 4, "logit", "chosen", "judgement",                                      \
    "credence that a spokesman speaks for his principals, before anything is known")               \
  X(mandate_kin, 1.0, 0, 4, "logit", "judgement on the seed's reading", "judgement",               \
    "loss when he is a national of the party he speaks up for")                                    \
  X(mandate_jeopardy, 0.9, 0, 4, "logit", "judgement", "judgement",                                \
    "loss per unit of legal jeopardy")                                                             \
  X(mandate_authorised, 2.0, 0, 6, "logit", "judgement", "judgement",                              \
    "gain when an organ authorised it")                                                            \
  X(mandate_endorsed, 3.0, 0, 8, "logit", "judgement", "judgement",                                \
    "gain per endorsement, weighted by the member's share of the alliance's capability")           \
  X(mandate_silence, 0.12, 0, 1, "logit per day", "judgement", "judgement",                        \
    "loss per day that the other members stay silent, for seven days")                             \
  X(statement_weight, 0.8, 0, 3, "logit", "chosen", "judgement",                                   \
    "log likelihood ratio of a warning with a consequence by one who speaks for all")              \
  X(cheap_talk, 0.1, 0, 1, "logit", "Fearon 1997: cheap talk moves belief little", "high",         \
    "log likelihood ratio of cheap talk about resolve")                                            \
  X(tied_hands, 0.5, 0, 2, "logit", "Fearon 1997", "high", "the same for a public commitment")     \
  X(sunk_cost, 0.4, 0, 2, "logit", "Fearon 1997", "high", "the same for a costly show of force")   \
  X(precedent_memory_years, 10, 0.5, 100, "years", "chosen", "judgement",                          \
    "mean life of a precedent's weight")                                                           \
  X(statement_null, 0.2, 0, 1, "share", "a threat without a consequence says little", "judgement", \
    "what is left of statement_weight when no consequence is named")                               \
  X(official_in_area, 0.7, 0, 1, "stake", "chosen", "judgement",                                   \
    "an official's stake in a theatre inside his treaty's area")                                   \
  X(official_out_of_area, 0.3, 0, 1, "stake", "chosen", "judgement",                               \
    "his stake in one outside it whose side is a member")                                          \
  X(official_private, 0.3, 0, 1, "share", "chosen", "judgement",                                   \
    "how far jeopardy at home adds the stake of his own state")                                    \
  X(deed_weight, 0.5, 0, 1, "share", "deeds of one kind are not independent witnesses",            \
    "judgement", "weight of one deed of support as evidence")                                      \
  X(episode_weight, 0.7, 0, 1, "share", "chosen", "judgement",                                     \
    "weight of an episode that has ended as evidence")                                             \
  X(silence_days, 7, 0, 90, "days", "chosen", "judgement",                                         \
    "days after which members' silence says no more")                                              \
  X(medium_spoken, 0.7, 0, 1, "share",                                                             \
    "chosen: what is said in passing weighs less than what is written", "judgement",               \
    "weight of an official's words at a briefing, in an interview or on television")               \
  X(authority_share, 0.4, 0, 1, "share", "chosen", "judgement",                                    \
    "share of an official's weight that hangs on the authority of his voice")

#define CONSTANT_RELATIONS_MAP(X)                                                                 \
  X(affinity_votes, 0.35, 0, 1, "weight", "baseline formula", "judgement",                        \
    "weight of chance-corrected voting agreement in affinity")                                    \
  X(affinity_trade, 0.15, 0, 1, "weight", "baseline formula", "judgement",                        \
    "weight of trade dependence")                                                                 \
  X(affinity_arms, 0.20, 0, 1, "weight", "baseline formula", "judgement",                         \
    "weight of arms dependence")                                                                  \
  X(affinity_energy, 0.10, 0, 1, "weight", "baseline formula", "judgement",                       \
    "weight of energy dependence")                                                                \
  X(affinity_treaty, 0.30, 0, 1, "weight", "baseline formula", "judgement",                       \
    "weight of treaties and bases")                                                               \
  X(affinity_bilateral, 0.25, 0, 1, "weight", "baseline formula", "judgement",                    \
    "weight of high-level bilateral ties")                                                        \
  X(affinity_rivalry, 0.8, 0, 1, "weight", "baseline formula", "judgement",                       \
    "weight of an open territorial dispute, negative")                                            \
  X(tension_decay_days, 12, 0.5, 365, "days", "chosen", "judgement",                              \
    "mean life of tension above its baseline")                                                    \
  X(grievance_decay_days, 60, 1, 3650, "days", "chosen", "judgement", "mean life of a grievance") \
  X(hostility_days, 7, 1, 90, "days", "chosen", "judgement",                                      \
    "days that a dyad keeps a MID level after the last act of that level")                        \
  X(tension_shots, 0.01, 0, 0.5, "tension", "chosen", "judgement",                                \
    "tension added by an exchange of fire")                                                       \
  X(tension_deaths, 0.04, 0, 0.5, "tension", "chosen", "judgement",                               \
    "tension added by a fatal one")                                                               \
  X(grievance_deaths, 0.05, 0, 0.5, "grievance", "chosen", "judgement",                           \
    "grievance added by the dead of an incident")

#define CONSTANT_PERCEIVING_MAP(X)                                                                \
  X(news_public_hours, 2, 0.05, 72, "hours", "media", "judgement", "median delay of public news") \
  X(news_closed_hours, 1, 0.05, 72, "hours", "diplomatic channels", "judgement",                  \
    "median delay of a closed message")                                                           \
  X(news_spread, 0.6, 0, 2, "log hours", "chosen", "judgement", "spread of news delays")          \
  X(attribution_truth, 1.5, 0, 5, "logit", "chosen", "judgement",                                 \
    "how far an outsider can tell who fired first")                                               \
  X(attribution_bias, 2.5, 0, 8, "logit", "chosen", "judgement",                                  \
    "how far affinity decides who is believed to have fired first")                               \
  X(severity_shots, 0.4, 0, 1, "urgency", "chosen", "judgement",                                  \
    "how pressing an exchange of fire is in itself")                                              \
  X(severity_gravity, 0.25, 0, 1, "urgency", "chosen: a death is most of a full stake",           \
    "judgement", "the same per level of gravity above shots")                                     \
  X(severity_words, 0.1, 0, 1, "urgency", "chosen", "judgement",                                  \
    "how pressing a statement is in itself")                                                      \
  X(severity_register, 0.06, 0, 1, "urgency", "chosen", "judgement",                              \
    "the same per level of register")                                                             \
  X(severity_deeds, 0.2, 0, 1, "urgency", "chosen", "judgement",                                  \
    "how pressing a deed is in itself")                                                           \
  X(severity_mid, 0.15, 0, 1, "urgency", "chosen", "judgement", "the same per MID level above 1") \
  X(severity_rung, 0.03, 0, 1, "urgency", "chosen", "judgement",                                  \
    "the same per rung of the ladder")                                                            \
  X(severity_procedure, 0.6, 0, 1, "urgency", "chosen", "judgement",                              \
    "how pressing a step of an organ or a date on the calendar is; a report a third of it")       \
  X(concern_min, 0.03, 0, 0.5, "stake", "chosen", "judgement",                                    \
    "below this relevance an event does not concern an actor at all")                             \
  X(concern_rival, 0.5, 0, 1, "stake", "chosen", "judgement",                                     \
    "concern with what a rival does, wherever it is")                                             \
  X(concern_office, 0.6, 0, 1, "stake", "chosen", "judgement",                                    \
    "an official's concern with what reaches his organisation, a member's with what touches it")

#define CONSTANT_FIGHTING_MAP(X)                                                                  \
  X(contest_power, 1.0, 0.3, 3, "exponent", "contest success function, Hirshleifer", "medium",    \
    "decisiveness of the force ratio")                                                            \
  X(engagement_loss, 0.003, 0, 0.1, "share of men per day", "fitted on the dead of April 2016",   \
    "judgement",                                                                                  \
    "daily deaths of a side at intensity 1, equal forces, as a share of its men engaged")         \
  X(campaign_spread, 0.25, 0, 2, "log days", "fitted on the days of April 2016", "judgement",     \
    "spread of the length of limited offensives around what their verb says")                     \
  X(engagement_ground, 5, 0, 200, "km2 per day", "April 2016: 8 to 20 km2", "medium",             \
    "ground that changes hands per day at intensity 1 with certain success")                      \
  X(posture_incidents, 1.2, 0, 5, "log per unit", "chosen", "judgement",                          \
    "how much more often shots are exchanged per unit of tension above the baseline")             \
  X(audience_growth, 0.02, 0, 0.5, "per day", "Fearon 1994", "medium",                            \
    "growth of the audience cost of a standing public commitment")                                \
  X(approval_return_days, 30, 1, 365, "days", "chosen", "judgement",                              \
    "mean life of a change of approval")                                                          \
  X(commitment_days, 30, 1, 365, "days", "chosen", "judgement",                                   \
    "after which nobody holds a government to its word")                                          \
  X(offer_days, 21, 1, 365, "days", "chosen", "judgement", "how long an offer stands")            \
  X(closed_channel, 1, 0, 1, "probability", "chosen: diplomacy has its channels", "judgement",    \
    "chance that on a day two adversaries can exchange words behind closed doors")                \
  X(audience_at_once, 0.1, 0, 1, "approval", "Tomz 2007: loss at once, top rung", "medium",       \
    "approval lost at once by backing down from the top rung")                                    \
  X(audience_over_time, 0.12, 0, 1, "approval", "Fearon 1994; Tomz 2007", "medium",               \
    "further approval lost when the commitment has stood for long")                               \
  X(audience_justified, 0.5, 0, 1, "share",                                                       \
    "Levendusky and Horowitz 2012: new information justifies", "medium",                          \
    "share of the cost left when an offer stands or both sides give way")                         \
  X(arms_to_supply, 0.2, 0, 2, "share", "chosen", "judgement",                                    \
    "supply gained in a theatre per unit of arms delivered")                                      \
  X(recent_days, 7, 1, 60, "days", "chosen", "judgement",                                         \
    "mean life of intensity, recent deaths and provocation")                                      \
  X(lost_per_dead, 3.5, 1, 10, "men", "ratio of wounded to dead of about 2.5", "medium",          \
    "men out of action per dead")                                                                 \
  X(supply_use, 0.04, 0, 1, "share per day", "chosen", "judgement",                               \
    "supply used per day at intensity 1")                                                         \
  X(supply_return, 0.02, 0, 1, "share per day", "chosen", "judgement",                            \
    "share of the missing supply made good in a day")                                             \
  X(readiness_strength, 0.1, 0, 1, "share per level", "chosen", "judgement",                      \
    "gain in the troops' readiness per level of national readiness")                              \
  X(draft_share, 0.0005, 0, 0.05, "share per day", "chosen", "judgement",                         \
    "national personnel that makes losses good, after a month of war")                            \
  X(approval_deaths, 0.004, 0, 0.2, "approval",                                                   \
    "Mueller 1973: approval falls with the log of deaths", "medium",                              \
    "approval lost per log(1 + deaths)")                                                          \
  X(weariness_deaths, 5, 0, 100, "stake", "chosen", "judgement",                                  \
    "weariness per share of one's men that died")                                                 \
  X(weariness_day, 0.005, 0, 1, "stake per day", "chosen", "judgement",                           \
    "weariness per day of fighting at intensity 1, by its square")                                \
  X(day_cost, 0.02, 0, 1, "stake", "chosen", "judgement",                                         \
    "cost of the next day of fighting at intensity 1")                                            \
  X(weariness_life_days, 180, 1, 3660, "days",                                                    \
    "chosen: a war of low intensity need never end of itself", "judgement",                       \
    "mean life of weariness")                                                                     \
  X(offer_worth, 0.15, 0, 1, "stake", "chosen", "judgement",                                      \
    "what a mediator's offer adds to the settlement")                                             \
  X(gain_days, 200, 1, 3660, "days", "chosen", "judgement",                                       \
    "days of certain success at intensity 1 that win half of a stake")                            \
  X(readiness_incidents, 0.2, 0, 2, "log per level", "chosen", "judgement",                       \
    "how much more often shots are exchanged per level of readiness")                             \
  X(ceasefire_rate, 0.3, 0, 1, "share",                                                           \
    "fire after the summits of August 2014 (deaths .4) and June 2016 (violations .15)", "medium", \
    "share of incidents that a ceasefire leaves")                                                 \
  X(first_base, 0.1, 0, 5, "weight", "chosen", "judgement",                                       \
    "a side's part in who fires first, before readiness, tension, grievance and provocation")     \
  X(victim_second, 0.6, 0, 1, "probability", "chosen", "judgement",                               \
    "chance that the dead are on the side that did not fire first")                               \
  X(conditional_commitment, 0.5, 0, 1, "share", "chosen: a condition keeps the option open",      \
    "judgement", "share of a public commitment that binds when conditions are attached")          \
  X(ultimatum_hours, 48, 1, 720, "hours", "Vienna 1914: 48; Berlin to Brussels: 12", "medium",    \
    "time given by an ultimatum, after which its author looks at it again")                       \
  X(first_mover, 0.03, 0, 0.5, "share per day",                                                   \
    "chosen: the gap of two weeks between fast and slow armies is taken for half the matter",     \
    "judgement", "what a day's lead in mobilisation by timetable is taken to be worth")           \
  X(legitimacy_own, 0.2, 0, 1, "share", "chosen", "judgement",                                    \
    "what a party's own citing of norms counts beside a third party's")                           \
  X(legitimacy_days, 30, 1, 365, "days", "chosen", "judgement",                                   \
    "mean life of the standing that citations give a case")                                       \
  X(venue_prestige, 0.01, 0, 0.2, "approval", "chosen", "judgement",                              \
    "what a host loses at home when a guest stays away")                                          \
  X(venue_ties, 2, 0, 10, "logit", "chosen", "judgement",                                         \
    "how far the leading attendee's ties decide whether a meeting is moved")                      \
  X(brink_hazard, 0.002, 0, 0.2, "per day", "Powell 1990, autonomous risk; size chosen",          \
    "judgement", "chance of an accident in a day of full nuclear alert")                          \
  X(alarm_base, -2, -8, 4, "logit", "chosen", "judgement",                                        \
    "chance that a drill is taken for preparation, at ease")                                      \
  X(alarm_tension, 3, 0, 10, "logit", "Jervis 1976: expectations decide", "judgement",            \
    "the same per unit of tension with who drills")                                               \
  X(alarm_size, 0.5, 0, 4, "logit", "chosen", "judgement",                                        \
    "the same per 10 000 men beyond the first")                                                   \
  X(alarm_civil, 0.7, 0, 4, "logit", "chosen", "judgement",                                       \
    "the same if civil institutions rehearse war")                                                \
  X(alarm_urgency, 1.5, 1, 5, "factor", "chosen", "judgement",                                    \
    "how much more pressing a drill is that is taken for preparation")

#define CONSTANT_PROCEDURE_MAP(X)                                                                  \
  X(session_hours, 96, 1, 1440, "hours", "lags table, requests answered", "medium",                \
    "median hours from a request to the organ's session")                                          \
  X(case_lapse_days, 30, 1, 365, "days", "chosen", "judgement",                                    \
    "days after which a case that nobody takes up lapses")                                         \
  X(report_lapse_days, 14, 1, 365, "days", "chosen", "judgement",                                  \
    "days after which a report that nothing was asked about is old news")                          \
  X(session_spread, 0.8, 0, 3, "log hours", "lags table, requests answered", "medium",             \
    "spread of the time to a session")                                                             \
  X(assistance_hours, 132, 1, 8760, "hours", "40 alliance cases: 26 in which help came", "medium", \
    "median hours from the decision to help an ally to the help")                                  \
  X(assistance_spread, 1.53, 0, 4, "log hours", "40 alliance cases: 26 in which help came",        \
    "medium", "spread of that time")                                                               \
  X(emergency_days, 60, 1, 365, "days", "chosen", "judgement",                                     \
    "days for which an attack with many dead calls for help, if nothing ends it")

/* Y(GROUP, "heading of the table in docs/parameters.md") */
#define CONSTANT_GROUP_MAP(Y)      \
  Y(ACTING, "Acting")              \
  Y(BELIEVING, "Believing")        \
  Y(RELATIONS, "Relations")        \
  Y(PERCEIVING, "Perceiving")      \
  Y(FIGHTING, "Fighting and home") \
  Y(PROCEDURE, "Procedure")

#define CONSTANT_MAP(X)      \
  CONSTANT_ACTING_MAP(X)     \
  CONSTANT_BELIEVING_MAP(X)  \
  CONSTANT_RELATIONS_MAP(X)  \
  CONSTANT_PERCEIVING_MAP(X) \
  CONSTANT_FIGHTING_MAP(X)   \
  CONSTANT_PROCEDURE_MAP(X)
/* clang-format on */

struct constants {
#define X(field, fallback, low, high, unit, source, confidence, about) double field;
  CONSTANT_MAP(X)
#undef X
};

#endif
