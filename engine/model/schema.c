/* Shapes of a scenario's parts: names, ranges, units, one sentence each. */
#include "model/schema.h"

#include "model/scenario.h"
#include "model/schema_words.h"

#include <math.h>

/* Rows of the tables below; the macros only keep them on one line. */
#define NUMBER(name, type, member, low, high, fallback, unit, about)                           \
  {                                                                                            \
    name, FIELD_NUMBER, offsetof(type, member), low, high, fallback, false, unit, about, NULL, \
        NULL                                                                                   \
  }
#define COUNT(name, type, member, low, high, fallback, unit, about) \
  { name, FIELD_COUNT, offsetof(type, member), low, high, fallback, false, unit, about, NULL, NULL }
#define PLAIN(kind, name, type, member, required, about) \
  { name, kind, offsetof(type, member), 0, 0, 0, required, NULL, about, NULL, NULL }
#define WORD(name, type, member, fallback, words, about) \
  { name, FIELD_WORD, offsetof(type, member), 0, 0, fallback, false, NULL, about, words, NULL }
#define INNER(kind, name, type, member, shape, about) \
  { name, kind, offsetof(type, member), 0, 0, 0, false, NULL, about, NULL, shape }
#define LIMITED(kind, name, type, member, most, shape, about) \
  { name, kind, offsetof(type, member), 0, most, 0, false, NULL, about, NULL, shape }
#define END \
  { NULL, FIELD_NUMBER, 0, 0, 0, 0, false, NULL, NULL, NULL, NULL }

static const struct field voice_fields[] = {
    PLAIN(FIELD_TEXT, "title", struct voice, title, true, "How the timeline names the voice."),
    WORD("kind", struct voice, kind, VOICE_MINISTRY, schema_voice_kinds,
         "What kind of voice; how it is told."),
    NUMBER("authority", struct voice, authority, 0, 1, 0.5, "share",
           "How far it binds the actor; what a verb may ask for."),
    END};
static const struct shape voice_shape = {"voice", voice_fields, sizeof(struct voice)};

static const struct field actor_fields[] = {
    WORD("kind", struct actor, kind, ACTOR_STATE, schema_actor_kinds, "What kind of actor it is."),
    PLAIN(FIELD_TEXT, "name", struct actor, name, true, "Its name in prose."),
    PLAIN(FIELD_TEXT, "adjective", struct actor, adjective, false, "\"Arcadian\"."),
    PLAIN(FIELD_TEXT, "policy", struct actor, policy, false,
          "The policy it follows; none: it never acts."),
    PLAIN(FIELD_PARAMS, "params", struct actor, params, false, "Parameters of the policy."),
    NUMBER("capability", struct actor, capability, 0, 1, 0, "CINC share", "Material capability."),
    NUMBER("personnel", struct actor, personnel, 0, 1e5, 0, "thousand", "Military personnel."),
    NUMBER("spending", struct actor, spending, 0, 1e7, 0, "USD million a year",
           "Military spending."),
    NUMBER("approval", struct actor, approval, 0, 1, 0.5, "share", "Approval of its leaders."),
    WORD("readiness", struct actor, readiness, READINESS_PEACE, schema_readiness,
         "Readiness at the start."),
    {"upholds", FIELD_WORDS, offsetof(struct actor, upholds), 0, 0, 0, false, NULL,
     "Norms that it stands for.", schema_frames, NULL},
    NUMBER("mobilisation_days", struct actor, mobilisation_days, 0, 365, 0, "days",
           "How long a mobilisation runs that cannot be called off; 0: it can."),
    PLAIN(FIELD_FLAG, "nuclear", struct actor, nuclear, false,
          "Whether it has nuclear forces to put on alert."),
    LIMITED(FIELD_MAP, "voices", struct actor, voices, VOICE_MAX, &voice_shape,
            "Who speaks for it."),
    PLAIN(FIELD_ACTOR, "organisation", struct actor, organisation, false,
          "Officials: whom they serve."),
    PLAIN(FIELD_ACTOR, "nationality", struct actor, nationality, false,
          "Officials: their own state."),
    NUMBER("mandate", struct actor, mandate, 0, 1, 0.3, "share",
           "Officials: breadth of what they may say without asking."),
    NUMBER("jeopardy", struct actor, jeopardy, 0, 1, 0, "share",
           "Officials: legal or career jeopardy at home."),
    END};
const struct shape schema_actor = {"actor", actor_fields, sizeof(struct actor)};

static const struct field organ_fields[] = {
    PLAIN(FIELD_TEXT, "name", struct organ, name, true, "Its name in prose."),
    WORD("level", struct organ, level, 0, schema_organ_levels, "Who sits on it."),
    PLAIN(FIELD_FLAG, "decides", struct organ, decides, false,
          "Whether it may decide on assistance."),
    END};
static const struct shape organ_shape = {"organ", organ_fields, sizeof(struct organ)};

/* An official is read like an actor, except that his kind and organisation are given by where he
 * stands. */
static const struct field spokesman_fields[] = {
    PLAIN(FIELD_TEXT, "id", struct actor, id, false, "His id; ORGANISATION_SPOKESMAN if absent."),
    PLAIN(FIELD_TEXT, "name", struct actor, name, true, "His name and office in prose."),
    PLAIN(FIELD_TEXT, "policy", struct actor, policy, false, "The policy he follows."),
    PLAIN(FIELD_PARAMS, "params", struct actor, params, false, "Parameters of the policy."),
    LIMITED(FIELD_MAP, "voices", struct actor, voices, VOICE_MAX, &voice_shape, "How he speaks."),
    PLAIN(FIELD_ACTOR, "nationality", struct actor, nationality, false, "His own state."),
    NUMBER("mandate", struct actor, mandate, 0, 1, 0.3, "share",
           "Breadth of what he may say without asking."),
    NUMBER("jeopardy", struct actor, jeopardy, 0, 1, 0, "share",
           "Legal or career jeopardy at home."),
    NUMBER("approval", struct actor, approval, 0, 1, 0.5, "share", "His standing at home."),
    END};
const struct shape schema_spokesman = {"spokesman", spokesman_fields, sizeof(struct actor)};

static const struct field organisation_fields[] = {
    PLAIN(FIELD_TEXT, "name", struct organisation, name, true, "Its name in prose."),
    PLAIN(FIELD_ACTORS, "members", struct organisation, members, true, "Its members."),
    WORD("rule", struct organisation, rule, 0, schema_rules, "How it decides."),
    NUMBER("quota", struct organisation, quota, 0, 1, 0.5, "share",
           "Members needed under rule quota."),
    NUMBER("quorum", struct organisation, quorum, 0, 1, 0.5, "share",
           "Members that must come to a session."),
    PLAIN(FIELD_TREATY, "treaty", struct organisation, treaty, false, "The treaty it serves."),
    INNER(FIELD_SHAPE, "spokesman", struct organisation, spokesman, &schema_spokesman,
          "The official who speaks for it."),
    INNER(FIELD_MAP, "organs", struct organisation, organs, &organ_shape, "Its organs."),
    NUMBER("session_hours", struct organisation, session_hours, 0, 8760, 0, "hours",
           "Median time from a request to a session; 0: model.session_hours."),
    END};
static const struct shape organisation_shape = {"organisation", organisation_fields,
                                                sizeof(struct organisation)};

static const struct field article_fields[] = {
    PLAIN(FIELD_TEXT, "about", struct article, about, false, "What it says, in a sentence."),
    WORD("obligation", struct article, obligation, OBLIGATION_CONSULT, schema_obligations,
         "What it obliges members to."),
    NUMBER("gravity_min", struct article, gravity_min, 0, 5, 0, "level",
           "Least gravity of an event that it means."),
    WORD("attacker", struct article, attacker, ATTACKER_ANY, schema_attackers,
         "What kind of attacker it means."),
    PLAIN(FIELD_FLAG, "unprovoked", struct article, unprovoked, false, "Not if the victim began."),
    PLAIN(FIELD_FLAG, "on_request", struct article, on_request, false,
          "Only at the victim's request."),
    END};
static const struct shape article_shape = {"article", article_fields, sizeof(struct article)};

static const struct field treaty_fields[] = {
    PLAIN(FIELD_TEXT, "name", struct treaty, name, true, "Its name in prose."),
    PLAIN(FIELD_ACTORS, "members", struct treaty, members, true, "Its parties."),
    INNER(FIELD_MAP, "articles", struct treaty, articles, &article_shape, "Its articles."), END};
static const struct shape treaty_shape = {"treaty", treaty_fields, sizeof(struct treaty)};

static const struct field force_fields[] = {
    PLAIN(FIELD_ACTOR, "beside", struct force, beside, false,
          "Troops of a third actor: the side they stand by."),
    NUMBER("men", struct force, men, 0, 1e7, 0, "men", "Men in the theatre."),
    NUMBER("quality", struct force, quality, 0, 2, 1, "factor", "1 is average."),
    NUMBER("readiness", struct force, readiness, 0, 1, 0.8, "share", "Share ready to fight."),
    NUMBER("supply", struct force, supply, 0, 1, 1, "share", "Supply at the start."),
    NUMBER("reserve", struct force, reserve, 0, 1e7, 0, "men", "Men who can be brought."),
    NUMBER("reserve_hours", struct force, reserve_hours, 0, 8760, 48, "hours",
           "Time to bring them."),
    PLAIN(FIELD_FLAG, "plan", struct force, plan, false,
          "Its plan of war attacks here once its mobilisation is done."),
    NUMBER("deployment", struct force, deployment, 0, 1, 0, "share",
           "How far what it has long placed there threatens the other side."),
    END};
static const struct shape force_shape = {"force", force_fields, sizeof(struct force)};

static const struct field theatre_fields[] = {
    PLAIN(FIELD_TEXT, "name", struct theatre, name, true, "Its name in prose, with article."),
    PLAIN(FIELD_ACTOR, "holder", struct theatre, holder, true, "Who holds the ground."),
    PLAIN(FIELD_ACTOR, "claimant", struct theatre, claimant, true, "Who faces him."),
    NUMBER("claim", struct theatre, claim, 0, 1, 0, "share", "How far the holder is disputed."),
    {"favours_holder", FIELD_WORDS, offsetof(struct theatre, favours_holder), 0, 0, 0, false, NULL,
     "Frames that speak for the holder.", schema_frames, NULL},
    {"favours_claimant", FIELD_WORDS, offsetof(struct theatre, favours_claimant), 0, 0, 0, false,
     NULL, "Frames that speak for the claimant.", schema_frames, NULL},
    PLAIN(FIELD_ACTORS, "recognised", struct theatre, recognised, false,
          "Whose internationally recognised territory it is."),
    PLAIN(FIELD_TREATIES, "in_area", struct theatre, in_area, false,
          "Treaties inside whose area it lies."),
    {"salience", FIELD_BY_ACTOR, offsetof(struct theatre, salience), 0, 1, 0, false, "share",
     "Stake of each actor in what happens here.", NULL, NULL},
    NUMBER("incident_rate", struct theatre, incidents.rate, 0, 50, 0, "per day",
           "Exchanges of fire at baseline tension."),
    NUMBER("incident_branching", struct theatre, incidents.branching, 0, 0.99, 0.2, "incidents",
           "Further incidents that each sets off."),
    NUMBER("incident_decay_hours", struct theatre, incidents.decay_hours, 0.1, 720, 24, "hours",
           "Mean time until it does."),
    NUMBER("incident_fatal", struct theatre, incidents.fatal, 0, 1, 0.1, "probability",
           "Chance that an exchange kills."),
    NUMBER("incident_deaths", struct theatre, incidents.deaths, 0, 100, 0.2, "deaths",
           "Mean deaths beyond the first."),
    NUMBER("incident_civilian", struct theatre, incidents.civilian, 0, 1, 0.1, "probability",
           "Chance that the dead are civilians."),
    INNER(FIELD_MAP, "forces", struct theatre, forces, &force_shape, "Forces by side."),
    NUMBER("terrain", struct theatre, terrain, 1, 4, 1.5, "factor",
           "What the ground is worth to the defender."),
    END};
static const struct shape theatre_shape = {"theatre", theatre_fields, sizeof(struct theatre)};

static const struct field relation_fields[] = {
    NUMBER("agreement", struct relation, agreement, -1, 1, 0, "pi",
           "Chance-corrected voting agreement."),
    NUMBER("arms", struct relation, arms, 0, 1, 0, "share", "Share of major-arms imports."),
    NUMBER("trade", struct relation, trade, 0, 1, 0, "share", "Share of trade."),
    NUMBER("energy", struct relation, energy, 0, 1, 0, "share", "Share of energy imports."),
    NUMBER("treaty", struct relation, treaty, 0, 1, 0, "share",
           "Treaties and bases beyond those declared."),
    NUMBER("bilateral", struct relation, bilateral, 0, 1, 0, "share", "High-level bilateral ties."),
    NUMBER("rivalry", struct relation, rivalry, 0, 1, 0, "share", "Open dispute, no relations."),
    NUMBER("tension", struct relation, tension, 0, 1, 0, "share", "Baseline tension."),
    NUMBER("grievance", struct relation, grievance, 0, 1, 0, "share", "Grievance at the start."),
    END};
const struct shape schema_relation = {"relation", relation_fields, sizeof(struct relation)};

static const struct field precedent_fields[] = {
    PLAIN(FIELD_TEXT, "about", struct precedent, about, false, "What happened, in a sentence."),
    PLAIN(FIELD_DATE, "at", struct precedent, at, true, "When."),
    PLAIN(FIELD_ACTOR, "beneficiary", struct precedent, beneficiary, true,
          "Who could have been helped."),
    PLAIN(FIELD_ACTOR, "adversary", struct precedent, adversary, true, "Against whom."),
    PLAIN(FIELD_FLAG, "in_area", struct precedent, in_area, false, "Inside the treaty's area."),
    PLAIN(FIELD_FLAG, "requested", struct precedent, requested, false,
          "Help was formally asked for."),
    PLAIN(FIELD_FLAG, "patron_moved", struct precedent, patron_moved, false,
          "The leading ally moved."),
    NUMBER("gravity", struct precedent, gravity, 0, 5, 2, "level", "Gravity of the event."),
    {"response", FIELD_RUNG_BY_ACTOR, offsetof(struct precedent, response), 0, 0, -1, false, NULL,
     "The rung of support each helper reached.", schema_rungs, NULL},
    PLAIN(FIELD_FLAG, "off", struct precedent, off, false, "Removed from memory."),
    END};
static const struct shape precedent_shape = {"precedent", precedent_fields,
                                             sizeof(struct precedent)};

static const struct field inject_fields[] = {
    PLAIN(FIELD_DATE, "at", struct inject, at, true, "When."),
    WORD("event", struct inject, kind, INJECT_ACT, schema_injects, "What kind; an act if absent."),
    PLAIN(FIELD_ACTOR, "actor", struct inject, actor, false, "Who drills, hosts or votes."),
    PLAIN(FIELD_TEXT, "act", struct inject, act, false,
          "The verb of a drill scheduled beforehand, or of the trigger."),
    PLAIN(FIELD_ACTOR, "to", struct inject, to, false, "Whom a drill is meant for."),
    PLAIN(FIELD_THEATRE, "theatre", struct inject, theatre, false, "Where."),
    NUMBER("size", struct inject, size, 0, 100, 1, "10 000 men",
           "Size; weather: factor on incidents; indictment: jeopardy."),
    NUMBER("days", struct inject, days, 0, 3660, 1, "days", "How long."),
    PLAIN(FIELD_ACTORS, "attendees", struct inject, attendees, false, "Who meets."),
    PLAIN(FIELD_TEXT, "name", struct inject, name, false, "What it is called."),
    {"frames", FIELD_WORDS, offsetof(struct inject, frames), 0, 0, 0, false, NULL,
     "What a drill cites.", schema_frames, NULL},
    PLAIN(FIELD_FLAG, "civil", struct inject, civil, false,
          "The drill rehearses civil institutions too."),
    PLAIN(FIELD_ACTOR, "nationality", struct inject, nationality, false,
          "A new official's own state."),
    NUMBER("deaths", struct inject, deaths, 0, 1e5, 0, "persons",
           "Dead of the other side in an incident that is the trigger."),
    PLAIN(FIELD_FLAG, "civilian", struct inject, civilian, false, "They were civilians."),
    END};
static const struct shape inject_shape = {"inject", inject_fields, sizeof(struct inject)};

static const struct field lag_fields[] = {
    NUMBER("median", struct lag, median, 0.01, 8760, 12, "hours", "Median time to an answer."),
    NUMBER("spread", struct lag, spread, 0, 4, 1, "log hours", "Spread of its logarithm."), END};
static const struct shape lag_shape = {"lag", lag_fields, sizeof(struct lag)};

/* A row, not columns: */
/* clang-format off */
static const struct field lags_fields[] = {
#define X(name, word)                                                                \
  {word, FIELD_SHAPE, sizeof(struct lag) * (size_t)LAG_##name, 0, 0, 0, false, NULL, \
   "Lag of this kind of answer.", NULL, &lag_shape},
  LAG_MAP(X)
#undef X
  END};
/* clang-format on */
static const struct shape lags_shape = {"lags", lags_fields, sizeof(struct lag) * LAG_COUNT};

static const struct field constants_fields[] = {
#define X(field, fallback, low, high, unit, source, confidence, about) \
  NUMBER(#field, struct constants, field, low, high, fallback, unit, about),
    CONSTANT_MAP(X)
#undef X
        END};
const struct shape schema_constants = {"model", constants_fields, sizeof(struct constants)};

static const struct field scenario_fields[] = {
    PLAIN(FIELD_TEXT, "name", struct scenario, name, true, "The name of its folder."),
    PLAIN(FIELD_TEXT, "title", struct scenario, title, false, "One line."),
    PLAIN(FIELD_TEXT, "about", struct scenario, about, false, "A paragraph."),
    PLAIN(FIELD_DATE, "epoch", struct scenario, epoch, true, "The first day."),
    COUNT("days", struct scenario, days, 1, DAYS_MAX, 90, "days", "Length of a run."),
    INNER(FIELD_MAP, "actors", struct scenario, actors, &schema_actor, "States and bodies."),
    INNER(FIELD_MAP, "organisations", struct scenario, organisations, &organisation_shape,
          "Organisations, each with its spokesman."),
    INNER(FIELD_MAP, "treaties", struct scenario, treaties, &treaty_shape, "Treaties."),
    INNER(FIELD_MAP, "theatres", struct scenario, theatres, &theatre_shape, "Theatres."),
    INNER(FIELD_MAP, "precedents", struct scenario, precedents, &precedent_shape,
          "What is remembered."),
    LIMITED(FIELD_LIST, "injects", struct scenario, injects, INJECT_MAX, &inject_shape,
            "Exogenous dated events."),
    INNER(FIELD_MAP, "verbs", struct scenario, verbs, &schema_verb, "Verbs of its own."),
    INNER(FIELD_DYADS, "relations", struct scenario, relations, &schema_relation,
          "Directed relations."),
    INNER(FIELD_SHAPE, "lags", struct scenario, lags, &lags_shape, "Times to an answer."),
    INNER(FIELD_SHAPE, "model", struct scenario, model, &schema_constants,
          "Constants of the model."),
    END};
const struct shape schema_scenario = {"scenario", scenario_fields, sizeof(struct scenario)};
