/* The worker process: reads requests, runs, writes answers. */
#ifndef DEMARCHE_WORKER_WORKER_H
#define DEMARCHE_WORKER_WORKER_H

#include <stdbool.h>

struct worker_options {
  bool fresh;   /* load anew from malloc for each run, as sanitized builds do */
  int scribble; /* -1, or a byte to fill the arena's unused part with before each run */
};

/* Serves requests on file [in], answering on [out], until [in] ends. Returns the exit status. */
int worker_main(int in, int out, const struct worker_options *options);

#endif
