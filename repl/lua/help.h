/* SPDX-License-Identifier: MIT-0 */
/* help: what `?name` shows: signature, one line, the lesson that teaches it.
 */
#ifndef HELP_H
#define HELP_H

#include <stddef.h>

struct help {
  const char *name;      /* "spawn", "queue:put", "semaphore" */
  const char *signature; /* "spawn([name,] fn, ...) -> task" */
  const char *line;      /* what it does, one sentence */
  int lesson;            /* its number, 0 for none */
};

/* The entry for name; q:put is found as queue:put by its method name when no
 * other kind of object has one like it. NULL when there is none. */
const struct help *help_find(const char *name);

/* The name nearest to a mistyped one, or NULL if none is near. */
const char *help_nearest(const char *name);

/* Entry i in the order of the documentation, NULL past the end. */
const struct help *help_at(size_t i);

#endif
