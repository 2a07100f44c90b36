/* A whole worker, locked, at the other end of two pipes: requests that wait in the pipe are
 * answered in order, and what fails leaves the next as it was. */
#include "unit/small_scenario.h"
#include "wire/frame.h"
#include "wire/message.h"
#include "worker/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* One conversation: all requests are sent before the first answer is read, as far as the pipe takes
 * them. */
struct talk {
  struct text requests, answers;
  size_t taken;
  struct arena arena;
  int status;     /* of the worker's exit; -1: a signal */
  bool signalled; /* it gets the signals that a terminal sends, after its first answer */
};

static void begin(struct talk *talk) {
  *talk = (struct talk){.taken = 0};
  arena_open_blocks(&talk->arena, (size_t)64 << 20);
}

static void end(struct talk *talk) {
  text_free(&talk->requests);
  text_free(&talk->answers);
  arena_close(&talk->arena);
}

static void ask(struct talk *talk, enum frame_type type, struct text *payload) {
  frame_add(&talk->requests, type, payload);
  text_free(payload);
}

static void serve_in_child(const int to[2], const int from[2]) {
  const struct worker_options options = {.fresh = DEMARCHE_SANITIZED, .scribble = -1};
  (void)dup2(to[0], STDIN_FILENO);
  (void)dup2(from[1], STDOUT_FILENO);
  (void)close(to[0]);
  (void)close(to[1]);
  (void)close(from[0]);
  (void)close(from[1]);
  _exit(worker_main(STDIN_FILENO, STDOUT_FILENO, &options));
}

static void send_signals(const struct talk *talk, pid_t child) {
  if (talk->signalled && talk->answers.length == 0) {
    (void)kill(child, SIGINT);
    (void)kill(child, SIGTERM);
    (void)kill(child, SIGHUP);
  }
}

/* Sends while there is anything to send, takes what comes. */
static void hold(struct talk *talk) {
  int to[2];
  int from[2];
  size_t sent = 0;
  assert_int_equal(pipe(to), 0);
  assert_int_equal(pipe(from), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    serve_in_child(to, from);
  }
  (void)close(to[0]);
  (void)close(from[1]);
  for (bool open = true; open;) {
    char chunk[65536];
    bool sending = sent < talk->requests.length;
    struct pollfd files[2] = {{.fd = from[0], .events = POLLIN},
                              {.fd = sending ? to[1] : -1, .events = POLLOUT}};
    assert_true(poll(files, 2, -1) > 0);
    if ((files[1].revents & POLLOUT) != 0) {
      size_t most = talk->requests.length - sent < 4096 ? talk->requests.length - sent : 4096;
      ssize_t wrote = write(to[1], talk->requests.bytes + sent, most);
      assert_true(wrote > 0);
      sent += (size_t)wrote;
      if (sent == talk->requests.length) {
        (void)close(to[1]);
      }
    }
    if ((files[0].revents & (POLLIN | POLLHUP)) != 0) {
      ssize_t got = read(from[0], chunk, sizeof chunk);
      assert_true(got >= 0);
      send_signals(talk, child);
      text_add_bytes(&talk->answers, chunk, (size_t)got);
      open = got > 0;
    }
  }
  (void)close(from[0]);
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  talk->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The next answer, which must be of [type]; its payload. */
static struct decoder next(struct talk *talk, enum frame_type type) {
  struct wire_frame frame = {0};
  bool bad = false;
  size_t took = frame_find((const unsigned char *)text_string(&talk->answers) + talk->taken,
                           talk->answers.length - talk->taken, &frame, &bad);
  assert_true(took > 0 && !bad);
  assert_int_equal(frame.type, type);
  talk->taken += took;
  return (struct decoder){frame.payload, frame.payload + frame.length, false};
}

static void no_more(const struct talk *talk) {
  assert_int_equal(talk->taken, talk->answers.length);
  assert_int_equal(talk->status, 0);
}

static const char spec[] = "return sweep {\n  scenario = 'small', reps = 20,\n"
                           "  vary = { ['actors.AAA.params.pride'] = { low = 0, high = 1 } } }\n";
static const char bad_spec[] = "return sweep {\n  scenario = 'small',\n  resp = 20 }\n";

static void ask_sources(struct talk *talk) {
  struct source items[] = {
      {"scenario/scenario.lua", "s.lua", small, sizeof small - 1},
      {"policies/quiet.lua", "quiet.lua", quiet, sizeof quiet - 1},
      {"verbs.lua", "verbs.lua", verbs, sizeof verbs - 1},
      {"sweep/good.lua", "good.lua", spec, sizeof spec - 1},
      {"sweep/bad.lua", "bad.lua", bad_spec, sizeof bad_spec - 1},
  };
  const struct source_set sources = {items, 5};
  struct text payload = {0};
  encode_sources(&payload, &sources);
  ask(talk, FRAME_SOURCES, &payload);
}

static void ask_run(struct talk *talk, const struct run_request *request) {
  struct text payload = {0};
  encode_run(&payload, request);
  ask(talk, FRAME_RUN, &payload);
}

static struct run_summary next_result(struct talk *talk) {
  struct run_summary summary;
  struct decoder in = next(talk, FRAME_RESULT);
  assert_true(decode_result(&in, &talk->arena, &summary));
  return summary;
}

static struct err next_failure(struct talk *talk) {
  struct err failure = {0};
  struct decoder in = next(talk, FRAME_FAILED);
  assert_true(decode_err(&in, &talk->arena, &failure));
  return failure;
}

static void runs_need_no_load_and_come_in_order(void **state) {
  (void)state;
  enum { RUNS = 60 };
  struct talk talk;
  struct setting off[] = {{"precedents.first", "off"}};
  struct setting wrong[] = {{"precedents.frist", "off"}};
  struct setting far[] = {{"model.hazard_max", "-4"}};
  struct run_summary first[2] = {{.days = 0}};
  begin(&talk);
  ask_sources(&talk);
  for (int i = 0; i < RUNS; i++) {
    ask_run(&talk, &(struct run_request){.seed = 1,
                                         .days = 20,
                                         .want_series = i % 2 == 0,
                                         .words = i % 3 == 2 ? wrong : off,
                                         .word_count = i % 3 == 0 ? 0 : 1});
  }
  ask_run(&talk, &(struct run_request){.seed = 1, .numbers = far, .number_count = 1});
  ask_run(&talk, &(struct run_request){.seed = 1, .days = 20, .want_records = true});
  hold(&talk);
  for (int i = 0; i < RUNS; i++) {
    if (i % 3 == 2) {
      struct err failure = next_failure(&talk);
      assert_int_equal(failure.code, ERR_INVALID);
      assert_string_equal(failure.where, "--set");
      assert_non_null(strstr(failure.text, "\"first\""));
      continue;
    }
    struct run_summary summary = next_result(&talk);
    assert_int_equal(summary.days, 20);
    assert_true(summary.seconds >= 0 && summary.seconds < 60);
    assert_int_equal(summary.series != NULL, i % 2 == 0);
    if (i < 3) {
      first[i] = summary;
    }
    assert_string_equal(summary.digest, first[i % 3].digest);
  }
  assert_string_not_equal(first[0].digest, first[1].digest);
  assert_non_null(strstr(next_failure(&talk).text, "hazard_max"));
  struct decoder records = next(&talk, FRAME_RECORDS);
  assert_true(records.end > records.at);
  assert_string_equal(next_result(&talk).digest, first[0].digest);
  no_more(&talk);
  end(&talk);
}

static void ask_probe(struct talk *talk, struct setting *words, int word_count,
                      struct setting *number) {
  struct text payload = {0};
  encode_probe(&payload, words, word_count, number, 1);
  ask(talk, FRAME_PROBE, &payload);
}

static void next_faults(struct talk *talk, struct faults *faults) {
  struct decoder in = next(talk, FRAME_FAULTS);
  assert_true(decode_faults(&in, &talk->arena, faults));
}

static void a_probe_is_answered_by_faults_and_outline(void **state) {
  (void)state;
  static struct faults faults;
  struct talk talk;
  struct outline outline;
  struct setting good = {"actors.AAA.params.pride", "1"};
  struct setting bad = {"actors.AAA.params.pride", "2"};
  struct setting off[] = {{"precedents.first", "off"}};
  begin(&talk);
  ask_sources(&talk);
  ask_probe(&talk, off, 1, &good);
  ask_probe(&talk, NULL, 0, &bad);
  ask_run(&talk, &(struct run_request){.seed = 1, .days = 20, .want_series = true});
  hold(&talk);
  next_faults(&talk, &faults);
  assert_int_equal(faults.count, 0);
  struct decoder in = next(&talk, FRAME_OUTLINE);
  assert_true(decode_outline(&in, &talk.arena, &outline));
  assert_int_equal(outline.base_count, 1);
  assert_true(outline.bases[0].value == 0.4);
  assert_int_equal(outline.days, 30);
  next_faults(&talk, &faults);
  assert_int_equal(faults.count, 1);
  assert_string_equal(faults.items[0].where, "--vary");
  struct run_summary summary = next_result(&talk);
  assert_int_equal(summary.outcome_count, outline.outcome_count);
  assert_int_equal(summary.series_count, outline.series_count);
  for (int i = 0; i < outline.outcome_count; i++) {
    assert_string_equal(summary.outcomes[i].name, outline.outcomes[i].name);
    assert_int_equal(summary.outcomes[i].flag, outline.outcomes[i].flag);
  }
  no_more(&talk);
  end(&talk);
}

static void a_spec_is_answered_by_settings_or_faults(void **state) {
  (void)state;
  static const char *const names[] = {"sweep/good.lua", "sweep/bad.lua", "sweep/none.lua"};
  static struct faults faults;
  struct talk talk;
  struct setting *settings = NULL;
  int count = 0;
  begin(&talk);
  ask_sources(&talk);
  for (int i = 0; i < 3; i++) {
    struct text payload = {0};
    put_text(&payload, names[i]);
    ask(&talk, FRAME_SPEC, &payload);
  }
  ask_run(&talk, &(struct run_request){.seed = 1, .days = 20});
  hold(&talk);
  struct decoder in = next(&talk, FRAME_SETTINGS);
  assert_true(decode_settings(&in, &talk.arena, &settings, &count));
  assert_int_equal(count, 3);
  assert_string_equal(settings[1].path, "vary");
  assert_string_equal(settings[1].value, "actors.AAA.params.pride=0:1");
  next_faults(&talk, &faults);
  assert_int_equal(faults.count, 1);
  assert_string_equal(faults.items[0].where, "bad.lua:3");
  assert_non_null(strstr(faults.items[0].text, "\"reps\""));
  next_faults(&talk, &faults);
  assert_int_equal(faults.count, 1);
  (void)next_result(&talk);
  no_more(&talk);
  end(&talk);
}

/* They are for the front, which would take the death of a worker for a crash. */
static void signals_of_a_terminal_are_left_to_the_front(void **state) {
  (void)state;
  struct talk talk;
  begin(&talk);
  talk.signalled = true;
  ask_sources(&talk);
  for (int i = 0; i < 40; i++) {
    ask_run(&talk, &(struct run_request){.seed = 1, .days = 20});
  }
  hold(&talk);
  for (int i = 0; i < 40; i++) {
    (void)next_result(&talk);
  }
  no_more(&talk);
  end(&talk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(runs_need_no_load_and_come_in_order),
      cmocka_unit_test(a_probe_is_answered_by_faults_and_outline),
      cmocka_unit_test(a_spec_is_answered_by_settings_or_faults),
      cmocka_unit_test(signals_of_a_terminal_are_left_to_the_front),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
