/* Results files for the commands of statistics. */
#include "cli/run_set.h"

#include "base/names.h"
#include "base/text.h"
#include "study/expr.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fields of a run that are no columns, in the order in which they follow them. */
enum own_field { FIELD_RUN, FIELD_POINT, FIELD_REPLICATE, FIELD_SEED, FIELD_STATUS, OWN_FIELDS };
static const char *const own_fields[OWN_FIELDS] = {"run_id", "point", "replicate", "seed",
                                                   "status"};

void run_set_add_measure(struct run_set_options *options, const char *text,
                         struct argp_state *state) {
  if (options->measure_count == RUN_SET_MEASURES_MAX) {
    argp_error(state, "--measure: found more than %d; expected fewer", (int)RUN_SET_MEASURES_MAX);
    return;
  }
  options->measures[options->measure_count++] = text;
}

void run_set_set_format(struct run_set_options *options, const char *text,
                        struct argp_state *state) {
  static const char *const words[] = {"table", "csv", "json"};
  int found = names_find(text, words, 3);
  if (found < 0) {
    argp_error(state, "--format: found \"%.40s\"; expected table, csv or json", text);
    return;
  }
  options->format = (enum run_set_format)found;
}

int run_set_find_factor(const struct run_set *set, const char *path) {
  for (int c = 0; c < set->columns.column_count; c++) {
    const struct store_column *column = &set->columns.columns[c];
    if (column->is_factor && strcmp(column->name, path) == 0) {
      return c;
    }
  }
  return -1;
}

/* Length of the first of the words [list], which have commas between them. */
static size_t word_length(const char *list) {
  return strcspn(list, ",");
}

int run_set_level(const char *levels, const char *word) {
  int at = 0;
  while (levels != NULL && levels[0] != '\0') {
    size_t length = word_length(levels);
    if (strlen(word) == length && strncmp(levels, word, length) == 0) {
      return at;
    }
    levels += length + (levels[length] == ',' ? 1 : 0);
    at++;
  }
  return at;
}

/* Numbers the words of a factor as the plan has them, not as they turned up in the runs, which is
 * by chance; words that no run has are left out. */
static enum err_code order_words(struct run_set *set, struct store_column *column,
                                 const char *levels, struct err *err) {
  int count = column->word_count;
  const char **words = arena_zeroed(&set->arena, (size_t)count + 1, sizeof *words);
  int *places = arena_zeroed(&set->arena, (size_t)count + 1, sizeof *places);
  if (words == NULL || places == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the words of factors");
  }
  for (int i = 0; i < count; i++) {
    int own = run_set_level(levels, column->words[i]);
    for (int j = 0; j < count; j++) {
      int other = run_set_level(levels, column->words[j]);
      places[i] += other < own || (other == own && j < i) ? 1 : 0;
    }
    words[places[i]] = column->words[i];
  }
  memcpy(column->words, words, (size_t)count * sizeof *words);
  for (int64_t run = 0; run < set->columns.count; run++) {
    int word = column->values[run] >= 0 ? (int)column->values[run] : count;
    column->values[run] = word < count ? places[word] : column->values[run];
  }
  return ERR_OK;
}

static enum err_code order_factors(struct run_set *set, struct err *err) {
  enum err_code rc = ERR_OK;
  for (int f = 0; f < set->plan->factor_count && rc == ERR_OK; f++) {
    const struct store_factor *factor = &set->plan->factors[f];
    int c = run_set_find_factor(set, factor->path);
    if (c >= 0 && set->columns.columns[c].words != NULL) {
      rc = order_words(set, &set->columns.columns[c], factor->levels, err);
    }
  }
  return rc;
}

static enum err_code name_fields(struct run_set *set, struct err *err) {
  int columns = set->columns.column_count;
  set->fields = arena_zeroed(&set->arena, (size_t)columns + OWN_FIELDS + 1, sizeof *set->fields);
  if (set->fields == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the names of columns");
  }
  for (int c = 0; c < columns; c++) {
    set->fields[c] = set->columns.columns[c].name;
  }
  for (int f = 0; f < OWN_FIELDS; f++) {
    set->fields[columns + f] = own_fields[f];
  }
  return ERR_OK;
}

enum err_code run_set_open(struct run_set *set, const char *path, struct err *err) {
  *set = (struct run_set){0};
  arena_open_blocks(&set->arena, SIZE_MAX / 4);
  enum err_code rc = store_open(&set->store, path, err);
  rc = rc != ERR_OK ? rc : store_read_columns(set->store, NULL, 0, &set->columns, err);
  if (rc != ERR_OK) {
    return rc;
  }
  set->plan = store_plan(set->store);
  rc = name_fields(set, err);
  return rc != ERR_OK ? rc : order_factors(set, err);
}

void run_set_close(struct run_set *set) {
  store_columns_free(&set->columns);
  (void)store_close(set->store, NULL);
  arena_close(&set->arena);
}

const char *run_set_line(const struct run_set *set, const char *key) {
  for (int i = 0; i < set->plan->line_count; i++) {
    if (strcmp(set->plan->lines[i].key, key) == 0) {
      return set->plan->lines[i].value;
    }
  }
  return "";
}

bool run_set_is_part(const char *name) {
  return strchr(name, '.') != NULL;
}

static bool is_asked(const char *name, const char *asked) {
  size_t length = strlen(asked);
  bool prefix = length > 0 && asked[length - 1] == '.';
  return strncmp(name, asked, length) == 0 &&
         (name[length] == '\0' || (prefix && length > 1) || name[length] == '.');
}

/* Names that could have been meant: the columns, with NULL for those that cannot. */
static const char *nearest(const struct run_set *set, const char *name, bool measures_only) {
  const char *best = NULL;
  int count = set->columns.column_count;
  const char **words = set->fields; /* the columns come first */
  if (!measures_only) {
    return names_nearest(name, words, (size_t)count);
  }
  for (int c = 0; c < count; c++) {
    const char *pair[2] = {best, set->columns.columns[c].is_factor ? NULL : words[c]};
    best = names_nearest(name, pair, 2);
  }
  return best;
}

static enum err_code unknown(const struct run_set *set, const char *option, const char *name,
                             bool measures_only, struct err *err) {
  const char *near = nearest(set, name, measures_only);
  return err_set(err, ERR_USAGE, option, "found \"%.100s\"; expected %s of the file%s%s%s", name,
                 measures_only ? "a measure" : "a factor or a measure",
                 near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                 near == NULL ? "" : "\"?");
}

enum err_code run_set_column(const struct run_set *set, const char *option, const char *name,
                             bool measures_only, int *column, struct err *err) {
  for (int c = 0; c < set->columns.column_count; c++) {
    const struct store_column *here = &set->columns.columns[c];
    if (strcmp(here->name, name) == 0 && !(measures_only && here->is_factor)) {
      *column = c;
      return ERR_OK;
    }
  }
  return unknown(set, option, name, measures_only, err);
}

enum err_code run_set_measures(struct run_set *set, const struct run_set_options *options, bool all,
                               int **columns, int *count, struct err *err) {
  const struct store_columns *of = &set->columns;
  bool found[RUN_SET_MEASURES_MAX] = {false};
  *count = 0;
  *columns = arena_zeroed(&set->arena, (size_t)of->column_count, sizeof **columns);
  if (*columns == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the measures");
  }
  for (int c = 0; c < of->column_count; c++) {
    const char *name = of->columns[c].name;
    bool wanted = options->measure_count == 0 && (all || !run_set_is_part(name));
    if (of->columns[c].is_factor) {
      continue;
    }
    for (int i = 0; i < options->measure_count; i++) {
      bool here = is_asked(name, options->measures[i]);
      found[i] = found[i] || here;
      wanted = wanted || here;
    }
    if (wanted) {
      (*columns)[(*count)++] = c;
    }
  }
  for (int i = 0; i < options->measure_count; i++) {
    if (!found[i]) {
      return unknown(set, "--measure", options->measures[i], true, err);
    }
  }
  return ERR_OK;
}

/* A run as an expression sees it. */
struct seen {
  const struct run_set *set;
  int64_t run;
};

static void fetch(void *context, int field, struct expr_value *out) {
  const struct seen *seen = context;
  const struct store_columns *columns = &seen->set->columns;
  int64_t run = seen->run;
  *out = (struct expr_value){NULL, 0};
  if (field < columns->column_count) {
    const struct store_column *column = &columns->columns[field];
    out->number = column->values[run];
    if (column->words != NULL) {
      int word = out->number >= 0 ? (int)out->number : -1;
      out->text = word >= 0 && word < column->word_count ? column->words[word] : "";
    }
    return;
  }
  switch ((enum own_field)(field - columns->column_count)) {
  case FIELD_RUN:
    out->number = (double)columns->run_id[run];
    break;
  case FIELD_POINT:
    out->number = (double)columns->point[run];
    break;
  case FIELD_REPLICATE:
    out->number = (double)columns->replicate[run];
    break;
  case FIELD_SEED:
    out->number = (double)columns->seed[run];
    break;
  case FIELD_STATUS:
    out->text = run_status_word((enum run_status)columns->status[run]);
    break;
  case OWN_FIELDS:
    break;
  }
}

static const char *const *words_of(void *context, const char *name, size_t *count) {
  static const char *const statuses[RUN_STATUS_COUNT] = {
#define X(id, word) [RUN_STATUS_##id] = (word),
      RUN_STATUS_MAP(X)
#undef X
  };
  const struct run_set *set = context;
  if (strcmp(name, own_fields[FIELD_STATUS]) == 0) {
    *count = RUN_STATUS_COUNT;
    return statuses;
  }
  for (int c = 0; c < set->columns.column_count; c++) {
    const struct store_column *column = &set->columns.columns[c];
    if (strcmp(column->name, name) == 0 && column->words != NULL) {
      *count = (size_t)column->word_count;
      return column->words;
    }
  }
  return NULL;
}

static enum err_code compile(struct run_set *set, const char *option, const char *expression,
                             struct expr *out, struct err *err) {
  struct err fault = {0};
  if (expr_compile(out, expression, set->fields, &fault) != ERR_OK ||
      expr_check_values(out, set->fields, words_of, set, &fault) != ERR_OK) {
    return err_set(err, ERR_USAGE, option, "%s", fault.text);
  }
  return ERR_OK;
}

/* Whether what was given as a measure says something of a run, as 'deaths > 25', instead of naming
 * a measure. */
static bool is_expression(const char *measure) {
  return strpbrk(measure, " <>=!()") != NULL;
}

/* A column of its own, freed with the others, that is 1 where [yes] holds, 0 where [no] does, and
 * else not applicable. */
static bool add_column(struct run_set *set, const char *name, const struct expr *yes,
                       const struct expr *no) {
  struct store_columns *columns = &set->columns;
  size_t runs = (size_t)columns->count;
  struct store_column added = {
      .name = strdup(name), .flag = true, .values = calloc(runs + 1, sizeof *added.values)};
  struct store_column *grown =
      added.name == NULL || added.values == NULL
          ? NULL
          : realloc(columns->columns, ((size_t)columns->column_count + 1) * sizeof *grown);
  if (grown == NULL) {
    free((void *)(uintptr_t)added.name);
    free(added.values);
    return false;
  }
  columns->columns = grown;
  for (int64_t run = 0; run < columns->count; run++) {
    struct seen seen = {set, run};
    added.values[run] = expr_evaluate(yes, fetch, &seen)  ? 1
                        : expr_evaluate(no, fetch, &seen) ? 0
                                                          : (double)NAN;
  }
  columns->columns[columns->column_count++] = added;
  return true;
}

static enum err_code add_expression(struct run_set *set, const char *expression, struct err *err) {
  struct expr yes;
  struct expr no;
  struct text negation = {0};
  enum err_code rc = compile(set, "--measure", expression, &yes, err);
  if (rc == ERR_OK) {
    text_add_format(&negation, "not (%s)", expression);
    rc = compile(set, "--measure", text_string(&negation), &no, err);
  }
  if (rc == ERR_OK && !add_column(set, expression, &yes, &no)) {
    rc = err_set(err, ERR_NOMEM, NULL, "no memory for \"%.100s\"", expression);
  }
  text_free(&negation);
  return rc != ERR_OK ? rc : name_fields(set, err);
}

enum err_code run_set_add_expressions(struct run_set *set, const struct run_set_options *options,
                                      struct err *err) {
  enum err_code rc = ERR_OK;
  for (int i = 0; i < options->measure_count && rc == ERR_OK; i++) {
    if (is_expression(options->measures[i])) {
      rc = add_expression(set, options->measures[i], err);
    }
  }
  return rc;
}

enum err_code run_set_choose(struct run_set *set, const char *option, const char *expression,
                             bool only_ok, bool **chosen, int64_t *count, struct err *err) {
  struct expr expr;
  const struct store_columns *columns = &set->columns;
  *count = 0;
  *chosen = arena_zeroed(&set->arena, (size_t)columns->count, sizeof **chosen);
  if (*chosen == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the runs");
  }
  enum err_code rc = expression == NULL ? ERR_OK : compile(set, option, expression, &expr, err);
  if (rc != ERR_OK) {
    return rc;
  }
  for (int64_t run = 0; run < columns->count; run++) {
    struct seen seen = {set, run};
    bool eligible = !only_ok || columns->status[run] == RUN_STATUS_OK;
    (*chosen)[run] = eligible && (expression == NULL || expr_evaluate(&expr, fetch, &seen));
    *count += (*chosen)[run] ? 1 : 0;
  }
  return ERR_OK;
}
