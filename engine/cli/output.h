/* Where a command's results go when they may be long: standard output, or a file that appears under
 * its name only when it is complete. */
#ifndef DEMARCHE_CLI_OUTPUT_H
#define DEMARCHE_CLI_OUTPUT_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>

/* Zero-initialise; every output_open that succeeded is ended by output_close. */
struct output {
  int file;
  const char *path; /* as it was asked for, for messages; NULL: standard output */
  char *target;     /* what is replaced: [path] behind its symbolic links */
  char *temporary;  /* the unfinished file's name; NULL: it has none yet, or is written in place */
  bool in_place;    /* standard output, a device or a pipe: nothing to rename */
  struct text text; /* what is to be written next; add to it, then output_settle */
};

/* Opens [path] (kept; NULL or "-": standard output). What is a file is made anew beside the old
 * one, which stays as it is until output_close; nothing is left of the new one when the program is
 * killed before, where the file system knows nameless files. ERR_OUTPUT naming the path. */
enum err_code output_open(struct output *output, const char *path, struct err *err);

/* Writes what has gathered, if it is much. ERR_OUTPUT naming the path; ERR_NOMEM when the text is
 * cut. */
enum err_code output_settle(struct output *output, struct err *err);

/* Writes the rest, syncs, and gives the file its name if [keep]; else the old file stays. Frees.
 * Safe after an error; the first error is the one to show. */
enum err_code output_close(struct output *output, bool keep, struct err *err);

#endif
