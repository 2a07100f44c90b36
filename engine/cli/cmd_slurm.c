/* demarche slurm: a job array of a sweep's shards, and the merge that depends on it. */
#include "base/number.h"
#include "base/shell.h"
#include "cli/command.h"
#include "cli/slurm_submit.h"
#include "host/child.h"
#include "host/file_put.h"
#include "host/pool.h"
#include "host/slurm_script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, SCRIPT_MODE = 0777, FOLDER_MODE = 0777 };
enum { KEY_SHARDS = 256, KEY_SUBMIT, KEY_OUT, KEY_MEMORY, KEY_SBATCH, KEY_FORCE, KEY_AT_ONCE };

struct slurm_command {
  struct slurm_plan plan;
  char *spec;
  const char *directory;
  const char *extra[SLURM_EXTRA_MAX];
  bool submit, force;
  /* owned */
  struct text folder, logs, results, name;
  struct slurm_scripts scripts;
  char program[PATH_ROOM];
};

static const struct argp_option option_table[] = {
    {"shards", KEY_SHARDS, "N", 0, "Number of shards, each a task of the job array (required)", 0},
    {"submit", KEY_SUBMIT, NULL, 0, "Submit both jobs with sbatch, instead of printing how to", 0},
    {"out", KEY_OUT, "RESULTS", 0, "The merged file (default: named as SPEC, with .db)", 0},
    {"directory", 'o', "DIR", 0, "Folder for the scripts and logs, made if missing (default: .)",
     0},
    {"partition", 'p', "P", 0, "Partition, as sbatch takes it", 0},
    {"time", 't', "T", 0, "Time limit of a job, as sbatch takes it", 0},
    {"mem", KEY_MEMORY, "M", 0, "Memory of a job, as sbatch takes it", 0},
    {"cpus", 'c', "N", 0, "Processors of a task, all used (default 1)", 0},
    {"at-once", KEY_AT_ONCE, "N", 0, "Most tasks that may run at the same time", 0},
    {"sbatch", KEY_SBATCH, "OPTION", 0,
     "A further option of sbatch for both jobs, as --sbatch=--account=x; may be repeated", 0},
    {"force", KEY_FORCE, NULL, 0, "Replace scripts that are there already", 0},
    {NULL, 0, NULL, 0, NULL, 0},
};

/* --- the command line --------------------------------------------------------------------------
 */

static int take_count(const char *option, const char *text, int most, struct argp_state *state) {
  uint64_t number = 0;
  if (!number_parse_u64(text, &number) || number < 1 || number > (uint64_t)most) {
    argp_error(state, "--%s: found \"%.40s\"; expected a whole number from 1 to %d", option, text,
               most);
  }
  return (int)number;
}

/* What sbatch reads from a line of the script. */
static const char *take_line(const char *option, const char *text, struct argp_state *state) {
  if (text[0] == '\0' || strpbrk(text, "\r\n") != NULL) {
    argp_error(state, "--%s: found %s; expected a word for sbatch", option,
               text[0] == '\0' ? "nothing" : "a line break");
  }
  return text;
}

static bool is_option(const char *text, const char *option) {
  size_t length = strlen(option);
  return strncmp(text, option, length) == 0 && (text[length] == '\0' || text[length] == '=');
}

/* Those that would make the two jobs something else. */
static void take_extra(struct slurm_command *command, const char *text, struct argp_state *state) {
  static const char *const refused[] = {"--array", "--wait", "--parsable", "--test-only"};
  bool is_short = strncmp(text, "-a", 2) == 0 || strcmp(text, "-W") == 0;
  (void)take_line("sbatch", text, state);
  if (text[0] != '-') {
    argp_error(state, "--sbatch: found \"%.40s\"; expected an option, as --account=x", text);
  }
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    if (is_short || is_option(text, refused[i])) {
      argp_error(state,
                 "--sbatch: found \"%.40s\"; expected an option that both jobs may have (--shards "
                 "and --at-once say what the array is)",
                 text);
    }
  }
  if (command->plan.extra_count == SLURM_EXTRA_MAX) {
    argp_error(state, "--sbatch: found more than %d", (int)SLURM_EXTRA_MAX);
  }
  command->extra[command->plan.extra_count++] = text;
}

static void check_complete(const struct slurm_command *command, struct argp_state *state) {
  if (command->spec == NULL) {
    argp_error(state, "found no SPEC; expected a sweep's Lua file, or a scenario with the sweep's "
                      "options after --");
  }
  if (command->plan.shards == 0) {
    argp_error(state, "found no --shards; expected the number of tasks");
  }
}

static error_t take_option(int key, char *text, struct argp_state *state) {
  struct slurm_command *command = state->input;
  struct slurm_plan *plan = &command->plan;
  switch (key) {
  case KEY_SHARDS:
    plan->shards = take_count("shards", text, SLURM_SHARDS_MAX, state);
    return 0;
  case KEY_AT_ONCE:
    plan->at_once = take_count("at-once", text, SLURM_SHARDS_MAX, state);
    return 0;
  case 'c':
    plan->cpus = take_count("cpus", text, POOL_JOBS_MAX, state);
    return 0;
  case KEY_SUBMIT:
    command->submit = true;
    return 0;
  case KEY_FORCE:
    command->force = true;
    return 0;
  case KEY_OUT:
    plan->results = text;
    return 0;
  case 'o':
    command->directory = text;
    return 0;
  case 'p':
    plan->partition = take_line("partition", text, state);
    return 0;
  case 't':
    plan->time = take_line("time", text, state);
    return 0;
  case KEY_MEMORY:
    plan->memory = take_line("mem", text, state);
    return 0;
  case KEY_SBATCH:
    take_extra(command, text, state);
    return 0;
  case ARGP_KEY_ARG:
    if (command->spec != NULL) {
      argp_error(state, "found a second SPEC \"%.60s\"; expected the sweep's options after --",
                 text);
    }
    command->spec = text;
    return 0;
  case ARGP_KEY_END:
    check_complete(command, state);
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

/* The sweep's options begin after "--"; those that the scripts set themselves are refused. */
static int check_sweep_options(const struct slurm_plan *plan) {
  static const char *const ours[] = {"--shard", "--out", "--resume", "--jobs", "--dry-run"};
  for (int i = 1; i < plan->sweep_count; i++) {
    for (size_t k = 0; k < sizeof ours / sizeof ours[0]; k++) {
      if (is_option(plan->sweep[i], ours[k])) {
        (void)fprintf(stderr,
                      "demarche slurm: found %s among the sweep's options; expected none "
                      "that the scripts set: --shard, --out, --resume, --jobs\n",
                      ours[k]);
        return EXIT_BAD_USAGE;
      }
    }
  }
  return 0;
}

/* --- where things are --------------------------------------------------------------------------
 */

/* "crisis" of "../plans/crisis.lua" and of "crisis/". */
static void add_stem(struct text *out, const char *spec) {
  size_t end = strlen(spec);
  while (end > 1 && spec[end - 1] == '/') {
    end--;
  }
  size_t begin = end;
  while (begin > 0 && spec[begin - 1] != '/') {
    begin--;
  }
  if (end - begin > 4 && strncmp(spec + end - 4, ".lua", 4) == 0) {
    end -= 4;
  }
  bool plain = end > begin && spec[begin] != '.' && spec[begin] != '/';
  text_add_bytes(out, plain ? spec + begin : "sweep", plain ? end - begin : strlen("sweep"));
}

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

/* A path that begins with - would be an option of merge. */
static void set_results(struct slurm_command *command) {
  const char *given = command->plan.results;
  if (given == NULL) {
    add_stem(&command->results, command->spec);
    text_add(&command->results, ".db");
  } else {
    text_add(&command->results, given);
  }
  if (command->results.length > 0 && command->results.bytes[0] == '-') {
    struct text marked = {0};
    text_add_format(&marked, "./%s", command->results.bytes);
    text_free(&command->results);
    command->results = marked;
  }
  command->plan.results = text_string(&command->results);
}

static void set_name(struct slurm_command *command) {
  text_add(&command->name, "demarche-");
  for (const char *at = last_part(command->plan.results); *at != '\0'; at++) {
    bool fit = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
               (*at >= '0' && *at <= '9') || *at == '.' || *at == '-';
    text_add_bytes(&command->name, fit ? at : "_", 1);
  }
  command->plan.name = text_string(&command->name);
}

static enum err_code set_folders(struct slurm_command *command, struct err *err) {
  /* The name under which the user came here, which other hosts may know when the real one is not
   * theirs. */
  char *here = get_current_dir_name();
  if (here == NULL) {
    return err_set(err, ERR_OUTPUT, ".", "cannot be found: %s", strerror(errno));
  }
  const char *directory = command->directory;
  text_add(&command->folder, here);
  free(here);
  if (strcmp(directory, ".") == 0) {
    text_add(&command->logs, command->folder.bytes);
  } else {
    text_add_format(&command->logs, "%s%s%s",
                    directory[0] == '/' ? "" : text_string(&command->folder),
                    directory[0] == '/' ? "" : "/", directory);
  }
  command->plan.folder = text_string(&command->folder);
  command->plan.logs = text_string(&command->logs);
  return ERR_OK;
}

static enum err_code set_program(struct slurm_command *command, struct err *err) {
  ssize_t length = readlink("/proc/self/exe", command->program, sizeof command->program - 1);
  if (length <= 0) {
    return err_set(err, ERR_INTERNAL, "/proc/self/exe", "cannot be read: %s", strerror(errno));
  }
  command->program[length] = '\0';
  command->plan.program = command->program;
  const char *home = getenv("DEMARCHE_HOME");
  command->plan.home = home != NULL && home[0] != '\0' ? home : NULL;
  return ERR_OK;
}

static enum err_code set_paths(struct slurm_command *command, struct err *err) {
  set_results(command);
  const char *base = last_part(command->plan.results);
  if (base[0] == '\0') {
    return err_set(err, ERR_OUTPUT, command->plan.results, "found a folder; expected a file");
  }
  set_name(command);
  enum err_code rc = set_program(command, err);
  rc = rc == ERR_OK ? set_folders(command, err) : rc;
  if (rc == ERR_OK) {
    text_add_format(&command->scripts.array, "%s/%s.array.sh", command->plan.logs, base);
    text_add_format(&command->scripts.merge, "%s/%s.merge.sh", command->plan.logs, base);
  }
  return rc;
}

/* --- what it does ------------------------------------------------------------------------------
 */

/* A sweep that cannot run is found now, not in each of the tasks; its costs are those of a task.
 * Returns the exit status. */
static int check_sweep(const struct slurm_command *command) {
  const struct slurm_plan *plan = &command->plan;
  struct text said = {0};
  struct err err = {0};
  char shard[32];
  char jobs[16];
  int status = 0;
  const char **argv = calloc((size_t)plan->sweep_count + 8, sizeof *argv);
  if (argv == NULL) {
    (void)err_set(&err, ERR_NOMEM, NULL, "no memory for the arguments");
    return command_fail(&err);
  }
  int count = 0;
  argv[count++] = plan->program;
  argv[count++] = "sweep";
  for (int i = 0; i < plan->sweep_count; i++) {
    argv[count++] = plan->sweep[i];
  }
  (void)snprintf(shard, sizeof shard, "1/%d", plan->shards);
  (void)snprintf(jobs, sizeof jobs, "%d", plan->cpus);
  const char *const ours[] = {"--shard", shard, "--jobs", jobs, "--dry-run"};
  memcpy(argv + count, ours, sizeof ours);
  if (child_run(argv, &said, &status, &err) != ERR_OK) {
    status = command_fail(&err);
  }
  (void)fputs(text_string(&said), stderr);
  text_free(&said);
  free(argv);
  return status;
}

/* Before anything is written, so that there are both scripts or none. */
static enum err_code refuse_existing(const struct slurm_command *command, struct err *err) {
  const struct text *paths[] = {&command->scripts.array, &command->scripts.merge};
  struct stat status;
  for (size_t i = 0; i < 2 && !command->force; i++) {
    if (lstat(text_string(paths[i]), &status) == 0) {
      return err_set(err, ERR_OUTPUT, last_part(text_string(paths[i])),
                     "is there already; expected a new file, or --force to replace it");
    }
  }
  return ERR_OK;
}

static enum err_code write_scripts(const struct slurm_command *command, struct err *err) {
  struct text array = {0};
  struct text merge = {0};
  enum err_code rc = ERR_OK;
  if (mkdir(command->plan.logs, FOLDER_MODE) != 0 && errno != EEXIST) {
    rc = err_set(err, ERR_OUTPUT, command->plan.logs, "cannot be made: %s", strerror(errno));
  }
  slurm_array_script(&array, &command->plan);
  slurm_merge_script(&merge, &command->plan);
  if (rc == ERR_OK) {
    rc = file_put(text_string(&command->scripts.array), &array, SCRIPT_MODE, command->force, err);
  }
  if (rc == ERR_OK) {
    rc = file_put(text_string(&command->scripts.merge), &merge, SCRIPT_MODE, command->force, err);
  }
  text_free(&array);
  text_free(&merge);
  return rc;
}

static void add_commands(struct text *out, const struct slurm_command *command) {
  text_add(out, "array=$(sbatch --parsable ");
  shell_quote_shown(out, text_string(&command->scripts.array));
  text_add(out, ")\nsbatch --parsable --dependency=afterok:\"${array%%;*}\" ");
  shell_quote_shown(out, text_string(&command->scripts.merge));
  text_add(out, "\n");
}

static int act(struct slurm_command *command) {
  struct text out = {0};
  struct err err = {0};
  int status = check_sweep_options(&command->plan);
  if (status != 0) {
    return status;
  }
  if (set_paths(command, &err) != ERR_OK || refuse_existing(command, &err) != ERR_OK) {
    return command_fail(&err);
  }
  status = check_sweep(command);
  if (status != 0) {
    return status;
  }
  if (write_scripts(command, &err) != ERR_OK) {
    return command_fail(&err);
  }
  if (command->submit) {
    return slurm_submit(&command->scripts, &command->plan);
  }
  add_commands(&out, command);
  status = command_print(&out);
  text_free(&out);
  return status;
}

static void free_command(struct slurm_command *command) {
  text_free(&command->folder);
  text_free(&command->logs);
  text_free(&command->results);
  text_free(&command->name);
  text_free(&command->scripts.array);
  text_free(&command->scripts.merge);
}

int cmd_slurm(int argc, char **argv) {
  static const struct argp argp = {
      option_table,
      take_option,
      "SPEC [-- SWEEP-OPTION...]",
      "Write the Slurm scripts of a sweep in shards: a job array, and the job that merges its "
      "files when it has ended well. SPEC is a sweep's Lua file, or a scenario with the sweep's "
      "options after --.\v"
      "Examples:\n"
      "  demarche slurm plan.lua --shards 16 --cpus 8 --time 2:00:00 --submit\n"
      "  demarche slurm my-crisis --shards 4 --out many.db -- --reps 5000\n\n"
      "RESULTS.array.sh does the shards, each into RESULTS.shard-I.db; RESULTS.merge.sh joins them "
      "into RESULTS. A task that was requeued, killed or submitted again goes on where its file "
      "ends; `sbatch --array=3,7 RESULTS.array.sh` does two shards again.\n\n"
      "The sweep is checked first (as sweep --dry-run --shard 1/N), with its exit statuses. 6: a "
      "script is there already or cannot be written, or sbatch is missing or did not take a job "
      "(the scripts remain).",
      NULL,
      NULL,
      NULL};
  struct slurm_command command = {.directory = ".", .plan = {.cpus = 1}};
  int own = 1;
  while (own < argc && strcmp(argv[own], "--") != 0) {
    own++;
  }
  int status = command_parse(&argp, "demarche slurm", own, argv, &command);
  if (status >= 0) {
    return status;
  }
  /* SPEC takes the place of "--", so that it and the options are one list. */
  char *alone[] = {NULL, NULL};
  char **sweep = own < argc ? argv + own : alone;
  sweep[0] = command.spec;
  command.plan.sweep = (const char *const *)sweep;
  command.plan.sweep_count = own < argc ? argc - own : 1;
  command.plan.extra = command.extra;
  status = act(&command);
  free_command(&command);
  return status;
}
