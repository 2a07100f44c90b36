/* Sorting that asks nothing of the system: the C library's qsort looks up the machine's memory for
 * lists over a kilobyte, which the worker's system-call list kills. */
#ifndef DEMARCHE_BASE_SORT_H
#define DEMARCHE_BASE_SORT_H

#include <stddef.h>

enum { SORT_ITEM_MAX = 2048 };

/* Sorts [count] items of [size] bytes (at most SORT_ITEM_MAX) in place by [compare], which answers
 * as strcmp does. Stable: equal items keep their order. Binary insertion: about count * log2(count)
 * comparisons and count * count / 4 items moved, so meant for lists of up to some thousands. */
void sort_stable(void *items, size_t count, size_t size,
                 int (*compare)(const void *a, const void *b));

#endif
