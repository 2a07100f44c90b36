/* Progress of a batch. */
#include "host/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR_MIN = 10, BAR_MAX = 40, LINE_SIZE = 512, USUAL_COLUMNS = 80 };

#define NS_PER_S      UINT64_C(1000000000)
#define LINE_EVERY_NS (10 * NS_PER_S)
#define SPAN_MAX      1e12 /* s; some 30,000 years, beyond which it is all one */

static uint64_t now_ns(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

void progress_begin(struct progress *progress, int64_t total, int64_t before, bool at_most,
                    bool quiet) {
  const char *term = getenv("TERM");
  *progress = (struct progress){.terminal = isatty(STDERR_FILENO) != 0 && term != NULL &&
                                            strcmp(term, "dumb") != 0,
                                .quiet = quiet,
                                .at_most = at_most,
                                .total = total,
                                .before = before};
  progress->begun_ns = now_ns();
  progress->shown_ns = progress->begun_ns;
}

double progress_seconds(const struct progress *progress) {
  return (double)(now_ns() - progress->begun_ns) / (double)NS_PER_S;
}

void progress_count(int64_t count, char text[PROGRESS_WORD_SIZE]) {
  char digits[24];
  int length = snprintf(digits, sizeof digits, "%" PRId64, count);
  int out = 0;
  for (int i = 0; i < length; i++) {
    text[out++] = digits[i];
    if ((length - i - 1) % 3 == 0 && i + 1 < length && digits[i] != '-') {
      text[out++] = ',';
    }
  }
  text[out] = '\0';
}

void progress_span(double seconds, char text[PROGRESS_WORD_SIZE]) {
  enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
  int64_t whole = seconds < SPAN_MAX ? (int64_t)(seconds + 0.5) : (int64_t)SPAN_MAX;
  if (seconds < 10) {
    (void)snprintf(text, PROGRESS_WORD_SIZE, "%.1f s", seconds);
  } else if (whole < (int64_t)2 * MINUTE) {
    (void)snprintf(text, PROGRESS_WORD_SIZE, "%" PRId64 " s", whole);
  } else if (whole < (int64_t)2 * HOUR) {
    (void)snprintf(text, PROGRESS_WORD_SIZE, "%" PRId64 " min %" PRId64 " s", whole / MINUTE,
                   whole % MINUTE);
  } else if (whole < (int64_t)2 * DAY) {
    (void)snprintf(text, PROGRESS_WORD_SIZE, "%" PRId64 " h %" PRId64 " min", whole / HOUR,
                   whole % HOUR / MINUTE);
  } else {
    (void)snprintf(text, PROGRESS_WORD_SIZE, "%" PRId64 " days", whole / DAY);
  }
}

/* "3,200 of 10,000 runs, 394/s, 17 s to go, 2 failed" */
static void tell(const struct progress *progress, char text[LINE_SIZE]) {
  char done[PROGRESS_WORD_SIZE];
  char total[PROGRESS_WORD_SIZE];
  char left[PROGRESS_WORD_SIZE] = "?";
  char failed[PROGRESS_WORD_SIZE];
  double seconds = progress_seconds(progress);
  double rate = seconds > 0 ? (double)progress->done / seconds : 0;
  progress_count(progress->before + progress->done, done);
  progress_count(progress->total, total);
  progress_count(progress->failed, failed);
  if (rate > 0) {
    progress_span((double)(progress->total - progress->before - progress->done) / rate, left);
  }
  (void)snprintf(text, LINE_SIZE, "%s of %s%s runs, %.*f/s, %s to go%s%s%s", done,
                 progress->at_most ? "at most " : "", total, rate < 10 ? 1 : 0, rate, left,
                 progress->failed > 0 ? ", " : "", progress->failed > 0 ? failed : "",
                 progress->failed > 0 ? " failed" : "");
}

static void draw(struct progress *progress) {
  static const char hashes[] = "########################################";
  enum { FRAME = 10 }; /* columns of all that is neither bar nor text */
  char text[LINE_SIZE];
  struct winsize size = {0};
  bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  int columns = known ? size.ws_col : USUAL_COLUMNS;
  int64_t done = progress->before + progress->done;
  double share = progress->total > 0 ? (double)done / (double)progress->total : 1;
  tell(progress, text);
  int room = columns - (int)strlen(text) - FRAME;
  int bar = room > BAR_MAX ? BAR_MAX : room;
  if (bar < BAR_MIN) {
    (void)fprintf(stderr, "\r%3d%%  %.*s\033[K", (int)(100 * share),
                  columns > FRAME ? columns - FRAME : 1, text);
  } else {
    int full = (int)(share * bar);
    (void)fprintf(stderr, "\r%3d%% [%.*s%*s] %s\033[K", (int)(100 * share), full, hashes,
                  bar - full, "", text);
  }
  (void)fflush(stderr);
  progress->drawn = true;
}

void progress_show(struct progress *progress) {
  uint64_t now = now_ns();
  if (progress->quiet) {
    return;
  }
  if (progress->terminal) {
    draw(progress);
  } else if (now - progress->shown_ns >= LINE_EVERY_NS) {
    char text[LINE_SIZE];
    tell(progress, text);
    (void)fprintf(stderr, "%s\n", text);
    progress->shown_ns = now;
  }
}

void progress_end(struct progress *progress) {
  if (progress->drawn) {
    (void)fputs("\r\033[K", stderr);
    (void)fflush(stderr);
    progress->drawn = false;
  }
}
