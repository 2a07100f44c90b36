/* demarche worker: the process that runs policies; started by the other commands. */
#include "base/number.h"
#include "cli/command.h"
#include "worker/worker.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int cmd_worker(int argc, char **argv) {
  struct worker_options options = {.fresh = DEMARCHE_SANITIZED != 0, .scribble = -1};
  for (int i = 1; i < argc; i++) {
    uint64_t byte = 0;
    if (strcmp(argv[i], "--fresh") == 0) {
      options.fresh = true;
    } else if (strcmp(argv[i], "--scribble") == 0 && i + 1 < argc &&
               number_parse_u64(argv[i + 1], &byte) && byte <= 255) {
      options.scribble = (int)byte;
      i++;
    } else {
      (void)fprintf(stderr, "demarche worker: found \"%.40s\"; it is started by other commands\n",
                    argv[i]);
      return EXIT_BAD_USAGE;
    }
  }
  return worker_main(STDIN_FILENO, STDOUT_FILENO, &options);
}
