/* Scenarios: finding by id, what is derived, numbers by path. */
#include "model/scenario.h"

#include "base/calendar.h"
#include "base/names.h"
#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* Items of a MAP begin with their id and are sorted by it. */
static const char *id_at(const struct collection *collection, size_t size, int index) {
  const char *id = NULL;
  memcpy(&id, (const char *)collection->items + (size_t)index * size, sizeof id);
  return id;
}

static int find(const struct collection *collection, size_t size, const char *id) {
  int low = 0;
  int high = collection->count - 1;
  while (low <= high) {
    int middle = low + (high - low) / 2;
    int order = strcmp(id, id_at(collection, size, middle));
    if (order == 0) {
      return middle;
    }
    low = order > 0 ? middle + 1 : low;
    high = order < 0 ? middle - 1 : high;
  }
  return -1;
}

int scenario_find_actor(const struct scenario *scenario, const char *id) {
  return find(&scenario->actors, sizeof(struct actor), id);
}

int scenario_find_theatre(const struct scenario *scenario, const char *id) {
  return find(&scenario->theatres, sizeof(struct theatre), id);
}

int scenario_find_treaty(const struct scenario *scenario, const char *id) {
  return find(&scenario->treaties, sizeof(struct treaty), id);
}

int scenario_find_verb(const struct scenario *scenario, const char *id) {
  return find(&scenario->verbs, sizeof(struct verb), id);
}

int scenario_organisation_of(const struct scenario *scenario, int actor) {
  if (actor < 0) {
    return -1;
  }
  const struct actor *who = scenario_actor(scenario, actor);
  int body = who->kind == ACTOR_OFFICIAL ? who->organisation : actor;
  return body < 0 ? -1 : scenario_actor(scenario, body)->organisation_index;
}

/* --- what is derived and what spans fields -----------------------------------------------------
 */

static enum err_code finish_actors(struct scenario *scenario, struct err *err) {
  for (int i = 0; i < scenario->actors.count; i++) {
    struct actor *actor = scenario_actor(scenario, i);
    actor->hash = names_hash(actor->id);
    actor->organisation_index = -1;
    for (int j = 0; j < i; j++) {
      if (scenario_actor(scenario, j)->hash == actor->hash) {
        return err_set(err, ERR_INVALID, NULL,
                       "actors.%s: its name has the same hash as %s; expected another name",
                       actor->id, scenario_actor(scenario, j)->id);
      }
    }
  }
  return ERR_OK;
}

static void finish_organisations(struct scenario *scenario) {
  for (int i = 0; i < scenario->organisations.count; i++) {
    struct organisation *organisation = scenario_organisation(scenario, i);
    organisation->actor = scenario_find_actor(scenario, organisation->id);
    scenario_actor(scenario, organisation->actor)->organisation_index = i;
    if (organisation->spokesman_actor >= 0) {
      scenario_actor(scenario, organisation->spokesman_actor)->organisation = organisation->actor;
    }
  }
}

static enum err_code finish_theatre(struct scenario *scenario, struct theatre *theatre,
                                    struct err *err) {
  if (theatre->holder == theatre->claimant) {
    return err_set(err, ERR_INVALID, NULL,
                   "theatres.%s.claimant: found the holder again; expected another actor",
                   theatre->id);
  }
  uint64_t sides = UINT64_C(1) << theatre->holder | UINT64_C(1) << theatre->claimant;
  theatre->parties = sides;
  for (int i = 0; i < theatre->forces.count; i++) {
    struct force *force = &((struct force *)theatre->forces.items)[i];
    force->actor = scenario_find_actor(scenario, force->id);
    bool is_side = force->actor >= 0 && (sides >> force->actor & 1) != 0;
    int by = is_side ? force->actor : force->beside;
    if (force->actor < 0 || by < 0 || (sides >> by & 1) == 0) {
      return err_set(
          err, ERR_INVALID, NULL,
          "theatres.%s.forces.%s: %s; expected %s or %s, or another with `beside` one of them",
          theatre->id, force->id,
          force->actor < 0 ? "found no such actor" : "no side of the theatre",
          scenario_actor(scenario, theatre->holder)->id,
          scenario_actor(scenario, theatre->claimant)->id);
    }
    theatre->troops |= UINT64_C(1) << force->actor;
    theatre->side[force->actor] = by == theatre->holder ? 0 : 1;
    theatre->parties |= force->men > 0 ? UINT64_C(1) << force->actor : 0;
  }
  return ERR_OK;
}

static bool is_side(const struct scenario *scenario, int theatre, int actor) {
  const struct theatre *place = scenario_theatre(scenario, theatre);
  return place->holder == actor || place->claimant == actor;
}

/* The trigger is the state of things at the start, so it stands alone and at the start. */
static enum err_code finish_trigger(struct scenario *scenario, int index, struct err *err) {
  struct inject *inject = scenario_inject(scenario, index);
  for (int i = 0; i < index; i++) {
    if (scenario_inject(scenario, i)->kind == INJECT_TRIGGER) {
      return err_set(err, ERR_INVALID, NULL,
                     "injects.%d.event: found a second trigger; expected one, injects.%d",
                     index + 1, i + 1);
    }
  }
  int64_t after = inject->at - scenario->epoch;
  if (after < 0 || after > MINUTES_PER_DAY) {
    return err_set(err, ERR_INVALID, NULL,
                   "injects.%d.at: found a trigger %s; expected one within a day of the epoch",
                   index + 1, after < 0 ? "before the epoch" : "later than the first day");
  }
  if (inject->act != NULL) {
    inject->verb = scenario_find_verb(scenario, inject->act);
    return inject->verb >= 0
               ? ERR_OK
               : err_set(err, ERR_INVALID, NULL, "injects.%d.act: found %s; expected a verb",
                         index + 1, inject->act);
  }
  if (inject->theatre < 0 || !is_side(scenario, inject->theatre, inject->actor)) {
    return err_set(err, ERR_INVALID, NULL,
                   "injects.%d.%s; expected the verb of the trigger in `act`, or the theatre of an "
                   "incident that `actor`, a side there, began",
                   index + 1,
                   inject->theatre < 0 ? "theatre: missing"
                                       : "actor: found no side of the theatre");
  }
  return ERR_OK;
}

/* Only deeds that can be scheduled may come from outside: a drill, an alert; never words, never
 * fire. The trigger is none of them: it has happened. */
static enum err_code finish_inject(struct scenario *scenario, int index, struct err *err) {
  struct inject *inject = scenario_inject(scenario, index);
  inject->verb = -1;
  if (inject->kind != INJECT_MEETING && inject->kind != INJECT_WEATHER && inject->actor < 0) {
    return err_set(err, ERR_INVALID, NULL, "injects.%d.actor: missing; expected whom it is about",
                   index + 1);
  }
  if (inject->kind == INJECT_INDICTMENT &&
      scenario_actor(scenario, inject->actor)->kind != ACTOR_OFFICIAL) {
    return err_set(err, ERR_INVALID, NULL, "injects.%d.actor: found %s; expected an official",
                   index + 1, scenario_actor(scenario, inject->actor)->id);
  }
  if (inject->kind == INJECT_TRIGGER) {
    return finish_trigger(scenario, index, err);
  }
  if (inject->kind != INJECT_ACT) {
    return ERR_OK;
  }
  inject->verb = inject->act == NULL ? -1 : scenario_find_verb(scenario, inject->act);
  if (inject->verb < 0) {
    return err_set(err, ERR_INVALID, NULL,
                   "injects.%d.act: found %s; expected the verb of a scheduled drill, or `event`",
                   index + 1, inject->act == NULL ? "nothing" : inject->act);
  }
  const struct verb *verb = scenario_verb(scenario, inject->verb);
  if (verb->speech || verb->mid_hostility != 3) {
    return err_set(err, ERR_INVALID, NULL,
                   "injects.%d.act: found %s; expected a show of force: words, fire, requests and "
                   "ceasefires arise in a run or not at all",
                   index + 1, verb->id);
  }
  return ERR_OK;
}

static bool same_effects(const struct verb *a, const struct verb *b) {
  if (a->effect_count != b->effect_count) {
    return false;
  }
  for (int i = 0; i < a->effect_count; i++) {
    const struct effect *x = &a->effects[i];
    const struct effect *y = &b->effects[i];
    if (x->kind != y->kind || x->subject != y->subject || x->condition != y->condition ||
        x->scale != y->scale || x->step != y->step || x->size != y->size || x->days != y->days) {
      return false;
    }
  }
  return true;
}

/* Verbs that differ in name only are one alternative of the choice. Verbs without effects stay
 * apart: what they say differs. */
static void finish_verbs(struct scenario *scenario) {
  for (int i = 0; i < scenario->verbs.count; i++) {
    struct verb *verb = scenario_verb(scenario, i);
    verb->path_class = i;
    for (int j = 0; j < i; j++) {
      const struct verb *other = scenario_verb(scenario, j);
      bool doubles = verb->like == j || other->like == i || verb->like == other->like;
      if (doubles && verb->rung == other->rung && verb->domain == other->domain &&
          same_effects(verb, other)) {
        verb->path_class = other->path_class;
        break;
      }
    }
  }
  for (int i = 0; i < scenario->verbs.count; i++) {
    struct verb *verb = scenario_verb(scenario, i);
    const struct verb *like = scenario_verb(scenario, verb->like);
    verb->meant = verb->path_class == like->path_class ? verb->like : i;
    for (int e = 0; e < verb->effect_count; e++) {
      const struct effect *effect = &verb->effects[e];
      verb->binds = verb->binds || (effect->kind == EFFECT_COMMITMENT && effect->size > 0);
    }
    verb->hash = names_hash(scenario_verb(scenario, verb->meant)->id);
  }
}

static void finish_theatres(struct scenario *scenario) {
  for (int i = 0; i < scenario->theatres.count; i++) {
    struct theatre *theatre = scenario_theatre(scenario, i);
    theatre->hash = names_hash(theatre->id);
  }
}

enum err_code scenario_finish(struct scenario *scenario, struct err *err) {
  enum err_code rc = finish_actors(scenario, err);
  if (rc == ERR_OK) {
    finish_organisations(scenario);
    finish_verbs(scenario);
    finish_theatres(scenario);
  }
  for (int i = 0; rc == ERR_OK && i < scenario->theatres.count; i++) {
    rc = finish_theatre(scenario, scenario_theatre(scenario, i), err);
  }
  for (int i = 0; rc == ERR_OK && i < scenario->injects.count; i++) {
    rc = finish_inject(scenario, i, err);
  }
  return rc;
}

/* --- numbers by path ---------------------------------------------------------------------------
 */

enum { SEGMENT_MAX = 64 };

struct walk {
  struct scenario *scenario;
  const char *path; /* whole, for messages */
  const char *rest; /* what is left of it */
  char segment[SEGMENT_MAX];
  const struct shape *shape;
  char *base;
  const struct field *field; /* of the number that the path leads to, once it is reached; NULL */
  void *place;
  struct err *err;
};

static enum err_code refuse(const struct walk *walk, const char *found, const char *expected) {
  return err_set(walk->err, ERR_INVALID, NULL, "%s: %s; expected %s", walk->path, found, expected);
}

/* Takes the next segment; false at the end of the path or when it is too long. A dot that nothing
 * follows stays as what is left. */
static bool next_segment(struct walk *walk) {
  size_t length = strcspn(walk->rest, ".");
  if (length == 0 || length >= SEGMENT_MAX) {
    return false;
  }
  memcpy(walk->segment, walk->rest, length);
  walk->segment[length] = '\0';
  walk->rest += length;
  walk->rest += walk->rest[0] == '.' && walk->rest[1] != '\0' ? 1 : 0;
  return true;
}

static enum err_code unknown(const struct walk *walk, const char *what, const char *const *words,
                             size_t count) {
  const char *near = names_nearest(walk->segment, words, count);
  return err_set(walk->err, ERR_INVALID, NULL,
                 "%s: found no %s \"%s\"; expected one that exists%s%s%s", walk->path, what,
                 walk->segment, near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}

static const struct field *field_of(const struct shape *shape, const char *name) {
  const struct field *field = shape->fields;
  while (field->name != NULL && strcmp(field->name, name) != 0) {
    field++;
  }
  return field->name == NULL ? NULL : field;
}

static enum err_code unknown_field(const struct walk *walk) {
  const char *words[128];
  size_t count = 0;
  for (const struct field *field = walk->shape->fields; field->name != NULL && count < 128;
       field++) {
    words[count++] = field->name;
  }
  return unknown(walk, "field", words, count);
}

static enum err_code enter_item(struct walk *walk, const struct collection *collection,
                                const struct shape *shape) {
  const char *words[128];
  int index = next_segment(walk) ? find(collection, shape->size, walk->segment) : -1;
  if (index < 0) {
    size_t count = 0;
    for (int i = 0; i < collection->count && count < 128; i++) {
      words[count++] = id_at(collection, shape->size, i);
    }
    return unknown(walk, shape->name, words, count);
  }
  walk->base = (char *)collection->items + (size_t)index * shape->size;
  walk->shape = shape;
  return ERR_OK;
}

static enum err_code enter_listed(struct walk *walk, const struct collection *collection,
                                  const struct shape *shape) {
  uint64_t number = 0;
  if (!next_segment(walk) || !number_parse_u64(walk->segment, &number) || number < 1 ||
      number > (uint64_t)collection->count) {
    return refuse(walk, "found no such position", "a number counted from 1");
  }
  walk->base = (char *)collection->items + (size_t)(number - 1) * shape->size;
  walk->shape = shape;
  return ERR_OK;
}

/* The actor named by the next segment, -1 with an error. */
static int next_actor(struct walk *walk) {
  struct walk inner = *walk;
  if (enter_item(&inner, &walk->scenario->actors, &schema_actor) != ERR_OK) {
    return -1;
  }
  *walk = inner;
  return (int)((struct actor *)(void *)walk->base - (struct actor *)walk->scenario->actors.items);
}

static enum err_code enter_dyad(struct walk *walk) {
  int from = next_actor(walk);
  int to = from < 0 ? -1 : next_actor(walk);
  if (to < 0) {
    return ERR_INVALID;
  }
  if (to == from) {
    return refuse(walk, "found the actor itself", "another actor");
  }
  walk->base = (char *)scenario_relation(walk->scenario, from, to);
  walk->shape = &schema_relation;
  return ERR_OK;
}

/* A spokesman is read under his organisation and lives among the actors. */
static void enter_shape(struct walk *walk, const struct field *field) {
  const struct organisation *organisation = (const void *)walk->base;
  if (field->shape == &schema_spokesman && organisation->spokesman_actor >= 0) {
    walk->base = (char *)scenario_actor(walk->scenario, organisation->spokesman_actor);
  } else {
    walk->base += field->offset;
  }
  walk->shape = field->shape;
}

/* The path has come to a number. */
static enum err_code reach(struct walk *walk, const struct field *field, void *place) {
  if (*walk->rest != '\0') {
    return refuse(walk, "a number has no parts", "a path that ends earlier");
  }
  walk->field = field;
  walk->place = place;
  return ERR_OK;
}

/* One step down the path; walk->field is set when it has come to a number. */
static enum err_code step(struct walk *walk) {
  if (!next_segment(walk)) {
    return refuse(walk, "not a number", "the path of a number, as \"model.hazard_max\"");
  }
  const struct field *field = field_of(walk->shape, walk->segment);
  if (field == NULL) {
    return unknown_field(walk);
  }
  void *place = walk->base + field->offset;
  switch (field->kind) {
  case FIELD_NUMBER:
  case FIELD_COUNT:
    return reach(walk, field, place);
  case FIELD_BY_ACTOR: {
    int actor = next_actor(walk);
    return actor < 0 ? ERR_INVALID : reach(walk, field, (double *)place + actor);
  }
  case FIELD_SHAPE:
    enter_shape(walk, field);
    return ERR_OK;
  case FIELD_MAP:
    return enter_item(walk, place, field->shape);
  case FIELD_LIST:
    return enter_listed(walk, place, field->shape);
  case FIELD_DYADS:
    return enter_dyad(walk);
  case FIELD_FLAG:
  case FIELD_WORD:
  case FIELD_WORDS:
  case FIELD_TEXT:
  case FIELD_DATE:
  case FIELD_ACTOR:
  case FIELD_ACTORS:
  case FIELD_THEATRE:
  case FIELD_TREATY:
  case FIELD_TREATIES:
  case FIELD_RUNG_BY_ACTOR:
  case FIELD_PARAMS:
    break;
  }
  return refuse(walk, "found a number for what is none", "a word");
}

static enum err_code find_number(struct walk *walk) {
  enum err_code rc = ERR_OK;
  while (rc == ERR_OK && walk->field == NULL) {
    rc = step(walk);
  }
  return rc;
}

static struct walk walk_of(struct scenario *scenario, const char *path, struct err *err) {
  return (struct walk){.scenario = scenario,
                       .path = path,
                       .rest = path,
                       .shape = &schema_scenario,
                       .base = (char *)scenario,
                       .err = err};
}

enum err_code scenario_peek(struct scenario *scenario, const char *path, struct settable *out,
                            struct err *err) {
  struct walk walk = walk_of(scenario, path, err);
  enum err_code rc = find_number(&walk);
  if (rc == ERR_OK) {
    out->whole = walk.field->kind == FIELD_COUNT;
    out->value = out->whole ? *(int *)walk.place : *(double *)walk.place;
  }
  return rc;
}

enum err_code scenario_poke(struct scenario *scenario, const char *path, double value,
                            struct err *err) {
  struct walk walk = walk_of(scenario, path, err);
  enum err_code rc = find_number(&walk);
  if (rc != ERR_OK) {
    return rc;
  }
  const struct field *field = walk.field;
  bool whole = value == (double)(int64_t)value;
  if (!(value >= field->low && value <= field->high) || (field->kind == FIELD_COUNT && !whole)) {
    char found[NUMBER_TEXT_SIZE];
    char low[NUMBER_TEXT_SIZE];
    char high[NUMBER_TEXT_SIZE];
    number_print(value, found);
    number_print(field->low, low);
    number_print(field->high, high);
    return err_set(err, ERR_INVALID, NULL, "%s: found %s; expected %s%s to %s%s%s", path, found,
                   field->kind == FIELD_COUNT ? "a whole number " : "", low, high,
                   field->unit == NULL ? "" : " ", field->unit == NULL ? "" : field->unit);
  }
  if (field->kind == FIELD_COUNT) {
    *(int *)walk.place = (int)value;
  } else {
    *(double *)walk.place = value;
  }
  return ERR_OK;
}
