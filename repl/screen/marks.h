/* SPDX-License-Identifier: MIT-0 */
/* marks: how the state of a task is shown: a letter, a word and a style. */
#ifndef REPL_MARKS_H
#define REPL_MARKS_H

#include "../world/world.h"
#include "frame.h"

struct mark {
  char letter;      /* for its history */
  const char *word; /* at most five characters */
  enum style style;
};

struct mark mark_of(const struct world_task *task);

/* The task that ran in the step in view; 0 where none did. */
uint32_t mark_ran(const struct world *world);

#endif
