/* Tables as rows. */
#include "cli/export_table.h"

#include "store/each.h"

#include <math.h>

struct export {
  struct store *store;
  enum export_table table;
  int64_t run;
  const struct run_where *where;
  struct row_writer row;
  struct output *output;
  int64_t matched;
};

/* Factor [factor] of [run], NULL: of no run. */
static void add_value(const struct export *export, struct row_writer *row, const char *name,
                      const struct store_run *run, int factor) {
  if (!store_plan(export->store)->factors[factor].number) {
    row_text(row, name, run == NULL ? NULL : run->values[factor].word);
  } else {
    row_number(row, name, run == NULL ? NAN : run->values[factor].number);
  }
}

/* [summary] is NULL of a run that is not ok. */
static void add_measures(const struct export *export, struct row_writer *row,
                         const struct run_summary *summary) {
  const struct store_plan *plan = store_plan(export->store);
  for (int i = 0; i < plan->measure_count; i++) {
    const char *name = store_column_name(export->store, plan->factor_count + i);
    double value = summary != NULL && i < summary->outcome_count ? summary->outcomes[i].value : NAN;
    if (plan->measures[i].flag) {
      row_flag(row, name, value);
    } else {
      row_number(row, name, value);
    }
  }
}

static void add_run(const struct export *export, struct row_writer *row,
                    const struct store_run *run) {
  const struct store_plan *plan = store_plan(export->store);
  const struct run_summary *summary = run->summary;
  row_integer(row, "run_id", run->run_id);
  row_integer(row, "point", run->point);
  row_integer(row, "replicate", run->replicate);
  row_unsigned(row, "seed", run->seed);
  row_text(row, "digest", summary == NULL ? NULL : summary->digest);
  row_text(row, "status", run_status_word(run->status));
  row_text(row, "reason", run->reason);
  row_number(row, "days", summary == NULL ? NAN : (double)summary->days);
  row_number(row, "events", summary == NULL ? NAN : (double)summary->events);
  for (int i = 0; i < plan->factor_count; i++) {
    add_value(export, row, store_column_name(export->store, i), run->values == NULL ? NULL : run,
              i);
  }
  add_measures(export, row, summary);
  row_end(row);
}

static enum err_code add_params(const struct export *export, struct row_writer *row,
                                const struct store_run *run, struct err *err) {
  const struct store_plan *plan = store_plan(export->store);
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < plan->factor_count; i++) {
    row_integer(row, "run_id", run->run_id);
    row_text(row, "name", plan->factors[i].path);
    add_value(export, row, "value", run, i);
    row_end(row);
    rc = output_settle(export->output, err);
  }
  return rc;
}

static void add_day(const struct export *export, struct row_writer *row, int64_t run_id, int day,
                    const struct run_summary *summary) {
  const struct store_plan *plan = store_plan(export->store);
  row_integer(row, "run_id", run_id);
  row_integer(row, "day", day);
  for (int i = 0; i < plan->series_count; i++) {
    bool has = summary != NULL && i < summary->series_count;
    size_t at = has ? (size_t)i * ((size_t)summary->days + 1) + (size_t)day : 0;
    row_float(row, plan->series[i], has ? summary->series[at] : NAN);
  }
  row_end(row);
}

/* As it stood when each day began, and at the end. */
static enum err_code add_series(const struct export *export, struct row_writer *row,
                                const struct store_run *run, struct err *err) {
  const struct run_summary *summary = run->summary;
  enum err_code rc = ERR_OK;
  if (summary == NULL || summary->series == NULL) {
    return ERR_OK;
  }
  for (int day = 0; rc == ERR_OK && day <= summary->days; day++) {
    add_day(export, row, run->run_id, day, summary);
    rc = output_settle(export->output, err);
  }
  return rc;
}

static enum err_code take_run(void *context, const struct store_run *run, struct err *err) {
  struct export *export = context;
  if ((export->run >= 0 && run->run_id != export->run) || !run_where_holds(export->where, run)) {
    return ERR_OK;
  }
  export->matched++;
  switch (export->table) {
  case EXPORT_RUNS:
    add_run(export, &export->row, run);
    break;
  case EXPORT_PARAMS:
    return add_params(export, &export->row, run, err);
  case EXPORT_SERIES:
    return add_series(export, &export->row, run, err);
  }
  return output_settle(export->output, err);
}

static void add_header(const struct export *export) {
  const struct store_run none = {.reason = ""};
  struct row_writer header = {ROW_HEADER, false, &export->output->text};
  switch (export->table) {
  case EXPORT_RUNS:
    add_run(export, &header, &none);
    break;
  case EXPORT_PARAMS:
    row_null(&header, "run_id");
    row_null(&header, "name");
    row_null(&header, "value");
    row_end(&header);
    break;
  case EXPORT_SERIES:
    add_day(export, &header, 0, 0, NULL);
    break;
  }
}

enum err_code export_table(struct store *store, enum export_table table, int64_t run,
                           const struct run_where *where, enum row_form form, struct output *output,
                           int64_t *matched, struct err *err) {
  struct export export = {.store = store,
                          .table = table,
                          .run = run,
                          .where = where,
                          .row = {form, false, &output->text},
                          .output = output};
  if (form == ROW_CSV) {
    add_header(&export);
  }
  enum err_code rc = store_each_run(store, table == EXPORT_SERIES, take_run, &export, err);
  *matched = export.matched;
  return rc;
}
