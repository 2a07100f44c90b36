/* Numbers to text and back, free of locale. */
#ifndef DEMARCHE_BASE_NUMBER_H
#define DEMARCHE_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

enum { NUMBER_TEXT_SIZE = 32 };

/* The shortest decimal text that reads back as the same double: "0.1", "-3", "1e+20". NaN prints as
 * "nan", infinities as "inf" and "-inf", minus zero as "0". */
void number_print(double value, char text[NUMBER_TEXT_SIZE]);

/* Reads the whole of [text] as a finite decimal number: optional sign, digits, fraction, exponent.
 * No spaces, hexadecimal, "nan" or "inf". Returns false and leaves [out] alone otherwise. */
bool number_parse(const char *text, double *out);

/* Reads the whole of [text] as an unsigned decimal integer that fits 64 bits. */
bool number_parse_u64(const char *text, uint64_t *out);

#endif
