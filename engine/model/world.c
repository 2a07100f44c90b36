/* The world at minute 0, and who stands where in it. */
#include "model/world.h"

#include "model/affinity.h"

#include <assert.h>
#include <string.h>

void world_note(struct world *world, int actor, uint32_t record) {
  struct actor_state *state = &world->actors[actor];
  assert(world->note_count < world->note_room);
  world->notes[world->note_count++] =
      (struct note){.act = record, .previous = state->last_note, .at = world->now};
  state->last_note = world->note_count;
}

int world_side(const struct world *world, int theatre, int actor) {
  return theatre_side(scenario_theatre(world->scenario, theatre), actor);
}

int world_opponent(const struct world *world, int theatre, int actor) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  int side = theatre_side(place, actor);
  return side < 0 ? -1 : side == 0 ? place->claimant : place->holder;
}

double world_challenge(const struct world *world, int theatre, int actor, bool by_own) {
  int side = theatre < 0 ? -1 : world_side(world, theatre, actor);
  return side < 0 ? 0 : world->theatres[theatre].side[by_own ? side : 1 - side].challenge;
}

int world_side_actor(const struct world *world, int theatre, int side) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  return side == 0 ? place->holder : place->claimant;
}

/* Written without comparing the two bit tests for equality: gcc 12 at -O2 gets `(m >> a & 1) == (m
 * >> b & 1)` wrong where both are stored in bools first. tests/unit/world_test.c keeps watch. */
int world_member_side(const struct world *world, uint64_t members, int theatre) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  bool holder = (members >> place->holder & 1) != 0;
  bool claimant = (members >> place->claimant & 1) != 0;
  if (holder && !claimant) {
    return 0;
  }
  return claimant && !holder ? 1 : -1;
}

int world_protected(const struct world *world, int body, int theatre) {
  int index = scenario_organisation_of(world->scenario, body);
  if (index < 0 || theatre < 0) {
    return -1;
  }
  int side = world_member_side(world, world->organisations[index].members, theatre);
  return side < 0 ? -1 : world_side_actor(world, theatre, side);
}

bool world_adversaries(const struct world *world, int a, int b) {
  return affinity_dispute(world->scenario, a, b, 0);
}

bool world_allies(const struct world *world, int a, int b) {
  for (int t = 0; a != b && t < world->scenario->treaties.count; t++) {
    uint64_t members = world->treaty_members[t];
    if ((members >> a & 1) != 0 && (members >> b & 1) != 0 &&
        affinity_obliges(scenario_treaty(world->scenario, t))) {
      return true;
    }
  }
  return false;
}

bool world_supported(const struct world *world, int body) {
  static const double LEAST = 0.3;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    if (i != body && scenario_actor(world->scenario, i)->kind == ACTOR_STATE &&
        world_dyad(world, body, i)->dependence >= LEAST) {
      return true;
    }
  }
  return false;
}

bool world_offer_fresh(const struct world *world, int64_t at) {
  return at >= 0 && (double)(world->now - at) <= world->scenario->model.offer_days * 24 * 60;
}

int world_pledge(const struct world *world, int helper, int beneficiary) {
  for (int i = 0; i < world->pledge_count; i++) {
    if (world->pledges[i].helper == helper && world->pledges[i].beneficiary == beneficiary) {
      return i;
    }
  }
  return -1;
}

/* --- stakes ------------------------------------------------------------------------------------
 */

static double members_stake(const struct world *world, int organisation, int theatre) {
  const struct theatre *place = scenario_theatre(world->scenario, theatre);
  uint64_t members = world->organisations[organisation].members;
  double sum = 0;
  int count = 0;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    if ((members >> i & 1) != 0) {
      sum += place->salience[i];
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}

/* An official's work is the treaty's area; jeopardy at home makes his own state's stake his. */
static double official_stake(const struct world *world, int actor, int theatre) {
  const struct scenario *scenario = world->scenario;
  const struct actor *official = scenario_actor(scenario, actor);
  const struct actor_state *state = &world->actors[actor];
  const struct theatre *place = scenario_theatre(scenario, theatre);
  int index = official->organisation < 0
                  ? -1
                  : scenario_actor(scenario, official->organisation)->organisation_index;
  if (index < 0) {
    return 0;
  }
  uint64_t members = world->organisations[index].members;
  int treaty = scenario_organisation(scenario, index)->treaty;
  bool member_side = (members >> place->holder & 1) != 0 || (members >> place->claimant & 1) != 0;
  bool in_area = treaty >= 0 && (place->in_area >> treaty & 1) != 0;
  double work = !member_side ? members_stake(world, index, theatre)
                : in_area    ? scenario->model.official_in_area
                             : scenario->model.official_out_of_area;
  double home = state->nationality < 0 ? 0 : place->salience[state->nationality];
  double private = scenario->model.official_private * state->jeopardy * home;
  return work + (1 - work) * private;
}

double world_stake(const struct world *world, int actor, int theatre) {
  const struct actor *who = scenario_actor(world->scenario, actor);
  if (who->kind == ACTOR_OFFICIAL) {
    return official_stake(world, actor, theatre);
  }
  if (who->kind == ACTOR_ORGANISATION) {
    return members_stake(world, who->organisation_index, theatre);
  }
  return scenario_theatre(world->scenario, theatre)->salience[actor];
}

/* --- minute 0 ----------------------------------------------------------------------------------
 */

static void begin_actors(struct world *world) {
  for (int i = 0; i < world->scenario->actors.count; i++) {
    const struct actor *actor = scenario_actor(world->scenario, i);
    world->actors[i].readiness = actor->readiness;
    world->actors[i].approval = actor->approval;
    world->actors[i].arms_stock = 1;
    world->actors[i].nationality = actor->nationality;
    world->actors[i].mandate = actor->mandate;
    world->actors[i].jeopardy = actor->jeopardy;
  }
}

static void begin_dyads(struct world *world) {
  int count = world->scenario->actors.count;
  for (int from = 0; from < count; from++) {
    for (int to = 0; to < count; to++) {
      const struct relation *relation = scenario_relation(world->scenario, from, to);
      struct dyad *dyad = world_dyad(world, from, to);
      dyad->affinity = from == to ? 1 : affinity_baseline(world->scenario, from, to);
      dyad->tension = relation->tension;
      dyad->tension_base = relation->tension;
      dyad->grievance = relation->grievance;
      dyad->dependence = affinity_dependence(relation);
      dyad->hostility = 1;
      dyad->offer_at = -1;
      dyad->meeting_at = -1;
      dyad->met_at = -1;
    }
  }
}

static void begin_theatres(struct world *world) {
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct theatre *theatre = scenario_theatre(world->scenario, t);
    world->theatres[t].weather = 1;
    for (int a = 0; a < world->scenario->actors.count; a++) {
      world->parties |= theatre_side(theatre, a) >= 0 ? UINT64_C(1) << a : 0;
    }
    world->theatres[t].candidate_at = -1;
    for (int s = 0; s < 2; s++) {
      world->theatres[t].side[s].challenge_at = -1;
      world->theatres[t].side[s].deployer = -1;
    }
    for (int i = 0; i < theatre->forces.count; i++) {
      const struct force *force = &((const struct force *)theatre->forces.items)[i];
      int by = theatre_side(theatre, force->actor);
      struct side_state *side = &world->theatres[t].side[by < 0 ? 0 : by];
      double men = side->men + (by < 0 ? 0 : force->men);
      side->supply = by < 0    ? side->supply
                     : men > 0 ? (side->supply * side->men + force->supply * force->men) / men
                               : force->supply;
      side->men = men;
      if (by >= 0 && force->deployment > side->deployment) {
        side->deployment = force->deployment;
        side->deployer = force->actor;
      }
    }
  }
}

static void begin_organisations(struct world *world) {
  for (int i = 0; i < world->scenario->organisations.count; i++) {
    world->organisations[i].members = scenario_organisation(world->scenario, i)->members;
    world->organisations[i].warned_at = -1;
    world->organisations[i].approved_at = -1;
  }
  for (int t = 0; t < world->scenario->treaties.count; t++) {
    world->treaty_members[t] = scenario_treaty(world->scenario, t)->members;
  }
}

/* Injects stand in order of time, and so do the meetings among them. */
static void begin_meetings(struct world *world) {
  for (int i = 0; i < world->scenario->injects.count; i++) {
    const struct inject *inject = scenario_inject(world->scenario, i);
    if (inject->kind == INJECT_MEETING) {
      world->meetings[world->meeting_count++] =
          (struct meeting){.inject = i,
                           .host = inject->actor,
                           .attendees = inject->attendees,
                           .at = inject->at - world->scenario->epoch};
    }
  }
}

/* --- pledges -----------------------------------------------------------------------------------
 */

/* A tie that makes others ask whether [helper] would stand by [beneficiary]. */
static bool is_pledged(const struct scenario *scenario, int helper, int beneficiary,
                       uint64_t *treaties) {
  double tie = scenario_relation(scenario, helper, beneficiary)->treaty;
  double back = scenario_relation(scenario, beneficiary, helper)->treaty;
  return affinity_allied(scenario, helper, beneficiary, treaties) || tie >= 0.5 || back >= 0.5;
}

/* Against whom a side would be helped first of all: its opponent where it has most at stake; the
 * first theatre in order of ids where that is equal. */
static int main_opponent(const struct world *world, int side) {
  double most = -1;
  int opponent = -1;
  for (int t = 0; t < world->scenario->theatres.count; t++) {
    const struct theatre *theatre = scenario_theatre(world->scenario, t);
    bool faces = theatre->holder == side || theatre->claimant == side;
    if (faces && theatre->salience[side] > most) {
      most = theatre->salience[side];
      opponent = theatre->holder == side ? theatre->claimant : theatre->holder;
    }
  }
  return opponent;
}

static void add_pledges(struct world *world, int beneficiary) {
  const struct scenario *scenario = world->scenario;
  int adversary = main_opponent(world, beneficiary);
  for (int helper = 0; helper < scenario->actors.count; helper++) {
    uint64_t treaties = 0;
    if (helper == beneficiary || helper == adversary ||
        scenario_actor(scenario, helper)->kind != ACTOR_STATE ||
        world_adversaries(world, helper, beneficiary) ||
        world_pledge(world, helper, beneficiary) >= 0 ||
        !is_pledged(scenario, helper, beneficiary, &treaties)) {
      continue;
    }
    world->pledges[world->pledge_count++] = (struct pledge){
        .helper = helper, .beneficiary = beneficiary, .treaties = treaties, .adversary = adversary};
  }
}

/* The leader of a beneficiary's helpers is the most capable; ties go to the first in order of ids.
 */
static void find_leaders(struct world *world) {
  for (int i = 0; i < world->pledge_count; i++) {
    int leader = i;
    for (int j = 0; j < world->pledge_count; j++) {
      double here = scenario_actor(world->scenario, world->pledges[j].helper)->capability;
      double best = scenario_actor(world->scenario, world->pledges[leader].helper)->capability;
      if (world->pledges[j].beneficiary == world->pledges[i].beneficiary &&
          (here > best || (here == best && j < leader))) {
        leader = j;
      }
    }
    world->pledges[i].leader = leader;
  }
}

static int count_sides(const struct scenario *scenario) {
  uint64_t sides = 0;
  int count = 0;
  for (int t = 0; t < scenario->theatres.count; t++) {
    sides |= UINT64_C(1) << scenario_theatre(scenario, t)->holder;
    sides |= UINT64_C(1) << scenario_theatre(scenario, t)->claimant;
  }
  for (; sides != 0; sides &= sides - 1) {
    count++;
  }
  return count;
}

static bool begin_pledges(struct world *world, struct arena *arena) {
  const struct scenario *scenario = world->scenario;
  size_t room = (size_t)(count_sides(scenario) * scenario->actors.count) + 1;
  size_t observers = (size_t)scenario->actors.count;
  world->pledges = arena_zeroed(arena, room, sizeof *world->pledges);
  if (world->pledges == NULL) {
    return false;
  }
  for (int t = 0; t < scenario->theatres.count; t++) {
    const struct theatre *theatre = scenario_theatre(scenario, t);
    add_pledges(world, theatre->holder);
    add_pledges(world, theatre->claimant);
  }
  find_leaders(world);
  size_t pledges = (size_t)world->pledge_count;
  world->help = arena_zeroed(arena, observers * pledges * 2 * BELIEF_GRID + 1, sizeof(double));
  world->resolve = arena_zeroed(arena, observers * observers * BELIEF_GRID, sizeof(double));
  world->mandate = arena_zeroed(arena, observers * observers, sizeof(double));
  return world->help != NULL && world->resolve != NULL && world->mandate != NULL;
}

struct world *world_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                           uint32_t record_max) {
  size_t actors = (size_t)scenario->actors.count;
  struct world *world = arena_zeroed(arena, 1, sizeof *world);
  if (world == NULL) {
    return NULL;
  }
  world->scenario = scenario;
  world->note_room = record_max;
  world->crisis_actor = -1;
  world->seed = seed;
  world->actors = arena_zeroed(arena, actors, sizeof *world->actors);
  world->dyads = arena_zeroed(arena, actors * actors, sizeof *world->dyads);
  world->theatres =
      arena_zeroed(arena, (size_t)scenario->theatres.count + 1, sizeof *world->theatres);
  world->organisations =
      arena_zeroed(arena, (size_t)scenario->organisations.count + 1, sizeof *world->organisations);
  world->meetings =
      arena_zeroed(arena, (size_t)scenario->injects.count + 1, sizeof *world->meetings);
  world->notes = arena_alloc(arena, record_max * sizeof *world->notes);
  world->records = arena_alloc(arena, record_max * sizeof *world->records);
  if (world->actors == NULL || world->dyads == NULL || world->theatres == NULL ||
      world->organisations == NULL || world->meetings == NULL || world->records == NULL ||
      world->notes == NULL || !begin_pledges(world, arena)) {
    return NULL;
  }
  begin_actors(world);
  begin_dyads(world);
  begin_theatres(world);
  begin_organisations(world);
  begin_meetings(world);
  return world;
}
