/* The page of the policies in a bundle: what each says of itself, its rule and its parameters. */
#ifndef DEMARCHE_LUA_POLICY_DOC_H
#define DEMARCHE_LUA_POLICY_DOC_H

#include "lua/stage.h"

/* Loads every "policies/NAME.lua" of [sources] and adds a page in markdown to [out]. The rule of a
 * policy is the comment that its file begins with. ERR_INVALID, with [faults], if one is faulty. */
enum err_code policy_doc(struct arena *arena, const struct source_set *sources, struct text *out,
                         struct faults *faults);

#endif
