/* SPDX-License-Identifier: MIT-0 */
/* rule: Lua in a lesson that looks at what a program did, and says whether
 * something was done, or which answer is right (lessons/README.md).
 *
 * A rule runs in a plain Lua state of its own, not as a task. It can run the
 * lesson's programs, in other orders too.
 */
#ifndef RULE_H
#define RULE_H

#include "trial.h"

/* What a rule can see. */
struct rule {
  const char *code;
  const char *name;            /* of its part of the fence, for messages */
  const char *dir;             /* of the lesson: run{program=} looks there */
  const struct source *source; /* what run{} runs; NULL: nothing */

  /* What happened: events from first on, of which out was printed. */
  const struct log *log;
  uint64_t first;
  const char *out;
  struct ending ending;

  const char *guess; /* the option that was chosen, or NULL */
  size_t *runs;      /* counts the programs that the rule runs; or NULL */

  /* Of a session, for a try. */
  uint64_t view;
  const char *typed; /* the last line, or NULL */
};

/* Evaluates the rule to text in answer: "" for nil and false. Returns 0; or
 * -1, and answer is what was wrong. */
int rule_evaluate(const struct rule *rule, struct buffer *answer);

#endif
