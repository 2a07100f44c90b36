/* Another program, run to its end with what it prints kept: for commands that answer in a line,
 * such as sbatch. The worker processes are not run this way. */
#ifndef DEMARCHE_HOST_CHILD_H
#define DEMARCHE_HOST_CHILD_H

#include "base/err.h"
#include "base/text.h"

/* Runs argv[0], looked for in PATH unless it holds a slash, with the arguments argv[1].. up to a
 * NULL. Its standard input is empty, its standard error is ours; its standard output is added to
 * [out]. [status] becomes its exit status, or 128 plus the number of the signal that ended it.
 * ERR_OUTPUT, naming the program, if it cannot be started or listened to. No shell is involved. */
enum err_code child_run(const char *const *argv, struct text *out, int *status, struct err *err);

#endif
