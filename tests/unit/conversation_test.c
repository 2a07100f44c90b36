/* The front's side of a conversation, with workers that misbehave: this program plays them, since
 * the front starts its own executable. */
#include "host/conversation.h"

#include "wire/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static void answer(void) {
  struct text payload = {0};
  struct text frame = {0};
  put_text(&payload, "fine");
  frame_add(&frame, FRAME_VALUE, &payload);
  (void)write(1, frame.bytes, frame.length);
  text_free(&payload);
  text_free(&frame);
}

static int play_worker(const char *how) {
  if (strcmp(how, "stays") == 0) {
    answer();
    (void)sleep(600);
  } else if (strcmp(how, "closes") == 0) {
    (void)close(1);
    (void)sleep(600);
  } else if (strcmp(how, "talks") == 0) {
    answer();
    for (int i = 0; i < 6000; i++) {
      (void)usleep(100000);
      (void)write(1, "x", 1);
    }
  } else if (strcmp(how, "leaves") == 0) {
    answer();
  }
  return 0;
}

static enum err_code take(void *context, const struct wire_frame *frame, bool *over,
                          struct err *err) {
  int *answers = context;
  (void)err;
  assert_int_equal(frame->type, FRAME_VALUE);
  (*answers)++;
  *over = true;
  return ERR_OK;
}

/* Returns what conversation_hold does, and how many seconds it took. */
static enum err_code hold(const char *how, int *answers, double *seconds) {
  const char *const words[] = {how, NULL};
  struct text requests = {0};
  struct err err = {0};
  struct timespec begin;
  struct timespec end;
  int interrupted = 0;
  struct conversation_order order = {.requests = &requests,
                                     .worker_options = words,
                                     .answer = take,
                                     .context = answers,
                                     .timeout_s = 2};
  *answers = 0;
  text_add(&requests, "request");
  (void)clock_gettime(CLOCK_MONOTONIC, &begin);
  enum err_code rc = conversation_hold(&order, &interrupted, &err);
  (void)clock_gettime(CLOCK_MONOTONIC, &end);
  *seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
  assert_int_equal(interrupted, 0);
  text_free(&requests);
  return rc;
}

static void a_worker_that_leaves_is_not_waited_for(void **state) {
  int answers = 0;
  double seconds = 0;
  (void)state;
  assert_int_equal(hold("leaves", &answers, &seconds), ERR_OK);
  assert_int_equal(answers, 1);
  assert_true(seconds < 2);
}

static void a_worker_that_answers_and_stays_is_killed(void **state) {
  static const char *const ways[] = {"stays", "talks"};
  (void)state;
  for (int i = 0; i < 2; i++) {
    int answers = 0;
    double seconds = 0;
    assert_int_equal(hold(ways[i], &answers, &seconds), ERR_OK);
    assert_int_equal(answers, 1);
    assert_true(seconds < 20);
  }
}

static void a_worker_that_only_closes_is_killed(void **state) {
  int answers = 0;
  double seconds = 0;
  (void)state;
  assert_int_equal(hold("closes", &answers, &seconds), ERR_BUDGET);
  assert_int_equal(answers, 0);
  assert_true(seconds < 20);
}

int main(int argc, char **argv) {
  if (argc > 2 && strcmp(argv[1], "worker") == 0) {
    return play_worker(argv[2]);
  }
  (void)signal(SIGPIPE, SIG_IGN); /* as the program does */
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_worker_that_leaves_is_not_waited_for),
      cmocka_unit_test(a_worker_that_answers_and_stays_is_killed),
      cmocka_unit_test(a_worker_that_only_closes_is_killed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
