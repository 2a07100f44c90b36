/* The forms of `demarche sensitivity`. */
#include "cli/sensitivity_report.h"

#include "base/csv.h"
#include "cli/cells.h"
#include "cli/json_number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { INDICES_MAX = 3 };

/* One index of a factor. */
struct index {
  const char *name;
  double value;
  struct interval interval;
};

/* The indices of factor number [factor]; how many. The first in the list of names orders rows. */
static int indices_of(const struct sensitivity_report *report, const struct sensitivity_row *row,
                      int factor, struct index out[INDICES_MAX]) {
  if (report->morris) {
    const struct morris_index *m = &row->morris.indices[factor];
    out[0] = (struct index){"mu_star", m->mu_star, m->mu_star_interval};
    out[1] = (struct index){"mu", m->mu, m->mu_interval};
    out[2] = (struct index){"sigma", m->sigma, m->sigma_interval};
    return 3;
  }
  const struct sobol_index *s = &row->sobol.indices[factor];
  out[0] = (struct index){"S1", s->first, s->first_interval};
  out[1] = (struct index){"ST", s->total, s->total_interval};
  return 2;
}

static const char *name_of(const struct sensitivity_report *report, int column) {
  return report->set->columns.columns[column].name;
}

static const char *path_of(const struct sensitivity_report *report, int factor) {
  return report->set->plan->factors[factor].path;
}

static int64_t used_of(const struct sensitivity_report *report, const struct sensitivity_row *row) {
  return report->morris ? row->morris.trajectories : row->sobol.samples;
}

static double weight(const struct sensitivity_report *report, const struct sensitivity_row *row,
                     int factor) {
  double value =
      report->morris ? row->morris.indices[factor].mu_star : row->sobol.indices[factor].total;
  return isnan(value) ? -1 : value;
}

/* The factor that comes after [last] (-1: the first) by falling weight, then by number. */
static int next_factor(const struct sensitivity_report *report, const struct sensitivity_row *row,
                       int last) {
  int best = -1;
  for (int f = 0; f < report->set->plan->factor_count; f++) {
    double here = weight(report, row, f);
    bool after = last < 0 || here < weight(report, row, last) ||
                 (here == weight(report, row, last) && f > last);
    if (after && (best < 0 || here > weight(report, row, best))) {
      best = f;
    }
  }
  return best;
}

static void add_index(struct cells *cells, const struct index *index) {
  char value[CELL_NUMBER_SIZE];
  char low[CELL_NUMBER_SIZE];
  char high[CELL_NUMBER_SIZE];
  cell_number(index->value, value);
  cells_add(cells, value);
  if (isnan(index->interval.low)) {
    cells_add(cells, NULL);
    return;
  }
  cell_number(index->interval.low, low);
  cell_number(index->interval.high, high);
  cells_add_format(cells, "%s to %s", low, high);
}

static void add_row(struct cells *cells, const struct sensitivity_report *report,
                    const struct sensitivity_row *row) {
  char title[320];
  const char *what = report->morris ? "trajectories" : "base samples";
  int64_t used = used_of(report, row);
  int length = snprintf(title, sizeof title, "%.120s: %" PRId64 " of %" PRId64 " %s",
                        name_of(report, row->column), used, report->samples, what);
  if (used < report->whole) {
    length += snprintf(title + length, sizeof title - (size_t)length,
                       " (those at all of whose points it applies)");
  }
  if (!report->morris && used > 1) {
    char mean[CELL_NUMBER_SIZE];
    char sd[CELL_NUMBER_SIZE];
    cell_number(row->sobol.mean, mean);
    cell_number(sqrt(row->sobol.variance), sd);
    (void)snprintf(title + length, sizeof title - (size_t)length, ", mean %s, sd %s", mean, sd);
  }
  cells_add_line(cells, "");
  cells_add_line(cells, title);
  if (used < 2 || (!report->morris && !(row->sobol.variance > 0))) {
    cells_add_line(cells, used < 2                     ? "  too few to tell"
                          : isnan(row->sobol.variance) ? "  values too large to tell"
                                                       : "  the same at every point");
    return;
  }
  for (int f = next_factor(report, row, -1); f >= 0; f = next_factor(report, row, f)) {
    struct index indices[INDICES_MAX];
    int count = indices_of(report, row, f, indices);
    cells_add_format(cells, "  %s", path_of(report, f));
    for (int i = 0; i < count; i++) {
      add_index(cells, &indices[i]);
    }
  }
}

void sensitivity_table(struct text *out, const struct sensitivity_report *report) {
  struct cells cells = {.columns = report->morris ? 7 : 5};
  const struct store_plan *plan = report->set->plan;
  text_add_format(out, "%s, %d days: %s, %" PRId64 " %s, %" PRId64 " replicate%s of a point\n",
                  plan->scenario, plan->days,
                  report->morris ? "elementary effects (Morris)" : "Sobol indices (Saltelli)",
                  report->samples, report->morris ? "trajectories" : "base samples",
                  report->replicates, report->replicates == 1 ? "" : "s");
  if (report->broken_points > 0) {
    text_add_format(out,
                    "%" PRId64 " of %" PRId64
                    " points have failed or missing runs; what they belong to is left out\n",
                    report->broken_points, plan->points);
  }
  cells_add(&cells, NULL);
  cells_add(&cells, report->morris ? "mu*" : "S1");
  cells_add(&cells, "95 %");
  cells_add(&cells, report->morris ? "mu" : "ST");
  cells_add(&cells, "95 %");
  if (report->morris) {
    cells_add(&cells, "sigma");
    cells_add(&cells, "95 %");
  }
  for (int i = 0; i < report->count; i++) {
    add_row(&cells, report, &report->rows[i]);
  }
  cells_print(out, &cells);
  cells_free(&cells);
  if (report->count == 0) {
    text_add(out, "no measure varies\n");
  }
}

void sensitivity_csv(struct text *out, const struct sensitivity_report *report) {
  text_add(out, "measure,factor,index,value,low,high,used,dropped\r\n");
  for (int r = 0; r < report->count; r++) {
    const struct sensitivity_row *row = &report->rows[r];
    int64_t used = used_of(report, row);
    for (int f = 0; f < report->set->plan->factor_count; f++) {
      struct index indices[INDICES_MAX];
      int count = indices_of(report, row, f, indices);
      for (int i = 0; i < count; i++) {
        csv_text(out, name_of(report, row->column));
        text_add(out, ",");
        csv_text(out, path_of(report, f));
        text_add_format(out, ",%s,", indices[i].name);
        csv_number(out, indices[i].value);
        text_add(out, ",");
        csv_number(out, indices[i].interval.low);
        text_add(out, ",");
        csv_number(out, indices[i].interval.high);
        text_add_format(out, ",%" PRId64 ",%" PRId64 "\r\n", used, report->samples - used);
      }
    }
  }
}

static json_t *factor_json(const struct sensitivity_report *report,
                           const struct sensitivity_row *row, int factor) {
  struct index indices[INDICES_MAX];
  int count = indices_of(report, row, factor, indices);
  json_t *object = json_pack("{s:s}", "factor", path_of(report, factor));
  for (int i = 0; i < count; i++) {
    (void)json_object_set_new(object, indices[i].name,
                              json_pack("{s:o,s:o}", "value", json_number(indices[i].value),
                                        "interval", json_interval(&indices[i].interval)));
  }
  return object;
}

static json_t *row_json(const struct sensitivity_report *report,
                        const struct sensitivity_row *row) {
  int64_t used = used_of(report, row);
  json_t *factors = json_array();
  for (int f = 0; f < report->set->plan->factor_count; f++) {
    (void)json_array_append_new(factors, factor_json(report, row, f));
  }
  json_t *object = json_pack("{s:s,s:I,s:I,s:o}", "measure", name_of(report, row->column), "used",
                             (json_int_t)used, "dropped", (json_int_t)(report->samples - used),
                             "factors", factors);
  if (!report->morris) {
    (void)json_object_set_new(object, "mean", json_number(row->sobol.mean));
    (void)json_object_set_new(object, "variance", json_number(row->sobol.variance));
  }
  return object;
}

void sensitivity_json(struct text *out, const struct sensitivity_report *report) {
  json_t *measures = json_array();
  for (int r = 0; r < report->count; r++) {
    (void)json_array_append_new(measures, row_json(report, &report->rows[r]));
  }
  json_add_document(
      out, json_pack("{s:s,s:s,s:I,s:I,s:I,s:o}", "scenario", report->set->plan->scenario, "design",
                     report->morris ? "morris" : "saltelli", "samples", (json_int_t)report->samples,
                     "replicates", (json_int_t)report->replicates, "broken_points",
                     (json_int_t)report->broken_points, "measures", measures));
}
