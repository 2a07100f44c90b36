/* --dry-run: the plan and its cost. */
#include "cli/sweep_cost.h"

#include "base/number.h"
#include "cli/command.h"
#include "cli/sweep_report.h"
#include "host/conversation.h"
#include "host/progress.h"

#include <string.h>
#include <time.h>

/* Bytes of a row besides its measures, and of a measure, as files come out. */
enum { TRIALS = 6, ROW_BYTES = 150, OUTCOME_BYTES = 4 };

struct trial {
  struct arena *arena;
  int answered;
  struct timespec first, last; /* answers: between them lie TRIALS - 1 runs and what they load */
  struct err failure;
};

static enum err_code take_answer(void *context, const struct wire_frame *frame, bool *over,
                                 struct err *err) {
  struct trial *trial = context;
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  struct run_summary summary = {0};
  bool read = frame->type == FRAME_RESULT   ? decode_result(&in, trial->arena, &summary)
              : frame->type == FRAME_FAILED ? decode_err(&in, trial->arena, &trial->failure)
                                            : false;
  if (!read) {
    return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
  }
  (void)clock_gettime(CLOCK_MONOTONIC, trial->answered == 0 ? &trial->first : &trial->last);
  *over = ++trial->answered == TRIALS;
  return ERR_OK;
}

/* Adds the run that stands at place [k] of the order. */
static bool add_trial(struct sweep *sweep, int64_t k, struct run_request *run,
                      struct text *requests) {
  struct text payload = {0};
  run->seed = plan_run_of(&sweep->plan, k).seed;
  bool fits = plan_settings(&sweep->plan, sweep->plan.order[k], &sweep->client.arena, run->words,
                            &run->word_count, run->numbers, &run->number_count);
  encode_run(&payload, run);
  frame_add(requests, FRAME_RUN, &payload);
  fits = fits && !requests->failed && !payload.failed;
  text_free(&payload);
  return fits;
}

/* Runs the first few points, since points may have to be loaded one by one. */
static enum err_code try_runs(struct sweep *sweep, struct trial *trial, struct err *err) {
  struct arena *arena = &sweep->client.arena;
  const struct plan *plan = &sweep->plan;
  size_t room = (size_t)(plan->set_count + plan->factor_count) + 1;
  struct run_request run = {.days = plan->days,
                            .want_series = !sweep->order.no_series,
                            .words = arena_zeroed(arena, room, sizeof *run.words),
                            .numbers = arena_zeroed(arena, room, sizeof *run.numbers)};
  struct text requests = {0};
  struct conversation_order order = {
      .requests = &requests, .answer = take_answer, .context = trial};
  bool fits = run.words != NULL && run.numbers != NULL;
  trial->arena = arena;
  text_add_bytes(&requests, sweep->bundle.bytes, sweep->bundle.length);
  for (int i = 0; fits && i < TRIALS; i++) {
    fits = add_trial(sweep, i % plan->points.count, &run, &requests);
  }
  enum err_code rc = fits ? conversation_hold(&order, &sweep->interrupted, err)
                          : err_set(err, ERR_NOMEM, NULL, "no memory for the request");
  text_free(&requests);
  return rc;
}

static double seconds_a_run(const struct trial *trial) {
  double seconds = (double)(trial->last.tv_sec - trial->first.tv_sec) +
                   (double)(trial->last.tv_nsec - trial->first.tv_nsec) / 1e9;
  return seconds / (TRIALS - 1);
}

static void add_factors(struct text *out, const struct plan *plan) {
  enum { SHOWN = 40 };
  for (int i = 0; i < plan->factor_count && i < SHOWN; i++) {
    const struct factor *factor = &plan->factors[i];
    text_add(out, "  ");
    text_add_safe(out, factor->path, strlen(factor->path));
    text_add(out, " = ");
    text_add_safe(out, factor->levels_text, strlen(factor->levels_text));
    if (factor->number && factor->base == factor->base) {
      char base[NUMBER_TEXT_SIZE];
      number_print(factor->base, base);
      text_add_format(out, " (the scenario has %s)", base);
    }
    text_add(out, "\n");
  }
  if (plan->factor_count > SHOWN) {
    text_add_format(out, "  ... and %d more\n", plan->factor_count - SHOWN);
  }
}

static void add_time(struct text *out, const struct sweep *sweep, const struct trial *trial,
                     int64_t runs) {
  char span[PROGRESS_WORD_SIZE];
  int jobs = sweep->order.jobs;
  if (trial->failure.code != ERR_OK) {
    text_add(out, "a run fails: ");
    text_add_err(out, &trial->failure);
    text_add(out, "\n");
    return;
  }
  double seconds = seconds_a_run(trial);
  progress_span(seconds * (double)runs / jobs, span);
  text_add_format(out, "time: about %s with %d worker%s, at %.1f ms a run\n", span, jobs,
                  jobs == 1 ? "" : "s", 1000 * seconds);
}

static void add_size(struct text *out, const struct sweep *sweep, int64_t runs) {
  const struct store_plan *kept = &sweep->kept;
  double row = ROW_BYTES + OUTCOME_BYTES * (double)(kept->measure_count + kept->factor_count) +
               (double)sizeof(float) * kept->series_count * (kept->days + 1);
  double mib = row * (double)runs / (1 << 20);
  text_add_format(out, "file: about %.*f MiB%s\n", mib < 10 ? 1 : 0, mib,
                  sweep->plan.events == EVENTS_NONE ? "" : ", and the events");
}

int sweep_cost(struct sweep *sweep) {
  const struct plan *plan = &sweep->plan;
  struct trial trial = {0};
  struct err err = {0};
  struct text out = {0};
  int64_t runs = plan_mine(plan, plan->max_reps);
  enum err_code rc = try_runs(sweep, &trial, &err);
  if (sweep->interrupted != 0) {
    return EXIT_INTERRUPTED + sweep->interrupted;
  }
  if (rc != ERR_OK) {
    return command_fail(&err);
  }
  text_add_safe(&out, sweep->kept.scenario, strlen(sweep->kept.scenario));
  text_add(&out, ": ");
  sweep_report_size(sweep, &out);
  text_add(&out, "\n");
  add_factors(&out, plan);
  text_add_format(&out, "structural variants: %s%d\n",
                  sweep->variants == VARIANTS_PROBED ? "at least " : "", sweep->variants);
  add_time(&out, sweep, &trial, runs);
  add_size(&out, sweep, runs);
  int status = command_print(&out);
  text_free(&out);
  return status;
}
