/* Submitting two scripts, one after the other. */
#include "cli/slurm_submit.h"

#include "base/shell.h"
#include "cli/command.h"
#include "host/child.h"

#include <stdio.h>
#include <string.h>

enum { JOB_ROOM = 128 };

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

/* A job as sbatch names it: its number, and the cluster where there are several. */
struct job {
  char number[JOB_ROOM];
  char cluster[JOB_ROOM];
};

/* Reads "123" or "123;cluster", the last line of what sbatch prints. */
static bool read_job(const char *said, struct job *job) {
  size_t length = strspn(said, "0123456789");
  *job = (struct job){0};
  if (length == 0 || length >= sizeof job->number) {
    return false;
  }
  memcpy(job->number, said, length);
  said += length;
  if (*said == ';') {
    said++;
    length = strcspn(said, "\n");
    if (length == 0 || length >= sizeof job->cluster) {
      return false;
    }
    memcpy(job->cluster, said, length);
    said += length;
  }
  return strcmp(said, "\n") == 0;
}

/* Submits one script; [dependency] may be NULL. */
static enum err_code submit(const struct text *script, const char *dependency, struct job *job,
                            struct err *err) {
  const char *argv[] = {"sbatch", "--parsable", text_string(script), NULL, NULL};
  struct text said = {0};
  int status = 0;
  if (dependency != NULL) {
    argv[3] = argv[2];
    argv[2] = dependency;
  }
  enum err_code rc = child_run(argv, &said, &status, err);
  if (rc == ERR_OK && status != 0) {
    rc = err_set(err, ERR_OUTPUT, "sbatch", "did not take %s (exit status %d)",
                 file_name(text_string(script)), status);
  } else if (rc == ERR_OK && !read_job(text_string(&said), job)) {
    rc = err_set(err, ERR_OUTPUT, "sbatch", "found \"%.60s\"; expected a job's number",
                 text_string(&said));
  }
  text_free(&said);
  return rc;
}

static void add_watching(struct text *out, const struct slurm_scripts *scripts,
                         const struct slurm_plan *plan, const struct job *array,
                         const struct job *merge) {
  struct text cluster = {0};
  if (array->cluster[0] != '\0') {
    text_add(&cluster, "-M ");
    shell_quote_shown(&cluster, array->cluster);
    text_add(&cluster, " ");
  }
  text_add_format(out, "array %s: shards 1 to %d\nmerge %s: when all of them have ended well\n",
                  array->number, plan->shards, merge->number);
  text_add_format(out, "watch: squeue %s-j %s,%s\n", text_string(&cluster), array->number,
                  merge->number);
  text_add_format(out, "stop:  scancel %s%s %s\n", text_string(&cluster), array->number,
                  merge->number);
  text_add(out, "logs:  ");
  shell_quote_shown(out, plan->logs);
  text_add_format(out, "/demarche-%s_*.log\n", array->number);
  text_add_format(
      out,
      "If task I does not end well, merge %s never begins: cancel it. Then let the task "
      "go on where it was,\n  sbatch --array=I ",
      merge->number);
  shell_quote_shown(out, text_string(&scripts->array));
  text_add(out, "\nand once it has ended, join the shards:\n  sbatch ");
  shell_quote_shown(out, text_string(&scripts->merge));
  text_add(out, "\n");
  text_free(&cluster);
}

/* Returns the exit status. Once the array is in, it stays there whatever becomes of the merge. */
int slurm_submit(const struct slurm_scripts *scripts, const struct slurm_plan *plan) {
  char dependency[JOB_ROOM + 32];
  struct text out = {0};
  struct err err = {0};
  struct job array;
  struct job merge;
  int status = 0;
  if (submit(&scripts->array, NULL, &array, &err) != ERR_OK) {
    return command_fail(&err);
  }
  (void)snprintf(dependency, sizeof dependency, "--dependency=afterok:%s", array.number);
  if (submit(&scripts->merge, dependency, &merge, &err) == ERR_OK) {
    add_watching(&out, scripts, plan, &array, &merge);
    status = command_print(&out);
  } else {
    status = command_fail(&err);
    text_add_format(&out, "demarche: the array %s is submitted; its merge is not. Type:\n",
                    array.number);
    text_add_format(&out, "  sbatch --parsable %s ", dependency);
    shell_quote_shown(&out, text_string(&scripts->merge));
    (void)fprintf(stderr, "%s\n", text_string(&out));
  }
  text_free(&out);
  return status;
}
