/* Runs picked by an expression. */
#include "cli/run_where.h"

#include "study/expr.h"

#include <math.h>
#include <string.h>

#define ARENA_LIMIT ((size_t)64 << 20)

/* clang-format off: one row a line */
#define FIXED_MAP(X)        \
  X(RUN_ID, "run_id")       \
  X(POINT, "point")         \
  X(REPLICATE, "replicate") \
  X(SEED, "seed")           \
  X(STATUS, "status")       \
  X(DAYS, "days")           \
  X(EVENTS, "events")
/* clang-format on */
enum fixed {
#define X(name, word) FIXED_##name,
  FIXED_MAP(X)
#undef X
      FIXED_COUNT
};

static const char *const fixed_names[FIXED_COUNT] = {
#define X(name, word) word,
    FIXED_MAP(X)
#undef X
};

/* Position of a name among the fields, -1. */
static int find_field(const struct run_where *where, const char *name) {
  for (int i = 0; where->fields[i] != NULL; i++) {
    if (strcmp(where->fields[i], name) == 0) {
      return i;
    }
  }
  return -1;
}

/* --- checking ----------------------------------------------------------------------------------
 */

/* The words of a list "a,b,c", in the arena; NULL where they cannot be told. */
static const char *const *split(struct run_where *where, const char *levels, size_t *count) {
  char *copy = arena_text(&where->arena, levels, strlen(levels));
  const char **words = arena_zeroed(&where->arena, strlen(levels) + 1, sizeof *words);
  *count = 0;
  while (copy != NULL && words != NULL && copy[0] != '\0') {
    words[(*count)++] = copy;
    copy += strcspn(copy, ",");
    if (*copy == ',') {
      *copy++ = '\0';
    }
  }
  return words;
}

static const char *const *words_of(void *context, const char *name, size_t *count) {
  static const char *const statuses[] = {
#define X(id, word) word,
      RUN_STATUS_MAP(X)
#undef X
  };
  struct run_where *where = context;
  int field = find_field(where, name);
  int factor = field - FIXED_COUNT;
  if (field == FIXED_STATUS) {
    *count = RUN_STATUS_COUNT;
    return statuses;
  }
  if (factor < 0 || factor >= where->plan->factor_count || where->plan->factors[factor].number) {
    return NULL;
  }
  return split(where, where->plan->factors[factor].levels, count);
}

/* Whether every factor of words lists them: those from a file do not. */
static bool has_words(const struct store_plan *plan) {
  bool has = true;
  for (int i = 0; i < plan->factor_count; i++) {
    has = has && (plan->factors[i].number || strchr(plan->factors[i].levels, ',') != NULL);
  }
  return has;
}

static bool collect(struct run_where *where) {
  const struct store_plan *plan = where->plan;
  size_t count = FIXED_COUNT + (size_t)plan->factor_count + (size_t)plan->measure_count;
  const char **names = arena_zeroed(&where->arena, count + 1, sizeof *names);
  where->fields = names;
  if (names == NULL) {
    return false;
  }
  memcpy(names, fixed_names, sizeof fixed_names);
  names += FIXED_COUNT;
  for (int i = 0; i < plan->factor_count; i++) {
    *names++ = plan->factors[i].path;
  }
  for (int i = 0; i < plan->measure_count; i++) {
    *names++ = plan->measures[i].name;
  }
  return true;
}

enum err_code run_where_open(struct run_where *where, const char *source,
                             const struct store_plan *plan, struct err *err) {
  struct err fault = {0};
  *where = (struct run_where){.source = source, .plan = plan};
  arena_open_blocks(&where->arena, ARENA_LIMIT);
  if (source == NULL) {
    return ERR_OK;
  }
  if (!collect(where)) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the names of measures");
  }
  enum err_code rc = expr_check(source, where->fields, &fault);
  if (rc == ERR_OK && has_words(plan)) {
    rc = expr_check_words(source, where->fields, words_of, where, &fault);
  }
  return rc == ERR_OK ? ERR_OK : err_set(err, ERR_USAGE, "--where", "%s", fault.text);
}

void run_where_close(struct run_where *where) {
  arena_close(&where->arena);
}

/* --- evaluating --------------------------------------------------------------------------------
 */

struct looked_at {
  const struct run_where *where;
  const struct store_run *run;
};

static struct expr_value fixed_value(const struct store_run *run, enum fixed field) {
  const struct run_summary *summary = run->summary;
  switch (field) {
  case FIXED_RUN_ID:
    return (struct expr_value){NULL, (double)run->run_id};
  case FIXED_POINT:
    return (struct expr_value){NULL, (double)run->point};
  case FIXED_REPLICATE:
    return (struct expr_value){NULL, (double)run->replicate};
  case FIXED_SEED:
    return (struct expr_value){NULL, (double)run->seed};
  case FIXED_STATUS:
    return (struct expr_value){run_status_word(run->status), 0};
  case FIXED_DAYS:
    return (struct expr_value){NULL, summary == NULL ? NAN : (double)summary->days};
  case FIXED_EVENTS:
    return (struct expr_value){NULL, summary == NULL ? NAN : (double)summary->events};
  case FIXED_COUNT:
    break;
  }
  return (struct expr_value){NULL, NAN};
}

static bool look_up(void *context, const char *name, struct expr_value *out) {
  const struct looked_at *at = context;
  const struct store_plan *plan = at->where->plan;
  const struct store_run *run = at->run;
  int field = find_field(at->where, name);
  int measure = field - FIXED_COUNT - plan->factor_count;
  if (field < 0) {
    return false;
  }
  if (field < FIXED_COUNT) {
    *out = fixed_value(run, (enum fixed)field);
  } else if (measure < 0) {
    const struct factor_value *value = &run->values[field - FIXED_COUNT];
    bool number = plan->factors[field - FIXED_COUNT].number;
    *out = (struct expr_value){number                ? NULL
                               : value->word == NULL ? ""
                                                     : value->word,
                               value->number};
  } else {
    bool has = run->summary != NULL && measure < run->summary->outcome_count;
    *out = (struct expr_value){NULL, has ? run->summary->outcomes[measure].value : NAN};
  }
  return true;
}

bool run_where_holds(const struct run_where *where, const struct store_run *run) {
  struct looked_at at = {where, run};
  return where->source == NULL || expr_holds(where->source, look_up, &at);
}
