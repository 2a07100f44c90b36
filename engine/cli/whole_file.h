/* Files that are read as a whole. */
#ifndef DEMARCHE_CLI_WHOLE_FILE_H
#define DEMARCHE_CLI_WHOLE_FILE_H

#include "base/err.h"

#include <stddef.h>

/* The bytes of a CSV file of at most [most_mib] MiB, malloc'ed; NULL with ERR_INVALID naming the
 * path. */
char *whole_file_read(const char *path, int most_mib, size_t *length, struct err *err);

#endif
