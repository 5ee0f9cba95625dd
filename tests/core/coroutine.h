/* SPDX-License-Identifier: MIT-0 */
/* coroutine: what its tests have in common: one and what it runs. */
#ifndef TESTS_CORE_COROUTINE_H
#define TESTS_CORE_COROUTINE_H

#include "support.h"

struct body {
  struct bt_coroutine *co;
  void (*fn)(struct body *body);
  int n; /* the test's */
};

/* What a coroutine runs: the function of the body that arg points to. */
void run_body(void *arg);

/* Opens a coroutine of the name "body", which must not fail. */
void begin_body(struct body *body, void (*fn)(struct body *body));
bool resume(struct body *body); /* as bt_coroutine_resume */
void suspend(struct body *body);
/* Resumes it for the last time, and closes it. */
void end_body(struct body *body);

/* A task: resumes the body that arg points to, once. */
int resumes(void *body);
/* Sleeps 10 ms, suspends, sleeps 10 ms. */
void naps(struct body *body);
/* Says "one", suspends, says "two". */
void counts_to_two(struct body *body);

#endif
