/* Choice: nested logit over what a policy offered (McFadden 1978; path-size correction after
 * Ben-Akiva and Bierlaire 1999), its decision record, and the act that follows. */
#include "sim/attend.h"

#include "base/trans.h"

#include <assert.h>
#include <string.h>

static double utility_of(const struct option *option) {
  double sum = 0;
  for (int i = 0; i < option->term_count; i++) {
    sum += option->terms[i].value;
  }
  return sum;
}

/* Two options stand in one nest of the first level if they address the same actor over the same
 * theatre. */
static bool same_address(const struct option *a, const struct option *b) {
  return a->intention.target == b->intention.target && a->intention.theatre == b->intention.theatre;
}

static int rung_of(const struct scenario *scenario, const struct option *option) {
  return scenario_verb(scenario, option->intention.verb)->rung;
}

static bool same_words(const struct statement *a, const struct statement *b) {
  return a->register_level == b->register_level && a->frames == b->frames &&
         a->claims == b->claims && a->demands == b->demands && a->provisos == b->provisos &&
         a->consequence == b->consequence && a->hat == b->hat && a->medium == b->medium &&
         a->voice == b->voice && a->authorised_by == b->authorised_by && a->implied == b->implied;
}

/* Options that differ only in the verb's name are one alternative with several names. */
static bool is_double(const struct scenario *scenario, const struct option *a,
                      const struct option *b) {
  return scenario_verb(scenario, a->intention.verb)->path_class ==
             scenario_verb(scenario, b->intention.verb)->path_class &&
         same_words(&a->intention.statement, &b->intention.statement) &&
         a->intention.closed == b->intention.closed && a->intention.size == b->intention.size &&
         utility_of(a) == utility_of(b);
}

/* Nests of one choice. first[i] is the lowest option of i's nest at each level. */
struct nests {
  int address[MENU_MAX];
  int rung[MENU_MAX];
  double size[MENU_MAX]; /* path size, 1 / number of doubles in the same rung */
};

static void find_nests(const struct scenario *scenario, const struct choice *choice,
                       struct nests *nests) {
  for (int i = 0; i < choice->option_count; i++) {
    const struct option *option = &choice->options[i];
    int doubles = 0;
    nests->address[i] = i;
    nests->rung[i] = i;
    for (int j = choice->option_count - 1; j >= 0; j--) {
      const struct option *other = &choice->options[j];
      if (!same_address(option, other)) {
        continue;
      }
      nests->address[i] = j < nests->address[i] ? j : nests->address[i];
      if (rung_of(scenario, option) == rung_of(scenario, other)) {
        nests->rung[i] = j < nests->rung[i] ? j : nests->rung[i];
        doubles += is_double(scenario, option, other) ? 1 : 0;
      }
    }
    nests->size[i] = 1.0 / doubles;
  }
}

/* Adds weight * exp(u / scale) to a running log-sum kept as (largest, sum). */
struct log_sum {
  double largest;
  double sum;
  double value; /* largest + log(sum), when it is complete */
};

static void log_sum_add(struct log_sum *total, double u, double weight) {
  if (total->sum == 0 || u > total->largest) {
    total->sum = total->sum == 0 ? weight : total->sum * trans_exp(total->largest - u) + weight;
    total->largest = u;
  } else {
    total->sum += weight * trans_exp(u - total->largest);
  }
}

static double log_sum_close(struct log_sum *total) {
  total->value = total->largest + trans_log(total->sum);
  return total->value;
}

/* The three levels of inclusive values; each array is indexed by the lowest option of its nest. */
struct inclusive {
  struct log_sum rung[MENU_MAX];
  struct log_sum address[MENU_MAX];
  struct log_sum all;
};

static void sum_up(const struct constants *model, const struct choice *choice,
                   const struct nests *nests, struct inclusive *values) {
  double noise = 1 / choice->precision;
  for (int i = 0; i < choice->option_count; i++) {
    log_sum_add(&values->rung[nests->rung[i]],
                utility_of(&choice->options[i]) / (model->lambda_verb * noise), nests->size[i]);
  }
  for (int i = 0; i < choice->option_count; i++) {
    if (nests->rung[i] == i) {
      double iv = model->lambda_verb * log_sum_close(&values->rung[i]);
      log_sum_add(&values->address[nests->address[i]], iv / model->lambda_rung, 1);
    }
  }
  for (int i = 0; i < choice->option_count; i++) {
    if (nests->address[i] == i) {
      double iv = model->lambda_rung * log_sum_close(&values->address[i]);
      log_sum_add(&values->all, iv / model->lambda_target, 1);
    }
  }
  log_sum_add(&values->all, utility_of(&choice->silence) / (model->lambda_target * noise), 1);
  (void)log_sum_close(&values->all);
}

static double share(const struct constants *model, const struct choice *choice,
                    const struct nests *nests, const struct inclusive *values, int option) {
  const struct log_sum *rung = &values->rung[nests->rung[option]];
  const struct log_sum *address = &values->address[nests->address[option]];
  double u = utility_of(&choice->options[option]) * choice->precision / model->lambda_verb;
  double in_rung = nests->size[option] * trans_exp(u - rung->value);
  double iv_rung = model->lambda_verb * rung->value;
  double in_address = trans_exp(iv_rung / model->lambda_rung - address->value);
  double iv_address = model->lambda_rung * address->value;
  return in_rung * in_address * trans_exp(iv_address / model->lambda_target - values->all.value);
}

int attend_draw(const struct scenario *scenario, const struct choice *choice, double draw,
                double *probabilities) {
  struct nests nests;
  struct inclusive values;
  memset(&values, 0, sizeof values);
  find_nests(scenario, choice, &nests);
  sum_up(&scenario->model, choice, &nests, &values);
  double passed = 0;
  int drawn = -1;
  for (int i = 0; i < choice->option_count; i++) {
    probabilities[i] = share(&scenario->model, choice, &nests, &values, i);
    passed += probabilities[i];
    if (drawn == -1 && draw < passed) {
      drawn = i;
    }
  }
  probabilities[choice->option_count] = passed < 1 ? 1 - passed : 0;
  return drawn;
}

/* Copies [offered], each option followed by its doubles (verbs that are `like` its own) as far as
 * there is room: together they take the stretch of the draw that the option had alone. */
static void add_doubles(const struct scenario *scenario, const struct choice *offered,
                        struct choice *out) {
  int spare = MENU_MAX - offered->option_count;
  *out = *offered;
  out->option_count = 0;
  for (int i = 0; i < offered->option_count; i++) {
    int verb = offered->options[i].intention.verb;
    out->options[out->option_count++] = offered->options[i];
    for (int v = 0; v < scenario->verbs.count && spare > 0; v++) {
      if (v != verb && scenario_verb(scenario, v)->meant == verb) {
        out->options[out->option_count] = offered->options[i];
        out->options[out->option_count++].intention.verb = v;
        spare--;
      }
    }
  }
}

static void weigh(struct run *run, struct weighed_option *out, const struct option *option,
                  double probability) {
  out->verb = option->intention.verb;
  out->target = option->intention.target;
  out->theatre = option->intention.theatre;
  out->register_level = option->intention.statement.register_level;
  out->utility = utility_of(option);
  out->probability = probability;
  out->term_count = option->term_count;
  for (int i = 0; i < option->term_count; i++) {
    const char *name = option->terms[i].name;
    out->terms[i] =
        (struct weighed_term){arena_text(run->arena, name, strlen(name)), option->terms[i].value};
  }
}

/* The options as they were weighed, for why-chains; only where somebody wants them. */
static const struct weighed_choice *keep(struct run *run, const struct choice *choice, double draw,
                                         int chosen, const double *probabilities) {
  struct weighed_choice *kept = arena_alloc(run->arena, sizeof *kept);
  size_t count = (size_t)choice->option_count + 1;
  struct weighed_option *options = arena_zeroed(run->arena, count, sizeof *options);
  if (kept == NULL || options == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return NULL;
  }
  for (int i = 0; i < choice->option_count; i++) {
    weigh(run, &options[i], &choice->options[i], probabilities[i]);
  }
  weigh(run, &options[choice->option_count], &choice->silence, probabilities[choice->option_count]);
  options[choice->option_count].verb = -1;
  *kept = (struct weighed_choice){
      .policy = arena_text(run->arena, choice->policy, strlen(choice->policy)),
      .draw = draw,
      .chosen = chosen >= 0 ? chosen : choice->option_count,
      .option_count = choice->option_count + 1,
      .options = options};
  return kept;
}

/* Ministries publish by day: what is ready at night comes out in the first hours of the next. */
static int64_t in_office(const struct constants *model, int64_t at, double draw) {
  int64_t opens = (int64_t)(model->office_opens * MINUTES_PER_HOUR);
  int64_t closes = (int64_t)(model->office_closes * MINUTES_PER_HOUR);
  int64_t minute = at % MINUTES_PER_DAY;
  if (opens >= closes || (minute >= opens && minute < closes)) {
    return at;
  }
  int64_t next = at - minute + (minute >= closes ? MINUTES_PER_DAY : 0) + opens;
  return next + (int64_t)(draw * (double)(closes - opens) / 4);
}

/* Help takes its own time besides: one distribution for all. */
static double assistance_hours(const struct constants *model, const struct rng_key *key,
                               int occasion) {
  return rng_lognormal(key, (uint32_t)(CHOICE_MAX + occasion), trans_log(model->assistance_hours),
                       model->assistance_spread);
}

/* Orders are carried out after the verb's own delay, and at no round hour. */
static int64_t act_minute(const struct run *run, int actor, const struct intention *intention,
                          int occasion) {
  const struct scenario *scenario = run->order.scenario;
  struct rng_key key =
      run_key(run, scenario_actor(scenario, actor)->hash, RNG_LAG, (uint32_t)run->world->now);
  const struct verb *verb = scenario_verb(scenario, intention->verb);
  double draw = rng_uniform(&key, (uint32_t)occasion);
  double hours = verb->delay_hours + draw * scenario->model.review_hours +
                 (verb->assistance ? assistance_hours(&scenario->model, &key, occasion) : 0);
  int64_t minutes = (int64_t)(hours * MINUTES_PER_HOUR);
  int64_t at = run->world->now + (minutes < 1 ? 1 : minutes);
  return verb->speech && !intention->closed ? in_office(&scenario->model, at, draw) : at;
}

const struct intention *attend_choose(struct run *run, int actor, const struct choice *offered,
                                      double draw, const struct record **written) {
  const struct scenario *scenario = run->order.scenario;
  struct choice expanded;
  const struct choice *choice = offered;
  if (run->has_doubles && !offered->definite) {
    add_doubles(scenario, offered, &expanded);
    choice = &expanded;
  }
  double probabilities[MENU_MAX + 1] = {1};
  int chosen = choice->definite ? 0 : attend_draw(scenario, choice, draw, probabilities);
  struct record *decision = run_record(run, RECORD_DECISION, choice->stimulus);
  struct intention *order = arena_alloc(run->arena, sizeof *order);
  if (decision == NULL || order == NULL) {
    run_fail(run, ERR_LIMIT, "the run needs more memory than its arena has");
    return NULL;
  }
  *written = decision;
  decision->actor = actor;
  if (chosen >= 0) {
    *order = choice->options[chosen].intention;
    decision->verb = order->verb;
    decision->target = order->target;
    decision->theatre = order->theatre;
  }
  if (run->order.keep_decisions) {
    decision->choice = keep(run, choice, draw, chosen, probabilities);
  }
  run_publish(run, decision);
  return chosen < 0 || order->verb < 0 ? NULL : order;
}

static bool is_settled(const struct actor_state *state, uint32_t matter) {
  bool found = false;
  for (uint32_t i = 0; i < state->settled_count && i < SETTLED_MAX; i++) {
    found = found || state->settled[i] == matter;
  }
  return matter != 0 && found;
}

static void settle(struct actor_state *state, uint32_t matter) {
  if (matter != 0) {
    state->settled[state->settled_count++ % SETTLED_MAX] = matter;
  }
}

/* A matter is drawn once: who looks at it again in the same light comes to the same answer, so that
 * looking often does not make a deed more likely. */
static double choice_draw(const struct run *run, int actor, const struct choice *offered,
                          int occasion) {
  uint32_t who = scenario_actor(run->order.scenario, actor)->hash;
  bool once = offered->matter != 0;
  struct rng_key key = run_key(run, who, once ? RNG_MATTER : RNG_CHOICE,
                               !once                ? (uint32_t)run->world->now
                               : offered->mood != 0 ? offered->mood
                                                    : offered->matter);
  return rng_uniform(&key, once ? 0 : (uint32_t)occasion);
}

/* [decision]->cause is the record reacted to, which becomes the act's second cause. */
const struct intention *attend_decide(struct run *run, int actor, const struct choice *offered,
                                      int occasion) {
  struct actor_state *state = &run->world->actors[actor];
  if (is_settled(state, offered->matter)) {
    return NULL;
  }
  const struct record *decision = NULL;
  double draw = choice_draw(run, actor, offered, occasion);
  const struct intention *order = attend_choose(run, actor, offered, draw, &decision);
  if (order != NULL) {
    settle(state, offered->matter);
    run_schedule(run, &(struct queued){.at = act_minute(run, actor, order, occasion),
                                       .phase = PHASE_ACT,
                                       .actor = actor,
                                       .record = decision->id,
                                       .stimulus = decision->cause,
                                       .intention = order});
  }
  return order;
}
