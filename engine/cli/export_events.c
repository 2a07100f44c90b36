/* Events as rows. Runs without events in the file gather until they fill a pool. */
#include "cli/export_events.h"

#include "cli/event_row.h"
#include "cli/json_number.h"
#include "cli/rerun.h"
#include "store/each.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_LIMIT ((size_t)512 << 20)

enum { WAITING_MAX = 1024 };

struct export {
  struct store *store;
  int64_t run; /* the only one wanted; -1: all */
  const struct run_where *where;
  enum row_form form;
  struct output *output;
  struct export_events_result *result;
  int64_t waiting[WAITING_MAX]; /* runs without events in the table */
  int waiting_count, asked;     /* and how many of them are under way */
  struct arena rows;            /* of one event */
  struct text text;             /* rows of the run that is running again */
  bool has_events;              /* the table has some of the run being looked at */
};

/* --- a row -------------------------------------------------------------------------------------
 */

/* Codes that stand only in the JSON of an event. */
static double code_of(const json_t *detail, const char *name) {
  const json_t *code = json_object_get(detail, name);
  return json_is_number(code) ? json_number_value(code) : NAN;
}

static void csv_row(struct row_writer *row, const struct store_event *event, const json_t *detail) {
  row_integer(row, "run_id", event->run_id);
  row_integer(row, "event_id", event->id);
  row_number(row, "cause_id", event->cause == 0 ? NAN : (double)event->cause);
  row_number(row, "cause2_id", event->cause2 == 0 ? NAN : (double)event->cause2);
  row_text(row, "date", event->date);
  row_integer(row, "minute", event->minute);
  row_text(row, "kind", event->kind);
  row_text(row, "actor", event->actor);
  row_text(row, "target", event->target);
  row_text(row, "theatre", event->theatre);
  row_text(row, "verb", event->verb);
  row_text(row, "cameo", event->cameo);
  row_text(row, "plover", event->plover);
  row_number(row, "goldstein", event->goldstein);
  row_number(row, "quad", code_of(detail, "quad"));
  row_number(row, "mid_action", code_of(detail, "mid_action"));
  row_number(row, "mid_hostility", event->verb == NULL ? NAN : (double)event->mid_hostility);
  row_number(row, "rivera", code_of(detail, "rivera"));
  row_text(row, "sentence", event->sentence);
  row_end(row);
}

/* The event's own JSON, with the run before it. */
static void json_row(struct text *out, const struct store_event *event, json_t *detail) {
  json_t *object = json_pack("{s:I}", "run_id", (json_int_t)event->run_id);
  if (object != NULL && json_object_update(object, detail) == 0) {
    (void)json_object_set_new(object, "run_id", json_integer((json_int_t)event->run_id));
  }
  json_add_line(out, object);
}

static void add_row(struct text *out, enum row_form form, const struct store_event *event) {
  struct row_writer row = {form, false, out};
  json_t *detail = event->detail == NULL ? NULL : json_loads(event->detail, 0, NULL);
  if (form == ROW_JSONL && json_is_object(detail)) {
    json_row(out, event, detail);
  } else {
    csv_row(&row, event, detail);
  }
  json_decref(detail);
}

/* --- running again -----------------------------------------------------------------------------
 */

static enum err_code on_record(void *context, const struct store_run *run,
                               const struct scenario *cast, const struct record *record) {
  struct export *export = context;
  struct store_event event;
  if (!event_row_has(record)) {
    return ERR_OK;
  }
  bool made = event_row(&event, &export->rows, cast, record, run->run_id);
  if (made) {
    add_row(&export->text, export->form, &event);
  }
  arena_rewind(&export->rows, 0);
  return made && !export->text.failed ? ERR_OK : ERR_NOMEM;
}

static enum err_code on_end(void *context, const struct store_run *run,
                            const struct run_summary *summary, const struct err *failure,
                            struct err *err) {
  struct export *export = context;
  struct export_events_result *result = export->result;
  bool equal = summary != NULL && strcmp(summary->digest, run->summary->digest) == 0;
  enum err_code rc = ERR_OK;
  if (equal) {
    text_add_bytes(&export->output->text, text_string(&export->text), export->text.length);
    rc = output_settle(export->output, err);
  } else {
    if (result->failed + result->differing == 0) {
      result->first = run->run_id;
    }
    if (failure != NULL && result->failed == 0) {
      result->why = *failure;
    }
    result->failed += failure != NULL ? 1 : 0;
    result->differing += failure == NULL ? 1 : 0;
  }
  text_clear(&export->text);
  return rc;
}

static bool next_waiting(void *context, int64_t *run_id) {
  struct export *export = context;
  if (export->asked == export->waiting_count) {
    return false;
  }
  *run_id = export->waiting[export->asked++];
  return true;
}

static enum err_code run_waiting(struct export *export, struct err *err) {
  const struct rerun order = {.store = export->store,
                              .jobs = 1, /* keeps the order of runs */
                              .want_records = true,
                              .keep_decisions = export->form == ROW_JSONL,
                              .context = export,
                              .next = next_waiting,
                              .on_record = on_record,
                              .on_end = on_end};
  enum err_code rc = ERR_OK;
  if (export->waiting_count > 0) {
    rc = rerun(&order, &export->result->interrupted, err);
  }
  if (rc == ERR_OK && export->result->interrupted != 0) {
    rc = err_set(err, ERR_RUN, NULL, "interrupted"); /* ends the reading; not shown */
  }
  export->waiting_count = 0;
  export->asked = 0;
  return rc;
}

/* --- all runs ----------------------------------------------------------------------------------
 */

static enum err_code take_event(void *context, const struct store_event *event, struct err *err) {
  struct export *export = context;
  enum err_code rc = ERR_OK;
  if (!export->has_events) {
    rc = run_waiting(export, err); /* runs keep their order */
  }
  export->has_events = true;
  if (rc == ERR_OK) {
    add_row(&export->output->text, export->form, event);
    rc = output_settle(export->output, err);
  }
  return rc;
}

static enum err_code take_run(void *context, const struct store_run *run, struct err *err) {
  struct export *export = context;
  if ((export->run >= 0 && run->run_id != export->run) || !run_where_holds(export->where, run)) {
    return ERR_OK;
  }
  export->has_events = false;
  export->result->matched++;
  enum err_code rc = store_each_event(export->store, run->run_id, take_event, export, err);
  if (rc == ERR_OK && !export->has_events && run->status == RUN_STATUS_OK) {
    export->waiting[export->waiting_count++] = run->run_id;
    rc = export->waiting_count == WAITING_MAX ? run_waiting(export, err) : ERR_OK;
  }
  return rc;
}

enum err_code export_events(struct store *store, int64_t run, const struct run_where *where,
                            enum row_form form, struct output *output,
                            struct export_events_result *result, struct err *err) {
  struct export *export = calloc(1, sizeof *export);
  enum err_code rc = ERR_OK;
  *result = (struct export_events_result){0};
  if (export == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the events");
  }
  export->store = store;
  export->run = run;
  export->where = where;
  export->form = form;
  export->output = output;
  export->result = result;
  arena_open_blocks(&export->rows, ARENA_LIMIT);
  if (form == ROW_CSV) {
    const struct store_event none = {0};
    struct row_writer header = {ROW_HEADER, false, &output->text};
    csv_row(&header, &none, NULL);
  }
  rc = store_each_run(store, false, take_run, export, err);
  if (rc == ERR_OK) {
    rc = run_waiting(export, err);
  }
  text_free(&export->text);
  arena_close(&export->rows);
  free(export);
  return rc;
}
