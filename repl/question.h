/* SPDX-License-Identifier: MIT-0 */
/* question: a predict fence with its right answer, found by running the
 * program; and whether what a try fence asks for was done.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "lesson.h"
#include "session.h"
#include "trial.h"

enum { MOST_OPTIONS = 9 };

struct answer {
  char *value;        /* as the rule must give it */
  const char *remark; /* said when it is chosen and wrong, or "" */
  uint64_t step;      /* in which the program does something else; 0: none */
};

struct question {
  const char *text, *why, *hint; /* why and hint may be "" */
  struct answer options[MOST_OPTIONS];
  size_t n;
  size_t right;       /* index of the right option */
  struct trial trial; /* what the program did */
  size_t runs;        /* in other orders that the answer needed, or 0 */
};

/* Runs the program on the stage of block i, a predict fence, and finds the
 * right answer. Returns 0; or -1 after saying what is wrong with the lesson.
 * The caller ends with question_close, always. */
int question_open(struct question *question, const struct lesson *lesson,
                  size_t i);
void question_close(struct question *question);

/* Where a try begins: what happened before does not count. */
struct mark {
  unsigned run;
  uint64_t events;
};
struct mark question_mark(const struct session *session);

/* Whether what block i, a try fence, asks for was done in session since mark.
 * typed is the last line. Returns 1 or 0; -1 after saying what is wrong. */
int question_done(const struct lesson *lesson, size_t i,
                  const struct session *session, struct mark mark,
                  const char *typed);

#endif
