/* The two Slurm scripts of a sharded sweep: a job array, one shard a task, and the job that merges
 * the shards when all tasks have ended well.
 *
 * Both are POSIX shell and complete in themselves: `sbatch SCRIPT` is all that is needed. A task
 * may be requeued or submitted again at any time, since it resumes its shard's file, or starts it.
 */
#ifndef DEMARCHE_HOST_SLURM_SCRIPT_H
#define DEMARCHE_HOST_SLURM_SCRIPT_H

#include "base/text.h"

/* Slurm's own limit is 1001 tasks unless the cluster raised it (MaxArraySize). */
enum { SLURM_SHARDS_MAX = 1000, SLURM_EXTRA_MAX = 32 };

/* What the scripts are made from. All strings are the caller's; any bytes are allowed in paths and
 * words of the sweep, but no line breaks in what is for sbatch (name, partition, time, memory,
 * extra). */
struct slurm_plan {
  const char *program;      /* absolute path of demarche */
  const char *folder;       /* absolute: where the relative paths of the sweep begin */
  const char *logs;         /* absolute: the folder of the logs */
  const char *name;         /* of the jobs; letters, digits, . _ - */
  const char *home;         /* DEMARCHE_HOME; NULL if not set */
  const char *const *sweep; /* [sweep_count]: what follows `demarche sweep`, from SPEC on */
  int sweep_count;
  const char *results;   /* the merged file; shard I is "RESULTS.shard-I.db" */
  int shards;            /* 1 to SLURM_SHARDS_MAX */
  int at_once;           /* tasks that may run at the same time; 0: as many as there is room for */
  int cpus;              /* of a task, and its number of jobs */
  const char *partition; /* NULL here and below: the cluster's default */
  const char *time;      /* limit, as sbatch takes it: "2:00:00" */
  const char *memory;    /* of a node, as sbatch takes it: "4G" */
  const char *const *extra; /* [extra_count]: options for sbatch, "--account=x"; they win */
  int extra_count;
};

void slurm_array_script(struct text *out, const struct slurm_plan *plan);
void slurm_merge_script(struct text *out, const struct slurm_plan *plan);

#endif
