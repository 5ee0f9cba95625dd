/* SPDX-License-Identifier: MIT-0 */
/* nearest: the name that a mistyped word was probably meant to be. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* How many letters must be added, taken away, changed or swapped with their
 * neighbour to make b of a. Words over 63 bytes count as wholly different. */
size_t nearest_distance(const char *a, const char *b);

/* Looks at names one after the other and keeps the best so far. */
struct nearest {
  const char *word; /* what was typed */
  const char *name; /* the closest name, or NULL: none is close */
  size_t distance;
};

void nearest_start(struct nearest *nearest, const char *word);
void nearest_try(struct nearest *nearest, const char *name);

/* Writes "; did you mean NAME?" into buf, or nothing where no name is close;
 * prefix is put before the name. Returns buf. */
const char *nearest_hint(const struct nearest *nearest, const char *prefix,
                         char *buf, size_t size);

#endif
