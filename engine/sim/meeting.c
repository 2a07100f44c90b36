/* Meetings: the calendar as it stands, and what a boycott does to it. */
#include "sim/meeting.h"

#include "base/trans.h"
#include "sim/perceive.h"

static bool comes(const struct meeting *meeting, int actor) {
  return ((meeting->attendees & ~meeting->absent) >> actor & 1) != 0;
}

/* The next meeting, or one that has just ended, that both attend; NULL. */
static struct meeting *next_of(const struct world *world, int a, int b) {
  for (int i = 0; i < world->meeting_count; i++) {
    struct meeting *meeting = &world->meetings[i];
    if (meeting->at + MEETING_TAIL > world->now && meeting->at > world_dyad(world, a, b)->met_at &&
        comes(meeting, a) && comes(meeting, b)) {
      return meeting;
    }
  }
  return NULL;
}

static void enter(struct world *world, int a, int b) {
  const struct meeting *meeting = next_of(world, a, b);
  world_dyad(world, a, b)->meeting_at = meeting == NULL ? -1 : meeting->at;
}

static void enter_actor(struct world *world, int actor) {
  for (int other = 0; other < world->scenario->actors.count; other++) {
    if (other != actor) {
      enter(world, actor, other);
      enter(world, other, actor);
    }
  }
}

static void enter_pairs(struct world *world, const struct meeting *meeting) {
  for (int a = 0; a < world->scenario->actors.count; a++) {
    for (int b = 0; comes(meeting, a) && b < world->scenario->actors.count; b++) {
      struct dyad *dyad = world_dyad(world, a, b);
      if (a != b && comes(meeting, b) && meeting->at > dyad->met_at) {
        dyad->meeting_at = meeting->at;
      }
    }
  }
}

void meeting_enter_all(struct world *world) {
  int count = world->scenario->actors.count;
  for (int i = 0; i < count * count; i++) {
    world->dyads[i].meeting_at = -1;
  }
  for (int i = world->meeting_count - 1; i >= 0; i--) {
    if (world->meetings[i].at + MEETING_TAIL > world->now) {
      enter_pairs(world, &world->meetings[i]);
    }
  }
}

bool meeting_now(const struct world *world, int a, int b) {
  int64_t at = world_dyad(world, a, b)->meeting_at;
  return at >= 0 && world->now >= at - MINUTES_PER_DAY && world->now <= at + MEETING_TAIL;
}

void meeting_close(struct world *world, int a, int b) {
  int64_t at = world_dyad(world, a, b)->meeting_at;
  world_dyad(world, a, b)->met_at = at;
  world_dyad(world, b, a)->met_at = at;
  enter(world, a, b);
  enter(world, b, a);
}

static void note(struct run *run, const struct meeting *meeting, enum result outcome, int away,
                 uint32_t cause) {
  struct record *record = run_record(run, RECORD_MEETING, cause);
  if (record != NULL) {
    record->actor = meeting->host;
    record->target = away;
    record->outcome = (int)outcome;
    record->because = scenario_inject(run->order.scenario, meeting->inject)->name;
    run_publish(run, record);
    perceive_spread(run, record);
  }
}

/* The most capable of those who come, the host apart; -1. */
static int leader_of(const struct world *world, const struct meeting *meeting) {
  int leader = -1;
  double most = -1;
  for (int i = 0; i < world->scenario->actors.count; i++) {
    double capability = scenario_actor(world->scenario, i)->capability;
    if (i != meeting->host && comes(meeting, i) && capability > most) {
      leader = i;
      most = capability;
    }
  }
  return leader;
}

static void lose_prestige(struct world *world, int host) {
  double *approval = &world->actors[host].approval;
  double loss = world->scenario->model.venue_prestige;
  *approval = *approval > loss ? *approval - loss : 0;
}

static void try_to_move(struct run *run, struct meeting *meeting, int actor, uint32_t cause) {
  struct world *world = run->world;
  int leader = leader_of(world, meeting);
  if (leader < 0) {
    return;
  }
  double lean = world_dyad(world, leader, actor)->affinity -
                world_dyad(world, leader, meeting->host)->affinity;
  double chance = trans_logistic(run->order.scenario->model.venue_ties * lean);
  uint32_t who = scenario_actor(run->order.scenario, leader)->hash;
  struct rng_key key = run_key(run, who, RNG_RESPONSE, (uint32_t)world->now);
  if (rng_uniform(&key, run_draw(run->order.scenario, world_record(world, cause))) < chance) {
    note(run, meeting, RESULT_MOVED, actor, cause);
    meeting->host = leader;
    meeting->absent &= ~(UINT64_C(1) << actor);
  }
}

void meeting_boycott(struct run *run, int actor, int target, uint32_t cause) {
  struct world *world = run->world;
  struct meeting *meeting = target < 0 ? NULL : next_of(world, actor, target);
  if (meeting == NULL) {
    return;
  }
  meeting->absent |= UINT64_C(1) << actor;
  if (meeting->host >= 0 && meeting->host != actor) {
    lose_prestige(world, meeting->host);
    if (meeting->host == target) {
      try_to_move(run, meeting, actor, cause);
    }
  }
  enter_actor(world, actor);
}

bool meeting_held(struct run *run, int inject) {
  struct world *world = run->world;
  for (int i = 0; i < world->meeting_count; i++) {
    const struct meeting *meeting = &world->meetings[i];
    uint64_t here = meeting->attendees & ~meeting->absent;
    if (meeting->inject == inject && (here & (here - 1)) == 0) {
      note(run, meeting, RESULT_FAILED, -1, 0);
      return false;
    }
  }
  return true;
}
