/* Where in the source text a key of a table constructor stands, so that a fault can name its line.
 */
#ifndef DEMARCHE_LUA_LOCATE_H
#define DEMARCHE_LUA_LOCATE_H

#include "model/source.h"

#include <stddef.h>

/* Writes "display/path.lua:LINE" of the key [path] ("actors.AAA.approval", positions in lists
 * counted from 1) into [where]. Looks first in the main source [name], then in the scenario's other
 * files for what `require` brings in; falls back to the nearest enclosing key that is there, then
 * to the file's first line. */
void locate(const struct source_set *sources, const char *name, const char *path, char *where,
            size_t room);

#endif
