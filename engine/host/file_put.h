/* A whole file or none: what is written appears under its name when it is complete. */
#ifndef DEMARCHE_HOST_FILE_PUT_H
#define DEMARCHE_HOST_FILE_PUT_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <sys/types.h>

/* Writes [text] to a temporary file beside [path], makes it durable and gives it that name. [mode]
 * is that of open(2), reduced by the umask. A file that is there already is replaced only if
 * [replace], else left as it was, also when another process makes it at this very moment.
 * ERR_OUTPUT naming [path]; no temporary file is left then. */
enum err_code file_put(const char *path, const struct text *text, mode_t mode, bool replace,
                       struct err *err);

#endif
