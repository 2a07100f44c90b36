/* Slurm scripts as text. */
#include "host/slurm_script.h"

#include "base/shell.h"

#include <stdbool.h>
#include <string.h>

/* --- lines for sbatch --------------------------------------------------------------------------
 */

/* sbatch reads these lines by rules of its own: within double quotes a backslash takes the next
 * character as it is, # begins a comment only outside. */
static void add_directive(struct text *out, const char *option, const char *value) {
  if (value == NULL) {
    return;
  }
  text_add(out, "#SBATCH \"");
  text_add(out, option);
  for (const char *at = value; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\') {
      text_add(out, "\\");
    }
    text_add_bytes(out, at, 1);
  }
  text_add(out, "\"\n");
}

static void add_count(struct text *out, const char *option, int count) {
  text_add_format(out, "#SBATCH %s%d\n", option, count);
}

/* A backslash in a path switches sbatch's patterns off, and a line break ends the directive: the
 * logs of such a folder are opened by the script itself. */
static bool sbatch_can_name(const char *path) {
  return strpbrk(path, "\\\n") == NULL;
}

static void add_output(struct text *out, const struct slurm_plan *plan, const char *pattern) {
  struct text path = {0};
  if (!sbatch_can_name(plan->logs)) {
    text_add(out, "#SBATCH --output=/dev/null\n");
    return;
  }
  for (const char *at = plan->logs; *at != '\0'; at++) {
    text_add_bytes(&path, at, 1);
    if (*at == '%') {
      text_add(&path, "%");
    }
  }
  text_add_format(&path, "/%s", pattern);
  add_directive(out, "--output=", text_string(&path));
  out->failed = out->failed || path.failed;
  text_free(&path);
}

/* What both jobs have. */
static void add_common(struct text *out, const struct slurm_plan *plan) {
  text_add(out, "#SBATCH --open-mode=append\n#SBATCH --requeue\n");
  add_directive(out, "--partition=", plan->partition);
  add_directive(out, "--time=", plan->time);
  add_directive(out, "--mem=", plan->memory);
  for (int i = 0; i < plan->extra_count; i++) {
    add_directive(out, "", plan->extra[i]);
  }
}

/* --- commands ----------------------------------------------------------------------------------
 */

static void add_word(struct text *out, const char *word) {
  text_add(out, " ");
  shell_quote(out, word);
}

static void add_beginning(struct text *out, const struct slurm_plan *plan, const char *log) {
  if (!sbatch_can_name(plan->logs)) {
    text_add(out, "exec >>");
    shell_quote(out, plan->logs);
    text_add_format(out, "/%s 2>&1 || exit 6\n", log);
  }
  text_add(out, "cd --");
  add_word(out, plan->folder);
  text_add(out, " || exit 6\n");
  if (plan->home != NULL) {
    text_add(out, "DEMARCHE_HOME=");
    shell_quote(out, plan->home);
    text_add(out, "\nexport DEMARCHE_HOME\n");
  }
  text_add(out, "results=");
  shell_quote(out, plan->results);
  text_add(out, "\n");
}

/* Without the trap, a shell that gets SIGTERM ends at once, and Slurm kills what it has started. */
static const char array_remarks[] =
    "# It may be requeued, or submitted again, at any time: --resume goes on where the shard's "
    "file "
    "ends, or begins it.\n"
    "# Shards may lie on a network file system: there they are written with a rollback journal "
    "(TRUNCATE), since SQLite's\n"
    "# write-ahead log does not work between hosts. A file has one writer; a second one ends with "
    "status 75.\n"
    "# At a time limit, and before a requeue, Slurm sends SIGTERM: this shell waits until demarche "
    "has written what it has.\n";

static const char array_end[] =
    "status=$?\n"
    "# 1: some runs failed, and each is a row with its reason. The shard is complete, so the merge "
    "may begin.\n"
    "if [ \"$status\" -eq 1 ]; then\n"
    "  echo 'some runs of this shard failed; their rows say why' >&2\n"
    "  status=0\n"
    "fi\n"
    "exit \"$status\"\n";

void slurm_array_script(struct text *out, const struct slurm_plan *plan) {
  text_add(out, "#!/bin/sh\n");
  add_directive(out, "--job-name=", plan->name);
  text_add_format(out, "#SBATCH --array=1-%d", plan->shards);
  if (plan->at_once > 0) {
    text_add_format(out, "%%%d", plan->at_once);
  }
  text_add(out, "\n");
  add_count(out, "--cpus-per-task=", plan->cpus);
  add_output(out, plan, "demarche-%A_%a.log");
  add_common(out, plan);
  text_add_format(
      out,
      "\n# Written by demarche slurm: one of %d shards of a sweep. Paths are relative to "
      "the folder after cd.\n",
      plan->shards);
  text_add(out, array_remarks);
  text_add(out, "shard=${SLURM_ARRAY_TASK_ID:?expected from Slurm: this is a script for sbatch}\n"
                "trap : TERM\n");
  add_beginning(out, plan, "demarche-\"${SLURM_ARRAY_JOB_ID}_$shard\".log");
  shell_quote(out, plan->program);
  text_add(out, " sweep");
  for (int i = 0; i < plan->sweep_count; i++) {
    add_word(out, plan->sweep[i]);
  }
  text_add_format(out,
                  " \\\n  --shard \"$shard/%d\" --out \"$results.shard-$shard.db\" --resume --jobs "
                  "\"${SLURM_CPUS_PER_TASK:-%d}\"\n",
                  plan->shards, plan->cpus);
  text_add(out, array_end);
}

void slurm_merge_script(struct text *out, const struct slurm_plan *plan) {
  text_add(out, "#!/bin/sh\n");
  add_directive(out, "--job-name=", plan->name);
  add_count(out, "--cpus-per-task=", 1);
  add_output(out, plan, "demarche-%j_merge.log");
  add_common(out, plan);
  text_add_format(out,
                  "\n# Written by demarche slurm: joins the %d shards, once the array has ended "
                  "well. Joining twice does no harm.\n",
                  plan->shards);
  text_add(out, "trap : TERM\n");
  add_beginning(out, plan, "demarche-\"${SLURM_JOB_ID}\"_merge.log");
  text_add_format(out,
                  "shard=1\n"
                  "set --\n"
                  "while [ \"$shard\" -le %d ]; do\n"
                  "  set -- \"$@\" \"$results.shard-$shard.db\"\n"
                  "  shard=$((shard + 1))\n"
                  "done\n",
                  plan->shards);
  shell_quote(out, plan->program);
  text_add(out, " merge \"$results\" \"$@\"\n"
                "status=$?\n"
                "# 1: joined, and some runs had failed.\n"
                "[ \"$status\" -eq 1 ] && exit 0\n"
                "exit \"$status\"\n");
}
