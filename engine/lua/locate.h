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

/* Called with each NAME of `module.NAME` in a source; [name] has [length] bytes. */
typedef void (*locate_member_fn)(void *context, const char *name, size_t length, int line);

/* Hands out every `module.NAME` of the source in order, except where [module] is itself a member of
 * something, or a local variable of the file. */
void locate_members(const struct source *source, const char *module, locate_member_fn found,
                    void *context);

#endif
