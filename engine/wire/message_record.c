/* Messages: the cast of a scenario, and its records. */
#include "wire/message.h"

#include "base/calendar.h"

#include <string.h>

/* What a calendar can print, and the longest run: minutes. */
static const int64_t EPOCH_MAX = INT64_C(10000) * 366 * MINUTES_PER_DAY;
static const int64_t AT_MAX = INT64_C(3661) * MINUTES_PER_DAY;

/* --- cast --------------------------------------------------------------------------------------
 */

static void put_actor(struct text *out, const struct actor *actor) {
  put_text(out, actor->id);
  put_text(out, actor->name);
  put_text(out, actor->adjective);
  put_text(out, actor->policy);
  put_i32(out, actor->kind);
  put_i32(out, actor->organisation);
  put_i32(out, actor->organisation_index);
  put_i32(out, actor->nationality);
  put_u32(out, (uint32_t)actor->voices.count);
  for (int i = 0; i < actor->voices.count; i++) {
    const struct voice *voice = &((const struct voice *)actor->voices.items)[i];
    put_text(out, voice->id);
    put_text(out, voice->title);
    put_i32(out, voice->kind);
    put_double(out, voice->authority);
  }
}

/* Text of the cast, which is printed as it is: control bytes and what is no UTF-8 are escaped here,
 * once. */
static const char *take_safe(struct decoder *in, struct arena *arena) {
  const char *text = take_text(in, arena);
  struct text safe = {0};
  if (text == NULL) {
    return NULL;
  }
  text_add_safe(&safe, text, strlen(text));
  if (safe.failed || strcmp(text_string(&safe), text) != 0) {
    text = arena_text(arena, text_string(&safe), safe.length);
    in->bad = in->bad || safe.failed || text == NULL;
  }
  text_free(&safe);
  return text;
}

static void take_actor(struct decoder *in, struct arena *arena, struct actor *out, int actors) {
  out->id = take_safe(in, arena);
  out->name = take_safe(in, arena);
  out->adjective = take_safe(in, arena);
  out->policy = take_safe(in, arena);
  out->kind = take_index(in, ACTOR_KIND_COUNT);
  out->organisation = take_index(in, actors);
  out->organisation_index = take_index(in, actors);
  out->nationality = take_index(in, actors);
  uint32_t voices = take_count(in, 16);
  struct voice *items = voices > VOICE_MAX ? NULL : arena_zeroed(arena, voices, sizeof *items);
  out->voices = (struct collection){items, items == NULL ? 0 : (int)voices};
  for (int i = 0; i < out->voices.count; i++) {
    items[i].id = take_safe(in, arena);
    items[i].title = take_safe(in, arena);
    items[i].kind = take_index(in, VOICE_KIND_COUNT);
    items[i].authority = take_double(in);
    in->bad = in->bad || items[i].id == NULL || items[i].title == NULL || items[i].kind < 0;
  }
  in->bad = in->bad || items == NULL || out->id == NULL || out->name == NULL || out->kind < 0;
}

static void put_theatre(struct text *out, const struct theatre *theatre) {
  put_text(out, theatre->id);
  put_text(out, theatre->name);
  put_i32(out, theatre->holder);
  put_i32(out, theatre->claimant);
  put_u64(out, theatre->in_area);
}

static void take_theatre(struct decoder *in, struct arena *arena, struct theatre *out, int actors) {
  out->id = take_safe(in, arena);
  out->name = take_safe(in, arena);
  out->holder = take_index(in, actors);
  out->claimant = take_index(in, actors);
  out->in_area = take_u64(in);
  in->bad = in->bad || out->id == NULL || out->name == NULL || out->holder < 0 || out->claimant < 0;
}

static void put_verb(struct text *out, const struct verb *verb) {
  put_text(out, verb->id);
  put_text(out, verb->about);
  put_text(out, verb->phrase);
  put_text(out, verb->cameo);
  put_text(out, verb->plover);
  put_i32(out, (int)verb->domain);
  put_i32(out, (int)verb->publicity);
  put_i32(out, verb->rung);
  put_i32(out, verb->mid_hostility);
  put_i32(out, verb->mid_action);
  put_i32(out, verb->quad);
  put_u8(out, (verb->speech ? 1 : 0) | (verb->binds ? 2 : 0));
  put_double(out, verb->goldstein);
  put_double(out, verb->rivera);
}

static void take_verb(struct decoder *in, struct arena *arena, struct verb *out) {
  out->id = take_safe(in, arena);
  out->about = take_safe(in, arena);
  out->phrase = take_safe(in, arena);
  out->cameo = take_safe(in, arena);
  out->plover = take_safe(in, arena);
  out->domain = (enum domain)take_index(in, DOMAIN_COUNT);
  out->publicity = (enum publicity)take_index(in, PUBLICITY_COUNT);
  out->rung = take_i32(in);
  out->mid_hostility = take_i32(in);
  out->mid_action = take_i32(in);
  out->quad = take_i32(in);
  uint8_t flags = take_u8(in);
  out->speech = (flags & 1) != 0;
  out->binds = (flags & 2) != 0;
  out->goldstein = take_double(in);
  out->rivera = take_double(in);
  in->bad = in->bad || out->id == NULL || (int)out->domain < 0 || (int)out->publicity < 0;
}

void encode_cast(struct text *out, const struct scenario *scenario, int assumption_count,
                 int fact_count) {
  put_text(out, scenario->name);
  put_text(out, scenario->title);
  put_i64(out, scenario->epoch);
  put_i32(out, scenario->days);
  put_i32(out, assumption_count);
  put_i32(out, fact_count);
  put_u32(out, (uint32_t)scenario->actors.count);
  for (int i = 0; i < scenario->actors.count; i++) {
    put_actor(out, scenario_actor(scenario, i));
  }
  put_u32(out, (uint32_t)scenario->theatres.count);
  for (int i = 0; i < scenario->theatres.count; i++) {
    put_theatre(out, scenario_theatre(scenario, i));
  }
  put_u32(out, (uint32_t)scenario->treaties.count);
  for (int i = 0; i < scenario->treaties.count; i++) {
    put_text(out, scenario_treaty(scenario, i)->id);
    put_text(out, scenario_treaty(scenario, i)->name);
  }
  put_u32(out, (uint32_t)scenario->verbs.count);
  for (int i = 0; i < scenario->verbs.count; i++) {
    put_verb(out, scenario_verb(scenario, i));
  }
}

/* Room for a collection of [count] items of [size]; bad when there are more than [most]. */
static void *make_items(struct decoder *in, struct arena *arena, struct collection *out,
                        size_t size, int most) {
  uint32_t count = take_count(in, 8);
  void *items = count > (uint32_t)most ? NULL : arena_zeroed(arena, count, size);
  in->bad = in->bad || items == NULL;
  *out = (struct collection){items, in->bad ? 0 : (int)count};
  return items;
}

bool decode_cast(struct decoder *in, struct arena *arena, struct scenario *out,
                 int *assumption_count, int *fact_count) {
  memset(out, 0, sizeof *out);
  out->name = take_safe(in, arena);
  out->title = take_safe(in, arena);
  out->epoch = take_i64(in);
  out->days = take_i32(in);
  *assumption_count = take_i32(in);
  *fact_count = take_i32(in);
  (void)make_items(in, arena, &out->actors, sizeof(struct actor), ACTOR_MAX);
  for (int i = 0; i < out->actors.count && !in->bad; i++) {
    take_actor(in, arena, scenario_actor(out, i), out->actors.count);
  }
  (void)make_items(in, arena, &out->theatres, sizeof(struct theatre), THEATRE_MAX);
  for (int i = 0; i < out->theatres.count && !in->bad; i++) {
    take_theatre(in, arena, scenario_theatre(out, i), out->actors.count);
  }
  (void)make_items(in, arena, &out->treaties, sizeof(struct treaty), TREATY_MAX);
  for (int i = 0; i < out->treaties.count && !in->bad; i++) {
    scenario_treaty(out, i)->id = take_safe(in, arena);
    scenario_treaty(out, i)->name = take_safe(in, arena);
    in->bad = in->bad || scenario_treaty(out, i)->id == NULL;
  }
  (void)make_items(in, arena, &out->verbs, sizeof(struct verb), VERB_MAX);
  for (int i = 0; i < out->verbs.count && !in->bad; i++) {
    take_verb(in, arena, scenario_verb(out, i));
  }
  return take_end(in) && out->name != NULL && out->epoch >= 0 && out->epoch <= EPOCH_MAX;
}

/* --- records -----------------------------------------------------------------------------------
 */

static void put_statement(struct text *out, const struct statement *said) {
  put_u32(out, said->frames);
  put_u32(out, said->claims);
  put_u32(out, said->demands);
  put_u32(out, said->provisos);
  put_i32(out, (int)said->medium);
  put_i32(out, (int)said->consequence);
  put_i32(out, (int)said->hat);
  put_i32(out, said->register_level);
  put_i32(out, said->voice);
  put_i32(out, said->authorised_by);
  put_i32(out, said->implied);
}

static void take_statement(struct decoder *in, int actors, struct statement *out) {
  out->frames = take_u32(in);
  out->claims = take_u32(in);
  out->demands = take_u32(in);
  out->provisos = take_u32(in);
  out->medium = (enum medium)take_index(in, MEDIUM_COUNT);
  out->consequence = (enum consequence)take_index(in, CONSEQUENCE_COUNT);
  out->hat = (enum hat)take_index(in, 2);
  out->register_level = (int8_t)take_index(in, 6);
  out->voice = (int8_t)take_index(in, VOICE_MAX);
  out->authorised_by = (int8_t)take_index(in, actors);
  out->implied = (int8_t)take_index(in, actors);
  in->bad = in->bad || (int)out->consequence < 0 || (int)out->hat < 0 || (int)out->medium < 0;
}

static void put_choice(struct text *out, const struct weighed_choice *choice) {
  put_u8(out, choice == NULL ? 0 : 1);
  if (choice == NULL) {
    return;
  }
  put_text(out, choice->policy);
  put_double(out, choice->draw);
  put_i32(out, choice->chosen);
  put_u32(out, (uint32_t)choice->option_count);
  for (int i = 0; i < choice->option_count; i++) {
    const struct weighed_option *option = &choice->options[i];
    put_i32(out, option->verb);
    put_i32(out, option->target);
    put_i32(out, option->theatre);
    put_i32(out, option->register_level);
    put_double(out, option->utility);
    put_double(out, option->probability);
    put_u32(out, (uint32_t)option->term_count);
    for (int t = 0; t < option->term_count; t++) {
      put_text(out, option->terms[t].name);
      put_double(out, option->terms[t].value);
    }
  }
}

static void take_option(struct decoder *in, struct arena *arena, const struct scenario *cast,
                        struct weighed_option *out) {
  out->verb = take_index(in, cast->verbs.count);
  out->target = take_index(in, cast->actors.count);
  out->theatre = take_index(in, cast->theatres.count);
  out->register_level = take_i32(in);
  out->utility = take_double(in);
  out->probability = take_double(in);
  uint32_t terms = take_count(in, 12);
  in->bad = in->bad || terms > RECORD_TERM_MAX;
  out->term_count = in->bad ? 0 : (int)terms;
  for (int t = 0; t < out->term_count; t++) {
    out->terms[t].name = take_text(in, arena);
    out->terms[t].value = take_double(in);
    in->bad = in->bad || out->terms[t].name == NULL;
  }
}

static const struct weighed_choice *take_choice(struct decoder *in, struct arena *arena,
                                                const struct scenario *cast) {
  if (take_u8(in) == 0) {
    return NULL;
  }
  struct weighed_choice *choice = arena_zeroed(arena, 1, sizeof *choice);
  const char *policy = take_text(in, arena);
  double draw = take_double(in);
  int chosen = take_i32(in);
  uint32_t count = take_count(in, 36);
  struct weighed_option *options =
      count > RECORD_OPTION_MAX + 1 ? NULL : arena_zeroed(arena, count, sizeof *options);
  if (choice == NULL || options == NULL || policy == NULL || chosen < 0 || chosen >= (int)count) {
    in->bad = true;
    return NULL;
  }
  *choice = (struct weighed_choice){policy, draw, chosen, (int)count, options};
  for (uint32_t i = 0; i < count && !in->bad; i++) {
    take_option(in, arena, cast, &options[i]);
  }
  return choice;
}

void encode_record(struct text *out, const struct record *record) {
  put_u32(out, record->id);
  put_u32(out, record->cause);
  put_u32(out, record->cause2);
  put_i64(out, record->at);
  put_i32(out, (int)record->kind);
  put_i32(out, record->actor);
  put_i32(out, record->target);
  put_i32(out, record->theatre);
  put_i32(out, record->verb);
  put_i32(out, record->outcome);
  put_u8(out, record->closed ? 1 : 0);
  put_u8(out, record->flag ? 1 : 0);
  put_statement(out, &record->statement);
  put_u32(out, record->frames);
  put_double(out, record->size);
  put_double(out, record->deaths[0]);
  put_double(out, record->deaths[1]);
  put_double(out, record->ground);
  put_text(out, record->because);
  put_choice(out, record->choice);
}

bool decode_record(struct decoder *in, struct arena *arena, const struct scenario *cast,
                   struct record *out) {
  out->id = take_u32(in);
  out->cause = take_u32(in);
  out->cause2 = take_u32(in);
  out->at = take_i64(in);
  out->kind = (enum record_kind)take_index(in, RECORD_KIND_COUNT);
  out->actor = take_index(in, cast->actors.count);
  out->target = take_index(in, cast->actors.count);
  out->theatre = take_index(in, cast->theatres.count);
  out->verb = take_index(in, cast->verbs.count);
  out->outcome = take_index(in, out->kind == RECORD_INJECT ? INJECT_KIND_COUNT : RESULT_COUNT);
  out->closed = take_u8(in) != 0;
  out->flag = take_u8(in) != 0;
  take_statement(in, cast->actors.count, &out->statement);
  out->frames = take_u32(in);
  out->size = take_double(in);
  out->deaths[0] = take_double(in);
  out->deaths[1] = take_double(in);
  out->ground = take_double(in);
  out->because = take_text(in, arena);
  out->choice = take_choice(in, arena, cast);
  bool needs_actor = out->kind == RECORD_ACT || out->kind == RECORD_REFUSED;
  bool needs_place = out->kind == RECORD_INCIDENT || out->kind == RECORD_ENGAGEMENT;
  return !in->bad && (int)out->kind >= 0 && out->outcome >= 0 && out->at >= 0 &&
         out->at <= AT_MAX && (!needs_actor || (out->actor >= 0 && out->verb >= 0)) &&
         (!needs_place || out->theatre >= 0);
}
