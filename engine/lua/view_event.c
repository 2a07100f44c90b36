/* Events: what was perceived, as a table for handlers. */
#include "lua/view.h"

#include "lua/event_kind.h"
#include "lua/sheet.h"
#include "model/schema_words.h"
#include "sim/casus.h"

#include <lauxlib.h>

/* clang-format off: one row a line */
#define EVENT_MAP(X)                \
  X(KIND, "kind")                   \
  X(MINUTE, "minute")               \
  X(DAYS_AGO, "days_ago")           \
  X(VERB, "verb")                   \
  X(ACTOR, "actor")                 \
  X(SPEAKER_KIND, "speaker_kind")   \
  X(TO, "to")                       \
  X(ORGANISATION, "organisation")   \
  X(AIMS_AT_ME, "aims_at_me")       \
  X(PUBLIC, "public")               \
  X(SIZE, "size")                   \
  X(URGENCY, "urgency")             \
  X(BLAMED, "blamed")               \
  X(P_BLAMED, "p_blamed")           \
  X(MID, "mid")                     \
  X(CIVIL, "civil")                 \
  X(ALARMED, "alarmed")             \
  X(P_PREPARATION, "p_preparation") \
  X(AT, "at")                       \
  X(ABOUT_ME, "about_me")           \
  X(STAKE, "stake")                 \
  X(IN_AREA, "in_area")             \
  X(GRAVITY, "gravity")             \
  X(DEATHS, "deaths")               \
  X(DEATHS_MINE, "deaths_mine")     \
  X(DEATHS_RIVAL, "deaths_rival")   \
  X(CIVILIANS, "civilians")         \
  X(FRAMES, "frames")               \
  X(CLAIMS, "claims")               \
  X(DEMANDS, "demands")             \
  X(CONDITIONS, "conditions")       \
  X(MEDIUM, "medium")               \
  X(CONSEQUENCE, "consequence")     \
  X(REGISTER, "register")           \
  X(HAT, "hat")                     \
  X(IMPLIED, "implied")             \
  X(STEP, "step")                   \
  X(REQUESTER, "requester")         \
  X(ADVERSARY, "adversary")         \
  X(ASKED, "asked")                 \
  X(REQUESTED, "requested")
/* clang-format on */

enum event_field {
#define X(name, word) EVENT_##name,
  EVENT_MAP(X)
#undef X
      EVENT_FIELD_COUNT
};

static const char *const event_names[] = {
#define X(name, word) word,
    EVENT_MAP(X)
#undef X
};

static const struct sheet_kind event_sheet = {"event", event_names, EVENT_FIELD_COUNT};

void view_open_events(lua_State *L) {
  sheet_open(L, &event_sheet);
}

static void fill_statement(struct cell *event, const struct scenario *scenario,
                           const struct record *record) {
  const struct statement *said = &record->statement;
  event[EVENT_FRAMES] = cell_words(schema_frames, said->frames);
  event[EVENT_CLAIMS] = cell_words(schema_claims, said->claims);
  event[EVENT_DEMANDS] = cell_words(schema_demands, said->demands);
  event[EVENT_CONDITIONS] = cell_words(schema_provisos, said->provisos);
  event[EVENT_MEDIUM] = cell_text(schema_media[said->medium]);
  event[EVENT_CONSEQUENCE] = cell_text(schema_consequences[said->consequence]);
  event[EVENT_REGISTER] = cell_number(said->register_level);
  event[EVENT_HAT] = cell_text(said->hat == HAT_OFFICE ? "office" : "personal");
  event[EVENT_IMPLIED] = cell_id(scenario, said->implied);
}

static void fill_violence(struct cell *event, const struct world *world, int actor,
                          const struct record *record) {
  int side = record->theatre < 0 ? -1 : world_side(world, record->theatre, actor);
  double all = record->deaths[0] + record->deaths[1];
  double mine = side < 0 ? 0 : record->deaths[side];
  event[EVENT_GRAVITY] = cell_number(casus_gravity(world->scenario, record));
  event[EVENT_DEATHS] = cell_number(all);
  event[EVENT_DEATHS_MINE] = cell_number(mine);
  event[EVENT_DEATHS_RIVAL] = cell_number(side < 0 ? 0 : all - mine);
  event[EVENT_CIVILIANS] = cell_flag(record->kind == RECORD_INCIDENT && record->flag);
}

static int organisation_of(const struct scenario *scenario, const struct record *record) {
  for (int i = 0; i < 2; i++) {
    int actor = i == 0 ? record->actor : record->target;
    if (actor >= 0 && scenario_actor(scenario, actor)->kind == ACTOR_ORGANISATION) {
      return actor;
    }
    if (actor >= 0 && scenario_actor(scenario, actor)->kind == ACTOR_OFFICIAL) {
      return scenario_actor(scenario, actor)->organisation;
    }
  }
  return -1;
}

static void fill_place(struct cell *event, const struct world *world, int actor, int theatre) {
  const struct theatre *place = theatre < 0 ? NULL : scenario_theatre(world->scenario, theatre);
  event[EVENT_AT] = cell_text(place == NULL ? NULL : place->id);
  event[EVENT_STAKE] = cell_number(place == NULL ? 0 : world_stake(world, actor, theatre));
  event[EVENT_IN_AREA] = cell_treaties(place == NULL ? 0 : place->in_area);
}

/* Who did what to whom. */
static void fill_deed(struct cell *event, const struct scenario *scenario,
                      const struct record *record) {
  /* A verb that only has another name goes by the one that policies know. */
  int meant = record->verb < 0 ? -1 : scenario_verb(scenario, record->verb)->meant;
  event[EVENT_VERB] = cell_text(meant < 0 ? NULL : scenario_verb(scenario, meant)->id);
  event[EVENT_ORGANISATION] = cell_id(scenario, organisation_of(scenario, record));
  bool procedure = record->kind == RECORD_PROCEDURE;
  bool asked = procedure || record->kind == RECORD_CLAUSE ||
               (record->kind == RECORD_ACT && event_kind(scenario, record) == POLICY_EVENT_REQUEST);
  if (asked) {
    event[EVENT_REQUESTER] = cell_id(scenario, record->actor);
  }
  if (procedure || record->kind == RECORD_MEETING) {
    event[EVENT_STEP] = cell_text(schema_results[record->outcome]);
  }
  if (record->kind != RECORD_INCIDENT) { /* who fired is never known */
    event[EVENT_ACTOR] = cell_id(scenario, record->actor);
    event[EVENT_TO] = cell_id(scenario, record->target);
    event[EVENT_SPEAKER_KIND] = cell_text(
        record->actor < 0 ? NULL
                          : schema_actor_kinds[scenario_actor(scenario, record->actor)->kind]);
  }
}

void view_push_event(lua_State *L, struct stage *stage, const struct stimulus *stimulus) {
  const struct world *world = stage->run->world;
  const struct scenario *scenario = world->scenario;
  const struct record *record = world_record(world, stimulus->record);
  int actor = stage->actor;
  struct cell *event = sheet_push(L, stage, &event_sheet);
  event[EVENT_KIND] = cell_text(event_kind_word(event_kind(scenario, record)));
  event[EVENT_MINUTE] = cell_integer(record->at);
  event[EVENT_DAYS_AGO] = cell_number(view_days_since(world, record->at));
  event[EVENT_AIMS_AT_ME] =
      cell_flag(record->target == actor || record->statement.implied == actor);
  event[EVENT_ABOUT_ME] =
      cell_flag(record->theatre >= 0 && world_side(world, record->theatre, actor) >= 0);
  event[EVENT_PUBLIC] = cell_flag(!record->closed);
  event[EVENT_SIZE] = cell_number(record->size);
  event[EVENT_URGENCY] = cell_number(stimulus->urgency);
  if (record->kind == RECORD_INCIDENT) {
    event[EVENT_BLAMED] = cell_id(scenario, stimulus->blamed);
    event[EVENT_P_BLAMED] = cell_number(stimulus->p_initiator);
  } else if (record->kind == RECORD_ENGAGEMENT) { /* nobody mistakes an offensive */
    event[EVENT_BLAMED] = cell_id(scenario, record->actor);
    event[EVENT_P_BLAMED] = cell_number(1);
  } else if (record->kind == RECORD_ACT) {
    event[EVENT_MID] = cell_number(scenario_verb(scenario, record->verb)->mid_hostility);
    event[EVENT_CIVIL] = cell_flag(record->flag);
    event[EVENT_ALARMED] = cell_flag(stimulus->alarmed);
    event[EVENT_P_PREPARATION] = cell_number(stimulus->p_preparation);
  }
  fill_deed(event, scenario, record);
  fill_place(event, world, actor, record->theatre);
  fill_violence(event, world, actor, record);
  fill_statement(event, scenario, record);
}

void view_push_vote(lua_State *L, struct stage *stage, int index, int matter) {
  const struct world *world = stage->run->world;
  const struct scenario *scenario = world->scenario;
  const struct procedure_case *open = &world->organisations[index].cases[matter];
  struct cell *event = sheet_push(L, stage, &event_sheet);
  event[EVENT_KIND] = cell_text("vote");
  event[EVENT_ORGANISATION] = cell_text(scenario_organisation(scenario, index)->id);
  event[EVENT_REQUESTER] = cell_id(scenario, open->requester);
  event[EVENT_ADVERSARY] = cell_id(scenario, open->adversary);
  event[EVENT_ASKED] = cell_text(schema_obligations[open->asked]);
  event[EVENT_REQUESTED] = cell_flag(true);
  event[EVENT_GRAVITY] = cell_number(open->gravity);
  fill_place(event, world, stage->actor, open->theatre);
}
