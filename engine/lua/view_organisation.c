/* Organisations and their procedure as the woken actor sees them. */
#include "lua/view.h"

#include "lua/arguments.h"
#include "lua/sheet.h"
#include "model/schema_words.h"
#include "sim/believe.h"

#include <lauxlib.h>

/* clang-format off: one row a line */
#define ORGANISATION_MAP(X)         \
  X(ID, "id")                       \
  X(NAME, "name")                   \
  X(RULE, "rule")                   \
  X(TREATY, "treaty")               \
  X(SPOKESMAN, "spokesman")         \
  X(LEADER, "leader")               \
  X(MEMBERS, "members")             \
  X(ENDORSED, "endorsed")           \
  X(DISOWNED, "disowned")           \
  X(WARNED_DAYS, "warned_days")     \
  X(APPROVED_DAYS, "approved_days") \
  X(STAGE, "stage")                 \
  X(REQUESTER, "requester")         \
  X(CASE_THEATRE, "case_theatre")   \
  X(REQUESTED, "requested")         \
  X(INFORMED, "informed")           \
  X(SESSION_DAYS, "session_days")
/* clang-format on */

enum organisation_field {
#define X(name, word) ORGANISATION_##name,
  ORGANISATION_MAP(X)
#undef X
      ORGANISATION_FIELD_COUNT
};

static const char *const organisation_names[] = {
#define X(name, word) word,
    ORGANISATION_MAP(X)
#undef X
};

static const struct sheet_kind organisation_sheet = {"view.organisation", organisation_names,
                                                     ORGANISATION_FIELD_COUNT};

static int most_capable(const struct scenario *scenario, uint64_t members) {
  int best = -1;
  for (int i = 0; i < scenario->actors.count; i++) {
    if ((members >> i & 1) != 0 && (best < 0 || scenario_actor(scenario, i)->capability >
                                                    scenario_actor(scenario, best)->capability)) {
      best = i;
    }
  }
  return best;
}

/* The case that matters to the actor: its own, or for others the gravest that is open. */
static const struct procedure_case *case_of(const struct organisation_state *state, int actor) {
  const struct procedure_case *found = NULL;
  for (int i = 0; i < CASE_MAX; i++) {
    const struct procedure_case *matter = &state->cases[i];
    if (matter->open && (found == NULL || matter->requester == actor ||
                         (found->requester != actor && matter->gravity > found->gravity))) {
      found = matter;
    }
  }
  return found;
}

static void fill_case(struct cell *sheet, const struct world *world,
                      const struct procedure_case *matter) {
  sheet[ORGANISATION_STAGE] = cell_text(matter == NULL ? "none" : schema_results[matter->stage]);
  sheet[ORGANISATION_REQUESTED] = cell_flag(matter != NULL && matter->requested);
  sheet[ORGANISATION_INFORMED] =
      cell_flag(matter != NULL && view_days_since(world, matter->opened_at) <= 14);
  if (matter != NULL) {
    sheet[ORGANISATION_REQUESTER] = cell_id(world->scenario, matter->requester);
    sheet[ORGANISATION_CASE_THEATRE] =
        cell_text(scenario_theatre(world->scenario, matter->theatre)->id);
  }
  if (matter != NULL && matter->session_at > world->now) {
    double days = (double)(matter->session_at - world->now) / MINUTES_PER_DAY;
    sheet[ORGANISATION_SESSION_DAYS] = cell_number(days);
  }
}

int view_organisation(lua_State *L) {
  struct stage *stage = stage_of(L);
  const struct world *world = argument_run(L)->world;
  const struct scenario *scenario = world->scenario;
  int actor = argument_actor(L, 1, "view.organisation");
  int index = scenario_actor(scenario, actor)->organisation_index;
  if (index < 0) {
    return luaL_error(L, "view.organisation: %s is no organisation",
                      scenario_actor(scenario, actor)->id);
  }
  const struct organisation *organisation = scenario_organisation(scenario, index);
  const struct organisation_state *state = &world->organisations[index];
  struct cell *sheet = sheet_push(L, stage, &organisation_sheet);
  sheet[ORGANISATION_ID] = cell_text(organisation->id);
  sheet[ORGANISATION_NAME] = cell_text(organisation->name);
  sheet[ORGANISATION_RULE] = cell_text(schema_rules[organisation->rule]);
  if (organisation->treaty >= 0) {
    sheet[ORGANISATION_TREATY] = cell_text(scenario_treaty(scenario, organisation->treaty)->id);
  }
  sheet[ORGANISATION_SPOKESMAN] = cell_id(scenario, organisation->spokesman_actor);
  sheet[ORGANISATION_LEADER] = cell_id(scenario, most_capable(scenario, state->members));
  sheet[ORGANISATION_MEMBERS] = cell_actors(state->members);
  double endorsed = believe_stance_share(world, index, state->endorsed_by);
  sheet[ORGANISATION_ENDORSED] = cell_number(endorsed);
  double disowned = believe_stance_share(world, index, state->disowned_by);
  sheet[ORGANISATION_DISOWNED] = cell_number(disowned);
  if (state->warned_at >= 0) {
    sheet[ORGANISATION_WARNED_DAYS] = cell_number(view_days_since(world, state->warned_at));
  }
  if (state->approved_at >= 0) {
    sheet[ORGANISATION_APPROVED_DAYS] = cell_number(view_days_since(world, state->approved_at));
  }
  bool inside =
      (state->members >> stage->actor & 1) != 0 || organisation->spokesman_actor == stage->actor;
  fill_case(sheet, world, inside ? case_of(state, stage->actor) : NULL); /* cases are not public */
  return 1;
}

void view_open_organisations(lua_State *L) {
  sheet_open(L, &organisation_sheet);
}
