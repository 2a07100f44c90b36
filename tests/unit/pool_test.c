/* The pool, with workers that do well, die, hang or say what they should not: this program plays
 * them, since the pool starts its own executable. */
#include "host/pool.h"

#include "wire/codec.h"
#include "wire/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 2000, BAD_JOB = 7 };

/* --- workers -----------------------------------------------------------------------------------
 */

static void say(enum frame_type type, const struct text *payload) {
  struct text frame = {0};
  frame_add(&frame, type, payload);
  for (size_t at = 0; at < frame.length;) {
    ssize_t wrote = write(STDOUT_FILENO, frame.bytes + at, frame.length - at);
    if (wrote <= 0) {
      _exit(1);
    }
    at += (size_t)wrote;
  }
  text_free(&frame);
}

static void say_job(enum frame_type type, int job) {
  struct text payload = {0};
  put_i32(&payload, job);
  say(type, &payload);
  text_free(&payload);
}

static void say_trouble(enum err_code code) {
  struct text payload = {0};
  struct err err = {0};
  (void)err_set(&err, code, NULL, "the kernel forbids it");
  encode_err(&payload, &err);
  say(FRAME_FAILED, &payload);
  text_free(&payload);
}

static void say_for_ever(void) {
  static const char zeros[1 << 20];
  struct text payload = {0};
  text_add_bytes(&payload, zeros, sizeof zeros);
  for (;;) {
    say(FRAME_RECORDS, &payload);
  }
}

/* What it does at the job that some workers cannot do. [mark]: a file that says it was tried. */
static void stumble(const char *how, const char *mark) {
  if (strcmp(how, "dies") == 0) {
    say_job(FRAME_RECORDS, BAD_JOB); /* the beginning of an answer */
    (void)write(STDOUT_FILENO, "\1", 1);
    (void)raise(SIGABRT);
  }
  if (strcmp(how, "dies-once") == 0) {
    int file = open(mark, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file >= 0) {
      (void)raise(SIGABRT);
    }
  }
  if (strcmp(how, "hangs") == 0) {
    (void)sleep(600);
  }
  if (strcmp(how, "closes") == 0) {
    (void)close(STDOUT_FILENO);
    (void)sleep(600);
  }
  if (strcmp(how, "endless") == 0) {
    say_for_ever();
  }
  if (strcmp(how, "twice") == 0) {
    say_job(FRAME_RESULT, BAD_JOB);
  }
  if (strcmp(how, "garbage") == 0) {
    (void)write(STDOUT_FILENO, "\377\377\377\377\377", 5);
  }
  if (strcmp(how, "fails") == 0) {
    say_trouble(ERR_INVALID);
  }
}

static void do_job(const char *how, const char *mark, const struct wire_frame *frame) {
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  int job = take_i32(&in);
  if (job == BAD_JOB || strcmp(how, "dies-always") == 0) {
    stumble(strcmp(how, "dies-always") == 0 ? "dies" : how, mark);
  }
  if (job != BAD_JOB || strcmp(how, "fails") != 0) {
    say_job(FRAME_RECORDS, job);
    say_job(FRAME_RESULT, job);
  }
}

static int play_worker(const char *how, const char *mark) {
  struct text received = {0};
  char chunk[4096];
  ssize_t got = 0;
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (strcmp(how, "unasked") == 0) {
    say_job(FRAME_RESULT, BAD_JOB);
    say_job(FRAME_RESULT, BAD_JOB);
    (void)sleep(600);
  }
  if (strcmp(how, "troubled") == 0) {
    say_trouble(ERR_WORKER);
    return 70;
  }
  if (strcmp(how, "leaves") == 0) {
    return 3;
  }
  while ((got = read(STDIN_FILENO, chunk, sizeof chunk)) > 0) {
    struct wire_frame frame = {0};
    bool bad = false;
    size_t size = 0;
    text_add_bytes(&received, chunk, (size_t)got);
    while ((size = frame_find((const unsigned char *)received.bytes, received.length, &frame,
                              &bad)) > 0) {
      if (frame.type == FRAME_RUN) {
        do_job(how, mark, &frame);
      }
      memmove(received.bytes, received.bytes + size, received.length - size);
      received.length -= size;
    }
  }
  text_free(&received);
  return strcmp(how, "stays") == 0 ? (int)sleep(600) : 0;
}

/* --- a pool under test -------------------------------------------------------------------------
 */

struct scene {
  int jobs;  /* to be handed out */
  int waves; /* of which the next is handed out when all of one are answered; 0: one */
  int handed, answered, ticks;
  int seen[JOBS_MAX], attempts[JOBS_MAX];
  bool crashed[JOBS_MAX];
  char reason[256];
  int raise_at; /* a signal is raised at this answer; 0: none */
  int fail_at;  /* this answer is refused; 0: none */
  bool liars;   /* answers need not be to the job that was asked for */
  struct err err;
  int interrupted;
};

static enum pool_next next(void *context, int64_t *job, struct text *request) {
  struct scene *scene = context;
  struct text payload = {0};
  int wave = scene->waves > 0 ? scene->jobs / scene->waves : scene->jobs;
  if (scene->handed == scene->jobs) {
    return POOL_END;
  }
  if (scene->handed % wave == 0 && scene->answered < scene->handed) {
    return POOL_WAIT;
  }
  *job = scene->handed;
  put_i32(&payload, scene->handed++);
  frame_add(request, FRAME_RUN, &payload);
  text_free(&payload);
  return POOL_JOB;
}

/* An answer is all that was said about one job, from its records to its result. */
static void check_frames(const struct pool_answer *what, bool liars) {
  enum frame_type last = FRAME_RECORDS;
  for (size_t at = 0; at < what->length;) {
    struct wire_frame frame = {0};
    bool bad = false;
    size_t size = frame_find(what->frames + at, what->length - at, &frame, &bad);
    struct decoder in = {frame.payload, frame.payload + frame.length, false};
    assert_true(size > 0);
    if (frame.type != FRAME_FAILED && !liars) {
      assert_int_equal(take_i32(&in), what->job);
    }
    last = frame.type;
    at += size;
  }
  assert_true(last == FRAME_RESULT || last == FRAME_FAILED);
}

static enum err_code answer(void *context, const struct pool_answer *what, struct err *err) {
  struct scene *scene = context;
  assert_in_range(what->job, 0, scene->handed - 1);
  scene->answered++;
  scene->seen[what->job]++;
  scene->attempts[what->job] = what->attempts;
  if (what->frames == NULL) {
    scene->crashed[what->job] = true;
    (void)snprintf(scene->reason, sizeof scene->reason, "%s", what->reason);
  } else {
    check_frames(what, scene->liars);
  }
  if (scene->answered == scene->raise_at) {
    (void)raise(SIGINT);
  }
  return scene->answered == scene->fail_at ? err_set(err, ERR_STORE, NULL, "refused") : ERR_OK;
}

static enum err_code tick(void *context, struct err *err) {
  struct scene *scene = context;
  (void)err;
  scene->ticks++;
  return ERR_OK;
}

static enum err_code run(struct scene *scene, const char *how, int workers) {
  char mark[64];
  const char *const words[] = {how, mark, NULL};
  struct text prologue = {0};
  struct text payload = {0};
  const struct pool_order order = {.workers = workers,
                                   .prologue = &prologue,
                                   .worker_options = words,
                                   .timeout_s = 2,
                                   .tick_ms = 50,
                                   .context = scene,
                                   .next = next,
                                   .answer = answer,
                                   .tick = tick};
  frame_add(&prologue, FRAME_SOURCES, &payload);
  (void)snprintf(mark, sizeof mark, "/tmp/demarche-pool-%ld", (long)getpid());
  (void)unlink(mark);
  enum err_code rc = pool_run(&order, &scene->interrupted, &scene->err);
  (void)unlink(mark);
  text_free(&prologue);
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left behind */
  return rc;
}

/* Every job was answered once; those other than the bad one, well. */
static void check_all(const struct scene *scene) {
  assert_int_equal(scene->answered, scene->jobs);
  for (int i = 0; i < scene->jobs; i++) {
    assert_int_equal(scene->seen[i], 1);
    assert_true(i == BAD_JOB || !scene->crashed[i]);
  }
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void each_job_is_answered_once(void **state) {
  static const int workers[] = {1, 2, 5};
  (void)state;
  for (int i = 0; i < 3; i++) {
    struct scene scene = {.jobs = JOBS_MAX};
    assert_int_equal(run(&scene, "good", workers[i]), ERR_OK);
    check_all(&scene);
    for (int job = 0; job < JOBS_MAX; job++) {
      assert_int_equal(scene.attempts[job], 1);
      assert_false(scene.crashed[job]);
    }
    assert_true(scene.ticks > 0);
  }
}

static void no_jobs_are_no_work(void **state) {
  struct scene scene = {.jobs = 0};
  (void)state;
  assert_int_equal(run(&scene, "good", 2), ERR_OK);
  assert_int_equal(scene.answered, 0);
  assert_int_equal(scene.ticks, 1);
}

static void who_says_wait_is_asked_again(void **state) {
  struct scene scene = {.jobs = 100, .waves = 10};
  (void)state;
  assert_int_equal(run(&scene, "good", 3), ERR_OK);
  check_all(&scene);
}

/* All jobs have been handed out, and there are none any more, when the worker dies. */
static void a_job_whose_worker_dies_is_done_again(void **state) {
  static const int jobs[] = {BAD_JOB + 1, 300};
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct scene scene = {.jobs = jobs[i], .waves = i};
    assert_int_equal(run(&scene, "dies-once", 2), ERR_OK);
    check_all(&scene);
    assert_false(scene.crashed[BAD_JOB]);
    assert_int_equal(scene.attempts[BAD_JOB], 2);
  }
}

/* The jobs that waited behind it in the pipe are not blamed. */
static void three_deaths_are_told_once(void **state) {
  static const char *const ways[] = {"dies", "hangs", "closes", "garbage", "endless"};
  static const char *const reasons[] = {"signal 6", "silent", "silent", "nobody", "too much"};
  (void)state;
  for (int i = 0; i < 5; i++) {
    struct scene scene = {.jobs = 200};
    assert_int_equal(run(&scene, ways[i], 2), ERR_OK);
    check_all(&scene);
    assert_true(scene.crashed[BAD_JOB]);
    assert_int_equal(scene.attempts[BAD_JOB], POOL_TRIES);
    assert_non_null(strstr(scene.reason, reasons[i]));
    for (int job = 0; job < scene.jobs; job++) {
      assert_true(job == BAD_JOB || scene.attempts[job] == 1);
    }
  }
}

static void a_run_that_fails_is_an_answer(void **state) {
  struct scene scene = {.jobs = 20};
  (void)state;
  assert_int_equal(run(&scene, "fails", 1), ERR_OK);
  check_all(&scene);
  assert_false(scene.crashed[BAD_JOB]);
  assert_int_equal(scene.attempts[BAD_JOB], 1);
}

/* A crash says nothing about the jobs that follow, also if it comes first, with one worker. */
static void jobs_that_crash_do_not_end_the_pool(void **state) {
  struct scene scene = {.jobs = 3};
  (void)state;
  assert_int_equal(run(&scene, "dies-always", 1), ERR_OK);
  assert_int_equal(scene.answered, 3);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(scene.seen[i], 1);
    assert_true(scene.crashed[i]);
    assert_int_equal(scene.attempts[i], POOL_TRIES);
  }
}

static void what_nobody_asked_is_no_answer(void **state) {
  static const char *const ways[] = {"unasked", "twice"};
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct scene scene = {.jobs = BAD_JOB + 1, .liars = true};
    enum err_code rc = run(&scene, ways[i], 1);
    assert_true(rc == ERR_OK || rc == ERR_WORKER);
    for (int job = 0; job < scene.jobs; job++) {
      assert_in_range(scene.seen[job], 0, 1);
    }
  }
}

/* Workers that cannot do anything end it, with what they said. */
static void workers_that_cannot_work_end_the_pool(void **state) {
  (void)state;
  for (int workers = 1; workers < 4; workers++) {
    struct scene leaving = {.jobs = 1000};
    struct scene troubled = {.jobs = 1000};
    assert_int_equal(run(&leaving, "leaves", workers), ERR_WORKER);
    assert_true(leaving.answered < 20); /* the rest is as it was */
    assert_non_null(strstr(leaving.err.text, "status 3"));
    assert_int_equal(run(&troubled, "troubled", workers), ERR_WORKER);
    assert_true(troubled.answered < 20);
    assert_non_null(strstr(troubled.err.text, "the kernel forbids it"));
  }
}

static void a_worker_that_cannot_be_started_is_told(void **state) {
  (void)state;
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    const struct rlimit few = {24, 24};
    struct scene scene = {.jobs = 10};
    bool told = setrlimit(RLIMIT_NOFILE, &few) == 0 && run(&scene, "good", 8) == ERR_WORKER &&
                strstr(scene.err.text, "files") != NULL && scene.handed == 0;
    _exit(told ? 0 : 1);
  }
  int status = -1;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_worker_that_does_not_leave_is_killed(void **state) {
  struct scene scene = {.jobs = 10};
  (void)state;
  assert_int_equal(run(&scene, "stays", 2), ERR_OK);
  check_all(&scene);
}

static void a_signal_ends_it(void **state) {
  struct scene scene = {.jobs = JOBS_MAX, .raise_at = 50};
  (void)state;
  assert_int_equal(run(&scene, "good", 2), ERR_OK);
  assert_int_equal(scene.interrupted, SIGINT);
  assert_in_range(scene.answered, 50, JOBS_MAX);
  assert_true(scene.ticks > 0);
}

static void an_answer_that_is_refused_ends_it(void **state) {
  struct scene scene = {.jobs = JOBS_MAX, .fail_at = 30};
  (void)state;
  assert_int_equal(run(&scene, "good", 2), ERR_STORE);
  assert_int_equal(scene.answered, 30);
  assert_string_equal(scene.err.text, "refused");
}

int main(int argc, char **argv) {
  if (argc > 3 && strcmp(argv[1], "worker") == 0) {
    return play_worker(argv[2], argv[3]);
  }
  (void)signal(SIGPIPE, SIG_IGN); /* as the program does */
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_job_is_answered_once),
      cmocka_unit_test(no_jobs_are_no_work),
      cmocka_unit_test(who_says_wait_is_asked_again),
      cmocka_unit_test(a_job_whose_worker_dies_is_done_again),
      cmocka_unit_test(three_deaths_are_told_once),
      cmocka_unit_test(a_run_that_fails_is_an_answer),
      cmocka_unit_test(jobs_that_crash_do_not_end_the_pool),
      cmocka_unit_test(what_nobody_asked_is_no_answer),
      cmocka_unit_test(workers_that_cannot_work_end_the_pool),
      cmocka_unit_test(a_worker_that_cannot_be_started_is_told),
      cmocka_unit_test(a_worker_that_does_not_leave_is_killed),
      cmocka_unit_test(a_signal_ends_it),
      cmocka_unit_test(an_answer_that_is_refused_ends_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
