/* Jobs of a pool, in the order in which they are to be done. */
#ifndef DEMARCHE_HOST_JOB_LIST_H
#define DEMARCHE_HOST_JOB_LIST_H

#include "base/text.h"

#include <stdint.h>

/* One job, malloc'ed; it is in one list at a time. */
struct job {
  int64_t id;
  int attempts; /* times it was handed out */
  int spared;   /* of them, those that somebody else ended */
  struct text request;
  struct job *next;
};

/* Zero-initialise. */
struct job_list {
  struct job *first, *last;
  int count;
};

/* Adds at the end. */
void job_list_add(struct job_list *list, struct job *job);

/* Takes the first; NULL when there is none. */
struct job *job_list_take(struct job_list *list);

/* Frees a job that is in no list, or NULL. */
void job_free(struct job *job);

/* Frees all that are in it. */
void job_list_free(struct job_list *list);

#endif
