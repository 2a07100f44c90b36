/* Reading one value of a shape's field. */
#ifndef DEMARCHE_LUA_READ_VALUE_H
#define DEMARCHE_LUA_READ_VALUE_H

#include "lua/read.h"

/* Reads the value on top of the stack for [field] into [place]; faults name the field. */
void read_value(struct reading *reading, const struct field *field, void *place);

#endif
