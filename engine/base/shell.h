/* Words for a POSIX shell: quoted so that the shell gives back exactly the bytes that went in. */
#ifndef DEMARCHE_BASE_SHELL_H
#define DEMARCHE_BASE_SHELL_H

#include "base/text.h"

/* Adds [word] to [out] as one word of a POSIX shell: as it is if every byte of it is harmless, else
 * between single quotes. Any bytes but NUL survive, line breaks too; the empty word is ''. For
 * scripts. */
void shell_quote(struct text *out, const char *word);

/* The same on one line and safe for terminals: a word with control bytes, or with what could steer
 * a terminal, is written $'...' with octal numbers, which bash, zsh and ksh read. For commands that
 * are shown to be typed. */
void shell_quote_shown(struct text *out, const char *word);

#endif
