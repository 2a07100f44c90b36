/* Pictures of a realm. */
#include "unit/picture.h"

#include <math.h>
#include <stdio.h>

static const double CLOSE = 1e-9;

#define X(name) #name,
static const char *const dyad_marks[] = {DYAD_MARKS(X)};
static const char *const actor_marks[] = {ACTOR_MARKS(X)};
static const char *const place_marks[] = {PLACE_MARKS(X)};
static const char *const side_marks[] = {SIDE_MARKS(X)};
#undef X

static void take_dyads(struct picture *picture, const struct world *world, int from) {
  for (int to = 0; to < REALM_ACTORS; to++) {
    const struct dyad *dyad = world_dyad(world, from, to);
    double *marks = picture->dyad[from][to];
    marks[OF_AFFINITY] = dyad->affinity;
    marks[OF_TENSION] = dyad->tension;
    marks[OF_GRIEVANCE] = dyad->grievance;
    marks[OF_DEPENDENCE] = dyad->dependence;
    marks[OF_OFFERED] = (double)dyad->offer_at;
    marks[OF_MET] = (double)dyad->met_at;
    marks[OF_SUPPORT] = world->actors[from].support[to];
    int pledge = world_pledge(world, from, to);
    marks[OF_PLEDGED] = pledge >= 0 && world->pledges[pledge].treaties != 0 ? 1 : 0;
  }
}

static void take_actor(struct picture *picture, const struct world *world, int index) {
  const struct actor_state *actor = &world->actors[index];
  const struct organisation_state *org = &world->organisations[0];
  double *marks = picture->actor[index];
  marks[OF_READINESS] = actor->readiness;
  marks[OF_APPROVAL] = actor->approval;
  marks[OF_PAID] = actor->audience_paid;
  marks[OF_STOCK] = actor->arms_stock;
  marks[OF_BRINK] = actor->brink;
  marks[OF_NATIONALITY] = actor->nationality;
  marks[OF_JEOPARDY] = actor->jeopardy;
  marks[OF_MEMBER] = (double)(org->members >> index & 1);
  marks[OF_TREATY] = (double)(world->treaty_members[0] >> index & 1);
  marks[OF_ABSENT] = (double)(world->meetings[0].absent >> index & 1);
  marks[OF_ENDORSED] = (double)(org->endorsed_by >> index & 1);
  marks[OF_DISOWNED] = (double)(org->disowned_by >> index & 1);
  for (int i = 0; i < actor->inbox_count; i++) {
    marks[OF_URGENCY] += actor->inbox[i].urgency;
  }
  for (int i = 0; i < actor->commitment_count; i++) {
    const struct commitment *standing = &actor->commitments[i];
    double *where = standing->adversary < 0
                        ? &marks[OF_AT_LARGE]
                        : &picture->dyad[index][standing->adversary][OF_COMMITTED];
    *where += standing->open ? standing->rung : 0;
  }
}

static void take_place(struct picture *picture, const struct world *world, int index) {
  const struct theatre_state *place = &world->theatres[index];
  double *marks = picture->place[index];
  marks[OF_LEGITIMACY] = place->legitimacy;
  marks[OF_EXCITATION] = place->excitation;
  marks[OF_CEASED] = place->ceased ? 1 : 0;
  marks[OF_INTENSITY] = place->campaign.active ? place->campaign.intensity : 0;
  marks[OF_ATTACKER] = place->campaign.active ? place->campaign.attacker : -1;
  marks[OF_ENDS] = place->campaign.active ? (double)place->campaign.ends_at : -1;
  for (int i = 0; i < 2; i++) {
    const struct side_state *side = &place->side[i];
    picture->side[index][i][OF_MEN] = side->men;
    picture->side[index][i][OF_ARRIVING] = side->arriving;
    picture->side[index][i][OF_SUPPLY] = side->supply;
    picture->side[index][i][OF_DEAD] = side->dead;
    picture->side[index][i][OF_CEASEFIRE] = side->ceasefire ? 1 : 0;
    picture->side[index][i][OF_DEPLOYED] = side->deployment;
    picture->side[index][i][OF_CHALLENGE] = side->challenge;
  }
}

void picture_take(struct picture *picture, const struct realm *realm) {
  memset(picture, 0, sizeof *picture);
  for (int i = 0; i < REALM_ACTORS; i++) {
    take_dyads(picture, realm->run.world, i);
    take_actor(picture, realm->run.world, i);
  }
  take_place(picture, realm->run.world, BORDER);
  take_place(picture, realm->run.world, LINE);
}

static void compare(const double *found, const double *expected, int count,
                    const char *const *names, const char *whose, const char *what) {
  for (int i = 0; i < count; i++) {
    if (fabs(found[i] - expected[i]) > CLOSE) {
      fail_msg("%s: %s %s: found %.9g; expected %.9g", what, whose, names[i], found[i],
               expected[i]);
    }
  }
}

void picture_compare(const struct picture *found, const struct picture *expected,
                     const char *what) {
  char whose[48];
  for (int i = 0; i < REALM_ACTORS; i++) {
    for (int j = 0; j < REALM_ACTORS; j++) {
      (void)snprintf(whose, sizeof whose, "%c to %c", "ABCDEFOS"[i], "ABCDEFOS"[j]);
      compare(found->dyad[i][j], expected->dyad[i][j], DYAD_MARK_COUNT, dyad_marks, whose, what);
    }
    (void)snprintf(whose, sizeof whose, "%c", "ABCDEFOS"[i]);
    compare(found->actor[i], expected->actor[i], ACTOR_MARK_COUNT, actor_marks, whose, what);
  }
  for (int t = 0; t < 2; t++) {
    (void)snprintf(whose, sizeof whose, "place %d", t);
    compare(found->place[t], expected->place[t], PLACE_MARK_COUNT, place_marks, whose, what);
    for (int side = 0; side < 2; side++) {
      (void)snprintf(whose, sizeof whose, "place %d side %d", t, side);
      compare(found->side[t][side], expected->side[t][side], SIDE_MARK_COUNT, side_marks, whose,
              what);
    }
  }
}
