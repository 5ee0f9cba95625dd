/* SPDX-License-Identifier: MIT-0 */
/* fence: the parts of a predict or try fence (lessons/README.md).
 *
 *     ? a question
 *     [1] an option
 *         and what is said of it
 *     answer: what follows a word and a colon, and
 *       the lines below it that are indented
 */
#ifndef FENCE_H
#define FENCE_H

#include <stddef.h>

enum { FENCE_PARTS = 24 };

struct part {
  char *name; /* "?", "1" to "9", a word before a colon, "" for plain text */
  char *text; /* lines without their indentation */
  int line;   /* its first one's number, from 0, in the fence */
};

struct fence {
  struct part parts[FENCE_PARTS];
  size_t n;
};

/* Takes text apart. Returns 0; or -1 when there are too many parts or memory
 * ran out. The caller frees with fence_free, also after an error. */
int fence_parse(struct fence *fence, const char *text);
void fence_free(struct fence *fence);

/* The text of the part of that name, or NULL. */
const struct part *fence_part(const struct fence *fence, const char *name);

#endif
