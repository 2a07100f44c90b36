/* A results file as the commands of statistics look at it. */
#ifndef DEMARCHE_CLI_RUN_SET_H
#define DEMARCHE_CLI_RUN_SET_H

#include "base/arena.h"
#include "cli/command.h"
#include "store/store.h"

enum { RUN_SET_MEASURES_MAX = 256 };

enum run_set_format { RUN_SET_TABLE, RUN_SET_CSV, RUN_SET_JSON };

/* What the command line says; strings are of argv. */
struct run_set_options {
  const char *path;
  const char *measures[RUN_SET_MEASURES_MAX]; /* names and prefixes asked for */
  int measure_count;
  enum run_set_format format;
};

/* Takes the values of --measure and --format; for parsers of argp. */
void run_set_add_measure(struct run_set_options *options, const char *text,
                         struct argp_state *state);
void run_set_set_format(struct run_set_options *options, const char *text,
                        struct argp_state *state);

/* An open file, its runs in columns, and memory for what is made of them. */
struct run_set {
  struct store *store;
  const struct store_plan *plan;
  struct store_columns columns;
  struct arena arena;
  const char **fields; /* of expressions: the columns, then run, point, replicate, seed, status;
                          NULL-terminated */
};

/* Opens the file and reads all runs; words are numbered in the order of the plan's levels. Close
 * also after an error. */
enum err_code run_set_open(struct run_set *set, const char *path, struct err *err);
void run_set_close(struct run_set *set);

/* Column of a factor by its path, -1 none. */
int run_set_find_factor(const struct run_set *set, const char *path);

/* Position of [word] among the levels "a,b,c" of a factor of words; their number if it is none of
 * them. */
int run_set_level(const char *levels, const char *word);

/* Text of the first line of the plan with that key; "" if there is none. */
const char *run_set_line(const struct run_set *set, const char *key);

/* Column of the name, of a measure only with [measures_only], else also of a factor; ERR_USAGE with
 * the nearest name. [option] is for the message. */
enum err_code run_set_column(const struct run_set *set, const char *option, const char *name,
                             bool measures_only, int *column, struct err *err);

/* Columns of the measures asked for (each name, or prefix before a dot, with its parts); of all
 * that are no parts, of all with [all], if none were. In order of columns, in the arena. ERR_USAGE
 * with the nearest name. */
enum err_code run_set_measures(struct run_set *set, const struct run_set_options *options, bool all,
                               int **columns, int *count, struct err *err);

/* Adds a column, under its text, for each expression among the measures asked for: yes, no, or not
 * applicable. Before run_set_measures. ERR_USAGE with what is wrong with it. */
enum err_code run_set_add_expressions(struct run_set *set, const struct run_set_options *options,
                                      struct err *err);

/* Whether a measure is part of a family: "deaths.river". */
bool run_set_is_part(const char *name);

/* The runs for which [expression] holds (NULL: all), of those that are ok when [only_ok]; in the
 * arena. ERR_USAGE with what is wrong with it. */
enum err_code run_set_choose(struct run_set *set, const char *option, const char *expression,
                             bool only_ok, bool **chosen, int64_t *count, struct err *err);

#endif
