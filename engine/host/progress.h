/* How a batch is getting on, on stderr: a bar on a terminal, a line now and then elsewhere. */
#ifndef DEMARCHE_HOST_PROGRESS_H
#define DEMARCHE_HOST_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
  bool terminal, quiet;
  bool at_most; /* the total is an upper bound */
  int64_t total;
  int64_t before; /* done in earlier sessions */
  int64_t done;   /* in this one; counted when committed */
  int64_t failed;
  uint64_t begun_ns, shown_ns;
  bool drawn; /* a bar stands there */
};

/* [total] runs, of which [before] are there already. */
void progress_begin(struct progress *progress, int64_t total, int64_t before, bool at_most,
                    bool quiet);

/* Shows it, if it is time. */
void progress_show(struct progress *progress);

/* Takes the bar away. */
void progress_end(struct progress *progress);

/* Seconds since it began. */
double progress_seconds(const struct progress *progress);

enum { PROGRESS_WORD_SIZE = 32 };

/* "1,234,567", or "3 min 20 s", in [text]. */
void progress_count(int64_t count, char text[PROGRESS_WORD_SIZE]);
void progress_span(double seconds, char text[PROGRESS_WORD_SIZE]);

#endif
