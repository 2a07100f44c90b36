/* The Slurm scripts, run by a shell as Slurm would, with a program in the place of demarche that
 * tells what it was asked. */
#include "base/shell.h"
#include "host/child.h"
#include "host/file_put.h"
#include "host/slurm_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { PATH_ROOM = 256 };

/* The name of the folder in which everything stands: what a path may hold. */
static const char awkward[] = "it's \"50%\" $HOME\n`x` \\ #\xc3\xa9";

struct stand {
  char top[64], folder[PATH_ROOM], program[2 * PATH_ROOM], script[PATH_ROOM];
  struct slurm_plan plan;
};

static int open_stand(void **state) {
  struct stand *stand = calloc(1, sizeof *stand);
  if (stand == NULL) {
    return -1;
  }
  *state = stand;
  (void)snprintf(stand->top, sizeof stand->top, "/tmp/slurm_script_XXXXXX");
  if (mkdtemp(stand->top) == NULL) {
    return -1;
  }
  (void)snprintf(stand->folder, sizeof stand->folder, "%s/%s", stand->top, awkward);
  (void)snprintf(stand->program, sizeof stand->program, "%s/the program", stand->folder);
  (void)snprintf(stand->script, sizeof stand->script, "%s/script", stand->top);
  stand->plan = (struct slurm_plan){.program = stand->program,
                                    .folder = stand->folder,
                                    .logs = stand->top,
                                    .name = "demarche-test",
                                    .results = "my results.db",
                                    .shards = 12,
                                    .cpus = 3};
  return mkdir(stand->folder, 0777);
}

static int close_stand(void **state) {
  struct stand *stand = *state;
  const char *argv[] = {"rm", "-r", stand->top, NULL};
  struct text out = {0};
  int status = 0;
  enum err_code rc = child_run(argv, &out, &status, NULL);
  text_free(&out);
  free(stand);
  return rc == ERR_OK ? status : -1;
}

static void put(const char *path, const struct text *text) {
  assert_int_equal(file_put(path, text, 0777, true, NULL), ERR_OK);
}

/* Makes the program: a shell script that ends with these lines. */
static void set_program(const struct stand *stand, const char *lines) {
  struct text text = {0};
  text_add_format(&text, "#!/bin/sh\n%s\n", lines);
  put(stand->program, &text);
  text_free(&text);
}

/* Runs the script as task 7 of job 40 and returns its exit status; its output in [out]. */
static int run_script(const struct stand *stand, const struct text *script, struct text *out) {
  const char *argv[] = {"env",
                        "SLURM_ARRAY_TASK_ID=7",
                        "SLURM_ARRAY_JOB_ID=40",
                        "SLURM_JOB_ID=41",
                        "/bin/sh",
                        stand->script,
                        NULL};
  int status = -1;
  put(stand->script, script);
  text_clear(out);
  assert_int_equal(child_run(argv, out, &status, NULL), ERR_OK);
  return status;
}

/* What the program is asked by the array's script. */
static const char tell[] = "printf '%s|' \"$@\"; printf '%s' \"$PWD\"";

static void sweep_gets_its_words(void **state) {
  struct stand *stand = *state;
  const char *words[] = {"plans/the plan's.lua", "--vary", "a.b=0:1:3", "--until",
                         "ci(war) < 0.1",        "\n",     ""};
  struct text script = {0};
  struct text out = {0};
  struct text expected = {0};
  set_program(stand, tell);
  stand->plan.sweep = words;
  stand->plan.sweep_count = 7;
  slurm_array_script(&script, &stand->plan);
  assert_int_equal(run_script(stand, &script, &out), 0);
  text_add_format(
      &expected,
      "sweep|plans/the plan's.lua|--vary|a.b=0:1:3|--until|ci(war) < 0.1|\n||--shard|7/12|"
      "--out|my results.db.shard-7.db|--resume|--jobs|3|%s",
      stand->folder);
  assert_string_equal(text_string(&out), text_string(&expected));
  text_free(&script);
  text_free(&out);
  text_free(&expected);
}

static void merge_gets_every_shard(void **state) {
  struct stand *stand = *state;
  struct text script = {0};
  struct text out = {0};
  struct text expected = {0};
  set_program(stand, tell);
  stand->plan.results = awkward;
  slurm_merge_script(&script, &stand->plan);
  assert_int_equal(run_script(stand, &script, &out), 0);
  text_add_format(&expected, "merge|%s|", awkward);
  for (int i = 1; i <= 12; i++) {
    text_add_format(&expected, "%s.shard-%d.db|", awkward, i);
  }
  text_add(&expected, stand->folder);
  assert_string_equal(text_string(&out), text_string(&expected));
  text_free(&script);
  text_free(&out);
  text_free(&expected);
}

/* 0 and 1 let the merge begin: with 1 all runs are recorded. All else must not. */
static void statuses_are_those_of_slurm(void **state) {
  struct stand *stand = *state;
  static const struct {
    const char *program;
    int wanted;
  } ends[] = {{"exit 0", 0}, {"exit 1", 0},   {"exit 2", 2},     {"exit 3", 3},      {"exit 5", 5},
              {"exit 6", 6}, {"exit 75", 75}, {"exit 143", 143}, {"kill -9 $$", 137}};
  const char *words[] = {"plan.lua"};
  stand->plan.sweep = words;
  stand->plan.sweep_count = 1;
  for (int which = 0; which < 2; which++) {
    struct text script = {0};
    struct text out = {0};
    (which == 0 ? slurm_array_script : slurm_merge_script)(&script, &stand->plan);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
      set_program(stand, ends[i].program);
      assert_int_equal(run_script(stand, &script, &out), ends[i].wanted);
    }
    text_free(&script);
    text_free(&out);
  }
}

/* Slurm's SIGTERM goes to the shell as well; it waits for the program and passes on its status. */
static void shell_waits_for_the_program(void **state) {
  struct stand *stand = *state;
  const char *words[] = {"plan.lua"};
  struct text script = {0};
  struct text out = {0};
  set_program(stand, "kill -TERM $PPID; echo written; exit 9");
  stand->plan.sweep = words;
  stand->plan.sweep_count = 1;
  slurm_array_script(&script, &stand->plan);
  assert_int_equal(run_script(stand, &script, &out), 9);
  assert_string_equal(text_string(&out), "written\n");
  text_clear(&script);
  slurm_merge_script(&script, &stand->plan);
  assert_int_equal(run_script(stand, &script, &out), 9);
  text_free(&script);
  text_free(&out);
}

/* Folders that sbatch cannot name get their logs all the same. */
static void logs_go_where_they_should(void **state) {
  struct stand *stand = *state;
  const char *words[] = {"plan.lua"};
  char path[2 * PATH_ROOM];
  struct text script = {0};
  struct text out = {0};
  set_program(stand, "echo to the log; echo here too >&2; printf '%s' \"$DEMARCHE_HOME\"");
  stand->plan.sweep = words;
  stand->plan.sweep_count = 1;
  stand->plan.home = awkward;
  stand->plan.logs = stand->folder;
  slurm_array_script(&script, &stand->plan);
  assert_non_null(strstr(text_string(&script), "\n#SBATCH --output=/dev/null\n"));
  assert_int_equal(run_script(stand, &script, &out), 0);
  assert_string_equal(text_string(&out), "");
  (void)snprintf(path, sizeof path, "%s/demarche-40_7.log", stand->folder);
  const char *argv[] = {"cat", path, NULL};
  int status = -1;
  assert_int_equal(child_run(argv, &out, &status, NULL), ERR_OK);
  text_clear(&script);
  text_add_format(&script, "to the log\nhere too\n%s", awkward);
  assert_string_equal(text_string(&out), text_string(&script));
  text_free(&script);
  text_free(&out);
}

/* Lines for sbatch stand before the first command, each value in quotes of sbatch's own kind. */
static void directives_are_quoted_for_sbatch(void **state) {
  struct stand *stand = *state;
  const char *words[] = {"plan.lua"};
  const char *extra[] = {"--comment=a \"b\" \\ #c", "-A lab"};
  struct text script = {0};
  stand->plan.sweep = words;
  stand->plan.sweep_count = 1;
  stand->plan.logs = "/cluster/50% \"q\"";
  stand->plan.partition = "long";
  stand->plan.time = "1-02:00:00";
  stand->plan.memory = "4G";
  stand->plan.at_once = 5;
  stand->plan.extra = extra;
  stand->plan.extra_count = 2;
  slurm_array_script(&script, &stand->plan);
  static const char *const lines[] = {
      "\n#SBATCH --array=1-12%5\n",
      "\n#SBATCH --cpus-per-task=3\n",
      "\n#SBATCH \"--job-name=demarche-test\"\n",
      "\n#SBATCH \"--output=/cluster/50%% \\\"q\\\"/demarche-%A_%a.log\"\n",
      "\n#SBATCH --requeue\n",
      "\n#SBATCH --open-mode=append\n",
      "\n#SBATCH \"--partition=long\"\n",
      "\n#SBATCH \"--time=1-02:00:00\"\n",
      "\n#SBATCH \"--mem=4G\"\n",
      "\n#SBATCH \"--comment=a \\\"b\\\" \\\\ #c\"\n",
      "\n#SBATCH \"-A lab\"\n",
  };
  const char *first_command = strstr(text_string(&script), "\nshard=");
  assert_non_null(first_command);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    const char *found = strstr(text_string(&script), lines[i]);
    if (found == NULL || found > first_command) {
      fail_msg("found no %s in\n%s", lines[i], text_string(&script));
    }
  }
  text_clear(&script);
  slurm_merge_script(&script, &stand->plan);
  assert_null(strstr(text_string(&script), "--array"));
  assert_non_null(strstr(text_string(&script), "\n#SBATCH --cpus-per-task=1\n"));
  assert_non_null(strstr(text_string(&script), "\n#SBATCH \"--partition=long\"\n"));
  text_free(&script);
}

/* Outside an array the script says what it is for, and runs nothing. */
static void script_needs_a_task(void **state) {
  struct stand *stand = *state;
  const char *words[] = {"plan.lua"};
  struct text script = {0};
  struct text out = {0};
  set_program(stand, "echo ran");
  stand->plan.sweep = words;
  stand->plan.sweep_count = 1;
  slurm_array_script(&script, &stand->plan);
  put(stand->script, &script);
  text_clear(&script);
  text_add(&script, "unset SLURM_ARRAY_TASK_ID; sh ");
  shell_quote(&script, stand->script);
  text_add(&script, " 2>&1");
  const char *argv[] = {"sh", "-c", text_string(&script), NULL};
  int status = 0;
  assert_int_equal(child_run(argv, &out, &status, NULL), ERR_OK);
  assert_int_not_equal(status, 0);
  assert_non_null(strstr(text_string(&out), "this is a script for sbatch"));
  assert_null(strstr(text_string(&out), "ran"));
  text_free(&script);
  text_free(&out);
}

#define STAND(test) cmocka_unit_test_setup_teardown(test, open_stand, close_stand)

int main(void) {
  const struct CMUnitTest tests[] = {
      STAND(sweep_gets_its_words),        STAND(merge_gets_every_shard),
      STAND(statuses_are_those_of_slurm), STAND(shell_waits_for_the_program),
      STAND(logs_go_where_they_should),   STAND(directives_are_quoted_for_sbatch),
      STAND(script_needs_a_task),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
