/* Series: a list of what is looked at, made once, and a row of values for each. */
#include "sim/series.h"

#include "model/series.h"
#include "sim/believe.h"
#include "sim/fight.h"
#include "sim/measure.h"
#include "sim/measure_speech.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum { NAME_MAX = 192 };

/* One series: of a theatre (a), an actor (a), two actors (a of b), an official (a) and his
 * organisation (b), or a pledge (a) and a theatre (b). */
struct line {
  enum series_kind kind;
  int a, b;
  int kept; /* HELP: position of its last prediction */
};

/* A prediction of help and what it rested on: beliefs move on few days. */
struct kept {
  struct help_basis basis;
  double value;
};

struct series {
  struct line *lines;
  const char **names;
  float *values; /* [line * days + day] */
  int count, room;
  int days; /* midnights, the end of the run among them */
  struct kept *kept;
  int kept_count;
  uint32_t heard; /* records looked through for officials' statements */
  int adversary;  /* the side that the last of them did not speak up for, -1 */
};

static const char *const words[SERIES_KIND_COUNT] = {
#define X(name, word, unit, about) [SERIES_##name] = (word),
    SERIES_MAP(X)
#undef X
};

static void no_room(struct run *run) {
  run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
}

/* --- the list ----------------------------------------------------------------------------------
 */

static void add(struct run *run, enum series_kind kind, int a, int b, const char *first,
                const char *second) {
  struct series *series = run->series;
  char text[NAME_MAX];
  int length = snprintf(text, sizeof text, "%s.%.80s%s%.80s", words[kind], first,
                        second == NULL ? "" : ".", second == NULL ? "" : second);
  assert(length > 0 && length < NAME_MAX && series->count < series->room);
  const char *name = arena_text(run->arena, text, (size_t)length);
  if (name == NULL) {
    no_room(run);
    return;
  }
  series->names[series->count] = name;
  series->lines[series->count++] = (struct line){
      .kind = kind, .a = a, .b = b, .kept = kind == SERIES_HELP ? series->kept_count++ : -1};
}

static void list_theatres(struct run *run) {
  static const enum series_kind kinds[] = {SERIES_INTENSITY, SERIES_DEATHS, SERIES_LEGITIMACY,
                                           SERIES_HOSTILITY};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    for (int t = 0; t < run->order.scenario->theatres.count; t++) {
      add(run, kinds[k], t, -1, scenario_theatre(run->order.scenario, t)->id, NULL);
    }
  }
}

static void list_actors(struct run *run) {
  const struct scenario *scenario = run->order.scenario;
  int count = scenario->actors.count;
  for (int from = 0; from < count; from++) {
    for (int to = 0; to < count; to++) {
      if (from != to && world_adversaries(run->world, from, to)) {
        add(run, SERIES_TENSION, from, to, scenario_actor(scenario, from)->id,
            scenario_actor(scenario, to)->id);
      }
    }
  }
  for (int a = 0; a < count; a++) {
    if ((run->world->parties >> a & 1) != 0) {
      add(run, SERIES_APPROVAL, a, -1, scenario_actor(scenario, a)->id, NULL);
    }
  }
  for (int i = 0; i < scenario->organisations.count; i++) {
    int official = scenario_organisation(scenario, i)->spokesman_actor;
    if (official >= 0) {
      add(run, SERIES_MANDATE, official, i, scenario_actor(scenario, official)->id, NULL);
    }
  }
}

/* A helper of two parties to one theatre is listed once, for the first. */
static void list_pledges(struct run *run) {
  const struct world *world = run->world;
  uint64_t listed[THEATRE_MAX] = {0};
  for (int p = 0; p < world->pledge_count; p++) {
    int helper = world->pledges[p].helper;
    for (int t = 0; t < world->scenario->theatres.count; t++) {
      bool party = world_side(world, t, world->pledges[p].beneficiary) >= 0;
      if (party && (listed[t] >> helper & 1) == 0) {
        listed[t] |= UINT64_C(1) << helper;
        add(run, SERIES_HELP, p, t, scenario_actor(world->scenario, helper)->id,
            scenario_theatre(world->scenario, t)->id);
      }
    }
  }
}

/* --- values ------------------------------------------------------------------------------------
 */

static double help_of(struct series *series, const struct world *world, const struct line *line) {
  struct kept *kept = &series->kept[line->kept];
  struct help_basis basis;
  measure_credence_basis(world, line->a, line->b, &basis);
  if (!believe_same_basis(&basis, &kept->basis)) {
    kept->basis = basis;
    kept->value = measure_credence(world, line->a, line->b);
  }
  return kept->value;
}

static double mandate_of(const struct series *series, const struct world *world, int official) {
  int observer =
      series->adversary >= 0 ? series->adversary : measure_speech_observer(world, official);
  return observer >= 0 ? believe_mandate(world, observer, official) : (double)NAN;
}

static double value_of(struct series *series, const struct world *world, const struct line *line) {
  switch (line->kind) {
  case SERIES_INTENSITY:
    return world->theatres[line->a].intensity;
  case SERIES_DEATHS:
    return world->theatres[line->a].side[0].dead + world->theatres[line->a].side[1].dead;
  case SERIES_LEGITIMACY:
    return world->theatres[line->a].legitimacy;
  case SERIES_HOSTILITY:
    return fight_level(world, line->a);
  case SERIES_TENSION:
    return world_dyad(world, line->a, line->b)->tension;
  case SERIES_APPROVAL:
    return world->actors[line->a].approval;
  case SERIES_MANDATE:
    return mandate_of(series, world, line->a);
  case SERIES_HELP:
    return help_of(series, world, line);
  case SERIES_KIND_COUNT:
    break;
  }
  return NAN;
}

/* Whom the officials have spoken against since the last look. */
static void hear(struct series *series, const struct world *world) {
  for (; series->heard < world->record_count; series->heard++) {
    int adversary = measure_speech_adversary(world, world_record(world, series->heard + 1));
    series->adversary = adversary >= 0 ? adversary : series->adversary;
  }
}

static void take(struct series *series, const struct world *world, int day) {
  hear(series, world);
  for (int i = 0; i < series->count; i++) {
    series->values[i * series->days + day] = (float)value_of(series, world, &series->lines[i]);
  }
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static bool make_room(struct run *run, struct series *series) {
  const struct scenario *scenario = run->order.scenario;
  int actors = scenario->actors.count;
  series->room = scenario->theatres.count * 4 + actors * actors + actors +
                 scenario->organisations.count +
                 run->world->pledge_count * scenario->theatres.count;
  series->lines = arena_zeroed(run->arena, (size_t)series->room, sizeof *series->lines);
  series->names = arena_zeroed(run->arena, (size_t)series->room, sizeof *series->names);
  return series->lines != NULL && series->names != NULL;
}

void series_begin(struct run *run) {
  if (!run->order.want_series) {
    return;
  }
  struct series *series = arena_zeroed(run->arena, 1, sizeof *series);
  if (series == NULL || !make_room(run, series)) {
    no_room(run);
    return;
  }
  run->series = series;
  series->adversary = -1;
  series->days = (int)((run->end + 1) / MINUTES_PER_DAY) + 1;
  list_theatres(run);
  list_actors(run);
  list_pledges(run);
  if (series->count > SERIES_VALUES_MAX / series->days) {
    run_fail(run, ERR_LIMIT, "found %d series of %d days; expected at most %d values",
             series->count, series->days, SERIES_VALUES_MAX);
    return;
  }
  series->values = arena_zeroed(run->arena, (size_t)series->count * (size_t)series->days + 1,
                                sizeof *series->values);
  series->kept = arena_zeroed(run->arena, (size_t)series->kept_count + 1, sizeof *series->kept);
  if (series->values == NULL || series->kept == NULL) {
    no_room(run);
    return;
  }
  take(series, run->world, 0);
}

void series_take(struct run *run, int day) {
  if (run->series != NULL && run->failure == ERR_OK) {
    assert(day > 0 && day < run->series->days);
    take(run->series, run->world, day);
  }
}

void series_give(const struct run *run, struct run_result *result) {
  const struct series *series = run->series;
  result->series_count = series == NULL ? 0 : series->count;
  result->series_names = series == NULL ? NULL : series->names;
  result->series = series == NULL ? NULL : series->values;
}
