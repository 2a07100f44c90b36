/* The worker's loop: one request after the other. */
#include "worker/worker.h"

#include "lua/binding.h"
#include "lua/eval.h"
#include "lua/policy_doc.h"
#include "lua/sweep_spec.h"
#include "worker/channel.h"
#include "worker/house.h"
#include "worker/lockdown.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

enum { BATCH_MARGIN = 1 << 20 };

struct worker {
  struct channel channel;
  struct house house;
  struct text batch; /* encoded records of the run under way */
};

static enum err_code send_failure(struct worker *worker, const struct err *failure,
                                  struct err *err) {
  struct text payload = {0};
  encode_err(&payload, failure);
  enum err_code rc = channel_send(&worker->channel, FRAME_FAILED, &payload, err);
  text_free(&payload);
  return rc;
}

static enum err_code send_faults(struct worker *worker, struct err *err) {
  struct text payload = {0};
  encode_faults(&payload, &worker->house.faults);
  enum err_code rc = channel_send(&worker->channel, FRAME_FAULTS, &payload, err);
  text_free(&payload);
  return rc;
}

static enum err_code send_text(struct worker *worker, const struct text *text, struct err *err) {
  struct text payload = {0};
  put_text(&payload, text_string(text));
  enum err_code rc = channel_send(&worker->channel, FRAME_VALUE, &payload, err);
  text_free(&payload);
  return rc;
}

/* --- requests ----------------------------------------------------------------------------------
 */

static enum err_code malformed(struct err *err) {
  return err_set(err, ERR_WIRE, NULL, "a request is malformed");
}

static enum err_code take_sources(struct worker *worker, struct decoder *in, struct err *err) {
  house_forget(&worker->house);
  arena_rewind(&worker->house.requests, 0);
  worker->house.sources = (struct source_set){0};
  return decode_sources(in, &worker->house.requests, &worker->house.sources) ? ERR_OK
                                                                             : malformed(err);
}

static enum err_code send_cast(struct worker *worker, struct err *err) {
  struct text payload = {0};
  const struct loaded *loaded = stage_loaded(worker->house.variant->stage);
  encode_cast(&payload, loaded->scenario, loaded->assumption_count,
              loaded->provenance_count - loaded->assumption_count);
  enum err_code rc = channel_send(&worker->channel, FRAME_CAST, &payload, err);
  text_free(&payload);
  return rc;
}

/* Answers with the faults, none of them if all is well, and then with the cast. */
static enum err_code take_load(struct worker *worker, struct decoder *in, struct err *err) {
  struct faults *faults = house_faults(&worker->house);
  struct setting *words = NULL;
  int count = 0;
  size_t before = worker->house.requests.used;
  if (!decode_settings(in, &worker->house.requests, &words, &count)) {
    return malformed(err);
  }
  enum err_code loaded = house_load(&worker->house, words, count, faults);
  enum err_code rc = send_faults(worker, err);
  if (rc == ERR_OK && loaded == ERR_OK) {
    rc = send_cast(worker, err);
  }
  arena_rewind(&worker->house.requests, before);
  return rc;
}

static enum err_code flush_records(struct worker *worker, struct err *err) {
  enum err_code rc = ERR_OK;
  if (worker->batch.length > 0) {
    rc = channel_send(&worker->channel, FRAME_RECORDS, &worker->batch, err);
    text_clear(&worker->batch);
  }
  return rc;
}

static enum err_code keep_record(void *context, const struct record *record, struct err *err) {
  struct worker *worker = context;
  encode_record(&worker->batch, record);
  if (worker->batch.length > FRAME_PAYLOAD_MAX - BATCH_MARGIN) {
    return err_set(err, ERR_LIMIT, NULL, "the records of one run take more than %d MiB",
                   FRAME_PAYLOAD_MAX >> 20);
  }
  return ERR_OK;
}

static void discard_records(void *context) {
  struct worker *worker = context;
  text_clear(&worker->batch);
}

static enum err_code send_result(struct worker *worker, const struct run_result *result,
                                 double seconds, struct err *err) {
  struct text payload = {0};
  struct run_summary summary = {.days = result->days,
                                .events = result->events,
                                .seconds = seconds,
                                .outcome_count = result->outcome_count,
                                .series_count = result->series_count,
                                .series_names = result->series_names,
                                .series = result->series};
  memcpy(summary.digest, result->digest, sizeof summary.digest);
  summary.outcomes = calloc((size_t)result->outcome_count + 1, sizeof *summary.outcomes);
  for (int i = 0; summary.outcomes != NULL && i < result->outcome_count; i++) {
    const struct outcome *outcome = &result->outcomes[i];
    summary.outcomes[i].name = outcome->name;
    summary.outcomes[i].value = outcome->value;
    summary.outcomes[i].flag = outcome->flag;
  }
  encode_result(&payload, &summary);
  enum err_code rc = summary.outcomes == NULL
                         ? err_set(err, ERR_NOMEM, NULL, "no memory for the result")
                         : channel_send(&worker->channel, FRAME_RESULT, &payload, err);
  free(summary.outcomes);
  text_free(&payload);
  return rc;
}

static double seconds_now(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Records are handed over only when the run is over: those of a first pass that was cut short have
 * been discarded by then. */
static enum err_code take_run(struct worker *worker, struct decoder *in, struct err *err) {
  struct run_request request = {0};
  struct run_result result = {0};
  struct err failure = {0};
  size_t before = worker->house.requests.used;
  if (!decode_run(in, &worker->house.requests, &request)) {
    return malformed(err);
  }
  text_clear(&worker->batch);
  double begun = seconds_now();
  enum err_code run = house_run(&worker->house, &request, request.want_records ? keep_record : NULL,
                                worker, &result, &failure);
  if (run != ERR_OK) {
    failure.code = run;
    text_clear(&worker->batch);
  }
  enum err_code rc = flush_records(worker, err);
  if (rc == ERR_OK) {
    rc = run == ERR_OK ? send_result(worker, &result, seconds_now() - begun, err)
                       : send_failure(worker, &failure, err);
  }
  arena_rewind(&worker->house.requests, before);
  return rc;
}

static enum err_code take_check(struct worker *worker, struct decoder *in, struct err *err) {
  struct faults *faults = house_faults(&worker->house);
  const char *name = take_text(in, &worker->house.requests);
  if (name == NULL || !take_end(in)) {
    return malformed(err);
  }
  house_clear(&worker->house);
  (void)eval_check_policy(&worker->house.arena, &worker->house.sources, name, faults);
  enum err_code rc = send_faults(worker, err);
  return rc;
}

static enum err_code take_eval(struct worker *worker, struct decoder *in, struct err *err) {
  struct text value = {0};
  struct err failure = {0};
  const char *expression = take_text(in, &worker->house.requests);
  if (expression == NULL || !take_end(in)) {
    return malformed(err);
  }
  house_clear(&worker->house);
  enum err_code rc =
      eval_expression(&worker->house.arena, &worker->house.sources, expression, &value, &failure);
  rc = rc == ERR_OK ? send_text(worker, &value, err) : send_failure(worker, &failure, err);
  text_free(&value);
  return rc;
}

/* The policies that are followed, each once. */
static int list_policies(const struct loaded *loaded, struct followed_policy *out) {
  int count = 0;
  for (int i = 0; i < loaded->scenario->actors.count; i++) {
    const struct policy *policy = loaded->policies[i];
    bool known = policy == NULL;
    for (int p = 0; p < count && !known; p++) {
      known = strcmp(out[p].name, policy->name) == 0;
    }
    if (!known) {
      out[count++] = (struct followed_policy){policy->name, policy->param_count};
    }
  }
  return count;
}

/* The loaded scenario: what it holds, and where its numbers come from. */
static enum err_code send_description(struct worker *worker, struct err *err) {
  if (worker->house.variant == NULL) {
    return malformed(err);
  }
  const struct loaded *loaded = stage_loaded(worker->house.variant->stage);
  const struct scenario *scenario = loaded->scenario;
  struct followed_policy policies[ACTOR_MAX];
  struct description description = {.about = scenario->about,
                                    .organisations = scenario->organisations.count,
                                    .precedents = scenario->precedents.count,
                                    .rows = loaded->provenance,
                                    .row_count = loaded->provenance_count,
                                    .policies = policies,
                                    .policy_count = list_policies(loaded, policies),
                                    .targets = loaded->targets.set};
  for (int i = 0; i < scenario->theatres.count; i++) {
    description.forces += scenario_theatre(scenario, i)->forces.count;
  }
  for (int i = 0; i < scenario->injects.count; i++) {
    description.injects[scenario_inject(scenario, i)->kind]++;
  }
  struct text payload = {0};
  encode_description(&payload, &description);
  enum err_code rc = channel_send(&worker->channel, FRAME_DESCRIPTION, &payload, err);
  text_free(&payload);
  return rc;
}

/* The policies of the bundle, as a page. */
static enum err_code send_policies(struct worker *worker, struct err *err) {
  struct text value = {0};
  struct faults *faults = house_faults(&worker->house);
  house_clear(&worker->house);
  enum err_code rc =
      policy_doc(&worker->house.arena, &worker->house.sources, &value, faults) == ERR_OK
          ? send_text(worker, &value, err)
          : send_failure(worker, &faults->items[0], err);
  text_free(&value);
  return rc;
}

/* "stub" or "reference": text made from the table of bindings; "policies": the page of policies in
 * the bundle; "scenario": what was loaded. */
static enum err_code take_describe(struct worker *worker, struct decoder *in, struct err *err) {
  struct text value = {0};
  const char *what = take_text(in, &worker->house.requests);
  if (what == NULL || !take_end(in)) {
    return malformed(err);
  }
  if (strcmp(what, "scenario") == 0) {
    return send_description(worker, err);
  }
  if (strcmp(what, "policies") == 0) {
    return send_policies(worker, err);
  }
  if (strcmp(what, "stub") == 0) {
    binding_stub(&value);
  } else {
    binding_reference(&value);
  }
  enum err_code rc = send_text(worker, &value, err);
  text_free(&value);
  return rc;
}

/* Answers with the faults, none of them if all is well, and then with the outline. */
static enum err_code take_probe(struct worker *worker, struct decoder *in, struct err *err) {
  struct arena *requests = &worker->house.requests;
  struct setting *words = NULL;
  struct setting *numbers = NULL;
  int word_count = 0;
  int number_count = 0;
  size_t before = requests->used;
  struct outline outline;
  struct faults *faults = house_faults(&worker->house);
  if (!decode_probe(in, requests, &words, &word_count, &numbers, &number_count)) {
    return malformed(err);
  }
  enum err_code probed =
      house_probe(&worker->house, words, word_count, numbers, number_count, &outline, faults);
  enum err_code rc = send_faults(worker, err);
  if (rc == ERR_OK && probed == ERR_OK) {
    struct text payload = {0};
    encode_outline(&payload, &outline);
    rc = channel_send(&worker->channel, FRAME_OUTLINE, &payload, err);
    text_free(&payload);
  }
  arena_rewind(requests, before);
  return rc;
}

/* Answers with the faults, or with the settings. */
static enum err_code take_spec(struct worker *worker, struct decoder *in, struct err *err) {
  struct house *house = &worker->house;
  struct setting *settings = NULL;
  int count = 0;
  size_t before = house->requests.used;
  const char *name = take_text(in, &house->requests);
  struct faults *faults = house_faults(&worker->house);
  enum err_code rc = ERR_OK;
  if (name == NULL || !take_end(in)) {
    return malformed(err);
  }
  house_clear(house);
  if (sweep_spec_read(&house->arena, &house->requests, &house->sources, name, &settings, &count,
                      faults) == ERR_OK) {
    struct text payload = {0};
    encode_settings(&payload, settings, count);
    rc = channel_send(&worker->channel, FRAME_SETTINGS, &payload, err);
    text_free(&payload);
  } else {
    rc = send_faults(worker, err);
  }
  arena_rewind(&house->requests, before);
  return rc;
}

static enum err_code serve(struct worker *worker, const struct wire_frame *frame, struct err *err) {
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  switch (frame->type) {
  case FRAME_SOURCES:
    return take_sources(worker, &in, err);
  case FRAME_LOAD:
    return take_load(worker, &in, err);
  case FRAME_RUN:
    return take_run(worker, &in, err);
  case FRAME_CHECK:
    return take_check(worker, &in, err);
  case FRAME_EVAL:
    return take_eval(worker, &in, err);
  case FRAME_DESCRIBE:
    return take_describe(worker, &in, err);
  case FRAME_PROBE:
    return take_probe(worker, &in, err);
  case FRAME_SPEC:
    return take_spec(worker, &in, err);
  case FRAME_CAST:
  case FRAME_RECORDS:
  case FRAME_RESULT:
  case FRAME_FAULTS:
  case FRAME_FAILED:
  case FRAME_VALUE:
  case FRAME_DESCRIPTION:
  case FRAME_OUTLINE:
  case FRAME_SETTINGS:
  case FRAME_TYPE_END:
    break;
  }
  return malformed(err);
}

/* A worker whose front was killed has nobody to answer. One whose front is gone already finds its
 * input closed. A terminal sends its signals to the workers too, but it is for the front to end
 * them: it would take one that died before it for a crash. */
static void leave_with_parent(void) {
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)signal(SIGINT, SIG_IGN);
  (void)signal(SIGTERM, SIG_IGN);
  (void)signal(SIGHUP, SIG_IGN);
}

int worker_main(int in, int out, const struct worker_options *options) {
  struct worker worker = {.channel = {.in = in, .out = out}};
  struct err err = {0};
  struct wire_frame frame = {0};
  leave_with_parent();
  enum err_code rc = house_init(&worker.house, options, &err);
  worker.house.discard = discard_records;
  worker.house.watchdog.abandoned = channel_abandoned;
  worker.house.watchdog.answers_to = out;
  if (rc == ERR_OK) {
    rc = lockdown(&err);
  }
  if (rc != ERR_OK) {
    (void)send_failure(&worker, &err, &err);
    return err_exit_status(rc);
  }
  do {
    rc = channel_next(&worker.channel, &frame, &err);
    if (rc == ERR_OK && frame.type != 0) {
      rc = serve(&worker, &frame, &err);
    }
  } while (rc == ERR_OK && frame.type != 0);
  if (rc != ERR_OK) {
    (void)send_failure(&worker, &err, &err);
  }
  house_close(&worker.house);
  text_free(&worker.batch);
  text_free(&worker.channel.received);
  return err_exit_status(rc);
}
