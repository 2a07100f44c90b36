/* demarche sensitivity: which factors move a measure, from Saltelli and Morris designs. */
#include "base/number.h"
#include "cli/run_set.h"
#include "cli/sensitivity_report.h"
#include "study/bootstrap.h"
#include "study/design.h"

#include <math.h>
#include <string.h>

struct sensitivity_command {
  struct run_set_options options;
  int resamples;
};

enum { KEY_FORMAT = 'f', KEY_MEASURE = 'm', KEY_RESAMPLES = 'r', RESAMPLES_MAX = 100000 };

static const struct argp_option option_table[] = {
    {"measure", KEY_MEASURE, "NAME", 0,
     "Only this measure and its parts; may be repeated (default: all that vary and are no parts)",
     0},
    {"resamples", KEY_RESAMPLES, "N", 0, "Bootstrap samples, 100 to 100000 (default 1000)", 0},
    {"format", KEY_FORMAT, "FORMAT", 0, "table (default), csv or json", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct sensitivity_command *command = state->input;
  uint64_t number = 0;
  switch (key) {
  case KEY_MEASURE:
    run_set_add_measure(&command->options, text, state);
    return 0;
  case KEY_RESAMPLES:
    if (!number_parse_u64(text, &number) || number < 100 || number > RESAMPLES_MAX) {
      argp_error(state, "--resamples: found \"%.40s\"; expected a whole number from 100 to %d",
                 text, (int)RESAMPLES_MAX);
    }
    command->resamples = (int)number;
    return 0;
  case KEY_FORMAT:
    run_set_set_format(&command->options, text, state);
    return 0;
  default:
    return command_take_results(key, text, state, &command->options.path);
  }
}

/* Points of a base sample or trajectory. */
static int64_t width_of(const struct sensitivity_report *report) {
  return report->set->plan->factor_count + (report->morris ? 1 : 2);
}

/* Whether this program writes the word, or none, as the design of a file. */
static bool is_known(const char *word) {
  bool known = word[0] == '\0' || strcmp(word, "single") == 0;
  for (int i = 0; i < DESIGN_COUNT; i++) {
    known = known || strcmp(word, design_word((enum design)i)) == 0;
  }
  return known;
}

static enum err_code check_design(struct sensitivity_report *report, struct err *err) {
  const struct run_set *set = report->set;
  const char *design = run_set_line(set, "design");
  report->morris = strcmp(design, "morris") == 0;
  int64_t width = width_of(report);
  if (!is_known(design)) {
    return err_set(err, ERR_STORE, store_path(set->store),
                   "is damaged: design: found \"%.40s\"; expected a design of `demarche sweep`",
                   design);
  }
  if (!report->morris && strcmp(design, "saltelli") != 0) {
    return err_set(err, ERR_USAGE, store_path(set->store),
                   "found design \"%.40s\"; expected saltelli (Sobol indices) or morris "
                   "(elementary effects), as `demarche sweep --design` makes them",
                   design[0] == '\0' ? "none" : design);
  }
  if (set->plan->factor_count < 1 || set->plan->points % width != 0) {
    return err_set(err, ERR_STORE, store_path(set->store),
                   "found %lld points of %d factors; expected a multiple of %lld",
                   (long long)set->plan->points, set->plan->factor_count, (long long)width);
  }
  report->samples = set->plan->points / width;
  return ERR_OK;
}

static bool is_constant(const struct store_columns *columns, int column) {
  double first = NAN;
  for (int64_t run = 0; run < columns->count; run++) {
    double value = columns->columns[column].values[run];
    if (columns->status[run] == RUN_STATUS_OK && !isnan(value)) {
      if (!isnan(first) && value != first) {
        return false;
      }
      first = value;
    }
  }
  return true;
}

/* Leaves out what is always the same, unless it was asked for. */
static int keep_varying(const struct run_set *set, const struct run_set_options *options,
                        int *wanted, int count) {
  int kept = 0;
  for (int i = 0; i < count; i++) {
    if (options->measure_count > 0 || !is_constant(&set->columns, wanted[i])) {
      wanted[kept++] = wanted[i];
    }
  }
  return kept;
}

/* Where a run's factor lies on the unit scale. */
static double unit_value(const struct store_factor *factor, const struct store_column *column,
                         int64_t run) {
  double value = column->values[run];
  if (factor->number) {
    double range = factor->high - factor->low;
    return range > 0 ? (value - factor->low) / range : 0;
  }
  int last = run_set_level(factor->levels, "") - 1;
  int word = value >= 0 ? (int)value : column->word_count;
  return word < column->word_count && last > 0
             ? (double)run_set_level(factor->levels, column->words[word]) / last
             : NAN;
}

/* Where each point's factors lie, [point * factors + factor]; NaN of points without runs. */
static enum err_code unit_values(const struct sensitivity_report *report,
                                 const struct points_of_runs *points, double **out,
                                 struct err *err) {
  struct run_set *set = report->set;
  int factors = set->plan->factor_count;
  double *units =
      arena_zeroed(&set->arena, (size_t)points->points * (size_t)factors, sizeof *units);
  *out = units;
  if (units == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the points");
  }
  for (int f = 0; f < factors; f++) {
    const struct store_factor *factor = &set->plan->factors[f];
    int c = run_set_find_factor(set, factor->path);
    if (c < 0) {
      return err_set(err, ERR_STORE, store_path(set->store), "%s: found no column of that factor",
                     factor->path);
    }
    for (int64_t p = 0; p < points->points; p++) {
      int64_t run = points->first_run[p];
      units[p * factors + f] = run < 0 ? NAN : unit_value(factor, &set->columns.columns[c], run);
    }
  }
  return ERR_OK;
}

/* The samples up to the last that has a run: only these take memory. */
static int64_t samples_present(const struct sensitivity_report *report) {
  const struct run_set *set = report->set;
  int64_t width = width_of(report);
  return (points_present(&set->columns, set->plan->points) + width - 1) / width;
}

static void count_whole(struct sensitivity_report *report, const struct points_of_runs *points) {
  int64_t width = width_of(report);
  report->broken_points = report->set->plan->points - points->points;
  for (int64_t sample = 0; sample < points->points / width; sample++) {
    int64_t broken = 0;
    for (int64_t p = sample * width; p < (sample + 1) * width; p++) {
      broken += points->whole[p] ? 0 : 1;
    }
    report->broken_points += broken;
    report->whole += broken == 0 ? 1 : 0;
  }
}

static enum err_code analyse(struct sensitivity_report *report, const int *wanted, int resamples,
                             struct err *err) {
  struct run_set *set = report->set;
  struct arena *arena = &set->arena;
  int factors = set->plan->factor_count;
  struct points_of_runs points;
  double *units = NULL;
  int64_t samples = samples_present(report);
  enum err_code rc = points_of_runs(&points, &set->columns, samples * width_of(report), arena, err);
  if (rc == ERR_OK && report->morris) {
    rc = unit_values(report, &points, &units, err);
  }
  double *means = arena_zeroed(arena, (size_t)points.points, sizeof *means);
  double *counts = arena_zeroed(arena, (size_t)points.points, sizeof *counts);
  report->rows = arena_zeroed(arena, (size_t)report->count, sizeof *report->rows);
  if (rc == ERR_OK && (means == NULL || counts == NULL || report->rows == NULL)) {
    rc = err_set(err, ERR_NOMEM, NULL, "no memory for the points");
  }
  report->replicates = points.replicates;
  if (rc == ERR_OK) {
    count_whole(report, &points);
  }
  for (int i = 0; i < report->count && rc == ERR_OK; i++) {
    struct sensitivity_row *row = &report->rows[i];
    row->column = wanted[i];
    points_means(&points, &set->columns, wanted[i], means, counts);
    rc = report->morris
             ? elementary_effects(&row->morris, means, units, samples, factors, resamples, arena,
                                  err)
             : sobol_indices(&row->sobol, means, samples, factors, resamples, arena, err);
  }
  return rc;
}

static enum err_code make(struct sensitivity_report *report,
                          const struct sensitivity_command *command, struct err *err) {
  struct run_set *set = report->set;
  int *wanted = NULL;
  enum err_code rc = check_design(report, err);
  rc = rc != ERR_OK ? rc
                    : run_set_measures(set, &command->options, false, &wanted, &report->count, err);
  if (rc != ERR_OK) {
    return rc;
  }
  report->count = keep_varying(set, &command->options, wanted, report->count);
  return analyse(report, wanted, command->resamples, err);
}

static int tell(const struct sensitivity_command *command) {
  struct run_set set;
  struct sensitivity_report report = {.set = &set};
  struct text out = {0};
  struct err err = {0};
  enum err_code rc = run_set_open(&set, command->options.path, &err);
  rc = rc != ERR_OK ? rc : make(&report, command, &err);
  if (rc == ERR_OK && command->options.format == RUN_SET_TABLE) {
    sensitivity_table(&out, &report);
  } else if (rc == ERR_OK && command->options.format == RUN_SET_CSV) {
    sensitivity_csv(&out, &report);
  } else if (rc == ERR_OK) {
    sensitivity_json(&out, &report);
  }
  int status = rc == ERR_OK ? command_print(&out) : command_fail(&err);
  text_free(&out);
  run_set_close(&set);
  return status;
}

int cmd_sensitivity(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "RESULTS",
      "Which factors move which measure: Sobol indices of a sweep with --design saltelli, "
      "elementary "
      "effects of one with --design morris, with 95 % bootstrap intervals.\v"
      "S1 is the share of the variance that a factor explains alone, ST that in which it has any "
      "part. mu* is the mean size of the effect of moving a factor over its whole range, mu its "
      "mean "
      "with the sign, sigma how much it differs from place to place. Replicates of a point are "
      "averaged first; base samples and trajectories with a point that has failed or missing runs "
      "are left out.",
      NULL,
      NULL,
      NULL};
  struct sensitivity_command command = {.resamples = BOOTSTRAP_RESAMPLES};
  int status = command_parse(&argp, "demarche sensitivity", argc, argv, &command);
  return status >= 0 ? status : tell(&command);
}
