/* Lists of jobs. */
#include "host/job_list.h"

#include <stdlib.h>

void job_list_add(struct job_list *list, struct job *job) {
  job->next = NULL;
  if (list->last == NULL) {
    list->first = job;
  } else {
    list->last->next = job;
  }
  list->last = job;
  list->count++;
}

struct job *job_list_take(struct job_list *list) {
  struct job *job = list->first;
  if (job != NULL) {
    list->first = job->next;
    list->last = list->first == NULL ? NULL : list->last;
    list->count--;
  }
  return job;
}

void job_free(struct job *job) {
  if (job != NULL) {
    text_free(&job->request);
    free(job);
  }
}

void job_list_free(struct job_list *list) {
  for (struct job *job = job_list_take(list); job != NULL; job = job_list_take(list)) {
    job_free(job);
  }
}
